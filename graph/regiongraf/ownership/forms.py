"""Which legal forms are looked through, and which only give influence: one table, shown where it decided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from regiongraf.model import Form


class Passage(StrEnum):
    """What belonging to a body of some form gives in what that body holds."""

    OWNERSHIP = "ownership"
    """Its owners own through it."""
    INTEREST = "interest"
    """Its members have an interest through it, which is not ownership."""
    IDENTITY = "identity"
    """It is a part of a legal person, whose holdings these are."""
    INFLUENCE = "influence"
    """Its members influence it; nothing that it holds is theirs."""
    END = "end"
    """Nobody stands behind it."""


@dataclass(frozen=True, slots=True)
class FormRule:
    """One line of the table: a form, what passes through it, and the reason in Swedish and English."""

    form: Form
    passage: Passage
    reason_sv: str
    reason_en: str


def _rule(form: Form, passage: Passage, swedish: str, english: str) -> tuple[Form, FormRule]:
    return form, FormRule(form, passage, swedish, english)


FORM_RULES: dict[Form, FormRule] = dict(
    (
        _rule(Form.STATE, Passage.END, "Staten ägs inte.", "The state is not owned."),
        _rule(Form.REGION, Passage.END, "En region ägs inte.", "A region is not owned."),
        _rule(Form.MUNICIPALITY, Passage.END, "En kommun ägs inte.", "A municipality is not owned."),
        _rule(
            Form.STATE_AGENCY,
            Passage.IDENTITY,
            "En statlig myndighet är del av staten: vad den har är statens.",
            "A state agency is part of the state: what it holds is the state's.",
        ),
        _rule(
            Form.MUNICIPAL_ASSOCIATION,
            Passage.INTEREST,
            "Ett kommunalförbund har medlemmar. De har ett intresse i vad förbundet äger, men äger det inte.",
            "A municipal association has members. They have an interest in what it owns, but do not own it.",
        ),
        _rule(
            Form.COORDINATION_ASSOCIATION,
            Passage.INFLUENCE,
            "Ett samordningsförbund har medlemmar. Medlemskap ger inflytande, inte ägande.",
            "A coordination association has members. Membership gives influence, not ownership.",
        ),
        _rule(Form.LIMITED_COMPANY, Passage.OWNERSHIP, "Ett aktiebolag ägs.", "A limited company is owned."),
        _rule(
            Form.TRADING_PARTNERSHIP,
            Passage.OWNERSHIP,
            "Ett handels- eller kommanditbolag ägs av sina bolagsmän.",
            "A partnership is owned by its partners.",
        ),
        _rule(
            Form.ECONOMIC_ASSOCIATION,
            Passage.INFLUENCE,
            "En ekonomisk förening har medlemmar. Medlemskap ger inflytande, inte ägande.",
            "An economic association has members. Membership gives influence, not ownership.",
        ),
        _rule(
            Form.NON_PROFIT_ASSOCIATION,
            Passage.INFLUENCE,
            "En ideell förening har medlemmar. Medlemskap ger inflytande, inte ägande.",
            "A non-profit association has members. Membership gives influence, not ownership.",
        ),
        _rule(
            Form.FOUNDATION,
            Passage.INFLUENCE,
            "En stiftelse har varken ägare eller medlemmar. Att ha bildat den är inte att äga den.",
            "A foundation has neither owners nor members. To have founded it is not to own it.",
        ),
        _rule(
            Form.EGTC,
            Passage.INFLUENCE,
            "En EGTS har medlemmar. Medlemskap ger inflytande, inte ägande.",
            "An EGTC has members. Membership gives influence, not ownership.",
        ),
        _rule(
            Form.FOREIGN_BODY,
            Passage.OWNERSHIP,
            "Ett utländskt organ ses igenom när en källa anger ägare.",
            "A foreign body is looked through when a source states owners.",
        ),
        _rule(
            Form.FORM_NOT_STATED,
            Passage.OWNERSHIP,
            "Formen är inte angiven; den ses igenom när en källa anger ägare.",
            "The form is not stated; it is looked through when a source states owners.",
        ),
        _rule(
            Form.NETWORK, Passage.INFLUENCE, "Ett nätverk är ingen juridisk person.", "A network is no legal person."
        ),
        _rule(Form.COUNCIL, Passage.INFLUENCE, "Ett råd är ingen juridisk person.", "A council is no legal person."),
        _rule(
            Form.CONTRACT_COLLABORATION,
            Passage.INFLUENCE,
            "En avtalssamverkan är ingen juridisk person.",
            "A collaboration by contract is no legal person.",
        ),
        _rule(
            Form.PROJECT_COLLABORATION,
            Passage.INFLUENCE,
            "En projektsamverkan är ingen juridisk person.",
            "A project collaboration is no legal person.",
        ),
        _rule(
            Form.ORGANIZATIONAL_UNIT,
            Passage.IDENTITY,
            "En enhet är del av sin huvudman: vad den har är huvudmannens.",
            "A unit is part of its parent: what it holds is the parent's.",
        ),
    )
)  # fmt: skip
"""Every legal form and what passes through it (docs/ownership.md says why)."""
