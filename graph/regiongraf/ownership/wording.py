"""The words for what was worked out, Swedish and English: one place, chosen with care.

*Owns*, *has an interest in*, *controls* and *influences* are four claims; no word here says a stronger one than its
answer does. `name` gives the name of an id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from regiongraf.figures import Language, percent
from regiongraf.model import Basis
from regiongraf.names import swedish_order
from regiongraf.ownership.access import Access
from regiongraf.ownership.bounds import Bounds
from regiongraf.ownership.control import Control, Finding, Ground, Verdict
from regiongraf.ownership.effective import Effective
from regiongraf.ownership.explaining import Explanation, Loop, Step
from regiongraf.ownership.forms import Passage
from regiongraf.ownership.influence import Link
from regiongraf.ownership.network import ControlRight, Right, Tie
from regiongraf.ownership.rows import UNNAMED
from regiongraf.ownership.sectors import Sector, SectorClass

Name = Callable[[str], str]
Words = dict[Language, str]

PLACES = Decimal("0.0001")
"""Shares are shown in per cent with at most four decimals."""

VERDICTS: dict[Verdict, Words] = {
    Verdict.CERTAIN: {"sv": "ja, enligt vad som är angivet", "en": "yes, by what is stated"},
    Verdict.POSSIBLE: {
        "sv": "möjligt: det som är angivet avgör inte",
        "en": "possible: what is stated does not settle it",
    },
    Verdict.NO: {"sv": "nej, enligt vad som är angivet", "en": "no, by what is stated"},
}
GROUNDS: dict[Ground, Words] = {
    Ground.VOTES: {"sv": "mer än hälften av rösterna", "en": "more than half of the votes"},
    Ground.BOARD: {
        "sv": "rätt att utse mer än hälften av styrelsen",
        "en": "a right to appoint more than half of the board",
    },
    Ground.SOLE_INFLUENCE: {"sv": "rätt att ensam bestämma", "en": "a right to decide alone"},
    Ground.SAME_LEGAL_PERSON: {"sv": "del av samma juridiska person", "en": "part of the same legal person"},
    Ground.SHARES_NOT_KNOWN: {
        "sv": "andelarna kan räcka, men är inte kända",
        "en": "the shares may suffice, and are not known",
    },
    Ground.HOLDERS_NOT_NAMED: {
        "sv": "bara innehavare som ingen namnger kan göra det möjligt",
        "en": "only holders whom nobody names could make it so",
    },
    Ground.OTHERS_DECIDE: {
        "sv": "högst hälften av rösterna; avtal som ingen anger är inte räknade",
        "en": "half of the votes or less; agreements that nobody states are not counted",
    },
}
BASES: dict[Basis, Words] = {
    Basis.CAPITAL: {"sv": "av kapitalet", "en": "of the capital"},
    Basis.VOTES: {"sv": "av rösterna", "en": "of the votes"},
    Basis.NOT_STATED: {"sv": "källan säger inte av vad", "en": "the source does not say of what"},
}
TIES: dict[Tie | Right, Words] = {
    Tie.OWNS: {"sv": "äger", "en": "owns"},
    Tie.MEMBER: {"sv": "är medlem i", "en": "is a member of"},
    Tie.PART: {"sv": "är huvudman för", "en": "is the legal person of"},
    Tie.GROUP: {"sv": "ingår i", "en": "belongs to"},
    Right.APPOINT_BOARD: {"sv": "får utse ledamöter i styrelsen för", "en": "may appoint members of the board of"},
    Right.VOTES: {
        "sv": "förfogar genom avtal eller stadgar över röster i",
        "en": "commands votes by agreement or statutes in",
    },
    Right.SOLE_INFLUENCE: {
        "sv": "får genom avtal eller stadgar ensam bestämma i",
        "en": "may by agreement or statutes decide in",
    },
}
SECTORS: dict[Sector, Words] = {
    Sector.STATE: {"sv": "statligt ägt", "en": "owned by the state"},
    Sector.MUNICIPAL: {"sv": "kommunägt", "en": "owned by municipalities"},
    Sector.REGIONAL: {"sv": "regionägt", "en": "owned by regions"},
    Sector.NOT_PUBLIC: {"sv": "inte offentligt ägt", "en": "not publicly owned"},
}
NO_ADVICE: Words = {
    "sv": "Detta är en hjälp att hitta rätt uppgift, inte ett rättsligt besked.",
    "en": "This is an aid for finding what to look up, not legal advice.",
}


def share_text(share: Bounds, language: Language) -> str:
    """A share in per cent: one figure, or the words between, more than, less than, at least and at most."""
    if share.is_exact:
        return _percent(share.low, language)
    low, high = _percent(share.low, language, ROUND_FLOOR), _percent(share.high, language, ROUND_CEILING)
    from_ = {"sv": ("minst", "mer än"), "en": ("at least", "more than")}[language][share.low_open]
    to = {"sv": ("högst", "mindre än"), "en": ("at most", "less than")}[language][share.high_open]
    if share.low == 0 and not share.low_open:
        return f"{to} {high}"
    if share.high == 1 and not share.high_open:
        return f"{from_} {low}"
    return f"{from_} {low} {'och' if language == 'sv' else 'and'} {to} {high}"


def _percent(share: Fraction, language: Language, rounding: str = ROUND_HALF_EVEN) -> str:
    exact = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    shown = exact.quantize(PLACES, rounding=rounding)
    mark = "" if Fraction(shown) == share * 100 else "≈ "
    return mark + percent(shown, language)


def effective_text(answer: Effective, name: Name, language: Language) -> list[str]:
    """What owners hold of a body, and everything that qualifies it, a line each."""
    owners, body = _join(sorted(map(name, answer.owners), key=swedish_order), language), name(answer.body)
    swedish = language == "sv"
    if answer.first_stated:
        day = answer.first_stated.isoformat()
        return [f"Okänt den dagen: anges först {day}." if swedish else f"Not known on that day: first stated on {day}."]
    if answer.share.is_zero:
        said = f"Ingen källa anger att {owners} äger något i {body}." if swedish else (
            f"No source states that {owners} owns anything of {body}."
        )  # fmt: skip
        return [said]
    verb = _verb(answer, language)
    lines = [f"{owners} {verb} {share_text(answer.share, language)} {'i' if swedish else 'of'} {body}."]
    if answer.direct is not None and answer.direct != answer.share:
        lines.append(f"{'Därav direkt' if swedish else 'Of which directly'}: {share_text(answer.direct, language)}.")
    if not answer.unnamed.is_zero:
        told = "Innehavare som ingen namnger" if swedish else "Holders whom nobody names"
        lines.append(f"{told}: {share_text(answer.unnamed, language)}.")
    if answer.conflicts:
        lines.append(
            "Konflikt: källorna säger emot varandra." if swedish else "Conflict: the sources contradict each other."
        )
    lines += [
        f"{'Andel' if swedish else 'Share'}: {BASES[basis][language]}."
        for basis in answer.bases
        if basis is not Basis.CAPITAL
    ]
    for ring in answer.loops:
        lines.append(f"{'Korsägande' if swedish else 'Cross-holding'}: {_join(map(name, ring), language)}.")
    lines += [rule.reason_sv if swedish else rule.reason_en for rule in answer.rules]
    return lines


def _verb(answer: Effective, language: Language) -> str:
    interest = any(rule.passage is Passage.INTEREST for rule in answer.rules)
    together = len(answer.owners) > 1
    if language == "sv":
        verb = "har ett intresse av" if interest else "äger"
        return f"{verb} tillsammans" if together else verb
    if interest:
        return "together have an interest of" if together else "has an interest of"
    return "together own" if together else "owns"


def explanation_text(told: Explanation, name: Name, language: Language) -> list[str]:
    """The answer, then each chain with its factors, then what chains that are not listed give together."""
    lines = effective_text(told.answer, name, language)
    for number, chain in enumerate(told.chains, 1):
        lines.append(f"{number}. {_part(chain.low, chain.high, language)}")
        lines += [f"   {_step(step, name, language)}" for step in chain.steps]
    if told.rest_high:
        rest = "Övriga kedjor tillsammans" if language == "sv" else "Other chains together"
        lines.append(f"{rest}: {_part(told.rest_low, told.rest_high, language)}")
    return lines


def _part(low: Fraction, high: Fraction, language: Language) -> str:
    if low == high:
        return _percent(low, language)
    return f"{_percent(low, language)} – {_percent(high, language)}"


def _step(step: Step | Loop, name: Name, language: Language) -> str:
    if isinstance(step, Loop):
        ring = _join(map(name, step.members), language)
        factor = _factor(step.low, step.high)
        return (
            f"korsägande mellan {ring}: gånger {factor}"
            if language == "sv"
            else f"cross-holding of {ring}: times {factor}"
        )
    stated = share_text(step.share, language)
    said = f"{name(step.owner)} → {name(step.body)}: {stated}"
    if not step.share.is_exact:
        said += f" ({'räknat med' if language == 'sv' else 'taken as'} {_part(step.low, step.high, language)})"
    if step.conflict:
        said += ", konflikt" if language == "sv" else ", conflict"
    return f"{said} [{', '.join(step.statements)}]" if step.owner != UNNAMED else said


def _factor(low: Fraction, high: Fraction) -> str:
    return str(low) if low == high else f"{low} – {high}"


def control_text(answer: Control, name: Name, language: Language) -> list[str]:
    """Both readings of control, each with its ground and the votes."""
    owners, body = _join(sorted(map(name, answer.owners), key=swedish_order), language), name(answer.body)
    asks = "Does" if len(answer.owners) == 1 else "Do"
    head = f"Bestämmer {owners} i {body}?" if language == "sv" else f"{asks} {owners} control {body}?"
    strict = "Strikt" if language == "sv" else "Strictly"
    assumed = "Om en aktie har en röst (antagande)" if language == "sv" else "If one share has one vote (an assumption)"
    if answer.strict == answer.if_one_share_one_vote:
        return [head, _finding(answer.strict, name, language)]
    return [
        head,
        f"{strict}: {_finding(answer.strict, name, language)}",
        f"{assumed}: {_finding(answer.if_one_share_one_vote, name, language)}",
    ]


def _finding(finding: Finding, name: Name, language: Language) -> str:
    votes = f"{'röster' if language == 'sv' else 'votes'}: {share_text(finding.votes, language)}"
    said = f"{VERDICTS[finding.verdict][language]} – {GROUNDS[finding.ground][language]}; {votes}"
    if finding.through:
        said += f"; {'genom' if language == 'sv' else 'through'} {_join(map(name, finding.through), language)}"
    return f"{said}."


def right_text(right: ControlRight, name: Name, language: Language) -> str:
    """One right with how much of the board or the votes it is, and its statement."""
    said = f"{name(right.holder)} {TIES[right.right][language]} {name(right.over)}"
    if right.right is Right.SOLE_INFLUENCE:
        return f"{said} [{right.id}]."
    not_stated = "andelen är inte angiven" if language == "sv" else "how much is not stated"
    return f"{said}: {share_text(right.share, language) if right.share else not_stated} [{right.id}]."


def access_text(answer: Access, name: Name, language: Language) -> list[str]:
    """What can be said under OSL 2 kap. 3 §, without sounding like a decision."""
    body, swedish = name(answer.body), language == "sv"
    if answer.form_is_named is False:
        said = f"{answer.provision} nämner inte den form som {body} har." if swedish else (
            f"{answer.provision} does not name the form that {body} has."
        )  # fmt: skip
        return [said, NO_ADVICE[language]]
    head = {
        "sv": "Har kommuner, regioner och kommunalförbund ett rättsligt bestämmande inflytande i",
        "en": "Do municipalities, regions and municipal associations have a legally deciding influence in",
    }[language] + f" {body} ({answer.provision})?"
    lines = [head, *(control_text(answer.control, name, language)[1:] if answer.control else ())]
    if answer.form_is_named is None:
        lines.append("Formen är inte angiven." if swedish else "The form is not stated.")
    return [*lines, NO_ADVICE[language]]


def sector_text(answer: SectorClass, language: Language) -> str:
    """The classes of the official statistics that are possible."""
    either = (" eller " if language == "sv" else " or ").join(SECTORS[sector][language] for sector in answer.possible)
    return f"{either} ({answer.definition})"


def influence_text(links: tuple[Link, ...], name: Name, language: Language) -> list[str]:
    """A chain of ties, with the reason where one of them is no ownership."""
    lines = []
    for link in links:
        said = f"{name(link.holder)} {TIES[link.tie][language]} {name(link.body)} [{link.statement}]"
        reason = link.rule and (link.rule.reason_sv if language == "sv" else link.rule.reason_en)
        lines.append(f"{said}. {reason}" if reason else f"{said}.")
    return lines


def _join(names: Iterable[str], language: Language) -> str:
    several = list(names)
    if len(several) < 2:
        return "".join(several)
    return f"{', '.join(several[:-1])} {'och' if language == 'sv' else 'and'} {several[-1]}"
