"""Exports of a dataset: byte-stable, sorted, without blank nodes."""

from regiongraf.publishing.export import FORMATS, export

__all__ = ["FORMATS", "export"]
