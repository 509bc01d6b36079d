"""Class lists as they come from other scripts, programs and habits."""

from __future__ import annotations

from pathlib import Path

import pytest

from grading_helpers.instructor.lms.roster import Roster, read_roster
from grading_helpers.instructor.tables.encodings import decoded

NOBODY = "nobody in the class list has this id or name"


def listed(tmp_path: Path, text: str | bytes) -> Roster:
    path = tmp_path / "class.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_roster(path)


@pytest.mark.parametrize(
    ("in_the_list", "in_the_lms"),
    [
        ("IŞIK YILMAZ", "Işık Yılmaz"),
        ("أحمد عـلي", "احمد علي"),
        ("فاطمة يحيى", "فاطمه يحيي"),
        ("کیان یاری", "كيان ياري"),
        ("髙橋　健", "高橋 健"),
        ("Søren Ås", "Soren As"),
        ("Łukasz Đorđević", "Lukasz Dordevic"),
    ],
)
def test_a_name_is_found_in_each_way_to_write_it(
    in_the_list: str, in_the_lms: str, tmp_path: Path
) -> None:
    roster = listed(tmp_path, f"student_id,name\nx1,{in_the_list}\nbo,Bo Ray\n")
    assert roster.find({"name": (in_the_lms,)}) == ("x1", "")


def test_names_that_are_then_the_same_belong_to_nobody(tmp_path: Path) -> None:
    roster = listed(tmp_path, "student_id,name\na1,Søren Ås\na2,Soren As\n")
    assert roster.find({"name": ("Soren As",)}) == ("", "several students have this name: a1, a2")


@pytest.mark.parametrize("digits", ["٢٠٢٣٠٠١", "２０２３００１", "۲۰۲۳۰۰۱"])
def test_an_id_in_the_digits_of_another_script_is_the_same_number(
    digits: str, tmp_path: Path
) -> None:
    roster = listed(tmp_path, f"student_id,name\n{digits},Ana\n2023002,Bo\n")
    assert roster.find({"any": ("2023001",)}) == (digits, "")


@pytest.mark.parametrize(
    "heading",
    [
        "ÖĞRENCİ NO,AD,SOYAD",
        "KULLANICI ADI,ADI,SOYADI",
        "رقم الطالب,الاسم الأول,اسم العائلة",
        "תעודת זהות,שם פרטי,שם משפחה",
        "学籍番号,名,姓",
        "รหัสนักศึกษา,ชื่อ,นามสกุล",
        "Mã sinh viên,Tên,Họ",
        "شماره دانشجویی,نام,نام خانوادگی",
    ],
)
def test_headings_of_more_languages_are_known(heading: str, tmp_path: Path) -> None:
    (ana,) = listed(tmp_path, f"{heading}\nx1,Ana,Lee\n").people.values()
    assert (ana.student_id, ana.given, ana.family) == ("x1", "Ana", "Lee")


@pytest.mark.parametrize(
    "rows",
    [
        "1,Ada,Lee,a@x.org\n1,Bo,Ray,b@x.org",
        "1,Ada,Lee,\n1,Bo,Lee,",
        "1,Ada,Lee,a@x.org\n1,Ada,Ray,b@x.org",
    ],
    ids=["two sections", "a family", "two Adas"],
)
def test_an_id_that_two_students_share_is_nobodys(rows: str, tmp_path: Path) -> None:
    text = f"student_id,first_name,last_name,email\n{rows}\n2,Cy,Poe,c@x.org\n"
    roster = listed(tmp_path, text)
    assert list(roster.people) == ["2"]
    assert roster.find({"any": ("1",)}) == ("", NOBODY)
    assert roster.find({"email": ("b@x.org",)}) == ("", NOBODY)
    (note,) = roster.notes
    assert note.what.startswith("rows 2 and 3: 1 is the id of two students")
    assert note.needs_action


def test_a_student_in_two_sections_is_found_by_both_addresses(tmp_path: Path) -> None:
    text = 'student_id,name,email\nada,Ada Lee,a@x.org\nada,"Lee, Ada",ada@y.org\n'
    roster = listed(tmp_path, text)
    assert roster.find({"email": ("ada@y.org",)}) == ("ada", "")
    assert roster.notes[0].what.startswith("row 3: ada is already in row 2")


def test_ids_that_differ_only_in_capitals_are_two(tmp_path: Path) -> None:
    roster = listed(tmp_path, "student_id,name\nAda,Ada Lee\nada,Ada Ray\n")
    assert roster.find({"any": ("ada",)}) == ("ada", "")
    assert roster.find({"any": ("Ada",)}) == ("Ada", "")
    assert roster.find({"any": ("ADA",)})[0] == ""


def test_the_next_table_that_numbers_writes_is_left_out(tmp_path: Path) -> None:
    text = "Tabelle 1,\nstudent_id,name\nada,Ada\nbo,Bo\n,\nTabelle 2,\nroom,chairs\nR1,30\n"
    assert list(listed(tmp_path, text).people) == ["ada", "bo"]


def test_headings_that_come_again_are_nobody(tmp_path: Path) -> None:
    text = "student_id,name\nada,Ada\n\nstudent_id,name\nbo,Bo\n"
    assert list(listed(tmp_path, text).people) == ["ada", "bo"]


def test_a_list_separated_by_bars_is_read(tmp_path: Path) -> None:
    assert list(listed(tmp_path, "student_id|name\nada|Ada, Lee\n").people) == ["ada"]


HEBREW = ("דנה לוי", "משה כהן", "שרה", "יוסף", "ג'ון", "נועה פרידמן", "מיכל חיים")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        *(("cp1255", name) for name in HEBREW),
        *(("cp874", name) for name in ("สมชาย ใจดี", "วิชัย เพชร")),
        *(("cp1251", name) for name in ("Иван Петров", "ОЛЬГА ЩУКИНА", "Ян", "иван петров")),
        *(("cp1253", name) for name in ("Νίκος Παππάς", "Άννα Δήμου")),
        ("cp850", "Zoë Müller"),
        ("cp866", "Иван Петров"),
    ],
)
def test_letters_that_form_names_tell_the_encoding(encoding: str, name: str) -> None:
    text = f"student_id,name\nx1,{name}\n"
    assert decoded(text.encode(encoding))[:2] == (text, encoding)


def test_two_lists_in_two_encodings_in_one_file_are_read_and_told(tmp_path: Path) -> None:
    text = "student_id,name\nz,Zoë Müller\n".encode() + "jo,José Núñez\n".encode("cp1252")
    roster = listed(tmp_path, text)
    assert [one.first("name") for one in roster.people.values()] == ["Zoë Müller", "José Núñez"]
    assert "it was read as UTF-8, and some lines as Windows-1252" in roster.notes[0].what


def test_names_that_another_program_spoilt_are_named(tmp_path: Path) -> None:
    text = "student_id,name\nz,Zoë Müller\n".encode().decode("cp1252")
    (note,) = listed(tmp_path, text).notes
    assert note.what == "its names were spoilt when another program read it, as 'ZoÃ« MÃ¼ller'"
    assert note.needs_action
