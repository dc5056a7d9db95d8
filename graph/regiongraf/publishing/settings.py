"""What a workspace says about its own publication: who publishes, from where, under which licence, of which day."""

from __future__ import annotations

import mmap
import re
from collections.abc import Mapping
from datetime import date

from regiongraf.publishing.bods import Publication
from regiongraf.publishing.release import release_date
from regiongraf.vocabulary import Minter, expand
from regiongraf.workspace import Workspace

_ISSUED = re.compile(rf'<{re.escape(expand("dct:issued"))}> "(\d{{4}}-\d\d-\d\d)"'.encode())


def newest_source(data: bytes | mmap.mmap) -> date | None:
    """The newest date that a source of a build bears; None without sources."""
    found = [match[1].decode() for match in _ISSUED.finditer(data)]
    return date.fromisoformat(max(found)) if found else None


def publication(workspace: Workspace, data: bytes | mmap.mmap, environment: Mapping[str, str]) -> Publication:
    """Publisher, address, licence, day and title of what a build is published as."""
    settings = workspace.settings
    return Publication(
        publisher=publisher_name(workspace, data),
        url=settings.base,
        licence=settings.licence,
        day=release_date(newest_source(data), environment),
        title=settings.title,
    )


def publication_of(
    endpoint: str, minter: Minter, data: bytes | mmap.mmap, environment: Mapping[str, str]
) -> Publication:
    """What the dataset of an endpoint is published as: who serves it, and no licence, for it states none."""
    day = release_date(newest_source(data), environment)
    return Publication(publisher=endpoint, url=minter.base, licence="", day=day, title=endpoint)


def publisher_name(workspace: Workspace, data: bytes | mmap.mmap) -> str:
    """The name of the publisher as the registry has it, else the title of the workspace."""
    settings = workspace.settings
    if settings.catalogue.publisher_name:
        return settings.catalogue.publisher_name
    if settings.publisher is None:
        return settings.title
    subject = f"<{workspace.minter.thing(f'organisation/{settings.publisher}')}> <{expand('skos:prefLabel')}> "
    found = re.search(re.escape(subject.encode()) + rb'"((?:[^"\\]|\\.)*)"@sv', data)
    return found[1].decode() if found else settings.publisher
