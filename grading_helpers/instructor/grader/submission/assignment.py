"""The assignment to grade, read from the instructor's notebook once for a class."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from grading_helpers.instructor.diagnostics import generate_command
from grading_helpers.instructor.gradebook.errors import NoLessonError
from grading_helpers.instructor.grader.submission.built_notebook import (
    BuiltCell,
    BuiltNotebook,
    CellMetadata,
    NbgraderMetadata,
)
from grading_helpers.instructor.grader.submission.dependencies import (
    Dependencies,
    dependencies_of,
    names_bound,
)
from grading_helpers.instructor.grader.submission.extra_files import lesson_files
from grading_helpers.instructor.grader.submission.state_changes import keeps_its_inputs
from grading_helpers.instructor.json_types import JsonValue

if TYPE_CHECKING:
    from grading_helpers.instructor.gradebook.course_folder import CourseFolder

HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS.*?^[ \t]*### END HIDDEN TESTS[^\n]*\n?", re.M | re.S
)


class Role(StrEnum):
    """What a cell is for; ``OURS`` are the instructor's cells that are neither answer nor test."""

    ANSWER = "answer"
    TEST = "test"
    OURS = "ours"


@dataclass(frozen=True)
class AssignmentCell:
    """One cell of the instructor's notebook.

    ``given`` is what students received: the stub, or the source without hidden tests.
    """

    cell_id: str
    grade_id: str
    kind: str
    role: Role
    source: str
    given: str
    points: float = 0.0
    needs: Dependencies = field(default_factory=Dependencies)

    @property
    def name(self) -> str:
        """The cell's grade id, or else its cell id."""
        return self.grade_id or self.cell_id

    @property
    def is_visible(self) -> bool:
        """Whether students received any of its code, apart from comments."""
        lines = (line.strip() for line in self.given.splitlines())
        return any(line and not line.startswith("#") for line in lines)


@dataclass(frozen=True)
class Assignment:
    """A notebook to grade: its cells in order, its metadata, and the lesson's own files."""

    lesson: str
    notebook: str
    cells: tuple[AssignmentCell, ...]
    metadata: Mapping[str, object]
    cell_metadata: Mapping[str, CellMetadata]
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def tests(self) -> dict[str, AssignmentCell]:
        """The test cells, by grade id."""
        return {cell.grade_id: cell for cell in self.cells if cell.role is Role.TEST}

    def answer_of(self, test: str) -> str:
        """Return the answer cell that a test belongs to, by its name; empty if there is none."""
        answers = (cell.grade_id for cell in self.cells if cell.role is Role.ANSWER)
        return max((name for name in answers if test.startswith(f"{name}_")), key=len, default="")

    @property
    def by_hand(self) -> bool:
        """Whether a person gives some of the points."""
        return any(cell.points and cell.role is not Role.TEST for cell in self.cells)


def read_assignment(folder: CourseFolder, lesson: str, notebook: str = "") -> Assignment:
    """Return the assignment of a lesson, from the built notebooks in a course folder.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    lesson : str
        nbgrader's name for the assignment.
    notebook : str, optional
        The name of the notebook without ``.ipynb``; by default that of the lesson.

    Raises
    ------
    NoLessonError
        If the notebooks are missing.
    """
    name = notebook or lesson
    for kind in ("source", "release"):
        if not (folder.root / kind / lesson / f"{name}.ipynb").is_file():
            raise NoLessonError(
                f"There is no {kind}/{lesson}/{name}.ipynb in {folder.root}. Check the name of the "
                f"lesson, or run `{generate_command(lesson)}`."
            )
    source, release = (
        json.loads((folder.root / kind / lesson / f"{name}.ipynb").read_text("utf-8"))
        for kind in ("source", "release")
    )
    return replace(
        make_assignment(lesson, source, release, name), files=lesson_files(folder, lesson)
    )


def make_assignment(
    lesson: str, source: BuiltNotebook, release: BuiltNotebook, notebook: str = ""
) -> Assignment:
    """Return the assignment in a notebook.

    Parameters
    ----------
    lesson : str
        nbgrader's name for the assignment.
    source, release : mapping
        The instructor's notebook and the students', as data.
    notebook : str
        The name of the notebook without ``.ipynb``; by default that of the lesson.
    """
    given = {name_of(cell): _text(cell) for cell in release["cells"]}
    cells = [_assigned(cell, given) for cell in source["cells"]]
    answers = [cell.source for cell in cells if cell.role is Role.ANSWER and cell.kind == "code"]
    done: list[str] = []
    above: list[str] = []
    found = []
    for cell in cells:
        needs = (
            _with_inputs(dependencies_of(cell.source, done, answers, above), answers)
            if cell.role is Role.TEST
            else Dependencies()
        )
        found.append(AssignmentCell(**{**vars(cell), "needs": needs}))
        if cell.kind == "code":
            (above if cell.role is Role.ANSWER else done).append(cell.source)
    metadata = {
        assigned.cell_id: cell["metadata"]
        for assigned, cell in zip(cells, source["cells"], strict=True)
    }
    return Assignment(lesson, notebook or lesson, tuple(found), dict(source["metadata"]), metadata)


def _with_inputs(needs: Dependencies, answers: Sequence[str]) -> Dependencies:
    """Return what a test needs, with a note on whether the solutions keep their inputs."""
    called = [one for one in answers if names_bound(one) & set(needs.names)]
    return replace(needs, keeps_inputs=all(map(keeps_its_inputs, called)))


def _assigned(cell: BuiltCell, given: Mapping[str, str]) -> AssignmentCell:
    grading = cell["metadata"].get("nbgrader") or NbgraderMetadata()
    role = Role.OURS
    if grading.get("solution"):
        role = Role.ANSWER
    elif grading.get("grade") and cell["cell_type"] == "code":
        role = Role.TEST
    text = _text(cell)
    handed_out = without_hidden_tests(text) if role is Role.TEST else given.get(name_of(cell), text)
    return AssignmentCell(
        str(cell["id"]),
        str(grading.get("grade_id") or ""),
        str(cell["cell_type"]),
        role,
        text,
        handed_out,
        float(grading.get("points") or 0),
    )


def without_hidden_tests(source: str) -> str:
    r"""Return a test cell as students receive it.

    Examples
    --------
    >>> without_hidden_tests("check(f)\n### BEGIN HIDDEN TESTS\nassert f(1)\n### END HIDDEN TESTS")
    'check(f)\n'
    """
    return HIDDEN.sub("", source)


def name_of(cell: Mapping[str, JsonValue]) -> str:
    """Return the grade id of a notebook's cell, or its cell id if it is not graded."""
    grading = (cell.get("metadata") or {}).get("nbgrader") or {}
    return str(grading.get("grade_id") or cell.get("id") or "")


def _text(cell: BuiltCell) -> str:
    source = cell["source"]
    return "".join(source) if isinstance(source, list) else str(source)
