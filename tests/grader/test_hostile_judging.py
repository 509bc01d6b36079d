"""The checks of the corpus notice what goes wrong, and its container is safe."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from hostile import facts
from hostile.box import TARGET, Box, hand_in, lay_out_template, snapshot
from hostile.cases import ALL, NOTHING, Case
from hostile.everything import corpus
from hostile.host import PORT
from hostile.judging import failures

pytestmark = pytest.mark.integration

WELL: dict[str, Any] = {
    **{"marks": ALL, "neighbour": ALL, "changed": [], "knocks": 0, "told": [], "left": []},
    **{"ended": True, "active": [], "page_seconds": 1.0, "memory": 2**20, "bytes": 2**20},
    **{"refusal": "", "broken": ""},
}
FAULTS = {
    "points too few": ({"marks": NOTHING}, "wrong mark"),
    "no points and no word": ({"marks": None}, "no mark"),
    "a neighbour without marks": ({"neighbour": None}, "neighbour lost"),
    "a neighbour with other marks": ({"neighbour": NOTHING}, "neighbour lost"),
    "a changed file": ({"changed": ["host/home/.bashrc"]}, "host reached"),
    "a knock": ({"knocks": 1}, "host reached"),
    "a secret told": ({"told": ["the canary sings"]}, "host reached"),
    "an active page": ({"active": ["<script>"]}, "active page"),
    "a page that cannot be made": ({"broken": "InvalidNotebook"}, "no page"),
    "a daemon": ({"left": ["sleep 61"]}, "left running"),
    "no end": ({"ended": False}, "over time"),
    "a page without end": ({"page_seconds": 21.0}, "over time"),
    "memory": ({"memory": 4 * 2**30}, "too much used"),
    "files": ({"bytes": 60 * 2**20}, "too much used"),
}
ATTACK = next(case for case in corpus(str(TARGET), PORT) if case.name == "write_canary")


def test_honest_marks_are_safe() -> None:
    assert failures(Case("bom", "accident"), WELL) == []


@pytest.mark.parametrize(("change", "sort"), FAULTS.values(), ids=FAULTS)
def test_each_fault_is_seen(change: dict[str, Any], sort: str) -> None:
    assert failures(Case("bom", "accident"), WELL | change) == [sort]


def test_a_missing_mark_is_safe_if_a_line_names_the_student() -> None:
    refused = WELL | {"marks": None, "refusal": "aaron: the file is empty"}
    assert failures(Case("empty", "accident", due=None), refused) == []


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("aaron: the file is empty", True),
        ("[AutogradeApp | ERROR] There was an error processing assignment: submitted/aaron", True),
        ("[AutogradeApp | WARNING] No notebooks were matched by 'submitted/aaron/*'", True),
        ("[AutogradeApp | INFO] Sanitizing submitted/aaron/07_fans.ipynb", False),
        ("[AutogradeApp | WARNING] No nbgrader_config.py file found", False),
    ],
    ids=["ours", "an error", "a warning", "news", "a warning on nobody"],
)
def test_a_refusal_names_the_student(line: str, is_one: bool) -> None:
    assert list(facts.refusals(line)) == [line][:is_one]


def test_right_answers_in_work_that_ours_refuses_may_earn_their_points() -> None:
    case = Case("too_large", "accident", due=None)
    assert failures(case, WELL) == []
    assert failures(case, WELL | {"marks": NOTHING}) == ["wrong mark"]


def test_points_without_an_answer_are_a_wrong_mark() -> None:
    assert failures(Case("leave", "cheat", due=dict(NOTHING)), WELL) == ["wrong mark"]


def test_marks_that_an_attack_costs_the_attacker_do_not_count_against_the_grader() -> None:
    lost = WELL | {"marks": NOTHING}
    assert failures(Case("crash", "attack"), lost) == []
    assert failures(Case("crash", "attack", ends_itself=True), lost) == ["host reached"]


@pytest.mark.skipif(not shutil.which("bwrap"), reason="needs bubblewrap")
def test_an_attack_reaches_the_host_only_with_stock_nbgrader(tmp_path: Path) -> None:
    template, slot = tmp_path / "template", tmp_path / "slot"
    template.mkdir()
    lay_out_template(template)
    found = {
        grader: failures(ATTACK, _seen(grader, template, slot)) for grader in ("ours", "stock")
    }
    assert found == {"ours": [], "stock": ["host reached"]}


def _seen(grader: str, template: Path, slot: Path) -> dict[str, Any]:
    folder = slot / grader / "fans"
    hand_in(template, folder, ATTACK)
    before, size = snapshot(folder), facts.size_of(folder)
    box = Box(slot / grader)
    try:
        return box.run(grader) | facts.gather(folder, before, size)
    finally:
        box.stop()
