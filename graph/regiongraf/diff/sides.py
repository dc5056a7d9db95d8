"""The two sides of a comparison, as quads: a build, an export, a workspace, or a git revision of its facts."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from regiongraf.build import compose
from regiongraf.errors import PageError, Place, WorkspaceError
from regiongraf.facts import load
from regiongraf.publishing.digest import rdfc_digest
from regiongraf.store import Store
from regiongraf.store.fetching import dataset_of
from regiongraf.store.parsing import DEFAULT, FORMATS, read_quads
from regiongraf.store.publication import CURRENT, current_build
from regiongraf.store.remote import RemoteStore
from regiongraf.triples import Quad
from regiongraf.workspace import SETTINGS_FILE, Workspace

GIT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Side:
    """One of two datasets: how it was named, and its quads in term order."""

    name: str
    quads: tuple[Quad, ...]

    @property
    def digest(self) -> str:
        """Its RDFC-1.0 digest."""
        return rdfc_digest(self.quads)

    @property
    def is_of_triples(self) -> bool:
        """True for an export that has no named graphs."""
        return all(quad[3] == DEFAULT for quad in self.quads)


def side(named: str, workspace: Workspace | None) -> Side:
    """What a user names: a folder (a workspace, its datasets, or one build), an RDF file, a git revision, an endpoint.

    A revision is of the facts of `workspace`. Raises PageError, WorkspaceError, StoreError or RecordErrors.
    """
    if named.startswith(("http://", "https://")):
        return Side(named, tuple(sorted(dataset_of(RemoteStore(named)))))
    path = Path(named)
    if path.is_dir():
        return Side(named, tuple(read_quads(_dataset(path))))
    if path.is_file() or any(path.name.endswith(end) or path.name.endswith(f"{end}.gz") for end in FORMATS):
        return Side(named, tuple(read_quads(path)))
    if workspace is None:
        raise PageError(
            f"there is no {named!r} here",
            hint="name a build, an export, an endpoint, or a git revision of a workspace's facts",
            sv=f"det finns inget {named!r} här",
            hint_sv="ange ett bygge, en export, en ändpunkt eller en git-revision av en arbetsytas uppgifter",
        )
    return Side(named, tuple(_of_revision(named, workspace)))


def side_of(store: Store, name: str) -> Side:
    """What a store holds, literals as it writes them: two sides that are made so differ in facts only."""
    found = (
        (s, p, o, f"<{graph}>")
        for graph in store.graphs()
        for s, p, o in store.construct(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    )
    loose = () if store.graphs() else store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    return Side(name, tuple(sorted([*found, *((s, p, o, DEFAULT) for s, p, o in loose)])))


def _dataset(folder: Path) -> Path:
    """The quads of a folder that somebody means by a dataset."""
    if (folder / SETTINGS_FILE).is_file():
        folder = Workspace.load(folder).dataset_folder
    if (folder / CURRENT).is_file():
        folder = current_build(folder)
    file = folder / "dataset.nq"
    if not file.is_file():
        raise PageError(
            "the folder holds no dataset",
            place=Place(folder),
            hint="name a workspace, or one of its builds",
            sv="mappen innehåller ingen datamängd",
            hint_sv="ange en arbetsyta, eller ett av dess byggen",
        )
    return file


def _of_revision(revision: str, workspace: Workspace) -> list[Quad]:
    """The dataset that the facts gave at a revision: read, judged and derived anew."""
    with tempfile.TemporaryDirectory(prefix="regiongraf-") as name:
        root = Path(name)
        with tarfile.open(fileobj=io.BytesIO(_archive(revision, workspace.root))) as archive:
            archive.extractall(root, filter="data")
        if not (root / SETTINGS_FILE).is_file():
            raise WorkspaceError(
                f"the revision {revision!r} holds no {SETTINGS_FILE}",
                place=Place(workspace.root),
                hint="commit the workspace, settings and facts alike",
                sv=f"revisionen {revision!r} har ingen {SETTINGS_FILE}",
                hint_sv="lägg in hela arbetsytan i git, både inställningar och uppgifter",
            )
        then = Workspace.load(root)
        return sorted(set(compose(load(then.facts), then.minter).quads()))


def _archive(revision: str, root: Path) -> bytes:
    """The workspace at a revision as a tar file."""
    git = shutil.which("git")
    if git is None:
        raise PageError(
            "git is needed to compare revisions",
            hint="install git, or name two builds or exports",
            sv="git behövs för att jämföra revisioner",
            hint_sv="installera git, eller ange två byggen eller exporter",
        )
    if revision.startswith("-"):
        raise PageError(
            f"{revision!r} is no revision",
            hint="such as HEAD~1, a tag or a branch",
            sv=f"{revision!r} är ingen revision",
            hint_sv="som HEAD~1, en tagg eller en gren",
        )
    try:
        found = subprocess.run(  # noqa: S603  # the revision is an argument, and never begins with a hyphen
            [git, "-C", str(root), "archive", "--format=tar", revision, "."],
            capture_output=True,
            timeout=GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PageError(
            f"git did not answer: {error}",
            place=Place(root),
            hint="try again",
            sv=f"git svarade inte: {error}",
            hint_sv="försök igen",
        ) from error
    if found.returncode:
        reason = (found.stderr.decode(errors="replace").splitlines() or [f"error {found.returncode}"])[0]
        raise PageError(
            f"there is no {revision!r}, neither as a file nor as a revision ({reason.removeprefix('fatal: ')})",
            place=Place(root),
            hint="name a build, an export, or a revision such as HEAD~1",
            sv=f"det finns ingen {revision!r}, varken som fil eller som revision ({reason.removeprefix('fatal: ')})",
            hint_sv="ange ett bygge, en export eller en revision som HEAD~1",
        )
    return found.stdout
