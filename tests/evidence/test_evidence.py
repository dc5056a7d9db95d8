"""Evidence held against its document, through the command as a reader uses it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from regiongraf.evidence import as_toml, locate, verify
from regiongraf.facts import load

if TYPE_CHECKING:
    from tests.conftest import Desk

DOCUMENT = "documents/exempel.txt"


def _verdicts(desk: Desk) -> dict[str, str]:
    _, spans = verify(load(desk.path("facts")), desk.path(DOCUMENT))
    return {span.record.record.id: span.verdict for span in spans}


def _documents_digest_becomes_that_of_the_file(desk: Desk) -> None:
    content = desk.path(DOCUMENT).read_bytes()
    source = re.sub(
        r'sha256 = ".*"', f'sha256 = "{hashlib.sha256(content).hexdigest()}"', desk.read("facts/exempel/source.toml")
    )
    desk.write("facts/exempel/source.toml", re.sub(r"length = \d+", f"length = {len(content.decode())}", source))


def test_every_span_is_shown_in_its_context(desk: Desk) -> None:
    shown = desk.run("evidence", "--document", str(desk.path(DOCUMENT)))
    assert shown.code == 0
    assert "»Exempelkommunen äger 60 procent av Exempelbolaget AB«" in shown.out
    assert "ownership/exempelkommunen-exempelbolaget" in shown.out


@pytest.mark.parametrize("record", ["list/exempelbolagets-agare", "exempelbolagets-agare"])
def test_one_record_by_its_key_or_its_id(desk: Desk, record: str) -> None:
    shown = desk.run("evidence", record, "--document", str(desk.path(DOCUMENT)))
    assert shown.code == 0
    assert shown.out.count("»") == 1


def test_an_unknown_record_is_refused_with_a_suggestion(desk: Desk) -> None:
    desk.run("evidence", "exempelbolagets-agar", "--document", str(desk.path(DOCUMENT))).refused(
        "exempelbolagets-agare"
    )


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (lambda b: b.replace(b"\n", b"\r\n"), "CRLF"),
        (lambda b: b"\xef\xbb\xbf" + b, "byte-order mark"),
        (lambda b: unicodedata.normalize("NFD", b.decode()).encode(), "NFD"),
        (lambda b: b + b" ", "SHA-256"),
    ],
    ids=["crlf", "bom", "nfd", "other"],
)
def test_a_file_that_is_not_the_one_is_refused_with_the_cause(desk: Desk, change: object, cause: str) -> None:
    desk.write(DOCUMENT, change(desk.path(DOCUMENT).read_bytes()))  # type: ignore[operator]
    for command in ("evidence", "check"):
        desk.run(command, "--document", str(desk.path(DOCUMENT))).refused("exempel.txt", cause)


def test_a_document_that_is_not_utf_8_or_not_there_is_refused(desk: Desk) -> None:
    desk.run("evidence", "--document", str(desk.path("documents/nowhere.txt"))).refused("nowhere.txt")
    desk.write(DOCUMENT, "Ånge".encode("latin-1"))
    desk.run("evidence", "--document", str(desk.path(DOCUMENT))).refused("exempel.txt", "UTF-8")


def test_words_that_changed_are_lost_and_words_around_that_changed_are_told(desk: Desk) -> None:
    assert set(_verdicts(desk).values()) == {"holds"}
    desk.replace(DOCUMENT, "60 procent", "61 procent")
    _documents_digest_becomes_that_of_the_file(desk)
    assert _verdicts(desk) == {"exempelkommunen-exempelbolaget": "lost", "exempelbolagets-agare": "holds"}
    shown = desk.run("evidence", "--document", str(desk.path(DOCUMENT)))
    assert shown.code == 1
    assert "✗ ownership/exempelkommunen-exempelbolaget" in shown.out
    checked = desk.run("check", "--lang", "en", "--document", str(desk.path(DOCUMENT)))
    assert checked.code == 1
    assert "evidence-lost" in checked.out
    assert "facts.toml:" in checked.out


def test_a_word_just_before_a_span_is_context_and_no_error(desk: Desk) -> None:
    desk.replace(DOCUMENT, "A made-up document.", "A made-up pamphlet!")
    _documents_digest_becomes_that_of_the_file(desk)
    assert _verdicts(desk)["exempelkommunen-exempelbolaget"] == "context changed"
    checked = desk.run("check", "--document", str(desk.path(DOCUMENT)))
    assert checked.code == 0
    assert "evidence-context-changed" in checked.out


def test_the_line_that_find_prints_is_the_line_of_the_record(desk: Desk) -> None:
    found = desk.run("evidence", "--document", str(desk.path(DOCUMENT)), "--find", "Övriga  ägare\nanges inte")
    assert found.code == 0
    assert f"evidence = [{found.out.strip()}]" in desk.read("facts/exempel/facts.toml")


def test_words_that_do_not_stand_there_are_told(desk: Desk) -> None:
    desk.run("evidence", "--document", str(desk.path(DOCUMENT)), "--find", "övriga bolag").refused("övriga bolag")


def test_a_page_is_kept_in_the_line(desk: Desk) -> None:
    (evidence,) = locate(desk.path(DOCUMENT), "60 procent")
    assert as_toml(evidence.model_copy(update={"page": 3})).endswith(", page = 3 }")


def test_control_characters_of_a_document_never_reach_the_terminal(desk: Desk) -> None:
    text = desk.read(DOCUMENT).replace("A made-up document.", "A \x1b]0;owned\x07\x9b2J document.")
    desk.write(DOCUMENT, text)
    _documents_digest_becomes_that_of_the_file(desk)
    (owns,) = locate(desk.path(DOCUMENT), "Exempelkommunen äger 60 procent av Exempelbolaget AB")
    (others,) = locate(desk.path(DOCUMENT), "Övriga ägare anges inte")
    facts = re.sub(r"evidence = \[.*\]", "evidence = [@]", desk.read("facts/exempel/facts.toml"))
    desk.write("facts/exempel/facts.toml", facts.replace("@", as_toml(owns), 1).replace("@", as_toml(others), 1))
    shown = desk.run("evidence", "--document", str(desk.path(DOCUMENT)))
    assert shown.code == 0
    assert "\\x1b" in shown.out
    assert not set(shown.out) & {"\x1b", "\x07", "\x9b"}


def test_the_share_stands_as_it_was_read(desk: Desk) -> None:
    records = {located.record.id: located.record for _, located in load(desk.path("facts")).records()}
    assert records["exempelkommunen-exempelbolaget"].share == Decimal(60)
