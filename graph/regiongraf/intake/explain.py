"""Why a text gives the facts that it gives: its tokens, its names, and the rules that fired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from regiongraf.figures import Language, number
from regiongraf.intake import text as plain
from regiongraf.intake.candidate import Candidate
from regiongraf.intake.candidate import plain as figure
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.lexer import Quantity, Span, Token
from regiongraf.intake.pipeline import read_document
from regiongraf.intake.relations import LEARNED, Key, key_of, reasons, shipped, weigh
from regiongraf.intake.sentence import Sentence
from regiongraf.intake.wording import shown
from regiongraf.model import Entry
from regiongraf.words import Words

SENTENCE = Words("mening", "sentence")
BODY = Words("organ", "body")
FACT = Words("uppgift", "fact")
TO_READ = Words("att läsa", "to read")
BECAUSE = Words("mest för att", "mostly because")
KNOWN, NEW = Words("känd", "known"), Words("ny", "new")


def explain(text: str, registry: Iterable[Entry] = (), language: Language = "sv") -> Iterator[str]:
    """Lines for a person: each token with its type, each body with how it is known, each fact with its rule."""
    document = plain.document("text", text.rstrip() + "\n")
    trace: list[list[Token]] = []
    why: dict[Key, list[tuple[str, float]]] = {}

    def watch(sentence: Sentence, _: Sequence[Candidate]) -> None:
        trace.append(sentence.tokens)
        made = weigh(sentence, shipped())
        why.update({key: reasons(made, key, shipped()) for key in made.likely})

    reading = read_document(document, registry, watch=watch)
    for place, tokens in enumerate(trace, 1):
        yield f"{SENTENCE.said(language)} {place}: " + " ".join(_token(token) for token in tokens)
    bodies = {token.value.name: token.value for tokens in trace for token in tokens if isinstance(token.value, Entity)}
    for name in sorted(bodies):
        known = KNOWN if bodies[name].known else NEW
        yield f"{BODY.said(language)}: {name} ({bodies[name].kind}, {known.said(language)})"
    for candidate in reading.candidates:
        yield f"{FACT.said(language)}: {shown(candidate, language)}"
        if told := why.get(key_of(candidate)) if candidate.rule.startswith(LEARNED) else None:
            weights = ", ".join(f"{trait} {number(Decimal(str(weight)), language)}" for trait, weight in told)
            yield f"  {BECAUSE.said(language)}: {weights}"
    for prompt in reading.prompts:
        yield f"{TO_READ.said(language)}: {' '.join(document.text[prompt.start : prompt.end].split())}"


def _token(token: Token) -> str:
    if isinstance(token.value, Entity):
        return f"{token.kind}{'’s' if token.genitive else ''}<{token.value.name}>"
    if isinstance(token.value, Quantity):
        bound = "" if token.value.bound == "exact" else f" {token.value.bound}"
        return f"{token.kind}<{figure(token.value.value)}{bound}>"
    if isinstance(token.value, Span):
        return f"period<{token.value.start}/{token.value.end}>"
    return token.text if token.kind in ("word", "cap", "punct", "stop") else f"{token.kind}<{token.text}>"
