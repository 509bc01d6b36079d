"""Whether a submission costs as much in a large class as in a small one.

``python benchmarks/scaling.py 30 300 1000`` grades classes of these sizes, each in its own
folder. It prints the CPU and wall seconds of a submission, the part of the CPU of the one process
that saves, and the memory of that process. The table is Markdown.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

os.environ["NBGRADER_EXECUTION"] = "autograde"

import grading as side_by_side  # the benchmark beside this one

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.demo.run import make_demo
from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.grader.execution import fork_server, launcher
from grading_helpers.instructor.grader.execution.precomputed_cells import lesson_cells
from grading_helpers.instructor.grader.grade_class import grade_lesson
from grading_helpers.instructor.grader.sandbox import process_tree
from grading_helpers.instructor.grader.submission.assignment import read_assignment

LESSON = side_by_side.LESSON


def main() -> None:
    """Measure each size and print the table."""
    print("| students | CPU each | of it saving | wall each | memory of the grader |")
    print("|---|---|---|---|---|")
    for size in map(int, sys.argv[1:] or ["30", "300"]):
        with tempfile.TemporaryDirectory() as folder:
            print(_row(size, Path(folder) / "course"), flush=True)


def _row(size: int, folder: Path) -> str:
    demo = make_demo(Course(side_by_side.ROOT), LESSON, folder)
    students = side_by_side._class(demo, size)
    side_by_side._lay_out(demo, students)
    course = CourseFolder(demo.folder, "focus_on_customers")
    names = [student.student_id for student in students]
    server = launcher.get_fork_server(lesson_cells(read_assignment(course, LESSON)))
    before, own, began = _family(server), _own(), time.monotonic()
    grade_lesson(course, LESSON, names, lambda _: None)
    wall = time.monotonic() - began
    cpu, saving = _family(server) - before, _own() - own
    memory = _resident()
    each = f"{1000 * (cpu + saving) / size:.0f} ms | {1000 * saving / size:.0f} ms"
    return f"| {size} | {each} | {1000 * wall / size:.0f} ms | {memory} MB |"


def _family(server: fork_server.ForkServer) -> float:
    """Return the CPU seconds of the server and everything that it forked."""
    time.sleep(side_by_side.SETTLE_SECONDS)
    return process_tree.usage(server.process.pid).cpu


def _own() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _resident() -> int:
    """Return the memory of this process, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 2**20


if __name__ == "__main__":
    main()
