"""The results of a grader: marks, pages, changes and everything else to check."""

from __future__ import annotations

import re
import signal
import stat
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from hostile.box import NEIGHBOUR, STUDENT, snapshot
from hostile.host import CANARY
from hostile.judging import MOST_SECONDS_OF_PAGE, marks, said_by_student
from hostile.lesson import HIDDEN_DATA, NAME, TESTS, Notebook
from hostile.pages import active_content

# How stock nbgrader begins lines that are more than information.
LEVEL = re.compile(r"\[\w+ \| (WARNING|ERROR|CRITICAL)\]")


def gather(folder: Path, before: Mapping[str, str], size: int) -> dict[str, Any]:
    """Return what can be observed in a class folder after grading.

    Parameters
    ----------
    folder : Path
        The folder of the class.
    before : mapping
        Its ``snapshot`` before grading.
    size : int
        Its bytes before grading.
    """
    after = snapshot(folder)
    course = CourseFolder(folder, "fans")
    notebook = _stored(folder)
    began = time.monotonic()
    active, broken = _active(notebook)
    return {
        "marks": marks(course, STUDENT),
        "neighbour": marks(course, NEIGHBOUR),
        "changed": sorted(one for one in {*before, *after} if before.get(one) != after.get(one)),
        "told": list(_told(notebook)),
        "active": active,
        "broken": broken,
        "page_seconds": round(time.monotonic() - began, 1),
        "bytes": size_of(folder) - size,
        "refusal": next(refusals((folder / "host" / "log").read_text(errors="replace")), ""),
    }


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder."""
    found = [one.lstat() for one in folder.rglob("*")]
    return sum(one.st_size for one in found if stat.S_ISREG(one.st_mode))


def _stored(folder: Path) -> Notebook | None:
    """Return the graded notebook as it was stored, if there is one."""
    place = folder / "autograded" / STUDENT / NAME / f"{NAME}.ipynb"
    if place.is_symlink() or not place.is_file():
        return None
    return dict(nbformat.read(place, 4))


def _active(notebook: Notebook | None) -> tuple[list[str], str]:
    """Return the active content of the page that is found in time, or why there is no page."""

    def stop(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(MOST_SECONDS_OF_PAGE + 1)
    try:
        return [one[:100] for one in active_content(notebook)] if notebook else [], ""
    except TimeoutError:
        return [], ""
    except Exception as error:
        return [], repr(error)[:200]
    finally:
        signal.alarm(0)


def _told(notebook: Notebook | None) -> Iterator[str]:
    """Yield what the notebook reveals but should not know."""
    if notebook is None:
        return
    if CANARY in str(notebook):
        yield CANARY
    own = [
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") not in TESTS
    ]
    said = said_by_student({"cells": own})
    if "hidden-" in said:
        yield "a hidden test"
    if HIDDEN_DATA in said:
        yield "the data of a hidden test"


def refusals(log: str) -> Iterator[str]:
    """Yield the lines that say that something went wrong with the student's work."""
    for line in log.splitlines():
        ours, level = line.startswith(f"{STUDENT}: "), LEVEL.match(line)
        if STUDENT in line and (ours or level):
            yield line
