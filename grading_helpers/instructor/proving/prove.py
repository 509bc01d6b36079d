"""The five proofs that the course grades as it should.

In step: a rebuild gives the bytes that are committed. Solutions earn all, blanks earn
nothing. Every answer of the corpus gets what it deserves, and ``check`` says of each wrong
one what its author wrote, and of no other. The release reveals nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from grading_helpers.attempts import attempt, quietly
from grading_helpers.checking import examine
from grading_helpers.instructor.authoring.build import Course, ReadLesson, out_of_date, read_course
from grading_helpers.instructor.authoring.corpus import Answer, ExerciseFolder
from grading_helpers.instructor.authoring.digests import function_of
from grading_helpers.instructor.authoring.lessons import Lesson
from grading_helpers.instructor.authoring.running import earned
from grading_helpers.instructor.proving.coverage import Coverage, coverage
from grading_helpers.instructor.proving.notebook_proofs import cells_by_id, notebook_problems
from grading_helpers.instructor.proving.odd_answers import Due, OddAnswer, judged, odd_answers
from grading_helpers.outcomes import Exercise, known_exercises
from grading_helpers.verdicts import State

WRONG_STATES = {State.NOT_YET, State.BROKE}


@dataclass(frozen=True)
class ExerciseProof:
    """What the corpus of one exercise has shown.

    Counts are of answers, the odd ones included: ``right`` and ``wrong`` are how many there
    are, ``accepted`` and ``rejected`` how many got what they deserve, ``fired`` for how many
    of the ``messages`` exactly the right one was shown.
    """

    lesson: str
    exercise: str
    right: int
    accepted: int
    wrong: int
    rejected: int
    messages: int
    fired: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Report:
    """All five proofs of all lessons, and what the whole course covers."""

    exercises: list[ExerciseProof] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    covered: Coverage | None = None

    @property
    def holds(self) -> bool:
        """Whether there is no problem anywhere."""
        return not self.all_problems

    @property
    def totals(self) -> dict[str, tuple[int, int]]:
        """False rejections and false acceptances, each out of how many answers."""
        proofs = self.exercises
        right, accepted = sum(p.right for p in proofs), sum(p.accepted for p in proofs)
        wrong, rejected = sum(p.wrong for p in proofs), sum(p.rejected for p in proofs)
        return {
            "False rejections": (right - accepted, right),
            "False acceptances": (wrong - rejected, wrong),
        }

    @property
    def all_problems(self) -> list[str]:
        """Every problem, one line each."""
        return self.problems + [p for proof in self.exercises for p in proof.problems]


def upper_bound(failures: int, trials: int) -> float:
    """Return the exact one-sided 95 % upper bound of a failure rate (Clopper & Pearson, 1934).

    Parameters
    ----------
    failures, trials : int
        How many of how many; at least one trial.

    Returns
    -------
    float
        Between 0 and 1.

    Examples
    --------
    >>> round(upper_bound(0, 60), 3)
    0.049
    """
    from scipy.stats import binomtest  # noqa: PLC0415 - slow

    test = binomtest(failures, trials, alternative="less")
    return float(test.proportion_ci(0.95, method="exact").high)


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


def prove(
    course: Course,
    advance: Callable[[int, int], None] = lambda done, total: None,
    only: str = "",
) -> Report:
    """Run the five proofs over all lessons, or over one.

    Parameters
    ----------
    course : Course
        A checkout whose notebooks are built.
    advance : callable
        Called with how many exercises are done, out of how many.
    only : str
        The name of the one lesson to prove.

    Raises
    ------
    FaultsError
        If an author's file is wrong.
    """
    lessons = read_course(course, only)
    covered = None if only else coverage(course, lessons)
    report = Report(problems=_not_in_step(course, lessons), covered=covered)
    report.problems.extend(covered.problems if covered else ())
    total = sum(len(one.exercises) for one in lessons)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for one in lessons:
            report.problems.extend(notebook_problems(course, one))
            for proof in pool.map(prove_exercise, _benches(course, one)):
                report.exercises.append(proof)
                advance(len(report.exercises), total)
    return report


def _not_in_step(course: Course, lessons: list[ReadLesson]) -> list[str]:
    """Return a problem for each built file that is not what a build would give."""
    return [
        f"{path.relative_to(course.root)} is out of date. Run `make build` and commit."
        for path in out_of_date(course, lessons)
    ]


def _benches(course: Course, one: ReadLesson) -> list[Bench]:
    stubs = cells_by_id(course.release(one.lesson.name))
    return [
        Bench(one.lesson, exercise, stubs.get(name, "")) for name, exercise in one.exercises.items()
    ]


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
    """Return every message that fits at the first case in which a function differs."""
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
