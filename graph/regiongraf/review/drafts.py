"""A candidate as the record that it would become: which kind, which fields, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from regiongraf.intake import Candidate
from regiongraf.intake.lexer import Quantity, tokens
from regiongraf.model import RECORD_KINDS, Form, Instrument, Precision, Stage
from regiongraf.model.currencies import CODES
from regiongraf.review.naming import slug
from regiongraf.words import Words

STATED = "NotStated"
ENDS: Mapping[str, tuple[str, ...]] = {
    "ownership": ("owner", "owned", "via"),
    "membership": ("member", "organisation"),
    "founding": ("founders", "organisation"),
    "cooperation": ("parties",),
    "affiliation": ("principal", "affiliate"),
    "unit": ("unit", "parent"),
    "participation": ("participant", "activity"),
    "funding": ("funder", "recipient", "activity"),
    "indicator": ("reporter",),
    "mention": ("about",),
    "count": ("about",),
    "list": ("about",),
}
"""The fields of each kind that name somebody or something; `founders` and `parties` hold several."""
SEVERAL = ("founders", "parties")
OPTIONAL = ("via", "funder", "recipient", "activity")
ROLES = {
    Form.NETWORK: "NetworkMember", Form.CONTRACT_COLLABORATION: "ContractParty",
    Form.PROJECT_COLLABORATION: "ProjectParty", Form.COUNCIL: "MemberRole", Form.EGTC: "MemberRole",
}  # fmt: skip
"""What a partner is in a body that is a collaboration."""
HELD_BACK = Words(
    "Texten säger inte att det är så nu ({}). Avvisa, eller ändra ”Gäller” om den ändå gör det.",
    "The text does not say that it is so now ({}). Reject, or change “Holds” if it does.",
)
STATUSES = {
    "proposed": Words("föreslaget", "proposed"), "planned": Words("planerat", "planned"),
    "requested": Words("begärt", "requested"), "denied": Words("förnekat", "denied"),
    "former": Words("tidigare", "former"),
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A record that is not decided on. `names` holds, for each field of ENDS, the names as read; `values` the rest."""

    kind: str
    names: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    status: str | None = None
    """proposed, planned, requested, denied or former: then it is no plain fact."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a candidate is seen in: the document's text, the forms of bodies by name, and what is a project by name."""

    text: str
    forms: Mapping[str, Form]
    projects: frozenset[str] = frozenset()


def draft(candidate: Candidate, context: Context) -> Draft:
    """The record that a candidate offers."""
    made = _MAKERS[candidate.kind](candidate, context)
    made.status = candidate.status
    if candidate.status == "planned" and made.kind == "funding":
        made.values["stage"], made.status = Stage.PLANNED.value, None
    if candidate.period and made.kind in RECORD_KINDS and (said := period(candidate.period)):
        made.values["valid"] = said
    if made.kind != "mention" and (how := derivation(candidate)) != "Stated":
        made.values["derivation"] = how
    return made


def period(ends: tuple[str | None, str | None]) -> str:
    """A period as records write it: 2023, 2023/2025, 2023-04-01/."""
    start, end = ends
    if start == end or (start and end is None and len(start) == 4):
        return start if start == end and start else f"{start or ''}/{end or ''}"
    return f"{start or ''}/{end or ''}"


def derivation(candidate: Candidate) -> str:
    """How it was read, as the code list has it."""
    if candidate.rule.startswith("chart."):
        return "RankPairing"
    if any(flag.startswith("coref") or flag == "topic" for flag in candidate.flags):
        return "ResolvedByReference"
    return "AdjacentInText" if candidate.rule.startswith(("box.", "label.")) else "Stated"


def _ends(**names: str | None) -> dict[str, list[str]]:
    return {key: [name] if name else [] for key, name in names.items()}


def _ownership(candidate: Candidate, _context: Context) -> Draft:
    names = _ends(owner=candidate.subject, owned=candidate.object, via=candidate.via)
    values: dict[str, Any] = {"share": share(candidate)}
    if candidate.basis:
        values["basis"] = candidate.basis.capitalize()
    if candidate.via:
        values["directness"] = "Indirect"
    return Draft("ownership", names, values)


def share(candidate: Candidate) -> Any:
    """A share as records write it; one that is not stated is said to be so."""
    found = candidate.share
    if found is None:
        return STATED
    if found.exact is not None:
        return found.exact
    return {key: bound for key, bound in (("min", found.min), ("max", found.max)) if bound is not None}


def _membership(candidate: Candidate, _context: Context) -> Draft:
    return Draft("membership", _ends(member=candidate.subject, organisation=candidate.object))


def _founding(candidate: Candidate, _context: Context) -> Draft:
    return Draft("founding", _ends(founders=candidate.subject, organisation=candidate.object))


def _partnership(candidate: Candidate, context: Context) -> Draft:
    role = ROLES.get(context.forms.get(candidate.object or "", Form.FORM_NOT_STATED))
    if role:
        names = _ends(member=candidate.subject, organisation=candidate.object)
        return Draft("membership", names, {"roles": [role]})
    both = [name for name in (candidate.subject, candidate.object) if name]
    return Draft("cooperation", {"parties": both}, cooperation_names(both))


def cooperation_names(parties: list[str]) -> dict[str, Any]:
    """What a cooperation that has no name of its own is called."""
    return {
        "name": f"Samarbete mellan {' och '.join(parties)}", "name_en": f"Cooperation between {' and '.join(parties)}",
    }  # fmt: skip


def _project(candidate: Candidate, _context: Context) -> Draft:
    names = _ends(participant=candidate.subject, activity=candidate.object)
    return Draft("participation", names, {"roles": ["ParticipantRole"]})


def _money(candidate: Candidate, context: Context) -> Draft:
    span = context.text[candidate.start : candidate.end]
    # Reading gives amounts in kronor only, and says of others in which currency they are.
    foreign = next((flag.removeprefix("currency-") for flag in candidate.flags if flag.startswith("currency-")), None)
    amount = _in_currency(span, foreign) if foreign else candidate.amount
    values: dict[str, Any] = {"amount": STATED if amount is None else amount}
    if foreign in CODES:
        values["currency"] = foreign
    if amount is not None:
        figure, unit, corrected = printed(span, amount)
        values["precision"] = (Precision.APPROXIMATE if candidate.approx else Precision.EXACT).value
        values |= {"figure_as_stated": figure, "unit_as_stated": unit, "unit_corrected": corrected or None}
    values |= {"stage": Stage.NOT_STATED.value, "instrument": Instrument.NOT_STATED.value}
    if candidate.kind == "budget":
        aside = candidate.rule == "budget.sets-aside"
        values["stage"] = (Stage.ALLOCATED if aside else Stage.BUDGETED).value
        values["instrument"] = (Instrument.APPROPRIATION if aside else Instrument.NOT_STATED).value
        whose = "funder" if aside else "activity" if candidate.subject in context.projects else "recipient"
        return Draft(
            "funding", _ends(funder=None, recipient=None, activity=None) | _ends(**{whose: candidate.subject}), values
        )
    return Draft("funding", _ends(funder=candidate.subject, recipient=candidate.object, activity=None), values)


def _in_currency(span: str, currency: str) -> Decimal | None:
    """The amount in a currency that a text states, if it states one."""
    found = {
        token.value.value
        for token in tokens(span)
        if token.kind == "money" and isinstance(token.value, Quantity) and token.value.currency == currency
    }
    return found.pop() if len(found) == 1 else None


def printed(span: str, amount: Decimal) -> tuple[str, str | None, bool]:
    """The figure and the unit of an amount as they are printed in `span`, and whether the unit had to be corrected."""
    for token in tokens(span):
        value = token.value
        if not isinstance(value, Quantity) or token.kind not in ("money", "num"):
            continue
        figure = token.text.strip()
        digits = next((i for i, char in enumerate(figure) if char.isalpha()), len(figure))
        shown, unit = figure[:digits].strip(), figure[digits:].strip() or None
        if value.value == amount:
            return shown or figure, unit, False
    return f"{amount:f}", None, False


def _indicator(candidate: Candidate, context: Context) -> Draft:
    value = candidate.value if candidate.value is not None else Decimal(0)
    figure, _, _ = printed(context.text[candidate.start : candidate.end], value)
    values = {
        "value": value, "unit": "CountUnit", "figure_as_stated": figure,
        "precision": (Precision.APPROXIMATE if candidate.approx else Precision.EXACT).value,
    }  # fmt: skip
    return Draft("indicator", _ends(reporter=candidate.subject), values)


def _alias(candidate: Candidate, _context: Context) -> Draft:
    return Draft("mention", _ends(about=candidate.subject), {"name": candidate.object or ""})


def _organisation(candidate: Candidate, _context: Context) -> Draft:
    return Draft("mention", _ends(about=candidate.subject), {"name": candidate.subject or ""})


_MAKERS = {
    "ownership": _ownership, "membership": _membership, "founder": _founding, "partnership": _partnership,
    "project": _project, "funding": _money, "budget": _money, "indicator": _indicator, "alias": _alias,
    "organisation": _organisation,
}  # fmt: skip


def mint(kind: str, values: Mapping[str, Any], taken: set[str]) -> str:
    """The id of a new record, of whom it is about."""
    parts = [values.get(field) for field in ENDS.get(kind, ())]
    flat = [part for item in parts for part in (item if isinstance(item, list) else [item]) if part and part != STATED]
    order = flat[::-1] if kind in ("ownership", "membership", "founding") and len(flat) == 2 else flat
    said = " ".join(order[:3]) or kind
    if kind == "founding":
        said = str(values["organisation"])
    if kind == "mention":
        said = f"{said} {values['name']}"
    return slug(f"{said}".replace("-", " "), taken, fallback=kind)
