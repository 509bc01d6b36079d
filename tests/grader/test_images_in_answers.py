"""An image pasted into an answer reaches the marker and the student, and no text is lost."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hostile.lesson import as_bytes, filled_in, find

from grading_helpers.instructor.feedback import markup
from grading_helpers.instructor.grader.grade_cells import stored_cell
from grading_helpers.instructor.grader.sanitize.outputs import PNG, clean_outputs
from grading_helpers.instructor.grader.submission.assignment import Assignment
from grading_helpers.instructor.grader.submission.notebook import LARGEST_NOTEBOOK, read_notebook
from grading_helpers.instructor.grader.submission.rebuild import rebuild

IMAGE = base64.b64encode(PNG + b"a picture").decode()
HEAD_OF_PNG = PNG + bytes.fromhex("0000000d49484452")
HEAD_OF_JPEG = bytes.fromhex("ffd8 ffe00004 0000 ffc0000b 08")
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


def test_an_image_that_is_named_many_times_is_shown_once(assignment: Assignment) -> None:
    stored = _stored(assignment, "![](attachment:a)" * 700, {"a": {"image/png": LARGE}})
    page = markup.with_images(markup.text(stored["source"], ours=False), stored["attachments"])
    assert page.count(LARGE) == 1
    assert page.count("(an image that is shown above)") == 699


def test_two_images_are_shown_where_they_are_named(assignment: Assignment) -> None:
    images = {"E": {"image/png": IMAGE}, "é b": {"image/png": LARGE}}
    text = "![](attachment:%C3%A9%20b)![](attachment:E)"
    stored = _stored(assignment, text, images)
    page = markup.with_images(markup.text(stored["source"], ours=False), stored["attachments"])
    assert 0 < page.index(LARGE) < page.index(f'{IMAGE}"')
    assert "an image that is" not in page


@pytest.mark.parametrize(
    ("kind", "head", "width"), [("png", HEAD_OF_PNG, 4), ("jpeg", HEAD_OF_JPEG, 2)]
)
def test_an_image_with_very_many_pixels_is_not_shown(kind: str, head: bytes, width: int) -> None:
    for side, kept in ((2000, True), (50_000, False)):
        image = head + side.to_bytes(width, "big") * 2
        content = base64.b64encode(image).decode()
        (shown,) = clean_outputs(
            [{"output_type": "display_data", "data": {f"image/{kind}": content}}]
        )
        assert (f"image/{kind}" in shown["data"]) is kept
