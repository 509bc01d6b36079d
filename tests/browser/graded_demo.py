"""Some of the demo class and one hostile student, graded: what the pages for people are tried on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from hostile.injections import BUNDLES, MARK, PAGES, TEXTS
from hostile.lesson import extra

from grading_helpers.instructor.build import Course
from grading_helpers.instructor.demo import Demo, make_demo
from grading_helpers.instructor.demo_class import DemoStudent

LESSON = "03_rater"
WRITTEN = "*Write your answer here"
HONEST = {"ada", "chidi"}
HOSTILE = "mallory"
WAS_HARMED = f"'{MARK}' in window"


def grade_demo(course: Course, folder: Path) -> Demo:
    """Lay out, collect, grade and give feedback to two honest students and a hostile one."""
    demo = make_demo(course, LESSON, folder)
    honest = [one for one in demo.students() if one.student_id in HONEST]
    students = [*honest, _hostile(honest[0])]
    demo.lay_out(students)
    demo.release()
    demo.collect()
    demo.grade(students, lambda _: None)
    demo.write_feedback()
    return demo


def _hostile(student: DemoStudent) -> DemoStudent:
    """Return a student who puts everything into a notebook that could act on a page."""
    notebook = json.loads(student.notebook)
    cells = notebook["cells"]
    for cell in cells:
        if "".join(cell["source"]).startswith(WRITTEN):
            cell["source"] = "\n\n".join((*PAGES.values(), *TEXTS.values()))
    shown = [f"from IPython.display import HTML\nHTML({page!r})" for page in PAGES.values()]
    shown += [f"display({bundle}, raw=True)" for bundle in BUNDLES.values()]
    cells[2:2] = [extra(code, name=f"code{n}") for n, code in enumerate(shown)]
    texts = (*PAGES.values(), *TEXTS.values())
    cells[2:2] = [extra(text, "markdown", f"text{n}") for n, text in enumerate(texts)]
    return replace(student, student_id=HOSTILE, story="injections", notebook=json.dumps(notebook))
