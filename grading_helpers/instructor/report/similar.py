"""Similar answers: a hint to a person, with the optional extra ``similarity`` (copydetect)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from grading_helpers.instructor.grader.plan import Plan
from grading_helpers.instructor.report.classwork import ClassWork, Work

# Tokens that two answers must share in a row, and the window in which one fingerprint is kept
# (winnowing: Schleimer, Wilkerson & Aiken, 2003).
IN_A_ROW = 25
WINDOW = 5
LEAST_SHARE = 0.8


class NoCopydetectError(RuntimeError):
    """The optional extra is not installed; the message says how to get it."""


@dataclass(frozen=True)
class Pair:
    """Two students, and how much of the one's code is in the other's (0 to 1)."""

    one: str
    other: str
    share_of_one: float
    share_of_other: float


def similar_pairs(work: ClassWork, least: float = LEAST_SHARE) -> tuple[Pair, ...]:
    """Return the pairs of students whose answers share unusually much, the most alike first.

    Only the code of answer cells is compared; what was handed out does not count.

    Parameters
    ----------
    work : ClassWork
        The answers.
    least : float
        The share, between 0 and 1, that both must have in common.

    Raises
    ------
    NoCopydetectError
        If copydetect is not installed.
    """
    try:
        from copydetect import CodeFingerprint, compare_files  # noqa: PLC0415 - optional
    except ImportError as error:
        raise NoCopydetectError(
            "Similar answers need copydetect: pip install 'focus-on-customers[similarity]'."
        ) from error

    def fingerprint(name: str, code: str, known: Any = None) -> Any:
        text = io.StringIO(code)
        return CodeFingerprint(f"{name}.py", IN_A_ROW, WINDOW, known, language="python", fp=text)

    handed_out = list(fingerprint("release", _handed_out(work.plan)).hashes)
    prints = {
        one.student: fingerprint(one.student, _answers(one), handed_out) for one in work.works
    }
    found = []
    for one, other in combinations(prints, 2):
        shares = compare_files(prints[one], prints[other])[1]
        if min(shares) >= least:
            found.append(Pair(one, other, *(min(1.0, float(share)) for share in shares)))
    return tuple(sorted(found, key=lambda pair: -min(pair.share_of_one, pair.share_of_other)))


def _handed_out(plan: Plan) -> str:
    return "\n\n".join(cell.given for cell in plan.cells if cell.kind == "code")


def _answers(work: Work) -> str:
    own = (cell for cell in work.cells if cell.grade_id and cell.kind == "code")
    return "\n\n".join(cell.source for cell in own if not _is_test(cell.grade_id, work))


def _is_test(name: str, work: Work) -> bool:
    return name in work.points
