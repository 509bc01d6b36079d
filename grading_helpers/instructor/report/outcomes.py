"""Wrong outcomes: which answers gave the same, what it was in words, whether a message fits."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grading_helpers.checking import entries
from grading_helpers.instructor.report.probing import INTERRUPTED, UNREAD
from grading_helpers.instructor.report.trying import CaseResult, Results
from grading_helpers.outcomes import Case, Exercise
from grading_helpers.results import Leaf, digests, residues

Leaves = tuple[Leaf, ...]


@dataclass(frozen=True)
class WrongAnswer:
    """One student's answer that lost tests of which nobody said why."""

    student: str
    exercise: str
    code: str
    results: Results
    lost: tuple[str, ...]


def grouped(answers: Iterable[WrongAnswer], exercise: Exercise) -> list[list[WrongAnswer]]:
    """Put together the answers that gave the same in every case and lost the same tests.

    Parameters
    ----------
    answers : iterable of WrongAnswer
        All to this exercise.
    exercise : Exercise
        Its tolerance says which numbers are the same.

    Returns
    -------
    list of list of WrongAnswer
        The commonest outcome first; of those as common, the one with the shortest code.
    """
    groups: list[list[WrongAnswer]] = []
    for answer in answers:
        home = next((one for one in groups if _is_same(answer, one[0], exercise)), None)
        if home is None:
            groups.append([answer])
        else:
            home.append(answer)
    for group in groups:
        group.sort(key=lambda one: (len(one.code), one.code))
    return sorted(groups, key=lambda one: (-len(one), len(one[0].code), one[0].code))


def _is_same(one: WrongAnswer, other: WrongAnswer, exercise: Exercise) -> bool:
    return one.lost == other.lost and same_results(one.results, other.results, exercise)


def same_results(one: Results, other: Results, exercise: Exercise) -> bool:
    """Say whether two answers gave the same in every case, numbers within the tolerance.

    Parameters
    ----------
    one, other : Results
        What each gave in the cases of the exercise, in their order.
    exercise : Exercise
        Whose tolerance holds.
    """
    return len(one) == len(other) and all(
        _alike(left.leaves, right.leaves, exercise.tolerance)
        for left, right in zip(one, other, strict=True)
    )


def _alike(one: Leaves, other: Leaves, tolerance: float) -> bool:
    """Compare as ``check`` does; what it cannot look into is the same if it has the same name."""
    if one == other:
        return True
    known = digests(other, residues(other, tolerance), tolerance, "")
    return bool(known & digests(one, residues(other, tolerance), tolerance, ""))


def message_now(results: Results, exercise: Exercise) -> str:
    """Return the message that the corpus, as it is now, has for an outcome; or nothing.

    Parameters
    ----------
    results : Results
        What an answer gave in the cases of the exercise, in their order.
    exercise : Exercise
        With its messages.
    """
    if place := _first_difference(results, exercise):
        case, seen = place
        salt = f"{exercise.name}/{case.name}"
        fitting = (one for one in case.wrong if one.fits(seen.leaves, exercise.tolerance, salt))
        return next((one.message for one in fitting), "")
    return ""


def in_words(results: Results, exercise: Exercise) -> str:
    """Say what an outcome is, in words that hold nothing of a student's own.

    Parameters
    ----------
    results : tuple of CaseResult
        What the answer gave, case by case; empty if there is no function of that name.
    exercise : Exercise
        With the right outcomes.
    """
    if not results:
        return f"There is no function {exercise.name}: the cell stops before it, or lacks it."
    place = _first_difference(results, exercise)
    if place is None:
        return "All that check tries comes out right; only tests on other data are lost."
    case, seen = place
    return f"On {case.name} it {_what(seen, case, exercise)}."


def _first_difference(results: Results, exercise: Exercise) -> tuple[Case, CaseResult] | None:
    for case, seen in zip(exercise.cases, results, strict=False):
        salt = f"{exercise.name}/{case.name}"
        if not (case.right and case.right.fits(seen.leaves, exercise.tolerance, salt)):
            return case, seen
    return None


_BY_TOKEN = {
    INTERRUPTED: "does not come to an end in time",
    UNREAD: "gives nothing that can be read: its process ended, or says too much",
    "none": "returns nothing",
}


def _what(seen: CaseResult, case: Case, exercise: Exercise) -> str:
    token, _, rest = seen.leaves[0].token.partition(":") if seen.leaves else ("", "", "")
    if token in _BY_TOKEN:
        return _BY_TOKEN[token]
    if token == "raises":
        return f"stops with {_own_name(rest)}"
    if token == "unreadable":
        return "gives no figure that can be read"
    if not case.view and seen.kind.replace("tuple", "list") != case.kind:
        return f"returns {_own_kind(seen.kind)} in place of {case.kind}"
    return "; ".join(_entries(seen.leaves, case, exercise)) or "gives another result"


def _own_name(error: str) -> str:
    """Return the name of an exception of Python; one of the student's own is not named."""
    return error if hasattr(builtins, error) else "an exception of its own"


def _own_kind(kind: str) -> str:
    plain = ("number", "dictionary", "list", "tuple", "set", "text", "truth value", "figure")
    return kind if kind.removeprefix("a ") in plain else "another kind of thing"


def _entries(leaves: Sequence[Leaf], case: Case, exercise: Exercise) -> Iterator[str]:
    """Yield what is missing, too much or different, by the keys of the right result."""
    found = {leaf.path: leaf for leaf in leaves}
    salt = f"{exercise.name}/{case.name}"
    asked_for, given = entries(case.parts), entries(found)
    if missing := [name for name in asked_for if name not in given]:
        yield f"lacks {_listed(missing)}"
    if extra := len(set(given) - set(asked_for)) if asked_for else 0:
        yield f"has {extra} more than it should"
    differ = entries(
        path
        for path, part in case.parts.items()
        if path in found and not part.fits((found[path],), exercise.tolerance, salt)
    )
    if differ:
        yield f"differs in {_listed(differ)} ({len(differ)} of {len(asked_for)} entries)"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:4]) + (" and others" if len(names) > 4 else "")
