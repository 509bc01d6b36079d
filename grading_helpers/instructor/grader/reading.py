"""A submission's bytes read as a notebook, as data: nothing in it is run or believed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grading_helpers.instructor.grader.findings import Finding, RefusedError
from grading_helpers.instructor.grader.wire import is_intricate

LARGEST_NOTEBOOK = 20_000_000
MOST_CELLS = 2000
LONGEST_CELL = 200_000
BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
SURROGATES = re.compile("[\ud800-\udfff]")
KINDS = ("code", "markdown", "raw")


@dataclass(frozen=True)
class ReadCell:
    """A cell as the student left it: only what can be believed of it."""

    kind: str
    source: str
    cell_id: str
    grade_id: str
    is_solution: bool = False


@dataclass(frozen=True)
class Submission:
    """What was read: the cells, and what is worth saying about them."""

    cells: tuple[ReadCell, ...]
    findings: tuple[Finding, ...]


def read_submission(student: str, content: bytes) -> Submission:
    """Return the cells of a notebook and what had to be repaired.

    Raises
    ------
    RefusedError
        If it is no notebook that can be repaired; the message is the cause.
    """
    said: list[str] = []
    notebook = _parsed(_decoded(content, said), said)
    cells = tuple(_cells(notebook, said))
    if not cells:
        raise RefusedError("the notebook has no cells")
    return Submission(cells, tuple(Finding(student, what) for what in dict.fromkeys(said)))


def _decoded(content: bytes, said: list[str]) -> str:
    if len(content) > LARGEST_NOTEBOOK:
        raise RefusedError(
            f"the notebook is too large ({len(content) // 10**6} MB, at most "
            f"{LARGEST_NOTEBOOK // 10**6}): clear its outputs"
        )
    if is_intricate(content):
        raise RefusedError("the notebook has too many parts: clear its outputs")
    if not content.strip(b"\0\r\n\t "):
        raise RefusedError("the file is empty")
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            said.append(f"the notebook began with a byte-order mark of {encoding}")
            return content.decode(encoding, "replace").lstrip("\ufeff")
    if content[:2] in (b"{\0", b"\0{"):
        said.append("the notebook was written in UTF-16")
        return content.decode("utf-16-le" if content[1] == 0 else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        said.append("the notebook was not written in UTF-8; Windows-1252 was taken instead")
        return content.decode("cp1252", "replace")


def _parsed(text: str, said: list[str]) -> Mapping[str, Any]:
    text = text.strip().rstrip("\0")
    try:
        notebook, end = json.JSONDecoder(strict=False).raw_decode(text)
    except RecursionError:
        raise RefusedError("the notebook is nested too deeply") from None
    except ValueError as error:
        raise RefusedError(_no_json(text, error)) from None
    if text[end:].strip():
        said.append("there was text after the end of the notebook, which was dropped")
    if not isinstance(notebook, dict):
        raise RefusedError("the file is JSON, yet no notebook")
    return notebook


def _no_json(text: str, error: ValueError) -> str:
    if text.startswith("PK"):
        return "the file is a zip archive and not a notebook"
    if text.startswith("%PDF"):
        return "the file is a PDF and not a notebook"
    if text[:200].lstrip().lower().startswith(("<!doctype", "<html")):
        return "the file is a web page and not a notebook"
    if re.search(r"^(<<<<<<<|>>>>>>>)", text, re.MULTILINE):
        return "the notebook holds marks of a version-control conflict (<<<<<<<)"
    if getattr(error, "pos", 0) >= len(text) - 2 or not text.endswith("}"):
        return "the notebook breaks off: it is not JSON to its end (NotJSONError)"
    return f"the notebook is not JSON ({error})"


def _cells(notebook: Mapping[str, Any], said: list[str]) -> Iterator[ReadCell]:
    """Yield the cells of a notebook of any format since the third."""
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        sheets = notebook.get("worksheets")
        if not isinstance(sheets, list):
            raise RefusedError("the file is JSON, yet no notebook: it has no list of cells")
        said.append("the notebook is of the old format 3")
        parts = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        cells = [cell for part in parts if isinstance(part, list) for cell in part]
    version = notebook.get("nbformat")
    if version not in (3, 4):
        said.append(f"the notebook says it is of format {str(version)[:20]}; it was read as 4")
    if len(cells) > MOST_CELLS:
        said.append(f"only the first {MOST_CELLS} of {len(cells)} cells were read")
    for cell in cells[:MOST_CELLS]:
        if isinstance(cell, dict):
            yield _cell(cell, said)
        else:
            said.append("an entry of the list of cells is no cell")


def _cell(cell: Mapping[str, Any], said: list[str]) -> ReadCell:
    metadata = cell.get("metadata")
    grading = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grading = grading if isinstance(grading, dict) else {}
    kind = cell.get("cell_type")
    if kind not in KINDS:
        said.append(f"a cell is of the unknown kind {str(kind)[:30]!r}; it was read as raw text")
        kind = "raw"
    return ReadCell(
        str(kind),
        _source(cell, said),
        _name(cell.get("id")),
        _name(grading.get("grade_id")),
        grading.get("solution") is True,
    )


def _source(cell: Mapping[str, Any], said: list[str]) -> str:
    """Return the text of a cell, wherever a format keeps it."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        said.append("the text of a cell is no text")
        return ""
    if len(source) > LONGEST_CELL:
        said.append(f"a cell has {len(source)} characters; {LONGEST_CELL} were read")
        source = source[:LONGEST_CELL]
    clean = SURROGATES.sub("\ufffd", source.replace("\r\n", "\n").replace("\r", "\n"))
    if "\0" in clean:
        said.append("a cell held NUL characters, which were dropped")
        clean = clean.replace("\0", "")
    return clean.replace("\ufeff", "")


def _name(value: object) -> str:
    return value[:200] if isinstance(value, str) else ""
