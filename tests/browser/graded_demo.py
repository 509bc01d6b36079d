"""Some students of the demo class and a hostile one, graded, for tests of their pages."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hostile.injections import BUNDLES, MARK, PAGES, TEXTS
from hostile.lesson import extra

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.demo.run import Demo, make_demo
from grading_helpers.instructor.demo.students import DemoStudent

LESSON = "03_rater"
WRITTEN = "*Write your answer here"
ESSAY = "Repair delivery on time first: the gap on R is -1.3 scale points."
HONEST = {"ada", "chidi"}
HOSTILE = "mallory"
WAS_HARMED = f"'{MARK}' in window"


def grade_demo(course: Course, folder: Path) -> Demo:
    """Collect and grade two honest students and a hostile one, and write their feedback."""
    demo = make_demo(course, LESSON, folder)
    honest = [
        _with_essay(one, ESSAY, one.student_id)
        for one in demo.students()
        if one.student_id in HONEST
    ]
    students = [*honest, _hostile(honest[0])]
    demo.lay_out(students)
    demo.release()
    demo.collect()
    demo.grade(students, lambda _: None)
    demo.write_feedback()
    return demo


def _with_essay(student: DemoStudent, essay: str, name: str) -> DemoStudent:
    """Return a student who wrote something in the cell for the written answer."""
    notebook = json.loads(student.notebook)
    [place] = [one for one in notebook["cells"] if "".join(one["source"]).startswith(WRITTEN)]
    place["source"] = essay
    return replace(student, student_id=name, notebook=json.dumps(notebook))


def _hostile(student: DemoStudent) -> DemoStudent:
    """Return a student whose notebook contains everything that could be active on a page."""
    texts = (*PAGES.values(), *TEXTS.values())
    blank = replace(student, notebook=student.notebook.replace(ESSAY, f"{WRITTEN}*"))
    hostile = _with_essay(blank, "\n\n".join(texts), HOSTILE)
    notebook = json.loads(hostile.notebook)
    shown = [f"from IPython.display import HTML\nHTML({page!r})" for page in PAGES.values()]
    shown += [f"display({bundle}, raw=True)" for bundle in BUNDLES.values()]
    cells = [extra(code, name=f"code{number}") for number, code in enumerate(shown)]
    cells += [extra(text, "markdown", f"text{number}") for number, text in enumerate(texts)]
    notebook["cells"][2:2] = cells
    return replace(hostile, story="injections", notebook=json.dumps(notebook))
