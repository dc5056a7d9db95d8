"""From a workspace and its build to what its catalogue says: the frame, the datasets, and what is missing."""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from regiongraf.errors import Place, WorkspaceError
from regiongraf.model import Organisation
from regiongraf.publishing.bods import Publication
from regiongraf.publishing.catalogue import ORGANISATION, WHOLE, Described, Download, Frame, Publisher
from regiongraf.publishing.digest import rdfc_digest_of_build
from regiongraf.publishing.downloads import FOLDER
from regiongraf.publishing.export import source_of
from regiongraf.publishing.mapped import MappedThings
from regiongraf.publishing.quads import prefixes
from regiongraf.publishing.settings import publication
from regiongraf.publishing.statistics import Statistics
from regiongraf.publishing.streams import Stated
from regiongraf.publishing.things import Things, local
from regiongraf.publishing.turtle import turtle_pieces
from regiongraf.words import Words
from regiongraf.workspace import SETTINGS_FILE, Workspace, line_of

PUBLISHER_TYPES = {
    "Region": "RegionalAuthority",
    "Municipality": "LocalAuthority",
    "MunicipalAssociation": "LocalAuthority",
    "CoordinationAssociation": "LocalAuthority",
    "State": "NationalAuthority",
    "StateAgency": "NationalAuthority",
    "LimitedCompany": "Company",
    "TradingPartnership": "Company",
    "EconomicAssociation": "NonProfitOrganisation",
    "NonProfitAssociation": "NonProfitOrganisation",
    "Foundation": "NonProfitOrganisation",
}
"""What a publisher's legal form says of its type, where it says something."""
GRAPH_TITLES = {
    "registry": ("Registret", "The registry"),
    "derived": ("Härledda uppgifter", "Derived facts"),
}


@dataclass(frozen=True, slots=True)
class Release:
    """A build on its way to publication."""

    workspace: Workspace
    source: Stated
    things: Things
    publication: Publication


def release(workspace: Workspace, data: bytes | mmap.mmap, environment: Mapping[str, str], *, held: bool) -> Release:
    """What is published of a build: everything that it states and derives."""
    source = source_of(data, workspace.minter)
    # A site asks for everything from both ends, again and again: for that the triples are held.
    things = Things((s, p, o, "") for s, pairs in source.nodes() for p, o in pairs) if held else MappedThings(source)
    return Release(workspace, source, things, publication(workspace, data, environment))


def gaps(workspace: Workspace) -> list[WorkspaceError]:
    """What the settings lack before a portal can take the catalogue, each as one sentence that names the line."""
    settings, catalogue = workspace.settings, workspace.settings.catalogue
    file = workspace.root / SETTINGS_FILE
    missing: list[tuple[str, Words, Words]] = []
    if line_of(file, "licence") is None:
        example = 'licence = "http://creativecommons.org/publicdomain/zero/1.0/"'
        missing.append((
            "licence", Words("katalogen saknar licens", "the catalogue has no licence"),
            Words(f"lägg till {example}, om data får användas fritt", f"add {example}, if the data may be used freely"),
        ))  # fmt: skip
    if catalogue.contact is None:
        missing.append((
            "catalogue.contact", Words("katalogen saknar kontakt", "the catalogue has no contact"),
            Words(
                'lägg till tabellen [catalogue.contact] med name = "…" och email = "…", hellre funktion än person',
                'add a table [catalogue.contact] with name = "…" and email = "…", a function rather than a person',
            ),
        ))  # fmt: skip
    if settings.publisher is None and catalogue.publisher_name is None:
        missing.append((
            "publisher", Words("katalogen saknar utgivare", "the catalogue has no publisher"),
            Words(
                'lägg till publisher = "…", ett organisations-id i registret, eller publisher_name under [catalogue]',
                'add publisher = "…", the id of an organisation in the registry, or publisher_name under [catalogue]',
            ),
        ))  # fmt: skip
    if not catalogue.description or not catalogue.description_en:
        missing.append((
            "catalogue.description",
            Words(
                "katalogen saknar beskrivning på båda språken", "the catalogue has no description in both languages"
            ),
            Words(
                'lägg till description = "…" och description_en = "…" under [catalogue]',
                'add description = "…" and description_en = "…" under [catalogue]',
            ),
        ))  # fmt: skip
    return [
        WorkspaceError(
            what.en,
            sv=what.sv,
            place=Place(file, line_of(file, field) or 1, field),
            hint=hint.en,
            hint_sv=hint.sv,
        )
        for field, what, hint in missing
    ]


def frame(found: Release) -> Frame:
    """What all datasets of the catalogue share."""
    settings = found.workspace.settings
    catalogue = settings.catalogue
    said = catalogue.description or settings.title
    return Frame(
        base=settings.base,
        title=(settings.title, catalogue.title_en or settings.title),
        description=(said, catalogue.description_en or said),
        licence=settings.licence,
        languages=settings.languages,
        day=found.publication.day,
        publisher=_publisher(found),
        settings=catalogue,
    )


def _publisher(found: Release) -> Publisher:
    settings = found.workspace.settings
    catalogue = settings.catalogue
    # A publisher that the settings name is not the organisation of the registry.
    key = found.workspace.minter.thing(f"{Organisation.KIND}/{settings.publisher}")
    if catalogue.publisher_name:
        key = f"{settings.base}catalogue/publisher"
    body, things = f"<{key}>", found.things
    number = catalogue.publisher_number or things.text(body, "rg:organisationNumber")
    form = local(things.one(body, "org:classification") or "").removesuffix("Form")
    swedish = catalogue.publisher_name or (things.label(body) if body in things else found.publication.publisher)
    english = catalogue.publisher_name or (things.label(body, "en") if body in things else swedish)
    return Publisher(
        iri=f"{ORGANISATION}{number}" if number else key,
        name=(swedish, english),
        type=catalogue.publisher_type or PUBLISHER_TYPES.get(form),
        number=number,
        homepage=(things.one(body, "foaf:homepage") or "").strip("<>") or None,
    )


def whole(found: Release, downloads: list[Download]) -> Described:
    """The dataset as a whole, with every file that is offered."""
    shared = frame(found)
    return Described(
        slug=WHOLE,
        title=shared.title,
        description=shared.description,
        downloads=tuple(downloads),
        sources=tuple(found.things.of_class("rg:Source")),
        digest=rdfc_digest_of_build(found.source),
        statistics=Statistics.of(found.source.nodes()),
    )


def parts(found: Release) -> Iterator[tuple[str, str, Statistics, Iterator[bytes]]]:
    """Each named graph as a dataset of its own: its slug, the path of its one file, its counts, the file in pieces."""
    names = prefixes(found.workspace.minter)
    for (graph, nodes), (_, again) in zip(found.source.graphs(), found.source.graphs(), strict=True):
        slug = graph[1:-1].partition("/graph/")[2].replace("/", "-")
        pieces = (piece.encode() for piece in turtle_pieces(again, names))
        yield slug, f"{FOLDER}/graphs/{slug}.ttl", Statistics.of(nodes), pieces


def part(found: Release, slug: str, download: Download, statistics: Statistics) -> Described:
    """What the catalogue says of one named graph."""
    kind, _, work = slug.partition("-")
    source = f"<{found.workspace.minter.thing(f'source/{work}')}>"
    if kind == "source" and source in found.things:
        title = (found.things.label(source), found.things.label(source, "en"))
        told = (f"Uppgifterna ur ”{title[0]}”.", f"The facts read from “{title[1]}”.")
        title = (f"Ur: {title[0]}", f"From: {title[1]}")
        sources: tuple[str, ...] = (source,)
    else:
        title, sources = GRAPH_TITLES.get(slug, (slug, slug)), ()
        told = (f"{title[0]} i {frame(found).title[0]}.", f"{title[1]} of {frame(found).title[1]}.")
    return Described(slug, title, told, (download,), sources, statistics=statistics)
