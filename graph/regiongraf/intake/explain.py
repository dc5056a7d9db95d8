"""Why a text gives the facts that it gives: its tokens, its names, and the rules that fired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiongraf.intake import text as plain
from regiongraf.intake.candidate import Candidate
from regiongraf.intake.candidate import plain as figure
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Quantity, Span, Token
from regiongraf.intake.pipeline import read_document
from regiongraf.model import Entry


def explain(text: str, registry: Iterable[Entry] = ()) -> Iterator[str]:
    """Lines for a person: each token with its type, each body with how it is known, each fact with its rule."""
    document = plain.document("text", text.rstrip() + "\n")
    trace: list[list[Token]] = []
    reading = read_document(document, registry, trace=trace)
    for number, tokens in enumerate(trace, 1):
        yield f"sentence {number}: " + " ".join(_token(token) for token in tokens)
    bodies = {token.value.name: token.value for tokens in trace for token in tokens if isinstance(token.value, Entity)}
    for name in sorted(bodies):
        yield f"body: {name} ({bodies[name].kind}, {'known' if bodies[name].known else 'new'})"
    for candidate in reading.candidates:
        yield f"fact: {shown(candidate)}"
    for prompt in reading.prompts:
        yield f"to read: {' '.join(document.text[prompt.start : prompt.end].split())}"


def shown(candidate: Candidate) -> str:
    """A candidate on one line, with its level, rule and flags."""
    parts = [f"{candidate.kind}: {candidate.subject or '?'} → {candidate.object or '?'}"]
    if candidate.share:
        parts.append(
            " ".join(
                f"{'' if key == 'exact' else key + ' '}{figure(value)} %"
                for key, value in candidate.share.as_json().items()
            )
        )
    if candidate.amount is not None:
        parts.append(f"{figure(candidate.amount)} kr")
    if candidate.value is not None:
        parts.append(figure(candidate.value))
    if candidate.period:
        parts.append("/".join(end or "" for end in dict.fromkeys(candidate.period)))
    if candidate.status:
        parts.append(candidate.status)
    if candidate.via:
        parts.append(f"via {candidate.via}")
    flags = f" ({', '.join(candidate.flags)})" if candidate.flags else ""
    return f"{' · '.join(parts)} [{candidate.level}, {candidate.rule}]{flags}"


def _token(token: Token) -> str:
    if isinstance(token.value, Entity):
        return f"{token.kind}{'’s' if token.genitive else ''}<{token.value.name}>"
    if isinstance(token.value, Quantity):
        bound = "" if token.value.bound == "exact" else f" {token.value.bound}"
        return f"{token.kind}<{figure(token.value.value)}{bound}>"
    if isinstance(token.value, Span):
        return f"period<{token.value.start}/{token.value.end}>"
    return token.text if token.kind in ("word", "cap", "punct", "stop") else f"{token.kind}<{token.text}>"
