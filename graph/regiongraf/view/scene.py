"""A dataset as a scene: which nodes and edges there are, what stands on them, and where that is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from regiongraf.connections import Connection, connections
from regiongraf.figures import Language
from regiongraf.questions.lookup import Lookup
from regiongraf.store import Store
from regiongraf.view import reading
from regiongraf.view.combined import Combined, combined
from regiongraf.view.model import KINDS, Cited, Edge, Flow, Node, Scene, Source, Words, opaque
from regiongraf.view.reading import Thing
from regiongraf.view.wording import amount_words, currency_of, period, right_words, share_words, span_of
from regiongraf.vocabulary import TERMS

__all__ = ["KINDS", "Edge", "Node", "Scene", "Source", "Words", "scene"]

TITLE = Words("Vem äger, styr och finansierar vem?", "Who owns, controls and funds whom?")
_COUNTED = {
    "Owners": Words("ägare", "owners"),
    "Members": Words("medlemmar", "members"),
    "Founders": Words("stiftare", "founders"),
}
_KIND_OF_LIST = {"owns": "Owners", "memberOf": "Members", "founded": "Founders"}
_SHOWN_TERMS = ("Stage", "Instrument", "Derivation", "Rank", "Directness")


@dataclass(frozen=True, slots=True)
class Link:
    """One line to draw: a connection, or a record that connections do not hold."""

    kind: str
    record: Thing
    source: str
    target: str
    of: Connection | None = None


def scene(store: Store, lookup: Lookup, language: Language = "sv", *, title: Words | None = None) -> Scene:
    """The scene of all that a store states of its organisations.

    Takes whatever the store holds: an empty one gives an empty scene. `lookup` names what codes are called.
    """
    agents, records = reading.agents(store), reading.records(store)
    links = [*_stated(store, records), *_activities(records)]
    ends = {end for link in links for end in (link.source, link.target)}
    things = {**reading.named(store, ends - agents.keys()), **agents}
    groups = _groups(records)
    sources = reading.sources(store)
    spans = _Spans(store, sources)
    rights = _labels(store, {link.of.right.value for link in links if link.of and link.of.right})
    edges = tuple(
        sorted((_edge(link, spans, groups, links, rights) for link in links), key=lambda e: (KINDS.index(e.kind), e.id))
    )
    follows = combined(store, {iri: thing.label for iri, thing in agents.items()})
    forms = _labels(store, {iri for thing in things.values() if (iri := thing.iri_of("org:classification"))})
    places = _labels(store, {iri for thing in things.values() if (iri := thing.iri_of("dct:spatial"))})
    nodes = tuple(
        _node(thing, groups, forms, places, _completeness(iri, records, links, groups), follows.get(iri, Combined()))
        for iri, thing in things.items()
    )
    return Scene(
        title or TITLE,
        language,
        tuple(sorted(nodes, key=lambda node: node.id)),
        edges,
        _sources(sources, agents, spans),
        _flows(records, spans),
        _terms(store),
    )


def _stated(store: Store, records: dict[str, Thing]) -> list[Link]:
    return [
        Link(c.kind, records[c.statement.value], c.source.value, c.target.value, c)
        for c in connections(store)
        if c.statement.value in records
    ]


def _activities(records: dict[str, Thing]) -> list[Link]:
    """Who takes part in what, who is listed with whom, and money for an activity that names no recipient."""
    links = []
    for record in records.values():
        activity = record.iri_of("rg:activity")
        links += [Link("takesPart", record, party, activity) for party in record.iris("rg:participant") if activity]
        links += [Link("takesPart", record, party, record.iri) for party in record.iris("rg:party")]
        links += [
            Link("listed", record, who, to) for who in record.iris("rg:affiliate") for to in record.iris("rg:principal")
        ]
        funder, funded = record.iri_of("rg:funder"), record.iri_of("rg:fundedActivity")
        if funder and funded and not record.iri_of("rg:recipient"):
            links.append(Link("funds", record, funder, funded))
    return links


def _groups(records: dict[str, Thing]) -> dict[str, tuple[str, ...]]:
    """The listed members of each group, by IRI."""
    return {
        group: record.iris("rg:groupMember")
        for record in records.values()
        for group in record.iris("rg:group")
        if record.code("rg:rank") in {"Preferred", "Normal"}
    }


class _Spans:
    """Where records stand."""

    def __init__(self, store: Store, sources: dict[str, Thing]) -> None:
        self._spans = reading.spans(store)
        self.documents = reading.named(
            store, {iri for source in sources.values() for iri in source.iris("rg:document")}
        )

    def of(self, record: Thing) -> tuple[Cited, ...]:
        source = record.iri_of("prov:hadPrimarySource") or ""
        found = [
            Cited(
                opaque(source, "s"),
                self.documents[document].text("rg:fileName") if document in self.documents else None,
                start,
                end,
                page,
            )
            for span in record.iris("rg:evidence")
            if span in self._spans
            for document, start, end, page in [self._spans[span]]
        ]
        return tuple(sorted(found, key=lambda c: (c.document or "", c.start or 0, c.end or 0))) or (
            Cited(opaque(source, "s")),
        )


def _edge(
    link: Link, spans: _Spans, groups: dict[str, tuple[str, ...]], links: list[Link], rights: Mapping[str, Words]
) -> Edge:
    record, of = link.record, link.of
    start, end = period(record)
    low, high = _bounds(of)
    money = link.kind == "funds"
    amount = record.number("rg:amount") if money else None
    currency = currency_of(record)
    via = record.iri_of("rg:via")
    return Edge(
        id=opaque(f"{record.iri} {link.source} {link.target}", "e"),
        statement=record.iri,
        kind=link.kind,
        source=opaque(link.source),
        target=opaque(link.target),
        rank=record.code("rg:rank") or "Normal",
        derivation=record.code("rg:derivation") or "Stated",
        conflict=bool(record.iris("rg:conflictsWith")),
        directness=record.code("rg:directness"),
        via=opaque(via) if via else None,
        lower=low,
        upper=high,
        share_text=share_words(of.share, of.low, of.high) if of and link.kind == "owns" else None,
        amount=amount,
        amount_text=amount_words(amount, record.code("rg:precision"), currency) if money else None,
        currency=currency,
        stage=record.code("rg:stage"),
        instrument=record.code("rg:instrument"),
        role_text=record.words("rg:nameAsStated") if link.kind == "listed" else _right(of, rights),
        purpose=record.words("rg:purpose"),
        valid_from=start,
        valid_to=end,
        as_of=record.text("rg:asOf"),
        note=record.words("skos:note", "rg:basisNote"),
        expands=_expansion(link, groups, links),
        evidence=spans.of(record),
    )


def _right(of: Connection | None, rights: Mapping[str, Words]) -> Words | None:
    """A right in words, with how much of a board or of all votes it is."""
    if of is None or of.right is None:
        return None
    return right_words(rights[of.right.value], of.seats, of.board, (of.share, of.low, of.high))


def _bounds(of: Connection | None) -> tuple[Decimal | None, Decimal | None]:
    if of is None or of.kind != "owns":
        return None, None
    return (of.share, of.share) if of.share is not None else (of.low, of.high)


def _expansion(link: Link, groups: dict[str, tuple[str, ...]], links: list[Link]) -> tuple[str, ...]:
    """The members that a group's statement speaks for: not those that a statement of their own is about.

    A member that is stated to own through another is not made a direct owner by its group (docs: rules/10-owns.rq).
    """
    members = groups.get(link.source, ())
    if not members or link.kind not in {"owns", "memberOf", "founded", "funds"}:
        return ()
    spoken_for = {
        other.source
        for other in links
        if other.kind == link.kind and other.target == link.target and other.record.code("rg:rank") != "Deprecated"
    }
    return tuple(sorted(opaque(member) for member in members if member not in spoken_for and member != link.target))


def _node(
    thing: Thing,
    groups: dict[str, tuple[str, ...]],
    forms: dict[str, Words],
    places: dict[str, Words],
    completeness: tuple[Words, ...],
    follows: Combined,
) -> Node:
    classification = thing.iri_of("org:classification")
    form, form_label = _form(thing, classification, forms)
    count = thing.number("rg:statedCount")
    return Node(
        id=opaque(thing.iri),
        iri=thing.iri,
        label=thing.label,
        form=form,
        form_label=form_label,
        short=thing.text("rg:shortName"),
        aliases=tuple(sorted({*thing.texts("skos:altLabel")})),
        branches=tuple(Words(*BRANCHES[branch]) for branch in thing.branches),
        number=thing.text("rg:organisationNumber"),
        homepage=thing.iri_of("foaf:homepage"),
        place=places.get(thing.iri_of("dct:spatial") or ""),
        note=thing.words("skos:note"),
        members=tuple(sorted(opaque(member) for member in groups.get(thing.iri, ()))),
        stated_count=int(count) if count is not None else None,
        completeness=completeness,
        owners=follows.owners,
        holdings=follows.holdings,
        control=follows.control,
    )


BRANCHES = {
    "University": ("universitet eller högskola", "university"),
    "Museum": ("museum", "museum"),
    "FolkHighSchool": ("folkhögskola", "folk high school"),
    "Library": ("bibliotek", "library"),
    "PublicTransportAuthority": ("kollektivtrafikmyndighet", "public transport authority"),
    "TrainCompany": ("tågbolag", "train company"),
    "PerformingArts": ("scenkonst", "performing arts"),
    "FilmFund": ("filmfond", "film fund"),
    "Archive": ("arkiv", "archive"),
    "BusinessSupport": ("företagsfrämjande", "business support"),
    "EnergyOffice": ("energikontor", "energy office"),
}


def _form(thing: Thing, classification: str | None, forms: dict[str, Words]) -> tuple[str, Words]:
    if classification:
        code = classification.removeprefix(TERMS).removesuffix("Form")
        return ("FormNotStated" if code == "FormNotStated" or not code else code), forms[classification]
    types = {iri.removeprefix(TERMS) for iri in thing.iris("rdf:type")}
    if "AgentGroup" in types:
        return "Group", Words("grupp", "group")
    if "Cooperation" in types:
        return "Agreement", Words("samverkan", "cooperation")
    return "Activity", Words("verksamhet eller projekt", "activity or project")


def _labels(store: Store, iris: set[str]) -> dict[str, Words]:
    return {iri: thing.label for iri, thing in reading.named(store, iris).items()}


def _completeness(
    iri: str, records: dict[str, Thing], links: list[Link], groups: dict[str, tuple[str, ...]]
) -> tuple[Words, ...]:
    """What a source counts or lists of a body, beside how many of them it names."""
    counted: dict[str, Words | None] = {}
    open_: list[str] = []
    for record in records.values():
        if record.code("rg:rank") not in {"Preferred", "Normal"}:
            continue
        if iri in record.iris("rg:countAbout") and (of := record.code("rg:countOf")) in _COUNTED:
            counted[of] = _missing(of, int(record.number("rg:count") or 0), iri, links, groups)
        if iri in record.iris("rg:listAbout") and record.code("rg:completeness") == "OpenList":
            open_ += [of for of in (record.code("rg:listOf"),) if of in _COUNTED]
    more = [_more(_COUNTED[of]) for of in open_ if of not in counted]
    return tuple(words for words in dict.fromkeys([*counted.values(), *more]) if words)


def _more(what: Words) -> Words:
    return Words(f"det finns fler {what.sv} än de som namnges", f"there are more {what.en} than those named")


def _missing(of: str, stated: int, iri: str, links: list[Link], groups: dict[str, tuple[str, ...]]) -> Words | None:
    kind = next(kind for kind, list_ in _KIND_OF_LIST.items() if list_ == of)
    named: set[str] = set()
    for link in links:
        if link.kind == kind and link.target == iri and link.record.code("rg:rank") in {"Preferred", "Normal"}:
            named.update(groups.get(link.source) or (link.source,))
    missing, word = stated - len(named), _COUNTED[of]
    if missing <= 0:
        return Words(f"alla {stated} {word.sv} är namngivna", f"all {stated} {word.en} are named")
    return Words(f"{missing} av {stated} {word.sv} är inte namngivna", f"{missing} of {stated} {word.en} are not named")


def _sources(sources: dict[str, Thing], agents: dict[str, Thing], spans: _Spans) -> tuple[Source, ...]:
    made = []
    for source in sources.values():
        publisher = source.iri_of("dct:publisher")
        documents = [spans.documents[iri] for iri in source.iris("rg:document")]
        named = tuple((document.text("rg:fileName") or "", document.text("rg:sha256") or "") for document in documents)
        label = agents[publisher].label if publisher in agents else None
        made.append(
            Source(opaque(source.iri, "s"), source.iri, source.label, source.text("dct:issued") or "", label, named)
        )
    return tuple(made)


def _flows(records: dict[str, Thing], spans: _Spans) -> tuple[Flow, ...]:
    flows = []
    against: dict[str, set[str]] = {}
    for record in records.values():
        for other in record.iris("rg:conflictsWith"):  # one of the two says so
            against.setdefault(record.iri, set()).add(other)
            against.setdefault(other, set()).add(record.iri)
    for record in records.values():
        stage = record.code("rg:stage")
        if stage is None:
            continue
        funder, recipient = (
            record.iri_of("rg:funder"),
            record.iri_of("rg:recipient") or record.iri_of("rg:fundedActivity"),
        )
        amount, part_of = record.number("rg:amount"), record.iri_of("rg:partOfFlow")
        # An amount that is not stated is of the currency of what it is a part of, and so in its chart.
        currency = currency_of(record, records.get(part_of or ""))
        flows.append(
            Flow(
                id=opaque(record.iri, "f"),
                statement=record.iri,
                stage=stage,
                period=span_of(*period(record)),
                funder=opaque(funder) if funder else None,
                recipient=opaque(recipient) if recipient else None,
                amount=amount,
                amount_text=amount_words(amount, record.code("rg:precision"), currency),
                currency=currency,
                purpose=record.words("rg:purpose") or Words("", ""),
                part_of=opaque(part_of, "f") if part_of else None,
                conflicts=tuple(sorted(opaque(other, "f") for other in against.get(record.iri, ()))),
                annual=record.code("rg:recurrence") == "Annual",
                instrument=record.code("rg:instrument") or "InstrumentNotStated",
                precision=record.code("rg:precision") or "Exact",
                is_total=record.is_true("rg:isTotal"),
                is_active=record.code("rg:rank") in {"Preferred", "Normal"},
                evidence=spans.of(record),
            )
        )
    return tuple(sorted(flows, key=lambda flow: flow.id))


def _terms(store: Store) -> tuple[tuple[str, Words], ...]:
    """What the codes of stages, ranks and readings are called."""
    anchor = " UNION ".join(f"{{ ?thing skos:inScheme rg:{scheme}Scheme }}" for scheme in _SHOWN_TERMS)
    return tuple((iri.removeprefix(TERMS), thing.label) for iri, thing in reading.things(store, anchor).items())
