"""Whether a statement says what is so, was so, shall be so, or is not so: never take the stronger claim."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from regiongraf.intake.lexer import Token
from regiongraf.intake.words import listed

NEGATIONS = frozenset(["inte", "ej", "aldrig", "icke", "varken", "inga", "ingen", "not", "never", "no", "neither"])
BOUNDARIES = frozenset([";", "men", "medan", "utan", "but", "while", "varvid", "däremot"])
CUES: dict[str, frozenset[str]] = {
    "denied": listed(
        """
        avslår avslås avslog avslogs avslå avslagits nekas nekades nekade avstår rejects rejected denied
        """
    ),
    "requested": listed(
        """
        söker sökte ansöker ansökte ansökt sökt ansökan ansökningar äskar äskade äskat begär begärde begärt
        hemställer hemställan applies applied requests
        """
    ),
    "proposed": listed(
        """
        föreslår föreslås föreslog föreslogs föreslagna föreslagit förslag förslaget förordar bör överväger
        övervägs utreder utreds diskuterar diskuteras skulle kunna proposes proposed would should could kan
        eventuellt möjligen alternativet
        """
    ),
    "planned": listed(
        """
        ska skall kommer blir planerar planeras planerade avser väntas beräknas blivande avsikt will plans planned
        intends målet vill ämnar hoppas framtida förväntas säljer förvärvar tänkt tänkta tanken avses avsedd avsett
        """
    ),
    "former": listed(
        """
        tidigare dåvarande förutvarande f.d. ägde ägdes samägdes formerly former previously sålde såldes sålts
        avyttrade avyttrades avyttrat avyttrats överläts överlåtits upphörde avvecklades utträtt utträdde kvarstod
        """
    ),
}  # fmt: skip
ORDER = ("denied", "former", "requested", "proposed", "planned")
TO_COME = frozenset(["att", "få", "bli", "stå", "vara", "ha", "äga", "kunna", "ta", "inte", "också", "även", "därför"])
"""What makes “kommer” speak of the future."""
NEUTRAL_AFTER_NOT = frozenset(["bara", "minst", "only", "enbart"])


def status(tokens: Sequence[Token], start: int, end: int) -> str | None:
    """The status of what `tokens[start:end]` states: None where it is stated as being so.

    Read from the clause that leads up to it, the statement itself, and a time limit right behind it.
    """
    begin = start
    # “…, som är dotterbolag till Y”: a relative clause says its own, whatever the one before it asks or plans.
    relative = any(token.low == "som" for token in tokens[start + 1 : start + 3])
    while not relative and begin > 0 and tokens[begin - 1].low not in BOUNDARIES and start - begin < 14:
        begin -= 1
    low = [token.low for token in tokens[begin:end]]
    found: set[str] = set()
    for index, word in enumerate(low):
        following = low[index + 1] if index + 1 < len(low) else ""
        if word in NEGATIONS and following not in NEUTRAL_AFTER_NOT:
            found.add("former" if following in ("längre", "longer") else "denied")
        for name, words in CUES.items():
            if word in words and not _excepted(
                name, word, following, tokens[begin + index], low[index - 1] if index else ""
            ):
                found.add(name)
    if any(pair in (("var", "då"), ("hade", "då")) for pair in pairwise(low)):
        found.add("former")
    if _ended(tokens, begin, end):
        found.add("former")
    return next((name for name in ORDER if name in found), None)


def _excepted(name: str, word: str, following: str, token: Token, before: str) -> bool:
    """Words that only look like a cue."""
    if token.kind not in ("word", "cap"):
        return True
    if word == "kommer" and following not in TO_COME:
        return True  # “det kommer friskt vatten”, “stödet kommer från …”
    if word == "kan" and following not in ("komma", "bli"):
        return True
    if word == "blir" and following.startswith("medlem"):
        return True  # to become a member is to be one; to become an owner takes a sale that is to come
    if word == "ansökan" and before == "enligt":
        return True  # what the application says, whatever became of it
    if word == "vill" and following == "säga":
        return True
    if word == "tidigare" and (
        before in ("som", "än", "sedan")
        or following == "i"
        or following in ("beslut", "år", "satsningar", "projekt", "beslutade")
    ):
        return True
    return (
        word in ("förslag", "förslaget", "ansökan")
        and following in ("från", "av")
        and name == "proposed"
        and before in ("enligt", "på")
    )


def _ended(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for “fram till 2019”, “t.o.m. 2021” in the statement or within the next words of the sentence."""
    window = tokens[start : end + 6]
    for index, token in enumerate(window):
        if token.kind == "stop":
            return False
        low = [other.low for other in window[index : index + 4]]
        year = any(other.kind in ("year", "date") for other in window[index + 1 : index + 5])
        if year and (
            low[:2] == ["fram", "till"]
            or low[:3] == ["till", "och", "med"]
            or low[0] in ("t.o.m.", "t.o.m", "until")
            or (low[0] == "till" and window[index + 1 : index + 2] and window[index + 1].kind == "year")
        ):
            return True
    return False
