"""Answers as frames of pandas and polars, in the libraries themselves: figures exact, one unit in each column."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import Any

import pytest

import regiongraf
from regiongraf.dataset import Dataset, Result
from regiongraf.errors import MissingPart


@pytest.fixture(scope="module")
def report() -> Dataset:
    return regiongraf.open("demo")


@pytest.fixture(params=["pandas", "polars"])
def library(request: pytest.FixtureRequest) -> str:
    name = str(request.param)
    pytest.importorskip(name, reason=f"{name} is not installed: docs/dependencies.md says why")
    return name


def framed(result: Result, library: str) -> Any:
    return result.to_pandas() if library == "pandas" else result.to_polars()


def values(frame: Any, name: str) -> list[Any]:
    return list(frame[name].to_list())


def test_figures_are_exact_and_apart_from_words(report: Dataset, library: str) -> None:
    frame = framed(report.ask("who-owns", "Almi Mitt AB"), library)
    assert values(frame, "share") == [Decimal(51), Decimal("24.5"), Decimal("24.5")]
    assert sum(values(frame, "share")) == 100
    frame = framed(report.ask("largest-grants"), library)
    assert max(values(frame, "amount")) == Decimal(15_000_000)
    assert all(isinstance(each, Decimal) for each in values(frame, "amount"))


def test_what_is_not_stated_is_a_gap_with_words_beside_it(report: Dataset, library: str) -> None:
    frame = framed(report.ask("who-owns", "Bizmaker AB"), library)
    assert set(values(frame, "share_said")) == {"andel ej angiven"}
    assert not [each for each in values(frame, "share") if isinstance(each, Decimal)]


def test_a_frame_has_a_row_for_each_row(report: Dataset, library: str) -> None:
    for result in (report.totals("recipient", "year"), report.ask("cross-holdings"), report.ask("indicators")):
        frame = framed(result, library)
        assert frame.shape == (len(result), len(result.columns()))


@pytest.mark.parametrize("name", ["pandas", "polars"])
def test_without_the_library_it_is_told_what_to_install(
    report: Dataset, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingPart, match=f"a {name} frame needs {name}") as missing:
        framed(report.ask("who-owns", "Almi Mitt AB"), name)
    assert f"pip install {name}" in str(missing.value.hint)
    assert "pip install" in str(missing.value.hint_sv)
