"""What a maintainer is told: errors apart from advice, each with what to do, the same in every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from regiongraf.checks import CheckResult, check
from regiongraf.errors import DocumentError, RecordErrors
from regiongraf.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import Desk

FACTS, ORGANISATIONS = "facts/exempel/facts.toml", "facts/registry/organisations.toml"


def _checked(desk: Desk) -> CheckResult:
    return check(Workspace.load(desk.root))


def _rules(result: CheckResult) -> tuple[list[str], list[str]]:
    def names(findings: object) -> list[str]:
        return [finding.rule.rpartition("#")[2] for finding in findings]  # type: ignore[attr-defined]

    return names(result.errors), names(result.advice)


def test_a_good_workspace_passes_and_is_told_what_was_checked(desk: Desk) -> None:
    result = check(Workspace.load(desk.root), [desk.path("documents/exempel.txt")])
    assert (result.errors, result.advice) == ((), ())
    assert len(result.passed) == 3
    assert [line.said("sv") for line in result.passed] != [line.said("en") for line in result.passed]


def test_offsets_that_were_not_held_against_a_document_are_told(desk: Desk) -> None:
    assert any("--document" in line.said("en") for line in _checked(desk).passed)


@pytest.mark.parametrize(
    ("more", "errors"),
    [
        ("share = 60", []),
        ("share = 100", []),
        ("share = 60.00000000000001", []),
    ],
)
def test_shares_up_to_the_whole_pass(desk: Desk, more: str, errors: list[str]) -> None:
    desk.replace(FACTS, "share = 60", more)
    assert _rules(_checked(desk))[0] == errors


def test_shares_above_the_whole_are_one_error_in_both_languages(desk: Desk) -> None:
    desk.append(
        ORGANISATIONS,
        '\n[[organisation]]\nid = "b"\nname = "B AB"\nform = "LimitedCompany"\nform_basis = "FormByName"\n',
    )
    text = desk.read(FACTS)
    block = text[text.index("[[ownership]]") : text.index("[[list]]")]
    desk.append(
        FACTS,
        block.replace('"exempelkommunen-exempelbolaget"', '"b"').replace('owner = "exempelkommunen"', 'owner = "b"'),
    )
    result = _checked(desk)
    (error,) = result.errors
    assert "120" in error.message_sv
    assert "120" in error.message_en
    assert error.message_sv != error.message_en
    assert "exempelbolaget" in error.focus
    assert _checked(desk) == result, "the same findings in the same order"


def test_more_named_owners_than_the_source_counts_is_an_error(desk: Desk) -> None:
    text = desk.read(FACTS)
    span = text[text.index("evidence = [") :].splitlines()[0]
    count = '\n[[count]]\nid = "c"\nabout = "exempelbolaget"\nof = "Owners"\ncount = {}\nprecision = "Exact"\n'
    count += 'figure_as_stated = "0"\n'
    desk.write(FACTS, text + count.format(0) + span + "\n")
    assert len(_checked(desk).errors) == 1
    desk.write(FACTS, text + count.format(13) + span + "\n")
    assert _checked(desk).errors == ()


def test_advice_does_not_stop_a_build(desk: Desk) -> None:
    desk.replace(FACTS, 'directness = "Direct"', 'directness = "Indirect"')
    errors, advice = _rules(_checked(desk))
    assert (errors, len(advice)) == ([], 1)
    assert desk.run("build").code == 0


def test_wrong_records_and_other_documents_are_raised(desk: Desk) -> None:
    desk.write("other.txt", "another document")
    with pytest.raises(DocumentError):
        check(Workspace.load(desk.root), [desk.path("other.txt")])
    desk.replace(FACTS, "share = 60", "share = 600")
    with pytest.raises(RecordErrors):
        _checked(desk)
