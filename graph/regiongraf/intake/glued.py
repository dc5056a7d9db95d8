"""Labels and link texts that a page glues to what stands beside them: “ÄgareNorrviks kommun”, “Norrviklänk till …”.

An information box that was copied as text loses the gaps between its columns, and some sites write the words that
tell a screen reader of a link right behind the link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regiongraf.intake.lexer import Token, tokens
from regiongraf.intake.words import listed

LABELS = listed(
    """
    Moderorganisation Moderbolag Dotterbolag Huvudkontor Huvudägare Ägare Grundare Grundat Grundad Bildat Bildad
    Styrelseordförande Ordförande Generaldirektör Operachef Teaterchef Verksamhetschef VD Säte Typ Bransch
    Organisationsnummer Organisationstyp Omsättning Webbplats Medlemmar Historia Struktur Projektägare Projektledare
    Projektfas Projektperiod Kontaktperson Telefonnummer Finansiär Partner Verksamhetsområde till
    Stiftare Stiftelsenamn Stödmottagare Program Programområde Insatsområde Medfinansiärer Finansiärer Sökande Mottagare
    Status Diarienummer Projektnamn Samarbetspartner Samarbetspartners Deltagare Huvudman Bidragsgivare Medfinansiär
    Owner Owners Founded Founder Headquarters Formation Website Type Location Parent Members Purpose
    """
)
GLUED = re.compile(
    rf"(?P<label>{'|'.join(sorted(LABELS, key=lambda label: (-len(label), label)))})(?=[A-ZÅÄÖ\d]|www\b)"
)
LINK = re.compile(r"(?<=[a-zåäöß])länk$")
EDIT = re.compile(r"(?<=[a-zåäö])Redigera\b")


def without_edit_links(text: str) -> str:
    """`text` with the “Redigera” that an encyclopaedia glues to its headings blanked out, of the same length."""
    return EDIT.sub(" " * 8, text) if "Redigera" in text else text


def parted(text: str, found: Sequence[Token]) -> list[Token]:
    """`found`, the tokens of `text`, with labels that are glued to their values parted, and link texts left out."""
    if "länk till" not in text and not any(map(_glued, found)):
        return list(found)
    result: list[Token] = []
    skip = 0
    for index, token in enumerate(found):
        if skip:
            skip -= 1
            continue
        if taken := _link(found, index):
            result.append(Token(token.kind, token.text[:-4], token.start, token.end - 4))
            skip = taken
            continue
        result += _parts(token)
    return result


def _glued(token: Token) -> bool:
    return token.kind in ("cap", "word") and not token.text[1:].islower() and GLUED.match(token.text) is not None


def _parts(token: Token) -> Iterator[Token]:
    match = GLUED.match(token.text) if token.kind in ("cap", "word") else None
    if match is None or token.text in LABELS:
        yield token
        return
    at = token.start + match.end()
    yield Token(token.kind, match["label"], token.start, at)
    yield Token("punct", ":", at, at)
    for rest in tokens(token.text[match.end() :]):
        yield Token(rest.kind, rest.text, rest.start + at, rest.end + at, rest.value)


def _link(found: Sequence[Token], index: int) -> int:
    """How many tokens of “…länk till annan webbplats[, öppnas i nytt fönster]” stand behind the first."""
    if not LINK.search(found[index].text):
        return 0
    behind = [token.low for token in found[index + 1 : index + 9]]
    if behind[:3] != ["till", "annan", "webbplats"]:
        return 0
    more = behind[3:]
    opens = more[:1] == [","] and len(more) > 3 and more[1] == "öppnas" and more[4:5] and more[4].startswith("fönster")
    return 8 if opens else 3
