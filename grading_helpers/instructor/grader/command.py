"""The command ``course grade``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Annotated

import typer

from grading_helpers.instructor import terminal
from grading_helpers.instructor.diagnostics import CommandError, few, generate_command
from grading_helpers.instructor.gradebook.course_folder import (
    CourseFolder,
    find_course_folder,
)
from grading_helpers.instructor.gradebook.late_work import Lateness, renew_penalties
from grading_helpers.instructor.grader.submission.assignment import read_assignment
from grading_helpers.instructor.grader.submission_result import SubmissionResult
from grading_helpers.instructor.json_types import JsonObject
from grading_helpers.instructor.terminal import (
    ExitCode,
    ReplaceOption,
    exit_on_error,
    print_json,
    progress_bar,
)
from grading_helpers.versions import differing_versions, versions_in_words

MOST_NAMED = 8


@dataclass(frozen=True)
class Summary:
    """The results of a run over a class."""

    lesson: str
    sandbox: str
    results: Sequence[SubmissionResult]
    done_before: Sequence[str]
    refused_before: Mapping[str, str]
    by_hand: bool = False
    held: Sequence[str] = ()
    lateness: Lateness = field(default_factory=Lateness)
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def elsewhere(self) -> dict[tuple[str, str], list[str]]:
        """The students who failed a test and used other versions, by their versions and ours."""
        found: dict[tuple[str, str], list[str]] = {}
        for one in sorted(self.results, key=lambda one: one.student):
            others = differing_versions(one.made_with, self.versions)
            if others and one.graded and any(score.why for score in one.scores.values()):
                ours = {name: self.versions[name] for name in others}
                pair = versions_in_words(others), versions_in_words(ours)
                found.setdefault(pair, []).append(one.student)
        return found

    @property
    def failed(self) -> list[SubmissionResult]:
        """The submissions that could not be graded."""
        return [one for one in self.results if not one.graded]

    @property
    def changed(self) -> list[SubmissionResult]:
        """The submissions whose mark has changed."""
        return [one for one in self.results if one.change]

    @property
    def again(self) -> int:
        """How many submissions had been graded before."""
        return sum(one.change is not None for one in self.results)

    @property
    def outcome(self) -> ExitCode:
        """The exit code; a submission that could not be graded needs a look."""
        if len(self.failed) == len(self.results) and not (self.done_before or self.held):
            return ExitCode.NOTHING_DONE
        look = self.failed or self.refused_before or self.held or self.lateness.notes
        return ExitCode.NEEDS_A_LOOK if look else ExitCode.DONE

    def as_data(self) -> JsonObject:
        """Return the summary as JSON data."""
        kept = ("student", "graded", "reason", "findings", "scores", "wall", "cpu")
        results = [one.to_json() for one in self.results]
        return {
            "lesson": self.lesson,
            "sandbox": self.sandbox,
            "graded": len(self.results) - len(self.failed),
            "failed": [one.student for one in self.failed],
            "done_before": list(self.done_before),
            "changed": {one.student: asdict(one.change) for one in self.changed if one.change},
            "to_check": {one.student: list(one.to_check) for one in self.results if one.to_check},
            "refused_before": dict(self.refused_before),
            "held": list(self.held),
            "versions": dict(self.versions),
            "other_versions": {
                theirs: students for (theirs, _), students in self.elsewhere.items()
            },
            "late": [asdict(one) for one in self.lateness.late],
            "notes": list(self.lateness.notes),
            "results": [{name: one[name] for name in kept} for one in results],
            "exit": int(self.outcome),
        }


def grade_command(  # noqa: PLR0913, PLR0917 - each parameter is an option of the command line
    lesson: Annotated[str, typer.Argument(help="The lesson, such as 03_rater.")],
    students: Annotated[
        list[str] | None, typer.Argument(help="Only these; by default all who handed in.")
    ] = None,
    force: Annotated[bool, typer.Option(help="Grade again what has been graded.")] = False,
    replace_marked: ReplaceOption = None,
    unsafe_no_sandbox: Annotated[
        bool, typer.Option("--unsafe-no-sandbox", help="Grade even if no sandbox is available.")
    ] = False,
    python: Annotated[
        Path | None,
        typer.Option(help="Another interpreter to grade with, for students' versions of pandas."),
    ] = None,
    scheduler: Annotated[
        str, typer.Option("--cluster", help="Grade on a Dask cluster, such as tcp://host:8786.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the results as JSON.")] = False,
) -> None:
    """Grade a class in a sandbox, and list the submissions that need a look."""
    from grading_helpers.instructor.grader.grade_class import grade_lesson  # noqa: PLC0415 - slow
    from grading_helpers.instructor.grader.grading_site import grading_site  # noqa: PLC0415 - slow

    with exit_on_error(as_json=as_json):
        folder = find_course_folder()
        who = students_to_grade(folder, lesson, students)
        with grading_site(folder, lesson, scheduler, unsafe_no_sandbox, python) as place:
            if not as_json:
                terminal.say("\n".join((*place.lines, *_backup_lines(folder))))
            held: list[str] = []
            named = frozenset([*(replace_marked or ()), *(students or () if force else ())])
            how = replace(place.options, force=force, replace=named, hold=held.append)
            with _bar(len(who)) as advance:
                results = grade_lesson(folder, lesson, who, advance, how)
        summary = replace(
            summarise(folder, lesson, place.level, who, results),
            held=sorted(set(held)),
            lateness=renew_penalties(folder, lesson),
            versions=place.versions,
        )
    if as_json:
        print_json(summary.as_data())
    else:
        _print(summary)
    raise typer.Exit(summary.outcome)


def summarise(
    folder: CourseFolder,
    lesson: str,
    sandbox: str,
    who: Sequence[str],
    results: Sequence[SubmissionResult],
) -> Summary:
    """Return the results of a run, and the earlier results of students it skipped."""
    from grading_helpers.instructor.grader.storage.journal import read_journal  # noqa: PLC0415 - slow

    journal, seen = read_journal(folder.root, lesson), {one.student for one in results}
    before = {name: journal[name] for name in who if name not in seen}
    return Summary(
        lesson,
        sandbox,
        results,
        [name for name, entry in before.items() if entry.graded],
        {name: entry.reason for name, entry in before.items() if not entry.graded},
        read_assignment(folder, lesson).by_hand,
    )


def students_to_grade(folder: CourseFolder, lesson: str, asked: Sequence[str] | None) -> list[str]:
    """Return the students whose work to grade.

    Raises
    ------
    NoLessonError, CommandError
        If there is no such lesson, it is not in the gradebook, or nobody handed in.
    """
    folder.check_lesson(lesson)
    if not folder.has_gradebook_of(lesson):
        raise CommandError(
            f"The gradebook does not have {lesson}: run `{generate_command(lesson)}` first."
            f"{folder.lost_marks(lesson)}"
        )
    there = folder.students(lesson)
    if not there:
        raise CommandError(
            f"Nobody handed in {lesson}: {folder.root} has no submitted/<student>/{lesson}. "
            f"To put the download of an LMS there, run `course collect {lesson} DOWNLOAD`."
        )
    if missing := sorted(set(asked or ()) - set(there)):
        raise CommandError(
            f"There is no submitted/{missing[0]}/{lesson}. Students who handed in: {few(there)}."
        )
    return list(dict.fromkeys(asked or there))


def _backup_lines(folder: CourseFolder) -> Iterator[str]:
    if folder.database is None:
        yield "No backup: the gradebook is not SQLite; use e.g. pg_dump"


@contextmanager
def _bar(total: int) -> Iterator[Callable[[SubmissionResult], None]]:
    """Show how many submissions are graded, and how many of them failed."""
    failed = 0
    with progress_bar("graded", total) as bar:

        def advance(result: SubmissionResult) -> None:
            nonlocal failed
            failed += not result.graded
            bar.advance(f"failed {failed}")

        yield advance


def _changes(summary: Summary) -> Iterator[str]:
    """Yield whose mark changed, whose marks by hand to check, and whose work was not replaced."""
    for result in sorted(summary.changed, key=lambda one: one.student):
        yield f"{result.student}: {result.change}"
    for result in summary.results:
        if result.to_check:
            answers = ", ".join(result.to_check)
            yield (
                f"{result.student}: marked by hand, and the text has changed since: {answers}. "
                "To fix: check these marks, of written answers with course mark "
                f"{result.lesson}, of tests with nbgrader formgrader."
            )
    for student in summary.held:
        yield (
            f"{student}: handed in again after the work was marked by hand; the marked work still "
            f"counts. To replace it: course grade {summary.lesson} --replace {student}"
        )


def _versions(summary: Summary) -> Iterator[str]:
    """Yield who lost points and worked with different versions, and how to grade with those."""
    for (theirs, ours), students in summary.elsewhere.items():
        shown = " ".join(students[:MOST_NAMED]) if len(students) <= MOST_NAMED else ""
        yield (
            f"{few(students)}: worked with {theirs}, was graded with {ours}, and lost points. With "
            f"an environment that has {theirs}: course grade {summary.lesson} "
            f"{shown or 'STUDENT…'} --force --python ENVIRONMENT/bin/python"
        )


def _print(summary: Summary) -> None:
    for result in summary.results:
        for line in result.findings:
            terminal.say(f"  {line}")
    for student, reason in summary.refused_before.items():
        terminal.say(f"  {student}: still cannot be graded: {reason}")
    for line in (*_changes(summary), *summary.lateness.lines(), *_versions(summary)):
        terminal.say(f"  {line}")
    good = len(summary.results) - len(summary.failed)
    failed = len(summary.failed) + len(summary.refused_before)
    terminal.say(
        f"{summary.lesson}: {good} graded, {failed} failed, "
        f"{len(summary.done_before)} graded earlier."
    )
    if summary.again:
        terminal.say(f"Graded again: {summary.again}; marks that changed: {len(summary.changed)}.")
    if good or summary.done_before:
        how = f"mark the written answers with `course mark {summary.lesson}`, then "
        mark = how if summary.by_hand else ""
        terminal.say(f"Next: {mark}`course feedback {summary.lesson}`.")
