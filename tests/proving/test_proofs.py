"""All proofs succeed for the course, and each of them fails when it should."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from grading_helpers.instructor.authoring.content_cache import cache_folder
from grading_helpers.instructor.authoring.corpus import FEWEST_RIGHT
from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.instructor.proving.exercise_proofs import Bench, prove_exercise
from grading_helpers.instructor.proving.notebook_proofs import cells_by_id, notebook_problems
from grading_helpers.instructor.proving.odd_answers import WRAPPERS
from grading_helpers.instructor.proving.proof_cache import ProofCache
from grading_helpers.instructor.proving.prove import prove
from grading_helpers.instructor.proving.report import upper_bound


@pytest.mark.integration
def test_the_five_proofs_hold(course: Course) -> None:
    # All is proved anew, and kept for the tests that build the course. Contracts have a test of
    # their own. On older versions, the lesson that uses most of pandas stands for all, so that both
    # sets of versions are tested in half an hour.
    only = "" if int(pd.__version__.partition(".")[0]) >= 3 else "02_loyalty_stages"
    kept = ProofCache(cache_folder(course.root) / "proofs", fresh=True)
    report = prove(course, only=only, remembered=kept, contracts=False)
    assert report.all_problems == []
    assert {proof.exercise for proof in report.exercises} >= {"cohort_table", "clv_curve"}
    for proof in report.exercises:
        assert proof.messages >= FEWEST_RIGHT + course.settings.wrong_answers
        if proof.lesson != "00_start_here":  # practice: there are no tests to pass
            assert proof.right >= FEWEST_RIGHT
            assert proof.wrong >= course.settings.wrong_answers


# These are enough to find a damaged grader; `test_the_five_proofs_hold` tries all.
A_FEW = (
    "right_apply",
    "right_series",
    "wrong_top_box_only",
    "wrong_fraction",
    "wrong_empty_store_zero",
)


def bench_of(rater: ReadLesson, course: Course, name: str, old: str = "", new: str = "") -> Bench:
    """An exercise with a few answers, whose cells have been damaged by a replacement."""
    cells = tuple(_spoiled(cell, old, new) for cell in rater.lesson.cells)
    stub = cells_by_id(course.release("03_rater"))[name]
    exercise = rater.exercises[name]
    few = tuple(one for one in exercise.answers if one.name in A_FEW)
    assert len(few) == len(A_FEW)
    return Bench(
        Lesson(rater.lesson.folder, cells), replace(exercise, answers=few, practice_code=""), stub
    )


def _spoiled(cell: Cell, old: str, new: str) -> Cell:
    spoil = bool(old) and (cell.is_test or cell.is_answer)
    return replace(cell, source=cell.source.replace(old, new)) if spoil else cell


@pytest.mark.integration
def test_a_sound_exercise_has_no_problem(rater: ReadLesson, course: Course) -> None:
    assert prove_exercise(bench_of(rater, course, "csat_by_store")).problems == ()


@pytest.mark.integration
def test_a_lenient_grader_is_found(rater: ReadLesson, course: Course) -> None:
    proof = prove_exercise(
        bench_of(rater, course, "csat_by_store", '"E": np.nan', '"E": blanks["csat"].mean()')
    )
    assert proof.accepted < proof.right
    lax = bench_of(rater, course, "csat_by_store", "(csat_by_store", "; print(csat_by_store")
    proof = prove_exercise(lax)
    assert proof.rejected < proof.wrong
    assert any("wrong_top_box_only" in problem for problem in proof.problems)


@pytest.mark.integration
def test_a_strict_grader_is_found(rater: ReadLesson, course: Course) -> None:
    harsh = bench_of(rater, course, "csat_by_store", "ONE_DECIMAL)", "ONE_DECIMAL / 1000)")
    problems = prove_exercise(harsh).problems
    assert any("a right answer fails" in problem for problem in problems), problems


@pytest.mark.integration
def test_a_grader_that_forgives_a_changed_input_is_found(rater: ReadLesson, course: Course) -> None:
    lax = bench_of(rater, course, "csat_by_store", "assert_keeps_input(csat", "print(csat")
    problems = prove_exercise(lax).problems
    assert any("'changes_input'" in problem for problem in problems), problems


@pytest.mark.integration
def test_a_grader_that_treats_warnings_as_errors_is_found(
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


def test_a_type_that_only_check_accepts_is_found(rater: ReadLesson, course: Course) -> None:
    harsh = bench_of(
        rater,
        course,
        "csat_by_store",
        "csat_by_store(two_stores)",
        "csat_by_store(two_stores) | {}",
    )
    problems = harsh.type_problems()
    words = "csat_by_store: the hidden tests reject nullable types, but check says: Matches on"
    assert any(problem.startswith(words) for problem in problems), problems
    assert not any("ordered dictionaries" in problem for problem in problems)


@pytest.mark.integration
def test_a_message_that_differs_from_the_authors_is_found(
    rater: ReadLesson, course: Course
) -> None:
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


@pytest.mark.integration
@pytest.mark.parametrize(
    ("cell_id", "source", "words"),
    [
        ("csat_by_store", "def csat_by_store(survey):\n    ### BEGIN SOLUTION", "BEGIN SOLUTION"),
        ("csat_by_store_values", "assert csat_by_store", "'assert'"),
        ("csat_by_store_values", "1 / 0", "ZeroDivisionError"),
        (
            "csat_by_store",
            "def csat_by_store(survey):\n    return {}",
            "in an untouched copy, the test",
        ),
    ],
    ids=["solution", "hidden_test", "cell_that_stops", "stub_that_does_something"],
)
def test_a_release_that_reveals_something_or_gives_points_is_found(
    course_copy: Course, rater: ReadLesson, cell_id: str, source: str, words: str
) -> None:
    assert list(notebook_problems(course_copy, rater)) == []
    spoil_release(course_copy, cell_id, source)
    problems = list(notebook_problems(course_copy, rater))
    assert any(words in problem for problem in problems), problems


@pytest.mark.integration
def test_a_stray_file_beside_a_release_is_found(course_copy: Course, rater: ReadLesson) -> None:
    (course_copy.release("03_rater").parent / "lesson.md").write_text("answers")
    assert any("lesson.md" in problem for problem in notebook_problems(course_copy, rater))


def test_a_missing_notebook_is_reported_with_the_fix(rater: ReadLesson, tmp_path: Path) -> None:
    assert "make build" in next(iter(notebook_problems(Course(tmp_path), rater)))


def test_the_upper_bound_is_that_of_clopper_and_pearson() -> None:
    assert upper_bound(0, 10) == pytest.approx(1 - 0.05 ** (1 / 10))
    assert upper_bound(2, 10) == pytest.approx(0.5069, abs=1e-4)
    assert upper_bound(10, 10) == 1


def test_the_prover_adds_every_promised_odd_answer() -> None:
    assert set(WRAPPERS) >= {
        "none", "nan", "string", "exception", "changes_input", "prints_to_stderr", "warns",
        "other_types",
    }  # fmt: skip
