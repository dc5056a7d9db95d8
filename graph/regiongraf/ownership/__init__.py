"""Who owns, controls and influences whom: exact, within bounds, and explained. Knows records' codes and no RDF.

`Network.of(holdings)` holds what is stated, `Network.at(day)` what of it holds on a day, `Effects(network)` works out
effective ownership.
"""

from regiongraf.ownership.access import Access, public_access
from regiongraf.ownership.bounds import Bounds
from regiongraf.ownership.control import Control, Controls, Deciding, Finding, Ground, Part, Verdict
from regiongraf.ownership.effective import Effective, Effects
from regiongraf.ownership.errors import ImpossibleShares, OwnershipError, UnknownOrganisation
from regiongraf.ownership.explaining import Chain, Explanation, Loop, Step, why
from regiongraf.ownership.forms import FORM_RULES, FormRule, Passage
from regiongraf.ownership.groups import GroupMember, Position, group_of
from regiongraf.ownership.influence import Link, influence
from regiongraf.ownership.network import ControlRight, Holding, Network, OwnerList, Right, Statement, Tie
from regiongraf.ownership.rows import INFLUENCE, INTEREST, OWNERSHIP, UNNAMED
from regiongraf.ownership.sectors import Sector, SectorClass, sector_class
from regiongraf.ownership.selection import Selection, select
from regiongraf.ownership.votes import Reading

__all__ = [
    "FORM_RULES",
    "INFLUENCE",
    "INTEREST",
    "OWNERSHIP",
    "UNNAMED",
    "Access",
    "Bounds",
    "Chain",
    "Control",
    "ControlRight",
    "Controls",
    "Deciding",
    "Effective",
    "Effects",
    "Explanation",
    "Finding",
    "FormRule",
    "Ground",
    "GroupMember",
    "Holding",
    "ImpossibleShares",
    "Link",
    "Loop",
    "Network",
    "OwnerList",
    "OwnershipError",
    "Part",
    "Passage",
    "Position",
    "Reading",
    "Right",
    "Sector",
    "SectorClass",
    "Selection",
    "Statement",
    "Step",
    "Tie",
    "UnknownOrganisation",
    "Verdict",
    "group_of",
    "influence",
    "public_access",
    "sector_class",
    "select",
    "why",
]
