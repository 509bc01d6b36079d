"""Nothing of the subject matter is left out, and the lists say correctly where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.authoring.course_yml import Totals
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.proving.coverage import (
    Coverage,
    corpus_problems,
    coverage,
    total_problems,
)


@pytest.mark.integration
def test_every_item_is_covered_and_every_concept_taught_or_asked(course: Course) -> None:
    found = coverage(course, read_course(course))
    assert found.problems == ()
    assert found.items[0] == found.items[1]
    assert found.concepts[0] == found.concepts[1]
    assert total_problems(course.settings.totals, found) == []


@pytest.mark.integration
def test_an_exercise_with_too_few_wrong_answers_is_named(course: Course, rater: ReadLesson) -> None:
    assert corpus_problems(read_course(course), course.settings.wrong_answers) == []
    most = max(len(exercise.wrong) for exercise in rater.exercises.values())
    found = corpus_problems([rater], most)
    poor = [name for name, one in rater.exercises.items() if len(one.wrong) < most]
    assert len(found) == len(poor) > 0
    assert all(f"/{name} has" in said for name, said in zip(poor, found, strict=True))


def test_a_list_with_a_missing_row_is_reported() -> None:
    found = total_problems(Totals(items=3, concepts=4), Coverage((2, 2), (4, 4)))
    assert found == [
        "course/items.csv has 2 rows, but course/course.yml says 3. Change one of them."
    ]


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
        ("metric.csat,03_rater,the share of people who give a rating of 4 or 5 out of 5,\n", []),
        ("metric.csat,03_rater,never written like this,\n", ["does not contain the words"]),
        ("metric.csat,03_rater,,gap_sign\n", ["should be asked in 03_rater by gap_sign"]),
        ("metric.csat,03_rater,,\n", ["is neither taught nor asked"]),
        ("metric.csat,07_none,csat_by_store,\n", ["'07_none', which is not a lesson"]),
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
    assert [one for one in found if "metric.csat is missing, but items.csv names it" in one]
    assert coverage(course, [rater]).items == (0, 1)


def test_a_question_about_an_unknown_item_or_concept_is_named(
    course_copy: Course, rater: ReadLesson
) -> None:
    found = coverage(write_lists(course_copy), [rater]).problems
    assert any("'gap_sign' names the concept servqual.gap_score" in one for one in found)
    assert any("'gap_sign' names the item 001-042" in one for one in found)


def test_a_missing_list_is_reported(tmp_path: Path) -> None:
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
            "2: it is not UTF-8",
        ),
    ],
    ids=["short_row", "no_column", "empty", "long_row", "latin_1"],
)
def test_a_malformed_list_is_reported_with_its_line(
    course_copy: Course, name: str, content: bytes, line: str
) -> None:
    (write_lists(course_copy).root / "course" / name).write_bytes(content)
    with pytest.raises(FaultsError) as caught:
        coverage(course_copy, [])
    assert str(caught.value).startswith(f"course/{name}:{line}")
    assert ". To fix: " in str(caught.value)
