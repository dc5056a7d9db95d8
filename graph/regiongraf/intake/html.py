"""Web pages: the running text, lists and tables of an HTML file, without its menus and scripts."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from regiongraf.errors import DocumentError, Place
from regiongraf.intake.builder import Builder
from regiongraf.intake.document import Document, page

READER = "html/1"
MAX_BYTES = 32 * 1024 * 1024
MAX_NODES = 2_000_000
DROPPED = frozenset(
    [
        "script",
        "style",
        "nav",
        "noscript",
        "template",
        "svg",
        "form",
        "iframe",
        "head",
        "button",
        "select",
        "footer",
        "canvas",
        "video",
        "audio",
        "object",
        "math",
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
BREAKING = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "figure",
        "figcaption",
        "main",
        "header",
        "aside",
        "address",
        "pre",
        "hr",
        "body",
        "html",
        "table",
        "details",
        "summary",
        *HEADINGS,
    ]
)
MAX_DEPTH = 5_000
NESTING = re.compile(
    r"<(/?)(?:div|span|section|article|main|table|ul|ol|dl|blockquote|b|i|u|em|strong|font|small|big|form|details|nav)\b",
    re.IGNORECASE,
)
CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


def read(path: Path, content: bytes) -> Document:
    """Read an HTML file.

    Raises DocumentError when it is too large or holds no text.
    """
    if len(content) > MAX_BYTES:
        raise DocumentError(
            f"the web page is larger than {MAX_BYTES // 1024**2} MiB",
            place=Place(path),
            hint="give the part of it that matters",
            sv=f"webbsidan är större än {MAX_BYTES // 1024**2} MiB",
            hint_sv="ange den del av den som behövs",
        )
    decoded = _decoded(content)
    if _deep(decoded):
        raise DocumentError(
            f"the elements of the web page are nested more than {MAX_DEPTH} deep",
            place=Place(path),
            hint="no page for people is; give the part of it that matters",
            sv=f"webbsidans element ligger i varandra mer än {MAX_DEPTH} nivåer djupt",
            hint_sv="ingen sida för människor är sådan; ange den del av den som behövs",
        )
    tree = LexborHTMLParser(decoded)
    builder = _Page(path)
    root = tree.body or tree.root
    if root is not None:
        builder.collect(root)
        builder.flush()
    text, blocks = builder.finished()
    if not text.strip():
        raise DocumentError(
            "the web page holds no text",
            place=Place(path),
            hint="pages that a script fills must be saved from the browser after they are shown",
            sv="webbsidan innehåller ingen text",
            hint_sv="sidor som ett skript fyller måste sparas från webbläsaren när de visas",
        )
    return Document(
        path.name,
        hashlib.sha256(content).hexdigest(),
        "text/html",
        READER,
        text,
        (page(None, text, 0, len(text)),),
        tuple(blocks),
    )


def _deep(text: str) -> bool:
    """True where elements that must be closed are opened in one another more than MAX_DEPTH times.

    The parser's time grows with the square of the depth: a hundred thousand take it minutes.
    """
    depth = 0
    for tag in NESTING.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False


def _decoded(content: bytes) -> str:
    found = CHARSET.search(content[:4096])
    for encoding in (
        *(("utf-8-sig",) if content[:3] == b"\xef\xbb\xbf" else ()),
        *((found[1].decode("ascii"),) if found else ()),
        "utf-8",
        "cp1252",
    ):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("latin-1")


class _Page(Builder):
    """The body of a web page, walked without recursion: nesting a million deep must not break anything."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.run: list[str] = []
        self.kind = "text"

    def collect(self, root: LexborNode) -> None:
        """Every piece of text below `root`, in order."""
        stack: list[tuple[LexborNode | None, str]] = [(root, "")]
        seen = 0
        while stack:
            node, kind = stack.pop()
            seen += 1
            if seen > MAX_NODES:
                raise DocumentError(
                    "the web page has more elements than a page has",
                    place=Place(self.path),
                    hint="give the part of it that matters",
                    sv="webbsidan har fler element än någon sida har",
                    hint_sv="ange den del av den som behövs",
                )
            if node is None:
                self.flush()
                self.kind = kind
            else:
                stack += self.enter(node)

    def enter(self, node: LexborNode) -> list[tuple[LexborNode | None, str]]:
        """Take what `node` says itself; what is still to be walked, last first."""
        tag = node.tag or ""
        if tag == "-text":
            self.run.append(re.sub(r"\s+", " ", node.text_content or ""))
        elif tag == "br":
            self.run.append("\n")
        if tag in DROPPED or tag == "br" or tag.startswith(("-", "!", "_")):
            return []
        if tag == "pre":
            self.flush()
            lines = [line.rstrip() for line in (node.text() or "").split("\n")]
            if any(lines):
                self.add("text", "\n".join(lines).strip("\n"))
            return []
        if tag == "table" and (rows := _rows(node)):
            self.flush()
            self.add_table(rows)
            return []
        below: list[tuple[LexborNode | None, str]] = [(child, "") for child in reversed(_children(node))]
        if tag in BREAKING:
            self.flush()
            below.insert(0, (None, self.kind))
            within = self.kind == "item" and tag in ("p", "div")
            self.kind = "heading" if tag in HEADINGS else "item" if tag == "li" or within else "text"
        return below

    def flush(self) -> None:
        """End the piece of text that is being collected."""
        lines = [" ".join(line.split()) for line in "".join(self.run).split("\n")]
        text = "\n".join(line for line in lines if line)
        self.run = []
        if text:
            self.add(self.kind, f"• {text}" if self.kind == "item" else text)


def _children(node: LexborNode) -> list[LexborNode]:
    found = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _rows(table: LexborNode) -> list[list[str]]:
    """The cells of a data table; empty for one that only lays out a page."""
    rows = []
    for row in table.css("tr"):
        cells = [
            " ".join((cell.text(separator=" ") or "").split()) for cell in _children(row) if cell.tag in ("td", "th")
        ]
        if any(cells):
            rows.append(cells)
    if (
        len(rows) < 2
        or max(map(len, rows)) < 2
        or table.css("table table")
        or max(len(cell) for row in rows for cell in row) > 600
    ):
        return []
    return rows
