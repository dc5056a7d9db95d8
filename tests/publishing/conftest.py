"""The dataset that the tests of publication share: made up, small, with every case that an export has to tell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from regiongraf.build import build
from regiongraf.publishing.export import stated
from regiongraf.publishing.publish import publish
from regiongraf.publishing.things import Things
from regiongraf.store.publication import current_build
from regiongraf.workspace import Workspace

SETTINGS = """\
base = "https://data.example.se/"
title = "Exempel"
publisher = "regionen"
licence = "http://creativecommons.org/publicdomain/zero/1.0/"

[catalogue]
description = "Vem som äger vad i ett påhittat län."
description_en = "Who owns what in a made-up county."
publisher_number = "2321000222"
publisher_type = "RegionalAuthority"
keywords = ["ägande", "region"]
keywords_en = ["ownership", "region"]
temporal = "2023/2025"
availability = "AVAILABLE"

[catalogue.contact]
name = "Datagruppen"
email = "data@example.se"
"""
ORGANISATIONS = """\
[[organisation]]
id = "staten"
name = "Staten"
name_en = "The State"
form = "State"
form_basis = "FormByLaw"

[[organisation]]
id = "regionen"
name = "Regionen"
name_en = "The Region"
form = "Region"
form_basis = "FormByName"

[[organisation]]
id = "kommunen"
name = "Kommunen & <script>window.hacked = 1</script>"
aliases = ["\\"><img src=x onerror='window.hacked = 2'>", "</script><script>window.hacked = 3</script>"]
form = "Municipality"
form_basis = "FormByName"

[[organisation]]
id = "bolaget"
name = "=Bolaget AB"
aliases = ["Ånge \\"bolag\\""]
form = "LimitedCompany"
form_basis = "FormByName"

[[organisation]]
id = "dotterbolaget"
name = "Dotterbolaget AB"
form = "LimitedCompany"
form_basis = "FormByName"

[[group]]
id = "kommunerna"
name = "länets kommuner"
name_en = "the county's municipalities"
stated_count = 7

[[place]]
id = "lanet"
name = "Länet"
name_en = "The County"
kind = "County"
code = "22"
"""
SOURCE = """\
id = "bok"
kind = "ReportSource"
title = "En bok"
title_en = "A book"
issued = 2025-03-01
publisher = "regionen"

[[document]]
id = "bok"
sha256 = "0000000000000000000000000000000000000000000000000000000000000000"
media_type = "text/plain"
length = 1000
file_name = "bok.txt"
"""
EVIDENCE = (
    'evidence = [{ start = 10, end = 20, span = "0000000000000000", before = "0000000000000000", '
    'after = "0000000000000000" }]'
)
FACTS = """\
[[ownership]]
id = "staten-bolaget"
owner = "staten"
owned = "bolaget"
share = 51
basis = "Capital"
directness = "Direct"
valid = "2019/"

[[ownership]]
id = "regionen-bolaget"
owner = "regionen"
owned = "bolaget"
share = { min = 0, max = 49, min_open = true, max_open = true }
directness = "Direct"

[[ownership]]
id = "bolaget-dotterbolaget"
owner = "bolaget"
owned = "dotterbolaget"
share = 24.5
basis = "Votes"
directness = "Direct"

[[ownership]]
id = "kommunerna-dotterbolaget"
owner = "kommunerna"
owned = "dotterbolaget"
share = "NotStated"
each = true

[[ownership]]
id = "gammalt"
owner = "kommunen"
owned = "bolaget"
share = 10
rank = "Deprecated"

[[count]]
id = "bolagets-agare"
about = "bolaget"
of = "Owners"
count = 13
precision = "Exact"
figure_as_stated = "13"

[[activity]]
id = "projektet"
kind = "Project"
name = "Projektet"
name_en = "The Project"
places = ["lanet"]

[[funding]]
id = "bidraget"
funder = "regionen"
recipient = "bolaget"
amount = 1250000.50
precision = "Exact"
figure_as_stated = "1 250 000,50"
stage = "Granted"
instrument = "ProjectGrant"
activity = "projektet"
note = "+46 är inget belopp"
note_en = "+46 is no amount"
"""


def write_workspace(folder: Path, facts: str = FACTS, settings: str = SETTINGS) -> Workspace:
    """A workspace of made-up facts in `folder`."""
    for name, text in {
        "regiongraf.toml": settings,
        "facts/registry/organisations.toml": ORGANISATIONS,
        "facts/bok/source.toml": SOURCE,
        "facts/bok/facts.toml": re.sub(r'^(id = ".*")$', rf"\1\n{EVIDENCE}", facts, flags=re.MULTILINE),
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Workspace.load(folder)


@pytest.fixture(scope="session")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The workspace, built."""
    workspace = write_workspace(tmp_path_factory.mktemp("made-up"))
    build(workspace)
    return workspace


@pytest.fixture(scope="session")
def site(made_up: Workspace, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `regiongraf publish` makes of it."""
    folder = tmp_path_factory.mktemp("published") / "site"
    publish(made_up, folder, {})
    return folder


@pytest.fixture(scope="session")
def nquads(made_up: Workspace) -> bytes:
    """The bytes of its build."""
    return (current_build(made_up.dataset_folder) / "dataset.nq").read_bytes()


@pytest.fixture(scope="session")
def things(made_up: Workspace, nquads: bytes) -> Things:
    """What it states and derives."""
    return Things(stated(nquads, made_up.minter))
