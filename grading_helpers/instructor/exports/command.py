"""The command ``course export-quiz``: take the banks to Anki, Moodle, Canvas or paper."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from grading_helpers.instructor import printing
from grading_helpers.instructor.authoring.course import ReadLesson, find_course, read_course
from grading_helpers.instructor.authoring.faults import FaultsError
from grading_helpers.instructor.endings import ends_in_words
from grading_helpers.instructor.exports import (
    Export,
    Quiz,
    Remark,
    anki_deck,
    answer_sheet,
    gift_text,
    qti_package,
    question_sheet,
)
from grading_helpers.instructor.files import write_in_one_step


class Format(StrEnum):
    """Where the questions go."""

    ANKI = "anki"
    GIFT = "gift"
    QTI = "qti"
    SHEET = "sheet"


Exporter = Callable[[Quiz], Export]
EXPORTERS: dict[Format, tuple[str, Exporter]] = {
    Format.ANKI: ("apkg", lambda quiz: anki_deck(quiz, time.time())),
    Format.GIFT: ("gift.txt", gift_text),
    Format.QTI: ("qti.zip", qti_package),
    Format.SHEET: ("sheet.html", question_sheet),
}
WITH_ANSWERS: tuple[str, Exporter] = ("answers.html", answer_sheet)


def export_quiz_command(
    to: Annotated[Format, typer.Option("--to", help="Anki, Moodle (gift), Canvas (qti) or paper.")],
    lesson: Annotated[str, typer.Argument(help="Only this lesson, such as 03_rater.")] = "",
    answers: Annotated[bool, typer.Option("--answers", help="A sheet with its answers.")] = False,
    out: Annotated[Path, typer.Option("--out", help="Where the files go.")] = Path("exports"),
) -> None:
    """Take the questions to Anki, Moodle, Canvas or paper, and say what was left out."""
    if answers and to is not Format.SHEET:
        raise typer.BadParameter(
            "only a sheet has a version without answers", param_hint="--answers"
        )
    suffix, export = WITH_ANSWERS if answers else EXPORTERS[to]
    with ends_in_words(FaultsError, ValueError):
        quizzes = [quiz_of(one) for one in read_course(find_course(), lesson)]
        for quiz, made in [(quiz, export(quiz)) for quiz in quizzes]:
            path = out / f"{quiz.lesson}.{suffix}"
            write_in_one_step(path, made.content)
            printing.say(f"{path}: {len(quiz.questions)} questions of {quiz.title!r}")
            for line in summary(made.remarks):
                printing.say(f"  {line}")


def quiz_of(read: ReadLesson) -> Quiz:
    """Return the questions of a lesson under the title that its first line gives."""
    return Quiz(read.lesson.name, read.lesson.title, tuple(read.questions))


def summary(remarks: Iterable[Remark]) -> Iterator[str]:
    """Yield each thing to say once, with the questions that it is about.

    Examples
    --------
    >>> list(summary([Remark("nps", "split"), Remark("ces", "rounded"), Remark("csat", "split")]))
    ['split: nps, csat', 'rounded: ces']
    """
    about: dict[str, list[str]] = {}
    for remark in remarks:
        about.setdefault(remark.what, []).append(remark.question)
    for what, questions in about.items():
        yield f"{what}: {', '.join(questions)}"
