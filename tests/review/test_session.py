from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from tests.conftest import Desk
from tests.review.conftest import FIRST, Reviewer, text

from regiongraf.errors import RecordErrors, RegiongrafError
from regiongraf.facts import load
from regiongraf.model import Organisation
from regiongraf.review.naming import Register, form_of, slug
from regiongraf.review.session import Decision, Refusal, Session
from regiongraf.workspace import Workspace

OWNERS = "Skogsbuss AB ägs av Region Norrskog (60 %) och Lillviks kommun (40 %).\n"


def key_of(session: Session, kind: str, *names: str) -> str:
    """The key of the one open candidate of a kind that names these."""
    found = [
        item.key
        for item in session.items
        if item.draft.kind == kind
        and item.verdict.state == "open"
        and set(names) <= {name for read in item.draft.names.values() for name in read}
    ]
    assert len(found) == 1, found
    return found[0]


def facts(session: Session, work: str = "skog") -> str:
    return (session.shelf.facts / work / "facts.toml").read_text(encoding="utf-8")


def test_an_accepted_candidate_is_a_record_that_answers_a_question(review: Reviewer, folder: Path) -> None:
    session = review(OWNERS)
    for name in ("Region Norrskog", "Lillviks kommun"):
        session.accept(key_of(session, "ownership", name))
    assert 'owner = "region-norrskog"\nowned = "skogsbuss-ab"\nshare = 60\nevidence = [{ start = 0' in facts(session)
    desk = Desk(folder)
    assert desk.run("build").code == 0
    told = desk.run("ask", "who-owns", "Skogsbuss AB").out
    assert "60%" in told
    assert "total 100%" in told


def test_an_amount_in_euro_is_offered_and_recorded_as_euro(review: Reviewer, folder: Path) -> None:
    session = review("Region Norrskog gav 40 000 euro till Teater Tallen.\n")
    session.accept(key_of(session, "funding", "Teater Tallen"))
    assert "amount = 40000" in facts(session)
    assert 'currency = "EUR"' in facts(session)
    assert 'unit_as_stated = "euro"' in facts(session)
    assert session.items[0].verdict.state == "accepted"
    desk = Desk(folder)
    assert desk.run("build").code == 0
    assert "EUR\u00a040,000" in desk.run("ask", "money-to", "Teater Tallen").out


def test_the_same_figure_in_two_currencies_is_no_contradiction(review: Reviewer) -> None:
    given = "Region Norrskog gav 95 000 {} till Teater Tallen.\n\nRegion Norrskog gav 95 000 {} till Granens AB.\n"
    assert [c.kind for c in review(given.format("euro", "euro")).conflicts] == ["recipient"]
    mixed = review(given.format("kronor", "euro"), "annat.txt")
    assert [item.draft.values.get("currency") for item in mixed.items] == [None, "EUR"]
    assert mixed.conflicts == []


def test_deciding_adds_blocks_and_changes_no_other_line(review: Reviewer) -> None:
    session = review(OWNERS)
    session.accept(key_of(session, "ownership", "Region Norrskog"))
    path = session.shelf.facts / "skog" / "facts.toml"
    path.write_text("# Min anteckning\n\n" + facts(session) + "\n# Slut\n", encoding="utf-8")
    session.refresh()
    before = facts(session)
    session.accept(key_of(session, "ownership", "Lillviks kommun"))
    after = facts(session).splitlines()
    assert [line for line in before.splitlines() if line not in after] == []
    assert after.count("[[ownership]]") == 2


def test_a_record_says_where_and_evidence_holds(review: Reviewer, folder: Path) -> None:
    session = review(OWNERS)
    session.accept(key_of(session, "ownership", "Region Norrskog"))
    checked = Desk(folder).run("check", "--document", str(folder / "skog.txt"))
    assert checked.code == 0, checked.out
    assert "1 of 1 spans of skog hold" in checked.out


def test_a_corrected_share_keeps_what_was_read_beside_it(review: Reviewer) -> None:
    session = review(OWNERS)
    key = key_of(session, "ownership", "Region Norrskog")
    proposed = session.proposal(session.item(key).draft)
    session.accept(key, Decision(proposed.kind, proposed.names, {**proposed.values, "share": Decimal("60.5")}))
    assert "share = 60.5" in facts(session)
    assert 'derivation = "ReviewedReading"' in facts(session)
    ledger = (session.shelf.facts / "skog/review/decisions.toml").read_text(encoding="utf-8")
    assert 'reading = "ownership | Region Norrskog | Skogsbuss AB | 60"' in ledger
    assert session.item(key).verdict.state == "edited"


def test_what_is_decided_stays_decided_when_the_document_is_read_again(review: Reviewer) -> None:
    session = review(text(FIRST))
    states = {}
    for number, item in enumerate(session.items):
        if number % 3 == 2:
            session.reject(item.key)
        else:
            session.accept(item.key)
        states[item.key] = "rejected" if number % 3 == 2 else "accepted"
    again = review(text(FIRST))
    assert [item.verdict.state for item in again.items].count("open") == 0
    assert {item.key: item.verdict.state for item in again.items} == states


def test_a_rejected_candidate_does_not_come_back_under_another_name_of_the_same_body(review: Reviewer) -> None:
    session = review("Norrskogs Buss AB (nedan kallat Bussen) ägs av Region Norrskog. Bussen ägs av Lillviks kommun.\n")
    wrong = key_of(session, "ownership", "Lillviks kommun")
    session.reject(wrong, "gäller inte")
    session.accept(key_of(session, "mention"))
    again = review("Norrskogs Buss AB (nedan kallat Bussen) ägs av Region Norrskog. Bussen ägs av Lillviks kommun.\n")
    states = [i.verdict.state for i in again.items if "Lillviks kommun" in i.draft.names.get("owner", [])]
    assert states == ["rejected"]


def test_names_are_not_linked_by_likeness_without_a_choice(review: Reviewer) -> None:
    session = review(OWNERS)
    session.accept(key_of(session, "ownership", "Region Norrskog"))
    session = review("Skogsbuss Aktiebolag ägs av Region Norrskog (70 %).\n", "annan.txt")
    key = key_of(session, "ownership")
    with pytest.raises(Refusal, match="may be Skogsbuss AB"):
        session.accept(key)
    assert session.register.certain("Skogsbuss Aktiebolag") is None
    names = {"owner": [{"name": "Region Norrskog"}], "owned": [{"id": "skogsbuss-ab", "name": "Skogsbuss Aktiebolag"}]}
    session.accept(key, Decision("ownership", names, {"share": Decimal(70)}))
    assert session.register.certain("Skogsbuss Aktiebolag") == "skogsbuss-ab"
    assert session.item(key).verdict.state == "accepted"


def test_every_decision_is_taken_back_to_the_very_bytes(review: Reviewer) -> None:
    session = review(text(FIRST))

    def files() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in sorted(session.shelf.facts.rglob("*.toml"))}

    seen = [files()]
    for item in session.items:
        (session.reject if item.candidate.kind == "founder" else session.accept)(item.key)
        seen.append(files())
    while len(seen) > 1:
        seen.pop()
        assert session.undo() is not None
        assert files() == seen[-1]


def test_an_undo_after_a_change_by_hand_is_refused_and_loses_nothing(review: Reviewer) -> None:
    session = review(OWNERS)
    session.accept(key_of(session, "ownership", "Region Norrskog"))
    path = session.shelf.facts / "skog" / "facts.toml"
    path.write_text(facts(session).replace("share = 60", "share = 61"), encoding="utf-8")
    with pytest.raises(RegiongrafError, match="changed by hand"):
        session.undo()
    assert "share = 61" in facts(session)


def test_a_record_corrected_by_hand_stays_decided(review: Reviewer) -> None:
    session = review(OWNERS)
    key = key_of(session, "ownership", "Region Norrskog")
    session.accept(key)
    path = session.shelf.facts / "skog" / "facts.toml"
    path.write_text(facts(session).replace("share = 60", "share = 61"), encoding="utf-8")
    assert session.refresh()
    assert session.item(key).verdict.state == "edited"


def test_a_file_that_no_longer_parses_is_told_with_its_line_and_nothing_is_written(review: Reviewer) -> None:
    session = review(OWNERS)
    session.accept(key_of(session, "ownership", "Region Norrskog"))
    path = session.shelf.facts / "skog" / "facts.toml"
    broken = facts(session).replace("share = 60", "share = sextio")
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(RecordErrors) as told:
        session.refresh()
    assert "facts.toml:5" in str(told.value)
    assert facts(session) == broken


def test_what_would_make_wrong_facts_is_refused_whole(review: Reviewer) -> None:
    session = review("Stiftelsen Skogen ägs av Region Norrskog (60 %).\n")
    draft = Decision("ownership", {"owner": [{"new": "Region Norrskog", "form": "Region"}], "owned": [
        {"new": "Stiftelsen Skogen", "form": "Foundation"}]}, {"share": Decimal(60)})  # fmt: skip
    before = sorted(str(p) for p in session.shelf.facts.rglob("*.toml"))
    with pytest.raises(RecordErrors, match="only companies are"):
        session.add(0, 17, draft)
    assert sorted(str(p) for p in session.shelf.facts.rglob("*.toml")) == before


@pytest.mark.parametrize("status", ["planerar att köpa", "föreslår att förvärva"])
def test_what_is_only_planned_is_never_one_key_away(review: Reviewer, status: str) -> None:
    session = review(f"Region Norrskog {status} 60 procent av Skogsbuss AB.\n")
    for item in session.items:
        if item.draft.kind == "ownership" and item.draft.status:
            with pytest.raises(Refusal, match="does not say that it is so"):
                session.accept(item.key)


def test_a_fact_added_by_hand_stands_at_the_words(review: Reviewer) -> None:
    session = review("Vi nämner här Lillviks kommun som delägare i Skogsbuss AB.\n")
    names = {"owner": [{"new": "Lillviks kommun", "form": "Municipality"}], "owned": [{"new": "Skogsbuss AB"}]}
    key = session.add(14, 57, Decision("ownership", names, {"share": "NotStated"}))
    assert key == "ownership/skogsbuss-ab-lillviks-kommun"
    (record,) = [r.record for _, r in load(session.shelf.facts).records()]
    assert (record.evidence[0].start, record.evidence[0].end) == (14, 57)
    assert record.derivation.value == "ReviewedReading"


def test_the_sure_ones_are_one_step(review: Reviewer) -> None:
    session = review(text(FIRST))
    clashing = {key for conflict in session.conflicts for key in conflict.items}
    keys = [item.key for item in session.items if item.candidate.level == "sure" and item.key not in clashing]
    assert session.accept_all(keys) == len(keys)
    before = facts(session)
    session.undo()
    assert before
    assert not (session.shelf.facts / "skog" / "facts.toml").exists()


@pytest.mark.parametrize("at_once", [True, False])
def test_a_body_is_founded_once_by_all_its_founders(review: Reviewer, at_once: bool) -> None:
    session = review("Samordningsförbundet Skogen bildades av Region Norrskog och Lillviks kommun.\n")
    keys = [item.key for item in session.items]
    assert len(keys) == 2
    if at_once:
        assert session.accept_all(keys) == 2
    else:
        for key in keys:
            session.accept(key)
    (record,) = [r.record for _, r in session.shelf.corpus.records()]
    assert set(record.founders) == {"region-norrskog", "lillviks-kommun"}
    assert len(record.evidence) == 1
    assert {item.verdict.record for item in session.items} == {"founding/samordningsforbundet-skogen"}


def test_the_registry_feeds_the_next_reading(review: Reviewer, folder: Path) -> None:
    session = review("Busskompaniet Svea (nedan kallat Svea) bildades 2020. Svea ägs av Region Norrskog.\n")
    names = {"about": [{"new": "Busskompaniet Svea", "form": "LimitedCompany"}]}
    session.add(0, 18, Decision("mention", names, {"name": "Busskompaniet Svea"}))
    (folder / "ny.txt").write_text("Busskompaniet Svea ägs av Region Norrskog till 30 procent.\n", encoding="utf-8")
    told = Desk(folder).run("intake", str(folder / "ny.txt"))
    assert "1 known organisation, 1 new one" in told.err
    assert "Region Norrskog   Busskompaniet Svea   30%" in told.out


def test_the_shelf_reads_what_a_build_reads(review: Reviewer) -> None:
    session = review(text(FIRST))
    session.accept_all([item.key for item in session.items])
    whole = load(session.shelf.facts)
    assert session.shelf.corpus.works[0].records == whole.works[0].records
    assert session.shelf.corpus.registry == whole.registry


KILLED = """
import os, sys
from pathlib import Path
from regiongraf.review import transactions
from regiongraf.review.opening import open_review
from regiongraf.workspace import Workspace
folder, path, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
session = open_review(Workspace.load(folder), path)
real, done = transactions.write_text, [0]
def write_text(file, text):
    real(file, text)
    done[0] += 1
    if done[0] == count:
        os._exit(9)
transactions.write_text = write_text
session.accept(session.items[0].key)
"""


@pytest.mark.parametrize("count", [1, 2, 3])
def test_a_kill_at_any_moment_leaves_all_of_a_decision_or_none(review: Reviewer, folder: Path, count: int) -> None:
    review(OWNERS)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(folder / "skog.txt"), str(count)], check=False
    )
    assert killed.returncode == 9
    session = review(OWNERS)
    assert session.items[0].verdict.state == "accepted"
    load(session.shelf.facts)
    assert session.undo() is not None
    assert session.items[0].verdict.state == "open"


def test_a_full_disk_is_told_and_no_file_is_half_changed(review: Reviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    from regiongraf.errors import PageError
    from regiongraf.review import transactions

    session = review(OWNERS)
    before = {p: p.read_bytes() for p in session.shelf.facts.rglob("*.toml")}
    real, count = transactions.write_text, [0]

    def full(path: Path, words: str) -> None:
        count[0] += 1
        if count[0] == 3:
            raise PageError("the file cannot be written: No space left on device")
        real(path, words)

    monkeypatch.setattr(transactions, "write_text", full)
    with pytest.raises(PageError, match="No space left"):
        session.accept(session.items[0].key)
    monkeypatch.setattr(transactions, "write_text", real)
    assert {p: p.read_bytes() for p in session.shelf.facts.rglob("*.toml")} == before
    session.refresh()
    session.accept(session.items[0].key)
    assert session.items[0].verdict.state == "accepted"


def test_the_workspace_of_a_review_is_seen_by_no_git(review: Reviewer, folder: Path) -> None:
    review(OWNERS)
    assert (folder / ".regiongraf" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert Workspace.load(folder).root == folder


@pytest.mark.parametrize(
    ("known", "name", "near"),
    [
        ("Ånge kommun", "Samordningsförbundet Ånge", []),
        ("Region Västernorrland", "RFSU Västernorrland", []),
        ("Hola folkhögskola", "Ålsta folkhögskola", []),
        ("Skogsbuss AB", "Skogsbus AB", ["skogsbuss-ab"]),
        ("Skogsbuss AB", "Skogsbuss", ["skogsbuss-ab"]),
        ("Stiftelsen Länsmuseet", "stiftelsen länsmuséet", ["stiftelsen-lansmuseet"]),
    ],
)
def test_likeness_is_told_of_bodies_that_may_be_the_same(known: str, name: str, near: list[str]) -> None:
    form, basis = form_of(known)
    id_ = slug(known, ())
    entry = Organisation(id=id_, name=known, form=form, form_basis=basis)
    assert [suggestion.id for suggestion in Register([entry]).suggestions(name)] == near


def test_the_project_of_a_candidate_becomes_an_activity_with_the_one_who_takes_part(review: Reviewer) -> None:
    session = review("Region Norrskog deltar tillsammans med flera parter i projektet Solväg.\n")
    (item,) = (item for item in session.items if item.draft.kind == "participation")
    session.accept(item.key)
    kinds = {located.record.KIND for _, located in session.shelf.corpus.records()}
    assert kinds == {"activity", "participation"}
    again = review("Region Norrskog deltar tillsammans med flera parter i projektet Solväg.\n")
    assert again.item(item.key).verdict.state == "accepted"


def test_the_real_report_is_decided_and_holds(review: Reviewer, folder: Path, report: Path) -> None:
    """Accept what one key accepts: it builds, and every span holds in the report."""
    session = review(report.read_text(encoding="utf-8"), "rapport.txt")
    done = session.accept_all([item.key for item in session.items])
    assert done >= 0.75 * len(session.items)
    checked = Desk(folder).run("check", "--document", str(folder / "rapport.txt"))
    assert checked.code == 0, checked.out
    again = review(report.read_text(encoding="utf-8"), "rapport.txt")
    assert sum(item.verdict.state != "open" for item in again.items) >= 0.9 * done
