"""What the tests of the review share: made-up reports as PDF, workspaces without an example, and sessions on them."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from pathlib import Path

import pytest

from regiongraf.review.opening import open_review
from regiongraf.review.session import Session
from regiongraf.workspace import Workspace

FIRST = [
    [
        "Bolag och förbund 2024",
        "Skogsbuss AB ägs av Region Norrskog (60 %) och Lillviks kommun (40 %).",
        "Bergtull Energi AB ägs av Region Norrskog (51 procent) och Bergtulls kommun (49 procent).",
        "Tallens Bostäder AB ägs till 100 procent av Lillviks kommun.",
    ],
    [
        "Samordning och stöd",
        "Samordningsförbundet Skogen bildades av Region Norrskog och Lillviks kommun.",
        "Av stödet för 2023 kom 95 000 kronor i november, sade man på Teater Tallen.",
        "Granvik Vatten AB ägs av Bergtulls kommun (70 %) och Lillviks kommun (30 %).",
        "I förra planen angavs att Skogsbuss AB ägs av Region Norrskog (55 %).",
    ],
]
"""The first edition: pages of paragraphs."""
SECOND = [
    ["Förord", "Denna utgåva är ny och har en sida till."],
    [
        "Samordning och stöd",
        "Samordningsförbundet Skogen bildades av Region Norrskog och Lillviks kommun.",
        "Av stödet för 2023 kom 97 500 kronor i november, sade man på Teater Tallen.",
        "Granviks Vattenbolag AB ägs av Bergtulls kommun (70 %) och Lillviks kommun (30 %).",
        "I förra planen angavs att Skogsbuss AB ägs av Region Norrskog (55 %).",
    ],
    [
        "Bolag och förbund 2024",
        "Skogsbuss AB ägs av Region Norrskog (65 %) och Lillviks kommun (35 %).",
        "Bergtull Energi AB ägs av Region Norrskog (51 procent) och Bergtulls kommun (49 procent).",
        "Tallens Bostäder AB ägs till 100 procent av Lillviks kommun.",
    ],
]
"""The second: figures changed, sections swapped, an organisation renamed, a page added."""


def pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF with these paragraphs, the first of each page as its heading."""
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer

    styles, story = getSampleStyleSheet(), []
    for page in pages:
        story += [Paragraph(escape(page[0]), styles["Heading1"])]
        for words in page[1:]:
            story += [Paragraph(escape(words), styles["BodyText"]), Spacer(1, 8)]
        story.append(PageBreak())
    out = io.BytesIO()
    SimpleDocTemplate(out, invariant=1).build(story)
    return out.getvalue()


def text(pages: Sequence[Sequence[str]]) -> str:
    """The same as plain text."""
    return "\f".join("\n\n".join(page) + "\n" for page in pages)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with nothing in it."""
    root = tmp_path / "workspace"
    (root / "facts" / "registry").mkdir(parents=True)
    (root / "regiongraf.toml").write_text('base = "https://data.example.se/"\ntitle = "Skogen"\n', encoding="utf-8")
    return root


Reviewer = Callable[..., Session]


@pytest.fixture
def review(folder: Path) -> Reviewer:
    """Open a review of a made-up text, described so that decisions can be made."""

    def opened(words: str, name: str = "skog.txt", *, described: bool = True, **more: str) -> Session:
        path = folder / name
        path.write_bytes(words.encode())
        session = open_review(Workspace.load(folder), path, **more)
        if described and session.document_id is None:
            session.describe("Skogens bolag", "", date(2024, 12, 31))
        return session

    return opened
