"""Sums of money as a user asks for them: of the report, and of a made-up county that has what the report lacks."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import regiongraf
from regiongraf.build import compose
from regiongraf.dataset import Dataset, Totals
from regiongraf.errors import AmbiguousName, CutShort, QueryError, UnknownName
from regiongraf.facts import load
from regiongraf.funding import reconcile
from regiongraf.holdings import flows
from regiongraf.questions.tables import footer, to_csv, to_json, to_markdown
from regiongraf.store import Literal, Solutions, Store
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.sums import BY, Sums, wanted
from regiongraf.sums.wanted import looked_at
from regiongraf.triples import Quad
from regiongraf.vocabulary import Minter

HERE = Path(__file__).parent
MINTER = Minter("https://example.org/")
WAYS = [(), *((name,) for name in BY), ("recipient", "year"), ("place", "purpose", "funder")]


@pytest.fixture(scope="module")
def quads() -> list[Quad]:
    return list(compose(load(HERE / "purse"), MINTER).quads())


@pytest.fixture(scope="module")
def purse(quads: list[Quad]) -> Dataset:
    return Dataset(EmbeddedStore.in_memory(quads), MINTER)


@pytest.fixture(scope="module")
def report_data() -> Dataset:
    return regiongraf.open("demo")


def told(found: Totals, *columns: str) -> set[tuple[object, ...]]:
    """Some columns of the rows, as a reader sees them."""
    return {tuple(row[column] for column in columns) for row in found.rows}


# ── The same sums as a golden text: `pytest tests/questions tests/sums --update-goldens` writes it anew ──

GOLDEN = {
    "by-place-and-year": (("place", "year"), {}),
    "by-funder": (("funder",), {}),
    "by-funder-agencies-as-the-state": (("funder",), {"roll_up": "agencies"}),
    "paid-by-recipient": (("recipient",), {"stage": "utbetald"}),
    "by-purpose-and-instrument": (("purpose", "instrument"), {}),
    "to-the-municipality": (("activity",), {"recipient": "Ånge kommun"}),
}


@pytest.mark.parametrize("name", sorted(GOLDEN))
@pytest.mark.parametrize("which", ["report", "purse"])
def test_sums_are_the_golden_ones(
    name: str, which: str, report_data: Dataset, purse: Dataset, request: pytest.FixtureRequest
) -> None:
    by, more = GOLDEN[name]
    if which == "purse" and "recipient" in more:
        more = {"recipient": "Granby kommun"}
    found = (purse if which == "purse" else report_data).totals(*by, **more)
    parts = [f"# {found.answer.question.summary}\n", repr(found), footer(found.answer)]
    if name in {"by-funder", "to-the-municipality"}:
        opened = found.open()
        parts += ["", repr(opened), footer(opened.answer)]
    text = "\n".join(parts)
    golden = HERE / "golden" / f"{which}-{name}.md"
    if request.config.getoption("--update-goldens", default=False):
        golden.write_text(f"{text}\n", encoding="utf-8")
    assert f"{text}\n" == golden.read_text(encoding="utf-8"), "`--update-goldens` writes it anew"


# ── Each sum opens into what it is made of ──


@pytest.mark.parametrize("by", WAYS, ids=str)
@pytest.mark.parametrize("roll_up", [None, "agencies", "units"])
def test_what_counts_in_an_opened_sum_comes_to_the_sum(
    purse: Dataset, by: tuple[str, ...], roll_up: str | None
) -> None:
    found = purse.totals(*by, roll_up=roll_up)
    for row, total in enumerate(found.totals, 1):
        items = found.open(row)
        counted = [each for each in items.rows if each["counts"].partition(",")[0] == "räknas"]
        contested = [each for each in items.rows if each["counts"].startswith("motsägs")]
        assert len(counted) + len(contested) == len(total.counted)
        certain = sum((each["amount"] for each in counted), Decimal(0))
        if not contested:
            assert certain == total.amount
        else:
            assert certain <= total.low <= total.high
        assert {each["item"] for each in items.rows} == {
            f"funding/{id_.rpartition('/')[2]}"
            for id_ in (*total.counted, *total.not_stated, *(out.flow for out in total.left_out), *total.through_groups)
        }


@pytest.mark.parametrize("by", WAYS, ids=str)
def test_every_flow_is_in_one_sum_and_has_its_evidence(purse: Dataset, by: tuple[str, ...]) -> None:
    found = purse.totals(*by)
    placed = Counter(
        id_ for each in found.totals for id_ in (*each.counted, *each.not_stated, *(out.flow for out in each.left_out))
    )
    assert set(placed.values()) == {1}
    assert len(placed) == 24  # every flow of the ledger but the one that a reviewer dropped
    for row in found.open().answer.rows:
        statement = row["statement"]
        assert statement is not None
        assert found.open().answer.provenance[statement].evidence  # type: ignore[index]
    assert not any("forkastad" in id_ for id_ in placed)


def test_nothing_counts_twice_under_one_key(purse: Dataset) -> None:
    by_stage = {(row["stage"], row["recurrence"], row["lent"]): row["amount"] for row in purse.totals().rows}
    assert by_stage["beviljad", None, None] == 1000  # not its part, nor the part of that
    assert by_stage["utbetald", "årlig", None] == 40
    assert by_stage["utbetald", None, "lån"] == 500
    assert by_stage["budgeterad", None, None] == 200
    assert by_stage["skede ej angivet", None, None] == "belopp ej angivet"


def test_a_printed_total_gives_way_to_its_rows_unless_one_has_no_amount(purse: Dataset) -> None:
    rows = {row["item"]: row["counts"] for row in purse.totals("place").open().rows}
    assert rows["funding/tryckt"] == "räknas inte: tryckt summa av rader som räknas"
    assert rows["funding/rad-ett"] == rows["funding/rad-tva"] == "räknas"
    assert rows["funding/tryckt-med-lucka"] == "räknas"
    assert rows["funding/rad-med"] == "räknas inte: del av en post som räknas"


def test_several_years_and_several_places_are_one_row_and_never_divided(purse: Dataset) -> None:
    years = told(purse.totals("year", stage="utbetald"), "year", "amount")
    assert ("2022-01-01/2024-12-31", 300) in years
    places = {row["place"]: (row["amount"], row["precision"]) for row in purse.totals("place", stage="utbetald").rows}
    assert places["Granby (område) + Åby"] == (300, "minst")


def test_what_lies_in_a_place_is_of_the_place(purse: Dataset) -> None:
    def items(place: str) -> set[str]:
        return {row["item"].rpartition("/")[2] for row in purse.totals(place=place).open().rows}

    assert items("Torget") == {"torgets"}
    assert items("Åby") == {"torgets", "treariga"}
    assert "torgets" not in items("Granby (område)")
    assert {row["place"] for row in purse.totals("place", place="Åby").rows} == {"Torget", "Granby (område) + Åby"}


def test_the_money_of_a_group_is_told_beside_its_member_and_not_added(purse: Dataset) -> None:
    found = purse.totals("recipient", stage="beviljad")
    rows = {row["recipient"]: row for row in found.rows}
    assert (rows["Granby kommun"]["amount"], rows["Granby kommun"]["groups"]) == (600, 1)
    assert rows["Kommunerna"]["amount"] == 1000
    assert rows["Granby kommun"]["overlaps"] == rows["Kommunerna"]["overlaps"] == 1
    opened = {row["item"]: row["counts"] for row in found.open(int(rows["Granby kommun"]["nr"])).rows}
    assert opened["funding/hel"] == "räknas inte: gruppens, inte medlemmens"
    assert opened["funding/del"] == f"räknas, även i rad {rows['Kommunerna']['nr']}"


def test_agencies_are_the_state_and_units_the_region_only_on_request(purse: Dataset) -> None:
    def paid(**more: str) -> dict[str, object]:
        found = purse.totals("funder", stage="utbetald", **more)
        return {row["funder"]: row["amount"] for row in found.rows if not (row["lent"] or row["recurrence"])}

    apart, state, region = paid(), paid(roll_up="agencies"), paid(roll_up="units")
    assert (apart["Vägverket"], apart["Folkhögskolan"]) == (25, 5)
    assert "Vägverket" not in state
    assert "Folkhögskolan" in state
    assert "Folkhögskolan" not in region
    assert "Vägverket" in region
    assert (apart["Region Exempel"], region["Region Exempel"]) == (475, 475 + 5 - 45)
    opened = {row["item"]: row["counts"] for row in purse.totals(roll_up="agencies").open().rows}
    assert opened["funding/till-verket"] == "räknas inte: mellan sådana som här är en"


def test_what_is_rolled_up_is_found_by_the_name_that_it_is_counted_as(purse: Dataset) -> None:
    (road,) = purse.totals(funder="Vägverket").rows
    assert road["amount"] == 25
    assert purse.totals(funder="Vägverket", roll_up="agencies").rows == []
    items = {row["item"] for row in purse.totals(funder="Staten", roll_up="agencies").open().rows}
    assert "funding/vagbidrag" in items


def test_contradictions_give_the_least_and_the_most(purse: Dataset) -> None:
    found = purse.totals("recipient", "year", stage="utbetald")
    rows = {(row["recipient"], row["year"][:4]): row for row in found.rows}
    assert rows["Furuby kommun", "2021"]["amount"] == "[10, 20]"
    assert rows["Furuby kommun", "2020"]["amount"] == rows["Granby kommun", "2020"]["amount"] == "[0, 90]"
    assert "10–20\u00a0kr" in to_markdown(found.answer)
    assert "SEK\u00a010–20" in to_markdown(purse.totals("year", language="en").answer)
    assert {row["amount"] for row in purse.totals(recipient="=SUM(A1:A9) | AB", stage="utbetald").rows} == {42}


def test_the_report_s_contradiction_about_its_grants_is_no_certain_sum(report_data: Dataset) -> None:
    (granted,) = [row for row in report_data.totals(stage="beviljad").rows if not row["lent"]]
    assert (granted["amount"], granted["precision"], granted["contested"]) == ("[10700000, 25700000]", "ungefärlig", 1)
    (paid,) = report_data.totals(stage="Paid", place="Ånge kommun (område)", language="en").rows
    assert (paid["amount"], paid["precision"], paid["flows"], paid["unstated"]) == (10_839_517, "exact", 9, 0)


def test_printed_totals_are_held_against_their_rows_as_the_mathematics_does(
    purse: Dataset, report_data: Dataset
) -> None:
    for data in (purse, report_data):
        known = {each.whole: each for each in reconcile(flows(data.store)) if each.is_total}
        answer = data.ask("rows-against-totals").answer
        assert len(answer.rows) == len(known) > 0
        for row in answer.rows:
            whole = known[row["statement"].value]
            stated = row["difference"].number if isinstance(row["difference"], Literal) else None
            assert stated == (None if whole.difference is None else -whole.difference)
            assert row["total"].number == whole.summed
            assert row["without"].number == len(whole.without_amount)
    assert {row["difference"] for row in purse.ask("rows-against-totals").rows} == {0, "belopp ej angivet"}


def test_the_ready_made_question_on_totals_gives_the_same_sums(purse: Dataset, report_data: Dataset) -> None:
    for data in (purse, report_data):
        asked = {
            (row["by"], row["instrument"], row["stage"], row["period"], row["recurrence"]): row
            for row in data.ask("totals").rows
        }
        summed = {
            (row["funder"], row["instrument"], row["stage"], row["year"], row["recurrence"]): row
            for row in data.totals("funder", "year", "instrument").rows
        }
        known = {(*key[:3], "../.." if "/" not in key[3] else key[3], key[4]): row for key, row in summed.items()}
        assert set(asked) <= set(known)
        for key, row in asked.items():
            exact = isinstance(known[key]["amount"], Decimal)
            assert row["amount"] == (known[key]["amount"] if exact else "belopp ej angivet"), key
        # It leaves out parts of a whole of another instrument, and printed totals whose rows are of other years.
        for key in set(known) - set(asked):
            assert known[key]["overlaps"] or known[key]["amount"] == "räknas inte här"


# ── In every form ──


def test_a_sum_in_json_is_exact_and_tells_its_unit_and_an_item_its_evidence(purse: Dataset) -> None:
    read = json.loads(to_json(purse.totals("place").answer))
    assert read["columns"]["amount"] == {"type": "money", "label": "Summa", "unit": "SEK"}
    assert {row["amount"].get("value") for row in read["rows"]} >= {"60", "300", "[332, 342]"}
    (item,) = json.loads(to_json(purse.totals(recipient="Folkhögskolan").open(1).answer))["rows"]
    assert item["item"]["iri"] == "https://example.org/id/funding/till-skolan"
    assert item["statement"]["evidence"][0]["start"] == 170


def test_no_spreadsheet_takes_a_recipient_for_a_formula(purse: Dataset) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(purse.totals("recipient").answer))))
    assert rows[0][:3] == ["Nr", "Mottagare", "Skede"]
    assert rows[1][1] == "'=SUM(A1:A9) | AB"
    assert r"=SUM(A1:A9) \| AB" in to_markdown(purse.totals("recipient").answer)


def test_sums_are_frames(purse: Dataset) -> None:
    columns = purse.totals("place").columns()
    assert len({len(values) for values in columns.values()}) == 1
    assert all(value is None or isinstance(value, Decimal) for value in columns["amount"])
    said = [text for text in columns["amount_said"] if text]
    assert sorted(said) == ["[332, 342]", "belopp ej angivet"]
    assert columns["amount"].count(None) == len(said)


# ── On another day ──


def test_what_was_first_stated_later_is_unknown_and_named(purse: Dataset) -> None:
    found = purse.totals("year", as_of=date(2025, 1, 1))
    assert found.answer.on is not None
    assert found.is_unknown
    later = {statement.value.rpartition("/")[2] for statement, _ in found.answer.on.later}
    assert {"arligt", "okand"} <= later  # without a period of their own
    assert "rad-ett" in {row["item"].rpartition("/")[2] for row in found.open().rows}  # of a year that was over
    assert found.open().answer.on == found.answer.on
    assert "2025-06-30" in footer(found.answer)


# ── Where it is asked wrongly ──


@pytest.mark.parametrize(
    ("by", "more", "sv", "en"),
    [
        (("colour",), {}, "'colour' är inget att summera efter", "'colour' is nothing to sum by"),
        (("year", "year"), {}, "year står två gånger", "year stands twice"),
        ((), {"roll_up": "both"}, "'both' finns inte", "there is no 'both'"),
    ],
)
def test_what_is_nothing_to_sum_by_is_refused(
    purse: Dataset, by: tuple[str, ...], more: dict[str, str], sv: str, en: str
) -> None:
    with pytest.raises(QueryError) as refused:
        purse.totals(*by, **more)  # type: ignore[arg-type]
    assert sv in refused.value.said("sv")
    assert en in refused.value.said("en")
    assert refused.value.hint


@pytest.mark.parametrize("name", ["stage", "funder", "recipient", "place"])
def test_a_name_that_nothing_has_is_refused(purse: Dataset, name: str) -> None:
    for wrong in ("Ingenstans", '"} } SELECT ?s WHERE { ?s ?p ?o } #', "http://example.org/none", ""):
        with pytest.raises(UnknownName):
            purse.totals(**{name: wrong})  # type: ignore[arg-type]


def test_a_name_that_several_have_is_refused() -> None:
    data = regiongraf.open("demo")
    with pytest.raises((UnknownName, AmbiguousName)) as refused:
        data.totals(place="Ånge")
    assert "Ånge" in refused.value.said("sv")


@pytest.mark.parametrize("row", [-1, 0, 8, 10**9])
def test_a_row_that_there_is_none_of_is_refused(purse: Dataset, row: int) -> None:
    with pytest.raises(QueryError, match=f"there is no row {row}: the answer has 7"):
        purse.totals().open(row)


@pytest.mark.parametrize("which", ["purse", "report_data"])
def test_money_of_one_end_is_the_same_without_looking_at_the_rest(
    which: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    data: Dataset = request.getfixturevalue(which)
    everything = flows(data.store)
    ends = {(name, end) for flow in everything for name in ("funder", "recipient") if (end := getattr(flow, name))}
    assert len(ends) > 5
    fewer = 0
    for name, end in sorted(ends):
        asked = wanted(data.store, data.lookup, ("year", "recipient"), **{name: end})
        alone = looked_at(data.store, asked)
        fewer += len(alone) < len(everything)
        found = Sums(data.store, data.lookup, asked).found
        with monkeypatch.context() as patched:
            patched.setattr("regiongraf.sums.answers.looked_at", lambda store, _: flows(store))
            assert Sums(data.store, data.lookup, asked).found == found
        assert found
    assert fewer == len(ends)


def test_a_dataset_without_money_has_no_sums() -> None:
    data = Dataset(EmbeddedStore.in_memory([]), MINTER)
    for by in WAYS:
        found = data.totals(*by)
        assert (found.rows, found.totals, found.open().rows) == ([], (), [])


def test_money_in_another_currency_is_neither_added_nor_called_kronor(quads: list[Quad]) -> None:
    sek, euro = (f"<http://publications.europa.eu/resource/authority/currency/{code}>" for code in ("SEK", "EUR"))
    school = f"<{MINTER.thing('funding/till-skolan')}>"
    changed = [(s, p, euro if (s, o) == (school, sek) else o, g) for s, p, o, g in quads]
    found = Dataset(EmbeddedStore.in_memory(changed), MINTER).totals(stage="utbetald", language="en")
    amounts = [row["amount"] for row in found.rows]
    assert "EUR\u00a045" in amounts
    assert "[647, 657]" in amounts
    assert "EUR\u00a045" in to_markdown(found.open().answer)
    frame = found.columns()
    assert [each for each in frame["amount_EUR"] if each] == [Decimal(45)]
    assert Decimal(45) not in frame["amount"]


# ── On every store ──


@pytest.fixture(scope="module")
def other(another_engine: Callable[[list[Quad]], Store], quads: list[Quad]) -> Store:
    """Another engine that holds the same."""
    return another_engine(quads)


def test_another_engine_gives_the_same_sums_and_items(purse: Dataset, other: Store) -> None:
    there = Dataset(other, MINTER)
    for by in WAYS:
        for roll_up in (None, "agencies", "units"):
            here, elsewhere = purse.totals(*by, roll_up=roll_up), there.totals(*by, roll_up=roll_up)
            assert elsewhere.totals == here.totals
            assert plain(elsewhere) == plain(here)
    assert plain(there.totals().open()) == plain(purse.totals().open())
    hostile = "=SUM(A1:A9) | AB"
    assert plain(there.totals(recipient=hostile)) == plain(purse.totals(recipient=hostile))
    with pytest.raises(UnknownName):
        there.totals(stage='"} } SELECT ?s WHERE { ?s ?p ?o } #')


def plain(result: object) -> list[dict[str, object]]:
    answer = result.answer  # type: ignore[attr-defined]
    return [
        {
            name: term.number.normalize() if isinstance(term, Literal) and term.number is not None else term
            for name, term in row.items()
        }
        for row in answer.rows
    ]


class Cutting:
    """A store that gives no more than ten rows at a time, as an endpoint may; only what is asked for in pages comes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.pages = 0

    def select(self, query: str) -> Solutions:
        found = self._store.select(query)
        if len(found.rows) > 10:
            raise CutShort("ten rows of more", 10, sv="tio rader av fler", hint="ask in pages", hint_sv="fråga i sidor")
        self.pages += "LIMIT" in query
        return found


def test_money_is_had_in_pages_from_a_store_that_cuts_its_answers(purse: Dataset) -> None:
    cutting = Cutting(purse.store)
    assert flows(cutting) == flows(purse.store)  # type: ignore[arg-type]
    assert cutting.pages > 2
