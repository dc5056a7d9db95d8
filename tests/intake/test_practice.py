"""Practice texts: how they are read, and that those of the repository are whole."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from regiongraf.errors import DocumentError, Place
from regiongraf.intake.notation import NotationError
from regiongraf.intake.practice import Passage, passages
from regiongraf.intake.scoring import compared
from regiongraf.intake.wording import KINDS

CORPUS = Path(__file__).parent / "corpus"
PRACTICE = sorted((CORPUS / "practice").glob("*/*.toml"))

SMALL = """
[[passage]]
id = "one"
text = '''
Skogsbuss AB ägs av Region Norrskog. Bolaget samarbetar med Norrfrakt.
'''
facts = [
  "ownership | Region Norrskog | Skogsbuss AB | 60",
  "partnership | Skogsbuss | Norrfrakt",
  "funding | Region Norrskog | null | 5000",
]
same = [["Skogsbuss AB", "Bolaget", "Norrskogs bussbolag"]]
allow = [
  "ownership | Lillviks kommun | bolaget",
  "partnership | * | Region Norrskog",
  "founder | null | Skogsbuss AB",
]
"""


def read(folder: Path, *texts: str) -> list[Passage]:
    files = []
    for number, text in enumerate(texts):
        files.append(folder / f"{number}.toml")
        files[-1].write_text(text, encoding="utf-8")
    return list(passages(files))


@pytest.fixture
def one(tmp_path: Path) -> Passage:
    return read(tmp_path, SMALL)[0]


def test_a_passage_has_its_text_and_its_facts(one: Passage) -> None:
    assert one.id == "one"
    assert one.text == "Skogsbuss AB ägs av Region Norrskog. Bolaget samarbetar med Norrfrakt.\n"
    assert [each["kind"] for each in one.facts] == ["ownership", "partnership", "funding"]
    assert one.facts[0]["share"] == {"exact": Decimal(60)}


def test_several_names_of_one_body_are_one(one: Passage) -> None:
    assert one.name("Bolaget") == one.name("Norrskogs bussbolag") == one.name("SKOGSBUSS AB") == "skogsbuss"
    assert one.name("Norrfrakt AB") == "norrfrakt"
    assert one.name(None) == ""


def test_groups_that_share_a_name_are_one_body(tmp_path: Path) -> None:
    groups = '["Alfa", "Beta"], ["Gamma", "Delta"], ["Delta", "Beta", "Epsilon"]'
    text = f'[[passage]]\nid = "x"\ntext = "Alfa"\nfacts = []\nsame = [{groups}]\n'
    (found,) = read(tmp_path, text)
    assert len({found.name(name) for name in ("Alfa", "Beta", "Gamma", "Delta", "Epsilon")}) == 1
    assert found.name("Zeta") == "zeta"


def test_what_is_stated_is_kept_by_the_two_ends(one: Passage) -> None:
    assert one.stated() == {
        ("region norrskog", "skogsbuss"): {"ownership"},
        ("skogsbuss", "norrfrakt"): {"partnership"},
        ("norrfrakt", "skogsbuss"): {"partnership"},  # works both ways
    }


def test_two_kinds_between_the_same_two_are_both_stated(tmp_path: Path) -> None:
    facts = '"ownership | Region Norrskog | Skogsbuss AB", "founder | Region Norrskog | Skogsbuss"'
    (found,) = read(tmp_path, f'[[passage]]\nid = "x"\ntext = "y"\nfacts = [{facts}]\n')
    assert found.stated() == {("region norrskog", "skogsbuss"): {"ownership", "founder"}}


@pytest.mark.parametrize(
    ("kind", "subject", "object_", "free"),
    [
        ("ownership", "lillvik kommun", "skogsbuss", True),
        ("ownership", "skogsbuss", "lillvik kommun", False),  # the other way round is another claim
        ("ownership", "tallas kommun", "skogsbuss", False),
        ("founder", "lillvik kommun", "skogsbuss", False),
        ("partnership", "norrfrakt", "region norrskog", True),
        ("partnership", "region norrskog", "norrfrakt", True),
        ("partnership", "norrfrakt", "skogsbuss", False),
        ("founder", "", "skogsbuss", True),
    ],
)
def test_what_may_be_claimed_or_not(one: Passage, kind: str, subject: str, object_: str, free: bool) -> None:
    assert one.open(kind, subject, object_) is free


def test_anybody_is_no_name(tmp_path: Path) -> None:
    (found,) = read(
        tmp_path, '[[passage]]\nid = "x"\ntext = "y"\nfacts = []\nallow = ["funding | * | *", "project|A|*|5|2020"]\n'
    )
    assert found.open("funding", "anybody at all", "somebody")
    assert found.open("project", "a", "anything")
    assert not found.open("project", "b", "anything")


def test_passages_come_in_the_order_of_the_files(tmp_path: Path) -> None:
    found = read(tmp_path, SMALL, SMALL.replace('"one"', '"two"') + SMALL.replace('"one"', '"three"'))
    assert [each.id for each in found] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("old", "new", "english", "swedish"),
    [
        ("ownership | Lillviks kommun | bolaget", "ownership | Lillviks kommun", "not a claim: 'ownership",
         "inte ett påstående: 'ownership"),
        ("partnership | Skogsbuss | Norrfrakt", "partnership", "not a fact: 'partnership'",
         "inte ett faktum: 'partnership'"),
        ("Skogsbuss AB | 60", "Skogsbuss AB | sixty", "cannot read 'sixty'", "kan inte läsa 'sixty'"),
    ],
)  # fmt: skip
def test_a_line_that_does_not_parse_is_told_in_both_languages(
    tmp_path: Path, old: str, new: str, english: str, swedish: str
) -> None:
    assert old in SMALL
    with pytest.raises(NotationError) as caught:
        read(tmp_path, SMALL.replace(old, new))
    assert english in caught.value.said("en")
    assert swedish in caught.value.said("sv")
    assert caught.value.hint
    assert caught.value.hint_sv


def test_every_passage_of_the_repository_parses() -> None:
    found = list(passages(PRACTICE))
    assert PRACTICE
    assert len(found) > 500
    for each in found:
        assert each.text.strip(), each.id
        assert {one["kind"] for one in each.facts} <= set(KINDS), each.id
        assert {kind for kind, _, _ in each.allowed} <= set(KINDS), each.id


def test_every_passage_has_an_id_and_a_text_of_its_own() -> None:
    found = list(passages(PRACTICE))
    assert [name for name, count in Counter(each.id for each in found).items() if count > 1] == []
    texts = Counter(" ".join(each.text.split()) for each in found)
    assert [text for text, count in texts.items() if count > 1] == []


def test_what_is_learned_from_is_not_what_is_measured_with() -> None:
    learned = {" ".join(each.text.split()) for each in passages(PRACTICE)}
    measured = {" ".join(each.text.split()) for each in passages(sorted((CORPUS / "test-set").glob("*.toml")))}
    assert measured
    assert not learned & measured


def test_names_of_the_repository_are_compared_as_the_scorer_compares_them() -> None:
    for each in passages(PRACTICE):
        for name, first in each.one.items():
            assert each.one[first] == first, each.id
            assert compared(name) == name, (each.id, name)


@pytest.mark.parametrize("content", [None, "[[passage", "[[text]]\n"])
def test_a_file_without_practice_texts_is_named(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "missing.toml"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(DocumentError) as refused:
        list(passages([file]))
    assert refused.value.place == Place(str(file))
    assert refused.value.hint
