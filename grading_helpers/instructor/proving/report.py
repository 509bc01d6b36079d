"""The results of the proofs, for each exercise and in total, and how certain they are."""

from __future__ import annotations

from dataclasses import dataclass, field

from grading_helpers.instructor.proving.contract_proofs import ContractProof
from grading_helpers.instructor.proving.coverage import Coverage


@dataclass(frozen=True)
class ExerciseProof:
    """What the corpus of one exercise has shown.

    All counts are of answers, including the odd ones. Of ``right`` answers, ``accepted`` earned
    all points; of ``wrong`` ones, ``rejected`` failed exactly the tests that they should; of
    ``messages``, ``fired`` are those that ``check`` showed as the author wrote them. ``contract``
    is what the inputs drawn from its contract have shown.
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
    contract: ContractProof = field(default_factory=ContractProof)


@dataclass(frozen=True)
class ProofReport:
    """All five proofs of all lessons, and what the whole course covers."""

    exercises: list[ExerciseProof] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    covered: Coverage | None = None

    @property
    def holds(self) -> bool:
        """Whether there are no problems."""
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
        proofs = self.exercises
        return self.problems + [p for one in proofs for p in one.problems + one.contract.problems]


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
    if not failures:
        return float(1 - 0.05 ** (1 / trials))
    from scipy.stats import binomtest  # noqa: PLC0415 - slow

    test = binomtest(failures, trials, alternative="less")
    return float(test.proportion_ci(0.95, method="exact").high)
