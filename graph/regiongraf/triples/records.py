"""Records to RDF. `FIELDS` says for each field which property it becomes and how its value is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from regiongraf.figures import KRONA
from regiongraf.model import (
    NOT_STATED,
    Activity,
    ControlRight,
    Evidence,
    Funding,
    IndicatorValue,
    Ownership,
    Record,
    ShareRange,
    Source,
)
from regiongraf.triples.entries import Keys, notes
from regiongraf.triples.terms import Triple, code, day, decimal, integer, iri, name, natural, text, true
from regiongraf.vocabulary import CURRENCIES

CLASSES = {
    "ownership": "rg:Ownership",
    "membership": "org:Membership",
    "control-right": "rg:ControlRight",
    "founding": "rg:Founding",
    "unit": "rg:UnitStatement",
    "affiliation": "rg:Affiliation",
    "mention": "rg:Mention",
    "match": "rg:MatchCandidate",
    "cooperation": "rg:Cooperation",
    "participation": "rg:Participation",
    "funding": "rg:FundingFlow",
    "target": "rg:RatioTarget",
    "count": "rg:CountStatement",
    "list": "rg:ListStatement",
    "grouping": "rg:GroupListing",
    "indicator": "rg:IndicatorValue",
    "remark": "rg:SourceRemark",
}
"""The class of each kind of record; an activity's class is its own kind."""

Encoder = Callable[[Any, Keys], str]


def _agent(value: str, keys: Keys) -> str:
    return keys.agent(value)


def _key(value: str, keys: Keys) -> str:
    return keys.thing(value)


def _of(kind: str) -> Encoder:
    return lambda value, keys: keys.thing(f"{kind}/{value}")


def _plain(write: Callable[[Any], str]) -> Encoder:
    return lambda value, _: write(value)


def _language(language: str) -> Encoder:
    return lambda value, _: text(value, language)


_code, _text, _decimal, _integer = _plain(code), _plain(text), _plain(decimal), _plain(integer)
_true, _iri = _plain(lambda _: true()), _plain(iri)
_activity, _place, _flow = _of("activity"), _of("place"), _of("funding")

FIELDS: dict[str, dict[str, tuple[str, Encoder]]] = {
    "ownership": {
        "owner": ("rg:owner", _agent),
        "owned": ("rg:ownedEntity", _agent),
        "basis": ("rg:shareBasis", _code),
        "directness": ("rg:directness", _code),
        "via": ("rg:via", _agent),
        "each": ("rg:distributive", _true),
    },
    "membership": {
        "member": ("org:member", _agent),
        "organisation": ("org:organization", _agent),
        "roles": ("org:role", _code),
    },
    "control-right": {
        "holder": ("rg:holder", _agent),
        "body": ("rg:rightOver", _agent),
        "right": ("rg:rightKind", _code),
        "seats": ("rg:seats", _integer),
        "board_size": ("rg:boardSize", _integer),
    },
    "founding": {"founders": ("rg:founder", _agent), "organisation": ("org:resultingOrganization", _agent)},
    "unit": {"unit": ("rg:unit", _agent), "parent": ("rg:parentOrganisation", _agent)},
    "affiliation": {
        "principal": ("rg:principal", _agent),
        "affiliate": ("rg:affiliate", _agent),
        "name_as_stated": ("rg:nameAsStated", _text),
        "form_as_stated": ("rg:formAsStated", _plain(lambda form: code(f"{form}Form"))),
    },
    "mention": {"about": ("rg:mentioned", _agent), "name": ("rg:nameAsStated", _text)},
    "match": {
        "left": ("rg:candidate", _agent),
        "right": ("rg:candidate", _agent),
        "reason": ("rg:reason", _language("sv")),
        "reason_en": ("rg:reason", _language("en")),
    },
    "cooperation": {
        "parties": ("rg:party", _agent),
        "name": ("skos:prefLabel", _language("sv")),
        "name_en": ("skos:prefLabel", _language("en")),
        "activity": ("rg:activity", _activity),
        "fields": ("dct:subject", _code),
    },
    "activity": {
        "kind": ("rdf:type", _code),
        "name": ("skos:prefLabel", _language("sv")),
        "name_en": ("skos:prefLabel", _language("en")),
        "aliases": ("skos:altLabel", _language("sv")),
        "status": ("rg:activityStatus", _code),
        "places": ("dct:spatial", _place),
        "part_of": ("rg:partOfActivity", _activity),
        "programme": ("rg:programme", _activity),
        "quantity": ("rg:quantity", _integer),
        "quantity_of": ("rg:quantityOf", _language("sv")),
        "quantity_of_en": ("rg:quantityOf", _language("en")),
        "homepage": ("foaf:homepage", _iri),
        "fields": ("dct:subject", _code),
    },
    "participation": {
        "participant": ("rg:participant", _agent),
        "activity": ("rg:activity", _activity),
        "roles": ("org:role", _code),
    },
    "funding": {
        "precision": ("rg:precision", _code),
        "figure_as_stated": ("rg:figureAsStated", _text),
        "unit_as_stated": ("rg:unitAsStated", _text),
        "unit_corrected": ("rg:unitCorrected", _true),
        "stage": ("rg:stage", _code),
        "instrument": ("rg:instrument", _code),
        "source": ("rg:fundSource", _code),
        "intermediary": ("rg:intermediary", _agent),
        "activity": ("rg:fundedActivity", _activity),
        "purpose": ("rg:purpose", _language("sv")),
        "purpose_en": ("rg:purpose", _language("en")),
        "fields": ("dct:subject", _code),
        "places": ("dct:spatial", _place),
        "recurrence": ("rg:recurrence", _code),
        "part_of": ("rg:partOfFlow", _flow),
        "is_total": ("rg:isTotal", _true),
        "awards": ("rg:numberOfAwards", _integer),
    },
    "target": {
        "body": ("rg:targetBody", _agent),
        "of": ("rg:targetFlow", _flow),
        "ratio": ("rg:ratio", _decimal),
        "precision": ("rg:precision", _code),
        "source": ("rg:fundSource", _code),
        "name": ("skos:prefLabel", _language("sv")),
        "name_en": ("skos:prefLabel", _language("en")),
    },
    "count": {
        "about": ("rg:countAbout", _agent),
        "of": ("rg:countOf", _code),
        "count": ("rg:count", _integer),
        "precision": ("rg:precision", _code),
        "figure_as_stated": ("rg:figureAsStated", _text),
    },
    "list": {
        "about": ("rg:listAbout", _agent),
        "of": ("rg:listOf", _code),
        "completeness": ("rg:completeness", _code),
    },
    "grouping": {
        "group": ("rg:group", _agent),
        "members": ("rg:groupMember", _agent),
        "completeness": ("rg:completeness", _code),
    },
    "indicator": {
        "indicator": ("rg:indicator", _code),
        "reporter": ("rg:reporter", _agent),
        "value": ("sdmx-measure:obsValue", _decimal),
        "unit": ("sdmx-attribute:unitMeasure", _code),
        "precision": ("rg:precision", _code),
        "figure_as_stated": ("rg:figureAsStated", _text),
        "place": ("sdmx-dimension:refArea", _place),
        "activity": ("rg:activity", _activity),
    },
    "remark": {"flaw": ("rg:flaw", _code), "about": ("rg:remarkAbout", _key)},
}
COMMON: dict[str, tuple[str, Encoder]] = {
    "rank": ("rg:rank", _code),
    "derivation": ("rg:derivation", _code),
    "basis_note": ("rg:basisNote", _language("sv")),
}

_WRITTEN = {
    kind: tuple((field, name(property_), encode) for field, (property_, encode) in {**COMMON, **fields}.items())
    for kind, fields in FIELDS.items()
}
"""For each kind of record its fields, each with the term of its property: made once, and not for every record."""


def record_triples(record: Record, source: Source, keys: Keys) -> Iterator[Triple]:
    """Everything that one record of `source` states, its evidence included."""
    subject = keys.thing(record.key)
    if not isinstance(record, Activity):
        yield subject, name("rdf:type"), name(CLASSES[record.KIND])
    for field, property_, encode in _WRITTEN[record.KIND]:
        value = getattr(record, field)
        for item in value if isinstance(value, tuple) else (value,):
            if item is not None and item is not False:
                yield subject, property_, encode(item, keys)
    yield from _frame(subject, record, source, keys)
    if isinstance(record, Ownership | ControlRight) and record.share is not None:
        yield from _share(subject, record.share)
    elif isinstance(record, Funding):
        yield from _money(subject, record, keys)
    elif isinstance(record, IndicatorValue):
        yield subject, name("qb:dataSet"), keys.thing(f"{source.key}/indicators")
    for span in record.evidence:
        yield from _evidence(subject, span, source, keys)


def _frame(subject: str, record: Record, source: Source, keys: Keys) -> Iterator[Triple]:
    """When a record holds, what its source vouches for, and how it stands to other records."""
    yield subject, name("prov:hadPrimarySource"), keys.thing(source.key)
    as_of = (record.as_of.end if record.as_of else None) or source.issued
    yield subject, name("rg:asOf"), day(as_of)
    if record.valid:
        if record.valid.start:
            yield subject, name("rg:validFrom"), day(record.valid.start)
        if record.valid.end:
            yield subject, name("rg:validTo"), day(record.valid.end)
        yield subject, name("rg:datePrecision"), code(record.valid.precision)
    if record.refines:
        yield subject, name("rg:refines"), keys.thing(f"{record.KIND}/{record.refines}")
    for other in record.conflicts_with:
        yield subject, name("rg:conflictsWith"), keys.thing(f"{record.KIND}/{other}")
    yield from notes(subject, record.note, record.note_en)


def _share(subject: str, share: Decimal | ShareRange | str) -> Iterator[Triple]:
    if isinstance(share, Decimal):
        yield subject, name("rg:shareExact"), decimal(share)
    elif isinstance(share, ShareRange):
        yield subject, name("rg:shareMin"), decimal(share.min)
        yield subject, name("rg:shareMax"), decimal(share.max)
        if share.min_open:
            yield subject, name("rg:shareMinOpen"), true()
        if share.max_open:
            yield subject, name("rg:shareMaxOpen"), true()
    else:
        yield subject, name("rg:shareStatus"), code("ShareNotStated")


def _money(subject: str, record: Funding, keys: Keys) -> Iterator[Triple]:
    """Amount, funder and recipient: each stated, or said not to be."""
    if isinstance(record.amount, Decimal):
        yield subject, name("rg:amount"), decimal(record.amount)
    else:
        yield subject, name("rg:amountStatus"), code("AmountNotStated")
    if record.amount != NOT_STATED or record.currency != KRONA:
        yield subject, name("rg:currency"), iri(CURRENCIES + record.currency)
    if record.funder in {NOT_STATED, "InParts"}:
        yield (
            subject,
            name("rg:funderStatus"),
            code("FunderNotStated" if record.funder == NOT_STATED else "FunderInParts"),
        )
    else:
        yield subject, name("rg:funder"), keys.agent(record.funder)
    if record.recipient == NOT_STATED:
        yield subject, name("rg:recipientStatus"), code("RecipientNotStated")
    else:
        yield subject, name("rg:recipient"), keys.agent(record.recipient)


def _evidence(subject: str, span: Evidence, source: Source, keys: Keys) -> Iterator[Triple]:
    document = span.document or source.document[0].id
    node = keys.minter.evidence(source.id, document, span.start, span.end)
    evidence, position = iri(node), iri(f"{node}/position")
    yield subject, name("rg:evidence"), evidence
    yield evidence, name("rdf:type"), name("rg:Evidence")
    yield evidence, name("oa:hasSource"), keys.thing(f"{source.key}/document/{document}")
    yield evidence, name("oa:hasSelector"), position
    for property_, value in (("rg:spanHash", span.span), ("rg:beforeHash", span.before), ("rg:afterHash", span.after)):
        yield evidence, name(property_), text(value)
    if span.page:
        yield evidence, name("rg:page"), integer(span.page)
    yield position, name("rdf:type"), name("oa:TextPositionSelector")
    yield position, name("oa:start"), natural(span.start)
    yield position, name("oa:end"), natural(span.end)


def indicator_set(source: Source, keys: Keys) -> Iterator[Triple]:
    """The data set that the indicator values of one work belong to."""
    node = keys.thing(f"{source.key}/indicators")
    yield node, name("rdf:type"), name("qb:DataSet")
    yield node, name("qb:structure"), name("rg:IndicatorStructure")
    yield node, name("dct:title"), text(f"Nyckeltal i {source.title}", "sv")
    yield node, name("dct:title"), text(f"Indicators in {source.title_en}", "en")
