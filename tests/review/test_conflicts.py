from __future__ import annotations

from decimal import Decimal

import pytest
from tests.review.conftest import Reviewer

from regiongraf.review.session import Decision, Refusal, Session

BULLET_TABLE = (
    "Bidrag från Region Norrskog 2023\n\nMottagare            Belopp, kr\nTeater Tallen        95 000\n"
    "Dans i Skog          40 000\nSumma                140 000\n"
)


TWICE = "Skogsbuss AB ägs av Region Norrskog (60 %). I planen ägs Skogsbuss AB av Region Norrskog (55 %).\n"


def kinds(session: Session) -> list[str]:
    return [conflict.kind for conflict in session.conflicts]


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        (
            "Skogsbuss AB ägs av Region Norrskog (60 %). I planen ägs Skogsbuss AB av Region Norrskog (55 %).",
            "shares",
            "Olika andelar: Region Norrskog i Skogsbuss AB, 55 % och 60 %",
        ),
        (
            "Skogsbuss AB ägs av Region Norrskog (60 %) och Lillviks kommun (45 %).",
            "sum",
            "Ägarandelarna i Skogsbuss AB är tillsammans 105 %",
        ),
        (
            (
                "Skogsbuss AB ägs av Region Norrskog (60 %).\n\n"
                "Genom sitt helägda bolag Norrskogs Hus AB äger Region Norrskog 24 procent av Skogsbuss AB."
            ),
            "directness",
            "Region Norrskog äger Skogsbuss AB direkt på ett ställe och genom en annan på ett annat",
        ),
        (
            "Skogsbuss AB ägs av Region Norrskog.\n\nSkogsbuss AB ägs av Region Norrskog genom Norrskogs Hus AB.",
            "directness",
            "Region Norrskog äger Skogsbuss AB direkt på ett ställe och genom en annan på ett annat",
        ),
        (
            (
                "Region Norrskog gav 95 000 kronor till Teater Tallen.\n\n"
                "Region Norrskog gav 95 000 kronor till Granens AB."
            ),
            "recipient",
            "Samma belopp, 95 000 kr, till olika mottagare: ",
        ),
        (
            "Skogsbuss AB ägs av två kommuner. Bolaget ägs av Lillviks kommun, Bergtulls kommun och Granviks kommun.",
            "number",
            "Skogsbuss AB: 2 anges, 3 namnges",
        ),
    ],
)
def test_what_does_not_go_together_is_told_before_anything_is_decided(
    review: Reviewer, words: str, kind: str, said: str
) -> None:
    session = review(words + "\n")
    found = [conflict.said.sv.replace("\u00a0", " ") for conflict in session.conflicts if conflict.kind == kind]
    assert len(found) == 1, [(i.draft.kind, i.draft.names, i.draft.values) for i in session.items]
    assert found[0].startswith(said)


def test_rows_that_do_not_add_up_to_the_printed_total_are_told(review: Reviewer) -> None:
    session = review(BULLET_TABLE)
    (conflict,) = [conflict for conflict in session.conflicts if conflict.kind == "total"]
    assert conflict.said.sv.replace("\u00a0", " ").startswith("Tabellens rader är tillsammans 135 000 kr")
    assert len(conflict.items) == 2


@pytest.mark.parametrize(
    "words",
    [
        "Skogsbuss AB ägs av Region Norrskog (60 %) och Lillviks kommun (40 %).",
        "Skogsbuss AB ägs av Region Norrskog (60 %). Region Norrskog äger 60 procent av Skogsbuss AB.",
        "Skogsbuss AB ägs av Region Norrskog. Skogsbuss AB ägs av Region Norrskog till 60 procent.",
        "Skogsbuss AB ägs av två kommuner. Skogsbuss AB ägs av Lillviks kommun och Bergtulls kommun.",
    ],
)
def test_what_goes_together_is_no_contradiction(review: Reviewer, words: str) -> None:
    assert kinds(review(words + "\n")) == []


def test_a_contradiction_with_what_is_decided_is_told_and_settled_by_a_rank(review: Reviewer) -> None:
    session = review(
        "Skogsbuss AB ägs av Region Norrskog (60 %). I planen ägs Skogsbuss AB av Region Norrskog (55 %).\n"
    )
    first, second = (item.key for item in sorted(session.items, key=lambda item: item.candidate.start))
    session.accept(first)
    (conflict,) = session.conflicts
    assert conflict.records == ("ownership/skogsbuss-ab-region-norrskog",)
    assert conflict.items == (second,)
    session.rank(conflict.records[0], conflict.items)
    assert session.conflicts == []
    text = (session.shelf.facts / "skog/facts.toml").read_text(encoding="utf-8")
    assert text.count('rank = "Preferred"') == text.count('rank = "Deprecated"') == 1
    assert text.count("conflicts_with = [") == 2


def test_a_rejected_reading_takes_its_contradiction_with_it(review: Reviewer) -> None:
    session = review(
        "Skogsbuss AB ägs av Region Norrskog (60 %). I planen ägs Skogsbuss AB av Region Norrskog (55 %).\n"
    )
    assert kinds(session) == ["shares"]
    session.reject(session.conflicts[0].items[0])
    assert kinds(session) == []


SUM = "Skogsbuss AB ägs av Region Norrskog (60 %) och Lillviks kommun (45 %).\n"
NUMBER = "Skogsbuss AB ägs av två kommuner. Bolaget ägs av Lillviks kommun, Bergtulls kommun och Granviks kommun.\n"


@pytest.mark.parametrize(("words", "kind"), [(SUM, "sum"), (BULLET_TABLE, "total"), (NUMBER, "number")])
def test_what_does_not_add_up_is_accepted_as_it_stands_and_noted(review: Reviewer, words: str, kind: str) -> None:
    session = review(words)
    (conflict,) = session.conflicts
    session.stand(kind, [*conflict.items, *conflict.records])
    assert session.conflicts == []
    assert {item.verdict.state for item in session.items if item.key in conflict.items} == {"accepted"}
    (seen,) = (located.record for located in session.decisions.seen)
    assert seen.conflict == kind
    assert seen.said == conflict.said.sv
    assert {item.verdict.record for item in session.items if item.key in conflict.items} <= set(seen.records)
    assert kinds(review(words)) == []
    session.undo()
    assert kinds(session) == [kind]


def test_a_sum_that_was_seen_comes_back_when_one_more_takes_part(review: Reviewer) -> None:
    session = review(SUM)
    (conflict,) = session.conflicts
    session.stand("sum", conflict.items)
    names = {"owner": [{"new": "Bergtulls kommun"}], "owned": [{"name": "Skogsbuss AB"}]}
    session.add(0, 12, Decision("ownership", names, {"share": Decimal(5)}))
    (again,) = session.conflicts
    assert "110" in again.said.sv
    assert len(again.records) == 3


@pytest.mark.parametrize("kind", ["shares", "sum"])
def test_only_what_is_there_and_has_no_one_wrong_stands(review: Reviewer, kind: str) -> None:
    session = review(TWICE)
    (conflict,) = session.conflicts
    with pytest.raises(Refusal, match="settled already"):
        session.stand(kind, conflict.items)
    assert kinds(session) == ["shares"]
