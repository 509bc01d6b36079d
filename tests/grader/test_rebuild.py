"""Only the text of answers is the student's; the rest is the instructor's."""

from __future__ import annotations

from pathlib import Path

import pytest
from hostile.lesson import ANSWERS, STUB, as_bytes, extra, filled_in, find, release_notebook

from grading_helpers.instructor.grader.submission.assignment import Assignment, Role
from grading_helpers.instructor.grader.submission.extra_files import is_ordinary
from grading_helpers.instructor.grader.submission.notebook import UngradableError, read_notebook
from grading_helpers.instructor.grader.submission.rebuild import Rebuilt, rebuild
from grading_helpers.instructor.grader.submission.upload import load_submission


def _rebuilt(assignment: Assignment, notebook: object) -> Rebuilt:
    return rebuild("sam", assignment, read_notebook("sam", as_bytes(notebook)))


def test_an_honest_notebook_is_rebuilt_unchanged(assignment: Assignment) -> None:
    rebuilt = _rebuilt(assignment, filled_in())
    assert rebuilt.findings == ()
    assert [cell.assigned for cell in rebuilt.cells] == list(assignment.cells)
    for cell in rebuilt.cells:
        if cell.assigned and cell.assigned.role is Role.TEST:
            assert "HIDDEN" in cell.source


def test_an_untouched_notebook_is_recognised(assignment: Assignment) -> None:
    untouched = [
        c.assigned.name
        for c in _rebuilt(assignment, release_notebook()).cells
        if c.untouched and c.assigned
    ]
    assert untouched == [*ANSWERS, "essay"]


def test_extra_cells_stay_where_they_were(assignment: Assignment) -> None:
    notebook = filled_in()
    notebook["cells"].insert(3, extra("LEVEL = 9"))
    rebuilt = _rebuilt(assignment, notebook)
    assert rebuilt.cells[3].source == "LEVEL = 9"
    assert rebuilt.cells[3].assigned is None


def test_an_edited_cell_of_the_lesson_runs_after_the_original(assignment: Assignment) -> None:
    notebook = filled_in()
    find(notebook, "setup")["source"] += "\nimport math"
    sources = [cell.source for cell in _rebuilt(assignment, notebook).cells]
    assert "math" not in sources[1]
    assert "import math" in sources[2]


def test_the_reference_solution_is_never_used(assignment: Assignment) -> None:
    for notebook in (release_notebook(), {**filled_in(), "cells": [extra("1")]}):
        answers = [
            c
            for c in _rebuilt(assignment, notebook).cells
            if c.assigned and c.assigned.role is Role.ANSWER
        ]
        assert all(cell.source not in (*ANSWERS.values(), "The model essay.") for cell in answers)
        assert len(answers) == 5


def test_an_edited_copy_is_used_instead_of_the_stub(assignment: Assignment) -> None:
    notebook = filled_in()
    cell = find(notebook, "totals")
    notebook["cells"].append({**cell, "id": "later", "source": f"def totals(table):\n    {STUB}"})
    stub = find(release_notebook(), "totals")["source"]
    notebook["cells"][-1]["source"] = stub
    rebuilt = _rebuilt(assignment, notebook)
    (answer,) = [c for c in rebuilt.cells if c.assigned and c.assigned.name == "totals"]
    assert answer.source == ANSWERS["totals"]
    assert [str(finding) for finding in rebuilt.findings] == [
        "sam: there were 2 copies of the answer cell totals"
    ]


def _answers(rebuilt: Rebuilt, name: str) -> list[str]:
    return [c.source for c in rebuilt.cells if c.assigned and c.assigned.name == name]


OLD = "def totals(table):\n    return 0"


@pytest.mark.parametrize("old", [OLD, "totals = lambda table: 0", f"# old\n{OLD}\nprint(1)"])
def test_a_copy_below_its_tests_runs_where_it_stands(assignment: Assignment, old: str) -> None:
    notebook = filled_in()
    copy = {**find(notebook, "totals"), "id": "later", "source": old}
    notebook["cells"].insert(notebook["cells"].index(find(notebook, "chart_bars")), copy)
    rebuilt = _rebuilt(assignment, notebook)
    assert _answers(rebuilt, "totals") == [ANSWERS["totals"]]
    sources = [cell.source for cell in rebuilt.cells]
    assert sources.index(old) == sources.index(ANSWERS["chart"]) + 1
    assert [str(one) for one in rebuilt.findings] == [
        "sam: there were 2 copies of the answer cell totals: the one above its tests is the "
        "answer, and copies below them run where they are"
    ]


@pytest.mark.parametrize(
    "draft", ["# see the end", "def totals(table", f"# later\ndef totals(table):\n    {STUB}"]
)
def test_a_copy_below_is_the_answer_if_the_one_above_is_not_finished(
    assignment: Assignment, draft: str
) -> None:
    notebook = filled_in()
    cell = find(notebook, "totals")
    notebook["cells"].append({**cell, "id": "later"})
    cell["source"] = draft
    assert _answers(_rebuilt(assignment, notebook), "totals") == [ANSWERS["totals"]]


@pytest.mark.parametrize(
    ("written", "run"),
    [
        (ANSWERS["totals"] + "\n{given}", ANSWERS["totals"]),
        ("{given}\nLEVEL = 9", "LEVEL = 9"),
        ("LEVEL = 9", "LEVEL = 9"),
    ],
)
def test_own_code_in_the_cell_of_a_test_runs_before_the_test(
    assignment: Assignment, written: str, run: str
) -> None:
    notebook = filled_in()
    test = find(notebook, "totals_values")
    given = test["source"].strip()
    test["source"] = written.format(given=given)
    rebuilt = _rebuilt(assignment, notebook)
    place = next(
        at
        for at, c in enumerate(rebuilt.cells)
        if c.assigned and c.assigned.name == "totals_values"
    )
    assert rebuilt.cells[place - 1].source.strip() == run.format(given=given)
    assert "HIDDEN" in rebuilt.cells[place].source


@pytest.mark.parametrize(("written", "is_told"), [("", False), ("LEVEL = 9", True)])
def test_own_lines_in_the_cell_of_a_test_are_told_only_if_there_are_any(
    assignment: Assignment, written: str, is_told: bool
) -> None:
    notebook = filled_in()
    find(notebook, "totals_values")["source"] = written
    (said,) = _rebuilt(assignment, notebook).findings
    assert "the test totals_values was edited; it was restored" in str(said)
    assert ("the student's own lines" in str(said)) == is_told


@pytest.mark.parametrize(
    "written", ["# Worded otherwise, as in an older copy.\n{given}", "{given}\n\n# done!"]
)
def test_only_a_comment_in_the_cell_of_a_test_is_no_edit(
    assignment: Assignment, written: str
) -> None:
    notebook = filled_in()
    as_given = _rebuilt(assignment, filled_in())
    test = find(notebook, "totals_values")
    test["source"] = written.format(given=test["source"])
    rebuilt = _rebuilt(assignment, notebook)
    assert not rebuilt.findings
    assert len(rebuilt.cells) == len(as_given.cells)


def test_a_copied_test_cell_with_own_code_runs_where_it_stands(assignment: Assignment) -> None:
    notebook = filled_in()
    copy = {**find(notebook, "share_of_fans_values"), "id": "dup", "source": "LEVEL = 9"}
    place = notebook["cells"].index(find(notebook, "chart"))
    notebook["cells"].insert(place, copy)
    sources = [cell.source for cell in _rebuilt(assignment, notebook).cells]
    assert sources.index("LEVEL = 9") == sources.index(ANSWERS["chart"]) - 1


def test_an_answer_beside_its_untouched_stub_is_told(assignment: Assignment) -> None:
    notebook = filled_in()
    find(notebook, "totals")["source"] = find(release_notebook(), "totals")["source"]
    notebook["cells"].insert(2, extra(ANSWERS["totals"]))
    assert [str(one) for one in _rebuilt(assignment, notebook).findings] == [
        "sam: the answer cell totals was left as given, but another cell defines totals"
    ]


@pytest.mark.parametrize("kept", [[], ["essay"], ["setup"]])
def test_lost_ids_are_told_in_one_line(assignment: Assignment, kept: list[str]) -> None:
    notebook = filled_in()
    for cell in notebook["cells"]:
        if cell["id"] not in kept:
            cell["metadata"] = {}
            del cell["id"]
    rebuilt = _rebuilt(assignment, notebook)
    assert [cell.assigned for cell in rebuilt.cells] == list(assignment.cells)
    assert _answers(rebuilt, "essay") == [find(filled_in(), "essay")["source"]]
    (said,) = map(str, rebuilt.findings)
    assert "lost their ids" in said
    assert all(name in said for name in ANSWERS)


def test_a_refusal_is_one_line() -> None:
    with pytest.raises(UngradableError) as refused:
        read_notebook("sam", b"[1,\n2")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["../x", "/etc/x", ".hidden", "a/../b", "a\nb", "a/b/c/d/e", ""])
def test_files_with_odd_names_are_not_taken(name: str) -> None:
    assert not is_ordinary(name)


def test_large_and_odd_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "07_fans.ipynb").write_bytes(as_bytes(filled_in()))
    (tmp_path / "big.csv").write_bytes(b"x" * 6_000_000)
    (tmp_path / "small.csv").write_bytes(b"x")
    (tmp_path / ".secret").write_bytes(b"x")
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    (tmp_path / "timestamp.txt").write_text("2026-11-22 10:00:00 UTC\n")
    submission = load_submission("sam", tmp_path, "07_fans")
    assert set(submission.files) == {"small.csv"}
    assert submission.timestamp == "2026-11-22 10:00:00 UTC"
    assert {str(finding).split()[1] for finding in submission.findings} == {"big.csv", "link.csv"}


def _findings(assignment: Assignment, notebook: object) -> list[str]:
    read = read_notebook("sam", as_bytes(notebook))
    found = (*read.findings, *rebuild("sam", assignment, read).findings)
    return [str(one).removeprefix("sam: ") for one in found]


def test_what_happened_to_many_cells_is_one_line(assignment: Assignment) -> None:
    notebook = filled_in()
    tests = [find(notebook, f"{name}") for name in assignment.tests]
    notebook["cells"] = [cell for cell in notebook["cells"] if cell not in tests]
    assert _findings(assignment, notebook) == [
        "4 tests were missing; they were restored: share_of_fans_values, totals_values, "
        "chart_bars, ranking_order"
    ]
    twice = filled_in()
    twice["cells"] += [{**cell, "id": f"b{n}"} for n, cell in enumerate(twice["cells"])]
    assert [what.rpartition(": ")[2] for what in _findings(assignment, twice)] == [
        "share_of_fans, totals, chart, ranking",
        "there were 2 copies of the answer cell essay",
    ]


def test_a_missing_answer_cell_whose_answer_is_in_another_is_told(assignment: Assignment) -> None:
    notebook = filled_in()
    find(notebook, "totals")["source"] += "\n\n" + ANSWERS["chart"]
    notebook["cells"].remove(find(notebook, "chart"))
    assert _findings(assignment, notebook) == [
        "the answer cell chart was missing; its answer is in the cell totals"
    ]


@pytest.mark.parametrize(
    "text", ["```python\n{}\n```", "My answer:\n\n```\n{}\n```\n\nThat is all."]
)
def test_code_between_fences_is_taken_from_an_answer_that_became_a_text(
    assignment: Assignment, text: str
) -> None:
    notebook = filled_in({**ANSWERS, "totals": text.format(ANSWERS["totals"])})
    find(notebook, "totals")["cell_type"] = "markdown"
    rebuilt = _rebuilt(assignment, notebook)
    (answer,) = [c for c in rebuilt.cells if c.assigned and c.assigned.name == "totals"]
    assert (answer.kind, answer.source.strip()) == ("code", ANSWERS["totals"])


@pytest.mark.parametrize("kind", ["raw", "markdown"])
def test_code_in_a_text_cell_beside_an_untouched_stub_is_told(
    assignment: Assignment, kind: str
) -> None:
    notebook = filled_in()
    cell = find(notebook, "totals")
    cell["source"] = find(release_notebook(), "totals")["source"]
    place = notebook["cells"].index(cell)
    notebook["cells"].insert(place, {**extra(ANSWERS["totals"]), "cell_type": kind})
    assert _findings(assignment, notebook) == [
        "the answer cell totals was left as given, but a text cell has code for it, which does "
        "not run"
    ]


def test_what_git_leaves_after_a_merge_is_told(assignment: Assignment) -> None:
    both = f"<<<<<<< HEAD\n{ANSWERS['totals']}\n=======\n{ANSWERS['totals']}\n>>>>>>> mine"
    assert _findings(assignment, filled_in({**ANSWERS, "totals": both})) == [
        "the answer cell totals has version-control conflict markers (<<<<<<<)"
    ]


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        ({"kernelspec": {"name": "ir", "language": "R"}}, ["the notebook is for R; its code"]),
        ({"language_info": {"name": "julia"}}, ["the notebook is for julia; its code"]),
        ({"kernelspec": {"language": "python"}, "language_info": {"name": "x"}}, []),
        ({"kernelspec": {"name": "ir"}}, []),
        ({"kernelspec": "R", "language_info": {"name": 7}}, []),
    ],
)
def test_a_notebook_for_another_language_is_named(
    assignment: Assignment, metadata: object, said: list[str]
) -> None:
    found = _findings(assignment, {**filled_in(), "metadata": metadata})
    assert [one[: len(what)] for one, what in zip(found, said, strict=True)] == said


def test_answers_in_one_cell_are_one_line(assignment: Assignment) -> None:
    """As in a script that was exported and pasted into one cell."""
    notebook = filled_in()
    everything = [one for one in notebook["cells"] if one["cell_type"] == "code"]
    script = {**find(notebook, "share_of_fans"), "metadata": {}, "id": "pasted"}
    script["source"] = "\n\n".join("".join(one["source"]) for one in everything)
    notebook["cells"] = [script]
    said = [what for what in _findings(assignment, notebook) if "their answers" in what]
    assert said == [
        "3 answer cells were missing; their answers are in the cell share_of_fans: totals, chart, "
        "ranking"
    ]


def test_answers_that_became_texts_are_one_line(assignment: Assignment) -> None:
    notebook = filled_in()
    for name in ANSWERS:
        find(notebook, name)["cell_type"] = "markdown"
    assert _findings(assignment, notebook) == [
        "4 answer cells were changed to another type of cell: share_of_fans, totals, chart, ranking"
    ]
