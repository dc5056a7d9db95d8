from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.errors import DocumentError
from regiongraf.intake import Candidate, score
from regiongraf.intake.candidate import Share, dumps
from regiongraf.intake.notation import NotationError, fact
from regiongraf.intake.scoring import load, report

GOLD = [
    fact("ownership | Region Norrskog | Skogsbuss AB | 60"),
    fact("ownership | Lillviks kommun | Skogsbuss AB | 40"),
    fact("funding | Region Norrskog | Teater Tallen | 95000 | 2023"),
]


def test_the_same_facts_score_one() -> None:
    result = score(GOLD, GOLD)
    assert result.total.f1 == 1
    assert not result.missed
    assert not result.wrong


def test_strict_and_endpoints() -> None:
    other = [GOLD[0] | {"share": {"exact": Decimal(61)}}, GOLD[1], GOLD[2] | {"period": None}]
    result = score(GOLD, other)
    assert result.total.f1 == Decimal("0.333")
    assert result.total.endpoint_f1 == 1
    assert len(result.missed) == len(result.wrong) == 2


def test_names_are_compared_without_case_legal_form_and_genitive() -> None:
    assert score([GOLD[1]], [fact("ownership | LILLVIK KOMMUN | Skogsbuss | 40")]).total.f1 == 1


def test_a_partnership_has_no_direction_and_an_ownership_has() -> None:
    pair = [fact("partnership | A-bolaget | B-bolaget")]
    assert score(pair, [fact("partnership | B-bolaget | A-bolaget")]).total.f1 == 1
    assert score([GOLD[0]], [fact("ownership | Skogsbuss AB | Region Norrskog | 60")]).total.f1 == 0


def test_a_status_makes_another_fact() -> None:
    assert score([GOLD[0]], [GOLD[0] | {"status": "planned"}]).total.right == 0


def test_kinds_without_gold_are_named_and_not_judged() -> None:
    result = score(GOLD, [*GOLD, fact("membership | A | B")])
    assert result.total.precision == 1
    assert result.not_judged == ("membership",)


def test_each_gold_fact_is_matched_once() -> None:
    assert score([GOLD[0]], [GOLD[0], GOLD[0]]).total.precision == Decimal("0.5")


def test_a_gold_fact_may_list_several_names_of_one_body() -> None:
    gold = [GOLD[0] | {"subject": ["Region Norrskog", "RN"]}]
    assert score(gold, [GOLD[0] | {"subject": "RN"}]).total.f1 == 1
    assert score(gold, [GOLD[0] | {"subject": "RS"}]).total.right == 0


def test_an_optional_fact_is_no_miss_and_no_mistake() -> None:
    gold = [GOLD[0], GOLD[1] | {"optional": "fact"}]
    assert score(gold, [GOLD[0]]).total == score(GOLD[:1], GOLD[:1]).total
    assert score(gold, GOLD[:2]).total == score(GOLD[:2], GOLD[:2]).total
    assert not score(gold, [GOLD[0]]).missed


@given(st.permutations(GOLD), st.integers(0, 3))
def test_the_order_of_facts_does_not_matter(gold: list[dict[str, object]], count: int) -> None:
    assert score(gold, GOLD[:count]).total == score(GOLD, GOLD[:count]).total


def test_a_candidate_is_one_line_of_json_with_exact_figures() -> None:
    made = Candidate(
        "ownership", "Å", "B", 0, 9, "sure", "r", share=Share(exact=Decimal("24.50")), amount=Decimal("10700000.0")
    )
    line = json.loads(made.line(), parse_float=Decimal)
    assert list(line) == [
        "kind", "subject", "object", "share", "amount", "value", "period",
        "status", "via", "approx", "start", "end", "level",
    ]  # fmt: skip
    assert line["share"] == {"exact": Decimal("24.5")}
    assert line["amount"] == 10700000
    assert "Å" in made.line()


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=4))
def test_figures_pass_through_json_unchanged(value: Decimal) -> None:
    assert json.loads(dumps({"v": value}), parse_float=Decimal, parse_int=Decimal)["v"] == value


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"kind": "ownership"}\n{"kind": \n', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"gold\.jsonl:2"):
        load(file)
    file.write_text("[1]\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="kind"):
        load(file)


def test_the_report_has_a_line_per_kind_and_level() -> None:
    lines = list(report(score(GOLD, [GOLD[0] | {"level": "sure"}])))
    assert any(line.startswith("ownership") for line in lines)
    assert any(line.startswith("sure") and "1.000" in line for line in lines)
    swedish = list(report(score(GOLD, [GOLD[0] | {"level": "sure"}]), "sv"))
    assert any(line.startswith("säker") and "1,000" in line for line in swedish)


@pytest.mark.parametrize("line", ["ownership", "ownership | A | B | many"])
def test_a_fact_line_that_does_not_parse_is_refused(line: str) -> None:
    with pytest.raises(NotationError):
        fact(line)


@pytest.mark.parametrize("key", ["period", "share", "amount", "status"])
@pytest.mark.parametrize("figures", ["", " | 50 | 2023"])
def test_an_optional_key_is_not_judged(key: str, figures: str) -> None:
    kind = "ownership" if key == "share" else "funding"
    figures = " | 50" if kind == "ownership" and figures else figures
    line = f"{kind} | Region Norrskog | Skogsbuss AB"
    given = fact(line + figures)
    # Wherever it stands in the line, it undoes what the line says.
    for open_ in (fact(f"{line}{figures} | optional-{key}"), fact(f"{line} | optional-{key}{figures}")):
        assert key not in open_
        assert open_ == {name: value for name, value in given.items() if name != key}
    other = {"share": {"exact": Decimal(7)}, "amount": Decimal(7), "status": "planned"}.get(
        key, {"start": "1999", "end": "1999"}
    )
    assert score([given], [given | {key: other}]).total.f1 == 0
    assert score([open_], [given | {key: other}]).total.f1 == 1
    assert score([open_], [given | {key: None}]).total.f1 == 1


def test_several_keys_may_be_optional_and_other_keys_are_judged_still() -> None:
    open_ = fact("funding | Region Norrskog | Teater Tallen | 95000 | 2023 | optional-period | optional-status")
    assert open_ == {"kind": "funding", "subject": "Region Norrskog", "object": "Teater Tallen", "amount": 95000}
    assert score([open_], [GOLD[2] | {"period": None, "status": "planned"}]).total.f1 == 1
    assert score([open_], [GOLD[2] | {"amount": Decimal(7)}]).total.f1 == 0


def test_a_key_that_a_kind_does_not_have_may_be_optional() -> None:
    line = "partnership | A-bolaget | B-bolaget"
    assert fact(f"{line} | optional-share | optional-amount | optional-period") == fact(line)


def test_only_known_keys_are_optional() -> None:
    with pytest.raises(NotationError, match="optional-kind"):
        fact("ownership | A | B | optional-kind")
    assert fact("ownership | A | B | optional-object")["optional"] == "object"
