"""`regiongraf publish`: downloads, catalogue and site in one folder, put in place whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from regiongraf.figures import Language, number
from regiongraf.ontology import named_terms
from regiongraf.publishing import downloads
from regiongraf.publishing.catalogue import CATALOGUE_PREFIXES, Described, Download, catalogue
from regiongraf.publishing.jsonld import under_prefixes
from regiongraf.publishing.rdfxml import rdfxml
from regiongraf.publishing.releases import Release, frame, gaps, part, parts, release, whole
from regiongraf.publishing.site.engine import HINT, HINT_SV, Engine, find_engine
from regiongraf.publishing.site.rendering import About
from regiongraf.publishing.site.writer import Content, site
from regiongraf.publishing.streams import mapped_build
from regiongraf.publishing.target import Target, published
from regiongraf.publishing.things import Things
from regiongraf.publishing.turtle import turtle
from regiongraf.store.embedded import EmbeddedStore
from regiongraf.store.publication import current_build
from regiongraf.triples import Triple
from regiongraf.workspace import Workspace

Progress = Callable[[str], None]
Put = Callable[[str, Iterator[bytes]], tuple[int, str]]
"""Takes a path and the bytes of a file in pieces, and gives their number and their SHA-256."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a publication wrote."""

    folder: Path
    files: int
    written: int
    kept: int
    removed: int
    pages: int
    digest: str
    has_engine: bool

    def lines(self, language: Language) -> Iterator[str]:
        """The report in a language, a line for each thing."""
        files, pages, written, kept, removed = (
            number(Decimal(count), language)
            for count in (self.files, self.pages, self.written, self.kept, self.removed)
        )
        if language == "sv":
            yield f"publicerat {self.folder}: {files} filer, {pages} sidor"
            yield f"           {written} skrivna, {kept} oförändrade, {removed} borttagna"
            yield f"digest     RDFC-1.0 {self.digest}"
            if not self.has_engine:
                yield f"utelämnat  SPARQL-sidan, som behöver sin frågemotor: {HINT_SV}"
            yield f"öppna      {self.folder / 'index.html'}"
            return
        yield f"published  {self.folder}: {files} files, {pages} pages"
        yield f"           {written} written, {kept} unchanged, {removed} removed"
        yield f"digest     RDFC-1.0 {self.digest}"
        if not self.has_engine:
            yield f"left out   the SPARQL page, which needs its engine: {HINT}"
        yield f"open       {self.folder / 'index.html'}"


def publish(
    workspace: Workspace,
    folder: Path,
    environment: Mapping[str, str],
    *,
    clean: bool = False,
    progress: Progress = lambda _: None,
) -> Report:
    """Publish the current build into `folder`.

    Raises WorkspaceError when the settings lack what a portal needs, StoreError without a build, PageError when the
    folder cannot be written or holds what regiongraf did not write; what was published before stays then.
    """
    if missing := gaps(workspace):
        raise missing[0]
    build = current_build(workspace.dataset_folder)
    engine = find_engine(workspace.root, environment)
    with mapped_build(build) as data, published(folder, clean=clean) as target:
        found = release(workspace, data, environment, held=True)
        progress("downloads")
        offered = _downloads(found, target.stream)
        progress("catalogue")
        described = _catalogue(found, target, offered)
        _site(found, target, described[0], build / "store", engine, progress)
        pages = sum(path.endswith(".html") for path in target.files)
        digest = described[0].digest or ""
    return Report(
        folder, len(target.files), target.written, target.kept, target.removed, pages, digest, engine is not None
    )


def _downloads(found: Release, put: Put) -> list[Download]:
    made = downloads.files(found.source, found.things, found.workspace.minter, found.publication)
    return [_put(offer, f"{downloads.FOLDER}/{offer.name}", pieces, put) for offer, pieces in made]


def _put(offer: downloads.Offer, path: str, pieces: Iterator[bytes], put: Put) -> Download:
    return downloads.described(offer, path, *put(path, pieces))


def _described(found: Release, offered: list[Download], put: Put) -> list[Described]:
    """The whole and, for each named graph, a dataset with a file of its own."""
    made = [whole(found, offered)]
    for slug, path, statistics, pieces in parts(found):
        made.append(part(found, slug, _put(downloads.OFFERS[0], path, pieces, put), statistics))
    return made


def _catalogue(found: Release, target: Target, offered: list[Download]) -> list[Described]:
    described = _described(found, offered, target.stream)
    triples = catalogue(frame(found), described)
    names = catalogue_prefixes(found)
    for ending, write in (("rdf", rdfxml), ("ttl", turtle), ("jsonld", under_prefixes)):
        target.put(f"dcat.{ending}", write(triples, names))
    return described


def _site(
    found: Release, target: Target, all_: Described, store: Path, engine: Engine | None, progress: Progress
) -> None:
    """Write the pages."""
    shared = frame(found)
    more = (("sparql", "sparql"),) if engine else ()
    content = Content(
        data=found.things,
        terms=Things((*triple, "") for triple in named_terms()),
        minter=found.workspace.minter,
        store=lambda: EmbeddedStore.read(store),
        nquads=lambda: found.source.data[:],
        whole=all_,
        about=About(shared.title, shared.publisher.name, shared.licence, shared.day.isoformat(), more),
        engine=engine,
    )
    site(content, target, progress)


def catalogue_prefixes(found: Release) -> dict[str, str]:
    """The prefixes of a catalogue's files."""
    base = found.workspace.settings.base
    return {**CATALOGUE_PREFIXES, "dataset": f"{base}dataset/"}


def catalogue_of(workspace: Workspace, environment: Mapping[str, str]) -> set[Triple]:
    """The catalogue that `publish` would write of the current build; raises StoreError when there is none."""
    with mapped_build(current_build(workspace.dataset_folder)) as data:
        found = release(workspace, data, environment, held=False)

        def put(_: str, pieces: Iterable[bytes]) -> tuple[int, str]:
            return downloads.measured(pieces)

        return catalogue(frame(found), _described(found, _downloads(found, put), put))
