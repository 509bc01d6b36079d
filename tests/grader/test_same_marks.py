"""The answers of the corpus get the expected marks, and the same as in stock nbgrader.

`make test` grades every fourth answer of each exercise, because the proofs run all of them through
the same tests; `make test-corpus` grades all.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.demo.run import Demo, autograded_points, make_demo
from grading_helpers.instructor.demo.students import DemoStudent, corpus_class
from grading_helpers.instructor.gradebook.course_folder import CourseFolder, course_folder
from grading_helpers.instructor.grader.parallel import grade_submissions
from grading_helpers.instructor.grader.submission.assignment import read_assignment
from grading_helpers.instructor.grader.submission.upload import Submission
from grading_helpers.instructor.nbgrader_api import nbgrader_api

pytestmark = pytest.mark.integration
LESSONS = [
    lesson.name
    for lesson in Course(Path(__file__).parents[2]).lessons
    if "grade: true" in (lesson / "lesson.md").read_text("utf-8")
]
EVERY = 1 if os.environ.get("ALL_ANSWERS") else 4


def whole_corpus(course: Course, lesson: str) -> list[DemoStudent]:
    one = read_course(course, lesson)[0]
    return corpus_class(one.lesson, one.exercises, course.release(lesson).read_text("utf-8"))


@pytest.mark.parametrize("lesson", LESSONS)
def test_answers_of_the_corpus_get_the_expected_marks(course: Course, lesson: str) -> None:
    students = whole_corpus(course, lesson)[::EVERY]
    assignment = read_assignment(CourseFolder(course.root), lesson)
    submissions = [Submission(one.student_id, one.notebook.encode()) for one in students]
    given = {
        result.student: {name: score.score for name, score in result.scores.items()}
        for result in grade_submissions(submissions, assignment)
    }
    due = {one.student_id: one.due for one in students}
    assert {name: given[name] for name in due if given[name] != due[name]} == {}


@pytest.fixture
def demo(course: Course, tmp_path: Path) -> Demo:
    """A course folder in which some answers of the corpus were handed in."""
    demo = make_demo(course, "03_rater", tmp_path / "demo")
    demo.lay_out(whole_corpus(course, "03_rater")[::7])
    demo.release()
    demo.collect()
    return demo


def test_marks_equal_those_of_stock_nbgrader_cell_by_cell(demo: Demo, course: Course) -> None:
    students = whole_corpus(course, "03_rater")[::7]
    names = [one.student_id for one in students]
    api = nbgrader_api(demo.folder, demo.config, stock=True)
    for name in names:
        answer = api.autograde("03_rater", name)
        assert answer["success"], answer["log"]
    stock = autograded_points(course_folder(demo.folder), "03_rater", names)
    demo.grade(students, lambda _: None)
    assert autograded_points(course_folder(demo.folder), "03_rater", names) == stock
    assert stock == {one.student_id: one.due for one in students}
