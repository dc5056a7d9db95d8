"""Modules become one script, each once and in order; what is not understood is refused."""

from __future__ import annotations

import pytest

from regiongraf.errors import PageError
from regiongraf.view.joining import join


def test_modules_come_after_those_that_they_import() -> None:
    modules = {
        "main": 'import { one } from "./one.js";\nimport { two } from "./two.js";\nrun(one, two);',
        "two": 'import { one } from "./one.js";\nexport const two = one + 1;',
        "one": "/** A number. */\nexport const one = 1;\nexport function helper() { return one; }\n// gone",
    }
    script = join(modules, "main")
    assert script.index("$$one =") < script.index("$$two =") < script.index("$$main =")
    assert script.count("const one = 1;") == 1
    assert "return { one, helper };" in script
    assert "A number" not in script
    assert "gone" not in script


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('import one from "./one.js";', "not understood"),
        ('import * as one from "./one.js";', "not understood"),
        ("export default 1;", "not understood"),
        ("export let one = 1;", "not understood"),
        ('import { one } from "./none.js";', "does not exist"),
        ('import { main } from "./main.js";', "circle"),
    ],
)
def test_other_forms_are_refused(source: str, said: str) -> None:
    with pytest.raises(PageError, match=said):
        join({"main": f"const x = 1;\n{source}"}, "main")


def test_a_type_in_a_line_goes_and_the_code_stays() -> None:
    assert "(x).y = 1;" in join({"main": "/** @type {any} */ (x).y = 1;\nconst a = 2; /** not this */"}, "main")
