"""The feedback page for ``nbgrader generate_feedback``; ``settings.py`` switches it on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from nbconvert.exporters import Exporter
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from grading_helpers.instructor.feedback.page import LessonFeedback
from grading_helpers.instructor.feedback.scores import read_scores
from grading_helpers.instructor.gradebook.course_folder import CourseFolder, root_of
from grading_helpers.instructor.gradebook.opening import open_gradebook
from grading_helpers.instructor.grader.submission.assignment import read_assignment

if TYPE_CHECKING:
    from nbconvert.exporters.exporter import ResourcesDict
    from nbformat import NotebookNode

SCORES, PLACE = "feedback_scores", "feedback_place"


class ReadScores(NbGraderPreprocessor):  # type: ignore[misc]
    """Read the marks of a notebook from the gradebook."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        """Return the notebook unchanged, with its marks among the resources.

        Raises
        ------
        NotGradedError
            If the gradebook has none.
        """
        about = resources["nbgrader"]
        lesson, notebook = about["assignment"], about["notebook"]
        with open_gradebook(about["db_url"]) as book:
            resources[SCORES] = read_scores(book, about["student"], lesson, notebook)
        resources[PLACE] = (str(root_of(self, resources)), lesson, notebook)
        return nb, resources


class FeedbackExporter(Exporter):  # type: ignore[misc]
    """Export a graded notebook as the student's feedback page."""

    show_hidden = Bool(False, help="Show hidden tests and mark schemes to students.").tag(
        config=True
    )
    file_extension = ".html"

    def from_notebook_node(
        self, nb: NotebookNode, resources: ResourcesDict | None = None, **kw: object
    ) -> tuple[str, ResourcesDict]:
        """Return the page and the resources."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        root, name, part = resources[PLACE]
        # A lesson may be built again while the formgrader runs, so the cache depends on the date.
        stamp = CourseFolder(Path(root)).stamp(name, part)
        lesson = _lesson(root, name, part, stamp, show_hidden=self.show_hidden)
        return lesson.page(notebook.cells, resources[SCORES]), resources


@cache
def _lesson(
    root: str, lesson: str, notebook: str, _stamp: tuple[int, ...], *, show_hidden: bool
) -> LessonFeedback:
    return LessonFeedback(read_assignment(CourseFolder(Path(root)), lesson, notebook), show_hidden)
