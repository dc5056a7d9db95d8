"""A small dataset in every format, as a person reads it: a change of a writer shows as a change of these files.

After a change that is meant, `REGIONGRAF_GOLDEN=write` writes them anew; read them before they are committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from regiongraf.build import compose
from regiongraf.facts import load
from regiongraf.publishing import FORMATS, export
from regiongraf.vocabulary import Minter

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"turtle": "ttl", "ntriples": "nt", "nquads": "nq", "trig": "trig", "jsonld": "jsonld", "rdfxml": "rdf"}
MINTER = Minter("https://data.example.se/")


@pytest.fixture(scope="module")
def nquads() -> str:
    """What the records state, without what follows by rule: rules are tested with the ontology."""
    composition = compose(load(GOLDEN / "facts"), MINTER)
    return "".join(f"{s} {p} {o} {g} .\n" for s, p, o, g in sorted(composition.stated, key=lambda q: (q[3], *q[:3])))


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_an_export_is_the_golden_file(format_: str, nquads: str) -> None:
    file = GOLDEN / f"region.{ENDINGS[format_]}"
    shown = export(nquads, MINTER, format_)
    if os.environ.get("REGIONGRAF_GOLDEN") == "write":
        file.write_bytes(shown.encode())
    assert shown.encode() == file.read_bytes()
