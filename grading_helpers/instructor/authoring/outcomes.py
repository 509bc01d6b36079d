"""Build the data of ``check`` from the answer corpus: digests of outcomes, but no answers."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from grading_helpers.checking.attempt import Attempt, Figures, attempt, quietly
from grading_helpers.checking.inputs import Recipe
from grading_helpers.checking.outcomes import (
    MIDDLE,
    SHORT,
    STEPS,
    Case,
    example_name,
    own_case,
    pack_text,
)
from grading_helpers.checking.result_picture import ResultPicture, draw_result
from grading_helpers.checking.results import Leaf, digests, in_any_order, residues, same_leaves
from grading_helpers.instructor.authoring.check_yml import CaseRecipe, PictureRecipe
from grading_helpers.instructor.authoring.content_cache import recall
from grading_helpers.instructor.authoring.corpus import Answer, ExerciseFolder
from grading_helpers.instructor.authoring.faults import FaultsError, at_line, line_of
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.authoring.run_cells import Namespace, run_cell
from grading_helpers.instructor.diagnostics import Diagnostic
from grading_helpers.instructor.json_types import JsonObject


@dataclass(frozen=True)
class CaseResult:
    """The result of one answer in one case.

    Parameters
    ----------
    leaves : tuple of Leaf
        Its result, in the form that is compared.
    kind : str
        The type of its result, in plain words.
    problem : str
        Why the result cannot be the reference; empty if it can.
    """

    leaves: tuple[Leaf, ...]
    kind: str
    problem: str


# Instead of a digest, for a result in which nothing can be compared; no digest begins like this.
OPAQUE = "-"
# The JSON record of an exercise or a case.
Record = dict[str, object]
# The results of an answer in every case of its exercise; None if it does not define the function.
Results = tuple[CaseResult, ...] | None


@dataclass(frozen=True)
class TriedAnswer:
    """An answer of the corpus, and its result in every case of its exercise."""

    answer: Answer
    results: tuple[CaseResult, ...]


def function_of(code: str, setup: str, name: str) -> Callable[..., object] | None:
    """Return the function that an answer defines, or None if it defines none.

    Parameters
    ----------
    code, setup : str
        The answer, and the first code cell of its lesson, which runs before it.
    name : str
        The name of the function.
    """
    namespace: Namespace = {"__name__": "__main__"}
    run_cell(setup, namespace, "setup")
    run_cell(code, namespace, name)
    function = namespace.get(name)
    return function if callable(function) else None


def run_answer(
    code: str,
    lesson: Lesson,
    exercise: ExerciseFolder,
    attempts: Mapping[str, Attempt] = MappingProxyType({}),
) -> Results:
    """Call the function that an answer defines in every case of its exercise.

    The small examples come after the author's cases.

    Parameters
    ----------
    code : str
        The answer.
    lesson : Lesson
        Its lesson.
    exercise : ExerciseFolder
        Its exercise.
    attempts : mapping of str to Attempt, optional
        What the answer did in cases that were tried before, by their names.
    """
    function = function_of(code, lesson.setup, exercise.name)
    if function is None:
        return None
    figures: Figures = {}
    return tuple(
        _result(case, attempts.get(case.name) or attempt(function, case, None, figures))
        for case in all_cases_of(exercise)
    )


def _result(case: Case, seen: Attempt) -> CaseResult:
    problem = "" if seen.kept_inputs else f"changes its input on {case.name}"
    if seen.fault or (seen.error and not isinstance(seen.error, ValueError)):
        problem = f"fails on {case.name}: {seen.fault or repr(seen.error)}"
    return CaseResult(seen.leaves, seen.kind, problem)


def exercise_record(
    lesson: Lesson,
    exercise: ExerciseFolder,
    run: Callable[[str, Lesson, ExerciseFolder], Results] = run_answer,
) -> tuple[Record, list[Diagnostic]]:
    """Return the JSON record of an exercise, and the faults of its corpus.

    Parameters
    ----------
    lesson : Lesson
        The lesson of the exercise.
    exercise : ExerciseFolder
        Its cases and the answers of the corpus.
    run : callable, optional
        Runs the code of an answer in every case, or returns earlier results from the cache.

    Notes
    -----
    The lesson's own solution is the reference. A wrong answer is attached to the first case
    in which it differs from the reference; two that differ in the same way cannot be told
    apart on the data that students see, which is a fault.
    """
    if stopped := run_cell(lesson.setup, {"__name__": "__main__"}, "setup"):
        line = next(cell.line for cell in lesson.cells if cell.kind == "code")
        what = f"the imports raise {stopped!r}"
        return {}, [at_line(lesson.text_file, line, what, "correct them")]
    cases = all_cases_of(exercise)
    solution = lesson.answers[exercise.name]
    reference = run(solution.source, lesson, exercise)
    if reference is None:
        what = f"the solution of {exercise.name!r} defines no function"
        return {}, [at_line(lesson.text_file, solution.line, what, "run it in a notebook")]
    book = DigestBook(exercise, cases, reference)
    faults = [
        at_line(lesson.text_file, solution.line, what, "correct the code") for what in book.broken()
    ]
    for answer in exercise.answers:
        results = run(answer.code, lesson, exercise)
        if results is None:
            what = f"it defines no function {exercise.name!r}"
            faults.append(at_line(answer.file, 1, what, "run it by itself"))
        else:
            faults += book.add(TriedAnswer(answer, results))
    return book.record(), [*faults, *_picture_faults(lesson, exercise)]


def _picture_faults(lesson: Lesson, exercise: ExerciseFolder) -> Iterator[Diagnostic]:
    """Yield a fault if the solution's result cannot be drawn as ``check.yml`` says."""
    solution = function_of(lesson.answers[exercise.name].source, lesson.setup, exercise.name)
    if (picture := exercise.recipe.picture) is None or solution is None:
        return
    try:
        with quietly():
            result = solution(*own_case(cases_of(exercise)).arguments())
            draw_result(result, ResultPicture(**picture.model_dump()))
    except Exception as error:
        file = exercise.folder / "check.yml"
        what = f"the solution's result cannot be drawn as {picture.kind}: {error!r}"
        cure = "choose another kind, or correct part and names"
        yield at_line(file, line_of(file.read_text("utf-8"), "picture"), what, cure)


def cached_record(
    root: Path,
    lesson: Lesson,
    exercise: ExerciseFolder,
    run: Callable[[str, Lesson, ExerciseFolder], Results] = run_answer,
    *,
    fresh: bool = False,
) -> Record:
    """Return the record of an exercise from the cache, which builds and proofs share, or make it.

    Parameters
    ----------
    root : Path
        The checkout whose cache it is.
    lesson, exercise, run
        As for `exercise_record`.
    fresh : bool, optional
        Make it even if it is in the cache.

    Raises
    ------
    FaultsError
        If the corpus has faults.
    """

    def make() -> Record:
        record, faults = exercise_record(lesson, exercise, run)
        if faults:
            raise FaultsError(faults)
        return record

    about = record_depends_on(lesson, exercise)
    record: Record = recall(root, "records", about, make, fresh=fresh)
    return record


def record_depends_on(lesson: Lesson, exercise: ExerciseFolder) -> Record:
    """Return everything that the record of an exercise depends on, apart from this package."""
    return {
        "lesson": lesson.name,
        "setup": lesson.setup,
        "solution": lesson.answers[exercise.name].source,
        "check.yml": exercise.recipe.model_dump(mode="json"),
        "tolerance": exercise.tolerance,
        "answers": [[one.name, one.code, one.message, one.fails] for one in exercise.answers],
        "examples": list(exercise.examples),
    }


def all_cases_of(exercise: ExerciseFolder) -> list[Case]:
    """Return the author's cases and then the small examples, without known outcomes."""
    return [*cases_of(exercise), *examples_of(exercise)]


def cases_of(exercise: ExerciseFolder) -> list[Case]:
    """Return the calls that ``check`` makes in an exercise, without known outcomes."""
    return [_case(recipe) for recipe in exercise.recipe.cases]


def examples_of(exercise: ExerciseFolder) -> list[Case]:
    """Return the calls that ``check`` makes on small examples, without known outcomes."""
    return [
        Case(example_name(number), tuple({"data": one} for one in example))
        for number, example in enumerate(exercise.examples, 1)
    ]


def _case(recipe: CaseRecipe) -> Case:
    inputs = tuple(one.as_recipe() for one in recipe.inputs)
    return Case(recipe.name, inputs, recipe.view)


class DigestBook:
    """The known outcomes of one exercise, case by case."""

    def __init__(
        self, exercise: ExerciseFolder, cases: list[Case], reference: tuple[CaseResult, ...]
    ) -> None:
        self.exercise = exercise
        self.cases = cases
        self.reference = reference
        # The author's cases come first, then the small examples.
        self.of_author = len(exercise.recipe.cases)
        self.wrong: list[list[TriedAnswer]] = [[] for _ in cases]

    def broken(self) -> Iterator[str]:
        """Yield faults of the reference solution itself."""
        for seen in self.reference:
            if seen.problem:
                yield f"the solution {seen.problem}"

    def add(self, tried: TriedAnswer) -> Iterator[Diagnostic]:
        """Add an answer to the first case in which it differs; yield its faults."""
        place, file = self._first_difference(tried), tried.answer.file
        if tried.answer.is_right:
            if place is not None:
                differs = f"result differs from the solution's on {self.cases[place].name}"
                problem = tried.results[place].problem
                what = f"it {problem}" if problem else f"its {differs}"
                yield at_line(file, 1, what, "change one of them")
            return
        if place is None or place >= self.of_author:
            what = "on the data that students see, it gives the solution's results"
            yield at_line(file, 1, what, "add a case to check.yml in which it differs")
            return
        yield from self._twins(tried, place)
        self.wrong[place].append(tried)

    def _first_difference(self, tried: TriedAnswer) -> int | None:
        """Return the first case in which an answer differs from the reference."""
        return next(
            (
                number
                for number, seen in enumerate(tried.results)
                if not self._alike(seen.leaves, self.reference[number].leaves, number)
            ),
            None,
        )

    def _twins(self, tried: TriedAnswer, place: int) -> Iterator[Diagnostic]:
        leaves = tried.results[place].leaves
        for other in self.wrong[place]:
            if self._are_variants(tried, other):
                continue
            theirs = other.results[place].leaves
            if self._alike(leaves, theirs, place) or self._alike(theirs, leaves, place):
                what = f"on the data that students see, it gives the results of {other.answer.name}"
                cure = "move a case in which they differ to the top of check.yml"
                yield at_line(tried.answer.file, 1, what, cure)

    def _are_variants(self, one: TriedAnswer, other: TriedAnswer) -> bool:
        """Tell whether two answers show one mistake, but differ on other inputs.

        They may look the same in the first case, because they have one message.
        """
        return one.answer.message == other.answer.message and not all(
            self._alike(mine.leaves, theirs.leaves, place)
            for place, (mine, theirs) in enumerate(zip(one.results, other.results, strict=True))
        )

    def _alike(self, one: tuple[Leaf, ...], other: tuple[Leaf, ...], place: int) -> bool:
        known = self._outcome(other, place)
        seen = digests(one, known["residues"], self._tolerance, self._salt(place))
        if known["digest"] in seen:
            return True
        # As `check` does, part by part; see `Case.accepts`.
        has_parts = all(leaf.path.startswith(".") for leaf in other)
        return has_parts and same_leaves(one, other, self._tolerance)

    @property
    def _tolerance(self) -> float:
        return self.exercise.recipe.tolerance

    def _salt(self, place: int) -> str:
        return f"{self.exercise.name}/{self.cases[place].name}"

    def _outcome(self, leaves: tuple[Leaf, ...], place: int) -> JsonObject:
        shifts = residues(leaves, self._tolerance)
        codes = digests(leaves, shifts, self._tolerance, self._salt(place))
        return {"digest": min(codes, default=""), "residues": shifts}

    def record(self) -> Record:
        """Return the JSON record of the exercise, which ``check`` reads."""
        cases = [self._case_record(place) for place in range(self.of_author)]
        recipe = self.exercise.recipe
        return {
            "tolerance": recipe.tolerance,
            "is_graded": bool(recipe.keeps_input),
            "hints": list(recipe.hints),
            "cases": cases,
            **_picture_record(recipe.picture),
            **({"examples": self._examples()} if self.exercise.examples else {}),
        }

    def _examples(self) -> str:
        """Return what ``check`` knows about every mistake in every case, packed."""
        order = [tried for there in self.wrong[: self.of_author] for tried in there]
        known = {
            "cases": [self._behaviours(place, order) for place in range(self.of_author)],
            "examples": [
                self._example(place, order) for place in range(self.of_author, len(self.cases))
            ],
        }
        return pack_text(json.dumps(known, ensure_ascii=False, separators=(",", ":")))

    def _example(self, place: int, order: list[TriedAnswer]) -> Record:
        seen = self.reference[place]
        parts = [
            [leaf.path, *self._short((leaf,), place)]
            for leaf in seen.leaves
            if leaf.path.startswith(".")
        ]
        in_order = self._any_order(place)
        return {
            "inputs": [recipe["data"] for recipe in self.cases[place].inputs],
            "kind": seen.kind,
            "right": self._short(seen.leaves, place),
            "parts": parts,
            "any_order": self._short(in_any_order(seen.leaves), place) if in_order else None,
            "behaviours": self._behaviours(place, order),
        }

    def _short(self, leaves: tuple[Leaf, ...], place: int) -> list[object]:
        """Return an outcome with the beginning of its digest; zeros are counted."""
        known = self._outcome(leaves, place)
        shifts = [round(shift, 9) for shift in known["residues"]]
        return [known["digest"][:MIDDLE], shifts if any(shifts) else len(shifts)]

    def _behaviours(self, place: int, order: list[TriedAnswer]) -> list[list[object]]:
        """Return each wrong result in a case, with the numbers of the answers that give it."""
        groups: list[tuple[TriedAnswer, list[int]]] = []
        for number, tried in enumerate(order):
            leaves = tried.results[place].leaves
            if self._alike(leaves, self.reference[place].leaves, place):
                continue
            home = next((g for g in groups if self._same(leaves, g[0], place)), None)
            if home:
                home[1].append(number)
            else:
                groups.append((tried, [number]))
        return [[*self._stepped(first, place), mistakes] for first, mistakes in groups]

    def _same(self, leaves: tuple[Leaf, ...], other: TriedAnswer, place: int) -> bool:
        return same_leaves(leaves, other.results[place].leaves, self._tolerance / STEPS)

    def _stepped(self, tried: TriedAnswer, place: int) -> tuple[str, str]:
        """Return the beginning of a digest, and the residues in sixteenths."""
        leaves, width = tried.results[place].leaves, 2 * self._tolerance
        steps = [
            round(shift / width * STEPS) % STEPS for shift in residues(leaves, self._tolerance)
        ]
        shifts = [step * width / STEPS for step in steps]
        codes = digests(leaves, shifts, self._tolerance, self._salt(place))
        text = "".join(f"{step:x}" for step in steps) if any(steps) else ""
        return min(codes, default=OPAQUE)[:SHORT], text

    def _case_record(self, place: int) -> Record:
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
            **self._any_order(place),
            "wrong": [
                {
                    **self._outcome(tried.results[place].leaves, place),
                    "message": tried.answer.message,
                }
                for tried in self.wrong[place]
            ],
        }

    def _any_order(self, place: int) -> Record:
        """Return the right list sorted, if the result is a list of several single values."""
        leaves = self.reference[place].leaves
        is_plain = len(leaves) > 1 and all(re.fullmatch(r"\[\d+\]", one.path) for one in leaves)
        if self.cases[place].view or not is_plain:
            return {}
        return {"any_order": self._outcome(in_any_order(leaves), place)}


def _picture_record(picture: PictureRecipe | None) -> Record:
    return {"picture": picture.model_dump(exclude_defaults=True)} if picture else {}


def _packed(recipe: Recipe) -> Recipe:
    """Return a recipe with its value in base64, so that it cannot be read by accident.

    The input of one exercise may be the right result of another.
    """
    if "value" not in recipe:
        return recipe
    text = json.dumps(recipe["value"], ensure_ascii=False)
    return {"packed": b64encode(text.encode()).decode()}


def outcomes_json(
    lesson: str, records: dict[str, Record], warmups: Mapping[str, Record] = MappingProxyType({})
) -> str:
    """Return what ``check`` knows about a lesson's exercises and warm-ups, in JSON."""
    book = {"lesson": lesson, "exercises": records, "warmups": dict(warmups)}
    return json.dumps(book, indent=1, ensure_ascii=False) + "\n"
