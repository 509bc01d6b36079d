"""What ``check`` knows about each exercise: the inputs it tries, and digests of known outcomes.

The files are built from the authors' answers but contain none of them: an outcome is a salted
digest, with the message for the learner.
"""

from __future__ import annotations

import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Collection, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import NotRequired, TypeAlias, TypedDict

from grading_helpers.checking.inputs import Json, Recipe, build_input
from grading_helpers.checking.result_picture import ResultPicture
from grading_helpers.checking.results import Leaf, digests

FOLDER = Path(__file__).parents[1] / "outcomes"
# Under this name and a number, records know the inputs that the build chose.
SMALL_EXAMPLE = "small example"


class OutcomeRecord(TypedDict):
    """An outcome as the build writes it."""

    digest: str
    residues: list[float]
    message: NotRequired[str]


class _CaseRecord(TypedDict):
    name: str
    inputs: list[Recipe]
    view: NotRequired[str]
    kind: str
    right: OutcomeRecord
    parts: NotRequired[dict[str, OutcomeRecord]]
    any_order: NotRequired[OutcomeRecord]
    wrong: list[OutcomeRecord]


# A digest, and its residues or how many zeros they are. JSON has lists for tuples, here and below.
_Pair: TypeAlias = tuple[str, int | list[float]]


class _ExampleRecord(TypedDict):
    inputs: list[Json]
    kind: str
    right: _Pair
    parts: list[tuple[str, str, int | list[float]]]
    any_order: _Pair | None
    behaviours: list[tuple[str, str, list[int]]]


class _PictureRecord(TypedDict):
    kind: str
    title: str
    axis: NotRequired[str]
    part: NotRequired[str]
    names: NotRequired[list[str]]


class _ExerciseRecord(TypedDict):
    tolerance: float
    cases: list[_CaseRecord]
    hints: NotRequired[list[str]]
    is_graded: NotRequired[bool]
    examples: NotRequired[str]
    picture: NotRequired[_PictureRecord]


@dataclass(frozen=True)
class Outcome:
    """A known outcome of one case: its digest, how numbers are rounded for it, and its message."""

    digest: str
    residues: tuple[float, ...]
    message: str = ""

    def fits(self, leaves: tuple[Leaf, ...], tolerance: float, salt: str) -> bool:
        """Tell whether a result is this outcome, within the tolerance.

        Parameters
        ----------
        leaves : tuple of Leaf
            The result.
        tolerance : float
            How far a number may be from the expected one; more than 0.
        salt : str
            The salt of the case.
        """
        found = digests(leaves, self.residues, tolerance, salt)
        return any(code.startswith(self.digest) for code in found)


# The number of digits to keep of the digest of a wrong result, and of a part of a right one.
SHORT, MIDDLE = 8, 12
# A wrong result is stored to a 32nd of the tolerance, so that a number takes one digit.
STEPS = 16


@dataclass(frozen=True)
class Behaviour:
    """A wrong result in one case, and the mistakes that lead to it.

    Parameters
    ----------
    digest : str
        The beginning of its digest.
    steps : str
        The residue of each value in sixteenths of twice the tolerance, in hexadecimal; empty if all
        are zero.
    mistakes : tuple of int
        The numbers of the mistakes: the wrong outcomes of all cases, counted from 0.
    """

    digest: str
    steps: str
    mistakes: tuple[int, ...]

    def is_among(self, codes: Collection[str]) -> bool:
        """Tell whether one of the digests that a result may have is that of this one."""
        return any(code.startswith(self.digest) for code in codes)


def digests_after(
    steps: str, leaves: Sequence[Leaf], tolerance: float, salt: str
) -> Collection[str]:
    """Return the digests that a result may have in the grid of a behaviour with these steps."""
    width = 2 * tolerance
    shifts = [int(step, STEPS) * width / STEPS for step in steps or "0" * len(leaves)]
    return digests(leaves, shifts, tolerance, salt)


@dataclass(frozen=True)
class Case:
    """One call that ``check`` tries: its inputs, how to look at the result, and known outcomes.

    ``any_order`` is the right list sorted. ``wrong`` has the outcomes of mistakes that show
    first in this case, each with its message; ``behaviours`` has those of all mistakes that show.
    """

    name: str
    inputs: tuple[Recipe, ...]
    view: str = ""
    kind: str = ""
    right: Outcome | None = None
    parts: dict[str, Outcome] = field(default_factory=dict)
    any_order: Outcome | None = None
    wrong: tuple[Outcome, ...] = ()
    behaviours: tuple[Behaviour, ...] = ()

    def accepts(self, leaves: tuple[Leaf, ...], tolerance: float, salt: str) -> bool:
        """Tell whether a result is right, as a whole or part by part.

        As a whole it has one digest for numbers on the upper edges of the tolerance and one for
        those on the lower edges, but none for a result with both.
        """
        if self.right and self.right.fits(leaves, tolerance, salt):
            return True
        if not self.parts or [leaf.path for leaf in leaves] != sorted(self.parts):
            return False
        return all(self.parts[leaf.path].fits((leaf,), tolerance, salt) for leaf in leaves)

    @cached_property
    def unchanged_arguments(self) -> list[object]:
        """The inputs, for callers that do not change them."""
        return [build_input(recipe) for recipe in self.inputs]

    def arguments(self) -> list[object]:
        """Return fresh inputs, because an answer may change what it is given."""
        return deepcopy(self.unchanged_arguments)


def own_case(cases: Sequence[Case]) -> Case:
    """Return the case on the company's own data, or the first one."""
    on_tables = (
        case
        for case in cases
        if any("table" in recipe and "rows" not in recipe for recipe in case.inputs)
    )
    return next(on_tables, cases[0])


@dataclass(frozen=True)
class Exercise:
    """One exercise as ``check`` sees it. Practice exercises are not graded."""

    name: str
    tolerance: float
    cases: tuple[Case, ...]
    hints: tuple[str, ...] = ()
    is_graded: bool = True
    packed_examples: str = ""
    picture: ResultPicture | None = None

    @property
    def mistakes(self) -> list[str]:
        """The messages of all known mistakes, in the order of their numbers."""
        return [outcome.message for case in self.cases for outcome in case.wrong]

    @cached_property
    def all_cases(self) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
        """The author's cases and small examples, each with the behaviour of all mistakes.

        Records of an exercise without a contract have neither.
        """
        if not self.packed_examples:
            return self.cases, ()
        records = json.loads(unpack_text(self.packed_examples))
        own = zip(self.cases, records["cases"], strict=True)
        return (
            tuple(replace(case, behaviours=_behaviours(record)) for case, record in own),
            tuple(_example(n, record) for n, record in enumerate(records["examples"], 1)),
        )


def example_name(number: int) -> str:
    """Return the name of a small example, counted from 1."""
    return f"{SMALL_EXAMPLE} {number}"


def pack_text(text: str) -> str:
    """Return a text in a short form, which cannot be read by accident."""
    return b64encode(zlib.compress(text.encode(), 9)).decode()


def unpack_text(packed: str) -> str:
    """Return the text that `pack_text` was given."""
    return zlib.decompress(b64decode(packed)).decode()


def _example(number: int, record: _ExampleRecord) -> Case:
    return Case(
        name=example_name(number),
        inputs=tuple({"data": one} for one in record["inputs"]),
        kind=record["kind"],
        right=Outcome(*_pair(record["right"])),
        parts={
            path: Outcome(*_pair((digest, residues))) for path, digest, residues in record["parts"]
        },
        any_order=Outcome(*_pair(record["any_order"])) if record["any_order"] else None,
        behaviours=_behaviours(record["behaviours"]),
    )


def _pair(record: _Pair) -> tuple[str, tuple[float, ...]]:
    """Return a digest and its residues; a count stands for that many residues of zero."""
    digest, residues = record
    return digest, (0.0,) * residues if isinstance(residues, int) else tuple(residues)


def _behaviours(records: list[tuple[str, str, list[int]]]) -> tuple[Behaviour, ...]:
    return tuple(Behaviour(digest, steps, tuple(mistakes)) for digest, steps, mistakes in records)


def parse_exercise(name: str, record: _ExerciseRecord) -> Exercise:
    """Return an exercise from its JSON record."""
    cases = tuple(
        Case(
            name=case["name"],
            inputs=tuple(map(_unpacked, case["inputs"])),
            view=case.get("view", ""),
            kind=case["kind"],
            right=_outcome(case["right"]),
            parts={path: _outcome(part) for path, part in case.get("parts", {}).items()},
            any_order=_outcome(case["any_order"]) if "any_order" in case else None,
            wrong=tuple(map(_outcome, case["wrong"])),
        )
        for case in record["cases"]
    )
    hints, is_graded = tuple(record.get("hints", ())), record.get("is_graded", True)
    examples, picture = record.get("examples", ""), _picture(record.get("picture"))
    return Exercise(name, record["tolerance"], cases, hints, is_graded, examples, picture)


def _picture(record: _PictureRecord | None) -> ResultPicture | None:
    if record is None:
        return None
    axis, part, names = record.get("axis", ""), record.get("part", ""), record.get("names", ())
    return ResultPicture(record["kind"], record["title"], axis, part, tuple(names))


def _unpacked(recipe: Recipe) -> Recipe:
    """Return a recipe as authors write it; the package stores values in base64."""
    packed = recipe.get("packed")
    return recipe if packed is None else {"value": json.loads(b64decode(packed))}


def _outcome(record: OutcomeRecord) -> Outcome:
    return Outcome(record["digest"], tuple(record["residues"]), record.get("message", ""))


@cache
def known_exercises() -> dict[str, Exercise]:
    """Return every exercise of the course by name."""
    files = sorted(FOLDER.glob("*.json"))
    records = [json.loads(file.read_text("utf-8"))["exercises"] for file in files]
    return {
        name: parse_exercise(name, record) for lesson in records for name, record in lesson.items()
    }
