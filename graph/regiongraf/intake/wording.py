"""How a candidate is said to people, in Swedish and English."""

from __future__ import annotations

from regiongraf.figures import Language, number, percent, priced
from regiongraf.intake.candidate import Candidate, Share
from regiongraf.words import Words

KINDS = {
    "ownership": Words("ägande", "ownership"),
    "membership": Words("medlemskap", "membership"),
    "founder": Words("bildande", "founder"),
    "partnership": Words("samarbete", "partnership"),
    "project": Words("projekt", "project"),
    "funding": Words("finansiering", "funding"),
    "budget": Words("budget", "budget"),
    "indicator": Words("nyckeltal", "indicator"),
    "organisation": Words("organisation", "organisation"),
    "alias": Words("annat namn", "alias"),
}
LEVELS = {
    "sure": Words("säker", "sure"),
    "likely": Words("trolig", "likely"),
    "check": Words("kontrollera", "check"),
}
STATUSES = {
    "proposed": Words("föreslaget", "proposed"),
    "planned": Words("planerat", "planned"),
    "requested": Words("sökt", "requested"),
    "denied": Words("förnekat", "denied"),
    "former": Words("tidigare", "former"),
}
VOTES = Words("av rösterna", "of the votes")
ABOUT = Words("cirka", "about")
VIA = Words("genom", "via")
BOUNDS = {"min": Words("minst", "at least"), "max": Words("högst", "at most")}


def kind(candidate: Candidate, language: Language) -> str:
    """The kind of fact."""
    return KINDS[candidate.kind].said(language)


def ends(candidate: Candidate) -> tuple[str, str]:
    """Both ends; ? where the text names none."""
    return candidate.subject or "?", candidate.object or "?"


def particulars(candidate: Candidate, language: Language) -> list[str]:
    """Share, sum, figure, period, status and through whom, as far as the text says them."""
    said = []
    if candidate.share:
        votes = f" {VOTES.said(language)}" if candidate.basis == "votes" else ""
        said.append(f"{_share(candidate.share, language)}{votes}")
    if candidate.amount is not None:
        said.append(priced(candidate.amount, language))
    if candidate.value is not None:
        said.append(number(candidate.value, language))
    if said and candidate.approx:
        said[0] = f"{ABOUT.said(language)} {said[0]}"
    if candidate.period:
        said.append("–".join(end or "" for end in dict.fromkeys(candidate.period)))
    if candidate.status:
        said.append(STATUSES[candidate.status].said(language))
    if candidate.via:
        said.append(f"{VIA.said(language)} {candidate.via}")
    return said


def shown(candidate: Candidate, language: Language) -> str:
    """A candidate on one line, with its level, rule and flags."""
    subject, object_ = ends(candidate)
    parts = [f"{kind(candidate, language)}: {subject} → {object_}", *particulars(candidate, language)]
    flags = f" ({', '.join(candidate.flags)})" if candidate.flags else ""
    return f"{' · '.join(parts)} [{LEVELS[candidate.level].said(language)}, {candidate.rule}]{flags}"


def _share(share: Share, language: Language) -> str:
    stated = share.as_json()
    if "exact" in stated:
        return percent(stated["exact"], language)
    return " ".join(f"{BOUNDS[key].said(language)} {percent(value, language)}" for key, value in stated.items())
