"""Questions about what is worked out, asked of the report and of the made-up county."""

from __future__ import annotations

from typing import Any

from regiongraf.dataset import Dataset
from regiongraf.questions.tables import plain_rows, tally

NBSP = "\u00a0"


def told(dataset: Dataset, question: str, *arguments: str) -> set[tuple[Any, ...]]:
    """The rows without their sources, as a reader sees them."""
    return {tuple(row[:-1]) for row in plain_rows(dataset.ask(question, *arguments).answer)}


def test_one_named_owner_of_thirteen_is_told_as_anything_between(report: Dataset) -> None:
    anything = f"mer än 0{NBSP}% och mindre än 100{NBSP}%"
    assert told(report, "effective-owners", "Nya Ostkustbanan AB") == {
        ("Region Västernorrland", anything, anything, "ägande", anything)
    }


def test_no_answer_divides_equally(report: Dataset) -> None:
    for question in ("ultimate-owners", "statistics-class", "public-access"):
        assert not any("7,7" in str(value) or "7,69" in str(value) for row in told(report, question) for value in row)


def test_almi_mitt_is_exact_all_the_way(report: Dataset) -> None:
    shares = {(row[0], row[1]) for row in told(report, "effective-owners", "Almi Mitt AB")}
    assert shares == {
        ("Staten", f"51{NBSP}%"),
        ("Region Västernorrland", f"24,5{NBSP}%"),
        ("Region Jämtland Härjedalen", f"24,5{NBSP}%"),
    }


def test_the_states_51_per_cent_decide_only_under_an_assumption(report: Dataset) -> None:
    (row,) = told(report, "controls", "Staten")
    assert (row[0], row[1], row[4]) == ("Almi Mitt AB", "möjligt", "säkert")
    assert "9,4" in row[3]
    assert "91,2" in row[3]


def test_the_region_reaches_norrtag_by_an_interest_and_never_by_ownership(report: Dataset) -> None:
    rows = [row for row in told(report, "effective-holdings", "RVN") if row[0] == "Norrtåg AB"]
    assert [row[3] for row in rows] == ["intresse genom kommunalförbund"]


def test_the_state_does_not_count_for_public_access_and_missing_votes_never_rule_it_out(report: Dataset) -> None:
    verdicts = {row[0]: row[1:] for row in told(report, "public-access")}
    assert verdicts["Bizmaker AB"] == ("säkert", "säkert")
    assert verdicts["Almi Mitt AB"] == ("möjligt", "uteslutet")
    assert verdicts["Nya Ostkustbanan AB"] == ("möjligt", "möjligt")
    assert verdicts["Stiftelsen Länsmuseet Västernorrland"] == ("möjligt", "möjligt")


def test_a_single_class_is_certain_and_several_are_possible(report: Dataset) -> None:
    classes = {row[0]: row[1:] for row in told(report, "statistics-class")}
    assert classes["Almi Mitt AB"] == ("säkert", "uteslutet", "uteslutet", "uteslutet")
    assert classes["Bizmaker AB"] == ("uteslutet", "möjligt", "möjligt", "uteslutet")
    assert set(classes["Nya Ostkustbanan AB"]) == {"möjligt"}


def test_a_stated_range_stays_a_range_and_a_group_holds_through_its_members(town: Dataset) -> None:
    ek = {row[0]: row[1] for row in told(town, "effective-owners", "Ek AB") if row[3] == "ägande"}
    assert ek["Granby kommun"] == f"mer än 50{NBSP}% och högst 80{NBSP}%"
    assert ek["Granbygdens kommunalförbund"] == f"minst 20{NBSP}% och högst 30{NBSP}%"


def test_a_loop_is_followed_and_its_unnamed_owners_are_seen(town: Dataset) -> None:
    rows = {row[0]: row for row in told(town, "effective-owners", "Ring Två AB")}
    assert set(rows) == {"Ring Ett AB", "Granby kommun"}
    assert rows["Ring Ett AB"][2] == f"10{NBSP}%"
    assert rows["Granby kommun"][2] == ""
    assert rows["Granby kommun"][1].startswith(f"mer än 0{NBSP}% och ")


def test_a_contradiction_is_seen_in_what_rests_on_it(town: Dataset) -> None:
    answer = town.ask("effective-owners", "Älm AB").answer
    state = [row for row in plain_rows(answer) if row[0] == "Staten"]
    # Of 33.4 to 40 per cent the other owner's 66.6 leaves one possibility.
    assert {row[1] for row in state} == {f"33,4{NBSP}%"}
    cited = "; ".join(row[-1] for row in state).split("; ")
    assert sorted(cited) == ["annals 50–55 [MOTSÄGS]", "annals 60–65 [MOTSÄGS]"]


def test_an_answer_cites_what_it_rests_on_and_nothing_beside_it(town: Dataset) -> None:
    rows = [row for row in plain_rows(town.ask("effective-owners", "Ek AB").answer) if row[0] == "Granby kommun"]
    assert [row[-1] for row in rows if row[3] == "ägande"] == ["annals s. 3 10–15"]
    cited = "; ".join(row[-1] for row in rows if row[3] != "ägande").split("; ")
    assert sorted(cited) == ["annals 180–185", "annals 190–195", "annals 20–25", "annals s. 3 10–15"]


def test_a_right_to_appoint_a_board_or_to_votes_decides_and_is_no_ownership(town: Dataset) -> None:
    granby = {row[0]: row for row in told(town, "controls", "Granby kommun")}
    assert (granby["Granbystiftelsen"][1], granby["Granbystiftelsen"][4]) == ("säkert", "säkert")
    region = {row[0]: row for row in told(town, "controls", "Region Exempel")}
    assert region["Granby Elnät ekonomisk förening"][1] == "säkert"
    access = {row[0]: row[1:] for row in told(town, "public-access")}
    assert access["Granbystiftelsen"] == access["Granby Elnät ekonomisk förening"] == ("säkert", "säkert")
    decides = {row[0]: row for row in told(town, "control-of", "Granbystiftelsen")}
    assert decides["Granby kommun"][1] == "säkert"
    assert decides["Granby kommun"][3] == "", "a foundation has no votes"
    assert "säkert" not in decides.get("Staten", ())
    assert town.ask("who-owns", "Granbystiftelsen").answer.rows == ()
    assert town.ask("effective-owners", "Granbystiftelsen").answer.rows == ()


def test_rights_are_told_with_how_much_and_where_it_says_so(town: Dataset) -> None:
    rows = plain_rows(town.ask("control-rights", "Granbystiftelsen").answer)
    assert sorted(tuple(row) for row in rows) == [
        ("Granby kommun", "rätt att utse styrelse", "", "2", "3", "annals 410–415"),
        ("Staten", "rätt att utse styrelse", "andel ej angiven", "", "", "annals 420–425"),
    ]
    (row,) = plain_rows(town.ask("control-rights", "Granby Elnät ekonomisk förening").answer)
    assert tuple(row)[:3] == ("Region Exempel", "rätt till röster", f"mer än 50{NBSP}%")


def test_rights_are_told_from_the_holder_s_side_too(town: Dataset) -> None:
    through, own = plain_rows(town.ask("rights-of", "Granby kommun").answer)
    assert (through[0], through[5]) == ("Granby kulturförening", "Kommunerna")
    assert tuple(own) == ("Granbystiftelsen", "rätt att utse styrelse", "", "2", "3", "", "annals 410–415", "")
    (state,) = plain_rows(town.ask("rights-of", "Staten").answer)
    assert tuple(state)[:3] == ("Granbystiftelsen", "rätt att utse styrelse", "andel ej angiven")
    (region,) = plain_rows(town.ask("rights-of", "Region Exempel").answer)
    assert tuple(region)[:3] == ("Granby Elnät ekonomisk förening", "rätt till röster", f"mer än 50{NBSP}%")
    (shared,) = plain_rows(town.ask("rights-of", "Furuby kommun").answer)
    assert (shared[0], shared[1], shared[5]) == ("Granby kulturförening", "rätt att utse styrelse", "Kommunerna")
    both_sides = {
        (body, holder["holder"], holder["right"], holder["seats"])
        for body in ("Granbystiftelsen", "Granby Elnät ekonomisk förening", "Granby kulturförening")
        for holder in town.ask("control-rights", body).rows
    }
    assert both_sides == {
        (right["body"], right["group"] or holder, right["right"], right["seats"])
        for holder in ("Granby kommun", "Staten", "Region Exempel", "Furuby kommun")
        for right in town.ask("rights-of", holder).rows
    }
    owned = {row["owned"] for row in town.ask("what-owns", "Region Exempel").rows}
    assert "Granby Elnät ekonomisk förening" not in owned


def test_why_a_body_is_controlled_names_the_right_and_where_it_stands(town: Dataset) -> None:
    told_why = "\n".join(town.why("Granby kommun", "controls", "Granbystiftelsen"))
    assert "Granby kommun får utse ledamöter i styrelsen för Granbystiftelsen: ≈ 66,6667" in told_why
    assert "control-right/stiftelsen-granby: annals 410–415" in told_why


def test_what_has_ended_gives_no_share(town: Dataset) -> None:
    assert {row[0] for row in told(town, "effective-owners", "Öster AB")} == {"Granby kommun"}


def test_whoever_has_all_shares_decides_under_every_reading(town: Dataset) -> None:
    rows = {row[0]: row for row in told(town, "controls", "Granby kommun")}
    assert (rows["Öster AB"][1], rows["Öster AB"][4]) == ("säkert", "säkert")
    groups = {row[:3] for row in told(town, "group-of", "Granby kommun")}
    assert ("Öster AB", "dotterföretag", "säkert") in groups


def test_where_nothing_follows_the_sources_are_not_said_to_be_silent(report: Dataset) -> None:
    nothing = report.ask("effective-owners", "Ånge kommun").answer
    assert tally(nothing).startswith("Inget följer av det som källorna säger, eller så motsäger de varandra")
    assert tally(report.ask("who-owns", "Ånge kommun").answer) == "Källorna säger inget om det."
