"""What the mathematics is given of a dataset: every stated tie once, with its days, and nothing that is not stated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

import regiongraf
from regiongraf.funding import Agreement, Dimension, Flow, reconcile, totals
from regiongraf.holdings import flows, network
from regiongraf.model import Basis, Form, Instrument, Precision, Stage
from regiongraf.ownership import (
    INTEREST,
    Bounds,
    Controls,
    Effects,
    Ground,
    Network,
    Right,
    Sector,
    Tie,
    Verdict,
    influence,
    public_access,
    sector_class,
)
from regiongraf.store.publication import open_current

if TYPE_CHECKING:
    from tests.conftest import Desk

ORGANISATIONS = "https://w3id.org/regiongraf/id/organisation/"
HASHES = 'span = "0123456789abcdef", before = "0123456789abcdef", after = "0123456789abcdef"'
SPAN = f"evidence = [{{ start = 0, end = 5, {HASHES} }}]"
BODY = '\n[[organisation]]\nid = "{}"\nname = "{}"\nform = "{}"\nform_basis = "FormByName"\n{}\n'
REGISTRY = "".join(
    BODY.format(*body)
    for body in [
        ("staten", "Staten", "State", ""),
        ("verket", "Verket", "StateAgency", 'legal_person = "staten"'),
        ("andra-kommunen", "Andra kommunen", "Municipality", ""),
        ("forbundet", "Förbundet", "MunicipalAssociation", ""),
        ("natverket", "Nätverket", "Network", ""),
        ("bolaget", "Bolaget AB", "LimitedCompany", ""),
        ("omtvistat", "Omtvistat AB", "LimitedCompany", ""),
    ]
)
GROUP = '[[group]]\nid = "kommunerna"\nname = "Kommunerna"\n'


def record(kind: str, id_: str, **fields: object) -> str:
    """A record as TOML; values are text, truth or lists of text."""

    def value(field: object) -> str:
        if isinstance(field, bool):
            return "true" if field else "false"
        if isinstance(field, list):
            return f"[{', '.join(value(each) for each in field)}]"
        return str(field) if isinstance(field, Decimal | int) else f'"{field}"'

    lines = "".join(f"{name} = {value(field)}\n" for name, field in fields.items())
    return f'\n[[{kind}]]\nid = "{id_}"\n{lines}{SPAN}\n'


KNOWN = {"precision": "Exact", "figure_as_stated": "5"}
GRANT = {"stage": "Granted", "instrument": "StateGrant"}
BOTH = ["exempelkommunen", "andra-kommunen"]
RECORDS = "".join(
    [
        record("grouping", "lista", group="kommunerna", members=BOTH, completeness="ClosedList"),
        record("ownership", "var-och-en", owner="kommunerna", owned="bolaget", share="NotStated", each=True),
        record("ownership", "egen", owner="exempelkommunen", owned="bolaget", share=Decimal("12.5"), basis="Votes"),
        record("ownership", "verkets", owner="verket", owned="bolaget", share=Decimal(10), valid="2020/2024"),
        record("ownership", "ena", owner=BOTH[1], owned="omtvistat", share=Decimal(40), conflicts_with=["andra"]),
        record("ownership", "andra", owner=BOTH[1], owned="omtvistat", share=Decimal(60), rank="Preferred"),
        record("ownership", "gammal", owner="staten", owned="omtvistat", share=Decimal(1), rank="Deprecated"),
        record("membership", "alla", member="kommunerna", organisation="forbundet"),
        record("membership", "lost", member="exempelkommunen", organisation="natverket"),
        record(
            "control-right", "alla-utser", holder="kommunerna", body="bolaget", right="BoardAppointment", seats=2,
            board_size=3,
        ),
        record("control-right", "ensam", holder="staten", body="bolaget", right="SoleInfluence", rank="Deprecated"),
        record(
            "control-right", "roster", holder="exempelkommunen", body="forbundet", right="VotingRight",
            share=Decimal("12.5"), valid="2020/2024",
        ),
        record("count", "antal", about="bolaget", of="Owners", count=5, **KNOWN),
        record("list", "hela", about="omtvistat", of="Owners", completeness="ClosedList"),
        record(
            "funding", "helt", funder="staten", recipient="kommunerna", amount=100, valid="2023/2025",
            fields=["Culture", "Broadband"], **{**KNOWN, **GRANT, "precision": "Rounded"},
        ),
        record(
            "funding", "del", funder="NotStated", recipient="NotStated", amount="NotStated", part_of="helt",
            recurrence="Annual", **GRANT,
        ),
    ]
)  # fmt: skip


@pytest.fixture
def made_up(desk: Desk) -> Desk:
    desk.append("facts/registry/organisations.toml", REGISTRY)
    desk.append("facts/registry/groups.toml", GROUP) if desk.path(
        "facts/registry/groups.toml"
    ).exists() else desk.write("facts/registry/groups.toml", GROUP)
    desk.append("facts/exempel/facts.toml", RECORDS)
    built = desk.run("build")
    assert built.code == 0, built.err
    return desk


@pytest.fixture
def held(made_up: Desk) -> Network:
    return network(open_current(made_up.path("dataset")))


def short(id_: str) -> str:
    return id_.rpartition("/")[2]


def test_every_tie_is_there_once(held: Network):
    told = {(short(each.owner), each.tie, short(each.owned), short(each.id)) for each in held.holdings}
    assert told == {
        ("exempelkommunen", Tie.OWNS, "exempelbolaget", "exempelkommunen-exempelbolaget"),
        ("exempelkommunen", Tie.OWNS, "bolaget", "egen"),
        ("andra-kommunen", Tie.OWNS, "bolaget", "var-och-en"),
        ("verket", Tie.OWNS, "bolaget", "verkets"),
        ("andra-kommunen", Tie.OWNS, "omtvistat", "andra"),
        ("exempelkommunen", Tie.MEMBER, "forbundet", "alla"),
        ("andra-kommunen", Tie.MEMBER, "forbundet", "alla"),
        ("staten", Tie.PART, "verket", "verket"),
        ("andra-kommunen", Tie.GROUP, "kommunerna", "lista"),
        ("exempelkommunen", Tie.GROUP, "kommunerna", "lista"),
    }
    assert len(told) == len(held.holdings)


def test_rights_are_there_exactly_and_ranked(held: Network):
    told = {(short(each.holder), each.right, short(each.over), each.share) for each in held.rights}
    assert told == {
        ("kommunerna", Right.APPOINT_BOARD, "bolaget", Bounds.exactly(Fraction(2, 3))),
        ("exempelkommunen", Right.VOTES, "forbundet", Bounds.exactly(Fraction(1, 8))),
    }
    both = [id_ for id_ in held.forms if short(id_) in BOTH]
    body = next(id_ for id_ in held.forms if short(id_) == "bolaget")
    assert Controls(held).of(both, body).strict.ground is Ground.BOARD


def test_shares_bases_days_and_forms(held: Network):
    by_id = {(short(each.id), short(each.owner)): each for each in held.holdings}
    own = by_id["egen", "exempelkommunen"]
    assert (own.share, own.basis) == (Bounds.exactly(Fraction(1, 8)), Basis.VOTES)
    through = by_id["var-och-en", "andra-kommunen"]
    assert through.share is None
    assert through.joint
    assert through.joint.endswith("/group/kommunerna")
    agency = by_id["verkets", "verket"]
    assert (agency.valid_from, agency.valid_to) == (date(2020, 1, 1), date(2024, 12, 31))
    assert agency.as_of
    assert {short(id_): form for id_, form in held.forms.items()}["forbundet"] is Form.MUNICIPAL_ASSOCIATION
    assert {short(id_): form for id_, form in held.forms.items()}["kommunerna"] is None
    assert {(short(each.about), each.closed, each.count) for each in held.lists} == {
        ("bolaget", False, 5),
        ("omtvistat", True, None),
        ("kommunerna", True, None),
    }


def test_flows_are_told_with_everything_that_is_stated(made_up: Desk):
    part, whole = flows(open_current(made_up.path("dataset")))
    assert (short(whole.id), short(part.id)) == ("helt", "del")
    assert whole == Flow(
        whole.id, Stage.GRANTED, whole.funder, whole.recipient, Decimal(100), Precision.ROUNDED,
        instrument=Instrument.STATE_GRANT, start=date(2023, 1, 1), end=date(2025, 12, 31),
        purposes=("Broadband", "Culture"),
    )  # fmt: skip
    assert (part.part_of, part.amount, part.funder, part.recurrence) == (whole.id, None, None, "Annual")
    assert (whole.period, short(whole.funder or "")) == ("2023–2025", "staten")


@pytest.fixture(scope="module")
def now() -> Network:
    """What the shipped records state, as of now."""
    return network(regiongraf.open("demo").store).at()


class TestTheReport:
    """What the shipped records give, and what they leave open."""

    def test_almi_mitt(self, now: Network):
        almi, state, region = (f"{ORGANISATIONS}{id_}" for id_ in ("almi-mitt", "staten", "region-vasternorrland"))
        effects = Effects(now)
        assert effects.share(state, almi).share == Bounds.percent(51)
        assert effects.share(region, almi).share == Bounds.percent("24.5")
        assert sector_class(now, almi).possible == (Sector.STATE,)
        control = Controls(now).of(state, almi)
        assert (control.strict.verdict, control.if_one_share_one_vote.verdict) == (Verdict.POSSIBLE, Verdict.CERTAIN)
        assert public_access(now, almi).if_one_share_one_vote is Verdict.NO

    def test_one_owner_of_thirteen(self, now: Network):
        share = Effects(now).share(f"{ORGANISATIONS}region-vasternorrland", f"{ORGANISATIONS}nya-ostkustbanan").share
        assert share == Bounds(Fraction(0), Fraction(1), low_open=True, high_open=True)

    def test_norrtag_through_din_tur(self, now: Network):
        region, norrtag = f"{ORGANISATIONS}region-vasternorrland", f"{ORGANISATIONS}norrtag"
        assert Effects(now).share(region, norrtag).share.is_zero
        answer = Effects(now, INTEREST).share(region, norrtag)
        assert not answer.share.is_zero
        assert [rule.form for rule in answer.rules] == [Form.MUNICIPAL_ASSOCIATION]

    def test_bizmaker_is_jointly_theirs_and_nobodys_share_is_known(self, now: Network):
        bizmaker = f"{ORGANISATIONS}bizmaker"
        owners = Effects(now).owners(bizmaker)
        assert len(owners) == 8
        assert {each.share for each in owners} == {Bounds(Fraction(0), Fraction(1), low_open=True, high_open=True)}
        assert public_access(now, bizmaker).strict is Verdict.CERTAIN

    def test_membership_of_bron_is_influence(self, now: Network):
        region, company = f"{ORGANISATIONS}region-vasternorrland", f"{ORGANISATIONS}bron-innovation"
        assert Effects(now, INTEREST).share(region, company).share.is_zero
        links = influence(now, region, company)
        assert links
        assert [short(link.body) for link in links] == ["bron", "bron-innovation"]

    def test_the_day_before_the_report_nothing_is_known(self):
        held = network(regiongraf.open("demo").store)
        answer = Effects(held.at(date(2020, 1, 1))).share(f"{ORGANISATIONS}staten", f"{ORGANISATIONS}almi-mitt")
        assert answer.first_stated == date(2025, 11, 27)

    def test_its_money(self):
        money = flows(regiongraf.open("demo").store)
        agreed = {short(each.whole): each.agreement for each in reconcile(money)}
        assert agreed["kulturstod-summa"] is Agreement.EQUAL
        region = f"{ORGANISATIONS}region-vasternorrland"
        by_funder = {(each.key, each.stage): each for each in totals(money, Dimension.FUNDER) if not each.recurrence}
        assert by_funder[(region,), Stage.ALLOCATED].amount == 519_000_000
        assert by_funder[(region,), Stage.NOT_STATED].amount == 270_000
        (paid,) = (each for each in totals(money, Dimension.ALL) if each.stage is Stage.PAID)
        assert (paid.amount, paid.precision) == (10_839_517, Precision.EXACT)
