"""Find similar answers, with the optional extra ``similarity`` (copydetect)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.report.graded_class import ClassWork, GradedWork

if TYPE_CHECKING:
    from copydetect import CodeFingerprint

# The number of consecutive tokens that two answers must share, and the fingerprint window
# (winnowing: Schleimer, Wilkerson & Aiken, 2003).
IN_A_ROW = 25
WINDOW = 5
LEAST_SHARE = 0.8
# The time to read code grows faster than its length, for some texts with its square.
MOST_CODE = 20_000


class NoCopydetectError(CommandError):
    """The optional extra is not installed."""


@dataclass(frozen=True)
class SimilarPair:
    """Two students, and the share of each one's code found in the other's (0 to 1)."""

    one: str
    other: str
    share_of_one: float
    share_of_other: float


def similar_pairs(work: ClassWork, least: float = LEAST_SHARE) -> tuple[SimilarPair, ...]:
    """Return the pairs of students whose answers share unusually much code, most similar first.

    Only code in answer cells is compared, without what students were given.

    Parameters
    ----------
    work : ClassWork
        The answers.
    least : float
        The smallest share, between 0 and 1, that counts for both.

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

    def fingerprint(name: str, code: str, known: list[int] | None = None) -> CodeFingerprint:
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
            found.append(SimilarPair(one, other, *(min(1.0, float(share)) for share in shares)))
    return tuple(sorted(found, key=lambda pair: -min(pair.share_of_one, pair.share_of_other)))


def _handed_out(plan: Assignment) -> str:
    return "\n\n".join(cell.given for cell in plan.cells if cell.kind == "code")


def _answers(work: GradedWork) -> str:
    own = (cell for cell in work.cells if cell.grade_id and cell.kind == "code")
    code = "\n\n".join(cell.source for cell in own if not _is_test(cell.grade_id, work))
    return code[:MOST_CODE]


def _is_test(name: str, work: GradedWork) -> bool:
    return name in work.points
