"""Is an upload the lesson's notebook? Its name may say so; its cells decide."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from grading_helpers.instructor.grader.findings import RefusedError
from grading_helpers.instructor.grader.reading import read_submission
from grading_helpers.instructor.lms.uploads import is_lesson_name

# A student's notebook keeps nearly all cells; lessons share two of seventy.
ENOUGH = 0.2


@dataclass(frozen=True)
class Judgement:
    """Whether a file is taken, what is said of it, and whether a person should look."""

    taken: bool
    said: str = ""
    look: bool = True


def judge(content: bytes, file: str, lesson: str, lessons: Mapping[str, Set[str]]) -> Judgement:
    """Judge an upload by its bytes.

    Parameters
    ----------
    content : bytes
        The file.
    file : str
        The name that the student gave it.
    lesson : str
        The lesson that is collected.
    lessons : mapping of str to set of str
        The ids of the cells of every lesson that was handed out.
    """
    try:
        cells = read_submission("", content).cells
    except RefusedError as error:
        return Judgement(False, str(error))
    ids = {cell.cell_id for cell in cells} | {cell.grade_id for cell in cells}
    shares = {name: len(ids & own) / max(len(own), 1) for name, own in lessons.items()}
    best = max(shares, key=lambda name: shares[name], default="")
    right_name = is_lesson_name(file, lesson)
    if best == lesson and shares[best] >= ENOUGH:
        return Judgement(True, "" if right_name else f"renamed: taken as {lesson}.ipynb", False)
    if best and shares[best] >= ENOUGH:
        return Judgement(False, f"this is the notebook of {best}, not of {lesson}")
    if right_name:
        return Judgement(True, "taken by its name; its cells have lost the ids of the lesson")
    return Judgement(False, f"this is not the notebook of {lesson}")
