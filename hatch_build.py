"""Puts the engine of the SPARQL page into the wheel: Oxigraph as WebAssembly, one pinned release of its npm package.

The engine is not in the repository. `REGIONGRAF_ENGINE` names a folder that holds the package; without it npm fetches
the package, and its integrity is checked. Without npm or a network the wheel is built without the engine, and says so;
`REGIONGRAF_ENGINE=` (empty) leaves it out on purpose. What is not the pinned release stops the build.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VARIABLE = "REGIONGRAF_ENGINE"
ASSETS = Path("graph", "regiongraf", "publishing", "site", "assets")
SHELF = "regiongraf/_shelves/engine"
PATIENCE = 120
"""Seconds that npm gets."""
LICENCE = "LICENSE-oxigraph.txt"


class EngineHook(BuildHookInterface[Any]):
    """Adds the engine's files and their licence to a wheel; an editable installation finds them elsewhere."""

    PLUGIN_NAME = "custom"
    _folder: tempfile.TemporaryDirectory[str] | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Find, check and add."""
        if version == "editable":
            return
        assets = Path(self.root) / ASSETS
        pin = json.loads((assets / "engine.json").read_text(encoding="utf-8"))
        found = self._find(pin)
        if found is None:
            return
        self._folder = tempfile.TemporaryDirectory()
        notice = (assets / LICENCE).read_text(encoding="utf-8").format(version=pin["version"])
        for name, content in {**found, LICENCE: notice.encode()}.items():
            file = Path(self._folder.name, name)
            file.write_bytes(content)
            file.chmod(0o644)
            build_data["force_include"][str(file)] = f"{SHELF}/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear up; what is asked of a hook, the arguments too."""
        del version, build_data, artifact_path
        if self._folder:
            self._folder.cleanup()

    def _find(self, pin: dict[str, Any]) -> dict[str, bytes] | None:
        named, npm = os.environ.get(VARIABLE), shutil.which("npm")
        if named == "":
            return None
        if named:
            return _checked(pin, {name: Path(named, name).read_bytes() for name in pin["files"]})
        without = f"the wheel is without the engine of the SPARQL page ({pin['package']} {pin['version']})"
        if npm is None:
            self.app.display_warning(f"{without}: npm was not found; {VARIABLE} can name the folder of the package")
            return None
        with tempfile.TemporaryDirectory() as folder:
            wanted = f"{pin['package']}@{pin['version']}"
            command = [npm, "pack", "--loglevel=error", "--fetch-retries=1", f"--pack-destination={folder}", wanted]
            try:
                subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True, timeout=PATIENCE)  # noqa: S603
            except (subprocess.SubprocessError, OSError) as error:
                said = str(getattr(error, "stderr", None) or error).strip()
                self.app.display_warning(f"{without}: npm could not fetch it\n{said[-500:]}")
                return None
            return _checked(pin, _unpacked(pin, next(Path(folder).glob("*.tgz"))))


def _unpacked(pin: dict[str, Any], archive: Path) -> dict[str, bytes]:
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != pin["integrity"]:
        raise SystemExit(
            f"{pin['package']} {pin['version']} has another integrity than the pinned one: sha512-{digest}"
        )
    found = {}
    with tarfile.open(archive) as members:
        for name in pin["files"]:
            member = members.extractfile(f"package/{name}")
            assert member is not None, "an archive of that integrity holds the file"
            found[name] = member.read()
    return found


def _checked(pin: dict[str, Any], files: dict[str, bytes]) -> dict[str, bytes]:
    for name, expected in pin["files"].items():
        if hashlib.sha256(files[name]).hexdigest() != expected:
            raise SystemExit(f"{name} is not that of {pin['package']} {pin['version']}")
    return files
