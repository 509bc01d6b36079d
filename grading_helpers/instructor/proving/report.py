"""What the proofs have shown: exercise by exercise, in all, and with what certainty."""

from __future__ import annotations

from dataclasses import dataclass, field

from grading_helpers.instructor.proving.coverage import Coverage


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
