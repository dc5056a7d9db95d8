"""Templates to text: one Jinja environment that escapes everything, and what every page of a site is given."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import jinja2

from regiongraf.figures import Language
from regiongraf.publishing.site.model import Ref, page_name
from regiongraf.publishing.site.wording import TEXTS

PACKAGE = "regiongraf.publishing.site"
MENU = (
    ("organisations", "organisations"), ("activities", "activities"), ("sources", "sources"), ("network", "network"),
    ("questions", "questions"), ("gaps", "known gaps"), ("downloads", "downloads"), ("def", "ontology"),
)  # fmt: skip
"""The folders of the menu and the name of their text."""
LANGUAGES: tuple[Language, ...] = ("sv", "en")
SCRIPTED = "'self'"


def asset(name: str) -> str:
    """The text of a file that ships beside the templates."""
    return (files(PACKAGE) / "assets" / name).read_text(encoding="utf-8")


def environment() -> jinja2.Environment:
    """The templates, escaping by default and failing on a name that is not given."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(PACKAGE, "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def in_script(value: Any) -> str:
    """JSON that can stand in a script element: no text ends the element or begins another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


@dataclass(frozen=True, slots=True)
class About:
    """What the frame of every page says of the site."""

    title: tuple[str, str]
    publisher: tuple[str, str]
    licence: str | None
    day: str
    more: tuple[tuple[str, str], ...] = ()
    """Further entries of the menu: a folder and the name of its text."""


SLOT = "\0"
"""Stands where a frame is cut; no text of a page holds it."""
SLOTTED = (
    "{% extends 'base.html' %}"
    + "".join(f"{{% block {block} %}}{SLOT}{{% endblock %}}" for block in ("head", "content", "scripts"))
)  # fmt: skip
"""The base with nothing in it, cut at its title and its blocks."""


@dataclass
class Renderer:
    """Renders pages of one site."""

    about: About
    env: jinja2.Environment = field(default_factory=environment)

    def __post_init__(self) -> None:
        self._frames = {language: self._frame(language) for language in LANGUAGES}
        self._slotted = self.env.from_string(SLOTTED)
        self._cut: dict[tuple[Language, int], list[str]] = {}

    def _frame(self, language: Language) -> dict[str, Any]:
        which = LANGUAGES.index(language)
        menu = [Ref(TEXTS[text].said(language), f"{folder}/{page_name(language)}") for folder, text in MENU]
        menu += [Ref(TEXTS[text].said(language), f"{folder}/{page_name(language)}") for folder, text in self.about.more]
        return {
            "language": language,
            "site_title": self.about.title[which],
            "T": {key: words.said(language) for key, words in TEXTS.items()},
            "menu": menu,
            "page": page_name(language),
            "publisher": self.about.publisher[which],
            "licence": self.about.licence,
            "day": self.about.day,
        }

    def render(self, template: str, language: Language, folder: str, context: dict[str, Any]) -> str:
        """A page of `folder` (a path within the site; empty for the start page) in a language."""
        return self.env.get_template(template).render(self._given(language, folder, context))

    def render_thing(self, template: str, language: Language, folder: str, context: dict[str, Any]) -> str:
        """The same text for a page that is not in the menu and has no scripts, of which there are many.

        What stands around them is rendered once for each language and depth, and then only their own blocks.
        """
        if context["title"] == self._frames[language]["site_title"]:
            return self.render(template, language, folder, context)
        depth = folder.count("/")
        around = self._cut.get((language, depth))
        if around is None:
            whole = self._slotted.render(self._given(language, folder, {"title": SLOT}))
            around = self._cut[language, depth] = whole.split(SLOT)
        page = self.env.get_template(template)
        given = page.new_context(self._given(language, folder, context))
        head, content = ("".join(page.blocks[block](given)) for block in ("head", "content"))
        before, after_title, after_head, *rest = around
        title = self.env.filters["escape"](context["title"])
        return "".join((before, title, after_title, head, after_head, content, *rest))

    def _given(self, language: Language, folder: str, context: dict[str, Any]) -> dict[str, Any]:
        """Everything that a template is given."""
        depth = folder.count("/") + 1 if folder else 0
        other: Language = "en" if language == "sv" else "sv"
        return {
            **self._frames[language],
            "root": "../" * depth,
            "here": f"{folder}/{page_name(language)}" if folder else "",
            "other_page": page_name(other),
            **context,
        }
