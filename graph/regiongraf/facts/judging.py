"""What no single record can know: that ids are unique, references lead somewhere, and nothing is part of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from regiongraf.errors import Place, RecordError
from regiongraf.facts.corpus import Corpus
from regiongraf.facts.reading import Located
from regiongraf.model import (
    Activity,
    Entry,
    Form,
    Funding,
    Organisation,
    Ownership,
    Record,
    Source,
    SourceKind,
    UnitStatement,
)
from regiongraf.model import Place as PlaceEntry
from regiongraf.model.references import references
from regiongraf.names import suggestions


def judge(corpus: Corpus) -> list[RecordError]:
    """Every error that shows only when all records stand together, in a fixed order."""
    return [
        *_duplicates(corpus),
        *_references(corpus),
        *_evidence(corpus),
        *_owned_forms(corpus),
        *_cycles(corpus),
    ]


def _error(
    located: Located[Record] | Located[Entry] | Located[Source], field: str | None, message: str, hint: str
) -> RecordError:
    return RecordError(message, place=Place(located.place.file, located.place.line, field), hint=hint)


def _duplicates(corpus: Corpus) -> Iterator[RecordError]:
    """Two records or entries with one id; two organisations with one number; one id for an organisation and a group."""
    first: dict[str, Place] = {}
    everything: list[Located[Record] | Located[Entry]] = [
        *corpus.registry,
        *(located for _, located in corpus.records()),
    ]
    for located in everything:
        keys = [located.record.key]
        if isinstance(located.record, Entry) and not isinstance(located.record, PlaceEntry):
            keys.append(f"agent {located.record.id}")
        if isinstance(located.record, Organisation) and located.record.number:
            keys.append(f"organisation number {located.record.number}")
        clash = next((key for key in keys if key in first), None)
        if clash:
            yield _error(
                located,
                "id",
                f"{clash} stands at {first[clash]} already",
                "one of the two is a mistake: merge them, or mint a new id",
            )
        for key in keys:
            first.setdefault(key, located.place)


def _references(corpus: Corpus) -> Iterator[RecordError]:
    """Ids that lead nowhere."""
    everything = list(corpus.everything())
    keys = {located.record.key for located in everything}
    known = {
        kind: {key.partition("/")[2] for key in keys if key.startswith(f"{kind}/")}
        for kind in {key.partition("/")[0] for key in keys}
    }
    known["agent"] = known.get("organisation", set()) | known.get("group", set())
    known["any"] = keys
    for located in everything:
        for field, target, id_ in references(located.record):
            kind = located.record.KIND if target == "same" else target
            if id_ not in known.get(kind, set()):
                called = {"agent": "organisation or group", "any": "record"}.get(kind, kind)
                yield _error(
                    located, field, f"no {called} is called {id_!r}", _nearest(id_, known.get(kind, set()), called)
                )


def _nearest(id_: str, known: set[str], kind: str) -> str:
    near = suggestions(id_.replace("-", " "), [key.replace("-", " ") for key in known])
    if near:
        return "did you mean " + " or ".join(repr(name.replace(" ", "-")) for name in near) + "?"
    return f"add the {kind}, or mend the reference"


def _evidence(corpus: Corpus) -> Iterator[RecordError]:
    for work, located in corpus.records():
        record, source = located.record, work.source.record
        documents = {document.id: document for document in source.document}
        if source.kind is SourceKind.BACKGROUND:
            if record.evidence or not record.basis_note:
                yield _error(
                    located,
                    "basis_note",
                    "background knowledge has no spans; it says what it rests on",
                    "write basis_note",
                )
            continue
        if not record.evidence:
            yield _error(
                located,
                "evidence",
                "the record has no evidence",
                "`regiongraf evidence --document FILE --find WORDS` prints it",
            )
        for span in record.evidence:
            if span.document is None and len(documents) > 1:
                yield _error(
                    located,
                    "evidence",
                    "the work has several documents; the span names none",
                    f"one of {', '.join(documents)}",
                )
                continue
            document = documents.get(span.document) if span.document else next(iter(documents.values()), None)
            if document is None:
                yield _error(
                    located, "evidence", f"the work has no document {span.document!r}", f"one of {', '.join(documents)}"
                )
            elif span.end > document.length:
                yield _error(
                    located,
                    "evidence",
                    f"the span ends at {span.end}, after the document's {document.length} code points",
                    "`regiongraf evidence --document FILE --find WORDS` prints the right span",
                )


def _owned_forms(corpus: Corpus) -> Iterator[RecordError]:
    forms = {e.record.id: e.record.form for e in corpus.registry if isinstance(e.record, Organisation)}
    for _, located in corpus.records():
        record = located.record
        form = forms.get(record.owned) if isinstance(record, Ownership) else None
        if form is not None and not form.can_be_owned:
            role = "founders (write a founding)" if form is Form.FOUNDATION else "members (write a membership)"
            yield _error(
                located, "owned", f"a body of the form {form.value} is not owned: only companies are", f"it has {role}"
            )


def _cycles(corpus: Corpus) -> Iterator[RecordError]:
    """Chains that lead back to where they started. Ownership may: companies do own each other."""
    located = {record.record.key: record for _, record in corpus.records()}
    by_kind: list[tuple[str, Callable[[Record], str | None]]] = [
        ("refines", lambda r: r.refines and f"{r.KIND}/{r.refines}"),
        ("part_of", lambda r: f"{r.KIND}/{r.part_of}" if isinstance(r, Funding | Activity) and r.part_of else None),
    ]
    for field, follow in by_kind:
        following = {key: follow(item.record) for key, item in located.items()}
        for key in _on_cycles(following):
            yield _error(
                located[key], field, f"{field} leads from {key} back to itself", "cut the chain where it is wrong"
            )
    units = {r.record.unit: (r.record.parent, key) for key, r in located.items() if isinstance(r.record, UnitStatement)}
    for unit in _on_cycles({unit: parent for unit, (parent, _) in units.items()}):
        yield _error(
            located[units[unit][1]],
            "parent",
            f"the unit {unit} is, step by step, a part of itself",
            "cut the chain where it is wrong",
        )


def _on_cycles(following: Mapping[str, str | None]) -> list[str]:
    """The smallest key of each cycle in a map where every key leads to at most one other."""
    settled: set[str] = set()
    found: list[str] = []
    for start in sorted(following):
        path: list[str] = []
        step: str | None = start
        while step is not None and step in following and step not in settled and step not in path:
            path.append(step)
            step = following[step]
        if step is not None and step in path:
            found.append(min(path[path.index(step) :]))
        settled.update(path)
    return found
