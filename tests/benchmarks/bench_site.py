"""How fast pages are made, against Jinja2 alone on the same pages, and how much memory it takes.

`make bench ARGS='-k site'` runs 5 000 organisations; REGIONGRAF_BENCH_ORGANISATIONS=50000 the whole size.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regiongraf.ontology import named_terms
from regiongraf.publishing.processes import cores
from regiongraf.publishing.quads import prefixes
from regiongraf.publishing.site.model import Model
from regiongraf.publishing.site.pages import Pages
from regiongraf.publishing.site.rendering import About, Renderer
from regiongraf.publishing.site.writer import frozen, write_pages
from regiongraf.publishing.target import Target, published
from regiongraf.publishing.things import Things
from regiongraf.triples import Quad
from regiongraf.triples.terms import code, day, decimal, iri, name, text
from regiongraf.vocabulary import Minter

ORGANISATIONS = int(os.environ.get("REGIONGRAF_BENCH_ORGANISATIONS", "5000"))
MINTER = Minter("https://data.example.se/")


def quads(organisations: int) -> Iterator[Quad]:
    """Companies that own each other, each with one owner and a name or two."""
    graph, source = iri(MINTER.registry_graph), iri(MINTER.thing("source/bok"))
    yield source, name("rdf:type"), name("rg:Source"), graph
    yield source, name("rg:sourceKind"), code("ReportSource"), graph
    yield source, name("dct:title"), text("En bok", "sv"), graph
    for number in range(organisations):
        body = iri(MINTER.thing(f"organisation/bolag-{number}"))
        owner = iri(MINTER.thing(f"organisation/bolag-{(number * 7 + 1) % organisations}"))
        held = iri(MINTER.thing(f"ownership/o-{number}"))
        for property_, item in (
            ("rdf:type", code("LimitedCompany")),
            ("org:classification", code("LimitedCompanyForm")),
            ("skos:prefLabel", text(f"Bolag {number} AB", "sv")),
            ("skos:prefLabel", text(f"Company {number}", "en")),
            ("skos:altLabel", text(f"B{number}", "sv")),
            ("rg:formBasis", code("FormByName")),
        ):
            yield body, name(property_), item, graph
        for property_, item in (
            ("rdf:type", code("Ownership")),
            ("rg:owner", owner),
            ("rg:ownedEntity", body),
            ("rg:shareExact", decimal(51)),  # type: ignore[arg-type]  # whole figures are exact
            ("rg:shareBasis", code("Capital")),
            ("rg:directness", code("Direct")),
            ("rg:rank", code("Normal")),
            ("rg:derivation", code("Stated")),
            ("rg:asOf", day(date(2025, 3, 1))),
            ("prov:hadPrimarySource", source),
        ):
            yield held, name(property_), item, graph


def shared_memory() -> float:
    """GiB of this process and those that it started, each page of memory divided among those that hold it (PSS)."""
    own = str(os.getpid())
    total = 0
    for process in [own, *Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii").split()]:
        # One may end meanwhile.
        with contextlib.suppress(OSError):
            lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 2**20


def written_in(
    folder: Path, pages: Pages, terms: list[str], processes: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[float, float]:
    """Seconds that it takes to write everything of these terms, and the most memory on the way in GiB."""
    held: list[float] = []
    with published(folder) as target:
        adding = target.add

        def add(part: Target) -> None:
            adding(part)
            # Not at each: to ask takes milliseconds.
            if len(target.files) % 4_000 == 0:
                held.append(shared_memory())

        with monkeypatch.context() as patch:
            patch.setattr(target, "add", add)
            start = time.perf_counter()
            write_pages(pages, terms, target, lambda _: None, processes)
            return time.perf_counter() - start, max(held, default=shared_memory())


def test_site_against_bare_jinja(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    processes = cores()
    data = Things(quads(ORGANISATIONS))
    terms = Things((*triple, "") for triple in named_terms())
    model = Model(data, terms, MINTER.base)
    renderer = Renderer(About(("Prov", "Trial"), ("A", "A"), None, "2025-03-01"))
    made = [term for term in model.pages() if model.kind(term) == "organisation"]
    pages = Pages(model, renderer, prefixes(MINTER))
    # In many processes first: what one remembers afterwards would be known to all.
    many, together = written_in(tmp_path / "many", pages, made, processes, monkeypatch)
    one, alone = written_in(tmp_path / "one", pages, made, 1, monkeypatch)

    few = made[: min(2000, len(made))]
    share = len(made) / len(few)
    with frozen():
        start = time.perf_counter()
        for term in few:
            for _, content in pages.files(term):
                content.encode()
        computed = (time.perf_counter() - start) * share

    rendered: list[tuple[str, Any, str, dict[str, Any]]] = []
    fast = renderer.render_thing
    renderer.render_thing = lambda *given: rendered.append(given) or ""  # type: ignore[method-assign,func-returns-value]
    for term in few:
        list(pages.files(term))
    start = time.perf_counter()
    html = [renderer.render(*given) for given in rendered]
    bare = (time.perf_counter() - start) * share
    assert html[:100] == [fast(*given) for given in rendered[:100]], "the same pages"
    start = time.perf_counter()
    for number, page in enumerate(html):
        folder = tmp_path / "bare" / str(number // 2)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    written = bare + (time.perf_counter() - start) * share
    count = 2 * len(made)
    print(
        f"\n{len(made):,} organisations, {count:,} pages, with Turtle and JSON-LD beside them; pages per second:"
        f"\nJinja2 alone {count / bare:,.0f} · with its two files written {count / written:,.0f}"
        f"\ncomputed in one process {count / computed:,.0f}: {bare / computed:.2f} of Jinja2 alone"
    )
    for how, took, peak in (("one process", one, alone), (f"{processes} processes", many, together)):
        print(
            f"four files written in {how} {count / took:,.0f}: {bare / took:.2f} of Jinja2 alone,"
            f" {written / took:.2f} of Jinja2 with files · {peak:.2f} GiB in all"
        )
