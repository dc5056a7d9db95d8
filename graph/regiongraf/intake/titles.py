"""Projects that only the layout and wording of a page name: its title, headings over sheets, “ett projekt som heter X”.

A title says nothing of what it names. It is a project's where what stands under it speaks of “projektet”, or is a sheet
of a project, and the name comes again or the sheet follows at once; a headline is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from regiongraf.intake.document import Block, BlockKind
from regiongraf.intake.gazetteer import Entity, Gazetteer
from regiongraf.intake.layout import BULLET
from regiongraf.intake.lexer import tokens
from regiongraf.intake.naming import tail_kind
from regiongraf.intake.nobodies import NOBODY
from regiongraf.intake.words import COMMON_STARTS, FINITE, FUNCTION, REFERENCES

LONGEST = 110
"""In characters: a title is not longer."""
REACH = 10
"""In blocks: how far below its title the sheet of a project begins."""
SPOKEN = re.compile(
    r"\b(?:[Pp]rosjektet|[Pp]rojektets?|[\w-]+projektet|[Ff]örstudien|[Ff]orskningsprogrammet|"
    r"[Tt]h(?:e|is) (?:\w+[ -]){0,2}project|[Oo]ur (?:\w+ )?project|ett (?:\w+ ){0,3}\w*projekt|"
    r"an? (?:[\w-]+ ){0,3}project)\b"
)
"""What the text under its title calls a project."""
OWNED = re.compile(
    r"(?i)^\W{0,3}(?:\w+ )?(?:projekt(?:ets )?ägare|projektägande|lead ?partner|koordinator|koordinerande part|"
    r"(?:ägare|huvudman) (?:till|av|för) projektet|coordinat(?:or|ed by)|samordnare|prosjekteier|project owner|vem|"
    r"norsk eier|drivs av|leds av|utförs av|genomförs av|huvudsökande|sökande|projekttid|partners? i projektet|"
    r"beviljat:.*(?:partner|sökande))\b"
)
"""A line of a sheet that only a project has."""
CUT = re.compile(r"\s+[–—-]\s+|:\s+|\s*,\s*slutrapport.*$|\s+[–—-](?=\w)", re.IGNORECASE)
LEADING = re.compile(
    r"(?i)^(?:(?:om|fakta om)\s+)?(?:(?:eu|interreg|forsknings|utvecklings|samverkans|pilot)?-?projekt(?:et)?|project|"
    r"förstudie|slutrapport(?: för)?|projektplan för|fakta)(?:\s*[:–—-]\s*|\s+)(?=(?-i:[A-ZÅÄÖ\d\"”“']))"
)
"""What stands before the name in a title and says that it is a project's."""
NO_TITLE = re.compile(
    r"(?i)(?:.*\b(?:miljon|kronor|\d+ (?:projekt|nya)|nyhet|press|protokoll|ansökningar|utlysning|beslut|"
    r"årsredovisning|projekten|våra|projekt som)|.*[!?]$|"
    r"(?:\d+\s+)?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*\s+\d|\d+ \w+,? \d{4}|"
    r"(?:dnr|diarienr|ref|publicerad|kontakt|fakta|bakgrund|syfte|mål|om|resultat|läs|partners?|deltagare|finansi\w+|"
    r"project partners|about|in|at|the|a|just nu|status|projektet|projekt i korthet|kort om|vad|vilka|hur|så|nu|när)\b)"
)
"""Headlines, dates and headings of sections."""
LABELLED = re.compile(
    r"[A-ZÅÄÖ]{6,} [A-ZÅÄÖ][a-zåäö]|[\w ,]{2,40}:\s|"
    r"(?:Sweden|Sverige|Norge|Norway|Finland|Danmark|Denmark|Germany|Poland|Latvia|Estonia) [–-] "
)
"""“Plats: Norrvik”, “Sweden – Region X”: a line of a sheet rather than its title."""
HEAD = (
    r"(?:[Pp]rojekt(?:et)?|[Ss]atsning(?:en)?|[Ff]örstudien?|[Pp]rogram(?:met)?|[Pp]roject|[Pp]rogramme|"
    r"[Ii]nitiativ(?:et)?)"
)
CALLED = (
    r"(?:heter|hette|kallas|kallades|kallad|kallat|döptes till|fått namnet|med namnet|vid namn|under namnet|"
    r"går under namnet|med titeln|called|named|entitled|titled)"
)
NAME = r"(?P<name>[A-ZÅÄÖ][\w+&-]*(?: [\w+&-]+){0,4}?)"
A_PROJECT = r"(?:ett|a|an|vårt|our|ytterligare ett) (?:[\w-]+ ){0,4}?\w*(?:projekt|project)\b"
NAMED = re.compile(
    rf"{HEAD}(?:,| som| har| fått| är| was| is)* {CALLED}(?: för)? [”\"“’']?(?P<name>[A-ZÅÄÖ\d][^”\"“.,;:()]{{1,80}})"
)
QUOTED = re.compile(rf"(?:[Pp]rojekt\w*|{HEAD})\b[^.”\"“:]{{0,40}}[”\"“](?P<name>[A-ZÅÄÖ\d][^”\"“]{{2,90}})[”\"“]")
BEFORE = re.compile(r"\b(?:[Tt]he|our|[Ii]n) (?P<name>[A-Z][\w+&-]*(?: [A-Z0-9][\w+&-]*){0,5}) (?:project|projektet)\b")
APPOSED = re.compile(rf"{NAME}, (?:som är )?{A_PROJECT}")
IS_NAME = re.compile(
    r"[”\"“]?(?P<name>[A-ZÅÄÖ][^.”\"“:;,()]{2,70}?)[”\"“]? (?:heter|hette|kallas|kallades|(?:är|var) namnet på) "
    r"(?:det|ett|vårt|projektet|forskningsprojektet|eu-projektet)(?: \w+){0,3}? ?(?<=projekt|ojektet)\b"
)
SAID = re.compile(rf"{NAME} (?:\([^)]{{2,80}}\) )?(?:är|var|is|was) {A_PROJECT}")
WORD = re.compile(r"[A-ZÅÄÖ\d]")
ENDS = frozenset(["och", "som", "där", "att", "med", "and", "which", "who", "where", "that"])
Placed = tuple[Block, str]
"""A block and its text."""


@dataclass(frozen=True, slots=True)
class Title:
    """A line that may name a project; `place` is the number of its block."""

    place: int
    start: int
    text: str


def named_projects(blocks: Sequence[Placed], text: str, known: Gazetteer) -> Iterator[tuple[str, Entity]]:
    """The projects that a document names in its titles or by what it says of them, each under all its forms.

    `text` is the document's own, in which its blocks have their lines.
    """
    found: dict[str, Entity] = {}
    for form, entity in (*_titled(blocks, text, known), *_told(blocks, known)):
        found.setdefault(form, entity)
    yield from found.items()


# ── Titles ──


def _titled(blocks: Sequence[Placed], text: str, known: Gazetteer) -> Iterator[tuple[str, Entity]]:
    titles = list(titles_of(blocks, text))
    for number, title in enumerate(titles):
        following = titles[number + 1].place if number + 1 < len(titles) else len(blocks)
        last = len(blocks) if number == 0 else max(following, title.place + 1)
        own = blocks[title.place][1].partition(title.text)[2]
        under = [own, *(told for _, told in blocks[title.place + 1 : last])]
        name, forms = name_of(title.text)
        led = LEADING.match(title.text) is not None
        labelled = LABELLED.match(title.text) is not None
        sheet = not labelled and _sheet_below(blocks, text, title, following)
        if not _names(name, known, sheet=sheet):
            continue
        again = any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", told) for form in forms for told in under)
        if led or sheet or (again and any(SPOKEN.search(told) for told in under)):
            entity = Entity(name, "project")
            yield from ((form, entity) for form in forms if _names(form, known, sheet=sheet))


def titles_of(blocks: Sequence[Placed], text: str) -> Iterator[Title]:
    """The lines that may be titles, in order: headings, lines that stand alone, and those over a sheet's first."""
    lines = [(place, block, span) for place, (block, _) in enumerate(blocks) for span in block.lines if not block.rows]
    for number, (place, block, span) in enumerate(lines):
        shown = " ".join(_bare(text[slice(*span)]).split())
        if not 2 < len(shown) <= LONGEST or shown[-1] in ".,;:" or OWNED.match(shown) or NO_TITLE.match(shown):
            continue
        below = lines[number + 1 : number + 2]
        over = any(OWNED.match(_bare(text[slice(*other)])) for _, _, other in below)
        if not over and (block.lines[0] != span or (block.kind is not BlockKind.HEADING and len(block.lines) > 1)):
            continue
        if not LABELLED.match(shown) or LEADING.match(shown) or shown.split(":")[0].isupper():
            yield Title(place, span[0], shown)


def _bare(line: str) -> str:
    opening = BULLET.match(line)
    return line[opening.end() :] if opening else line


def _sheet_below(blocks: Sequence[Placed], text: str, title: Title, following: int) -> bool:
    """True where a line that only the sheet of a project has stands near below, before another title."""
    for block, _ in blocks[title.place : min(max(following, title.place + 1), title.place + REACH)]:
        lines = block.lines or [row[0] for row in block.rows if row]
        if any(OWNED.match(_bare(text[start:end])) for start, end in lines if start > title.start):
            return True
    return False


def name_of(title: str) -> tuple[str, tuple[str, ...]]:
    """The name in a title and all forms of it: “KULKUR: kultur för hälsa” is called KULKUR."""
    bare = LEADING.sub("", title).strip(" ”\"“'.")
    head = CUT.split(bare)[0].strip(" ”\"“'.")
    bracket = re.fullmatch(r"(?P<long>.+?)\s*\((?P<short>[A-ZÅÄÖ][\w-]{1,14})\)", head)
    if bracket:
        return bracket["long"], (bracket["long"], bracket["short"], head)
    name = head if len(head) > 2 else bare
    return name, tuple(dict.fromkeys((name, bare)))


def _names(name: str, known: Gazetteer, *, sheet: bool = False) -> bool:
    """True for what may be a project's name: no sentence, no body that is known, no word that anybody uses."""
    words = tokens(name)
    if not words or len(words) > 15 or not WORD.match(name) or NO_TITLE.match(name):
        return False
    if any(word.low in FINITE or word.kind in ("money", "stop", "date") for word in words[1 if sheet else 0 :]):
        return False
    first = words[0]
    nobody = any(first.low in words_ for words_ in (COMMON_STARTS, REFERENCES, NOBODY))
    if len(words) == 1 and (nobody or len(name) < 3):
        return False
    if words[-1].low in FUNCTION:
        return False
    match = known.longest(words, 0)
    if match and match[1] == len(words):
        return match[0].kind == "unknown" and not match[0].known
    return tail_kind(words[-1].text) is None or len(words) > 3


# ── What a sentence says ──


def _told(blocks: Sequence[Placed], known: Gazetteer) -> Iterator[tuple[str, Entity]]:
    for block, text in blocks:
        if block.rows:
            continue
        for pattern in (NAMED, IS_NAME, QUOTED, BEFORE, APPOSED, SAID):
            for match in pattern.finditer(text):
                name = match["name"].strip(" .,") if pattern in (QUOTED, BEFORE) else _trimmed(match["name"])
                if name and _names(name, known):
                    yield name, Entity(name, "project")


def _trimmed(name: str) -> str:
    """The name at the beginning of what follows “heter”: up to a verb or small word, or what comes before it."""
    words = name.split()
    ends = (index for index, word in enumerate(words) if index and (word.lower() in FINITE or word.lower() in ENDS))
    return " ".join(words[: next(ends, len(words))]).strip(" ,–-")
