"""``check``: try a function on sample data and describe the result in words.

It contains no answers. It compares digests of outcomes, and so can name a misconception that
others have had before. A verdict is about this data; the grade also depends on hidden tests with
other data, and ``check`` says so.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from IPython.display import display

from grading_helpers.checking import messages
from grading_helpers.checking.attempt import Attempt, Attempts, Figures, attempt
from grading_helpers.checking.diagnosis import explain, observe
from grading_helpers.checking.origin import exercise_of, is_from_before, modules_of
from grading_helpers.checking.outcomes import Case, Exercise, known_exercises, own_case
from grading_helpers.checking.preview import (
    data_preview,
    preview,
    preview_of_chart,
)
from grading_helpers.checking.result_picture import picture_of_result
from grading_helpers.checking.time_limit import SECONDS, TookTooLongError, time_limit
from grading_helpers.checking.verdict import NOTHING, Preview, State, Verdict
from grading_helpers.compare import InWordsError
from grading_helpers.versions import versions_metadata


class NotYetError(InWordsError):
    """Raised only under ``nbgrader validate``, which counts errors and nothing else."""


def check_function(
    function: object, namespace: Mapping[str, object] | None = None
) -> Verdict | None:
    """Try a function, and display and return the verdict; do nothing if the judge gives it.

    Parameters
    ----------
    function : object
        The function of an exercise, or anything else.
    namespace : mapping of str to object, optional
        The namespace in which it was called.

    Raises
    ------
    NotYetError
        Under ``nbgrader validate``, unless the function matches.
    """
    if _judge_shows_charts:
        known = known_exercises()
        if is_chart(known.get(exercise_of(function, namespace or {}, known))):
            return None
    verdict = examine(function, namespace=namespace)
    if os.environ.get("NBGRADER_EXECUTION") == "validate" and verdict.state != State.MATCHES:
        raise NotYetError(str(verdict))
    display(verdict, metadata=versions_metadata())
    return verdict


_judge_shows_charts = False


def leave_charts_to_the_judge() -> None:
    """Let ``check`` say nothing about charts here, because the judge draws and reads them."""
    global _judge_shows_charts  # noqa: PLW0603
    _judge_shows_charts = True


def is_chart(exercise: Exercise | None) -> bool:
    """Tell whether an exercise asks for a chart."""
    return exercise is not None and all(case.view for case in exercise.cases)


def examine(
    function: object,
    exercises: Mapping[str, Exercise] | None = None,
    namespace: Mapping[str, object] | None = None,
    attempts: Attempts | None = None,
) -> Verdict:
    """Return the verdict on a function, or on any object that was given instead of one.

    Parameters
    ----------
    function : object
        The function of an exercise.
    exercises : mapping of str to Exercise, optional
        By default those of the course.
    namespace : mapping of str to object, optional
        The names where ``check`` was called. A function is known by its own name, or else by the
        name that it is bound to there.
    attempts : dict of str to Attempt, optional
        What the function did in cases that were tried before, by their names. Other cases
        in which it is tried are added.

    Returns
    -------
    Verdict
        Cases are tried in the author's order, and the first difference decides.

    Examples
    --------
    >>> examine(3).state
    <State.BROKE: 'Something broke'>
    """
    if not callable(function):
        return Verdict(State.BROKE, messages.not_a_function(function))
    known = known_exercises() if exercises is None else exercises
    name = exercise_of(function, namespace or {}, known)
    if name not in known:
        return Verdict(State.BROKE, messages.unknown_exercise(name, list(known)))
    verdict = _tried(Tester(function, known[name], attempts))
    note = messages.FROM_BEFORE.format(name=name) if is_from_before(function, name) else ""
    return replace(verdict, note=note, exercise=name)


def _tried(tester: Tester) -> Verdict:
    """Try a function in the author's cases and on the small examples, until one decides."""
    exercise = tester.exercise
    for place, case in enumerate(tester.own):
        seen = tester.attempt(case)
        if verdict := _judge(seen, tester, place):
            return replace(verdict, hints=exercise.hints)
    # A submission is judged by hidden tests anyway, and has less time.
    is_graded_now = os.environ.get("NBGRADER_EXECUTION") == "autograde"
    if not is_graded_now and (verdict := _judge_examples(tester)):
        return replace(verdict, hints=exercise.hints)
    words = messages.MATCHES if exercise.is_graded else messages.MATCHES_IN_PRACTICE
    attempts = [tester.attempt(case) for case in tester.own]
    return Verdict(State.MATCHES, words, _worth_seeing(exercise, attempts))


class Tester:
    """Tries a function once in each case of its exercise.

    Parameters
    ----------
    function : callable
        The function.
    exercise : Exercise
        Its exercise.
    attempts : dict of str to Attempt, optional
        What the function did in cases that were tried before; others are added.
    """

    def __init__(
        self,
        function: Callable[..., object],
        exercise: Exercise,
        attempts: Attempts | None = None,
    ) -> None:
        self.function = function
        self.exercise = exercise
        self.own, self.examples = exercise.all_cases
        self._modules = modules_of(function)
        self._attempts: Attempts = {} if attempts is None else attempts
        self._figures: Figures = {}

    def attempt(self, case: Case) -> Attempt:
        """Return what the function does in a case."""
        if case.name not in self._attempts:
            limit = time_limit(SECONDS, self._modules)
            self._attempts[case.name] = attempt(self.function, case, limit, self._figures)
        return self._attempts[case.name]

    def is_right(self, case: Case) -> bool:
        """Tell whether the function gives the right result in a case."""
        salt, leaves = f"{self.exercise.name}/{case.name}", self.attempt(case).leaves
        return case.accepts(leaves, self.exercise.tolerance, salt)

    def wrong_elsewhere(self, here: Case) -> Iterator[tuple[Attempt, Case]]:
        """Yield what the function does in the other cases in which it is wrong."""
        for case in (*self.own, *self.examples):
            if case is not here and not self.is_right(case):
                yield self.attempt(case), case

    def mistakes(self) -> list[str]:
        """Return the messages of the mistakes that explain what the function does in all cases."""
        observed = []
        for case in (*self.own, *self.examples):
            observed.append(observe(self.attempt(case).leaves, self.exercise, case))
            if not observed[-1].is_right and not any(observed[-1].shown.values()):
                return []
        mistakes = self.exercise.mistakes
        return list(dict.fromkeys(mistakes[number] for number in explain(observed)))


def named_mistakes(function: Callable[..., object], exercise: Exercise) -> list[str]:
    """Return the messages of the known mistakes that ``check`` names for a function, if any."""
    tester = Tester(function, exercise)
    for case in tester.own:
        if not tester.is_right(case):
            return _named(tester.attempt(case), tester, case)
    return []


def _judge_examples(tester: Tester) -> Verdict | None:
    """Return what to say about the first small example that the function gets wrong, if any."""
    for case in tester.examples:
        seen = tester.attempt(case)
        if tester.is_right(case):
            if not seen.kept_inputs:
                return Verdict(State.NOT_YET, messages.changed_input(tester.exercise.name))
            continue
        return _unexplained(seen, tester, case)
    return None


def _worth_seeing(exercise: Exercise, attempts: list[Attempt]) -> Preview:
    """Return a preview of the result on the company's own data, if a case has it."""
    case = own_case(exercise.cases)
    result = attempts[exercise.cases.index(case)].result
    if case.view:
        return preview_of_chart(result)
    shown = preview(result)
    return replace(shown, html=shown.html + picture_of_result(result, exercise.picture))


def _judge(seen: Attempt, tester: Tester, place: int) -> Verdict | None:
    """Return what to say about one of the author's cases, or None if all is well."""
    exercise, case = tester.exercise, tester.own[place]
    if type(seen.error) is NotImplementedError and not seen.error.args:
        return Verdict(State.NOT_ATTEMPTED, messages.NOT_ATTEMPTED)
    if tester.is_right(case):
        if seen.kept_inputs:
            return None
        return Verdict(State.NOT_YET, messages.changed_input(exercise.name))
    if named := _named(seen, tester, case):
        tried = messages.tried(exercise.name, case.name)
        data = data_preview(case.arguments(), function=tester.function)
        # A wrong figure is always shown.
        shown = preview_of_chart(seen.result) if case.view else NOTHING
        return Verdict(State.NOT_YET, f"{tried} {messages.together(named)}", shown, data=data)
    if not seen.error and (verdict := _judge_examples(tester)):
        return verdict
    return _unexplained(seen, tester, case)


def _named(seen: Attempt, tester: Tester, case: Case) -> list[str]:
    """Return the messages of the known mistakes that explain a wrong result, at most two."""
    exercise, salt = tester.exercise, f"{tester.exercise.name}/{case.name}"
    known = (one for one in case.wrong if one.fits(seen.leaves, exercise.tolerance, salt))
    first = next(known, None)
    if first is None or isinstance(seen.error, TookTooLongError):
        return []
    return tester.mistakes() if tester.examples else [first.message]


def _unexplained(seen: Attempt, tester: Tester, case: Case) -> Verdict:
    """Return what to say about a wrong result that no author's message fits."""
    exercise = tester.exercise
    data = data_preview(case.arguments(), function=tester.function)
    if seen.error:
        words = messages.stopped_by_error(exercise, case, seen.error, tester.function)
        return Verdict(State.BROKE, words, data=data)
    others = partial(tester.wrong_elsewhere, case)
    words = messages.unexplained(seen, exercise, case, others)
    message = f"{messages.tried(exercise.name, case.name)} {words}"
    shown = preview_of_chart(seen.result) if case.view else preview(seen.result)
    return Verdict(State.NOT_YET, message, shown, data=data)
