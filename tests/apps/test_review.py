from __future__ import annotations

import contextlib
import http.client
import json
import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from regiongraf.apps.reviewing.server import Server
from regiongraf.review.opening import open_review
from regiongraf.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import Desk

TEXT = "Skogsbuss AB ägs av Region Norrskog (60 %) och Lillviks kommun (40 %).\n"


@pytest.fixture
def server(desk: Desk) -> Iterator[Server]:
    """A review of a made-up text, described, and served."""
    desk.write("skog.txt", TEXT)
    session = open_review(Workspace.load(desk.root), desk.path("skog.txt"))
    with served(Server(session, "en")) as running:
        call(running, "describe", {"title": "Skogens bolag", "issued": "2024-12-31"})
        yield running


@contextlib.contextmanager
def served(server: Server) -> Iterator[Server]:
    thread = threading.Thread(target=server.serve_until_ended)
    thread.start()
    try:
        with server:
            yield server
            server.stop()
            thread.join(10)
    finally:
        assert not thread.is_alive()


def ask(
    server: Server, path: str, method: str = "GET", body: Any = None, token: str | None = None, **headers: str | None
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    sent = {"Origin": f"http://127.0.0.1:{server.port}", "Content-Type": "application/json"} if method == "POST" else {}
    sent |= {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
    sent = {name: value for name, value in sent.items() if headers.get(name.replace("-", "_"), "") is not None}
    content = None if body is None else json.dumps(body).encode()
    with contextlib.closing(connection):
        connection.request(method, f"/{server.token if token is None else token}/{path}", content, sent)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def state(server: Server) -> dict[str, Any]:
    return dict(json.loads(ask(server, "api/state")[2]))


def call(server: Server, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    status, _, content = ask(server, f"api/{path}", "POST", {"revision": state(server)["revision"], **body})
    return status, json.loads(content)


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    assert server._http.server_address[0] == "127.0.0.1"
    assert len(server.token) >= 32
    assert server.address == f"http://127.0.0.1:{server.port}/{server.token}/"


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("api/state", {"Host": "evil.example"}, 403),
        ("api/state", {"Host": "127.0.0.1"}, 403),
        ("api/state", {"Origin": "http://evil.example"}, 403),
        ("", {"Host": "localhost.evil.example:80"}, 403),
        ("../../etc/passwd", {}, 404),
        ("js/../../server.py", {}, 404),
        ("js/none.js", {}, 404),
        ("api/none", {}, 400),
        ("api/part/99", {}, 400),
        ("picture/1", {}, 404),
    ],
)
def test_what_is_not_the_page_gets_nothing(server: Server, path: str, headers: dict[str, str], status: int) -> None:
    answered = ask(server, path, **headers)
    assert answered[0] == status
    assert b"Skogsbuss" not in answered[2]


@pytest.mark.parametrize("token", ["", "x", "a" * 32])
def test_without_the_secret_there_is_nothing(server: Server, token: str) -> None:
    for path in ("", "page.css", "api/state"):
        assert ask(server, path, token=token)[0] == 404
    assert ask(server, "api/undo", "POST", {"revision": 1}, token=token)[0] == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Content_Type": "text/plain"},
        {"Sec_Fetch_Site": "cross-site"},
    ],
)
def test_nobody_else_decides(server: Server, headers: dict[str, str | None]) -> None:
    key = state(server)["items"][0]["key"]
    body = {"revision": state(server)["revision"], "key": key}
    assert ask(server, "api/accept", "POST", body, **headers)[0] == 403
    assert state(server)["states"][key][0] == "open"


def test_every_answer_carries_the_policy(server: Server) -> None:
    for path in ("", "page.css", "palette.css", "js/main.js", "api/state", "nothing"):
        headers = ask(server, path)[1]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "require-trusted-types-for 'script'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_the_page_makes_no_markup_of_text() -> None:
    folder = Path(__file__).parents[2] / "graph/regiongraf/apps/reviewing/assets"
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert re.findall(r"\son\w+=|<style|style=|https?:", page) == []
    for script in (folder / "js").glob("*.js"):
        assert (
            re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|https?:", script.read_text())
            == []
        )


def test_two_tabs_do_not_overwrite_each_other(server: Server) -> None:
    first = state(server)
    one, other = (item["key"] for item in first["items"][:2])
    assert ask(server, "api/accept", "POST", {"revision": first["revision"], "key": one})[0] == 200
    status, _, content = ask(server, "api/reject", "POST", {"revision": first["revision"], "key": other})
    told = json.loads(content)
    assert status == 409
    assert "decided elsewhere" in told["refused"]["en"]
    assert "annat håll" in told["refused"]["sv"]
    assert told["states"][one][0] == "accepted"
    assert state(server)["states"][other][0] == "open"


def test_a_hand_edit_that_does_not_parse_is_told_and_kept(server: Server, desk: Desk) -> None:
    key = state(server)["items"][0]["key"]
    desk.write("facts/skog/facts.toml", "[[ownership]]\nid = \n")
    status, _, content = ask(server, "api/accept", "POST", {"revision": state_or(server), "key": key})
    assert status == 409
    assert "facts.toml:2" in json.loads(content)["refused"]["sv"]
    assert desk.read("facts/skog/facts.toml") == "[[ownership]]\nid = \n"


def state_or(server: Server) -> int:
    return server.desk.session.revision


@pytest.mark.parametrize("typed", ["sextio", "120", "-1", "1e5"])
def test_a_share_that_cannot_be_is_refused_with_what_to_write(server: Server, typed: str) -> None:
    item = state(server)["items"][0]
    names = {end: [{"name": name} for name in read] for end, read in item["names"].items()}
    body = {"key": item["key"], "kind": "ownership", "names": names, "values": {"share": typed}}
    status, told = call(server, "accept", body)
    assert status == 409
    assert told["refused"]["sv"] != told["refused"]["en"]


def test_a_second_review_of_a_workspace_is_refused(desk: Desk) -> None:
    from regiongraf.review.transactions import sole_writer

    desk.write("skog.txt", TEXT)
    with sole_writer(desk.root):
        desk.run("review", str(desk.path("skog.txt")), "--no-open").refused("another review", "one at a time")


def test_another_document_under_the_same_name_is_told_apart(desk: Desk, server: Server) -> None:
    desk.write("skog.txt", "Skogsbuss AB ägs av Region Norrskog (65 %).\n")
    desk.run("intake", str(desk.path("skog.txt"))).refused("'skog'", "--edition-of skog", "--work NAME")


def test_a_document_that_has_vanished_is_told(desk: Desk) -> None:
    desk.write("skog.txt", TEXT)
    assert desk.run("intake", str(desk.path("skog.txt"))).code == 0
    desk.path("skog.txt").unlink()
    desk.run("review", "--no-open").refused("not where it was", "candidates and decisions are kept")


def test_nothing_read_yet_is_told(desk: Desk) -> None:
    desk.run("review", "--no-open").refused("no document has been read here yet", "regiongraf review FILE")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"version": 1', '"version": 0', "version 0"),
        ('"format"', '"formed"', "no file of candidates"),
        ("}\n", "", "damaged"),
    ],
)
def test_candidates_of_another_version_are_told_and_made_anew(desk: Desk, old: str, new: str, said: str) -> None:
    desk.write("skog.txt", TEXT)
    assert desk.run("intake", str(desk.path("skog.txt"))).code == 0
    (kept,) = desk.path(".regiongraf/candidates").glob("*.jsonl")
    kept.write_text(kept.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    desk.run("review", str(desk.path("skog.txt")), "--no-open").refused(said, "no decision is lost")
    assert desk.run("intake", str(desk.path("skog.txt"))).code == 0
    assert '"version": 1' in kept.read_text(encoding="utf-8")


def test_the_command_says_where_the_page_is_and_ends_on_an_interrupt(desk: Desk) -> None:
    desk.write("skog.txt", TEXT)
    with desk.start("review", str(desk.path("skog.txt")), "--no-open") as running:
        assert running.stdout is not None
        first = running.stdout.readline()
        found = re.fullmatch(r"Review at http://127\.0\.0\.1:(\d+)/([\w-]+)/\n", first)
        assert found, first
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=20)) as connection:
            connection.request("GET", f"/{found[2]}/")
            assert connection.getresponse().status == 200
        running.send_signal(signal.SIGINT)
        try:
            rest, told = running.communicate(timeout=30)
        finally:
            running.kill()
    assert running.returncode == 0, told
    assert "regiongraf build" in rest
    assert "Traceback" not in told


def test_the_id_of_a_work_is_checked_before_anything_is_written(desk: Desk) -> None:
    desk.write("skog.txt", TEXT)
    desk.run("intake", str(desk.path("skog.txt")), "--work", "Skogens Bolag").refused("such as skogens-bolag")
    assert not desk.path(".regiongraf/candidates").exists()
