"""What the page on ownership shows is run, and its table of forms is the table that decides."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

from regiongraf.ownership import FORM_RULES


def test_the_examples_give_what_they_show(repository: Path):
    page = repository / "docs" / "ownership.md"
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert tried > 10
    assert not failed


def test_the_table_of_forms_is_the_one_that_decides(repository: Path):
    page = (repository / "docs" / "ownership.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z][\w, ]+) \| (\w+) \| [A-Z]", page, re.MULTILINE)
    told = {form: passage for forms, passage in rows for form in forms.split(", ")}
    assert told == {form.value: rule.passage.value for form, rule in FORM_RULES.items()}
