"""Decisions on candidates: what a person accepted, edited, added or rejected, kept as small blocks of TOML in git.

A candidate is a reading and lives in an untracked file; a decision is a block in `facts/` and outlives the reading, the
session and the edition of the document that it was made on. Nothing here knows of a web page.
"""
