"""``course grade``: a class is graded in parallel, behind walls, with a bar and a summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Annotated, Any

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from grading_helpers.instructor import printing
from grading_helpers.instructor.endings import Outcome, ends_in_words, print_json
from grading_helpers.instructor.grader.clusters import NoClusterError
from grading_helpers.instructor.grader.course import grade_lesson
from grading_helpers.instructor.grader.course_folder import (
    BadSettingsError,
    CourseFolder,
    NoLessonError,
    find_course_folder,
)
from grading_helpers.instructor.grader.journal import read_journal
from grading_helpers.instructor.grader.pairs import NoPairError
from grading_helpers.instructor.grader.runs import BusyError
from grading_helpers.instructor.grader.where import CannotGradeError, place_for
from grading_helpers.instructor.printing import entering, few

Result = Mapping[str, Any]

EXPECTED = (
    *(CannotGradeError, NoLessonError, BadSettingsError),
    *(BusyError, NoPairError, NoClusterError),
)


@dataclass(frozen=True)
class Summary:
    """What came of a run over a class."""

    lesson: str
    sandbox: str
    results: Sequence[Result]
    done_before: Sequence[str]
    refused_before: Mapping[str, str]
    by_hand: bool = False

    @property
    def failed(self) -> list[Result]:
        """The submissions that could not be graded."""
        return [one for one in self.results if not one["graded"]]

    @property
    def outcome(self) -> Outcome:
        """How the run ends: whoever could not be graded needs a look."""
        if len(self.failed) == len(self.results) and not self.done_before:
            return Outcome.IMPOSSIBLE
        return Outcome.LOOK if self.failed or self.refused_before else Outcome.DONE

    def as_data(self) -> dict[str, Any]:
        """Return it for machines."""
        kept = ("student", "graded", "reason", "findings", "scores", "wall", "cpu")
        return {
            "lesson": self.lesson,
            "sandbox": self.sandbox,
            "graded": len(self.results) - len(self.failed),
            "failed": [one["student"] for one in self.failed],
            "done_before": list(self.done_before),
            "refused_before": dict(self.refused_before),
            "results": [{name: one.get(name) for name in kept} for one in self.results],
            "exit": int(self.outcome),
        }


def grade_command(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    lesson: Annotated[str, typer.Argument(help="Such as 03_rater.")],
    students: Annotated[
        list[str] | None, typer.Argument(help="Only these; by default all who handed in.")
    ] = None,
    force: Annotated[bool, typer.Option(help="Grade again what is graded already.")] = False,
    unsafe_no_sandbox: Annotated[
        bool, typer.Option("--unsafe-no-sandbox", help="Grade even where no sandbox is to be had.")
    ] = False,
    scheduler: Annotated[
        str, typer.Option("--cluster", help="Grade on a Dask cluster, such as tcp://host:8786.")
    ] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the outcome for machines.")
    ] = False,
) -> None:
    """Grade a class in a sandbox, side by side, and name whose work needs a look."""
    with ends_in_words(*EXPECTED, as_json=as_json):
        folder = find_course_folder()
        who = students_of(folder, lesson, students)
        with place_for(folder, lesson, scheduler, unsafe_no_sandbox) as place:
            if not as_json:
                printing.say("\n".join((*place.lines, *_backup_lines(folder))))
            how = replace(place.options, force=force)
            with _bar(len(who)) as advance:
                results = grade_lesson(folder, lesson, who, advance, how)
        summary = summary_of(folder, lesson, place.level, who, results)
    if as_json:
        print_json(summary.as_data())
    else:
        _print(summary)
    raise typer.Exit(summary.outcome)


def summary_of(
    folder: CourseFolder, lesson: str, sandbox: str, who: Sequence[str], results: Sequence[Result]
) -> Summary:
    """Return what came of a run, and of those whom it passed over what had come of them before."""
    journal, seen = read_journal(folder.root, lesson), {one["student"] for one in results}
    before = {name: journal[name] for name in who if name not in seen}
    return Summary(
        lesson,
        sandbox,
        results,
        [name for name, entry in before.items() if entry["graded"]],
        {name: entry["reason"] for name, entry in before.items() if not entry["graded"]},
        folder.plan(lesson).by_hand,
    )


def students_of(folder: CourseFolder, lesson: str, asked: Sequence[str] | None) -> list[str]:
    """Return whose work is to be graded.

    Raises
    ------
    NoLessonError, CannotGradeError
        If there is no such lesson, it is not in the gradebook, or nobody handed in.
    """
    folder.check_lesson(lesson)
    if not folder.knows(lesson):
        raise CannotGradeError(f"The gradebook has no {lesson}: run `{entering(lesson)}` first.")
    there = folder.students(lesson)
    if not there:
        raise CannotGradeError(
            f"Nobody handed in {lesson}: {folder.root} has no submitted/<student>/{lesson}. "
            f"`course collect {lesson} DOWNLOAD` puts an LMS's download there."
        )
    if missing := sorted(set(asked or ()) - set(there)):
        raise CannotGradeError(
            f"There is no submitted/{missing[0]}/{lesson}; handed in have: {few(there)}."
        )
    return list(dict.fromkeys(asked or there))


def _backup_lines(folder: CourseFolder) -> Iterator[str]:
    if folder.database is None:
        yield "backup: none, for the gradebook is no SQLite file; a server has its own, as pg_dump"


@contextmanager
def _bar(total: int) -> Iterator[Callable[[Result], None]]:
    """Show how many are done and left, how long it will take, how many failed so far."""
    columns = (
        TextColumn("graded"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("failed {task.fields[failed]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=printing.complaints, transient=True) as progress:
        task = progress.add_task("graded", total=total, failed=0)
        failed = 0

        def advance(result: Result) -> None:
            nonlocal failed
            failed += not result["graded"]
            progress.update(task, advance=1, failed=failed)

        yield advance


def _print(summary: Summary) -> None:
    for result in summary.results:
        for line in result["findings"]:
            printing.say(f"  {line}")
    for student, reason in summary.refused_before.items():
        printing.say(f"  {student}: not graded, as before: {reason}")
    good = len(summary.results) - len(summary.failed)
    failed = len(summary.failed) + len(summary.refused_before)
    printing.say(
        f"{summary.lesson}: {good} graded, {failed} not, {len(summary.done_before)} done before."
    )
    mark = "mark the written answers in nbgrader's formgrader, then " if summary.by_hand else ""
    printing.say(f"Next: {mark}`course feedback {summary.lesson}`.")
