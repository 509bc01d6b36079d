"""The judge's verdict is that of a test run beside an honest answer, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from grading_helpers.instructor.grader.gathering import LARGEST_FILE, MOST_BYTES
from grading_helpers.instructor.grader.grade import score_of
from grading_helpers.instructor.grader.limits import Limits
from grading_helpers.instructor.grader.needs import needs_of
from grading_helpers.instructor.grader.nursery import Zygote
from grading_helpers.instructor.grader.plan import PlannedCell, Role
from grading_helpers.instructor.grader.session import Session

SETUP = "import numpy as np, pandas as pd"
NO_WORDS = "def answer(x): raise ValueError"


@pytest.fixture(scope="module")
def session(zygote: Zygote) -> Iterator[Session]:
    with Session(
        zygote, Limits(cell_cpu=2, cell_wall=30, notebook_wall=900, notebook_cpu=200), {}
    ) as session:
        session.run(SETUP)
        yield session


def _record(session: Session, answer: str, test: str) -> Any:
    session.run(answer)
    needs = needs_of(test, [SETUP], ["def answer(): ...\nclass Answer: ..."])
    return session.test(PlannedCell("t", "t", "code", Role.TEST, test, "", 1.0, needs))


@pytest.mark.parametrize(
    ("answer", "test", "theirs"),
    [
        ("def answer(x): raise AssertionError('Ada')", "answer(1)", True),
        ("def answer(x): return 1", "assert answer(1) == 2, 'not two'", False),
        (
            NO_WORDS,
            "try:\n    answer(1)\nexcept ValueError:\n    raise AssertionError('it fails')",
            False,
        ),
    ],
)
def test_whose_error_it_was_is_recorded(
    session: Session, answer: str, test: str, theirs: bool
) -> None:
    error = _record(session, answer, test)["error"]
    assert (error["ename"], error["theirs"]) == ("AssertionError", theirs)


@pytest.mark.parametrize(
    ("answer", "test"),
    [
        ("def answer(x): return x + 1", "assert answer(1) == 2"),
        ("answer = lambda x: x", "assert answer('a') == 'a'"),
        (
            "def answer(x): return x.assign(b=1)",
            "assert list(answer(pd.DataFrame({'a': [1]}))) == ['a', 'b']",
        ),
        ("answer = 7", "assert answer == 7"),
        ("def answer(x, *, y=2): return x * y", "assert answer(3, y=4) == 12"),
        ("def answer(x): x.append(1)", "given = []; answer(given); assert given == [1]"),
        (
            "def answer(x): x['b'] = 1",
            "given = pd.DataFrame({'a': [1]}); answer(given); assert 'b' in given",
        ),
        (
            "def answer(x): x.sort()",
            "given = np.array([2, 1]); answer(given); assert given[0] == 1",
        ),
        (NO_WORDS, "try:\n    answer(1)\nexcept ValueError:\n    pass\nelse:\n    assert False"),
        (
            "class OwnError(KeyError): pass\ndef answer(x): raise OwnError('k')",
            "try:\n    answer(1)\nexcept KeyError as error:\n    assert error.args == ('k',)\n"
            "    assert type(error).__name__ == 'OwnError'\nelse:\n    assert False",
        ),
        ("def answer(): return lambda x: 2 * x", "assert answer()(4) == 8"),
        (
            "class Answer:\n    def __init__(self, n): self.n = n\n"
            "    def twice(self): return 2 * self.n",
            "one = Answer(4)\nassert (one.n, one.twice()) == (4, 8)",
        ),
        ("def answer(f): return f", "assert answer(answer) is not None"),
        (
            "def answer(x): print('noise'); import warnings; warnings.warn('w'); return 1",
            "assert answer(1)",
        ),
    ],
)
def test_an_honest_answer_passes(session: Session, answer: str, test: str) -> None:
    record = _record(session, answer, test)
    assert record["passed"] is True, record["error"]


@pytest.mark.parametrize(
    ("answer", "test", "name"),
    [
        ("def answer(x): return x", "assert answer(1) == 2", "AssertionError"),
        ("def answer(x): raise KeyError('shop')", "answer(1)", "KeyError"),
        ("def answer(x): raise SystemExit(0)", "answer(1)", "SystemExit"),
        ("def answer(x): raise KeyboardInterrupt", "answer(1)", "KeyboardInterrupt"),
        ("del answer", "assert answer(1)", "NameError"),
        ("def answer(x):\n    while True: pass", "answer(1)", "KeyboardInterrupt"),
        (
            "def answer(x): raise StopIteration",
            "assert all(map(lambda x: answer(x) == x, [1, 2]))",
            "StopIteration",
        ),
        (
            "class Own(StopIteration): pass\ndef answer(x): raise Own",
            "assert all(map(lambda x: answer(x) == x, [1, 2]))",
            "Own",
        ),
        (
            "class Table:\n    def equals(self, other): return True\ndef answer(x): return Table()",
            "assert answer(1).equals(pd.Series([1]))",
            "AttributeError",
        ),
        (
            "class Ok:\n    __eq__ = lambda *a: True\ndef answer(x): return Ok()",
            "assert answer(1) == 2",
            "AssertionError",
        ),
    ],
)
def test_a_wrong_answer_fails(session: Session, answer: str, test: str, name: str) -> None:
    session.run("answer = None")
    record = _record(session, answer, test)
    assert record["passed"] is False
    assert record["error"]["ename"] == name


def test_a_test_cannot_be_passed_by_leaving(zygote: Zygote) -> None:
    swallow = "try:\n    answer(1)\nexcept BaseException:\n    pass"
    with Session(zygote, Limits(), {}) as session:
        record = _record(session, "import os\ndef answer(x): os._exit(0)", swallow)
    assert record["passed"] is False


NO_VALUE = """
from grading_helpers.instructor.grader import student
old = student.Encoder.encode
student.Encoder.encode = lambda self, value: {"t": "eval"} if value == "bad" else old(self, value)
def answer(x): return x
"""


def test_what_is_no_value_spoils_its_test_and_no_other(zygote: Zygote) -> None:
    with Session(zygote, Limits(), {}) as session:
        swallow = "try:\n    answer('bad')\nexcept BaseException:\n    pass"
        assert _record(session, NO_VALUE, swallow)["passed"] is False
        assert _record(session, "", "assert answer(1) == 1")["passed"] is True


def test_a_value_that_is_too_large_loses_its_test_and_no_other(session: Session) -> None:
    record = _record(session, "def answer(x): return 'a' * x", "answer(9 * 2**20)")
    assert (record["passed"], record["error"]["evalue"]) == (
        False,
        "What came back is too large for a test, which takes 8 MB at most.",
    )
    assert _record(session, "def answer(x): return x", "assert answer(1) == 1")["passed"]


def test_a_session_takes_as_many_files_as_are_gathered(zygote: Zygote) -> None:
    file = b"a" * LARGEST_FILE
    files = {f"{place}.csv": file for place in range(MOST_BYTES // LARGEST_FILE)}
    with Session(zygote, Limits(), files) as session:
        assert "'True'" in str(session.run("import os; len(os.listdir()) == 4 or os.listdir()"))


@pytest.mark.parametrize(
    "answer",
    [
        "import tempfile\ndef answer(x):\n    with tempfile.TemporaryFile('w+'):\n        return 1",
        "from pathlib import Path\nPath('mine.py').write_text('one = 1')\n"
        "def answer(x):\n    from mine import one\n    return one",
    ],
    ids=["temporary file", "module beside the notebook"],
)
def test_files_of_ones_own_are_to_be_had(session: Session, answer: str) -> None:
    assert _record(session, answer, "assert answer(1) == 1")["passed"]


def test_many_lines_are_printed_without_an_interruption(session: Session) -> None:
    outputs: Any = session.run("for i in range(60_000): print('a line of output', i)")
    assert [one["name"] for one in outputs] == ["stdout"]
    assert outputs[0]["text"].endswith("59999\n")


def test_a_number_at_the_end_is_partial_credit(session: Session) -> None:
    record = _record(session, "def answer(): return 0.5", "answer()")
    cell = PlannedCell("t", "t", "code", Role.TEST, "", "", 2.0)
    assert score_of(record, cell)["score"] == 0.5
    assert score_of({**record, "partial": "nan"}, cell)["score"] == 2.0
    assert score_of({**record, "partial": "0.0"}, cell)["score"] == 0.0
    assert score_of({**record, "passed": "yes"}, cell)["score"] == 0.0
    assert score_of({}, cell)["score"] == 0.0


def test_an_attribute_makes_a_test_lower_trust(session: Session) -> None:
    answer = "class Answer: n = 1"
    assert _record(session, answer, "assert Answer().n == 1")["lower_trust"] is True
    assert _record(session, "def answer(): return 1", "assert answer()")["lower_trust"] is False


def test_the_words_of_an_object_make_a_test_lower_trust(session: Session) -> None:
    answer = "class Words:\n    def __repr__(self): return 'right'\ndef answer(): return Words()"
    assert _record(session, answer, "assert repr(answer()) == 'right'")["lower_trust"] is True


def test_a_figure_that_a_test_closes_is_closed_for_the_student_too(session: Session) -> None:
    session.run("import matplotlib.pyplot as plt")
    answer = "def answer(x): return pd.Series({'N': x, 'S': 3}).plot.bar().get_figure()"
    test = (
        "import matplotlib.pyplot as plt\n"
        "from grading_helpers.figure_views import bar_order\n"
        "for height in (1.0, 2.0):\n"
        "    assert bar_order(answer(height)) == ['N', 'S']\n"
        "    plt.close('all')"
    )
    record = _record(session, answer, test)
    assert record["passed"], record["error"]
