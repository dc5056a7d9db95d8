"""The server behind the review page: this machine only, one secret address, and every answer under a strict policy.

The document's text is data from a stranger. It goes to the page as JSON and is shown as text nodes; the policy allows
no script, style, picture or request but the server's own, and no markup made of text.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import secrets
import threading
from collections.abc import Callable
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, urlsplit

from regiongraf.apps.reviewing.answers import Desk
from regiongraf.errors import Language, Refused, RegiongrafError, StoreError
from regiongraf.review.session import Session

POLICY = "; ".join(
    [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}  # fmt: skip
TYPES = {"html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
MAX_BODY = 1_000_000
WAIT = 30
"""Seconds that a slow sender may take."""


class Server:
    """The page of one session, on 127.0.0.1; use it as a context."""

    def __init__(self, session: Session, language: Language, port: int = 0) -> None:
        self.desk = Desk(session, language)
        self.token = secrets.token_urlsafe(24)
        try:
            self._http = _Http(("127.0.0.1", port), _Handler)
        except OSError as error:
            raise StoreError(
                f"port {port} cannot be used: {error.strerror}",
                hint="name another with --port, or none for a free one",
                sv=f"port {port} kan inte användas: {error.strerror}",
                hint_sv="ange en annan med --port, eller ingen för en ledig",
            ) from error
        self._http.server = self
        self.port = int(self._http.server_address[1])

    @property
    def address(self) -> str:
        """The address to open; whoever does not have it gets nothing."""
        return f"http://127.0.0.1:{self.port}/{self.token}/"

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.server_close()
        self.desk.close()

    def serve_until_ended(self) -> None:
        """Answer until the page ends the review, or Ctrl-C."""
        with contextlib.suppress(KeyboardInterrupt):
            self._http.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        """End the review from another thread."""
        threading.Thread(target=self._http.shutdown, daemon=True).start()


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    server: Server


@lru_cache(maxsize=64)
def asset(name: str) -> bytes | None:
    """A file of the page, or None; only names that are there are answered."""
    folder = files("regiongraf.apps.reviewing") / "assets"
    if name == "palette.css":
        from regiongraf.view.palette import variables

        return variables().encode()
    known = {"page.html", "page.css", *(f"js/{file.name}" for file in (folder / "js").iterdir())}
    return (folder / name).read_bytes() if name in known else None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "regiongraf"
    sys_version = ""
    timeout = WAIT
    server: _Http

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is the user's."""

    @property
    def _desk(self) -> Desk:
        return self.server.server.desk

    def do_GET(self) -> None:
        """A file of the page, what is decided, a part of the text, or the picture of a page."""
        if self.path == "/favicon.ico":  # browsers ask for it on their own, outside the secret
            self._send(204, b"", "text/plain")
            return
        path = self._admitted()
        if path is None:
            return
        query = parse_qs(urlsplit(self.path).query)
        if path.startswith("api/"):
            self._tell(lambda: self._desk.read(path.removeprefix("api/")))
        elif path.startswith("picture/"):
            self._picture(path.removeprefix("picture/"), query.get("width", ["1100"])[0])
        else:
            name = path or "page.html"
            content = asset(name)
            if content is None:
                self._refuse(404)
            else:
                self._send(200, content, TYPES[name.rpartition(".")[2]])

    def do_POST(self) -> None:
        """A decision."""
        path = self._admitted(writing=True)
        if path is None:
            return
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_BODY:
            self._refuse(413)
            return
        try:
            body = json.loads(self.rfile.read(int(length)))
        except ValueError:
            body = None
        if not isinstance(body, dict):
            self._refuse(400)
            return
        if path == "api/end":
            self._send(200, b"{}", "application/json")
            self.server.server.stop()
            return
        self._tell(lambda: self._desk.write(path.removeprefix("api/"), body))

    def _admitted(self, *, writing: bool = False) -> str | None:
        """The path behind the secret, when the request comes from the page itself; else it is refused."""
        server = self.server.server
        here = {f"127.0.0.1:{server.port}", f"localhost:{server.port}"}
        secret, _, path = urlsplit(self.path).path.lstrip("/").partition("/")
        origin = self.headers.get("Origin")
        foreign = origin is not None and origin not in {f"http://{host}" for host in here}
        unsaid = writing and (origin is None or self.headers.get("Content-Type") != "application/json")
        elsewhere = self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")
        if self.headers.get("Host") not in here or foreign or unsaid or (writing and elsewhere):
            self._refuse(403)
        elif not hmac.compare_digest(secret.encode(), server.token.encode()):
            self._refuse(404)
        else:
            return path
        return None

    def _tell(self, answer: Callable[[], Any]) -> None:
        """An answer as JSON; a refusal with what to do next, in both languages."""
        try:
            self._json(200, answer())
        except (RegiongrafError, Refused) as error:
            said = error.said if isinstance(error, RegiongrafError) else None
            sv, en = (said("sv"), said("en")) if said else (error.sv or str(error), str(error))
            self._json(409, {"refused": {"sv": sv, "en": en}, "why": type(error).__name__, **self._desk.now()})
        except (LookupError, TypeError, AttributeError, ValueError):
            self._refuse(400)

    def _picture(self, number: str, width: str) -> None:
        picture = None
        if number.isdecimal() and width.isdecimal() and 100 <= int(width) <= 3000:
            picture = self._desk.picture(int(number), int(width))
        if picture is None:
            self._refuse(404)
        else:
            self._send(200, picture, "image/png", cache="private, max-age=3600")

    def _json(self, status: int, value: Any) -> None:
        self._send(status, json.dumps(value, ensure_ascii=False).encode(), "application/json")

    def _refuse(self, status: int) -> None:
        self.close_connection = True
        self._send(status, b"", "text/plain")

    def _send(self, status: int, content: bytes, type_: str, cache: str = "no-store") -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", type_)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", cache)
        self.end_headers()
        self.wfile.write(content)
