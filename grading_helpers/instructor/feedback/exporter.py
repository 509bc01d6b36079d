"""The page as steps of ``nbgrader generate_feedback``; ``settings.py`` puts them there."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from grading_helpers.instructor.feedback.page import Lesson
from grading_helpers.instructor.feedback.scores import read_scores
from grading_helpers.instructor.grader.course_folder import CourseFolder, root_of

SCORES, PLACE = "feedback_scores", "feedback_place"


class ReadScores(NbGraderPreprocessor):  # type: ignore[misc]
    """Take the marks of a notebook from the gradebook."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook as it is, and its marks among the resources.

        Raises
        ------
        NotGradedError
            If the gradebook has none.
        """
        about = resources["nbgrader"]
        lesson, notebook = about["assignment"], about["notebook"]
        with Gradebook(about["db_url"]) as book:
            resources[SCORES] = read_scores(book, about["student"], lesson, notebook)
        resources[PLACE] = (str(root_of(self, resources)), lesson, notebook)
        return nb, resources


class FeedbackExporter(Exporter):  # type: ignore[misc]
    """Write a graded notebook as the page that its student gets."""

    show_hidden = Bool(False, help="Show hidden tests and mark schemes to the students.").tag(
        config=True
    )
    file_extension = ".html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> tuple[str, Any]:
        """Return the page and the resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        root, name, part = resources[PLACE]
        # In the formgrader this process outlives a build of the lesson.
        stamp = CourseFolder(Path(root)).stamp(name, part)
        lesson = _lesson(root, name, part, stamp, show_hidden=self.show_hidden)
        return lesson.page(notebook.cells, resources[SCORES]), resources


@cache
def _lesson(
    root: str, lesson: str, notebook: str, _stamp: tuple[int, ...], *, show_hidden: bool
) -> Lesson:
    return Lesson(CourseFolder(Path(root)).plan(lesson, notebook), show_hidden)
