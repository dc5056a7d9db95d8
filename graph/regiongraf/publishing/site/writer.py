"""All files of the site: those of which there is one, and the pages of everything that has an address."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from regiongraf.publishing.catalogue import Described
from regiongraf.publishing.processes import cores, spread
from regiongraf.publishing.quads import prefixes
from regiongraf.publishing.site.answers import Answers
from regiongraf.publishing.site.engine import Engine
from regiongraf.publishing.site.model import Model
from regiongraf.publishing.site.overview import Overview
from regiongraf.publishing.site.pages import Pages
from regiongraf.publishing.site.rendering import About, Renderer
from regiongraf.publishing.site.server import nginx
from regiongraf.publishing.site.sparql_page import sparql_files
from regiongraf.publishing.site.vocabulary_page import VocabularyPage
from regiongraf.publishing.target import Target
from regiongraf.publishing.things import Things
from regiongraf.questions import Lookup
from regiongraf.store import Store
from regiongraf.view.page import html
from regiongraf.view.scene import scene
from regiongraf.vocabulary import Minter

Progress = Callable[[str], None]
EVERY = 5_000
"""Addresses from one word of progress to the next."""
AT_ONCE = 250
"""Addresses that a process writes before it reports."""
FEW = 1_000
"""So few addresses are written sooner than a second process is started."""


@contextlib.contextmanager
def frozen() -> Iterator[None]:
    """Keep the collector of garbage from walking through the dataset again and again: none of it goes."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@dataclass(frozen=True, slots=True)
class Content:
    """What a site is made of: the facts, the ontology, the build that holds both, and how it is described."""

    data: Things
    terms: Things
    minter: Minter
    store: Callable[[], Store]
    """The build as a store; opened when all pages are written, for it has threads of its own."""
    nquads: Callable[[], bytes]
    """The bytes of the build, read when the SPARQL page is made."""
    whole: Described
    about: About
    engine: Engine | None


def site(content: Content, target: Target, progress: Progress) -> None:
    """Put every file of the site into a folder in the making."""
    model = Model(content.data, content.terms, content.minter.base)
    renderer = Renderer(content.about)
    progress("pages")
    for path, text in Overview(model, renderer, content.whole).files():
        target.put(path, text)
    pages = Pages(model, renderer, prefixes(content.minter))
    terms = model.pages()
    write_pages(pages, terms, target, progress, cores() if len(terms) > FEW else 1)
    for path, data in _beside_pages(content, model, renderer, progress):
        target.put(path, data)


def write_pages(pages: Pages, terms: Sequence[str], target: Target, progress: Progress, processes: int) -> None:
    """Put the pages of terms that have an address, and what lies beside them; the same in any number of processes.

    Raises PageError as `Target.put` does, and when a process is stopped from outside.
    """
    pieces = [terms[start : start + AT_ONCE] for start in range(0, len(terms), AT_ONCE)]
    done = 0
    with frozen():
        for part in spread(partial(_written, pages, target), pieces, processes):
            target.add(part)
            done += AT_ONCE
            if done % EVERY == 0:
                progress(f"pages {done:,} of {len(terms):,}")


def _written(pages: Pages, target: Target, terms: Sequence[str]) -> Target:
    part = target.part()
    for term in terms:
        for path, text in pages.files(term):
            part.put(path, text)
    return part


def _beside_pages(
    content: Content, model: Model, renderer: Renderer, progress: Progress
) -> Iterator[tuple[str, str | bytes]]:
    """The files that the store is asked for, and those of the ontology, as (path within the site, content)."""
    store = content.store()
    progress("questions")
    answers = Answers(model, renderer, store)
    yield from answers.files()
    if content.engine is not None:
        yield from sparql_files(renderer, answers, content.engine, content.nquads())
    progress("ontology")
    yield from VocabularyPage(model, renderer).files()
    progress("network")
    lookup = Lookup(store)
    yield "network/index.html", html(scene(store, lookup, "sv"))
    yield "network/index.en.html", html(scene(store, lookup, "en"))
    yield "nginx.conf", nginx(content.minter.base)
