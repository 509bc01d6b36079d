"""The proofs about one exercise: each answer gets its marks, and its message from ``check``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grading_helpers.attempts import attempt, quietly
from grading_helpers.checking import examine
from grading_helpers.instructor.authoring.corpus import Answer, ExerciseFolder
from grading_helpers.instructor.authoring.digests import function_of
from grading_helpers.instructor.authoring.lessons import Lesson
from grading_helpers.instructor.authoring.running import earned
from grading_helpers.instructor.proving.odd_answers import Due, OddAnswer, judged, odd_answers
from grading_helpers.instructor.proving.report import ExerciseProof
from grading_helpers.outcomes import Exercise, known_exercises
from grading_helpers.verdicts import State

WRONG_STATES = {State.NOT_YET, State.BROKE}


@dataclass(frozen=True)
class Bench:
    """One exercise laid out for proof: its lesson, its corpus, the stub students get."""

    lesson: Lesson
    exercise: ExerciseFolder
    stub: str

    @property
    def tests(self) -> dict[str, str]:
        """The source of each test by its id."""
        return {n: cell.source for n, cell in self.lesson.tests_of(self.exercise.name).items()}

    def failed(self, code: str) -> set[str]:
        """Return the tests that an answer fails."""
        _, errors = earned(self.lesson.setup, code, self.tests)
        return {name for name, error in errors.items() if error is not None}


def prove_exercise(bench: Bench) -> ExerciseProof:
    """Return what the corpus and the odd answers show of one exercise.

    A practice exercise has no tests to accept or reject an answer; only its messages count.
    """
    exercise = bench.exercise
    solution = bench.lesson.answers[exercise.name].source
    odd = odd_answers(exercise.name, solution, bench.stub)
    right, wrong = _graded(bench, odd) if bench.tests else ([], [])
    messages = [_message_problem(bench, answer) for answer in exercise.answers]
    messages += [_odd_message_problem(bench, one) for one in odd]
    problems = [problem for problem in right + wrong + messages if problem]
    return ExerciseProof(
        bench.lesson.name,
        exercise.name,
        right=len(right),
        accepted=right.count(""),
        wrong=len(wrong),
        rejected=wrong.count(""),
        messages=len(messages),
        fired=messages.count(""),
        problems=tuple(problems),
    )


def _graded(bench: Bench, odd: list[OddAnswer]) -> tuple[list[str], list[str]]:
    """Return the problem, or nothing, of each answer that is due all points, and of the others."""
    right = [_right_problem(bench, answer) for answer in bench.exercise.right]
    wrong = [_wrong_problem(bench, answer) for answer in bench.exercise.wrong]
    odds = [(one, _odd_problem(bench, one)) for one in odd]
    right += [problem for one, problem in odds if one.due == Due.ALL]
    wrong += [problem for one, problem in odds if one.due != Due.ALL]
    return right, wrong


def _right_problem(bench: Bench, answer: Answer) -> str:
    failed = bench.failed(answer.code)
    return f"{answer.file}: a right answer fails {_listed(failed)}." if failed else ""


def _wrong_problem(bench: Bench, answer: Answer) -> str:
    failed = bench.failed(answer.code)
    if failed == set(answer.fails):
        return ""
    return f"{answer.file}: it fails {_listed(failed)}, but says {_listed(answer.fails)}."


def _odd_problem(bench: Bench, odd: OddAnswer) -> str:
    failed = bench.failed(odd.code)
    if judged(odd, failed, set(bench.tests), bench.exercise.recipe.keeps_input):
        return ""
    where = f"{bench.exercise.name}: the odd answer {odd.name!r}"
    return f"{where} is due {odd.due} and fails {_listed(failed)}."


def _listed(names: Any) -> str:
    return ", ".join(sorted(names)) or "nothing"


def _message_problem(bench: Bench, answer: Answer) -> str:
    """Return what is wrong with what ``check`` says of an answer of the corpus."""
    exercise = known_exercises()[bench.exercise.name]
    function = function_of(answer.code, bench.lesson.setup, exercise.name)
    with quietly():
        verdict = examine(function)
        fitting = messages_that_fit(function, exercise)
    if answer.is_right:
        return "" if verdict.state == State.MATCHES else f"{answer.file}: check says: {verdict}"
    if verdict.state in WRONG_STATES and fitting == [answer.message]:
        return ""
    return f"{answer.file}: check says: {verdict} Messages that fit: {fitting}."


def messages_that_fit(function: Any, exercise: Exercise) -> list[str]:
    """Return every message that fits at the first case in which a function differs.

    Parameters
    ----------
    function : object
        What an answer defines; it need not be callable.
    exercise : Exercise
        Whose cases it is called in, in their order.
    """
    for case in exercise.cases:
        seen, salt = attempt(function, case), f"{exercise.name}/{case.name}"
        if case.right and not case.right.fits(seen.leaves, exercise.tolerance, salt):
            fitting = (o for o in case.wrong if o.fits(seen.leaves, exercise.tolerance, salt))
            return [outcome.message for outcome in fitting]
    return []


def _odd_message_problem(bench: Bench, odd: OddAnswer) -> str:
    """Return what is wrong with what ``check`` says of an odd answer."""
    states = {Due.ALL: {State.MATCHES}, Due.NOTHING: WRONG_STATES, Due.INPUT_TEST: {State.NOT_YET}}
    expected = {State.NOT_ATTEMPTED} if odd.name == "untouched_stub" else states[odd.due]
    function = function_of(odd.code, bench.lesson.setup, bench.exercise.name)
    with quietly():
        verdict = examine(function)
    if verdict.state in expected:
        return ""
    return f"{bench.exercise.name}: of the odd answer {odd.name!r} check says: {verdict}"
