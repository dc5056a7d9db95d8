"""What the page of a document tells: which file it is, and which of its passages say what, in reading order."""

from __future__ import annotations

from typing import Any

from regiongraf.figures import Language
from regiongraf.publishing.quads import TYPE
from regiongraf.publishing.site.facts import fact, grouped
from regiongraf.publishing.site.model import Model, in_order
from regiongraf.publishing.site.wording import TEXTS
from regiongraf.publishing.things import closure, local

MOST = 2_000
"""Passages, or findings, that a page lists; all of them are in the data beside it."""


def page(model: Model, document: str, language: Language) -> dict[str, Any]:
    """What the page of one document tells."""
    data = model.data
    found = sorted((*span(model, s, language), s) for s in _spans(model, document))
    passages: list[dict[str, Any]] = []
    for _, _, _, text, fragment, place in found[:MOST]:
        refs = [model.ref(s, language) for s in data.subjects("rg:evidence", place)]
        passages.append({"id": fragment, "text": text, "refs": in_order(refs)})
    properties = grouped(data.pairs(document), frozenset({TYPE}))
    sources = [model.ref(s, language) for s in data.subjects("rg:document", document)]
    return {
        "title": model.title(document, language),
        "facts": [fact(model, p, properties[p], language) for p in sorted(properties)],
        "sources": sources,
        "passages": passages,
        "hidden": len(found) - len(passages),
    }


def subjects(model: Model, document: str) -> set[str]:
    """The document, its passages and their positions."""
    return closure(model.data, [document, *_spans(model, document)])


def span(model: Model, place: str, language: Language) -> tuple[int, int, str, str, str]:
    """A passage: its start and end in code points, the document, both in words, and its name within the page."""
    data = model.data
    position = data.one(place, "oa:hasSelector") or ""
    start, end = (int(data.text(position, f"oa:{edge}") or 0) for edge in ("start", "end"))
    page = data.text(place, "rg:page")
    on_page = f"{TEXTS['page'].said(language)} {page}, " if page else ""
    text = f"{on_page}{TEXTS['characters'].said(language)} {start}–{end}"
    return start, end, data.one(place, "oa:hasSource") or "", text, local(place)


def _spans(model: Model, document: str) -> list[str]:
    return model.data.subjects("oa:hasSource", document)
