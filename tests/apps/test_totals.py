"""`regiongraf totals`, as it is typed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

PURSE = Path(__file__).parents[1] / "sums" / "purse"


@pytest.fixture(scope="module")
def purse(desk_of: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A workspace with the made-up ledger in it, built; no test changes its facts."""
    desk = desk_of(tmp_path_factory.mktemp("purse") / "workspace")
    assert desk.run("init", str(desk.root)).code == 0
    shutil.rmtree(desk.path("facts"))
    shutil.copytree(PURSE, desk.path("facts"))
    built = desk.run("build")
    assert built.code == 0, built.err
    return desk


def test_sums_are_told_with_what_stands_beside_them_and_how_to_open_one(purse: Any) -> None:
    told = purse.run("totals", "--by", "place", "--by", "year", "--stage", "paid", "--lang", "en")
    assert told.code == 0, told.err
    assert told.out.startswith("How much money, by place and period, paid?")
    assert "SEK\u00a0300" in told.out
    assert "`--open NO`" in told.out
    swedish = purse.run("totals", "--by", "plats", "--by", "år", "--stage", "utbetald", "--lang", "sv")
    assert swedish.out.startswith("Hur mycket pengar, per plats och tid, utbetald?")
    assert "2022–2024" in swedish.out
    assert "1\u00a0000\u00a0kr" in purse.run("totals", "--lang", "sv").out


def test_a_row_opens_into_its_items_with_where_each_stands(purse: Any) -> None:
    told = purse.run("totals", "--by", "recipient", "--to", "folkhögskolan", "--open", "1", "--lang", "sv")
    assert told.code == 0, told.err
    assert told.out.startswith("Folkhögskolan · utbetald · 45\u00a0kr\n")
    assert "funding/till-skolan" in told.out
    assert "ledger 170–175" in told.out
    assert "ledger: Kassaboken (2025-06-30)" in told.out
    every = json.loads(purse.run("totals", "--open", "all", "--format", "json").out)
    assert len(every["rows"]) == 24


def test_roll_up_is_said_above_the_answer(purse: Any) -> None:
    told = purse.run("totals", "--by", "funder", "--roll-up", "agencies", "--lang", "en").out
    assert "(state agencies count as the State)" in told.splitlines()[0]
    assert "Vägverket" not in told
    assert "Vägverket" in purse.run("totals", "--by", "funder", "--roll-up", "enheter").out


def test_the_other_options_are_those_of_ask(purse: Any) -> None:
    shown = purse.run("totals", "--show", "--as-of", "2025-01-01")
    assert shown.out.startswith("# --as-of 2025-01-01\nPREFIX")
    purse.write("fetch.rq", purse.run("totals", "--show").out)
    assert purse.run("query", str(purse.path("fetch.rq"))).code == 0
    explained = purse.run("totals", "--to", "Folkhögskolan", "--explain").out
    assert "are never added to" in explained
    assert "funding/till-skolan: ledger 170–175\n    stated · normal" in explained
    day = purse.run("totals", "--as-of", "1900-01-01", "--format", "csv")
    assert "Unknown on 1900-01-01" in day.err
    assert purse.run("totals", "--by", "year", "--format", "md").out.startswith("| No. | Period |")


@pytest.mark.parametrize(
    ("typed", "en", "sv"),
    [
        (("--open", "x"), "is no row", "är ingen rad"),
        (("--open", "0"), "is no row", "är ingen rad"),
        (("--open", "99"), "there is no row 99", "det finns ingen rad 99"),
        (("--by", "year", "--by", "år"), "stands twice", "står två gånger"),
        (("--to", "Ingen"), "nothing is called", "inget heter"),
        (("--stage", "betald"), "nothing is called", "inget heter"),
        (("--as-of", "i går"), "is no day", "är ingen dag"),
        (("--endpoint", "http://127.0.0.1:9/query"), "cannot be reached", "kan inte nås"),
    ],
)
def test_what_cannot_be_summed_is_refused_in_either_language(
    purse: Any, typed: tuple[str, ...], en: str, sv: str
) -> None:
    purse.run("totals", *typed).refused(en)
    purse.run("totals", *typed, "--lang", "sv").refused(sv)


def test_an_endpoint_gives_the_same_sums(purse: Any, oxigraph: str) -> None:
    assert purse.run("load", "--endpoint", oxigraph).code == 0
    for asked in (("totals", "--by", "funder"), ("totals", "--open", "all"), ("totals", "--as-of", "2025-01-01")):
        here, there = purse.run(*asked), purse.run(*asked, "--endpoint", oxigraph)
        assert (there.code, there.out) == (0, here.out), there.err
