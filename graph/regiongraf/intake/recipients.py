"""Lists of who gets money: bullets, lines and “att” clauses under a lead that tells of grants, each with its sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from regiongraf.intake.candidate import LEVELS, Candidate
from regiongraf.intake.cells import FOOTNOTE, TOTAL, Context, Setting, factor, periods
from regiongraf.intake.document import Block, BlockKind, Span, view
from regiongraf.intake.gazetteer import Entity
from regiongraf.intake.givers import Giver, giver_near
from regiongraf.intake.layout import BULLET, SENTENCE_WORD
from regiongraf.intake.lexer import Quantity, Token, tokens
from regiongraf.intake.listing import Passage, Taken
from regiongraf.intake.words import FINITE

MONEY_WORD = re.compile(
    r"(?i)bidrag|stöd\b|stödet|stödjer|medel\b|medlen|finansier|anslag|pengar|stipend|kronor|\bkr\b|mnkr|mkr|miljon|"
    r"bevilja|mottagare|funding|grant"
)
TOLD = re.compile(
    r"(?i)\b(?:får|fått|fick|bevilja(?:s|ts|des|de|d|r|t)?|tilldela(?:s|ts|des|r|de|t)?|erbjud\w+|mottagare|stödmottagare|"
    r"bidragsmottagare|erhåll\w+|mottar|delar|delat|delade|fördela(?:s|r|de|t|ts|des)|finansiera(?:s|r|t|ts|de)|"
    r"stöds|stödjer|stöder|ger|gav|gett|anslår|prioritera(?:r|s|de|t|ts|des)|beslutade projekt|satsar|går till|"
    r"receive\w*|awarded|granted|funded)\b"
)
LISTED = re.compile(
    r"(?i)^(?:här är listan\b.*|(?:de |dessa |följande )?"
    r"(?:projekten|projekt|mottagarna|mottagare|föreningarna|föreningar|organisationerna|organisationer|"
    r"initiativen|förstudierna)(?: (?:är|blir|blev))?|"
    r"(?:bland )?årets \w+(?: är| finns)?)\s*:$"
)
HEADS_LIST = re.compile(
    r"(?i)\bsom (?:får|fått|fick|har fått|bevilja\w*|har beviljats|tilldela\w*)|mottagare|^beviljade|^följande|here are"
)
"""What a heading says over a list: “Projekt som beviljats stöd”; others only tell that there are grants."""
UNENDED = re.compile(
    r"(?i)\b(?:bland an(?:dra|nat)|bl\.? ?a\.?|till exempel|t\.? ?ex\.?|exempelvis|däribland|såsom|nämligen|till|är|"
    r"finns|including)$"
)
"""The end of a sentence that goes on in the bullets below it, without a colon."""
NO_GRANT = re.compile(
    r"(?i)kan söka|kan (?:få|bevilja)|söka\b|ansök(?:a|er|te|t)\b|avslag|avslå|villkor|krav\b|nekas|kontakt|"
    r"ska redovisa|för att få|\bfrågor\b|läs mer|behöver|måste|exempel på vad|vad kan"
)
GENERIC = re.compile(
    r"(?i)^(?:läs mer|kontakt|fakta|om |mer information|relaterat|dela\b|publicerad|senast|sidan|bilaga|källa|foto|"
    r"bild|processledare|projektledare|telefon|e-post)"
)
COMMON = re.compile(
    r"(?i)^\w*(?:föreningar|organisationer|företag|kommuner|skolor|aktörer|projekt|klubbar|museer|teatrar)$"
)
HEAD_ENDS = frozenset(
    ["vid", "(", "–", "-", ":", "som", "för", "till", "genom", "inom", "under", "tillsammans", "avseende", "om"]
)
OPEN_HEAD = re.compile(
    r"(?i)(?:förening(?:en)?|stiftelse(?:n)?|centrum|center|institut(?:et)?|akademi(?:n)?|sällskap(?:et)?|förbund(?:et)?|"
    r"nätverk(?:et)?|muse(?:um|et)|skola(?:n)?|råd(?:et)?|kommitté(?:n)?|samfund(?:et)?|arkiv(?:et)?|teater(?:n)?|"
    r"fond(?:en)?|organisation(?:en)?|centre)$"
)
"""Nouns whose name goes on behind “för” or “till”: “Föreningen för bygdens väl”."""
ASSOCIATED = re.compile(r"(?i)\bi (?:samarbete|samverkan) med\b|\btillsammans med\b")
ATT = re.compile(
    r"(?i)\W*(?:\d+[.)]\s*)?att\s+"
    r"(?:bevilja|ge|anslå|tilldela|utbetala|betala ut|fördela|stödja|lämna|bifalla ansökan från)\s+"
)
PROJECTS = re.compile(r"(?i)projekt|förstudi|initiativ|insats|satsning")
EACH = re.compile(r"(?i)^(?:vardera|var|varje|each)$")
PLACE = re.compile(r"(?:\b[A-ZÅÄÖ]\w+ län|\blän)$")
MUNICIPAL = re.compile(r"(?i)kommun|\bstad\b")
LONGEST = 120
MANY = 400
"""In characters and in items: what is longer is no list of names."""
PRICED = re.compile(
    r"\W*(?P<name>[A-ZÅÄÖ][^.:;]{2,90}?)[,:(–\s-]+(?:(?i:SEK)\s?)?"
    r"(?:\d{1,3}(?:[\s.]\d{3})+|\d+(?:,\d+)?\s*(?i:miljon|million|mkr|mnkr|tkr|tusen))\S*(?:\s*(?i:kr|kronor|sek)\b)?"
)
"""“Name, place (1 200 000 kr)”, “Name – SEK 1.2 million”: a name and its sum."""
COSTS = re.compile(r"(?i)kostnad|intäkt|omsätt|resultat|löner|balans|budget|pris\b|priser|invånare")
ABOVE = 3
"""In blocks: how far above such a list the text stands that tells of grants."""
PROPOSED = re.compile(r"(?i)föreslå|förslag")


@dataclass(slots=True)
class Line:
    """A line of the document with the number of its block."""

    number: int
    block: Block
    span: Span
    text: str

    @property
    def bullet(self) -> bool:
        """True for a line that a bullet or number begins."""
        return BULLET.match(self.text) is not None


def recipients(blocks: Context, setting: Setting, taken: Taken) -> Iterator[Passage]:
    """The lists of recipients of a document, in order; what is `taken` already is left out."""
    lines = [
        Line(number, block, span, " ".join(setting.document.text[slice(*span)].split()))
        for number, (block, _) in enumerate(blocks)
        for span in block.lines
        if not block.rows and not taken.covers(span[0])
    ]
    lines = [line for line in lines if re.sub(r"\d+", "0", line.text) not in setting.repeated]
    index = 0
    while index < len(lines):
        lead = lines[index]
        if ATT.match(lead.text):
            items = _att_lines(lines, index)
            above = [line for line in lines[max(0, index - 6) : index] if line.number == lead.number]
            yield from _passage(items, above[-1] if above else None, blocks, setting)
            index += len(items)
            continue
        led = _leads(lines, index, blocks, setting)
        places = _items(lines, index) if led else _priced(lines, index, blocks, setting)
        if len(places) > 1:
            for passage in _passage([lines[place] for place in places], lead, blocks, setting):
                yield passage if led else _less_sure(passage)
            index = places[-1]
        index += 1


# ── Where a list is ──


def _leads(lines: Sequence[Line], index: int, blocks: Context, setting: Setting) -> bool:
    """True for a line that says who gets money below: “Följande föreningar får stöd:”, “Projekt som fått medel”."""
    line = lines[index]
    text = line.text
    if line.bullet or index + 1 >= len(lines):
        return False
    goes_on = lines[index + 1].bullet and UNENDED.search(text[-20:]) is not None
    if not (
        text.endswith(":")
        or goes_on
        or line.block.kind is BlockKind.HEADING
        or (len(text) < LONGEST and text[-1:] not in ".!?")
    ):
        return False
    last = _last_sentence(text)
    if not (text.endswith(":") or goes_on or HEADS_LIST.search(last)) or NO_GRANT.search(text):
        return False
    if TOLD.search(last) and MONEY_WORD.search(last):
        return True
    if not (LISTED.match(last) and text.endswith(":")):
        return False
    above = " ".join(
        setting.document.text[block.start : block.end] for block, _ in blocks[max(0, line.number - 4) : line.number + 1]
    )
    return bool(TOLD.search(above) and MONEY_WORD.search(above)) and not NO_GRANT.search(last)


def _less_sure(passage: Passage) -> Passage:
    """What no lead says outright is *likely* at best."""
    facts = [replace(fact, level=max(fact.level, LEVELS[1], key=LEVELS.index)) for fact in passage.facts]
    return replace(passage, facts=facts)


def _priced(lines: Sequence[Line], lead: int, blocks: Context, setting: Setting) -> list[int]:
    """Where names with a sum each stand below a line that tells of no grants itself, where the text above it does."""
    found: list[int] = []
    for place in range(lead + 1, min(lead + MANY, len(lines))):
        line = lines[place]
        if line.number > lines[place - 1].number + 1 or len(line.text) > LONGEST or not PRICED.match(line.text):
            break
        found.append(place)
    text = lines[lead].text
    if len(found) < 2 or PRICED.match(text) or NO_GRANT.search(_last_sentence(text)):
        return []
    near = blocks[max(0, lines[lead].number - ABOVE) : lines[lead].number + 1]
    above = " ".join(setting.text((block.start, block.end)) for block, _ in near if not block.rows)
    told = TOLD.search(above) and MONEY_WORD.search(above)
    return found if told and not COSTS.search(above) else []


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+", text)[-1]


def _items(lines: Sequence[Line], lead: int) -> list[int]:
    """Where the lines below a lead are that are items of its list: bullets, or short lines that are names."""
    first = lines[lead + 1]
    if first.number > lines[lead].number + 1:
        return []
    found: list[int] = []
    for place in range(lead + 1, min(lead + MANY, len(lines))):
        line = lines[place]
        if found and line.number > lines[found[-1] + 1].number + 1 and line.number > lines[found[-1]].number + 2:
            break
        if first.bullet:
            if line.bullet:
                found.append(place)
            elif line.block.kind is BlockKind.HEADING or line.text.endswith(":"):
                break
        elif _name_like(line):
            found.append(place)
        elif line.block.kind is BlockKind.HEADING or not found or first.block.kind is not BlockKind.HEADING:
            break  # only under items that are headings may each be described
    return found


def _name_like(line: Line) -> bool:
    text = line.text
    return (
        len(text) <= LONGEST
        and text[:1].isalnum()
        and not text[:1].islower()
        and text[-1] not in ".:;!?"
        and not SENTENCE_WORD.search(text)
        and not GENERIC.match(text)
        and not (text.isupper() and " " not in text and len(text) > 8)
    )


def _att_lines(lines: Sequence[Line], index: int) -> list[Line]:
    found = []
    for line in lines[index:]:
        if not ATT.match(line.text):
            break
        found.append(line)
    return found


# ── What it says ──


def _passage(items: Sequence[Line], lead: Line | None, blocks: Context, setting: Setting) -> Iterator[Passage]:
    first = (lead or items[0]).number
    start = blocks[first][0].start
    told = setting.tokens((start, lead.span[1])) if lead else []
    before = blocks[:first]
    giver = giver_near(before, told, setting)
    each, of_lead = _each(before[-4:], told)
    heading = " ".join(setting.text((b.start, b.end)) for b, _ in before[-3:] if b.kind is BlockKind.HEADING)
    said = periods(f"{heading} {lead.text if lead else ''}")
    projects = bool(lead and PROJECTS.search(f"{heading} {_last_sentence(lead.text)}"))
    unit = factor(f"{heading} {lead.text}") if lead else 1
    facts: list[Candidate] = []
    for item in items:
        found = _item(item, setting, projects, unit)
        if found is None or (giver and giver[0].name == found.entity.name):
            continue
        own = periods(item.text)
        facts.append(_fact(item, found, giver, each, (own or said)[0] if len(own or said) == 1 else None, lead))
    if facts and (len(facts) * 2 > len(items)):
        spans = [item.span for item in items]
        yield Passage(items[0].number, facts, [lead.span, *spans] if lead and of_lead else spans)


@dataclass(slots=True)
class Item:
    """Who gets, and how much."""

    entity: Entity
    flags: tuple[str, ...]
    amount: Quantity | None = None


def _fact(
    line: Line,
    item: Item,
    giver: Giver | None,
    each: Quantity | None,
    period: tuple[str | None, str | None] | None,
    lead: Line | None,
) -> Candidate:
    money = item.amount or each
    flags = {*item.flags, *(giver[1] if giver else ("giver-not-stated",))}
    lower = sum(flag in flags for flag in ("topic", "issuer", "coref:vi", "giver-not-stated"))
    lower += money is None
    lower += money is None and bool({"cell", "weak"} & flags)
    proposed = lead is not None and PROPOSED.search(lead.text) is not None
    return Candidate(
        "funding", giver[0].name if giver else None, item.entity.name, *line.span,
        level="check" if proposed else LEVELS[min(2, lower)], rule="list.recipients",
        amount=money.value if money and money.currency in (None, "SEK") else None,
        approx=bool(money and money.approx), period=period, status="proposed" if proposed else None,
        page=line.block.page, flags=tuple(sorted(flags)),
    )  # fmt: skip


def _each(before: Context, lead: Sequence[Token]) -> tuple[Quantity | None, bool]:
    """The sum that each gets, “750 000 kronor vardera”, told in the lead or right above; if it is the lead's."""
    for number, named in enumerate((lead, *(named for _, named in reversed(before)))):
        for index, token in enumerate(named):
            if token.kind != "money" or not isinstance(token.value, Quantity):
                continue
            per = [other.low for other in named[index + 1 : index + 3]]
            each = any(EACH.match(other.low) for other in named[max(0, index - 4) : index + 2])
            if each or (per[:1] == ["per"] and per[1:] != ["år"]):
                return token.value, number == 0
    return None, False


def _item(line: Line, setting: Setting, projects: bool, unit: int) -> Item | None:
    start, end = line.span
    opening = ATT.match(setting.document.text, *line.span) or BULLET.match(setting.document.text, *line.span)
    if opening and opening.end() > start and opening.end() < end:
        start = opening.end()
    return item_at((start, end), setting, projects=projects, unit=unit)


def item_at(span: Span, setting: Setting, *, projects: bool = False, unit: int = 1) -> Item | None:
    """The recipient that the text at `span` names, with its sum: “project, body, place, sum”, “name – sum till …”."""
    shown = view(setting.document.text, [span])
    found = setting.tokens(span)
    if not found or TOTAL.match(shown.text):
        return None
    money = next((i for i, token in enumerate(found) if token.kind == "money"), None)
    quantity = found[money].value if money is not None else None
    if money is None and found[-1].kind in ("num", "year") and len(found) > 1 and len(found[-1].text) > 2:
        last = tokens(FOOTNOTE.sub("", found[-1].text))
        value = last[0].value if last else None
        if found[-1].kind == "num" and isinstance(value, Quantity):
            money, quantity = len(found) - 1, Quantity(value.value * unit, value.bound, value.approx)
    named = found[1:] if money == 0 else found[:money]
    if money == 0:
        named = [token for index, token in enumerate(named) if index or token.low not in ("till", "åt", "–", "-", ":")]
    while named and named[-1].low in (",", "–", "-", ":", "med", "om", "på", ";", "."):
        named = named[:-1]
    if not named:
        return None
    parts = _parts(named)
    chosen = _chosen(parts, projects)
    entity = _head(chosen, shown.text)
    return Item(*entity, quantity if isinstance(quantity, Quantity) else None) if entity else None


def _parts(named: Sequence[Token]) -> list[list[Token]]:
    """The parts between commas, those in brackets left together."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in named:
        depth += (token.low == "(") - (token.low == ")")
        if token.low == "," and depth <= 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part] or [list(named)]


def _chosen(parts: Sequence[list[Token]], projects: bool) -> list[Token]:
    """The part that gets the money: a body that is all of a later part, where the first is none; else the first."""
    first = parts[0]
    if first[0].kind in ("org", "set") and (len(first) == 1 or len(parts) == 1 or not projects):
        return first
    bodies = [part for part in parts[1:] if len(part) == 1 and part[0].kind == "org" and not _place(part[0])]
    if bodies:
        return bodies[0]
    if projects and len(parts) > 1 and parts[1][0].kind == "weak" and len(parts[1]) == 1:
        return parts[1]
    return first


def _place(token: Token) -> bool:
    """True for a county, and for a municipality that only the name of its town stands for: “BioHub, Umeå”."""
    town = isinstance(token.value, Entity) and token.value.kind == "municipality"
    return PLACE.search(token.text) is not None or (town and not MUNICIPAL.search(token.text))


def _open(part: Sequence[Token], index: int) -> bool:
    """True where “för” or “till” at `index` stands inside a name."""
    return part[index].low in ("för", "till", "om") and OPEN_HEAD.search(part[index - 1].text) is not None


def _head(part: Sequence[Token], text: str) -> tuple[Entity, tuple[str, ...]] | None:
    """The name at the beginning of a part, before what it is for, where it is, and with whom."""
    end = next((i for i in range(1, len(part)) if part[i].low in HEAD_ENDS and not _open(part, i)), len(part))
    head = list(part[:end])
    if not head or any(token.low in FINITE for token in head):
        return None
    name = " ".join(text[head[0].start : head[-1].end].split())
    name = ASSOCIATED.split(name)[0].strip(' .,:–-”"“')
    bodies = [token for token in head if token.kind in ("org", "set") and isinstance(token.value, Entity)]
    covered = sum(token.end - token.start for token in bodies)
    if len(bodies) == 1 and covered * 10 >= len(name) * 8 and (bodies[0] is head[0] or not name[0].isupper()):
        return bodies[0].value, ()
    if len(head) == 1 and head[0].kind == "geo":
        return None
    if (
        not name
        or not name[0].isalnum()
        or name[0].islower()
        or len(name) < 3
        or COMMON.match(name)
        or GENERIC.match(name)
    ):
        return None
    if not re.search(r"[^\W\d_]", name) or len(name.split()) > 10:
        return None
    return Entity(name, "unknown"), ("cell",)
