"""Scenes to draw, and a real browser that watches every page for requests, errors and dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from regiongraf.view.model import Cited, Edge, Flow, Node, Scene, Source, Words, opaque
from regiongraf.view.wording import amount_words

BASE = "https://example.org/id/"
SOURCE = "s-report"


def node(slug: str, name: str, form: str = "LimitedCompany", **more: Any) -> Node:
    """A node with the usual things filled in."""
    return Node(opaque(BASE + slug), BASE + slug, Words(name, f"{name} (en)"), form, Words(form.lower(), form), **more)


def edge(kind: str, source: Node, target: Node, **more: Any) -> Edge:
    """An edge with the usual things filled in."""
    statement = f"{BASE}{kind}/{source.id}-{target.id}"
    more.setdefault("evidence", (Cited(SOURCE, "report.txt", 10, 42),))
    return Edge(opaque(statement, "e"), statement, kind, source.id, target.id, as_of="2025-01-01", **more)


def share(percent: str) -> dict[str, Any]:
    """The fields of an exact share."""
    return {"lower": Decimal(percent), "upper": Decimal(percent), "share_text": Words(f"{percent} %", f"{percent}%")}


def scene_of(nodes: list[Node], edges: list[Edge], flows: tuple[Flow, ...] = (), **more: Any) -> Scene:
    """A scene with one source."""
    source = Source(SOURCE, f"{BASE}source/report", Words("Rapporten", "The report"), "2025-01-01")
    more.setdefault("title", Words("Provbild", "Trial picture"))
    more.setdefault("licence", "CC0 1.0")
    language = more.pop("language", "sv")
    return Scene(
        more.pop("title"),
        language,
        tuple(sorted(nodes, key=lambda n: n.id)),
        tuple(edges),
        (source,),
        flows,
        **more,
    )


def flow(slug: str, funder: Node | None, recipient: Node | None, amount: int | None, **more: Any) -> Flow:
    """A flow of money that was granted in 2024."""
    iri = f"{BASE}funding/{slug}"
    value = None if amount is None else Decimal(amount)
    more = {"stage": "Granted", "period": "2024", "purpose": Words("stöd", "support"), **more}
    ends = {"funder": funder and funder.id, "recipient": recipient and recipient.id}
    evidence = (Cited(SOURCE, "report.txt", 50, 60),)
    return Flow(
        opaque(iri, "f"), iri, amount=value, amount_text=amount_words(value, None), evidence=evidence, **ends, **more
    )


@pytest.fixture(scope="session")
def drawn() -> SimpleNamespace:
    """The makers of nodes, edges, flows and scenes, for tests that build their own."""
    return SimpleNamespace(node=node, edge=edge, flow=flow, scene_of=scene_of, share=share)


@pytest.fixture(scope="session")
def county() -> Scene:
    """A small county: a company owned through an association, a share that is stated, a group, money, a doubt."""
    region = node("region", "Region Norr", "Region", short="RN", aliases=("landstinget",))
    association = node("trafik", "Trafikförbundet", "MunicipalAssociation")
    train = node("tag", "Tågbolaget AB")
    almi = node(
        "almi", "Almi Test AB", completeness=(Words("1 av 3 ägare är inte namngivna", "1 of 3 owners are not named"),)
    )
    state = node("staten", "Staten", "State")
    town, village = node("stad", "Stads kommun", "Municipality"), node("by", "By kommun", "Municipality")
    group = node("alla", "Länets kommuner", "Group", members=(town.id, village.id), stated_count=2)
    museum = node("museum", "Stiftelsen Museet", "Foundation")
    edges = [
        edge("owns", association, train),
        edge("owns", region, almi, **share("49")),
        edge("owns", state, almi, **share("51"), derivation="ReviewedReading"),
        edge("owns", region, train, directness="Indirect", via=association.id, rank="Refined"),
        edge("memberOf", region, association),
        edge("memberOf", group, association, expands=(town.id, village.id)),
        edge("founded", region, museum, conflict=True),
        edge(
            "funds", region, museum, amount=Decimal(160000), amount_text=Words("160 tkr", "SEK 160 k"), stage="Granted",
            valid_from="2024", valid_to="2024",
        ),
        edge(
            "funds", state, region, amount_text=Words("belopp ej angivet", "amount not stated"), stage="Planned",
            valid_from="2026", valid_to="2026",
        ),
    ]  # fmt: skip
    whole = flow("whole", region, None, 200000)
    part = flow("part", region, museum, 160000, part_of=whole.id)
    terms = tuple(
        (code, Words(code.lower(), code))
        for code in ("Granted", "Planned", "ReviewedReading", "Stated", "Refined", "Indirect")
    )
    nodes = [region, association, train, almi, state, town, village, group, museum]
    return scene_of(nodes, edges, (whole, part), terms=terms)


@dataclass
class Watched:
    """A page in a real browser, and all that it did that it must not do."""

    page: Any
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def assert_clean(self) -> None:
        """No request left the file, nothing was logged, nothing popped up."""
        outside = [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))]
        assert (outside, self.errors, self.dialogs) == ([], [], [])

    def click_node(self, id_: str) -> None:
        """Click where a node is drawn."""
        at = self.page.evaluate("id => regiongraf.pixelOf(id)", id_)
        self.page.mouse.click(at["x"], at["y"])

    def state(self) -> dict[str, Any]:
        """What the page says it shows."""
        return dict(self.page.evaluate("() => regiongraf.state()"))


Opener = Callable[..., Watched]


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open a scene (or HTML text) as a file; every page is checked for cleanliness at the end of the test."""
    from regiongraf.view import page as pages

    opened: list[Watched] = []
    contexts: list[Any] = []

    def start(
        what: Scene | str, fragment: str = "", *, opening: Any = None, ready: bool = True, **options: Any
    ) -> Watched:
        text = what if isinstance(what, str) else pages.html(what, opening=opening)
        file = tmp_path / f"page-{len(opened)}.html"
        file.write_text(text, encoding="utf-8")
        options.setdefault("viewport", {"width": 1360, "height": 860})
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        watched = Watched(page)
        page.on("request", lambda request: watched.requests.append(request.url))
        page.on("pageerror", lambda error: watched.errors.append(str(error)))
        page.on(
            "console",
            lambda message: watched.errors.append(message.text) if message.type in {"error", "warning"} else None,
        )
        page.on("dialog", lambda dialog: (watched.dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri() + fragment)
        if ready:
            page.wait_for_selector("html[data-ready]", state="attached", timeout=30_000)
        opened.append(watched)
        return watched

    yield start
    for watched in opened:
        watched.assert_clean()
    for context in contexts:
        context.close()
