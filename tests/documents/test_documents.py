"""Documents: bytes to digest and text, spans that are found again, and the cause when a file is another."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regiongraf import documents
from regiongraf.errors import DocumentError
from regiongraf.model import Document, Evidence

TEXT = "Första raden är kort.\nRegionen äger 24,5 procent av Ånge Energi AB.\nSista raden.\n"


@pytest.fixture
def original(tmp_path: Path) -> Path:
    file = tmp_path / "original.txt"
    file.write_bytes(TEXT.encode())
    return file


@pytest.fixture
def known(original: Path) -> Document:
    sha256 = hashlib.sha256(original.read_bytes()).hexdigest()
    return Document(id="d", sha256=sha256, media_type="text/plain", length=len(TEXT), file_name="original.txt")


def _saved(folder: Path, content: bytes) -> Path:
    file = folder / "copy.txt"
    file.write_bytes(content)
    return file


def test_a_document_is_read_as_it_stands(original: Path) -> None:
    read = documents.read(original)
    assert read.text == TEXT
    assert read.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@given(text=st.text(max_size=200), data=st.data())
def test_a_span_that_is_anchored_is_quoted_and_found_again(text: str, data: st.DataObject) -> None:
    assume(len(text) > 0)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    evidence = documents.anchor(text, start, end)
    read = documents.Text(Path("t"), "", text)
    assert read.quote(evidence) == text[start:end]
    assert documents.anchor(text, evidence.start, evidence.end) == evidence


@given(
    st.lists(st.sampled_from(["Ånge", "äger", "24", ",", "AB", "och", "(", "€"]), min_size=3, max_size=30), st.data()
)
def test_words_are_found_where_they_stand_whatever_white_space_is_between(
    tokens: list[str], data: st.DataObject
) -> None:
    spaces = data.draw(
        st.lists(st.sampled_from([" ", "\n", "  ", "\t", " \n "]), min_size=len(tokens), max_size=len(tokens))
    )
    text = "".join(token + space for token, space in zip(tokens, spaces, strict=True))
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    found = documents.find(text, " ".join(tokens[first : last + 1]))
    assert [text[start:end].split() for start, end in found] == [tokens[first : last + 1]] * len(found)
    assert len(found) >= 1


def test_a_span_hash_is_blind_to_white_space_and_to_nothing_else() -> None:
    def span(text: str) -> Evidence:
        return documents.anchor(text, 0, len(text))

    assert span("äger  24,5\nprocent").span == span("äger 24,5 procent").span
    assert span("äger 24,5 procent").span != span("äger 24,6 procent").span
    assert span("Äger 24,5 procent").span != span("äger 24,5 procent").span


def test_no_words_of_the_document_stand_in_the_evidence() -> None:
    evidence = documents.anchor(TEXT, 22, 30)
    assert "Regionen" not in evidence.model_dump_json()
    assert documents.anchor(TEXT, 22, 30, document="bilaga").document == "bilaga"


def test_nothing_is_found_for_no_words_and_signs_are_no_patterns() -> None:
    assert documents.find(TEXT, "  ") == []
    assert documents.find("a.c (b)*", "a.c (b)*") == [(0, 8)]
    assert documents.find("abc", "a.c") == []


def test_the_very_file_is_recognised(original: Path, known: Document) -> None:
    other = known.model_copy(update={"id": "e", "sha256": "0" * 64})
    assert documents.verify_digest(documents.read(original), [other, known]) is known


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (TEXT.replace("\n", "\r\n").encode(), "CRLF"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "byte-order mark"),
        (unicodedata.normalize("NFD", TEXT).encode(), "NFD"),
        (b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(), ""),
        (TEXT.replace("24,5", "24,6").encode(), ""),
        (b"", ""),
    ],
)
def test_another_file_is_refused_and_what_a_tool_did_to_it_is_named(
    tmp_path: Path, known: Document, content: bytes, cause: str
) -> None:
    with pytest.raises(DocumentError, match=r"original\.txt") as refusal:
        documents.verify_digest(documents.read(_saved(tmp_path, content)), [known])
    assert refusal.value.hint
    assert refusal.value.place is not None
    causes = [name for name in ("CRLF", "byte-order mark", "NFD") if name in str(refusal.value)]
    assert causes == ([cause] if cause else [])


def test_a_file_that_is_not_utf_8_names_the_byte(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="byte 1 is 0xe5") as refusal:
        documents.read(_saved(tmp_path, "måne".encode("latin-1")))
    assert "iconv" in str(refusal.value.hint)


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError, match="cannot be read") as refusal:
        documents.read(tmp_path / name)
    assert refusal.value.hint


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_BYTES", 10)
    with pytest.raises(DocumentError, match="larger"):
        documents.read(_saved(tmp_path, b"x" * 11))
    assert documents.read(_saved(tmp_path, b"x" * 10)).text == "x" * 10


def test_five_tokens_on_either_side_are_the_context_and_no_more() -> None:
    def around(before: str, after: str) -> tuple[str, str]:
        text = f"{before} ORD {after}"
        evidence = documents.anchor(text, text.index("ORD"), text.index("ORD") + 3)
        return evidence.before, evidence.after

    usual = around("a b c d e f", "u v w x y z")
    assert around("A b c d e f", "u v w x y Z") == usual
    assert around("a B c d e f", "u v w x Y z")[0] != usual[0]
    assert around("a B c d e f", "u v w x Y z")[1] != usual[1]
