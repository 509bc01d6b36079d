"""The commands ``course report``, ``why``, ``history`` and ``harvest``."""

from __future__ import annotations

import shlex
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grading_helpers.instructor import terminal
from grading_helpers.instructor.diagnostics import counted, few
from grading_helpers.instructor.files import write_if_changed
from grading_helpers.instructor.gradebook.course_folder import (
    CourseFolder,
    course_folder,
    find_course_folder,
)
from grading_helpers.instructor.gradebook.errors import NoCourseFolderError
from grading_helpers.instructor.gradebook.settings import CONFIG
from grading_helpers.instructor.lms.incoming.command import IdColumn, ListedOnly, ListOption
from grading_helpers.instructor.lms.roster import find_roster, require_roster
from grading_helpers.instructor.terminal import ExitCode, exit_on_error, print_json

if TYPE_CHECKING:
    from grading_helpers.instructor.authoring.course import Course, ReadLesson
    from grading_helpers.instructor.report.graded_class import ClassWork
    from grading_helpers.instructor.report.lesson_report import LessonReport

OneLesson = Annotated[str, typer.Argument(help="The lesson, such as 03_rater.")]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--folder", help=f"The course folder of the class: by default the nearest with {CONFIG}."
    ),
]


@dataclass(frozen=True)
class ClassOptions:
    """The options that choose a class: its folder and its class list."""

    folder: Path | None
    roster: Path | None
    id_column: str

    def options(self) -> str:
        """Return the same options as text, each after a space."""
        named = {"--folder": self.folder, "--roster": self.roster, "--id-column": self.id_column}
        return "".join(f" {name} {shlex.quote(str(one))}" for name, one in named.items() if one)

    def read(self, lesson: str) -> tuple[ReadLesson, ClassWork, Path]:
        """Return the lesson, the work of the class, and the course folder."""
        from grading_helpers.instructor.authoring.course import find_course, read_course  # noqa: PLC0415 - slow
        from grading_helpers.instructor.report.graded_class import read_class  # noqa: PLC0415 - slow

        course = find_course()
        folder = course_folder(self.folder.resolve()) if self.folder else _nearest(course)
        read = read_course(course, lesson, drafts=False)[0]
        listed = find_roster(folder, self.roster, self.id_column)
        return read, read_class(folder, lesson, listed), folder.root


def report_command(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    lesson: OneLesson,
    folder: Folder = None,
    roster: ListOption = None,
    id_column: IdColumn = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the numbers as JSON.")] = False,
    similar: Annotated[
        bool,
        typer.Option(
            "--similar", help="List pairs of similar answers (needs the extra 'similarity')."
        ),
    ] = False,
) -> None:
    """Write a report on a graded class: marks, tests, misconceptions, unexplained mistakes."""
    from grading_helpers.instructor.report.lesson_report import make_report  # noqa: PLC0415 - slow
    from grading_helpers.instructor.report.page import csv_of_tests, report_json, report_page  # noqa: PLC0415 - slow
    from grading_helpers.instructor.report.similar_answers import similar_pairs  # noqa: PLC0415 - slow
    from grading_helpers.instructor.report.students_page import students_page  # noqa: PLC0415 - slow

    with exit_on_error(as_json=as_json):
        about = ClassOptions(folder, roster, id_column)
        read, work, root = about.read(lesson)
        made = make_report(work, read)
        pairs = similar_pairs(work) if similar else None
        place = root / "reports" / lesson
        write_if_changed(
            place.with_suffix(".html"), report_page(made, date.today(), pairs, read.course_title)
        )
        write_if_changed(place.with_suffix(".csv"), csv_of_tests(made))
        write_if_changed(place.with_suffix(".students.html"), students_page(work, read))
    if as_json:
        typer.echo(report_json(made))
    else:
        _say_what_was_done(made, place, about)
    for file in work.unreadable:
        terminal.say_error(f"Left out because it cannot be read: {file}")
    raise typer.Exit(ExitCode.NEEDS_A_LOOK if work.unreadable else ExitCode.DONE)


def _say_what_was_done(made: LessonReport, place: Path, about: ClassOptions) -> None:
    people = made.people
    out = f"{people.absent} without work, {people.blank} with an unchanged notebook"
    terminal.say(
        f"{made.lesson}: {counted(people.counted, 'student')}. Left out: {out}, "
        f"{sum(people.refused.values())} whose work could not be graded."
    )
    if people.unrecorded:
        terminal.say(
            f"For {people.unrecorded} of them there is no grading journal (graded under another "
            "nbgrader_config.py, or .grading/ was deleted), so times and findings are unknown. "
            f"`course grade {made.lesson}` grades them again and records both."
        )
    terminal.say(
        f"Misconceptions found: {len(made.misconceptions)}. "
        f"Wrong results without a message: {len(made.unexplained)}."
    )
    terminal.say(f"Written: {place.with_suffix('.html')} and {place.name}.csv")
    terminal.say(
        f"For you alone, because it names students: {place.name}.students.html, with what each "
        "lost and the command to look into it."
    )
    marks_out = f"`course export {made.lesson} --to` your LMS."
    if first := next((one for one in made.unexplained if one.example), None):
        what = f"{made.lesson} {first.exercise} {first.number}"
        command = f"`course harvest {what}{about.options()}`"
        terminal.say(f"Next: {command}, so that check explains it next term; then {marks_out}")
    else:
        terminal.say(f"Next: {marks_out}")


def why_command(
    lesson: OneLesson,
    student: Annotated[str, typer.Argument(help="The student, such as dana.")],
    exercise: Annotated[str, typer.Argument(help="The exercise, such as csat_by_store.")],
    folder: Folder = None,
) -> None:
    """Show where one student's answer fails: each test, the smallest data, what came back.

    The notebook is run again in the sandbox. What is printed contains hidden tests: it is for
    you, not for the student.
    """
    from grading_helpers.instructor.report.why import dispute_in_lines, look_into  # noqa: PLC0415 - slow

    with exit_on_error():
        place = course_folder(folder.resolve()) if folder else find_course_folder()
        dispute = look_into(place, lesson, student, exercise)
    for line in dispute_in_lines(dispute):
        terminal.say(line)
    raise typer.Exit(ExitCode.DONE if dispute.agrees else ExitCode.NEEDS_A_LOOK)


def history_command(
    lesson: OneLesson,
    student: Annotated[str, typer.Argument(help="The student, such as dana.")],
    folder: Folder = None,
) -> None:
    """Show how one student's mark came about: each grading, and what it changed."""
    from grading_helpers.instructor.report.history import history_in_lines  # noqa: PLC0415 - slow

    with exit_on_error():
        place = course_folder(folder.resolve()) if folder else find_course_folder()
        lines = history_in_lines(place, lesson, student)
    for line in lines:
        terminal.say(line)


def term_command(
    folder: Folder = None,
    roster: ListOption = None,
    id_column: IdColumn = "",
    listed_only: ListedOnly = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the term as JSON.")] = False,
) -> None:
    """Write a page for you on the term: marks, who is late or needs help, what was not learnt."""
    from grading_helpers.instructor.authoring.course import find_course  # noqa: PLC0415 - slow
    from grading_helpers.instructor.report.term import make_term, term_csv, term_page  # noqa: PLC0415 - slow

    with exit_on_error(as_json=as_json):
        course = find_course()
        here = course_folder(folder.resolve()) if folder else _nearest(course)
        listed = find_roster(here, roster, id_column)
        made = make_term(here, course, require_roster(listed) if listed_only else listed)
        today = date.today()
        place = here.root / "reports" / "term"
        title = course.settings.title
        write_if_changed(
            place.with_suffix(".html"), term_page(made, f"{today.day} {today:%B %Y}", title)
        )
        write_if_changed(place.with_suffix(".csv"), term_csv(made))
    if as_json:
        print_json({**asdict(made), "exit": 0})
        return
    for note in made.notes:
        terminal.say(note)
    in_need = [one.student for one in made.students if one.needs_help]
    terminal.say(
        f"{counted(len(made.lessons), 'lesson')}, {counted(len(made.students), 'student')}. "
        f"Who may need help: {few(in_need) or 'nobody'}."
    )
    terminal.say(f"Written: {place.with_suffix('.html')} and term.csv, which name students.")


def harvest_command(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    lesson: OneLesson,
    exercise: Annotated[str, typer.Argument(help="The exercise, such as csat_by_store.")],
    number: Annotated[int, typer.Argument(help="The number of the wrong result in the report.")],
    folder: Folder = None,
    roster: ListOption = None,
    id_column: IdColumn = "",
) -> None:
    """Add a wrong answer to the corpus, from a result that no message explains yet."""
    from grading_helpers.instructor.report.harvest import harvest  # noqa: PLC0415 - slow

    with exit_on_error():
        read, work, _ = ClassOptions(folder, roster, id_column).read(lesson)
        made = harvest(work, read, exercise, number)
    terminal.say(f"{made.file}: a result of {counted(made.students, 'student')}. {made.words}")
    terminal.say(f"On its own it fails {', '.join(made.fails) or 'nothing'}.")
    if made.note:
        terminal.say(made.note)
    terminal.say(
        f"Next: write its docstring, rename the file, then `make build` and `course check {lesson}`"
    )


def _nearest(course: Course) -> CourseFolder:
    """Return the course folder around the current one, or else this checkout."""
    try:
        return find_course_folder()
    except NoCourseFolderError:
        return course_folder(course.root)
