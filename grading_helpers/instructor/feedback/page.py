"""The feedback page: one HTML file without scripts or links to other files."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from grading_helpers.instructor.feedback import markup
from grading_helpers.instructor.feedback.cells import NotebookView
from grading_helpers.instructor.feedback.explanations import make_account, points, tidied
from grading_helpers.instructor.feedback.outline import Cell, Outline, make_outline
from grading_helpers.instructor.feedback.scores import Scores
from grading_helpers.instructor.feedback.solutions import Solution
from grading_helpers.instructor.grader.execution.failures import Failure
from grading_helpers.instructor.grader.sanitize.limited import one_submission
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.html_templates import template

HERE = Path(__file__).parent
STYLE = (HERE / "page.css").read_text("utf-8")
DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
# No scripts, requests or forms; only our style sheet, and style attributes that were cleaned.
POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'sha256-{DIGEST}'",
        "style-src-attr 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
)


@dataclass(frozen=True)
class LessonFeedback:
    """What the feedback pages of a class have in common.

    A page for the instructor says at its top that it is not for the student. ``solutions`` are
    shown to everybody; by default there are none.
    """

    plan: Assignment
    show_hidden: bool = False
    for_instructor: bool = False
    solutions: tuple[Solution, ...] = ()

    @cached_property
    def outline(self) -> Outline:
        """The exercises of the lesson."""
        return make_outline(self.plan)

    def page(
        self,
        cells: Iterable[Cell],
        scores: Scores,
        failures: Mapping[str, Failure] | None = None,
    ) -> str:
        """Return the feedback page of one student.

        Parameters
        ----------
        cells : iterable of mapping
            The cells of the graded notebook. They are not trusted.
        scores : Scores
            From the gradebook.
        failures : mapping of str to Failure, optional
            The smallest inputs on which tests fail, by test, to be shown. They are not trusted.
        """
        listed = list(cells)
        viewer = NotebookView(self.plan, self.outline, scores, self.show_hidden)
        with one_submission():
            return _template().render(
                account=make_account(self.outline, scores, listed, failures),
                cells=[*viewer.views(listed)],
                policy=POLICY,
                style=Markup(STYLE),
                lesson=self.plan.lesson,
                for_instructor=self.for_instructor,
                solutions=self.solutions,
            )


def _comment(words: str) -> Markup:
    return markup.text(words, ours=False)


@cache
def _template() -> Template:
    return template(
        HERE / "page.html.j2",
        code=markup.code,
        comment=_comment,
        data=markup.data,
        points=points,
        tidied=tidied,
    )
