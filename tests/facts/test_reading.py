"""One TOML file into records: the line of each, and an error that names file, line, field and what was expected."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import Any

import pytest

from regiongraf.errors import RecordError
from regiongraf.facts import Located
from regiongraf.facts.reading import parse, single, tables
from regiongraf.model import RECORD_KINDS, Ownership, Source

GOOD = """\
# a comment
[[ownership]]
id = "a"
owner = "b"
owned = "c"
share = 24.50

[[ownership]]
id = "d"
owner = "b"
owned = "e"
share = { min = 50, min_open = true }
"""


def _read(text: str) -> list[Located[Any] | RecordError]:
    return list(tables(text.encode(), "facts.toml", RECORD_KINDS))


def _only_error(text: str | bytes) -> RecordError:
    content = text.encode() if isinstance(text, str) else text
    (found,) = [item for item in tables(content, "facts.toml", RECORD_KINDS) if isinstance(item, RecordError)]
    assert found.hint
    return found


def test_records_are_read_in_order_with_their_lines_and_exact_figures() -> None:
    first, second = _read(GOOD)
    assert isinstance(first, Located)
    assert isinstance(second, Located)
    assert (first.place.line, second.place.line) == (2, 8)
    assert isinstance(first.record, Ownership)
    assert str(first.record.share) == "24.50"
    assert second.record.share.min == Decimal(50)


def test_windows_line_ends_are_as_good_and_lines_stay_right() -> None:
    located = _read(GOOD.replace("\n", "\r\n"))
    assert [item.place.line for item in located if isinstance(item, Located)] == [2, 8]


def test_letters_that_look_like_line_ends_do_not_shift_the_lines() -> None:
    error = _only_error("# \u2028 \u0085 a comment\n" + GOOD.replace("share = 24.50", "share = 120"))
    assert error.place is not None
    assert error.place.line == 7


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "said"),
    [
        ("share = 24.50", "share = 120", 6, "share", "at most 100"),
        ("share = 24.50", 'share = "24,5"', 6, "share", "write 24.5 without quotes"),
        ("share = 24.50", "share = [50, 60]", 6, "share", "24.5"),
        ("share = 24.50", "share = { min = 120 }", 6, "share", "120"),
        ("share = 24.50", "share = { mn = 20 }", 6, "share", "`mn`"),
        ('owner = "b"\nowned = "c"', 'owned = "c"', 2, "owner", "missing"),
        ('owned = "c"', 'owned = "c"\nandel = 5', 6, "andel", "no such field"),
        ('owned = "c"', 'owned = "c"\nrank = "Best"', 6, "rank", "'Preferred'"),
        ('owned = "e"', 'owned = "E AB"', 11, "owned", "lower-case"),
        (
            'owned = "e"',
            'owned = "e"\nevidence = [{ start = 1, end = 3, before = "0123456789abcdef", after = "0123456789abcdef" }]',
            12,
            "evidence",
            "`span` is missing",
        ),
        ('owned = "e"', 'owned = "e"\nbasis_note = "a\\u001b[2J"', 12, "basis_note", "U+001B"),
    ],
)
def test_one_error_names_the_line_the_field_and_what_was_expected(
    old: str, new: str, line: int, field: str, said: str
) -> None:
    error = _only_error(GOOD.replace(old, new))
    assert error.place is not None
    assert (error.place.file, error.place.line, error.place.field) == ("facts.toml", line, field)
    assert said in error.message


def test_a_figure_of_two_kinds_is_one_error_not_one_for_each_way_to_write_it() -> None:
    text = """
[[funding]]
id = "f"
funder = "Foo Bar"
recipient = "NotStated"
amount = "10,7"
stage = "Granted"
instrument = "Loan"
"""
    errors = [item for item in _read(text) if isinstance(item, RecordError)]
    assert [(error.place.line, error.place.field) for error in errors if error.place] == [(4, "funder"), (6, "amount")]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[[ownership]]\nid = "a\n', 2, "TOML"),
        ("[[ownership]]\nshare = 24,5\n", 2, "TOML"),
        ("[[ownership]]\nshare = 50\nshare = 60\n", 3, "TOML"),
        ("[[ägande]]\n", 1, "TOML"),
        ('[[ownerships]]\nid = "a"\n', 1, "ownership"),
        ('\n[ownership]\nid = "a"\n', None, "ownership"),
        ('id = "a"\n', 1, "id"),
        (unicodedata.normalize("NFD", '\n[[mention]]\nname = "Ånge"\n'), 3, "NFD"),
        ('\ufeff[[mention]]\nname = "Ånge"\n', 1, "byte-order mark"),
    ],
)
def test_a_file_that_cannot_be_read_names_the_line(text: str, line: int | None, said: str) -> None:
    error = _only_error(text)
    assert error.place is not None
    assert line is None or error.place.line == line
    assert said in str(error)


def test_a_file_that_is_not_utf_8_names_the_line_of_the_first_wrong_byte() -> None:
    error = _only_error('[[mention]]\nid = "a"\nname = "Ånge"\n'.encode("latin-1"))
    assert error.place is not None
    assert error.place.line == 3
    assert "UTF-8" in str(error)


def test_a_wrong_record_does_not_hide_the_right_ones() -> None:
    found = _read(GOOD.replace("24.50", "120"))
    assert [isinstance(item, Located) for item in found] == [False, True]


def test_a_source_is_one_record_and_each_wrong_field_has_its_line() -> None:
    errors = [e for e in single(b'id = "A"\nkind = 5\n', "source.toml", Source) if isinstance(e, RecordError)]
    lines = {error.place.field: error.place.line for error in errors if error.place}
    assert lines == {"id": 1, "kind": 2, "title": 1, "title_en": 1, "issued": 1}


def test_figures_are_never_floats() -> None:
    assert parse(b"x = 24.10\ny = 1e2\n", "f") == {"x": Decimal("24.10"), "y": Decimal("1e2")}
    assert all(isinstance(value, Decimal) for value in parse(b"x = 24.10\ny = 1e2\n", "f").values())
