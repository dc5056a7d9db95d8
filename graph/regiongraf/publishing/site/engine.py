"""The engine of the SPARQL page: Oxigraph as WebAssembly, one pinned release, found and checked, never committed."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from regiongraf.errors import MissingPart, Place
from regiongraf.publishing.site.rendering import asset

PIN = json.loads(asset("engine.json"))
"""Which release it is; hatch_build.py, which puts it into the wheel, reads the same file."""
VERSION: str = PIN["version"]
DIGESTS: dict[str, str] = PIN["files"]
"""SHA-256 of the two files of the package that the page takes in."""
VARIABLE = "REGIONGRAF_ENGINE"
HINT_SV = f"npm install --no-save oxigraph@{VERSION} i arbetsytan, eller {VARIABLE}=/sökväg/till/paketet"
HINT = f"npm install --no-save oxigraph@{VERSION} in the workspace, or {VARIABLE}=/path/to/the/package"


@dataclass(frozen=True, slots=True)
class Engine:
    """The two files of the engine."""

    script: bytes
    wasm: bytes


def licence() -> str:
    """The licence that goes with the engine wherever it is passed on."""
    return asset("LICENSE-oxigraph.txt").format(version=VERSION)


def find_engine(workspace: Path, environment: Mapping[str, str]) -> Engine | None:
    """The engine that a user has, or that came with the wheel; None when there is none.

    Raises MissingPart when the files are not those of the pinned release.
    """
    named = environment.get(VARIABLE)
    folders = [Path(named)] if named else list(_places(workspace))
    for folder in folders:
        if all((folder / name).is_file() for name in DIGESTS):
            return _checked(folder)
    if named:
        raise MissingPart(
            f"there is no engine in {named}", hint=HINT, sv=f"det finns ingen frågemotor i {named}", hint_sv=HINT_SV
        )
    return None


def _places(workspace: Path) -> Iterable[Path]:
    yield Path(__file__).parents[2] / "_shelves" / "engine"
    for folder in (workspace, Path.cwd(), Path(__file__).parents[4]):
        yield folder / "node_modules" / "oxigraph"


def _checked(folder: Path) -> Engine:
    found = {name: (folder / name).read_bytes() for name in DIGESTS}
    for name, expected in DIGESTS.items():
        if hashlib.sha256(found[name]).hexdigest() != expected:
            raise MissingPart(
                f"the engine is not oxigraph {VERSION}: {name} differs",
                hint=f"{HINT} ({Place(folder / name)})",
                sv=f"frågemotorn är inte oxigraph {VERSION}: {name} skiljer sig",
                hint_sv=f"{HINT_SV} ({Place(folder / name)})",
            )
    return Engine(found["web.js"], found["web_bg.wasm"])


def classic(script: bytes) -> bytes:
    """The engine's script without its module syntax: a page that is opened from a disk cannot load modules.

    The page hands the compiled program over itself, so the address that the module would load it from is never used.
    """
    text = re.sub(r"^export\s+(?=(?:async\s+)?(?:class|function)\b)", "", script.decode(), flags=re.MULTILINE)
    text = re.sub(r"^export\s+(?:default\s+\w+|\{[^}]*\});?$", "", text, flags=re.MULTILINE)
    return text.replace("import.meta.url", '""').encode()


def packed(content: bytes) -> str:
    """Bytes as text that can stand in a page: compressed, in base 64."""
    return base64.b64encode(gzip.compress(content, mtime=0)).decode()


def policy_hash(script: str) -> str:
    """What a Content-Security-Policy calls one inline script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
