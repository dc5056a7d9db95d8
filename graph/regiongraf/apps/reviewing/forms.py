"""The fields that a person may fill in for each kind of record, and the code lists to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from regiongraf.model import codes
from regiongraf.ontology import named_terms
from regiongraf.publishing.things import Things
from regiongraf.vocabulary import TERMS

Field = tuple[str, str]
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "ownership": (("share", "share"), ("basis", "Basis"), ("directness", "Directness")),
    "membership": (("roles", "Role"),),
    "founding": (),
    "cooperation": (("name", "text"), ("name_en", "text")),
    "affiliation": (("name_as_stated", "text"),),
    "unit": (),
    "participation": (("roles", "Role"),),
    "funding": (
        ("amount", "amount"), ("currency", "text"), ("stage", "Stage"), ("instrument", "Instrument"),
        ("source", "FundSource"), ("precision", "Precision"), ("purpose", "text"), ("purpose_en", "text"),
    ),
    "indicator": (
        ("indicator", "Indicator"), ("value", "value"), ("unit", "Unit"), ("precision", "Precision"),
        ("place", "place"),
    ),
    "mention": (("name", "text"),),
    "count": (("of", "ListedThings"), ("count", "count"), ("precision", "Precision")),
    "list": (("of", "ListedThings"), ("completeness", "Completeness")),
}  # fmt: skip
"""Besides the ends, which `review.drafts.ENDS` names. A type that is capitalised is a code list."""
COMMON: tuple[Field, ...] = (("valid", "period"),)
LISTS = (
    codes.Basis, codes.Directness, codes.Role, codes.Stage, codes.Instrument, codes.FundSource, codes.Precision,
    codes.Indicator, codes.Unit, codes.ListedThings, codes.Completeness, codes.Form,
)  # fmt: skip


@cache
def code_lists() -> dict[str, list[list[str]]]:
    """For each code list its codes with their Swedish and English names."""
    terms = Things((*triple, "") for triple in named_terms())
    found = {}
    for each in LISTS:
        tail = "Form" if each is codes.Form else ""
        found[each.__name__] = [
            [str(code.value), *(terms.label(f"<{TERMS}{code.value}{tail}>", language) for language in ("sv", "en"))]
            for code in each
        ]
    found["Form"].append(["Group", "grupp av flera", "group of several"])
    return found
