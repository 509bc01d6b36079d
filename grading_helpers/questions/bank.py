"""The course's questions, read from the packed banks."""

from __future__ import annotations

import json
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Required, TypedDict

from grading_helpers.questions.packing import unpack_question
from grading_helpers.questions.question import AnyQuestion


class BankRecord(TypedDict, total=False):
    """A packed bank, as `pack_bank` writes it; earlier versions wrote fewer entries."""

    lesson: Required[str]
    asked: dict[str, str]
    points: dict[str, float]
    guesses: dict[str, str]
    generated: dict[str, dict[str, str]]
    questions: Required[dict[str, str]]


class UnknownQuestionError(KeyError):
    """No bank contains the question that was asked for."""

    def __str__(self) -> str:
        """Return the message without the quotation marks that a KeyError adds."""
        return str(self.args[0])


def load_question(question_id: str, folder: Traversable | None = None) -> AnyQuestion:
    """
    Find a question in the packed banks.

    Parameters
    ----------
    question_id : str
        The id of the question in its lesson's ``quiz.yml``.
    folder : Traversable, optional
        The folder of the banks, if they are not in this package.

    Returns
    -------
    Question
        An instance of the class of its kind.

    Raises
    ------
    UnknownQuestionError
        No bank contains this id. The message lists the most similar ones.
    ValueError
        The bank, or the question in it, cannot be read. The message names both.

    Examples
    --------
    >>> load_question("no such question")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    grading_helpers.questions.bank.UnknownQuestionError: No question is called ...
    """
    banks = _packed_banks() if folder is None else _read_banks(folder)
    if question_id not in banks:
        raise UnknownQuestionError(_unknown(question_id, list(banks)))
    bank, raw = banks[question_id]
    try:
        return unpack_question(question_id, raw)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{bank}, question {question_id!r}: {_reason(error)}") from error


def content_digest(question: AnyQuestion) -> str:
    """Return a digest of a question's wording, to recognise answers to an older one."""
    wording = {"kind": question.kind, "prompt": question.prompt} | question.shown()
    text = json.dumps(wording, sort_keys=True, ensure_ascii=False, default=str)
    return sha256(text.encode()).hexdigest()[:16]


def question_ids(lesson: str = "") -> list[str]:
    """
    List the questions of a lesson, or of all lessons.

    Parameters
    ----------
    lesson : str, optional
        The lesson's name, such as ``"03_rater"``.

    Returns
    -------
    list of str

    Raises
    ------
    ValueError
        There is no lesson of this name. The message lists all lessons.

    Examples
    --------
    >>> "gap_sign" in question_ids("03_rater")
    True
    """
    banks = _packed_banks()
    lessons = list(dict.fromkeys(bank.removesuffix(".json") for bank, _ in banks.values()))
    if lesson and lesson not in lessons:
        raise ValueError(f"There is no lesson {lesson!r}. The lessons are: {', '.join(lessons)}.")
    return [name for name, (bank, _) in banks.items() if lesson in ("", bank.removesuffix(".json"))]


def exercise_points() -> dict[str, dict[str, float]]:
    """Return the points of each lesson's graded exercises, by their names."""
    return {str(record["lesson"]): dict(record.get("points", {})) for record in bank_records()}


def questions_asked() -> dict[str, dict[str, str]]:
    """Return the questions that each lesson asks in its notebook, with the ids of their cells."""
    return {str(record["lesson"]): dict(record.get("asked", {})) for record in bank_records()}


@cache
def bank_records() -> list[BankRecord]:
    """Return the packed banks of all lessons, as read from their files."""
    banks = _bank_files(files("grading_helpers").joinpath("banks"))
    return [json.loads(bank.read_text(encoding="utf-8")) for bank in banks]


@cache
def _packed_banks() -> dict[str, tuple[str, dict[str, str]]]:
    return _read_banks(files("grading_helpers").joinpath("banks"))


def _read_banks(folder: Traversable) -> dict[str, tuple[str, dict[str, str]]]:
    """Map each question's id to its bank's file name and its packed form."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for bank in _bank_files(folder):
        for question_id, raw in _packed_questions(bank).items():
            if question_id in found:
                first = found[question_id][0]
                raise ValueError(f"{bank.name}, question {question_id!r}: also in {first}")
            found[question_id] = (bank.name, raw)
    return found


def _bank_files(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        return []
    banks = [entry for entry in folder.iterdir() if entry.name.endswith(".json")]
    return sorted(banks, key=lambda bank: bank.name)


def _packed_questions(bank: Traversable) -> dict[str, dict[str, str]]:
    try:
        questions = json.loads(bank.read_text(encoding="utf-8"))["questions"]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{bank.name}: {_reason(error)}") from error
    if not isinstance(questions, dict):
        raise ValueError(f"{bank.name}: 'questions' is a {type(questions).__name__}, not a mapping")
    return questions


def _reason(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _unknown(question_id: str, known: list[str]) -> str:
    nearest = get_close_matches(str(question_id), known, n=3, cutoff=0.4)
    names = f" The nearest names are {', '.join(map(repr, nearest))}." if nearest else ""
    return f"No question is called {question_id!r}.{names} Correct the name in this cell."
