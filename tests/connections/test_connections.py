"""Who stands in what relation to whom: every kind once, with what is stated and nothing that is not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from regiongraf.connections import KINDS, Connection, connections
from regiongraf.store.publication import open_current

if TYPE_CHECKING:
    from tests.conftest import Desk

HASHES = 'span = "0123456789abcdef", before = "0123456789abcdef", after = "0123456789abcdef"'
SPAN = f"evidence = [{{ start = 0, end = 5, {HASHES} }}]"
BODY = '\n[[organisation]]\nid = "{}"\nname = "{}"\nform = "{}"\nform_basis = "FormByName"\n'
RECORDS = f"""
[[ownership]]
id = "b"
owner = "moderbolaget"
owned = "exempelbolaget"
share = {{ min = 10, max = 30, max_open = true }}
{SPAN}

[[membership]]
id = "m"
member = "exempelkommunen"
organisation = "foreningen"
{SPAN}

[[control-right]]
id = "r"
holder = "exempelkommunen"
body = "stiftelsen"
right = "BoardAppointment"
seats = 2
board_size = 3
{SPAN}

[[founding]]
id = "f"
founders = ["exempelkommunen", "moderbolaget"]
organisation = "stiftelsen"
{SPAN}

[[unit]]
id = "u"
unit = "skolan"
parent = "exempelkommunen"
{SPAN}

[[funding]]
id = "k"
funder = "exempelkommunen"
recipient = "foreningen"
amount = 55000
precision = "Exact"
figure_as_stated = "55 000"
stage = "Granted"
instrument = "OperatingGrant"
{SPAN}

[[funding]]
id = "n"
funder = "NotStated"
recipient = "foreningen"
amount = "NotStated"
stage = "Planned"
instrument = "OperatingGrant"
{SPAN}
"""


@pytest.fixture
def found(desk: Desk) -> list[Connection]:
    bodies = [
        ("moderbolaget", "Moderbolaget AB", "LimitedCompany"),
        ("foreningen", "Föreningen", "NonProfitAssociation"),
        ("stiftelsen", "Stiftelsen", "Foundation"),
        ("skolan", "Skolan", "OrganizationalUnit"),
    ]
    desk.append("facts/registry/organisations.toml", "".join(BODY.format(*body) for body in bodies))
    desk.append("facts/exempel/facts.toml", RECORDS)
    built = desk.run("build")
    assert built.code == 0, built.err
    return connections(open_current(desk.path("dataset")))


def _ends(connection: Connection) -> tuple[str, str, str]:
    return connection.kind, connection.source.value.rpartition("/")[2], connection.target.value.rpartition("/")[2]


def test_every_relation_is_there_once_by_kind(found: list[Connection]) -> None:
    assert [_ends(connection) for connection in found] == [
        ("owns", "moderbolaget", "exempelbolaget"),
        ("owns", "exempelkommunen", "exempelbolaget"),
        ("memberOf", "exempelkommunen", "foreningen"),
        ("hasRightOver", "exempelkommunen", "stiftelsen"),
        ("founded", "exempelkommunen", "stiftelsen"),
        ("founded", "moderbolaget", "stiftelsen"),
        ("unitOf", "skolan", "exempelkommunen"),
        ("funds", "exempelkommunen", "foreningen"),
    ]
    assert {connection.kind for connection in found} == set(KINDS)


def test_figures_are_exact_and_what_is_not_stated_is_none(found: list[Connection]) -> None:
    by_id = {connection.statement.value.rpartition("/")[2]: connection for connection in found}
    owns, within, funds = by_id["exempelkommunen-exempelbolaget"], by_id["b"], by_id["k"]
    assert (owns.share, owns.low, owns.high) == (Decimal(60), None, None)
    assert (within.share, within.low, within.high) == (None, Decimal(10), Decimal(30))
    assert funds.amount == Decimal(55000)
    assert funds.stage is not None
    assert funds.stage.value.endswith("#Granted")
    right = by_id["r"]
    assert right.right is not None
    assert right.right.value.endswith("#BoardAppointment")
    assert (right.seats, right.board, right.share) == (Decimal(2), Decimal(3), None)
    assert by_id["m"].share is by_id["m"].amount is None


def test_only_the_kinds_that_are_asked_for(desk: Desk) -> None:
    assert connections(open_current(desk.path("dataset")), ("funds",)) == []
