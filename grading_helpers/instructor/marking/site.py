"""The page for marking, served to one browser on this machine."""

from __future__ import annotations

import asyncio
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.feedback.page import STYLE
from grading_helpers.instructor.grader.storage.lock_and_backup import BusyError
from grading_helpers.instructor.html_templates import template
from grading_helpers.instructor.json_types import JsonObject
from grading_helpers.instructor.marking.desk import MarkingDesk, NoSuchAnswerError
from grading_helpers.instructor.marking.hand_marks import BadMarkError, ChangedError, EnteredMark

HERE = Path(__file__).parent
HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
SCHEME = "token "
LARGEST_REQUEST = 1_000_000
HEADERS = {
    # Scripts and style sheets are ours; an answer brings images and style attributes only.
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",
            "img-src data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
STATUS: dict[type[Exception], HTTPStatus] = {
    BadMarkError: HTTPStatus.BAD_REQUEST,
    NoSuchAnswerError: HTTPStatus.NOT_FOUND,
    ChangedError: HTTPStatus.CONFLICT,
    BusyError: HTTPStatus.LOCKED,
}


@dataclass
class MarkingSite:
    """A server for one desk, and the token without which it answers nobody."""

    desk: MarkingDesk
    port: int = 0
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @cached_property
    def address(self) -> str:
        """The address to open; browsers do not send what follows the ``#``."""
        return f"http://{HOST}:{self.port}/#token={self.token}"

    async def serve(self, ready: Callable[[], None], until: asyncio.Event | None = None) -> None:
        """Serve the page until an event, or until the program is stopped.

        Parameters
        ----------
        ready : callable
            Called when the page can be opened, and ``address`` is known.
        until : asyncio.Event, optional
            When to stop.
        """
        sockets = bind_sockets(self.port, HOST)
        self.port = sockets[0].getsockname()[1]
        server = HTTPServer(self._application(), max_body_size=LARGEST_REQUEST)
        server.add_sockets(sockets)
        try:
            ready()
            await (until or asyncio.Event()).wait()
        finally:
            server.stop()
            await server.close_all_connections()

    def _application(self) -> Application:
        known = {"site": self}
        return Application(
            [
                ("/", _Shell, known),
                ("/style.css", _Style, known),
                ("/marking.js", _Script, known),
                ("/api/lesson", _Lesson, known),
                ("/api/overview", _Overview, known),
                ("/api/answer", _Answer, known),
                ("/api/blanks", _Blanks, known),
            ],
            default_handler_class=_Nothing,
            default_handler_args=known,
            log_function=lambda handler: None,
        )


class _Handler(RequestHandler):
    """Answers requests from the page itself, and from no other site."""

    def initialize(self, site: MarkingSite) -> None:
        self.site = site

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Refuse requests to a name that is not ours, and requests from other sites."""
        hosts = [f"{name}:{self.site.port}" for name in NAMES]
        origin = self.request.headers.get("Origin")
        sent_by = self.request.headers.get("Sec-Fetch-Site", "none")
        if self.request.host not in hosts:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if origin is not None and origin not in [f"http://{host}" for host in hosts]:
            raise HTTPError(HTTPStatus.FORBIDDEN)
        if sent_by not in ("same-origin", "none") and self.request.path != "/":
            raise HTTPError(HTTPStatus.FORBIDDEN)

    def write_error(self, status_code: int, **kwargs: object) -> None:
        self.finish({"error": HTTPStatus(status_code).phrase})


class _Nothing(_Handler):
    def prepare(self) -> None:
        super().prepare()
        raise HTTPError(HTTPStatus.NOT_FOUND)


class _Shell(_Handler):
    """The page without any student's data, so that it needs no token."""

    def get(self) -> None:
        self.finish(template(HERE / "page.html.j2").render(lesson=self.site.desk.plan.lesson))


class _Style(_Handler):
    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(STYLE + (HERE / "static" / "marking.css").read_text("utf-8"))


class _Script(_Handler):
    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish((HERE / "static" / "marking.js").read_text("utf-8"))


class _Api(_Handler):
    """What only the holder of the token gets.

    The token is in a header that other sites cannot send, so there is no cookie to abuse.
    """

    def prepare(self) -> None:
        super().prepare()
        sent = self.request.headers.get("Authorization", "")
        if not hmac.compare_digest(sent.encode(), f"{SCHEME}{self.site.token}".encode()):
            raise HTTPError(HTTPStatus.UNAUTHORIZED)

    def reply(self, work: Callable[[], JsonObject]) -> None:
        """Send what a call returns, or why it failed."""
        try:
            self.finish(work())
        except (CommandError, OSError) as error:
            self.set_status(STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR))
            data = error.data if isinstance(error, CommandError) else {}
            self.finish({"error": str(error), **data})

    def body(self) -> Mapping[str, object]:
        """Return the JSON object that was sent."""
        try:
            data = json.loads(self.request.body)
        except ValueError:
            data = None
        if not isinstance(data, dict):
            raise HTTPError(HTTPStatus.BAD_REQUEST)
        return data


class _Lesson(_Api):
    def get(self) -> None:
        self.reply(self.site.desk.lesson)


class _Overview(_Api):
    def get(self) -> None:
        question = self.get_query_argument("question")
        self.reply(lambda: self.site.desk.overview(question))


class _Answer(_Api):
    def get(self) -> None:
        question, key = self.get_query_argument("question"), self.get_query_argument("key")
        self.reply(lambda: self.site.desk.answer(question, key))

    def put(self) -> None:
        sent = self.body()
        question, key, shown = (str(sent.get(name)) for name in ("question", "key", "version"))
        self.reply(lambda: self.site.desk.save(question, key, _change(sent), shown))


class _Blanks(_Api):
    def post(self) -> None:
        question = str(self.body().get("question"))
        self.reply(lambda: self.site.desk.zero_blanks(question))


def _change(sent: Mapping[str, object]) -> EnteredMark:
    points, comment = sent.get("points"), sent.get("comment")
    if points is not None and (isinstance(points, bool) or not isinstance(points, int | float)):
        raise BadMarkError("Points must be a number.")
    if comment is not None and not isinstance(comment, str):
        raise BadMarkError("A comment must be text.")
    return EnteredMark(points, comment, remove="points" in sent and points is None)
