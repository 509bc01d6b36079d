"""A class that is graded once for all tests of the report."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from simulated_class import graded_class

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.report.graded_class import ClassWork, read_class
from grading_helpers.instructor.report.lesson_report import LessonReport, make_report


@pytest.fixture(scope="session")
def graded(
    course: Course, rater: ReadLesson, tmp_path_factory: pytest.TempPathFactory
) -> CourseFolder:
    """The simulated class, graded; $REPORT_CLASS names a folder in which to look at it."""
    chosen = os.environ.get("REPORT_CLASS")
    folder = Path(chosen) if chosen else tmp_path_factory.mktemp("class") / "folder"
    return graded_class(course, rater, folder)


@pytest.fixture(scope="session")
def class_work(graded: CourseFolder) -> ClassWork:
    return read_class(graded, "03_rater")


@pytest.fixture(scope="session")
def report(class_work: ClassWork, rater: ReadLesson) -> LessonReport:
    return make_report(class_work, rater)
