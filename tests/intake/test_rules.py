from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraf.errors import RegiongrafError
from regiongraf.intake import Candidate, text
from regiongraf.intake.lexer import Token
from regiongraf.intake.notation import fact
from regiongraf.intake.patterns import sentence_text
from regiongraf.intake.pipeline import read_document
from regiongraf.intake.rules import Rule, book, shipped
from regiongraf.intake.scoring import listed, score

RULES = shipped().rules
SILENT = {"fund.giver-said"}
"""Rules that only remember who gave, for the sentences that leave it out."""


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_example_of_a_rule_gives_just_its_facts(rule: Rule, rules_of: Callable[[str], list[Candidate]]) -> None:
    found = rules_of(rule.text)
    gold = [fact(line) for line in rule.facts]
    result = score(gold, found)
    assert not result.missed, [listed(one) for one in result.missed]
    assert len(found) == len(gold), [candidate.line() for candidate in found]
    assert not result.wrong, [listed(one) for one in result.wrong]
    assert rule.id in SILENT or rule.id in {candidate.rule for candidate in found}


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        (
            "Tillsammans bildade Arvika, Boden och Tierps kommuner det gemensamma bolaget Skogsresor Destination.",
            ["founder | Arvika kommun | Skogsresor Destination", "founder | Bodens kommun | Skogsresor Destination",
             "founder | Tierps kommun | Skogsresor Destination"],
        ),
        (
            "Samma år startades också bolaget Skogsringen AB av Region Norrskog och Bergtulls kommun.",
            ["founder | Region Norrskog | Skogsringen AB", "founder | Bergtulls kommun | Skogsringen AB"],
        ),
        (
            "1998 grundade Region Norrskog tillsammans med Bergtulls kommun holdingbolaget Tallstam Holding AB.",
            ["founder | Region Norrskog | Tallstam Holding AB", "founder | Bergtulls kommun | Tallstam Holding AB"],
        ),
        (
            "I Rodhus AB ingår dotterbolagen Eks Hamn och Logistik AB, Miljö och Vatten i Ek AB och Bodhus AB.",
            [f"ownership | Rodhus AB | {name}" for name in
             ("Eks Hamn och Logistik AB", "Miljö och Vatten i Ek AB", "Bodhus AB")],
        ),
        (
            "Numera ägs Skogskraft av Arvika kommun med 77,8 procent och Vattenstrid AB med 22,2 procent.",
            ["ownership | Arvika kommun | Skogskraft | 77.8", "ownership | Vattenstrid AB | Skogskraft | 22.2"],
        ),
        (
            "Verksamheten styrs av Ägardirektiv för Bergtulls Energi AB. Det delas ut av moderbolaget Rodhus AB.",
            ["ownership | Rodhus AB | Bergtulls Energi AB"],
        ),
        (
            "Granö sjukvårdsdistrikt är stort. 3 Medlemskommuner Medlemskommuner är Björkö och Kalvö.",
            [f"membership | {name} kommun | Granö sjukvårdsdistrikt" for name in ("Björkö", "Kalvö")],
        ),
        (
            "Project Summary\n\nThe project has a total budget of 19 million SEK.",
            [],
        ),
        (
            "Skogskraft AB är ett energibolag. Andelsmässigt är det jämnt. Arvika kommun äger 50 procent.",
            ["ownership | Arvika kommun | Skogskraft AB | 50"],
        ),
    ],
)  # fmt: skip
def test_a_class_of_wording_is_read_in_other_words_too(
    words: str, facts: list[str], rules_of: Callable[[str], list[Candidate]]
) -> None:
    result = score([fact(line) for line in facts], rules_of(words))
    assert not result.missed, [listed(one) for one in result.missed]
    assert not result.wrong, [listed(one) for one in result.wrong]


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_a_wrong_rule_is_refused_with_its_place() -> None:
    good = (
        '[[rule]]\nid = "x"\nlevel = "sure"\nmatch = ["{o:ORG} äger"]\n'
        'emit = [{ kind = "ownership", subject = "o", object = "o" }]\nexample = { text = "X" }\n'
    )
    assert book({"a.toml": good}).rules[0].id == "x"
    for broken in (
        good.replace("ORG}", "ORGX}"),
        good.replace('"sure"', '"perhaps"'),
        good.replace("emit", "emmit"),
        good + "[[",
        good.replace("{o:ORG}", "( {o:ORG}"),
    ):
        with pytest.raises(RegiongrafError) as caught:
            book({"a.toml": broken})
        assert "a.toml" in str(caught.value)
        assert caught.value.hint


def test_a_pattern_matches_only_where_the_sentence_holds_what_it_needs() -> None:
    """What is passed over unseen must be what could not have matched."""
    book = shipped()
    alphabet = book.alphabet
    sentences = []
    for rule in RULES:
        read: list[list[Token]] = []
        read_document(text.document("text", rule.text + "\n"), (), watch=lambda one, _, to=read: to.append(one.tokens))
        sentences += [sentence_text(tokens, alphabet) for tokens in read]
    matched = 0
    for sentence in set(sentences):
        for rule in RULES:
            for pattern, needs in zip(rule.patterns, rule.needs, strict=True):
                if pattern.search(sentence):
                    matched += 1
                    assert not any(need.isdisjoint(sentence) for need in needs), rule.id
        possible = [book.patterns[number] for number in book.index.possible(sentence)]
        met = [
            (rule, pattern)
            for rule in book.rules
            for pattern, needs in zip(rule.patterns, rule.needs, strict=True)
            if not any(need.isdisjoint(sentence) for need in needs)
        ]
        assert possible == met
    assert matched > len(RULES)


def test_a_label_behind_the_word_project_names_none(rules_of: Callable[[str], list[Candidate]]) -> None:
    found = rules_of("Project Summary\n\nPartners meet in Lillvik. The project has a total budget of SEK 19 million.")
    assert not [one for one in found if one.subject == "Summary"]
