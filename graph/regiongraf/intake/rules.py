"""The shipped rules: read from `rules/*.toml` and compiled once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from regiongraf.errors import Place
from regiongraf.intake.candidate import LEVELS
from regiongraf.intake.needs import Index, Needs, needed
from regiongraf.intake.patterns import Alphabet, RuleError, compile_pattern, literals

MACROS = "macros.toml"
FIELDS = {"id", "level", "match", "emit", "example", "note", "takes"}
EMITTED = {
    "kind",
    "subject",
    "object",
    "share",
    "amount",
    "status",
    "via",
    "whole",
    "swap",
    "plain",
    "topic",
    "only",
    "each",
}


@dataclass(frozen=True, slots=True)
class Emission:
    """What a match says. `subject`, `object`, `share`, `amount`, `via` name captures, or are TOPIC or null."""

    kind: str
    subject: str | None
    object: str | None
    share: str | None = None
    amount: str | None = None
    via: str | None = None
    status: str | None = None
    whole: bool = False
    """True where the words themselves say that the share is the whole: “helägt”."""
    plain: bool = False
    """True where cues of modality in the sentence do not touch this statement."""
    each: bool = False
    """True where the words themselves say that the figure is that of every one named: “envar av de tre ägarna”."""
    topic: tuple[str, ...] = ()
    """Kinds of body that TOPIC may be, where they are not those of the kind of fact."""
    only: tuple[str, ...] = ()
    """The kinds that subject and object must be of, in this order, “any” where it may be any; empty for both."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns, what they say, and a made-up example that shows it."""

    id: str
    level: str
    patterns: tuple[re.Pattern[str], ...]
    emissions: tuple[Emission, ...]
    text: str
    facts: tuple[str, ...]
    place: Place
    needs: tuple[Needs, ...] = ()
    """For each pattern, the sets of characters of which a sentence must hold one each; none where any may do."""
    takes: tuple[str, ...] = ()
    """Other kinds whose relation words this rule uses up: “ett kommunalförbund där X samverkar med Y”."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules in the order they are tried, and the alphabet they are written in."""

    rules: tuple[Rule, ...]
    alphabet: Alphabet
    triggers: dict[str, frozenset[str]]
    """For each kind, the characters of the words that speak of it."""
    patterns: tuple[tuple[Rule, re.Pattern[str]], ...]
    """The patterns of all rules, each with its rule, in the order they are tried."""
    index: Index
    """Which of `patterns` a sentence may match."""


@cache
def shipped() -> RuleBook:
    """The rules of this release.

    Raises RuleError when one does not compile; the test suite keeps that from happening.
    """
    folder = files("regiongraf.intake") / "rules"
    texts = {
        entry.name: entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".toml")
    }
    return book(texts)


def book(texts: dict[str, str]) -> RuleBook:
    """The rule book of several TOML files, by name; `macros.toml` holds the macros and triggers."""
    parsed: dict[str, dict[str, Any]] = {}
    for name, text in sorted(texts.items()):
        try:
            parsed[name] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise RuleError(
                f"not TOML: {error}",
                place=Place(name),
                hint="docs/intake.md, “The rule language”",
                sv=f"inte TOML: {error}",
                hint_sv="docs/intake.md, ”The rule language”",
            ) from error
    macros: dict[str, str] = parsed.get(MACROS, {}).get("macro", {})
    triggers: dict[str, list[str]] = parsed.get(MACROS, {}).get("trigger", {})
    raw = [(name, rule) for name, content in parsed.items() for rule in content.get("rule", [])]
    words: set[str] = {word for listed in triggers.values() for word in listed}
    for _, rule in raw:
        for pattern in rule.get("match", []):
            words |= literals(pattern, macros)
    alphabet = Alphabet.of(words)
    rules = tuple(_rule(rule, Place(name, field=rule.get("id")), macros, alphabet) for name, rule in raw)
    return RuleBook(
        rules,
        alphabet,
        {
            kind: frozenset("".join(alphabet.literal(w).replace("\\", "").strip("[]") for w in listed))
            for kind, listed in triggers.items()
        },
        tuple((rule, pattern) for rule in rules for pattern in rule.patterns),
        Index([needs for rule in rules for needs in rule.needs]),
    )


def _rule(raw: dict[str, Any], place: Place, macros: dict[str, str], alphabet: Alphabet) -> Rule:
    if unknown := set(raw) - FIELDS:
        raise RuleError(
            f"a rule has no field {', '.join(sorted(unknown))}",
            place=place,
            hint=f"the fields are {', '.join(sorted(FIELDS))}",
            sv=f"en regel har inget fält {', '.join(sorted(unknown))}",
            hint_sv=f"fälten är {', '.join(sorted(FIELDS))}",
        )
    if raw.get("level") not in LEVELS:
        raise RuleError(
            f"level {raw.get('level')!r} is none of {', '.join(LEVELS)}",
            place=place,
            hint="say how far the rule is to be trusted",
            sv=f"nivån {raw.get('level')!r} är ingen av {', '.join(LEVELS)}",
            hint_sv="säg hur långt regeln är att lita på",
        )
    example = raw.get("example", {})
    if not raw.get("match") or not raw.get("emit") or "text" not in example:
        raise RuleError(
            "a rule has `match`, `emit` and an `example`",
            place=place,
            hint="docs/intake.md, “The rule language”",
            sv="en regel har `match`, `emit` och ett `example`",
            hint_sv="docs/intake.md, ”The rule language”",
        )
    patterns = tuple(compile_pattern(pattern, macros, alphabet, place) for pattern in raw["match"])
    needs = tuple(needed(pattern, macros, alphabet) for pattern in raw["match"])
    emissions = tuple(_emission(emission, place) for emission in raw["emit"])
    return Rule(
        raw["id"], raw["level"], patterns, emissions, example["text"], tuple(example.get("facts", [])), place,
        needs, tuple(raw.get("takes", ())),
    )  # fmt: skip


def _emission(raw: dict[str, Any], place: Place) -> Emission:
    if unknown := set(raw) - EMITTED:
        raise RuleError(
            f"an emission has no field {', '.join(sorted(unknown))}",
            place=place,
            hint=f"the fields are {', '.join(sorted(EMITTED))}",
            sv=f"ett `emit` har inget fält {', '.join(sorted(unknown))}",
            hint_sv=f"fälten är {', '.join(sorted(EMITTED))}",
        )
    return Emission(
        raw["kind"],
        raw.get("subject"),
        raw.get("object"),
        topic=tuple(raw.get("topic", ())),
        only=tuple(raw.get("only", ())),
        **{k: v for k, v in raw.items() if k not in ("kind", "subject", "object", "topic", "only")},
    )
