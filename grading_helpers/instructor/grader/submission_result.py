"""The result of grading one submission, and its form in JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from grading_helpers.instructor.diagnostics import Diagnostic, one_line
from grading_helpers.instructor.json_types import JsonObject, JsonValue

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
class ItemChange:
    """The points of one test or written answer before and after work was graded again."""

    name: str
    before: float
    after: float


@dataclass(frozen=True)
class MarkChange:
    """How the mark of a student changed when work was graded again.

    Parameters
    ----------
    before, after : float
        The mark: points by tests and by hand, less the penalty for lateness.
    items : tuple of ItemChange
        Where the points changed; points given by hand count instead of those of a test.
    """

    before: float
    after: float
    items: tuple[ItemChange, ...] = ()

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(self.items) or self.before != self.after

    @classmethod
    def from_json(cls, data: Mapping[str, JsonValue]) -> MarkChange:
        """Return a change from its JSON form."""
        items = (
            ItemChange(str(one["name"]), _number(one["before"]), _number(one["after"]))
            for one in data["items"]
        )
        return cls(_number(data["before"]), _number(data["after"]), tuple(items))

    def __str__(self) -> str:
        """Return the change in words.

        Examples
        --------
        >>> print(MarkChange(14.0, 15.5, (ItemChange("csat_ties", 0.0, 1.5),)))
        mark changed from 14 to 15.5: csat_ties 0 to 1.5
        >>> print(MarkChange(18.0, 12.6))
        mark changed from 18 to 12.6: 5.4 more off for lateness
        """
        items = [f"{one.name} {one.before:g} to {one.after:g}" for one in self.items]
        gained = sum(one.after - one.before for one in self.items)
        # What the points do not explain is the penalty.
        off = round(self.before + gained - self.after, 6)
        if off:
            items.append(f"{abs(off):g} {'more' if off > 0 else 'less'} off for lateness")
        return f"mark changed from {self.before:g} to {self.after:g}" + (
            f": {', '.join(items)}" if items else ""
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
    texts : mapping of str to str, optional
        A digest of what the student wrote into each answer cell.
    by_hand : mapping of str to float, optional
        The points that a person had given when the result was saved.
    change : MarkChange, optional
        How the mark changed, if work of the student was graded before.
    to_check : tuple of str, optional
        The answers marked by hand whose text changed.
    counts : bool, optional
        Whether this attempt is the one in the gradebook; not if another one earned more.
    made_with : mapping of str to str, optional
        The versions that the notebook was run with, as far as it records them.
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
    texts: Mapping[str, str] = field(default_factory=dict)
    by_hand: Mapping[str, float] = field(default_factory=dict)
    change: MarkChange | None = None
    to_check: tuple[str, ...] = ()
    counts: bool = True
    made_with: Mapping[str, str] = field(default_factory=dict)

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
        scores = _object(data, "scores")
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
            texts={str(name): str(one) for name, one in _object(data, "texts").items()},
            by_hand={str(name): _number(one) for name, one in _object(data, "by_hand").items()},
            change=MarkChange.from_json(change) if (change := _object(data, "change")) else None,
            to_check=_lines(data.get("to_check")),
            counts=data.get("counts") is not False,
            made_with={str(one): str(v) for one, v in _object(data, "made_with").items()},
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


def _object(data: Mapping[str, object], name: str) -> JsonObject:
    found = data.get(name) or {}
    if not isinstance(found, dict):
        raise TypeError(f"{name} is not an object")
    return found


def _seconds(value: object) -> float | None:
    return None if value is None else _number(value)


def _lines(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
