"""Where a statement stands, and how it is known: what every answer shows beside what it says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regiongraf.errors import StoreError
from regiongraf.figures import Language
from regiongraf.questions.lookup import PROLOGUE, chunks
from regiongraf.questions.words import word
from regiongraf.store import Iri, Store, Term


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one statement stands: its source, and the span in code points (page None where there are none).

    `start` and `end` are None for background knowledge, which has no document.
    """

    source: Iri
    title: str
    issued: str
    start: int | None = None
    end: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a statement is known: its evidence, its rank, how it was read, and what speaks against it.

    `conflicts` are the statements that contradict it, `flaws` what is wrong in the source where it stands.
    """

    evidence: tuple[Evidence, ...]
    rank: Iri
    derivation: Iri
    conflicts: tuple[Iri, ...] = ()
    flaws: tuple[Iri, ...] = ()


def provenance(statements: Iterable[Iri], store: Store, language: Language) -> dict[Iri, Provenance]:
    """How each of `statements` is known; one that is no record of the store is left out."""
    found: dict[Iri, Provenance] = {}
    for values in chunks(sorted(set(statements))):
        against = _against(values, store)
        evidence: dict[Iri, set[Evidence]] = {}
        known: dict[Iri, tuple[Iri, Iri]] = {}
        for row in store.select(_KNOWN.replace("$statements", values).replace("$language", language)).dicts():
            statement, rank, derivation, source = (
                _iri(row[name]) for name in ("statement", "rank", "derivation", "source")
            )
            known[statement] = rank, derivation
            start, end, page = (int(str(row[name])) if row[name] else None for name in ("start", "end", "page"))
            where = Evidence(source, str(row["title"]), str(row["issued"]), start, end, page)
            evidence.setdefault(statement, set()).add(where)
        for statement, (rank, derivation) in known.items():
            spans = sorted(evidence[statement], key=lambda e: (e.source, e.start or 0, e.end or 0))
            conflicts, flaws = against.get(statement, (set(), set()))
            found[statement] = Provenance(
                tuple(spans), rank, derivation, tuple(sorted(conflicts)), tuple(sorted(flaws))
            )
    return found


_KNOWN = f"""{PROLOGUE}SELECT ?statement ?rank ?derivation ?source ?title ?issued ?start ?end ?page WHERE {{
  VALUES ?statement {{ $statements }}
  ?statement rg:rank ?rank ; rg:derivation ?derivation ; prov:hadPrimarySource ?source .
  ?source dct:title ?title ; dct:issued ?issued . FILTER(LANG(?title) = "$language")
  OPTIONAL {{
    VALUES ?statement {{ $statements }}
    ?statement rg:evidence ?span .
    ?span oa:hasSelector ?position .
    ?position oa:start ?start ; oa:end ?end .
    OPTIONAL {{
      VALUES ?statement {{ $statements }}
      ?statement rg:evidence ?span .
      ?span rg:page ?page
    }}
  }}
}}"""
_AGAINST = f"""{PROLOGUE}SELECT DISTINCT ?statement ?other ?flaw WHERE {{
  {{
    VALUES ?statement {{ $statements }}
    ?statement rg:conflictsWith|^rg:conflictsWith ?other .
    ?other rg:rank ?rank .
    FILTER(?rank IN (rg:Normal, rg:Preferred))
  }}
  UNION
  {{ VALUES ?statement {{ $statements }} ?remark rg:remarkAbout ?statement ; rg:flaw ?flaw }}
}}"""


def _against(values: str, store: Store) -> dict[Iri, tuple[set[Iri], set[Iri]]]:
    """For each statement those that contradict it, and the flaws of its source that touch it."""
    found: dict[Iri, tuple[set[Iri], set[Iri]]] = {}
    for row in store.select(_AGAINST.replace("$statements", values)).dicts():
        conflicts, flaws = found.setdefault(_iri(row["statement"]), (set(), set()))
        if row["other"]:
            conflicts.add(_iri(row["other"]))
        if row["flaw"]:
            flaws.add(_iri(row["flaw"]))
    return found


def _iri(term: Term | None) -> Iri:
    if not isinstance(term, Iri):
        raise StoreError(
            f"the store gave {term!r} where a thing stands",
            hint="`regiongraf build` makes the dataset anew",
            sv=f"lagret gav {term!r} där en sak ska stå",
            hint_sv="`regiongraf build` gör om datamängden",
        )
    return term


def places(known: Provenance, language: Language) -> list[str]:
    """One text per source: its id, and its spans joined; `sources` says what the ids stand for."""
    spans: dict[Iri, list[Evidence]] = {}
    for evidence in known.evidence:
        spans.setdefault(evidence.source, []).append(evidence)
    shown = []
    for source, found in spans.items():
        pages = sorted({span.page for span in found if span.page})
        offsets = ", ".join(f"{span.start}–{span.end}" for span in found if span.start is not None)
        page = f" {word('page', language)} {', '.join(map(str, pages))}" if pages else ""
        shown.append(f"{_source_id(source)}{page} {offsets}".rstrip())
    return shown


def _source_id(source: Iri) -> str:
    return source.value.rpartition("/")[2]


def sources(known: Iterable[Provenance], language: Language) -> list[str]:
    """What the ids of sources stand for, one line each; spans are counted in characters of the text."""
    told = {span.source: span for each in known for span in each.evidence}
    where = {True: word("characters", language), False: word("no document", language)}
    return [
        f"{_source_id(source)}: {span.title} ({span.issued}), {where[span.start is not None]}"
        for source, span in sorted(told.items())
    ]
