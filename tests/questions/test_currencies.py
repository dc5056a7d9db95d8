"""Money in several currencies, from the records to every answer: each shown with its own, and none added to another."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib

from regiongraf.build import compose
from regiongraf.dataset import Dataset
from regiongraf.errors import PageError
from regiongraf.facts import load
from regiongraf.figures import NBSP
from regiongraf.ontology import shapes_graph
from regiongraf.publishing.graphml import graphml
from regiongraf.publishing.things import Things
from regiongraf.questions.tables import footer, to_json, to_markdown
from regiongraf.store import Store
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.triples import Quad
from regiongraf.validation.shacl import validate
from regiongraf.view.drawing import money_svg
from regiongraf.view.money import charts
from regiongraf.vocabulary import Minter

MINTER = Minter("https://example.org/")
ASKED: list[tuple[str, tuple[str | int, ...]]] = [
    ("money-from", ("Region Gräns",)),
    ("money-to", ("Granby kommun",)),
    ("largest-grants", (1_000_000,)),
    ("grants-per-recipient", ()),
    ("rows-against-totals", ()),
    ("totals", ()),
    ("external-financing-target", ()),
    ("project", ("Bron över älven",)),
    ("approximate-figures", ()),
]


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(compose(load(Path(__file__).parent / "border"), MINTER).quads())


@pytest.fixture(scope="module")
def border(quads: list[Quad]) -> Dataset:
    return Dataset(EmbeddedStore.in_memory(quads), MINTER)


def spoken(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(("name", "arguments"), ASKED, ids=[name for name, _ in ASKED])
def test_every_question_about_money_says_which(name: str, arguments: tuple[str | int, ...], border: Dataset) -> None:
    told = spoken(to_markdown(border.ask(name, *arguments, language="en").answer))
    assert "EUR" in told
    assert "SEK 250,000" not in told
    # 900 000 kronor, 300 000.50 euro and 400 000 Norwegian kroner: no two of them stand in one figure.
    for mixed in ("1,200,000", "1,300,000", "700,000", "1,600,000", "10,000"):
        assert mixed not in told


def test_sums_below_an_answer_are_one_for_each_currency(border: Dataset) -> None:
    answer = border.ask("grants-per-recipient", language="en").answer
    lines = spoken(footer(answer)).splitlines()
    granted = [line for line in lines if line.startswith("total granted")]
    assert [line.rpartition(": ")[2] for line in granted] == ["SEK 900,000", "about EUR 300,000.50", "NOK 400,000"]
    # A row without an amount leaves the sum of its stage unknown, in whatever currency it would be.
    assert "paid, project grant, EUR: no total: not every value is stated" in spoken(footer(answer))


def test_what_is_asked_for_in_kronor_hides_no_other_money(border: Dataset) -> None:
    shown = [row["amount"] for row in border.ask("largest-grants", 1_000_000).rows]
    assert len(shown) == 7
    assert shown[0] == f"250{NBSP}000,50{NBSP}EUR"


def test_kronor_come_first_and_the_rest_by_currency(border: Dataset) -> None:
    currencies = [row["amount"].currency for row in border.ask("largest-grants").answer.rows]  # type: ignore[union-attr]
    assert [each for at, each in enumerate(currencies) if each not in currencies[:at]] == ["SEK", "EUR", "NOK"]


def test_json_tells_the_unit_of_each_amount_and_of_each_sum(border: Dataset) -> None:
    content = json.loads(to_json(border.ask("largest-grants").answer))
    assert content["columns"]["amount"]["unit"] is None
    assert {row["amount"]["unit"] for row in content["rows"]} == {"SEK", "EUR", "NOK"}
    assert {total["unit"] for total in content["totals"]} == {"SEK", "EUR", "NOK"}
    content = json.loads(to_json(border.ask("rows-against-totals").answer))
    assert content["columns"]["printed"]["unit"] == "EUR"
    content = json.loads(to_json(border.ask("approximate-figures").answer))
    assert (content["columns"]["value"]["unit"], content["columns"]["value"]["unit_in"]) == (None, "unit")


def test_a_frame_has_a_column_for_each_currency(border: Dataset) -> None:
    frame = border.ask("largest-grants").columns()
    kronor, euro, kroner = (
        sum((each for each in frame[name] if each is not None), Decimal(0))
        for name in ("amount", "amount_EUR", "amount_NOK")
    )
    assert (kronor, euro, kroner) == (905_000, Decimal("305900.5"), 400_000)
    assert "amount_said" not in frame
    assert [name for name in frame if name.startswith("amount")] == ["amount", "amount_EUR", "amount_NOK"]


def test_an_amount_that_nobody_states_is_of_the_currency_of_its_whole(border: Dataset) -> None:
    paid = border.totals(stage="utbetald").totals
    assert [(each.currency, each.low) for each in paid] == [("EUR", 1000)]
    # The total stands, as one of its rows has no amount; both rows are parts of it.
    assert len(paid[0].left_out) == 2


def test_statements_in_two_currencies_contradict_each_other_even_in_one_figure(border: Dataset) -> None:
    rows = [row for row in border.ask("totals").rows if row["stage"] == "avsatt"]
    assert [(row["amount"], row["unstated"], row["conflicts"]) for row in rows] == [
        ("belopp ej angivet", 1, 1),
        ("belopp ej angivet", 1, 1),
    ]


def test_columns_keep_currencies_and_loans_apart(border: Dataset) -> None:
    found = Counter((each.currency, each.is_lent, each.amount) for each in border.flows().totals().rows())
    assert found["EUR", True, Decimal(70_000)] == found["NOK", False, Decimal(400_000)] == 1
    assert found["EUR", False, Decimal("300000.5")] == found["SEK", False, Decimal(900_000)] == 1


def test_the_page_draws_a_chart_for_each_currency(border: Dataset) -> None:
    drawn = {chart.key: spoken(chart.said.en) for chart in charts(border.scene())}
    assert drawn["Granted-2024"] == "SEK 900 k"
    assert drawn["Granted-2024-EUR"] == "about EUR 300,000.50"
    assert drawn["Granted-2024-NOK"] == "NOK 400,000"
    assert drawn["Granted-2024-loan-EUR"] == "EUR 70,000"
    assert list(drawn)[:2] == ["Granted-2024", "Allocated-2024"]


def test_a_picture_is_of_one_currency(border: Dataset) -> None:
    scene = border.scene("en")
    with pytest.raises(PageError, match="currencies") as refused:
        money_svg(scene, None, "Granted", "2024")
    assert '--stage Granted --period "2024" --currency NOK' in str(refused.value)
    assert "NOK" in money_svg(scene, None, "Granted", "2024", currency="NOK")


def test_edges_and_exports_carry_the_currency(border: Dataset, quads: list[Quad]) -> None:
    edges = border.to_networkx(("funds",)).edges(data=True)
    assert {(data["amount"], data["currency"]) for *_, data in edges if "amount" in data} >= {
        (Decimal(900_000), "SEK"),
        (Decimal("250000.5"), "EUR"),
        (Decimal(400_000), "NOK"),
    }
    assert '<data key="edge_currency">NOK</data>' in "".join(graphml(Things(quads), "x"))


def test_the_gate_takes_currencies_of_the_authority_list_and_no_other(quads: list[Quad]) -> None:
    stated = rdflib.Graph().parse(data="".join(f"{s} {p} {o} .\n" for s, p, o, _ in quads), format="nt")
    assert [found for found in validate(stated, shapes_graph()) if found.severity == "error"] == []
    stated.parse(data="".join(f"{s} {p} {o} .\n" for s, p, o, _ in quads).replace("/EUR>", "/euro>"), format="nt")
    rules = {found.rule.rpartition("#")[2] for found in validate(stated, shapes_graph()) if found.severity == "error"}
    assert "FundingFlow-currency" in rules


@pytest.mark.parametrize(("name", "arguments"), ASKED, ids=[name for name, _ in ASKED])
def test_another_engine_says_the_same(
    name: str, arguments: tuple[str | int, ...], border: Dataset, other: Store
) -> None:
    there = Dataset(other, MINTER)
    ours, theirs = (to_markdown(data.ask(name, *arguments).answer) for data in (border, there))
    assert theirs == ours


@pytest.fixture(scope="module")
def other(another_engine: Callable[[list[Quad]], Store], quads: list[Quad]) -> Store:
    return another_engine(quads)
