"""What the terms of the ontology are for, and what changed in them from one version to the next."""

from __future__ import annotations

import pytest

from regiongraf.ontology import named_terms
from regiongraf.publishing.site.history import Change, changes
from regiongraf.publishing.site.uses import READERS, Uses, named_in
from regiongraf.publishing.things import Things, local
from regiongraf.triples.terms import name
from regiongraf.vocabulary import TERMS

KINDS = ("owl:Class", "owl:ObjectProperty", "owl:DatatypeProperty", "skos:ConceptScheme", "skos:Concept")


@pytest.fixture(scope="module")
def terms() -> Things:
    return Things((*triple, "") for triple in named_terms())


@pytest.fixture(scope="module")
def uses(terms: Things) -> Uses:
    return Uses(terms)


def test_every_term_has_a_question_or_says_what_reads_it(terms: Things, uses: Uses) -> None:
    own = {term for kind in KINDS for term in terms.of_class(kind) if term.startswith(f"<{TERMS}")}
    assert len(own) > 400
    assert sorted(local(term) for term in own if not (uses.of(term).questions or uses.of(term).reader)) == []


def test_every_term_has_one_reader_at_most_and_exists(terms: Things) -> None:
    read = [term for _, some in READERS for term in some]
    assert len(read) == len(set(read))
    assert [local(term) for term in read if term not in terms] == []


@pytest.mark.parametrize(
    ("term", "through", "question"),
    [
        ("rg:owner", set(), "who-owns"),
        ("rg:Culture", {"subject"}, "by-field"),
        ("rg:BoardAppointment", {"rightKind"}, "control-rights"),
        ("rg:StateAgency", {"classification"}, "organisations"),
        ("rg:CustomerMeetings", {"indicator"}, "indicators"),
        ("rg:Finding", {"ControlFinding"}, "control-of"),
        ("rg:funds", {"funder"}, "money-from"),
    ],
)
def test_questions_ask_for_a_term_by_name_or_by_the_nearest_other(
    uses: Uses, term: str, through: set[str], question: str
) -> None:
    use = uses.of(name(term))
    assert question in use.questions
    assert through <= {local(each) for each in use.through}
    assert bool(use.through) == bool(through)


def test_questions_that_are_about_little_else_come_first(uses: Uses) -> None:
    assert uses.of(name("rg:MatchCandidate")).questions[0] == "possible-duplicates"
    asked = uses.of(name("rg:Ownership")).questions
    assert "who-owns" in asked, "a class is asked about by its properties, too"
    assert asked.index("who-owns") < asked.index("what-one-source-says")


def test_names_of_a_query_are_found_with_hyphens_and_not_inside_iris() -> None:
    query = (
        "PREFIX rg: <https://w3id.org/regiongraf/def#> SELECT * { ?rg:x sdmx-attribute:unitMeasure ?y ; rg:owner ?z }"
    )
    assert named_in(query) == {name("sdmx-attribute:unitMeasure"), name("rg:owner")}


def test_versions_tell_what_came_what_went_and_what_means_something_else() -> None:
    def version(**meanings: str) -> Things:
        return Things(
            (f"<{TERMS}{term}>", name("skos:definition"), f'"{text}"@en', "") for term, text in meanings.items()
        )

    older = {"0.9.0": version(owner="holds", share="part"), "0.10.0": version(owner="holds", part="part")}
    found = changes(older, version(owner="holds a part", part="part", kind="sort"), "1.0.0")
    assert found == [
        Change("1.0.0", (f"<{TERMS}kind>",), (), (f"<{TERMS}owner>",)),
        Change("0.10.0", (f"<{TERMS}part>",), (f"<{TERMS}share>",), ()),
    ]


def test_a_first_version_changed_nothing(terms: Things) -> None:
    assert changes({}, terms, "0.1.0") == changes({"0.1.0": terms}, terms, "0.1.0") == []
