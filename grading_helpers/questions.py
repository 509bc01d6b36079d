"""The course's questions: read one from the packed banks, mark an answer."""

import json
from base64 import b64decode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

Kind = Literal["single", "several", "truefalse"]
OptionVerdict = Literal["right", "wrong"]

CHOOSE_FIRST = "Choose an answer first, then check it."
NOT_YET = "Not yet."
STILL_MISSING = "At least one right answer is still missing."


class UnknownQuestionError(KeyError):
    """No bank holds the question that was asked for."""

    def __str__(self) -> str:
        """Say it in plain words; a KeyError would show them quoted."""
        return str(self.args[0])


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen."""

    id: str
    text: str


@dataclass(frozen=True)
class Question:
    """A question with its key, which stays out of the repr so that nobody meets it by accident."""

    id: str
    kind: Kind
    prompt: str
    options: tuple[Option, ...]
    correct: frozenset[str] = field(repr=False)
    reasons: Mapping[str, str] = field(repr=False)
    explanation: str = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a question that could not be shown or marked."""
        for fault in _faults(self):
            raise ValueError(fault)


@dataclass(frozen=True)
class OptionNote:
    """What a chosen option gets to hear."""

    option_id: str
    verdict: OptionVerdict
    reason: str


@dataclass(frozen=True)
class Marked:
    """An answer after marking: the summary's first line is the verdict, more lines say more."""

    right: bool
    summary: str
    notes: tuple[OptionNote, ...]


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
        return _question(question_id, raw)
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{bank}, question {question_id!r}: {_why(error)}") from error


def mark(question: Question, selected: Iterable[str]) -> Marked:
    """
    Mark an answer and give the reason of each chosen option, and of no other.

    Parameters
    ----------
    question : Question
    selected : iterable of str
        Ids of the chosen options.

    Returns
    -------
    Marked

    Examples
    --------
    >>> question = Question(
    ...     id="gap_sign",
    ...     kind="single",
    ...     prompt="Perception minus expectation is -1. What is it?",
    ...     options=(Option("shortfall", "A shortfall"), Option("surplus", "A surplus")),
    ...     correct=frozenset({"shortfall"}),
    ...     reasons={"shortfall": "Less came than was expected.", "surplus": "The sign is minus."},
    ...     explanation="Below zero, customers got less than they expected.",
    ... )
    >>> mark(question, ["surplus"]).notes
    (OptionNote(option_id='surplus', verdict='wrong', reason='The sign is minus.'),)
    >>> print(mark(question, ["shortfall"]).summary)
    Right.
    Below zero, customers got less than they expected.
    """
    chosen = frozenset(selected)
    _refuse_impossible(question, chosen)
    notes = tuple(_note(question, option) for option in question.options if option.id in chosen)
    return Marked(chosen == question.correct, _summary(question, chosen), notes)


def _refuse_impossible(question: Question, chosen: frozenset[str]) -> None:
    """Refuse option ids that the question lacks, and two answers where one is asked for."""
    known = [option.id for option in question.options]
    if unknown := sorted(chosen.difference(known)):
        raise ValueError(f"Question {question.id!r} has no option {unknown}, only {known}.")
    if question.kind != "several" and len(chosen) > 1:
        raise ValueError(f"Question {question.id!r} takes one answer; got {sorted(chosen)}.")


def _note(question: Question, option: Option) -> OptionNote:
    verdict: OptionVerdict = "right" if option.id in question.correct else "wrong"
    return OptionNote(option.id, verdict, question.reasons[option.id])


def _summary(question: Question, chosen: frozenset[str]) -> str:
    """Say how the answer stands without naming an option that was not chosen."""
    if not chosen:
        return CHOOSE_FIRST
    if chosen == question.correct:
        return f"Right.\n{question.explanation}".strip()
    if question.kind != "several":
        return f"{NOT_YET}\nRead the note under your answer, then choose again."
    return "\n".join([NOT_YET, *_several_hints(question, chosen)])


def _several_hints(question: Question, chosen: frozenset[str]) -> list[str]:
    wrong = len(chosen - question.correct)
    ticks = "One of your ticks does" if wrong == 1 else f"{wrong} of your ticks do"
    hints = [f"{ticks} not belong."] if wrong else []
    return hints + ([STILL_MISSING] if question.correct - chosen else [])


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


def _question(question_id: str, raw: Any) -> Question:
    # Base64 keeps the answers from being read by accident. It hides nothing from anyone who looks.
    key = json.loads(b64decode(raw["key"], validate=True))
    return Question(
        id=question_id,
        kind=raw["kind"],
        prompt=raw["prompt"],
        options=tuple(Option(option["id"], option["text"]) for option in raw["options"]),
        correct=frozenset(key["correct"]),
        reasons=dict(key["reasons"]),
        explanation=key["explanation"],
    )


def _faults(question: Question) -> Iterable[str]:
    """Yield what is wrong with a question, the plainest fault first."""
    ids = [option.id for option in question.options]
    texts = [question.prompt, question.explanation, *ids, *question.reasons.values()]
    if not all(isinstance(text, str) for text in texts + [o.text for o in question.options]):
        yield "a prompt, option, reason or explanation is not text"
    if question.kind not in get_args(Kind):
        yield f"kind is {question.kind!r}, not one of {', '.join(get_args(Kind))}"
    if len(ids) < 2 or len(set(ids)) < len(ids):
        yield f"needs at least two options with different ids, has {ids}"
    if not question.correct or not question.correct.issubset(ids):
        yield "the key names no option, or one that does not exist"
    if question.kind != "several" and len(question.correct) > 1:
        yield f"a {question.kind} question has one right option, not {len(question.correct)}"
    if set(question.reasons) != set(ids):
        yield "the key must hold one reason per option"


def _why(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)


def _unknown(question_id: str, known: list[str]) -> str:
    nearest = get_close_matches(str(question_id), known, n=3, cutoff=0.4)
    names = f" The nearest names are {', '.join(map(repr, nearest))}." if nearest else ""
    return f"No question is called {question_id!r}.{names} Correct the name in this cell."
