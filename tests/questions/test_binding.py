"""Where the blocks that bind the parameters go."""

from __future__ import annotations

from regiongraf.questions.binding import bound
from regiongraf.store import Iri, Literal

X, Y = (Iri("https://example.org/x"),), (Literal("2024", "http://www.w3.org/2001/XMLSchema#integer"),)


def test_the_graphs_and_the_values_stand_at_the_outer_group() -> None:
    query = "SELECT ?a\nWHERE {\n  ?a ?b ?x .\n}\nORDER BY ?a\n"
    assert bound(query, {"x": X}, ["https://example.org/g"]) == (
        "SELECT ?a\nFROM <https://example.org/g>\nWHERE {\n  VALUES ?x { <https://example.org/x> }\n"
        "  ?a ?b ?x .\n}\nORDER BY ?a\n"
    )


def test_several_values_of_a_parameter_are_one_block() -> None:
    others = (Iri("https://example.org/b"), Literal('"} } #', language="sv"))
    made = bound("SELECT ?a\nWHERE {\n  ?a ?b ?x .\n}\n", {"x": (*X, *others)}, [])
    assert '  VALUES ?x { <https://example.org/x> <https://example.org/b> "\\"} } #"@sv }\n' in made


def test_a_group_that_mentions_a_parameter_is_anchored_and_one_that_does_not_is_not() -> None:
    query = (
        "SELECT ?a\nWHERE {\n  {\n    ?a ?b ?x .\n  } UNION {\n    ?a ?b ?xs .\n  }\n"
        "  OPTIONAL {\n    ?a ?year ?c .\n    MINUS {\n      ?a ?c ?year .\n    }\n  }\n}\n"
    )
    value = "VALUES ?x { <https://example.org/x> }"
    year = 'VALUES ?year { "2024"^^<http://www.w3.org/2001/XMLSchema#integer> }'
    lines = [line.strip() for line in bound(query, {"x": X, "year": Y}, []).splitlines()]
    outer = ["SELECT ?a", "WHERE {", value, year]
    union = ["{", value, "?a ?b ?x .", "} UNION {", "?a ?b ?xs .", "}"]
    optional = ["OPTIONAL {", year, "?a ?year ?c .", "MINUS {", year, "?a ?c ?year .", "}", "}", "}"]
    assert lines == [*outer, *union, *optional]


def test_a_sub_select_has_variables_of_its_own() -> None:
    query = (
        "SELECT ?a\nWHERE {\n  OPTIONAL {\n    SELECT ?a\n    WHERE {\n      OPTIONAL {\n        ?a ?b ?x .\n      }\n"
        "    }\n    GROUP BY ?a\n  }\n  OPTIONAL {\n    ?a ?c ?x .\n  }\n}\n"
    )
    made = bound(query, {"x": X}, [])
    inside = made.partition("SELECT ?a\n    WHERE")[2].partition("GROUP BY")[0]
    assert "VALUES" not in inside
    assert made.count("VALUES") == 2
