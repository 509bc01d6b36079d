"""The page itself: one file that needs nothing else, and cannot run anything."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from grading_helpers.instructor.feedback import markup
from grading_helpers.instructor.feedback.account import make_account, points
from grading_helpers.instructor.feedback.cells import Viewer
from grading_helpers.instructor.feedback.outline import Outline, make_outline
from grading_helpers.instructor.feedback.scores import Scores
from grading_helpers.instructor.grader.plan import Plan
from grading_helpers.instructor.pages import template

HERE = Path(__file__).parent
STYLE = (HERE / "feedback.css").read_text("utf-8")
DIGEST = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
# No script, no request, no form; of style sheets only ours, and attributes that were cleaned.
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
class Lesson:
    """What the pages of a class have in common."""

    plan: Plan
    show_hidden: bool = False

    @cached_property
    def outline(self) -> Outline:
        """The lesson by exercise."""
        return make_outline(self.plan)

    def page(self, cells: Iterable[Mapping[str, Any]], scores: Scores) -> str:
        """Return the feedback to a student as one HTML file.

        Parameters
        ----------
        cells : iterable of mapping
            The cells of the graded notebook; nothing in them is trusted.
        scores : Scores
            From the gradebook.
        """
        listed = list(cells)
        viewer = Viewer(self.plan, self.outline, scores, self.show_hidden)
        return _template().render(
            account=make_account(self.outline, scores, listed),
            cells=[*viewer.views(listed)],
            policy=POLICY,
            style=Markup(STYLE),
            lesson=self.plan.lesson,
        )


def _comment(words: str) -> Markup:
    return markup.text(words, ours=False)


@cache
def _template() -> Template:
    return template(HERE / "feedback.html.j2", points=points, comment=_comment)
