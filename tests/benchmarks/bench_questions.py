"""How the time of every question grows with the data: the report, and many times the report (`make bench`).

Nothing here fails by the clock. The table tells what to look at: a question whose growth is far above that of the data
and of its own answer has a shape that an engine runs over again for every row.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from statistics import median
from time import process_time

from regiongraf.build import Composition, compose
from regiongraf.dataset import Dataset
from regiongraf.derivation import derive
from regiongraf.facts import load
from regiongraf.interests import find, triples
from regiongraf.questions.answering import ask, bind, render
from regiongraf.questions.library import Question, library
from regiongraf.resources import shelf
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.triples import Quad
from regiongraf.triples.terms import iri
from regiongraf.vocabulary import Minter

SIZES = (1, 10, 40)
SEED = 20250
# Kept by one statement in four of a copy, so that well-connected bodies grow with the data, as they do in life.
SHARED = 0.25
ENTITY = re.compile(r"/id/(?:organisation|group|place)/")
NAMES = ("skos/core#prefLabel>", "skos/core#altLabel>", "def#shortName>", "dc/terms/title>")


def many(composition: Composition, minter: Minter, times: int) -> list[Quad]:
    """The stated quads `times` over: everything anew, but some statements about the bodies of the first copy."""
    dice = random.Random(SEED)  # noqa: S311 - a seeded generator of test data, no secret
    stated = list(composition.stated)
    for copy in range(1, times):
        stated += _copy(composition.stated, copy, dice)
    quads = [*stated, *composition.ontology]
    found = triples(find(EmbeddedStore.in_memory(stated)), minter)
    follows = [*derive(quads, minter.derived_graph), *found]
    return [*quads, *((*triple, iri(minter.derived_graph)) for triple in follows)]


def _copy(quads: tuple[Quad, ...], copy: int, dice: random.Random) -> Iterator[Quad]:
    kept: dict[str, bool] = {}

    def renamed(term: str, subject: str) -> str:
        if not term.startswith("<") or "/id/" not in term:
            return term
        if ENTITY.search(term) and not ENTITY.search(subject):
            if subject not in kept:
                kept[subject] = dice.random() < SHARED
            if kept[subject]:
                return term
        return f"{term[:-1]}-copy-{copy}>"

    for subject, predicate, value, graph in quads:
        if predicate.endswith(NAMES):
            value = re.sub(r'"(?=@|$)', f' {copy}"', value)
        yield renamed(subject, subject), predicate, renamed(value, subject), graph


def seconds(dataset: Dataset, question: Question) -> tuple[float, float, int]:
    """The median processor time of the query alone, that of the whole answer with names and sources, and its rows."""
    arguments = {name: p.example for name, p in question.parameters.items() if p.is_needed}
    query = render(question, bind(question, arguments, dataset.lookup), dataset.store.graphs(), "sv")
    alone, whole, rows = [], [], 0
    for _ in range(3):
        start = process_time()
        rows = len(dataset.store.select(query).rows)
        alone.append(process_time() - start)
        start = process_time()
        ask(question, arguments, dataset.store, lookup=dataset.lookup)
        whole.append(process_time() - start)
        if sum(whole) > 20:
            break
    return median(alone), median(whole), rows


def test_every_question() -> None:
    minter = Minter()
    composition = compose(load(shelf("facts")), minter)
    datasets = {}
    for size in SIZES:
        quads = many(composition, minter, size)
        datasets[size] = Dataset(EmbeddedStore.in_memory(quads), minter)
        print(f"{size:>4} × the report: {len(quads):,} quads")
    head = "".join(f"{f'×{size}':>22}" for size in SIZES)
    print(f"\n{'rows · query ms · answer ms':28}{head}   growth of query, rows, ×{SIZES[-2]} → ×{SIZES[-1]}")
    for name, question in sorted(library().items()):
        found = [seconds(datasets[size], question) for size in SIZES]
        cells = "".join(f"{rows:>8} {1000 * alone:>6.1f} {1000 * whole:>6.1f}" for alone, whole, rows in found)
        (before, _, few), (after, _, more) = found[-2:]
        print(f"{name:28}{cells}   {after / before:>6.1f} {more / max(few, 1):>6.1f}")
