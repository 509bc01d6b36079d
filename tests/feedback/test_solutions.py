"""Solutions: the lesson's own, and the right answer that is least like it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hostile.lesson import ANSWERS, small_assignment

from grading_helpers.instructor.authoring.corpus import UNREAD
from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.feedback.outline import make_outline
from grading_helpers.instructor.feedback.solutions import read_solutions
from grading_helpers.instructor.gradebook.course_folder import course_folder
from grading_helpers.instructor.grader.submission.assignment import read_assignment

PLAN = small_assignment()
OUTLINE = make_outline(PLAN)
NAME = next(iter(ANSWERS))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of one exercise, in which a test puts answers."""
    home = tmp_path / "course" / PLAN.lesson / "exercises" / NAME
    home.mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    return home


def test_without_a_corpus_there_is_the_solution_alone(tmp_path: Path) -> None:
    found = read_solutions(PLAN, OUTLINE, tmp_path)
    assert [one.name for one in found] == list(ANSWERS)
    assert not any(one.other or one.route or "###" in one.code for one in found)
    assert all(f"def {one.name}(" in one.code for one in found)


def test_the_other_answer_is_the_one_least_like_the_solution(home: Path, tmp_path: Path) -> None:
    (same,) = (cell.source for cell in PLAN.cells if cell.grade_id == NAME)
    loop = "def other(rows):\n    for row in rows:\n        yield row"
    (home / "right_a_copy.py").write_text(f'"""The same again."""\n\n{same}\n')
    (home / "right_loop.py").write_text(f'"""Goes through\nthe rows."""\n\n\n{loop}\n')
    (home / "wrong_far_away.py").write_text('"""Wrong."""\n\nx = 1\n')
    (tmp_path / "autumn").mkdir()
    found = {one.name: one for one in read_solutions(PLAN, OUTLINE, tmp_path / "autumn")}[NAME]
    assert (found.route, found.other) == ("Goes through the rows.", loop)


def test_code_that_nobody_has_read_or_that_is_broken_is_not_shown(
    home: Path, tmp_path: Path
) -> None:
    (home / "right_harvested.py").write_text(f'"""A loop."""\n{UNREAD}\nx = 1\n')
    (home / "right_broken.py").write_text('"""A loop."""\ndef f(:\n')
    assert not any(one.other for one in read_solutions(PLAN, OUTLINE, tmp_path))


def test_every_exercise_of_the_course_has_two_routes(course: Course) -> None:
    folder = course_folder(course.root)
    for lesson in course.lessons:
        plan = read_assignment(folder, lesson.name)
        outline = make_outline(plan)
        found = read_solutions(plan, outline, course.root)
        in_code = {name for one in outline.exercises for name in one.answers} & {
            cell.grade_id for cell in plan.cells if cell.kind == "code"
        }
        assert {one.name for one in found} == in_code
        for one in found:
            assert one.route
            assert not re.search(r"###|assert_matches|NotImplementedError", one.code + one.other)
