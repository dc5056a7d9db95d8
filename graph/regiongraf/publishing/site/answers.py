"""The questions of the library with their answers, each a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from regiongraf.errors import QueryError
from regiongraf.figures import Language
from regiongraf.publishing.site.model import Model, Ref, page_name
from regiongraf.publishing.site.rendering import LANGUAGES, Renderer
from regiongraf.publishing.site.wording import TEXTS
from regiongraf.questions import Answer, Lookup, Question, ask, library
from regiongraf.questions.tables import cell, footer, headings
from regiongraf.store import Iri, Store, Term

MOST = 1_000
TAGS = {
    "ownership": ("Ägande", "Ownership"), "funding": ("Pengar", "Money"), "membership": ("Medlemskap", "Membership"),
    "organisations": ("Organisationer", "Organisations"), "activities": ("Verksamheter", "Activities"),
    "evidence": ("Belägg", "Evidence"), "partnership": ("Samarbete", "Cooperation"), "quality": ("Kvalitet", "Quality"),
}  # fmt: skip


class Answers:
    """Asks every question of the library once, and writes what was answered."""

    def __init__(self, model: Model, renderer: Renderer, store: Store) -> None:
        self.model = model
        self.renderer = renderer
        self.store = store
        self.lookup = Lookup(store)

    def files(self) -> Iterator[tuple[str, str]]:
        """Every file as (path within the site, text)."""
        for language in LANGUAGES:
            listed: dict[str, list[dict[str, Any]]] = {}
            for question in library().values():
                answer = self.asked(question, language)
                page = f"{question.name}{'' if language == 'sv' else '.en'}.html"
                count = f"{len(answer.rows) if answer else 0} {TEXTS['rows'].said(language)}"
                item = {"path": page, "text": question.said(language), "count": count}
                listed.setdefault(question.file.partition("/")[0], []).append(item)
                yield f"questions/{page}", self._page(question, answer, language)
            groups = [{"title": _tag(tag, language), "items_": items} for tag, items in sorted(listed.items())]
            context = {"title": TEXTS["questions"].said(language), "count": len(library()), "groups": groups}
            yield (
                f"questions/{page_name(language)}",
                self.renderer.render("questions.html", language, "questions", context),
            )

    def asked(self, question: Question, language: Language) -> Answer | None:
        """The answer, of the question's own example where it needs an argument; None when that is not in the data."""
        needed = {name: p.example for name, p in question.parameters.items() if p.is_needed}
        try:
            return ask(question, needed, self.store, language=language, lookup=self.lookup)
        except QueryError:
            return None

    def _page(self, question: Question, answer: Answer | None, language: Language) -> str:
        needed = [str(p.example) for p in question.parameters.values() if p.is_needed]
        context = {
            "title": question.said(language),
            "description": question.description_sv if language == "sv" else question.description,
            "argument": ", ".join(needed),
            "headings": headings(answer) if answer else [],
            "rows": list(self._rows(answer, language)) if answer else [],
            "footer": footer(answer) if answer else TEXTS["no answer"].said(language),
            "sparql": answer.query if answer else question.sparql,
            "other_page": f"{question.name}{'.en' if language == 'sv' else ''}.html",
        }
        return self.renderer.render("question.html", language, "questions", context)

    def _rows(self, answer: Answer, language: Language) -> Iterator[list[Ref]]:
        columns = answer.question.columns.items()
        for row in answer.rows[:MOST]:
            yield [self._cell(cell(answer, column.type, row[name]), row[name], language) for name, column in columns]

    def _cell(self, text: str, term: Term | None, language: Language) -> Ref:
        folder = self.model.folder(term.n3) if isinstance(term, Iri) else None
        return Ref(text, f"{folder}/{page_name(language)}") if folder else Ref(text)


def _tag(tag: str, language: Language) -> str:
    return TAGS.get(tag, (tag, tag))[LANGUAGES.index(language)]
