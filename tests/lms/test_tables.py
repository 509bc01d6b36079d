"""Tables of an LMS, class lists and names: whatever stands in them comes back, or is refused."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading_helpers.instructor.lms.class_list import read_roster
from grading_helpers.instructor.lms.notes import ImpossibleError
from grading_helpers.instructor.lms.roster import Person, Roster
from grading_helpers.instructor.lms.tables import Form, Table, defused, read_table

CELL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12
).map(lambda text: text.replace("﻿", ""))
FORMS = [
    Form("utf-8-sig", ",", True),
    Form("utf-8", ";", False, "\n"),
    Form("utf-16", "\t", True),
    Form("utf-8", ",", False),
]


@pytest.mark.parametrize("form", FORMS, ids=str)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=5))
def test_every_cell_and_the_form_come_back(
    form: Form, rows: list[list[str]], tmp_path: Path
) -> None:
    kept = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    path = tmp_path / "table.csv"
    table = Table(path.name, ("First", "Second", "Third"), tuple(kept), form)
    path.write_bytes(table.content())
    assert read_table(path) == table
    assert read_table(path).content() == table.content()


@settings(max_examples=300, deadline=None)
@given(st.one_of(CELL, st.sampled_from(["=1", "+x", "-x", "@x", "\t=1", " =1", '"=1', "'=1", "-"])))
def test_no_defused_cell_is_a_formula_and_none_loses_a_letter(cell: str) -> None:
    safe = defused(cell)
    assert safe in (cell, f"'{cell}")
    begins = safe.lstrip(' \n\t"')[:1]
    number = safe.strip().lstrip("+-").replace(".", "").replace(",", "").rstrip("%").isdecimal()
    assert begins not in tuple("=+-@") or number or safe.strip() == "-" or safe.startswith('="')


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1252", "Müller"), ("utf-16", "Żółć"), ("utf-8-sig", "李")]
)
def test_a_class_list_may_come_from_any_spreadsheet(
    encoding: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"student_id;name\nada;{name} Ada\n", encoding)
    assert read_roster(path).find({"name": (f"{name.upper()} ADA",)}) == ("ada", "")


@pytest.mark.parametrize(
    ("heading", "row", "expected"),
    [
        ("Student,ID,SIS Login ID,Section", '"Lee, Bo",1002,blee,A', "blee"),
        ("First name,Surname,ID number,Email address", "Bo,Lee,U2,bo@x.org", "U2"),
        ("Last Name,First Name,Username,Student ID", "Lee,Bo,blee,U2", "blee"),
        ("id,first_name,last_name,email,lms_user_id", "blee,Bo,Lee,bo@x.org,1002", "blee"),
        ("Identifier,Full name,Email address", "Participant 7,Bo Lee,bo@x.org", "bo@x.org"),
    ],
    ids=["canvas", "moodle", "blackboard", "nbgrader", "worksheet"],
)
def test_a_file_of_an_lms_is_a_class_list(
    heading: str, row: str, expected: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{heading}\n{row}\n", "utf-8")
    roster = read_roster(path)
    assert list(roster.people) == [expected]
    assert roster.find({"name": ("Lee, Bo",)}) == (expected, "")


def test_a_student_id_that_could_climb_out_of_its_folder_is_named_and_left(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("student_id,name\n../x,X\n.hidden,Y\na/b,Z\nok,Ada\n*,All\n", "utf-8")
    roster = read_roster(path)
    assert list(roster.people) == ["ok"]
    assert [note.what.partition(":")[0] for note in roster.notes] == [
        "row 2",
        "row 3",
        "row 4",
        "row 6",
    ]


@pytest.mark.parametrize(
    "content", ["", "just text", "a,b\n1,2,3\n", 'a,b\n"open', "name,age\nAda,7\n"]
)
def test_what_is_no_class_list_is_refused_in_words(content: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(ImpossibleError, match=r"list\.csv"):
        read_roster(path)


@pytest.mark.parametrize(
    "content",
    [
        "student_id,name\nada,張三\n".encode("gbk"),
        b"\xef\xbb\xbfstudent_id,name\nada,caf\xe9\n",
        "student_id,name\nada,Ada\n".encode("utf-16") + b"x",
        b"student_id,name\nada," + b"x" * 140_000 + b"\n",
        b"student_id" * 14_000 + b",name\nada,Ada\n",
    ],
    ids=["gbk", "broken_utf_8", "broken_utf_16", "long_cell", "long_heading"],
)
def test_a_table_that_could_not_be_written_back_is_refused_in_words(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(ImpossibleError, match=r"list\.csv is (no CSV table|written in letters)"):
        read_table(path)


def test_two_students_of_one_name_are_told_apart_by_an_id_and_never_guessed() -> None:
    people = [
        Person("ada1", "Ada", "Lee", {"email": ("a1@x.org",)}),
        Person("ada2", "Ada", "Lee", {"email": ("a2@x.org",)}),
    ]
    roster = Roster(people)
    assert roster.find({"name": ("Ada Lee",)}) == (
        "",
        "several students have this name: ada1, ada2",
    )
    assert roster.find({"name": ("Ada Lee",), "email": ("A2@x.org",)}) == ("ada2", "")


def test_a_number_of_the_lms_is_no_students_number_of_another_kind() -> None:
    people = [
        Person("ada", clues={"number": ("1001",), "id_number": ("1002",)}),
        Person("bo", clues={"number": ("1002",), "id_number": ("1001",)}),
    ]
    assert Roster(people).find({"number": ("1001",)}) == ("ada", "")
    assert Roster(people).find({"id_number": ("1001",)}) == ("bo", "")


def test_rows_of_a_table_are_what_a_csv_reader_sees() -> None:
    table = Table("x", ("a", "b"), (('say "hi", ok', "two\nlines"),), Form())
    text = table.content().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["a", "b"],
        ['say "hi", ok', "two\nlines"],
    ]


def test_an_id_that_stands_twice_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("student_id,name\nada,Ada A\nbo,Bo B\nada,Ada C\n", "utf-8")
    roster = read_roster(path)
    assert roster.people["ada"].first("name") == "Ada A"
    [note] = roster.notes
    assert note.what == "row 4: ada stands in row 2 already, whose name counts"
