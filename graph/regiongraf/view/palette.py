"""Colours, shapes, dashes and arrowheads. Six hue families at most; a shape, an icon or a dash always says the same.

`tests/view/test_palette.py` proves contrast and distance in both themes, for three kinds of colour blindness too.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Theme = Literal["light", "dark"]
Family = Literal["state", "region", "municipal", "company", "civil", "joint", "neutral"]
Shape = Literal["disc", "square", "hexagon", "diamond"]

FAMILIES: dict[Family, tuple[str, ...]] = {
    "state": ("State", "StateAgency"),
    "region": ("Region", "OrganizationalUnit"),
    "municipal": ("Municipality", "MunicipalAssociation", "CoordinationAssociation"),
    "company": ("LimitedCompany", "TradingPartnership", "EconomicAssociation"),
    "civil": ("NonProfitAssociation", "Foundation"),
    "joint": (
        "EGTC",
        "ForeignBody",
        "Network",
        "Council",
        "ContractCollaboration",
        "ProjectCollaboration",
        "Agreement",
        "Activity",
    ),
    "neutral": ("FormNotStated", "Group"),
}
"""Which forms share a hue; the icon tells them apart."""

SHAPES: dict[Family, Shape] = {
    "state": "disc",
    "region": "disc",
    "municipal": "disc",
    "company": "square",
    "civil": "hexagon",
    "joint": "diamond",
    "neutral": "disc",
}

FILLS: dict[Theme, dict[Family, str]] = {
    "light": {
        "state": "#2f3b4c",
        "region": "#0a63c9",
        "municipal": "#a62f8f",
        "company": "#b44a00",
        "civil": "#1b7a3a",
        "joint": "#007683",
        "neutral": "#626c78",
    },
    "dark": {
        "state": "#d3dbe6",
        "region": "#6aaeff",
        "municipal": "#e590dc",
        "company": "#ff9b57",
        "civil": "#6fce8a",
        "joint": "#48cfd8",
        "neutral": "#9aa5b3",
    },
}


class Surface(NamedTuple):
    """What marks lie on, and the ink that is written with."""

    page: str
    canvas: str
    panel: str
    ink: str
    soft: str
    line: str
    icon: str
    accent: str
    on_accent: str
    warn: str
    edge: str


SURFACES: dict[Theme, Surface] = {
    "light": Surface(
        "#ffffff",
        "#f6f7f9",
        "#ffffff",
        "#16202c",
        "#52606f",
        "#d5dbe2",
        "#ffffff",
        "#0b4f8a",
        "#ffffff",
        "#9a3412",
        "#74808e",
    ),
    "dark": Surface(
        "#10151c",
        "#151b24",
        "#1a222d",
        "#e9eef5",
        "#a9b5c3",
        "#364353",
        "#10151c",
        "#8cc4ff",
        "#0d131b",
        "#ffb38a",
        "#77869a",
    ),
}


class Stroke(NamedTuple):
    """How a relation is drawn: its hue (ink or a family), dash in drawing units, head at the far end, width."""

    hue: Family | Literal["ink"]
    dash: tuple[float, ...]
    head: Literal["arrow", "dot", "diamond", "bar", "open", "none"]
    width: float


STROKES: dict[str, Stroke] = {
    "owns": Stroke("ink", (), "arrow", 1.8),
    "memberOf": Stroke("region", (), "dot", 1.2),
    "hasRightOver": Stroke("state", (14.0, 3.0, 3.0, 3.0), "arrow", 1.4),
    "founded": Stroke("municipal", (11.0, 4.0), "diamond", 1.4),
    "unitOf": Stroke("joint", (8.0, 3.0, 2.0, 3.0), "bar", 1.4),
    "funds": Stroke("company", (), "open", 1.6),
    "takesPart": Stroke("civil", (2.0, 4.0), "none", 1.4),
    "listed": Stroke("neutral", (1.5, 5.0), "none", 1.2),
}
UNKNOWN_DASH = (5.0, 4.0)
"""An ownership whose share is not stated."""
INDIRECT_DASH = (1.5, 4.0)
"""An ownership that is stated to be held through another body."""


def family_of(form: str) -> Family:
    """The family of a form; what is not known is neutral."""
    return next((family for family, forms in FAMILIES.items() if form in forms), "neutral")


def stroke_colour(kind: str, theme: Theme) -> str:
    """The colour of a relation's line."""
    hue = STROKES[kind].hue
    return SURFACES[theme].ink if hue == "ink" else FILLS[theme][hue]


def variables() -> str:
    """The palette as custom properties, so that canvas and page never differ."""
    blocks = []
    selectors: dict[Theme, str] = {"light": ":root", "dark": ':root[data-theme="dark"]'}
    for theme, selector in selectors.items():
        surface, fills = SURFACES[theme], FILLS[theme]
        values: dict[str, str] = {
            **{name.replace("_", "-"): value for name, value in surface._asdict().items()},
            **{str(f): v for f, v in fills.items()},
        }
        blocks.append(f"{selector}{{{''.join(f'--{name}:{value};' for name, value in values.items())}}}\n")
    return "".join(blocks)
