"""The static site: JupyterLite, the lessons, the Python packages and a start page."""

from __future__ import annotations

import ast
import html
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.grader.submission.dependencies import without_magics
from grading_helpers.instructor.json_types import JsonObject
from grading_helpers.instructor.publishing.lite.jupyterlite import KERNEL_PLUGIN, JupyterLite
from grading_helpers.instructor.publishing.lite.pyodide import (
    KERNEL,
    LOCK,
    NOT_NEEDED,
    Pyodide,
    closure,
    kernel_wheels,
    runtime_files,
    site_lock,
    with_what_they_need,
)
from grading_helpers.instructor.publishing.lite.start_page import start_page
from grading_helpers.instructor.publishing.lite.wheels import Wheel, students_wheel
from grading_helpers.instructor.publishing.pages import LESSONS, notebook_path
from grading_helpers.instructor.publishing.student_files import package_files

Files = dict[str, bytes]

PACKAGES = "static/pyodide"
EXTENSION = "focus-on-customers-lite"
# Standard library modules that Python in a browser does not have.
MISSING_MODULES = frozenset(
    {"curses", "dbm", "ensurepip", "fcntl", "grp", "idlelib", "lib2to3", "pwd", "resource"}
    | {"syslog", "termios", "tkinter", "turtle", "turtledemo", "venv"}
)
NEWEST_SCRIPT_PYTHON = (3, 13)
LESSON_PAGE, EARLY = "lab/index.html", "start_early.js"


class MissingImportError(CommandError):
    """A lesson imports a module that the site does not have."""


@dataclass(frozen=True)
class Packages:
    """The Python packages of a site.

    Parameters
    ----------
    pyodide : Pyodide
    wheels : tuple of Wheel
        The course's wheel, the kernel's wheels and their dependencies.
    lock : dict
        The site's lock file.
    loaded : tuple of str
        The packages loaded before the first cell runs.
    """

    pyodide: Pyodide
    wheels: tuple[Wheel, ...]
    lock: JsonObject
    loaded: tuple[str, ...]

    @property
    def is_module(self) -> bool:
        """Whether the kernel loads Pyodide as a module; older ones load it as a script."""
        python = tuple(map(int, self.lock["info"]["python"].split(".")[:2]))
        return python > NEWEST_SCRIPT_PYTHON

    @property
    def start(self) -> str:
        """The path of the script that the kernel takes for Pyodide's own."""
        return f"{PACKAGES}/{'start_as_module.mjs' if self.is_module else 'start_as_script.js'}"

    @property
    def address(self) -> str:
        """The address of Pyodide's folder, absolute or relative to the site."""
        return self.pyodide.address or f"./{PACKAGES}/"

    @property
    def settings(self) -> JsonObject:
        """The options with which the kernel starts Python."""
        held = json.dumps([self.lock, self.loaded]).encode() + self._start_script()
        return {
            "lockFileURL": f"./{PACKAGES}/{LOCK}",
            "packages": [*self.loaded, *NOT_NEEDED],
            "digest": sha256(held).hexdigest()[:16],
            "runtimeURL": self.address,
            "wanted": list(self.loaded),
        }

    @property
    def modules(self) -> frozenset[str]:
        """The modules that a cell may import."""
        found = {name for entry in self.lock["packages"].values() for name in entry["imports"]}
        return frozenset(found) | (sys.stdlib_module_names - MISSING_MODULES)

    def files(self) -> Files:
        """Return the files of the packages by path in the site."""
        text = json.dumps(self.lock, indent=1, ensure_ascii=False) + "\n"
        found = {f"{PACKAGES}/{LOCK}": text.encode()}
        found[self.start] = self._start_script()
        found[f"{PACKAGES}/{EARLY}"] = (files(__package__) / "static" / EARLY).read_bytes()
        found |= {f"{PACKAGES}/{wheel.file_name}": wheel.content for wheel in self.wheels}
        for path in runtime_files(self.pyodide, self.lock):
            found[f"{PACKAGES}/{path.name}"] = path.read_bytes()
        found[f"{PACKAGES}/files.json"] = (json.dumps(list(self._fetched(found))) + "\n").encode()
        return found

    def _start_script(self) -> bytes:
        folder = files(__package__) / "static"
        name = "start_as_module.js" if self.is_module else "start_as_script.js"
        return (folder / "start_python.js").read_bytes() + (folder / name).read_bytes()

    def _fetched(self, held: Mapping[str, bytes]) -> Iterator[tuple[str, int]]:
        """Yield the address of each file that the kernel loads, and its size or 0 if unknown."""
        names = [self.lock["packages"][name]["file_name"] for name in self._loaded_in_full()]
        runtime = ("pyodide.asm.wasm", "python_stdlib.zip")
        for name in (*runtime, *names):
            address = name if "://" in name else f"{PACKAGES}/{name}"
            if self.pyodide.address and name in runtime:
                address = self.pyodide.address + name
            yield address, len(held.get(address, b""))

    def _loaded_in_full(self) -> list[str]:
        return closure(self.loaded, self.lock["packages"])


def packages_of(
    course: Course, lessons: Sequence[Lesson], pyodide: Pyodide, jupyterlite: JupyterLite
) -> Packages:
    """Return the packages of a site.

    Raises
    ------
    MissingImportError
        If a lesson imports anything else; the message names the lesson and the module.
    """
    project = tomllib.loads((course.root / "pyproject.toml").read_text("utf-8"))["project"]
    paths = package_files(course.package, [lesson.name for lesson in lessons])
    package = {
        f"{course.package.name}/{path}": (course.package / path).read_bytes() for path in paths
    }
    ours = students_wheel(project["name"], project["version"], package, project["dependencies"])
    kernel = kernel_wheels(jupyterlite.kernel / "static" / "pypi")
    wheels = with_what_they_need([ours, *kernel], pyodide)
    known = {wheel.name for wheel in wheels} | pyodide.packages.keys()
    own = [name for name in KERNEL if name.replace("_", "-") in known]
    needed = [name for wheel in kernel for name in wheel.needs if name not in own]
    loaded = (*own, *needed, ours.name)
    imported = {name for lesson in lessons for _, name in imports_of(lesson)}
    homes = [name for name, entry in pyodide.packages.items() if imported & set(entry["imports"])]
    lock = site_lock(pyodide, wheels, [*loaded, *NOT_NEEDED, *homes])
    packages = Packages(pyodide, tuple(wheels), lock, loaded)
    _refuse_missing(lessons, packages.modules)
    return packages


def imports_of(lesson: Lesson) -> Iterator[tuple[int, str]]:
    """Yield the line and top-level name of each module that a lesson's code imports.

    Hidden tests count too, although students' notebooks do not contain them.
    """
    for cell in lesson.cells:
        if cell.kind == "code":
            for node in ast.walk(ast.parse(without_magics(cell.source))):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    line = cell.code_line + node.lineno - 1
                    yield from ((line, name) for name in _modules_of(node))


def _modules_of(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    elif node.module and not node.level:
        yield node.module.partition(".")[0]


def _refuse_missing(lessons: Iterable[Lesson], modules: frozenset[str]) -> None:
    found = [
        f"{lesson.text_file}:{line}: {name}"
        for lesson in lessons
        for line, name in imports_of(lesson)
        if name not in modules
    ]
    if found:
        raise MissingImportError(
            f"Lessons import modules that the site does not have: {'; '.join(found)}. To fix: use "
            "a package of Pyodide, or make it a dependency of the course if it is pure Python."
        )


def site_files(
    course: Course, lessons: Sequence[Lesson], pyodide: Pyodide, jupyterlite: JupyterLite
) -> Files:
    """Return every file of the site by path.

    Parameters
    ----------
    course : Course
        The course; its built notebooks are copied unchanged.
    lessons : sequence of Lesson
        In reading order.
    pyodide : Pyodide
    jupyterlite : JupyterLite

    Raises
    ------
    MissingImportError
        If a lesson imports a module that the site does not have.
    NoJupyterLiteError
        If JupyterLite's own build fails.
    """
    packages = packages_of(course, lessons, pyodide, jupyterlite)
    notebooks = {notebook_path(one.name): course.release(one.name).read_bytes() for one in lessons}
    for page in (course.references, course.data_guide):
        notebooks[f"{LESSONS}/{page.name}"] = page.read_bytes()
    title = course.settings.title
    with TemporaryDirectory() as name:
        work = Path(name)
        extension = _write_extension(work / "extension")
        (work / "lite").mkdir()
        built = jupyterlite.build(
            work / "lite",
            notebooks,
            page_settings(title, packages),
            OVERRIDES,
            [extension],
        )
    built[LESSON_PAGE] = lesson_page(built[LESSON_PAGE], title, packages)
    return {
        **built,
        **packages.files(),
        "index.html": start_page(title, lessons).encode(),
        ".nojekyll": b"",
    }


# So that closing a page by accident loses only a few seconds of work.
OVERRIDES = {
    "@jupyterlab/docmanager-extension:plugin": {"autosaveInterval": 10},
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
}


def page_settings(title: str, packages: Packages) -> JsonObject:
    """Return the page's settings for JupyterLite: the title and where to load Python from."""
    kernel = {
        "pyodideUrl": f"./{packages.start}",
        "disablePyPIFallback": not packages.pyodide.address,
        "loadPyodideOptions": packages.settings,
    }
    return {
        "appName": title,
        "exposeAppInBrowser": True,
        "litePluginSettings": {KERNEL_PLUGIN: kernel},
    }


def lesson_page(page: bytes, title: str, packages: Packages) -> bytes:
    """Return JupyterLab's page with a script that starts Python before anything else loads.

    Parameters
    ----------
    page : bytes
        The page as JupyterLite builds it.
    title : str
        The title of the course.
    packages : Packages
    """
    kind = "module" if packages.is_module else "classic"
    told = json.dumps({"script": packages.start, "type": kind, "options": packages.settings})
    script = f'<script src="../{PACKAGES}/{EARLY}" data-python="{html.escape(told)}"></script>'
    line = (files(__package__) / "static" / "status_line.html").read_text("utf-8")
    text = page.decode()
    text = re.sub(r"<title>.*?</title>", f"<title>{html.escape(title)}</title>", text, count=1)
    text = text.replace("<html>", '<html lang="en">', 1)
    # Without the link, browsers ask the host for an icon that is not there.
    text = text.replace("<head>", f'<head>{script}<link rel="icon" href="favicon.ico">', 1)
    return re.sub(r"<body[^>]*>", lambda body: body[0] + line, text, count=1).encode()


def _write_extension(folder: Path) -> Path:
    """Write the extension that adds the button, and return its folder."""
    code = files(__package__).joinpath("static/hand_in.js").read_bytes()
    script = f"static/remoteEntry.{sha256(code).hexdigest()[:16]}.js"
    (folder / "static").mkdir(parents=True)
    (folder / script).write_bytes(code)
    about = {
        "name": EXTENSION,
        "version": "1.0.0",
        "jupyterlab": {"_build": {"load": script, "extension": "./extension"}},
    }
    (folder / "package.json").write_text(json.dumps(about), "utf-8")
    return folder
