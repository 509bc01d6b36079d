"""An answer that never ends is stopped, with the line it was in."""

from __future__ import annotations

import signal
import sys
import threading
import time
from typing import Any

import pandas as pd
import pytest

from grading_helpers.checking import examine as examining
from grading_helpers.checking.examine import examine
from grading_helpers.checking.time_limit import TookTooLongError, time_limit
from grading_helpers.checking.verdict import State, Verdict


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait only a moment."""
    monkeypatch.setattr(examining, "SECONDS", 0.2)


def csat_by_store(survey: pd.DataFrame) -> Any:
    rows = 0
    while True:
        rows += 1


def assert_says_so(verdict: Verdict) -> None:
    assert verdict.state == State.BROKE
    assert "After 10 seconds it was still running, so check stopped it." in verdict.message
    assert "It was on line" in verdict.message
    assert ": rows += 1 " in verdict.message or ": while True: " in verdict.message


def test_an_endless_loop_is_stopped_and_its_line_is_named() -> None:
    before = signal.getsignal(signal.SIGALRM)
    assert_says_so(examine(csat_by_store))
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_an_endless_loop_in_another_thread_is_stopped() -> None:
    found: list[Verdict] = []
    thread = threading.Thread(target=lambda: found.append(examine(csat_by_store)))
    thread.start()
    thread.join(20)
    assert_says_so(found[0])
    assert sys.gettrace() is None


def test_code_that_catches_every_exception_is_stopped() -> None:
    def csat_by_store(survey: pd.DataFrame) -> None:
        while True:
            try:
                time.sleep(0.01)
            except Exception:
                continue

    assert "still running" in examine(csat_by_store).message


def test_code_that_catches_everything_once_is_stopped_by_the_next_alarm() -> None:
    caught = []

    def csat_by_store(survey: pd.DataFrame) -> None:
        while True:
            try:
                time.sleep(0.01)
            except BaseException:
                caught.append(1)
                while True:
                    time.sleep(0.01)

    assert "still running" in examine(csat_by_store).message
    assert caught == [1]


def test_a_call_that_a_busy_computer_slows_down_is_not_stopped() -> None:
    with time_limit(0.2, {__name__}):
        time.sleep(0.4)
    with pytest.raises(TookTooLongError), time_limit(0.2, {__name__}):
        time.sleep(5)


def test_only_the_limited_code_is_interrupted() -> None:
    raised = []  # an error that is kept keeps the frames in which it was raised
    for _ in range(300):
        try:
            with time_limit(1e-5, {__name__}):
                for _ in range(1000):
                    pass
        except TookTooLongError as error:
            raised.append(error)
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_running_timer_continues() -> None:
    fired = []
    before = signal.signal(signal.SIGALRM, lambda *_: fired.append(1))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.5)
        with pytest.raises(TookTooLongError), time_limit(0.1, {__name__}):
            time.sleep(5)
        time.sleep(0.6)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert fired == [1]
