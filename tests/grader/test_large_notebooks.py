"""A notebook that is only large because of its outputs is read without them, in good time."""

from __future__ import annotations

import json
import time

import pytest
from hostile.lesson import filled_in, find

from grading_helpers.instructor.grader.submission.notebook import (
    LARGEST_NOTEBOOK,
    UngradableError,
    read_notebook,
)

MEGABYTES_30 = 30_000_000


@pytest.mark.parametrize("megabytes", [22, 60])
def test_a_notebook_of_any_size_is_read_without_its_outputs(megabytes: int) -> None:
    notebook = filled_in()
    small = read_notebook("ada", json.dumps(notebook).encode())
    page = {"text/html": "y" * megabytes * 1_000_000}
    find(notebook, "setup")["outputs"] = [{"output_type": "display_data", "data": page}]
    assert read_notebook("ada", json.dumps(notebook).encode()).cells == small.cells


@pytest.mark.parametrize(
    "content",
    [
        b"[InternetShortcut]\r\nURL=https://example.org/x.ipynb",
        b'{"url": "https://example.org/x", "doc_id": "1"}',
        b"bplist00\xd1\x01",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0",
    ],
)
def test_a_link_to_a_file_in_a_cloud_is_named_as_such(content: bytes) -> None:
    with pytest.raises(UngradableError, match="link to a file in a cloud"):
        read_notebook("ada", content)


def test_large_outputs_are_dropped_and_said() -> None:
    notebook = filled_in()
    small = read_notebook("ada", json.dumps(notebook).encode())
    lines = ['a "line" with [ and \\\n'] * 800_000
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": lines}]
            break
    content = json.dumps(notebook).encode()
    assert len(content) > LARGEST_NOTEBOOK
    read = read_notebook("ada", content)
    assert read.cells == small.cells
    assert any("outputs were dropped" in str(one) for one in read.findings)


@pytest.mark.integration
@pytest.mark.parametrize(
    "content",
    [
        b'{"outputs":[' + b'"' * MEGABYTES_30,
        b'\\"' * (MEGABYTES_30 // 2),
        b'"outputs"[' * (MEGABYTES_30 // 10),
        b"[" * MEGABYTES_30,
        b'"\\' * (MEGABYTES_30 // 2),
        b'"' + b"\\" * MEGABYTES_30,
        b"\0" * MEGABYTES_30,
    ],
    ids=["quotes", "escaped quotes", "outputs", "brackets", "backslashes", "one string", "nothing"],
)
def test_what_is_no_notebook_is_refused_quickly(content: bytes) -> None:
    began = time.process_time()
    with pytest.raises(UngradableError):
        read_notebook("ada", content)
    assert time.process_time() - began < 2
