"""A control: the checks of the hostile corpus find stock nbgrader unsafe where it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from hostile.cases import Case
from hostile.everything import corpus
from hostile.judging import marks
from hostile.lesson import NAME
from hostile.pages import active_content

from grading_helpers.instructor.gradebook.course_folder import CourseFolder

pytestmark = pytest.mark.integration
SECONDS = 180
# One case of each kind of harm; docs/hostile_submissions.md has the table of all. None affects
# the host.
UNSAFE = ("accident-deleted_test", "cheat-patched_compare", "injection-html_script")
SAFE = ("accident-crlf_file", "cheat-equal_to_all")


def cases(names: tuple[str, ...]) -> dict[str, Case]:
    found = {f"{case.kind}-{case.name}": case for case in corpus()}
    return {name: found[name] for name in names}


def hand_in(folder: CourseFolder, student: str, case: Case) -> None:
    place = folder.submitted(student, NAME) / f"{NAME}.ipynb"
    place.parent.mkdir(parents=True)
    place.write_bytes(case.content)


def autograde(folder: CourseFolder, home: Path) -> None:
    here = str(Path(__file__).parent)
    own = {"HOME": str(home), "IPYTHONDIR": str(home), "PYTHONPATH": here}
    subprocess.run(
        [sys.executable, "-c", "from hostile.graders import stock; stock()"],
        env={**os.environ, **own},
        cwd=folder.root,
        timeout=SECONDS,
        capture_output=True,
        check=False,
    )


def is_safe(folder: CourseFolder, student: str, case: Case) -> bool:
    """Check as ``test_hostile`` does: the honest mark, and nothing active on the page."""
    stored = folder.root / "autograded" / student / NAME / f"{NAME}.ipynb"
    if not stored.is_file() or list(active_content(nbformat.read(stored, 4))):
        return False
    return marks(folder, student) == case.due


def test_stock_nbgrader_is_found_unsafe_where_it_is(folder: CourseFolder, tmp_path: Path) -> None:
    chosen = cases((*UNSAFE, *SAFE))
    for name, case in chosen.items():
        hand_in(folder, name, case)
    autograde(folder, tmp_path)
    safe = {name for name, case in chosen.items() if is_safe(folder, name, case)}
    assert safe == set(SAFE)


def test_one_copied_cell_stops_stock_nbgrader_for_everybody(
    folder: CourseFolder, tmp_path: Path
) -> None:
    (case,) = cases(("accident-split_with_helper",)).values()
    hand_in(folder, "aaron", case)
    autograde(folder, tmp_path)
    assert marks(folder, "ada") is None
