"""Group the wrong results that no message explains yet, each with an anonymous example."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from grading_helpers.checking.differences import entries
from grading_helpers.checking.outcomes import Case, Exercise, known_exercises
from grading_helpers.checking.results import KINDS, Leaf, digests, residues
from grading_helpers.instructor.authoring.course import ReadLesson
from grading_helpers.instructor.grader.explain_work import require_sandbox
from grading_helpers.instructor.report.anonymous import (
    NoPythonError,
    Vocabulary,
    anonymised,
    vocabulary,
)
from grading_helpers.instructor.report.graded_class import ClassWork, GradedWork
from grading_helpers.instructor.report.misconceptions import Reading
from grading_helpers.instructor.report.probe import INTERRUPTED, UNREAD
from grading_helpers.instructor.report.rerun import (
    ProbedCase,
    Results,
    results_of_class,
    results_of_code,
)

MOST_EXAMPLES = 3
MOST_TRIED = 3

AS_SHOWN = ""
NO_EXAMPLE = "No example: none of these answers is valid Python."
NEVER_RAN = (
    "No example: a library or a file was missing, or there is no function of this name, so "
    "these answers may be right."
)
DEPENDS_ON_MORE = (
    "On its own, or without the names that were removed, this answer gives a different result "
    "from the one in its notebook: it depends on another cell or on those names."
)

KEPT_FROM_RUNNING = {
    ("raises", kind) for kind in ("ModuleNotFoundError", "ImportError", "FileNotFoundError")
}


@dataclass(frozen=True)
class Unexplained:
    """A wrong result, the number of students who had it, and an example.

    ``number`` counts the results of an exercise, for ``course harvest``. ``explained_by`` is the
    message that the corpus now has for it, if any.
    """

    exercise: str
    number: int
    students: int
    words: str
    lost: tuple[str, ...]
    example: str = ""
    note: str = AS_SHOWN
    explained_by: str = ""


def unexplained_outcomes(
    work: ClassWork, readings: Sequence[Reading], read: ReadLesson
) -> list[Unexplained]:
    """Return the results of a class that no message explains, most common first.

    Parameters
    ----------
    work : ClassWork
        What was graded.
    readings : sequence of Reading
        What each answer shows. Answers with unexplained failed tests are run again in the
        grader's sandbox.
    read : ReadLesson
        The lesson.

    Returns
    -------
    list of Unexplained
        A result that several students had has an example, and so have the first
        ``MOST_EXAMPLES`` of each exercise.
    """
    groups = wrong_groups(work, readings)
    words = vocabulary(read, work.plan, work.names)
    found = [
        _described(group, number, work, words)
        for exercise in groups.values()
        for number, group in enumerate(exercise, 1)
    ]
    return sorted(found, key=lambda one: -one.students)


def wrong_groups(
    work: ClassWork, readings: Sequence[Reading], only: str = ""
) -> dict[str, list[list[WrongAnswer]]]:
    """Return the groups of answers with the same unexplained result, by exercise.

    Raises
    ------
    NoSandboxError
        If there are such answers but no sandbox to run them in.
    """
    asked: dict[str, dict[str, tuple[str, ...]]] = {}
    for reading in readings:
        if reading.unexplained and only in ("", reading.exercise):
            asked.setdefault(reading.student, {})[reading.exercise] = reading.unexplained
    if asked:
        require_sandbox(work.plan, "course report", "to compare their results")
    works = [(one, list(asked[one.student])) for one in work.works if one.student in asked]
    codes = {(one.student, name): _code(one, name) for one, names in works for name in names}
    answers = [
        WrongAnswer(student, name, codes[student, name], results, asked[student][name])
        for student, name, results in results_of_class(works, work.plan)
    ]
    known = known_exercises()
    return {
        name: grouped([one for one in answers if one.exercise == name], known[name])
        for name in dict.fromkeys(one.exercise for one in answers)
    }


def never_ran(results: Results) -> bool:
    """Return whether nothing is known about an answer, because something kept it from running.

    Either no function has the name of the exercise, as after an import that failed, or a library
    or file is missing whenever it is called. The answer may be right.
    """
    return all(
        one.leaves and one.leaves[0].token.partition(":")[::2] in KEPT_FROM_RUNNING
        for one in results
    )


def _code(work: GradedWork, exercise: str) -> str:
    return next((cell.source for cell in work.cells if cell.grade_id == exercise), "")


def _described(
    group: list[WrongAnswer], number: int, work: ClassWork, words: Vocabulary
) -> Unexplained:
    first = group[0]
    exercise = known_exercises()[first.exercise]
    example, note = "", AS_SHOWN
    if len(group) > 1 or number <= MOST_EXAMPLES:
        example, note = example_of(group, exercise, work, words)
    return Unexplained(
        first.exercise,
        number,
        len(group),
        describe_outcome(first.results, exercise),
        first.lost,
        example,
        note,
        message_now(first.results, exercise),
    )


def example_of(
    group: list[WrongAnswer], exercise: Exercise, work: ClassWork, words: Vocabulary
) -> tuple[str, str]:
    """Return an anonymous answer of a group, and a note if it gives another result.

    The shortest answer that still has the result of the group is taken. Answers that never ran have
    no example.
    """
    shown = []
    for answer in group:
        try:
            code = anonymised(answer.code, words)
        except NoPythonError:
            continue
        if never_ran(answer.results):
            return "", NEVER_RAN
        shown.append(code)
        if len(shown) > MOST_TRIED:
            break
        results = results_of_code(code, exercise.name, work.plan)
        if same_results(results, answer.results, exercise):
            return code, AS_SHOWN
    return (shown[0], DEPENDS_ON_MORE) if shown else ("", NO_EXAMPLE)


@dataclass(frozen=True)
class WrongAnswer:
    """A student's answer with unexplained failed tests."""

    student: str
    exercise: str
    code: str
    results: Results
    lost: tuple[str, ...]


def grouped(answers: Iterable[WrongAnswer], exercise: Exercise) -> list[list[WrongAnswer]]:
    """Group the answers that gave the same results in every case and failed the same tests.

    Parameters
    ----------
    answers : iterable of WrongAnswer
        All answers to this exercise.
    exercise : Exercise
        The exercise, whose tolerance says which numbers are equal.

    Returns
    -------
    list of list of WrongAnswer
        The largest group first, then the one with the shortest code.
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
    """Say whether two answers gave the same results, with numbers within the tolerance.

    Parameters
    ----------
    one, other : Results
        The results of each answer in the cases of the exercise, in order.
    exercise : Exercise
        The exercise, with its tolerance.
    """
    return len(one) == len(other) and all(
        _alike(left.leaves, right.leaves, exercise.tolerance)
        for left, right in zip(one, other, strict=True)
    )


def _alike(one: tuple[Leaf, ...], other: tuple[Leaf, ...], tolerance: float) -> bool:
    """Compare as ``check`` does; objects of unknown types are equal if their types are."""
    if one == other:
        return True
    # Another answer may have thousands of leaves, and it would take long to digest them each time.
    if len(one) != len(other) or any(a.path != b.path for a, b in zip(one, other, strict=True)):
        return False
    known = digests(other, residues(other, tolerance), tolerance, "")
    return bool(known & digests(one, residues(other, tolerance), tolerance, ""))


def message_now(results: Results, exercise: Exercise) -> str:
    """Return the message that the corpus now has for a result; empty if there is none.

    Parameters
    ----------
    results : Results
        The results of an answer in the cases of the exercise, in order.
    exercise : Exercise
        The exercise, with its messages.
    """
    if first := _first_difference(results, exercise):
        case, seen = first
        salt = f"{exercise.name}/{case.name}"
        fitting = (one for one in case.wrong if one.fits(seen.leaves, exercise.tolerance, salt))
        return next((one.message for one in fitting), "")
    return ""


def describe_outcome(results: Results, exercise: Exercise) -> str:
    """Describe a result, without anything that comes from a student.

    Parameters
    ----------
    results : tuple of ProbedCase
        The results of the answer; empty if there is no function of that name.
    exercise : Exercise
        The exercise, with the right results.
    """
    if not results:
        return (
            f"There is no function {exercise.name}: its cell stops too early or does not define it."
        )
    first = _first_difference(results, exercise)
    if first is None:
        return "It is right in everything that check tries, and only fails tests on other data."
    case, seen = first
    return f"On {case.name} it {_what(seen, case, exercise)}."


def _first_difference(results: Results, exercise: Exercise) -> tuple[Case, ProbedCase] | None:
    for case, seen in zip(exercise.cases, results, strict=False):
        salt = f"{exercise.name}/{case.name}"
        if not (case.right and case.right.fits(seen.leaves, exercise.tolerance, salt)):
            return case, seen
    return None


_BY_TOKEN = {
    INTERRUPTED: "does not finish in time",
    UNREAD: "gives no readable result: its process ended, or printed too much",
    "none": "returns nothing",
}


def _what(seen: ProbedCase, case: Case, exercise: Exercise) -> str:
    token, _, rest = seen.leaves[0].token.partition(":") if seen.leaves else ("", "", "")
    if token in _BY_TOKEN:
        return _BY_TOKEN[token]
    if token == "raises":
        return f"stops with {_own_name(rest)}"
    if token == "unreadable":
        return "gives no readable figure"
    if not case.view and seen.kind != case.kind:
        return f"returns {_own_kind(seen.kind)} instead of {case.kind}"
    return "; it ".join(_entries(seen.leaves, case, exercise)) or "gives another result"


def _own_name(error: str) -> str:
    """Return the name of a built-in exception; others are not named."""
    return error if hasattr(builtins, error) else "a custom exception"


def _own_kind(kind: str) -> str:
    return kind if kind in KINDS else "something else"


def _entries(leaves: Sequence[Leaf], case: Case, exercise: Exercise) -> Iterator[str]:
    """Yield what is missing, unexpected or different, by the keys of the right result."""
    found = {leaf.path: leaf for leaf in leaves}
    salt = f"{exercise.name}/{case.name}"
    asked_for, given = entries(case.parts), entries(found)
    if missing := [name for name in asked_for if name not in given]:
        yield f"lacks {_listed(missing)}"
    if extra := len(set(given) - set(asked_for)) if asked_for else 0:
        yield f"has {extra} {'entry' if extra == 1 else 'entries'} too many"
    differ = entries(
        path
        for path, part in case.parts.items()
        if path in found and not part.fits((found[path],), exercise.tolerance, salt)
    )
    if differ:
        yield f"differs in {_listed(differ)} ({len(differ)} of {len(asked_for)} entries)"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:4]) + (" and others" if len(names) > 4 else "")
