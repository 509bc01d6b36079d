"""Grade a class of invented students by ``course grade --unsafe-no-sandbox``; compare its marks.

The workflow runs this on macOS and Windows, where there is no sandbox.
"""

from __future__ import annotations

import subprocess
import sys

from grading_helpers.instructor.authoring.course import find_course
from grading_helpers.instructor.demo.run import autograded_points, make_demo
from grading_helpers.instructor.gradebook.course_folder import course_folder

LESSON = "03_rater"
OPTIONS = ("--unsafe-no-sandbox", "--force")


def main() -> None:
    """Exit with the names of those whose marks are not as expected."""
    demo = make_demo(find_course(), LESSON)
    students = demo.students()
    demo.lay_out(students)
    demo.release()
    demo.collect()
    program = [sys.executable, "-m", "grading_helpers.instructor", "grade", LESSON, *OPTIONS]
    done = subprocess.run(program, cwd=demo.folder, check=False)
    names = [student.student_id for student in students]
    found = autograded_points(course_folder(demo.folder), LESSON, names)
    marks = {name: points or None for name, points in found.items()}
    for one in students:
        given = sum((marks[one.student_id] or {}).values())
        print(f"{one.student_id}: {given:g} points given, {one.total_due or 0:g} expected")
    wrong = [one.student_id for one in students if marks[one.student_id] != one.due]
    if wrong or done.returncode not in (0, 1):
        sys.exit(f"course grade ended with {done.returncode}; not as expected: {wrong}")


if __name__ == "__main__":
    main()
