"""What no single record can know: that ids are unique, references lead somewhere, and nothing is part of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from regiongraf.errors import Place, RecordError
from regiongraf.facts.corpus import Corpus
from regiongraf.facts.reading import Located
from regiongraf.model import (
    Activity,
    Entry,
    Form,
    Funding,
    Judgement,
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
from regiongraf.words import Words


def judge(corpus: Corpus) -> list[RecordError]:
    """Every error that shows only when all records stand together, in a fixed order."""
    return [
        *_duplicates(corpus),
        *_references(corpus),
        *_evidence(corpus),
        *_owned_forms(corpus),
        *_cycles(corpus),
        *_judgements(corpus),
    ]


def _error(
    located: Located[Record] | Located[Entry] | Located[Source] | Located[Judgement],
    field: str | None,
    message: Words,
    hint: Words,
) -> RecordError:
    place = Place(located.place.file, located.place.line, field)
    return RecordError(message.en, sv=message.sv, place=place, hint=hint.en, hint_sv=hint.sv)


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
                Words(
                    f"{clash.replace('organisation number', 'organisationsnummer')} står redan på {first[clash]}",
                    f"{clash} stands at {first[clash]} already",
                ),
                Words(
                    "en av de två är ett misstag: slå ihop dem, eller ge den ena ett nytt id",
                    "one of the two is a mistake: merge them, or mint a new id",
                ),
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
                called = CALLED.get(kind) or Words(kind, kind)
                yield _error(
                    located,
                    field,
                    Words(f"ingen post av slaget {called.sv} heter {id_!r}", f"no {called.en} is called {id_!r}"),
                    _nearest(id_, known.get(kind, set()), called),
                )


CALLED = {
    "agent": Words("organisation eller grupp", "organisation or group"),
    "any": Words("uppgift", "record"),
    "place": Words("plats", "place"),
    "activity": Words("aktivitet", "activity"),
    "source": Words("källa", "source"),
    "funding": Words("penningflöde (funding)", "funding"),
}
"""What a reference may lead to; any other kind is called by its table."""


def _nearest(id_: str, known: set[str], kind: Words) -> Words:
    near = suggestions(id_.replace("-", " "), [key.replace("-", " ") for key in known])
    if near:
        named = [repr(name.replace(" ", "-")) for name in near]
        return Words(f"menade du {' eller '.join(named)}?", f"did you mean {' or '.join(named)}?")
    return Words(f"lägg till {kind.sv}, eller rätta hänvisningen", f"add the {kind.en}, or mend the reference")


def _evidence(corpus: Corpus) -> Iterator[RecordError]:
    for work, located in corpus.records():
        record, source = located.record, work.source.record
        documents = {document.id: document for document in source.document}
        if source.kind is SourceKind.BACKGROUND:
            if record.evidence or not record.basis_note:
                yield _error(
                    located,
                    "basis_note",
                    Words(
                        "bakgrundskunskap har inga belägg i text; den säger vad den vilar på",
                        "background knowledge has no spans; it says what it rests on",
                    ),
                    Words("skriv basis_note", "write basis_note"),
                )
            continue
        if not record.evidence:
            yield _error(
                located,
                "evidence",
                Words("uppgiften saknar belägg", "the record has no evidence"),
                Words(
                    "`regiongraf evidence --document FIL --find ORD` skriver ut det",
                    "`regiongraf evidence --document FILE --find WORDS` prints it",
                ),
            )
        for span in record.evidence:
            if span.document is None and len(documents) > 1:
                yield _error(
                    located,
                    "evidence",
                    Words(
                        "verket har flera dokument; belägget namnger inget",
                        "the work has several documents; the span names none",
                    ),
                    _one_of(documents),
                )
                continue
            document = documents.get(span.document) if span.document else next(iter(documents.values()), None)
            if document is None:
                yield _error(
                    located,
                    "evidence",
                    Words(
                        f"verket har inget dokument {span.document!r}", f"the work has no document {span.document!r}"
                    ),
                    _one_of(documents),
                )
            elif span.end > document.length:
                yield _error(
                    located,
                    "evidence",
                    Words(
                        f"belägget slutar vid {span.end}, efter dokumentets {document.length} tecken",
                        f"the span ends at {span.end}, after the document's {document.length} code points",
                    ),
                    Words(
                        "`regiongraf evidence --document FIL --find ORD` skriver ut rätt belägg",
                        "`regiongraf evidence --document FILE --find WORDS` prints the right span",
                    ),
                )


def _one_of(documents: Iterable[str]) -> Words:
    return Words(f"ett av {', '.join(documents)}", f"one of {', '.join(documents)}")


def _owned_forms(corpus: Corpus) -> Iterator[RecordError]:
    forms = {e.record.id: e.record.form for e in corpus.registry if isinstance(e.record, Organisation)}
    for _, located in corpus.records():
        record = located.record
        form = forms.get(record.owned) if isinstance(record, Ownership) else None
        if form is not None and not form.can_be_owned:
            role = FOUNDED if form is Form.FOUNDATION else JOINED
            yield _error(
                located,
                "owned",
                Words(
                    f"en organisation av formen {form.value} ägs inte: det gör bara bolag",
                    f"a body of the form {form.value} is not owned: only companies are",
                ),
                role,
            )


FOUNDED = Words("den har stiftare (skriv en founding)", "it has founders (write a founding)")
JOINED = Words("den har medlemmar (skriv en membership)", "it has members (write a membership)")
CUT = Words("bryt kedjan där den är fel", "cut the chain where it is wrong")


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
            message = Words(
                f"{field} leder från {key} tillbaka till sig själv", f"{field} leads from {key} back to itself"
            )
            yield _error(located[key], field, message, CUT)
    units = {r.record.unit: (r.record.parent, key) for key, r in located.items() if isinstance(r.record, UnitStatement)}
    for unit in _on_cycles({unit: parent for unit, (parent, _) in units.items()}):
        yield _error(
            located[units[unit][1]],
            "parent",
            Words(
                f"enheten {unit} är, steg för steg, en del av sig själv",
                f"the unit {unit} is, step by step, a part of itself",
            ),
            CUT,
        )


def _judgements(corpus: Corpus) -> Iterator[RecordError]:
    """Entries that are judged twice, given way to two others, or are of kinds that cannot be one body."""
    kinds = {located.record.id: located.record for located in corpus.registry}
    pairs: dict[frozenset[str], str] = {}
    gone: dict[str, str] = {}
    step: dict[str, str | None] = {}
    for located in corpus.judgements:
        one = located.record
        pair = frozenset((one.left, one.right))
        if pair in pairs:
            yield _error(
                located, "left", Words(f"{pairs[pair]} gäller samma två", f"{pairs[pair]} is on the same two"), ONE
            )
        pairs.setdefault(pair, one.key)
        merged = one.merged
        if merged is None:
            continue
        left, right = kinds.get(one.left), kinds.get(one.right)
        if left is not None and right is not None and type(left) is not type(right):
            said = Words("en organisation och en grupp är inte samma", "an organisation and a group are not the same")
            yield _error(located, "verdict", said, ONE)
        if isinstance(left, Organisation) and isinstance(right, Organisation) and left.number and right.number:
            said = Words("de har olika organisationsnummer", "their organisation numbers differ")
            yield _error(located, "verdict", said, ONE)
        if merged in gone:
            said = Words(
                f"{merged} är redan samma som en annan: {gone[merged]}",
                f"{merged} is the same as another: {gone[merged]}",
            )
            yield _error(located, "preferred", said, ONE)
        gone.setdefault(merged, one.key)
        step[merged] = one.preferred
    for start in _on_cycles(step):
        said = Words(f"{start} är, steg för steg, samma som sig själv", f"{start} is, step by step, the same as itself")
        yield _error(next(one for one in corpus.judgements if one.record.merged == start), "preferred", said, ONE)


ONE = Words("ta bort eller ändra ett av omdömena", "take out or change one of the judgements")


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
