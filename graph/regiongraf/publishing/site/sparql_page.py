"""The page that answers any SPARQL query in the reader's browser: engine and data are inside it."""

from __future__ import annotations

from collections.abc import Iterator

from regiongraf.figures import Language
from regiongraf.publishing.site.answers import Answers
from regiongraf.publishing.site.engine import VERSION, Engine, classic, licence, packed, policy_hash
from regiongraf.publishing.site.model import page_name
from regiongraf.publishing.site.rendering import LANGUAGES, Renderer, asset, in_script
from regiongraf.publishing.site.wording import TEXTS
from regiongraf.questions import library
from regiongraf.vocabulary import PREFIXES

FOLDER = "sparql"
FIRST = """\
SELECT ?ägare ?bolag ?andel WHERE {
  ?innehav a rg:Ownership, rg:CurrentRecord ; rg:owner/skos:prefLabel ?ägare ; rg:ownedEntity/skos:prefLabel ?bolag .
  OPTIONAL { ?innehav rg:shareExact ?andel }
  FILTER(LANG(?ägare) = "sv" && LANG(?bolag) = "sv")
}
ORDER BY ?bolag DESC(?andel)
LIMIT 50
"""


def sparql_files(renderer: Renderer, answers: Answers, engine: Engine, nquads: bytes) -> Iterator[tuple[str, str]]:
    """The page in both languages and the engine's licence, as (path within the site, text)."""
    script = asset("sparql.js")
    inside = {
        "glue": packed(classic(engine.script) + b"\n" + asset("sparql-worker.js").encode()),
        "wasm": packed(engine.wasm),
        "data": packed(nquads),
    }
    for language in LANGUAGES:
        settings = {"prefixes": PREFIXES, "first": FIRST, "examples": _examples(answers, language)}
        context = {
            "title": TEXTS["sparql"].said(language),
            "examples": [example["title"] for example in settings["examples"]],  # type: ignore[index]
            "version": VERSION,
            "inside": inside,
            "settings": in_script(settings),
            "script": script,
            "scripts": f"{policy_hash(script)} 'wasm-unsafe-eval'; worker-src blob:; connect-src 'none'",
        }
        yield f"{FOLDER}/{page_name(language)}", renderer.render("sparql.html", language, FOLDER, context)
    yield f"{FOLDER}/LICENSE-oxigraph.txt", licence()


def _examples(answers: Answers, language: Language) -> list[dict[str, str]]:
    """Our questions as examples; the page asks all graphs anyway, so the list of graphs is left out."""
    found = []
    for question in library().values():
        answer = answers.asked(question, language)
        text = answer.query if answer else question.sparql
        lines = [line for line in text.splitlines() if not line.startswith("FROM ")]
        found.append({"title": question.said(language), "query": "\n".join(lines) + "\n"})
    return found
