"""What the registry holds: organisations, groups and places, and the works that facts are read from."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, model_validator
from pydantic import Field as Limits

from regiongraf.errors import Refused
from regiongraf.model.codes import Branch, Form, FormBasis, PlaceKind, SourceKind
from regiongraf.model.values import Address, AgentId, PlaceId, Slug, SourceId, Value
from regiongraf.vocabulary import check_organisation_number

OrganisationNumber = Annotated[str, AfterValidator(check_organisation_number)]
"""Ten digits with a valid check digit, third digit at least 2; never a personal number."""


class Entry(Value):
    """An entry of the registry; its id is minted once and frozen."""

    KIND: ClassVar[str]

    id: Slug
    name: Annotated[str, Limits(min_length=1)]
    name_en: str | None = None
    aliases: tuple[str, ...] = ()
    note: str | None = None
    note_en: str | None = None

    @property
    def key(self) -> str:
        """kind/id, unique in a workspace."""
        return f"{self.KIND}/{self.id}"

    @model_validator(mode="after")
    def _note_in_both(self) -> Self:
        if self.note and not self.note_en:
            raise Refused(
                "a note in Swedish has an English one beside it: add note_en",
                "en anteckning på svenska har en engelsk bredvid sig: lägg till note_en",
            )
        return self


class Identifier(Value):
    """A code of an organisation in a named scheme, and where it was read."""

    scheme: str
    value: str
    source: SourceId


class Organisation(Entry):
    """One body: a legal person, an agency, a unit, or a collaboration that is none.

    `number` and `identifiers` are only ever copied from a source, which `number_source` or `source` names.
    """

    KIND: ClassVar[str] = "organisation"

    form: Form
    form_basis: FormBasis
    short: str | None = None
    branches: tuple[Branch, ...] = ()
    number: OrganisationNumber | None = None
    number_source: SourceId | None = None
    identifiers: tuple[Identifier, ...] = ()
    place: PlaceId | None = None
    homepage: Address | None = None
    legal_person: AgentId | None = None
    """For a state agency: the legal person that it is a part of, the state."""

    @model_validator(mode="after")
    def _sourced(self) -> Self:
        if self.number and not self.number_source:
            raise Refused(
                "an organisation number comes from a source: add number_source",
                "ett organisationsnummer kommer ur en källa: lägg till number_source",
            )
        if (self.form is Form.FORM_NOT_STATED) != (self.form_basis is FormBasis.NOT_KNOWN):
            raise Refused(
                "form “FormNotStated” goes with form_basis “FormUnknown”, and only with it",
                "form ”FormNotStated” hör ihop med form_basis ”FormUnknown”, och bara med den",
            )
        if (self.form is Form.STATE_AGENCY) != (self.legal_person is not None):
            raise Refused(
                "a state agency, and only it, names the legal person that it is part of",
                "en statlig myndighet, och bara en sådan, namnger den juridiska person som den är en del av",
            )
        return self


class Group(Entry):
    """Agents that a source speaks of together (“the county's seven municipalities”); a `grouping` lists its members."""

    KIND: ClassVar[str] = "group"

    stated_count: Annotated[int, Limits(ge=1)] | None = None


class Place(Entry):
    """A place; official codes are strings."""

    KIND: ClassVar[str] = "place"

    kind: PlaceKind
    code: Annotated[str, Limits(pattern=r"^\d{2}(\d{2})?$")] | None = None
    within: PlaceId | None = None


class Judgement(Value):
    """Whether two entries are one body, as a person has decided: Same, Different or Unsure; undone by taking it out.

    Of two that are the same one is `preferred`: statements on either are told of it. Both keep their ids.
    """

    KIND: ClassVar[str] = "judgement"

    id: Slug
    left: AgentId
    right: AgentId
    verdict: Literal["Same", "Different", "Unsure"]
    preferred: AgentId | None = None
    reason: Annotated[str, Limits(min_length=1)]
    reason_en: Annotated[str, Limits(min_length=1)]

    @property
    def key(self) -> str:
        """kind/id, unique in a workspace."""
        return f"{self.KIND}/{self.id}"

    @property
    def merged(self) -> str | None:
        """The entry that gives way to the preferred one; None where they are not the same."""
        if self.verdict != "Same":
            return None
        return self.right if self.preferred == self.left else self.left

    @model_validator(mode="after")
    def _of_two(self) -> Self:
        if self.left == self.right:
            raise Refused("a judgement is on two entries", "ett omdöme gäller två poster")
        if (self.verdict == "Same") != (self.preferred is not None):
            raise Refused(
                "“Same”, and only it, says which of the two is preferred",
                "”Same”, och bara det, säger vilken av de två som föredras",
            )
        if self.preferred not in (None, self.left, self.right):
            raise Refused("preferred is one of the two", "preferred är en av de två")
        return self


class Document(Value):
    """One file of a work: what its bytes and its text are, never the text itself."""

    id: Slug
    sha256: Annotated[str, Limits(pattern=r"^[0-9a-f]{64}$")]
    media_type: str
    length: Annotated[int, Limits(ge=1)]
    """Length of the canonical text in code points."""
    file_name: str


class Source(Value):
    """A work that facts are read from: a report, a code list, or named background knowledge."""

    KIND: ClassVar[str] = "source"

    id: Slug
    kind: SourceKind
    title: str
    title_en: str
    publisher: AgentId | None = None
    issued: date
    """What the source's own date vouches for; every record's `as_of` unless it says otherwise."""
    language: str = "sv"
    note: str | None = None
    note_en: str | None = None
    document: tuple[Document, ...] = ()

    @property
    def key(self) -> str:
        """kind/id, unique in a workspace."""
        return f"{self.KIND}/{self.id}"

    @model_validator(mode="after")
    def _documents(self) -> Self:
        if (self.kind is SourceKind.BACKGROUND) == bool(self.document):
            raise Refused(
                "a report or code list has its documents listed; background knowledge has none",
                "en rapport eller kodlista har sina dokument uppräknade; bakgrundskunskap har inga",
            )
        return self
