"""The list of questions for the documentation, made from their headers, so that both always say the same."""

from __future__ import annotations

from collections.abc import Iterator

from regiongraf.questions.library import Parameter, Question

BEGIN, END = "<!-- questions: made from the headers -->", "<!-- end of questions -->"


def reference(questions: dict[str, Question]) -> str:
    """Every question by its first tag: what it asks, its parameters, its columns, and how to ask it."""
    groups: dict[str, list[Question]] = {}
    for question in questions.values():
        groups.setdefault(question.tags[0], []).append(question)
    return "\n".join(line for tag in sorted(groups) for line in _group(tag, groups[tag]))


def placed(document: str, questions: dict[str, Question]) -> str:
    """`document` with its list of questions made anew between the two marks."""
    before, _, rest = document.partition(f"{BEGIN}\n")
    after = rest.partition(f"{END}\n")[2]
    return f"{before}{BEGIN}\n{reference(questions)}{END}\n{after}"


def _group(tag: str, questions: list[Question]) -> Iterator[str]:
    yield f"## {tag.capitalize()}\n"
    for question in questions:
        yield f"### {question.name}\n"
        yield f"**{question.summary_sv}** {question.summary}\n"
        yield f"{question.description_sv}\n"
        yield f"{question.description}\n"
        yield f"```sh\n{_command(question)}\n```\n"
        for name, parameter in question.parameters.items():
            yield f"* {_parameter(name, parameter)}"
        if question.parameters:
            yield ""
        columns = " · ".join(f"`{name}` {column.sv}" for name, column in question.columns.items())
        yield f"Columns: {columns}. [{question.file}](../queries/{question.file})\n"


def _command(question: Question) -> str:
    """How to ask it, with the arguments that it needs."""
    needed = [f' "{parameter.example}"' for parameter in question.parameters.values() if parameter.is_needed]
    return f"regiongraf ask {question.name}{''.join(needed)}"


def _parameter(name: str, parameter: Parameter) -> str:
    notes = "; one or several" if parameter.several else ""
    notes += "; may be left out" if parameter.optional else ""
    notes += "" if parameter.default is None else f"; {parameter.default} unless given"
    return f"`{name}` ({parameter.type}): {parameter.sv}, {parameter.en}, such as “{parameter.example}”{notes}"
