"""The command ``course export-quiz``: export the banks to Anki, Moodle, Canvas or paper."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from grading_helpers.atomic_write import write_atomically
from grading_helpers.instructor import terminal
from grading_helpers.instructor.terminal import exit_on_error

if TYPE_CHECKING:
    from grading_helpers.instructor.authoring.course import ReadLesson
    from grading_helpers.instructor.exports.common import Change, Export, Quiz


LEFT_OUT = "left out, because only the notebook shows the model to move"


class Format(StrEnum):
    """A format to export to."""

    ANKI = "anki"
    GIFT = "gift"
    QTI = "qti"
    SHEET = "sheet"


def export_quiz_command(
    to: Annotated[Format, typer.Option("--to", help="Anki, Moodle (gift), Canvas (qti) or paper.")],
    lesson: Annotated[str, typer.Argument(help="Only this lesson, such as 03_rater.")] = "",
    answers: Annotated[bool, typer.Option("--answers", help="Add the answers to a sheet.")] = False,
    out: Annotated[Path, typer.Option("--out", help="The folder for the files.")] = Path("exports"),
) -> None:
    """Export the questions to Anki, Moodle, Canvas or paper, and list what was left out."""
    from grading_helpers.instructor.authoring.course import find_course, read_course  # noqa: PLC0415 - slow

    if answers and to is not Format.SHEET:
        raise typer.BadParameter("only a sheet has a version with answers", param_hint="--answers")
    suffix, export = exporter(to, answers=answers)
    with exit_on_error():
        lessons = [(one, quiz_of(one)) for one in read_course(find_course(), lesson)]
        for read, quiz, made in [(read, quiz, export(quiz)) for read, quiz in lessons]:
            path = out / f"{quiz.lesson}.{suffix}"
            write_atomically(path, made.content)
            terminal.say(f"{path}: {len(quiz.questions)} questions of {quiz.title!r}")
            for line in summary([*needing_models(read), *made.changes]):
                terminal.say(f"  {line}")


def exporter(to: Format, *, answers: bool) -> tuple[str, Callable[[Quiz], Export]]:
    """Return the file suffix of a format and the function that creates its files."""
    from grading_helpers.instructor.exports.anki import anki_deck  # noqa: PLC0415 - slow
    from grading_helpers.instructor.exports.gift import gift_text  # noqa: PLC0415 - slow
    from grading_helpers.instructor.exports.qti import qti_package  # noqa: PLC0415 - slow
    from grading_helpers.instructor.exports.sheet import answer_sheet, question_sheet  # noqa: PLC0415 - slow

    exporters: dict[Format, tuple[str, Callable[[Quiz], Export]]] = {
        Format.ANKI: ("apkg", lambda quiz: anki_deck(quiz, time.time())),
        Format.GIFT: ("gift.txt", gift_text),
        Format.QTI: ("qti.zip", qti_package),
        Format.SHEET: ("sheet.html", question_sheet),
    }
    return ("answers.html", answer_sheet) if answers else exporters[to]


def quiz_of(read: ReadLesson) -> Quiz:
    """Return the questions of a lesson with the titles of the course and the lesson.

    Questions about a model to play with are left out: no format can show one.
    """
    from grading_helpers.instructor.exports.common import Quiz  # noqa: PLC0415 - slow

    questions = tuple(question for question in read.questions if not question.model)
    return Quiz(read.course_title, read.lesson.name, read.lesson.title, questions)


def needing_models(read: ReadLesson) -> list[Change]:
    """Return the questions of a lesson that no export contains."""
    from grading_helpers.instructor.exports.common import Change  # noqa: PLC0415 - slow

    return [Change(one.id, LEFT_OUT) for one in read.questions if one.model]


def summary(changes: Iterable[Change]) -> Iterator[str]:
    """Yield each change once, with the questions it affects.

    Examples
    --------
    >>> from grading_helpers.instructor.exports.common import Change
    >>> list(summary([Change("nps", "split"), Change("ces", "rounded"), Change("csat", "split")]))
    ['split: nps, csat', 'rounded: ces']
    """
    about: dict[str, list[str]] = {}
    for change in changes:
        about.setdefault(change.what, []).append(change.question)
    for what, questions in about.items():
        yield f"{what}: {', '.join(questions)}"
