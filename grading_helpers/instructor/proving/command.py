"""The command ``course check``."""

from __future__ import annotations

import typer

from grading_helpers.instructor.authoring.command import OneLesson
from grading_helpers.instructor.authoring.course import find_course
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.bars import progress
from grading_helpers.instructor.endings import Outcome, ends_in_words
from grading_helpers.instructor.nbgrader_steps import StepError
from grading_helpers.instructor.proving.prove import prove
from grading_helpers.instructor.proving.saying import print_report


def check_command(lesson: OneLesson = "") -> None:
    """Prove that the graders accept what is right and reject what is wrong."""
    with ends_in_words(FaultsError, StepError), progress("exercises proved", stays=True) as bar:
        report = prove(find_course(), bar, lesson)
    print_report(report)
    if not report.holds:
        raise typer.Exit(Outcome.LOOK)
