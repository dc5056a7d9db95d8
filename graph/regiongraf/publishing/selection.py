"""Parts of a dataset: what is said about a thing, the instances of a class, or what an answer rests on."""

from __future__ import annotations

from collections.abc import Iterable

from regiongraf.errors import QueryError
from regiongraf.publishing.quads import TYPE
from regiongraf.publishing.things import Things, class_iri, closure, findings_on, local, statements_about


def about(things: Things, subject: str) -> set[str]:
    """The subjects of a part: a thing, the statements that speak of it, their evidence, and what was found of it."""
    return closure(things, [subject, *statements_about(things, subject), *findings_on(things, subject)])


def of_class(things: Things, typed: str) -> set[str]:
    """The subjects of a part: every instance of a class (an IRI, `org:Membership` or `Ownership`), and its evidence.

    Raises QueryError when nothing is of that class.
    """
    wanted = class_iri(typed)
    found = [s for p, s in things.incoming(wanted) if p == TYPE]
    if not found:
        known = sorted({local(o) for s in things for p, o in things.pairs(s) if p == TYPE})
        raise QueryError(
            f"nothing is of the class {typed!r}",
            hint=f"there are {', '.join(known)}",
            sv=f"inget är av klassen {typed!r}",
            hint_sv=f"det finns {', '.join(known)}",
        )
    return closure(things, found)


def of_answer(things: Things, named: Iterable[str]) -> set[str]:
    """The subjects of a part: the things that an answer names (IRI terms), its statements and their evidence."""
    return closure(things, named)
