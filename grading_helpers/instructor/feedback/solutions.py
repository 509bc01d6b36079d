"""Solutions for the feedback page: the lesson's own, and a right answer by another route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from grading_helpers.instructor.authoring.corpus import Answer, read_right_answers
from grading_helpers.instructor.authoring.course import find_course
from grading_helpers.instructor.feedback.outline import Outline
from grading_helpers.instructor.grader.submission.assignment import Assignment

MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")


@dataclass(frozen=True)
class Solution:
    """A model answer, and, if there is one, a right answer by another route.

    ``exercise`` is the title of the exercise, ``name`` that of the answer. ``route`` says in a
    sentence what the other answer, ``other``, does.
    """

    exercise: str
    name: str
    code: str
    route: str = ""
    other: str = ""


def read_solutions(plan: Assignment, outline: Outline, folder: Path) -> tuple[Solution, ...]:
    """Return a solution of each answer in code that earns points, in the order of the notebook.

    Parameters
    ----------
    plan : Assignment
        The instructor's notebook.
    outline : Outline
        The exercises of the lesson.
    folder : Path
        A folder in a checkout of the course, such as the class's. Elsewhere there are no other
        routes.
    """
    try:
        root = find_course(folder).root
    except FileNotFoundError:
        root = folder
    return tuple(_solutions(plan, outline, root / "course" / plan.lesson / "exercises"))


def _solutions(plan: Assignment, outline: Outline, home: Path) -> Iterator[Solution]:
    cells = {cell.grade_id: cell for cell in plan.cells if cell.kind == "code"}
    for exercise in outline.exercises:
        for name in exercise.answers:
            if name not in cells:
                continue
            code = without_markers(cells[name].source)
            other = least_like(code, read_right_answers(home / name))
            if other is None:
                yield Solution(exercise.title, name, code)
            else:
                yield Solution(exercise.title, name, code, other.message, other.code.strip())


def without_markers(source: str) -> str:
    r"""Return the code of an answer cell without the lines that mark the solution.

    Examples
    --------
    >>> without_markers("def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION")
    'def f():\n    return 1'
    """
    lines = source.splitlines()
    return "\n".join(line for line in lines if line.strip() not in MARKERS)


def least_like(code: str, answers: list[Answer]) -> Answer | None:
    """Return the answer whose code has the least in common with other code; None without answers.

    Ties go to the first.
    """

    def likeness(answer: Answer) -> float:
        return SequenceMatcher(None, code.split(), answer.code.split(), autojunk=False).ratio()

    return min(answers, key=likeness, default=None)
