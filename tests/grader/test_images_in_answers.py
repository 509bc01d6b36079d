"""An image pasted into an answer reaches the marker and the student, and no text is lost."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hostile.lesson import as_bytes, filled_in, find

from grading_helpers.instructor.feedback import markup
from grading_helpers.instructor.grader.grade_cells import stored_cell
from grading_helpers.instructor.grader.sanitize.outputs import PNG
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.notebook import LARGEST_NOTEBOOK, read_notebook
from grading_helpers.instructor.grader.submission.rebuild import rebuild

IMAGE = base64.b64encode(PNG + b"a picture").decode()
LARGE = base64.b64encode(PNG + bytes(300_000)).decode()


def _stored(assignment: Assignment, source: str, attachments: Any = None) -> Any:
    notebook = filled_in()
    essay = find(notebook, "essay")
    essay |= {"source": source} | ({"attachments": attachments} if attachments else {})
    rebuilt = rebuild("sam", assignment, read_notebook("sam", as_bytes(notebook)))
    (cell,) = [c for c in rebuilt.cells if c.assigned and c.assigned.name == "essay"]
    return stored_cell(cell, [], assignment, 1)


@pytest.mark.parametrize(
    ("source", "attachments"),
    [
        ("See: ![a.png](attachment:a.png) end", {"a.png": {"image/png": IMAGE}}),
        ("See: ![a b.png](attachment:a%20b.png) end", {"a b.png": {"image/png": [IMAGE]}}),
        (f"See: ![a](data:image/png;base64,{IMAGE}) end", None),
        (f'See: <img src="data:image/png;base64,{IMAGE}" width=90> end', None),
        (f"See: ![a](data:image/png;base64,{LARGE}) end", None),
    ],
    ids=["attached", "name with a space", "in the text", "as a tag", "large"],
)
def test_a_pasted_image_stays_with_the_answer(
    assignment: Assignment, source: str, attachments: Any
) -> None:
    stored = _stored(assignment, source, attachments)
    (name,) = stored["attachments"]
    content = stored["attachments"][name]["image/png"]
    assert content == (LARGE if "data:" in source and LARGE in source else IMAGE)
    assert f"](attachment:{name})" in stored["source"]
    assert stored["source"].endswith(" end")
    page = markup.with_images(markup.text(stored["source"], ours=False), stored["attachments"])
    assert f'src="data:image/png;base64,{content}"' in page
    assert "end" in page


@pytest.mark.parametrize(
    "attachments",
    [
        {"a.png": {"image/png": base64.b64encode(b"<svg>").decode()}},
        {"a.png": {"image/svg+xml": "<svg onload=x()>"}},
        {"a.png": {"text/html": "<script>x()</script>"}},
        {"a.png": {"image/png": 7}},
        {"b.png": {"image/png": IMAGE}},
        "a.png",
    ],
)
def test_what_is_no_image_is_not_kept(assignment: Assignment, attachments: Any) -> None:
    stored = _stored(assignment, "See ![a.png](attachment:a.png)", attachments)
    assert "a.png" not in stored.get("attachments", {})
    assert "](attachment:" not in stored["source"]
    assert "data:" not in markup.with_images(markup.text(stored["source"], ours=False), attachments)


def test_images_never_push_out_an_answer() -> None:
    notebook = filled_in()
    small = read_notebook("sam", json.dumps(notebook).encode())
    huge = "A" * (LARGEST_NOTEBOOK // 2 + 1000)
    find(notebook, "title")["attachments"] = {"a": {"image/png": huge}}
    find(notebook, "essay")["source"] += f" ![a](data:image/png;base64,{huge}) end"
    read = read_notebook("sam", json.dumps(notebook).encode())
    assert [one.source for one in read.cells[:-1]] == [one.source for one in small.cells[:-1]]
    assert read.cells[-1].source.endswith(" end")
    assert any("images" in str(one) for one in read.findings)
