"""What grading took: seconds, exceptions, interrupted cells, findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from grading_helpers.instructor.report.classwork import ClassWork
from grading_helpers.instructor.report.names import general
from grading_helpers.instructor.report.verdict_texts import exception_of_test

Tests = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Effort:
    """What grading took, in seconds for each notebook if known, and what went wrong on the way.

    ``exceptions`` counts students by exercise and kind; ``interrupted`` and ``findings`` count
    notebooks by what was found.
    """

    median: float | None
    longest: float | None
    exceptions: dict[tuple[str, str], int]
    interrupted: int
    findings: dict[str, int]


def effort(work: ClassWork, tests: Tests) -> Effort:
    """Return what grading a class took, and what went wrong on the way."""
    seconds = [one.seconds for one in work.works if one.seconds is not None]
    findings = Counter(
        general(what, work.names) for one in work.works for what in set(one.findings)
    )
    exceptions: Counter[tuple[str, str]] = Counter()
    for one in work.works:
        for name, found in tests.items():
            kinds = {exception_of_test(one.why.get(test, "")) for test in found}
            exceptions.update((name, kind) for kind in kinds if kind)
    interrupted = sum(any("was interrupted" in what for what in one.findings) for one in work.works)
    return Effort(
        float(np.median(seconds)) if seconds else None,
        max(seconds, default=None),
        dict(exceptions.most_common()),
        interrupted,
        dict(findings.most_common()),
    )
