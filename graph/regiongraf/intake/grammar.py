"""The grammar of names that nobody has listed: how far a name goes, and what kind of body its shape tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from regiongraf.intake.foreign import foreign, of_a_field, of_fields
from regiongraf.intake.lexer import Token
from regiongraf.intake.naming import DISTRIBUTING, closes, genitive_legal, kind_of, tail_kind
from regiongraf.intake.nobodies import CALENDAR, CHIEFS, ENDERS, LABEL, NOBODY, OFFICES, PEOPLE, QUALITIES
from regiongraf.intake.words import (
    APPOSITIONS,
    BREAKERS,
    COMMON_STARTS,
    DEMONYMS,
    FINITE,
    FIRST_NAMES,
    FUNCTION,
    HEADS,
    INDEFINITE,
    JOINERS,
    LEGAL,
    LOWER_TAIL,
    NAME_ADJECTIVES,
    NOT_NAMES,
    PARTICLES,
    PLURALS,
    REFERENCES,
    SET_HEAD,
    listed,
)

PUBLIC = ("(", "publ", ")")
RELATION_NOUN = re.compile(
    r"(?:bolag|bolaget|bolagen|ägare|ägaren|företag|företaget|aktier|aktierna|andel|moderbolag)$"
)
COUNCIL_TAIL = re.compile(
    r"(?:nämnden|styrelsen|rådet|utskottet|verket|museet|universitetet|högskolan|akademien|myndigheten|biblioteket|teatern|beredningen|"
    r"föreningen|stiftelsen|sällskapet|klubben|institutet|\w{4,}förbundet)$"
)
OWNING_HEADS = frozenset(["stiftelsen", "föreningen", "museiföreningen", "hembygdsföreningen", "teaterföreningen"])
"""Heads whose name may be a genitive and what is owned: “Stiftelsen Furumarks länsmuseer”."""
INFINITIVES = frozenset(
    ["gå", "bli", "äga", "få", "vara", "bilda", "ta", "ge", "bidra", "starta", "köpa", "ingå", "delta"]
)
PAIRED = listed(
    """
    avfall energi fritid hamn kraft kultur logistik miljö natur näringsliv renhållning slott teknik turism vatten värme
    """
)
"""Trades that a company may do two of: “Umbukta Vatten och Avfall AB”."""
PAPER = re.compile(r"(?:direktiv|ordning|stadgar|redovisning|berättelse|policy|protokoll|reglemente|grundavtal)$")
"""A paper on a body, which its name does not begin with: “Ägardirektiv för Norrvika Energi AB”."""
NEW_LINE = listed(
    """
    om för på till med av vid från hos vad hur vi läs så ett en den det detta dessa denna när som vem vilka nu efter
    genom samt och men eller sedan varje vår våra vårt the
    """
)
"""Small words that a capital makes the first of another line: no name goes on over them."""
LONG_WORD = 10
"""In letters: a word in capitals that is as long as this is no acronym."""
NUMBERED = re.compile(r"\d{1,2}[.:]\d{1,2}")
"""A figure that ends a name, as a travel time does: “Väst–Öst 1.30”."""
SMALL_WORDS = (FUNCTION | FINITE) - {"i", "is", "are", "on", "has"}
OF_REGIONS = frozenset(["business", "capital", "metropolitan", "peak"])
"""What stands before “Region” in a name that is not a region’s: “Business Region Norrvik”."""
ARTS = listed("kultur musik dans film konst design scen teater slöjd scenkonst turism form")
"""What a body for a part of the country is called by: “Musik i Norrskog”, “Film i Väst”."""
PROPER_TAIL = re.compile(
    r"(?:samarbetet|samverkan|piloten|fonden|programmet|nätverket|klustret|gruppen|akademin|alliansen)$"
)
"""What a name may end in behind an acronym: “K2-piloten”, unlike “EU-projekt”."""
STAGES = ARTS | listed("opera musikteater operan orkester")
DIRECTIONS = frozenset(["södra", "norra", "västra", "östra", "mellersta", "hela"])
ADJECTIVE = re.compile(r"\w{3}(?:ska|iska|liga|ella|ala|iva)$")
OF_A_FORM = frozenset(["kommunalt", "statligt", "regionalt", "privat", "helägt", "delägt", "samägt", "offentligt"])
OWNED_BY = listed("kommunala statliga privata offentliga nybildade")
"""Adjectives that say whose a body is: “Kommunala Norrvikahem” is called Norrvikahem."""
WIDE_AREAS = frozenset(["sverige", "sveriges", "norden", "europa", "norrland", "sydsverige", "mellansverige"])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that are no names: those also written with a small letter, and those that rules turn on."""

    small: frozenset[str] = frozenset()
    relational: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    """Words that the document writes with a capital where no sentence begins: what opens one elsewhere is a name."""

    swedish: bool = True
    """True where the text around is Swedish: English small words between capitals stand in a name then."""

    def __contains__(self, low: str) -> bool:
        return low in self.small or low in self.relational


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
    if _no_start(found, index, starts, common) or _is_title_line(found, index):
        return None
    end, kind = _extend(found, index, swedish=common.swedish)
    if kind is None:
        kind = kind_of(found, index, end)
    if end == index + 1:
        if _no_lone_name(token, starts and not known, known, kind, common):
            return None
        opens = index == 0 or found[index - 1].kind == "stop"
        if kind is None and opens and not known and _only_opens(found, index, common):
            return None
    elif starts and token.low in common and token.low not in HEADS and _common_phrase(token, found[index + 1]):
        return None
    return Run(end - index, kind, _is_genitive(found, end - 1))


def _is_title_line(found: Sequence[Token], index: int) -> bool:
    """True for the title of “SAMMANTRÄDESPROTOKOLL Kulturnämnden”: a long word in capitals before one that is not."""
    token, following = found[index], found[index + 1 : index + 2]
    if not token.text.isupper() or len(token.text) < LONG_WORD or tail_kind(token.text) or token.low in HEADS:
        return False
    return bool(following) and following[0].kind == "cap" and not following[0].text.isupper()


def _common_phrase(token: Token, following: Token) -> bool:
    """True for “Aktierna i …”, a common word and what it is of; “Tekniska verken” may be a name."""
    return following.kind != "cap" and (following.low in PARTICLES or not token.text.endswith(("a", "-")))


def _no_start(found: Sequence[Token], index: int, starts: bool, common: Vocabulary) -> bool:
    """True for a capitalised word that begins no name: a plural head, a reference, a word that starts sentences."""
    token = found[index]
    if _shouted(token) or _no_name_of_a_form(found, index):
        return True
    following = found[index + 1] if index + 1 < len(found) else None
    if following is not None and following.low == "för" and PAPER.search(token.low):
        return True
    caps = following is not None and following.kind == "cap"
    lone = following is None or not (caps or following.text in JOINERS or closes(following))
    if caps and not token.text.isupper() and _office(token.low):
        return True
    if (
        token.low in FUNCTION
        and following is not None
        and caps
        and (starts or len(token.text) < 3)
        and not following.fresh
        and not _legal_ahead(found, index + 1)
    ):
        return True
    if token.low in ENDERS and not token.text.isupper() and (caps or not starts):
        return following is None or following.text not in LEGAL
    if token.low in PLURALS or (lone and (SET_HEAD.match(token.low) or token.low in WIDE_AREAS)):
        return True
    if token.low in REFERENCES:
        return not (token.low in HEADS and _names_follow(found, index))
    if token.low.removesuffix("s") in REFERENCES:
        return True
    if not starts or (token.low in HEADS and caps):
        return False
    if token.low in NOBODY:
        goes_on = caps or (following is not None and COUNCIL_TAIL.search(following.low))
        return not (goes_on and (token.low in NAME_ADJECTIVES or _names_itself(found, index)))
    return (
        token.low in common
        and caps
        and not token.fresh
        and tail_kind(token.text) is None
        and not _legal_ahead(found, index + 1)
    )


@lru_cache(maxsize=16_384)
def _ends_name(low: str) -> bool:
    """True for a word that no name goes on over: “Antagen”, “Förbundsordning”."""
    return low in ENDERS or low in BREAKERS or low in NEW_LINE or PAPER.search(low) is not None


@lru_cache(maxsize=16_384)
def _office(low: str) -> bool:
    """True for the title of a person: “Rektor”, “Campuschefen”."""
    return low in OFFICES or CHIEFS.search(low) is not None


@lru_cache(maxsize=16_384)
def _nobody(low: str) -> bool:
    """True for a word that names nobody: “Därtill”, “Diarienummer”, “Norrvikaborna”."""
    return low in NOBODY or PEOPLE.search(low) is not None


def _names_itself(found: Sequence[Token], index: int) -> bool:
    """True for “Hållbara Byar”, “Regionala utvecklingsnämnden”: an adjective and the rest of its name."""
    return found[index].low in QUALITIES - OWNED_BY and not found[index + 1].fresh


def _shouted(token: Token) -> bool:
    """True for the small words of a heading in capitals, “FÖRENINGAR SOM FÅR STÖD FRÅN …”: no name goes over them."""
    return len(token.text) > 1 and token.text.isupper() and token.text not in LEGAL and token.low in SMALL_WORDS


def _no_name_of_a_form(found: Sequence[Token], index: int) -> bool:
    """True for “Kommunalt AB”, “Helägt aktiebolag”: what form a body has, not what it is called."""
    return found[index].low in OF_A_FORM and index + 1 < len(found) and found[index + 1].text in LEGAL


def _no_lone_name(token: Token, unsure: bool, known: bool, kind: str | None, common: Vocabulary) -> bool:
    """True for a single capitalised word that is no name; `unsure` where only its place gave it the capital."""
    head, _, tail = token.text.rpartition("-")
    if head and tail.islower() and INDEFINITE.search(tail):
        return True  # “ett VA-bolag”
    if head.isupper() and tail.islower() and not known and not PROPER_TAIL.search(tail):
        return True  # “EU-projekt”, “ABF-huset”
    if token.low in BREAKERS or token.low in DEMONYMS or token.text.endswith("-") or token.text in LEGAL:
        return True
    acronym = token.text.isupper() and len(token.text) < 6 and token.low not in CALENDAR
    if not known and _nobody(token.low) and not acronym:
        return True
    if SET_HEAD.match(token.low) or len(token.text) == 1 or (not known and token.low in common.relational):
        return True
    if not unsure:
        return False
    if token.low in common or (INDEFINITE.search(token.low) and token.text not in common.inner):
        return True
    return kind is None and bool(token.low in FINITE or NOT_NAMES.search(token.low) or len(token.text) < 3)


DEFINITE = re.compile(r"(?:[^aeiouyåäö]en|et|na|aren|ade|ing)$")
SAID_OF = frozenset(["ägs", "drivs", "leds", "samägs", "grundades", "bildades", "startades", "finansieras", "står"])
"""What is said of bodies, seldom of things."""
NO_VERBS = listed(
    """
    allt alltid bäst dess deras ditt efter endast ett flest fler fritt gratis hos just mest mitt oss sitt snart
    under utmed vårt våra vidare åter över
    """
)
VERBAL = re.compile(r"(?:[ae]r|de|te|as|es|s|t)$")


def _only_opens(found: Sequence[Token], index: int, common: Vocabulary) -> bool:
    """True for a word whose capital only its sentence gave it: “Samlar in …”, “Tillgångar och skulder …”.

    What the document also names inside a sentence is a name, and so is an unknown word that a verb is said of.
    """
    token, following = found[index], found[index + 1 : index + 3]
    if not following or {token.text, token.text.removesuffix("s")} & common.inner or not token.text[1:].islower():
        return False
    first = following[0]
    if first.kind != "word":
        return False
    if first.low in ("och", "samt", "and") and len(following) > 1 and following[1].kind == "cap":
        return False
    if first.low in FINITE or (VERBAL.search(first.low) and first.low not in FUNCTION and first.low not in NO_VERBS):
        return bool(DEFINITE.search(token.text)) and first.low not in SAID_OF
    return not token.text.endswith("s")


def _of_an_area(found: Sequence[Token], index: int) -> bool:
    """True for “Föreningen yrkeshögskolorna i Skogsbygden” in running text: a head, a noun, “i” and a capital."""
    run = found[index : index + 4]
    return (
        len(run) == 4
        and run[0].low in ("föreningen", "stiftelsen", "nätverket")
        and run[0].kind == "cap"
        and index > 0
        and found[index - 1].kind != "stop"
        and run[1].kind == "word"
        and run[1].low not in FUNCTION
        and run[1].low not in FINITE
        and run[2].low == "i"
        and run[3].kind == "cap"
    )


SERVICE_HEADS = listed("kommunalförbundet samordningsförbundet regionförbundet samverkansnämnden")
VERB_END = re.compile(r"(?:r|de|te|s|t)$")


def _of_services(found: Sequence[Token], index: int) -> int:
    """How far “Kommunalförbundet vård och hälsa i Norrvik” goes on behind its head: services, “i” and a place."""
    run = found[index + 1 : index + 6]
    if found[index].low not in SERVICE_HEADS or len(run) < 3 or not _service(run[0]):
        return 0
    place = 3 if run[1].low == "och" and _service(run[2]) else 1
    ends = len(run) > place + 1 and run[place].low == "i" and run[place + 1].kind == "cap"
    return place + 2 if ends else 0


def _service(token: Token) -> bool:
    """True for a noun, as far as its form tells."""
    return (
        token.kind == "word"
        and token.low not in FUNCTION
        and token.low not in FINITE
        and VERB_END.search(token.low) is None
    )


def _names_follow(found: Sequence[Token], index: int) -> bool:
    """True where a head such as “Högskolan” goes on as a name: a capital next, or “i” and a capital."""
    if _of_an_area(found, index) or _of_services(found, index):
        return True
    following = found[index + 1 : index + 3]
    if (
        len(following) == 2
        and following[0].low in ("för", "mot")
        and following[1].kind == "word"
        and found[index].kind == "cap"
        and index
        and found[index - 1].kind != "stop"
    ):
        return following[1].low not in FUNCTION and found[index].low in (
            "nätverket",
            "föreningen",
            "stiftelsen",
            "institutet",
            "myndigheten",
            "rådet",
            "fonden",
            "nämnden",
        )
    if following and following[0].kind == "cap":
        return following[0].text not in FIRST_NAMES or found[index].low == "stiftelsen"
    if len(following) == 2 and following[0].low == "för" and following[1].kind == "cap":
        return found[index].low in ("stiftelsen", "föreningen", "institutet", "kommunalförbundet", "centrum")
    return (
        len(following) == 2
        and following[0].low == "i"
        and following[1].kind == "cap"
        and found[index].low
        in (
            "högskolan",
            "universitetet",
            "länsstyrelsen",
            "handelskammaren",
            "räddningstjänsten",
            "kollektivtrafikmyndigheten",
            "regionförbundet",
            "landstinget",
            "energikontoret",
            "samordningsförbundet",
        )
    )


def _headed(found: Sequence[Token], index: int) -> Run | None:
    """A lower-case head with its name: “samordningsförbundet Sjöbygden”."""
    if not _names_follow(found, index) or found[index].low in (
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
        goes_on = token.kind == "cap" and found[index].low in ("fastighets", "bostads") and end == index + 2
        if ended and not goes_on:
            break
        if legal and end > index:
            end += 1
            continue
        if token.fresh or (token.kind == "cap" and _defined(found, index, end)):
            break
        if token.kind == "cap" and token.low != "i":
            if _shouted(token) or _ends_name(token.low) or _labels(found, end):
                break
            if _person(found, index, end):
                break
            if token.text == found[index].text and not licensed:
                break
            if (
                token.low in REFERENCES
                and (token.low not in HEADS or token.low in ("förbundet", "föreningen"))
                and end > index
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
        step = _joined(found, index, end, licensed) or (foreign(found, end) if swedish else 0)
        if not step:
            break
        end += step
        if found[end - 1].low == "läns" and end < len(found) and closes(found[end]):
            continue
        if found[end - 1].kind == "word" and closes(found[end - 1]):
            end += end < len(found) and found[end].text in LEGAL
            return end, kind_of(found, index, end)
    length = public_mark(found, end)
    return _economic(found, end + length, index)


def _compound(found: Sequence[Token], index: int, end: int) -> int:
    """How far “Norrviks sång- och musikförbund”, “Norrviks ornitologiska förening” goes on behind its first word."""
    if end != index + 1 or not found[index].text[1:].islower() or not found[index].text.endswith("s"):
        return 0
    ahead = found[end : end + 3]
    if len(ahead) == 3 and ahead[0].text.endswith("-") and ahead[1].low in ("och", "&") and ahead[2].kind == "word":
        return 3 if closes(ahead[2]) or tail_kind(ahead[2].text) else 0
    if len(ahead) > 1 and ADJECTIVE.search(ahead[0].low) and ahead[0].kind == "word" and ahead[1].kind == "word":
        return 2 if closes(ahead[1]) else 0
    return 0


def _joined(found: Sequence[Token], index: int, end: int, licensed: bool) -> int:
    """How many tokens the name goes on by, where the next one has no capital."""
    token = found[end]
    following = found[end + 1] if end + 1 < len(found) else None
    if following is not None and token.text in JOINERS and following.kind == "cap":
        return 2
    if token.kind == "num" and found[index].low == "region" and end == index + 1 and len(token.text) < 3:
        return 1  # “Region 10”, an association of inland municipalities
    if token.kind == "num" and (NUMBERED.fullmatch(token.text) or (following and following.text in LEGAL)):
        return 1
    if token.low == "för" and following is not None and following.low in DIRECTIONS and end + 2 < len(found):
        body = found[end - 1].low in HEADS or tail_kind(found[end - 1].text) is not None
        return 3 if body and found[end + 2].kind == "cap" else 0
    if compound := _compound(found, index, end):
        return compound
    if english := of_a_field(found, end) or of_fields(found, index, end):
        return english
    if token.low == "och" and following is not None and _pair(found, index, end, following):
        return 2
    if token.low == "och" and found[end - 1].low in PAIRED and following is not None and following.kind == "cap":
        return 2 if _form_or_place(found, end + 2) else 0
    suspended = found[end - 1].text.endswith("-") and token.low in ("och", "&", "eller")
    if suspended and following is not None and following.kind in ("cap", "word"):
        return 2
    if token.kind != "word":
        return 0
    if closes(token) and (end - index <= 4 or (token.low == "län" and found[end - 2].low == "i")):
        return 1
    if end == index + 1 and (step := _second(found, index, licensed)):
        return step
    owned = end == index + 2 and found[index].low in OWNING_HEADS and found[index + 1].text.endswith("s")
    if owned and token.low not in FUNCTION and token.low not in FINITE and not RELATION_NOUN.search(token.low):
        return 1
    if token.low in PARTICLES and following is not None and following.kind == "cap":
        if following.text in FIRST_NAMES or (token.low == "av" and _whole_body(found, end + 1)):
            return 0
        headed = (licensed and token.low in ("i", "för", "på", "vid", "av")) or (
            found[end - 1].low in HEADS and token.low == "i"
        )
        return 2 if headed or token.low == "of" or _legal_ahead(found, end + 1) else 0
    adjective = end == index + 1 and found[index].text.endswith(("a", "-"))
    fits = token.low not in FUNCTION and token.low not in FINITE
    return 1 if (fits and adjective and _legal_ahead(found, end)) or _before_form(found, index, end) else 0


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
    return end > index + 1 and found[index].low not in HEADS and not _legal_ahead(found, end + 1)


def _ends_as_region(found: Sequence[Token], at: int) -> bool:
    """True for the last word of “Peak Region AB”, “Automation Region”: no name of a region follows."""
    following = found[at + 1] if at + 1 < len(found) else None
    return following is None or following.fresh or following.kind != "cap" or following.text in LEGAL


def _labels(found: Sequence[Token], at: int) -> bool:
    """True for the label behind a name, “Norrvika Byaförening Projektledare: …”."""
    return at + 1 < len(found) and found[at + 1].low == ":" and LABEL.search(found[at].low) is not None


def _pair(found: Sequence[Token], index: int, end: int, following: Token) -> bool:
    """True for the second of two trades, “… fjäll och aktivitet AB”, “Norrviks Musik och Teater”."""
    before = found[end - 1]
    if before.kind == "word" and following.kind == "word":
        return end + 2 < len(found) and found[end + 2].text in LEGAL
    stages = before.low in STAGES and following.low in STAGES
    return stages and before.text.istitle() and following.kind == "cap" and end > index + 1


def _whole_body(found: Sequence[Token], at: int) -> bool:
    """True for the owner of “ägs Skogskraft av Norrvika kommun”: a region or municipality is no part of the name."""
    following = found[at + 1].low if at + 1 < len(found) else ""
    return found[at].low in ("region", "landstinget") or following in ("kommun", "kommuner", "stad")


def _form_or_place(found: Sequence[Token], at: int) -> bool:
    """True where a legal form stands at `at`, or a place and then one: “… AB”, “… i Norrvika AB”."""
    words = [token.text for token in found[at : at + 3]]
    return bool(words) and (words[0] in LEGAL or (words[0] == "i" and words[-1] in LEGAL))


def _before_form(found: Sequence[Token], index: int, end: int) -> bool:
    """True for the small words of “SRV återvinning AB”, “Furuviks stadshus AB”: the form stands right behind."""
    first = found[index]
    if end - index > 3 or first.low in REFERENCES or first.low in COMMON_STARTS or SET_HEAD.match(first.low):
        return False
    for at in range(end, min(end + 4, len(found) - 1)):
        token, following = found[at], found[at + 1]
        if token.low == "och" and at == end + 1 and following.kind == "word":
            continue
        if at > end + 1 and found[end + 1].low != "och":
            return False
        if token.kind != "word" or token.low in FUNCTION | FINITE | APPOSITIONS or token.low in REFERENCES:
            return False
        if RELATION_NOUN.search(token.low):
            return False
        if following.text in LEGAL and following.text not in ("Aktiebolaget", "Aktiebolag"):
            return at + 2 >= len(found) or found[at + 2].kind != "cap"
    return False


def _second(found: Sequence[Token], index: int, licensed: bool) -> int:
    """The same for the second word: “Regionala utvecklingsnämnden”, “Turism i Kustmark är”."""
    first, token = found[index], found[index + 1]
    following = found[index + 2] if index + 2 < len(found) else None
    if _of_an_area(found, index):
        return 3
    if services := _of_services(found, index):
        return services
    if first.text.endswith("a") and (COUNCIL_TAIL.search(token.low) or _union(first, token)):
        return 1
    if following is None:
        return 0
    caps = following.kind == "cap"
    subject = index + 3 < len(found) and found[index + 3].low in ("är", "ägs", "bildades")
    country = following.text in ("Sverige", "Norden") and first.low.endswith(("arna", "erna"))
    if token.low == "i" and caps and country:
        return 2
    if token.low == "i" and caps and ((index == 0 and subject) or (first.low in ARTS and not following.fresh)):
        return 2
    purpose = token.low in ("för", "mot") and following.kind == "word" and following.low not in FUNCTION
    if licensed and purpose:
        return 2
    return 1 if first.text.endswith("a") and token.low in HEADS and (caps or following.low == "i") else 0


def _union(first: Token, token: Token) -> bool:
    """True for “Kooperativa förbundet”, not for “Nya förbundet”."""
    return token.low == "förbundet" and first.low not in NOBODY and first.low not in NAME_ADJECTIVES


def _legal_ahead(found: Sequence[Token], start: int) -> bool:
    """True where a legal form ends what follows before anything that cannot stand in a name."""
    small = 0
    for token in found[start : start + 6]:
        if token.text in LEGAL and token.kind == "cap":
            return True
        if token.kind == "cap" or token.text in JOINERS or token.low in ("i", "på", "för"):
            continue
        small += 1
        if token.kind != "word" or token.low in FUNCTION or token.low in FINITE or small > 1 or token.low in REFERENCES:
            return False
    return False


def public_mark(found: Sequence[Token], start: int) -> int:
    """3 where “(publ)” stands at `start`."""
    return 3 if tuple(token.low for token in found[start : start + 3]) == PUBLIC else 0


def _economic(found: Sequence[Token], end: int, index: int) -> tuple[int, str | None]:
    """“ek. för.”, “ekonomisk förening” behind a name belong to it."""
    low = [token.low for token in found[end : end + 2]]
    if low and low[0].replace(" ", "") in ("ek.för.", "ek.för"):
        return end + 1, "association"
    if len(low) == 2 and low[0] in ("ekonomisk", "ideell") and low[1] in ("förening", "föreningen"):
        return end + 2, "association"
    return end, None


def _is_genitive(found: Sequence[Token], last: int) -> bool:
    """True where the name ends in a genitive s and something of its own follows."""
    text = found[last].text
    if text.endswith((":s", "’s", "'s")) or genitive_legal(text):
        return True
    if not text.endswith("s") or text.endswith("ss") or text in LEGAL or last + 1 >= len(found):
        return False
    if found[last].kind == "word" and text.islower():
        return bool(LOWER_TAIL.search(text.removesuffix("s"))) and not LOWER_TAIL.search(text)
    if len(text) < 4:
        return False
    following = found[last + 1]
    if following.kind == "pct" and found[last].kind == "word":
        return True
    if following.kind != "word" or following.low in FUNCTION or following.low in FINITE:
        return False
    return following.low not in DISTRIBUTING and following.low not in INFINITIVES
