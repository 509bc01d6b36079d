"""The one program of the course; each command tells what it does and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from grading_helpers.instructor import printing
from grading_helpers.instructor.build import build, find_course
from grading_helpers.instructor.demo import make_demo
from grading_helpers.instructor.exports.command import export_quiz_command
from grading_helpers.instructor.faults import FaultsError
from grading_helpers.instructor.feedback.command import feedback_command
from grading_helpers.instructor.grader.command import grade_command
from grading_helpers.instructor.lms.collect_command import collect_command
from grading_helpers.instructor.lms.export_command import export_command
from grading_helpers.instructor.nbgrader_steps import StepError
from grading_helpers.instructor.prove import prove
from grading_helpers.instructor.publishing.command import publish_command
from grading_helpers.instructor.report.commands import harvest_command, report_command

app = typer.Typer(
    help="Build, prove and try out the course *Focus on Customers*.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


app.command("export-quiz")(export_quiz_command)
app.command("grade")(grade_command)
app.command("feedback")(feedback_command)
app.command("collect")(collect_command)
app.command("export")(export_command)
app.command("report")(report_command)
app.command("harvest")(harvest_command)
app.command("publish")(publish_command)

DEMO_LESSON = "03_rater"
OneLesson = Annotated[str, typer.Argument(help="Only this lesson, such as 03_rater.")]


@app.command("build")
def build_command(lesson: OneLesson = "") -> None:
    """Make source/, release/ and what the package ships from course/."""
    with _in_words():
        course = find_course()
        changed = build(course, lesson)
    for path in changed:
        printing.say(f"  {path.relative_to(course.root)}")
    printing.say(f"{len(changed)} files renewed." if changed else "Nothing to do: all is in step.")


@app.command("check")
def check_command(lesson: OneLesson = "") -> None:
    """Prove that the graders accept what is right and reject what is wrong."""
    with _in_words(), _progress() as bar:
        task = bar.add_task("exercises proved", total=None)
        report = prove(
            find_course(),
            lambda done, total: bar.update(task, completed=done, total=total),
            lesson,
        )
    printing.print_report(report)
    if not report.holds:
        raise typer.Exit(1)


@app.command("demo")
def demo_command(lesson: OneLesson = DEMO_LESSON) -> None:
    """Collect, grade and give feedback to a class of invented students."""
    with _in_words():
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
        raise typer.Exit(1)


@contextmanager
def _in_words() -> Iterator[None]:
    """Turn what can go wrong in an author's or a teacher's hands into words and exit code 1."""
    try:
        yield
    except (FaultsError, StepError, FileNotFoundError) as error:
        printing.complain(str(error))
        raise typer.Exit(1) from None


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=printing.complaints,
    )


def main() -> None:
    """Run the command line."""
    app()
