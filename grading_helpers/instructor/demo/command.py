"""The command ``course demo``."""

from __future__ import annotations

import typer

from grading_helpers.instructor import printing
from grading_helpers.instructor.authoring.command import OneLesson
from grading_helpers.instructor.authoring.course import find_course
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.bars import ticks
from grading_helpers.instructor.demo.run import make_demo
from grading_helpers.instructor.demo.saying import print_marks
from grading_helpers.instructor.endings import Outcome, ends_in_words
from grading_helpers.instructor.grader.course_folder import NoLessonError
from grading_helpers.instructor.grader.nursery import NoZygoteError
from grading_helpers.instructor.nbgrader_steps import StepError

IN_THE_WAY = (FaultsError, StepError, NoLessonError, NoZygoteError)
DEMO_LESSON = "03_rater"


def demo_command(lesson: OneLesson = DEMO_LESSON) -> None:
    """Collect, grade and give feedback to a class of invented students."""
    with ends_in_words(*IN_THE_WAY):
        demo = make_demo(find_course(), lesson)
        students = demo.students()
        printing.say(f"{len(students)} invented students hand in {demo.lesson}.")
        demo.lay_out(students)
        demo.release()
        demo.collect()
        with ticks("graded", len(students), stays=True) as tick:
            marked = demo.grade(students, tick)
        demo.write_feedback()
    print_marks(demo, marked)
    if not all(one.as_due for one in marked):
        raise typer.Exit(Outcome.LOOK)
