"""The one program of the course; each command tells what it does and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from grading_helpers.instructor import printing
from grading_helpers.instructor.authoring.build import build, find_course
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.demo.run import make_demo
from grading_helpers.instructor.endings import Outcome, ends_in_words
from grading_helpers.instructor.exports.command import export_quiz_command
from grading_helpers.instructor.feedback.command import feedback_command
from grading_helpers.instructor.grader.command import grade_command
from grading_helpers.instructor.grader.course_folder import NoLessonError
from grading_helpers.instructor.grader.nursery import NoZygoteError
from grading_helpers.instructor.lms.collect_command import collect_command
from grading_helpers.instructor.lms.export_command import export_command
from grading_helpers.instructor.nbgrader_steps import StepError
from grading_helpers.instructor.proving.prove import prove
from grading_helpers.instructor.publishing.command import publish_command
from grading_helpers.instructor.report.commands import harvest_command, report_command

app = typer.Typer(
    help="Teach, and write, the course *Focus on Customers*.",
    epilog="Exit codes: 0 done, 1 done but something needs a look, 2 nothing could be done.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


IN_THE_WAY = (FaultsError, StepError, NoLessonError, NoZygoteError)
DEMO_LESSON = "03_rater"
OneLesson = Annotated[str, typer.Argument(help="Only this lesson, such as 03_rater.")]


def build_command(lesson: OneLesson = "") -> None:
    """Make source/, release/ and what the package ships from course/."""
    with ends_in_words(*IN_THE_WAY):
        course = find_course()
        changed = build(course, lesson)
    for path in changed:
        printing.say(f"  {path.relative_to(course.root)}")
    printing.say(f"{len(changed)} files renewed." if changed else "Nothing to do: all is in step.")


def check_command(lesson: OneLesson = "") -> None:
    """Prove that the graders accept what is right and reject what is wrong."""
    with ends_in_words(*IN_THE_WAY), _progress() as bar:
        task = bar.add_task("exercises proved", total=None)
        report = prove(
            find_course(),
            lambda done, total: bar.update(task, completed=done, total=total),
            lesson,
        )
    printing.print_report(report)
    if not report.holds:
        raise typer.Exit(Outcome.LOOK)


def demo_command(lesson: OneLesson = DEMO_LESSON) -> None:
    """Collect, grade and give feedback to a class of invented students."""
    with ends_in_words(*IN_THE_WAY):
        demo = make_demo(find_course(), lesson)
        students = demo.students()
        printing.say(f"{len(students)} invented students hand in {demo.lesson}.")
        demo.lay_out(students)
        demo.release()
        demo.collect()
        with _progress() as bar:
            task = bar.add_task("graded", total=len(students))
            marked = demo.grade(students, lambda _: bar.advance(task))
        demo.write_feedback()
    printing.print_marks(demo, marked)
    if not all(one.as_due for one in marked):
        raise typer.Exit(Outcome.LOOK)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=printing.complaints,
    )


COMMANDS: dict[str, dict[str, Callable[..., None]]] = {
    "A term, in its order": {
        "publish": publish_command,
        "collect": collect_command,
        "grade": grade_command,
        "feedback": feedback_command,
        "report": report_command,
        "harvest": harvest_command,
        "export": export_command,
    },
    "Beside it": {"demo": demo_command, "export-quiz": export_quiz_command},
    "For authors": {"build": build_command, "check": check_command},
}
for panel, commands in COMMANDS.items():
    for name, command in commands.items():
        app.command(name, rich_help_panel=panel)(command)


def main() -> None:
    """Run the command line."""
    app()
