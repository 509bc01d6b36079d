"""Drive a real JupyterLab: a separate server, a headless Chromium, one notebook at a time."""

import atexit
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote
from urllib.request import ProxyHandler, Request, build_opener

import nbformat
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    Route,
    sync_playwright,
)
from settle import settle

# The machine may be busy with other work; a healthy run needs a small part of this.
PATIENCE_SECONDS = 60
PATIENCE = PATIENCE_SECONDS * 1000

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
APPS = ("LabApp", "JupyterNotebookApp")
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")

# The current notebook panel, inside any expression that is evaluated in the page.
PANEL = "window.jupyterapp.shell.currentWidget"
# A new size of the window: JupyterLab moves its parts in the first, the browser paints in the next.
_TWO_FRAMES = """() => new Promise(painted =>
    requestAnimationFrame(() => requestAnimationFrame(() => painted())))"""
Theme = Literal["light", "dark"]
# JupyterLab, or Notebook 7 on the same server.
Interface = Literal["lab", "notebook"]

_workspaces = count(1)


def chromium_path() -> str | None:
    """Find an installed Chromium or Chrome."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def write_notebook(path: Path, cells: list[str | tuple[str, str]]) -> Path:
    """Write a notebook from code sources, or (cell type, source) pairs for other cells."""
    typed = [("code", cell) if isinstance(cell, str) else cell for cell in cells]
    make = {"code": nbformat.v4.new_code_cell, "markdown": nbformat.v4.new_markdown_cell}
    notebook = nbformat.v4.new_notebook(cells=[make[kind](source) for kind, source in typed])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path


@dataclass(frozen=True)
class LabServer:
    """A running JupyterLab; notebooks that tests write into ``root`` can be opened."""

    address: str
    token: str
    root: Path

    def ask(self, method: str, path: str) -> Any:
        """Call the server's REST interface."""
        headers = {"Authorization": f"token {self.token}"}
        request = Request(f"{self.address}/api/{path}", headers=headers, method=method)
        # A proxy that the environment names must not be asked about this machine.
        with build_opener(ProxyHandler({})).open(request, timeout=30) as answer:
            return json.loads(answer.read() or b"null")

    def end_kernels(self, notebook: str) -> None:
        """Shut down the kernels of a notebook, which survive its page and have old code."""
        for session in self.ask("GET", "sessions"):
            if session["path"] == notebook:
                self.ask("DELETE", f"sessions/{session['id']}")

    def fresh_address(self, notebook: str, interface: Interface = "lab") -> str:
        """Return the address of a notebook in a new workspace, so that no other tab opens too."""
        if interface == "notebook":
            return f"{self.address}/notebooks/{quote(notebook)}?token={self.token}"
        workspace = f"{self.address}/lab/workspaces/test-{next(_workspaces)}"
        return f"{workspace}/tree/{quote(notebook)}?reset&token={self.token}"


@dataclass
class LabPage:
    """A notebook opened in JupyterLab; ``page`` is Playwright's own."""

    page: Page
    server: LabServer
    notebook: str
    screenshots: Path
    outside_requests: list[str] = field(default_factory=list)
    console_errors: list[str] = field(default_factory=list)

    def run_all(self) -> None:
        """Run all cells from the top; fail with the traceback if one raises."""
        self._forget_outputs()
        self.command("notebook:run-all-cells")
        self.page.wait_for_function(f"() => {_ALL_NUMBERED} || {_ERRORS}.length")
        if errors := self.errors():
            raise AssertionError("\n".join(errors))

    def run_each(self) -> None:
        """Run the cells one by one, past those that raise, as untouched exercises do."""
        self._forget_outputs()
        for place in range(len(self.cell_types())):
            self._run(place)
        self.page.wait_for_function(f"() => {_ALL_NUMBERED}")

    def run_cell(self, place: int) -> None:
        """Run one cell again; the others stay as they are."""
        self.page.evaluate(f"place => {{ {PANEL}.content.activeCellIndex = place }}", place)
        self.command("notebook:clear-cell-output")
        self._run(place)
        self.page.wait_for_function(f"() => {_ALL_NUMBERED}")

    def _run(self, place: int) -> None:
        self.page.evaluate(f"place => {{ {PANEL}.content.activeCellIndex = place }}", place)
        self.command("notebook:run-cell")

    def _forget_outputs(self) -> None:
        """Clear the numbers of an earlier run, which would be mistaken for those of this one."""
        self.command("notebook:clear-all-cell-outputs")

    def errors(self) -> list[str]:
        """Collect the tracebacks that the notebook shows."""
        return list(self.page.evaluate(_ERRORS))

    def cell_types(self) -> list[str]:
        """Return the type of each cell, in order."""
        return list(self.page.evaluate(f"{PANEL}.model.sharedModel.cells.map(c => c.cell_type)"))

    def cell(self, place: int) -> Locator:
        """Return the cell at a place, counted from 0, with its output."""
        return self.page.locator(f'.jp-Cell[data-windowed-list-index="{place}"]')

    def bring(self, place: int) -> Locator:
        """Scroll to a cell and return it; JupyterLab 4.4 removes cells that are out of view."""
        settle(self.page, _SCROLL, place)
        self.cell(place).wait_for(state="attached")
        return self.cell(place)

    def command(self, name: str, **arguments: object) -> None:
        """Execute a JupyterLab command and wait until it is done."""
        settle(self.page, _COMMAND, [name, arguments])

    def restart(self) -> None:
        """Restart the kernel without asking, and wait until it is ready."""
        settle(self.page, f"() => {PANEL}.sessionContext.restartKernel().then(() => null)")
        self.page.wait_for_function(_KERNEL_IS_READY)

    def reopen(self) -> None:
        """Load the page again, as after closing its tab; the kernel goes on."""
        self.page.reload()
        self.page.wait_for_function(_KERNEL_IS_READY)

    def execute(self, code: str) -> None:
        """Send code to the kernel without a cell, and do not wait for it."""
        kernel = f"{PANEL}.sessionContext.session.kernel"
        self.page.evaluate(f"code => {{ {kernel}.requestExecute({{ code }}) }}", code)

    def save(self) -> str:
        """Save the notebook and return the file's text."""
        self.command("docmanager:save")
        return (self.server.root / self.notebook).read_text(encoding="utf-8")

    def set_theme(self, theme: Theme) -> None:
        """Switch between the light and the dark theme."""
        self.command("apputils:change-theme", theme=THEMES[theme])
        is_light = str(theme == "light").lower()
        self.page.locator(f'body[data-jp-theme-light="{is_light}"]').wait_for(state="attached")
        self.page.wait_for_function(_THEME_IS_LOADED, arg=theme)

    def set_size(self, width: int, height: int = 900) -> None:
        """Resize the window, keep the file browser collapsed, and wait for the new layout."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.evaluate("window.jupyterapp.shell.collapseLeft()")
        settle(self.page, _TWO_FRAMES)

    def screenshot(self, name: str, of: Locator | None = None) -> Path:
        """Save a picture of the window, or of one part of it."""
        path = self.screenshots / f"{name}.png"
        (of or self.page).screenshot(path=path, animations="disabled")
        return path

    def screenshot_if_asked(self, name: str, of: Locator) -> None:
        """Save a picture if $SCREENSHOTS says where; nothing that follows may need its waiting."""
        if os.environ.get("SCREENSHOTS"):
            self.screenshot(name, of)


_COMMAND = "([name, args]) => window.jupyterapp.commands.execute(name, args).then(() => null)"
_SCROLL = f"place => {PANEL}.content.scrollToItem(place, 'auto').then(() => null)"
OpenLab = Callable[..., LabPage]

_CODE_CELLS = f"{PANEL}.content.widgets.filter(c => c.model.type === 'code')"
_ALL_NUMBERED = (
    f"{_CODE_CELLS}.every(c => !c.model.sharedModel.source.trim()"
    r" || /^\[\d+\]/.test(c.promptNode?.textContent ?? ''))"
)
_ERRORS = (
    f"{_CODE_CELLS}.flatMap(c => c.model.sharedModel.outputs)"
    ".filter(o => o.output_type === 'error').map(o => o.traceback.join('\\n'))"
)
_THEME_IS_LOADED = """theme => {
    const ink = getComputedStyle(document.body).getPropertyValue("--jp-layout-color0").trim();
    return theme === "light" ? /^(white|#fff)/.test(ink) : !/^(white|#fff|$)/.test(ink);
}"""


def contrasts(part: Locator) -> dict[str, float]:
    """Measure each visible text's contrast ratio, the lowest if a text occurs twice."""
    found = [(each["ratio"], each["text"]) for each in part.evaluate(CONTRAST)]
    return {text: ratio for ratio, text in sorted(found, reverse=True)}


@contextmanager
def serve_lab(folder: Path, root: Path | None = None) -> Iterator[LabServer]:
    """Run JupyterLab in ``root``, with its own home and settings under ``folder``."""
    root, log = root or folder / "notebooks", folder / "server.log"
    root.mkdir(parents=True, exist_ok=True)
    server = LabServer(f"http://127.0.0.1:{_free_port()}", secrets.token_hex(16), root)
    with log.open("wb") as out:
        process = subprocess.Popen(
            _server_command(server, folder),
            cwd=root,
            env=_environment(folder),
            stdout=out,
            stderr=out,
        )
        try:
            _wait_until_up(server, process, log)
            yield server
        finally:
            _end(process)


@contextmanager
def launch_chromium(path: str, *flags: str) -> Iterator[Browser]:
    """Run a headless Chromium."""
    browser = _playwright().chromium.launch(executable_path=path, args=[*CHROMIUM_FLAGS, *flags])
    try:
        yield browser
    finally:
        browser.close()


@contextmanager
def launch_profile(path: str, profile: Path, *flags: str) -> Iterator[BrowserContext]:
    """Run a headless Chromium that keeps its files in a folder, as a student's browser does."""
    context = _playwright().chromium.launch_persistent_context(
        profile,
        executable_path=path,
        args=[*CHROMIUM_FLAGS, *flags],
        viewport={"width": 1280, "height": 900},
    )
    try:
        yield context
    finally:
        context.close()


@cache
def _playwright() -> Playwright:
    """Start Playwright once in this process: it refuses to run twice at a time."""
    running = sync_playwright().start()
    atexit.register(running.stop)
    return running


@contextmanager
def open_notebook(
    server: LabServer,
    browser: Browser,
    notebook: str,
    screenshots: Path,
    interface: Interface = "lab",
) -> Iterator[LabPage]:
    """Open a notebook, named relative to the server's root, with its own kernel."""
    server.end_kernels(notebook)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    lab = LabPage(context.new_page(), server, notebook, screenshots)
    _note_errors_of(lab)
    context.route(lambda url: not url.startswith(server.address), _refuse_into(lab))
    try:
        lab.page.goto(server.fresh_address(notebook, interface))
        lab.page.wait_for_function(_KERNEL_IS_READY)
        lab.set_size(1280)
        yield lab
    finally:
        context.close()
        server.end_kernels(notebook)


_KERNEL_IS_READY = f"""() => {{
    const panel = window.jupyterapp && {PANEL};
    const kernel = panel?.sessionContext?.session?.kernel;
    return panel?.context?.isReady && kernel?.connectionStatus === "connected"
        && kernel.status === "idle";
}}"""


def _note_errors_of(lab: LabPage) -> None:
    """Remember the errors that the browser's console shows, and where they come from."""

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            lab.console_errors.append(f"{message.text} ({message.location.get('url', '')})")

    lab.page.on("console", note)
    lab.page.on("pageerror", lambda error: lab.console_errors.append(f"{error}\n{error.stack}"))


def _refuse_into(lab: LabPage) -> Any:
    """Refuse requests that leave this machine, and remember them."""

    def refuse(route: Route) -> None:
        if route.request.url.startswith(("data:", "blob:")):
            route.continue_()
            return
        lab.outside_requests.append(route.request.url)
        route.abort()

    return refuse


def _server_command(server: LabServer, folder: Path) -> list[str]:
    port = server.address.rpartition(":")[2]
    _write_settings(folder / "settings")
    return [
        *(sys.executable, "-m", "jupyterlab"),
        *("--no-browser", "--allow-root", "--expose-app-in-browser"),
        *("--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"),
        f"--IdentityProvider.token={server.token}",
        f"--ServerApp.root_dir={server.root}",
        "--JupyterNotebookApp.expose_app_in_browser=True",
        *(f"--{app}.user_settings_dir={folder / 'settings'}" for app in APPS),
        *(f"--{app}.workspaces_dir={folder / 'workspaces'}" for app in APPS),
    ]


def _write_settings(folder: Path) -> None:
    """Stop JupyterLab from asking whether it may fetch news, and from saving by itself."""
    settings = {
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
        "docmanager-extension/plugin": {"autosave": False},
    }
    for name, content in settings.items():
        path = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    own = {
        "HOME": folder / "home",
        "IPYTHONDIR": folder / "ipython",
        "JUPYTER_CONFIG_DIR": folder / "config",
        "JUPYTER_DATA_DIR": folder / "data",
        "JUPYTER_RUNTIME_DIR": folder / "runtime",
    }
    for path in own.values():
        path.mkdir(parents=True, exist_ok=True)
    # The python of a virtual environment is a link: resolving it would leave the environment.
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**kept, **{name: str(path) for name, path in own.items()}, "PATH": programs}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(server: LabServer, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _answers(server):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(errors='replace')}")
        time.sleep(0.2)


def _answers(server: LabServer) -> bool:
    try:
        server.ask("GET", "status")
    except OSError:
        return False
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask the server to shut down with its kernels; kill it if it does not."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
