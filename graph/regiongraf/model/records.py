"""The records of a work: one class per relation, as DESIGN names them. A record is frozen and refuses to be wrong.

References are ids: `owner = "staten"` names an organisation or a group of the registry, `activity = "gron-horisont"`
an activity of any work, `refines = "norrtag-rvn-brodtext"` a record of the same kind.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field as Limits
from pydantic import model_validator

from regiongraf.errors import Refused
from regiongraf.figures import KRONA
from regiongraf.model.codes import (
    ActivityKind,
    ActivityStatus,
    Basis,
    Completeness,
    Derivation,
    Directness,
    Field,
    Flaw,
    Form,
    FundSource,
    Indicator,
    Instrument,
    ListedThings,
    Precision,
    Rank,
    Recurrence,
    RightKind,
    Role,
    Stage,
    Unit,
)
from regiongraf.model.currencies import Currency
from regiongraf.model.values import (
    NOT_STATED,
    ActivityId,
    Address,
    AgentId,
    AnyKey,
    Evidence,
    Figure,
    FlowId,
    PeriodText,
    PlaceId,
    SameKindId,
    Share,
    Slug,
    Value,
)


class Record(Value):
    """What every record has: an id, a rank, how it was read, and where it says so."""

    KIND: ClassVar[str]

    id: Slug
    rank: Rank = Rank.NORMAL
    derivation: Derivation = Derivation.STATED
    evidence: tuple[Evidence, ...] = ()
    basis_note: str | None = None
    refines: SameKindId | None = None
    conflicts_with: tuple[SameKindId, ...] = ()
    valid: PeriodText | None = None
    as_of: PeriodText | None = None
    note: str | None = None
    note_en: str | None = None

    @model_validator(mode="after")
    def _not_itself(self) -> Self:
        if self.id in (self.refines, *self.conflicts_with):
            raise Refused(
                "a record neither refines nor contradicts itself",
                "en uppgift varken förtydligar eller motsäger sig själv",
            )
        if self.note and not self.note_en:
            raise Refused(
                "a note in Swedish has an English one beside it: add note_en",
                "en anteckning på svenska har en engelsk bredvid sig: lägg till note_en",
            )
        return self

    @property
    def key(self) -> str:
        """kind/id, unique in a workspace."""
        return f"{self.KIND}/{self.id}"


class Ownership(Record):
    """`owner` holds a share of `owned`. One owner, one owned body, one share."""

    KIND: ClassVar[str] = "ownership"

    owner: AgentId
    owned: AgentId
    share: Share
    basis: Basis = Basis.NOT_STATED
    directness: Directness = Directness.NOT_STATED
    via: AgentId | None = None
    each: bool = False
    """True where a group owns and the statement holds for each of its members."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.via and self.directness is not Directness.INDIRECT:
            raise Refused(
                "`via` names who stands between, so directness is “Indirect”",
                "`via` namnger den som står emellan, så directness är ”Indirect”",
            )
        if self.each and self.share != NOT_STATED:
            raise Refused(
                "a share stated for each member of a group is written as one ownership per member",
                "en andel som anges för var och en i en grupp skrivs som ett ägande för varje medlem",
            )
        return self


class Membership(Record):
    """`member` belongs to `organisation`."""

    KIND: ClassVar[str] = "membership"

    member: AgentId
    organisation: AgentId
    roles: tuple[Role, ...] = (Role.MEMBER,)


class ControlRight(Record):
    """`holder` may decide over `body` by a right that is no share of it: to appoint its board, to votes, or alone.

    How much stands once: as `share` of the board or of all votes, or as `seats` of a board of `board_size`. A right to
    decide alone has no figure. Not ownership, but it feeds control.
    """

    KIND: ClassVar[str] = "control-right"

    holder: AgentId
    body: AgentId
    right: RightKind
    share: Share | None = None
    seats: Annotated[int, Limits(ge=1)] | None = None
    board_size: Annotated[int, Limits(ge=1)] | None = None

    @model_validator(mode="after")
    def _one_figure(self) -> Self:
        if self.right is not RightKind.BOARD and (self.seats or self.board_size):
            raise Refused(
                "`seats` and `board_size` are of a board: they go with the right “BoardAppointment”",
                "`seats` och `board_size` gäller en styrelse: de hör till rätten ”BoardAppointment”",
            )
        if self.board_size and not (self.seats and self.seats <= self.board_size):
            raise Refused(
                "`board_size` goes with `seats`, which are no more than it",
                "`board_size` hör ihop med `seats`, som inte är fler",
            )
        figures = (self.share is not None) + (self.board_size is not None)
        if figures != (0 if self.right is RightKind.SOLE_INFLUENCE else 1):
            raise Refused(
                "a right to appoint or to votes has one figure: `share`, “NotStated” when no source gives it, or "
                "`seats` and `board_size`; a right to decide alone has none",
                "en rätt att utse eller till röster har en siffra: `share`, ”NotStated” när ingen källa anger den, "
                "eller `seats` och `board_size`; en rätt att ensam bestämma har ingen",
            )
        return self


class Founding(Record):
    """`founders` formed `organisation`."""

    KIND: ClassVar[str] = "founding"

    founders: Annotated[tuple[AgentId, ...], Limits(min_length=1)]
    organisation: AgentId


class UnitStatement(Record):
    """`unit` is a part of the legal person `parent`, run by it."""

    KIND: ClassVar[str] = "unit"

    unit: AgentId
    parent: AgentId


class Affiliation(Record):
    """A source lists `affiliate` with `principal` without naming the relation, as an organisation chart does."""

    KIND: ClassVar[str] = "affiliation"

    principal: AgentId
    affiliate: AgentId
    name_as_stated: str
    form_as_stated: Form | None = None


class Mention(Record):
    """A source calls `about` by `name`: what a name in the registry rests on."""

    KIND: ClassVar[str] = "mention"

    about: AgentId
    name: str


class Match(Record):
    """Two entries may be the same body. Not sameAs: a person decides."""

    KIND: ClassVar[str] = "match"

    left: AgentId
    right: AgentId
    reason: str
    reason_en: str


class Cooperation(Record):
    """`parties` work together, on `fields` or in `activity`."""

    KIND: ClassVar[str] = "cooperation"

    parties: Annotated[tuple[AgentId, ...], Limits(min_length=2)]
    name: str
    name_en: str
    activity: ActivityId | None = None
    fields: tuple[Field, ...] = ()


class Activity(Record):
    """A project, plan, programme, measure, service, education or event."""

    KIND: ClassVar[str] = "activity"

    kind: ActivityKind
    name: str
    name_en: str
    aliases: tuple[str, ...] = ()
    status: ActivityStatus = ActivityStatus.NOT_STATED
    places: tuple[PlaceId, ...] = ()
    part_of: ActivityId | None = None
    programme: ActivityId | None = None
    quantity: Annotated[int, Limits(ge=1)] | None = None
    quantity_of: str | None = None
    quantity_of_en: str | None = None
    homepage: Address | None = None
    fields: tuple[Field, ...] = ()


class Participation(Record):
    """`participant` takes part in `activity` in the given roles."""

    KIND: ClassVar[str] = "participation"

    participant: AgentId
    activity: ActivityId
    roles: Annotated[tuple[Role, ...], Limits(min_length=1)]


class Funding(Record):
    """Money from `funder` to `recipient`, or for `activity`. What a source leaves out is NotStated, never a gap.

    `amount` is in whole units of `currency`, a code of ISO 4217 (10.7 million kronor is 10700000); the figure and the
    unit as printed stand beside it. No amount is ever converted. `part_of` names the flow that this one is a part of;
    `is_total` marks a printed sum of its parts.
    """

    KIND: ClassVar[str] = "funding"

    funder: AgentId | Literal["NotStated", "InParts"]
    recipient: AgentId | Literal["NotStated"]
    amount: Figure | Literal["NotStated"]
    precision: Precision | None = None
    figure_as_stated: str | None = None
    unit_as_stated: str | None = None
    unit_corrected: bool = False
    currency: Currency = KRONA
    stage: Stage
    instrument: Instrument
    source: FundSource | None = None
    intermediary: AgentId | None = None
    activity: ActivityId | None = None
    purpose: str | None = None
    purpose_en: str | None = None
    fields: tuple[Field, ...] = ()
    places: tuple[PlaceId, ...] = ()
    recurrence: Recurrence | None = None
    part_of: FlowId | None = None
    is_total: bool = False
    awards: Annotated[int, Limits(ge=1)] | None = None

    @model_validator(mode="after")
    def _amount_is_whole(self) -> Self:
        stated = self.amount != NOT_STATED
        if stated and not (isinstance(self.amount, str) or self.amount > 0):
            raise Refused(
                f"an amount is more than 0; got {self.amount}", f"ett belopp är större än 0; här står {self.amount}"
            )
        if stated and (self.precision is None or self.figure_as_stated is None):
            raise Refused(
                "an amount says how exact it is and how it is printed: add precision and figure_as_stated",
                "ett belopp säger hur exakt det är och hur det är tryckt: lägg till precision och figure_as_stated",
            )
        if not stated and (self.precision or self.figure_as_stated):
            raise Refused(
                "an amount that is not stated has neither precision nor figure",
                "ett belopp som inte anges har varken precision eller siffra",
            )
        if self.part_of == self.id:
            raise Refused("a flow is not a part of itself", "ett penningflöde är inte en del av sig självt")
        return self


class Target(Record):
    """A share that `body` aims at, of the flow `of`: at least, at most or exactly `ratio` per cent."""

    KIND: ClassVar[str] = "target"

    body: AgentId
    of: FlowId
    ratio: Figure
    precision: Precision
    source: FundSource | None = None
    name: str
    name_en: str


class Count(Record):
    """How many things of a kind `about` has, as the source counts them."""

    KIND: ClassVar[str] = "count"

    about: AgentId
    of: ListedThings
    count: Annotated[int, Limits(ge=0)]
    precision: Precision
    figure_as_stated: str


class ListStatement(Record):
    """Whether the source's list of owners, members, parties … of `about` is closed or open."""

    KIND: ClassVar[str] = "list"

    about: AgentId
    of: ListedThings
    completeness: Completeness


class Grouping(Record):
    """The members of a group, listed once and dated. Expanded at build, below any named statement."""

    KIND: ClassVar[str] = "grouping"

    group: AgentId
    members: Annotated[tuple[AgentId, ...], Limits(min_length=1)]
    completeness: Completeness


class IndicatorValue(Record):
    """A published figure: `indicator` of `reporter` in `place` was `value` `unit`."""

    KIND: ClassVar[str] = "indicator"

    indicator: Indicator
    reporter: AgentId
    value: Figure
    unit: Unit
    precision: Precision
    figure_as_stated: str
    place: PlaceId
    activity: ActivityId | None = None


class Remark(Record):
    """Something that is wrong or lost in the source itself, and the records that it touches."""

    KIND: ClassVar[str] = "remark"

    flaw: Flaw
    about: tuple[AnyKey, ...] = ()
    note: str
    note_en: str


RECORD_KINDS: dict[str, type[Record]] = {
    kind.KIND: kind
    for kind in (
        Mention,
        Affiliation,
        Ownership,
        Membership,
        ControlRight,
        Founding,
        UnitStatement,
        Match,
        Cooperation,
        Activity,
        Participation,
        Funding,
        Target,
        Count,
        ListStatement,
        Grouping,
        IndicatorValue,
        Remark,
    )
}
"""Every kind of record by the name of its table in `facts.toml`."""
