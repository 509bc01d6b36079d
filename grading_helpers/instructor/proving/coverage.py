"""Find which items and concepts of the subject are taught and asked, and where.

``course/items.csv`` lists the items that the banks must cover. ``course/concepts.csv`` says where
each concept is taught (a lesson, and words in it) and which questions ask it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.authoring.course_yml import Totals
from grading_helpers.instructor.authoring.faults import FaultsError, at_line, text_of
from grading_helpers.instructor.diagnostics import Diagnostic


@dataclass(frozen=True)
class Coverage:
    """How much of the subject matter the course covers, and what is missing.

    ``items`` and ``concepts`` are pairs: how many are covered, out of how many.
    """

    items: tuple[int, int]
    concepts: tuple[int, int]
    problems: tuple[str, ...] = ()


def coverage(course: Course, lessons: list[ReadLesson]) -> Coverage:
    """Return what the banks and lessons cover.

    Parameters
    ----------
    course : Course
        Whose ``course/items.csv`` and ``course/concepts.csv`` are read.
    lessons : list of ReadLesson
        All lessons of the course.

    Raises
    ------
    FileNotFoundError
        If one of the two files is missing.
    FaultsError
        If one of them lacks a column or is not a valid table.
    """
    items = _rows(course, "items.csv", ("item", "concept"))
    concepts = _rows(course, "concepts.csv", ("concept", "lesson", "taught", "asked"))
    item_problems = list(_item_problems(items, lessons))
    concept_problems = list(_concept_problems(concepts, lessons))
    strangers = list(_strangers(items, concepts, lessons))
    return Coverage(
        (len(items) - len(item_problems), len(items)),
        (len(concepts) - len(concept_problems), len(concepts)),
        (*item_problems, *concept_problems, *strangers),
    )


def corpus_problems(lessons: list[ReadLesson], fewest: int) -> list[str]:
    """Return a problem for each exercise whose corpus has fewer wrong answers than this."""
    return [
        f"{exercise.folder} has {len(exercise.wrong)} wrong answers, but course/course.yml asks "
        f"for {fewest}. Write more, or change wrong_answers there."
        for one in lessons
        for exercise in one.exercises.values()
        if len(exercise.wrong) < fewest
    ]


def total_problems(totals: Totals, covered: Coverage) -> list[str]:
    """Return a problem for each list whose number of rows differs from ``course.yml``."""
    found = {
        "items": (covered.items[1], totals.items),
        "concepts": (covered.concepts[1], totals.concepts),
    }
    return [
        f"course/{name}.csv has {rows} rows, but course/course.yml says {said}. Change one of them."
        for name, (rows, said) in found.items()
        if rows != said
    ]


def _rows(course: Course, name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    file, shown = course.root / "course" / name, Path("course", name)
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing: it lists what the course must cover.")
    text, faults = text_of(file)
    reader = csv.reader(io.StringIO(text))
    try:
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise FaultsError([at_line(shown, reader.line_num, str(error), "fix that line")]) from None
    heading = rows[0][1] if rows else []
    faults = [replace(fault, file=shown) for fault in faults]
    if faults := faults + list(_table_faults(shown, columns, heading, rows)):
        raise FaultsError(faults)
    return [dict(zip(heading, row, strict=True)) for _, row in rows[1:]]


def _table_faults(
    file: Path, columns: tuple[str, ...], heading: list[str], rows: list[tuple[int, list[str]]]
) -> Iterator[Diagnostic]:
    """Yield a fault for each missing column, and for each row with too few or too many cells."""
    for name in columns:
        if name not in heading:
            cure = f"begin the file with a line that names {', '.join(columns)}"
            yield at_line(file, 1, f"there is no column {name!r}", cure)
    for line, row in rows:
        if len(row) != len(heading):
            what = f"the row has {len(row)} cells, but the heading has {len(heading)}"
            yield at_line(file, line, what, "add what is missing, or quote a cell with a comma")


def _item_problems(items: list[dict[str, str]], lessons: list[ReadLesson]) -> Iterator[str]:
    asked = {item for one in lessons for question in one.questions for item in question.items}
    for row in items:
        if row["item"] not in asked:
            yield f"course/items.csv: no question covers {row['item']} ({row['concept']})."


def _concept_problems(concepts: list[dict[str, str]], lessons: list[ReadLesson]) -> Iterator[str]:
    """Yield a problem for each concept that is not taught or not asked where its row says."""
    by_name = {one.lesson.name: one for one in lessons}
    for row in concepts:
        where = f"course/concepts.csv: {row['concept']}"
        one = by_name.get(row["lesson"])
        if one is None:
            yield f"{where} names {row['lesson']!r}, which is not a lesson."
        elif not row["taught"] and not row["asked"]:
            yield f"{where} is neither taught nor asked."
        elif row["taught"] and not _is_taught(one, row["taught"]):
            yield f"{where}: {row['lesson']} does not contain the words {row['taught']!r}."
        elif missing := set(row["asked"].split()) - _asking(one, row["concept"]):
            yield f"{where} should be asked in {row['lesson']} by {', '.join(sorted(missing))}."


def _is_taught(one: ReadLesson, words: str) -> bool:
    """Say whether an exercise has this name, or the lesson's text contains these words."""
    prose = (" ".join(c.source.split()) for c in one.lesson.cells if c.kind == "markdown")
    return words in one.exercises or any(words in text for text in prose)


def _asking(one: ReadLesson, concept: str) -> set[str]:
    return {question.id for question in one.questions if question.concept == concept}


def _strangers(
    items: list[dict[str, str]], concepts: list[dict[str, str]], lessons: list[ReadLesson]
) -> Iterator[str]:
    """Yield items and concepts that the banks or items.csv name but the lists do not have."""
    known_items = {row["item"] for row in items}
    known = {row["concept"] for row in concepts}
    for concept in sorted({row["concept"] for row in items} - known):
        yield f"course/concepts.csv: {concept} is missing, but items.csv names it."
    for one in lessons:
        for question in one.questions:
            where = f"course/{one.lesson.name}/quiz.yml: question {question.id!r}"
            if question.concept not in known:
                yield f"{where} names the concept {question.concept}, which is not in concepts.csv."
            for item in sorted(set(question.items) - known_items):
                yield f"{where} names the item {item}, which is not in items.csv."
