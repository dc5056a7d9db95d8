"""How fast pages are made, against Jinja2 alone on the same pages, and how much memory it takes.

`make bench ARGS='-k site'` runs 5 000 organisations; REGIONGRAF_BENCH_ORGANISATIONS=50000 the whole size.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from regiongraf.ontology import named_terms
from regiongraf.publishing.quads import prefixes
from regiongraf.publishing.site.model import Model
from regiongraf.publishing.site.pages import Pages
from regiongraf.publishing.site.rendering import About, Renderer
from regiongraf.publishing.site.writer import frozen
from regiongraf.publishing.target import published
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


def test_site_against_bare_jinja(tmp_path: Path) -> None:
    data = Things(quads(ORGANISATIONS))
    terms = Things((*triple, "") for triple in named_terms())
    model = Model(data, terms, MINTER.base)
    rendered: list[tuple[str, Any, str, dict[str, Any]]] = []
    renderer = Renderer(About(("Prov", "Trial"), ("A", "A"), None, "2025-03-01"))
    made = [term for term in model.pages() if model.kind(term) == "organisation"]

    start = time.process_time()
    with published(tmp_path / "site") as target, frozen():
        pages = Pages(model, renderer, prefixes(MINTER))
        for term in made:
            for path, content in pages.files(term):
                target.put(path, content)
    ours = time.process_time() - start

    few = made[: min(2000, len(made))]
    share = len(made) / len(few)
    with frozen():
        start = time.process_time()
        for term in few:
            for _, content in pages.files(term):
                content.encode()
        computed = (time.process_time() - start) * share

    fast = renderer.render_thing
    renderer.render_thing = lambda *given: rendered.append(given) or ""  # type: ignore[method-assign,func-returns-value]
    for term in few:
        list(pages.files(term))
    start = time.process_time()
    html = [renderer.render(*given) for given in rendered]
    bare = (time.process_time() - start) * share
    assert html[:100] == [fast(*given) for given in rendered[:100]], "the same pages"
    start = time.process_time()
    for number, page in enumerate(html):
        folder = tmp_path / "bare" / str(number // 2)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number}.html").write_text(page, encoding="utf-8")
    written = bare + (time.process_time() - start) * share
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    count = 2 * len(made)
    print(
        f"\n{len(made):,} organisations, {count:,} pages, Turtle and JSON-LD beside them, per second of processor time:"
        f"\ncomputed {count / computed:,.0f} · Jinja2 alone {count / bare:,.0f}: ours is {bare / computed:.2f}×"
        f"\ncomputed and written, four files a thing {count / ours:,.0f} · Jinja2, two files {count / written:,.0f}:"
        f" {written / ours:.2f}×; against Jinja2 that writes nothing {bare / ours:.2f}× · peak {peak:.2f} GiB"
    )
    # How long the operating system takes for a file differs much from disk to disk: see docs/publishing.md.
    assert bare / computed >= 0.5
    assert peak < 1
