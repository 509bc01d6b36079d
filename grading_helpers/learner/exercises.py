"""How many points of the exercises match so far, by the last verdicts of ``check``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grading_helpers.learner.answer_book import AnswerBook, answer_book
from grading_helpers.questions.bank import exercise_points

CAVEAT = "Hidden tests on other data decide the mark."


@dataclass(frozen=True)
class MatchingPoints:
    """The points of some exercises, and those of the exercises that match so far.

    An exercise counts with all of its points once its last check matched. ``not_yet`` has the
    points of the others by name. Written answers are not counted.
    """

    matching: float = 0
    points: float = 0
    not_yet: Mapping[str, float] = field(default_factory=dict)

    @property
    def in_words(self) -> str:
        """The count as a sentence."""
        return f"Exercises: {self.matching:g} of {self.points:g} points match so far."


NO_POINTS = MatchingPoints()


def matching_points(lesson: str, book: AnswerBook) -> MatchingPoints:
    """Return how many points of a lesson's exercises match so far.

    Parameters
    ----------
    lesson : str
        Name of the lesson.
    book : AnswerBook
        The saved verdicts. Those on exercises that the lesson does not have are ignored.
    """
    points = exercise_points()[lesson]
    matching = {name for name in points if name in book.exercises and book.exercises[name].matches}
    not_yet = {name: worth for name, worth in points.items() if name not in matching}
    total = sum(points.values())
    return MatchingPoints(total - sum(not_yet.values()), total, not_yet)


def note_verdict(exercise: str, matches: bool) -> None:
    """Save whether an exercise matched; nothing is written while a grader runs the notebook."""
    answer_book().remember_verdict(exercise, matches)
