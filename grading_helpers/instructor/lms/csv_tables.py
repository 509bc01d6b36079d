"""Read CSV tables that an LMS exports, and write them back in the same format."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
LARGEST = 50_000_000
SEPARATORS = re.compile(r"([,;|\t\r\n])")
# How a formula begins, and what a spreadsheet may pass over before that, by Unicode category:
# spaces, marks that take no room (such as a byte order mark) and accents.
BEGINS_FORMULA = frozenset("=+-@")
PASSED_OVER = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cn", "Co", "Mn", "Me"})
NUMBER = re.compile(r"[+-]?[\d.,]+%?")
# How Canvas itself writes a name that begins with "=".
CANVAS_TEXT = re.compile(r'="[^"]*"')


@dataclass(frozen=True)
class TableFormat:
    """How a CSV file is written: encoding, delimiter, quoting and line endings."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    quote_all: bool = False
    line_end: str = "\r\n"


@dataclass(frozen=True)
class Table:
    """A header, rows of the same length, and the format they were read from."""

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    form: TableFormat = TableFormat()

    def column(self, *names: str) -> int | None:
        """Return the index of the first column with one of these names, ignoring case."""
        wanted = [plain(name) for name in names]
        found = (place for place, name in enumerate(self.heading) if plain(name) in wanted)
        return next(found, None)

    def only(self, columns: list[int]) -> Table:
        """Return the table with only these columns."""
        heading = tuple(self.heading[place] for place in columns)
        rows = tuple(tuple(row[place] for place in columns) for row in self.rows)
        return replace(self, heading=heading, rows=rows)

    def content(self) -> bytes:
        """Return the table as the content of a file."""
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
    """Return the letters and digits of a heading, in lower case.

    Examples
    --------
    >>> plain(" SIS  Login ID"), plain("first_name")
    ('sisloginid', 'firstname')
    """
    return "".join(letter for letter in heading.casefold() if letter.isalnum())


def read_table(path: Path) -> Table:
    """Read a CSV table from an LMS or a spreadsheet.

    Parameters
    ----------
    path : Path
        A CSV file with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252.

    Returns
    -------
    Table
        Short rows are padded with empty cells.

    Raises
    ------
    CommandError
        If the file cannot be read as a table.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise CommandError(
                f"{path} is too large to be a table of students (more than {LARGEST // 10**6} MB). "
                "Is it the right file?"
            )
        content = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read ({error.strerror}).") from None
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise CommandError(f"{path} is a spreadsheet, not a CSV file. Save or download it as CSV.")
    try:
        text, encoding = _decoded(content)
    except UnicodeDecodeError:
        raise CommandError(
            f"{path} is not encoded in UTF-8, UTF-16 or Windows-1252. Save it as UTF-8; "
            "spreadsheets call this 'CSV UTF-8'."
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
        raise CommandError(
            f"{path} is not a valid CSV file ({error}). Download it again."
        ) from None
    form = TableFormat(encoding, delimiter, first.lstrip().startswith('"'), line_end)
    rows = [row for row in read if any(cell.strip() for cell in row)]
    if not rows or len(rows[0]) < 2:
        raise CommandError(
            f"{path} has no header with at least two columns. Is it the right file, saved as CSV?"
        )
    width = len(rows[0])
    if (long := next((row for row in rows if len(row) > width), None)) is not None:
        raise CommandError(
            f"{path}: the row {', '.join(long)[:80]!r} has {len(long)} cells, but the header has "
            f"{width}. Correct the row, or download the file again."
        )
    filled = tuple((*row, *[""] * (width - len(row))) for row in rows[1:])
    return Table(path.name, tuple(name.strip() for name in rows[0]), filled, form)


def defused(cell: str) -> str:
    r"""Return a cell that no spreadsheet runs as a formula.

    Students choose their own names, and a name that looks like a formula would run when
    somebody opens the file in a spreadsheet. A leading apostrophe turns it into text; numbers and
    a single dash are not changed. The same goes for each part of the cell after what may separate
    cells elsewhere: a semicolon does in many countries.

    Examples
    --------
    >>> defused("=1+1"), defused("@Ada"), defused("O'Neill, Ana"), defused("-1.5"), defused("-")
    ("'=1+1", "'@Ada", "O'Neill, Ana", '-1.5', '-')
    >>> defused("Ada;=1+1"), defused("\ufeff\uff1d1")
    ("Ada;'=1+1", "'\ufeff＝1")
    """
    if CANVAS_TEXT.fullmatch(cell):
        return cell
    return "".join(f"'{part}" if _is_formula(part) else part for part in SEPARATORS.split(cell))


def _is_formula(part: str) -> bool:
    if part.startswith("'") or part.strip() == "-" or NUMBER.fullmatch(part.strip()):
        return False
    seen = (one for one in part if one not in "'\"")
    first = next((one for one in seen if unicodedata.category(one) not in PASSED_OVER), "")
    # A fullwidth or small sign counts as the usual one.
    return unicodedata.normalize("NFKC", first)[:1] in BEGINS_FORMULA
