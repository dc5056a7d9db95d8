"""A workspace of one's own: settings, an empty registry to fill, and a made-up example that every command works on."""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterator
from pathlib import Path

from regiongraf import documents
from regiongraf.errors import Place, WorkspaceError
from regiongraf.evidence import as_toml
from regiongraf.facts.schema import SCHEMAS, schema_text
from regiongraf.figures import Language
from regiongraf.files import write_text
from regiongraf.words import Words
from regiongraf.workspace import SETTINGS_FILE

SETTINGS = """\
# Inställningar. Alla står i docs/workspace.md. · Settings; docs/workspace.md lists them all.
base = "https://data.example.se/"      # varje IRI börjar så; byt före första publiceringen · every IRI begins so
title = "Min arbetsyta"
publisher = "exempelkommunen"          # den organisation i registret som ger ut datamängden
licence = "http://creativecommons.org/publicdomain/zero/1.0/"   # CC0: får användas fritt · may be used freely
languages = ["sv", "en"]

# Vad dataportaler får veta; docs/publishing.md. · What data portals are told.
[catalogue]
description = "En påhittad datamängd."
description_en = "A made-up dataset."
keywords = ["ägande", "samarbete"]
keywords_en = ["ownership", "cooperation"]
temporal = "2025"
availability = "EXPERIMENTAL"   # hur länge: TEMPORARY, EXPERIMENTAL, AVAILABLE, STABLE · how long

[catalogue.contact]
name = "Exempelkommunen, öppna data"   # en funktion, inte en person · a function, not a person
email = "data@example.se"
"""

ORGANISATIONS = """\
#:schema ../../schema/registry.schema.json
# Ett block per organisation. Ett organisationsnummer tas bara ur en källa: number och number_source.
# One block per organisation. An organisation number only ever comes from a source: number and number_source.

[[organisation]]
id = "exempelkommunen"
name = "Exempelkommunen"
name_en = "Example Municipality"
form = "Municipality"
form_basis = "FormByName"

[[organisation]]
id = "exempelbolaget"
name = "Exempelbolaget AB"
form = "LimitedCompany"
form_basis = "FormByName"
"""

GROUPS = """\
#:schema ../../schema/registry.schema.json
# Aktörer som en källa talar om tillsammans: [[group]]. · Agents that a source speaks of together.
"""

PLACES = """\
#:schema ../../schema/registry.schema.json
# Platser: [[place]]. Koder är text: "2260". · Places; codes are text.
"""

DOCUMENT = """\
Ett påhittat dokument. A made-up document.

Exempelkommunen äger 60 procent av Exempelbolaget AB. Övriga ägare anges inte.
"""

SOURCE = """\
#:schema ../../schema/source.schema.json
id = "exempel"
kind = "ReportSource"
title = "Ett påhittat dokument"
title_en = "A made-up document"
issued = 2025-01-01

[[document]]
id = "exempel"
sha256 = "{sha256}"
media_type = "text/plain"
length = {length}
file_name = "exempel.txt"
"""

FACTS = """\
#:schema ../../schema/facts.schema.json
# En post per uppgift, med belägg: var i dokumentet den står. Raden med belägg skrivs ut av
# One record per fact, with evidence: where in the document it stands. The evidence line is printed by
#   regiongraf evidence --document documents/exempel.txt --find "Exempelkommunen äger 60 procent"

[[ownership]]
id = "exempelkommunen-exempelbolaget"
owner = "exempelkommunen"
owned = "exempelbolaget"
share = 60
directness = "Direct"
evidence = [{owns}]

[[list]]
id = "exempelbolagets-agare"
about = "exempelbolaget"
of = "Owners"
completeness = "OpenList"
evidence = [{others}]
"""

OWNS = "Exempelkommunen äger 60 procent av Exempelbolaget AB"
OTHERS = "Övriga ägare anges inte"


def start(folder: Path, language: Language) -> Iterator[str]:
    """Write a workspace into `folder`, and say what stands where.

    Raises WorkspaceError when the folder holds something already, PageError when it cannot be written.
    """
    make_folder(folder)
    for name, text in _files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_text(folder / name, text)
    for path, told in {
        SETTINGS_FILE: Words(
            "inställningar; sätt base, title och publisher först", "settings; set base, title and publisher"
        ),
        "facts/registry": Words("organisationer, grupper och platser", "organisations, groups and places"),
        "facts/exempel": Words(
            "ett exempel med två uppgifter; ta bort det när du har egna",
            "an example with two records; delete it when you have your own",
        ),
        "documents/exempel.txt": Words("det som exemplet är läst ur", "what the example was read from"),
    }.items():
        yield f"{folder / path}: {told.said(language)}"
    following = Words("Sedan", "Next").said(language)
    there = shlex.quote(str(folder))
    yield f'{following}: cd {there} && regiongraf build && regiongraf ask who-owns "Exempelbolaget AB"'


def make_folder(folder: Path) -> None:
    """Make `folder`; raises WorkspaceError when it holds something already or cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        occupied = any(folder.iterdir())
    except OSError as error:
        raise WorkspaceError(
            f"the folder cannot be made: {error.strerror}",
            place=Place(folder),
            hint="name a folder that you may write to",
            sv=f"mappen kan inte skapas: {error.strerror}",
            hint_sv="ange en mapp som du får skriva i",
        ) from error
    if occupied:
        raise WorkspaceError(
            "the folder is not empty; nothing was written",
            place=Place(folder),
            hint="name a new or an empty folder",
            sv="mappen är inte tom; inget skrevs",
            hint_sv="ange en ny eller tom mapp",
        )


def _files() -> dict[str, str]:
    """Every file of a new workspace, by its path within."""
    owns, others = (as_toml(documents.anchor(DOCUMENT, *documents.find(DOCUMENT, w)[0])) for w in (OWNS, OTHERS))
    sha256 = hashlib.sha256(DOCUMENT.encode()).hexdigest()
    return {
        SETTINGS_FILE: SETTINGS,
        ".gitignore": "/dataset/\n",
        "documents/exempel.txt": DOCUMENT,
        "facts/registry/organisations.toml": ORGANISATIONS,
        "facts/registry/groups.toml": GROUPS,
        "facts/registry/places.toml": PLACES,
        "facts/exempel/source.toml": SOURCE.format(sha256=sha256, length=len(DOCUMENT)),
        "facts/exempel/facts.toml": FACTS.replace("{owns}", owns).replace("{others}", others),
        **{f"schema/{name}.schema.json": schema_text(name) for name in SCHEMAS},
    }
