"""Influence: the chain of holdings, memberships and rights that leads from one organisation to another, if any."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from regiongraf.ownership.forms import FORM_RULES, FormRule, Passage
from regiongraf.ownership.network import Network, Right, Tie


@dataclass(frozen=True, slots=True)
class Link:
    """One stated tie: `holder` is tied to `body`."""

    holder: str
    body: str
    tie: Tie | Right
    statement: str
    rule: FormRule | None
    """The line of the table of forms for `body`, when it says that this is no ownership."""


def influence(network: Network, holder: str, body: str) -> tuple[Link, ...] | None:
    """A shortest chain of stated ties from `holder` to `body`; None when there is none.

    Says that there is some influence, never how much. Among chains of one length the first in order of ids is given,
    and an indirect holding counts as a tie of its own. Raises UnknownOrganisation.
    """
    network.require(holder, body)
    ties: dict[str, list[Link]] = {}
    for each in network.holdings:
        ties.setdefault(each.owner, []).append(_link(network, each.owner, each.owned, each.tie, each.id))
    for right in network.rights:
        ties.setdefault(right.holder, []).append(_link(network, right.holder, right.over, right.right, right.id))
    came: dict[str, Link | None] = {holder: None}
    waiting = deque([holder])
    while waiting and body not in came:
        for link in sorted(ties.get(waiting.popleft(), ()), key=lambda link: (link.body, link.statement)):
            if link.body not in came:
                came[link.body] = link
                waiting.append(link.body)
    if body not in came or body == holder:
        return None
    chain: list[Link] = []
    at = came[body]
    while at:
        chain.append(at)
        at = came[at.holder]
    return tuple(reversed(chain))


def _link(network: Network, holder: str, body: str, tie: Tie | Right, statement: str) -> Link:
    form = network.form(body)
    rule = FORM_RULES[form] if form else None
    return Link(holder, body, tie, statement, rule if rule and rule.passage is not Passage.OWNERSHIP else None)
