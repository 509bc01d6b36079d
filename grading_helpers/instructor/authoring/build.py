"""Build ``source/`` and then ``release/`` from ``course/``, in that direction only.

The build reads and checks everything first, and writes files only if nothing is wrong. Building
twice gives the same bytes. The company's tables are written first, because the outcomes that
``check`` knows are computed on them.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grading_helpers.instructor.authoring.addresses import renewed_pages
from grading_helpers.instructor.authoring.bank import pack_bank
from grading_helpers.instructor.authoring.content_cache import recall
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.faults import FaultsError, seen_from
from grading_helpers.instructor.authoring.generated_practice import generated_of
from grading_helpers.instructor.authoring.lesson.cell_checks import LESSON_NAME, asked_in
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.instructor.authoring.outcomes import (
    Record,
    cached_record,
    outcomes_json,
)
from grading_helpers.instructor.authoring.warmups import cached_warmups
from grading_helpers.instructor.company import TABLES, csv_text
from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.nbgrader_api import StepError, nbgrader_api

KERNEL = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class BuiltParts:
    """The parts of a build that take a long time.

    Parameters
    ----------
    tables : mapping of str to str
        The SHA-256 digest of each of the company's tables, by the name of its file.
    records : mapping of str to dict
        What ``check`` knows about each exercise, by name.
    releases : mapping of str to str
        The students' notebook of each lesson, by the lesson's name.
    """

    tables: Mapping[str, str]
    records: Mapping[str, Record]
    releases: Mapping[str, str]


def build(course: Course, only: str = "") -> list[Path]:
    """Build everything, or one lesson, and return the files that changed.

    Raises
    ------
    FaultsError
        If an author's file is wrong; no notebook is changed then.
    StepError
        If nbgrader refuses a notebook; none is changed then.
    """
    lessons = read_course(course, only)
    changed = [path for path, text in table_texts(course).items() if write_if_changed(path, text)]
    ready = built_texts(course, lessons) | renewed_pages(course.root, course.settings)
    changed += [path for path, text in ready.items() if write_if_changed(path, text)]
    stale = [] if only else leftovers(course, lessons)
    for path in stale:
        path.unlink()
        if path.suffix == ".ipynb" and not any(path.parent.iterdir()):
            path.parent.rmdir()
    return changed + stale


def out_of_date(
    course: Course, lessons: list[ReadLesson], parts: BuiltParts | None = None
) -> list[Path]:
    """Return the built files that differ from what a build would write now.

    Parameters
    ----------
    course : Course
        A checkout.
    lessons : list of ReadLesson
        Its lessons, or some of them.
    parts : BuiltParts, optional
        What takes a long time to build, if it has been built already.
    """
    differ = differing(renewed_pages(course.root, course.settings))
    if parts is None:
        differ += differing(table_texts(course) | built_texts(course, lessons))
    else:
        differ += _stale_tables(course, parts.tables)
        differ += differing(
            texts_without_releases(course, lessons, parts.records) | _releases(course, parts)
        )
    whole = len(lessons) == len(course.lessons)
    return differ + (leftovers(course, lessons) if whole else [])


def _stale_tables(course: Course, digests: Mapping[str, str]) -> list[Path]:
    paths = {course.package / "data" / name: digest for name, digest in digests.items()}
    return [
        path
        for path, digest in paths.items()
        if not path.is_file() or sha256(path.read_bytes()).hexdigest() != digest
    ]


def _releases(course: Course, parts: BuiltParts) -> dict[Path, str]:
    return {course.release(name): text for name, text in parts.releases.items()}


def differing(ready: dict[Path, str]) -> list[Path]:
    """Return the files whose text differs from what it should be."""
    return [
        path
        for path, text in ready.items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]


def table_texts(course: Course) -> dict[Path, str]:
    """Return the text of each of the company's tables, by file, from the cache if it is there."""
    made = recall(course.root, "tables", "", make_tables)
    return {course.package / "data" / name: text for name, text in made.items()}


def make_tables() -> dict[str, str]:
    """Return the text of each of the company's tables, by the name of its file."""
    return {name: csv_text(make()) for name, make in TABLES.items()}


def built_texts(course: Course, lessons: list[ReadLesson]) -> dict[Path, str]:
    """Return the text of every file that is built from the lessons.

    Raises
    ------
    FaultsError
        If the data that students see cannot tell the answers of a corpus apart.
    StepError
        If nbgrader refuses a notebook.
    """
    records: dict[str, Record] = {}
    faults = list[Diagnostic]()
    for one in lessons:
        for name, exercise in one.exercises.items():
            try:
                records[name] = cached_record(course.root, one.lesson, exercise)
            except FaultsError as error:
                faults += error.faults
        try:
            cached_warmups(course.root, one.lesson, one.warmups)
        except FaultsError as error:
            faults += error.faults
    if faults:
        raise FaultsError(seen_from(faults, course.root))
    ready = texts_without_releases(course, lessons, records)
    sources = {one.lesson.name: ready[course.source(one.lesson.name)] for one in lessons}
    config = course.config.read_text("utf-8")
    releases: dict[str, str] = {}
    for name, text in sources.items():
        make_it = partial(make_releases, course, {name: text})
        releases |= recall(course.root, "releases", [name, text, config], make_it)
    return ready | {course.release(name): text for name, text in releases.items()}


def texts_without_releases(
    course: Course, lessons: list[ReadLesson], records: Mapping[str, Record]
) -> dict[Path, str]:
    """Return the text of every file that is built from the lessons, except the releases.

    Parameters
    ----------
    course : Course
        A checkout.
    lessons : list of ReadLesson
        The lessons.
    records : mapping of str to dict
        What ``check`` knows about each exercise, by name.
    """
    ready: dict[Path, str] = {}
    for one in lessons:
        name = one.lesson.name
        ready[course.source(name)] = notebook_text(one.lesson)
        ready[course.package / "banks" / f"{name}.json"] = pack_bank(
            name,
            one.questions,
            asked_in(one.lesson),
            one.lesson.exercise_points,
            one.guesses,
            generated_of(course.root, one.exercises, one.questions),
        )
        known = {exercise: records[exercise] for exercise in one.exercises}
        ready[course.package / "outcomes" / f"{name}.json"] = outcomes_json(
            name, known, cached_warmups(course.root, one.lesson, one.warmups)
        )
    for page in (course.references, course.data_guide):
        ready[course.root / "release" / page.name] = page.read_text("utf-8")
    return ready


def leftovers(course: Course, lessons: list[ReadLesson]) -> list[Path]:
    """Return the files that were built from lessons that no longer exist, and no others."""
    names = {one.lesson.name for one in lessons}
    notebooks = [
        path for top in ("source", "release") for path in course.root.glob(f"{top}/*/*.ipynb")
    ]
    books = [
        path for kind in ("banks", "outcomes") for path in course.package.glob(f"{kind}/*.json")
    ]
    built = [path for path in notebooks if path.stem == path.parent.name] + books
    return [path for path in built if LESSON_NAME.fullmatch(path.stem) and path.stem not in names]


def notebook_text(lesson: Lesson) -> str:
    """Return the instructor's notebook of a lesson, with stable cell ids."""
    cells = [
        _notebook_cell(cell, name) for cell, name in zip(lesson.cells, lesson.cell_ids, strict=True)
    ]
    notebook = new_notebook(cells=cells, metadata=KERNEL, nbformat_minor=5)
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def _notebook_cell(cell: Cell, cell_id: str) -> NotebookNode:
    make = new_code_cell if cell.kind == "code" else new_markdown_cell
    return make(cell.source, metadata=cell.metadata, id=cell_id)


def make_releases(course: Course, sources: dict[str, str]) -> dict[str, str]:
    """Return the students' notebooks, made by nbgrader with a temporary gradebook.

    Parameters
    ----------
    course : Course
        The course, whose ``nbgrader_config.py`` is used.
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
            f"To fix: correct course/{name}/lesson.md and run `make build` again."
        )
    made = folder / "release" / name / f"{name}.ipynb"
    return made.read_text("utf-8")
