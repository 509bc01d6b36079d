"""The result of grading one submission, and its form in JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from grading_helpers.instructor.diagnostics import Diagnostic, one_line
from grading_helpers.instructor.json_types import JsonObject

# In a graded notebook, the kind of error of a cell or test that the grader stopped or skipped.
STOPPED = "Stopped"
# In a finding: a cell or test took too long, and grading went on with the next one.
WAS_INTERRUPTED = "was interrupted"


@dataclass(frozen=True)
class AutoScore:
    """The score of one test.

    Parameters
    ----------
    score, points : float
        The points earned, and the most there are.
    lower_trust : bool, optional
        Whether the score rests on a description given by the student's own process, as scores for
        objects of the student's own classes do.
    why : str, optional
        Why the test failed, in one line; empty if it passed.
    theirs : bool, optional
        Whether the student's code raised the exception in ``why``.
    """

    score: float
    points: float
    lower_trust: bool = False
    why: str = ""
    theirs: bool = False

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> AutoScore:
        """Return a score from its JSON form; entries that an older version lacked are optional."""
        return cls(
            _number(data.get("score")),
            _number(data.get("points")),
            data.get("lower_trust") is True,
            str(data.get("why", "")),
            data.get("theirs") is True,
        )


@dataclass(frozen=True)
class SubmissionResult:
    """The result of grading one submission.

    Parameters
    ----------
    student, lesson : str
        Whose work for which lesson.
    graded : bool, optional
        Whether it could be graded.
    reason : str, optional
        Why it could not be graded.
    findings : tuple of str, optional
        What a person should know about it, a line each.
    scores : mapping of str to AutoScore, optional
        The scores by grade id.
    untouched : tuple of str, optional
        The answer cells that the student did not change.
    notebook : dict, optional
        The graded notebook; None if there is none, or it has been saved.
    layers : tuple of str, optional
        The layers of the sandbox that were in place.
    cpu, wall : float, optional
        The seconds that grading took, of CPU time and of the clock; None if not known.
    over : str, optional
        Why the student's process ended early.
    lost : bool, optional
        Whether grading failed for reasons outside the work, such as a worker that was lost.
    """

    student: str
    lesson: str
    graded: bool = False
    reason: str = ""
    findings: tuple[str, ...] = ()
    scores: Mapping[str, AutoScore] = field(default_factory=dict)
    untouched: tuple[str, ...] = ()
    notebook: JsonObject | None = field(default=None, repr=False)
    layers: tuple[str, ...] = ()
    cpu: float | None = None
    wall: float | None = None
    over: str = ""
    lost: bool = False

    def without_notebook(self) -> SubmissionResult:
        """Return the result without its notebook, which takes most of the memory."""
        return replace(self, notebook=None)

    def to_json(self) -> JsonObject:
        """Return the result without its notebook, as in the journal and ``--json``."""
        data = asdict(self.without_notebook())
        del data["notebook"], data["lost"]
        data["walls"] = data.pop("layers")
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> SubmissionResult:
        """Return a result from its JSON form.

        Entries that an older version did not write are optional.

        Raises
        ------
        KeyError, TypeError, ValueError
            If it is not the JSON form of a result.
        """
        scores = data.get("scores") or {}
        if not isinstance(scores, dict):
            raise TypeError("scores is not an object")
        return cls(
            student=str(data["student"]),
            lesson=str(data.get("lesson", "")),
            graded=data.get("graded") is True,
            reason=str(data.get("reason", "")),
            findings=_lines(data.get("findings")),
            scores={str(name): AutoScore.from_json(one) for name, one in scores.items()},
            untouched=_lines(data.get("untouched")),
            layers=_lines(data.get("walls")),
            cpu=_seconds(data.get("cpu")),
            wall=_seconds(data.get("wall")),
            over=str(data.get("over", "")),
        )


def not_graded(
    student: str,
    lesson: str,
    reason: str,
    findings: Sequence[Diagnostic] = (),
    *,
    lost: bool = False,
) -> SubmissionResult:
    """Return the result of a submission that could not be graded.

    Parameters
    ----------
    student, lesson : str
        Whose work for which lesson.
    reason : str
        Why it could not be graded.
    findings : sequence of Diagnostic, optional
        What was found before that.
    lost : bool, optional
        Whether grading failed for reasons outside the work, such as a worker that was lost.
    """
    said = (*map(str, findings), str(Diagnostic(student, reason)))
    return SubmissionResult(
        student, lesson, reason=one_line(reason), findings=said, wall=0.0, lost=lost
    )


def _number(value: object) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise TypeError(f"{value!r} is not a number")


def _seconds(value: object) -> float | None:
    return None if value is None else _number(value)


def _lines(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
