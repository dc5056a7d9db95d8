"""What does not go together, among what is decided and what is offered, told before a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from regiongraf.facts import Work
from regiongraf.figures import KRONA, number, percent, priced
from regiongraf.model import Group, Grouping, ListedThings, Rank, Record, ShareRange
from regiongraf.review.drafts import ENDS
from regiongraf.review.matching import figure
from regiongraf.review.naming import Register, count_in
from regiongraf.words import Words

if TYPE_CHECKING:
    from regiongraf.review.ledger import Seen
    from regiongraf.review.session import Item

WHOLE = Decimal(100)
MEMBERS = {
    "ownership": ("owned", "owner"),
    "membership": ("organisation", "member"),
    "founding": ("organisation", "founders"),
}
"""For the relations that make lists: what the list is of, and who is on it."""
AS_IT_STANDS = ("sum", "total", "number")
"""Kinds of contradictions in which no one statement is the wrong one: they may be accepted together, as they stand."""
LISTS = {ListedThings.OWNERS: "ownership", ListedThings.MEMBERS: "membership", ListedThings.FOUNDERS: "founding"}


@dataclass(frozen=True, slots=True)
class Statement:
    """What a record states or an open candidate offers. `ref` is the record's key or the candidate's.

    `ends` are ids, or names in quotation marks where nobody has said yet who is meant.
    """

    ref: str
    is_record: bool
    kind: str
    ends: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Any]
    flags: tuple[str, ...] = ()

    def end(self, field: str) -> str:
        """The one that a field names, or nothing."""
        return next(iter(self.ends.get(field, ())), "")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Statements that do not go together, and why. `kind` is shares, sum, total, directness, recipient or number."""

    kind: str
    items: tuple[str, ...]
    records: tuple[str, ...]
    said: Words


def statements(items: Iterable[Item], work: Work | None, register: Register) -> list[Statement]:
    """What the records of the work state, those that do not count left out, and what the open candidates offer."""
    found = []
    for located in work.records if work else ():
        record = located.record
        if record.rank in (Rank.NORMAL, Rank.PREFERRED):
            found.append(_of_record(record))
    for item in items:
        draft = item.draft
        if item.verdict.state != "open" or item.verdict.again or draft.status:
            continue
        ends = {end: tuple(register.who(name) for name in names if name) for end, names in draft.names.items()}
        found.append(
            Statement(item.key, False, draft.kind, ends, draft.values, (item.candidate.rule, *item.candidate.flags))
        )
    return found


def _of_record(record: Record) -> Statement:
    values = {field: getattr(record, field) for field in type(record).model_fields}
    ends = {}
    for end in ENDS.get(record.KIND, ()):
        said = values.get(end)
        ends[end] = said if isinstance(said, tuple) else (said,) if said and said != "NotStated" else ()
    if isinstance(record, Grouping):
        ends = {"group": (record.group,), "members": record.members}
    return Statement(record.key, True, record.KIND, ends, values)


def conflicts(said: list[Statement], register: Register, seen: Iterable[Seen] = ()) -> list[Conflict]:
    """Every contradiction, in a fixed order, but for those that a person has `seen` as they are.

    Of records only those that count take part: ranking one settles it.
    """
    found = [
        *_shares(said, register), *_sums(said, register), *_totals(said), *_directness(said, register),
        *_recipients(said, register), *_counts(said, register),
    ]  # fmt: skip
    known = {(one.conflict, tuple(sorted(one.records)), one.said) for one in seen}
    new = (c for c in found if c.items or (c.kind, c.records, c.said.sv) not in known)
    return sorted(new, key=lambda c: (c.kind, c.items, c.records))


def _conflict(kind: str, about: Iterable[Statement], said: Words) -> Conflict:
    found = list(about)
    items = tuple(sorted({one.ref for one in found if not one.is_record}))
    return Conflict(kind, items, tuple(sorted({one.ref for one in found if one.is_record})), said)


def _groups(said: Iterable[Statement], kind: str, *ends: str) -> Iterator[tuple[tuple[str, ...], list[Statement]]]:
    grouped: dict[tuple[str, ...], list[Statement]] = {}
    for one in said:
        key = tuple(one.end(end) for end in ends)
        if one.kind == kind and all(key):
            grouped.setdefault(key, []).append(one)
    yield from grouped.items()


def _exact(one: Statement) -> Decimal | None:
    share = one.values.get("share")
    return Decimal(share) if isinstance(share, Decimal | int) else None


def _bounds(one: Statement) -> tuple[Decimal, Decimal]:
    share = one.values.get("share")
    if isinstance(share, Decimal | int):
        return Decimal(share), Decimal(share)
    if isinstance(share, ShareRange):
        return share.min, share.max
    if isinstance(share, Mapping):
        return Decimal(share.get("min", 0)), Decimal(share.get("max", 100))
    return Decimal(0), WHOLE


def _same_time(one: Statement, other: Statement) -> bool:
    mine, theirs = (figure(_plain(s.values.get("valid"))) for s in (one, other))
    return mine == theirs or not mine or not theirs


def _plain(value: Any) -> Any:
    return value.model_dump() if hasattr(value, "model_dump") else value


def _basis(one: Statement) -> str:
    return str(one.values.get("basis") or "BasisNotStated")


def _shares(said: list[Statement], register: Register) -> Iterator[Conflict]:
    for (owner, owned), same in _groups(said, "ownership", "owner", "owned"):
        direct = [one for one in same if not one.end("via")]
        clash = [
            one for one in direct
            if any(
                _bounds(one)[0] > _bounds(other)[1] or _bounds(other)[0] > _bounds(one)[1]
                for other in direct if _same_time(one, other) and _basis(one) == _basis(other)
            )
        ]  # fmt: skip
        if clash:
            shares = sorted({_exact(one) for one in clash} - {None})  # type: ignore[type-var]
            a, b = register.named(owner), register.named(owned)
            yield _conflict(
                "shares", clash,
                Words(
                    f"Olika andelar: {a} i {b}, {' och '.join(percent(s, 'sv') for s in shares if s is not None)}",
                    f"Differing shares: {a} in {b}, {' and '.join(percent(s, 'en') for s in shares if s is not None)}",
                ),
            )  # fmt: skip


def _sums(said: list[Statement], register: Register) -> Iterator[Conflict]:
    for (owned,), same in _groups(said, "ownership", "owned"):
        each: dict[tuple[str, str, str], list[Statement]] = {}
        for one in same:
            if _exact(one) is not None and not one.end("via"):
                each.setdefault((_basis(one), figure(_plain(one.values.get("valid"))), one.end("owner")), []).append(
                    one
                )
        for basis, time in sorted({key[:2] for key in each}):
            owners = {key[2]: found for key, found in each.items() if key[:2] == (basis, time)}
            least = sum(
                (min(s for one in found if (s := _exact(one)) is not None) for found in owners.values()), Decimal(0)
            )
            if least > WHOLE and len(owners) > 1:
                yield _conflict(
                    "sum", [one for found in owners.values() for one in found],
                    Words(
                        f"Ägarandelarna i {register.named(owned)} är tillsammans {percent(least, 'sv')}",
                        f"The shares in {register.named(owned)} add up to {percent(least, 'en')}",
                    ),
                )  # fmt: skip


def _totals(said: list[Statement]) -> Iterator[Conflict]:
    wrong = [one for one in said if "sum-mismatch" in one.flags]
    tables: dict[tuple[str, str], list[Statement]] = {}
    for one in wrong:
        tables.setdefault((figure(_plain(one.values.get("valid"))), _currency(one)), []).append(one)
    for (_, currency), rows in tables.items():
        total = sum(
            (Decimal(r.values["amount"]) for r in rows if isinstance(r.values.get("amount"), Decimal)), Decimal(0)
        )
        yield _conflict(
            "total", rows,
            Words(
                f"Tabellens rader är tillsammans {priced(total, 'sv', currency)}, inte den summa som är tryckt",
                f"The rows of the table add up to {priced(total, 'en', currency)}, not to the total that is printed",
            ),
        )  # fmt: skip


def _directness(said: list[Statement], register: Register) -> Iterator[Conflict]:
    for (owner, owned), same in _groups(said, "ownership", "owner", "owned"):
        through = [one for one in same if one.end("via") or str(one.values.get("directness")) == "Indirect"]
        direct = [one for one in same if one not in through]
        if through and direct:
            a, b = register.named(owner), register.named(owned)
            yield _conflict(
                "directness", same,
                Words(
                    f"{a} äger {b} direkt på ett ställe och genom en annan på ett annat",
                    f"{a} owns {b} directly in one place and through another in another",
                ),
            )  # fmt: skip


def _recipients(said: list[Statement], register: Register) -> Iterator[Conflict]:
    grouped: dict[tuple[str, str, str, str], list[Statement]] = {}
    for one in said:
        amount = one.values.get("amount")
        if one.kind == "funding" and isinstance(amount, Decimal) and one.end("recipient"):
            key = one.end("funder"), figure(amount), _currency(one), figure(_plain(one.values.get("valid")))
            grouped.setdefault(key, []).append(one)
    for (_, amount, currency, _), same in grouped.items():
        recipients = sorted({register.named(one.end("recipient")) for one in same})
        if len(recipients) > 1 and Decimal(amount) >= 10_000 and len(same) <= 4 and not _one_table(same):
            sv, en = (priced(Decimal(amount), language, currency) for language in ("sv", "en"))
            yield _conflict(
                "recipient", same,
                Words(
                    f"Samma belopp, {sv}, till olika mottagare: {', '.join(recipients)}",
                    f"The same amount, {en}, to different recipients: {', '.join(recipients)}",
                ),
            )  # fmt: skip


def _currency(one: Statement) -> str:
    return str(one.values.get("currency") or KRONA)


def _one_table(same: Iterable[Statement]) -> bool:
    """True where all stand in one table or list: equal grants to several are no contradiction there."""
    return all(flag.startswith(("table.", "chart.")) for one in same for flag in one.flags[:1]) and all(
        o.flags for o in same
    )


def _counts(said: list[Statement], register: Register) -> Iterator[Conflict]:
    for one in said:
        if one.kind == "count" and LISTS.get(one.values["of"]):
            relation = LISTS[one.values["of"]]
            yield from _counted(one, relation, one.end("about"), int(one.values["count"]), said, register)
        for relation, (about, who) in MEMBERS.items():
            if one.kind == relation and (stated := _number(one.end(who), register)) and one.end(about):
                yield from _counted(one, relation, one.end(about), stated, said, register)
        if one.kind == "grouping":
            entry = register.entries.get(one.end("group"))
            if isinstance(entry, Group) and entry.stated_count and entry.stated_count != len(one.ends["members"]):
                yield _number_conflict([one], entry.name, entry.stated_count, len(one.ends["members"]))


def _counted(
    one: Statement, relation: str, about: str, stated: int, said: list[Statement], register: Register
) -> Iterator[Conflict]:
    of, who = MEMBERS[relation]
    named = [
        o
        for o in said
        if o.kind == relation and o.end(of) == about and o.ref != one.ref and not _is_set(o.end(who), register)
    ]
    members = {id_ for o in named for id_ in o.ends.get(who, ())}
    if len(members) > stated or (one.kind == "count" and members and len(members) != stated and _closed(about, said)):
        yield _number_conflict([one, *named], register.named(about), stated, len(members))


def _closed(about: str, said: Iterable[Statement]) -> bool:
    return any(
        s.kind == "list" and s.end("about") == about and str(s.values.get("completeness")) == "ClosedList" for s in said
    )


def _number_conflict(about: list[Statement], name: str, stated: int, named: int) -> Conflict:
    s, n = Decimal(stated), Decimal(named)
    return _conflict(
        "number", about,
        Words(
            f"{name}: {number(s, 'sv')} anges, {number(n, 'sv')} namnges",
            f"{name}: {number(s, 'en')} are stated, {number(n, 'en')} are named",
        ),
    )  # fmt: skip


def _is_set(who: str, register: Register) -> bool:
    return isinstance(register.entries.get(who), Group) or _number(who, register) is not None


def _number(who: str, register: Register) -> int | None:
    """How many a set says that it is: “länets sju kommuner” is 7."""
    entry = register.entries.get(who)
    if isinstance(entry, Group) and entry.stated_count:
        return entry.stated_count
    if entry is not None and not isinstance(entry, Group):
        return None
    return count_in(register.named(who))
