"""From a dataset in any store to the networks that the mathematics of ownership and of money work on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Literal

from regiongraf.figures import KRONA
from regiongraf.funding import Flow
from regiongraf.model import Basis, Form, Instrument, Precision, Recurrence, RightKind, Stage
from regiongraf.ownership import Bounds, ControlRight, Holding, Network, OwnerList, Right, Tie
from regiongraf.questions.lookup import chunks
from regiongraf.store import Iri, Store, Term
from regiongraf.store import Literal as Value
from regiongraf.store.fetching import select_all
from regiongraf.vocabulary import PREFIXES, TERMS

RollUp = Literal["agencies", "units"]
PROLOGUE = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in ("dct", "org", "rg"))
WHEN = """OPTIONAL { ?statement rg:validFrom ?from } OPTIONAL { ?statement rg:validTo ?to }
  OPTIONAL { ?statement rg:asOf ?asOf }
  ?statement rg:rank ?rank . VALUES ?rank { rg:Preferred rg:Normal }"""

OWNERSHIPS = f"""SELECT * WHERE {{
  ?statement rg:ownedEntity ?owned ; rg:owner ?owner ; rg:shareBasis ?basis ; rg:directness ?directness .
  OPTIONAL {{ ?statement rg:shareExact ?share }}
  OPTIONAL {{ ?statement rg:shareMin ?low }} OPTIONAL {{ ?statement rg:shareMax ?high }}
  OPTIONAL {{ ?statement rg:shareMinOpen ?lowOpen }} OPTIONAL {{ ?statement rg:shareMaxOpen ?highOpen }}
  OPTIONAL {{ ?statement rg:distributive ?each }}
  {WHEN} }}"""
MEMBERSHIPS = f"""SELECT * WHERE {{
  ?statement org:member ?owner ; org:organization ?owned ; org:role rg:MemberRole . {WHEN} }}"""
RIGHTS = f"""SELECT * WHERE {{
  ?statement rg:holder ?owner ; rg:rightOver ?owned ; rg:rightKind ?basis .
  OPTIONAL {{ ?statement rg:shareExact ?share }}
  OPTIONAL {{ ?statement rg:shareMin ?low }} OPTIONAL {{ ?statement rg:shareMax ?high }}
  OPTIONAL {{ ?statement rg:shareMinOpen ?lowOpen }} OPTIONAL {{ ?statement rg:shareMaxOpen ?highOpen }}
  OPTIONAL {{ ?statement rg:seats ?seats }} OPTIONAL {{ ?statement rg:boardSize ?boardSize }}
  {WHEN} }}"""
UNITS = f"SELECT * WHERE {{ ?statement rg:unit ?owned ; rg:parentOrganisation ?owner . {WHEN} }}"
AGENCIES = "SELECT * WHERE { ?owned rg:partOfLegalPerson ?owner . BIND(?owned AS ?statement) }"
ROLL_UPS: dict[RollUp, str] = {
    "agencies": AGENCIES,
    "units": "SELECT * WHERE { ?statement a rg:CurrentRecord ; rg:unit ?owned ; rg:parentOrganisation ?owner }",
}
"""Whose money may be counted as whose, where that is asked for."""
WITHIN = "SELECT DISTINCT ?owned ?owner WHERE { ?owned rg:placeKind ?kind ; dct:isPartOf ?owner }"
MEMBERS = (
    "SELECT DISTINCT ?owned ?owner WHERE { ?statement rg:group ?owned ; rg:groupMember ?owner "
    "FILTER EXISTS { ?statement a rg:CurrentRecord } }"
)
GROUPINGS = f"""SELECT * WHERE {{
  ?statement rg:group ?owned ; rg:groupMember ?owner ; rg:completeness ?completeness . {WHEN} }}"""
LISTS = f"""SELECT * WHERE {{
  ?statement rg:listAbout ?about ; rg:listOf ?of ; rg:completeness rg:ClosedList .
  VALUES ?of {{ rg:Owners rg:Members }} {WHEN} }}"""
COUNTS = f"""SELECT * WHERE {{
  ?statement rg:countAbout ?about ; rg:countOf ?of ; rg:count ?count ; rg:precision rg:Exact .
  VALUES ?of {{ rg:Owners rg:Members }} {WHEN} }}"""
# With its variables named and DISTINCT, so that it can be had in pages from a store that cuts its answers.
FLOWS = f"""SELECT DISTINCT ?statement ?stage ?instrument ?funder ?funderStatus ?recipient ?amount ?currency ?precision
  ?recurrence ?activity ?whole ?total ?from ?to WHERE {{
  ?statement rg:stage ?stage ; rg:instrument ?instrument . {WHEN}
  OPTIONAL {{ ?statement rg:funder ?funder }} OPTIONAL {{ ?statement rg:funderStatus ?funderStatus }}
  OPTIONAL {{ ?statement rg:recipient ?recipient }}
  OPTIONAL {{ ?statement rg:amount ?amount }} OPTIONAL {{ ?statement rg:precision ?precision }}
  OPTIONAL {{ ?statement rg:currency ?currency }}
  OPTIONAL {{ ?statement rg:recurrence ?recurrence }} OPTIONAL {{ ?statement rg:fundedActivity ?activity }}
  OPTIONAL {{ ?statement rg:partOfFlow ?whole }} OPTIONAL {{ ?statement rg:isTotal ?total }} }}"""
# Fields that a flow may have several of are asked for apart: together they would multiply.
SEVERAL = {"places": "dct:spatial", "purposes": "dct:subject", "conflicts_with": "rg:conflictsWith"}
RIGHT_KINDS = {
    RightKind.BOARD: Right.APPOINT_BOARD,
    RightKind.VOTES: Right.VOTES,
    RightKind.SOLE_INFLUENCE: Right.SOLE_INFLUENCE,
}
FORMS = "SELECT ?body ?form WHERE { ?body org:classification ?form }"

Row = dict[str, Term | None]


def network(store: Store) -> Network:
    """Every stated holding, membership, right, unit and group, of rank Preferred or Normal; ids are IRIs.

    What a group owns is each member's where the source says so of each, except of a member that has a statement of
    its own on the same body. Where statements on one pair differ in rank, only the Preferred ones are taken.
    """
    forms = dict(_forms(store))
    groupings = _rows(store, GROUPINGS)
    members: dict[str, list[str]] = {}
    for row in groupings:
        members.setdefault(_id(row, "owned"), []).append(_id(row, "owner"))
    owned = _preferred(_rows(store, OWNERSHIPS))
    stated = {(_id(row, "owner"), _id(row, "owned")) for row in owned}
    holdings = [holding for row in owned for holding in _ownership(row, members, stated)]
    for row in _preferred(_rows(store, MEMBERSHIPS)):
        form = forms.get(_id(row, "owned"))
        if form and form.is_legal_person:
            each = [_id(row, "owner"), *members.get(_id(row, "owner"), ())]
            holdings += [_tie(row, member, Tie.MEMBER) for member in (each[1:] or each)]
    holdings += [_tie(row, _id(row, "owner"), Tie.PART) for row in [*_rows(store, UNITS), *_rows(store, AGENCIES)]]
    rights = [_right(row) for row in _preferred(_rows(store, RIGHTS))]
    groups = {*(holding.owner for holding in holdings), *(right.holder for right in rights)} & set(members)
    holdings += [_tie(row, _id(row, "owner"), Tie.GROUP) for row in groupings if _id(row, "owned") in groups]
    return Network.of(
        holdings,
        forms={**dict.fromkeys(members), **forms},
        lists=[*_lists(store), *_whole(groupings, groups)],
        rights=rights,
    )


def flows(store: Store, some: Iterable[Iri] | None = None) -> list[Flow]:
    """Every stated flow of money of rank Preferred or Normal, in order of id. Ids are IRIs, purposes field codes.

    With `some`, those alone.
    """
    asked = [""] if some is None else [f"VALUES ?statement {{ {values} }} " for values in chunks(sorted(some))]
    several: dict[str, dict[str, list[str]]] = {}
    rows: dict[str, Row] = {}
    for values in asked:
        for name, property_ in SEVERAL.items():
            of = f"{values}?statement rg:stage ?stage ; {property_} ?value"
            for row in _all_rows(store, f"SELECT DISTINCT ?statement ?value WHERE {{ {of} }}"):
                value = _code(row, "value") if name == "purposes" else _id(row, "value")
                several.setdefault(_id(row, "statement"), {}).setdefault(name, []).append(value)
        query = FLOWS.replace("WHERE {", f"WHERE {{ {values}", 1)
        rows |= {_id(row, "statement"): row for row in _all_rows(store, query)}
    stated = {id_: _id_or_none(row, "currency") for id_, row in rows.items()}
    above = {id_: _id_or_none(row, "whole") for id_, row in rows.items()}
    return [_flow(id_, rows[id_], several.get(id_, {}), currency_of(id_, stated, above)) for id_ in sorted(rows)]


def between(store: Store, funder: Iri | None, recipient: Iri | None) -> set[Iri]:
    """The flows from or to somebody, and all that says how they count.

    That is what they are parts of, their own parts, and what they contradict or what contradicts them.
    """
    ends = [f"{name} {end.n3}" for name, end in (("rg:funder", funder), ("rg:recipient", recipient)) if end]
    own = f"?own {' ; '.join(ends)} ; rg:stage ?stage ."
    related = (
        "",
        "?own rg:partOfFlow+ ?flow .",
        "?flow rg:partOfFlow ?own .",
        "?own rg:conflictsWith|^rg:conflictsWith ?flow .",
    )
    found: set[Iri] = set()
    for how in related:
        select = f"SELECT DISTINCT ?flow WHERE {{ {own} {how or 'BIND(?own AS ?flow)'} }}"
        found |= {flow for row in _all_rows(store, select) if isinstance(flow := row["flow"], Iri)}
    return found


def has_flows(store: Store) -> bool:
    """Whether a dataset says anything of money."""
    return bool(store.select(f"{PROLOGUE}SELECT ?flow WHERE {{ ?flow a rg:FundingFlow }} LIMIT 1").rows)


def currency_of(flow: str, stated: Mapping[str, str | None], above: Mapping[str, str | None]) -> str:
    """The currency of a flow: its own, else of what it is a part of; kronor where nobody says.

    Only an amount that is not stated has none of its own.
    """
    at: str | None = flow
    seen: set[str] = set()
    while at is not None and at not in seen:
        if found := stated.get(at):
            return found.rpartition("/")[2]
        seen.add(at)
        at = above.get(at)
    return KRONA


def parts(store: Store, which: RollUp) -> dict[str, str]:
    """Each agency and the state, or each unit and who runs it, by IRI; left out is a unit that several run."""
    found: dict[str, set[str]] = {}
    for row in _rows(store, ROLL_UPS[which]):
        found.setdefault(_id(row, "owned"), set()).add(_id(row, "owner"))
    return {part: next(iter(wholes)) for part, wholes in sorted(found.items()) if len(wholes) == 1}


def within(store: Store, place: str) -> frozenset[str]:
    """A place and every place that lies in it, in any number of steps, by IRI."""
    inside: dict[str, list[str]] = {}
    for row in _all_rows(store, WITHIN):
        inside.setdefault(_id(row, "owner"), []).append(_id(row, "owned"))
    found, waiting = {place}, [place]
    while waiting:
        new = set(inside.get(waiting.pop(), ())) - found
        found |= new
        waiting += new
    return frozenset(found)


def groups(store: Store) -> dict[str, list[str]]:
    """The listed members of each group, by IRI."""
    found: dict[str, list[str]] = {}
    for row in _all_rows(store, MEMBERS):
        found.setdefault(_id(row, "owned"), []).append(_id(row, "owner"))
    return {group: sorted(members) for group, members in sorted(found.items())}


def _flow(id_: str, row: Row, several: dict[str, list[str]], currency: str) -> Flow:
    amount, recurrence = row.get("amount"), _id_or_none(row, "recurrence")
    start, end, _ = _when(row)
    return Flow(
        id_,
        Stage(_code(row, "stage")),
        funder=_id_or_none(row, "funder"),
        recipient=_id_or_none(row, "recipient"),
        amount=amount.number if isinstance(amount, Value) else None,
        precision=Precision(_code(row, "precision")) if amount else None,
        currency=currency,
        instrument=Instrument(_code(row, "instrument")),
        start=start,
        end=end,
        recurrence=Recurrence(recurrence.removeprefix(TERMS)) if recurrence else None,
        activity=_id_or_none(row, "activity"),
        in_parts=_id_or_none(row, "funderStatus") == f"{TERMS}FunderInParts",
        part_of=_id_or_none(row, "whole"),
        is_total=bool(row.get("total")),
        **{name: tuple(sorted(values)) for name, values in several.items()},
    )


def _all_rows(store: Store, query: str) -> list[Row]:
    return select_all(store, PROLOGUE + query).dicts()


def _rows(store: Store, query: str) -> list[Row]:
    return store.select(PROLOGUE + query).dicts()


def _forms(store: Store) -> Iterator[tuple[str, Form | None]]:
    for row in _rows(store, FORMS):
        yield _id(row, "body"), Form(_code(row, "form").removesuffix("Form"))
    for row in _rows(store, "SELECT ?body WHERE { ?body a rg:AgentGroup }"):
        yield _id(row, "body"), None


def _preferred(rows: list[Row]) -> list[Row]:
    """Of several statements on one pair and basis, the Preferred ones if there are any."""
    best = {_pair(row) for row in rows if _code(row, "rank") == "Preferred"}
    return [row for row in rows if _code(row, "rank") == "Preferred" or _pair(row) not in best]


def _pair(row: Row) -> tuple[str, str, str]:
    return _id(row, "owner"), _id(row, "owned"), _code(row, "basis") if row.get("basis") else ""


def _ownership(row: Row, members: dict[str, list[str]], stated: set[tuple[str, str]]) -> Iterator[Holding]:
    owner, owned = _id(row, "owner"), _id(row, "owned")
    share, indirect = _share(row), _code(row, "directness") == "Indirect"
    named = members.get(owner, ()) if row.get("each") else ()
    for holder in [each for each in named if (each, owned) not in stated and each != owned] if named else [owner]:
        yield Holding(
            _id(row, "statement"), *_when(row),
            owner=holder, owned=owned, share=share, basis=Basis(_code(row, "basis")), indirect=indirect,
            joint=owner if named else None,
        )  # fmt: skip


def _tie(row: Row, holder: str, tie: Tie) -> Holding:
    return Holding(_id(row, "statement"), *_when(row), owner=holder, owned=_id(row, "owned"), tie=tie)


def _right(row: Row) -> ControlRight:
    return ControlRight(
        _id(row, "statement"), *_when(row),
        holder=_id(row, "owner"), over=_id(row, "owned"), right=RIGHT_KINDS[RightKind(_code(row, "basis"))],
        share=_of_board(row) or _share(row),
    )  # fmt: skip


def _of_board(row: Row) -> Bounds | None:
    """The part of a board that some seats are, exactly: two of three is no decimal number of per cent."""
    seats, size = row.get("seats"), row.get("boardSize")
    if not (isinstance(seats, Value) and isinstance(size, Value)):
        return None
    return Bounds.exactly(Fraction(int(seats.value), int(size.value)))


def _lists(store: Store) -> Iterator[OwnerList]:
    for row in _rows(store, LISTS):
        yield OwnerList(_id(row, "statement"), *_when(row), about=_id(row, "about"), closed=True)
    for row in _rows(store, COUNTS):
        count = row["count"]
        assert isinstance(count, Value), "the shapes ask for a number"
        yield OwnerList(_id(row, "statement"), *_when(row), about=_id(row, "about"), count=int(count.value))


def _whole(groupings: Iterable[Row], groups: set[str]) -> Iterator[OwnerList]:
    for row in groupings:
        if _id(row, "owned") in groups and _code(row, "completeness") == "ClosedList":
            yield OwnerList(_id(row, "statement"), *_when(row), about=_id(row, "owned"), closed=True)


def _share(row: Row) -> Bounds | None:
    exact, low, high = (_figure(row, name) for name in ("share", "low", "high"))
    if exact is not None:
        return Bounds.exactly(exact)
    if low is None or high is None:
        return None
    return Bounds(low, high, bool(row.get("lowOpen")), bool(row.get("highOpen")))


def _figure(row: Row, name: str) -> Fraction | None:
    """A share in per cent, as a part of one."""
    value = row.get(name)
    number = value.number if isinstance(value, Value) else None
    return None if number is None else Fraction(number) / 100


def _when(row: Row) -> tuple[date | None, date | None, date | None]:
    start, end, as_of = (row.get(name) for name in ("from", "to", "asOf"))
    return _day(start), _day(end), _day(as_of)


def _day(value: Term | None) -> date | None:
    return date.fromisoformat(value.value) if isinstance(value, Value) else None


def _id(row: Row, name: str) -> str:
    value = row[name]
    assert isinstance(value, Iri), "the shapes ask for IRIs here"
    return value.value


def _id_or_none(row: Row, name: str) -> str | None:
    return _id(row, name) if row.get(name) else None


def _code(row: Row, name: str) -> str:
    return _id(row, name).removeprefix(TERMS)
