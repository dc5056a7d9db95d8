"""The grammar of names that nobody has listed: how far a name goes, and what kind of body its shape tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from regiongraf.intake.beginnings import (
    Vocabulary,
    common_phrase,
    ends_name,
    is_title_line,
    no_lone_name,
    no_start,
    only_opens,
    shouted,
)
from regiongraf.intake.foreign import foreign
from regiongraf.intake.heads import names_follow
from regiongraf.intake.joints import COUNCIL_TAIL, joined, legal_ahead
from regiongraf.intake.lexer import Token
from regiongraf.intake.naming import DISTRIBUTING, closes, genitive_legal, kind_of, tail_kind
from regiongraf.intake.nobodies import LABEL
from regiongraf.intake.possessive import ends_possessed
from regiongraf.intake.purposes import FOR_SOMETHING, in_country, purpose
from regiongraf.intake.words import FINITE, FIRST_NAMES, FUNCTION, HEADS, LEGAL, LOWER_TAIL, REFERENCES, listed

PUBLIC = ("(", "publ", ")")
INFINITIVES = frozenset(
    ["gå", "bli", "äga", "få", "vara", "bilda", "ta", "ge", "bidra", "starta", "köpa", "ingå", "delta"]
)
SHALL = frozenset(["ska", "önska", "minska"])
OF_COMPANIES = listed("holding innovation innovations ventures uppdrag utveckling fastigheter office")
"""What stands between a body and the form of its company: “Norrviks universitet Holding AB”."""
BEFORE_FORM = frozenset(["fastighets", "bostads", "rederi", "förlags", "byggnads", "hotell", "industri", "utvecklings"])
"""What begins a name that goes on behind its form: “Fastighets AB Lindhagen”."""
OF_REGIONS = frozenset(["business", "capital", "metropolitan", "peak"])
"""What stands before “Region” in a name that is not a region’s: “Business Region Norrvik”."""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens that make a name: how many, of what kind (None: nothing tells), and whether it is genitive."""

    length: int
    kind: str | None
    genitive: bool = False


def run_at(found: Sequence[Token], index: int, starts: bool, common: Vocabulary, known: bool) -> Run | None:
    """The name that begins at `index`, by its shape alone."""
    token = found[index]
    if token.kind == "word":
        return _headed(found, index) if token.low in HEADS else None
    if no_start(found, index, starts, common) or is_title_line(found, index):
        return None
    end, kind = _extend(found, index, swedish=common.swedish)
    if kind is None:
        kind = kind_of(found, index, end)
    if end == index + 1:
        if no_lone_name(token, starts and not known, known, kind, common):
            return None
        opens = index == 0 or found[index - 1].kind == "stop"
        if kind is None and opens and not known and only_opens(found, index, common):
            return None
    elif starts and token.low in common and token.low not in HEADS and common_phrase(token, found[index + 1]):
        return None
    return Run(end - index, kind, _is_genitive(found, end - 1, swedish=common.swedish))


def _headed(found: Sequence[Token], index: int) -> Run | None:
    """A lower-case head with its name: “samordningsförbundet Sjöbygden”."""
    if not names_follow(found, index) or found[index].low in (
        "campus",
        "visit",
        "förbundet",
        "rådet",
        "fonden",
        "nämnden",
        "museet",
        "teatern",
        "biblioteket",
        "myndigheten",
    ):
        return None
    end, _ = _extend(found, index)
    return Run(end - index, kind_of(found, index, end) or HEADS[found[index].low], _is_genitive(found, end - 1))


def _extend(found: Sequence[Token], index: int, *, swedish: bool = False) -> tuple[int, str | None]:
    """The end of the name that begins at `index`, and its kind where the way it ends tells."""
    end = index + 1
    licensed = found[index].low in HEADS or tail_kind(found[index].text) is not None
    if found[index].text in LEGAL and found[index].text not in (
        "AB",
        "A/S",
        "Aktiebolaget",
        "Aktiebolag",
        "Stiftelsen",
    ):
        return end, None
    while end < len(found):
        token, before = found[end], found[end - 1]
        legal = token.text in LEGAL or genitive_legal(token.text)
        # “Fastighets AB Lindhagen” goes on after its AB; “Sjöstads Hamn AB” ends with it.
        ended = end - 1 > index and (before.text in LEGAL or genitive_legal(before.text)) and not legal
        goes_on = token.kind == "cap" and found[index].low in BEFORE_FORM and end == index + 2
        if ended and not goes_on:
            break
        if legal and end > index:
            end += 1
            continue
        if token.fresh or (token.kind == "cap" and _defined(found, index, end)):
            break
        if token.kind == "cap" and token.low != "i":
            if shouted(token) or ends_name(token.low) or _labels(found, end):
                break
            if _person(found, index, end):
                break
            if token.text == found[index].text and not licensed:
                break
            if (
                token.low in REFERENCES
                and (token.low not in HEADS or token.low in ("förbundet", "föreningen"))
                and not (before.low.endswith("ska") and before.low not in SHALL)
            ):
                break
            if token.low == "region" and (found[end - 1].low in OF_REGIONS or _ends_as_region(found, end)):
                end += 1
                continue
            if (
                token.low
                in ("region", "regionen", "kommunalförbundet", "samordningsförbundet", "länsstyrelsen", "stiftelsen")
                and end > index
            ):
                break
            end += 1
            continue
        step = joined(found, index, end, licensed) or (foreign(found, end) if swedish else 0)
        if not step:
            break
        end += step
        if found[end - 1].low == "läns" and end < len(found) and closes(found[end]):
            continue
        last = found[end - 1]
        if last.kind == "word" and FOR_SOMETHING.search(last.low) and (length := purpose(found, end)):
            return end + length, kind_of(found, index, end) or "unknown"
        if last.kind == "word" and (closes(last) or ends_possessed(last.text)):
            kind = kind_of(found, index, end) or ("unknown" if ends_possessed(last.text) else None)
            if step := _of_a_company(found, end):
                return end + step, "company"
            return _economic(found, end + in_country(found, end), kind)
    length = public_mark(found, end)
    return _economic(found, end + (length or in_country(found, end)), None)


def _of_a_company(found: Sequence[Token], end: int) -> int:
    """How far “Norrviks vatten AB”, “… och avlopp AB”, “Norrviks universitet Holding AB” goes on behind its noun."""
    ahead = found[end : end + 3]
    if ahead and ahead[0].text in LEGAL:
        return 1
    if len(ahead) == 3 and ahead[0].low == "och" and ahead[1].kind == "word" and ahead[2].text in LEGAL:
        return 3
    return 2 if len(ahead) > 1 and ahead[0].low in OF_COMPANIES and ahead[1].text in LEGAL else 0


def _defined(found: Sequence[Token], index: int, end: int) -> bool:
    """True behind “Svenska skogvaktarföreningen”: a definite noun ends such a name, unless it is a form."""
    before = found[end - 1]
    if end != index + 2 or before.kind != "word" or not COUNCIL_TAIL.search(before.low):
        return False
    return found[index].text.endswith("a") and found[index].low not in ("ideella", "ekonomiska")


def _person(found: Sequence[Token], index: int, end: int) -> bool:
    """True for the name of a person behind a name: “Norrviks universitet Karin Ek”, which a list ran together."""
    following = found[end + 1] if end + 1 < len(found) else None
    if found[end].text not in FIRST_NAMES or following is None or following.kind != "cap":
        return False
    return end > index + 1 and found[index].low not in HEADS and not legal_ahead(found, end + 1)


def _ends_as_region(found: Sequence[Token], at: int) -> bool:
    """True for the last word of “Peak Region AB”, “Automation Region”: no name of a region follows."""
    following = found[at + 1] if at + 1 < len(found) else None
    return following is None or following.fresh or following.kind != "cap" or following.text in LEGAL


def _labels(found: Sequence[Token], at: int) -> bool:
    """True for the label behind a name, “Norrvika Byaförening Projektledare: …”."""
    return at + 1 < len(found) and found[at + 1].low == ":" and LABEL.search(found[at].low) is not None


def public_mark(found: Sequence[Token], start: int) -> int:
    """3 where “(publ)” stands at `start`."""
    return 3 if tuple(token.low for token in found[start : start + 3]) == PUBLIC else 0


def _economic(found: Sequence[Token], end: int, kind: str | None) -> tuple[int, str | None]:
    """“ek. för.”, “ekonomisk förening” behind a name belong to it; `kind` is the name's where neither stands there."""
    low = [token.low for token in found[end : end + 2]]
    if low and low[0].replace(" ", "") in ("ek.för.", "ek.för"):
        return end + 1, "association"
    if len(low) == 2 and low[0] in ("ekonomisk", "ideell") and low[1] in ("förening", "föreningen"):
        return end + 2, "association"
    return end, kind


def _is_genitive(found: Sequence[Token], last: int, *, swedish: bool = True) -> bool:
    """True where the name ends in a genitive s and something of its own follows."""
    text = found[last].text
    if text.endswith((":s", "’s", "'s")) or genitive_legal(text):
        return True
    if not swedish or not text.endswith("s") or text.endswith("ss") or text in LEGAL or last + 1 >= len(found):
        return False
    if found[last].kind == "word" and text.islower():
        bare = text.removesuffix("s")
        tail = LOWER_TAIL.search(bare) is not None or ends_possessed(bare)
        return tail and not LOWER_TAIL.search(text) and not ends_possessed(text)
    if len(text) < 4:
        return False
    following = found[last + 1]
    if following.kind == "pct" and found[last].kind == "word":
        return True
    if following.kind != "word" or following.low in FUNCTION or following.low in FINITE:
        return False
    return following.low not in DISTRIBUTING and following.low not in INFINITIVES
