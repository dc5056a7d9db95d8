"""One sentence as the rules see it: its tokens, what each stands for, and what it leaves behind for those after it."""

from __future__ import annotations

from dataclasses import dataclass, field

from regiongraf.intake.antecedents import after_companions, apposed, earlier
from regiongraf.intake.document import View
from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.lexer import Token
from regiongraf.intake.references import Surroundings
from regiongraf.intake.words import REFERENCES

Known = tuple[Entity, tuple[str, ...]]
"""A body, and how it is known."""
PUBLIC = (("region",), ("municipality",), ("agency",))
"""Kinds of body that a text may leave without a name from first to last: “landstinget”, “länsstyrelsen”."""
BODY_KINDS = frozenset(["org", "weak", "ref", "set", "geo", "prj"])


@dataclass(slots=True)
class Sentence:
    """The tokens of one sentence with what stands around it."""

    tokens: list[Token]
    view: View
    around: Surroundings
    known: Gazetteer
    page: int | None = None
    resolved: dict[int, tuple[Entity, str] | None] = field(default_factory=dict)

    def entities(self, end: int | None = None) -> list[Entity]:
        """The named entities before token `end`, in order."""
        return [t.value for t in self.tokens[:end] if t.kind in ("org", "weak", "prj") and isinstance(t.value, Entity)]

    def former(self) -> set[Entity]:
        """The bodies of “aktier som tidigare ägdes av X”: a former owner is not what the text goes on about."""
        return {
            token.value
            for index, token in enumerate(self.tokens)
            if index > 1 and self.tokens[index - 1].low == "av" and self.tokens[index - 2].low in ("ägdes", "samägdes")
            if isinstance(token.value, Entity)
        }

    def told(self, end: int | None = None) -> list[Entity]:
        """The bodies that later words may turn back to: what this sentence is about first, then those it names.

        A name that nothing explains comes first only where the sentence begins with it.
        """
        tokens = self.tokens[:end]
        former = self.former()
        named = [entity for entity in self.entities(end) if entity not in former]
        at = next((index for index, token in enumerate(tokens) if token.kind in BODY_KINDS), None)
        if at is None:
            return named
        first = after_companions(tokens) or tokens[at]
        found = self.entity(first) if first.kind == "ref" else None
        if found and found[0] not in named and not {"coref:vi", "coref:guess"} & set(found[1]):
            return [found[0], *named]
        if at > 2:
            named.sort(key=lambda entity: entity.kind == "unknown")
        return named

    def _resolved(self, token: Token, index: int) -> tuple[Entity, str] | None:
        """The body that the reference at `index` stands for, and how it was found."""
        kinds, same = REFERENCES[token.value], apposed(self.tokens, index)
        if same is not None and same.kind in (*kinds, "unknown") and kinds and kinds != ("project",):
            return same, f"coref:{token.value}"
        return self.around.resolve(token, earlier(self.tokens, index), self.entities())

    def entity(self, token: Token) -> tuple[Entity, tuple[str, ...]] | None:
        """What `token` stands for, and how that is known; None for a reference that leads nowhere."""
        if token.kind == "ref":
            index = next(i for i, other in enumerate(self.tokens) if other is token)
            if index not in self.resolved:
                self.resolved[index] = self._resolved(token, index)
            found = self.resolved[index]
            if found is None and REFERENCES[token.value] in PUBLIC:
                return Entity(token.value, REFERENCES[token.value][0]), ("no-name",)
            return (found[0], (found[1],)) if found else None
        if not isinstance(token.value, Entity):
            return None
        if token.kind == "geo":
            if token.value.name in self.known.towns:
                return self.known.towns[token.value.name], ("metonymy",)
            if token.value.name in self.known.areas:
                return self.known.areas[token.value.name], ("metonymy",)
            return None
        unnamed = tuple(flag for flag in token.value.flags if flag == "unnamed")
        return token.value, ("weak", *unnamed) if token.kind == "weak" else unnamed
