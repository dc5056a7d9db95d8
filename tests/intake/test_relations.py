"""The learned reader: what it adds to the rules' findings, what it takes from them, and what it never does."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from math import isfinite

import pytest

from regiongraf.intake import Candidate, text
from regiongraf.intake.candidate import LEVELS, Share
from regiongraf.intake.explain import explain
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.pairs import Mention, Pair
from regiongraf.intake.pipeline import read_document
from regiongraf.intake.relations import (
    KINDS,
    LEARNED,
    NOTHING,
    Model,
    Scale,
    Taken,
    shipped,
    weigh,
    weighed,
    without_rivals,
)
from regiongraf.intake.sentence import Sentence

Read = Callable[[str], list[Candidate]]

SHARES = "Aktierna i Skogsbuss AB ligger i händerna på Region Norrskog (60 %) och Lillviks kommun (40 %)."
OWNERS = {f"OS before SHARE {kind} > company": {"ownership": 9.0} for kind in ("region", "municipality")}
MONEY = "Pengarna till Teater Tallen, 95 000 kronor för 2023, hämtas hos Region Norrskog."
GIVERS = {"OS before GRANT region > company": {"funding": 9.0}}
RULED = "Lillviks kommun äger Skogsbuss AB."
SAYS_SO = {"SO between OWNS municipality > company": {"ownership": 20.0}}


def model(
    weights: dict[str, dict[str, float]],
    *,
    bias: float = -5.0,
    found: dict[str, float] | None = None,
    kept: dict[str, float] | None = None,
) -> Model:
    """A tiny one, made by hand."""
    return Model(
        {trait: tuple((KINDS.index(kind), each) for kind, each in known.items()) for trait, known in weights.items()},
        (bias,) * len(KINDS),
        found or {"likely": 0.9, "check": 0.5},
        kept or {},
    )


def read(words: str, by: Model) -> list[Candidate]:
    """The candidates of a text, aliases apart."""
    found = read_document(text.document("text", words.strip() + "\n"), (), model=by).candidates
    return [candidate for candidate in found if candidate.kind != "alias"]


def claims(found: Sequence[Candidate]) -> set[tuple[str, str | None, str | None]]:
    return {(c.kind, c.subject, c.object) for c in found}


def in_sentence(words: str, run: Callable[[Sentence, Sequence[Candidate]], None]) -> None:
    """Call `run` with each sentence of a text while it is read, and with what rules found in it."""
    read_document(text.document("text", words + "\n"), (), watch=run, model=NOTHING)


def said(kind: str, subject: str, object_: str, level: str = "sure", rule: str = "some.rule") -> Candidate:
    return Candidate(kind, subject, object_, 0, 10, level, rule)


# --- the shipped model -----------------------------------------------------------------------------------------------


def test_the_shipped_model_names_just_the_kinds_in_order() -> None:
    raw = json.loads((files("regiongraf.intake") / "relations.json").read_text(encoding="utf-8"))
    assert raw["kinds"] == list(KINDS)
    assert len(shipped().bias) == len(KINDS)
    assert len(shipped().weights) == len(raw["weights"]) > 1000
    assert list(raw["weights"]) == sorted(raw["weights"])


def test_every_shipped_weight_is_a_number_of_a_kind() -> None:
    assert all(map(isfinite, shipped().bias))
    # Most pairs stand in no relation: without a trait that speaks for one, none is likely.
    assert all(each < 0 for each in shipped().bias)
    for trait, known in shipped().weights.items():
        kinds = [kind for kind, _ in known]
        assert kinds == sorted(set(kinds)), trait
        assert set(kinds) <= set(range(len(KINDS))), trait
        assert all(isfinite(each) and each for _, each in known), trait


def test_the_shipped_levels_stand_in_order_and_none_is_sure() -> None:
    assert list(shipped().found) == list(LEVELS[1:])
    assert 1.01 >= shipped().found["likely"] >= shipped().found["check"] > 0
    kept = [shipped().kept[level] for level in LEVELS if level in shipped().kept]
    assert list(shipped().kept) == list(LEVELS[:-1])
    assert kept == sorted(kept, reverse=True)
    assert all(0 <= each <= 1.01 for each in kept)


def test_the_shipped_model_reads_what_no_rule_reads(facts_of: Read, rules_of: Read) -> None:
    wanted = {
        SHARES: {("ownership", "Region Norrskog", "Skogsbuss AB"), ("ownership", "Lillviks kommun", "Skogsbuss AB")},
        "Som majoritetsägare i Skogsbuss AB tar Region Norrskog plats i valberedningen.": {
            ("ownership", "Region Norrskog", "Skogsbuss AB")
        },
        "Till Kommunalförbundet Skogsvatten hör numera Lillviks kommun, en av dess medlemmar.": {
            ("membership", "Lillviks kommun", "Kommunalförbundet Skogsvatten")
        },
        "Medlemslistan hos Kommunalförbundet Skogsvatten upptar Lillviks kommun och Tallås kommun.": {
            ("membership", "Lillviks kommun", "Kommunalförbundet Skogsvatten"),
            ("membership", "Tallås kommun", "Kommunalförbundet Skogsvatten"),
        },
    }
    new = {words: facts for words, facts in wanted.items() if not rules_of(words)}
    assert len(new) > 1
    found = {words: facts_of(words) for words in new}
    assert all(claims(found[words]) <= new[words] for words in new)
    assert sum(map(len, found.values())) > sum(map(len, new.values())) / 2
    for candidate in (each for one in found.values() for each in one):
        assert candidate.rule == f"{LEARNED}{candidate.kind}"
        assert candidate.level in LEVELS[1:]


def test_without_a_model_only_rules_read(rules_of: Read) -> None:
    assert rules_of(SHARES) == []
    assert claims(rules_of(RULED)) == {("ownership", "Lillviks kommun", "Skogsbuss AB")}


# --- what no rule gave -----------------------------------------------------------------------------------------------


def test_a_learned_owner_has_its_own_share() -> None:
    found = {c.subject: c for c in read(SHARES, model(OWNERS))}
    assert set(found) == {"Region Norrskog", "Lillviks kommun"}
    assert found["Region Norrskog"].share == Share(exact=Decimal(60))
    assert found["Lillviks kommun"].share == Share(exact=Decimal(40))
    for one in found.values():
        assert (one.kind, one.object, one.rule, one.status) == ("ownership", "Skogsbuss AB", "learned.ownership", None)
        assert one.amount is None
        assert one.period is None


def test_a_learned_gift_has_its_sum_and_its_year() -> None:
    (one,) = read(MONEY, model(GIVERS))
    assert claims([one]) == {("funding", "Region Norrskog", "Teater Tallen")}
    assert one.amount == 95_000
    assert one.period == ("2023", "2023")
    assert one.share is None


def test_one_sum_for_several_is_the_gift_of_none() -> None:
    words = "Pengarna, 95 000 kronor, till Teater Tallen och Teater Granen hämtas hos Region Norrskog."
    found = read(words, model(GIVERS))
    assert {c.object for c in found} == {"Teater Tallen", "Teater Granen"}
    assert {c.amount for c in found} == {None}
    (alone,) = read(words.replace(" och Teater Granen", ""), model(GIVERS))
    assert alone.amount == 95_000


def test_a_finding_stands_where_its_two_bodies_are_named() -> None:
    (one,) = read(MONEY, model(GIVERS))
    assert MONEY[one.start : one.end] == MONEY[MONEY.index("Teater") :].rstrip(".")


@pytest.mark.parametrize(("bias", "level"), [(-8.5, "check"), (-5.0, "likely")])
def test_the_likelier_the_higher_the_level(bias: float, level: str) -> None:
    assert [c.level for c in read(MONEY, model(GIVERS, bias=bias))] == [level]


def test_what_is_less_likely_than_the_least_level_is_left_out() -> None:
    assert read(MONEY, model(GIVERS, bias=-9.5)) == []


def test_nothing_learned_is_sure_however_likely() -> None:
    certain = model({**OWNERS, **GIVERS}, bias=20.0, found=dict(shipped().found), kept=dict(shipped().kept))
    for words in (SHARES, MONEY, "Region Norrskog och Lillviks kommun lämnar bidrag och äger Tallvatten AB ihop."):
        found = [c for c in read(words, certain) if c.rule.startswith(LEARNED)]
        assert found or words not in (SHARES, MONEY)
        assert {c.level for c in found} <= {"likely", "check"}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Det föreslås att pengarna till Teater Tallen hämtas hos Region Norrskog.", "proposed"),
        ("Pengarna till Teater Tallen ska hämtas hos Region Norrskog.", "planned"),
        ("Pengarna till Teater Tallen hämtas inte hos Region Norrskog.", "denied"),
    ],
)
def test_what_is_not_so_is_to_be_checked_however_likely(words: str, status: str) -> None:
    (one,) = read(words, model(GIVERS, bias=5.0, found={"likely": 0.99999, "check": 0.999}))
    assert (one.status, one.level) == (status, "check")


@pytest.mark.parametrize(
    ("words", "trait", "kind", "ends"),
    [
        # Nobody funds the Union, and a region is owned by nobody.
        ("Pengarna till {} hämtas hos Region Norrskog.", "OS before GRANT", "funding", ("EU", "Teater Tallen")),
        ("Ägarna till {} är Skogsbuss AB.", "OS before OWNER", "ownership", ("Region Norrskog", "Tallvatten AB")),
    ],
)
def test_a_likely_pair_that_cannot_stand_in_a_relation_is_left_out(
    words: str, trait: str, kind: str, ends: tuple[str, str]
) -> None:
    certain = model({trait: {kind: 20.0}})
    impossible, possible = (read(words.format(name), certain) for name in ends)
    assert impossible == []
    assert [(c.kind, c.object) for c in possible] == [(kind, ends[1])]


def test_a_topic_is_an_end_of_a_learned_finding() -> None:
    words = "Teater Tallen AB spelar för barn i länet. Ägarkretsen är liten, och där märks Lillviks kommun."
    by = model({"TS municipality > company OWNER": {"ownership": 9.0}})
    found = [c for c in read(words, by) if c.rule.startswith(LEARNED)]
    assert claims(found) == {("ownership", "Lillviks kommun", "Teater Tallen AB")}
    assert "topic" in found[0].flags


# --- what rules gave -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weight", "level"),
    [(6.0, "sure"), (4.0, "likely"), (1.0, "check"), (0.0, "check")],
)
def test_a_rule_keeps_the_highest_level_for_which_the_two_are_likely_enough(weight: float, level: str) -> None:
    assert [c.level for c in read(RULED, NOTHING)] == ["sure"]
    by = model({"SO between OWNS municipality > company": {"ownership": weight}}, kept={"sure": 0.5, "likely": 0.1})
    (one,) = read(RULED, by)
    assert (one.level, one.kind) == (level, "ownership")
    assert not one.rule.startswith(LEARNED)


@pytest.mark.parametrize("level", LEVELS)
def test_a_rule_is_never_raised(level: str) -> None:
    certain = model(SAYS_SO, kept={"sure": 0.001, "likely": 0.0001})
    levels: list[str] = []

    def run(sentence: Sentence, found: Sequence[Candidate]) -> None:
        given = [replace(candidate, level=level) for candidate in found]
        assert (weigh(sentence, certain).probability(("ownership", "Lillviks kommun", "Skogsbuss AB")) or 0.0) > 0.999
        levels.extend(candidate.level for candidate in weighed(sentence, given, certain))

    in_sentence(RULED, run)
    assert levels == [level]


def test_a_finding_of_other_kinds_or_without_an_end_keeps_its_level() -> None:
    doubting = model({}, bias=-5.5, kept={"sure": 0.9, "likely": 0.9})
    given = [
        said("budget", "Lillviks kommun", "Skogsbuss AB"),
        replace(said("funding", "Lillviks kommun", ""), object=None),
        said("ownership", "Ekfonden AB", "Skogsbuss AB"),  # not a pair of the sentence
    ]
    kept: list[Candidate] = []
    in_sentence(RULED, lambda sentence, _: kept.extend(weighed(sentence, given, doubting)))
    assert kept == given


def test_the_two_sides_of_a_partnership_may_stand_either_way_round() -> None:
    doubting = model({}, bias=-4.0, kept={"sure": 0.5, "likely": 0.001})
    given = [
        said("partnership", "Skogsbuss AB", "Lillviks kommun"),
        said("partnership", "Lillviks kommun", "Skogsbuss AB"),
    ]
    kept: list[Candidate] = []
    in_sentence(RULED, lambda sentence, _: kept.extend(weighed(sentence, given, doubting)))
    assert [one.level for one in kept] == ["likely", "likely"]


def test_what_a_rule_said_is_not_said_again() -> None:
    (one,) = read(RULED, model(SAYS_SO))
    assert not one.rule.startswith(LEARNED)


def test_between_two_bodies_that_a_rule_has_told_of_nothing_is_added() -> None:
    words = "Region Norrskog äger Norrfrakt AB och Norrfrakt AB äger Skogsbuss AB."
    ruled = read(words, NOTHING)
    chain = {("ownership", "Region Norrskog", "Norrfrakt AB"), ("ownership", "Norrfrakt AB", "Skogsbuss AB")}
    assert claims(ruled) == chain
    across = model({"SO between OWNS region > company": {"ownership": 12.0}})
    assert claims(read(words, across)) == chain


def test_no_model_leaves_everything_as_it_is() -> None:
    given = [said("ownership", "Lillviks kommun", "Skogsbuss AB")]
    kept: list[Candidate] = []
    in_sentence(RULED, lambda sentence, _: kept.extend(weighed(sentence, given, NOTHING)))
    assert kept == given


# --- rivals ----------------------------------------------------------------------------------------------------------


def test_a_guess_at_owners_gives_way_to_what_a_rule_read() -> None:
    guess = said("ownership", "Ekfonden AB", "Skogsbuss AB", "check", "learned.ownership")
    ruled = said("ownership", "Lillviks kommun", "Skogsbuss AB", "likely")
    assert without_rivals([guess, ruled]) == [ruled]
    assert without_rivals([ruled, guess]) == [ruled]


def test_only_a_guess_gives_way_and_only_at_owners_of_the_same_company() -> None:
    ruled = said("ownership", "Lillviks kommun", "Skogsbuss AB")
    others = [
        said("ownership", "Ekfonden AB", "Skogsbuss AB", "likely", "learned.ownership"),
        said("ownership", "Ekfonden AB", "Tallvatten AB", "check", "learned.ownership"),
        said("membership", "Ekfonden AB", "Skogsbuss AB", "check", "learned.membership"),
        said("ownership", "Ekfonden AB", "Skogsbuss AB", "check"),
    ]
    assert without_rivals([ruled, *others]) == [ruled, *others]
    guess = said("ownership", "Ekfonden AB", "Skogsbuss AB", "check", "learned.ownership")
    assert without_rivals([guess, others[0]]) == [guess, others[0]]  # no rule has read anything


def test_a_guess_of_another_sentence_gives_way_too() -> None:
    guessing = model(OWNERS, found={"likely": 1.01, "check": 0.5})
    assert {c.subject for c in read(SHARES, guessing)} == {"Region Norrskog", "Lillviks kommun"}
    found = read(f"Tallås kommun äger Skogsbuss AB. {SHARES}", guessing)
    assert {c.subject for c in found if c.object == "Skogsbuss AB"} == {"Tallås kommun"}


# --- what a sentence has room for ------------------------------------------------------------------------------------


def body(index: int, name: str) -> Mention:
    return Mention(index, Entity(name, "company"), (), (index,))


A, B, C = (body(index, name) for index, name in enumerate(("Alfa AB", "Beta AB", "Gamma AB")))
TOPIC, OTHER = Entity("Delta AB", "company"), Entity("Epsilon AB", "company")


def within(left: Mention, right: Mention) -> Pair:
    return Pair(left.entity, right.entity, left, right, ((),))


def test_the_same_two_are_in_one_relation() -> None:
    taken = Taken()
    assert taken.allows("ownership", within(A, B))
    taken.add("ownership", within(A, B))
    assert not taken.allows("ownership", within(A, B))
    assert not taken.allows("funding", within(A, B))
    assert not taken.allows("funding", within(B, A))
    assert taken.allows("ownership", within(A, C))


def test_no_body_is_at_both_ends() -> None:
    taken = Taken()
    taken.add("ownership", within(A, B))
    assert not taken.allows("ownership", within(B, C))
    assert not taken.allows("ownership", within(C, A))
    assert taken.allows("ownership", within(C, B))
    assert taken.allows("funding", within(B, C))  # another kind is another matter


def test_a_body_has_one_topic() -> None:
    taken = Taken()
    taken.add("ownership", Pair(A.entity, TOPIC, A, None, ((),)))
    assert not taken.allows("ownership", Pair(A.entity, OTHER, A, None, ((),)))
    assert taken.allows("funding", Pair(A.entity, OTHER, A, None, ((),)))
    assert taken.allows("ownership", Pair(B.entity, OTHER, B, None, ((),)))
    assert taken.allows("ownership", Pair(B.entity, TOPIC, B, None, ((),)))


def test_a_body_with_a_partner_in_the_sentence_has_none_outside() -> None:
    taken = Taken()
    taken.add("ownership", within(A, B))
    assert not taken.allows("ownership", Pair(A.entity, TOPIC, A, None, ((),)))
    assert taken.allows("ownership", Pair(C.entity, TOPIC, C, None, ((),)))


def test_of_two_directions_the_likelier_is_taken() -> None:
    both = model(
        {"OS before GRANT region > company": {"funding": 9.0}, "SO before GRANT company > region": {"funding": 8.0}}
    )
    assert claims(read(MONEY, both)) == {("funding", "Region Norrskog", "Teater Tallen")}


# --- weighing --------------------------------------------------------------------------------------------------------


def test_odds_are_the_sum_of_the_weights() -> None:
    known = model({"x": {"ownership": 1.0, "project": 0.5}, "y": {"ownership": -3.0}, "z": {"funding": 2.0}}, bias=-1.0)
    scale = Scale(known)
    shared = ("x", "nobody knows this")
    pair = Pair(A.entity, B.entity, A, B, (shared, ("y",), ("z", "x")))
    wanted = {
        "ownership": -2.0,
        "membership": -1.0,
        "founder": -1.0,
        "partnership": -1.0,
        "funding": 1.0,
        "project": 0.0,
    }
    assert dict(zip(KINDS, scale.odds(pair), strict=True)) == wanted
    # What is shared was weighed once; the sums of the first pair do not leak into the second.
    assert scale.odds(pair) == list(wanted.values())
    assert scale.odds(Pair(A.entity, C.entity, A, C, (shared, ()))) == [0.0, -1.0, -1.0, -1.0, -1.0, -0.5]


def test_probabilities_are_those_of_the_likeliest_mention() -> None:
    words = "Skogsbuss AB växer, och Lillviks kommun äger Skogsbuss AB."
    weights: list[float] = []

    def run(sentence: Sentence, _: Sequence[Candidate]) -> None:
        found = weigh(sentence, model(SAYS_SO, bias=-20.0)).likely
        weights.extend(probability for probability, _ in found.values())
        assert set(found) == {("ownership", "Lillviks kommun", "Skogsbuss AB")}

    in_sentence(words, run)
    assert weights == [0.5]


def test_the_strongest_doubt_lowers_too() -> None:
    doubting = model({}, bias=-20.0, kept={"sure": 0.4, "likely": 0.1})
    levels: list[str] = []

    def run(sentence: Sentence, found: Sequence[Candidate]) -> None:
        given = [replace(candidate, level="sure") for candidate in found]
        levels.extend(candidate.level for candidate in weighed(sentence, given, doubting))

    in_sentence(RULED, run)
    assert levels == ["check"]


def test_what_was_learned_is_explained_by_what_speaks_most_for_it() -> None:
    lines = list(explain("Tallbackens Scen AB har Bergtulls kommun och Region Norrskog i ägarkretsen."))
    at = next(number for number, line in enumerate(lines) if "learned.ownership" in line)
    assert lines[at + 1].startswith("  mest för att: ")
    weights = [float(part.rsplit(" ", 1)[1].replace(",", ".")) for part in lines[at + 1].split(": ", 1)[1].split(", ")]
    assert weights == sorted(weights, reverse=True)
    assert weights[-1] > 0


@pytest.mark.parametrize(("words", "amount"), [("95 000 kronor tillsammans", None), ("95 000 kronor var", 95000)])
def test_what_several_get_together_is_no_ones_own(words: str, amount: int | None) -> None:
    certain = model({"SO between GIVES": {"funding": 30.0}}, bias=-20.0, found={"check": 0.5})
    amounts: list[Decimal | None] = []

    def run(sentence: Sentence, _: Sequence[Candidate]) -> None:
        amounts.extend(candidate.amount for candidate in weighed(sentence, [], certain))

    in_sentence(f"Region Norrskog ger i år till Teater Tallen AB och Skogens Musik AB {words}.", run)
    assert amounts
    assert set(amounts) == {amount}
