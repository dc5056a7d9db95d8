"""What is given for a question, in its order or by name, becomes its arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from regiongraf.errors import QueryError
from regiongraf.questions.answering import Argument
from regiongraf.questions.library import Question


def arrange(question: Question, positional: Sequence[str | int], named: Mapping[str, Argument]) -> dict[str, Argument]:
    """Arguments by parameter name. A parameter that takes several takes all that stand from its place on.

    Raises QueryError when there are more than the question takes, or one twice.
    """
    arguments: dict[str, Argument] = {}
    rest = list(positional)
    for name, parameter in question.parameters.items():
        if rest and parameter.several:
            arguments[name], rest = tuple(rest), []
        elif rest:
            arguments[name] = rest.pop(0)
    if rest:
        takes = ", ".join(question.parameters)
        raise QueryError(
            f"{question.name} takes {takes or 'nothing'}; {len(positional)} were given",
            hint="put a name of several words in quotes",
            sv=f"{question.name} tar {takes or 'inget'}; {len(positional)} angavs",
            hint_sv="sätt ett namn av flera ord inom citattecken",
        )
    if twice := sorted(set(arguments) & set(named)):
        raise QueryError(
            f"{twice[0]} is given twice",
            hint="give it once",
            sv=f"{twice[0]} anges två gånger",
            hint_sv="ange det en gång",
        )
    return {**arguments, **named}


def parted(question: Question, typed: Sequence[str]) -> tuple[list[str], dict[str, Argument]]:
    """What stands in order, and what was typed as `name=value`, by name of a parameter; a name again adds a value."""
    in_order: list[str] = []
    named: dict[str, list[str]] = {}
    for each in typed:
        name, equals, value = each.partition("=")
        if equals and name in question.parameters:
            named.setdefault(name, []).append(value)
        else:
            in_order.append(each)
    return in_order, {name: tuple(values) for name, values in named.items()}
