"""The page is for the holder of its address alone, and no other site can use it."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from written_class import TASK, marks

from grading_helpers.instructor.grader.storage.lock_and_backup import only_run
from grading_helpers.instructor.marking import desk as desks
from grading_helpers.instructor.marking.desk import MarkingDesk
from grading_helpers.instructor.marking.site import MarkingSite

pytestmark = pytest.mark.integration


@pytest.fixture
def site(desk: MarkingDesk) -> Iterator[MarkingSite]:
    """The site, served by a thread of its own."""
    found, started = MarkingSite(desk), threading.Event()
    ends: list[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = []

    async def serve() -> None:
        until = asyncio.Event()
        ends.append((asyncio.get_running_loop(), until))
        await found.serve(started.set, until)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert started.wait(30)
    yield found
    [(loop, until)] = ends
    loop.call_soon_threadsafe(until.set)
    thread.join(30)


class Reply:
    """What the site answers."""

    def __init__(self, status: int, headers: dict[str, str], text: str) -> None:
        self.status, self.headers, self.text = status, headers, text

    def data(self) -> dict:
        return json.loads(self.text)


def ask(
    site: MarkingSite, path: str, method: str = "GET", body: object = None, **headers: str
) -> Reply:
    """Send a request with the token, unless other headers are given."""
    sent = {"Authorization": f"token {site.token}"}
    sent |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = HTTPConnection("127.0.0.1", site.port, timeout=30)
    connection.request(method, path, None if body is None else json.dumps(body), sent)
    answer = connection.getresponse()
    reply = Reply(answer.status, dict(answer.getheaders()), answer.read().decode())
    connection.close()
    return reply


def body(site: MarkingSite, student: str, **change: object) -> dict:
    lines = ask(site, f"/api/overview?question={TASK}").data()["answers"]
    one = next(line for line in lines if line["student"] == student)
    return {"question": TASK, "key": one["key"], "version": one["version"], **change}


def test_a_mark_is_saved_and_a_wrong_one_gets_a_reason(site: MarkingSite, root: Path) -> None:
    sent = body(site, "ada", points=1.5, comment="Which limit?")
    saved = ask(site, "/api/answer", "PUT", sent)
    assert (saved.status, saved.data()["left"]) == (200, 3)
    assert marks(root, TASK)["ada"] == (1.5, False, "Which limit?")
    again = ask(site, "/api/answer", "PUT", sent)
    assert (again.status, again.data()["now"]["points"]) == (409, 1.5)
    for wrong in ({"points": 3}, {"points": "2"}, {"points": True}, {"comment": 7}):
        refused = ask(site, "/api/answer", "PUT", body(site, "ada", **wrong))
        assert refused.status == 400, wrong
        assert refused.data()["error"]
    assert ask(site, "/api/answer", "PUT", ["no object"]).status == 400
    assert ask(site, "/api/answer?question=advice&key=none").status == 404
    back = ask(site, "/api/answer", "PUT", body(site, "ada", points=None))
    assert back.data()["state"] == "to mark"
    assert ask(site, "/api/blanks", "POST", {"question": TASK}).data()["zeroed"] == 1


def test_a_grading_run_is_told_as_such(
    site: MarkingSite, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desks, "PATIENCE_SECONDS", 0.05)
    with only_run(root, "course grade"):
        refused = ask(site, "/api/answer", "PUT", body(site, "ada", points=1))
    assert refused.status == 423
    assert "Another run" in refused.data()["error"]


DETOURS = (
    (401, {"Authorization": ""}),
    (401, {"Authorization": "token wrong"}),
    (403, {"Host": "evil.example"}),
    (403, {"Host": "evil.example:{port}"}),
    (403, {"Origin": "https://evil.example"}),
    (403, {"Origin": "null"}),
    (403, {"Origin": "http://127.0.0.1:1"}),
    (403, {"Sec_Fetch_Site": "cross-site"}),
    (403, {"Sec_Fetch_Site": "same-site"}),
)
DIRECT = {"Host": "localhost:{port}", "Origin": "http://localhost:{port}"}


def test_only_the_page_itself_is_answered(site: MarkingSite, root: Path) -> None:
    change = body(site, "ada", points=1)
    for status, headers in DETOURS:
        sent = {name: value.format(port=site.port) for name, value in headers.items()}
        assert ask(site, "/api/lesson", **sent).status == status, headers
        assert ask(site, "/api/answer", "PUT", change, **sent).status == status, headers
        assert ask(site, "/api/blanks", "POST", {"question": TASK}, **sent).status == status
    assert {one[0] for one in marks(root, TASK).values()} == {None}
    sent = {name: value.format(port=site.port) for name, value in DIRECT.items()}
    assert (
        ask(site, "/api/answer", "PUT", change, Sec_Fetch_Site="same-origin", **sent).status == 200
    )
    assert marks(root, TASK)["ada"][0] == 1.0


def test_the_page_itself_has_no_data_and_allows_no_script_but_its_own(site: MarkingSite) -> None:
    for path in ("/", "/marking.js", "/style.css"):
        reply = ask(site, path, Authorization="")
        assert reply.status == 200
        assert site.token not in reply.text
        assert "Ada" not in reply.text
        policy = reply.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "Access-Control-Allow-Origin" not in reply.headers
    assert ask(site, "/", Host="evil.example").status == 403
    assert ask(site, "/../desk.py").status == 404
    assert "#token=" in site.address
