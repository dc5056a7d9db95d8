"""Contrast and distance of the colours, computed: in both themes, and as colour-blind readers see them."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from regiongraf.model.codes import Form
from regiongraf.view.icons import ICONS
from regiongraf.view.model import KINDS
from regiongraf.view.palette import FAMILIES, FILLS, SHAPES, STROKES, SURFACES, Theme, family_of, stroke_colour

Rgb = tuple[float, float, float]
# Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency, 2009.
BLINDNESS: dict[str, tuple[Rgb, Rgb, Rgb]] = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
THEMES: tuple[Theme, ...] = ("light", "dark")
EVERY = [pytest.param(theme, kind, id=f"{theme}-{kind}") for theme in THEMES for kind in BLINDNESS]


def linear(colour: str, kind: str = "none") -> Rgb:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    light = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, light, strict=True)))) for row in BLINDNESS[kind])
    return r, g, b


def contrast(one: str, other: str, kind: str = "none") -> float:
    """WCAG 2.2 contrast ratio."""
    shades = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one, kind), linear(other, kind)))
    return (shades[1] + 0.05) / (shades[0] + 0.05)


def oklab(colour: str, kind: str) -> Rgb:
    """Ottosson: A perceptual color space for image processing, 2020."""
    r, g, b = linear(colour, kind)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    middle = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


@pytest.mark.parametrize(("theme", "kind"), EVERY)
def test_text_has_contrast(theme: Theme, kind: str) -> None:
    surface = SURFACES[theme]
    for ink in (surface.ink, surface.soft, surface.warn):
        for ground in (surface.page, surface.canvas, surface.panel):
            assert contrast(ink, ground, kind) >= 4.5, (ink, ground)
    assert contrast(surface.on_accent, surface.accent, kind) >= 4.5


@pytest.mark.parametrize(("theme", "kind"), EVERY)
def test_marks_have_contrast(theme: Theme, kind: str) -> None:
    surface = SURFACES[theme]
    marks = [
        *FILLS[theme].values(),
        *(stroke_colour(relation, theme) for relation in STROKES),
        surface.edge,
        surface.accent,
    ]
    for mark in marks:
        for ground in (surface.canvas, surface.panel):
            assert contrast(mark, ground, kind) >= 3, (mark, ground)
    for fill in FILLS[theme].values():
        assert contrast(surface.icon, fill, kind) >= 4.5, fill


@pytest.mark.parametrize(("theme", "kind"), EVERY)
def test_families_are_told_apart_by_hue_or_by_shape(theme: Theme, kind: str) -> None:
    for one, other in combinations(FAMILIES, 2):
        if SHAPES[one] == SHAPES[other]:
            away = math.dist(oklab(FILLS[theme][one], kind), oklab(FILLS[theme][other], kind))
            assert away >= 0.035, (one, other, round(away, 3))


def test_no_two_relations_are_drawn_alike() -> None:
    looks = [(stroke.dash, stroke.head) for stroke in STROKES.values()]
    assert len(set(looks)) == len(looks)
    assert tuple(STROKES) == KINDS


def test_at_most_six_hues_and_an_icon_for_every_form() -> None:
    assert len(set(FAMILIES) - {"neutral"}) == 6
    forms = [form.value for form in Form]
    assert all(form in ICONS for form in forms)
    assert len(set(ICONS.values())) == len(ICONS)
    assert {family_of(form) for form in forms} == set(FAMILIES)
    assert family_of("SomethingNew") == "neutral"
