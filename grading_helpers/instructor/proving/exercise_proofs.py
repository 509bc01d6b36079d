"""The proofs about one exercise: each answer gets its marks, and its message from ``check``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from types import MappingProxyType

from grading_helpers.checking.attempt import Attempt, Attempts, quietly
from grading_helpers.checking.examine import Tester, examine
from grading_helpers.checking.outcomes import Case, Exercise, known_exercises
from grading_helpers.checking.results import Leaf
from grading_helpers.checking.time_limit import TookTooLongError
from grading_helpers.checking.verdict import State
from grading_helpers.instructor.authoring.content_cache import digest_of
from grading_helpers.instructor.authoring.corpus import Answer, ExerciseFolder
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.outcomes import (
    CaseResult,
    Results,
    all_cases_of,
    function_of,
    run_answer,
)
from grading_helpers.instructor.authoring.run_cells import as_graded, earned
from grading_helpers.instructor.proving.odd_answers import Due, OddAnswer, judged, odd_answers
from grading_helpers.instructor.proving.practice_proofs import practice_problems
from grading_helpers.instructor.proving.proof_cache import Recall
from grading_helpers.instructor.proving.report import ExerciseProof
from grading_helpers.instructor.proving.result_types import type_problems

WRONG_STATES = {State.NOT_YET, State.BROKE}


@dataclass(frozen=True)
class CheckResult:
    """What ``check`` says about an answer.

    Parameters
    ----------
    state : str
        The name of the state.
    text : str
        The verdict as plain text.
    fitting : tuple of str
        Every message that fits at the first case in which the answer differs.
    """

    state: str
    text: str
    fitting: tuple[str, ...]


@dataclass(frozen=True)
class Bench:
    """One exercise and everything that its proof needs.

    Parameters
    ----------
    lesson : Lesson
        Its lesson.
    exercise : ExerciseFolder
        Its corpus.
    stub : str
        The answer cell that students get.
    known : mapping, optional
        What ``check`` knows about the exercise, as shipped; used only to tell whether it changed.
    recall : Recall, optional
        What earlier runs have shown.
    """

    lesson: Lesson
    exercise: ExerciseFolder
    stub: str
    known: Mapping[str, object] = field(default_factory=dict)
    recall: Recall = field(default_factory=Recall)

    @property
    def tests(self) -> dict[str, str]:
        """The source of each test by its id."""
        return {n: cell.source for n, cell in self.lesson.tests_of(self.exercise.name).items()}

    @cached_property
    def _digest_of_tests(self) -> str:
        return digest_of(self.lesson.setup, self.tests)

    @cached_property
    def _digest_of_known(self) -> str:
        return digest_of(self.lesson.setup, self.exercise.name, self.known)

    def failed(self, code: str) -> set[str]:
        """Return the tests that an answer fails."""
        find = partial(self._failed, code)
        return set(self.recall.get("failed", self._digest_of_tests, code, find=find))

    def _failed(self, code: str) -> list[str]:
        _, errors = earned(self.lesson.setup, code, self.tests)
        return sorted(name for name, error in errors.items() if error is not None)

    def checked(self, code: str) -> CheckResult:
        """Return what ``check`` says about an answer."""
        find = partial(self._checked, code)
        found = self.recall.get("checked", self._digest_of_known, code, find=find)
        state, text, fitting = found
        return CheckResult(state, text, tuple(fitting))

    def _checked(self, code: str) -> tuple[str, str, list[str]]:
        name = self.exercise.name
        function, attempts = function_of(code, self.lesson.setup, name), Attempts()
        with quietly():
            verdict = examine(function, attempts=attempts)
            is_wrong = verdict.state in WRONG_STATES
            known = known_exercises()
            fitting = (
                messages_that_fit(function, known[name], attempts) if function and is_wrong else []
            )
        # The record needs the same calls, and the rest of them. They take most of the time.
        if any(code == answer.code for answer in self.exercise.answers):
            self.run(code, self.lesson, self.exercise, self._that_count(attempts))
        return verdict.state.name, str(verdict), fitting

    def _that_count(self, attempts: Attempts) -> Attempts:
        """Return the attempts that were not cut short, on inputs that the exercise has today.

        ``check`` tries those of the last build.
        """
        shipped = known_exercises().get(self.exercise.name)
        known = (
            {case.name: case for cases in shipped.all_cases for case in cases} if shipped else {}
        )
        now = {case.name: case for case in all_cases_of(self.exercise)}
        return {
            name: seen
            for name, seen in attempts.items()
            if name in now
            and _is_same_call(known[name], now[name])
            and not isinstance(seen.error, TookTooLongError)
        }

    def type_problems(self) -> list[str]:
        """Return the types about which ``check`` and the tests disagree; figures have none."""
        name, lesson = self.exercise.name, self.lesson
        if not self.tests or any(case.view for case in self.exercise.recipe.cases):
            return []
        about = (name, lesson.setup, lesson.answers[name].source, self.tests)
        return self.recall.get("types", self.known, *about, find=lambda: type_problems(*about))

    def practice_problems(self) -> list[str]:
        """Return what is wrong with the generated practice of the exercise, if it has any."""
        exercise = self.exercise
        if exercise.practice is None:
            return []
        code = {answer.name: answer.code for answer in exercise.answers}
        solution = self.lesson.answers[exercise.name].source
        kept = (exercise.practice_code, exercise.practice_numbers)
        about = ("practice", self.lesson.setup, exercise.name, solution, *kept, code)
        find = partial(practice_problems, self.lesson, exercise)
        return self.recall.get(*about, find=find)

    def run(
        self,
        code: str,
        lesson: Lesson,
        exercise: ExerciseFolder,
        attempts: Mapping[str, Attempt] = MappingProxyType({}),
    ) -> Results:
        """Return what an answer did in every case of its exercise."""
        cases = [case.model_dump(mode="json") for case in exercise.recipe.cases]
        about = ("run", lesson.setup, exercise.name, cases, list(exercise.examples), code)
        find = partial(run_answer, code, lesson, exercise, attempts)
        return _unpacked(self.recall.get(*about, find=lambda: _packed(find())))


def _is_same_call(one: Case, other: Case) -> bool:
    return (one.inputs, one.view) == (other.inputs, other.view)


def _packed(results: Results) -> list[list[object]] | None:
    """Encode results as JSON values."""
    if results is None:
        return None
    return [
        [[[leaf.path, leaf.token, leaf.number] for leaf in one.leaves], one.kind, one.problem]
        for one in results
    ]


def _unpacked(found: object) -> Results:
    if not isinstance(found, list):
        return None
    return tuple(
        CaseResult(tuple(Leaf(*leaf) for leaf in leaves), kind, problem)
        for leaves, kind, problem in found
    )


def prove_exercise(bench: Bench) -> ExerciseProof:
    """Return what the corpus and the odd answers show about one exercise.

    A practice exercise has no tests to accept or reject an answer; only its messages count.
    """
    exercise = bench.exercise
    solution = bench.lesson.answers[exercise.name].source
    odd = odd_answers(exercise.name, solution, bench.stub)
    with as_graded():
        right, wrong = _graded(bench, odd) if bench.tests else ([], [])
        messages = [_message_problem(bench, answer) for answer in exercise.answers]
        messages += [_odd_message_problem(bench, one) for one in odd]
        others = bench.type_problems() + bench.practice_problems()
    problems = [problem for problem in right + wrong + messages + others if problem]
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
    """Return a problem, or "", for each answer that should earn all points, and for the others."""
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
    said = _listed(answer.fails)
    return f"{answer.file}: it fails {_listed(failed)}, but its line Fails: says {said}."


def _odd_problem(bench: Bench, odd: OddAnswer) -> str:
    failed = bench.failed(odd.code)
    if judged(odd, failed, set(bench.tests), bench.exercise.recipe.keeps_input):
        return ""
    where = f"{bench.exercise.name}: the odd answer {odd.name!r}"
    return f"{where} should get {odd.due} but fails {_listed(failed)}."


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


def _message_problem(bench: Bench, answer: Answer) -> str:
    """Return the problem with what ``check`` says about an answer in the corpus."""
    said = bench.checked(answer.code)
    if answer.is_right:
        matches = said.state == State.MATCHES.name
        return "" if matches else f"{answer.file}: check says: {said.text}"
    named = said.text.partition("\n\n")[0].endswith(f". {answer.message}")
    if State[said.state] in WRONG_STATES and said.fitting == (answer.message,) and named:
        return ""
    return f"{answer.file}: check says: {said.text} Messages that fit: {list(said.fitting)}."


def messages_that_fit(
    function: Callable[..., object], exercise: Exercise, attempts: Attempts | None = None
) -> list[str]:
    """Return every message that fits at the first case in which a function differs.

    Parameters
    ----------
    function : callable
        What an answer defines.
    exercise : Exercise
        Whose cases it is called in, in their order.
    attempts : dict of str to Attempt, optional
        What it did in cases that were tried before, by their names; new ones are added.
    """
    tester = Tester(function, exercise, attempts)
    for case in exercise.cases:
        seen, salt = tester.attempt(case), f"{exercise.name}/{case.name}"
        if case.right and not case.right.fits(seen.leaves, exercise.tolerance, salt):
            fitting = (o for o in case.wrong if o.fits(seen.leaves, exercise.tolerance, salt))
            return list(dict.fromkeys(outcome.message for outcome in fitting))
    return []


def _odd_message_problem(bench: Bench, odd: OddAnswer) -> str:
    """Return the problem with what ``check`` says about an odd answer."""
    states = {Due.ALL: {State.MATCHES}, Due.NOTHING: WRONG_STATES, Due.INPUT_TEST: {State.NOT_YET}}
    expected = {State.NOT_ATTEMPTED} if odd.name == "untouched_stub" else states[odd.due]
    said = bench.checked(odd.code)
    if State[said.state] in expected:
        return ""
    return f"{bench.exercise.name}: check says about the odd answer {odd.name!r}: {said.text}"
