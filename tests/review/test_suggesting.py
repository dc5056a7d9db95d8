from __future__ import annotations

import pytest
from tests.review.conftest import Reviewer

from regiongraf.review.suggesting import title_of

BODY = "\n\nSkogsbuss AB ägs av Region Norrskog (60 %).\n"


@pytest.mark.parametrize(
    "heading", ["INLEDNING", "1. Inledning", "Innehåll", "2.1 Bakgrund", "Sammanfattning:", "Foreword"]
)
def test_the_heading_of_a_section_is_not_what_a_document_is_called(review: Reviewer, heading: str) -> None:
    assert title_of(review(heading + BODY, described=False).document) == ""


@pytest.mark.parametrize("heading", ["Bolag och förbund 2024", "Inledning till vattenfrågan", "2024 års bolag"])
def test_a_heading_of_its_own_is_proposed(review: Reviewer, heading: str) -> None:
    assert title_of(review(heading + BODY, described=False).document) == heading
