"""Swedish (and English) text into tokens: words, and figures read exactly - money, shares, periods, dates.

Nothing here guesses: a figure that fits no pattern stays a plain number. Values are `Decimal` throughout.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

Bound = Literal["exact", "min", "max"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure: per cent for a share, kronor for money (other currencies keep their own unit), else as counted."""

    value: Decimal
    bound: Bound = "exact"
    approx: bool = False
    basis: str | None = None
    """“capital” or “votes”, where the text says of what a share is."""
    currency: str | None = None
    """“SEK”, “EUR” …, or None where the text leaves it out."""


@dataclass(frozen=True, slots=True)
class Span:
    """A period: ISO 8601 year, month or day at either end."""

    start: str | None
    end: str | None


class Token:
    """A word, figure or sign of a view.

    `kind` is one of word, cap, punct, num, pct, money, year, period, date, stop, or, after the entity stages, one of
    org, weak, ref, set, geo, prj. `value` is what the kind needs. `genitive` marks a name that owns what follows,
    `fresh` the first token of a line that was broken on purpose.
    """

    __slots__ = ("end", "fresh", "genitive", "kind", "low", "start", "text", "value")

    def __init__(self, kind: str, text: str, start: int, end: int, value: Any = None) -> None:
        self.kind = kind
        self.text = text
        self.low = text.lower()
        self.start = start
        self.end = end
        self.value = value
        self.genitive = False
        self.fresh = False

    def __repr__(self) -> str:
        return f"{self.kind}:{self.text!r}"


S = "[ \u00a0\u202f\u2009\u2007]"
GROUPED = rf"\d{{1,3}}(?:{S}\d{{3}})+(?!\d)(?:,\d{{1,2}}(?!\d))?"
DOTTED = r"\d{1,3}(?:\.\d{3})+(?![\d.])(?:,\d{1,2}(?!\d))?"
COMMAS = r"\d{1,3}(?:,\d{3}){2,}(?!\d)"
PLAIN = r"\d+(?:[.,]\d+)?"
NUMBER = rf"(?:{GROUPED}|{COMMAS}|{DOTTED}|{PLAIN})"
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january", "jan"), ("februari", "february", "feb"), ("mars", "march", "mar"), ("april", "apr"),
            ("maj", "may"), ("juni", "june", "jun"), ("juli", "july", "jul"), ("augusti", "august", "aug"),
            ("september", "sept", "sep"), ("oktober", "october", "okt", "oct"), ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}  # fmt: skip
SCALES: dict[str, int] = {
    "miljarder": 10**9, "miljard": 10**9, "mdkr": 10**9, "mdr": 10**9, "mdsek": 10**9, "billion": 10**9, "bn": 10**9,
    "miljoner": 10**6, "miljon": 10**6, "mkr": 10**6, "mnkr": 10**6, "msek": 10**6, "mnsek": 10**6, "milj": 10**6,
    "milj.": 10**6, "million": 10**6, "millions": 10**6, "mn": 10**6, "meur": 10**6,
    "tusen": 10**3, "tkr": 10**3, "kkr": 10**3, "tsek": 10**3, "ksek": 10**3, "thousand": 10**3, "keur": 10**3,
}  # fmt: skip
CURRENCIES: dict[str, str] = {
    "kronor": "SEK", "krona": "SEK", "kr": "SEK", "kr.": "SEK", "sek": "SEK", "skr": "SEK", ":-": "SEK",
    "kronors": "SEK", "euro": "EUR", "eur": "EUR", "€": "EUR", "usd": "USD", "$": "USD", "dollar": "USD",
    "nok": "NOK", "dkk": "DKK", "pund": "GBP", "gbp": "GBP", "£": "GBP",
}  # fmt: skip
CARRIES_CURRENCY = {
    **dict.fromkeys(("mdkr", "mdsek", "mkr", "mnkr", "msek", "mnsek", "tkr", "kkr", "tsek", "ksek"), "SEK"),
    **dict.fromkeys(("meur", "keur"), "EUR"),
}
PERCENT = r"%|procent\b|procentig\w*|per\ cent\b|percent\b|pct\b"


def _either(words: Any) -> str:
    return "|".join(
        re.escape(word) + (r"\b" if word[-1].isalnum() else "") for word in sorted(words, key=lambda w: (-len(w), w))
    )


PREFIX = _either(("sek", "eur", "€", "usd", "$", "£", "kr", "nok"))
PREFIX_SCALE = _either(("million", "billion", "thousand", "mn", "bn", "m", "k"))
UNIT = rf"(?P<scale>{_either(SCALES)})(?:{S}(?P<cur2>{_either(CURRENCIES)}))?|(?P<cur>{_either(CURRENCIES)})"
FIGURE = re.compile(
    rf"""
      (?P<date>(?P<dy>(?:19|20)\d\d)-(?P<dm>0[1-9]|1[0-2])-(?P<dd>[0-3]\d)(?!\d))
    | (?P<day>(?:den{S})?(?P<wd>[1-3]?\d){S}(?P<wm>{_either(MONTHS)})(?:{S}(?P<wy>(?:19|20)\d\d)(?!\d))?)
    | (?P<period>(?P<p1>(?:19|20)\d\d){S}?[-–—/]{S}?(?P<p2>(?:19|20)\d\d|\d\d)(?![\d%]|{S}?\d{{3}}))
    | (?P<decade>\d+(?:-|–)(?:tal(?:et)?|årig\w*)\b)
    | (?P<pre>(?:{PREFIX}){S}?)(?P<pnum>{NUMBER})(?:{S}?(?P<pscale>{PREFIX_SCALE}))?
    | (?P<range>(?P<r1>\d+(?:,\d+)?){S}?[–-]{S}?(?P<r2>\d+(?:,\d+)?){S}?(?:{PERCENT}))
    | (?P<num>{NUMBER})(?P<foot>\))?(?:{S}|-)?(?:(?P<pct>{PERCENT})|{UNIT})
    | (?P<year>(?:19|20)\d\d)(?!\d|[.,]\d)
    | (?P<bare>{NUMBER})
    """,
    re.VERBOSE | re.IGNORECASE,
)
TOKEN = re.compile(
    rf"""
      (?P<figure>(?<![\w])\d|(?:sek|eur|usd|kr|nok|€|\$|£){S}?\d|den{S}[1-3]?\d{S}(?=[a-z]))
    | (?P<abbr>(?:bl\.\s?a\.|t\.\s?ex\.|m\.\s?m\.|m\.\s?fl\.|d\.\s?v\.\s?s\.|s\.\s?k\.|fr\.\s?o\.\s?m\.
        |t\.\s?o\.\s?m\.|f\.\s?d\.
        |ek\.\s?för\.?|i\.\s?d\.|o\.\s?s\.\s?v\.|e\.\s?g\.|i\.\s?e\.|c:a|resp\.|ca\.|inkl\.|exkl\.|milj\.|st\.|nr\.|org\.nr|avd\.|kap\.|inc\.|ltd\.|co\.|jfr\.?))
    | (?P<word>[^\W\d_][\w’'´]*(?:[-–][^\W_][\w’']*)*-?(?::\w{{1,3}}\b)?(?:/[^\W\d_][\w’'-]*)*)
    | (?P<alnum>\w[\w:-]*\w|\w)
    | (?P<stop>[.!?…](?=\s|$|["”»)]))
    | (?P<punct>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
FOLLOWED = re.compile(rf"{S}(?P<noun>[a-zåäö]+)")
COUNTED = re.compile(
    r"(?:invånar|person|besök|resor|resenär|passagerar|människor|ton\b|kwh|mwh|gwh|liter|kubik|kvadrat|kilometer|km\b|"
    r"kund|hushåll|elev|medlem|anställd|gäst|arbet|tim|år\b|inhabitant|people|visitor|passenger|träd|böcker|lån\b)"
)


def decimal(figure: str) -> Decimal:
    """A printed figure as an exact number: `1 293 035`, `24,5`, `2.5`, `1.250.000`, `400,000,000`.

    Raises decimal.InvalidOperation when `figure` is none.
    """
    compact = re.sub(r"\s", "", figure)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", compact) and (compact.count(".") > 1 or "," in compact):
        compact = compact.replace(".", "")
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", compact):
        compact = compact.replace(",", "")
    return Decimal(compact.replace(",", "."))


def tokens(text: str) -> list[Token]:
    """The tokens of `text` in order; qualifiers (“minst”, “cirka”) are drawn into the figure that they qualify."""
    found: list[Token] = []
    position = 0
    length = len(text)
    scan, figure = TOKEN.search, FIGURE.match
    while position < length:
        match = scan(text, position)
        if match is None:
            break
        start = match.start()
        kind = match.lastgroup or "punct"
        if kind == "figure" and (token := _figure(text, figure(text, start))):
            found.append(token)
            position = token.end
            continue
        end = match.end()
        if kind == "figure":
            kind, end = "alnum", start + 1
        piece = text[start:end]
        if kind == "word":
            found.append(Token("cap" if piece[0].isupper() else "word", piece, start, end))
        elif kind == "alnum":
            found.append(Token("cap" if any(map(str.isupper, piece)) else "word", piece, start, end))
        else:
            found.append(Token("word" if kind == "abbr" else kind, piece, start, end))
        position = end
    return _fractions(_qualified(_in_words(found)))


def _figure(text: str, match: re.Match[str] | None) -> Token | None:
    """The figure token that `match` stands for."""
    if match is None:
        return None
    start, end = match.span()
    kind = next(
        name for name in ("date", "day", "period", "decade", "pre", "range", "num", "year", "bare") if match[name]
    )
    value: Any
    if kind == "date":
        return Token("date", match[0], start, end, match["date"])
    if kind == "day":
        if not 1 <= int(match["wd"]) <= 31:
            return None
        year = match["wy"]
        value = f"{year}-{MONTHS[match['wm'].lower()]:02d}-{int(match['wd']):02d}" if year else None
        return Token("date", match[0], start, end, value)
    if kind == "period":
        return _period(text, match)
    if kind == "year":
        return Token("year", match[0], start, end, match["year"])
    if kind == "decade":
        return Token("num", match[0], start, end, Quantity(Decimal(re.match(r"\d+", match[0])[0]), approx=True))  # type: ignore[index]
    if kind == "range":
        low, high = decimal(match["r1"]), decimal(match["r2"])
        return Token("pct", match[0], start, end, (Quantity(low, "min"), Quantity(high, "max")))
    if kind == "pre":
        return _prefixed(match, start, end)
    if kind == "num":
        return _with_unit(text, match)
    return Token("num", match[0], start, end, Quantity(decimal(match["bare"])))


def _period(text: str, match: re.Match[str]) -> Token:
    first, last = match["p1"], match["p2"]
    if len(last) == 2:
        if int(last) <= 12 and int(last) <= int(first[2:]):
            return Token("date", match[0], *match.span(), f"{first}-{last}")
        last = first[:2] + last
    return Token("period", match[0], *match.span(), Span(first, last))


def _prefixed(match: re.Match[str], start: int, end: int) -> Token:
    """“SEK 2.5 million”, “SEK 400,000”: English figures, where a comma groups thousands."""
    figure = match["pnum"]
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", figure):
        figure = figure.replace(",", "")
    scale = {"m": "million", "k": "thousand"}.get((match["pscale"] or "").lower(), (match["pscale"] or "").lower())
    currency = CURRENCIES[match["pre"].strip().lower()]
    return Token("money", match[0], start, end, Quantity(decimal(figure) * SCALES.get(scale, 1), currency=currency))


def _with_unit(text: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    figure = match["num"]
    if match["foot"]:
        if not match["pct"] and text.count("(", 0, start) > text.count(")", 0, start):
            # The bracket closes one that was opened before: the unit behind it is another matter.
            return Token("num", figure, start, start + len(figure), Quantity(decimal(figure)))
        figure = figure[:-1] if len(re.sub(r"\D", "", figure)) > 1 else figure
        figure = figure.rstrip(",.")
    if match["pct"]:
        if match["pct"].lower().startswith("procenten"):
            return Token("num", match[0], start, end, Quantity(decimal(figure)))
        return Token("pct", match[0], start, end, Quantity(decimal(figure)))
    scale = (match["scale"] or "").lower()
    currency = CARRIES_CURRENCY.get(scale) or CURRENCIES.get((match["cur"] or match["cur2"] or "").lower())
    if re.fullmatch(r"\d{1,3},\d{3}", figure) and not scale:
        figure = figure.replace(",", "")
    value = decimal(figure) * SCALES.get(scale, 1)
    following = FOLLOWED.match(text, end)
    counted = currency is None and following is not None and COUNTED.match(following["noun"])
    return Token("num" if counted else "money", match[0], start, end, Quantity(value, currency=currency))


QUALIFIERS: dict[str, tuple[Bound, bool]] = {
    **dict.fromkeys(("minst", "lägst", "åtminstone", "över", "minimum", "överstigande"), ("min", False)),
    **dict.fromkeys(("högst", "maximalt", "max", "max.", "maximum", "under", "understigande"), ("max", False)),
    **dict.fromkeys(
        ("cirka", "ca", "ca.", "c:a", "omkring", "ungefär", "runt", "drygt", "knappt", "nära", "närmare", "circa",
         "about", "approximately", "around", "nearly", "almost", "roughly", "nästan", "dryga", "knappa", "uppemot"),
        ("exact", True),
    ),
}  # fmt: skip
QUALIFIER_PAIRS: dict[tuple[str, str], tuple[Bound, bool]] = {
    ("mer", "än"): ("min", False), ("more", "than"): ("min", False), ("at", "least"): ("min", False),
    ("upp", "till"): ("max", False), ("up", "to"): ("max", False), ("at", "most"): ("max", False),
    ("mindre", "än"): ("max", False), ("less", "than"): ("max", False), ("allra", "minst"): ("min", False),
    ("som", "mest"): ("max", False), ("som", "lägst"): ("min", False),
}  # fmt: skip
NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        (
            (), ("en", "ett", "one"), ("två", "bägge", "båda", "two", "both"), ("tre", "three"), ("fyra", "four"),
            ("fem", "five"), ("sex", "six"), ("sju", "seven"), ("åtta", "eight"), ("nio", "nine"), ("tio", "ten"),
            ("elva", "eleven"), ("tolv", "twelve"), ("tretton", "thirteen"), ("fjorton", "fourteen"),
            ("femton", "fifteen"), ("sexton",), ("sjutton",), ("arton",), ("nitton",), ("tjugo", "twenty"),
        )
    )
    for word in words
}  # fmt: skip
HALF = Decimal("0.5")
MILLIONS = frozenset(["miljon", "miljoner", "miljard", "miljarder", "million", "billion"])
COUNTS = {word: Decimal(number) for word, number in NUMBER_WORDS.items()} | {"halv": HALF}
TENS = {"trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90}
PARTS = {
    "tredjedel": 3, "tredjedelar": 3, "fjärdedel": 4, "fjärdedelar": 4, "femtedel": 5, "femtedelar": 5,
    "sjättedel": 6, "sjättedelar": 6, "sjundedel": 7, "sjundedelar": 7, "åttondel": 8, "åttondelar": 8,
    "niondel": 9, "tiondel": 10, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4,
}  # fmt: skip


SHARE_STARTS = frozenset(
    [
        *PARTS, *NUMBER_WORDS, *TENS, "hälften", "half", "a", "samtliga", "alla", "hela", "all", "hundra",
        "aktiemajoriteten", "majoriteten", "majoritet", "röstmajoriteten", "resten", "återstoden", "resterande",
    ]
)  # fmt: skip
"""The words that a share in words begins with: all others are passed over at once."""


def _in_words(found: list[Token]) -> list[Token]:
    """Draw “fyra miljoner kronor”, “en halv miljard”, “två och en halv miljon” into one sum each."""
    result: list[Token] = []
    index = 0
    while index < len(found):
        made = _sum_in_words(found, index) if found[index].low in COUNTS else None
        result.append(made[0] if made else found[index])
        index += made[1] if made else 1
    return result


def _sum_in_words(found: list[Token], index: int) -> tuple[Token, int] | None:
    low = [token.low for token in found[index : index + 7]]
    value, at = COUNTS[low[0]], 1
    if low[1:4] == ["och", "en", "halv"]:
        value, at = value + HALF, 4
    elif low[0] in ("en", "ett") and low[1:2] == ["halv"]:
        value, at = HALF, 2
    if at >= len(low) or low[at] not in MILLIONS:
        return None
    value *= SCALES[low[at]]
    at += 1
    currency = CURRENCIES.get(low[at]) if at < len(low) else None
    counted = currency is None and at < len(low) and COUNTED.match(low[at]) is not None
    at += currency is not None
    last = found[index + at - 1]
    text = " ".join(token.text for token in found[index : index + at])
    kind = "num" if counted else "money"
    return Token(kind, text, found[index].start, last.end, Quantity(value, currency=currency)), at


def _qualified(found: list[Token]) -> list[Token]:
    """Draw “minst”, “upp till” … into the figure that follows."""
    result: list[Token] = []
    for token in found:
        if token.kind in ("pct", "money", "num") and isinstance(token.value, Quantity) and result:
            absorbed = 1
            said = QUALIFIERS.get(result[-1].low)
            if len(result) > 1 and (pair := QUALIFIER_PAIRS.get((result[-2].low, result[-1].low))):
                said, absorbed = pair, 2
            if said:
                token.value = replace(token.value, bound=said[0], approx=said[1])
                token.start = result[-absorbed].start
                token.text = f"{' '.join(t.text for t in result[-absorbed:])} {token.text}"
                del result[-absorbed:]
        result.append(token)
    return result


WHOLES = {"aktier", "aktierna", "aktiekapitalet", "andelar", "andelarna", "aktiestocken", "shares", "rösterna"}
BASES = {
    "kapitalet": "capital", "aktiekapitalet": "capital", "aktierna": None, "aktier": None, "rösterna": "votes",
    "rösträtten": "votes", "röster": "votes", "andelarna": None, "bolaget": None, "bolagets": None,
    "aktiestocken": None,
    "shares": None, "capital": "capital", "votes": "votes", "röstetalet": "votes", "andelar": None,
    "kapital": "capital",
    "rösterna/kapitalet": None, "röstandelarna": "votes", "ägandet": None, "företaget": None,
}  # fmt: skip


def _fractions(found: list[Token]) -> list[Token]:
    """Shares in words (“en tredjedel”, “hälften”, “samtliga aktier”) and what a share is of (“av rösterna”)."""
    result: list[Token] = []
    index = 0
    while index < len(found):
        token = found[index]
        if token.low in SHARE_STARTS and token.kind in ("word", "cap"):
            made, used = _share_in_words(found, index)
            if made:
                token, index = made, index + used - 1
        index += 1
        if token.kind == "pct":
            index = _basis(found, index, token)
            if result and _same_holding(result, token):
                continue
        result.append(token)
    return result


def _share_in_words(found: list[Token], index: int) -> tuple[Token | None, int]:
    token = found[index]
    low = [t.low for t in found[index : index + 3]] + ["", "", ""]
    value: Quantity | None = None
    used = 1
    if low[0] in ("hälften", "half"):
        value = Quantity(Decimal(50))
    elif low[0] in PARTS and low[0] not in ("third", "quarter"):
        value = Quantity(_part(1, PARTS[low[0]]), approx=False)
    elif low[0] in NUMBER_WORDS and low[1] in PARTS:
        value, used = Quantity(_part(NUMBER_WORDS[low[0]], PARTS[low[1]])), 2
    elif low[0] == "a" and low[1] in ("third", "quarter", "half"):
        value, used = Quantity(_part(1, PARTS.get(low[1], 2))), 2
    elif (low[0] in ("samtliga", "alla", "hela", "all") and low[1] in WHOLES) or low[:2] == ["hundra", "procent"]:
        value, used = Quantity(Decimal(100)), 2
    elif low[0] in TENS and low[1] == "procent":
        value, used = Quantity(Decimal(TENS[low[0]])), 2
    elif low[0] in NUMBER_WORDS and low[1] == "procent":
        value, used = Quantity(Decimal(NUMBER_WORDS[low[0]])), 2
    elif low[0] == "all" and low[1] == "the" and low[2] in WHOLES:
        value, used = Quantity(Decimal(100)), 3
    elif low[0] in ("aktiemajoriteten", "majoriteten", "majoritet", "röstmajoriteten"):
        value = Quantity(Decimal(50), "min", basis="votes" if low[0].startswith("röst") else None)
    elif low[0] in ("resten", "återstoden", "resterande") and not (
        low[0] == "resterande" and _figure_soon(found, index)
    ):
        value = Quantity(Decimal(0), "min", basis="rest")
        used = (
            2
            if low[0] == "resterande"
            and low[1] in ("del", "andel", "delen", "andelen", "aktier", "aktierna", "andelar")
            else 1
        )
        if low[0] == "resterande" and used == 1:
            value = None
    if value is None:
        return None, 0
    last = found[index + used - 1]
    return Token("pct", " ".join(t.text for t in found[index : index + used]), token.start, last.end, value), used


def _figure_soon(found: list[Token], index: int) -> bool:
    return index + 1 < len(found) and found[index + 1].kind in ("pct", "money", "num")


def _part(parts: int, of: int) -> Decimal:
    return (Decimal(parts * 100) / of).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()


def _basis(found: list[Token], index: int, share: Token) -> int:
    """Draw “av kapitalet”, “av aktierna i” … into the share before it; the index after what was drawn in."""
    step = index
    while step < len(found) and found[step].low in ("av", "of", "the", "procent", "både", "totala", "the"):
        step += 1
    drawn = False
    while step < len(found) and found[step].low in BASES and (drawn or step > index):
        if isinstance(share.value, Quantity) and share.value.basis is None:
            share.value = replace(share.value, basis=BASES[found[step].low])
        share.end = found[step].end
        drawn = True
        step += 1
        if step + 1 < len(found) and found[step].low in ("och", "samt", "and") and found[step + 1].low in BASES:
            share.value = replace(share.value, basis=None) if isinstance(share.value, Quantity) else share.value
            step += 1
    return step if drawn else index


def _same_holding(result: list[Token], share: Token) -> bool:
    """True where `share` gives the votes beside the capital of one holding: “22 % av kapitalet, 31 % av rösterna”."""
    before = result[-1]
    joint = before.low in ("och", "samt", ",", "and", "/") and len(result) > 1
    other = result[-2] if joint else before
    if other.kind != "pct" or not isinstance(other.value, Quantity) or not isinstance(share.value, Quantity):
        return False
    if other.value.basis is None or share.value.basis is None or other.value.basis == share.value.basis:
        return False
    if "rest" in (other.value.basis, share.value.basis):
        return False
    kept = share.value if share.value.basis == "capital" else other.value
    other.value = kept
    other.end = share.end
    if joint:
        del result[-1]
    return True
