"""Nothing of the subject matter is left out, and the lists say truly where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.proving.coverage import coverage


def test_every_item_is_covered_and_every_concept_taught_or_asked(course: Course) -> None:
    found = coverage(course, read_course(course))
    assert found.problems == ()
    assert found.items == (219, 219)
    subject = [row for row in concept_rows(course) if not row.startswith("course.")]
    assert len(subject) == 223
    assert found.concepts[0] == found.concepts[1]


def concept_rows(course: Course) -> list[str]:
    return (course.root / "course" / "concepts.csv").read_text("utf-8").splitlines()[1:]


def write_lists(course: Course, items: str = "", concepts: str = "") -> Course:
    home = course.root / "course"
    (home / "items.csv").write_text(f"item,topic,concept,form\n{items}", "utf-8")
    (home / "concepts.csv").write_text(f"concept,lesson,taught,asked\n{concepts}", "utf-8")
    return course


def problems(course: Course, lessons: list[ReadLesson]) -> list[str]:
    """Return the problems that are about the lists, not about the bank's own names."""
    return [one for one in coverage(course, lessons).problems if "quiz.yml" not in one]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("metric.csat,03_rater,csat_by_store,csat_blank\n", []),
        ("metric.csat,03_rater,the share who rate 4 or 5 out of 5,\n", []),
        ("metric.csat,03_rater,never written like this,\n", ["does not hold the words"]),
        ("metric.csat,03_rater,,gap_sign\n", ["is not asked by gap_sign"]),
        ("metric.csat,03_rater,,\n", ["is neither taught nor asked"]),
        ("metric.csat,07_none,csat_by_store,\n", ["'07_none', which is no lesson"]),
    ],
)
def test_a_concept_is_where_its_row_says(
    course_copy: Course, rater: ReadLesson, row: str, said: list[str]
) -> None:
    found = problems(write_lists(course_copy, concepts=row), [rater])
    assert len(found) == len(said)
    assert all(words in problem for words, problem in zip(said, found, strict=True))


def test_an_item_without_a_question_is_named(course_copy: Course, rater: ReadLesson) -> None:
    course = write_lists(course_copy, "009-999,rater,metric.csat,single\n")
    found = problems(course, [rater])
    assert [one for one in found if "no question covers 009-999" in one]
    assert [one for one in found if "metric.csat of items.csv is missing" in one]
    assert coverage(course, [rater]).items == (0, 1)


def test_a_question_about_an_unknown_item_or_concept_is_named(
    course_copy: Course, rater: ReadLesson
) -> None:
    found = coverage(write_lists(course_copy), [rater]).problems
    assert any("'gap_sign' names the concept servqual.gap_score" in one for one in found)
    assert any("'gap_sign' names the item 001-042" in one for one in found)


def test_a_missing_list_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"items\.csv is missing"):
        coverage(Course(tmp_path), [])


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        (
            "concepts.csv",
            b"concept,lesson,taught,asked\nmetric.csat,03_rater,x\n",
            "2: the row has 3",
        ),
        ("concepts.csv", b"concept,lesson,taught\n", "1: there is no column 'asked'"),
        ("concepts.csv", b"", "1: there is no column 'asked'"),
        ("items.csv", b"item,topic,concept,form\n\n1,a,b,c,d\n", "3: the row has 5"),
        (
            "items.csv",
            b"item,topic,concept,form\n1,a,caf\xe9,c\n",
            "2: it holds letters that are no",
        ),
    ],
    ids=["short_row", "no_column", "empty", "long_row", "latin_1"],
)
def test_a_list_that_is_no_table_is_told_at_its_line(
    course_copy: Course, name: str, content: bytes, line: str
) -> None:
    (write_lists(course_copy).root / "course" / name).write_bytes(content)
    with pytest.raises(FaultsError) as caught:
        coverage(course_copy, [])
    assert str(caught.value).startswith(f"course/{name}:{line}")
    assert ". To do: " in str(caught.value)
