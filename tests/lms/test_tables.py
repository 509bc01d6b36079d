"""Tables of an LMS and class lists: everything in them is written back, or refused."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.lms.roster import Person, Roster, read_roster
from grading_helpers.instructor.tables.csv_tables import Table, TableFormat, defused, read_table
from grading_helpers.instructor.tables.encodings import decoded

CELL = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12
).map(lambda text: text.replace("﻿", ""))
FORMS = [
    TableFormat("utf-8-sig", ",", True),
    TableFormat("utf-8", ";", False, "\n"),
    TableFormat("utf-16", "\t", True),
    TableFormat("utf-8", ",", False),
]


@pytest.mark.parametrize("form", FORMS, ids=str)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=5))
def test_a_table_is_written_back_with_every_cell_and_its_format(
    form: TableFormat, rows: list[list[str]], tmp_path: Path
) -> None:
    kept = [tuple(row) for row in rows if any(cell.strip() for cell in row)]
    path = tmp_path / "table.csv"
    table = Table(path.name, ("First", "Second", "Third"), tuple(kept), form)
    path.write_bytes(table.content())
    assert read_table(path) == table
    assert read_table(path).content() == table.content()


HOSTILE = [
    *("=1", "+x", "-x", "@x", "\t=1", " =1", '"=1', "'=1", "-", "Ada;=1", "Ada,=1", "Ada\t=1"),
    *(
        "Ada|@x",
        "Ada\n=1",
        "Ada; ＝1",
        "\ufeff=1",
        "\u200b+x",
        "\u2060\u00a0=1",
        "﹦1",
        "＠x",
        "－x",
    ),
    *('Ada";=1', "Ada;\u200d=1", "Ada;\u0301=1", "\x01=1", "=1;=1", "'Ada;=1", '="Ada;=1;"'),
]
SIGNS = st.sampled_from([*"=+-@;,|\t '\"a1", "\ufeff", "\u200b", "＝", "﹢", "\n", "\u0301"])


@settings(max_examples=400, deadline=None)
@given(st.one_of(CELL, st.sampled_from(HOSTILE), st.lists(SIGNS, max_size=8).map("".join)))
def test_no_defused_cell_is_a_formula_or_loses_a_character(cell: str) -> None:
    safe = defused(cell)
    rest = iter(safe)
    assert all(sign in rest for sign in cell), "all its characters, in order"
    assert len(safe) - len(cell) == safe.count("'") - cell.count("'")
    parts = re.split(r"[;,|\t\n]", unicodedata.normalize("NFKC", safe))
    # A name as Canvas writes it, as long as nobody takes it for several cells.
    for part in parts[safe.startswith('="') :]:
        begins = part.lstrip(' "\ufeff\u200b\u200d\u2060\u0301\x01')[:1]
        number = re.fullmatch(r"[+-]?[\d.,]+%?", part.strip()) or part.strip() == "-"
        assert begins not in tuple("=+-@") or number, part


@pytest.mark.parametrize(
    "name",
    ["O'Neill, Ana María", "Müller-Özdemir", "Lee, Jr.", "D'Arcy; B", "'t Hooft", "李, 小龍", "-"],
)
def test_a_real_name_stays_as_it_is(name: str) -> None:
    assert defused(name) == name


@pytest.mark.integration
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_libreoffice_finds_no_formula_and_no_link(delimiter: str, tmp_path: Path) -> None:
    link = '=HYPERLINK("https://a.example";"x")'
    cells = [
        *HOSTILE,
        *(f"{head}{link}" for head in ("", "Ada;", "Ada,", "Ada\t", "\ufeff", "Ada\n")),
    ]
    rows = tuple((f"{number}", defused(cell), "1.5") for number, cell in enumerate(cells))
    file = tmp_path / "marks.csv"
    file.write_bytes(Table(file.name, ("Number", "Name", "Marks"), rows, TableFormat()).content())
    # Delimiter, quote, UTF-8, from line 1; then as a spreadsheet does by itself.
    how = f"CSV:{ord(delimiter)},34,76,1,,0,false,true,false,false,false,-1,true"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"]
    command += [f"--infilter={how}", "--convert-to", "fods", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    sheet = (tmp_path / "marks.fods").read_text("utf-8")
    assert "Ada" in sheet
    assert "table:formula" not in sheet
    assert "xlink:href" not in re.sub(r"<office:(meta|settings|styles)>.*?</office:\1>", "", sheet)


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
def test_a_file_exported_by_an_lms_is_a_class_list(
    heading: str, row: str, expected: str, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"{heading}\n{row}\n", "utf-8")
    roster = read_roster(path)
    assert list(roster.people) == [expected]
    assert roster.find({"name": ("Lee, Bo",)}) == (expected, "")


def test_a_student_id_that_could_leave_its_folder_is_reported_and_skipped(tmp_path: Path) -> None:
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
def test_a_file_that_is_not_a_class_list_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content, "utf-8")
    with pytest.raises(CommandError, match=r"list\.csv"):
        read_roster(path)


@pytest.mark.parametrize(
    "content",
    [
        b"student_id,name\nada,\x81\xa0\xb0\n",
        b"\xef\xbb\xbfstudent_id,name\nada,caf\xe9\n",
        "student_id,name\nada,Ada\n".encode("utf-16") + b"x",
        b"student_id,name\nada," + b"x" * 140_000 + b"\n",
        b"student_id" * 14_000 + b",name\nada,Ada\n",
    ],
    ids=["no_encoding", "broken_utf_8", "broken_utf_16", "long_cell", "long_heading"],
)
def test_a_table_that_could_not_be_written_back_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=r"list\.csv is not (a valid CSV file|encoded in)"):
        read_table(path)


def test_two_students_with_one_name_are_distinguished_by_id_and_never_guessed() -> None:
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


def test_a_number_of_one_kind_is_not_taken_for_another() -> None:
    people = [
        Person("ada", clues={"number": ("1001",), "id_number": ("1002",)}),
        Person("bo", clues={"number": ("1002",), "id_number": ("1001",)}),
    ]
    assert Roster(people).find({"number": ("1001",)}) == ("ada", "")
    assert Roster(people).find({"id_number": ("1001",)}) == ("bo", "")


def test_rows_of_a_table_are_what_a_csv_reader_sees() -> None:
    table = Table("x", ("a", "b"), (('say "hi", ok', "two\nlines"),), TableFormat())
    text = table.content().decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["a", "b"],
        ['say "hi", ok', "two\nlines"],
    ]


def test_a_repeated_id_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("student_id,name\nada,Ada A\nbo,Bo B\nada,Ada C\n", "utf-8")
    roster = read_roster(path)
    assert roster.people["ada"].first("name") == "Ada A"
    [note] = roster.notes
    assert note.what == "row 4: ada is already in row 2; the name there is used"


ROWS = [
    ("student_id", "first_name", "last_name", "email", "lms_user_id"),
    ("zoe", "Zoë", "Müller", "zoe@example.org", "1001"),
    ("jose", "José María", "Núñez", "jose@example.org", "1002"),
    ("anna", "Anna", "O’Neill", "anna@example.org", "1003"),
]
NAMES = {
    "cp1252": "Zoë Müller",
    "mac_roman": "Zoë Müller",
    "cp1250": "Paweł Łęcki",
    "cp1251": "Иван Петров",
    "cp1253": "Νίκος Παππάς",
}


def _lines(end: str, rows: list[tuple[str, ...]], separator: str = ",") -> str:
    return "".join(separator.join(row) + end for row in rows)


@pytest.mark.parametrize(
    "content",
    [
        _lines("\r", ROWS).encode(),
        ("sep=;\r\n" + _lines("\r\n", ROWS, ";")).encode(),
        ('"sep=;";;\r' + _lines("\r", ROWS, ";")).encode(),
        ("\ufeffsep=\t\r\n" + _lines("\r\n", ROWS, "\t")).encode(),
        (_lines("\r\n", [ROWS[0]]) + _lines(",,,\r\n", ROWS[1:])).encode(),
        _lines("\r\n", [(*row, "", "") for row in ROWS]).encode(),
        _lines("\r\n", ROWS, "\t").encode("utf-16-le"),
        _lines("\r\n", ROWS, "\t").encode("utf-16-be"),
        _lines("\r", ROWS).encode("mac_roman"),
        _lines("\r\n", ROWS, ";").encode("cp1252"),
    ],
    ids=[
        *("CR", "sep", "sep and CR", "sep and mark", "long rows", "empty columns"),
        *("UTF-16", "UTF-16 the other way", "MacRoman and CR", "Windows"),
    ],
)
def test_a_class_list_is_read_as_excel_saves_it(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(content)
    people = read_roster(path).people
    assert [(one.given, one.family) for one in people.values()] == [row[1:3] for row in ROWS[1:]]
    table = read_table(path)
    again = tmp_path / "again.csv"
    again.write_bytes(table.content())
    assert read_table(again).rows == table.rows


@pytest.mark.parametrize(("encoding", "name"), NAMES.items())
def test_letters_of_an_older_encoding_are_guessed_and_told(
    encoding: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(f"student_id,name\nzoe,{name}\n".encode(encoding))
    roster = read_roster(path)
    assert roster.people["zoe"].first("name") == name
    (note,) = roster.notes
    assert "is not in UTF-8; it was read as" in note.what


EAST_ASIAN = {
    "gb18030": ("学号,姓名,邮箱", ["王伟", "李欣怡", "张婷婷"]),
    "cp950": ("學號,姓名,電子郵件", ["陳怡君", "林志豪", "許品妍"]),
    "cp932": ("学籍番号,氏名,メール", ["佐藤 さくら", "髙橋 ケンジ", "渡辺 陽翔"]),
    "cp949": ("학번,이름,이메일", ["김민수", "이서연", "박지후"]),
}


@pytest.mark.parametrize("heading", ["own", "student_id,name,email"])
@pytest.mark.parametrize("encoding", EAST_ASIAN)
def test_class_lists_in_older_encodings_of_east_asia_are_read_and_told(
    encoding: str, heading: str, tmp_path: Path
) -> None:
    own, names = EAST_ASIAN[encoding]
    rows = [f"s{at},{name},s{at}@example.org" for at, name in enumerate(names)]
    path = tmp_path / "roster.csv"
    text = "\r\n".join([own if heading == "own" else heading, *rows, ""])
    path.write_bytes(text.encode(encoding))
    roster = read_roster(path)
    assert [one.first("name") for one in roster.people.values()] == names
    assert list(roster.people) == ["s0", "s1", "s2"]
    assert "is not in UTF-8; it was read as" in roster.notes[0].what
    assert read_table(path).content() == path.read_bytes()


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1251", ["ИВАН ПЕТРОВ", "АННА ЮРЬЕВА"]),
        ("cp1251", ["Борис Ёлкин"]),
        ("cp1253", ["ΝΙΚΟΣ ΠΑΠΠΑΣ", "Άννα Δήμου"]),
        ("cp1252", ["ÅSA ÅNGSTRÖM", "Ægir Ólafsson", "ÉLODIE"]),
        ("cp1256", ["محمد علي", "فاطمة"]),
    ],
)
def test_names_with_one_byte_for_a_letter_are_not_taken_for_chinese(
    encoding: str, names: list[str]
) -> None:
    text = "student_id,name\n" + "".join(f"s{at},{name}\n" for at, name in enumerate(names))
    assert decoded(text.encode(encoding))[:2] == (text, encoding)


MACS_NAMES = (
    *("García", "Díaz", "María", "Ríos", "Peña", "Muñoz", "Simón", "López", "Raphaël", "Noël"),
    *("Étienne", "Élodie", "José", "André", "Müller", "Jürgen", "Björn", "Jörg", "Sören", "Çelik"),
    *("Mäkinen", "Håkan", "Strauß", "João", "Benoît", "Hélène"),
)
WINDOWS_NAMES = (
    *("O’Neill", "O’neill", "D’Arcy", "d’Angelo", "Dell’Acqua", "Müller–Lüdenscheidt", "García"),
    *("Lecœur", "Étienne", "Zoë", "Škoda", "Aleš", "Renée", "Björn", "Strauß", "L’Hôpital"),
)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        *(("mac_roman", name) for name in MACS_NAMES),
        *(("cp1252", name) for name in WINDOWS_NAMES),
        *(("cp1250", name) for name in ("Woźniak", "Wiśniewski", "Łęcki")),
        *(("cp1254", name) for name in ("Çağla", "Işık", "Ayşe Güneş", "İbrahim Yıldırım Şahin")),
        *(("cp1252", name) for name in ("Guðrún Þórðardóttir", "Sigurður Æ. Jónsson")),
    ],
)
def test_one_name_with_an_accent_is_enough_to_tell_the_encoding(encoding: str, name: str) -> None:
    text = f"student_id,name\nzoe,{name} Lee\nbo,Bo Ray\n"
    assert decoded(text.encode(encoding))[0] == text


@pytest.mark.parametrize("name", [*MACS_NAMES, "Raúl"])
def test_a_file_with_line_ends_of_old_macs_is_in_macs_encoding(name: str) -> None:
    text = f"student_id,name\rzoe,{name} Lee\r"
    assert decoded(text.encode("mac_roman"))[:2] == (text, "mac_roman")


@pytest.mark.parametrize(
    ("heading", "row", "student"),
    [
        ("Student ID,First name,Email", "zoe,Zoe,z@example.org", "zoe"),
        ("Name;Matrikelnummer;E-Mail", "Zoe Li;120045;z@example.org", "120045"),
        ("Vorname;Nachname;Benutzername", "Zoe;Li;zli", "zli"),
        ("Nombre,Apellidos,Número de matrícula", "Zoe,Li,m7", "m7"),
        ("Nom,Prénom,Kontakt", "Li,Zoe,z@example.org", "z@example.org"),
        ("Last Name,First Name,Username,Student ID", "Li,Zoe,zli,77", "zli"),
        ("First Name,Last Name,SID,Email,Sections", "Zoe,Li,77,z@example.org,S1", "77"),
        ("mtknr;sortname;nachname;vorname", "77;LIZOE;Li;Zoe", "77"),
        ("Prénom,Nom,Numéro d’identification", "Zoe,Li,77", "77"),
        ("Nombre,Apellido(s),Número de ID", "Zoe,Li,77", "77"),
        ("Record,Student Name,Student ID", '1,"Li, Zoe",A77', "A77"),
        ("Last Name,First Name,Email Address", "Date,,\nPoints,,\nLi,Zoe,z@x.org", "z@x.org"),
    ],
)
def test_student_ids_are_found_under_many_headings_and_that_is_told(
    heading: str, row: str, student: str, tmp_path: Path
) -> None:
    path = tmp_path / "class.csv"
    path.write_text(f"{heading}\n{row}\n", "utf-8")
    roster = read_roster(path)
    assert list(roster.people) == [student]
    (note,) = roster.notes
    assert "student ids are taken from its column" in note.what


@pytest.mark.parametrize("student", ["zoë", "राम", "ณัฐ", "Ольга", "李雷", "مُنى"])
def test_ids_of_any_script_are_the_same_in_both_normal_forms(student: str, tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text(f"student_id,name\n{unicodedata.normalize('NFD', student)},A B\n", "utf-8")
    roster = read_roster(path)
    assert list(roster.people) == [unicodedata.normalize("NFC", student)]
    assert roster.notes == ()


def test_an_id_that_a_spreadsheet_has_spoiled_is_named(tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text("student_id,name\n1.2E+11,A B\nzoe,C D\n1E+05,E F\n", "utf-8")
    roster = read_roster(path)
    assert list(roster.people) == ["zoe"]
    assert ["'1.2E+11'" in roster.notes[0].what, "'1E+05'" in roster.notes[1].what] == [True, True]


def test_a_list_without_any_valid_id_gives_the_reasons(tmp_path: Path) -> None:
    path = tmp_path / "class.csv"
    path.write_text("student_id,name\n../x,A B\n", "utf-8")
    with pytest.raises(CommandError, match="is not a valid student id"):
        read_roster(path)


@pytest.mark.parametrize(
    ("above", "rows"),
    [
        ("Class list\n", 1),
        ("Kurs: Marketing;;\nStand: 12.11.2026;;\n;;\n", 2),
        ('"A, B, C and D"\n\n', 1),
    ],
)
def test_rows_above_the_headings_are_left_out(above: str, rows: int, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(f"{above}Matrikelnummer;Nachname;Vorname\n0123;Müller;Anna\n;Lee;Bo\n", "utf-8")
    roster = read_roster(path)
    assert {one.student_id: one.given for one in roster.people.values()} == {"0123": "Anna"}
    (fault,) = [str(note) for note in roster.notes if note.needs_action]
    assert f"row {rows + 3}: there is no student id for Lee, Bo" in fault
    assert list(read_roster(path, "Nachname").people) == ["Müller", "Lee"]


@pytest.mark.parametrize(
    ("cell", "student"),
    [
        ('"=""0123"""', "0123"),
        ("'0123", "0123"),
        ("\u200b0123\ufeff", "0123"),
        ("1001234.0", "1001234"),
        ('"1001234,0"', "1001234"),
    ],
)
def test_what_programs_put_around_an_id_is_removed(cell: str, student: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(f"student_id,ID number,name\n{cell},{cell},Bo Lee\n", "utf-8")
    roster = read_roster(path)
    assert list(roster.people) == [student]
    assert roster.find({"id_number": (student,)}) == (student, "")


@pytest.mark.parametrize("spoiled", ["12-Mar", "Mar-12", "1-Mai", "01.04.2026", "4/1/2026"])
def test_an_id_that_became_a_date_is_named(spoiled: str, tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(f"student_id,name\nmar13,Bo\n{spoiled},Ana\n", "utf-8")
    roster = read_roster(path)
    assert list(roster.people) == ["mar13"]
    (fault,) = roster.notes
    assert f"row 3: a spreadsheet has turned the student id into a date: '{spoiled}'" in str(fault)


def test_an_id_without_its_leading_zeros_is_told(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("student_id,name\n12345,Bo\n", "utf-8")
    student, why = read_roster(path).find({"username": ("0012345",)})
    assert not student
    assert why.endswith("or name, but 12345: a spreadsheet may have dropped leading zeros")


@pytest.mark.parametrize(
    ("heading", "row", "name"),
    [
        ("Matrikelnummer,Name,Vorname", "17,Lee,Bo", "Bo Lee"),
        ("NetID,Preferred Name,Legal Surname", "17,Bo,Lee", "Bo Lee"),
        ("学号,姓名", "17,李华", "李华"),
        ("Номер студенческого билета,Фамилия,Имя", "17,Иванов,Пётр", "Пётр Иванов"),
        ("Öğrenci No,Ad,Soyad", "17,Ayşe,Güneş", "Ayşe Güneş"),
        ("رقم الطالب,الاسم", "17,محمد", "محمد"),
    ],
)
def test_students_are_found_by_name_in_lists_of_many_languages(
    heading: str, row: str, name: str, tmp_path: Path
) -> None:
    path = tmp_path / "roster.csv"
    path.write_text(f"{heading}\n{row}\n", "utf-8")
    assert read_roster(path).find({"name": (name,)}) == ("17", "")


def test_a_web_page_that_is_called_a_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("<html><table><tr><th>student_id</th></tr></table></html>")
    with pytest.raises(CommandError, match="is a web page, not a CSV file"):
        read_roster(path)


def test_the_message_on_a_missing_column_says_how_the_file_was_read(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes("号码,姓名\n1,李华\n".encode("gbk"))
    with pytest.raises(CommandError, match=r"write some above them\.\n.*is not in UTF-8"):
        read_roster(path)


def test_only_canvass_own_rows_are_left_out_of_a_class_list(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    rows = ["student_id,name", "a1,Student Testa", 'a2,"Student, Testa"', 'a3,"Student, Test"']
    path.write_text("\n".join([*rows, "a4,    Points Possible", ""]))
    assert list(read_roster(path).people) == ["a1", "a2"]
