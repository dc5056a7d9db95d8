"""The snippet for nginx, in a real nginx on loopback: every address answers in the form that is asked for."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPMessage
from pathlib import Path

import pyoxigraph as ox
import pytest

from regiongraf.publishing.things import Things

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


class Still(urllib.request.HTTPRedirectHandler):
    """Follows no redirection."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if NGINX is None:
        if os.environ.get("CI"):
            pytest.fail("nginx was not found: apt-get install nginx-light")
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    http, _, server_part = (site / "nginx.conf").read_text(encoding="utf-8").partition("# ---- server\n")
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    # Workers of a server that root starts run as nobody, who cannot look into pytest's folders.
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\naccess_log off;\n"
        f"{temporary}{http}\nserver {{\nlisten 127.0.0.1:{port};\nroot {site};\n{server_part}}}\n}}\n",
        encoding="utf-8",
    )
    command = [NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert process.poll() is None, (folder / "error.log").read_text()
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def get(url: str, accept: str = "*/*", *, follow: bool = True) -> tuple[int, HTTPMessage, bytes]:
    opener = urllib.request.build_opener(*([] if follow else [Still]))
    try:
        with opener.open(urllib.request.Request(url, headers={"Accept": accept}), timeout=10) as answer:  # noqa: S310
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "file", "media_type"),
    [
        (BROWSER, "index.html", "text/html"),
        ("*/*", "index.html", "text/html"),
        ("text/turtle", "index.ttl", "text/turtle"),
        ("application/ld+json", "index.jsonld", "application/ld+json"),
        ("application/ld+json;q=0.9, application/json;q=0.5", "index.jsonld", "application/ld+json"),
        ("application/rdf+xml;q=0.5, text/turtle;q=0.9, */*;q=0.1", "index.ttl", "text/turtle"),
    ],
)
def test_thing_answers_as_asked_for(server: str, site: Path, accept: str, file: str, media_type: str) -> None:
    status, headers, _ = get(f"{server}/id/organisation/bolaget", accept, follow=False)
    assert status == 303
    assert headers["Vary"] == "Accept"
    assert headers["Location"].endswith(f"/id/organisation/bolaget/{file}")
    status, headers, content = get(f"{server}/id/organisation/bolaget", accept)
    assert status == 200
    assert headers["Content-Type"] == f"{media_type}; charset=utf-8"
    assert content == (site / "id" / "organisation" / "bolaget" / file).read_bytes()


@pytest.mark.parametrize(("accept", "file"), [(BROWSER, "index.html"), ("application/rdf+xml", "ontology.rdf")])
def test_ontology_answers_at_its_own_address(server: str, site: Path, accept: str, file: str) -> None:
    status, _, content = get(f"{server}/def", accept)
    assert status == 200
    assert content == (site / "def" / file).read_bytes()


def test_every_address_of_the_dataset_answers_with_what_is_said_of_it(server: str, things: Things) -> None:
    base = "<https://data.example.se/"
    own = [term for term in things if term.startswith(base)]
    kinds = {term[len(base) :].split("/")[1] for term in own if term.startswith(f"{base}id/")}
    assert {"evidence", "interest", "control", "group-position", "public-access", "sector", "source"} <= kinds
    for term in own:
        path = term[len(base) - 1 : -1]
        status, headers, content = get(f"{server}{path}", "text/turtle")
        assert (status, headers["Content-Type"]) == (200, "text/turtle; charset=utf-8"), term
        assert term in {str(quad.subject) for quad in ox.parse(content, ox.RdfFormat.TURTLE)}, term
        if not path.startswith("/graph/"):
            status, headers, _ = get(f"{server}{path}", BROWSER)
            assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8"), term


def test_passage_answers_with_its_place_on_the_page_of_its_document(server: str, site: Path) -> None:
    for path in ("10-20", "10-20/position"):
        status, headers, _ = get(f"{server}/id/evidence/bok/bok/{path}", BROWSER, follow=False)
        assert status == 303
        assert headers["Location"].endswith("/id/source/bok/document/bok/index.html#10-20")
    page = site / "id" / "source" / "bok" / "document" / "bok" / "index.html"
    assert 'id="10-20"' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "accept", "file"),
    [
        ("dataset/all", "text/turtle", "dcat.ttl"),
        ("catalogue", "application/rdf+xml", "dcat.rdf"),
        ("catalogue/contact", BROWSER, "downloads/index.html"),
        ("graph/source/bok", "text/turtle", "downloads/graphs/source-bok.ttl"),
        ("graph/ontology", "text/turtle", "def/ontology.ttl"),
    ],
)
def test_addresses_of_the_catalogue_answer(server: str, site: Path, address: str, accept: str, file: str) -> None:
    status, _, content = get(f"{server}/{address}", accept)
    assert (status, content) == (200, (site / file).read_bytes())


def test_catalogue_start_page_and_what_is_not_there(server: str) -> None:
    status, headers, _ = get(f"{server}/dcat.rdf")
    assert (status, headers["Content-Type"]) == (200, "application/rdf+xml; charset=utf-8")
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert b"<h1>Exempel</h1>" in get(f"{server}/")[2]
    assert b"<h1>regiongrafs ontologi</h1>" in get(f"{server}/def/")[2]
    status, _, content = get(f"{server}/id/organisation/no-such")
    assert status == 404
    assert b"Sidan finns inte" in content
