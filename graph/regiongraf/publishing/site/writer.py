"""All files of the site, one after the other."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from regiongraf.publishing.catalogue import Described
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
from regiongraf.publishing.things import Things
from regiongraf.questions import Lookup
from regiongraf.store import Store
from regiongraf.view.page import html
from regiongraf.view.scene import scene
from regiongraf.vocabulary import Minter

Progress = Callable[[str], None]
EVERY = 5_000


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
    store: Store
    nquads: Callable[[], bytes]
    """The bytes of the build, read when the SPARQL page is made."""
    whole: Described
    about: About
    engine: Engine | None


def site(content: Content, progress: Progress) -> Iterator[tuple[str, str | bytes]]:
    """Every file of the site as (path within it, content)."""
    model = Model(content.data, content.terms, content.minter.base)
    renderer = Renderer(content.about)
    progress("pages")
    yield from Overview(model, renderer, content.whole).files()
    pages = Pages(model, renderer, prefixes(content.minter))
    terms_with_pages = model.pages()
    with frozen():
        for number, term in enumerate(terms_with_pages, 1):
            yield from pages.files(term)
            if number % EVERY == 0:
                progress(f"pages {number:,} of {len(terms_with_pages):,}")
    progress("questions")
    answers = Answers(model, renderer, content.store)
    yield from answers.files()
    if content.engine is not None:
        yield from sparql_files(renderer, answers, content.engine, content.nquads())
    progress("ontology")
    yield from VocabularyPage(model, renderer).files()
    progress("network")
    lookup = Lookup(content.store)
    yield "network/index.html", html(scene(content.store, lookup, "sv"))
    yield "network/index.en.html", html(scene(content.store, lookup, "en"))
    yield "nginx.conf", nginx(content.minter.base)
