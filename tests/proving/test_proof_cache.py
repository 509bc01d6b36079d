"""A cached proof is used only while everything that it depends on is unchanged."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grading_helpers.checking import examine
from grading_helpers.checking.attempt import Attempt, attempt
from grading_helpers.checking.outcomes import Case
from grading_helpers.instructor.authoring import content_cache, outcomes
from grading_helpers.instructor.authoring.content_cache import (
    PACKAGE,
    source_digest,
    source_files,
    version_digest,
)
from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.authoring.lesson.model import Cell, Lesson
from grading_helpers.instructor.authoring.outcomes import run_answer
from grading_helpers.instructor.proving import exercise_proofs, proof_cache
from grading_helpers.instructor.proving.exercise_proofs import Bench, prove_exercise
from grading_helpers.instructor.proving.notebook_proofs import cells_by_id
from grading_helpers.instructor.proving.proof_cache import Proof, ProofCache, Recall
from grading_helpers.instructor.proving.prove import prove_lessons, without_contracts

# Answers of the corpus are graded, which takes seconds.
pytestmark = pytest.mark.integration

EXERCISE = "better_worse"


@pytest.fixture(scope="module")
def bench(rater: ReadLesson, course: Course) -> Bench:
    stub = cells_by_id(course.release("03_rater"))[EXERCISE]
    return Bench(rater.lesson, rater.exercises[EXERCISE], stub)


@pytest.fixture(scope="module")
def proved(bench: Bench) -> Recall:
    """The cache after a first proof."""
    recall = Recall()
    assert prove_exercise(replace(bench, recall=recall)).problems == ()
    return Recall(recall.used)


def graded_again(
    bench: Bench, proved: Recall, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[str], tuple[str, ...]]:
    """Return the answers that were graded although something was known, and the problems."""
    graded: list[str] = []
    really = exercise_proofs.earned

    def counting(setup: str, answer: str, tests: dict[str, str]) -> object:
        graded.append(answer)
        return really(setup, answer, tests)

    monkeypatch.setattr(exercise_proofs, "earned", counting)
    proof = prove_exercise(replace(bench, recall=Recall(proved.known)))
    return graded, proof.problems


def with_answer(bench: Bench, name: str, change: Callable[[str], str]) -> Bench:
    answers = tuple(
        replace(one, code=change(one.code)) if one.name == name else one
        for one in bench.exercise.answers
    )
    return replace(bench, exercise=replace(bench.exercise, answers=answers))


def with_cells(bench: Bench, change: Callable[[Cell], Cell]) -> Bench:
    cells = tuple(map(change, bench.lesson.cells))
    return replace(bench, lesson=Lesson(bench.lesson.folder, cells))


def called_for_the_record(
    bench: Bench, code: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[str], object]:
    """Return the cases that are tried again after ``check``, and the results in all of them."""
    tried: list[str] = []

    def counting(function: Callable[..., object], case: Case, *more: Any) -> Attempt:
        tried.append(case.name)
        return attempt(function, case, *more)

    bench = replace(bench, recall=Recall())
    with monkeypatch.context() as patched:
        patched.setattr(outcomes, "attempt", counting)
        bench.checked(code)
        return tried, bench.run(code, bench.lesson, bench.exercise)


def test_no_call_of_check_is_repeated_for_the_record(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise = bench.exercise
    for answer in (exercise.right[0], exercise.wrong[0]):
        tried, results = called_for_the_record(bench, answer.code, monkeypatch)
        assert tried == []
        assert results == run_answer(answer.code, bench.lesson, exercise)


def test_calls_on_inputs_of_the_last_build_do_not_count(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = bench.exercise.examples
    code = bench.exercise.right[0].code
    changed = replace(bench, exercise=replace(bench.exercise, examples=(*others, first)))
    tried, results = called_for_the_record(changed, code, monkeypatch)
    assert len(tried) == len(changed.exercise.examples)
    assert results == run_answer(code, changed.lesson, changed.exercise)


def test_calls_that_were_cut_short_do_not_count(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examine, "SECONDS", 0.001)
    head, name = "def better_worse(counts):\n", bench.exercise.right[0].name
    slow = f"{head}    sum(range(1_000_000))\n"
    bench = with_answer(bench, name, lambda code: code.replace(head, slow))
    code = bench.exercise.right[0].code
    tried, results = called_for_the_record(bench, code, monkeypatch)
    assert tried
    assert results == run_answer(code, bench.lesson, bench.exercise)


def test_unchanged_answers_are_not_graded_again(
    bench: Bench, proved: Recall, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert graded_again(bench, proved, monkeypatch) == ([], ())


def test_only_an_answer_that_changed_is_graded_again(
    bench: Bench, proved: Recall, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = bench.exercise.wrong[0].name
    changed = with_answer(bench, name, lambda code: f"{code}# another comment\n")
    graded, problems = graded_again(changed, proved, monkeypatch)
    assert [code.endswith("# another comment\n") for code in graded] == [True]
    assert problems == ()


def test_a_wrong_answer_that_has_become_right_is_found(
    bench: Bench, proved: Recall, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong, right = bench.exercise.wrong[0], bench.exercise.right[0]
    changed = with_answer(bench, wrong.name, lambda _: f"{right.code}# as if it were wrong\n")
    _, problems = graded_again(changed, proved, monkeypatch)
    assert any(wrong.name in problem for problem in problems), problems


def test_a_test_that_has_become_lenient_is_found(
    bench: Bench, proved: Recall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lax(cell: Cell) -> Cell:
        return (
            replace(cell, source=cell.source.replace("assert", "print")) if cell.is_test else cell
        )

    graded, problems = graded_again(with_cells(bench, lax), proved, monkeypatch)
    assert len(graded) > len(bench.exercise.answers)
    assert problems


def test_every_answer_is_graded_again_if_the_first_cell_changes(
    bench: Bench, proved: Recall, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = next(cell for cell in bench.lesson.cells if cell.kind == "code")
    changed = with_cells(
        bench,
        lambda cell: replace(cell, source=f"{cell.source}\nNEW = 1") if cell is first else cell,
    )
    assert len(graded_again(changed, proved, monkeypatch)[0]) > len(bench.exercise.answers)


def test_every_answer_is_graded_again_with_another_version_or_helper(
    bench: Bench, proved: Recall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof_cache, "surroundings", lambda: "of another version")
    assert len(graded_again(bench, proved, monkeypatch)[0]) > len(bench.exercise.answers)


@pytest.mark.parametrize("library", ["numpy", "pandas", "matplotlib"])
def test_another_version_of_a_library_changes_the_digest(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, really = version_digest(), content_cache._version
    monkeypatch.setattr(
        content_cache, "_version", lambda name: "99.0" if name == library else really(name)
    )
    assert version_digest() != before


def test_another_version_of_python_changes_the_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = version_digest()
    monkeypatch.setattr("platform.python_version", lambda: "3.99.0")
    assert version_digest() != before


@pytest.mark.parametrize("file", ["compare.py", "checking/results.py", "data/servqual.csv"])
def test_another_helper_or_table_changes_the_digest(file: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "package", ignore=shutil.ignore_patterns("*.pyc"))
    before = source_digest(tmp_path / "package")
    assert before == source_digest(PACKAGE)
    with (tmp_path / "package" / file).open("a") as changed:
        changed.write("\n")
    assert source_digest(tmp_path / "package") != before


@pytest.mark.parametrize(
    ("file", "counts"),
    [
        ("instructor/contracts/strategies.py", True),
        ("instructor/grader/submission/dependencies.py", True),
        ("instructor/report/page.py", False),
        ("instructor/grader/execution/session.py", False),
    ],
)
def test_only_modules_that_make_a_result_change_the_digest(file: str, counts: bool) -> None:
    assert (PACKAGE / file in source_files()) is counts


def test_every_module_that_a_build_and_a_proof_import_changes_the_digest() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, str(PACKAGE.parent)],
        capture_output=True,
        text=True,
        check=True,
    )
    imported = {Path(file) for file in done.stdout.split()}
    assert PACKAGE / "instructor/contracts/strategies.py" in imported
    assert imported - source_files() == set()


# Prints the files of the package that are imported after a contract of each lesson was loaded, and
# an exercise was proved.
IMPORTED = """
import sys
from pathlib import Path
from grading_helpers.instructor.authoring.course import Course, read_course
from grading_helpers.instructor.proving import prove
course = Course(Path(sys.argv[1]))
lessons = read_course(course)
for one in lessons:
    for exercise in one.exercises.values():
        exercise.contract
first = prove._benches(course, lessons[0])[0]
prove._prove_exercise(course.root, False, first, {})
for name, module in list(sys.modules.items()):
    if name.startswith("grading_helpers"):
        print(module.__file__)
"""


def kept(folder: Path) -> Path:
    """Save one proof in a file, and return the file."""
    cache = ProofCache(folder)
    cache.keep("03_rater", EXERCISE, Proof(cache.key("about"), "it holds", {"a": 1}))
    cache.save()
    return folder / "03_rater.json"


def found(folder: Path, *, fresh: bool = False, about: str = "about") -> Proof | None:
    cache = ProofCache(folder, fresh=fresh)
    return cache.find("03_rater", EXERCISE, cache.key(about))


def test_a_proof_is_found_under_its_key_alone(tmp_path: Path) -> None:
    kept(tmp_path)
    proof = found(tmp_path)
    assert proof is not None
    assert (proof.fact, proof.parts) == ("it holds", {"a": 1})
    assert found(tmp_path, about="something else") is None
    assert found(tmp_path, fresh=True) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("it holds", "it HOLDS"),
        lambda text: "",
        lambda text: "[]",
        lambda text: json.dumps({"digest": "", "proofs": {}}),
        lambda text: text.replace('"digest"', '"digits"'),
    ],
    ids=["cut", "edited", "empty", "list", "other_digest", "no_digest"],
)
def test_a_damaged_cache_file_is_ignored(damage: Callable[[str], str], tmp_path: Path) -> None:
    file = kept(tmp_path)
    file.write_text(damage(file.read_text("utf-8")), "utf-8")
    assert found(tmp_path) is None
    assert ProofCache(tmp_path).parts("03_rater", EXERCISE) == {}


def test_a_second_run_proves_only_changes_and_gives_the_same_results(
    course: Course, rater: ReadLesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = replace(rater, exercises={EXERCISE: rater.exercises[EXERCISE]})
    first = prove_lessons(course, [one], ProofCache(tmp_path))
    with monkeypatch.context() as patched:
        patched.setattr("grading_helpers.instructor.proving.prove.ProcessPoolExecutor", None)
        assert prove_lessons(course, [one], ProofCache(tmp_path)) == first
    right, wrong = one.exercises[EXERCISE].right[0], one.exercises[EXERCISE].wrong[0]
    answers = [
        replace(each, code=right.code) if each.name == wrong.name else each
        for each in one.exercises[EXERCISE].answers
    ]
    spoiled = replace(one.exercises[EXERCISE], answers=tuple(answers))
    changed = without_contracts(replace(one, exercises={EXERCISE: spoiled}))
    for _ in range(2):  # a failed proof is never cached
        with pytest.raises(Exception, match="it gives the solution's results"):
            prove_lessons(course, [changed], ProofCache(tmp_path))
    assert prove_lessons(course, [one], ProofCache(tmp_path)) == first
