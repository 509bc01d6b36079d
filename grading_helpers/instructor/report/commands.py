"""The commands ``course report`` and ``course harvest``."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from grading_helpers.instructor import printing
from grading_helpers.instructor.authoring.course import Course, ReadLesson, find_course, read_course
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.endings import Outcome, ends_in_words
from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.grader.course_folder import (
    CONFIG,
    BadSettingsError,
    NoLessonError,
    configured,
)
from grading_helpers.instructor.grader.pairs import NoPairError
from grading_helpers.instructor.lms.class_folder import ClassFolder
from grading_helpers.instructor.lms.class_list import class_list
from grading_helpers.instructor.lms.collect_command import IdColumn, ListOption
from grading_helpers.instructor.lms.notes import ImpossibleError
from grading_helpers.instructor.report.classwork import (
    ClassWork,
    NothingGradedError,
    OtherTestsError,
    read_class,
)
from grading_helpers.instructor.report.contents import LessonReport, make_report
from grading_helpers.instructor.report.harvest import HarvestError, harvest
from grading_helpers.instructor.report.page import csv_of_tests, report_json, report_page
from grading_helpers.instructor.report.similar import NoCopydetectError, similar_pairs
from grading_helpers.instructor.report.trying import NoSandboxError

IN_THE_WAY = (
    BadSettingsError,
    FaultsError,
    HarvestError,
    ImpossibleError,
    NoCopydetectError,
    NoLessonError,
    NoSandboxError,
    NothingGradedError,
    NoPairError,
    OtherTestsError,
)
OneLesson = Annotated[str, typer.Argument(help="The lesson, such as 03_rater.")]
Folder = Annotated[
    Path | None,
    typer.Option("--folder", help=f"Where the class lies: by default the next {CONFIG} above."),
]


@dataclass(frozen=True)
class Class:
    """Which class it is about: its folder and its list, if they were named."""

    folder: Path | None
    roster: Path | None
    id_column: str

    def options(self) -> str:
        """Return the options that name it again, each with a space before it."""
        named = {"--folder": self.folder, "--roster": self.roster, "--id-column": self.id_column}
        return "".join(f" {name} {shlex.quote(str(one))}" for name, one in named.items() if one)

    def read(self, lesson: str) -> tuple[ReadLesson, ClassWork, Path]:
        """Return the lesson, the work of the class, and where both lie."""
        course = find_course()
        root = self.folder.resolve() if self.folder else _class_folder(course)
        read, folder = read_course(course, lesson)[0], configured(root)
        listed = class_list(ClassFolder(root), self.roster, self.id_column)
        return read, read_class(folder, lesson, listed), root


def report_command(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    lesson: OneLesson,
    folder: Folder = None,
    roster: ListOption = None,
    id_column: IdColumn = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
    similar: Annotated[
        bool, typer.Option("--similar", help="Hint at similar answers (extra: similarity).")
    ] = False,
) -> None:
    """Write what a graded class shows: marks, tests, misconceptions, what nobody explains yet."""
    with ends_in_words(*IN_THE_WAY, as_json=as_json):
        about = Class(folder, roster, id_column)
        read, work, root = about.read(lesson)
        made = make_report(work, read)
        pairs = similar_pairs(work) if similar else None
        place = root / "reports" / lesson
        write_if_changed(place.with_suffix(".html"), report_page(made, date.today(), pairs))
        write_if_changed(place.with_suffix(".csv"), csv_of_tests(made))
    if as_json:
        typer.echo(report_json(made))
    else:
        _say_what_was_done(made, place, about)
    for file in work.unreadable:
        printing.complain(f"Left out, for it cannot be read: {file}")
    raise typer.Exit(Outcome.LOOK if work.unreadable else Outcome.DONE)


def _say_what_was_done(made: LessonReport, place: Path, about: Class) -> None:
    people = made.people
    out = f"{people.absent} without work, {people.blank} with an untouched notebook"
    printing.say(
        f"{made.lesson}: {people.counted} students. Left out: {out}, "
        f"{sum(people.refused.values())} that could not be graded."
    )
    if people.unrecorded:
        printing.say(
            f"{people.unrecorded} of them were graded without this course's journal (another "
            "nbgrader_config.py, or .grading/ is gone): seconds and findings are not known. "
            f"`course grade {made.lesson}` grades them again and keeps both."
        )
    printing.say(
        f"{len(made.misconceptions)} misconceptions were shown; "
        f"{len(made.unexplained)} wrong outcomes have no message yet."
    )
    printing.say(f"Written: {place.with_suffix('.html')} and {place.name}.csv")
    marks_out = f"`course export {made.lesson} --to` your LMS."
    if made.unexplained:
        first = made.unexplained[0]
        what = f"{made.lesson} {first.exercise} {first.number}"
        command = f"`course harvest {what}{about.options()}`"
        printing.say(f"Next: {command}, to have it named next term; then {marks_out}")
    else:
        printing.say(f"Next: {marks_out}")


def harvest_command(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    lesson: OneLesson,
    exercise: Annotated[str, typer.Argument(help="The exercise, such as csat_by_store.")],
    number: Annotated[int, typer.Argument(help="Which of its outcomes, as the report counts.")],
    folder: Folder = None,
    roster: ListOption = None,
    id_column: IdColumn = "",
) -> None:
    """Start a wrong answer in the corpus from an outcome that no message explains yet."""
    with ends_in_words(*IN_THE_WAY):
        read, work, _ = Class(folder, roster, id_column).read(lesson)
        made = harvest(work, read, exercise, number)
    printing.say(f"{made.file}: an outcome of {made.students}. {made.words}")
    printing.say(f"By itself it fails {', '.join(made.fails) or 'nothing'}.")
    if made.note:
        printing.say(made.note)
    printing.say(f"Next: write its docstring, rename it, `make build`, `course check {lesson}`")


def _class_folder(course: Course) -> Path:
    """Return the course folder that one is in, as nbgrader sees it."""
    here = Path.cwd()
    return next((one for one in (here, *here.parents) if (one / CONFIG).is_file()), course.root)
