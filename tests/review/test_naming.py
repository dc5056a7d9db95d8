from __future__ import annotations

import pytest
from tests.review.conftest import Reviewer

from regiongraf.model import Form, Group
from regiongraf.review.naming import form_of, is_group
from regiongraf.review.session import Decision


@pytest.mark.parametrize(
    "name",
    [
        "företag i Ånge kommun",
        "Företag i Ånge kommun",
        "externa aktörer i länet",
        "kommuner",
        "kommunerna i Region Norrskog",
        "statliga myndigheter",
        "studieförbund",
        "företag och projekt",
        "dotterbolag till Skogsbuss AB",
        "de fyra norra regionerna",
        "länets sju kommuner",
    ],
)
def test_a_kind_of_bodies_is_a_group_and_has_no_form_of_its_own(name: str) -> None:
    assert is_group(name)
    assert form_of(name)[0] is Form.FORM_NOT_STATED


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Ånge kommun", Form.MUNICIPALITY),
        ("Upplands Väsby kommun", Form.MUNICIPALITY),
        ("Malung-Sälens kommun", Form.MUNICIPALITY),
        ("ÅNGE KOMMUN", Form.MUNICIPALITY),
        ("Göteborgs stad", Form.MUNICIPALITY),
        ("föreningen Bron", Form.FORM_NOT_STATED),
        ("enheten för vatten i Ånge kommun", Form.FORM_NOT_STATED),
        ("Näringslivskontoret i Ånge kommun", Form.FORM_NOT_STATED),
        ("ett bolag i Ånge kommun", Form.FORM_NOT_STATED),
        ("en teater i Göteborgs stad", Form.FORM_NOT_STATED),
        ("kommunalförbundet för vatten i Ånge kommun", Form.MUNICIPAL_ASSOCIATION),
        ("nätverk för vatten", Form.NETWORK),
        ("Skogsbuss AB", Form.LIMITED_COMPANY),
        ("Hotell i Norr AB", Form.LIMITED_COMPANY),
    ],
)
def test_a_body_has_the_form_that_its_own_name_says(name: str, form: Form) -> None:
    assert not is_group(name)
    assert form_of(name)[0] is form


def test_companies_in_a_municipality_are_entered_as_a_group(review: Reviewer) -> None:
    words = "Region Norrskog gav stöd till företag i Ånge kommun."
    session = review(words + "\n")
    names = {"funder": [{"name": "Region Norrskog"}], "recipient": [{"name": "företag i Ånge kommun"}]}
    values = {"amount": "NotStated", "stage": "StageNotStated", "instrument": "InstrumentNotStated"}
    session.add(0, len(words), Decision("funding", names, values))
    entry = session.register.entries["foretag-i-ange-kommun"]
    assert isinstance(entry, Group)
    assert entry.name == "Företag i Ånge kommun"
    assert entry.stated_count is None
