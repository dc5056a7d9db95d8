"""How soon a person decides: the first candidate of a long document, each decision, and what moving on waits for.

Run: `python tests/benchmarks/bench_review.py [PAGES]`. A made-up PDF, a real Chromium, and as the measure beside it the
time that reading the file's text takes in the same run.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

from regiongraf.apps.cli import main as regiongraf
from regiongraf.apps.reviewing.server import Server
from regiongraf.intake import read
from regiongraf.review.opening import open_review
from regiongraf.workspace import Workspace


def main(pages: int) -> None:
    """Measure opening, the page, deciding and moving on."""
    # Beside this file, where Python looks when it is run; a collection of tests that reads it does not.
    from bench_intake import pdf, show
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as name:
        root, file = Path(name) / "workspace", Path(name) / "long.pdf"
        file.write_bytes(pdf(pages))
        subprocess.run([sys.executable, "-m", "regiongraf", "init", str(root)], check=True, capture_output=True)
        start = time.perf_counter()
        read(file)
        reading = time.perf_counter() - start
        show(f"reading the text of {pages} pages: {reading:.2f} s")
        if regiongraf(["-w", str(root), "intake", str(file), "--format", "queue"]) != 0:
            raise SystemExit("the document could not be read")
        with sync_playwright() as playwright:
            program = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
            start = time.perf_counter()
            session = open_review(Workspace.load(root), file)
            opened = time.perf_counter() - start
            with Server(session, "sv") as server:
                threading.Thread(target=server.serve_until_ended, daemon=True).start()
                page = browser.new_page(viewport={"width": 1440, "height": 900})
                page.goto(server.address)
                page.wait_for_selector("#card h2")
                first = time.perf_counter() - start
                show(f"{len(session.items)} candidates; session {opened:.2f} s, first one visible {first:.2f} s")
                show(f"ratio to reading the text: {first / reading:.2f} (below 2 is promised)")
                session.describe("En lång rapport", "", date(2024, 12, 31))
                page.reload()
                page.wait_for_selector("html[data-ready]", state="attached")
                page.wait_for_timeout(500)
                moves = [page.evaluate(MOVE) for _ in range(30)]
                median = statistics.median(moves)
                show(f"moving on: median {median:.0f} ms, worst {max(moves):.0f} ms, no request waited for")
                server.stop()
            decisions = []
            for item in session.items[:40]:
                if item.verdict.state == "open" and not item.draft.status:
                    start = time.perf_counter()
                    session.reject(item.key)
                    decisions.append(time.perf_counter() - start)
            show(f"a decision on disk: median {1000 * statistics.median(decisions):.0f} ms")
            browser.close()


MOVE = """() => { const start = performance.now();
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
  return performance.now() - start; }"""

if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
