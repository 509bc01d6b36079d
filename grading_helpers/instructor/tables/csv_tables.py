"""Read CSV tables that an LMS exports, and write them back in the same format."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from grading_helpers.instructor.diagnostics import CommandError, Diagnostic
from grading_helpers.instructor.tables.encodings import decoded

LARGEST = 50_000_000
SEP_LINE = re.compile(r"\"?sep=([,;\t|])\"?[,;\t|]*\r?\n", re.IGNORECASE)
# Possessive, so that a long cell of dots is read once and not once for each of them.
AN_ADDRESS = re.compile(r"[^@\s]++@[^@\s][^@\s.]*+\.[^@\s]++")
SEPARATORS = re.compile(r"([,;|\t\r\n])")
# How a formula begins, and what a spreadsheet may pass over before that, by Unicode category:
# spaces, marks that take no room (such as a byte order mark) and accents.
BEGINS_FORMULA = frozenset("=+-@")
PASSED_OVER = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cn", "Co", "Mn", "Me"})
A_PAGE = re.compile(rb"\s*<(!doctype|html|table|\?xml)", re.IGNORECASE)
# How many rows may be above the header.
MOST_TITLES = 20
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
    """A header, rows of the same length, and the format they were read from.

    ``assumed`` names the encoding if it could only be guessed, and ``above`` is the number of rows
    above the header, such as a title.
    """

    name: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    form: TableFormat = TableFormat()
    assumed: str = field(default="", compare=False)
    above: int = field(default=0, compare=False)

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """What the instructor should know about how the file was read."""
        if self.assumed:
            what = f"is not in UTF-8; it was read as {self.assumed}"
            cure = "check that its names are right, or save it as CSV UTF-8"
            return (Diagnostic(self.name, what, cure, needs_action=False),)
        cells = (cell for row in self.rows for cell in row)
        if spoilt := next((cell for cell in cells if _was_misread(cell)), ""):
            what = f"its names were spoilt when another program read it, as {spoilt!r}"
            cure = "export it again, and open it as UTF-8 if you open it"
            return (Diagnostic(self.name, what, cure),)
        return ()

    @cached_property
    def with_addresses(self) -> frozenset[int]:
        """The indices of the columns that contain e-mail addresses and nothing else."""
        found = []
        for place in range(len(self.heading)):
            cells = [row[place].strip() for row in self.rows if row[place].strip()]
            if cells and all(map(AN_ADDRESS.fullmatch, cells)):
                found.append(place)
        return frozenset(found)

    def column(self, *names: str) -> int | None:
        """Return the index of the first column with one of these names, ignoring case."""
        wanted = [heading_key(name) for name in names]
        found = (place for place, name in enumerate(self.heading) if heading_key(name) in wanted)
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


def _was_misread(cell: str) -> bool:
    """Return whether UTF-8 was once read as an older encoding, which makes é two characters.

    Examples
    --------
    >>> _was_misread("ZoÃ« MÃ¼ller"), _was_misread("Zoë Müller")
    (True, False)
    """
    if cell.isascii():
        return False
    try:
        cell.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return False
    return True


def heading_key(heading: str) -> str:
    """Return the letters and digits of a heading, in lower case.

    Examples
    --------
    >>> heading_key(" SIS  Login ID"), heading_key("first_name")
    ('sisloginid', 'firstname')
    """
    # Turkish headings in capitals have I for ı.
    return "".join(one for one in heading.casefold().replace("ı", "i") if one.isalnum())


def read_table(path: Path, is_heading: Callable[[Sequence[str]], bool] | None = None) -> Table:
    """Read a CSV table from an LMS or a spreadsheet.

    Parameters
    ----------
    path : Path
        A CSV file with commas, semicolons, tabs or bars, in UTF-8, UTF-16, or an older encoding,
        which is then guessed.
    is_heading : callable, optional
        Says whether a row is the header. Rows above it, such as a title, are left out. If there is
        none, or without this, the first row is the header.

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
    if A_PAGE.match(content[:300]):
        raise CommandError(
            f"{path} is a web page, not a CSV file; some programs call it Excel. Open it in a "
            "spreadsheet and save it as CSV."
        )
    try:
        text, encoding, assumed = decoded(content)
    except UnicodeDecodeError:
        raise CommandError(
            f"{path} is not encoded in UTF-8, UTF-16 or a known older encoding. Save it as UTF-8; "
            "spreadsheets call this 'CSV UTF-8'."
        ) from None
    return replace(_table(path, text, encoding, is_heading), assumed=assumed)


def _table(
    path: Path, text: str, encoding: str, is_heading: Callable[[Sequence[str]], bool] | None
) -> Table:
    line_end = "\r" if "\n" not in text and "\r" in text else "\n"
    if line_end == "\r":
        text = text.replace("\r", "\n")
    # Excel writes and obeys such a line, which is no row of the table.
    named = SEP_LINE.match(text)
    text = text[named.end() :] if named else text
    first = text.partition("\n")[0]
    line_end = "\r\n" if first.endswith("\r") else line_end
    titled = text.split("\n", MOST_TITLES)[:MOST_TITLES] if is_heading else [first]
    try:
        # A title may be a single cell.
        several = (line for line in titled if _cells(line, _delimiter(line)) > 1)
        delimiter = named[1] if named else _delimiter(next(several, first))
        read = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise CommandError(
            f"{path} is not a valid CSV file ({error}). Download it again."
        ) from None
    form = TableFormat(encoding, delimiter, first.lstrip().startswith('"'), line_end)
    rows = [row for row in read if any(cell.strip() for cell in row)]
    found = (n for n, row in enumerate(rows[:MOST_TITLES]) if is_heading and is_heading(row))
    above = next(found, 0)
    rows = _first_table(rows, above)
    if not rows or len(rows[0]) < 2:
        raise CommandError(
            f"{path} has no header with at least two columns. Is it the right file, saved as CSV?"
        )
    width = len(rows[0])
    rows = [row[:width] if not any(map(str.strip, row[width:])) else row for row in rows]
    if (long := next((row for row in rows if len(row) > width), None)) is not None:
        raise CommandError(
            f"{path}: the row {', '.join(long)[:80]!r} has {len(long)} cells, but the header has "
            f"{width}. Correct the row, or download the file again."
        )
    filled = tuple((*row, *[""] * (width - len(row))) for row in rows[1:])
    return Table(path.name, tuple(name.strip() for name in rows[0]), filled, form, above=above)


def _first_table(rows: list[list[str]], above: int) -> list[list[str]]:
    """Return the rows from the header to the title of another table.

    Numbers writes all tables of a sheet into one file, each below its title, such as "Table 1".
    """
    title = _title(rows[above - 1]) if above else ""
    if not title:
        return rows[above:]
    ends = (n for n, row in enumerate(rows) if n > above and _title(row) == title)
    return rows[above : next(ends, None)]


def _title(row: Sequence[str]) -> str:
    cells = [cell for cell in row if cell.strip()]
    found = re.fullmatch(r"([^\W\d_]+)\s?\d+", cells[0].strip()) if len(cells) == 1 else None
    return found[1] if found else ""


def _delimiter(line: str) -> str:
    return max(",;\t|", key=lambda one: _cells(line, one))


def _cells(line: str, delimiter: str) -> int:
    return len(next(csv.reader([line], delimiter=delimiter), []))


def defused(cell: str) -> str:
    r"""Return a cell that no spreadsheet runs as a formula.

    Students choose their own names, and a name that looks like a formula would run when somebody
    opens the file in a spreadsheet. A leading apostrophe turns it into text; numbers and a single
    dash are not changed. The same goes for each part of the cell after a character that separates
    cells elsewhere, such as a semicolon in many countries.

    Examples
    --------
    >>> defused("=1+1"), defused("@Ada"), defused("O'Neill, Ana"), defused("-1.5"), defused("-")
    ("'=1+1", "'@Ada", "O'Neill, Ana", '-1.5', '-')
    >>> defused("Ada;=1+1"), defused("\ufeff\uff1d1")
    ("Ada;'=1+1", "'\ufeff＝1")
    """
    first, *others = SEPARATORS.split(cell)
    if CANVAS_TEXT.fullmatch(cell) and not any(map(_is_formula, others)):
        return cell
    return "".join(f"'{part}" if _is_formula(part) else part for part in (first, *others))


def _is_formula(part: str) -> bool:
    if part.startswith("'") or part.strip() == "-" or NUMBER.fullmatch(part.strip()):
        return False
    seen = (one for one in part if one not in "'\"")
    first = next((one for one in seen if unicodedata.category(one) not in PASSED_OVER), "")
    # A fullwidth or small sign counts as the usual one.
    return unicodedata.normalize("NFKC", first)[:1] in BEGINS_FORMULA
