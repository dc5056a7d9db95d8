"""A user's own workspace: a folder with `regiongraf.toml`, facts, and the builds made of them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Literal, Self

from regiongraf.errors import Place, Refused, WorkspaceError
from regiongraf.fields import Misfit, filled, read
from regiongraf.model.periods import Written, days
from regiongraf.resources import shelf
from regiongraf.vocabulary import DEFAULT_BASE, Minter, check_address, check_organisation_number

SETTINGS_FILE = "regiongraf.toml"


def _http(text: str) -> str:
    if not text.startswith(("http://", "https://")) or _NOT_IN_IRI.search(text):
        raise Refused(
            f'an address begins with http(s):// and holds no spaces or <>"{{}}|^`\\; got {text!r}',
            f'en adress börjar med http(s):// och saknar mellanslag och <>"{{}}|^`\\; här står {text!r}',
        )
    return text


_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
HttpText = Annotated[str, _http]
"""An address on the web, as it goes into RDF."""


def _email(text: str) -> str:
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+", text):
        raise Refused(
            f"an e-mail address is name@example.se; got {text!r}",
            f"en e-postadress är namn@example.se; här står {text!r}",
        )
    return text


def _folder(downloads: str) -> str:
    if not downloads.endswith("/"):
        raise Refused(
            "the address of the downloads ends in “/”, such as https://data.example.se/",
            "adressen till nedladdningarna slutar med ”/”, som https://data.example.se/",
        )
    return downloads


def _period(written: Written) -> Written:
    days(written)
    return written


def _absolute(base: str) -> str:
    if not base.endswith("/") or "?" in base or "#" in base:
        raise Refused(
            "the base is an http(s) IRI that ends in “/”, such as https://data.example.se/",
            "basen är en http(s)-IRI som slutar med ”/”, som https://data.example.se/",
        )
    return check_address(base)


def _known(languages: tuple[str, ...]) -> tuple[str, ...]:
    if unknown := set(languages) - {"sv", "en"}:
        raise Refused(
            f"labels exist in sv and en; got {', '.join(sorted(unknown))}",
            f"namn finns på sv och en; här står {', '.join(sorted(unknown))}",
        )
    return languages


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom a reader of the data may ask. A function, never a person, is the safe choice."""

    name: Annotated[str, filled]
    email: Annotated[str, _email]
    url: HttpText | None = None


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """What data portals are told beside what the data say themselves; `docs/publishing.md` explains each key."""

    description: str | None = None
    description_en: str | None = None
    title_en: str | None = None
    publisher_name: str | None = None
    """Default: the name of `publisher` in the registry."""
    publisher_number: Annotated[str, check_organisation_number] | None = None
    """Organisation number of the publisher; default: the one in the registry, if there is one."""
    publisher_type: Literal[
        "Academia-ScientificOrganisation", "Company", "IndustryConsortium", "LocalAuthority", "NationalAuthority",
        "NonGovernmentalOrganisation", "NonProfitOrganisation", "PrivateIndividual(s)", "RegionalAuthority",
        "StandardisationBody", "SupraNationalAuthority",
    ] | None = None  # fmt: skip
    """A code of http://purl.org/adms/publishertype/; default: what the publisher's legal form says."""
    publisher_description: str | None = None
    publisher_description_en: str | None = None
    contact: Contact | None = None
    licence: HttpText = "http://creativecommons.org/publicdomain/zero/1.0/"
    """The licence of the descriptions, not of the data. Sweden's portal takes CC0 and no other."""
    rights: str | None = None
    rights_en: str | None = None
    """What is to be said of rights beside the licence of the data, if there is anything."""
    themes: tuple[
        Literal[
            "AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI", "TECH", "TRAN",
        ], ...,
    ] = ("GOVE",)  # fmt: skip
    """Codes of the EU's data themes."""
    high_value: tuple[
        Literal["c_ac64a52d", "c_dd313021", "c_164e0bf5", "c_e1da4e07", "c_a9135398", "c_b79e35eb"], ...
    ] = ()
    """Categories of Regulation (EU) 2023/138, for who must publish the data by it; c_a9135398: company ownership."""
    keywords: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()
    spatial: tuple[HttpText, ...] = ("http://publications.europa.eu/resource/authority/country/SWE",)
    temporal: Annotated[Written, _period] | None = None
    accrual: Literal[
        "CONT", "UPDATE_CONT", "DAILY_2", "DAILY", "WEEKLY_3", "WEEKLY_2", "WEEKLY", "MONTHLY_3", "BIWEEKLY",
        "MONTHLY_2", "MONTHLY", "BIMONTHLY", "QUARTERLY", "ANNUAL_3", "ANNUAL_2", "ANNUAL", "BIENNIAL", "TRIENNIAL",
        "IRREG", "OTHER", "UNKNOWN", "NEVER",
    ] = "UNKNOWN"  # fmt: skip
    """A code of the EU's frequencies, of those that DCAT-AP-SE lists."""
    availability: Literal["TEMPORARY", "EXPERIMENTAL", "AVAILABLE", "STABLE"] | None = None
    """A code of the EU's list of planned availabilities."""
    provenance: str | None = None
    provenance_en: str | None = None
    landing_page: HttpText | None = None
    endpoint: HttpText | None = None
    """A SPARQL endpoint that serves the dataset, if there is one."""
    downloads: Annotated[str, _http, _folder] | None = None
    """Where the folder that `publish` writes is found on the web, ending in “/”; default: the base."""
    literal_formats: bool = False
    """Formats as text, as some Swedish templates list them, instead of IRIs. The EU's profile asks for IRIs."""


LICENCES = {
    "http://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
    "http://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0 1.0",
    "https://creativecommons.org/licenses/by/4.0/": "CC BY 4.0",
}
"""What the licences that public data in Sweden is published under are called."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What `regiongraf.toml` may say."""

    base: Annotated[str, _absolute] = DEFAULT_BASE
    """Every IRI of the workspace begins with it; ends in “/”."""
    title: Annotated[str, filled] = "regiongraf"
    publisher: str | None = None
    licence: str = "http://creativecommons.org/publicdomain/zero/1.0/"
    languages: Annotated[tuple[str, ...], filled, _known] = ("sv", "en")
    facts: str = "facts"
    """The folder with the records, seen from the workspace."""
    dataset: str = "dataset"
    """The folder that builds go to, seen from the workspace."""
    catalogue: Catalogue = Catalogue()

    @property
    def licence_name(self) -> str:
        """The licence as people know it, its IRI where it has no known name."""
        return LICENCES.get(self.licence, self.licence)


class Workspace:
    """Where the facts are read from and builds are written to."""

    def __init__(self, root: Path, settings: Settings, facts: Traversable) -> None:
        self.root = root
        self.settings = settings
        self.facts = facts

    @property
    def minter(self) -> Minter:
        """The IRIs of this workspace."""
        return Minter(self.settings.base)

    @property
    def dataset_folder(self) -> Path:
        """The folder that holds the builds."""
        return self.root / self.settings.dataset

    @classmethod
    def demo(cls, root: Path) -> Self:
        """The shipped facts of the real report, built into `root`."""
        return cls(root, Settings(title="Region Västernorrland i Ånge"), shelf("facts"))

    @classmethod
    def load(cls, root: Path) -> Self:
        """The workspace in `root`.

        Raises WorkspaceError when there is none, or its settings are wrong.
        """
        file = root / SETTINGS_FILE
        try:
            content = tomllib.loads(file.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise WorkspaceError(
                f"no workspace here: {SETTINGS_FILE} is missing",
                place=Place(root),
                hint="`regiongraf init DIR` starts one; `regiongraf demo` builds the shipped example",
                sv=f"här finns ingen arbetsyta: {SETTINGS_FILE} saknas",
                hint_sv="`regiongraf init MAPP` skapar en; `regiongraf demo` bygger det medföljande exemplet",
            ) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            raise WorkspaceError(
                f"the settings cannot be read: {error}",
                place=Place(file),
                hint="mend the file, or compare it with docs/workspace.md",
                sv=f"inställningarna kan inte läsas: {error}",
                hint_sv="rätta filen, eller jämför den med docs/workspace.md",
            ) from error
        try:
            settings = read(Settings, content)
        except Misfit as error:
            raise WorkspaceError(
                error.message,
                place=Place(file, line_of(file, error.field), error.field),
                hint="docs/workspace.md lists every setting",
                sv=error.sv,
                hint_sv="docs/workspace.md räknar upp alla inställningar",
            ) from error
        facts = root / settings.facts
        if not facts.is_dir():
            raise WorkspaceError(
                f"the facts folder {settings.facts!r} is missing",
                place=Place(file, line_of(file, "facts"), "facts"),
                hint="make the folder, or set `facts` to where the records are",
                sv=f"mappen med uppgifter, {settings.facts!r}, saknas",
                hint_sv="skapa mappen, eller låt `facts` peka på den mapp där uppgifterna finns",
            )
        return cls(root, settings, facts)

    @classmethod
    def find(cls, start: Path) -> Self:
        """The workspace in `start` or the nearest folder above it.

        Raises WorkspaceError when there is none.
        """
        for folder in (start, *start.resolve().parents):
            if (folder / SETTINGS_FILE).is_file():
                return cls.load(folder)
        return cls.load(start)


def line_of(file: Path, field: str) -> int | None:
    """The line (from 1) of `regiongraf.toml` where a field stands, such as `catalogue.contact.email`.

    For one that is missing: the line of the table that it belongs into; None when there is no such table either.
    """
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = f"{header[1].strip()}."
            lines.setdefault(header[1].strip(), number)
        elif key := re.match(r"\s*([\w.-]+)\s*=", line):
            lines.setdefault(f"{table}{key[1]}", number)
    while field:
        if field in lines:
            return lines[field]
        field = field.rpartition(".")[0]
    return None
