"""The files of everything that has an address: a page per language, and Turtle and JSON-LD beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from regiongraf.figures import Language
from regiongraf.publishing.quads import TYPE, value
from regiongraf.publishing.selection import about
from regiongraf.publishing.site import documents, findings, same, statements
from regiongraf.publishing.site.beside import Beside
from regiongraf.publishing.site.model import Model, Shape, page_name
from regiongraf.publishing.site.rendering import LANGUAGES, Renderer, in_script
from regiongraf.publishing.site.things import ThingContext
from regiongraf.publishing.things import closure


class Pages:
    """Writes the files of things, statements, findings and documents, and of entries that gave way to another."""

    def __init__(self, model: Model, renderer: Renderer, prefixes: dict[str, str]) -> None:
        self.model = model
        self.renderer = renderer
        self.beside = Beside(prefixes)
        self._contexts: dict[Shape, Callable[[str, Language], dict[str, Any]]] = {
            "thing": ThingContext(model).page,
            "statement": partial(statements.page, model),
            "finding": partial(findings.page, model),
            "document": partial(documents.page, model),
            "same": partial(same.page, model),
        }

    def files(self, term: str) -> Iterator[tuple[str, str]]:
        """The files of one address as (path within the site, text)."""
        folder, shape = self.model.folder(term), self.model.shape(term)
        assert folder is not None, "only what has a page is asked for"
        assert shape is not None, "what has a folder has a shape"
        yield from self.beside.files(self.model.data, self._subjects(term), folder)
        own = in_script(self._described(term))
        for language in LANGUAGES:
            context = self._contexts[shape](term, language) | {"iri": term[1:-1], "jsonld": own}
            text = self.renderer.render_thing(f"{shape}.html", language, folder, context)
            yield f"{folder}/{page_name(language)}", text

    def _subjects(self, term: str) -> set[str]:
        """Whose triples lie beside the page."""
        shape = self.model.shape(term)
        if shape == "thing":
            return about(self.model.data, term)
        return documents.subjects(self.model, term) if shape == "document" else closure(self.model.data, [term])

    def _described(self, term: str) -> dict[str, Any]:
        """The thing's own values with full IRIs as keys: JSON-LD that needs no context."""
        found: dict[str, Any] = {"@id": term[1:-1]}
        for predicate, item in self.model.data.pairs(term):
            key = "@type" if predicate == TYPE else predicate[1:-1]
            found.setdefault(key, []).append(item[1:-1] if key == "@type" else _plain(item))
        return found


def _plain(item: str) -> dict[str, str]:
    literal = value(item)
    if literal is None:
        return {"@id": item[1:-1]}
    if literal.language:
        return {"@value": literal.text, "@language": literal.language}
    return {"@value": literal.text, **({"@type": literal.datatype} if literal.datatype else {})}
