"""Sums and pictures of money, each of one stage, period and currency; parts are never added to their whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from regiongraf.figures import KRONA
from regiongraf.funding import Flow as Stated
from regiongraf.funding import Parting, part
from regiongraf.funding.totals import combined
from regiongraf.model import Precision, Recurrence, Stage
from regiongraf.view.model import Flow, Scene, Words
from regiongraf.view.wording import amount_words, short_money
from regiongraf.words import noun

WIDTH, BAR, ROOM, GAP, TOP = 980.0, 14.0, 265.0, 17.0, 14.0
NOT_NAMED = Words("mottagare ej angiven", "recipient not stated")
REST = Words("ej angiven del av {0}", "unstated part of {0}")
FLOW = noun("flöde", "flöden", "flow")
NO_FUNDER = Words("finansiär ej angiven", "funder not stated")


@dataclass(frozen=True, slots=True)
class End:
    """A bar at the left (who gives) or the right (who gets); `node` is None where the source names nobody."""

    side: str
    node: str | None
    label: Words
    text: Words
    x: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Band:
    """A band from one bar to another (indices), as the path data of its outline."""

    source: int
    target: int
    amount: Decimal
    text: Words
    known: bool
    d: str
    rows: tuple[int, ...] = ()
    """Which of the chart's flows it is made of."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The money of one stage, period and currency. `refusal` says why nothing is drawn, when nothing is."""

    key: str
    stage: str
    period: str
    annual: bool
    loan: bool
    currency: str
    total: Decimal
    said: Words
    """The total as it is told; empty where amounts are not summed."""
    height: float
    ends: tuple[End, ...]
    bands: tuple[Band, ...]
    flows: tuple[Flow, ...]
    remarks: tuple[Words, ...]
    refusal: Words | None = None


@dataclass(frozen=True, slots=True)
class _Stream:
    """A piece of the sum, of which flow, and between whom; `given` is how exact the whole is that it is taken from."""

    row: int
    funder: str | None
    recipient: str | None
    to: Words
    amount: Decimal
    known: bool
    precision: Precision
    given: Precision


def charts(scene: Scene) -> tuple[Chart, ...]:
    """One chart for each stage, period and currency that has an amount; yearly money and loans stand apart.

    Kronor first, and of one currency the largest first.
    """
    groups: dict[tuple[str, str, bool, bool, str], list[Flow]] = {}
    for flow in scene.flows:
        if flow.is_active and flow.stage != "Target":
            groups.setdefault((flow.stage, flow.period, flow.annual, flow.is_loan, flow.currency), []).append(flow)
    made = [chart(flows) for _, flows in sorted(groups.items()) if any(flow.amount is not None for flow in flows)]
    return tuple(sorted(made, key=lambda c: (c.currency != KRONA, c.currency, -c.total, c.key)))


def chart(flows: Iterable[Flow]) -> Chart:
    """The chart of flows of one stage, period and currency, all or none yearly, all or none lent; else ValueError."""
    listed = tuple(sorted(flows, key=lambda flow: (-(flow.amount or 0), flow.id)))
    stages, periods = {flow.stage for flow in listed}, {flow.period for flow in listed}
    if len(stages) != 1 or len(periods) != 1 or len({(f.annual, f.is_loan, f.currency) for f in listed}) != 1:
        raise ValueError(
            f"a picture of money shows one stage, period and currency; got {sorted(stages)} and {sorted(periods)}"
        )
    stage, period, annual, loan = stages.pop(), periods.pop(), listed[0].annual, listed[0].is_loan
    currency = listed[0].currency
    other = "" if currency == KRONA else f"-{currency}"
    key = f"{stage}-{_slug(period)}{'-annual' if annual else ''}{'-loan' if loan else ''}{other}"
    parting = _summed(listed)
    streams, remarks, total = _streams(parting, listed), _remarks(parting, listed), parting.amount
    said = Words("", "") if stage == "StageNotStated" else _told(total, [stream.given for stream in streams], currency)
    if refusal := _refusal(streams, listed):
        return Chart(key, stage, period, annual, loan, currency, total, said, 0.0, (), (), listed, remarks, refusal)
    ends, bands, height = _place(streams, total, currency)
    return Chart(key, stage, period, annual, loan, currency, total, said, height, ends, bands, listed, remarks)


def _slug(period: str) -> str:
    return period.replace("–", "-") or "undated"


def _summed(flows: tuple[Flow, ...]) -> Parting:
    """The sum of the flows in pieces, as `regiongraf.funding` takes it apart."""
    here = {flow.id for flow in flows}
    return part(
        Stated(
            flow.id,
            Stage(flow.stage),
            flow.funder,
            flow.recipient,
            flow.amount,
            None if flow.amount is None else Precision(flow.precision),
            flow.currency,
            recurrence=Recurrence.ANNUAL if flow.annual else None,
            part_of=flow.part_of if flow.part_of in here - {flow.id} else None,
            is_total=flow.is_total,
            conflicts_with=tuple(id_ for id_ in flow.conflicts if id_ in here),
        )
        for flow in flows
    )


def _streams(parting: Parting, flows: tuple[Flow, ...]) -> list[_Stream]:
    """The pieces of the sum, each from a funder to a recipient, or to what is not named."""
    here = {flow.id: flow for flow in flows}
    streams = []
    for piece in parting.pieces:
        flow, given = here[piece.flow], Precision(here[piece.within].precision)
        about = flow.purpose if flow.purpose.sv else flow.amount_text
        rest = Words(REST.sv.format(about.sv), REST.en.format(about.en))
        recipient = None if piece.is_rest else flow.recipient
        to = rest if piece.is_rest else NOT_NAMED
        ends = flow.funder, recipient, to
        known = recipient is not None
        streams.append(_Stream(flows.index(flow), *ends, piece.amount, known, piece.precision, given))
    return streams


def _remarks(parting: Parting, flows: tuple[Flow, ...]) -> tuple[Words, ...]:
    """What a reader of the picture has to know."""
    here = {flow.id: flow for flow in flows}
    remarks = _warnings(flows)
    for id_, named in parting.excess:
        whole, currency = here[id_].amount_text, here[id_].currency
        remarks.append(
            Words(
                f"Delarna av {whole.sv} är tillsammans mer, {short_money(named, 'sv', currency)}, och ritas.",
                f"The parts of {whole.en} sum to more, {short_money(named, 'en', currency)}, and are drawn.",
            )
        )
    silent = sum(flow.amount is None for flow in flows)
    if silent:
        remarks.append(
            Words(
                f"{FLOW.counted(silent, 'sv')} utan angivet belopp står bara i tabellen.",
                f"{FLOW.counted(silent, 'en')} without a stated amount: only in the table.",
            )
        )
    return tuple(remarks)


def _warnings(flows: tuple[Flow, ...]) -> list[Words]:
    """What a reader of the sums has to know."""
    found = []
    disputed = sum(bool(flow.conflicts) for flow in flows)
    if disputed:
        found.append(
            Words(
                f"{disputed} av flödena motsägs av en annan uppgift i källan. Samma pengar ritas en gång.",
                f"{disputed} of the flows are contradicted by another statement. The same money is drawn once.",
            )
        )
    if flows and flows[0].stage == "StageNotStated":
        found.append(
            Words(
                "Källan säger inte hur långt pengarna har kommit. Beloppen kan vara i olika skeden, och summeras inte.",
                "The source does not say how far the money has come. The amounts may differ in stage; none are added.",
            )
        )
    return found


def _refusal(streams: list[_Stream], flows: tuple[Flow, ...]) -> Words | None:
    if flows[0].stage == "StageNotStated" and len(streams) > 1:
        return Words("Beloppen står i tabellen.", "The amounts are in the table.")
    if not streams:
        return Words("Inget belopp är angivet.", "No amount is stated.")
    if any(s.funder == s.recipient and s.funder for s in streams) or _circle(streams):
        return Words(
            "Pengarna går runt i en cirkel; se nätverket.", "The money goes round in a circle; see the network."
        )
    return None


def _circle(streams: list[_Stream]) -> bool:
    onward: dict[str, set[str]] = {}
    for stream in streams:
        if stream.funder and stream.recipient:
            onward.setdefault(stream.funder, set()).add(stream.recipient)
    done: set[str] = set()

    def visit(here: str, path: frozenset[str]) -> bool:
        if here in path:
            return True
        if here in done:
            return False
        found = any(visit(there, path | {here}) for there in sorted(onward.get(here, ())))
        done.add(here)
        return found

    return any(visit(start, frozenset()) for start in sorted(onward))


def _place(streams: list[_Stream], total: Decimal, currency: str) -> tuple[tuple[End, ...], tuple[Band, ...], float]:
    """Bars on both sides, heights to scale, and the bands between them."""
    left = _sums((s.funder or "", Words("", "") if s.funder else NO_FUNDER, s.amount, s.given) for s in streams)
    right = _sums((s.recipient or f" {s.to.sv}", s.to, s.amount, s.precision) for s in streams)
    most = max(len(left), len(right))
    scale = max(220.0, 34.0 * most) / float(total)
    step = [max(34.0, float(amount) * scale) + GAP for _, _, amount, _ in right]
    height = 2 * TOP + max(sum(step), sum(max(34.0, float(amount) * scale) + GAP for _, _, amount, _ in left))
    ends: list[End] = []
    index: dict[tuple[str, str], int] = {}
    for side, sums, x in (("left", left, ROOM), ("right", right, WIDTH - ROOM - BAR)):
        room = [max(34.0, float(amount) * scale) + GAP for _, _, amount, _ in sums]
        pen = (height - sum(room)) / 2 + GAP / 2
        for (key, label, amount, precisions), tall in zip(sums, room, strict=True):
            size = float(amount) * scale
            index[side, key] = len(ends)
            node = key if key and not key.startswith(" ") else None
            ends.append(
                End(
                    side,
                    node,
                    label,
                    _told(amount, precisions, currency),
                    x,
                    round(pen + (tall - GAP - size) / 2, 1),
                    round(size, 1),
                )
            )
            pen += tall
    return tuple(ends), tuple(_bands(streams, index, ends, scale, currency)), round(height, 1)


_Sum = tuple[str, Words, Decimal, list[Precision]]


def _sums(items: Iterable[tuple[str, Words, Decimal, Precision]]) -> list[_Sum]:
    sums: dict[str, _Sum] = {}
    for key, label, amount, precision in items:
        _, _, before, others = sums.get(key, (key, label, Decimal(0), []))
        sums[key] = key, label, before + amount, [*others, precision]
    return sorted(sums.values(), key=lambda s: (s[0].startswith(" ") or not s[0], -s[2], s[0]))


def _bands(
    streams: list[_Stream], index: dict[tuple[str, str], int], ends: list[End], scale: float, currency: str
) -> list[Band]:
    together: dict[tuple[int, int, bool], tuple[Decimal, list[_Stream]]] = {}
    for s in streams:
        key = index["left", s.funder or ""], index["right", s.recipient or f" {s.to.sv}"], s.known
        before, others = together.get(key, (Decimal(0), []))
        together[key] = before + s.amount, [*others, s]
    used = [end.y for end in ends]
    bands = []
    for (source, target, known), (amount, of) in sorted(
        together.items(), key=lambda item: (item[0][0], ends[item[0][1]].y)
    ):
        size = float(amount) * scale
        x0, x1 = ends[source].x + BAR, ends[target].x
        y0, y1, middle = used[source], used[target], (x0 + x1) / 2
        used[source] += size
        used[target] += size
        d = (
            f"M{x0:.1f} {y0:.1f}C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
            f"V{y1 + size:.1f}C{middle:.1f} {y1 + size:.1f} {middle:.1f} {y0 + size:.1f} {x0:.1f} {y0 + size:.1f}Z"
        )
        said, rows = _told(amount, [s.precision for s in of], currency), tuple(sorted({s.row for s in of}))
        bands.append(Band(source, target, amount, said, known, d, rows))
    return bands


def _told(amount: Decimal, precisions: Iterable[Precision], currency: str) -> Words:
    """A sum, as exact as its roughest part: “cirka 295 mn kr”, “minst …”."""
    found = combined(precisions)
    return amount_words(amount, found.value if found else None, currency)
