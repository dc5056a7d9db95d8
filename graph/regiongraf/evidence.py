"""Evidence held against the document: every span verified, and shown in its context to whoever has the document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from regiongraf import documents
from regiongraf.errors import Place, QueryError
from regiongraf.facts import Corpus, Located, Work
from regiongraf.model import Document, Evidence, Record
from regiongraf.names import suggestions

CONTEXT = 60
Verdict = Literal["holds", "context changed", "lost"]


@dataclass(frozen=True, slots=True)
class Span:
    """One span of one record, held against the document.

    `verdict`: it holds; the words are there but what stands around them changed; or the words are not there.
    """

    record: Located[Record]
    evidence: Evidence
    verdict: Verdict
    before: str
    quote: str
    after: str


def verify(corpus: Corpus, path: Path, record: str | None = None) -> tuple[Work, list[Span]]:
    """Every span that cites the document at `path`, or those of one record (kind/id, or an id alone).

    Raises DocumentError when the file is no document of the corpus, QueryError when no such record cites it.
    """
    known = {document.sha256: (work, document) for work in corpus.works for document in work.source.record.document}
    text = _text(path)
    document = documents.verify_digest(text, [document for _, document in known.values()])
    work = known[document.sha256][0]
    wanted = [located for located in work.records if record in (None, located.record.key, located.record.id)]
    if not wanted:
        near = suggestions((record or "").replace("-", " "), [r.record.key.replace("-", " ") for r in work.records])
        named = " · ".join(name.replace(" ", "-") for name in near)
        raise QueryError(
            f"no record of {work.id} is called {record!r}",
            sv=f"ingen uppgift i {work.id} heter {record!r}",
            place=Place(path),
            hint=f"did you mean {named}?" if named else "give it as kind/id",
            hint_sv=f"menade du {named}?" if named else "ange den som sort/id",
        )
    return work, [span for located in wanted for span in _spans(located, document, work, text.text)]


def _text(path: Path) -> documents.Text:
    """The canonical text of a document: of a text file its own, of a PDF, DOCX or HTML file what intake reads."""
    try:
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError:
        head = b""
    if b"%PDF-" in head or head.startswith(b"PK") or head.lstrip()[:9].lower() in (b"<!doctype", b"<html"):
        from regiongraf.intake.readers import read

        document = read(path)
        return documents.Text(path, document.sha256, document.text)
    return documents.read(path)


def _spans(located: Located[Record], document: Document, work: Work, text: str) -> Iterator[Span]:
    only = len(work.source.record.document) == 1
    for evidence in located.record.evidence:
        if evidence.document == document.id or (evidence.document is None and only):
            yield _span(located, evidence, text)


def _span(located: Located[Record], evidence: Evidence, text: str) -> Span:
    anchored = documents.anchor(text, evidence.start, evidence.end)
    verdict: Verdict = "holds"
    if anchored.span != evidence.span:
        verdict = "lost"
    elif (anchored.before, anchored.after) != (evidence.before, evidence.after):
        verdict = "context changed"
    return Span(
        located,
        evidence,
        verdict,
        text[max(0, evidence.start - CONTEXT) : evidence.start],
        text[evidence.start : evidence.end],
        text[evidence.end : evidence.end + CONTEXT],
    )


def locate(path: Path, words: str) -> list[Evidence]:
    """The evidence for every place where `words` stand in the document at `path`."""
    text = _text(path)
    return [documents.anchor(text.text, start, end) for start, end in documents.find(text.text, words)]


def as_toml(evidence: Evidence) -> str:
    """Evidence as a line to paste into a record."""
    page = f", page = {evidence.page}" if evidence.page else ""
    hashes = f'span = "{evidence.span}", before = "{evidence.before}", after = "{evidence.after}"'
    return f"{{ start = {evidence.start}, end = {evidence.end}, {hashes}{page} }}"
