"""Classes of words that speak of relations: both languages, wildcards, and each one used by the shipped weights."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as some

from regiongraf.intake.cues import cues
from regiongraf.intake.pairs import NO_RELATION
from regiongraf.intake.relations import shipped

CLASSES: dict[str, str] = tomllib.loads((files("regiongraf.intake") / "cues.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("swedish", "english", "name"),
    [
        ("äger", "owns", "OWNS"),
        ("samägt", "co-owned", "OWNED"),
        ("delägare", "shareholders", "OWNER"),
        ("dotterbolaget", "subsidiary", "SUBSIDIARY"),
        ("moderbolag", "parent", "PARENT"),
        ("medlemmarna", "members", "MEMBER"),
        ("bildades", "founded", "FOUNDED"),
        ("samverkar", "cooperates", "COOPERATES"),
        ("tillsammans", "jointly", "TOGETHER"),
        ("avtal", "agreement", "AGREEMENT"),
        ("projektet", "project", "PROJECT"),
        ("samordnas", "coordinates", "LEADS"),
        ("deltar", "participating", "TAKES_PART"),
        ("finansieras", "financed", "FUNDS"),
        ("skänkte", "gives", "GIVES"),
        ("beviljades", "awarded", "GETS"),
        ("bidrag", "grants", "GRANT"),
    ],
)
def test_a_class_has_the_words_of_both_languages(swedish: str, english: str, name: str) -> None:
    assert name in cues(swedish)
    assert name in cues(english)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("tillerkännandet", "GETS"),  # a stem stands for every ending
        ("driftbidrag", "GRANT"),  # and a last part for every first
        ("ägarkommunernas", "OWNER"),
        ("kommunalförbundsmedlemskapet", None),  # but a stem is where a word begins
        ("säger", "PERSON"),  # which is not “äger”
        ("äg", None),
        ("trädgård", None),
        ("", None),
        ("*", None),
    ],
)
def test_a_star_stands_for_any_letters_and_nothing_else_does(word: str, name: str | None) -> None:
    assert cues(word) == ((name,) if name else ())


def test_a_dot_is_a_dot() -> None:
    assert cues("f.d.") == ("UNREAL",)
    assert cues("fxdx") == ()


def test_one_word_may_speak_for_several_classes_in_the_order_of_the_file() -> None:
    assert cues("ingår") == ("WITHIN", "AGREEMENT")
    assert cues("projektägare") == ("LEADS",)
    order = list(CLASSES)
    assert all(order.index("WITHIN") < order.index(other) for other in ("AGREEMENT",))


@pytest.mark.parametrize("name", CLASSES)
def test_every_word_of_a_class_is_found_in_it(name: str) -> None:
    words = CLASSES[name].split()
    assert words
    assert len(words) == len(set(words))
    # Classes are told from words by their capitals, all through the traits.
    assert re.fullmatch(r"[A-Z_]+", name)
    assert name.isupper()
    for word in words:
        assert word == word.lower()
        for letters in ("", "enas") if "*" in word else ("",):
            assert name in cues(word.replace("*", letters)), word


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_counts_in_the_shipped_weights(name: str) -> None:
    assert any(name in trait.split() for trait in shipped().weights)


def test_the_shipped_weights_know_no_other_class() -> None:
    ends = {"S", "O", "SO", "OS", "TS", "TO"}
    said = {word for trait in shipped().weights for word in trait.split() if word.isupper()}
    assert {word for word in said if re.fullmatch(r"[A-Z_]{2,}", word)} - ends == set(CLASSES)
    assert set(CLASSES) > NO_RELATION


@given(some.text(max_size=12))
def test_any_word_has_classes_of_the_file_each_once(word: str) -> None:
    found = cues(word)
    assert list(found) == [name for name in CLASSES if name in found]
