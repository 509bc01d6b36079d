"""The proofs hold for the course, and each of them fails when it should."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.authoring.lessons import Cell, Lesson
from grading_helpers.instructor.proving.exercise_proofs import Bench, prove_exercise
from grading_helpers.instructor.proving.notebook_proofs import cells_by_id, notebook_problems
from grading_helpers.instructor.proving.odd_answers import WRAPPERS
from grading_helpers.instructor.proving.prove import prove
from grading_helpers.instructor.proving.report import upper_bound


@pytest.mark.slow
def test_the_five_proofs_hold(course: Course) -> None:
    report = prove(course)
    assert report.all_problems == []
    assert {proof.exercise for proof in report.exercises} >= {"servqual_gaps", "gap_chart"}
    for proof in report.exercises:
        assert proof.messages >= 7
        if proof.lesson != "00_start_here":  # practice: there are no tests to pass
            assert proof.right >= 2
            assert proof.wrong >= 5


def test_every_exercise_has_the_misconceptions_of_its_specification(rater: ReadLesson) -> None:
    for exercise in rater.exercises.values():
        assert len(exercise.right) >= 2
        assert len(exercise.wrong) >= 5


def bench_of(rater: ReadLesson, course: Course, name: str, old: str = "", new: str = "") -> Bench:
    """An exercise whose answer and test cells have been spoiled by a replacement."""
    cells = tuple(_spoiled(cell, old, new) for cell in rater.lesson.cells)
    stub = cells_by_id(course.release("03_rater"))[name]
    return Bench(Lesson(rater.lesson.folder, cells), rater.exercises[name], stub)


def _spoiled(cell: Cell, old: str, new: str) -> Cell:
    spoil = bool(old) and (cell.is_test or cell.is_answer)
    return replace(cell, source=cell.source.replace(old, new)) if spoil else cell


def test_a_sound_exercise_has_no_problem(rater: ReadLesson, course: Course) -> None:
    assert prove_exercise(bench_of(rater, course, "csat_by_store")).problems == ()


def test_a_lax_grader_is_found(rater: ReadLesson, course: Course) -> None:
    proof = prove_exercise(
        bench_of(rater, course, "csat_by_store", '"E": np.nan', '"E": blanks["csat"].mean()')
    )
    assert proof.accepted < proof.right
    lax = bench_of(rater, course, "csat_by_store", "assert_matches(csat", "print(csat")
    proof = prove_exercise(lax)
    assert proof.rejected < proof.wrong
    assert any("wrong_top_box_only" in problem for problem in proof.problems)


def test_a_harsh_grader_is_found(rater: ReadLesson, course: Course) -> None:
    harsh = bench_of(rater, course, "csat_by_store", "ONE_DECIMAL)", "ONE_DECIMAL / 1000)")
    problems = prove_exercise(harsh).problems
    assert any("a right answer fails" in problem for problem in problems), problems


def test_a_grader_that_forgives_a_changed_input_is_found(rater: ReadLesson, course: Course) -> None:
    lax = bench_of(rater, course, "csat_by_store", "assert_keeps_input(csat", "print(csat")
    problems = prove_exercise(lax).problems
    assert any("'changes_input'" in problem for problem in problems), problems


def test_a_grader_that_takes_warnings_for_errors_is_found(
    rater: ReadLesson, course: Course
) -> None:
    line = "from grading_helpers.compare import"
    harsh = bench_of(
        rater,
        course,
        "csat_by_store",
        line,
        f"import warnings; warnings.simplefilter('error')\n{line}",
    )
    problems = prove_exercise(harsh).problems
    assert any("'warns'" in problem for problem in problems), problems


def test_a_message_that_is_not_the_authors_is_found(rater: ReadLesson, course: Course) -> None:
    bench = bench_of(rater, course, "csat_by_store")
    exercise = bench.exercise
    answers = tuple(
        replace(answer, message="Something else.") if answer.name == "wrong_fraction" else answer
        for answer in exercise.answers
    )
    proof = prove_exercise(replace(bench, exercise=replace(exercise, answers=answers)))
    assert proof.fired == proof.messages - 1


def spoil_release(course: Course, cell_id: str, source: str) -> None:
    path = course.release("03_rater")
    notebook = nbformat.read(path, as_version=4)
    next(cell for cell in notebook.cells if cell.id == cell_id).source = source
    nbformat.write(notebook, path)


@pytest.mark.parametrize(
    ("cell_id", "source", "words"),
    [
        ("csat_by_store", "def csat_by_store(survey):\n    ### BEGIN SOLUTION", "BEGIN SOLUTION"),
        ("csat_by_store_values", "assert csat_by_store", "'assert'"),
        ("csat_by_store_values", "1 / 0", "ZeroDivisionError"),
        ("csat_by_store", "def csat_by_store(survey):\n    return {}", "ends an untouched copy"),
    ],
    ids=["solution", "hidden_test", "cell_that_stops", "stub_that_does_something"],
)
def test_a_release_that_reveals_or_gives_is_found(
    course_copy: Course, rater: ReadLesson, cell_id: str, source: str, words: str
) -> None:
    assert list(notebook_problems(course_copy, rater)) == []
    spoil_release(course_copy, cell_id, source)
    problems = list(notebook_problems(course_copy, rater))
    assert any(words in problem for problem in problems), problems


def test_a_stray_file_beside_a_release_is_found(course_copy: Course, rater: ReadLesson) -> None:
    (course_copy.release("03_rater").parent / "lesson.md").write_text("answers")
    assert any("lesson.md" in problem for problem in notebook_problems(course_copy, rater))


def test_a_missing_notebook_is_told_with_its_cure(rater: ReadLesson, tmp_path: Path) -> None:
    assert "make build" in next(iter(notebook_problems(Course(tmp_path), rater)))


def test_the_upper_bound_is_clopper_and_pearsons() -> None:
    assert upper_bound(0, 10) == pytest.approx(1 - 0.05 ** (1 / 10))
    assert upper_bound(2, 10) == pytest.approx(0.5069, abs=1e-4)
    assert upper_bound(10, 10) == 1


def test_the_prover_adds_every_odd_answer_of_the_promise() -> None:
    assert set(WRAPPERS) >= {
        "none", "nan", "string", "exception", "changes_input", "prints_to_stderr", "warns",
        "other_types",
    }  # fmt: skip
