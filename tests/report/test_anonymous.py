"""What could say who wrote an answer is gone, and what the task needs is there."""

from __future__ import annotations

import ast
import json

import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.grader.plan import Plan, make_plan
from grading_helpers.instructor.report.anonymous import NoPythonError, anonymised
from grading_helpers.instructor.report.names import general, without_names
from grading_helpers.instructor.report.vocabulary import Vocabulary, vocabulary

NAMES = frozenset({"ada", "lovelace", "store", "mean"})


@pytest.fixture(scope="module")
def plan(course: Course) -> Plan:
    source, release = (
        json.loads((course.root / kind / "03_rater" / "03_rater.ipynb").read_text("utf-8"))
        for kind in ("source", "release")
    )
    return make_plan("03_rater", source, release)


@pytest.fixture(scope="module")
def known(rater: ReadLesson, plan: Plan) -> Vocabulary:
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
def test_no_name_of_a_person_stays(known: Vocabulary, code: str) -> None:
    shown = anonymised(code, known).casefold()
    for name in ("ada", "lovelace", "áda"):
        assert name not in shown
    ast.parse(shown)


@pytest.mark.parametrize(
    "secret", ["20231234", "ada@example.org", "tel 0123 456 78", "x12345678"], ids=str
)
def test_numbers_and_addresses_do_not_stay(known: Vocabulary, secret: str) -> None:
    code = f"x = {secret!r}\ny = {int(secret) if secret.isdigit() else 7654321}"
    shown = anonymised(code, known)
    assert secret not in shown
    assert "7654321" not in shown


def test_the_answers_of_the_corpus_stay_as_they_are(rater: ReadLesson, plan: Plan) -> None:
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


def test_names_that_were_handed_out_stay_even_if_somebody_is_called_so(known: Vocabulary) -> None:
    code = "def csat_by_store(survey):\n    return survey['csat'].mean()"
    assert anonymised(code, known) == code


def test_a_word_of_the_corpus_goes_if_somebody_is_called_so(rater: ReadLesson, plan: Plan) -> None:
    somebody = vocabulary(rater, plan, frozenset({"rated"}))
    assert anonymised("rated = satisfied = 1", somebody) == "name_1 = satisfied = 1"


def test_an_id_goes_though_its_letters_are_a_word_of_the_task() -> None:
    known = Vocabulary(frozenset(), frozenset(), frozenset({"store"}), frozenset({"store12"}))
    assert anonymised("print('store12', 'store 13')", known).endswith("('text_1', 'store 13')")


def test_a_function_of_words_alone_is_left_empty(known: Vocabulary) -> None:
    assert anonymised("def csat_by_store(survey):\n    'A store.'", known).endswith("\n    pass")


def test_a_name_is_the_same_everywhere(known: Vocabulary) -> None:
    shown = anonymised("def f_of_ada(x): return x\ny = f_of_ada(f_of_ada(1))", known)
    assert shown.count("name_1") == 3


def test_what_is_no_python_is_not_shown(known: Vocabulary) -> None:
    for code in ("def f(:", "x = '", "\0", "(" * 500, "x = 1\n" * 5000):
        with pytest.raises(NoPythonError):
            anonymised(code, known)


def test_findings_lose_names_and_files() -> None:
    said = "there was no 03_rater.ipynb; Kopie von Ada.ipynb was graded in its place"
    assert (
        general(said, NAMES) == "there was no 03_rater.ipynb; another file was graded in its place"
    )
    refused = "no 03_rater.ipynb was handed in; there is ada.pdf, notes.txt"
    assert general(refused, NAMES) == "no 03_rater.ipynb was handed in; there is another file"
    assert without_names("Ada's table_ada", NAMES) == "…'s table_…"
