"""The packages of a site: Pyodide's own lock file with our wheels added.

Pyodide loads packages listed in its lock file by name, in parallel and before the first cell runs,
and uses the file to find the package for an import. So each site has a lock file of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from packaging.utils import canonicalize_name
from packaging.version import Version

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.json_types import JsonObject, JsonValue
from grading_helpers.instructor.publishing.lite.wheels import Wheel, installed_wheel

LOCK = "pyodide-lock.json"
# What the kernel loads before it starts; old and new versions spell some names differently.
KERNEL = (
    *("micropip", "piplite", "sqlite3", "ipykernel", "comm"),
    *("pyodide_kernel", "pyodide-kernel", "ipython"),
)
# What some versions load too although nothing needs it. A cell that imports it still finds it.
NOT_NEEDED = ("ssl",)
ASKS_FOR_JEDI = Version("0.6")
MODULES = ("pyodide.mjs", "pyodide.js")
RUNTIME = ("pyodide.asm.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")
KERNEL_WHEEL = re.compile(r"(piplite|pyodide_kernel|ipykernel)-([\d.]+[^-]*)-py3-none-any\.whl")


class NoPyodideError(CommandError):
    """A folder does not contain Pyodide, or its address cannot be reached."""


@dataclass(frozen=True)
class Pyodide:
    """A release of Pyodide: its lock file, and where its files are.

    Parameters
    ----------
    lock : dict
        The content of ``pyodide-lock.json``.
    address : str
        The web address of its folder, with a trailing slash, if browsers fetch it from there.
    folder : Path or None
        The local folder of its files, if they are copied into the site.
    """

    lock: JsonObject
    address: str = ""
    folder: Path | None = None

    @property
    def packages(self) -> dict[str, JsonObject]:
        """Its packages by normalised name."""
        return {canonicalize_name(name): entry for name, entry in self.lock["packages"].items()}


def pyodide_on_the_web(address: str) -> Pyodide:
    """Return a Pyodide release that the site does not copy but loads from the web.

    Parameters
    ----------
    address : str
        The address of its folder, with a trailing slash.

    Raises
    ------
    NoPyodideError
        If its lock file cannot be fetched.
    """
    try:
        with urlopen(address + LOCK, timeout=60) as answer:
            return Pyodide(json.loads(answer.read()), address=address)
    except (OSError, ValueError) as error:
        raise NoPyodideError(
            f"Could not fetch {address}{LOCK} ({error}). To fix: check the network, or "
            "add --offline DIR with a folder that contains Pyodide."
        ) from error


def pyodide_in(folder: Path) -> Pyodide:
    """Return the Pyodide release in a folder.

    Raises
    ------
    NoPyodideError
        If the folder does not contain one.
    """
    missing = [name for name in (LOCK, "pyodide.asm.wasm") if not (folder / name).is_file()]
    if missing:
        raise NoPyodideError(
            f"{folder} does not contain Pyodide: {', '.join(missing)} is missing. To fix: unpack a "
            "full release of Pyodide there."
        )
    return Pyodide(json.loads((folder / LOCK).read_text("utf-8")), folder=folder)


def kernel_wheels(folder: Path) -> list[Wheel]:
    """Return the wheels that come with JupyterLite's Pyodide kernel.

    Parameters
    ----------
    folder : Path
        The folder ``static/pypi`` of the kernel's extension.
    """
    found = []
    for file in sorted(folder.glob("*.whl")):
        if match := KERNEL_WHEEL.fullmatch(file.name):
            name = canonicalize_name(match[1])
            needs = _needs_of_kernel(match[2]) if name == "pyodide-kernel" else ()
            found.append(Wheel(name, match[2], file.read_bytes(), (match[1],), needs))
    return found


def _needs_of_kernel(version: str) -> tuple[str, ...]:
    """Return what the kernel loads when it starts; it would search PyPI for anything missing."""
    newer = ("jedi",) if Version(version) >= ASKS_FOR_JEDI else ()
    return ("ipython", "comm", "traitlets", *newer)


def with_what_they_need(wheels: Iterable[Wheel], pyodide: Pyodide) -> list[Wheel]:
    """Return wheels together with those of their dependencies that Pyodide does not have.

    Raises
    ------
    importlib.metadata.PackageNotFoundError
        If such a dependency is not installed here.
    """
    known = {wheel.name: wheel for wheel in wheels}
    waiting = [need for wheel in known.values() for need in wheel.needs]
    while waiting:
        name = waiting.pop()
        if name not in known and name not in pyodide.packages:
            known[name] = installed_wheel(name)
            waiting += known[name].needs
    return list(known.values())


def closure(names: Iterable[str], packages: Mapping[str, JsonObject]) -> list[str]:
    """Return packages and all their dependencies, each once, in alphabetical order."""
    found: set[str] = set()
    waiting = [canonicalize_name(name) for name in names]
    while waiting:
        name = waiting.pop()
        if name in packages and name not in found:
            found.add(name)
            waiting += [canonicalize_name(each) for each in packages[name]["depends"]]
    return sorted(found)


def site_lock(pyodide: Pyodide, wheels: Iterable[Wheel], wanted: Iterable[str]) -> JsonObject:
    """Return the lock file of a site.

    Parameters
    ----------
    pyodide : Pyodide
    wheels : iterable of Wheel
        They are in the same folder as the lock file.
    wanted : iterable of str
        Packages that the site must have. If Pyodide is copied into the site, only these and their
        dependencies are kept.
    """
    packages = dict(pyodide.packages)
    if pyodide.address:
        packages = {name: _on_the_web(entry, pyodide) for name, entry in packages.items()}
    packages |= {wheel.name: _entry(wheel) for wheel in wheels}
    if pyodide.folder:
        packages = {name: packages[name] for name in closure(wanted, packages)}
    return {**pyodide.lock, "packages": dict(sorted(packages.items()))}


def _on_the_web(entry: JsonObject, pyodide: Pyodide) -> JsonObject:
    return {**entry, "file_name": pyodide.address + entry["file_name"]}


def _entry(wheel: Wheel) -> JsonObject:
    return {
        "depends": list(wheel.needs),
        "file_name": wheel.file_name,
        "imports": list(wheel.imports),
        "install_dir": "site",
        "name": wheel.name,
        "package_type": "package",
        "sha256": wheel.digest,
        "unvendored_tests": False,
        "version": wheel.version,
    }


def runtime_files(pyodide: Pyodide, lock: Mapping[str, JsonValue]) -> Iterator[Path]:
    """Yield the Pyodide files to copy into a site: Python itself and the locked packages."""
    folder = pyodide.folder
    if folder is None:
        return
    names = [*MODULES, *RUNTIME, *(entry["file_name"] for entry in lock["packages"].values())]
    yield from (folder / name for name in names if (folder / name).is_file())
