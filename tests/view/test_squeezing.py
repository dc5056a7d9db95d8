"""A script says the same without the spaces beside its signs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from regiongraf.resources import texts
from regiongraf.view import page
from regiongraf.view.joining import join
from regiongraf.view.squeezing import squeeze


@pytest.mark.parametrize(
    ("source", "shorter"),
    [
        ("const a = b + c;", "const a=b+c;"),
        ("if (a && !b) { return [1, 2]; }", "if(a&&!b){return[1,2];}"),
        ("a + +b - -c", "a + +b - -c"),
        ("x++ + y - z", "x++ + y-z"),
        ("t(\"a = b\", 'c + d')", "t(\"a = b\",'c + d')"),
        ('say("it\\"s = 1") + 2', 'say("it\\"s = 1")+2'),
        ('`a = ${b + c} = ${d ? `e = ${f}` : "g = h"} = i` + 1', '`a = ${b+c} = ${d?`e = ${f}`:"g = h"} = i` + 1'),
        ("`${ { a: 1 }.a } = b`", "`${{a:1}.a} = b`"),
        ('text.replace(/[";\\n = ]/g, "a = b")', 'text.replace(/[";\\n = ]/g,"a = b")'),
        ("const half = a / b / c;", "const half=a/b/c;"),
        ("return /= /.test(x)", "return /= /.test(x)"),
        ("a = b\nc = d", "a=b\nc=d"),
    ],
)
def test_only_spaces_beside_signs_go(source: str, shorter: str) -> None:
    assert squeeze(source) == shorter
    assert squeeze(shorter) == shorter


SAME = """
import { readFileSync } from "node:fs";
import { parse } from "acorn";
const plain = (key, value) => (/^(start|end)$/.test(key) ? undefined : value instanceof RegExp ? String(value) : value);
const tree = (file) => JSON.stringify(parse(readFileSync(file, "utf8"), { ecmaVersion: 2022 }), plain);
const [one, other] = process.argv.slice(2).map(tree);
process.exit(one.length > 1e5 && one === other ? 0 : 1);
"""


def test_the_script_of_the_page_parses_to_the_same_tree(repository: Path, tmp_path: Path) -> None:
    """What a parser of JavaScript makes of it; there where `make js` was run, as in CI."""
    tools = repository / ".ci" / "js" / "node_modules"
    if not (tools / "acorn").is_dir() or shutil.which("node") is None:
        assert not os.environ.get("CI"), "`make js` comes before the tests"
        pytest.skip("`make js` was not run here")
    folder = repository / "graph" / "regiongraf" / "view" / "assets" / "js"
    joined = join({name.removesuffix(".js"): text for name, text in texts(folder, ".js")}, "main")
    files = tmp_path / "joined.js", tmp_path / "squeezed.js"
    for file, text in zip(files, (joined, page._script()), strict=True):
        file.write_text(text, encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(tools)
    check = tmp_path / "same.mjs"
    check.write_text(SAME, encoding="utf-8")
    assert subprocess.run(["node", str(check), *map(str, files)], check=False).returncode == 0
