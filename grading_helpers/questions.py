"""The course's questions, read from the packed banks."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from grading_helpers.answer_records import fingerprint
from grading_helpers.question_kinds import (
    AssignQuestion,
    Blank,
    BlanksQuestion,
    ChoiceQuestion,
    Flashcard,
    NumberQuestion,
    OpenQuestion,
    Option,
    OrderQuestion,
    Question,
)

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


def read_question(question_id: str, raw: Any) -> Question:
    """Make a question from its packed form."""
    if raw["kind"] not in _READERS:
        raise ValueError(f"kind is {raw['kind']!r}, not one of {', '.join(_READERS)}")
    # Base64 keeps the answers from being read by accident. It hides nothing from anyone who looks.
    key = json.loads(b64decode(raw["key"], validate=True))
    common = {
        "id": question_id,
        "kind": raw["kind"],
        "prompt": raw["prompt"],
        "explanation": key["explanation"],
        "hints": tuple(key.get("hints", ())),
    }
    return _READERS[raw["kind"]](common, raw, key)


def _choice(common: dict[str, Any], raw: Any, key: Any) -> Question:
    return ChoiceQuestion(
        **common,
        options=_options(raw["options"]),
        correct=frozenset(key["correct"]),
        reasons=dict(key["reasons"]),
    )


def _number(common: dict[str, Any], raw: Any, key: Any) -> Question:
    return NumberQuestion(
        **common,
        unit=raw["unit"],
        answer=float(key["answer"]),
        tolerance=float(key["tolerance"]),
        because=key["because"],
        mistakes=tuple((float(one["value"]), one["because"]) for one in key["mistakes"]),
    )


def _blanks(common: dict[str, Any], raw: Any, key: Any) -> Question:
    blanks = [
        Blank(
            id=blank["id"],
            accept=tuple(blank["accept"]),
            because=blank["because"],
            mistakes=tuple((one["text"], one["because"]) for one in blank["mistakes"]),
        )
        for blank in key["blanks"]
    ]
    return BlanksQuestion(**common, text=raw["text"], blanks=tuple(blanks))


def _assign(common: dict[str, Any], raw: Any, key: Any) -> Question:
    return AssignQuestion(
        **common,
        rows=_options(raw["rows"]),
        choices=_options(raw["choices"]),
        answers=dict(key["answers"]),
        reasons=dict(key["reasons"]),
        lures=dict(key["lures"]),
    )


def _order(common: dict[str, Any], raw: Any, key: Any) -> Question:
    return OrderQuestion(
        **common,
        steps=_options(raw["steps"]),
        order=tuple(key["order"]),
        reasons=dict(key["reasons"]),
    )


def _flashcard(common: dict[str, Any], _raw: Any, key: Any) -> Question:
    return Flashcard(**common, back=key["back"])


def _open(common: dict[str, Any], _raw: Any, key: Any) -> Question:
    return OpenQuestion(**common, points=tuple(key["points"]))


_READERS: dict[str, Callable[[dict[str, Any], Any, Any], Question]] = {
    "single": _choice,
    "several": _choice,
    "truefalse": _choice,
    "number": _number,
    "blanks": _blanks,
    "matching": _assign,
    "ordering": _order,
    "categorising": _assign,
    "flashcard": _flashcard,
    "open": _open,
}


def _options(raw: Any) -> tuple[Option, ...]:
    return tuple(Option(option["id"], option["text"]) for option in raw)


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
