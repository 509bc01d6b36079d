"""Print texts, show progress bars, set exit codes and share options, for all commands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated

import typer

from grading_helpers.instructor.diagnostics import (
    CommandError,
    Diagnostic,
    error_in_words,
    in_lines,
)

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

# An option of `course collect` and `course grade`.
ReplaceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--replace",
        metavar="STUDENT",
        help="Let new work of this student replace work that was marked by hand; may be repeated.",
    ),
]


class StoppedError(KeyboardInterrupt):
    """A person pressed Ctrl+C while a progress bar was shown; the message says what was done."""


class ExitCode(IntEnum):
    """Exit codes; docs/instructors.md says what they mean for each command."""

    DONE = 0
    NEEDS_A_LOOK = 1
    NOTHING_DONE = 2
    STOPPED = 130


@cache
def console(*, stderr: bool = False) -> Console:
    """Return the console for standard output, or the one for standard error."""
    from rich.console import Console  # noqa: PLC0415 - slow

    return Console(stderr=stderr, emoji=False)


def say(text: str) -> None:
    """Print a line to standard output, without markup or wrapping."""
    console().print(text, markup=False, highlight=False, soft_wrap=True)


def say_error(text: str) -> None:
    """Print a line to standard error, without markup or wrapping."""
    console(stderr=True).print(text, markup=False, highlight=False, soft_wrap=True)


def print_json(data: Mapping[str, object]) -> None:
    """Print an object as JSON with sorted keys, so that equal objects print alike."""
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True))


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print the messages for information first, then those that need action."""
    found = set(diagnostics)
    to_act_on = {one for one in found if one.needs_action}
    for line in in_lines(found - to_act_on):
        say(f"  {line}")
    if to_act_on:
        say("Needs a look:")
    for line in in_lines(to_act_on):
        say(f"  {line}")


def exit_code(diagnostics: Iterable[Diagnostic]) -> ExitCode:
    """Return the exit code of a command that did its work and printed these messages."""
    return ExitCode.NEEDS_A_LOOK if any(one.needs_action for one in diagnostics) else ExitCode.DONE


def count_needing_a_look(diagnostics: Iterable[Diagnostic]) -> str:
    """Return how many of the messages a person should act on, in words."""
    count = sum(one.needs_action for one in set(diagnostics))
    return f"{count} need a look" if count != 1 else "1 needs a look"


@contextmanager
def exit_on_error(*, as_json: bool = False) -> Iterator[None]:
    """Turn an error that stops a command into its message and exit code 2, and Ctrl+C into 130.

    Parameters
    ----------
    as_json : bool, optional
        Print the message as a JSON object on standard output instead of as text on standard
        error.
    """
    try:
        yield
    except (CommandError, OSError, ModuleNotFoundError) as error:
        told = str(error) if isinstance(error, CommandError) else error_in_words(error)
        if as_json:
            data = error.data if isinstance(error, CommandError) else {}
            print_json({"error": told, "exit": int(ExitCode.NOTHING_DONE), **data})
        else:
            say_error(told)
        raise typer.Exit(ExitCode.NOTHING_DONE) from None
    except KeyboardInterrupt as error:
        done = str(error) if isinstance(error, StoppedError) else ""
        what = f"Stopped after {done}." if done else "Stopped."
        told = f"{what} What was finished is saved: run the same command again to go on."
        if as_json:
            print_json({"error": told, "exit": int(ExitCode.STOPPED)})
        else:
            say_error(told)
        raise typer.Exit(ExitCode.STOPPED) from None


@dataclass(frozen=True)
class ProgressBar:
    """One progress bar on the terminal."""

    progress: Progress
    task: TaskID

    def advance(self, note: str = "") -> None:
        """Count one more as done, with a note to show beside the bar."""
        self.progress.update(self.task, advance=1, note=note)

    def so_far(self) -> str:
        """Return how many are done, in words.

        Examples
        --------
        >>> with progress_bar("graded", 33) as bar:
        ...     bar.advance()
        ...     bar.so_far()
        '1 of 33 graded'
        """
        task = self.progress.tasks[0]
        of = "" if task.total is None else f" of {task.total:g}"
        return f"{task.completed:g}{of} {task.description}"

    def show(self, done: int, total: int) -> None:
        """Show how many are done, out of how many."""
        self.progress.update(self.task, completed=done, total=total)


@contextmanager
def progress_bar(
    description: str, total: int | None = None, *, keep: bool = False
) -> Iterator[ProgressBar]:
    """Show a progress bar with an estimate of the time left on standard error.

    Parameters
    ----------
    description : str
        What is counted, shown in front of the bar: ``"pages written"``.
    total : int, optional
        How many there are, if that is known beforehand.
    keep : bool, optional
        Leave the bar on the terminal when all is done.
    """
    from rich.progress import (  # noqa: PLC0415 - slow
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console(stderr=True), transient=not keep) as progress:
        bar = ProgressBar(progress, progress.add_task(description, total=total, note=""))
        try:
            yield bar
        except KeyboardInterrupt:
            raise StoppedError(bar.so_far()) from None
