"""The name of a project behind the word that says that it is one: “projektet Elvåg”, “Projekt Mittstråket 2.0”."""

from __future__ import annotations

from collections.abc import Sequence

from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Token
from regiongraf.intake.words import (
    FINITE,
    FUNCTION,
    PARTICLES,
    REFERENCES,
    listed,
)

LABELS = listed(
    """summary description overview partners partner period budget owner leader manager results goals aims funding team
    objectives coordinator duration start end title name number website info information facts"""
)
"""Words that a heading puts behind “Project” and that name none: “Project Summary”."""


def project_at(text: str, found: Sequence[Token], index: int) -> tuple[Token, int] | None:
    """“projektet Elvåg”, “Projekt Mittstråket 2.0”, “projektet ”Rent vatten”": the project's name without its head."""
    start = index + 1
    if (
        start < len(found)
        and found[start].low == ":"
        and found[index].low in ("projektnamn", "projekttitel", "projekt")
    ):
        start += 1
    if start < len(found) and found[start].text in ("”", '"', "“", "»", "’"):
        close = next(
            (i for i in range(start + 1, min(start + 12, len(found))) if found[i].text in ("”", '"', "“", "»")), None
        )
        if close and close > start + 1:
            name = " ".join(text[found[start + 1].start : found[close - 1].end].split())
            return Token(
                "prj",
                text[found[index].start : found[close].end],
                found[index].start,
                found[close].end,
                Entity(name, "project"),
            ), close + 1 - index
    if (
        start + 2 < len(found)
        and found[start].low == "("
        and found[start + 1].kind == "cap"
        and found[start + 2].low == ")"
    ):
        inner = found[start + 1]  # “ett projekt (Solväg)”
        return Token("prj", inner.text, found[index].start, found[start + 2].end, Entity(inner.text, "project")), 4
    end = start
    labelled = found[index].low in ("projektnamn", "projekttitel") and start == index + 2
    while labelled and end < len(found) and found[end].kind in ("cap", "word", "num", "year") and end < start + 12:
        end += 1
    while end < len(found) and (
        found[end].kind == "cap"
        or (end > start and found[end].kind == "num" and len(found[end].text) < 4)
        or (
            end > start
            and found[end].low in PARTICLES
            and end + 1 < len(found)
            and found[end + 1].kind == "cap"
            and found[end].low not in ("för", "på", "av")
        )
    ):
        end += 1
    if end == start or (end == start + 1 and found[index].low == "project" and found[start].low in LABELS):
        return None
    if not labelled and _small_end(found, start, end):
        end += 1
    name = " ".join(text[found[start].start : found[end - 1].end].split())
    return Token(
        "prj",
        text[found[index].start : found[end - 1].end],
        found[index].start,
        found[end - 1].end,
        Entity(name, "project"),
    ), end - index


def _small_end(found: Sequence[Token], start: int, at: int) -> bool:
    """True for the noun that ends “projektet Skogens hälsa” before a verb or a comma, “projektet Grön horisont.”."""
    token = found[at] if at < len(found) else None
    following = found[at + 1] if at + 1 < len(found) else None
    if token is None or token.kind != "word" or token.low in (*FINITE, *FUNCTION, *REFERENCES):
        return False
    if following is None or following.kind == "stop" or following.low == ",":
        adjective = at == start + 1 and len(found[start].text) > 2 and not found[start].text.isupper()
        if found[at - 1].text.endswith("s") and at == start + 1 and len(found[start].text) > 3:
            return True  # “projektet Nattens ljus.”
        return adjective and not token.low.endswith(("r", "s", "de"))  # no verb: “projektet Solväg pågår.”
    if not found[at - 1].text.endswith(("s", "a")):
        return False
    return following.low in FINITE or following.kind == "punct" or following.low in FUNCTION
