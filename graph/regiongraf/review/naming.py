"""Names as read and the entries that they may stand for: suggestions with reasons, and new entries."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from regiongraf import names
from regiongraf.intake.gazetteer import shipped
from regiongraf.intake.lexer import tokens
from regiongraf.model import Entry, Form, FormBasis, Organisation
from regiongraf.model import Place as PlaceEntry
from regiongraf.vocabulary import check_organisation_number
from regiongraf.words import Words

LEGAL = re.compile(r"\b(?:ab|aktiebolag|publ|hb|kb|ek\.? för\.?|ekonomisk förening|ideell förening)\b", re.IGNORECASE)
REASONS = {
    "number": Words("samma organisationsnummer", "the same organisation number"),
    "name": Words("namnet i registret", "its name in the registry"),
    "alias": Words("ett känt namn på den", "a known name of it"),
    "folded": Words("samma namn bortsett från skrivsätt", "the same name but for spelling"),
    "form": Words("samma namn bortsett från bolagsform", "the same name but for the legal form"),
    "words": Words("liknande namn", "a name alike"),
    "relations": Words("samma ägare eller medlemmar", "the same owners or members"),
}
CERTAIN = ("number", "name", "alias")
"""Reasons that a name is linked by without a choice being asked for; the fact itself is still decided on."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that a name may stand for, and why (a key of REASONS)."""

    id: str
    name: str
    reason: str


class Register:
    """The registry's agents by every name that they have; `activities` gives ids of activities by folded name."""

    def __init__(self, entries: Iterable[Entry], activities: Mapping[str, str] | None = None) -> None:
        self._activities = dict(activities or {})
        self.entries: dict[str, Entry] = {e.id: e for e in entries if not isinstance(e, PlaceEntry)}
        self._names: dict[str, list[str]] = {}
        self._aliases: dict[str, list[str]] = {}
        self._folded: dict[str, list[str]] = {}
        self._bare: dict[str, list[str]] = {}
        self._numbers: dict[str, str] = {}
        self._read: dict[str, str] = {}
        self._who: dict[str, str] = {}
        self._leads: dict[str, list[tuple[str, str]]] = {}
        for id_, entry in self.entries.items():
            self._names.setdefault(_key(entry.name), []).append(id_)
            for alias in known_as(entry):
                self._aliases.setdefault(_key(alias), []).append(id_)
            for name in {entry.name, *known_as(entry)}:
                self._folded.setdefault(names.fold(name), []).append(id_)
                self._bare.setdefault(bare(name), []).append(id_)
                for start in {word[:LEAD] for word in distinctive(name).split()}:
                    self._leads.setdefault(start, []).append((distinctive(name), id_))
            if isinstance(entry, Organisation) and entry.number:
                self._numbers[entry.number] = id_

    def certain(self, name: str | None) -> str | None:
        """The one entry that a name is known to stand for, or None."""
        if not name:
            return None
        if (number := _number(name)) in self._numbers:
            return self._numbers[number]
        for known in (self._names, self._aliases):
            if len(found := set(known.get(_key(name), ()))) == 1:
                return found.pop()
        return None

    def who(self, name: str | None) -> str:
        """What tells whether two names mean the same: the entry's id, else the folded name; empty for no name."""
        if not name:
            return ""
        if name not in self._who:
            self._who[name] = self.certain(name) or f"“{names.fold(name)}”"
            self._read.setdefault(self._who[name], name)
        return self._who[name]

    def activity(self, name: str) -> str:
        """What tells whether two names of activities mean the same: its id, else the folded name."""
        return self._activities.get(names.fold(name)) or f"“{names.fold(name)}”"

    def suggestions(self, name: str, limit: int = 6) -> list[Suggestion]:
        """The entries that a name may stand for, best first."""
        found: dict[str, str] = {}
        if (number := _number(name)) in self._numbers:
            found[self._numbers[number]] = "number"
        for reason, known, key in (
            ("name", self._names, _key(name)),
            ("alias", self._aliases, _key(name)),
            ("folded", self._folded, names.fold(name)),
            ("form", self._bare, bare(name)),
        ):
            for id_ in sorted(known.get(key, ())):
                found.setdefault(id_, reason)
        for id_ in self._spelt_alike(name) if not found else ():
            found.setdefault(id_, "words")
        return [Suggestion(id_, self.entries[id_].name, reason) for id_, reason in list(found.items())[:limit]]

    def _spelt_alike(self, name: str) -> list[str]:
        """Entries whose distinctive words are spelt nearly as those of `name`, the nearest first."""
        mine, form = distinctive(name), form_of(name)[0]
        near: dict[str, float] = {}
        for start in {word[:LEAD] for word in mine.split()}:
            for theirs, id_ in self._leads.get(start, ()):
                if abs(len(theirs) - len(mine)) <= 6 and _may_be(self.entries[id_], form):
                    near[id_] = max(near.get(id_, 0), difflib.SequenceMatcher(None, mine, theirs).ratio())
        return [id_ for id_, ratio in sorted(near.items(), key=lambda item: (-item[1], item[0])) if ratio >= ALIKE][:3]

    def named(self, id_: str) -> str:
        """The name of an entry, or the name as read of somebody that `who` did not know."""
        return self.entries[id_].name if id_ in self.entries else self._read.get(id_, id_)


def known_as(entry: Entry) -> tuple[str, ...]:
    """The other names of an entry."""
    short = (entry.short,) if isinstance(entry, Organisation) and entry.short else ()
    return (*entry.aliases, *short)


def bare(name: str) -> str:
    """A name folded, without its legal form."""
    return names.fold(LEGAL.sub(" ", name)) or names.fold(name)


def _may_be(entry: Entry, form: Form) -> bool:
    """True where a name that says `form` may stand for an entry: Ånge kommun is not Samordningsförbundet Ånge."""
    theirs = entry.form if isinstance(entry, Organisation) else Form.FORM_NOT_STATED
    open_ = Form.FORM_NOT_STATED in (form, theirs) and theirs not in LAWFUL
    return open_ or form is theirs


LEAD, ALIKE = 4, 0.82
"""How many letters words begin with alike before they are compared, and how alike they have to be, from 0 to 1."""
GENERIC = frozenset((
    "kommun", "kommuns", "kommunen", "stad", "region", "regionen", "landsting", "lan", "och", "i", "av", "for", "de",
    "den", "det", "stiftelsen", "foreningen", "forening", "bolag", "bolaget", "kommunalforbund", "kommunalforbundet",
    "samordningsforbund", "samordningsforbundet", "forbundet", "sverige", "folkhogskola", "museum", "universitet",
    "hogskola", "teater",
))  # fmt: skip


def distinctive(name: str) -> str:
    """A name folded, without its legal form and the words that many names have."""
    words = [word for word in bare(name).split() if word not in GENERIC]
    return " ".join(words) or bare(name)


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _number(name: str) -> str | None:
    try:
        return check_organisation_number(name.strip())
    except ValueError:
        return None


def slug(name: str, taken: Iterable[str], fallback: str = "post") -> str:
    """An id that no other has: the name in lower-case ASCII words, with a figure behind it where it is taken."""
    ascii_ = unicodedata.normalize("NFKD", name.casefold().replace("&", " och "))
    words = re.findall(r"[a-z0-9]+", "".join(c for c in ascii_ if not unicodedata.combining(c)))
    text = re.sub(r"(?<!\d)\d{6}-?\d{4}", "nr", "-".join(words))[:60].strip("-")
    text = text if text[:1].isalpha() else f"{fallback}-{text}".strip("-")
    known, number, found = set(taken), 1, text
    while found in known:
        number += 1
        found = f"{text}-{number}"
    return found


GROUPED = re.compile(
    r"^(?:(?:de|länets|regionens|samtliga|alla|övriga)\b.*|(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d+)\s.*"
    r"(?:kommuner|regioner|bolag|företag|förbund|ägare|delägare|parter|myndigheter|medlemmar).*)$",
    re.IGNORECASE,
)
TURN = re.compile(
    r"\s(?:i|inom|av|för|vid|från|på|längs|med|till|under|utan|runt|kring|mellan|som|in|of|from|along)\s.*$",
    re.IGNORECASE,
)
"""Where what is told of a body begins: “företag | i Ånge kommun”."""
SINGULAR = re.compile(r"^(?:en|ett)\s|(?:teater|center|kluster|kammare?|orkester|register|kontor|sekretariat)$")
SEVERAL_BODIES = re.compile(
    r"(?:\w(?:er|ar|or|erna|arna|orna)|(?:företag|bolag|förbund|projekt|lärosäten?|landsting|civilsamhälle)(?:en)?)$"
)
"""How a common noun for several bodies ends; one for a single body (“bolaget”, “teatern”) ends otherwise."""
_PART = r"(?-i:[A-ZÅÄÖ])[\w:-]+"
AT_THE_START = re.compile(
    r"^(?:företag|bolag|kommuner|regioner|föreningar|myndigheter|organisationer)\s(?:i|inom|från)\s", re.IGNORECASE
)
BY_NAME: tuple[tuple[re.Pattern[str], Form, FormBasis], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), form, basis)
    for pattern, form, basis in (
        (r"^(?:svenska )?staten$", Form.STATE, FormBasis.LAW),
        (r"\b(?:samordningsförbund|finsam)", Form.COORDINATION_ASSOCIATION, FormBasis.NAME),
        (r"kommunalförbund|räddningstjänstförbund", Form.MUNICIPAL_ASSOCIATION, FormBasis.NAME),
        (r"\b(?:aktiebolag|ab)\b", Form.LIMITED_COMPANY, FormBasis.NAME),
        (r"\b(?:handelsbolag|kommanditbolag|hb|kb)\b", Form.TRADING_PARTNERSHIP, FormBasis.NAME),
        (r"\bek(?:onomisk|\.)? för", Form.ECONOMIC_ASSOCIATION, FormBasis.NAME),
        (r"\bideell förening\b", Form.NON_PROFIT_ASSOCIATION, FormBasis.NAME),
        (r"^stiftelsen\b|stiftelse$", Form.FOUNDATION, FormBasis.NAME),
        (r"\begt[cs]\b", Form.EGTC, FormBasis.NAME),
        (r"^region \w|^västra götalandsregionen$", Form.REGION, FormBasis.NAME),
        (rf"^{_PART}(?: {_PART}){{0,2}} (?:kommun|stad)$", Form.MUNICIPALITY, FormBasis.NAME),
        (r"\b(?:nätverk\w*)\b", Form.NETWORK, FormBasis.NAME),
    )
)
LISTED: Mapping[str, Form] = {
    "region": Form.REGION, "municipality": Form.MUNICIPALITY, "company": Form.LIMITED_COMPANY, "state": Form.STATE,
    "foundation": Form.FOUNDATION, "agency": Form.STATE_AGENCY,
}  # fmt: skip
LAWFUL = (Form.STATE, Form.REGION, Form.MUNICIPALITY, Form.STATE_AGENCY)


NUMBERS = {
    word: value
    for value, words in {
        2: "två two", 3: "tre three", 4: "fyra four", 5: "fem five", 6: "sex six", 7: "sju seven", 8: "åtta eight",
        9: "nio nine", 10: "tio ten", 11: "elva eleven", 12: "tolv twelve", 13: "tretton thirteen",
    }.items()
    for word in words.split()
}  # fmt: skip


def count_in(name: str) -> int | None:
    """How many a set says that it is: “länets sju kommuner” is 7."""
    return next((NUMBERS[word] for word in re.findall(r"\w+", name.lower()) if word in NUMBERS), None)


def is_group(name: str) -> bool:
    """True for what names several bodies together: “länets sju kommuner”, “företag i Ånge kommun”."""
    name = name.strip()
    if GROUPED.match(name) or AT_THE_START.match(name):
        return True
    head = TURN.sub("", name)
    return head == head.lower() and SEVERAL_BODIES.search(head) is not None and not SINGULAR.search(head)


def form_of(name: str) -> tuple[Form, FormBasis]:
    """The legal form that a name says, and on what ground; what it does not say stays not stated.

    Where a common noun says what the body is, it alone counts: “enheten för vatten i Ånge kommun” is no municipality.
    """
    head = TURN.sub("", name)
    told = head if head == head.lower() else name
    for pattern, form, basis in BY_NAME:
        if pattern.search(told):
            return form, basis
    found = tokens(name)
    listed = shipped().longest(found, 0) if found else None
    if listed and listed[1] == len(found) and listed[0].kind in LISTED:
        form = LISTED[listed[0].kind]
        return form, FormBasis.LAW if form in LAWFUL else FormBasis.BACKGROUND
    return Form.FORM_NOT_STATED, FormBasis.NOT_KNOWN


def new_entry(name: str, form: str, id_: str, state: str | None) -> tuple[str, dict[str, Any]]:
    """A new entry of the registry as (kind, fields). `form` is a legal form or “Group”; agencies are of `state`."""
    name = " ".join(name.split())
    if form == "Group":
        whole = name[:1].upper() + name[1:]
        return "group", {"id": id_, "name": whole, "aliases": [name] * (name != whole), "stated_count": count_in(name)}
    guessed, basis = form_of(name)
    if form != guessed.value:
        basis = FormBasis.BACKGROUND if form != Form.FORM_NOT_STATED.value else FormBasis.NOT_KNOWN
    values: dict[str, Any] = {"id": id_, "name": name, "form": form, "form_basis": basis.value}
    if form == Form.STATE_AGENCY.value:
        values["legal_person"] = state
    return "organisation", values
