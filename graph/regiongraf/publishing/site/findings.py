"""What was worked out, as tables on the pages of the bodies that it is about, and as pages of its own.

No source says a finding, so it never stands among the statements; and a table never says more than the verdict does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from regiongraf.figures import Language
from regiongraf.names import swedish_order
from regiongraf.publishing.quads import TYPE
from regiongraf.publishing.site.facts import fact, grouped
from regiongraf.publishing.site.model import Model, Ref, bounds, in_order, outward
from regiongraf.publishing.site.wording import TEXTS
from regiongraf.publishing.things import FINDING, HOLDER, local
from regiongraf.triples.terms import name
from regiongraf.words import Words

DERIVED_FROM = name("prov:wasDerivedFrom")
READING = name("rg:reading")
STRICT, EQUAL = name("rg:StrictReading"), name("rg:OneShareOneVote")
THROUGH = name("rg:throughMembership")
SHARES = ("Share", "Direct", "Unnamed", "Votes")
UNSAID = frozenset(
    {
        TYPE,
        DERIVED_FROM,
        *(name(f"rg:{end}{what}{open_}") for end in ("lowest", "highest") for what in SHARES for open_ in ("", "Open")),
        *(name(f"rg:{mark}") for mark in ("throughMembership", "holderIsUltimate", "shareRounded", "restsOnConflict")),
    }
)
"""What a page says in words of its own."""
FIRST = {FINDING: 1, HOLDER: 0, name("rg:verdict"): 2, READING: 3}
"""The order of what a page tells; the rest comes after it."""
MARKS = {
    name("rg:restsOnConflict"): Words(
        "vilar på uppgifter som motsäger varandra", "rests on statements that contradict each other"
    ),
    name("rg:holderIsUltimate"): Words("ytterst i ägarkedjan", "last in the chain of owners"),
    name("rg:shareRounded"): Words("avrundat utåt", "rounded outward"),
    THROUGH: Words(
        "genom medlemskap i ett kommunalförbund: inte ägande",
        "through membership of a municipal association: not ownership",
    ),
}
"""What a reader must know of a finding."""

PAGE_ONLY = frozenset({THROUGH})
"""What the title of a table says already."""

Readings = Mapping[str, str]
"""The findings on one pair by the reading of votes, as IRI terms; an interest has the one reading ""."""
Cell = Callable[[Model, Readings, Language], str]


def _share(what: str) -> Cell:
    def shown(model: Model, readings: Readings, language: Language) -> str:
        return share(model, _main(readings), what, language, rounded=True) or "–"

    return shown


def _code(prefixed: str, reading: str) -> Cell:
    def shown(model: Model, readings: Readings, language: Language) -> str:
        return model.code(readings[reading], prefixed, language) if reading in readings else "–"

    return shown


def _position(reading: str) -> Cell:
    def shown(model: Model, readings: Readings, language: Language) -> str:
        if reading not in readings:
            return "–"
        position, verdict = (model.code(readings[reading], p, language) for p in ("rg:groupPosition", "rg:verdict"))
        return f"{position}: {verdict}"

    return shown


BY_LAW = Words("Inom lagens gränser", "Within the law's limits")
IF_EQUAL = Words("Om varje andel har en röst", "If one share has one vote")
INTEREST: tuple[tuple[Words, Cell], ...] = (
    (Words("Andel i alla led", "Share in every chain"), _share("Share")),
    (Words("Direkt andel", "Direct share"), _share("Direct")),
    (Words("Leder till onamngivna", "Leads to unnamed holders"), _share("Unnamed")),
)
CONTROL: tuple[tuple[Words, Cell], ...] = (
    (BY_LAW, _code("rg:verdict", STRICT)),
    (IF_EQUAL, _code("rg:verdict", EQUAL)),
    (Words("Röster", "Votes"), _share("Votes")),
    (Words("Grund", "Ground"), _code("rg:ground", STRICT)),
    (Words("Räknat genom", "Counted through"), _code("rg:countedThrough", STRICT)),
)
GROUP: tuple[tuple[Words, Cell], ...] = ((BY_LAW, _position(STRICT)), (IF_EQUAL, _position(EQUAL)))


@dataclass(frozen=True, slots=True)
class Table:
    """Findings of one class between a body and others: the title on the page of the body, and on that of the others."""

    key: str
    class_: str
    about: Words
    of: Words
    columns: tuple[tuple[Words, Cell], ...]
    through_membership: bool = False


TABLES = (
    Table("interest", "rg:EffectiveInterest", Words("Andelar i alla led", "Shares in every chain"),
          Words("Andelar i andra, alla led", "Shares in others, every chain"), INTEREST),
    Table("interest-through", "rg:EffectiveInterest",
          Words("Intressen genom kommunalförbund (inte ägande)",
                "Interests through municipal associations (not ownership)"),
          Words("Intressen i andra genom kommunalförbund (inte ägande)",
                "Interests in others through municipal associations (not ownership)"), INTEREST,
          through_membership=True),
    Table("control", "rg:ControlFinding", Words("Vilka kan bestämma här", "Who may decide here"),
          Words("Var den kan bestämma", "Where it may decide"), CONTROL),
    Table("group-position", "rg:GroupFinding", Words("Vems koncern den kan höra till", "Whose group it may belong to"),
          Words("Vilka som kan höra till dess koncern", "Who may belong to its group"), GROUP),
)  # fmt: skip
SINGLE = {
    "rg:PublicAccessFinding": Words("Offentlighetsprincipen", "Public access to documents"),
    "rg:SectorFinding": Words("Ägarklass i statistiken", "Class of ownership in the statistics"),
}
"""Classes of findings about a body alone, and what a page calls them."""


class Row(NamedTuple):
    """What was found of one pair: the other body, cells in words, marks, and the page that says what it rests on."""

    other: Ref
    cells: tuple[str, ...]
    marks: tuple[str, ...]
    path: str


def tables(model: Model, body: str, language: Language) -> list[dict[str, Any]]:
    """The tables of a body's page: first what was found about it, then about others that it has to do with."""
    sides = _sides(model, body)
    if not any(sides.values()):
        return []
    made: list[dict[str, Any]] = []
    for side, other in ((FINDING, HOLDER), (HOLDER, FINDING)):
        for table in TABLES:
            if pairs := _pairs(model, sides[side], table, other):
                rows = [_row(model, table, who, readings, language) for who, readings in pairs.items()]
                rows.sort(key=lambda row: (swedish_order(row.other.text), row.path))
                made.append({
                    "key": f"{table.key}-{'about' if side == FINDING else 'of'}",
                    "title": (table.about if side == FINDING else table.of).said(language),
                    "hint": _definition(model, name(table.class_), language),
                    "heading": (TEXTS["holder"] if side == FINDING else TEXTS["body"]).said(language),
                    "columns": [heading.said(language) for heading, _ in table.columns],
                    "rows": rows,
                })  # fmt: skip
    return made


def told(model: Model, body: str, language: Language) -> list[dict[str, Any]]:
    """What was found about a body alone: public access, and its class in the statistics."""
    own = [s for s, classes in _sides(model, body)[FINDING] if not classes.isdisjoint(map(name, SINGLE))]
    if not own:
        return []
    found = []
    for class_, title in SINGLE.items():
        terms = [s for s in own if (TYPE, name(class_)) in model.data.pairs(s)]
        terms.sort(key=lambda s: model.data.one(s, "rg:reading") != STRICT)
        if terms:
            refs = [Ref(_verdict(model, term, language), model.ref(term, language).path) for term in terms]
            hint = _definition(model, name(class_), language)
            found.append({"name": title.said(language), "refs": refs, "hint": hint})
    return found


def page(model: Model, finding: str, language: Language) -> dict[str, Any]:
    """What the page of one finding tells."""
    pairs = model.data.pairs(finding)
    properties = grouped(pairs, UNSAID)
    ordered = sorted(properties, key=lambda p: (FIRST.get(p, len(FIRST)), p))
    facts = [
        fact(model, p, properties[p], language) | {"hint": _explained(model, properties[p], language)} for p in ordered
    ]
    class_ = next(o for p, o in pairs if p == TYPE and o in CLASSES)
    statements = [model.ref(o, language) for p, o in pairs if p == DERIVED_FROM]
    return {
        "title": model.headline(finding, language),
        "lead": _definition(model, class_, language),
        "marks": _marks(model, finding, language),
        "facts": [*facts, *_shares(model, finding, language)],
        "statements": in_order(statements),
    }


CLASSES = frozenset(name(class_) for class_ in (*(table.class_ for table in TABLES), *SINGLE))


def holders(model: Model, body: str) -> set[str]:
    """Whom the tables of a body's page tell about."""
    own = (s for p, s in model.data.incoming(body) if p == FINDING)
    return {o for s in own for p, o in model.data.pairs(s) if p == HOLDER}


def _sides(model: Model, body: str) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """The findings about a body and those on what it holds, each with its classes."""
    sides: dict[str, list[tuple[str, frozenset[str]]]] = {FINDING: [], HOLDER: []}
    for property_, subject in model.data.incoming(body):
        if property_ in sides:
            classes = frozenset(o for p, o in model.data.pairs(subject) if p == TYPE)
            sides[property_].append((subject, classes))
    return sides


def _pairs(
    model: Model, findings: list[tuple[str, frozenset[str]]], table: Table, other: str
) -> dict[str, dict[str, str]]:
    """The findings of one table by the body at the other end and by reading."""
    found: dict[str, dict[str, str]] = {}
    for subject, classes in findings:
        if name(table.class_) not in classes:
            continue
        values = dict(model.data.pairs(subject))
        if (THROUGH in values) == table.through_membership:
            found.setdefault(values[other], {})[values.get(READING, "")] = subject
    return found


def _row(model: Model, table: Table, who: str, readings: dict[str, str], language: Language) -> Row:
    main = _main(readings)
    cells = tuple(cell(model, readings, language) for _, cell in table.columns)
    marks = _marks(model, main, language, PAGE_ONLY)
    return Row(model.ref(who, language), cells, marks, model.ref(main, language).path or "")


def _main(readings: Readings) -> str:
    return readings[STRICT] if STRICT in readings else next(iter(readings.values()))


def _marks(model: Model, finding: str, language: Language, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    marked = {p for p, _ in model.data.pairs(finding)} - without
    return tuple(words.said(language) for mark, words in MARKS.items() if mark in marked)


def share(model: Model, finding: str, what: str, language: Language, *, rounded: bool = False) -> str | None:
    """A share or votes between two ends, in words, `rounded` outward to two decimals; None where nothing is said."""
    low, high = (model.data.text(finding, f"rg:{end}{what}") for end in ("lowest", "highest"))
    if low is None or high is None:
        return None
    low_open, high_open = (model.data.one(finding, f"rg:{end}{what}Open") is not None for end in ("lowest", "highest"))
    ends = Decimal(low), Decimal(high)
    return bounds(*(outward(*ends) if rounded else ends), low_open, high_open, language)


def _shares(model: Model, finding: str, language: Language) -> Iterator[dict[str, Any]]:
    titles = dict(zip(SHARES, [*(title for title, _ in INTEREST), CONTROL[2][0]], strict=True))
    for what, title in titles.items():
        if shown := share(model, finding, what, language):
            yield {"name": title.said(language), "refs": [Ref(shown)], "hint": ""}


def _verdict(model: Model, finding: str, language: Language) -> str:
    """A finding about a body alone in words: “möjligt: kommunalt, statligt”, “säkert (om varje andel har en röst)”."""
    verdict, sectors, reading = (
        model.code(finding, prefixed, language) for prefixed in ("rg:verdict", "rg:possibleSector", "rg:reading")
    )
    return f"{verdict}{f': {sectors}' if sectors else ''}{f' ({reading})' if reading else ''}"


def _definition(model: Model, term: str, language: Language) -> str:
    return model.terms.text(term, "skos:definition", language) or ""


def _explained(model: Model, items: list[str], language: Language) -> str:
    """What the codes among these values mean; local names of other things have no definition."""
    return " ".join(d for item in items if local(item) and (d := _definition(model, item, language)))
