"""Everything that could reveal an author is removed, and what the task needs is kept."""

from __future__ import annotations

import ast
import json
import os
from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.grader.submission.assignment import Assignment, make_assignment
from grading_helpers.instructor.grader.submission.upload import LARGEST_FILE, load_submission
from grading_helpers.instructor.report.anonymous import (
    NoPythonError,
    Vocabulary,
    anonymised,
    vocabulary,
)
from grading_helpers.instructor.report.student_names import general, without_names

NAMES = frozenset({"ada", "lovelace", "store", "mean"})


@pytest.fixture(scope="module")
def plan(course: Course) -> Assignment:
    source, release = (
        json.loads((course.root / kind / "03_rater" / "03_rater.ipynb").read_text("utf-8"))
        for kind in ("source", "release")
    )
    return make_assignment("03_rater", source, release)


@pytest.fixture(scope="module")
def known(rater: ReadLesson, plan: Assignment) -> Vocabulary:
    return vocabulary(rater, plan, NAMES)


@pytest.mark.parametrize(
    "code",
    [
        "# Ada wrote this\nx = 1",
        '"""By Ada."""\nx = 1',
        "def csat_by_store(survey):\n    'ada was here'\n    return 1",
        "class Ada:\n    'by ada'\n    ada = 1",
        "def csat_by_store(survey):\n    ada = 1\n    return ada",
        "def csat_by_store(ada_s_rows): return ada_s_rows",
        "def lovelace(survey): pass",
        "x = {'Ada': 1}",
        "x = 'written by Ada Lovelace'",
        "x = b'ada'",
        "x = f'{1} ada {2:ada}'",
        "x = lambda *ada, **lovelace: (ada, lovelace)",
        "import ada_tools",
        "from lovelace.ada import x as ada",
        "import pandas as ada",
        "survey.ada = 1",
        "f(ada=1)",
        "for ada in []: pass",
        "[ada for ada in []]",
        "try: pass\nexcept ValueError as ada: pass",
        "def f():\n    global ada\n    ada = 1",
        "with open('ada.csv') as lovelace: pass",
        "match 1:\n    case {'ada': ada, **lovelace}: pass",
        "x: 'Ada' = 1",
        "x = 1 # type: ada",
        "if (ada := 1): pass",
        "@ada\nclass X(lovelace, metaclass=ada): pass",
        "x = 'Αda'; áda = 1; x = 'ada'",
    ],
)
def test_no_name_of_a_person_is_kept(known: Vocabulary, code: str) -> None:
    shown = anonymised(code, known).casefold()
    for name in ("ada", "lovelace", "áda"):
        assert name not in shown
    ast.parse(shown)


@pytest.mark.parametrize(
    "secret", ["20231234", "ada@example.org", "tel 0123 456 78", "x12345678"], ids=str
)
def test_long_numbers_and_addresses_are_not_kept(known: Vocabulary, secret: str) -> None:
    code = f"x = {secret!r}\ny = {int(secret) if secret.isdigit() else 7654321}"
    shown = anonymised(code, known)
    assert secret not in shown
    assert "7654321" not in shown


def test_the_answers_of_the_corpus_are_not_changed(rater: ReadLesson, plan: Assignment) -> None:
    nobody = vocabulary(rater, plan, frozenset())
    for exercise in rater.exercises.values():
        for answer in exercise.answers:
            shown = ast.parse(anonymised(answer.code, nobody))
            assert ast.dump(shown) == ast.dump(_without_docstrings(answer.code)), answer.file


def _without_docstrings(code: str) -> ast.Module:
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node):
            node.body = node.body[1:]
    return tree


def test_names_that_students_were_given_are_kept_even_if_somebody_is_called_that(
    known: Vocabulary,
) -> None:
    code = "def csat_by_store(survey):\n    return survey['csat'].mean()"
    assert anonymised(code, known) == code


def test_a_word_of_the_corpus_is_removed_if_somebody_is_called_that(
    rater: ReadLesson, plan: Assignment
) -> None:
    somebody = vocabulary(rater, plan, frozenset({"rated"}))
    assert anonymised("rated = satisfied = 1", somebody) == "name_1 = satisfied = 1"


def test_an_id_is_removed_even_if_it_is_a_word_of_the_task() -> None:
    known = Vocabulary(frozenset(), frozenset(), frozenset({"store"}), frozenset({"store12"}))
    assert anonymised("print('store12', 'store 13')", known).endswith("('text_1', 'store 13')")


def test_a_function_of_nothing_but_strings_becomes_empty(known: Vocabulary) -> None:
    assert anonymised("def csat_by_store(survey):\n    'A store.'", known).endswith("\n    pass")


def test_a_name_is_the_same_everywhere(known: Vocabulary) -> None:
    shown = anonymised("def f_of_ada(x): return x\ny = f_of_ada(f_of_ada(1))", known)
    assert shown.count("name_1") == 3


def test_code_that_is_not_python_is_not_shown(known: Vocabulary) -> None:
    for code in ("def f(:", "x = '", "\0", "(" * 500, "x = 1\n" * 5000):
        with pytest.raises(NoPythonError):
            anonymised(code, known)


def test_names_are_removed_from_findings() -> None:
    assert without_names("Ada's table_ada", NAMES) == "…'s table_…"


@pytest.mark.parametrize("ending", ["graded in its place", "graded instead"])
def test_file_names_are_removed_from_findings_of_old_and_new_journals(ending: str) -> None:
    said = f"there was no 03_rater.ipynb; Kopie von Ada.ipynb was {ending}"
    assert general(said, NAMES) == f"there was no 03_rater.ipynb; another file was {ending}"


@pytest.mark.parametrize("others", ["there is", "the folder has"])
def test_file_names_are_removed_from_refusals_of_old_and_new_journals(others: str) -> None:
    refused = f"no 03_rater.ipynb was handed in; {others} ada.pdf, notes.txt"
    without = f"no 03_rater.ipynb was handed in; {others} another file"
    assert general(refused, NAMES) == without


def test_no_finding_of_the_grader_about_files_keeps_their_names(tmp_path: Path) -> None:
    empty, full = tmp_path / "empty", tmp_path / "full"
    (full / "my diary.ipynb").mkdir(parents=True)
    (full / "my diary.txt").symlink_to("elsewhere")
    os.mkfifo(full / "my diary.pipe")
    (full / "my diary.csv").write_bytes(b"x" * (LARGEST_FILE + 1))
    (full / "my diary 03_rater.ipynb").write_text("{}")
    (empty / "my diary").mkdir(parents=True)
    (empty / "my diary.pdf").write_text("")
    said = [one.what for one in load_submission("s1", full, "03_rater").findings]
    said.append(load_submission("s1", empty, "03_rater").refused)
    assert sum("my diary" in what for what in said) == len(said) == 6
    assert [what for what in said if "my diary" in general(what, NAMES)] == []
