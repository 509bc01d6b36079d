"""The build: ``course/`` to ``source/`` to ``release/``, one way.

Everything is read, checked and made ready first; files are put in place, each in one step,
only when nothing is wrong. Two runs give the same bytes. The company's tables come first, as
``check``'s outcomes are computed on them; they depend on no author's file.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading_helpers.instructor.authoring.bank import pack_bank
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.digests import exercise_record, outcomes_json
from grading_helpers.instructor.authoring.faults import Fault, FaultsError, seen_from
from grading_helpers.instructor.authoring.lesson_faults import LESSON_NAME, asked_in
from grading_helpers.instructor.authoring.lessons import Cell, Lesson
from grading_helpers.instructor.company import TABLES, csv_text
from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.nbgrader_steps import StepError, nbgrader_api

KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def build(course: Course, only: str = "") -> list[Path]:
    """Build what is derived from ``course/``, or from one lesson; return the files that changed.

    Raises
    ------
    FaultsError
        If an author's file is wrong; no notebook is changed then.
    StepError
        If nbgrader refuses a notebook; none is changed then.
    """
    lessons = read_course(course, only)
    changed = [path for path, text in tables(course).items() if write_if_changed(path, text)]
    ready = prepare(course, lessons)
    changed += [path for path, text in ready.items() if write_if_changed(path, text)]
    stale = [] if only else leftovers(course, lessons)
    for path in stale:
        path.unlink()
        if path.suffix == ".ipynb" and not any(path.parent.iterdir()):
            path.parent.rmdir()
    return changed + stale


def out_of_date(course: Course, lessons: list[ReadLesson]) -> list[Path]:
    """Return the files built from these lessons that are not what a build would give."""
    differ = differing(tables(course) | prepare(course, lessons))
    whole = len(lessons) == len(course.lessons)
    return differ + (leftovers(course, lessons) if whole else [])


def differing(ready: dict[Path, str]) -> list[Path]:
    """Return the files that do not hold the text that they should."""
    return [
        path
        for path, text in ready.items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]


def tables(course: Course) -> dict[Path, str]:
    """Return the company's tables as the files that they belong in."""
    return {course.package / "data" / name: csv_text(make()) for name, make in TABLES.items()}


def prepare(course: Course, lessons: list[ReadLesson]) -> dict[Path, str]:
    """Return the text of every file that is built from the lessons.

    Raises
    ------
    FaultsError
        If the data that students see cannot decide what a corpus asks.
    StepError
        If nbgrader refuses a notebook.
    """
    ready: dict[Path, str] = {}
    faults = list[Fault]()
    for one in lessons:
        name = one.lesson.name
        ready[course.source(name)] = notebook_text(one.lesson)
        ready[course.package / "quizzes" / f"{name}.json"] = pack_bank(
            name, one.questions, asked_in(one.lesson)
        )
        outcomes, more = _outcomes(one)
        ready[course.package / "outcomes" / f"{name}.json"] = outcomes
        faults += more
    if faults:
        raise FaultsError(seen_from(faults, course.root))
    ready[course.root / "release" / "references.md"] = course.references.read_text("utf-8")
    sources = {one.lesson.name: ready[course.source(one.lesson.name)] for one in lessons}
    releases = make_releases(course, sources)
    return ready | {course.release(name): text for name, text in releases.items()}


def leftovers(course: Course, lessons: list[ReadLesson]) -> list[Path]:
    """Return the files that were built from lessons that are gone; nobody else's files."""
    names = {one.lesson.name for one in lessons}
    notebooks = [
        path for top in ("source", "release") for path in course.root.glob(f"{top}/*/*.ipynb")
    ]
    books = [
        path for kind in ("quizzes", "outcomes") for path in course.package.glob(f"{kind}/*.json")
    ]
    built = [path for path in notebooks if path.stem == path.parent.name] + books
    return [path for path in built if LESSON_NAME.fullmatch(path.stem) and path.stem not in names]


def _outcomes(one: ReadLesson) -> tuple[str, list[Fault]]:
    records, faults = {}, list[Fault]()
    for name, exercise in one.exercises.items():
        records[name], more = exercise_record(one.lesson, exercise)
        faults += more
    return outcomes_json(one.lesson.name, records), faults


def notebook_text(lesson: Lesson) -> str:
    """Return the instructor's notebook of a lesson, with stable cell ids."""
    cells = [
        _notebook_cell(cell, name) for cell, name in zip(lesson.cells, lesson.cell_ids, strict=True)
    ]
    notebook = new_notebook(cells=cells, metadata=KERNEL, nbformat_minor=5)
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def _notebook_cell(cell: Cell, cell_id: str) -> Any:
    make = new_code_cell if cell.kind == "code" else new_markdown_cell
    return make(cell.source, metadata=cell.metadata, id=cell_id)


def make_releases(course: Course, sources: dict[str, str]) -> dict[str, str]:
    """Return the students' notebooks that nbgrader makes, on a database of their own.

    Parameters
    ----------
    course : Course
        Whose ``nbgrader_config.py`` holds.
    sources : dict of str to str
        The instructor's notebooks by lesson.
    """
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name, text in sources.items():
            write_if_changed(folder / "source" / name / f"{name}.ipynb", text)
        return {name: _make_release(course, folder, name) for name in sources}


def _make_release(course: Course, folder: Path, name: str) -> str:
    answer = nbgrader_api(folder, course.config).generate_assignment(name, force=True)
    if not answer["success"]:
        raise StepError(
            f"nbgrader generate_assignment {name} failed. Its log:\n{answer.get('log', '')}\n"
            f"To do: mend course/{name}/lesson.md and run `make build` again."
        )
    made = folder / "release" / name / f"{name}.ipynb"
    return made.read_text("utf-8")
