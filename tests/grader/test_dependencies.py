"""What a test cell needs is found from its source."""

from __future__ import annotations

import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from grading_helpers.instructor.grader.submission import dependencies
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.dependencies import dependencies_of

LESSON = [
    "import pandas as pd\nfrom math import ceil as up\n%matplotlib inline",
    "table = pd.DataFrame()\ntable['a'] = 1\nother = 2",
    "result = answer(table)",
]
ANSWERS = ["TABLE = 1\ndef answer(x):\n    inner = 1\n    return inner"]


@pytest.mark.parametrize(
    ("test", "setup", "names"),
    [
        ("assert answer(1)", 0, ("answer",)),
        ("assert up(1.5) == 2", 1, ()),
        ("assert len(table)", 3, ()),
        ("assert result", 4, ("answer",)),
        ("assert TABLE", 0, ("TABLE",)),
        ("assert unknown", 0, ("unknown",)),
        ("for n in [1]:\n    m = n\n    assert m", 0, ()),
        ("assert [x for x in [1]]", 0, ()),
        ("try:\n    answer()\nexcept ValueError as error:\n    print(error)", 0, ("answer",)),
        ("def helper(a):\n    b = a\n    return b\nhelper(answer)", 0, ("answer",)),
        ("with open('x') as file:\n    file.read()", 0, ()),
        ("assert (n := answer(1)) and n", 0, ("answer",)),
        ("x = (lambda k: k)(1); x", 0, ()),
    ],
)
def test_a_test_needs_what_it_uses(test: str, setup: int, names: tuple[str, ...]) -> None:
    needs = dependencies_of(test, LESSON, ANSWERS)
    assert (len(needs.setup), needs.names) == (setup, names)


def test_what_an_answer_imports_is_the_instructors_but_the_student_needs_it_too() -> None:
    answers = ["import numpy as np\ndef answer(x): return np.sum(x)"]
    needs = dependencies_of("assert np.isclose(answer([1]), 1)", [], answers)
    assert (needs.names, needs.imported) == (("answer",), ("np",))
    assert needs.setup == ("import numpy as np",)
    below = dependencies_of("assert np.isclose(answer([1]), 1)", [], answers, above=[])
    assert (below.setup, below.imported, below.unknown) == ((), (), ("np",))
    lesson = dependencies_of("assert np.isclose(answer([1]), 1)", ["import numpy as np"], answers)
    assert (lesson.names, lesson.imported) == (("answer",), ())


def test_a_name_is_unknown_if_no_cell_shows_where_it_comes_from() -> None:
    starred = dependencies_of("assert isclose(answer(1), 1)", ["from math import *"], ANSWERS)
    assert starred.setup == ("from math import *",)
    assert (starred.names, starred.unknown) == (("answer", "isclose"), ("isclose",))
    assert dependencies_of("assert answer(1)", ["from math import *"], ANSWERS).setup == ()
    ran = dependencies_of("assert near(answer(1))", ["%run -i helpers.py"], ANSWERS)
    assert "'helpers.py'" in ran.setup[0]


def test_an_answer_is_never_taken_from_the_instructor(assignment: Assignment) -> None:
    for name, test in assignment.tests.items():
        assert len(test.needs.names) == 1, name
        assert not any("def " in statement for statement in test.needs.setup)


@pytest.mark.integration
def test_threads_may_parse_at_the_same_time(request: pytest.FixtureRequest) -> None:
    """Garbage is collected within a parse, and lets another thread begin one."""
    before, interval = gc.get_threshold(), sys.getswitchinterval()

    def switch(*_: object) -> None:
        sum(range(300))

    def back_to_normal() -> None:
        gc.callbacks.remove(switch)
        gc.set_threshold(*before)
        sys.setswitchinterval(interval)

    request.addfinalizer(back_to_normal)
    gc.callbacks.append(switch)
    gc.set_threshold(50)
    sys.setswitchinterval(1e-6)
    sources = [path.read_text("utf-8") for path in Path(dependencies.__file__).parent.glob("*.py")]
    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(dependencies.parsed, sources * 12))
