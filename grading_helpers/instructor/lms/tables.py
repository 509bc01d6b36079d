"""Tables as an LMS gives them: read with their form, written back in the same form."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, replace
from pathlib import Path

from grading_helpers.instructor.lms.notes import ImpossibleError

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
LARGEST = 50_000_000
FORMULA = re.compile(r"[\s'\"]*[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?[\d.,]+%?")
# Canvas writes a name that begins with "=" in this way itself.
CANVAS_TEXT = re.compile(r'="[^"]*"')


@dataclass(frozen=True)
class Form:
    """How a table is written: bytes of letters, what stands between cells, quotes, line ends."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    quote_all: bool = False
    line_end: str = "\r\n"


@dataclass(frozen=True)
class Table:
    """A heading, rows of the same length and the form they came in."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    form: Form = Form()

    def column(self, *names: str) -> int | None:
        """Return the place of the first column with one of these names, whatever their case."""
        wanted = [plain(name) for name in names]
        found = (place for place, name in enumerate(self.heading) if plain(name) in wanted)
        return next(found, None)

    def only(self, columns: list[int]) -> Table:
        """Return the table with these columns alone."""
        heading = tuple(self.heading[place] for place in columns)
        rows = tuple(tuple(row[place] for place in columns) for row in self.rows)
        return replace(self, heading=heading, rows=rows)

    def content(self) -> bytes:
        """Return the table as the bytes of a file."""
        file = io.StringIO()
        writer = csv.writer(
            file,
            delimiter=self.form.delimiter,
            quoting=csv.QUOTE_ALL if self.form.quote_all else csv.QUOTE_MINIMAL,
            lineterminator=self.form.line_end,
        )
        writer.writerows([self.heading, *self.rows])
        return file.getvalue().encode(self.form.encoding)


def plain(heading: str) -> str:
    """Return a heading by its letters and digits alone.

    Examples
    --------
    >>> plain(" SIS  Login ID"), plain("first_name")
    ('sisloginid', 'firstname')
    """
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def read_table(path: Path) -> Table:
    """Read a table of an LMS, or one that a spreadsheet saved.

    Parameters
    ----------
    path : Path
        A CSV file with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252.

    Returns
    -------
    Table
        Short rows are filled up with empty cells.

    Raises
    ------
    ImpossibleError
        If the file cannot be read as a table.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise ImpossibleError(f"{path} is larger than {LARGEST // 10**6} MB: no class list is.")
        content = path.read_bytes()
    except OSError as error:
        raise ImpossibleError(f"{path} cannot be read ({error.strerror}).") from None
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise ImpossibleError(f"{path} is a spreadsheet: save or download it as CSV.")
    try:
        text, encoding = _decoded(content)
    except UnicodeDecodeError:
        raise ImpossibleError(
            f"{path} is written in letters that are neither UTF-8, UTF-16 nor Windows-1252: save "
            "it as UTF-8, such as the spreadsheet's 'CSV UTF-8'."
        ) from None
    return _table(path, text, encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("cp1252"), "cp1252"


def _table(path: Path, text: str, encoding: str) -> Table:
    first = text.partition("\n")[0]
    line_end = "\r\n" if first.endswith("\r") else "\n"
    try:
        delimiter = max(
            ",;\t", key=lambda letter: len(next(csv.reader([first], delimiter=letter), []))
        )
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ImpossibleError(f"{path} is no CSV table ({error}): download it again.") from None
    form = Form(encoding, delimiter, first.lstrip().startswith('"'), line_end)
    rows = [row for row in read if any(cell.strip() for cell in row)]
    if not rows or len(rows[0]) < 2:
        raise ImpossibleError(
            f"{path} has no heading with at least two columns: is it the right file, saved as CSV?"
        )
    width = len(rows[0])
    if (long := next((row for row in rows if len(row) > width), None)) is not None:
        raise ImpossibleError(
            f"{path}: the row {', '.join(long)[:80]!r} has {len(long)} cells, the heading {width}."
        )
    filled = tuple((*row, *[""] * (width - len(row))) for row in rows[1:])
    return Table(path.name, tuple(name.strip() for name in rows[0]), filled, form)


def defused(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    A name is text of a student's choice, and whoever opens the file in a spreadsheet would run
    it. An apostrophe before it makes it text; numbers and a lone dash stay as they are.

    Examples
    --------
    >>> defused("=1+1"), defused("@Ada"), defused("O'Neill, Ana"), defused("-1.5"), defused("-")
    ("'=1+1", "'@Ada", "O'Neill, Ana", '-1.5', '-')
    """
    harmless = not FORMULA.match(cell) or cell.startswith("'") or cell.strip() == "-"
    if harmless or NUMBER.fullmatch(cell.strip()) or CANVAS_TEXT.fullmatch(cell):
        return cell
    return f"'{cell}"
