"""ES2022 modules joined into one classic script: modules cannot run from one file under a strict policy.

Each module becomes a function that returns its exports; imports become names taken from earlier ones. Understood are
the forms that `assets/js` uses: `import { a, b } from "./x.js";` on one line, `export function`, `export class` and
`export const` at the start of a line, and no string over several lines. Anything else is refused, so that nothing is
joined wrongly in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from regiongraf.errors import PageError

_IMPORT = re.compile(r'^import \{ ([\w$, ]+) \} from "\./([a-z]+)\.js";$')
_COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*$", re.MULTILINE | re.DOTALL)
"""A comment that begins a line and ends one; the joined script goes without, and without indentation."""
_TYPE = re.compile(r"/\*\* @type \{[^*]*\} \*/ ")
_EXPORT = re.compile(r"^export ((?:async )?function\*?|class|const) ([\w$]+)")


def join(modules: Mapping[str, str], entry: str) -> str:
    """One script that runs `entry` and what it needs, each module once and after those that it imports.

    `modules` holds sources by name without suffix. Raises PageError for a cycle, an unknown module, or a form of
    import or export that is not understood.
    """
    order: list[str] = []
    _visit(entry, modules, order, ())
    body = "\n".join(_wrap(name, modules[name]) for name in order)
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'


def _visit(name: str, modules: Mapping[str, str], order: list[str], path: tuple[str, ...]) -> None:
    if name in order:
        return
    if name in path:
        raise PageError(
            f"the page's modules import each other in a circle: {' → '.join((*path, name))}",
            sv=f"sidans moduler importerar varandra i en cirkel: {' → '.join((*path, name))}",
        )
    if name not in modules:
        raise PageError(
            f"the page's module {path[-1] if path else '?'} imports {name!r}, which does not exist",
            sv=f"sidans modul {path[-1] if path else '?'} importerar {name!r}, som inte finns",
        )
    for line in modules[name].splitlines():
        if match := _IMPORT.match(line):
            _visit(match[2], modules, order, (*path, name))
    order.append(name)


def _wrap(name: str, source: str) -> str:
    lines, exports = [], []
    for number, line in enumerate(_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), source).splitlines(), 1):
        if match := _IMPORT.match(line):
            lines.append(f"const {{ {match[1]} }} = $${match[2]};")
        elif match := _EXPORT.match(line):
            exports.append(match[2])
            lines.append(line.removeprefix("export "))
        elif re.match(r"^(import|export)\b", line):
            raise PageError(
                f"{name}.js:{number}: this form of import or export is not understood: {line.strip()}",
                sv=f"{name}.js:{number}: denna form av import eller export förstås inte: {line.strip()}",
            )
        elif not line.lstrip().startswith("//"):
            lines.append(_TYPE.sub("", line.strip()))
    body = "\n".join(line for line in lines if line.strip())
    return f"const $${name} = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();"
