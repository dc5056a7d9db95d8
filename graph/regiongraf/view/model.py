"""What a picture is made of, as plain frozen values: nothing here knows of a store, a browser or a drawing library."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from regiongraf.figures import KRONA, Language
from regiongraf.words import Words

__all__ = [
    "KINDS", "Change", "Cited", "Compared", "Difference", "Edge", "Flow", "Holding", "Node", "Scene", "Source", "Told",
    "Words", "opaque",
]  # fmt: skip

KINDS = ("owns", "memberOf", "hasRightOver", "founded", "unitOf", "funds", "takesPart", "listed")
"""The relations that are drawn, in the order of the legend."""


Change = Literal["added", "removed", "changed"]
"""What a comparison says of a node or an edge; None where nothing differs, or nothing is compared."""


def opaque(iri: str, prefix: str = "n") -> str:
    """An id for the page: the same for the same IRI, never a number, never markup."""
    return f"{prefix}-{hashlib.sha256(iri.encode()).hexdigest()[:10]}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value before and after; empty where there was or is none."""

    what: Words
    before: Words
    after: Words


@dataclass(frozen=True, slots=True)
class Told:
    """A fact that differs and is not drawn, such as a count or a list."""

    change: Change
    text: Words
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """What a scene is compared with: the name of the older dataset, and what differs beside nodes and edges."""

    name: str
    others: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """What one party holds of another along every chain, as `regiongraf.ownership` worked it out.

    `party` is a node id, None for those whom no source names; then `name` says so.
    """

    party: str | None
    text: Words
    name: Words | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One organisation, group, activity or agreement. `form` is a code of the form list, or Group, Activity, Agreement.

    `members` are the node ids of a group's listed members, `stated_count` how many the source says there are.
    `completeness` says what is known to be missing: “12 of 13 owners are not named”. `owners` and
    `holdings` are combined along all chains, `control` says what follows about who decides.
    """

    id: str
    iri: str
    label: Words
    form: str
    form_label: Words
    short: str | None = None
    aliases: tuple[str, ...] = ()
    branches: tuple[Words, ...] = ()
    number: str | None = None
    homepage: str | None = None
    place: Words | None = None
    note: Words | None = None
    members: tuple[str, ...] = ()
    stated_count: int | None = None
    completeness: tuple[Words, ...] = ()
    owners: tuple[Holding, ...] = ()
    holdings: tuple[Holding, ...] = ()
    control: tuple[Words, ...] = ()
    gathers: bool = False
    """Whether the node stands for many that a large scene puts together; `members` are those that the page carries."""
    change: Change | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def name(self) -> str:
        """What stands under the node where there is little room."""
        return self.short or self.label.sv


@dataclass(frozen=True, slots=True, order=True)
class Cited:
    """Where a statement stands: a span of code points in a document; all None for background knowledge.

    `quote` is there only when the page is made with the document at hand.
    """

    source: str
    document: str | None = None
    start: int | None = None
    end: int | None = None
    page: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A work that statements were read from; `documents` are (name of the file, SHA-256 of its bytes)."""

    id: str
    iri: str
    title: Words
    issued: str
    publisher: Words | None = None
    documents: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """One stated relation from `source` to `target` (node ids).

    `share_text` and `amount_text` are what a reader sees; `lower` and `upper` bound a share in per cent (equal when it
    is exact, None when it is not stated). `expands` are the members that a group's statement speaks for, one by one,
    less those that a statement of their own is about. `rank` and `derivation` are codes.
    """

    id: str
    statement: str
    kind: str
    source: str
    target: str
    rank: str = "Normal"
    derivation: str = "Stated"
    conflict: bool = False
    directness: str | None = None
    via: str | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    share_text: Words | None = None
    amount: Decimal | None = None
    amount_text: Words | None = None
    currency: str = KRONA
    stage: str | None = None
    instrument: str | None = None
    role_text: Words | None = None
    purpose: Words | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    as_of: str | None = None
    note: Words | None = None
    expands: tuple[str, ...] = ()
    evidence: tuple[Cited, ...] = ()
    change: Change | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def is_active(self) -> bool:
        """True for the ranks that answers rest on, and for what still stands where two datasets are compared."""
        return self.rank in {"Preferred", "Normal"} and self.change != "removed"


@dataclass(frozen=True, slots=True)
class Flow:
    """One flow of money, for the money page. Ends are node ids; None where the source names none."""

    id: str
    statement: str
    stage: str
    period: str
    funder: str | None
    recipient: str | None
    amount: Decimal | None
    amount_text: Words
    purpose: Words
    part_of: str | None = None
    conflicts: tuple[str, ...] = ()
    annual: bool = False
    instrument: str = "InstrumentNotStated"
    precision: str = "Exact"
    """A code; of an amount that is stated."""
    currency: str = KRONA
    is_total: bool = False
    """Whether this is a sum as the source prints it, of the flows that are parts of it."""

    @property
    def is_loan(self) -> bool:
        """Whether the money is lent, not given."""
        return self.instrument == "Loan"

    is_active: bool = True
    evidence: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that a page or a picture shows. Sorted: nodes by id, edges by kind and id."""

    title: Words
    language: Language
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    sources: tuple[Source, ...] = ()
    flows: tuple[Flow, ...] = ()
    terms: tuple[tuple[str, Words], ...] = ()
    """What codes (stages, derivations, ranks) are called."""
    licence: str = ""
    """What the dataset may be used under, by name; empty where it is not known."""
    note: Words | None = None
    """What was left out, said on the page."""
    compared: Compared | None = None
    """The older dataset that this one is compared with; its own nodes and edges are then in the scene as removed."""

    def node(self, id_: str) -> Node:
        """The node of an id; KeyError when there is none."""
        return next((node for node in self.nodes if node.id == id_), None) or _missing(id_)

    def stowed(self) -> set[str]:
        """The ids of nodes that are carried but not drawn until they are taken out of a node that stands for many."""
        return {member for node in self.nodes if node.gathers for member in node.members}

    def drawn(self) -> Scene:
        """The scene without those that are carried only."""
        stowed = self.stowed()
        nodes = tuple(node for node in self.nodes if node.id not in stowed)
        edges = tuple(edge for edge in self.edges if not stowed & {edge.source, edge.target})
        return replace(self, nodes=nodes, edges=edges)

    def linked(self) -> set[str]:
        """The ids of nodes that an active edge touches, or one that a comparison found removed."""
        return {
            end
            for edge in self.edges
            if edge.is_active or edge.change == "removed"
            for end in (edge.source, edge.target)
        }


def _missing(id_: str) -> Node:
    raise KeyError(id_)
