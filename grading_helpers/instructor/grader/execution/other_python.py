"""Another interpreter to grade with, such as one with the versions that students have."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError

SECONDS = 120
LOWEST = (3, 11)
# The package itself comes from this checkout, so that the same code grades.
NEEDED = ("IPython", "anywidget", "ipywidgets", "matplotlib", "numpy", "pandas")
ASK = f"""
import importlib.util, json, sys
missing = [name for name in {NEEDED!r} if importlib.util.find_spec(name) is None]
known = {{}}
if sys.version_info >= {LOWEST!r}:
    from grading_helpers.versions import versions
    known = versions()
places = [sys.prefix, sys.base_prefix, *(one for one in sys.path if one.endswith("-packages"))]
print(json.dumps({{"version": list(sys.version_info[:2]), "missing": missing, "known": known,
                  "places": places}}))
"""


@dataclass(frozen=True)
class OtherPython:
    """An interpreter: its path, the folders that graded code must be able to read, its versions."""

    path: str
    places: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]


def inspect_python(path: Path, environment: dict[str, str]) -> OtherPython:
    """Ask an interpreter where its packages are and which versions they have.

    Parameters
    ----------
    path : Path
        The interpreter, such as ``../students/.venv/bin/python``.
    environment : dict of str to str
        The variables to run it with, as for grading.

    Raises
    ------
    CommandError
        If it cannot be run, is too old or lacks a library.
    """
    # Not resolved: Python recognises a virtual environment by this link.
    program = Path(os.path.abspath(path))  # noqa: PTH100
    try:
        done = subprocess.run(
            [program, "-s", "-c", ASK],
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=True,
        )
        told = json.loads(done.stdout)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        raise CommandError(
            f"{path} cannot be run as Python ({_cause(error)}). Name the interpreter of an "
            "environment, such as ../students/.venv/bin/python."
        ) from None
    if tuple(told["version"]) < LOWEST:
        raise CommandError(f"{path} is older than Python {'.'.join(map(str, LOWEST))}.")
    if told["missing"]:
        raise CommandError(
            f"{path} has no {', '.join(told['missing'])}. Install the students' package there: "
            f"{path} -m pip install ../students"
        )
    return OtherPython(str(program), tuple(told["places"]), tuple(told["known"].items()))


def _cause(error: Exception) -> str:
    """Return in a few words why a program did not answer as Python does."""
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if isinstance(error, subprocess.CalledProcessError):
        return f"it ended with exit code {error.returncode}"
    return "it does not answer as Python does"
