"""``check`` finds the exercise of each callable that the grader accepts, and notices old code."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from grading_helpers.checking.examine import examine
from grading_helpers.checking.verdict import State, Verdict

RIGHT = """
def csat_by_store(survey):
    rated = survey["csat"].notna()
    satisfied = survey["csat"].ge(4).where(rated).astype(float) * 100
    return satisfied.groupby(survey["store"]).mean().to_dict() | {"all": satisfied.mean()}
"""
BOUND = {
    "plain": "",
    "decorated": "def timer(f):\n    return lambda *given: f(*given)\n"
    "csat_by_store = timer(csat_by_store)",
    "wrapped": "import functools\ndef timer(f):\n    @functools.wraps(f)\n"
    "    def wrapper(*given):\n        return f(*given)\n    return wrapper\n"
    "csat_by_store = timer(csat_by_store)",
    "lambda": "solved = csat_by_store\ncsat_by_store = lambda survey: solved(survey)",
    "partial": "import functools\ncsat_by_store = functools.partial(csat_by_store)",
    "instance": "class Csat:\n    def __init__(self, f):\n        self.f = f\n"
    "    def __call__(self, survey):\n        return self.f(survey)\n"
    "csat_by_store = Csat(csat_by_store)",
    "method": "class Csat:\n    def of(self, survey):\n        return solved(survey)\n"
    "solved = csat_by_store\ncsat_by_store = Csat().of",
}


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    """A notebook's IPython, as the helpers find it."""
    InteractiveShell.clear_instance()
    config = Config()
    config.HistoryManager.enabled = False
    yield InteractiveShell.instance(config=config)
    InteractiveShell.clear_instance()


def run(shell: InteractiveShell, *cells: str) -> None:
    for cell in cells:
        shell.run_cell(cell, store_history=True)


def checked(shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch) -> Verdict:
    """Return what ``check`` displays in a separate cell."""
    shown: list[Verdict] = []
    examine = "grading_helpers.checking.examine"
    monkeypatch.setattr(f"{examine}.display", lambda verdict, **_: shown.append(verdict))
    # The picture of a right result takes most of the time, and is tested elsewhere.
    monkeypatch.setattr(f"{examine}.picture_of_result", lambda *_: "")
    run(shell, "from grading_helpers import check", "check(csat_by_store)")
    return shown[0]


@pytest.mark.parametrize("binding", BOUND.values(), ids=BOUND)
def test_any_callable_bound_to_the_name_is_checked(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch, binding: str
) -> None:
    run(shell, RIGHT + binding)
    verdict = checked(shell, monkeypatch)
    assert verdict.state == State.MATCHES
    assert verdict.note == ""


def test_a_function_with_a_second_name_keeps_its_own_name() -> None:
    def csat_by_store(survey: pd.DataFrame) -> float:
        return 1.0

    bound = {"servqual_gaps": csat_by_store, "csat_by_store": csat_by_store}
    verdict = examine(csat_by_store, namespace=bound)
    assert verdict.message.startswith("csat_by_store was tried")


STALE = {
    "syntax_error": "def csat_by_store(survey)\n    return 3",
    "error_before_the_definition": "undefined_name\ndef csat_by_store(survey):\n    return 3",
    "broken_decorator": "@undefined_name\ndef csat_by_store(survey):\n    return 3",
    "lambda": "csat_by_store = undefined_name(lambda survey: 3)",
}


@pytest.mark.parametrize("last", STALE.values(), ids=STALE)
@pytest.mark.parametrize("binding", BOUND.values(), ids=BOUND)
def test_the_verdict_says_if_the_last_run_of_the_cell_failed(
    shell: InteractiveShell,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    binding: str,
    last: str,
) -> None:
    run(shell, RIGHT + binding, "print(1)", last, "print(2)")
    verdict = checked(shell, monkeypatch)
    assert verdict.state == State.MATCHES
    assert "the cell that defines csat_by_store stopped with an error" in verdict.note
    assert verdict.note in str(verdict)
    assert verdict.note in verdict._repr_mimebundle_()["text/html"]


FRESH = {
    "run_again": RIGHT,
    "corrected": RIGHT + "# corrected",
    "error_after_the_definition": RIGHT + "undefined_name",
    "a_call_of_it": "gaps = csat_by_store",
    "a_comparison": "csat_by_store == 3",
}


@pytest.mark.parametrize("last", FRESH.values(), ids=FRESH)
def test_a_function_from_the_last_run_is_not_called_old(
    shell: InteractiveShell,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    last: str,
) -> None:
    run(shell, RIGHT, "def csat_by_store(survey)\n    return 3", last)
    expected = last.startswith(("gaps", "csat_by_store =="))
    assert bool(checked(shell, monkeypatch).note) is expected


def test_an_error_in_a_helper_from_another_cell_is_located_there(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(
        shell,
        "def share(ratings):\n    return ratings['rating']",
        "def csat_by_store(survey):\n    return share(survey)",
    )
    message = checked(shell, monkeypatch).message
    assert "Look at line 2 of the cell that defines share: return ratings['rating']" in message


def test_a_wrapped_function_is_located_in_its_own_lines(
    shell: InteractiveShell, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(
        shell,
        "def timer(f):\n    return lambda *given: f(*given)",
        "@timer\ndef csat_by_store(survey):\n    return survey['rating']",
    )
    message = checked(shell, monkeypatch).message
    assert "Look at line 3 of your cell: return survey['rating']" in message
