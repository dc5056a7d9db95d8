"""Whether the principle of public access may reach a body: what OSL 2 kap. 3 § asks for, and what is stated of it.

Source: offentlighets- och sekretesslag (2009:400), 2 kap. 3 §. The provision asks whether municipalities, regions or
municipal associations, alone or together, have a legally deciding influence: more than half of all votes of a limited
company or an economic association, the right to appoint or remove more than half of the board of one of these or of a
foundation, or being all the partners with unlimited liability of a partnership; influence through a legal person over
which they so decide is theirs. The state does not count. This is an aid for finding what to look up, not legal advice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from regiongraf.model import Form
from regiongraf.ownership.control import Conduct, Control, Controls, Verdict
from regiongraf.ownership.forms import FORM_RULES, Passage
from regiongraf.ownership.network import Network

PROVISION = "OSL (2009:400) 2 kap. 3 §"
COUNTED = frozenset({Form.REGION, Form.MUNICIPALITY, Form.MUNICIPAL_ASSOCIATION})
"""Whose influence counts."""
REACHED = frozenset({Form.LIMITED_COMPANY, Form.TRADING_PARTNERSHIP, Form.ECONOMIC_ASSOCIATION, Form.FOUNDATION})
"""The kinds of body that the provision names."""
PASSING = Conduct(
    never=frozenset(
        form for form, rule in FORM_RULES.items()
        if form not in REACHED | {Form.FORM_NOT_STATED, Form.FOREIGN_BODY} and rule.passage is not Passage.IDENTITY
    ),
    unsure=frozenset({Form.FORM_NOT_STATED, Form.FOREIGN_BODY}),
    whole=frozenset({Form.TRADING_PARTNERSHIP}),
    sole_influence=False,
)  # fmt: skip
"""Influence passes through bodies in which it is had as the provision says: not through a non-profit association.

In a partnership it is had by being all the partners whose liability has no limit, whatever votes they have; who these
are is not stated, so that one partner outside leaves it possible. A right to decide alone is not in the provision.
"""


@dataclass(frozen=True, slots=True)
class Access:
    """What can be said of one body under the provision: strictly, and if one share has one vote."""

    body: str
    strict: Verdict
    if_one_share_one_vote: Verdict
    form_is_named: bool | None
    """Whether the provision names the body's form; None when the form is not stated."""
    control: Control | None
    """The joint control by those whose influence counts; None when there are none, or the form is not named."""
    provision: str = PROVISION


def public_access(network: Network, body: str) -> Access:
    """Whether municipalities, regions and municipal associations decide in `body`, as the provision asks.

    *Certain*: what is stated meets the condition. *Possible*: votes or rights that would settle it are not stated.
    *No*: what is stated rules it out, agreements that nobody states apart; or the provision does not name the form.
    Raises UnknownOrganisation.
    """
    return public_accesses(network, [body])[0]


def public_accesses(network: Network, bodies: Iterable[str]) -> list[Access]:
    """`public_access` of several bodies at once, in their order; raises as it does, and ImpossibleShares."""
    asked = list(bodies)
    network.require(*asked)
    counted = sorted(id_ for id_, its in network.forms.items() if its in COUNTED)
    reached = [body for body in asked if network.form(body) in REACHED | {Form.FORM_NOT_STATED}]
    controls = {each.body: each for each in Controls(network, conduct=PASSING).each_of(counted, reached)}
    return [
        judged(network, body, controls[body]) if body in controls else Access(body, Verdict.NO, Verdict.NO, False, None)
        for body in asked
    ]


def judged(network: Network, body: str, control: Control) -> Access:
    """What joint control by those whose influence counts says under the provision, for a form that it may reach."""
    named = None if network.form(body) is Form.FORM_NOT_STATED else True
    strict, assumed = control.strict.verdict, control.if_one_share_one_vote.verdict
    if named is None:
        strict, assumed = (Verdict.POSSIBLE if each is Verdict.CERTAIN else each for each in (strict, assumed))
    return Access(body, strict, assumed, named, control)
