"""Rules over one sentence: which match, and the facts that they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiongraf.intake.binding import Item, items
from regiongraf.intake.candidate import LEVELS, Candidate
from regiongraf.intake.dealing import MISSING, amount_of, explained, says_amount, shared_out, span_of
from regiongraf.intake.gazetteer import STATE, Entity
from regiongraf.intake.kinds import as_member, kind_between
from regiongraf.intake.lexer import Token
from regiongraf.intake.modality import status
from regiongraf.intake.patterns import sentence_text
from regiongraf.intake.periods import when
from regiongraf.intake.rules import Emission, Rule, RuleBook
from regiongraf.intake.sentence import BODY_KINDS, Sentence
from regiongraf.intake.topic import stands_near, topic
from regiongraf.intake.words import FINITE

MONEY = ("funding", "budget")
PASSIVES = frozenset(
    [
        "ägs",
        "drivs",
        "leds",
        "finansieras",
        "medfinansieras",
        "delfinansieras",
        "förvaltas",
        "samordnas",
        "styrs",
        "owned",
        "run",
    ]
)
LEADING = frozenset(["av", "by", "of", "från", "from", "till", "inom", "hos"])
VERBS_BEHIND = frozenset(["har", "hade", "äger", "ägde", "som", "has", "had", "owns", "får", "fick", "holds"])
CLAUSE = 10
"""In tokens: how far before its list a relative clause may begin."""
BODIES_OF = re.compile(r"\w(?:bolagen|företagen|föreningarna|organisationerna|förbunden|verken)$")


def read(sentence: Sentence, book: RuleBook) -> tuple[list[Candidate], list[str]]:
    """The facts of a sentence, and the ids of the rules that fired, in the order of the rules."""
    text = sentence_text(sentence.tokens, book.alphabet)
    found: list[Candidate] = []
    fired: list[str] = []
    taken: dict[str, set[int]] = {}
    for number in book.index.possible(text):
        rule, pattern = book.patterns[number]
        for match in pattern.finditer(text):
            kind = rule.emissions[0].kind
            marks = {i for i in range(match.start(), match.end()) if text[i] in book.triggers.get(kind, frozenset())}
            if marks and marks <= taken.get(kind, set()):
                continue
            made = [candidate for emission in rule.emissions for candidate in _emitted(sentence, rule, emission, match)]
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
        span = span_of(match, emission.subject or "")
        found = sentence.entity(sentence.tokens[span[0]])
        if found and found[0].kind != "project":
            sentence.around.giver = sentence.around.hander = found[0]
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
    if _turns_to_itself(sentence, subjects, objects):
        return
    shared_out(sentence, emission, match, subjects, objects)
    read_status = status(sentence.tokens, match.start(), match.end())
    if emission.kind in ("founder", "project") and read_status == "former":
        read_status = None  # whoever was a founder is one; a project that is over had those who took part
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
    for candidate in made:
        if candidate.subject:
            sentence.around.agents.setdefault(candidate.kind, set()).add(candidate.subject)
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
        if last.kind == "funding" and not last.status:
            if last.object is None:
                sentence.around.hander = named[last.subject]
            else:
                sentence.around.givers[last.object] = named[last.subject]
    if last.object in named:
        sentence.around.receiver = named[last.object]


def _about_itself(subjects: Sequence[Item | None], objects: Sequence[Item | None]) -> bool:
    """True where the body that a statement would be about is one of those that it names: the wrong one was found."""
    left = {item.token.value.name for item in subjects if item and isinstance(item.token.value, Entity)}
    return any(item and isinstance(item.token.value, Entity) and item.token.value.name in left for item in objects)


def _turns_to_itself(sentence: Sentence, subjects: Sequence[Item | None], objects: Sequence[Item | None]) -> bool:
    """True for “vi finansieras av X och Y” where “vi” was taken for X: whom the word stands for is not known."""
    left = {item.token.value.name for item in subjects if item and isinstance(item.token.value, Entity)}
    turned = (sentence.entity(item.token) for item in objects if item and item.token.kind == "ref")
    return any(found is not None and "coref:vi" in found[1] and found[0].name in left for found in turned)


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
    if name == "GIVER":
        return [_giver(sentence, emission, match)]
    if name in ("TOPIC", "RECEIVER"):
        entity = topic(sentence, emission, match.start()) if name == "TOPIC" else sentence.around.receiver
        if entity is None:
            return None if name == "TOPIC" else [None]
        token = Token("org", entity.name, 0, 0, entity)
        far = name == "TOPIC" and not stands_near(sentence, entity, match.start())
        return [Item(token, flags=["topic", "far-topic"] if far else ["topic"])]
    span = span_of(match, name)
    if span == MISSING:
        return None
    if _of_an_area(sentence.tokens, span[0]):
        return None
    if name == emission.subject and (whose := _said_of_another(sentence.tokens, span, match.end())):
        return [Item(whose)] if whose.kind in ("org", "weak", "ref", "prj") else None
    if name == emission.object and _is_agent(sentence.tokens, span):
        subject = _subject_of(sentence.tokens, span[0])
        return [Item(subject)] if subject is not None else None
    if name == emission.object and emission.kind == "ownership":
        span = span[0], _before_owners(sentence.tokens, span)
    if (head := _head_of_clause(sentence, span, match.end())) is not None:
        return [Item(head)]
    span = span[0], _clause_end(sentence.tokens, span)
    return list(items(sentence.tokens[span[0] : span[1]])) or None


def _is_agent(tokens: Sequence[Token], span: tuple[int, int]) -> bool:
    """True for the Y of “X drivs av Y och finansieras av Z”: what the second verb says is said of X."""
    start, end = span
    joined = end + 1 < len(tokens) and tokens[end].low in ("och", "samt", "and")
    if not joined or tokens[end + 1].low not in PASSIVES:
        return False
    while start > 0 and tokens[start - 1].kind == "word" and tokens[start - 1].low not in ("av", "by"):
        start -= 1
    return start > 0 and tokens[start - 1].low in ("av", "by")


def _said_of_another(tokens: Sequence[Token], span: tuple[int, int], last: int) -> Token | None:
    """What the verb is said of in “X drivs av Y och har en budget på …”, where `span` holds Y alone; None if of Y.

    A token of another kind where nothing tells whom it is said of.
    """
    start, end = span
    if start == 0 or end - start > 1 or tokens[start - 1].low not in LEADING:
        return None
    joined = next((n for n in range(end, min(last, end + 8)) if tokens[n].low in ("och", "samt", "and")), None)
    if joined is None or joined + 1 >= last or any(token.kind in BODY_KINDS for token in tokens[end:joined]):
        return None
    following = tokens[joined + 1]
    if following.low not in VERBS_BEHIND:
        return None
    heads = [n for n in range(start - 1) if tokens[n].kind in BODY_KINDS]
    return tokens[heads[0]] if heads and (not heads[0] or tokens[heads[0] - 1].low not in LEADING) else following


def _subject_of(tokens: Sequence[Token], agent: int) -> Token | None:
    """The body before the verb whose agent stands at `agent`; None where none is named."""
    verb = next((index for index in range(agent - 1, 0, -1) if tokens[index].low in PASSIVES), None)
    if verb is None:
        return None
    before = (tokens[index] for index in range(verb - 1, -1, -1))
    return next((token for token in before if token.kind in ("org", "weak", "ref", "prj")), None)


def _giver(sentence: Sentence, emission: Emission, match: re.Match[str]) -> Item | None:
    """Who gives where a sentence leaves it out: as before, or whoever the same body was told to get from."""
    around = sentence.around
    told = around.giver or around.decider
    if told is None:
        span = span_of(match, emission.object or "")
        got = sentence.entity(sentence.tokens[span[0]]) if span != MISSING else None
        before = around.givers.get(got[0].name) if got else None
        guess = before or around.hander
        if guess is None or (got and got[0].name == guess.name):
            return None
        return Item(Token("org", guess.name, 0, 0, guess), flags=["topic", "coref:guess"])
    return Item(Token("org", told.name, 0, 0, told), flags=["topic"])


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


def _clause_end(tokens: Sequence[Token], span: tuple[int, int]) -> int:
    """The end of a list in a relative clause: “X, som ägs av Y, och Z har …” goes on about X and Z from its comma."""
    start, end = span
    before = [token.low for token in tokens[max(0, start - CLAUSE) : start]]
    opening = next((n for n in range(len(before) - 1, -1, -1) if before[n] in ("som", "vars")), None)
    if not opening or before[opening - 1] != "," or "," in before[opening:]:
        return end
    for index in range(start + 1, end - 1):
        if tokens[index].low == ",":
            return index if tokens[index + 1].low in ("och", "samt") else end
    return end


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
    kind = kind_between(rule, emission, giver, receiver)
    if kind is None:
        return None
    giver = as_member(sentence, kind, giver, receiver)
    flags = {flag for end in (giver, receiver) if end for flag in end[1]}
    flags |= {flag for item in (subject, object_) if item for flag in item.flags}
    # What stands with the object is said of the first owner that a rule names, not of those who own beside it.
    beside = emission is not rule.emissions[0] and emission.share is None and not emission.whole
    figures = [item for item in ((subject,) if beside else (object_, subject)) if item]
    share = next((item.share for item in figures if item.share), None) if kind == "ownership" else None
    amount = amount_of(sentence, emission, match, figures, flags) if kind in MONEY else None
    if kind == "funding" and amount is None and says_amount(emission, match) and not explained(flags):
        return None
    if kind == "funding" and receiver is None and amount is None:
        return None  # a gift to nobody, of nothing that is known
    if emission.subject == "GIVER" and giver is None:
        if amount is None:
            return None  # a gift from nobody, of nothing that is known
        flags.add("giver-not-stated")
    if any(end and end[0].kind == "set" and not end[0].known for end in (giver, receiver)):
        flags.add("set")
    start, end = sentence.view.span(sentence.tokens[match.start()].start, sentence.tokens[match.end() - 1].end)
    return Candidate(
        kind, giver[0].name if giver else None, receiver[0].name if receiver else None, start, end,
        _level(rule.level, flags, said), rule.id, share=share, amount=amount,
        period=when(sentence, match.start(), match.end()) if kind in MONEY else None,
        status=said, via=_via(sentence, emission, match, subject),
        approx=any(item.approx for item in figures),
        basis=next((item.basis for item in figures if item.basis), None) if share else None,
        page=sentence.page, flags=tuple(sorted(flags)),
    )  # fmt: skip


def _via(sentence: Sentence, emission: Emission, match: re.Match[str], subject: Item | None) -> str | None:
    """The name of whom a share is held through."""
    captured = _captured(sentence, emission, emission.via, match) if emission.via else None
    token = captured[0].token if captured and captured[0] else subject.via if subject else None
    found = sentence.entity(token) if token else None
    return found[0].name if found else None


def _level(level: str, flags: set[str], said: str | None) -> str:
    """The rule's level, lowered by what makes a reading less certain."""
    if said or "set" in flags:
        return "check"  # of “länets sju kommuner” a person says who they are
    weight = LEVELS.index(level)
    lowered = sum(
        flag in flags
        for flag in (
            "weak",
            "metonymy",
            "ambiguous-share",
            "ambiguous-amount",
            "unnamed",
            "no-name",
            "far-topic",
            "giver-not-stated",
        )
    )
    lowered += any(flag in ("coref:vi", "coref:guess", "coref:open") for flag in flags)
    return LEVELS[min(2, weight + min(lowered, 2))]
