"""What the page of a statement tells: who and what, how sure it is, where it stands, and what was found from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from regiongraf.figures import Language
from regiongraf.publishing.quads import TYPE
from regiongraf.publishing.site.documents import MOST, span
from regiongraf.publishing.site.facts import fact, grouped
from regiongraf.publishing.site.findings import DERIVED_FROM
from regiongraf.publishing.site.model import Model, Ref, in_order, page_name
from regiongraf.publishing.site.sections import HEADINGS
from regiongraf.triples.terms import name

UNSAID = frozenset({
    TYPE,
    *(
        name(prefixed)
        for prefixed in (
            "rg:evidence", "skos:prefLabel", "skos:altLabel", "skos:note", "dct:title", "rg:shareExact", "rg:shareMin",
            "rg:shareMax", "rg:shareMinOpen", "rg:shareMaxOpen", "rg:shareStatus", "rg:amount", "rg:currency",
            "rg:amountStatus", "rg:figureAsStated", "rg:unitAsStated",
        )
    ),
})  # fmt: skip
FRAME = frozenset(name(prefixed) for prefixed in ("rg:rank", "rg:derivation", "rg:asOf", "prov:hadPrimarySource"))
"""What is said of a record itself: it comes last."""


def page(model: Model, statement: str, language: Language) -> dict[str, Any]:
    """What the page of one statement tells."""
    data = model.data
    properties = grouped(data.pairs(statement), UNSAID)
    facts = [fact(model, p, items, language) for p, items in sorted(properties.items(), key=_order)]
    source = data.one(statement, "prov:hadPrimarySource")
    findings = {s for p, s in data.incoming(statement) if p == DERIVED_FROM}
    shown = in_order(model.ref(s, language) for s in sorted(findings)[:MOST])
    return {
        "title": model.headline(statement, language),
        "marks": model.marks(statement, language),
        "facts": [*_told(model, statement, language), *facts],
        "source": model.ref(source, language) if source else None,
        "spans": list(_spans(model, statement, language)),
        "findings": shown,
        "finding_count": len(findings),
    }


def _spans(model: Model, statement: str, language: Language) -> Iterator[Ref]:
    """Where the statement stands, in reading order, each with the place on the page of the document."""
    found = sorted(span(model, s, language) for s in model.data.all(statement, "rg:evidence"))
    for _, _, document, text, fragment in found:
        folder = model.folder(document)
        file = model.title(document, language)
        yield Ref(f"{file}, {text}", f"{folder}/{page_name(language)}#{fragment}" if folder else None)


def _told(model: Model, term: str, language: Language) -> Iterator[dict[str, Any]]:
    """Name, note, share and amount of a statement in words."""
    data = model.data
    told = {
        "name": data.text(term, "skos:prefLabel", language),
        "share": model.share(term, language) if data.all(term, "rg:owner") else None,
        "amount": model.amount(term, language) if data.all(term, "rg:stage") else None,
        "note": data.text(term, "skos:note", language),
    }
    yield from ({"name": HEADINGS[key].said(language), "refs": [Ref(text)]} for key, text in told.items() if text)


def _order(item: tuple[str, list[str]]) -> tuple[bool, str]:
    """Who and what first, then what is said of the record itself."""
    return item[0] in FRAME, item[0]
