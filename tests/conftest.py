"""Fixtures that several test modules share."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("MPLBACKEND", "Agg")

from grading_helpers.instructor.authoring.build import build
from grading_helpers.instructor.authoring.content_cache import SHARED_FOLDER
from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.learner.answer_book import AnswerBook

ROOT = Path(__file__).parents[1]

# What takes minutes starts first: the proofs, and beside them what builds nothing. What builds the
# course comes after them and finds the results that they have kept.
ORDER = (
    *("proving/test_proofs.py", "grader/test_hostile.py", "report/test_report_of_class.py"),
    *("publishing/test_fresh_environment.py", "grader/test_same_marks.py", "grader/test_spawn.py"),
    *("test_nbgrader_commands.py", "grader/test_clusters.py", "grader/test_time_to_clean.py"),
    *("grader/test_precomputed.py", "grader/test_command.py", "grader/test_stock_control.py"),
    *("grader/test_retry.py", "test_jupyterhub.py", "lite/test_same_verdicts.py"),
    *("docs/test_authors.py", "proving/test_proof_cache.py", "publishing/test_command.py"),
    *("docs/test_commands.py", "term/test_term.py", "publishing/test_secrecy.py"),
    *("browser/test_quiz_in_lab.py", "browser/test_every_lesson_in_lab.py"),
    *("browser/test_accessibility.py", "browser/test_feedback_page.py"),
    *("browser/test_explore_in_lab.py", "browser/test_answers_in_lab.py"),
    *("lite/test_lesson_in_browser.py", "browser/test_marking_by_hand.py"),
    *("browser/test_lesson_in_lab.py", "browser/test_quiz_in_notebook.py"),
    "browser/test_report_in_browser.py",
)
LEFT_OUT = pytest.StashKey[int]()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Bring the files into order: those named above first, but those with a browser last.

    The event loop of Playwright stays up, and would disturb those that run a kernel.
    """
    rank = {ROOT / "tests" / name: place for place, name in enumerate(ORDER)}
    items.sort(key=lambda item: (is_browser(item), rank.get(item.path, len(rank))))


def pytest_collection_finish() -> None:
    """Spare what has been imported from garbage collection, which IPython runs for each shell."""
    gc.collect()
    gc.freeze()


def pytest_configure(config: pytest.Config) -> None:
    """Let all tests share what builds have found out, as one checkout does."""
    folder = Path(config.rootpath, ".pytest_cache", "course")
    os.environ.setdefault(SHARED_FOLDER, str(folder))


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count what is left out by its marker."""
    config = items[0].config
    marked = [one for one in items if one.get_closest_marker("integration") or is_browser(one)]
    if marked and config.option.markexpr:
        config.stash[LEFT_OUT] = config.stash.get(LEFT_OUT, 0) + len(marked)
        if hasattr(config, "workeroutput"):
            config.workeroutput["left_out"] = config.stash[LEFT_OUT]


def is_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over the counts of a worker; they are the same in every worker."""
    if counted := getattr(node, "workeroutput", {}).get("left_out"):
        node.config.stash[LEFT_OUT] = counted


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say which tests were left out, and how to run them."""
    if count := terminalreporter.config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"Left out: {count} tests marked integration (kernels, sandboxes, databases, "
            "nbgrader, answers, what takes seconds) or browser. To run them, too: make test"
        )


@pytest.fixture(scope="session")
def course() -> Course:
    """The course of this checkout."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def rater(course: Course) -> ReadLesson:
    """The lesson on service quality, read from its text."""
    return read_course(course, "03_rater")[0]


@pytest.fixture(autouse=True)
def _answers_beside_no_notebook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep quiz answers out of the checkout."""
    book = AnswerBook(tmp_path / "progress.json")
    for module in ("cards.quiz_card", "cards.guess_card", "learner.exercises"):
        monkeypatch.setattr(f"grading_helpers.{module}.answer_book", lambda: book)


@pytest.fixture(scope="session")
def small_built_course(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course of one lesson with a small corpus, built once."""
    small = copy_of_one_lesson(course, tmp_path_factory.mktemp("small"))
    shrink(small.root / "course/03_rater/exercises")
    build(small)
    return small


def shrink(exercises: Path) -> None:
    """Leave two right and two wrong answers of each exercise, and what is drawn for one of them."""
    for folder in exercises.iterdir():
        for kind in ("right", "wrong"):
            for file in sorted(folder.glob(f"{kind}_*.py"))[:-2]:
                file.unlink()
        # Generated practice names wrong answers that are gone.
        for name in ("practice.py", "practice.json"):
            (folder / name).unlink(missing_ok=True)
        if folder.name != "better_worse":
            for name in ("contract.py", "battery.json", "inputs.json"):
                (folder / name).unlink(missing_ok=True)


@pytest.fixture
def small_course_copy(small_built_course: Course, tmp_path: Path) -> Course:
    """A copy of that course, which a test may damage."""
    shutil.copytree(small_built_course.root, tmp_path, dirs_exist_ok=True)
    return Course(tmp_path)


@pytest.fixture
def course_copy(course: Course, tmp_path: Path) -> Course:
    """A copy of one lesson and its built files, which a test may damage."""
    return copy_of_one_lesson(course, tmp_path)


def copy_of_one_lesson(course: Course, tmp_path: Path) -> Course:
    for top in ("course", "source", "release"):
        shutil.copytree(course.root / top / "03_rater", tmp_path / top / "03_rater")
        for page in ("DATA.md", "references.md"):
            if (course.root / top / page).is_file():
                shutil.copy(course.root / top / page, tmp_path / top)
    shutil.copytree(course.package / "data", tmp_path / "grading_helpers" / "data")
    for kind in ("banks", "outcomes"):
        (tmp_path / "grading_helpers" / kind).mkdir()
        shutil.copy(course.package / kind / "03_rater.json", tmp_path / "grading_helpers" / kind)
    for name in ("pyproject.toml", "nbgrader_config.py"):
        shutil.copy(course.root / name, tmp_path)
    shutil.copy(course.root / "course/course.yml", tmp_path / "course")
    return Course(tmp_path)
