"""A cache by content: a result is kept under a digest of everything that it depends on.

That includes the modules that builds and proofs import, the package's data and the versions of the
libraries, so a result is never found after any of these has changed. A change to the grader or the
report leaves it in place. Deleting the folder is always safe.
"""

from __future__ import annotations

import ast
import json
import os
import platform
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

from grading_helpers.atomic_write import write_atomically

T = TypeVar("T")
# Several checkouts may share one folder: an environment variable with its path.
SHARED_FOLDER = "COURSE_CACHE"
FOLDER = ".course_cache"
PACKAGE = Path(__file__).parents[2]
# Everything on the students' side counts, and on the instructors' what these import.
INSTRUCTORS_SIDE = "instructor"
MAKERS = ("instructor/authoring/build.py", "instructor/proving/prove.py")
LIBRARIES = (
    *(
        "anywidget",
        "fsrs",
        "hypothesis",
        "ipykernel",
        "ipython",
        "ipywidgets",
        "jupytext",
        "matplotlib",
    ),
    *("nbclient", "nbconvert", "nbformat", "nbgrader", "numpy", "pandas", "pydantic", "pyyaml"),
    *("scipy", "traitlets"),
)


def cache_folder(root: Path) -> Path:
    """Return the folder with the cached results of a checkout."""
    return Path(os.environ.get(SHARED_FOLDER) or root / FOLDER)


def digest_of(*parts: object) -> str:
    """Return a digest of JSON values; it differs if any of them differs.

    Examples
    --------
    >>> digest_of("ab", "c") == digest_of("a", "bc")
    False
    """
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def source_files(package: Path = PACKAGE) -> set[Path]:
    """Return the modules of a package on which builds and proofs depend.

    Parameters
    ----------
    package : Path
        Its folder.
    """
    theirs = package / INSTRUCTORS_SIDE
    found = {file for file in package.rglob("*.py") if not file.is_relative_to(theirs)}
    waiting = [package / maker for maker in MAKERS]
    while waiting:
        file = waiting.pop()
        if file not in found and file.is_file():
            found.add(file)
            waiting += _imported(file, package)
    return found


def _imported(file: Path, package: Path) -> Iterator[Path]:
    """Yield the files of a package that a file of it may import, with those of their folders."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [str(node.module), *(f"{node.module}.{one.name}" for one in node.names)]
        for name in names:
            top, *parts = name.split(".")
            if top == PACKAGE.name:
                for length in range(len(parts) + 1):
                    place = package.joinpath(*parts[:length])
                    yield from (place / "__init__.py", place.with_suffix(".py"))


def source_digest(package: Path = PACKAGE) -> str:
    """Return a digest of the modules on which results depend, and of the tables that it ships.

    Parameters
    ----------
    package : Path
        Its folder.
    """
    files = sorted([*source_files(package), *package.glob("data/*.csv")])
    return digest_of(
        *((str(file.relative_to(package)), sha256(file.read_bytes()).hexdigest()) for file in files)
    )


def version_digest() -> str:
    """Return a digest of the versions of Python and of the libraries that a proof runs on."""
    return digest_of(platform.python_version(), platform.platform(), *map(_version, LIBRARIES))


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "missing"


@cache
def surroundings() -> str:
    """Return a digest of the package and the versions that every result depends on."""
    return digest_of(source_digest(), version_digest())


def recall(
    root: Path, kind: str, depends_on: object, make: Callable[[], T], *, fresh: bool = False
) -> T:
    """Return a result from the cache, or make it and keep it.

    Parameters
    ----------
    root : Path
        The checkout whose cache it is.
    kind : str
        The name of the folder for such results.
    depends_on : object
        The JSON value that decides the result, apart from this package and the versions.
    make : callable
        Makes the result, a JSON value. What it raises is passed on, and nothing is kept.
    fresh : bool, optional
        Make it even if it is in the cache, and keep it.
    """
    key = digest_of(surroundings(), kind, depends_on)
    file = cache_folder(root) / kind / f"{key}.json"
    if not fresh:
        with suppress(OSError, ValueError):
            found: T = json.loads(file.read_text("utf-8"))
            return found
    made = make()
    with suppress(OSError):  # a checkout that may only be read can be built in memory
        write_atomically(file, json.dumps(made).encode())
    return made
