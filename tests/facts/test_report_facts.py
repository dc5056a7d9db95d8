"""The records of the report give the numbers and names that a reader of it would expect."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest

from regiongraf import evidence
from regiongraf.facts import Corpus, Work, load
from regiongraf.model import Organisation, Record
from regiongraf.model.codes import (
    Completeness,
    Derivation,
    Directness,
    Flaw,
    Form,
    FundSource,
    Instrument,
    Precision,
    Rank,
    Stage,
)
from regiongraf.model.records import (
    Activity,
    Affiliation,
    Count,
    Founding,
    Funding,
    Grouping,
    IndicatorValue,
    ListStatement,
    Membership,
    Ownership,
    Remark,
    Target,
    UnitStatement,
)
from regiongraf.resources import shelf

WORK = "rvn-ange-2025"
RVN = "region-vasternorrland"
R = TypeVar("R", bound=Record)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load(shelf("facts"))


@pytest.fixture(scope="module")
def work(corpus: Corpus) -> Work:
    return next(work for work in corpus.works if work.id == WORK)


@pytest.fixture(scope="module")
def forms(corpus: Corpus) -> dict[str, Form]:
    return {item.record.id: item.record.form for item in corpus.registry if isinstance(item.record, Organisation)}


def of(work: Work, kind: type[R]) -> dict[str, R]:
    """The records of one kind by id."""
    return {item.record.id: item.record for item in work.records if isinstance(item.record, kind)}


def owners(work: Work, owned: str) -> dict[str, Ownership]:
    """The active ownerships of a body by owner."""
    return {o.owner: o for o in of(work, Ownership).values() if o.owned == owned and o.rank.is_active}


def completeness(work: Work, about: str) -> set[Completeness]:
    return {item.completeness for item in of(work, ListStatement).values() if item.about == about}


# Evidence


def test_every_span_holds_against_the_report(corpus: Corpus, work: Work, report: Path) -> None:
    found, spans = evidence.verify(corpus, report)
    assert found.id == WORK
    assert [(span.record.record.key, span.verdict) for span in spans if span.verdict != "holds"] == []
    assert {span.record.record.key for span in spans} == {item.record.key for item in work.records}


def test_no_record_quotes_more_than_a_name_or_a_figure(work: Work, report: Path) -> None:
    text = " ".join(report.read_text(encoding="utf-8").split())
    quoting = [
        (item.record.key, field)
        for item in work.records
        for field in ("note", "purpose", "reason")
        if (value := getattr(item.record, field, None)) and len(value) > 60 and value.rstrip(".") in text
    ]
    assert quoting == []


# The appendix


def test_the_appendix_has_26_bodies_of_the_forms_that_it_shows(work: Work, forms: dict[str, Form]) -> None:
    affiliations = of(work, Affiliation).values()
    assert {affiliation.principal for affiliation in affiliations} == {RVN}
    assert len({affiliation.affiliate for affiliation in affiliations}) == len(affiliations) == 26
    assert Counter(forms[affiliation.affiliate] for affiliation in affiliations) == {
        Form.LIMITED_COMPANY: 6,
        Form.COORDINATION_ASSOCIATION: 6,
        Form.PROJECT_COLLABORATION: 3,
        Form.MUNICIPAL_ASSOCIATION: 2,
        Form.NON_PROFIT_ASSOCIATION: 2,
        Form.CONTRACT_COLLABORATION: 2,
        Form.NETWORK: 1,
        Form.ECONOMIC_ASSOCIATION: 1,
        Form.FOUNDATION: 1,
        Form.EGTC: 1,
        Form.FORM_NOT_STATED: 1,
    }


def test_the_form_that_a_box_states_is_that_of_the_registry(work: Work, forms: dict[str, Form]) -> None:
    stated = {a.affiliate: a.form_as_stated for a in of(work, Affiliation).values() if a.form_as_stated}
    assert stated == {affiliate: forms[affiliate] for affiliate in stated}
    assert len(stated) == 25


# Ownership


def test_the_shares_of_almi_mitt_make_a_hundred(work: Work) -> None:
    shares = {owner: ownership.share for owner, ownership in owners(work, "almi-mitt").items()}
    assert shares == {"staten": Decimal(51), RVN: Decimal("24.5"), "region-jamtland-harjedalen": Decimal("24.5")}
    assert sum(share for share in shares.values() if isinstance(share, Decimal)) == 100
    assert completeness(work, "almi-mitt") == {Completeness.CLOSED}


def test_norrtag_is_owned_through_din_tur_and_the_prose_is_refined(work: Work) -> None:
    held = owners(work, "norrtag")
    assert {owner: ownership.directness for owner, ownership in held.items()} == {
        "din-tur": Directness.DIRECT,
        "de-fyra-norra-regionerna": Directness.NOT_STATED,
        RVN: Directness.INDIRECT,
    }
    assert held["de-fyra-norra-regionerna"].each
    assert held[RVN].via == "din-tur"
    body = of(work, Ownership)[str(held[RVN].refines)]
    assert (body.owner, body.rank, body.directness) == (RVN, Rank.REFINED, Directness.NOT_STATED)


def test_nya_ostkustbanan_has_thirteen_owners_and_one_is_named(work: Work) -> None:
    assert list(owners(work, "nya-ostkustbanan")) == [RVN]
    count = next(count for count in of(work, Count).values() if count.about == "nya-ostkustbanan")
    assert (count.count, count.precision) == (13, Precision.EXACT)
    assert completeness(work, "nya-ostkustbanan") == {Completeness.OPEN}


def test_the_region_is_a_member_of_bron_and_no_owner_of_its_company(work: Work) -> None:
    assert list(owners(work, "bron-innovation")) == ["bron"]
    members = {m.member for m in of(work, Membership).values() if m.organisation == "bron"}
    assert members == {RVN, "innovationssystemets-aktorer"}
    assert completeness(work, "bron") == {Completeness.OPEN}


def test_bizmaker_and_scenkonst_have_owners_without_shares(work: Work) -> None:
    bizmaker, scenkonst = owners(work, "bizmaker"), owners(work, "scenkonst-vasternorrland")
    assert set(bizmaker) == {RVN, "lanets-sju-kommuner"}
    assert bizmaker["lanets-sju-kommuner"].each
    assert completeness(work, "bizmaker") == {Completeness.CLOSED}
    assert {owner: ownership.derivation for owner, ownership in scenkonst.items()} == {
        "sundsvalls-kommun": Derivation.STATED,
        RVN: Derivation.REVIEWED_READING,
    }
    assert {ownership.share for ownership in [*bizmaker.values(), *scenkonst.values()]} == {"NotStated"}


def test_only_almi_mitt_has_figures_for_shares(work: Work) -> None:
    assert {o.owned for o in of(work, Ownership).values() if o.share != "NotStated"} == {"almi-mitt"}


# Founders, members, units, counts


def test_founders_are_those_that_the_boxes_name(work: Work) -> None:
    founders = {founding.organisation: set(founding.founders) for founding in of(work, Founding).values()}
    assert founders == {
        "din-tur": {RVN, "lanets-sju-kommuner"},
        "lansmuseet-vasternorrland": {RVN, "harnosands-kommun"},
    }


def test_the_six_coordination_associations_have_their_parties(work: Work, forms: dict[str, Form]) -> None:
    listing = of(work, Grouping)["lanets-sex-samordningsforbund-medlemmar"]
    assert len(listing.members) == 6
    assert {forms[member] for member in listing.members} == {Form.COORDINATION_ASSOCIATION}
    memberships = [m for m in of(work, Membership).values() if m.organisation in listing.members]
    assert {m.derivation for m in memberships} == {Derivation.REVIEWED_READING}
    by_body = Counter(m.organisation for m in memberships)
    assert by_body == {b: 5 if b == "samordningsforbundet-harnosand-timra" else 4 for b in listing.members}
    municipalities = [m.member for m in memberships if forms[m.member] is Form.MUNICIPALITY]
    assert len(set(municipalities)) == len(municipalities) == 7


def test_the_region_runs_three_folk_high_schools(work: Work) -> None:
    units = of(work, UnitStatement).values()
    assert {(unit.unit, unit.parent) for unit in units} == {
        ("hola-folkhogskola", RVN),
        ("alsta-folkhogskola", RVN),
        ("ornskoldsviks-folkhogskola", RVN),
    }


def test_counts_say_how_exact_they_are(work: Work) -> None:
    counts = {(count.about, count.of.value): (count.count, count.precision.value) for count in of(work, Count).values()}
    assert counts[("kvarkenradet", "Members")] == (50, "Approximate")
    assert counts[("conference-of-peripheral-maritime-regions", "Members")] == (150, "Approximate")
    assert counts[("conference-of-peripheral-maritime-regions", "Countries")] == (24, "Exact")
    assert counts[("botniska-korridoren", "Parties")] == (7, "Exact")
    assert counts[("lanets-sex-samordningsforbund", "Bodies")] == (6, "Exact")


# Money


def test_allocated_money_is_a_chain_of_parts(work: Work) -> None:
    flows = of(work, Funding)
    chain = [flows["rvn-kollektivtrafik-2025"], flows["rvn-vidare-till-externa-2025"], flows["rvn-avsatt-2025"]]
    assert [flow.amount for flow in chain] == [295_000_000, 415_000_000, 519_000_000]
    assert [flow.part_of for flow in chain] == [chain[1].id, chain[2].id, None]
    assert chain[0].precision is Precision.APPROXIMATE
    target = of(work, Target)["rvn-extern-finansiering-2025"]
    assert (target.of, target.ratio, target.precision) == ("rvn-avsatt-2025", 25, Precision.AT_LEAST)


def test_nine_grants_to_seven_companies_add_up(work: Work) -> None:
    grants = [flow for flow in of(work, Funding).values() if flow.unit_corrected]
    assert (len(grants), len({grant.recipient for grant in grants})) == (9, 7)
    assert sum(grant.amount for grant in grants if isinstance(grant.amount, Decimal)) == 10_839_517
    assert {(grant.stage, grant.instrument, grant.unit_as_stated) for grant in grants} == {
        (Stage.PAID, Instrument.BUSINESS_GRANT, "Mkr")
    }
    paired = Counter(grant.derivation for grant in grants)
    assert paired == {Derivation.RANK_PAIRING: 8, Derivation.ADJACENT: 1}
    assert {g.recipient for g in grants if g.derivation is Derivation.ADJACENT} == {"cygrids-communications"}
    assert {grant.part_of for grant in grants} == {None}


def test_culture_support_adds_up_by_year_and_to_the_printed_total(work: Work) -> None:
    flows = of(work, Funding)
    rows = [flow for flow in flows.values() if flow.part_of == "kulturstod-summa"]
    years: Counter[int] = Counter()
    for row in rows:
        assert row.valid is not None
        assert row.valid.start is not None
        assert isinstance(row.amount, Decimal)
        years[row.valid.start.year] += int(row.amount)
    assert len(rows) == 7
    assert years == {2023: 55_000, 2024: 55_000, 2025: 160_000}
    total = flows["kulturstod-summa"]
    assert (total.amount, total.is_total) == (years.total(), True)
    assert [flow.id for flow in flows.values() if flow.is_total] == ["kulturstod-summa"]


def test_fifteen_million_go_two_ways_and_both_count(work: Work) -> None:
    flows = [flow for flow in of(work, Funding).values() if flow.conflicts_with]
    assert {(flow.recipient, flow.rank) for flow in flows} == {
        ("foretag-i-ange-kommun", Rank.NORMAL),
        ("ange-kommun", Rank.NORMAL),
    }
    assert {flow.amount for flow in flows} == {15_000_000}


def test_contradictions_are_symmetrical(work: Work) -> None:
    records = {item.record.key: item.record for item in work.records}
    for record in records.values():
        for other in record.conflicts_with:
            assert record.id in records[f"{record.KIND}/{other}"].conflicts_with


def test_mittstraket_has_three_sources_of_money_and_one_is_a_body(work: Work) -> None:
    flows = of(work, Funding)
    budget = flows["mittstraket-2-budget"]
    assert (budget.amount, budget.funder, budget.stage) == (285_000_000, "InParts", Stage.BUDGETED)
    assert budget.valid is not None
    assert [end.year for end in (budget.valid.start, budget.valid.end) if end] == [2023, 2027]
    parts = [flow for flow in flows.values() if flow.part_of == budget.id]
    assert {(part.source, part.funder) for part in parts} == {
        (FundSource.EU_FUNDS, "NotStated"),
        (FundSource.REGIONAL_DEVELOPMENT_FUNDS, "NotStated"),
        (FundSource.NATIONAL_APPROPRIATION, "trafikverket"),
    }
    assert {part.amount for part in parts} == {"NotStated"}


def test_almis_loans_are_almis(work: Work) -> None:
    loans = [flow for flow in of(work, Funding).values() if flow.instrument is Instrument.LOAN]
    assert [(loan.funder, loan.amount, loan.awards, loan.stage) for loan in loans] == [
        ("almi-mitt", 6_200_000, 14, Stage.GRANTED)
    ]


# Figures, activities, flaws


def test_the_published_figures(work: Work) -> None:
    values = {value.id: (value.value, value.place) for value in of(work, IndicatorValue).values()}
    assert values == {
        "almi-kundmoten": (58, "ange"),
        "almi-au-kunder": (40, "ange"),
        "almi-lan-antal": (14, "ange"),
        "almi-lan-belopp": (6_200_000, "ange"),
        "livskraft-aktiviteter": (35, "ange"),
    }


@pytest.mark.parametrize(
    ("activity", "first", "last", "places"),
    [
        ("vag-83-sidoomraden", 2026, 2037, {"vag-83", "alby", "e14", "naset"}),
        ("timglashallplats-alsta", 2025, 2025, {"fransta"}),
        ("plankorsningar-ange-sundsvall", 2022, 2024, {"mittbanan", "ange-tatort", "sundsvall-ort"}),
        ("gc-vag-martensvagen", 2024, 2024, {"martensvagen", "fransta"}),
        ("gc-vagar-forskoleomraden", 2022, 2023, {"ange"}),
        ("bro-over-ljungan", 2023, 2023, {"torpshammar", "ljungan"}),
        ("gc-vag-ostavall", 2022, 2022, {"ostavall"}),
        ("gc-vag-ljungaverk", 2021, 2021, {"ljungaverk"}),
        ("mittstraket-2", 2023, 2027, {"mittbanan", "mittstraket"}),
    ],
)
def test_measures_have_place_and_year(work: Work, activity: str, first: int, last: int, places: set[str]) -> None:
    found = of(work, Activity)[activity]
    assert found.valid is not None
    assert [end.year for end in (found.valid.start, found.valid.end) if end] == [first, last]
    assert set(found.places) == places


def test_twenty_trains_are_planned(work: Work) -> None:
    trains = of(work, Activity)["tagkop"]
    assert (trains.quantity, trains.status.value, trains.valid) == (20, "Upcoming", None)


def test_the_reports_flaws_are_recorded(work: Work) -> None:
    flaws = {remark.flaw for remark in of(work, Remark).values()}
    assert flaws == set(Flaw)
    paired = {flow.key for flow in of(work, Funding).values() if flow.derivation is Derivation.RANK_PAIRING}
    assert set(of(work, Remark)["diagram-ordning"].about) == paired


def test_no_organisation_has_a_number_that_the_report_does_not_give(corpus: Corpus) -> None:
    numbered = [e.record.key for e in corpus.registry if isinstance(e.record, Organisation) and e.record.number]
    assert numbered == []
