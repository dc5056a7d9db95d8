"""How fast the sorted Turtle writer is: against pyoxigraph's own serialiser, and against rdflib's on a smaller set.

`make bench` prints the ratios of one run. The input of both is the N-Quads file of a build, the output Turtle text.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import rdflib

from regiongraf.publishing.quads import prefixes
from regiongraf.publishing.streams import Stated, mapped
from regiongraf.publishing.turtle import turtle_pieces
from regiongraf.vocabulary import Minter

MINTER = Minter("https://data.example.se/")
GRAPH = "https://data.example.se/graph/source/x"
TRIPLES, FEWER = 1_600_000, 100_000
XSD = "http://www.w3.org/2001/XMLSchema#"
RG = "https://w3id.org/regiongraf/def#"


def write_build(path: Path, triples: int) -> None:
    """N-Quads like those of a build: ten triples to an ownership, sorted."""
    things, drawn = "https://data.example.se/id/", random.Random(5)  # noqa: S311  # made-up data
    lines = []
    for number in range(triples // 10):
        subject = f"<{things}ownership/o-{number}>"
        owner, owned = (f"<{things}organisation/c-{drawn.randrange(triples // 20)}>" for _ in range(2))
        pairs = [
            ("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", f"<{RG}Ownership>"),
            (f"<{RG}owner>", owner),
            (f"<{RG}ownedEntity>", owned),
            (f"<{RG}shareExact>", f'"{drawn.randrange(1, 1000) / 10}"^^<{XSD}decimal>'),
            (f"<{RG}shareBasis>", f"<{RG}Capital>"),
            (f"<{RG}rank>", f"<{RG}Normal>"),
            (f"<{RG}derivation>", f"<{RG}Stated>"),
            (f"<{RG}asOf>", f'"2025-03-01"^^<{XSD}date>'),
            ("<http://www.w3.org/ns/prov#hadPrimarySource>", f"<{things}source/x>"),
            ("<http://www.w3.org/2004/02/skos/core#note>", f'"Anmärkning {number}"@sv'),
        ]
        lines += [f"{subject} {predicate} {item} <{GRAPH}> .\n" for predicate, item in pairs]
    path.write_text("".join(sorted(lines)), encoding="utf-8", newline="\n")


def timed(run: Callable[[], object]) -> float:
    """The seconds of the faster of two runs."""
    taken = []
    for _ in range(2):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return min(taken)


def ours(build: Path, target: Path) -> None:
    with mapped(build) as data, target.open("w", encoding="utf-8") as out:
        out.writelines(turtle_pieces(Stated(data, "<urn:none>").nodes(), prefixes(MINTER)))


def test_turtle_against_pyoxigraph(tmp_path: Path) -> None:
    build, target, store_folder = tmp_path / "dataset.nq", tmp_path / "out.ttl", tmp_path / "store"
    write_build(build, TRIPLES)
    names = prefixes(MINTER)
    store = ox.Store(str(store_folder))
    store.bulk_load(path=str(build), format=ox.RdfFormat.N_QUADS)

    def of_file() -> None:
        triples = (quad.triple for quad in ox.parse(path=str(build), format=ox.RdfFormat.N_QUADS))
        ox.serialize(triples, str(target), format=ox.RdfFormat.TURTLE, prefixes=names)

    def of_store() -> None:
        store.dump(str(target), format=ox.RdfFormat.TURTLE, from_graph=ox.NamedNode(GRAPH), prefixes=names)

    sorted_, unsorted, dumped = timed(lambda: ours(build, target)), timed(of_file), timed(of_store)
    print(
        f"\n{TRIPLES:,} triples to Turtle: ours, sorted {sorted_:.1f} s"
        f" · pyoxigraph, file to file {unsorted:.1f} s: ours is {unsorted / sorted_:.2f}× its speed"
        f" · pyoxigraph, store to file {dumped:.1f} s: {dumped / sorted_:.2f}×"
    )
    assert unsorted / sorted_ >= 0.5


def test_turtle_against_rdflib(tmp_path: Path) -> None:
    build, target = tmp_path / "dataset.nq", tmp_path / "out.ttl"
    write_build(build, FEWER)

    def of_rdflib() -> None:
        graph = rdflib.Dataset(default_union=True)
        graph.parse(build, format="nquads")
        graph.serialize(target, format="turtle")

    taken, theirs = timed(lambda: ours(build, target)), timed(of_rdflib)
    print(f"\n{FEWER:,} triples to Turtle: ours {taken:.1f} s · rdflib {theirs:.1f} s: ours is {theirs / taken:.0f}×")
    assert theirs / taken > 2
