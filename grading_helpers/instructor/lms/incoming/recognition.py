"""Recognise the notebook of a lesson by the ids of its cells, else by its file name."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from grading_helpers.instructor.grader.submission.notebook import UngradableError, read_notebook
from grading_helpers.instructor.lms.incoming.file_names import is_lesson_name

# Students keep nearly all cells of a notebook; two lessons share two cells of about seventy.
ENOUGH = 0.2


@dataclass(frozen=True)
class Judgement:
    """Whether to take a file, what to tell the instructor, and whether they should act on it."""

    taken: bool
    said: str = ""
    needs_action: bool = True


def recognise_notebook(
    content: bytes, file: str, lesson: str, lessons: Mapping[str, Set[str]]
) -> Judgement:
    """Decide whether an upload is the lesson's notebook.

    Parameters
    ----------
    content : bytes
        The content of the file.
    file : str
        The name that the student gave it.
    lesson : str
        The lesson that is being collected.
    lessons : mapping of str to set of str
        The cell ids of every released lesson.
    """
    try:
        cells = read_notebook("", content).cells
    except UngradableError as error:
        return Judgement(False, str(error))
    ids = {cell.cell_id for cell in cells} | {cell.grade_id for cell in cells}
    shares = {name: len(ids & own) / max(len(own), 1) for name, own in lessons.items()}
    best = max(shares, key=lambda name: shares[name], default="")
    right_name = is_lesson_name(file, lesson)
    if best == lesson and shares[best] >= ENOUGH:
        return Judgement(True, "" if right_name else f"renamed to {lesson}.ipynb", False)
    if best and shares[best] >= ENOUGH:
        return Judgement(False, f"this is the notebook of {best}, not of {lesson}")
    if right_name:
        return Judgement(
            True, "recognised only by its name, because its cells no longer have the lesson's ids"
        )
    return Judgement(False, f"this is not the notebook of {lesson}")
