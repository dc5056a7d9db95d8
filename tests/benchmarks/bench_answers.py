"""Answers over 100 000 organisations: look-ups on every engine, whole-graph answers in columns, a cold command, a load.

    make bench ARGS="-k answers"

Prints ratios of times in one run; nothing fails by the clock. `REGIONGRAF_BENCH_SIZE` sets another number of
organisations. Engines that are not installed are left out; rdflib is given a hundredth, all of it in Python.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

import pytest

from regiongraf import columns
from regiongraf.apps.starting import start
from regiongraf.dataset import Dataset, open_dataset
from regiongraf.model import Entry, Evidence, Form, FormBasis, Organisation, Ownership, Source
from regiongraf.questions.answering import bind, render
from regiongraf.questions.library import library
from regiongraf.store import Store
from regiongraf.store.loading import load
from regiongraf.store.publication import current_build, publish
from regiongraf.store.rdf import RdflibStore
from regiongraf.store.remote import RemoteStore
from regiongraf.triples import Quad
from regiongraf.triples.terms import decimal, iri, name, natural, text
from regiongraf.vocabulary import Minter, with_prefixes
from regiongraf.workspace import Workspace

SIZE = int(os.environ.get("REGIONGRAF_BENCH_SIZE", "100000"))
SEED, LOOKUPS, ROUNDS = 20251127, 50, 5
BODY = f"Bolag {SIZE // 21} AB"
MINTER = Minter("https://data.example.se/")
DATE = f'"2025-06-30"^^{name("xsd:date")}'
SOURCE, DOCUMENT = MINTER.thing("source/made-up"), MINTER.thing("source/made-up/document/text")
SHARE = (
    "OPTIONAL {{ ?statement rg:shareExact ?share }} OPTIONAL {{ ?statement rg:shareMin ?low }} "
    "OPTIONAL {{ ?statement rg:shareMax ?high }} OPTIONAL {{ ?statement rg:shareMinOpen ?above }} "
    "OPTIONAL {{ ?statement rg:shareMaxOpen ?below }} OPTIONAL {{ ?statement rg:via ?via }} "
)
# What somebody would write who knows the data and the engine: the columns of the ready-made questions, without groups.
BY_HAND = {
    "who-owns": "SELECT DISTINCT ?owner ?share ?low ?high ?above ?below ?basis ?directness ?via ?complete ?owners "
    "?statement WHERE {{ ?statement rg:ownedEntity {0} ; a rg:CurrentRecord ; rg:owner ?owner ; "
    f"rg:directness ?directness ; rg:shareBasis ?basis . {SHARE}"
    "OPTIONAL {{ ?list rg:listAbout {0} ; rg:listOf rg:Owners ; rg:completeness ?complete }} "
    "OPTIONAL {{ ?count rg:countAbout {0} ; rg:countOf rg:Owners ; rg:count ?owners }} }}",
    "what-owns": "SELECT DISTINCT ?owned ?share ?low ?high ?above ?below ?basis ?directness ?via ?statement WHERE {{ "
    "?statement rg:owner {0} ; a rg:CurrentRecord ; rg:ownedEntity ?owned ; rg:directness ?directness ; "
    f"rg:shareBasis ?basis . {SHARE}}}}}",
    "money-to": "SELECT DISTINCT ?funder ?amount ?currency ?precision ?stage ?instrument ?from ?to ?recurs ?work ?for "
    "?printed ?unit ?statement WHERE {{ ?statement rg:recipient {0} ; rg:rank rg:Normal ; rg:stage ?stage ; "
    "rg:instrument ?instrument . OPTIONAL {{ ?statement rg:funder ?funder }} "
    "OPTIONAL {{ ?statement rg:amount ?amount }} OPTIONAL {{ ?statement rg:currency ?currency }} "
    "OPTIONAL {{ ?statement rg:precision ?precision }} "
    "OPTIONAL {{ ?statement rg:fundedActivity ?work }} OPTIONAL {{ ?statement rg:purpose ?for }} "
    "OPTIONAL {{ ?statement rg:recurrence ?recurs }} OPTIONAL {{ ?statement rg:partOfFlow ?whole }} "
    "OPTIONAL {{ ?whole rg:figureAsStated ?printed }} OPTIONAL {{ ?whole rg:unitAsStated ?unit }} "
    "OPTIONAL {{ ?statement rg:validFrom ?from }} OPTIONAL {{ ?statement rg:validTo ?to }} }}",
    "members-of": "SELECT DISTINCT ?member ?role ?complete ?members ?precision ?statement WHERE {{ "
    "?statement org:organization {0} ; a rg:CurrentRecord ; org:member ?member ; org:role ?role . "
    "OPTIONAL {{ ?list rg:listAbout {0} ; rg:listOf rg:Members ; rg:completeness ?complete }} "
    "OPTIONAL {{ ?count rg:countAbout {0} ; rg:countOf rg:Members ; rg:count ?members ; rg:precision ?precision }} }}",
    "memberships-of": "SELECT DISTINCT ?body ?form ?role ?statement WHERE {{ ?statement org:member {0} ; "
    "a rg:CurrentRecord ; org:organization ?body ; org:role ?role . "
    "OPTIONAL {{ ?body org:classification ?form }} }}",
    "evidence-of": "SELECT DISTINCT ?document ?page ?start ?end ?digest ?rank ?derivation ?note WHERE {{ "
    "{0} rg:rank ?rank ; rg:derivation ?derivation ; rg:evidence ?span . OPTIONAL {{ {0} rg:basisNote ?note }} "
    "?span oa:hasSource ?file ; oa:hasSelector ?position . ?position oa:start ?start ; oa:end ?end . "
    "?file rg:fileName ?document ; rg:sha256 ?digest . OPTIONAL {{ ?span rg:page ?page }} }}",
}
WHOLE = {
    "largest owners": "SELECT ?owner (COUNT(DISTINCT ?owned) AS ?bodies) WHERE { ?owner rg:owns ?owned } "
    "GROUP BY ?owner ORDER BY DESC(?bodies) ?owner LIMIT 20",
    "holdings of the biggest owner": "SELECT DISTINCT ?owned WHERE {{ <{0}> rg:owns+ ?owned }} ORDER BY ?owned",
    "totals by year and recipient": "SELECT ?recipient ?from ?stage (SUM(?amount) AS ?sum) (COUNT(?amount) AS ?flows) "
    "WHERE { ?flow a rg:FundingFlow ; rg:rank rg:Normal ; rg:recipient ?recipient ; rg:stage ?stage ; "
    "rg:validFrom ?from ; rg:amount ?amount } GROUP BY ?recipient ?from ?stage ORDER BY ?recipient ?from ?stage",
}
FLOWS = """SELECT ?recipient ?from ?stage ?amount WHERE { ?flow a rg:FundingFlow ; rg:rank rg:Normal ;
  rg:recipient ?recipient ; rg:stage ?stage ; rg:validFrom ?from ; rg:amount ?amount }"""
PAID = "recipient VARCHAR, year VARCHAR, stage VARCHAR, amount DECIMAL(18, 2)"
DUCK = {
    "largest owners": "SELECT owner, count(DISTINCT owned) n FROM owns GROUP BY owner ORDER BY n DESC, owner LIMIT 20",
    "holdings of the biggest owner": "WITH RECURSIVE below(id) AS (SELECT owned FROM owns WHERE owner = '{0}' UNION "
    "SELECT owns.owned FROM owns JOIN below ON owns.owner = below.id) SELECT id FROM below ORDER BY id",
    "totals by year and recipient": "SELECT recipient, year, stage, sum(amount), count(*) FROM flows "
    "GROUP BY ALL ORDER BY recipient, year, stage",
}


def body(number: int) -> str:
    return MINTER.thing(f"organisation/bolag-{number}")


def association(number: int) -> str:
    return MINTER.thing(f"organisation/forening-{number}")


def some_of(question: str, size: int, count: int) -> list[str]:
    """What a look-up is asked of, drawn with a seed."""
    dice = random.Random(SEED)  # noqa: S311 - a seeded generator of test data, no secret
    if question == "members-of":
        return [association(dice.randrange(size // 50)) for _ in range(count)]
    if question == "evidence-of":
        return [MINTER.thing(f"ownership/o-{dice.randrange(size - 20)}") for _ in range(count)]
    return [body(dice.randrange(20, size // 3)) for _ in range(count)]


def made_up(size: int) -> Iterator[Quad]:
    """Companies, who owns them, grants and members of associations; the derived graph as the rules would make it."""
    dice = random.Random(SEED)  # noqa: S311 - a seeded generator of test data, no secret
    registry, source, derived = (
        iri(each) for each in (MINTER.registry_graph, MINTER.source_graph("made-up"), MINTER.derived_graph)
    )
    type_, current = name("rdf:type"), name("rg:CurrentRecord")
    yield iri(SOURCE), name("dct:title"), text("Påhittat", "sv"), registry
    yield iri(SOURCE), name("dct:title"), text("Made up", "en"), registry
    yield iri(SOURCE), name("dct:issued"), DATE, registry
    yield iri(SOURCE), name("rg:sourceKind"), name("rg:ReportSource"), registry
    yield iri(DOCUMENT), name("rg:fileName"), text("made-up.txt"), registry
    yield iri(DOCUMENT), name("rg:sha256"), text("0" * 64), registry
    for at in range(size // 50):
        yield iri(association(at)), type_, name("rg:NonProfitAssociation"), registry
        yield iri(association(at)), name("org:classification"), name("rg:NonProfitAssociationForm"), registry
        yield iri(association(at)), name("skos:prefLabel"), text(f"Förening {at}", "sv"), registry
    for at in range(size):
        yield iri(body(at)), type_, name("rg:LimitedCompany"), registry
        yield iri(body(at)), name("org:classification"), name("rg:LimitedCompanyForm"), registry
        yield iri(body(at)), name("skos:prefLabel"), text(f"Bolag {at} AB", "sv"), registry
    for number, (owner, owned, share) in enumerate(owning(size, dice)):
        made = iri(MINTER.thing(f"ownership/o-{number}"))
        own = (("rg:owner", iri(body(owner))), ("rg:ownedEntity", iri(body(owned))), ("rg:shareExact", decimal(share)),
               ("rg:directness", name("rg:Direct")), ("rg:shareBasis", name("rg:Capital")))  # fmt: skip
        yield from record(made, "ownership", number, own, source)
        for kind in ("rg:CurrentRecord", "rg:HeldOwnership", "rg:DirectOwnership", "rg:Relation", "prov:Entity"):
            yield made, type_, name(kind), derived
        yield iri(body(owner)), name("rg:owns"), iri(body(owned)), derived
    for number in range(size // 2):
        year, made = 2021 + dice.randrange(5), iri(MINTER.thing(f"funding/f-{number}"))
        own = (("rg:funder", iri(body(dice.randrange(20)))), ("rg:recipient", iri(body(dice.randrange(size // 3)))),
               ("rg:amount", decimal(Decimal(dice.randrange(10_000, 5_000_000)) / 100)),
               ("rg:currency", iri("http://publications.europa.eu/resource/authority/currency/SEK")),
               ("rg:precision", name("rg:Exact")), ("rg:instrument", name("rg:BusinessGrant")),
               ("rg:stage", name(("rg:Paid", "rg:Granted")[dice.random() < 0.2])),
               ("rg:validFrom", f'"{year}-01-01"^^{name("xsd:date")}'),
               ("rg:validTo", f'"{year}-12-31"^^{name("xsd:date")}'))  # fmt: skip
        yield from record(made, "funding", number, own, source)
        yield made, type_, current, derived
    for number in range(size // 5):
        made = iri(MINTER.thing(f"membership/m-{number}"))
        own = (("org:member", iri(body(dice.randrange(size // 3)))), ("org:role", name("rg:MemberRole")),
               ("org:organization", iri(association(dice.randrange(size // 50)))))  # fmt: skip
        yield from record(made, "membership", number, own, source)
        yield made, type_, current, derived


KINDS = {"ownership": "rg:Ownership", "funding": "rg:FundingFlow", "membership": "org:Membership"}


def record(made: str, kind: str, number: int, own: tuple[tuple[str, str], ...], graph: str) -> Iterator[Quad]:
    span = iri(MINTER.evidence("made-up", "text", number, number + 5))
    yield made, name("rdf:type"), name(KINDS[kind]), graph
    for property_, value in own:
        yield made, name(property_), value, graph
    yield made, name("rg:rank"), name("rg:Normal"), graph
    yield made, name("rg:derivation"), name("rg:Stated"), graph
    yield made, name("prov:hadPrimarySource"), iri(SOURCE), graph
    yield made, name("rg:asOf"), DATE, graph
    yield made, name("rg:evidence"), span, graph
    yield span, name("oa:hasSource"), iri(DOCUMENT), graph
    yield span, name("oa:hasSelector"), f"{span[:-1]}/position>", graph
    yield f"{span[:-1]}/position>", name("oa:start"), natural(number), graph
    yield f"{span[:-1]}/position>", name("oa:end"), natural(number + 5), graph


def owning(size: int, dice: random.Random) -> Iterator[tuple[int, int, Decimal]]:
    """Groups with subsidiaries of subsidiaries, minority owners beside, and one owner of very much."""
    for owned in range(20, size):
        parent = 0 if dice.random() < 0.01 else int(owned * dice.random() ** 3)
        share = Decimal(100) if dice.random() < 0.7 else Decimal(dice.randrange(3400, 9500)) / 100
        yield parent, owned, share
        if share < 100 and (other := dice.randrange(owned)) != parent:
            yield other, owned, (100 - share) / 2


def p50(work: Callable[[str], Any], over: list[str]) -> float:
    """The median time of one, in milliseconds; of fewer where they take long."""
    times = []
    for each in over:
        begun = perf_counter()
        work(each)
        times.append(perf_counter() - begun)
        if sum(times) > 20:
            break
    return 1000 * median(times)


def in_turns(one: Callable[[str], Any], other: Callable[[str], Any], over: list[str]) -> tuple[float, float]:
    """The median processor time of two ways to look up, in milliseconds; of each thing the best of several turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for each in over:
        least = [float("inf"), float("inf")]
        for _ in range(2 * ROUNDS):
            for at, work in enumerate((one, other)):
                begun = process_time()
                work(each)
                least[at] = min(least[at], process_time() - begun)
        for found, time in zip(times, least, strict=True):
            found.append(time)
    return 1000 * median(times[0]), 1000 * median(times[1])


def best(work: Callable[[], Any]) -> tuple[float, Any]:
    """The shortest of a few runs in milliseconds, and the answer."""
    times, found = [], None
    for _ in range(ROUNDS):
        begun = perf_counter()
        found = work()
        times.append(perf_counter() - begun)
        if sum(times) > 20:
            break
    return 1000 * min(times), found


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return sorted(set(made_up(SIZE)), key=lambda quad: (quad[3], *quad[:3]))


@pytest.fixture(scope="module")
def workspace(quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bench") / "workspace"
    list(start(root, "en"))
    content = "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in quads).encode()
    begun = perf_counter()
    publish(Workspace.load(root).dataset_folder, content, {})
    print(f"\n{SIZE:,} organisations, {len(quads):,} quads, on disk in {perf_counter() - begun:.0f} s")
    return root


@pytest.fixture(scope="module")
def data(workspace: Path) -> Dataset:
    return open_dataset(workspace)


@pytest.fixture(scope="module")
def served(workspace: Path) -> Iterator[str | None]:
    """The same store behind the Oxigraph server."""
    from tests.conftest import _free_ports, _until_it_answers

    program = Path(sys.executable).parent / "oxigraph"
    if not program.exists():
        yield None
        return
    (port,) = _free_ports(1)
    store = current_build(Workspace.load(workspace).dataset_folder) / "store"
    command = [str(program), "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen([*command, "--union-default-graph"], stderr=subprocess.DEVNULL) as server:
        _until_it_answers(server, f"http://127.0.0.1:{port}/", store)
        yield f"http://127.0.0.1:{port}/query"
        server.terminate()


def asked(store: Store, data: Dataset, question: str) -> Callable[[str], Any]:
    """The ready-made question, of one body."""
    graphs, (parameter, *_) = store.graphs(), library()[question].parameters
    return lambda of: store.select(
        render(library()[question], bind(library()[question], {parameter: of}, data.lookup), graphs, "sv")
    )


def test_answers_to_look_ups(
    data: Dataset, served: str | None, quads: list[Quad], request: pytest.FixtureRequest
) -> None:
    raw = data.store._store  # type: ignore[attr-defined]  # the engine itself, to compare with
    stores: dict[str, Store] = {}
    if served:
        stores["Oxigraph server"] = RemoteStore(served)
    if shutil.which("virtuoso-t") and os.environ.get("REGIONGRAF_BENCH_VIRTUOSO"):
        request.getfixturevalue("administrator")
        address = request.getfixturevalue("virtuoso")
        load(quads, address)
        stores["Virtuoso"] = RemoteStore(address, seconds=300)
    for question, by_hand in BY_HAND.items():

        def direct(of: str, by_hand: str = by_hand) -> list[Any]:
            found = raw.query(with_prefixes(by_hand.format(f"<{of}>")), use_default_graph_as_union=True)
            return [tuple(row) for row in found]

        some, ours = some_of(question, SIZE, LOOKUPS), asked(data.store, data, question)
        for each in some:  # both warm
            assert len(ours(each).rows) == len(direct(each)), (question, each)
        least, shipped = in_turns(direct, ours, some)
        print(
            f"\n{question}: by hand on pyoxigraph {least:.2f} ms · ready-made {shipped:.2f} ms, {shipped / least:.2f} ×"
        )
        for where, store in stores.items():
            compare(where, store, data, question, some)
    small = max(200, SIZE // 100)
    held = RdflibStore.of_quads(set(made_up(small)))
    for question in BY_HAND:
        compare(f"{question} in rdflib, {small:,}", held, data, question, some_of(question, small, LOOKUPS // 10))


def compare(where: str, store: Store, data: Dataset, question: str, over: list[str]) -> None:
    """Print how long a look-up takes in another store, by hand and ready-made."""
    hand = p50(lambda of: store.select(with_prefixes(BY_HAND[question].format(f"<{of}>"))), over)
    ready = p50(asked(store, data, question), over)
    print(f"    {where}: by hand {hand:.2f} ms, ready-made {ready:.2f} ms, {ready / hand:.2f} ×", flush=True)


def test_answers_about_the_whole_graph(data: Dataset) -> None:
    begun = perf_counter()
    held, paid = data.holdings(), data.flows()
    first = perf_counter() - begun
    begun = perf_counter()
    held, paid = data.holdings(), data.flows()
    print(f"\ncolumns fetched and kept in {first:.1f} s, read again in {1000 * (perf_counter() - begun):.0f} ms")
    root = max((owner for owner, _ in held.largest(20)), key=lambda owner: len(held.below(owner)))
    work: dict[str, Callable[[], Any]] = {
        "largest owners": lambda: held.largest(20),
        "holdings of the biggest owner": lambda: held.below(root),
        "totals by year and recipient": paid.totals,
    }
    duck = _duckdb(data)
    for what, columns_ in work.items():
        fast, found = best(columns_)
        query = with_prefixes(WHOLE[what].format(root) if "{0}" in WHOLE[what] else WHOLE[what])
        slow, rows = best(lambda: data.store.select(query).rows)  # noqa: B023
        found = found.rows() if isinstance(found, columns.Sums) else found
        assert plain(found) == [tuple(map(shown, row)) for row in rows], what
        line = f"{what} ({len(rows):,} rows): columns {fast:.1f} ms · SPARQL on disk {slow:.0f} ms, {slow / fast:.0f} ×"
        if duck:
            sql = DUCK[what].format(root)
            other, same = best(lambda: duck.execute(sql).fetchall())  # noqa: B023
            assert plain(found) == [tuple(map(shown, row)) for row in same], what
            line += f" · DuckDB {other:.0f} ms, {other / fast:.1f} ×"
        print(line)


def plain(found: list[Any]) -> list[tuple[str, ...]]:
    """Rows of the columns as those of a query."""
    return [
        (each.recipient, each.period[:10], each.stage, shown(each.amount), str(each.flows))
        if isinstance(each, columns.Sum)
        else (each,)
        if isinstance(each, str)
        else tuple(map(str, each))
        for each in found
    ]


def shown(value: Any) -> str:
    number = value if isinstance(value, Decimal) else getattr(value, "number", None)
    return f"{number.normalize():f}" if number is not None else str(value)


def _duckdb(data: Dataset) -> Any:
    """The same edges as tables of DuckDB; None where it is not installed."""
    try:
        import duckdb
    except ImportError:
        return None
    pairs = data.query("SELECT ?owner ?owned WHERE { ?owner rg:owns ?owned }").rows
    flows = data.query(FLOWS).rows
    connection = duckdb.connect()
    owner, owned = ([str(row[at]) for row in pairs] for at in (0, 1))
    recipient, year, stage, amount = ([str(row[at]) for row in flows] for at in range(4))
    tables = {
        "owns": ("owner VARCHAR, owned VARCHAR", [owner, owned]),
        "flows": (
            "recipient VARCHAR, year VARCHAR, stage VARCHAR, amount DECIMAL(18, 2)",
            [recipient, year, stage, amount],
        ),
    }
    for table, (columns_, values) in tables.items():
        connection.execute(f"CREATE TABLE {table} ({columns_})")
        marks = ", ".join(["unnest(?)"] * len(values))
        connection.execute(f"INSERT INTO {table} SELECT {marks}", values)
    return connection


def spent() -> float:
    """The processor time of all commands that were run so far, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_answers_of_a_cold_command(workspace: Path, data: Dataset, tmp_path: Path) -> None:
    # As users have it: what Python made of the sources is kept from one run to the next.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**kept, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    command = [sys.executable, "-m", "regiongraf", "-w", str(workspace), "ask", "who-owns", BODY]
    numpy = [sys.executable, "-c", "import numpy"]
    times: dict[str, list[float]] = {"numpy": [], "ask": []}
    for _ in range(9):  # in turns, so that what else the machine does falls on both
        for what, each in (("numpy", numpy), ("ask", command)):
            begun = spent()
            subprocess.run(each, check=True, capture_output=True, env=environment)
            times[what].append(spent() - begun)
    lookup = best(lambda: data.ask("who-owns", BODY))[0]
    least, cold = (1000 * min(times[what]) for what in ("numpy", "ask"))
    print(f"\nimport numpy {least:.0f} ms · look-up {lookup:.0f} ms · regiongraf ask {cold:.0f} ms, "
          f"{(cold - lookup) / least:.2f} × import numpy beside its look-up")  # fmt: skip


def test_answers_of_a_load(tmp_path: Path) -> None:
    from regiongraf.store.embedded import nquads, write_store
    from regiongraf.triples.entries import Keys
    from regiongraf.triples.records import record_triples

    dice = random.Random(SEED)  # noqa: S311 - see above
    source = Source.model_validate(
        {"id": "made-up", "kind": "ReportSource", "title": "Påhittat", "title_en": "Made up", "issued": "2025-06-30",
         "document": [{"id": "text", "sha256": "0" * 64, "media_type": "text/plain", "length": 100 * SIZE,
                       "file_name": "a.txt"}]}
    )  # fmt: skip
    records = [
        Ownership(id=f"o-{at}", owner=f"b-{one}", owned=f"b-{other}", share=share, evidence=(_span(at),))
        for at, (one, other, share) in enumerate(owning(SIZE, dice))
    ][:SIZE]
    entries: list[Entry] = [
        Organisation(id=f"b-{at}", name=f"Bolag {at}", form=Form.LIMITED_COMPANY, form_basis=FormBasis.STATED)
        for at in range(SIZE)
    ]
    graph, keys = iri(MINTER.source_graph("made-up")), Keys(entries, MINTER)
    begun, used = perf_counter(), process_time()
    made = [(*triple, graph) for each in records for triple in record_triples(each, source, keys)]
    written = nquads(made)
    quads, work = perf_counter() - begun, process_time() - used
    begun, used = perf_counter(), process_time()
    write_store(tmp_path / "store", written)
    alone, load = perf_counter() - begun, process_time() - used
    print(
        f"\n{len(records):,} records → {len(made):,} quads {quads:.1f} s · bulk load alone {alone:.1f} s · "
        f"both {(quads + alone) / alone:.2f} × the load alone; in processor time {(work + load) / load:.2f} ×"
    )


def _span(at: int) -> Evidence:
    return Evidence(start=100 * at, end=100 * at + 80, span="0" * 16, before="0" * 16, after="0" * 16)
