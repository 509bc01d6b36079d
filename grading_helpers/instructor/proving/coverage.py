"""What of the subject matter is taught and asked: items of the syllabus, concepts, where.

``course/items.csv`` lists the items that the banks must cover; ``course/concepts.csv`` says of
each concept in which words of which lesson it is taught and by which questions it is asked.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.authoring.faults import Fault, FaultsError, text_of


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
        If one of them is no table of the columns that are read here.
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


def _rows(course: Course, name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    file, shown = course.root / "course" / name, Path("course", name)
    if not file.is_file():
        raise FileNotFoundError(f"{file} is missing: it lists what the course must cover.")
    text, faults = text_of(file)
    reader = csv.reader(io.StringIO(text))
    try:
        rows = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise FaultsError([Fault(shown, reader.line_num, str(error), "mend that line")]) from None
    heading = rows[0][1] if rows else []
    faults = [replace(fault, file=shown) for fault in faults]
    if faults := faults + list(_table_faults(shown, columns, heading, rows)):
        raise FaultsError(faults)
    return [dict(zip(heading, row, strict=True)) for _, row in rows[1:]]


def _table_faults(
    file: Path, columns: tuple[str, ...], heading: list[str], rows: list[tuple[int, list[str]]]
) -> Iterator[Fault]:
    """Yield faults of columns that the heading lacks, and of rows of another length than it."""
    for name in columns:
        if name not in heading:
            remedy = f"begin the file with a line that names {', '.join(columns)}"
            yield Fault(file, 1, f"there is no column {name!r}", remedy)
    for line, row in rows:
        if len(row) != len(heading):
            what = f"the row has {len(row)} cells, the heading {len(heading)}"
            yield Fault(file, line, what, "add what is missing, or quote a cell with a comma")


def _item_problems(items: list[dict[str, str]], lessons: list[ReadLesson]) -> Iterator[str]:
    asked = {item for one in lessons for question in one.questions for item in question.items}
    for row in items:
        if row["item"] not in asked:
            yield f"course/items.csv: no question covers {row['item']} ({row['concept']})."


def _concept_problems(concepts: list[dict[str, str]], lessons: list[ReadLesson]) -> Iterator[str]:
    """Yield a problem for each concept that is not where its row says, or nowhere."""
    by_name = {one.lesson.name: one for one in lessons}
    for row in concepts:
        where = f"course/concepts.csv: {row['concept']}"
        one = by_name.get(row["lesson"])
        if one is None:
            yield f"{where} is said to be in {row['lesson']!r}, which is no lesson."
        elif not row["taught"] and not row["asked"]:
            yield f"{where} is neither taught nor asked."
        elif row["taught"] and not _is_taught(one, row["taught"]):
            yield f"{where}: {row['lesson']} does not hold the words {row['taught']!r}."
        elif missing := set(row["asked"].split()) - _asking(one, row["concept"]):
            yield f"{where} is not asked by {', '.join(sorted(missing))} in {row['lesson']}."


def _is_taught(one: ReadLesson, words: str) -> bool:
    """Say whether an exercise has this name, or the prose of the lesson holds these words."""
    prose = (" ".join(c.source.split()) for c in one.lesson.cells if c.kind == "markdown")
    return words in one.exercises or any(words in text for text in prose)


def _asking(one: ReadLesson, concept: str) -> set[str]:
    return {question.id for question in one.questions if question.concept == concept}


def _strangers(
    items: list[dict[str, str]], concepts: list[dict[str, str]], lessons: list[ReadLesson]
) -> Iterator[str]:
    """Yield names in the banks and in items.csv that the lists do not know."""
    known_items = {row["item"] for row in items}
    known = {row["concept"] for row in concepts}
    for concept in sorted({row["concept"] for row in items} - known):
        yield f"course/concepts.csv: {concept} of items.csv is missing."
    for one in lessons:
        for question in one.questions:
            where = f"course/{one.lesson.name}/quiz.yml: question {question.id!r}"
            if question.concept not in known:
                yield f"{where} names the concept {question.concept}, which is not in concepts.csv."
            for item in sorted(set(question.items) - known_items):
                yield f"{where} names the item {item}, which is not in items.csv."
