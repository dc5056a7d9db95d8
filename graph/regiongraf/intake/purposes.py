"""What a name says that its body is for, and of which country: “Rådet för regional tillväxt”, “… förbund i Sverige”."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regiongraf.intake.lexer import Token
from regiongraf.intake.naming import tail_kind
from regiongraf.intake.words import FINITE, FUNCTION, REFERENCES

ADJECTIVE = re.compile(
    r"\w{2}(?:al|ell|ig|lig|isk|bar|ala|ella|iga|liga|iska|bara|ande)$|"
    r"(?:marin|smart|cirkulär|modern|ren|grön|ung|god|fri)$"
)
VERB_END = re.compile(r"(?:[ae]r|de|te|[^eo]s|t)$")
NOUN_IN_T = re.compile(r"(?:het|itet|växt|rätt|konst|drott|[ae]nde)$")
FOR_SOMETHING = re.compile(
    r"(?:centrum|center|fond|stiftelse|institut|\w{3}råd|nämnd|myndighet|delegation|akademi|"
    r"rådet|institutet|centret|förbundet|delegationen|akademin)s?$"
)
"""Last words of names that go on with what their body is for: “Norrviks centrum för marin forskning”."""
COUNTRIES = frozenset(["Sverige", "Norden", "Finland", "Norge", "Danmark", "Europa", "Skandinavien"])


def purpose(found: Sequence[Token], at: int) -> int:
    """How many tokens “för regional tillväxt”, “för forskning och innovation” has at `at`; 0 where none stands there.

    No purpose is what a verb may be, and what has a definite noun: “för arbetet”.
    """
    if at + 1 >= len(found) or found[at].low not in ("för", "mot"):
        return 0
    end = at + 1
    while end + 1 < len(found) and _word(found[end]) and ADJECTIVE.search(found[end].low) and _follows(found[end + 1]):
        end += 1
    if not _word(found[end]):
        return 0
    end += 1
    if found[end - 1].text.endswith("-") and end + 1 < len(found) and found[end].low == "och":
        return end + 2 - at if _word(found[end + 1]) else 0
    if [token.low for token in found[end : end + 3 : 2]] == [",", "och"] and _noun(found[end + 1]):
        end += 2  # “för forskning, innovation och samhällsbyggande”
    pair = found[end : end + 3]
    if len(pair) > 1 and pair[0].low in ("och", "&") and _noun(pair[1]) and tail_kind(pair[1].low) is None:
        more = pair[2] if len(pair) > 2 else None
        if more is None or more.kind != "word" or more.low in FUNCTION or more.low in FINITE:
            return end + 2 - at
    return end - at


def in_country(found: Sequence[Token], end: int) -> int:
    """2 where a name that ends in an association goes on with “i Sverige” at `end`, else 0."""
    if end + 1 >= len(found) or found[end].low != "i" or found[end + 1].text not in COUNTRIES:
        return 0
    last = found[end - 1].text
    return 2 if tail_kind(last) in ("association", "union") else 0


def _word(token: Token) -> bool:
    return token.kind == "word" and token.low not in FUNCTION and token.low not in REFERENCES


def _follows(token: Token) -> bool:
    """True for what may stand behind an adjective; a verb in s or r does not."""
    return _word(token) and token.low not in FINITE and not token.low.endswith(("ar", "er", "as", "es"))


def _noun(token: Token) -> bool:
    """True for a noun, as far as its form tells."""
    return _word(token) and token.low not in FINITE and (not VERB_END.search(token.low) or _ends_as_noun(token.low))


def _ends_as_noun(low: str) -> bool:
    return NOUN_IN_T.search(low) is not None
