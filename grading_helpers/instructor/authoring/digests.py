"""From the answer corpus to what ``check`` knows: digests of outcomes, no answers."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from grading_helpers.attempts import Attempt, attempt
from grading_helpers.instructor.authoring.corpus import Answer, ExerciseFolder
from grading_helpers.instructor.authoring.faults import Fault
from grading_helpers.instructor.authoring.lessons import Lesson
from grading_helpers.instructor.authoring.recipes import CaseRecipe
from grading_helpers.instructor.authoring.running import Namespace, run_cell
from grading_helpers.outcomes import Case
from grading_helpers.results import Leaf, digests, residues


@dataclass(frozen=True)
class Tried:
    """What one answer did in every case of its exercise."""

    answer: Answer
    attempts: tuple[Attempt, ...]


def function_of(code: str, setup: str, name: str) -> Callable[..., Any] | None:
    """Return the function that an answer defines, or None if it defines none.

    Parameters
    ----------
    code, setup : str
        The answer, and the first code cell of its lesson, which runs before it.
    name : str
        What the function is called.
    """
    namespace: Namespace = {"__name__": "__main__"}
    run_cell(setup, namespace, "setup")
    run_cell(code, namespace, name)
    function = namespace.get(name)
    return function if callable(function) else None


def exercise_record(lesson: Lesson, exercise: ExerciseFolder) -> tuple[dict[str, Any], list[Fault]]:
    """Return the JSON record of an exercise and what its corpus leaves undecided.

    The lesson's own solution is the reference. A wrong answer is attached to the first case
    in which it differs from the reference; two that differ in the same way cannot be told
    apart by the data students see, and are a fault.
    """
    if stopped := run_cell(lesson.setup, {"__name__": "__main__"}, "setup"):
        line = next(cell.line for cell in lesson.cells if cell.kind == "code")
        return {}, [Fault(lesson.text_file, line, f"the imports stop: {stopped!r}", "mend them")]
    cases = [_case(recipe) for recipe in exercise.recipe.cases]
    solution = lesson.answers[exercise.name]
    reference = _try(solution.source, lesson, exercise, cases)
    if reference is None:
        what = f"the solution of {exercise.name!r} defines no function"
        return {}, [Fault(lesson.text_file, solution.line, what, "run it in a notebook")]
    book = DigestBook(exercise, cases, reference)
    faults = [Fault(lesson.text_file, solution.line, what, "mend it") for what in book.broken()]
    for answer in exercise.answers:
        attempts = _try(answer.code, lesson, exercise, cases)
        if attempts is None:
            what = f"it defines no function {exercise.name!r}"
            faults.append(Fault(answer.file, 1, what, "run it by itself"))
        else:
            faults += book.add(Tried(answer, attempts))
    return book.record(), faults


def _case(recipe: CaseRecipe) -> Case:
    inputs = tuple(one.model_dump(exclude_unset=True) for one in recipe.inputs)
    return Case(recipe.name, inputs, recipe.view)


def _try(
    code: str, lesson: Lesson, exercise: ExerciseFolder, cases: list[Case]
) -> tuple[Attempt, ...] | None:
    function = function_of(code, lesson.setup, exercise.name)
    return tuple(attempt(function, case) for case in cases) if function else None


class DigestBook:
    """The known outcomes of one exercise, case by case."""

    def __init__(
        self, exercise: ExerciseFolder, cases: list[Case], reference: tuple[Attempt, ...]
    ) -> None:
        self.exercise = exercise
        self.cases = cases
        self.reference = reference
        self.wrong: list[list[Tried]] = [[] for _ in cases]

    def broken(self) -> Iterator[str]:
        """Yield what is wrong with the reference solution itself."""
        for case, seen in zip(self.cases, self.reference, strict=True):
            if seen.fault or (seen.error and not isinstance(seen.error, ValueError)):
                yield f"the solution fails on {case.name}: {seen.fault or seen.error!r}"
            if not seen.kept_inputs:
                yield f"the solution changes its input on {case.name}"

    def add(self, tried: Tried) -> Iterator[Fault]:
        """Place an answer where it first differs; yield a fault if it stands wrong."""
        place = self.first_difference(tried)
        if tried.answer.is_right and place is not None:
            what = f"its result differs from the solution's on {self.cases[place].name}"
            yield Fault(tried.answer.file, 1, what, "mend one of the two")
        elif not tried.answer.is_right and place is None:
            remedy = "add a case to check.yml in which it shows"
            yield Fault(tried.answer.file, 1, "the data students see do not show it", remedy)
        elif not tried.answer.is_right and place is not None:
            yield from self._twins(tried, place)
            self.wrong[place].append(tried)

    def first_difference(self, tried: Tried) -> int | None:
        """Return the first case in which an answer differs from the reference."""
        return next(
            (
                number
                for number, seen in enumerate(tried.attempts)
                if not self._alike(seen.leaves, self.reference[number].leaves, number)
            ),
            None,
        )

    def _twins(self, tried: Tried, place: int) -> Iterator[Fault]:
        leaves = tried.attempts[place].leaves
        for other in self.wrong[place]:
            theirs = other.attempts[place].leaves
            if self._alike(leaves, theirs, place) or self._alike(theirs, leaves, place):
                what = f"the data students see cannot tell it from {other.answer.name}"
                remedy = "put a case that parts them first in check.yml"
                yield Fault(tried.answer.file, 1, what, remedy)

    def _alike(self, one: tuple[Leaf, ...], other: tuple[Leaf, ...], place: int) -> bool:
        known = self._outcome(other, place)
        seen = digests(one, known["residues"], self._tolerance, self._salt(place))
        return known["digest"] in seen

    @property
    def _tolerance(self) -> float:
        return self.exercise.recipe.tolerance

    def _salt(self, place: int) -> str:
        return f"{self.exercise.name}/{self.cases[place].name}"

    def _outcome(self, leaves: tuple[Leaf, ...], place: int) -> dict[str, Any]:
        shifts = residues(leaves, self._tolerance)
        codes = digests(leaves, shifts, self._tolerance, self._salt(place))
        return {"digest": min(codes, default=""), "residues": shifts}

    def record(self) -> dict[str, Any]:
        """Return the exercise as ``check`` will read it."""
        cases = [self._case_record(place) for place in range(len(self.cases))]
        recipe = self.exercise.recipe
        return {
            "tolerance": recipe.tolerance,
            "is_graded": bool(recipe.keeps_input),
            "hints": list(recipe.hints),
            "cases": cases,
        }

    def _case_record(self, place: int) -> dict[str, Any]:
        case, seen = self.cases[place], self.reference[place]
        parts = {
            leaf.path: self._outcome((leaf,), place)
            for leaf in seen.leaves
            if leaf.path.startswith(".") and not case.view.startswith("axis_texts")
        }
        return {
            "name": case.name,
            "inputs": list(map(_packed, case.inputs)),
            "view": case.view,
            "kind": seen.kind,
            "right": self._outcome(seen.leaves, place),
            "parts": parts,
            "wrong": [
                {
                    **self._outcome(tried.attempts[place].leaves, place),
                    "message": tried.answer.message,
                }
                for tried in self.wrong[place]
            ],
        }


def _packed(recipe: dict[str, Any]) -> dict[str, Any]:
    """Return a recipe with its value in base64, so that nobody reads it by accident.

    What one exercise is asked to draw is the right result of another.
    """
    if "value" not in recipe:
        return recipe
    text = json.dumps(recipe["value"], ensure_ascii=False)
    return {"packed": b64encode(text.encode()).decode()}


def outcomes_json(lesson: str, records: dict[str, dict[str, Any]]) -> str:
    """Return what ``check`` knows of a lesson, in JSON."""
    book = {"lesson": lesson, "exercises": records}
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n"
