"""Who stands in what relation to whom, as one list: what the network page draws and what networkx is given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from regiongraf.questions.lookup import PROLOGUE
from regiongraf.store import Iri, Literal, Store, Term

KINDS = ("owns", "memberOf", "hasRightOver", "founded", "unitOf", "funds")

_ARMS = {
    "owns": "?statement rg:owner ?source ; rg:ownedEntity ?target ; rg:directness ?directness . "
    "OPTIONAL { ?statement rg:shareExact ?share } "
    "OPTIONAL { ?statement rg:shareMin ?low } OPTIONAL { ?statement rg:shareMax ?high }",
    "memberOf": "?statement org:member ?source ; org:organization ?target .",
    "hasRightOver": "?statement rg:holder ?source ; rg:rightOver ?target ; rg:rightKind ?right . "
    "OPTIONAL { ?statement rg:shareExact ?share } "
    "OPTIONAL { ?statement rg:shareMin ?low } OPTIONAL { ?statement rg:shareMax ?high } "
    "OPTIONAL { ?statement rg:seats ?seats } OPTIONAL { ?statement rg:boardSize ?board }",
    "founded": "?statement rg:founder ?source ; org:resultingOrganization ?target .",
    "unitOf": "?statement rg:unit ?source ; rg:parentOrganisation ?target .",
    "funds": "?statement rg:funder ?source ; rg:recipient ?target ; rg:stage ?stage . "
    "OPTIONAL { ?statement rg:amount ?amount } OPTIONAL { ?statement rg:currency ?currency }",
}


@dataclass(frozen=True, slots=True)
class Connection:
    """One stated relation from `source` to `target`; what is not stated is None.

    Shares are per cent: of what is owned, or of the votes or the board that a right is over. `seats` are of `board`.
    """

    statement: Iri
    kind: str
    source: Iri
    target: Iri
    rank: Iri
    derivation: Iri
    directness: Iri | None = None
    share: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    amount: Decimal | None = None
    currency: Iri | None = None
    stage: Iri | None = None
    right: Iri | None = None
    seats: Decimal | None = None
    board: Decimal | None = None


def connections(store: Store, kinds: tuple[str, ...] = KINDS) -> list[Connection]:
    """Every stated relation of these kinds, ordered by kind and IRI."""
    found: list[Connection] = []
    for kind in kinds:
        query = f"{PROLOGUE}SELECT * WHERE {{ {_ARMS[kind]} ?statement rg:rank ?rank ; rg:derivation ?derivation . }}"
        found += [_connection(kind, row) for row in store.select(query).dicts()]
    return sorted(set(found), key=lambda c: (KINDS.index(c.kind), c.statement, c.source, c.target))


def _connection(kind: str, row: dict[str, Term | None]) -> Connection:
    def stated(name: str) -> Iri:
        value = row[name]
        assert isinstance(value, Iri), "the shapes ask for it of every relation"
        return value

    def thing(name: str) -> Iri | None:
        value = row.get(name)
        return value if isinstance(value, Iri) else None

    def figure(name: str) -> Decimal | None:
        value = row.get(name)
        return value.number if isinstance(value, Literal) else None

    return Connection(
        statement=stated("statement"),
        kind=kind,
        source=stated("source"),
        target=stated("target"),
        rank=stated("rank"),
        derivation=stated("derivation"),
        directness=thing("directness"),
        share=figure("share"),
        low=figure("low"),
        high=figure("high"),
        amount=figure("amount"),
        currency=thing("currency"),
        stage=thing("stage"),
        right=thing("right"),
        seats=figure("seats"),
        board=figure("board"),
    )
