"""Which money somebody asks to have summed, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from regiongraf.errors import QueryError
from regiongraf.figures import Language
from regiongraf.funding import Dimension, Flow, rolled_up
from regiongraf.holdings import RollUp, between, flows, parts, within
from regiongraf.questions import Lookup
from regiongraf.questions.library import ColumnType
from regiongraf.store import Iri, Store
from regiongraf.vocabulary import TERMS
from regiongraf.words import Words


@dataclass(frozen=True, slots=True)
class By:
    """One thing to sum by: its column, and what stands there where the source states none: words, or a code."""

    dimension: Dimension
    type: ColumnType
    heading: Words
    unstated: Words | str


BY: dict[str, By] = {
    "funder": By(Dimension.FUNDER, "thing", Words("Finansiär", "Funder"), "FunderNotStated"),
    "recipient": By(Dimension.RECIPIENT, "thing", Words("Mottagare", "Recipient"), "RecipientNotStated"),
    "place": By(Dimension.PLACE, "thing", Words("Plats", "Place"), Words("plats ej angiven", "place not stated")),
    "year": By(Dimension.PERIOD, "period", Words("Tid", "Period"), Words("tid ej angiven", "period not stated")),
    "purpose": By(Dimension.PURPOSE, "code", Words("Område", "Field"), Words("område ej angivet", "field not stated")),
    "instrument": By(Dimension.INSTRUMENT, "code", Words("Slag av stöd", "Instrument"), "InstrumentNotStated"),
    "activity": By(
        Dimension.ACTIVITY,
        "thing",
        Words("Verksamhet", "Activity"),
        Words("verksamhet ej angiven", "activity not stated"),
    ),
}
"""What money can be summed by, by the name that is typed."""

ROLLED: dict[RollUp, Words] = {
    "agencies": Words("statens myndigheter räknas som staten", "state agencies count as the State"),
    "units": Words("enheter räknas som den som driver dem", "units count as the body that runs them"),
}
"""What may be counted as a part of another, where somebody asks for it."""

HOW_MUCH = Words("Hur mycket pengar", "How much money")
PER = Words(", per {}", ", by {}")
AND = Words("och", "and")
OF = {
    "stage": Words("{}", "{}"),
    "funder": Words("från {}", "from {}"),
    "recipient": Words("till {}", "to {}"),
    "place": Words("i {}", "in {}"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """By what is summed, and which money: of one stage, funder or recipient, for a place and what lies in it."""

    by: tuple[str, ...] = ()
    roll_up: RollUp | None = None
    stage: Iri | None = None
    funder: Iri | None = None
    recipient: Iri | None = None
    place: Iri | None = None
    places: frozenset[str] = frozenset()
    """The place and every place within it."""

    def takes(self, flow: Flow) -> bool:
        """Whether a flow, rolled up where that is asked for, is of this money."""
        ends = ((self.funder, flow.funder), (self.recipient, flow.recipient))
        return (
            all(one is None or one.value == other for one, other in ends)
            and (self.stage is None or self.stage.value == TERMS + flow.stage.value)
            and (self.place is None or not self.places.isdisjoint(flow.places))
        )

    @property
    def named(self) -> dict[str, Iri]:
        """What the money is of, by the names of `OF`."""
        return {name: iri for name in OF if isinstance(iri := getattr(self, name), Iri)}

    def said(self, labels: dict[Iri, str], language: Language) -> str:
        """The question in one sentence."""
        per = f" {AND.said(language)} ".join(BY[each].heading.said(language).lower() for each in self.by)
        asked = HOW_MUCH.said(language) + (PER.said(language).format(per) if per else "")
        asked += "".join(f", {OF[name].said(language).format(labels[iri])}" for name, iri in self.named.items())
        return f"{asked}?{f' ({ROLLED[self.roll_up].said(language)})' if self.roll_up else ''}"


def wanted(
    store: Store,
    lookup: Lookup,
    by: Sequence[str] = (),
    *,
    roll_up: str | None = None,
    stage: str | None = None,
    funder: str | None = None,
    recipient: str | None = None,
    place: str | None = None,
) -> Wanted:
    """What somebody asks to have summed, every name found.

    Raises QueryError for a `by` or `roll_up` that there is none of, or that stands twice; UnknownName or AmbiguousName.
    """
    for each in by:
        if each not in BY:
            raise _no_such("by", each, BY)
        if list(by).count(each) > 1:
            raise QueryError(
                f"by: {each} stands twice",
                hint="give it once",
                sv=f"by: {each} står två gånger",
                hint_sv="ange det en gång",
            )
    rolled = next((each for each in ROLLED if each == roll_up), None)
    if roll_up is not None and rolled is None:
        raise _no_such("roll_up", roll_up, ROLLED)
    where = None if place is None else lookup.find(place, "place")
    return Wanted(
        tuple(by),
        rolled,
        None if stage is None else lookup.find(stage, "stage"),
        None if funder is None else lookup.find(funder, "agent"),
        None if recipient is None else lookup.find(recipient, "agent"),
        where,
        frozenset() if where is None else within(store, where.value),
    )


def _no_such(name: str, typed: str, known: Iterable[str]) -> QueryError:
    listed = ", ".join(known)
    return QueryError(
        f"{name}: {typed!r} is nothing to sum by" if name == "by" else f"{name}: there is no {typed!r}",
        hint=f"one of: {listed}",
        sv=f"{name}: {typed!r} är inget att summera efter" if name == "by" else f"{name}: {typed!r} finns inte",
        hint_sv=f"något av: {listed}",
    )


def looked_at(store: Store, asked: Wanted) -> list[Flow]:
    """The flows of a store that sums rest on: of one funder or recipient without working through all the others."""
    if asked.roll_up or not (asked.funder or asked.recipient):
        return flows(store)
    return flows(store, between(store, asked.funder, asked.recipient))


def statements(store: Store, asked: Wanted) -> set[Iri]:
    """The flows of a store that are asked for."""
    rolled = parts(store, asked.roll_up) if asked.roll_up else {}
    return {Iri(flow.id) for flow in looked_at(store, asked) if asked.takes(rolled_up(flow, rolled))}
