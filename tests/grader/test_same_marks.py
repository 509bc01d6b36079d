"""Every answer of the corpus gets the marks that are due, and those that stock nbgrader gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.demo.run import Demo, make_demo, read_marks
from grading_helpers.instructor.demo.students import DemoStudent, corpus_class
from grading_helpers.instructor.grader.classes import grade_uploads
from grading_helpers.instructor.grader.course_folder import CourseFolder, configured
from grading_helpers.instructor.grader.gathering import Upload
from grading_helpers.instructor.nbgrader_steps import stock_api

pytestmark = pytest.mark.slow
LESSONS = [
    one.lesson.name for one in read_course(Course(Path(__file__).parents[2])) if one.lesson.tests
]


def whole_corpus(course: Course, lesson: str) -> list[DemoStudent]:
    one = read_course(course, lesson)[0]
    return corpus_class(one.lesson, one.exercises, course.release(lesson).read_text("utf-8"))


@pytest.mark.parametrize("lesson", LESSONS)
def test_every_answer_of_the_corpus_gets_what_is_due(course: Course, lesson: str) -> None:
    students = whole_corpus(course, lesson)
    plan = CourseFolder(course.root).plan(lesson)
    uploads = [Upload(one.student_id, one.notebook.encode()) for one in students]
    given = {
        result["student"]: {name: score["score"] for name, score in result["scores"].items()}
        for result in grade_uploads(uploads, plan)
    }
    due = {one.student_id: one.due for one in students}
    assert {name: given[name] for name in due if given[name] != due[name]} == {}


@pytest.fixture
def demo(course: Course, tmp_path: Path) -> Demo:
    """A course folder with some of the corpus handed in."""
    demo = make_demo(course, "03_rater", tmp_path / "demo")
    demo.lay_out(whole_corpus(course, "03_rater")[::7])
    demo.release()
    demo.collect()
    return demo


def test_marks_are_those_of_stock_nbgrader_cell_by_cell(demo: Demo, course: Course) -> None:
    students = whole_corpus(course, "03_rater")[::7]
    names = [one.student_id for one in students]
    api = stock_api(demo.folder, demo.config)
    for name in names:
        answer = api.autograde("03_rater", name)
        assert answer["success"], answer["log"]
    stock = read_marks(configured(demo.folder), "03_rater", names)
    demo.grade(students, lambda _: None)
    assert read_marks(configured(demo.folder), "03_rater", names) == stock
    assert stock == {one.student_id: one.due for one in students}
