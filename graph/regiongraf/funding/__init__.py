"""Money: totals that never mix stages or count anything twice, and printed sums against their rows. Knows no RDF."""

from regiongraf.funding.flows import Flow
from regiongraf.funding.parting import Parting, Piece, part
from regiongraf.funding.reconciling import Agreement, Reconciliation, reconcile
from regiongraf.funding.totals import Dimension, LeftOut, Reason, Total, rolled_up, totals

__all__ = [
    "Agreement",
    "Dimension",
    "Flow",
    "LeftOut",
    "Parting",
    "Piece",
    "Reason",
    "Reconciliation",
    "Total",
    "part",
    "reconcile",
    "rolled_up",
    "totals",
]
