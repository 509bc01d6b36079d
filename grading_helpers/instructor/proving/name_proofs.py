"""The proof that ``check`` names no mistake that an answer does not make.

A mutant that ``check`` calls by the name of a wrong answer must do what this answer does on every
input of the contract; of two names, one must hold wherever the mutant is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from grading_helpers.checking.attempt import quietly
from grading_helpers.checking.examine import named_mistakes
from grading_helpers.checking.outcomes import Exercise
from grading_helpers.checking.results import same_leaves
from grading_helpers.instructor.authoring.corpus import Answer, ExerciseFolder
from grading_helpers.instructor.proving.trials import CallOutcome, Function, Trial, Trials


def false_names(
    tried: Trials, exercise: ExerciseFolder, known: Exercise, codes: Iterable[str]
) -> Iterator[tuple[str, list[Answer], Trial]]:
    """Yield each answer that gets a false name, the answers it is taken for, and an input.

    Parameters
    ----------
    tried : Trials
        The inputs of the contract.
    exercise : ExerciseFolder
        The exercise, with the wrong answers that give the names.
    known : Exercise
        What ``check`` knows about it.
    codes : iterable of str
        The answers.
    """
    theirs: dict[str, list[CallOutcome]] = {}
    for code in codes:
        function = tried.function(code)
        if function is None:
            continue
        with quietly():
            messages = named_mistakes(function, known)
        named = [answer for answer in exercise.wrong if answer.message in messages]
        for answer in named:
            if answer.name not in theirs:
                theirs[answer.name] = _outcomes(tried, answer)
        outcomes = [theirs[answer.name] for answer in named if theirs[answer.name]]
        if named and (one := _refuted(tried, function, outcomes, is_joint=len(messages) > 1)):
            yield code, named, one


def _outcomes(tried: Trials, answer: Answer) -> list[CallOutcome]:
    """Return what an answer does in all trials; nothing if it defines no function."""
    function = tried.function(answer.code)
    return [one for _, one in tried.outcomes(function, tried.trials)] if function else []


def _refuted(
    tried: Trials, function: Function, theirs: Sequence[Sequence[CallOutcome]], *, is_joint: bool
) -> Trial | None:
    """Return an input on which a function does what none of some wrong answers do.

    If several mistakes explain it jointly, it may also be right there.
    """
    for number, (one, outcome) in enumerate(tried.outcomes(function, tried.trials)):
        known = [results[number] for results in theirs]
        is_explained = any(_is_same(outcome, other, tried.tolerance) for other in known)
        if is_joint:
            is_explained = is_explained or one.accepts(outcome, tried.tolerance)
        if not is_explained:
            return one
    return None


def _is_same(one: CallOutcome, other: CallOutcome, tolerance: float) -> bool:
    if one.error is not None or other.error is not None:
        return type(one.error) is type(other.error)
    return same_leaves(one.leaves, other.leaves, tolerance)
