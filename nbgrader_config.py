"""Settings of nbgrader for this course; every `nbgrader` command run here reads them."""

from grading_helpers.instructor.feedback.settings import explain_marks
from grading_helpers.instructor.gradebook.settings import charge_for_late_work
from grading_helpers.instructor.grader.settings import grade_safely

c = get_config()  # noqa: F821 - nbgrader defines it

c.CourseDirectory.course_id = "focus_on_customers"

# Submissions are graded in a sandbox, as docs/grading.md explains. Without this line nbgrader
# grades as it always does, with the settings below.
grade_safely(c)

# What late work costs is in course/course.yml, under "late".
charge_for_late_work(c)

# A student's page explains each lost point; hidden tests and mark schemes are described,
# not shown. To show them: explain_marks(c, show_hidden=True).
explain_marks(c)

# A right answer may print a warning. Stock nbgrader treats any text on stderr as a
# failure; a failed test raises an exception, so stderr can be ignored.
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"[\s\S]*"

# Wall-clock seconds for one cell: a loaded machine must not fail an honest student.
c.ExecutePreprocessor.timeout = 120

c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# One file per student, named <lesson>__<student id>.ipynb, as `make demo` lays them out.
c.FileNameCollectorPlugin.named_regexp = (
    r".*[/\\](?P<file_id>\d\d_[a-z_]+?)__(?P<student_id>[\w.@-]+)\.ipynb$"
)
