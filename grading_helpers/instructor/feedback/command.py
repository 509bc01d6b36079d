"""``course feedback``: every student's page, with what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from traitlets.config.loader import PyFileConfigLoader

from grading_helpers.instructor import printing
from grading_helpers.instructor.bars import ticks
from grading_helpers.instructor.endings import Outcome, ends_in_words, print_json
from grading_helpers.instructor.feedback.exporter import FeedbackExporter
from grading_helpers.instructor.feedback.page import Lesson
from grading_helpers.instructor.feedback.writing import Written, students_of, write_pages
from grading_helpers.instructor.grader.course_folder import (
    CONFIG,
    BadSettingsError,
    CourseFolder,
    NoLessonError,
    find_course_folder,
)
from grading_helpers.instructor.lms.notes import ImpossibleError, Note
from grading_helpers.instructor.lms.saying import print_notes

HiddenOption = Annotated[
    bool | None,
    typer.Option(
        "--show-hidden/--describe-hidden",
        help="Show hidden tests and mark schemes; else as nbgrader_config.py says.",
    ),
]


def feedback_command(
    lesson: Annotated[str, typer.Argument(help="Such as 03_rater.")],
    students: Annotated[
        list[str] | None, typer.Argument(help="Only these; by default all who handed in.")
    ] = None,
    show_hidden: HiddenOption = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the outcome for machines.")
    ] = False,
) -> None:
    """Write each student a page that explains the marks, and name who has none."""
    with ends_in_words(ImpossibleError, BadSettingsError, NoLessonError, as_json=as_json):
        folder, plan = _course(lesson)
        who = list(dict.fromkeys(students or students_of(folder, lesson)))
        if not who:
            raise ImpossibleError(f"Nobody handed in {lesson}: course collect {lesson} DOWNLOAD.")
        shown = asks_for_hidden(folder.root) if show_hidden is None else show_hidden
        done = write_all(folder, Lesson(plan, shown), who)
    if as_json:
        print_json(as_data(lesson, done, folder.root))
    else:
        _print(lesson, done, folder.root)
    raise typer.Exit(outcome(done))


def write_all(folder: CourseFolder, lesson: Lesson, who: Sequence[str]) -> list[Written]:
    """Write the pages behind a bar."""
    with ticks("pages written", len(who)) as tick:
        return write_pages(folder, lesson, who, tick)


def _course(lesson: str) -> tuple[CourseFolder, Any]:
    """Return the course folder and the plan of the lesson.

    Raises
    ------
    ImpossibleError, NoLessonError
        If nothing was graded yet, or there is no such lesson.
    """
    folder = find_course_folder()
    folder.check_lesson(lesson)
    if folder.database and not folder.database.is_file():
        raise ImpossibleError(
            f"There is no gradebook {folder.database}: grade the lesson first "
            f"({printing.entering(lesson)}, then course grade {lesson})."
        )
    return folder, folder.plan(lesson)


def asks_for_hidden(root: Path) -> bool:
    """Return whether the course's settings ask for hidden tests to be shown."""
    config = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    return bool(FeedbackExporter(config=config).show_hidden)


def outcome(done: Sequence[Written]) -> Outcome:
    """Return the exit code: whoever has no page needs a look."""
    if not any(one.path for one in done):
        return Outcome.IMPOSSIBLE
    return Outcome.LOOK if any(one.problem for one in done) else Outcome.DONE


def as_data(lesson: str, done: Sequence[Written], root: Path) -> dict[str, Any]:
    """Return what was done as JSON can hold it."""
    return {
        "lesson": lesson,
        "written": {one.student: str(one.path.relative_to(root)) for one in done if one.path},
        "waiting": [one.student for one in done if one.waits],
        "failed": {one.student: one.problem for one in done if one.problem},
        "exit": int(outcome(done)),
    }


def _print(lesson: str, done: Sequence[Written], root: Path) -> None:
    print_notes(Note(one.student, one.problem) for one in done if one.problem)
    written, waiting = [one for one in done if one.path], [one.student for one in done if one.waits]
    printing.say(
        f"{lesson}: {len(written)} pages in {root / 'feedback'}, {len(done) - len(written)} not."
    )
    if waiting:
        printing.say(f"Written answers wait for a mark: {printing.few(waiting)}.")
        printing.say(f"Next: mark them in nbgrader's formgrader, then `course feedback {lesson}`.")
    elif written:
        printing.say(
            f"Next: look at one, {written[0].path}; give them to your students when "
            f"nobody may hand in any more; then `course report {lesson}`."
        )
