"""What a maintainer is told about a workspace: errors that stop a build, and advice that does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from regiongraf.build import Composition, compose, findings, stated_graph
from regiongraf.evidence import verify
from regiongraf.facts import Corpus, load
from regiongraf.model import SourceKind
from regiongraf.review import ledger
from regiongraf.validation.shacl import Finding
from regiongraf.words import Words
from regiongraf.workspace import Workspace

LOST = "evidence-lost"
MOVED = "evidence-context-changed"
INCONSISTENT = "owl-inconsistent"
OPEN = "edition-open"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Errors and advice, each in a fixed order, and a line for each thing that was checked."""

    errors: tuple[Finding, ...]
    advice: tuple[Finding, ...]
    passed: tuple[Words, ...]


def check(workspace: Workspace, documents: Iterable[Path] = (), *, owl: bool = False) -> CheckResult:
    """Check the records, what they state together, the evidence in `documents`, and with `owl` the logic.

    Raises RecordErrors for wrong records, DocumentError for a file that is no document of the workspace, MissingPart
    when `owl` is asked for and there is no Java.
    """
    corpus = load(workspace.facts)
    composition = compose(corpus, workspace.minter)
    records, works, entries = corpus.record_count, len(corpus.works), len(corpus.registry)
    passed = [
        Words(
            f"poster: {records} uppgifter i {works} verk, {entries} poster i registret",
            f"records: {records} in {works} works, {entries} registry entries",
        )
    ]
    found = findings(corpus, composition, workspace.minter)
    triples = len(composition.stated)
    passed.append(
        Words(
            f"SHACL: {triples} tripplar prövade mot alla former", f"SHACL: {triples} triples held against every shape"
        )
    )
    found += _left_open(corpus, workspace)
    for document in documents:
        spans, line = _evidence(corpus, document)
        found += spans
        passed.append(line)
    if not documents and any(work.source.record.kind is not SourceKind.BACKGROUND for work in corpus.works):
        passed.append(
            Words(
                "belägg: bara lägen är prövade; --document FIL håller dem mot dokumentet",
                "evidence: offsets only; --document FILE holds the spans against a document",
            )
        )
    if owl:
        inconsistencies, line = _logic(composition)
        found += inconsistencies
        passed.append(line)
    errors = [finding for finding in found if finding.severity == "error"]
    advice = [finding for finding in found if finding.severity != "error"]
    return CheckResult(tuple(errors), tuple(advice), tuple(passed))


def _left_open(corpus: Corpus, workspace: Workspace) -> list[Finding]:
    """What a new edition of a document left open: a record that it says otherwise, or no longer says."""
    found = []
    for work in corpus.works:
        for located in ledger.read(workspace.facts, work.id).open:
            one = located.record
            now = f" ({one.reading})" if one.reading else ""
            said = {
                "changed": Words(f"säger något annat{now}", f"says otherwise{now}"),
                "lost": Words("säger den inte längre på samma ställe", "no longer says it in its place"),
            }[one.what]
            found.append(
                Finding(
                    severity="error",
                    rule=OPEN,
                    focus=str(located.place),
                    value=one.record,
                    message_sv=f"{one.record}: utgåvan {one.edition} {said.sv}. Avgör det med `regiongraf review`, "
                    "eller rätta uppgiften och ta bort blocket.",
                    message_en=f"{one.record}: the edition {one.edition} {said.en}. Decide it with "
                    "`regiongraf review`, or mend the record and delete the block.",
                )
            )
    return found


def _evidence(corpus: Corpus, document: Path) -> tuple[list[Finding], Words]:
    work, spans = verify(corpus, document)
    found = []
    for span in spans:
        where = f"{span.record.record.key} {span.evidence.start}–{span.evidence.end}"
        if span.verdict == "lost":
            found.append(
                Finding(
                    severity="error",
                    rule=LOST,
                    focus=str(span.record.place),
                    value=where,
                    message_sv=f"Belägget {where} stämmer inte med dokumentet: sök upp orden med `regiongraf evidence "
                    "--find` och skriv in den nya platsen.",
                    message_en=f"The evidence {where} is not what the document says: find the words with `regiongraf "
                    "evidence --find` and write the new place.",
                )
            )
        elif span.verdict == "context changed":
            found.append(
                Finding(
                    severity="warning",
                    rule=MOVED,
                    focus=str(span.record.place),
                    value=where,
                    message_sv=f"Omgivningen till belägget {where} är ändrad: läs stället igen.",
                    message_en=f"What stands around the evidence {where} has changed: read the place again.",
                )
            )
    holding = sum(span.verdict == "holds" for span in spans)
    return found, Words(
        f"belägg: {holding} av {len(spans)} i {work.id} stämmer med {document.name}",
        f"evidence: {holding} of {len(spans)} spans of {work.id} hold in {document.name}",
    )


def _logic(composition: Composition) -> tuple[list[Finding], Words]:
    from regiongraf.validation.owl import classify, explain

    graph = stated_graph(composition)
    result = classify(graph)
    if result.consistent:
        count = len(result.inferred)
        return [], Words(
            f"OWL: motsägelsefritt; HermiT sluter sig till {count} fakta",
            f"OWL: consistent; HermiT infers {count} facts",
        )
    culprits = ", ".join(explain(graph)) or "?"
    finding = Finding(
        severity="error",
        rule=INCONSISTENT,
        focus=culprits,
        value=None,
        message_sv=f"Uppgifterna motsäger ontologin; dessa går inte ihop: {culprits}. Rätta eller ta bort en av dem.",
        message_en=f"The facts contradict the ontology; these do not go together: {culprits}. Correct or remove one.",
    )
    return [finding], Words("OWL: motsägelser", "OWL: inconsistent")
