"""The pages around the things: start, lists, gaps, downloads, network, and what is shown when nothing is found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from regiongraf.figures import Language, number
from regiongraf.names import fold_letter, swedish_order
from regiongraf.publishing.catalogue import Described
from regiongraf.publishing.quads import value
from regiongraf.publishing.site.model import Model, Ref, Shape, capital, in_order, page_name
from regiongraf.publishing.site.rendering import LANGUAGES, SCRIPTED, Renderer, asset
from regiongraf.publishing.site.unknown import unknown
from regiongraf.publishing.site.wording import TEXTS

FOLDERS = (
    ("organisations", "organisations", ("organisation", "group")),
    ("activities", "activities", ("activity",)),
    ("sources", "sources", ("source",)),
    ("places", "places", ("place",)),
)
"""The lists: folder, name of the text, and the kinds of things in it."""
WHOLE = 400
"""More things than this are listed on a page per letter."""
SHORT = 8


class Overview:
    """Writes the pages that lead to the things."""

    def __init__(self, model: Model, renderer: Renderer, whole: Described) -> None:
        self.model = model
        self.renderer = renderer
        self.whole = whole
        self._by_kind: dict[str, list[str]] = {}
        self._shapes: Counter[Shape | None] = Counter()
        for term in model.pages():
            shape = model.shape(term)
            self._shapes[shape] += 1
            if shape == "thing":
                self._by_kind.setdefault(model.kind(term), []).append(term)

    def files(self) -> Iterator[tuple[str, str]]:
        """Every file as (path within the site, text)."""
        yield "assets/site.css", asset("site.css")
        yield "assets/search.js", asset("search.js")
        for language in LANGUAGES:
            gaps = unknown(self.model, language)
            yield from self._start(language, gaps)
            yield f"assets/names.{language}.js", f"window.NAMES={self._names(language)};\n"
            for folder, text, kinds in FOLDERS:
                yield from self._list(folder, text, kinds, language)
            context = {"title": TEXTS["known gaps"].said(language), "gaps": gaps}
            yield self._page("gaps.html", "gaps", language, context)
            yield self._page("downloads.html", "downloads", language, self._downloads(language))
        missing = {
            "title": f"404 · {TEXTS['not found'].said('sv')} · {TEXTS['not found'].said('en')}",
            "other_page": "",
        }
        yield "404.html", self.renderer.render("missing.html", "sv", "", missing)

    def _page(self, template: str, folder: str, language: Language, context: dict[str, Any]) -> tuple[str, str]:
        text = self.renderer.render(template, language, folder, context)
        return f"{folder}/{page_name(language)}" if folder else page_name(language), text

    def _start(self, language: Language, gaps: list[tuple[Ref, str, str]]) -> Iterator[tuple[str, str]]:
        which = LANGUAGES.index(language)
        page = page_name(language)
        counts = [(text, f"{folder}/{page}", self._count(kinds)) for folder, text, kinds in FOLDERS]
        tiles = [
            {"text": TEXTS[text].said(language), "path": path, "count": number(Decimal(count), language)}
            for text, path, count in (
                *counts,
                ("statements", "", self._shapes["statement"]),
                ("findings", "", self._shapes["finding"]),
            )
        ]
        cards = [
            {"text": TEXTS[key].said(language), "path": f"{folder}/{page}", "said": CARDS[key][which]}
            for key, folder in (("network", "network"), ("questions", "questions"), *self.renderer.about.more,
                                ("downloads", "downloads"), ("ontology", "def"))
        ]  # fmt: skip
        yield self._page("start.html", "", language, {
            "title": self.renderer.about.title[which], "description": self.whole.description[which], "tiles": tiles,
            "cards": cards, "gaps": gaps[:SHORT], "gap_count": len(gaps), "gaps_path": f"gaps/{page}",
            "digest": self.whole.digest, "scripts": SCRIPTED,
        })  # fmt: skip

    def _count(self, kinds: tuple[str, ...]) -> int:
        return sum(len(self._by_kind.get(kind, [])) for kind in kinds)

    def _names(self, language: Language) -> str:
        """What the search knows: a name, the other names, and the path, of everything that has a name."""
        found = []
        for _, _, kinds in FOLDERS:
            for kind in kinds:
                for term in self._by_kind.get(kind, []):
                    ref = self.model.ref(term, language)
                    others = [
                        literal.text
                        for prefixed in ("skos:prefLabel", "skos:altLabel", "rg:shortName", "dct:title")
                        for item in self.model.data.all(term, prefixed)
                        if (literal := value(item)) and literal.text != ref.text
                    ]
                    found.append([ref.text, ", ".join(dict.fromkeys(others)), ref.path])
        return json.dumps(sorted(found, key=lambda entry: swedish_order(str(entry[0]))), ensure_ascii=False, indent=0)

    def _list(self, folder: str, text: str, kinds: tuple[str, ...], language: Language) -> Iterator[tuple[str, str]]:
        terms = [term for kind in kinds for term in self._by_kind.get(kind, [])]
        title = TEXTS[text].said(language)
        if len(terms) <= WHOLE:
            groups = self._grouped(terms, language)
            context = {"title": title, "count": len(terms), "letters": [], "groups": groups}
            yield self._page("list.html", folder, language, context)
            return
        by_letter: dict[str, list[str]] = {}
        for term in terms:
            by_letter.setdefault(_letter(self.model.label(term, language)), []).append(term)
        letters = sorted(by_letter, key=swedish_order)
        page = page_name(language)
        for letter in letters:
            shown = [{"text": other, "path": f"../{_slug(other)}/{page}", "here": other == letter} for other in letters]
            groups = [{"title": letter, "refs": self._refs(by_letter[letter], language)}]
            context = {"title": title, "count": len(terms), "letters": shown, "groups": groups}
            yield self._page("list.html", f"{folder}/{_slug(letter)}", language, context)
        yield self._page("list.html", folder, language, {
            "title": title, "count": len(terms), "groups": [],
            "letters": [{"text": other, "path": f"{_slug(other)}/{page}", "here": False} for other in letters],
        })  # fmt: skip

    def _grouped(self, terms: list[str], language: Language) -> list[dict[str, Any]]:
        groups: dict[str, list[str]] = {}
        for term in terms:
            groups.setdefault(self.model.class_of(term, language), []).append(term)
        return [
            {"title": capital(title), "refs": self._refs(groups[title], language)}
            for title in sorted(groups, key=swedish_order)
        ]

    def _refs(self, terms: list[str], language: Language) -> list[Ref]:
        return in_order(self.model.ref(term, language) for term in terms)

    def _downloads(self, language: Language) -> dict[str, Any]:
        which = LANGUAGES.index(language)
        files = [
            {
                "path": d.path, "media_type": d.packed or d.media_type, "title": d.title[which], "sha256": d.sha256,
                "size": f"{number(Decimal(d.size), language)} byte",
            }
            for d in self.whole.downloads
        ]  # fmt: skip
        return {"title": TEXTS["downloads"].said(language), "files": files, "digest": self.whole.digest}


def _letter(label: str) -> str:
    """The letter that a name stands under: å, ä and ö are letters of their own."""
    first = label[:1].casefold()
    if first in "åäö":
        return first.upper()
    plain = fold_letter(first).upper()
    return plain if plain.isascii() and plain.isalpha() else "#"


def _slug(letter: str) -> str:
    return {"Å": "aa", "Ä": "ae", "Ö": "oe", "#": "other"}.get(letter, letter.lower())


CARDS = {
    "network": ("Ägande, medlemskap och finansiering som en bild att utforska.",
                "Ownership, membership and funding as a picture to explore."),
    "questions": ("Färdiga frågor med svar, varje påstående med källa.",
                  "Ready-made questions with answers, each claim with its source."),
    "sparql": ("Egna frågor, besvarade i webbläsaren utan server.",
               "Queries of your own, answered in the browser without a server."),
    "downloads": ("Hela datamängden som Turtle, JSON-LD, CSV, GraphML och BODS.",
                  "The whole dataset as Turtle, JSON-LD, CSV, GraphML and BODS."),
    "ontology": ("Vad varje ord betyder, med exempel.", "What every term means, with examples."),
}  # fmt: skip
