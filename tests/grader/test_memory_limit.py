"""Processes that grow as fast as they can hold little more memory than they may."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from grading_helpers.instructor.grader.execution.fork_server import ForkServer
from grading_helpers.instructor.grader.execution.session import Session
from grading_helpers.instructor.grader.sandbox import process_tree
from grading_helpers.instructor.grader.sandbox.limits import MEGABYTE, Limits

pytestmark = pytest.mark.integration

MOST = 1.25
GROW = "kept = []\nwhile True: kept.append(bytearray(b'x') * 20_000_000)"
INDENTED = GROW.replace("\n", "\n        ")
GREEDY = {
    "one": GROW,
    "twenty": f"import os, time\nfor n in range(20):\n    if os.fork() == 0:\n        {INDENTED}\n"
    "time.sleep(20)",
    # Pages that are shared at first, which counting them for each process would overstate.
    "copies": "import os, time\nkept = bytearray(b'x') * 400_000_000\nfor n in range(20):\n"
    "    if os.fork() == 0:\n        for at in range(0, len(kept), 4096): kept[at] = n\n"
    "        time.sleep(20)\ntime.sleep(20)",
}


@contextmanager
def peak_of(pid: int) -> Iterator[list[int]]:
    """Note the most memory, in bytes, that a process and its descendants hold meanwhile."""
    peak, is_over = [0], threading.Event()

    def sample() -> None:
        while not is_over.is_set():
            peak[0] = max(peak[0], process_tree.shared_fairly(pid))
            time.sleep(0.001)

    sampler = threading.Thread(target=sample)
    sampler.start()
    try:
        yield peak
    finally:
        is_over.set()
        sampler.join()


@pytest.mark.parametrize("name", GREEDY)
def test_a_family_of_processes_stays_near_its_limit(fork_server: ForkServer, name: str) -> None:
    limits = Limits()
    with Session(fork_server, limits, {}) as session:
        with peak_of(session.pair.student_pid) as peak:
            session.run(GREEDY[name])
        assert "MB of memory" in session.over
    assert 0.5 * limits.memory < peak[0] < MOST * limits.memory


def test_processes_that_share_their_memory_may_be_many(fork_server: ForkServer) -> None:
    limits = Limits(memory=600 * MEGABYTE)
    shares = (
        "import os, time\nkept = bytearray(b'x') * 300_000_000\nchildren = []\nfor n in range(8):\n"
        "    child = os.fork()\n    if child == 0:\n        time.sleep(1)\n        os._exit(0)\n"
        "    children.append(child)\n[os.waitpid(child, 0) for child in children]\nprint('done')"
    )
    with Session(fork_server, limits, {}) as session:
        assert session.run(shares) == [
            {"output_type": "stream", "name": "stdout", "text": "done\n"}
        ]
