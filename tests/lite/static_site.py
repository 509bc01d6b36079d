"""The static site served as any host would, and opened in a Chromium that reaches nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from lab import PANEL, LabPage, LabServer, launch_chromium, launch_profile
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from settle import settle

# Python starts anew on each page, and other work may fill the machine.
PATIENCE = 90_000
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
IS_OPEN = f"() => window.jupyterapp && {PANEL}?.context?.isReady"
PYTHON_IS_READY = f"""() => {PANEL}.sessionContext.session?.kernel?.status === "idle" """


@dataclass
class Traffic:
    """What a page asked its host for, what the host refused, and the errors in its console."""

    asked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Note all this from now on."""
        page.on("request", lambda request: self.asked.append(request.url))
        page.on(
            "response",
            lambda answer: answer.ok or self.refused.append(f"{answer.status} {answer.url}"),
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location['url']})")


@dataclass(frozen=True)
class Published:
    """What ``course publish --lite`` wrote, and what it said."""

    folder: Path
    output: str


class _Host(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


# On a busy machine Python can be ready before the service worker that reads the lesson's folder.
LATE = b"""
self.addEventListener("install", (event) =>
    event.waitUntil(new Promise((resolve) => setTimeout(resolve, 15_000))));
"""


class _HostWithLateWorker(_Host):
    def do_GET(self) -> None:
        """Answer a request."""
        if urlsplit(self.path).path != "/service-worker.js":
            super().do_GET()
            return
        text = Path(self.directory, "service-worker.js").read_bytes() + LATE
        self.send_response(200)
        self.send_header("Content-Type", "text/javascript")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


@contextmanager
def served(folder: Path, *, worker_is_late: bool = False) -> Iterator[str]:
    """Serve a folder as a static host does and give its address."""
    host = _HostWithLateWorker if worker_is_late else _Host
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def lonely_chromium(path: str, *, alone: bool = True) -> Iterator[Browser]:
    """Run a Chromium that finds no other host than this machine, if it is to be alone."""
    with launch_chromium(path, *([ALONE] if alone else [])) as browser:
        yield browser


@contextmanager
def profile_in_chromium(path: str, profile: Path) -> Iterator[BrowserContext]:
    """Run a Chromium that keeps its files in a folder and finds no other host."""
    with launch_profile(path, profile, ALONE) as context:
        context.set_default_timeout(PATIENCE)
        yield context


@contextmanager
def visit(browser: Browser) -> Iterator[BrowserContext]:
    """Be one learner, with a store of their own in the browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    try:
        yield context
    finally:
        context.close()


def lab_page(page: Page, address: str, notebook: str, screenshots: Path) -> LabPage:
    """Wait until a notebook is open on a page, and Python answers."""
    lab = LabPage(page, LabServer(address, "", Path()), notebook, screenshots)
    page.wait_for_function(IS_OPEN)
    wait_for_python(lab)
    return lab


def wait_for_python(lab: LabPage) -> None:
    """Wait until the kernel has done all that it was asked so far."""
    lab.page.wait_for_function(f"() => {PANEL}.sessionContext.session?.kernel")
    asked = f"{PANEL}.sessionContext.session.kernel.requestExecute"
    settle(lab.page, f"() => {asked}({{ code: '', silent: true }}).done.then(() => null)")


def outputs(lab: LabPage, place: int) -> list[dict[str, Any]]:
    """Return the outputs of a cell as the notebook holds them."""
    held = f"{PANEL}.model.sharedModel.cells[{place}]"
    return list(lab.page.evaluate(f"{held}.outputs"))


def texts(lab: LabPage) -> list[str]:
    """Return the source of each cell."""
    return list(lab.page.evaluate(f"{PANEL}.model.sharedModel.cells.map(c => c.source)"))


def red(lab: LabPage) -> list[str]:
    """Return what is red on the page: errors, and all that was written to stderr."""
    code = f"""{PANEL}.content.widgets.filter(c => c.model.type === 'code')
        .flatMap(c => c.model.sharedModel.outputs)
        .filter(o => o.output_type === 'error' || o.name === 'stderr')
        .map(o => o.text ?? o.traceback.join('\\n'))"""
    return [str(text) for text in lab.page.evaluate(code)]
