"""Read a submission's bytes as a notebook, as data only, and repair what can be repaired."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from grading_helpers.instructor.diagnostics import Diagnostic, one_line
from grading_helpers.instructor.grader.protocol.channel import is_intricate
from grading_helpers.instructor.grader.submission.other_versions import matched_in, versions_in
from grading_helpers.instructor.json_types import JsonObject

LARGEST_NOTEBOOK = 20_000_000
# What is handed in may be larger: outputs are dropped before anything is read.
LARGEST_UPLOAD = 64_000_000
MOST_TOKENS = 2_000_000
# A string that is not closed goes to the end: looking for its end again and again takes hours.
TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\Z|\\)|[\[\]{}]', re.DOTALL)
MOST_CELLS = 2000
LONGEST_CELL = 200_000
# The grader itself parses this text, which takes a second.
MOST_CODE = 1_000_000
BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
IMAGE_KINDS = ("image/png", "image/jpeg")
MOST_IMAGES = 20
PASTED = re.compile(r"data:image/(png|jpe?g);base64,([A-Za-z0-9+/=]{20,})")
# What takes the room in a notebook of many images: in its text, and as attachments.
IMAGES_IN_BYTES = (
    re.compile(rb"(data:image/[a-z+]{3,8};base64,)[A-Za-z0-9+/=]{1000,}+"),
    re.compile(rb'("image/[a-z+]{3,8}"\s{0,9}:\s{0,9}")[A-Za-z0-9+/=\\n]{1000,}+(?=")'),
)
A_LINK = "a link to a file in a cloud and not the notebook itself"
OTHER_FILES = {
    re.compile(r"\[InternetShortcut\]|\[Desktop Entry\]|bplist00|version https://git-lfs"): A_LINK,
    re.compile("PK"): "a zip archive and not a notebook",
    re.compile("\x1f?‹\x08|Rar!|7z¼¯"): "a packed archive and not a notebook",
    re.compile(r"{\\rtf"): "a word-processor document and not a notebook",
    re.compile(r"#!|# ?(%%|In ?\[|coding|---)|(import|from) \w"): (
        "a Python script and not a notebook"
    ),
    re.compile("%PDF"): "a PDF and not a notebook",
    re.compile(r"\s*<(!doctype|html)", re.I): "a web page and not a notebook",
}
SURROGATES = re.compile("[\ud800-\udfff]")
KINDS = ("code", "markdown", "raw")


class UngradableError(Exception):
    """A submission that cannot be graded."""

    def __init__(self, cause: str) -> None:
        super().__init__(one_line(cause))


@dataclass(frozen=True)
class ReadCell:
    """A cell as the student left it, without anything that cannot be trusted."""

    kind: str
    source: str
    cell_id: str
    grade_id: str
    is_solution: bool = False
    # Images in a text cell: their names, kinds and Base64 content, which is not checked yet.
    images: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class ReadNotebook:
    """The cells that were read, findings for the instructor, and the versions it was run with.

    ``matched`` has the texts of the cells in which ``check`` said that an answer matches.
    """

    cells: tuple[ReadCell, ...]
    findings: tuple[Diagnostic, ...]
    made_with: Mapping[str, str] = field(default_factory=dict)
    matched: frozenset[str] = frozenset()


def read_notebook(student: str, content: bytes) -> ReadNotebook:
    """Return the cells of a notebook, and what had to be repaired.

    Raises
    ------
    UngradableError
        If it is not a notebook, or cannot be repaired.
    """
    said: list[str] = []
    notebook = _parsed(_decoded(content, said), said)
    cells = tuple(_cells(notebook, said))
    if not cells:
        raise UngradableError("the notebook has no cells")
    if (language := _language(notebook)) and "python" not in language.lower():
        said.append(f"the notebook is for {language}; its code was read as Python")
    findings = tuple(Diagnostic(student, what) for what in dict.fromkeys(said))
    return ReadNotebook(cells, findings, versions_in(notebook), matched_in(notebook))


def _decoded(content: bytes, said: list[str]) -> str:
    content = _small_enough(content, said)
    if is_intricate(content):
        raise UngradableError("the notebook has too many parts: clear its outputs")
    if not content.strip(b"\0\r\n\t "):
        zeros = "the file contains nothing but zeros, as after an interrupted upload"
        raise UngradableError(zeros if b"\0" in content else "the file is empty")
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            said.append(f"the notebook began with a {encoding} byte-order mark, which was removed")
            return content.decode(encoding, "replace").lstrip("\ufeff")
    if content[:2] in (b"{\0", b"\0{"):
        said.append("the notebook was written in UTF-16")
        return content.decode("utf-16-le" if content[1] == 0 else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        said.append("the notebook is not in UTF-8; it was read as Windows-1252")
        return content.decode("cp1252", "replace")


def _small_enough(content: bytes, said: list[str]) -> bytes:
    """Return the bytes, without outputs if they are too many, and then without images.

    Raises
    ------
    UngradableError
        If that is still too much.
    """
    if LARGEST_NOTEBOOK < len(content) <= LARGEST_UPLOAD:
        content = without_outputs(content)
        said.append("the notebook was very large, so its outputs were dropped before it was read")
    if LARGEST_NOTEBOOK < len(content) <= LARGEST_UPLOAD:
        for images in IMAGES_IN_BYTES:
            content = images.sub(rb"\1", content)
        said.append("the notebook was still very large, so the images in its text were dropped")
    if len(content) > LARGEST_UPLOAD:
        raise UngradableError(
            f"the notebook is too large (more than {LARGEST_UPLOAD // 10**6} MB): clear its outputs"
        )
    if len(content) > LARGEST_NOTEBOOK:
        raise UngradableError(
            f"the notebook is too large ({len(content) / 10**6:.1f} MB without outputs and images, "
            f"at most {LARGEST_NOTEBOOK // 10**6} MB)"
        )
    return content


def without_outputs(content: bytes) -> bytes:
    """Return the bytes of a notebook with empty lists of outputs, without parsing it.

    Raises
    ------
    UngradableError
        If it has too many parts even for that.

    Examples
    --------
    >>> without_outputs(b'{"source": "[", "outputs": [{"text": ["]"]}], "id": "a"}')
    b'{"source": "[", "outputs": [], "id": "a"}'
    """
    kept, start, depth, is_next = [], 0, 0, False
    for number, token in enumerate(TOKEN.finditer(content)):
        found = token[0]
        if number > MOST_TOKENS:
            raise UngradableError("the notebook has too many parts: clear its outputs")
        if not depth:
            if is_next and found == b"[":
                kept.append(content[start : token.end()])
                depth = 1
            is_next = found == b'"outputs"'
        elif found in (b"[", b"{"):
            depth += 1
        elif found in (b"]", b"}"):
            depth -= 1
            start = token.start()
    return b"".join([*kept, b"" if depth else content[start:]])


def _parsed(text: str, said: list[str]) -> JsonObject:
    text = text.strip().rstrip("\0")
    try:
        notebook, end = json.JSONDecoder(strict=False).raw_decode(text)
    except RecursionError:
        raise UngradableError("the notebook is nested too deeply") from None
    except ValueError as error:
        raise UngradableError(_why_not_json(text, error)) from None
    if text[end:].strip():
        said.append("text after the end of the notebook was ignored")
    if not isinstance(notebook, dict):
        raise UngradableError("the file is JSON, but not a notebook")
    return notebook


def _why_not_json(text: str, error: ValueError) -> str:
    for beginning, what in OTHER_FILES.items():
        if beginning.match(text[:200]):
            return f"the file is {what}"
    if re.search(r"^(<<<<<<<|>>>>>>>)", text, re.MULTILINE):
        return "the notebook contains version-control conflict markers (<<<<<<<)"
    if text.startswith("{") and (getattr(error, "pos", 0) >= len(text) - 2 or text[-1] != "}"):
        return "the notebook is cut off, so it is not valid JSON"
    return f"the notebook is not valid JSON ({error})"


def _cells(notebook: JsonObject, said: list[str]) -> Iterator[ReadCell]:
    """Yield the cells of a notebook in format 3 or later."""
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        sheets = notebook.get("worksheets")
        if not isinstance(sheets, list):
            if {"url", "doc_id", "resource_id"} & notebook.keys():
                raise UngradableError(f"the file is {A_LINK}")
            raise UngradableError("the file is JSON, but not a notebook: it has no list of cells")
        said.append("the notebook is in the old format 3")
        parts = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
        cells = [cell for part in parts if isinstance(part, list) for cell in part]
    version = notebook.get("nbformat")
    if version not in (3, 4):
        said.append(f"the notebook claims to be in format {str(version)[:20]}; it was read as 4")
    if len(cells) > MOST_CELLS:
        said.append(f"only the first {MOST_CELLS} of {len(cells)} cells were read")
    room = MOST_CODE
    for cell in cells[:MOST_CELLS]:
        if isinstance(cell, dict):
            read = _cell(cell, said)
            room -= len(read.source) if read.kind == "code" else 0
            yield _without_code(read, said) if room < 0 else read
        else:
            said.append("an entry in the list of cells is not a cell")


def _without_code(cell: ReadCell, said: list[str]) -> ReadCell:
    """Return a cell that comes after the limit on code, without its code; text cells stay."""
    if cell.kind != "code":
        return cell
    said.append(f"only the first {MOST_CODE:,} characters of code were read")
    return replace(cell, source="")


def _language(notebook: JsonObject) -> str:
    """Return the language of the kernel with which a notebook was written; empty if not known."""
    metadata = notebook.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    for entry, name in (("kernelspec", "language"), ("language_info", "name")):
        about = metadata.get(entry)
        language = about.get(name) if isinstance(about, dict) else None
        if isinstance(language, str) and language.strip():
            return one_line(language, 30)
    return ""


def _cell(cell: JsonObject, said: list[str]) -> ReadCell:
    metadata = cell.get("metadata")
    grading = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grading = grading if isinstance(grading, dict) else {}
    kind = cell.get("cell_type")
    if kind not in KINDS:
        said.append(f"a cell has the unknown type {str(kind)[:30]!r}; it was read as raw text")
        kind = "raw"
    images = list(_attached(cell)) if kind != "code" else []
    source = _source(cell, said, images if kind != "code" else None)
    return ReadCell(
        str(kind),
        source,
        _name(cell.get("id")),
        _name(grading.get("grade_id")),
        grading.get("solution") is True,
        tuple(images[:MOST_IMAGES]),
    )


def _attached(cell: JsonObject) -> Iterator[tuple[str, str, str]]:
    """Yield the images that Jupyter attached to a text cell."""
    attachments = cell.get("attachments")
    for name, bundle in attachments.items() if isinstance(attachments, dict) else ():
        for kind, content in bundle.items() if isinstance(bundle, dict) else ():
            lines = content if isinstance(content, list) else [content]
            if kind in IMAGE_KINDS and all(isinstance(line, str) for line in lines):
                yield name, kind, "".join(lines)


def _source(cell: JsonObject, said: list[str], images: list[tuple[str, str, str]] | None) -> str:
    """Return the source of a cell, in whichever entry the format keeps it.

    Images within the text of a cell, as Google Colab writes them, become attachments.
    """
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(part for part in source if isinstance(part, str))
    if not isinstance(source, str):
        said.append("the source of a cell is not text")
        return ""
    if images is not None and "data:image/" in source:

        def attached(found: re.Match[str]) -> str:
            name = f"pasted-{len(images) + 1}"
            images.append((name, f"image/{found[1].replace('jpg', 'jpeg')}", found[2]))
            return f"attachment:{name}"

        source = PASTED.sub(attached, source)
    if len(source) > LONGEST_CELL:
        said.append(f"a cell has {len(source)} characters; only {LONGEST_CELL} were read")
        source = source[:LONGEST_CELL]
    clean = SURROGATES.sub("\ufffd", source.replace("\r\n", "\n").replace("\r", "\n"))
    if "\0" in clean:
        said.append("a cell contained NUL characters, which were removed")
        clean = clean.replace("\0", "")
    return clean.replace("\ufeff", "")


def _name(value: object) -> str:
    return value[:200] if isinstance(value, str) else ""
