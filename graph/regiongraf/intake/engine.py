"""Rules over one sentence: which match, and the facts that they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from regiongraf.intake.binding import Item, items, share_equally, shares
from regiongraf.intake.candidate import LEVELS, Candidate, Share
from regiongraf.intake.document import View
from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.grouping import municipality
from regiongraf.intake.lexer import Quantity, Span, Token
from regiongraf.intake.modality import status
from regiongraf.intake.patterns import sentence_text
from regiongraf.intake.references import Surroundings
from regiongraf.intake.rules import Emission, Rule, RuleBook
from regiongraf.intake.words import FINITE

MISSING = (-1, -1)
BODY_KINDS = frozenset(["org", "weak", "ref", "set", "geo", "prj"])
MONEY = ("funding", "budget")
STATE = Entity("Staten", "state", True)
SAYS_MEMBERS = ("own.passive", "own.owned-by", "own.main", "own.owners", "own.jointly", "own.reported")
"""Rules whose words, said of an association, speak of its members."""
NO_OWNED = {"union": "membership", "association": "membership", "foundation": "founder"}
NEVER_OWNED = ("region", "municipality", "agency", "state", "council", "set", "place", "project")
REMAINING = frozenset(["resterande", "återstående", "remaining", "övriga", "rest"])
RECEIVERS = ("company", "foundation", "association", "union", "university", "unknown")
"""Kinds that money is given to where the text leaves out to whom."""
ORGANS = frozenset(["fullmäktige", "styrelsen", "direktionen", "ägarrådet", "förbundsdirektionen", "samrådet"])
"""Parts of a body: who sits in them is no member of a body."""
BODIES_OF = re.compile(r"\w(?:bolagen|företagen|föreningarna|organisationerna|förbunden|verken)$")
UNDATED = frozenset(
    [
        "sedan",
        "since",
        "före",
        "before",
        "efter",
        "after",
        "bildades",
        "startades",
        "grundades",
        "till",
        "hösten",
        "våren",
        "mars",
        "maj",
        "juni",
    ]
)


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
        found = self.entity(tokens[at]) if tokens[at].kind == "ref" else None
        if found and found[0] not in named and not {"coref:vi", "coref:guess"} & set(found[1]):
            return [found[0], *named]
        if at > 2:
            named.sort(key=lambda entity: entity.kind == "unknown")
        return named

    def entity(self, token: Token) -> tuple[Entity, tuple[str, ...]] | None:
        """What `token` stands for, and how that is known; None for a reference that leads nowhere."""
        if token.kind == "ref":
            index = next(i for i, other in enumerate(self.tokens) if other is token)
            if index not in self.resolved:
                self.resolved[index] = self.around.resolve(token, self.entities(index), self.entities())
            found = self.resolved[index]
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


def read(sentence: Sentence, book: RuleBook) -> tuple[list[Candidate], list[str]]:
    """The facts of a sentence, and the ids of the rules that fired, in the order of the rules."""
    text = sentence_text(sentence.tokens, book.alphabet)
    found: list[Candidate] = []
    fired: list[str] = []
    taken: dict[str, set[int]] = {}
    held = set(text)
    for rule in book.rules:
        for pattern, need in zip(rule.patterns, rule.needs, strict=True):
            if need is not None and held.isdisjoint(need):
                continue
            for match in pattern.finditer(text):
                kind = rule.emissions[0].kind
                marks = {
                    i for i in range(match.start(), match.end()) if text[i] in book.triggers.get(kind, frozenset())
                }
                if marks and marks <= taken.get(kind, set()):
                    continue
                made = [
                    candidate for emission in rule.emissions for candidate in _emitted(sentence, rule, emission, match)
                ]
                if made:
                    _remember(sentence, made, match, rule)
                    taken.setdefault(kind, set()).update(marks)
                    for other in rule.takes:
                        taken.setdefault(other, set()).update(range(match.start(), match.end()))
                    fired.append(rule.id)
                    found += made
    return found, fired


def _emitted(sentence: Sentence, rule: Rule, emission: Emission, match: re.Match[str]) -> Iterator[Candidate]:
    if emission.kind == "giver":
        span = _span(match, emission.subject or "")
        found = sentence.entity(sentence.tokens[span[0]])
        if found and found[0].kind != "project":
            sentence.around.giver = found[0]
        return
    if rule.id == "coop.named" and any(token.low.startswith("godkän") for token in sentence.tokens):
        return  # who approves an agreement is no party to it
    if "TOPIC" in (emission.subject, emission.object) and _of_a_name(sentence, match.start()):
        return
    subjects = _captured(sentence, emission, emission.subject, match)
    objects = _captured(sentence, emission, emission.object, match)
    if subjects is None or objects is None:
        return
    if "TOPIC" in (emission.subject, emission.object) and _about_itself(subjects, objects):
        return
    _shared_out(sentence, emission, match, subjects, objects)
    read_status = status(sentence.tokens, match.start(), match.end())
    if emission.kind == "founder" and read_status == "former":
        read_status = None  # whoever was a founder is one
    stronger = emission.status == "planned" and read_status in ("proposed", "denied")
    said = read_status if stronger else emission.status or (None if emission.plain else read_status)
    if emission.kind == "partnership" and emission.subject == emission.object:
        pairs = [(a, b) for i, a in enumerate(subjects) for b in subjects[i + 1 :]]
    else:
        pairs = [(a, b) for a in subjects for b in objects]
    for subject, object_ in pairs:
        candidate = _candidate(sentence, rule, emission, match, subject, object_, said)
        if candidate:
            yield candidate


def _of_a_name(sentence: Sentence, start: int) -> bool:
    """True for “X, som ägs av …”: what the clause says is said of X and of nothing further off."""
    before = [token for token in sentence.tokens[max(0, start - 4) : start] if token.low != ","]
    return len(before) > 1 and before[-1].low == "som" and before[-2].kind in BODY_KINDS


def _remember(sentence: Sentence, made: Sequence[Candidate], match: re.Match[str], rule: Rule) -> None:
    """Keep who gave and who received last, for the sentences that leave it out."""
    last = made[-1]
    if last.kind == "ownership" and last.object:
        sentence.around.owned = last.object
    if last.kind not in MONEY:
        return
    sentence.around.period = last.period or sentence.around.period
    named = {
        entity.name: entity
        for token in sentence.tokens
        if (found := sentence.entity(token) if token.kind in BODY_KINDS else None)
        for entity in found[:1]
    }
    if last.subject in named:
        sentence.around.giver = named[last.subject]
    if last.object in named:
        sentence.around.receiver = named[last.object]


def _span(match: re.Match[str], name: str) -> tuple[int, int]:
    """Where a capture lies; MISSING where this pattern has none of that name, or it took no part."""
    return match.span(name) if name in match.re.groupindex else MISSING


def _about_itself(subjects: Sequence[Item | None], objects: Sequence[Item | None]) -> bool:
    """True where the body that a statement would be about is one of those that it names: the wrong one was found."""
    left = {item.token.value.name for item in subjects if item and isinstance(item.token.value, Entity)}
    return any(item and isinstance(item.token.value, Entity) and item.token.value.name in left for item in objects)


def _captured(
    sentence: Sentence, emission: Emission, name: str | None, match: re.Match[str]
) -> list[Item | None] | None:
    """The items of a capture; [None] for an argument that the text leaves out; None where the match says nothing."""
    if name in (None, "null"):
        return [None]
    if name == "ISSUER":
        issuer = sentence.around.issuer(("region", "municipality"))
        return [Item(Token("org", issuer.name, 0, 0, issuer), flags=["topic"])] if issuer else None
    if name == "STATE":
        return [Item(Token("org", STATE.name, 0, 0, STATE))]
    if name in ("TOPIC", "GIVER", "RECEIVER"):
        around = sentence.around
        entity = (
            _topic(sentence, emission, match.start())
            if name == "TOPIC"
            else around.giver or around.decider
            if name == "GIVER"
            else around.receiver
        )
        if entity is None:
            return None if name == "TOPIC" else [None]
        token = Token("org", entity.name, 0, 0, entity)
        return [Item(token, flags=["topic"])]
    span = _span(match, name)
    if span == MISSING:
        return None
    if _of_an_area(sentence.tokens, span[0]):
        return None
    if name == emission.object and emission.kind == "ownership":
        span = span[0], _before_owners(sentence.tokens, span)
    if (head := _head_of_clause(sentence, span, match.end())) is not None:
        return [Item(head)]
    return list(items(sentence.tokens[span[0] : span[1]])) or None


def _of_an_area(tokens: Sequence[Token], start: int) -> bool:
    """True for “av länstrafikbolagen i Jämtlands län”: the bodies of an area, whom nothing names."""
    at = start if tokens[start].low == "i" else start - 1
    return at > 0 and tokens[at].low == "i" and bool(BODIES_OF.search(tokens[at - 1].low))


def _before_owners(tokens: Sequence[Token], span: tuple[int, int]) -> int:
    """The end of what is owned: “hälften av X AB; resterande aktier ägs av Y AB” goes over to owners."""
    start, end = span
    owned = next((index for index in range(start, end) if tokens[index].low in ("ägs", "owned", "ägas")), None)
    if owned is None:
        return end
    return next((index for index in range(owned, start, -1) if tokens[index].low in (";", ",", "och", "medan")), end)


def _head_of_clause(sentence: Sentence, span: tuple[int, int], last: int) -> Token | None:
    """The body that a verb is said of, where a clause on it stands between: “X AB, som är dotterbolag till Y AB, äger”.

    None where what `span` holds is itself what the verb is said of; `last` is where the statement ends.
    """
    tokens, (start, end) = sentence.tokens, span
    if end + 1 >= last or tokens[end].low != "," or tokens[end + 1].low not in FINITE:
        return None
    for index in range(start - 1, max(0, start - 12), -1):
        if tokens[index].low == ",":
            return None
        if tokens[index].low in ("som", "vilket", "vilken") and tokens[index - 1].low == ",":
            head = tokens[index - 2] if index > 1 else None
            return head if head is not None and head.kind in ("org", "weak", "ref", "prj") else None
    return None


def _topic(sentence: Sentence, emission: Emission, before: int) -> Entity | None:
    """The body that an elliptic statement is about: the nearest that fits, in the text before it or the headings."""
    kinds = {
        "project": ("project", "education"),
        "ownership": ("company",),
        "membership": ("union", "association"),
        "founder": ("foundation", "association", "company"),
    }.get(emission.kind)
    kinds = emission.topic or kinds
    around = sentence.around
    if any(token.low in REMAINING for token in sentence.tokens[max(0, before - 4) : before]):
        nearest = next((e for e in reversed(sentence.entities(before)) if e.kind in (kinds or ())), None)
        if nearest:
            return nearest
    groups: list[Sequence[Entity]] = [
        sentence.told(before),
        *reversed(around.sentences[-8:]),
        list(reversed(around.topics)),
    ]
    if emission.kind in ("funding", "budget"):
        project = next((entity for group in groups for entity in group if entity.kind == "project"), None)
        if project:
            return project
    if emission.kind == "partnership":
        kinds = ("project", "unknown", "association")
    if emission.kind == "funding":
        kinds = RECEIVERS
    if emission.kind == "budget":
        kinds = ("project", *RECEIVERS)
    for group in groups:
        last = next((entity for entity in group if entity.name == around.owned), None)
        if emission.kind == "ownership" and emission.object == "TOPIC" and last:
            return last
        for entity in group:
            if kinds is None or entity.kind in kinds:
                return entity
        # What a sentence begins with is what it is about, whatever nobody knows of it.
        about = next((entity for entity in group if entity.kind not in ("place", "person")), None)
        if (
            emission.kind == "ownership"
            and not emission.topic
            and about
            and about is group[0]
            and about.kind == "unknown"
        ):
            return group[0]
    if emission.kind == "project":
        return next((entity for entity in reversed(around.topics) if entity.kind == "unknown"), None)
    for group in groups[:2]:
        for entity in group:
            if entity.kind == "unknown":
                return entity
    if emission.kind == "funding":
        return None
    page = next((entity for entity in reversed(around.topics) if entity.kind not in ("place", "person")), None)
    return (page if emission.kind == "partnership" else None) or around.issuer(kinds or (), around.former)


def _shared_out(
    sentence: Sentence,
    emission: Emission,
    match: re.Match[str],
    subjects: list[Item | None],
    objects: list[Item | None],
) -> None:
    """Give the figures that were captured apart to the names they belong to."""
    named = [item for item in subjects if item]
    others = [item for item in objects if item]
    for key in ("share", "amount"):
        name = getattr(emission, key)
        if not name or _span(match, name) == MISSING:
            continue
        tokens = sentence.tokens[slice(*match.span(name))]
        each = any(token.low in ("vardera", "var", "each") for token in tokens)
        if any(token.low == "lika" for token in tokens):
            share_equally(named)
            continue
        if any(token.low == "/" for token in tokens):
            _deal_parted(tokens, named)
            continue
        if key == "share":
            _deal_shares(tokens, named if len(named) > 1 else others if len(others) > 1 else named, each)
        else:
            _deal_amounts(tokens, named, others, each)
    if emission.whole and len(named) <= 1:
        for item in others or named:
            if item.share is None:
                item.share = Share(exact=Decimal(100))


def _deal_parted(tokens: Sequence[Token], named: list[Item]) -> None:
    """“60/40”: a part each, in order, where they make up the whole."""
    parts = [token.value.value for token in tokens if token.kind == "num" and isinstance(token.value, Quantity)]
    if len(parts) == len(named) and sum(parts) == 100:
        for item, part in zip(named, parts, strict=True):
            item.share = Share(exact=part)


def _deal_shares(tokens: Sequence[Token], named: list[Item], each: bool) -> None:
    found = shares(tokens)
    if len(found) == len(named) or (len(found) == 1 and (each or len(named) == 1)):
        for index, item in enumerate(named):
            share, approx, basis = found[min(index, len(found) - 1)]
            if item.share is None and basis != "rest":
                item.share, item.approx, item.basis = share, approx, basis
    elif len(found) == 1 and named[0].share is None and len(named) > 1 and _later_figures(named):
        named[0].share, named[0].approx, named[0].basis = found[0]
    elif len(found) == 1 and len(lacking := [item for item in named if item.share is None]) == 1:
        lacking[0].share, lacking[0].approx, lacking[0].basis = found[0]
    else:
        for item in named:
            item.flags.append("ambiguous-share")


def _later_figures(named: Sequence[Item]) -> bool:
    """True where the names behind the first have figures said of them: the figure before is the first one's."""
    return all(item.share is not None or "ambiguous-share" in item.flags for item in named[1:])


def _deal_amounts(tokens: Sequence[Token], named: list[Item], others: list[Item], each: bool) -> None:
    money = [token for token in tokens if token.kind == "money"]
    if not money:
        return
    receiving = others if len(others) > 1 else named
    if len(receiving) > 1 and sum(item.amount is None for item in receiving) == 1:
        each = True  # all others have a sum of their own
    if len(receiving) > 1 and not each:
        for item in receiving:
            item.flags.append("ambiguous-amount")
        return
    for item in receiving or named:
        if item.amount is None:
            value = money[0].value
            if value.currency in (None, "SEK"):
                item.amount, item.approx = value.value, item.approx or value.approx
            else:
                item.flags.append(f"currency-{value.currency}")


Known = tuple[Entity, tuple[str, ...]]
"""A body, and how it is known."""


def _candidate(
    sentence: Sentence,
    rule: Rule,
    emission: Emission,
    match: re.Match[str],
    subject: Item | None,
    object_: Item | None,
    said: str | None,
) -> Candidate | None:
    giver, receiver = (sentence.entity(item.token) if item else None for item in (subject, object_))
    if (subject and giver is None) or (object_ and receiver is None):
        return None
    kind = _kind(rule, emission, giver, receiver)
    if kind is None:
        return None
    giver = _as_member(sentence, kind, giver, receiver)
    flags = {flag for end in (giver, receiver) if end for flag in end[1]}
    flags |= {flag for item in (subject, object_) if item for flag in item.flags}
    # What stands with the object is said of the first owner that a rule names, not of those who own beside it.
    beside = emission is not rule.emissions[0] and emission.share is None and not emission.whole
    figures = [item for item in ((subject,) if beside else (object_, subject)) if item]
    share = next((item.share for item in figures if item.share), None) if kind == "ownership" else None
    amount = _amount(sentence, emission, match, figures, flags) if kind in MONEY else None
    if kind == "funding" and amount is None and _says_amount(emission, match) and not _explained(flags):
        return None
    if kind == "funding" and receiver is None and amount is None:
        return None  # a gift to nobody, of nothing that is known
    start, end = sentence.view.span(sentence.tokens[match.start()].start, sentence.tokens[match.end() - 1].end)
    return Candidate(
        kind, giver[0].name if giver else None, receiver[0].name if receiver else None, start, end,
        _level(rule.level, flags, said), rule.id, share=share, amount=amount,
        period=_when(sentence, match) if kind in MONEY else None,
        status=said, via=_via(sentence, emission, match, subject),
        approx=any(item.approx for item in figures),
        basis=next((item.basis for item in figures if item.basis), None) if share else None,
        page=sentence.page, flags=tuple(sorted(flags)),
    )  # fmt: skip


def _kind(rule: Rule, emission: Emission, giver: Known | None, receiver: Known | None) -> str | None:
    """The kind of fact between two bodies: only companies are owned. None where the two cannot stand in it."""
    kind = emission.kind
    left, right = giver[0].kind if giver else "", receiver[0].kind if receiver else ""
    if giver and receiver and giver[0].name == receiver[0].name:
        return None
    if emission.only and (left, right) != emission.only:
        return None
    if kind == "ownership":
        if right in NEVER_OWNED or left in ("place", "project"):
            return None
        if receiver and receiver[0].name.lower().endswith("koncernen"):
            return None  # a group of companies is no one's property; its parent is
        if right in NO_OWNED:
            return NO_OWNED[right] if rule.id.startswith(SAYS_MEMBERS) else None
    if kind == "membership" and receiver and receiver[0].name.lower() in ORGANS:
        return None
    if kind in ("membership", "founder", "partnership") and left == "project":
        return None
    if kind == "project" and right not in ("project", "unknown", "association"):
        return None
    if kind == "partnership" and right == "union" and rule.id == "coop.named":
        return "membership"  # what brings the members of such a body together is the body itself
    if kind == "partnership" and right == "project" and rule.id == "coop.efforts-such-as":
        return "project"
    if kind in ("membership", "project") and right == "education":
        return "partnership" if kind == "project" else None
    if kind == "membership" and left and right in ("region", "municipality", "place", "state"):
        return None
    if kind == "membership" and right == "company" and rule.id.startswith(("member.consists", "member.joins")):
        return None
    return kind


def _says_amount(emission: Emission, match: re.Match[str]) -> bool:
    return emission.amount is not None and _span(match, emission.amount) != MISSING


def _explained(flags: set[str]) -> bool:
    """True where it is known why a sum is left out: it is of several together, or of another currency."""
    return any(flag.startswith(("ambiguous", "currency")) for flag in flags)


def _amount(
    sentence: Sentence, emission: Emission, match: re.Match[str], figures: Sequence[Item], flags: set[str]
) -> Decimal | None:
    """The sum of a flow: that of either end, else the one captured apart."""
    own = next((item.amount for item in figures if item.amount is not None), None)
    if own is None and emission.amount and _says_amount(emission, match):
        return _lone_amount(sentence.tokens[slice(*match.span(emission.amount))], flags)
    return own


def _via(sentence: Sentence, emission: Emission, match: re.Match[str], subject: Item | None) -> str | None:
    """The name of whom a share is held through."""
    captured = _captured(sentence, emission, emission.via, match) if emission.via else None
    token = captured[0].token if captured and captured[0] else subject.via if subject else None
    found = sentence.entity(token) if token else None
    return found[0].name if found else None


def _lone_amount(tokens: Sequence[Token], flags: set[str]) -> Decimal | None:
    """The amount of a flow that names neither end."""
    money = [token.value for token in tokens if token.kind == "money" and token.value.currency in (None, "SEK")]
    return money[0].value if len(money) == 1 and "ambiguous-amount" not in flags else None


def _as_member(
    sentence: Sentence,
    kind: str,
    giver: tuple[Entity, tuple[str, ...]] | None,
    body: tuple[Entity, tuple[str, ...]] | None,
) -> tuple[Entity, tuple[str, ...]] | None:
    """A bare place-like name that is a member of a municipal body is the municipality of that name."""
    municipal = kind == "membership" and body is not None and body[0].kind == "union"
    municipal = municipal or (
        kind == "ownership" and any(token.low.startswith("kommunal") for token in sentence.tokens)
    )
    if not giver or not body or not municipal or giver[0].kind != "unknown":
        return giver
    name = giver[0].name
    if len(name.split()) > 2 or name.isupper() or name[:1].islower():
        return giver
    return municipality(name, sentence.known), (*giver[1], "metonymy")


def _level(level: str, flags: set[str], said: str | None) -> str:
    """The rule's level, lowered by what makes a reading less certain."""
    if said:
        return "check"
    weight = LEVELS.index(level)
    lowered = sum(flag in flags for flag in ("weak", "metonymy", "ambiguous-share", "ambiguous-amount", "unnamed"))
    lowered += any(flag in ("coref:vi", "coref:guess") for flag in flags)
    return LEVELS[min(2, weight + min(lowered, 2))]


def _when(sentence: Sentence, match: re.Match[str]) -> tuple[str | None, str | None] | None:
    """The period that is said, or that of the sum before where this one says that it is the same or a part of it."""
    low = [token.low for token in sentence.tokens]
    same = any(a == "samma" and b in ("period", "tid", "tidsperiod", "år") for a, b in pairwise(low))
    part = low[:1] == ["av"] and low[1:2] != [] and low[1] in ("de", "den", "detta", "dessa", "summan", "beloppet")
    return _period(sentence.tokens, match) or (sentence.around.period if same or part else None)


def _period(tokens: Sequence[Token], match: re.Match[str]) -> tuple[str | None, str | None] | None:
    """The period that a sum is for: the nearest in the sentence, and none that is a date of something else."""
    best: tuple[int, tuple[str | None, str | None]] | None = None
    for index, token in enumerate(tokens):
        before = tokens[index - 1].low if index else ""
        if token.kind == "period" and isinstance(token.value, Span):
            value: tuple[str | None, str | None] = (token.value.start, token.value.end)
        elif token.kind == "year" and before not in UNDATED:
            value = (token.value, token.value)
        else:
            continue
        distance = max(match.start() - index, index - match.end(), 0)
        if best is None or distance < best[0]:
            best = (distance, value)
    return best[1] if best else None
