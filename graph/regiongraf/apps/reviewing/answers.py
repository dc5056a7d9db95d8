"""What the page is told and what it may ask for: the session as JSON, one request at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from regiongraf.apps.reviewing.forms import COMMON, FIELDS, code_lists
from regiongraf.errors import DocumentError, Language, Refused, RegiongrafError
from regiongraf.intake import Prompt
from regiongraf.review import typed
from regiongraf.review.candidates import reading_of
from regiongraf.review.conflicts import Conflict
from regiongraf.review.drafts import ENDS, STATUSES
from regiongraf.review.naming import CERTAIN, REASONS, known_as
from regiongraf.review.session import Decision, Item, Session
from regiongraf.review.suggesting import first_date, title_of
from regiongraf.words import Words

PROMPT = 90
"""Code points of a sentence that gave no fact, as the queue shows them."""
PART = 6000
"""Code points of a part of a document that has no pages."""


class Stale(RegiongrafError):
    """The page decides on what it showed, and something has changed since."""


class Desk:
    """The session behind a lock, told as plain values."""

    def __init__(self, session: Session, language: Language) -> None:
        self.session, self.language = session, language
        self._lock = threading.RLock()
        self._pages: Any = None
        self._parts = _parts(session)
        self._told: dict[str, Any] = {}

    def close(self) -> None:
        """Let go of the document."""
        self._pages = None

    # ── reading ──

    def read(self, path: str) -> Any:
        """What a GET asks for: state, part/N, places/N. Raises KeyError for anything else."""
        name, _, rest = path.partition("/")
        with self._lock:
            if name == "state":
                self.session.refresh()
                return self.state()
            if name == "part":
                return self._part(int(rest))
            if name == "places":
                return self._places(int(rest))
        raise KeyError(path)

    def picture(self, number: int, width: int) -> bytes | None:
        """The picture of a page; None where there is none."""
        with self._lock:
            pages = self._opened()
            if pages is None or not 1 <= number <= len(self.session.document.pages):
                return None
            return bytes(pages.picture(number, width))

    def state(self) -> dict[str, Any]:
        """All of it."""
        session = self.session
        document = session.document
        lists = code_lists()
        return {
            **self.now(), "language": self.language,
            "document": {
                "name": document.name, "pages": len(document.pages),
                "pictures": document.media_type == "application/pdf",
                "parts": [list(part) for part in self._parts], "remarks": [_said(words) for words in document.remarks],
            },
            "items": [self._item(item) for item in session.items],
            "prompts": [self._prompt(p) for p in session.found.prompts],
            "forms": {kind: [[name, type_] for name, type_ in (*fields, *COMMON)] for kind, fields in FIELDS.items()},
            "ends": {kind: list(ends) for kind, ends in ENDS.items()}, "codes": lists,
            "statuses": {key: _said(words) for key, words in STATUSES.items()},
            "reasons": {key: _said(words) for key, words in REASONS.items()},
        }  # fmt: skip

    def _prompt(self, prompt: Prompt) -> dict[str, Any]:
        words = " ".join(self.session.document.text[prompt.start : prompt.end][:PROMPT].split())
        return {"start": prompt.start, "end": prompt.end, "page": prompt.page, "words": words}

    def now(self) -> dict[str, Any]:
        """What changes with a decision."""
        session = self.session
        work, last = session.current, session.ledger.last
        source = work.source.record if work else None
        return {
            "revision": session.revision,
            "work": session.work,
            "described": session.document_id is not None,
            "source": {
                "title": source.title if source else title_of(session.document),
                "title_en": source.title_en if source else "",
                "issued": (source.issued.isoformat() if session.document_id else first_date(session.document.text))
                if source
                else first_date(session.document.text),
                "edition": source is not None and session.document_id is None,
            },
            "states": {item.key: self._state(item) for item in session.items},
            "names": self._names(),
            "entries": [
                [e.id, e.name, [*known_as(e)], getattr(e, "form", "Group")]
                for e in sorted(session.register.entries.values(), key=lambda e: e.id)
            ],
            "conflicts": [_conflict(each) for each in session.conflicts],
            "open": [self._open(one.record) for one in session.decisions.open],
            "records": self._records(),
            "pairs": [[pair.left, pair.right, _said(pair.said)] for pair in session.pairs],
            "last": _said(last.label) if last else None,
        }

    def _state(self, item: Item) -> list[Any]:
        return [item.verdict.state, item.verdict.record, item.verdict.again]

    def _item(self, item: Item) -> dict[str, Any]:
        c = item.candidate
        return {
            "key": item.key, "kind": item.draft.kind, "level": c.level, "rule": c.rule, "page": c.page,
            "start": c.start, "end": c.end, "flags": list(c.flags), "status": item.draft.status,
            "names": item.draft.names,
            "values": {key: typed.shown(value) for key, value in item.draft.values.items() if value is not None},
        }  # fmt: skip

    def _names(self) -> dict[str, Any]:
        """For each name as read: who it is for certain, who it may be, and the form of a new body."""
        register = self.session.register
        found: dict[str, Any] = {}
        for item in self.session.items:
            for end, names in item.draft.names.items():
                for name in names:
                    if name and name not in found and end != "activity":
                        certain = register.certain(name)
                        near = [] if certain else self.session.near(name)
                        found[name] = {
                            "certain": certain,
                            "near": [[s.id, s.name, s.reason] for s in near if s.reason not in CERTAIN or not certain],
                            "form": self.session.proposed_form(name),
                        }
        return found

    def _records(self) -> list[dict[str, Any]]:
        """The records of this document that no candidate stands for: added by hand."""
        work = self.session.current
        covered = {item.verdict.record for item in self.session.items}
        found = []
        for located in work.records if work else ():
            record = located.record
            spans = [[e.start, e.end] for e in record.evidence if e.document in (None, self.session.document_id)]
            if spans and record.key not in covered:
                said = {field: _figure(value) for field, value in _present(record, FIGURES).items()}
                ends = _present(record, ENDS.get(record.KIND, ()))
                found.append({"key": record.key, "kind": record.KIND, "spans": spans, "ends": ends, "values": said})
        return found

    def _open(self, one: Any) -> dict[str, Any]:
        """What a new edition left open, with the record as it stands and what is offered in its place."""
        work = self.session.current
        record = next((r.record for r in work.records if r.record.key == one.record), None) if work else None
        ends = _present(record, ENDS.get(record.KIND, ())) if record else {}
        said = {field: _figure(value) for field, value in _present(record, FIGURES).items()}
        offered = next((i.key for i in self.session.items if reading_of(i.candidate) == one.reading), None)
        return {
            "id": one.id, "record": one.record, "what": one.what, "edition": one.edition, "reading": one.reading,
            "item": offered, "ends": ends, "values": said,
        }  # fmt: skip

    def _part(self, number: int) -> dict[str, Any]:
        number, start, end = self._parts[number]
        return {"number": number, "start": start, "text": self.session.document.text[start:end]}

    def _places(self, number: int) -> list[Any]:
        page = next((p for p in self.session.document.pages if p.number == number), None)
        pages = self._opened()
        if pages is None or page is None:
            return []
        text = self.session.document.text[page.start : page.end]
        return [[start + page.start, end + page.start, *box] for start, end, *box in pages.places(number, text)]

    def _opened(self) -> Any:
        """The PDF for its pictures; None for another kind of document. Raises DocumentError when the file has gone."""
        if self.session.document.media_type != "application/pdf":
            return None
        if self._pages is None:
            from regiongraf.intake.pdf import Pages

            try:
                content = self.session.path.read_bytes()
            except OSError as error:
                raise _gone(self.session) from error
            self._pages = Pages(self.session.path, content)
        return self._pages

    # ── writing ──

    def write(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Make a decision; what has changed. Raises RegiongrafError or Refused with nothing written."""
        with self._lock:
            session = self.session
            if session.refresh() or body["revision"] != session.revision:
                raise Stale(
                    "something was decided elsewhere meanwhile: the page is up to date now",
                    sv="något avgjordes på annat håll under tiden: sidan är nu uppdaterad",
                    hint="decide again; nothing is lost",
                    hint_sv="besluta igen; inget har gått förlorat",
                )
            before = {item.key: self._state(item) for item in session.items}
            told = _WRITERS[path](self, body)
            now = self.now()
            now["states"] = {key: state for key, state in now["states"].items() if before.get(key) != state}
            return {**now, "partial": True, "told": told}

    def _describe(self, body: Mapping[str, Any]) -> None:
        try:
            issued = date.fromisoformat(body["issued"])
        except ValueError as error:
            raise Refused("the document's date is written 2025-11-27", "dokumentets datum skrivs 2025-11-27") from error
        self.session.describe(body["title"], body.get("title_en", ""), issued)

    def _accept(self, body: Mapping[str, Any]) -> None:
        decision = None
        if "kind" in body:
            item = self.session.item(body["key"])
            decision = self._decision(body, item.candidate.start, item.candidate.end)
        self.session.accept(body["key"], decision)

    def _decision(self, body: Mapping[str, Any], start: int, end: int) -> Decision:
        span = self.session.document.text[start:end]
        return Decision(body["kind"], dict(body["names"]), typed.values(body["kind"], body["values"], span))

    def _batch(self, body: Mapping[str, Any]) -> int:
        return self.session.accept_all(body["keys"])

    def _reject(self, body: Mapping[str, Any]) -> None:
        self.session.reject(body["key"], body.get("reason"))

    def _add(self, body: Mapping[str, Any]) -> str:
        start, end = int(body["start"]), int(body["end"])
        return self.session.add(start, end, self._decision(body, start, end))

    def _rank(self, body: Mapping[str, Any]) -> None:
        self.session.rank(body["preferred"], body["others"])

    def _stand(self, body: Mapping[str, Any]) -> None:
        self.session.stand(body["conflict"], body["refs"])

    def _settle(self, body: Mapping[str, Any]) -> None:
        self.session.settle(body["id"], body["how"])

    def _judge(self, body: Mapping[str, Any]) -> None:
        self.session.judge(body["left"], body["right"], body["verdict"], body.get("preferred"))

    def _undo(self, _body: Mapping[str, Any]) -> dict[str, str] | None:
        step = self.session.undo()
        return _said(step.label) if step else None


_WRITERS: Mapping[str, Any] = {
    "describe": Desk._describe, "accept": Desk._accept, "batch": Desk._batch, "reject": Desk._reject, "add": Desk._add,
    "judge": Desk._judge, "rank": Desk._rank, "stand": Desk._stand,
    "settle": Desk._settle, "undo": Desk._undo,
}  # fmt: skip


FIGURES = ("share", "amount", "value", "count", "name")


def _present(record: Any, fields: Iterable[str]) -> dict[str, Any]:
    """The fields of a record that say something."""
    found = {field: getattr(record, field, None) for field in fields}
    return {field: value for field, value in found.items() if value is not None and value != ()}


def _said(words: Words) -> dict[str, str]:
    return {"sv": words.sv, "en": words.en}


def _conflict(each: Conflict) -> dict[str, Any]:
    return {"kind": each.kind, "items": list(each.items), "records": list(each.records), "said": _said(each.said)}


def _figure(value: Any) -> Any:
    return typed.shown(value.model_dump() if hasattr(value, "model_dump") else value)


def _gone(session: Session) -> DocumentError:
    return DocumentError(
        f"the document {session.document.name} is gone from where it was",
        hint="its text is shown; decisions can still be made",
        sv=f"dokumentet {session.document.name} finns inte kvar där det låg",
        hint_sv="dess text visas; det går fortfarande att besluta",
    )


def _parts(session: Session) -> list[tuple[int, int, int]]:
    """The document in parts as (number, start, end): its pages, else stretches that end between paragraphs."""
    document = session.document
    if document.pages and document.pages[0].number is not None:
        return [(index, page.start, page.end) for index, page in enumerate(document.pages)]
    found: list[tuple[int, int, int]] = []
    start, text = 0, document.text
    while start < len(text):
        end = text.find("\n\n", start + PART)
        end = len(text) if end < 0 else end + 2
        found.append((len(found), start, end))
        start = end
    return found or [(0, 0, 0)]
