"""What a page shows when it opens, from what was asked for."""

from __future__ import annotations

from regiongraf.errors import PageError
from regiongraf.view.model import KINDS, Scene, opaque
from regiongraf.view.payload import Opening, years

QUESTIONS = {"owners": "up", "holdings": "down", "neighbours": "near", "money": "money"}
VIEWS = {"network": "net", "tree": "tree", "table": "table"}


def opening_of(
    scene: Scene,
    iri: str | None = None,
    *,
    question: str | None = None,
    layout: str | None = None,
    hops: int = 1,
    as_of: str | None = None,
    kinds: tuple[str, ...] = (),
) -> Opening:
    """The opening for a node (by IRI), a question (a key of QUESTIONS) and what else was chosen.

    Raises PageError for an unknown question or one about nobody, a node that the scene lacks, or a year that nothing
    is dated in.
    """
    if question is not None and question not in QUESTIONS:
        raise PageError(
            f"there is no question {question!r}",
            hint=f"choose one of: {', '.join(QUESTIONS)}",
            sv=f"det finns ingen fråga {question!r}",
            hint_sv=f"välj en av: {', '.join(QUESTIONS)}",
        )
    asked = QUESTIONS.get(question or "")
    node = opaque(iri) if iri else None
    if node and all(each.id != node for each in scene.nodes):
        raise PageError(
            f"nothing is drawn of <{iri}>",
            hint="`regiongraf ask organisations` lists every name",
            sv=f"inget ritas om <{iri}>",
            hint_sv="`regiongraf ask organisations` räknar upp alla namn",
        )
    if asked in {"up", "down", "near"} and node is None:
        raise PageError(
            "this question is about an organisation",
            hint='name one: regiongraf view "Norrtåg AB" …',
            sv="frågan gäller en organisation",
            hint_sv='ange en: regiongraf view "Norrtåg AB" …',
        )
    view = VIEWS.get(layout or "") or {"up": "tree", "down": "tree", "money": "money"}.get(asked or "", "net")
    focus = asked if asked in {"up", "down", "near"} else ("near" if node and view == "net" else None)
    usual = Opening().off
    off = tuple(kind for kind in KINDS if kind not in kinds) if kinds else usual
    changes: tuple[str, ...] = ()
    if not kinds and any(edge.change and edge.kind in usual for edge in scene.edges):
        # What differs is shown whatever its relation is; all that does not differ would then hide it.
        off, changes = (), ("same",)
    return Opening(view, node, focus, hops, off, _year(scene, as_of), changes)


def _year(scene: Scene, as_of: str | None) -> str | None:
    if as_of is None:
        return None
    year, known = as_of[:4], years(scene)
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise PageError(
            f"{as_of!r} is not a year",
            hint="such as 2024, or 2024-12-31",
            sv=f"{as_of!r} är inget år",
            hint_sv="som 2024, eller 2024-12-31",
        )
    if not known:
        raise PageError(
            "nothing in the dataset begins or ends at different dates",
            hint="leave out --as-of",
            sv="inget i datamängden börjar eller slutar vid olika tider",
            hint_sv="utelämna --as-of",
        )
    if int(year) not in known:
        raise PageError(
            f"nothing is dated {year}",
            hint=f"the dataset is dated {known[0]} to {known[-1]}",
            sv=f"inget är daterat {year}",
            hint_sv=f"datamängden är daterad {known[0]} till {known[-1]}",
        )
    return year
