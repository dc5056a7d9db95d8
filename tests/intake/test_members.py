"""Lists of members and owners in the layouts that pages give them; on made-up text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from regiongraf.intake import Candidate

Read = Callable[[str], list[Candidate]]
BODY = "Skogens vattenvårdsförbund"
MEMBERS = {"Lillviks kommun", "Region Norrskog", "Norrfrakt AB"}


def joined(found: list[Candidate]) -> set[tuple[str | None, str | None]]:
    return {(c.subject, c.object) for c in found if c.kind == "membership"}


@pytest.mark.parametrize(
    "page",
    [
        f"Medlemmar i {BODY}:\n\nLillviks kommun\nRegion Norrskog\nNorrfrakt AB\n",
        f"{BODY}\n\nVi vårdar vatten.\n\nVåra medlemmar\n\n• Lillviks kommun\n• Region Norrskog\n• Norrfrakt AB\n",
        f"De som ingår i {BODY}:\n\nKommunerna\n\nLillviks kommun.\n\nÖvriga\n\nRegion Norrskog, Norrfrakt AB\n",
        f"{BODY}\n\nKommuner: Lillviks kommun\nRegioner: Region Norrskog\nFöretag: Norrfrakt AB\n\nAlla är medlem.\n",
        f"Medlemmar i {BODY}:\n\nSverige | Norge\nLillviks kommun | Region Norrskog\nNorrfrakt AB | \n",
        f"Anslutna till {BODY}:\n\nI norr: Lillviks kommun · Region Norrskog · Norrfrakt AB\n",
    ],
)
def test_a_list_of_members(facts_of: Read, page: str) -> None:
    assert joined(facts_of(page)) == {(member, BODY) for member in MEMBERS}


@pytest.mark.parametrize(
    "page",
    [
        f"Förmåner för medlemmar i {BODY}:\n\nLillviks badhus\nNorrskogs museum\nTallviks gym\n",
        f"Styrelsen i {BODY} och dess medlemmar:\n\nLillviks kommun\nRegion Norrskog\nNorrfrakt AB\n",
        "Antal medlemmar:\n\nLillviks kommun 12\nRegion Norrskog 14\n",
    ],
)
def test_what_is_no_list_of_members(rules_of: Read, page: str) -> None:
    assert joined(rules_of(page)) == set()


def test_owners_of_a_union_are_its_members_and_those_of_a_company_are_public_bodies(rules_of: Read) -> None:
    found = rules_of("Ägare av Skogsbuss AB:\n\nLillviks kommun\nTallviks kommun\n")
    assert {(c.kind, c.subject, c.object) for c in found} == {
        ("ownership", "Lillviks kommun", "Skogsbuss AB"),
        ("ownership", "Tallviks kommun", "Skogsbuss AB"),
    }


GROUPS = """Våra medlemmar

De flesta som nyttjar ån är med i Skogsåns vattenvårdsförbund. Medlemmar är följande:

Regioner

Region Norrskog och Region Tallås.

Företag

Företag som nyttjar ån för dricksvatten: Bergtull Vatten AB och Skogsverken AB.

Kontakt

Region Kustmark svarar på frågor om ån.
"""


def test_members_called_group_by_group(facts_of: Read) -> None:
    assert joined(facts_of(GROUPS)) == {
        (member, "Skogsåns vattenvårdsförbund")
        for member in ("Region Norrskog", "Region Tallås", "Bergtull Vatten AB", "Skogsverken AB")
    }


def test_a_sentence_ends_the_call(facts_of: Read) -> None:
    page = GROUPS.replace("Region Norrskog och Region Tallås.", "Region Norrskog bjuder in till möte.")
    assert not {member for member, _ in joined(facts_of(page))} & {"Region Norrskog", "Bergtull Vatten AB"}


def test_without_a_body_nobody_is_a_member(facts_of: Read) -> None:
    assert joined(facts_of("Medlemmar är följande:\n\nRegion Norrskog och Region Tallås.\n")) == set()
