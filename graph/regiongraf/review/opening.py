"""A review opened: which work a document belongs to, its candidates read or fetched, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from regiongraf.errors import DocumentError, Place, WorkspaceError
from regiongraf.facts import Corpus, load
from regiongraf.intake import Document, Reading, read_document
from regiongraf.intake.readers import read
from regiongraf.model.values import SLUG
from regiongraf.review import candidates as stored
from regiongraf.review.naming import slug
from regiongraf.review.session import Session
from regiongraf.workspace import Workspace

Progress = Callable[[int, int], None]


def work_of(corpus: Corpus, document: Document, work: str | None, edition_of: str | None) -> tuple[str, str | None]:
    """The work that a document belongs to, and the work that it is a new edition of.

    Raises DocumentError when its name is that of a work with another document, WorkspaceError for an unknown work.
    """
    for known in corpus.works:
        if any(one.sha256 == document.sha256 for one in known.source.record.document):
            return known.id, None
    ids = {known.id: known for known in corpus.works}
    if edition_of is not None:
        if edition_of not in ids or not ids[edition_of].source.record.document:
            named = ", ".join(sorted(id_ for id_, w in ids.items() if w.source.record.document)) or "–"
            raise WorkspaceError(
                f"there is no work called {edition_of!r} that has a document",
                hint=f"the works are {named}",
                sv=f"inget verk med dokument heter {edition_of!r}",
                hint_sv=f"verken är {named}",
            )
        return edition_of, edition_of
    if work is not None and not SLUG.fullmatch(work):
        raise WorkspaceError(
            f"a work's id is lower-case ASCII words joined by hyphens; got {work!r}",
            hint=f"such as {slug(work, (), fallback='verk')}",
            sv=f"ett verks id är ord av a–z och 0–9 med bindestreck emellan; här står {work!r}",
            hint_sv=f"som {slug(work, (), fallback='verk')}",
        )
    wanted = work or slug(Path(document.name).stem, (), fallback="dokument")
    if wanted in ids or wanted == "registry":
        raise DocumentError(
            f"the work {wanted!r} is vouched for by another document than this one",
            place=Place(document.name),
            hint=f"a new edition of it: add --edition-of {wanted}; a work of its own: add --work NAME",
            sv=f"verket {wanted!r} har ett annat dokument som belägg än detta",
            hint_sv=f"en ny utgåva av det: lägg till --edition-of {wanted}; ett eget verk: lägg till --work NAMN",
        )
    return wanted, None


def stored_reading(
    workspace: Workspace, document: Document, reading: Reading, path: Path, work: str | None, edition_of: str | None
) -> Path:
    """Keep the candidates of a reading in the workspace; where they are kept."""
    id_, edition = work_of(load(workspace.facts), document, work, edition_of)
    return stored.store(workspace.root, stored.of_reading(document, reading, path, id_, edition))


def latest(workspace: Workspace) -> Path:
    """The document whose candidates were read last; raises DocumentError when nothing was read, or the file is gone."""
    folder = workspace.root / stored.FOLDER / "candidates"
    files = sorted(folder.glob("*.jsonl"), key=lambda file: file.stat().st_mtime_ns) if folder.is_dir() else []
    if not files:
        raise DocumentError(
            "no document has been read here yet",
            place=Place(workspace.root),
            hint="name one: `regiongraf review FILE`",
            sv="inget dokument har lästs här ännu",
            hint_sv="ange ett: `regiongraf review FIL`",
        )
    found = stored.read(files[-1])
    if not found.path.is_file():
        raise DocumentError(
            f"the document {found.file_name} is not where it was when it was read",
            place=Place(found.path),
            hint="say where it is now: `regiongraf review FILE`; candidates and decisions are kept",
            sv=f"dokumentet {found.file_name} finns inte kvar där det lästes",
            hint_sv="ange var det finns nu: `regiongraf review FIL`; kandidater och beslut finns kvar",
        )
    return found.path


def open_review(
    workspace: Workspace, path: Path, *, work: str | None = None, edition_of: str | None = None,
    progress: Progress | None = None,
) -> Session:  # fmt: skip
    """A session on a document; its candidates are read where they are not kept from before by the same reader.

    Raises DocumentError, WorkspaceError, RecordErrors.
    """
    document = read(path, progress)
    kept = stored.place_of(workspace.root, document.sha256)
    found = stored.read(kept) if kept.is_file() else None
    asked = work or edition_of
    if found is None or found.reader != document.reader or found.length != len(document.text) or asked:
        corpus = load(workspace.facts)
        id_, edition = work_of(corpus, document, work, edition_of)
        reading = read_document(document, [located.record for located in corpus.registry], progress)
        found = stored.of_reading(document, reading, path, id_, edition)
        stored.store(workspace.root, found)
    return Session(workspace, document, found, path)
