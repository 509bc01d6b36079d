"""The judge's verdict is what the test would give for the answer, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from grading_helpers.checking.inputs import encode_input
from grading_helpers.instructor.grader.execution.failures import Failure
from grading_helpers.instructor.grader.execution.fork_server import ForkServer
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.grade_cells import score_of
from grading_helpers.instructor.grader.sandbox.limits import Limits
from grading_helpers.instructor.grader.submission.assignment import AssignmentCell, Role
from grading_helpers.instructor.grader.submission.dependencies import dependencies_of
from grading_helpers.instructor.grader.submission.upload import LARGEST_FILE, MOST_BYTES

pytestmark = pytest.mark.integration

SETUP = "import numpy as np, pandas as pd"
NO_WORDS = "def answer(x): raise ValueError"
BATTERY = "from grading_helpers.compare import assert_battery\nassert_battery(answer, '{}')"
REFUSED = '[[[3], {"~": "raises", "of": "ValueError"}]]'


@pytest.fixture(scope="module")
def session(fork_server: ForkServer) -> Iterator[Session]:
    with Session(
        fork_server, Limits(cell_cpu=2, cell_wall=30, notebook_wall=900, notebook_cpu=200), {}
    ) as session:
        session.run(SETUP)
        yield session


@pytest.mark.parametrize(
    ("answer", "battery", "words"),
    [
        ("def answer(x): return 0", "[[[1], 0], [[2], 1]]", "InWordsError"),
        ("def answer(x): return {}[x]", "[[[1], 0]]", "KeyError"),
        ("def answer(x): raise SystemExit(0)", "[[[1], 0]]", "SystemExit"),
        ("def answer(x): return x", REFUSED, "InWordsError"),
        ("answer = 3", "[[[1], 0]]", "TypeError"),
    ],
)
def test_a_battery_in_the_sandbox_rejects_what_it_should(
    session: Session, answer: str, battery: str, words: str
) -> None:
    record = _record(session, answer, BATTERY.format(battery))
    assert (record["passed"], record["error"]["ename"]) == (False, words)


def test_a_battery_gives_tables_to_an_answer_as_they_were_drawn(session: Session) -> None:
    table = pd.DataFrame({"store": ["N", np.nan], "csat": [5, 4]}, index=[7, 3])
    answer = "def answer(t): return [t.loc[7, 'store'], t['store'].isna().sum(), t['csat'].max()]"
    record = _record(
        session, answer, BATTERY.format(json.dumps([[[encode_input(table)], ["N", 1, 5]]]))
    )
    assert record["passed"], record["error"]


def test_an_endless_loop_ends_a_battery_once(session: Session) -> None:
    loop = "def answer(x):\n    while True: pass"
    record = _record(session, loop, BATTERY.format("[[[1], 0], [[2], 0], [[3], 0]]"))
    assert not record["passed"]
    assert session.test_interrupted_for


def _record(session: Session, answer: str, test: str) -> Any:
    session.run(answer)
    return session.test(_cell(test))


def _cell(test: str) -> AssignmentCell:
    needs = dependencies_of(test, [SETUP], ["def answer(): ...\nclass Answer: ..."])
    return AssignmentCell("t", "t", "code", Role.TEST, test, "", 1.0, needs)


TWO_EXAMPLES = """from grading_helpers.compare import assert_matches, assert_battery
assert_matches(answer([1, 2, 3]), 6)
assert_battery(answer, '[[[[9, 9]], 18], [[[0]], 0], [[[5]], 5]]')
"""
LATER = "given = [4]\nfound = answer(given)\nassert found == 7, 'not 7'"


@pytest.mark.parametrize(
    ("answer", "test", "found"),
    [
        ("def answer(x): return x[0]", TWO_EXAMPLES, ("[9, 9]", "a number: 9", "18")),
        ("def answer(x): return 0", TWO_EXAMPLES, ("[5]", "a number: 0", "5")),
        ("def answer(x): return sum(x[:1] + x[2:])", TWO_EXAMPLES, ("[9, 9]", "a number: 9", "18")),
        ("def answer(x): return {}[len(x)]", TWO_EXAMPLES, ("[0]", "stopped with KeyError", "")),
        ("def answer(x): x.clear()", TWO_EXAMPLES, ("[0]", "returned nothing", "0")),
        ("def answer(x): return 3", LATER, ("[4]", "a number: 3", "not 7")),
        ("def answer(x): return x[3]", LATER, ("[4]", "IndexError", "")),
        ("def answer(x): return sum(x)", TWO_EXAMPLES, None),
        ("def answer(x): raise NotImplementedError", TWO_EXAMPLES, None),
        ("del answer", TWO_EXAMPLES, None),
        (
            "def answer(x):\n    while len(x) == 1: pass\n    return sum(x)",
            TWO_EXAMPLES,
            ("[0]", "did not finish in time", ""),
        ),
    ],
)
def test_the_smallest_failing_input_of_a_test_is_found(
    session: Session, answer: str, test: str, found: tuple[str, str, str] | None
) -> None:
    session.run(answer)
    failure = Failure.from_data(session.explain(_cell(test))["failure"])
    if found is None or failure is None:
        assert failure == found
        return
    assert (failure.data.text, failure.due) == (found[0], found[2])
    assert found[1] in failure.came


def test_what_was_expected_is_no_part_of_what_came_back(session: Session) -> None:
    session.run("def answer(x): return 3")
    test = "assert answer([4]) == 7, 'it is 7'"
    failure = Failure.from_data(session.explain(_cell(test))["failure"])
    assert failure is not None
    assert "7" not in failure.came + failure.data.text + failure.data.html


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
def test_the_record_says_whose_error_it_was(
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
            "import functools\ndef two(f):\n    @functools.wraps(f)\n"
            "    def g(*x): return 2 * f(*x)\n    return g\n@two\ndef twice(x, y): return x - y\n"
            "class Caller:\n    def __init__(self, f): self.f = f\n"
            "    def __call__(self, x): return self.f(x)\n"
            "answer = Caller(functools.partial(twice, 5))",
            "assert answer(3) == 4",
        ),
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
        ("def answer(x): return x + 1", BATTERY.format("[[[1], 2], [[2.5], 3.5]]")),
        (NO_WORDS, BATTERY.format(REFUSED)),
        ("def answer(x): x.append(1); return x", BATTERY.format("[[[[]], [1]], [[[]], [1]]]")),
        ("def answer(f): return f", "assert answer(answer) is not None"),
        (
            "import matplotlib.pyplot as plt\ndef answer(x):\n    axes = plt.subplots(2)[1]\n"
            "    axes[1].set_title('b')\n    return axes",
            "assert [one.get_title() for one in answer(1)] == ['', 'b']",
        ),
        (
            "def answer(x): return np.longdouble(x) / 2",
            "assert answer(1) == 0.5 and isinstance(answer(1), np.longdouble)",
        ),
        (
            "import multiprocessing\ndef half(x): return x / 2\ndef answer(x):\n"
            "    with multiprocessing.get_context('fork').Pool(2) as pool:\n"
            "        return pool.map(half, x)",
            "assert answer([1, 2]) == [0.5, 1]",
        ),
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
            "class Set:\n    issubset = issuperset = lambda *a: True\ndef answer(x): return Set()",
            "assert answer(1).issubset({1}) and answer(1).issuperset({1})",
            "AttributeError",
        ),
        (
            "class Set:\n    union = lambda self, other: other\ndef answer(x): return Set()",
            "assert answer(1).union({1}) == {1}",
            "AttributeError",
        ),
        (
            "class Ok:\n    __eq__ = lambda *a: True\ndef answer(x): return Ok()",
            "assert answer(1).__eq__(2)",
            "AssertionError",
        ),
        (
            "class Ok:\n    __class__ = float\n    __float__ = lambda s: 2.0\n"
            "def answer(x): return Ok()",
            "assert answer(1) == 2",
            "AssertionError",
        ),
        (
            "class Ok(float):\n    __float__ = lambda s: 2.0\ndef answer(x): return Ok(1)",
            "assert answer(1) == 2",
            "AssertionError",
        ),
        (
            "class Ok(dict):\n    items = lambda s: [(1, 2)]\ndef answer(x): return Ok()",
            "assert answer(1) == {1: 2}",
            "AssertionError",
        ),
        (
            "class Ok:\n    __class__ = range\n    start = stop = step = print\n"
            "def answer(x): return Ok()",
            "assert answer(1) == range(1)",
            "AssertionError",
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


def test_a_test_cannot_be_passed_by_ending_the_process(fork_server: ForkServer) -> None:
    swallow = "try:\n    answer(1)\nexcept BaseException:\n    pass"
    with Session(fork_server, Limits(), {}) as session:
        record = _record(session, "import os\ndef answer(x): os._exit(0)", swallow)
    assert record["passed"] is False


NO_VALUE = """
from grading_helpers.instructor.grader.execution import student_process as student
old = student.Encoder.encode
student.Encoder.encode = lambda self, value: {"t": "eval"} if value == "bad" else old(self, value)
def answer(x): return x
"""


def test_a_malformed_value_fails_only_its_own_test(fork_server: ForkServer) -> None:
    with Session(fork_server, Limits(), {}) as session:
        swallow = "try:\n    answer('bad')\nexcept BaseException:\n    pass"
        assert _record(session, NO_VALUE, swallow)["passed"] is False
        assert _record(session, "", "assert answer(1) == 1")["passed"] is True


def test_a_value_that_is_too_large_fails_only_its_own_test(session: Session) -> None:
    record = _record(session, "def answer(x): return 'a' * x", "answer(9 * 2**20)")
    assert (record["passed"], record["error"]["evalue"]) == (
        False,
        "The value is too large for a test: more than 8 MB.",
    )
    assert _record(session, "def answer(x): return x", "assert answer(1) == 1")["passed"]


def test_a_session_can_have_as_many_files_as_are_collected(fork_server: ForkServer) -> None:
    file = b"a" * LARGEST_FILE
    files = {f"{place}.csv": file for place in range(MOST_BYTES // LARGEST_FILE)}
    with Session(fork_server, Limits(), files) as session:
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
def test_a_submission_can_read_its_own_files(session: Session, answer: str) -> None:
    assert _record(session, answer, "assert answer(1) == 1")["passed"]


def test_printing_many_lines_is_not_interrupted(session: Session) -> None:
    outputs: Any = session.run("for i in range(60_000): print('a line of output', i)")
    assert [one["name"] for one in outputs] == ["stdout"]
    assert outputs[0]["text"].endswith("59999\n")


def test_a_number_at_the_end_is_partial_credit(session: Session) -> None:
    record = _record(session, "def answer(): return 0.5", "answer()")
    cell = AssignmentCell("t", "t", "code", Role.TEST, "", "", 2.0)
    assert score_of(record, cell).score == 0.5
    assert score_of({**record, "partial": "0.0"}, cell).score == 0.0
    assert score_of({**record, "passed": "yes"}, cell).score == 0.0
    assert score_of({}, cell).score == 0.0


@pytest.mark.parametrize("value", ["nan", "-0.1", "2.1", "inf", "-inf"])
def test_a_number_at_the_end_that_is_no_credit_earns_nothing(value: str) -> None:
    cell = AssignmentCell("t", "t", "code", Role.TEST, "", "", 2.0)
    score = score_of({"passed": True, "partial": value}, cell)
    assert score.score == 0.0
    assert f"ended with {value}, which is not between 0 and its 2 points" in score.why


def test_a_number_of_numpy_at_the_end_is_partial_credit(session: Session) -> None:
    test = "import numpy as np\nnp.mean([answer(), 0])"
    record = _record(session, "def answer(): return 1.0", test)
    cell = AssignmentCell("t", "t", "code", Role.TEST, "", "", 2.0)
    assert score_of(record, cell).score == 0.5


def test_a_test_that_reads_an_attribute_is_of_lower_trust(session: Session) -> None:
    answer = "class Answer: n = 1"
    assert _record(session, answer, "assert Answer().n == 1")["lower_trust"] is True
    assert _record(session, "def answer(): return 1", "assert answer()")["lower_trust"] is False


def test_a_test_that_reads_the_text_of_an_object_is_of_lower_trust(session: Session) -> None:
    answer = "class Words:\n    def __repr__(self): return 'right'\ndef answer(): return Words()"
    assert _record(session, answer, "assert repr(answer()) == 'right'")["lower_trust"] is True


def test_a_figure_that_a_test_closes_is_closed_for_the_student_too(session: Session) -> None:
    session.run("import matplotlib.pyplot as plt")
    answer = "def answer(x): return pd.Series({'N': x, 'S': 3}).plot.bar().get_figure()"
    test = (
        "import matplotlib.pyplot as plt\n"
        "from grading_helpers.figures.views import bar_order\n"
        "for height in (1.0, 2.0):\n"
        "    assert bar_order(answer(height)) == ['N', 'S']\n"
        "    plt.close('all')"
    )
    record = _record(session, answer, test)
    assert record["passed"], record["error"]
