"""A document described for the first time, and a new edition of one: what holds is kept, the rest is left open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from regiongraf.facts import Located
from regiongraf.intake.candidate import plain
from regiongraf.model import Evidence, Record, Source
from regiongraf.review.blocks import emit
from regiongraf.review.candidates import reading_of
from regiongraf.review.composing import Change
from regiongraf.review.editions import Text
from regiongraf.review.matching import claim_of, claims_of_record, is_in
from regiongraf.review.naming import slug
from regiongraf.words import Words

if TYPE_CHECKING:
    from regiongraf.review.session import Item, Session


def describe(session: Session, change: Change, title: str, title_en: str, issued: date) -> None:
    """Write what the document is into its work's source.toml; the records of an earlier edition are held against it."""
    from regiongraf.review.session import Refusal

    if not title:
        raise Refusal("the title is missing", sv="titeln saknas", hint="write one", hint_sv="skriv en")
    work = session.current
    document = {
        "id": slug(session.document.name.rpartition(".")[0] or session.document.name, _ids(session), "dokument"),
        "sha256": session.document.sha256, "media_type": session.document.media_type,
        "length": len(session.document.text), "file_name": session.document.name,
    }  # fmt: skip
    if work is None:
        source = {
            "id": session.work, "kind": "ReportSource", "title": title, "title_en": title_en, "issued": issued,
        }  # fmt: skip
        change.set_source(session.work, source_text(source, [document]))
        return
    before = work.source.record
    _hold_against(session, change, str(document["id"]), before)
    values = _toml_values(before)
    documents = [*values.pop("document"), document]
    change.set_source(
        session.work, source_text({**values, "title": title, "title_en": title_en, "issued": issued}, documents)
    )


def _ids(session: Session) -> set[str]:
    return {document.id for document in session.current.source.record.document} if session.current else set()


def _toml_values(source: Source) -> dict[str, Any]:
    values = source.model_dump(exclude_none=True)
    values["kind"] = source.kind.value
    values["document"] = [document.model_dump() for document in source.document]
    return values


def source_text(source: Mapping[str, Any], documents: list[dict[str, Any]]) -> str:
    """The text of a source.toml."""
    from regiongraf.model import Document

    head = emit("source", Source, source).split("\n", 1)[1]
    return head + "".join("\n" + emit("document", Document, document) for document in documents)


def _hold_against(session: Session, change: Change, edition: str, source: Source) -> None:
    """Find every span of the work in the new edition, and open what is not found or says another figure."""
    work = session.current
    assert work is not None
    latest = source.document[-1].id
    only = len(source.document) == 1
    cited = [(located, [e for e in located.record.evidence if is_in(e, latest, only=only)]) for located in work.records]
    found = Text(session.document.text).find(e for _, spans in cited for e in spans)
    offered = _offered(session)
    holding = {
        claim
        for located, spans in cited
        if spans and all(e in found for e in spans)
        for claim in claims_of_record(located.record)
    }
    for located, spans in cited:
        evidence = [_moved(session, e, found, edition, latest, only=only) for e in located.record.evidence]
        fields: dict[str, Any] = {"evidence": [_plain(e) for e in evidence]}
        lost = [e for e in spans if e not in found]
        if lost:
            if located.record.as_of is None:
                fields["as_of"] = source.issued.isoformat()
            now = _now(located, offered, holding)
            values = {"record": located.record.key, "what": "changed" if now else "lost", "edition": edition}
            change.note(session.work, "open", {**values, "reading": now and reading_of(now.candidate)})
        if spans:
            change.set_fields(session.work, located.record.key, fields)


def _offered(session: Session) -> dict[Any, list[Item]]:
    """The candidates of the new edition by kind and ends."""
    found: dict[Any, list[Item]] = {}
    for item in session.items:
        if not item.draft.status:
            found.setdefault(claim_of(item.draft, session.register)[:2], []).append(item)
    return found


def _now(located: Located[Record], offered: Mapping[Any, list[Item]], holding: set[Any]) -> Item | None:
    """What the new edition says in the place of a record: the same ends, and no other record has its figure."""
    for claim in claims_of_record(located.record):
        for item in offered.get(claim[:2], ()):
            if (*claim[:2], _figures(item)) not in holding:
                return item
    return None


def _figures(item: Item) -> tuple[str, ...]:
    from regiongraf.review.matching import FIGURES, figure

    return tuple(figure(item.draft.values.get(field)) for field in FIGURES.get(item.draft.kind, ()))


def _moved(
    session: Session, evidence: Evidence, found: Mapping[Evidence, Any], edition: str, latest: str, *, only: bool
) -> Evidence:
    from regiongraf.review.editions import anchored

    if not is_in(evidence, latest, only=only):
        return evidence
    if evidence in found:
        place = found[evidence]
        return anchored(session.document.text, place, edition, session.document.page_of(place.start))
    return evidence.model_copy(update={"document": latest})


def _plain(evidence: Evidence) -> dict[str, Any]:
    return {key: value for key, value in evidence.model_dump().items() if value is not None}


def settle(session: Session, change: Change, open_id: str, how: str) -> Words:
    """Decide one thing that a new edition left open."""
    from regiongraf.review.session import Refusal

    one = next((item.record for item in session.decisions.open if item.record.id == open_id), None)
    if one is None:
        raise Refusal(
            "this is decided already", sv="detta är redan avgjort", hint="load the page again", hint_sv="ladda om sidan"
        )
    if how == "remove":
        change.remove_record(session.work, one.record)
        label = Words(f"Tog bort {one.record}", f"Removed {one.record}")
    elif how == "take":
        item = next((i for i in session.items if reading_of(i.candidate) == one.reading), None)
        if item is None:
            raise Refusal(
                "the new edition offers no figure in its place", sv="den nya utgåvan har ingen uppgift i dess ställe",
                hint="keep it, or remove it", hint_sv="behåll den, eller ta bort den",
            )  # fmt: skip
        taken = {k: v for k, v in item.draft.values.items() if k in _TAKEN.get(item.draft.kind, ()) and v is not None}
        span = session._evidence(item.candidate)
        now = change.values(session.work, one.record)
        if item.draft.kind == "founding":
            taken = {}
        # An amount that names no currency is in kronor, whatever the edition before was in.
        usual = {"currency": None} if item.draft.kind == "funding" else {}
        change.set_fields(
            session.work, one.record, {**usual, **taken, "as_of": None, "evidence": _current(now["evidence"], span)}
        )
        said = ", ".join(plain(v) if hasattr(v, "as_tuple") else str(v) for v in taken.values())
        label = Words(f"{one.record}: nu {said}", f"{one.record}: now {said}")
    else:
        label = Words(f"Behöll {one.record}", f"Kept {one.record}")
        if one.reading and (item := next((i for i in session.items if reading_of(i.candidate) == one.reading), None)):
            change.note(
                session.work, "rejected",
                {"reading": one.reading, "evidence": session._evidence(item.candidate)},
            )  # fmt: skip
    change.strike(session.work, "open", id=open_id)
    return label


_TAKEN = {
    "ownership": ("share",),
    "funding": ("amount", "currency", "precision", "figure_as_stated", "unit_as_stated", "valid"),
    "indicator": ("value", "precision", "figure_as_stated", "valid"),
}  # fmt: skip


def _current(spans: list[dict[str, Any]], span: dict[str, Any]) -> list[dict[str, Any]]:
    """The evidence of a record whose figure is the new edition's: spans of editions before are let go."""
    return [*(s for s in spans if s.get("document") == span.get("document")), span]
