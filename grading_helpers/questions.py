"""The course's questions, read from the packed banks."""

from __future__ import annotations

import json
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from grading_helpers.answer_records import fingerprint
from grading_helpers.packed_questions import read_question
from grading_helpers.question_kinds import Question

__all__ = ["Question", "UnknownQuestionError", "load_question"]


class UnknownQuestionError(KeyError):
    """No bank holds the question that was asked for."""

    def __str__(self) -> str:
        """Say it in plain words; a KeyError would show them quoted."""
        return str(self.args[0])


def load_question(question_id: str, folder: Traversable | None = None) -> Question:
    """
    Find a question in the packed banks.

    Parameters
    ----------
    question_id : str
        The name that the question has in its lesson's ``quiz.yml``.
    folder : Traversable, optional
        Where the banks lie, if not in this package.

    Returns
    -------
    Question
        A record of the class that fits its kind.

    Raises
    ------
    UnknownQuestionError
        No bank holds this name. The message lists the nearest ones.
    ValueError
        The bank, or the question in it, cannot be read. The message names both.

    Examples
    --------
    >>> load_question("no such question")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    grading_helpers.questions.UnknownQuestionError: No question is called 'no such question'. ...
    """
    banks = _packed_banks() if folder is None else _read_banks(folder)
    if question_id not in banks:
        raise UnknownQuestionError(_unknown(question_id, list(banks)))
    bank, raw = banks[question_id]
    try:
        return read_question(question_id, raw)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{bank}, question {question_id!r}: {_why(error)}") from error


def content_of(question_id: str) -> str:
    """Return a digest of what a question shows, so that answers to an older wording are known.

    Raises
    ------
    UnknownQuestionError
        No bank holds this name.
    """
    if question_id not in _packed_banks():
        raise UnknownQuestionError(_unknown(question_id, list(_packed_banks())))
    _bank, raw = _packed_banks()[question_id]
    return fingerprint({name: part for name, part in raw.items() if name != "key"})


def question_ids(lesson: str = "") -> list[str]:
    """
    List the questions of a lesson, or of all.

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
        If no bank has this name; the message lists those there are.

    Examples
    --------
    >>> "gap_sign" in question_ids("03_rater")
    True
    """
    banks = _packed_banks()
    lessons = list(dict.fromkeys(bank.removesuffix(".json") for bank, _ in banks.values()))
    if lesson and lesson not in lessons:
        raise ValueError(f"There is no lesson {lesson!r}. There are: {', '.join(lessons)}.")
    return [name for name, (bank, _) in banks.items() if lesson in ("", bank.removesuffix(".json"))]


def questions_asked() -> dict[str, dict[str, str]]:
    """Return the questions that each lesson asks in its notebook, with the ids of their cells."""
    banks = _bank_files(files("grading_helpers").joinpath("quizzes"))
    records = [json.loads(bank.read_text(encoding="utf-8")) for bank in banks]
    return {str(record["lesson"]): dict(record.get("asked", {})) for record in records}


@cache
def _packed_banks() -> dict[str, tuple[str, Any]]:
    return _read_banks(files("grading_helpers").joinpath("quizzes"))


def _read_banks(folder: Traversable) -> dict[str, tuple[str, Any]]:
    """Map each question's id to its bank's file name and its raw content."""
    found: dict[str, tuple[str, Any]] = {}
    for bank in _bank_files(folder):
        for question_id, raw in _raw_questions(bank).items():
            if question_id in found:
                first = found[question_id][0]
                raise ValueError(f"{bank.name}, question {question_id!r}: {first} has it already")
            found[question_id] = (bank.name, raw)
    return found


def _bank_files(folder: Traversable) -> list[Traversable]:
    if not folder.is_dir():
        return []
    banks = [entry for entry in folder.iterdir() if entry.name.endswith(".json")]
    return sorted(banks, key=lambda bank: bank.name)


def _raw_questions(bank: Traversable) -> dict[str, Any]:
    try:
        questions = json.loads(bank.read_text(encoding="utf-8"))["questions"]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{bank.name}: {_why(error)}") from error
    if not isinstance(questions, dict):
        raise ValueError(f"{bank.name}: 'questions' is a {type(questions).__name__}, not a mapping")
    return questions


def _why(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _unknown(question_id: str, known: list[str]) -> str:
    nearest = get_close_matches(str(question_id), known, n=3, cutoff=0.4)
    names = f" The nearest names are {', '.join(map(repr, nearest))}." if nearest else ""
    return f"No question is called {question_id!r}.{names} Correct the name in this cell."
