"""Pairs of bodies and their traits, on made-up text."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from regiongraf.intake import Candidate, text
from regiongraf.intake.pairs import MANY, Pair, Scene, pairs, spoken_of
from regiongraf.intake.pipeline import read_document
from regiongraf.intake.relations import NOTHING
from regiongraf.intake.sentence import Sentence

OWNED = "Skogsbuss AB, Norrfrakt AB (20 %) och Tallvatten AB ägs sedan 2019 av Region Norrskog."


def seen(words: str) -> list[tuple[Scene, list[Pair]]]:
    """Every sentence of a text that may say something, with its pairs."""
    found: list[tuple[Scene, list[Pair]]] = []

    def watch(sentence: Sentence, said: Sequence[Candidate]) -> None:
        found.append((Scene(sentence), list(pairs(sentence))))

    read_document(text.document("text", words.strip() + "\n"), (), watch=watch, model=NOTHING)
    return found


def last(words: str) -> list[Pair]:
    return seen(words)[-1][1]


def ends(found: Sequence[Pair]) -> set[tuple[str, str]]:
    return {(pair.subject.name, pair.object.name) for pair in found}


def traits(found: Sequence[Pair], subject: str, object_: str) -> set[str]:
    """The traits of the only pair of two bodies."""
    (pair,) = (pair for pair in found if (pair.subject.name, pair.object.name) == (subject, object_))
    return {trait for part in pair.traits for trait in part}


def runs(words: str) -> set[tuple[str, ...]]:
    """The lists of a sentence by the names in them."""
    scene = seen(words)[-1][0]
    name = {mention.index: mention.entity.name for mention in scene.mentions}
    return {tuple(name[index] for index in mention.run) for mention in scene.mentions}


def test_names_with_commas_figures_and_joins_between_are_one_list() -> None:
    assert runs(OWNED) == {("Skogsbuss AB", "Norrfrakt AB", "Tallvatten AB"), ("Region Norrskog",)}


@pytest.mark.parametrize(
    "words",
    [
        "Skogsbuss AB ägs till lika delar av Lillviks kommun samt Region Norrskog.",
        "Skogsbuss AB ägs av Lillviks kommun med 50 procent och av Region Norrskog med 50 procent.",
        "Skogsbuss AB is owned by Lillviks kommun (50 %) and Region Norrskog (50 %).",
    ],
)
def test_owners_are_one_list_and_the_owned_another(words: str) -> None:
    assert runs(words) == {("Skogsbuss AB",), ("Lillviks kommun", "Region Norrskog")}


def test_a_verb_between_two_names_parts_lists() -> None:
    parted = runs("Lillviks kommun äger Skogsbuss AB medan Region Norrskog äger Tallvatten AB.")
    assert parted == {("Lillviks kommun",), ("Skogsbuss AB",), ("Region Norrskog",), ("Tallvatten AB",)}


def test_every_two_bodies_of_a_sentence_are_a_pair_in_both_orders() -> None:
    names = {"Skogsbuss AB", "Norrfrakt AB", "Tallvatten AB", "Region Norrskog"}
    found = last(OWNED)
    assert ends(found) == {(one, other) for one in names for other in names if one != other}
    assert len(found) == 12


def test_a_body_makes_no_pair_with_itself() -> None:
    found = last("Skogsbuss AB äger Tallvatten AB, och Skogsbuss AB äger Norrfrakt AB.")
    assert all(pair.subject.name != pair.object.name for pair in found)
    assert len([pair for pair in found if pair.subject.name == "Skogsbuss AB"]) == 4  # named twice, two others


def test_bodies_of_a_long_list_are_paired_with_those_outside_only() -> None:
    names = [f"{name} kommun" for name in ("Lillviks", "Tallås", "Bergtulls", "Ekåsa", "Alunda", "Rödviks", "Gransele")]
    assert len(names) > MANY
    shorter = f"Skogsbuss AB ägs av {', '.join(names[:-2])} och {names[-2]}."
    longer = f"Skogsbuss AB ägs av {', '.join(names[:-1])} och {names[-1]}."
    assert (names[0], names[1]) in ends(last(shorter))
    outside = {(name, "Skogsbuss AB") for name in names}
    assert ends(last(longer)) == outside | {(other, one) for one, other in outside}


def test_a_sentence_is_paired_with_the_body_of_the_one_before() -> None:
    found = last("Teater Tallen AB spelar för barn i hela länet. Den största ägaren heter Lillviks kommun.")
    assert ends(found) == {("Teater Tallen AB", "Lillviks kommun"), ("Lillviks kommun", "Teater Tallen AB")}
    for pair in found:
        here = pair.right if pair.subject.name == "Teater Tallen AB" else pair.left
        outside = pair.left if here is pair.right else pair.right
        assert outside is None
        assert here is not None
        assert here.entity.name == "Lillviks kommun"
    told = traits(found, "Teater Tallen AB", "Lillviks kommun")
    assert "TO topic sentence 0 0" in told
    assert "TO before OWNER" in told


def test_a_sentence_is_paired_with_the_body_of_its_heading() -> None:
    owner = "Ägare är Lillviks kommun och Region Norrskog med hälften var."
    assert "TS topic sentence 0 0" in traits(last(f"Tallvatten AB\n\n{owner}"), "Lillviks kommun", "Tallvatten AB")
    others = "Skogsbuss AB kör. Norrfrakt AB lastar. Teater Tallen AB spelar."
    found = last(f"Tallvatten AB\n\n{others} {owner}")
    assert "TS topic heading 0" in traits(found, "Lillviks kommun", "Tallvatten AB")
    assert "TS topic sentence 2 0" in traits(found, "Lillviks kommun", "Skogsbuss AB")


def test_a_body_four_sentences_back_is_no_topic() -> None:
    others = "Skogsbuss AB kör. Norrfrakt AB lastar. Teater Tallen AB spelar. Ekfonden AB sparar."
    # Named twice, the municipality is what the document names most.
    found = last(f"Om vården. {others} Ägare är Lillviks kommun, Lillviks kommun och Region Norrskog.")
    topics = {pair.subject.name for pair in found if pair.left is None}
    assert topics == {"Norrfrakt AB", "Teater Tallen AB", "Ekfonden AB"}


def test_part_of_a_longer_name_is_no_topic_beside_it() -> None:
    words = "Tallvik växer. Tallvik Energi AB bygger. Ägarkretsen är liten, och där märks Region Norrskog."
    topics = {pair.subject.name for pair in last(words) if pair.left is None}
    assert topics == {"Tallvik Energi AB"}


def test_what_the_line_with_a_colon_speaks_of_is_told_below_it() -> None:
    found = last("Tallvatten AB sköter vattnet. Våra ägare:\n\nLillviks kommun bygger nytt vid ån varje år.\n")
    assert "TS lead OWNER" in traits(found, "Lillviks kommun", "Tallvatten AB")


def test_without_a_word_that_speaks_of_a_relation_there_is_no_pair() -> None:
    assert last("Skogsbuss AB ligger nära Region Norrskog.") == []
    # That they are companies, or that somebody speaks, tells of no relation either.
    assert last("Ordförande i bolaget Skogsbuss AB träffar Region Norrskog.") == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Skogsbuss AB ägs av flera kommuner och av Region Norrskog.", "kommuner"),
        ("Skogsbuss AB ägs av Anna Granlund och av Region Norrskog.", "Anna"),
        ("Skogsbuss AB ägs av kommunen och av Region Norrskog.", "kommunen"),
        ("Skogsbuss AB, VERKSAMHETSBERÄTTELSE, ägs av Region Norrskog.", "VERKSAMHET"),
    ],
)
def test_what_has_no_name_of_its_own_is_no_end(words: str, name: str) -> None:
    found = ends(last(words))
    assert ("Region Norrskog", "Skogsbuss AB") in found
    assert not any(name in end for pair in found for end in pair)


def test_short_names_in_capitals_are_ends() -> None:
    assert ("Region Norrskog", "SKBAB") in ends(last("Bolaget SKBAB ägs av Region Norrskog."))


def test_traits_tell_what_stands_before_between_and_behind() -> None:
    found = last(OWNED)
    told = traits(found, "Region Norrskog", "Tallvatten AB")
    assert {"order OS", "between OWNED", "OS between OWNED", "OS between #year", "w OWNED"} <= told
    assert {"S is region", "S prep av", "S as org", "O is company", "O of 3", "kinds region > company"} <= told
    assert "OS between OWNED region > company" in told
    turned = traits(found, "Tallvatten AB", "Region Norrskog")
    assert {"order SO", "SO between OWNED", "O prep av"} <= turned
    within = traits(found, "Skogsbuss AB", "Norrfrakt AB")
    assert {"order SO same", "SO behind OWNED"} <= within


def test_names_themselves_are_no_traits() -> None:
    for words in (OWNED, "Teater Tallen AB spelar. Ägaren heter Lillviks kommun."):
        for pair in last(words):
            told = " ".join(trait for part in pair.traits for trait in part).lower()
            assert not any(name in told for name in ("skogsb", "norrsk", "tallva", "tallen", "lillvi"))


def test_traits_that_pairs_share_are_one_object() -> None:
    # The weights of a tuple are summed once, by its identity.
    found = last(OWNED)
    assert len({id(pair.traits[0]) for pair in found}) == 1
    outside = [pair for pair in found if pair.object.name == "Region Norrskog"]
    assert len({id(pair.traits[3]) for pair in outside}) == 1


def test_traits_of_one_part_stand_in_order_and_once() -> None:
    for words in (OWNED, "Teater Tallen AB spelar. Ägaren heter Lillviks kommun."):
        for pair in last(words):
            for part in pair.traits:
                assert len(part) == len(set(part))
            # Of those made from sets: the words of the sentence, and what stands around the two.
            shared = pair.traits[3] if len(pair.traits) == 5 else pair.traits[1]
            assert list(shared) == sorted(shared)


def test_any_hash_seed_gives_the_same_pairs_and_traits() -> None:
    # Without rules, whose patterns take seconds to compile: pairs do not ask them.
    code = (
        "from importlib.resources import files\n"
        "from regiongraf.intake import pipeline, text\n"
        "from regiongraf.intake.pairs import pairs\n"
        "from regiongraf.intake.rules import book\n"
        "macros = (files('regiongraf.intake') / 'rules' / 'macros.toml').read_text(encoding='utf-8')\n"
        "pipeline.shipped = lambda: book({'macros.toml': macros})\n"
        f"words = {OWNED + ' Ägaren ger bidrag till Teater Tallen.'!r}\n"
        "show = lambda sentence, said: print([(p.subject, p.object, p.traits) for p in pairs(sentence)])\n"
        "pipeline.read_document(text.document('text', words), (), watch=show)\n"
    )
    printed = [
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
        ).stdout
        for seed in ("0", "4242")
    ]
    assert printed[0] == printed[1]
    assert b"between OWNED" in printed[0]
    assert b"GRANT" in printed[0]


def test_what_a_heading_speaks_of_is_sorted_words_and_classes() -> None:
    scene = seen("Ägare av Skogsbuss AB är Region Norrskog.")[-1][0]
    told = spoken_of(scene.tokens)
    assert list(told) == sorted(set(told))
    assert {"OWNER", "#body", "ägare"} <= set(told)


def test_a_project_without_a_name_has_pairs_of_its_own() -> None:
    found = last("Region Norrskog och Lillviks kommun deltar i projektet med var sin skog.")
    assert ("Lillviks kommun", "projektet") in ends(found)


def test_the_towns_that_a_way_runs_between_are_places() -> None:
    way = "Skogsbuss AB fick bidrag för banan mellan Härnösand och Sundsvall av Region Norrskog."
    assert not {"Härnösands kommun", "Sundsvalls kommun"} & {name for pair in ends(last(way)) for name in pair}
    acting = "Skogsbuss AB drivs i ett samarbete mellan Härnösand och Sundsvall."
    assert ("Härnösands kommun", "Sundsvalls kommun") in ends(last(acting))
