"""Which of several sums is whose: in one sentence, around “respektive”, and in the next sentence."""

import pytest

from regiongraf.intake import text
from regiongraf.intake.gifts import sum_between
from regiongraf.intake.lexer import Token, tokens
from regiongraf.intake.pipeline import read_document


def named(sentence: str) -> tuple[list[Token], int, int]:
    """The tokens of a sentence whose giver is called Gg and whose receiver Rr; other bodies begin with X."""
    found = tokens(sentence)
    for token in found:
        if token.text in ("Gg", "Rr") or token.text.startswith("Xx"):
            token.kind = "org"
    places = {token.text: index for index, token in enumerate(found)}
    return found, places["Gg"], places["Rr"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Rr har fått 1 950 000 kronor från Xx och 400 000 kronor från Gg", 400_000),
        ("Rr har fått 1 950 000 kronor från Gg och 400 000 kronor från Xx", 1_950_000),
        ("Gg ger 5 miljoner kronor till Xx och 3 miljoner kronor till Rr", 3_000_000),
        ("Därutöver gav Gg 12,3 miljoner kronor och Xx 2,5 miljoner kronor till Rr", 12_300_000),
        ("Därutöver gav Xx 12,3 miljoner kronor och Gg 2,5 miljoner kronor till Rr", 2_500_000),
        ("Gg går in med 1,5 miljoner kronor per år i Rr, totalt sex miljoner kronor", 6_000_000),
        ("Gg beviljar Rr 20 000 kronor och Xx 85 000 kronor", 20_000),
        ("Gg beviljar Xx 20 000 kronor och Rr 85 000 kronor", 85_000),
    ],
)
def test_each_gift_has_its_own_sum(sentence: str, wanted: int) -> None:
    found = sum_between(*named(sentence))
    assert found is not None
    assert found.value == wanted


def flows(shown: str) -> list[tuple[str | None, str | None, int | None]]:
    found = read_document(text.document("t", shown), ()).candidates
    return [(c.subject, c.object, None if c.amount is None else int(c.amount)) for c in found if c.kind == "funding"]


def test_the_next_sentence_tells_the_sum() -> None:
    assert flows("Skogsmuseet AB finansieras av Vinnova. Stödet är 10 000 000 kr.") == [
        ("Vinnova", "Skogsmuseet AB", 10_000_000)
    ]


def test_the_next_sentence_deals_sums_out_in_order() -> None:
    shown = (
        "Skogsmuseet AB får verksamhetsstöd av Region Norrskog, Lillviks kommun och Statens kulturråd. "
        "År 2023 uppgick stöden till 1,6 miljoner, 900 000 respektive 550 000 kronor."
    )
    assert set(flows(shown)) == {
        ("Region Norrskog", "Skogsmuseet AB", 1_600_000),
        ("Lillviks kommun", "Skogsmuseet AB", 900_000),
        ("Statens kulturråd", "Skogsmuseet AB", 550_000),
    }


def test_what_several_get_together_is_nobodys_own() -> None:
    shown = (
        "Skogsmuseet AB finansieras av Region Norrskog och Lillviks kommun. Bidragen är sammanlagt 5 miljoner kronor."
    )
    assert {amount for _, _, amount in flows(shown)} == {None}
