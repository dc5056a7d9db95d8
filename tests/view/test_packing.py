"""Packed data is the same data again; the reading half is tried here and, in JavaScript, in the browser."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiongraf.view.packing import BASE, DIGITS, MARK, SHORTEST, pack, safe_json

VALUES = st.recursive(
    st.text() | st.integers(min_value=-(2**53), max_value=2**53) | st.booleans() | st.none(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=30,
)


def unpack(packed: str) -> str:
    text, at = "", 0
    while at < len(packed):
        if packed[at] != MARK:
            text, at = text + packed[at], at + 1
            continue
        high, middle, low, length = (DIGITS.index(char) for char in packed[at + 1 : at + 5])
        start = len(text) - ((high * BASE + middle) * BASE + low)
        for step in range(length + SHORTEST):
            text += text[start + step]
        at += 5
    return text


@given(VALUES)
def test_what_was_packed_comes_out_again(value: object) -> None:
    assert json.loads(unpack(pack(value))) == json.loads(json.dumps(value))


@given(st.text(), st.integers(min_value=1, max_value=400))
def test_repeats_come_out_again(text: str, times: int) -> None:
    assert json.loads(unpack(pack([text] * times))) == [text] * times


def test_repeats_take_little_room() -> None:
    value = [{"source": "n-0123456789", "kind": "owns", "number": k} for k in range(500)]
    assert len(pack(value)) < len(safe_json(value)) / 3


@pytest.mark.browser
def test_the_browser_reads_what_python_writes(browser: object) -> None:
    from importlib.resources import files

    source = (files("regiongraf") / "view" / "assets" / "js" / "packing.js").read_text(encoding="utf-8")
    value = ["abcabcabcabc" * 20, "åäö \u2028 \U0001f600 ` \\ </script>", {"a": [1, 2.5, None, True]}] * 50
    page = browser.new_page()  # type: ignore[attr-defined]  # Playwright's types are not needed to run tests
    page.evaluate(f"() => {{ {source.replace('export function', 'window.unpack = function')} }}")
    assert json.loads(page.evaluate("packed => unpack(packed)", pack(value))) == value
    page.close()
