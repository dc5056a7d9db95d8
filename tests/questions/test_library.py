"""The library itself: headers, files, and the documentation made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from regiongraf.dataset import Dataset
from regiongraf.errors import QueryError
from regiongraf.figures import Language
from regiongraf.questions.library import Question, library, parse, question_named
from regiongraf.questions.reference import BEGIN, END, placed

OPTIONAL = [
    name for name, question in sorted(library().items()) if any(p.optional for p in question.parameters.values())
]
GOOD = """\
#+ summary: "Who?"
#+ summary_sv: "Vem?"
#+ description: "Says who."
#+ description_sv: "Säger vem."
#+ tags: [ownership]
#+ parameters:
#+   year: {type: year, sv: "Året", en: "The year", example: 2024}
#+ columns:
#+   who: {type: thing, sv: "Vem", en: "Who"}
#+ sort: [who]
SELECT ?who
WHERE {
  ?who ?has ?year .
}
"""


def test_a_question_is_read_with_its_name_and_query() -> None:
    question = parse("ownership/who.rq", GOOD)
    assert (question.name, question.summary_sv, list(question.columns)) == ("who", "Vem?", ["who"])
    assert question.sparql.startswith("SELECT ?who\nWHERE {\n")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("tags: [ownership]", "tags: []"), "tags"),
        (("tags: [ownership]", "tag: [ownership]"), "tag"),
        (('summary: "Who?"', 'summary: "Who?'), "header is wrong"),
        (("type: thing", "type: things"), "columns.who.type"),
        (("type: year", "type: century"), "parameters.year.type"),
        (("WHERE {\n", "WHERE { ?a ?b ?c .\n"), "has no `WHERE {`"),
        (("sort: [who]", "sort: [whom]"), "`sort` names 'whom'"),
        (("sort: [who]", "total: sum"), "`total` names 'sum'"),
        (("SELECT ?who", "SELECT ?whose"), "does not select \\?who"),
        (("?has ?year", "?has ?month"), "never uses \\?year"),
        (("example: 2024", "example: 24"), "year: 24 is no year"),
        (("example: 2024", "example: 2024, default: nyss"), "year: 'nyss' is no year"),
        (("example: 2024", "example: 2024, default: 2023, optional: true"), "optional and has a default"),
        (("type: year", "type: date"), "year: 2024 is no date"),
        (("columns:", "columns_: {}\n#+ columns:"), "columns_"),
    ],
)
def test_a_wrong_header_is_told_with_its_file(change: tuple[str, str], told: str) -> None:
    with pytest.raises(QueryError, match=told) as caught:
        parse("ownership/who.rq", GOOD.replace(*change))
    assert str(caught.value).startswith("ownership/who.rq: ")
    assert caught.value.hint


@pytest.mark.parametrize(
    "group",
    [
        "OPTIONAL { ?who ?says ?year }",
        "OPTIONAL { ?who ?says ?what . ?what ?in ?year }",
        "MINUS { ?who ?says ?year }",
        "{ ?who ?says ?a } UNION { ?who ?says ?year }",
        "?who ?says ?what . OPTIONAL {\n    ?what ?in ?year\n  }",
        "OPTIONAL {\n    ?who ?says ?what . OPTIONAL { ?what ?in ?year }\n  }",
    ],
)
def test_a_group_that_would_not_be_bound_to_its_parameter_is_refused(group: str) -> None:
    with pytest.raises(QueryError, match="mentions \\?year and is not bound to it") as caught:
        parse("ownership/who.rq", GOOD.replace("?has ?year .\n", f"?has ?year .\n  {group}\n"))
    assert caught.value.hint


@pytest.mark.parametrize(
    "group",
    [
        "OPTIONAL { ?who ?says ?yearly }",
        "OPTIONAL {\n    ?who ?says ?year\n  }",
        "{\n    ?who ?says ?a\n  } UNION {\n    ?who ?says ?year\n  }",
        "FILTER NOT EXISTS { ?who ?says ?year }",
        "OPTIONAL { ?who ?says '{ ?year }' }  # { ?year }",
        "VALUES (?who ?year) { (1 2) } VALUES ?year { 1 }",
        "{ SELECT DISTINCT ?who WHERE { { ?who ?says ?year } } }",
        "{\n    SELECT ?who\n    WHERE {\n      OPTIONAL { ?who ?says ?year }\n    }\n  }",
    ],
)
def test_a_group_that_is_bound_or_need_not_be_is_taken(group: str) -> None:
    parse("ownership/who.rq", GOOD.replace("?has ?year .\n", f"?has ?year .\n  {group}\n"))


def test_what_is_needed_comes_before_what_may_be_left_out() -> None:
    optional = '#+   first: {type: year, sv: "a", en: "b", example: 2023, optional: true}\n'
    text = GOOD.replace("#+ parameters:\n", f"#+ parameters:\n{optional}").replace("?has ?year", "?first ?year")
    with pytest.raises(QueryError, match="comes after one that is not"):
        parse("ownership/who.rq", text)


@pytest.mark.parametrize("name", sorted(library()))
def test_the_rarest_class_comes_first(name: str) -> None:
    # The engine begins with the first of two classes, and of current records there are as many as of everything.
    assert " a rg:CurrentRecord, " not in library()[name].sparql


def test_a_default_is_bound_where_nothing_else_is_given(report: Dataset) -> None:
    text = GOOD.replace("example: 2024}", "example: 2024, default: 2023}")
    assert not parse("ownership/who.rq", text).parameters["year"].is_needed
    question = library()["largest-grants"]
    default = str(question.parameters["at_least"].default)
    assert report.ask("largest-grants").answer == report.ask("largest-grants", default).answer
    assert 'VALUES ?at_least { "0"^^' in report.ask("largest-grants").answer.query
    some = report.ask("largest-grants", at_least=1_000_000).rows
    assert some == [row for row in report.ask("largest-grants").rows if row["amount"] >= 1_000_000]
    assert 0 < len(some) < len(report.ask("largest-grants"))


def test_names_are_unique_and_a_miss_gets_suggestions() -> None:
    files = [question.file for question in library().values()]
    assert len(files) == len(set(files)) >= 40
    with pytest.raises(QueryError, match="no question called") as caught:
        question_named("who-own")
    assert "who-owns" in str(caught.value)


@pytest.mark.parametrize("name", sorted(library()))
def test_every_question_says_in_both_languages_what_it_asks_and_shows(name: str) -> None:
    question = library()[name]
    languages: tuple[Language, ...] = ("sv", "en")
    assert len({question.said(language) for language in languages}) == 2
    assert question.description != question.description_sv
    headings = [[getattr(column, language) for column in question.columns.values()] for language in languages]
    for said in headings:
        assert all(said)
        assert len(set(said)) == len(said), "two columns of one name"


@pytest.mark.parametrize("name", sorted(library()))
def test_no_query_uses_what_the_engines_do_badly(name: str) -> None:
    sparql = library()[name].sparql
    assert "NOT EXISTS" not in sparql
    assert "SERVICE" not in sparql
    assert "GRAPH" not in sparql
    assert "SELECT *" not in sparql


@pytest.mark.parametrize("name", OPTIONAL)
def test_an_optional_argument_only_ever_narrows_the_answer(name: str, report: Dataset) -> None:
    parameters = library()[name].parameters
    needed = {key: parameter.example for key, parameter in parameters.items() if parameter.is_needed}
    everything = report.ask(name, **needed).answer.rows
    for key, parameter in parameters.items():
        if parameter.optional:
            some = report.ask(name, **needed, **{key: parameter.example}).answer.rows
            assert 0 < len(some) <= len(everything)
            assert all(row in everything for row in some)


def test_the_documentation_is_in_step_with_the_headers(repository: Path, request: pytest.FixtureRequest) -> None:
    document = repository / "docs" / "questions.md"
    made = placed(document.read_text(encoding="utf-8"), library())
    if request.config.getoption("--update-goldens", default=False):
        document.write_text(made, encoding="utf-8")
    assert document.read_text(encoding="utf-8") == made, "`pytest tests/questions --update-goldens` writes it anew"
    assert made.count(BEGIN) == made.count(END) == 1
    assert all(f"### {name}\n" in made for name in library())


def test_the_question_that_the_guide_shows_can_be_asked(repository: Path, town: Dataset) -> None:
    guide = (repository / "docs" / "questions.md").read_text(encoding="utf-8")
    question = parse("guide.rq", guide.split("```sparql\n")[1].split("```")[0])
    assert isinstance(question, Question)
    from regiongraf.questions import ask

    assert ask(question, {}, town.store).rows == ()
