"""No class list and no file name that may be handed in takes long to read."""

from __future__ import annotations

import csv
import io
import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.lms.incoming.file_names import (
    DownloadKind,
    copy_number,
    is_lesson_name,
    parse_path,
    recognise_kind,
)
from grading_helpers.instructor.lms.roster import Person, Roster, participant_number, read_roster
from grading_helpers.instructor.tables.csv_tables import defused, read_table
from grading_helpers.instructor.tables.moments import read_dates, read_timestamp

pytestmark = pytest.mark.integration

MOST_SECONDS = 2.0
# Much longer than any name in an LMS, and the longest name in a zip file.
CELL, NAME = 10_000, 65_000
PIECES = (
    *("\n", " ", "\t", ",", ";", "|", "'", '"', "=", "+", "-", "@", ".", ":", "/", "_", "__"),
    *("(", ")", "(1)", "[", "]", "%", "\x00", "a", "b@", "@b.c", "x y", "é", "ß", "日", "İ", "ﬃ"),
    *("\ufeff", "\u200b", "\uff1d", "\u0301", "1", "12", "2026-01-02", "10:30", "p.m.", "E+"),
    *("März", "copy", "_attempt_2026-11-02-10-20-30", "_12_assignsubmission_file", "LATE_"),
    *("anon_", "submission_1", "a_1", " - "),
)
KNOWN = ("Z\t", "_", "__", "1", "a_1", "a@", ".", "a@.", "a", "1 ", " - ", "-1", "(1)", "é", "= ")
HEADINGS = ["student_id", "Name", "Identifier", "first_name", "last_name", "email", "Time"]


def in_a_class_list(text: str, file: Path, encoding: str = "utf-8") -> None:
    """Do what collecting and exporting do with the cells of a table."""
    defused(text)
    participant_number(text)
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(HEADINGS)
    writer.writerows([f"s{number}", *[text] * (len(HEADINGS) - 1)] for number in range(3))
    file.write_bytes(rows.getvalue().encode(encoding, "replace"))
    with suppress(CommandError):
        table = read_table(file)
        table.content()
        read_dates(row[-1] for row in table.rows)
        read_timestamp(table.rows[0][-1])
        read_roster(file)


def in_names(text: str, _: Path) -> None:
    """Do what collecting does with the names of files and folders."""
    name = text.replace("/", "_")
    for kind in DownloadKind:
        parse_path(kind, f"{name}.ipynb", "07_fans")
        parse_path(kind, f"Team 1/{name}/07_fans.ipynb", "07_fans")
    recognise_kind([name, f"{name}/07_fans.ipynb", f"Task/Submissions/{name}/a"], "07_fans", name)
    is_lesson_name(name, "07_fans")
    copy_number(f"{name}.ipynb")


DO: dict[str, tuple[Callable[[str, Path], None], int]] = {
    "cells": (in_a_class_list, CELL),
    "cells in an older encoding": (lambda text, file: in_a_class_list(text, file, "cp1252"), CELL),
    "names": (in_names, NAME),
}


def seconds(kind: str, head: str, piece: str, tail: str, folder: Path) -> float:
    """Return the CPU time for a text of the permitted length."""
    work, most = DO[kind]
    room = most - len(head) - len(tail)
    text = head + (piece * (room // len(piece) + 1))[:room] + tail
    began = time.process_time()
    work(text, folder / "class.csv")
    return time.process_time() - began


@pytest.mark.parametrize("kind", DO)
@pytest.mark.parametrize("piece", KNOWN)
def test_known_texts_are_read_in_time(kind: str, piece: str, tmp_path: Path) -> None:
    for head, tail in (("", ""), ("é@", "!"), ("1", "@"), ("(", "x")):
        took = seconds(kind, head, piece, tail, tmp_path)
        assert took < MOST_SECONDS, (head, piece, tail, took)


@pytest.mark.parametrize("kind", DO)
def test_a_search_finds_no_text_that_takes_long(kind: str, tmp_path: Path) -> None:
    # A seed, so that a failure can be seen again.
    chance = random.Random(kind)
    for _ in range(25):
        piece = "".join(chance.choices(PIECES, k=chance.randint(1, 4)))
        head, tail = ("".join(chance.choices(PIECES, k=chance.randint(0, 2))) for _ in range(2))
        took = seconds(kind, head, piece, tail, tmp_path)
        assert took < MOST_SECONDS, (head, piece, tail, took)


@pytest.mark.parametrize("digits", [1_000, 5_000])
def test_a_name_with_a_number_of_any_length_can_be_read(digits: int, tmp_path: Path) -> None:
    number = "9" * digits
    for name in (f"07_fans ({number})", f"07_fans-{number}", f"eve_1_{number}_07_fans"):
        in_names(name, tmp_path)
    assert copy_number(f"07_fans ({number}).ipynb") == 0
    assert copy_number("07_fans (12).ipynb") == 12


def test_a_name_is_still_found_in_every_order() -> None:
    listed = Roster([Person("ana", "Ana María", "O'Neill López")])
    for name in ("anamaríaoneilllopez", "oneilllopezanamaria", "lopezanamariaoneill"):
        assert listed.find({"name": (name,)}) == ("ana", "")
