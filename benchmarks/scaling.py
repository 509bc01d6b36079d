"""Whether a submission of a large class costs what one of a small class does.

``python benchmarks/scaling.py 30 300 1000`` grades classes of these sizes, each in a folder of its
own, and prints the CPU and wall seconds of a submission, how much of the CPU is the one process
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
from grading_helpers.instructor.grader import hosts, nursery, watching
from grading_helpers.instructor.grader.course import grade_lesson
from grading_helpers.instructor.grader.course_folder import CourseFolder
from grading_helpers.instructor.grader.replaying import lesson_cells

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
    zygote = hosts.zygote(lesson_cells(course.plan(LESSON)))
    before, own, began = _family(zygote), _own(), time.monotonic()
    grade_lesson(course, LESSON, names, lambda _: None)
    wall = time.monotonic() - began
    cpu, saving = _family(zygote) - before, _own() - own
    memory = _resident()
    each = f"{1000 * (cpu + saving) / size:.0f} ms | {1000 * saving / size:.0f} ms"
    return f"| {size} | {each} | {1000 * wall / size:.0f} ms | {memory} MB |"


def _family(zygote: nursery.Zygote) -> float:
    """Return the CPU seconds of the zygote and all that it forked, once the last are counted."""
    time.sleep(side_by_side.SETTLE_SECONDS)
    return watching.usage(zygote.process.pid).cpu


def _own() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _resident() -> int:
    """Return the memory that this process has now, in megabytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 2**20


if __name__ == "__main__":
    main()
