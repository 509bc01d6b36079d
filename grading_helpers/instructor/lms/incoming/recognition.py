"""Recognise the notebook of a lesson by its cells, else by what it defines or its file name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.submission.dependencies import names_bound
from grading_helpers.instructor.grader.submission.notebook import (
    ReadCell,
    UngradableError,
    read_notebook,
)
from grading_helpers.instructor.lms.incoming.file_names import is_lesson_name

# Students keep nearly all cells of a notebook; two lessons share two cells of about seventy.
ENOUGH = 0.2
# If most were deleted, those that are left are still the lesson's.
MOST = 0.8
# Whoever types the answers into a new notebook may leave some out.
ENOUGH_ANSWERS = 0.5


@dataclass(frozen=True)
class Judgement:
    """Whether to take a file, what to tell the instructor, and whether they should act on it.

    ``is_other`` says that it is the notebook of another lesson, and ``untouched`` that it is the
    notebook as students received it.
    """

    taken: bool
    said: str = ""
    needs_action: bool = True
    is_other: bool = False
    untouched: bool = False


@dataclass(frozen=True)
class ReleasedNotebook:
    """What a released notebook is recognised by.

    Parameters
    ----------
    ids : frozenset of str
        The ids of its cells, grade ids included.
    texts : frozenset of str
        What is in its cells. Some programs keep no ids.
    names : frozenset of str
        What its answers define.
    """

    ids: frozenset[str]
    texts: frozenset[str]
    names: frozenset[str]


def released_notebooks(home: CourseFolder) -> dict[str, ReleasedNotebook]:
    """Return the notebook of each released lesson."""
    return {
        path.stem: _released(read_notebook("", path.read_bytes()).cells)
        for path in sorted(home.root.glob("release/*/*.ipynb"))
        if path.stem == path.parent.name
    }


def _released(cells: tuple[ReadCell, ...]) -> ReleasedNotebook:
    answers = (cell for cell in cells if cell.is_solution and cell.kind == "code")
    names = {name for cell in answers for name in names_bound(cell.source)}
    return ReleasedNotebook(_ids(cells), _texts(cells), frozenset(names))


def recognise_notebook(
    content: bytes, file: str, lesson: str, lessons: Mapping[str, ReleasedNotebook]
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
    lessons : mapping of str to ReleasedNotebook
        Every released lesson.
    """
    try:
        cells = read_notebook("", content).cells
    except UngradableError as error:
        return Judgement(False, str(error))
    renamed = "" if is_lesson_name(file, lesson) else f"renamed to {lesson}.ipynb"
    return _by_cells(cells, renamed, lesson, lessons) or _by_names(cells, renamed, lesson, lessons)


def _by_cells(
    cells: tuple[ReadCell, ...], renamed: str, lesson: str, lessons: Mapping[str, ReleasedNotebook]
) -> Judgement | None:
    """Return what the ids and texts of the cells say; None if they say nothing."""
    ids, texts = _ids(cells), _texts(cells)
    untouched = texts <= lessons[lesson].texts
    shares = {
        name: max(_share(ids, own.ids), _share(texts, own.texts)) for name, own in lessons.items()
    }
    best = max(shares, key=lambda name: shares[name])
    if shares[best] >= ENOUGH and best != lesson:
        what = f"this is the notebook of {best}, not of {lesson}"
        return Judgement(False, what, is_other=True)
    own = lessons[lesson].ids
    known = sum(bool({cell.cell_id, cell.grade_id} & own) for cell in cells)
    if shares[best] < ENOUGH and known < MOST * len(cells):
        return None
    few = f"has only {known} of the lesson's {len(own)} cells" if shares[best] < ENOUGH else ""
    return Judgement(True, "; ".join(filter(None, [renamed, few])), False, untouched=untouched)


def _by_names(
    cells: tuple[ReadCell, ...], renamed: str, lesson: str, lessons: Mapping[str, ReleasedNotebook]
) -> Judgement:
    """Return what the names that the cells define, and the file's own name, say."""
    names = frozenset(name for cell in cells for name in _names(cell))
    defined = {name: _share(names, own.names) for name, own in lessons.items()}
    if max(defined.values()) == defined[lesson] >= ENOUGH_ANSWERS:
        what = "recognised only by the functions it defines: its cells are not those of the lesson"
        return Judgement(True, what)
    if not renamed:
        what = "recognised only by its name, because its cells are not those of the lesson"
        return Judgement(True, what)
    return Judgement(False, f"this is not the notebook of {lesson}")


def _share(found: frozenset[str], own: frozenset[str]) -> float:
    return len(found & own) / max(len(own), 1)


def _ids(cells: tuple[ReadCell, ...]) -> frozenset[str]:
    return frozenset(one for cell in cells for one in (cell.cell_id, cell.grade_id) if one)


def _texts(cells: tuple[ReadCell, ...]) -> frozenset[str]:
    texts = (_lines(cell.source) for cell in cells)
    return frozenset(text for text in texts if text)


def _lines(source: str) -> str:
    """Return a text without space at the ends of its lines, which some programs remove."""
    return "\n".join(line.rstrip() for line in source.strip().split("\n"))


def _names(cell: ReadCell) -> set[str]:
    return set(names_bound(cell.source)) if cell.kind == "code" else set()
