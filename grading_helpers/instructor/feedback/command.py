"""The command ``course feedback``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grading_helpers.instructor import terminal
from grading_helpers.instructor.diagnostics import CommandError, Diagnostic, few
from grading_helpers.instructor.gradebook.course_folder import CourseFolder, find_course_folder
from grading_helpers.instructor.grader.submission.assignment import read_assignment
from grading_helpers.instructor.terminal import (
    ExitCode,
    exit_on_error,
    print_diagnostics,
    print_json,
    progress_bar,
)

if TYPE_CHECKING:
    from grading_helpers.instructor.feedback.page import LessonFeedback
    from grading_helpers.instructor.feedback.write_pages import Written
    from grading_helpers.instructor.grader.submission.assignment import Assignment

HiddenOption = Annotated[
    bool | None,
    typer.Option(
        "--show-hidden/--describe-hidden",
        help="Show hidden tests and mark schemes, or only describe them (see nbgrader_config.py).",
    ),
]

ExamplesOption = Annotated[
    bool,
    typer.Option(
        "--counterexamples",
        help="Show for each lost test the smallest data that it fails on, and what came back.",
    ),
]


def feedback_command(
    lesson: Annotated[str, typer.Argument(help="The lesson, such as 03_rater.")],
    students: Annotated[
        list[str] | None,
        typer.Argument(help="Only these students; by default everyone who handed in."),
    ] = None,
    show_hidden: HiddenOption = None,
    counterexamples: ExamplesOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Write a page for each student that explains the marks."""
    from grading_helpers.instructor.feedback.page import LessonFeedback  # noqa: PLC0415 - slow
    from grading_helpers.instructor.feedback.write_pages import students_with_work  # noqa: PLC0415 - slow

    with exit_on_error(as_json=as_json):
        folder, plan = _course(lesson)
        who = list(dict.fromkeys(students or students_with_work(folder, lesson)))
        if not who:
            raise CommandError(
                f"Nobody has handed in {lesson}. Collect it: course collect {lesson} DOWNLOAD"
            )
        shown = asks_for_hidden(folder) if show_hidden is None else show_hidden
        done = write_all(folder, LessonFeedback(plan, shown), who, counterexamples=counterexamples)
    if as_json:
        print_json(_as_data(lesson, done, folder.root))
    else:
        _print(lesson, done, folder.root)
    raise typer.Exit(outcome(done))


def write_all(
    folder: CourseFolder,
    lesson: LessonFeedback,
    who: Sequence[str],
    *,
    counterexamples: bool = False,
) -> list[Written]:
    """Write the pages, with a progress bar."""
    from grading_helpers.instructor.feedback.write_pages import write_pages  # noqa: PLC0415 - slow

    with progress_bar("pages written", len(who)) as bar:
        return write_pages(folder, lesson, who, bar.advance, counterexamples=counterexamples)


def _course(lesson: str) -> tuple[CourseFolder, Assignment]:
    """Return the course folder and the plan of the lesson.

    Raises
    ------
    CommandError
        If nothing was graded yet, or there is no such lesson.
    """
    folder = find_course_folder()
    folder.check_lesson(lesson)
    folder.check_gradebook(lesson)
    return folder, read_assignment(folder, lesson)


def asks_for_hidden(folder: CourseFolder) -> bool:
    """Return whether the settings ask for hidden tests to be shown."""
    from grading_helpers.instructor.feedback.exporter import FeedbackExporter  # noqa: PLC0415 - slow

    return bool(FeedbackExporter(config=folder.settings).show_hidden)


def outcome(done: Sequence[Written]) -> ExitCode:
    """Return the exit code; a student without a page needs a look."""
    if not any(one.path for one in done):
        return ExitCode.NOTHING_DONE
    return ExitCode.NEEDS_A_LOOK if any(one.problem for one in done) else ExitCode.DONE


def _as_data(lesson: str, done: Sequence[Written], root: Path) -> dict[str, object]:
    """Return what was done as data for JSON."""
    return {
        "lesson": lesson,
        "written": {one.student: str(one.path.relative_to(root)) for one in done if one.path},
        "waiting": [one.student for one in done if one.waits],
        "failed": {one.student: one.problem for one in done if one.problem},
        "exit": int(outcome(done)),
    }


def _print(lesson: str, done: Sequence[Written], root: Path) -> None:
    print_diagnostics(Diagnostic(one.student, one.problem, one.cure) for one in done if one.problem)
    written, waiting = [one for one in done if one.path], [one.student for one in done if one.waits]
    terminal.say(
        f"{lesson}: {len(written)} pages in {root / 'feedback'}, "
        f"{len(done) - len(written)} students without one."
    )
    if waiting:
        terminal.say(f"Written answers still have to be marked: {few(waiting)}.")
        terminal.say(
            f"Next: mark them in nbgrader's formgrader, then run `course feedback {lesson}`."
        )
    elif written:
        terminal.say(
            f"Next: look at one, {written[0].path}; return them to your students once nobody "
            f"can hand in any more; then run `course report {lesson}`."
        )
