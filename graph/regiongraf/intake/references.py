"""What a document calls its bodies: aliases that it introduces, and “bolaget”, “regionen”, “vi” traced to a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from regiongraf.intake.antecedents import GENERAL, bears
from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.lexer import Token, tokens
from regiongraf.intake.words import HEADS, LEGAL, REFERENCES, listed
from regiongraf.names import fold

NAMED = ("org", "weak", "prj")
ALIAS_WORDS = listed(
    """
        i texten även nedan härefter fortsättningen kallat kallad kallas förkortat förkortas benämns benämnd
        hädanefter här tidigare fd f.d. hereinafter the also known as referred to vidare refererat som
        efterföljande det eller kort kortform
        """
)
QUOTES = frozenset(["”", '"', "“", "»", "’", "'"])
OF_A_PAGE = ("company", "union", "association", "foundation")
LOOSE = ("nätverket", "partnerskapet", "moderbolaget", "dotterbolaget")
PERSONAL = ("vi", "oss", "we")
NO_BODY = ("place", "person", "project", "education", "set")


@dataclass(frozen=True, slots=True)
class Alias:
    """`name` stands for `entity` in this document; `start`, `end` say where that was said (offsets of the view)."""

    name: str
    entity: Entity
    start: int
    end: int


def aliases(tokens: Sequence[Token]) -> tuple[list[Token], list[Alias]]:
    """`tokens` without the brackets that introduce aliases, and the aliases."""
    result: list[Token] = []
    found: list[Alias] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        result.append(token)
        index += 1
        if token.kind not in NAMED or not isinstance(token.value, Entity):
            continue
        taken, alias = (
            _bracketed(tokens, index, token)
            if index < len(tokens) and tokens[index].low == "("
            else _between_commas(tokens, index, token)
        )
        if alias:
            found.append(alias)
            index += taken
    return result, found


def _bracketed(tokens: Sequence[Token], start: int, token: Token) -> tuple[int, Alias | None]:
    """“X (i texten även Y)”, “X (Y)”, “Y (Full name)”."""
    close = next((i for i in range(start + 1, min(start + 9, len(tokens))) if tokens[i].low == ")"), None)
    if close is None:
        return 0, None
    inner = [t for t in tokens[start + 1 : close] if t.text not in QUOTES]
    names = [t for t in inner if t.kind in ("cap", "weak", "org", "prj", "geo")]
    said = [t for t in inner if t not in names]
    entity = token.value
    if len(names) == 1 and all(t.low in ALIAS_WORDS or t.low in REFERENCES for t in said):
        name = names[0].text
        short = name.lower() in entity.name.lower() or _begins_alike(name, entity.name) or _initialled(name, entity)
        if len(name) > 1 and (said or _abbreviates(name, entity.name) or short):
            return close + 1 - start, Alias(name, entity, names[0].start, names[0].end)
    if not said or token.text.isupper():
        first, last = tokens[start + 1], tokens[close - 1]
        if (
            inner
            and token.text.isupper()
            and len(token.text) > 1
            and _abbreviates(token.text, " ".join(t.text for t in inner))
        ):
            kinds = [t.value.kind for t in inner if isinstance(t.value, Entity) and t.kind == "org"]
            full = replace(entity, name=" ".join(t.text for t in inner), kind=kinds[0] if kinds else entity.kind)
            token.value = full
            return close + 1 - start, Alias(token.text, full, first.start, last.end)
    return 0, None


NUMBERED_AS = re.compile(r"(?i)org(?:anisations)?\.?(?:nr|nummer|-nr|\.nr)?$|nr$|nummer$")
NEAR = 9
"""How far behind a name the bracket may stand that says what it is called below."""


def nouns_of(tokens: Sequence[Token]) -> Iterator[tuple[str, Entity]]:
    """What a contract or statutes say that a noun stands for: “X AB, org.nr 55…, (”Bolaget”)”, “X (Förbundet)”."""
    last: tuple[int, Entity] | None = None
    for index, token in enumerate(tokens):
        if token.kind == "org" and isinstance(token.value, Entity):
            last = (index, token.value)
        if token.low != "(" or last is None or index - last[0] > NEAR:
            continue
        close = next((i for i in range(index + 1, min(index + 8, len(tokens))) if tokens[i].low == ")"), None)
        inner = [t for t in tokens[index + 1 : close] if t.text not in QUOTES] if close else []
        nouns = [t for t in inner if t.kind == "ref" and t.value not in PERSONAL and not t.genitive]
        said = all(t in nouns or t.low in ALIAS_WORDS for t in inner)
        between = tokens[last[0] + 1 : index]
        plain = all(
            t.kind in ("num", "punct", "date", "stop") or NUMBERED_AS.search(t.low) or t.low in ("med", "publ")
            for t in between
        )
        if len(nouns) == 1 and said and plain and last[1].kind in REFERENCES[nouns[0].value]:
            yield nouns[0].value, last[1]


def _between_commas(tokens: Sequence[Token], start: int, token: Token) -> tuple[int, Alias | None]:
    """“Kollektivtrafikmyndigheten i X, KTM, …”."""
    if start + 2 >= len(tokens) or tokens[start].low != "," or tokens[start + 2].low != ",":
        return 0, None
    short = tokens[start + 1]
    if (
        short.kind in ("cap", "weak", "org")
        and short.text.isupper()
        and 1 < len(short.text) < 9
        and _abbreviates(short.text, token.value.name)
    ):
        return 2, Alias(short.text, token.value, short.start, short.end)
    return 0, None


def _abbreviates(short: str, name: str) -> bool:
    """True where the letters of `short` stand in `name` in this order, the first at its start."""
    letters = [c for c in short.lower() if c.isalnum()]
    rest = iter(name.lower())
    return (
        bool(letters)
        and short.isupper()
        and name.lower().startswith(letters[0])
        and all(letter in rest for letter in letters)
    )


def _initialled(short: str, entity: Entity) -> bool:
    """True where the first two letters of `short` begin words of the name: “Förbundet Dalens Sjukflyg (DSA)”."""
    words = entity.name.split()
    if words[0].lower() in HEADS and len(words) > 2:
        words = words[1:]
    initials = "".join(word[0] for word in words if word[:1].isupper())
    return short.isupper() and short.isalpha() and 2 < len(short) < 7 and len(words) > 1 and initials[:2] == short[:2]


def _begins_alike(short: str, name: str) -> bool:
    """True for “Mellankraft” of “Mellan Svenska Städers Kraft AB”: a company's name run together from its own words."""
    words = [word.lower() for word in name.split() if word not in LEGAL]
    low = short.lower()
    return len(words) > 1 and len(low) > 4 and low.startswith(words[0][:4]) and any(low.endswith(w) for w in words[1:])


def shortened(names: Iterable[Entity]) -> Iterator[tuple[str, Entity]]:
    """The forms that a document may use for a name once given: without “AB”, without “Samordningsförbundet” …."""
    for entity in names:
        words = [word for word in entity.name.split() if word not in LEGAL]
        short = " ".join(words)
        if short != entity.name and len(short) > 3:
            yield short, entity


def same_bodies(names: Iterable[Entity], unsure: Iterable[Entity], known: Gazetteer) -> Iterator[tuple[str, Entity]]:
    """Names of one document that stand for a body which it names otherwise too.

    One that differs in case and legal form only (“SkogsLyft”, “Skogslyft AB”), and one of a national body where the
    document names only its branch in one area (“Coompanion”, “Coompanion Skåne”).
    """
    found = list(names)
    by_fold: dict[str, list[Entity]] = {}
    for entity in (*found, *unsure):
        words = [word for word in entity.name.split() if word not in LEGAL]
        if len(words) > 1 and words[0].lower() + "et" in HEADS:
            words[0] += "et"  # “Partnerskap Skogen”, “Partnerskapet Skogen”
        bare = " ".join(words)
        by_fold.setdefault(fold(bare), []).append(entity)
    for same in by_fold.values():
        chosen = max(same, key=lambda entity: (entity.kind != "unknown", entity.known, len(entity.name), entity.name))
        yield from ((entity.name, chosen) for entity in same if entity is not chosen and not entity.known)
    for entity in found:
        if not entity.known or entity.key:
            continue
        branches = [other for other in found if other.name.startswith(f"{entity.name} ")]
        if len(branches) == 1 and branches[0].name.removeprefix(f"{entity.name} ") in known.areas:
            yield entity.name, branches[0]


@dataclass(slots=True)
class Surroundings:
    """What has been said before a sentence: the bodies of earlier sentences, of headings, of the whole document."""

    counts: Counter[Entity] = field(default_factory=Counter)
    order: dict[Entity, int] = field(default_factory=dict)
    topics: list[Entity] = field(default_factory=list)
    """Entities of the headings in force, nearest last."""
    sentences: list[list[Entity]] = field(default_factory=list)
    """Entities of the earlier sentences of this block and the ones before it, nearest last."""

    giver: Entity | None = None
    """Who gave in the last flow of money of this block: what follows without a giver is theirs."""
    receiver: Entity | None = None
    hander: Entity | None = None
    """Who was told last to hand out a sum to nobody named: what those named further on get is theirs."""
    givers: dict[str, Entity] = field(default_factory=dict)
    """By the name of who got it, who gave last."""
    titled: tuple[Entity, ...] = ()
    """The bodies that the document's title names."""
    project: Entity | None = None
    """The page’s own title, where it tells of “projektet” and calls none by name."""
    called: dict[str, Entity] = field(default_factory=dict)
    """What “bolaget”, “förbundet” … stand for all through the document, as it says itself."""
    decider: Entity | None = None
    """In minutes: the region or municipality of the head, whose money it is where nobody else is named."""
    owned: str | None = None
    """The name of the company whose owners were told last in this block."""
    agents: dict[str, set[str]] = field(default_factory=dict)
    """By kind of fact, the names of those who were told in this block to own, join or fund somebody."""
    former: set[Entity] = field(default_factory=set)
    """Who is told to have owned something before."""
    met: set[str] = field(default_factory=set)
    """The names of the bodies that the text has named up to here."""
    period: tuple[str | None, str | None] | None = None
    """Of the last flow of money of this block."""
    year: tuple[str | None, str | None] | None = None
    """Of what year or years a report is, as its title says."""
    most: Entity | None = None
    """The body that the document names most."""
    lead: tuple[str, ...] = ()
    """What the heading or the line with a colon over this text speaks of, as `pairs.py` puts it."""

    def saw(self, entity: Entity) -> None:
        """Count a mention anywhere in the document."""
        self.counts[entity] += 1
        self.order.setdefault(entity, len(self.order))

    def meets(self, entities: Iterable[Entity]) -> None:
        """Note bodies that the text has named by now."""
        self.met.update(entity.name for entity in entities)

    def told_by_now(self, kinds: Sequence[str], but: Container[Entity] = ()) -> Entity | None:
        """The issuer, if the text has named it by now or it is the only body of its kinds: nothing binds forward."""
        found = self.issuer(kinds, but)
        fitting = sum(entity.kind in kinds for entity in self.counts)
        return found if found is None or not kinds or found.name in self.met or fitting == 1 else None

    def issuer(self, kinds: Sequence[str], but: Container[Entity] = ()) -> Entity | None:
        """The body of one of `kinds`, and none of `but`, that the document speaks of most; the first of equals."""
        fitting = [entity for entity in self.counts if (not kinds or entity.kind in kinds) and entity not in but]
        return min(fitting, key=lambda e: (-self.counts[e], self.order[e]), default=None)

    def resolve(
        self, token: Token, before: Sequence[Entity], beside: Sequence[Entity] = ()
    ) -> tuple[Entity, str] | None:
        """The entity that a reference stands for, and how it was found; None where nothing fits.

        `before` are the bodies named earlier in the sentence, `beside` all that it names.
        """
        kinds = REFERENCES[token.value]
        if (noun := token.low.removesuffix("s")) in self.called:
            return self.called[noun], f"coref:{token.value}"
        if token.value in self.called:
            return self.called[token.value], f"coref:{token.value}"
        if token.value in PERSONAL:
            topic = next((entity for entity in reversed(self.topics) if entity.kind not in ("place", "project")), None)
            chosen = topic or self.issuer(
                ("region", "municipality", "company", "union", "association", "foundation", "university")
            )
            return (chosen, "coref:vi") if chosen else None
        if kinds in (("region",), ("municipality",)):
            chosen = self._titled(kinds, before)
            if chosen is None:
                chosen = self._nearest(kinds, before) if not self._dominant(kinds) else self.told_by_now(kinds)
            if chosen is None:
                guess = self.issuer(kinds)
                return (guess, "coref:guess") if guess else None
            told = chosen in before or chosen.name in self.met
            return chosen, f"coref:{token.value}" if told else "coref:guess"
        if token.value == "länsstyrelsen":
            named = [e for e in self.counts if e.name.lower().startswith("länsstyrelsen ")]
            return (named[0], f"coref:{token.value}") if len(named) == 1 else None
        chosen = self._told_of(kinds) or self._nearest(kinds, before)
        if token.value not in GENERAL and (chosen is None or not bears(chosen.name, token.low)):
            chosen = self._bearing(token.low, before) or chosen
        if chosen is None and sum(e.kind in kinds for e in self.counts) == 1:
            chosen = self.issuer(kinds)
            if chosen and chosen.name not in self.met and chosen not in self.topics:
                return chosen, "coref:guess"  # the text has not named it by now
        if chosen is not None and token.value in LOOSE and chosen.known:
            return chosen, "coref:guess"  # “nätverket” is seldom the association that runs it
        if chosen is None:
            others = [entity for entity in self.counts if entity.kind in kinds and entity not in beside]
            if not others and kinds == ("project",) and self.project:
                others = [self.project]
            if not others and (about := self._unexplained(kinds, beside)):
                return about, "coref:open"
            if not others:
                others = self._titles(kinds)
            return (others[0], "coref:guess") if len(others) == 1 else None
        return chosen, f"coref:{token.value}"

    def _told_of(self, kinds: Sequence[str]) -> Entity | None:
        """The company whose owners the sentence before told: “bolaget” is that one, and none of its owners."""
        if "company" not in kinds or not self.owned or not self.sentences:
            return None
        owners = self.agents.get("ownership", set())
        told = [entity for entity in self.sentences[-1] if entity.name not in owners or entity.name == self.owned]
        first = next((entity for entity in told if entity.kind in kinds or entity.name == self.owned), None)
        if first is None and len(told) < len(self.sentences[-1]):  # it named owners only
            earlier = (entity for sentence in reversed(self.sentences[:-1]) for entity in sentence)
            first = next((entity for entity in earlier if entity.name == self.owned), None)
        return first if first is not None and first.name == self.owned else None

    def _titled(self, kinds: Sequence[str], before: Sequence[Entity]) -> Entity | None:
        """The region or municipality of the document's title, unless another has just been spoken of."""
        titled = next((entity for entity in self.titled if entity.kind in kinds), None)
        near = [*before, *(self.sentences[-1][:1] if self.sentences else ())]
        return None if any(entity.kind in kinds for entity in near) else titled

    def _bearing(self, noun: str, before: Sequence[Entity]) -> Entity | None:
        """The nearest body whose name says what the noun says: “fonden” is “Norrdalsfonden”."""
        for bodies in (before, *reversed(self.sentences[-6:]), list(reversed(self.topics))):
            for entity in bodies:
                if entity.kind not in NO_BODY and bears(entity.name, noun):
                    return entity
        return None

    def _unexplained(self, kinds: Sequence[str], beside: Container[Entity]) -> Entity | None:
        """Where the document names nobody of `kinds`: the nearest that a sentence was about and that may be one."""
        if not kinds or kinds[0] not in OF_A_PAGE:
            return None
        open_kinds = ("unknown",) if kinds[0] == "company" else ("unknown", "company", *OF_A_PAGE[1:])
        for sentence in reversed(self.sentences[-6:]):
            first = sentence[0]
            formal = not LEGAL.isdisjoint(first.name.split())
            told = first.known or " " in first.name or self.counts[first] > 1  # no heading of one word
            part = any(first.name in topic.name and first.name != topic.name for topic in self.topics)
            if first.kind in open_kinds and first not in beside and told and not (formal or part):
                return first
        return None

    def _titles(self, kinds: Sequence[str]) -> list[Entity]:
        """The page's own name, where nothing else explains its heading: what “förbundet” on it stands for."""
        named = [e for e in self.topics if e.kind == "unknown" and " " in e.name]
        return [replace(named[0], kind=kinds[0])] if named and kinds and kinds[0] in OF_A_PAGE else []

    def _dominant(self, kinds: Sequence[str]) -> bool:
        """True where one body of `kinds` is named more than all others of them together, or alone."""
        counts = sorted((n for entity, n in self.counts.items() if entity.kind in kinds), reverse=True)
        return bool(counts) and (len(counts) == 1 or counts[0] > sum(counts[1:]))

    def _nearest(self, kinds: Sequence[str], before: Sequence[Entity]) -> Entity | None:
        for sentence in (before, *reversed(self.sentences[-6:])):
            found = next((entity for entity in sentence if entity.kind in kinds), None)
            if found:
                return found
        return next((entity for entity in reversed(self.topics) if entity.kind in kinds), None)


def document_names(known: Gazetteer, found: Iterable[Alias], names: Iterable[Entity]) -> Gazetteer:
    """The gazetteer of one document: its aliases and short forms over what is known everywhere."""
    own = known.over()
    for alias in found:
        own.add(alias.name, alias.entity)
    for short, entity in shortened(names):
        other = known.longest(tokens(short), 0)
        # A name of a shipped list is the fuller one that the document itself writes with its legal form.
        if other is None or (other[0].listed and other[0].key is None and other[0].name == short and not entity.known):
            own.add(short, entity)
    return own
