"""How fast documents are read: characters and pages a second of processor time, how that grows, and the memory.

Run: `python tests/benchmarks/bench_intake.py [PAGES]`. Made-up text only.
"""

from __future__ import annotations

import io
import resource
import sys
import tempfile
import time
from pathlib import Path

from regiongraf.intake import read, read_document, text

PARAGRAPH = (
    "Skogsbuss {name} AB ägs av Region Norrskog (60 %) och Lillviks kommun (40 %). Bolaget kör bussar i hela länet. "
    "Under 2023 beviljade Region Norrskog Teater Tallen {name} ett bidrag på 95 000 kronor. "
    "Samordningsförbundet Skogen {name} är en juridisk person där Försäkringskassan och Lillviks kommun är medlemmar. "
    "Arbetet går vidare med fler turer, bättre hållplatser och nya biljetter för alla som reser till arbete och skola. "
)


def paragraph(number: int) -> str:
    """A paragraph whose names and sentence order differ from every other's, so that no line repeats over pages."""
    letters = ""
    rest = number + 1
    while rest:
        letters += "bdfgklmnprst"[rest % 12] + "aeiouy"[rest % 6]
        rest //= 12
    sentences = PARAGRAPH.format(name=letters.capitalize()).split(". ")
    turn = number % len(sentences)
    return ". ".join([*sentences[turn:], *sentences[:turn]])


def pdf(pages: int) -> bytes:
    """A PDF of `pages` pages with forty lines each."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", font]
    kids = []
    for number in range(pages):
        words = " ".join(paragraph(number * 6 + part) for part in range(6)).split()
        lines = [" ".join(words[i : i + 11]) for i in range(0, len(words), 11)][:40]
        drawn = []
        for index, line in enumerate(lines):
            raw = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn.append(f"BT /F1 9 Tf 50 {790 - 18 * index} Td ({raw}) Tj ET")
        content = "\n".join(drawn).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), pages)
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def show(line: str) -> None:
    """One line of the result."""
    sys.stdout.write(line + "\n")


def main(pages: int) -> None:
    """Measure text, then PDFs of growing length."""
    read_document(text.document("warm", PARAGRAPH), ())
    for repeats in (100, 400):
        words = "\n\n".join(paragraph(number) for number in range(repeats))
        start = time.process_time()
        found = read_document(text.document("x", words), ())
        spent = time.process_time() - start
        speed = f"{len(words) / spent:>9.0f} characters/s"
        show(f"text {len(words):>8} characters: {speed}, {len(found.candidates)} candidates")
    with tempfile.TemporaryDirectory() as folder:
        for count in (pages // 10, pages):
            file = Path(folder) / f"{count}.pdf"
            file.write_bytes(pdf(count))
            start = time.process_time()
            document = read(file)
            read_only = time.process_time() - start
            read_document(document, ())
            whole = time.process_time() - start
            speed = f"{count / read_only:>6.0f} pages/s read, {count / whole:>6.0f} pages/s with candidates"
            show(f"PDF {count:>5} pages: {speed}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    show(f"peak memory: {peak:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
