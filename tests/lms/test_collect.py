"""``course collect``: whose work it is, which upload is taken, and where it is put."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lms_files import zipped
from typer.testing import Result

from grading_helpers.instructor.authoring.course import Course
from grading_helpers.instructor.grader.storage.lock_and_backup import only_run
from grading_helpers.instructor.lms.incoming import command as collecting

LESSON = "03_rater"
Files = dict[str, bytes]
Collected = Callable[..., dict[str, Any]]
FILE = f"{LESSON}.ipynb"

pytestmark = pytest.mark.usefixtures("roster")


def notes(said: dict[str, Any], about: str = "", *, look: bool | None = None) -> str:
    """Return the notes about someone as one text."""
    return "\n".join(
        f"{note['what']} {note['file']}"
        for note in said["notes"]
        if about in ("", note["about"]) and look in (None, note["look"])
    )


@pytest.fixture(
    params=["moodle", "moodle_flat", "canvas", "blackboard", "gradescope", "ilias", "plain"]
)
def any_lms(request: pytest.FixtureRequest) -> tuple[str, Callable[..., Files]]:
    """Each LMS in turn: its name and the function that names its files."""
    name = request.param.removesuffix("_flat")
    make = request.getfixturevalue(name)
    if name != request.param:
        return name, lambda uploads: make(uploads, flat=True)
    return name, make


@pytest.mark.parametrize("unpacked", [False, True], ids=["zip", "folder"])
def test_every_student_in_the_download_of_every_lms_is_found(
    any_lms: tuple[str, Callable[..., Files]],
    unpacked: bool,
    students: Any,
    notebook: Any,
    download: Any,
    collected: Collected,
    handed_in: Any,
) -> None:
    kind, make = any_lms
    work = {one.student_id: notebook(one.full_name) for one in students}
    files = make([(one, FILE, work[one.student_id]) for one in students])
    said = collected(download(files, unpacked=unpacked))
    assert said["kind"] == kind
    assert {name: one["placed"] for name, one in said["students"].items()} == dict.fromkeys(
        work, "new"
    )
    assert {name: handed_in(name) for name in work} == work
    assert said["exit"] == 0, said["notes"]


def test_a_second_run_changes_nothing(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected, klass: Path
) -> None:
    path = download(canvas([(one, FILE, notebook(one.email)) for one in students]))
    collected(path)
    before = {file: file.stat().st_mtime_ns for file in klass.glob("submitted/**/*")}
    said = collected(path)
    assert {one["placed"] for one in said["students"].values()} == {"unchanged"}
    assert {file: file.stat().st_mtime_ns for file in klass.glob("submitted/**/*")} == before


def test_the_newest_of_several_uploads_is_taken_and_the_others_are_reported(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    ana = students[0]
    first, last = notebook("first"), notebook("last")
    files = canvas([(ana, "03_rater-3.ipynb", first), (ana, FILE, last)])
    said = collected(download(files))
    assert handed_in("aoneill") == last
    assert "handed in 2 notebooks: took the newest; not taken: " in notes(said, "aoneill")
    assert "2001_03_rater-3.ipynb" in notes(said, "aoneill")
    assert said["exit"] == 0


def test_attempts_of_blackboard_are_ordered_by_their_time(
    students: Any, notebook: Any, blackboard: Any, download: Any, collected: Collected, klass: Path
) -> None:
    cagla = students[2]
    files = blackboard([(cagla, FILE, notebook("later"))], day=21)
    files |= blackboard([(cagla, FILE, notebook("earlier"))], day=20)
    said = collected(download(files), "--timezone", "Europe/Madrid")
    folder = klass / "submitted" / "c_mueller" / LESSON
    assert (folder / FILE).read_bytes() == notebook("later")
    assert (folder / "timestamp.txt").read_text() == "2026-11-21 07:30:00 UTC\n"
    assert said["without_time"] == 0


def test_times_are_in_this_computers_zone_by_default_and_written_in_utc(
    students: Any,
    notebook: Any,
    blackboard: Any,
    download: Any,
    collected: Collected,
    klass: Path,
    in_tokyo: None,
) -> None:
    collected(download(blackboard([(students[0], FILE, notebook("a"))])))
    timestamp = klass / "submitted" / "aoneill" / LESSON / "timestamp.txt"
    assert timestamp.read_text() == "2026-11-19 23:30:00 UTC\n"


@pytest.fixture
def in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This computer's time zone is Japan's."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_uploads_that_cannot_be_ordered_need_a_look(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    bo = students[1]
    files = moodle([(bo, FILE, notebook("one")), (bo, "03_rater (1).ipynb", notebook("two"))])
    said = collected(download(files))
    assert handed_in("blee") == notebook("two")
    assert "it is unclear which is the newest" in notes(said, "blee", look=True)
    assert said["exit"] == 1


def test_the_same_notebook_twice_needs_no_look(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    bo = students[1]
    files = moodle([(bo, FILE, notebook("one")), (bo, "03_rater (1).ipynb", notebook("one"))])
    assert collected(download(files))["exit"] == 0


def test_an_older_readable_upload_is_taken_if_the_newest_is_broken(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    ana, good = students[0], notebook("good")
    said = collected(download(canvas([(ana, FILE, good), (ana, FILE, good[:5000])])))
    assert handed_in("aoneill") == good
    assert "cut off" in notes(said, "aoneill", look=True)


ODD = {
    "empty": (FILE, b"", "the file is empty"),
    "zeros": (FILE, b"\0" * 4096, "nothing but zeros, as after an interrupted upload"),
    "cut_off": (FILE, b'{"cells": [', "cut off"),
    "a_pdf": (FILE, b"%PDF-1.7", "is a PDF"),
    "no_notebook_at_all": ("report.pdf", b"%PDF-1.7", "handed in no notebook, only report.pdf"),
    "a_list": (FILE, b"[1, 2]", "JSON, but not a notebook"),
    "too_large": (FILE, b" " * 20_000_001, "too large"),
    "gzip": (FILE, gzip.compress(b"{}"), "is a packed archive"),
    "rar": (FILE, b"Rar!\x1a\x07\x01\x00", "is a packed archive"),
    "a_script": (FILE, b"# %%\nimport pandas as pd\n", "is a Python script"),
    "an_exported_script": (FILE, b"#!/usr/bin/env python\n# coding: utf-8\n", "Python script"),
    "rich_text": (FILE, rb"{\rtf1\ansi {}}", "a word-processor document"),
}


@pytest.mark.parametrize("odd", ODD)
def test_a_faulty_file_is_named_and_affects_nobody_else(
    odd: str,
    students: Any,
    notebook: Any,
    moodle: Any,
    download: Any,
    collected: Collected,
    klass: Path,
) -> None:
    file, content, expected = ODD[odd]
    files = moodle([(students[0], file, content), (students[1], FILE, notebook("bo"))])
    said = collected(download(files, unpacked=True))
    assert expected in notes(said, "aoneill", look=True)
    assert {note["cure"] for note in said["notes"]} == {"ask the student for the notebook"}
    assert list(said["students"]) == ["blee"]
    assert [path.name for path in (klass / "submitted").iterdir()] == ["blee"]
    assert said["exit"] == 1


def test_a_renamed_notebook_is_recognised_by_its_cells_and_reported(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    uploads = [
        (students[0], "final FINAL.ipynb", notebook("ana")),
        (students[1], "03_rater.ipynb.txt", notebook("bo")),
    ]
    said = collected(download(moodle(uploads)))
    assert handed_in("aoneill") == notebook("ana")
    assert handed_in("blee") == notebook("bo")
    assert notes(said, "aoneill").startswith("renamed to 03_rater.ipynb")
    assert said["exit"] == 0


def test_the_notebook_of_another_lesson_is_named_and_not_taken(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    wrong = notebook("ana", "02_loyalty_stages")
    said = collected(download(moodle([(students[0], FILE, wrong)])))
    assert "this is the notebook of 02_loyalty_stages, not of 03_rater" in notes(said, "aoneill")
    assert said["students"] == {}


def test_a_notebook_without_the_lessons_cells_is_recognised_by_its_name_only(
    students: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    bare = b'{"cells": [{"cell_type": "code", "source": "1", "metadata": {}}], "nbformat": 4}'
    uploads = [(students[0], FILE, bare), (students[1], "homework.ipynb", bare)]
    said = collected(download(moodle(uploads)))
    assert list(said["students"]) == ["aoneill"]
    assert "its cells are not those of the lesson" in notes(said, "aoneill", look=True)
    assert "not the notebook of 03_rater" in notes(said, "blee", look=True)


def without_ids(content: bytes) -> dict[str, Any]:
    """Return a notebook as a program leaves it that keeps neither ids nor metadata."""
    found: dict[str, Any] = json.loads(content)
    for cell in found["cells"]:
        cell.pop("id", None)
        cell["metadata"] = {}
        cell["source"] = "".join(cell["source"]).rstrip() + "  "
    return found


@pytest.mark.parametrize("name", ["Copy of 03_rater.ipynb", "notebook8f3a1b.ipynb", FILE])
def test_a_notebook_that_lost_its_ids_is_recognised_by_its_text(
    name: str, students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    mine = json.dumps(without_ids(notebook("mine"))).encode()
    other = json.dumps(without_ids(notebook("other", "02_loyalty_stages"))).encode()
    said = collected(download(moodle([(students[0], name, mine), (students[1], name, other)])))
    assert list(said["students"]) == ["aoneill"]
    assert notes(said, "aoneill", look=True) == ""
    assert "this is the notebook of 02_loyalty_stages" in notes(said, "blee", look=True)


def test_answers_in_a_new_notebook_are_recognised_by_what_they_define(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    whole = without_ids(notebook("ana"))
    answers = [cell for cell in whole["cells"] if cell["source"].startswith("def ")]
    assert len(answers) > 4
    for cell in answers:
        cell["source"] += "\n# mine"
    typed = json.dumps({**whole, "cells": answers}).encode()
    few = json.dumps({**whole, "cells": answers[:1]}).encode()
    uploads = [(students[0], "Untitled.ipynb", typed), (students[1], "Untitled.ipynb", few)]
    said = collected(download(moodle(uploads)))
    assert list(said["students"]) == ["aoneill"]
    assert "only by the functions it defines" in notes(said, "aoneill", look=True)
    assert "this is not the notebook of 03_rater" in notes(said, "blee", look=True)


@pytest.mark.parametrize("untouched", [FILE, "03_rater (1).ipynb"])
def test_an_untouched_copy_beside_the_answers_is_not_taken(
    untouched: str,
    students: Any,
    notebook: Any,
    moodle: Any,
    download: Any,
    collected: Collected,
    handed_in: Any,
    klass: Path,
) -> None:
    bo, given = students[1], (klass / "release" / LESSON / FILE).read_bytes()
    (other,) = {FILE, "03_rater (1).ipynb"} - {untouched}
    files = moodle([(bo, other, notebook("answers")), (bo, untouched, given)])
    said = collected(download(files))
    assert handed_in("blee") == notebook("answers")
    assert f"as it was handed out, beside one with answers {next(reversed(files))}" in notes(said)
    assert notes(said, look=True) == ""


def test_an_untouched_copy_alone_is_taken(
    students: Any, moodle: Any, download: Any, collected: Collected, klass: Path
) -> None:
    given = (klass / "release" / LESSON / FILE).read_bytes()
    said = collected(download(moodle([(students[1], FILE, given)])))
    assert list(said["students"]) == ["blee"]
    assert said["exit"] == 0


def test_notebooks_of_other_lessons_beside_the_right_one_need_no_look(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    ana = students[0]
    other = (ana, "02_loyalty_stages.ipynb", notebook("ana", "02_loyalty_stages"))
    said = collected(download(moodle([(ana, FILE, notebook("ana")), other])))
    assert "this is the notebook of 02_loyalty_stages" in notes(said, "aoneill", look=False)
    assert said["exit"] == 0


def test_a_zip_file_from_a_student_is_opened(
    students: Any,
    notebook: Any,
    blackboard: Any,
    download: Any,
    collected: Collected,
    tmp_path: Path,
) -> None:
    inner = download({"my work/03_rater.ipynb": notebook("dana"), "notes.txt": b""}).read_bytes()
    said = collected(download(blackboard([(students[3], "all.zip", inner)])))
    assert list(said["students"]) == ["dsmith"]
    assert said["students"]["dsmith"]["file"].endswith("all.zip/my work/03_rater.ipynb")


def test_a_zip_file_that_is_called_a_notebook_is_opened(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    work = notebook("dana")
    inner = download({"work/03_rater.ipynb": work, "notes.txt": b""}).read_bytes()
    twice = download({"again.ipynb": inner}).read_bytes()
    hollow = download({"notes.txt": b"nothing"}).read_bytes()
    deep = twice
    for _ in range(3):
        deep = download({"again.ipynb": deep}).read_bytes()
    contents = dict(zip((3, 1, 0, 2), (inner, twice, hollow, deep), strict=True))
    uploads = [(students[at], FILE, content) for at, content in contents.items()]
    said = collected(download(canvas(uploads)))
    assert list(said["students"]) == ["blee", "dsmith"]
    assert handed_in("dsmith") == handed_in("blee") == work
    assert "a zip file that was called a notebook; it was opened" in notes(said, "dsmith")
    for student in ("aoneill", "c_mueller"):
        assert "a zip archive and not a notebook" in notes(said, student, look=True)
    assert notes(said, "dsmith", look=True) == ""


def test_a_download_that_was_unpacked_into_a_folder_of_its_name_is_read(
    students: Any, notebook: Any, moodle: Any, canvas: Any, download: Any, collected: Collected
) -> None:
    for make in (moodle, canvas):
        files = make([(one, FILE, notebook("x")) for one in students])
        said = collected(download({f"work/work/{name}": text for name, text in files.items()}))
        assert list(said["students"]) == [one.student_id for one in students]


def test_unknown_students_are_listed_by_name(
    students: Any, notebook: Any, moodle: Any, canvas: Any, download: Any, collected: Collected
) -> None:
    stranger = replace(students[0], given="Zoë", family="Nobody", participant="9", number="9")
    for make in (moodle, canvas):
        uploads = [(stranger, FILE, notebook("z")), (students[1], FILE, notebook("bo"))]
        said = collected(download(make(uploads)))
        assert "nobody in the class list" in notes(said, look=True)
        assert any("9" in note["about"] for note in said["notes"])
        assert list(said["students"]) == ["blee"]


def cures(said: dict[str, Any]) -> list[str]:
    return [note["cure"] for note in said["notes"] if note["look"]]


def test_whoever_is_not_found_comes_with_what_to_do(
    students: Any,
    notebook: Any,
    moodle: Any,
    download: Any,
    collected: Collected,
    roster: Path,
) -> None:
    late = replace(students[0], given="Zoë", family="Nobody", participant="9", number="9")
    said = collected(download(moodle([(late, FILE, notebook("z"))])))
    assert cures(said) == ["add the student to the class list, then collect again"]
    roster.write_text("student_id,name,lms_user_id\na1,Bo Lee,12345\na2,Bo Lee,2\n", "utf-8")
    two = replace(students[0], given="Bo", family="Lee", number="0012345")
    said = collected(download(moodle([(two, FILE, notebook("z"))])))
    assert "pass Moodle's grading worksheet with --worksheet" in cures(said)[0]
    files = {"leeana_12345_7_03_rater.ipynb": notebook("a")}
    assert list(collected(download(files))["students"]) == ["a1"], "the number itself is found"
    said = collected(download({f"blackboard_0012345_attempt_2026-11-20-10-00-00_{FILE}": b"{}"}))
    assert "12345: a spreadsheet may have dropped leading zeros" in notes(said)
    assert "export the class list again" in cures(said)[0]


def test_the_test_student_of_canvas_needs_no_look(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected
) -> None:
    files = canvas([(students[1], FILE, notebook("bo"))])
    files["studenttest_1999_2999_03_rater.ipynb"] = notebook("test")
    said = collected(download(files))
    assert list(said["students"]) == ["blee"]
    assert "skipped: the test student of Canvas" in notes(said, look=False)
    assert said["exit"] == 0


def test_a_contradicting_id_and_name_identify_nobody(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected, klass: Path
) -> None:
    mixed = replace(students[0], number=students[1].number)
    said = collected(download(canvas([(mixed, FILE, notebook("?"))])))
    assert "different students: aoneill, blee" in notes(said, look=True)
    assert not (klass / "submitted").exists()


def test_if_two_accounts_belong_to_one_student_neither_is_taken(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    twin = replace(students[0], participant="1")
    uploads = [(students[0], FILE, notebook("a")), (twin, FILE, notebook("b"))]
    said = collected(download(moodle(uploads)))
    assert "several accounts belong to this student" in notes(said, "aoneill", look=True)
    assert "add them to the class list; otherwise name the student of one file" in cures(said)[0]
    assert said["students"] == {}


def test_anonymous_uploads_of_canvas_are_explained(
    students: Any, notebook: Any, download: Any, collected: Collected
) -> None:
    said = collected(download({"anon_5Xy1a_2001_03_rater.ipynb": notebook("?")}))
    assert said["kind"] == "canvas"
    assert "handed in anonymously" in notes(said, look=True)


def test_late_work_is_reported(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected
) -> None:
    files = canvas([(students[0], FILE, notebook("a"))], late=("aoneill",))
    assert "marked as late by the LMS, but without a time" in notes(
        collected(download(files)), "aoneill", look=False
    )


def test_students_who_handed_in_nothing_are_listed(
    students: Any, notebook: Any, plain: Any, download: Any, collected: Collected
) -> None:
    said = collected(download(plain([(students[0], FILE, notebook("a"))])))
    assert said["missing"] == ["blee", "c_mueller", "dsmith", "e.wang"]


def test_older_or_doubtful_work_replaces_nothing_without_force(
    students: Any,
    notebook: Any,
    canvas: Any,
    download: Any,
    collected: Collected,
    handed_in: Any,
    run: Any,
    capfd: pytest.CaptureFixture[str],
) -> None:
    ana = students[0]
    old, new = (
        download(canvas([(ana, FILE, notebook(text))]), date=datetime(2026, 11, day))
        for text, day in (("old", 20), ("new", 22))
    )
    collected(new)
    said = collected(old)
    assert said["students"]["aoneill"]["placed"] == "kept"
    assert "may be newer" in notes(said, "aoneill", look=True)
    assert "03_rater: work of 1 student (1 kept)" in words(run("collect", LESSON, old), capfd)
    assert handed_in("aoneill") == notebook("new")
    assert collected(old, "--force")["students"]["aoneill"]["placed"] == "replaced"
    assert handed_in("aoneill") == notebook("old")


def test_a_later_download_replaces_the_work_of_an_earlier_one(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    for text, day in (("old", 20), ("new", 22)):
        files = moodle([(students[0], FILE, notebook(text))])
        said = collected(download(files, date=datetime(2026, 11, day)))
    assert said["students"]["aoneill"]["placed"] == "replaced"
    assert said["exit"] == 0
    assert handed_in("aoneill") == notebook("new")


def test_work_changed_by_hand_is_kept(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected, klass: Path
) -> None:
    collected(download(moodle([(students[0], FILE, notebook("a"))])))
    file = klass / "submitted" / "aoneill" / LESSON / FILE
    file.write_bytes(notebook("mended by hand"))
    files = moodle([(students[0], FILE, notebook("b"))])
    said = collected(download(files, date=datetime(2020, 1, 1)))
    assert said["students"]["aoneill"]["placed"] == "kept"
    assert file.read_bytes() == notebook("mended by hand")


def test_a_later_hand_in_time_decides_over_file_dates(
    students: Any, notebook: Any, blackboard: Any, download: Any, collected: Collected, klass: Path
) -> None:
    ana = students[0]
    later = download(
        blackboard([(ana, FILE, notebook("later"))], day=22), date=datetime(2020, 1, 1)
    )
    earlier = download(blackboard([(ana, FILE, notebook("earlier"))], day=21))
    collected(later)
    said = collected(earlier)
    assert "was handed in later" in notes(said, "aoneill", look=True)


def test_moodles_worksheet_provides_participants_and_times(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected, klass: Path
) -> None:
    sheet = klass / "worksheet.csv"
    row = "Participant 657737,Someone Else,aoneill@example.org,,"
    sheet.write_text(
        "\ufeffIdentifier,Full name,Email address,Grade,Last modified (submission)\n"
        f'{row}"Sunday, 22 November 2026, 1:05 AM"\n',
        "utf-8",
    )
    renamed = replace(students[0], given="Participant", family="")
    files = moodle([(renamed, FILE, notebook("a"))])
    said = collected(download(files), "--worksheet", sheet, "--timezone", "UTC")
    timestamp = klass / "submitted" / "aoneill" / LESSON / "timestamp.txt"
    assert timestamp.read_text() == "2026-11-22 01:05:00 UTC\n"
    assert said["exit"] == 0


@pytest.mark.parametrize(
    "paths",
    [
        ["{}/03_rater/03_rater.ipynb"],
        ["03_rater__{}.ipynb"],
        ["{}__03_rater.ipynb"],
        ["{}.ipynb"],
        ["term 1/{}/03_rater.ipynb"],
        ["term 1/{}.ipynb"],
        ["{}.zip/03_rater.ipynb"],
    ],
    ids=lambda paths: paths[0],
)
def test_a_plain_folder_may_be_organised_in_many_ways(
    paths: list[str], students: Any, notebook: Any, download: Any, collected: Collected
) -> None:
    names = [paths[0].format(one.student_id) for one in students]
    said = collected(download({name: notebook(name) for name in names}, unpacked=True))
    assert said["kind"] == "plain"
    assert sorted(said["students"]) == sorted(one.student_id for one in students)


@pytest.mark.parametrize("name", ["03_rater - {}.ipynb", "{} - 03_rater.ipynb"])
def test_files_from_google_forms_have_the_names_of_students(
    name: str, students: Any, notebook: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    chosen = [one for one in students if one.student_id in {"aoneill", "blee", "c_mueller"}]
    work = {one.student_id: notebook(one.student_id) for one in chosen}
    said = collected(download({name.format(one.full_name): work[one.student_id] for one in chosen}))
    assert (said["kind"], said["exit"]) == ("plain", 0), said["notes"]
    assert {one: handed_in(one) for one in work} == work


def test_a_name_within_the_name_of_a_file_from_google_forms_is_not_the_owner(
    students: Any, notebook: Any, download: Any, collected: Collected, klass: Path
) -> None:
    ana, bo, *_ = students
    said = collected(
        download({f"03_rater - {bo.full_name} - {ana.full_name}.ipynb": notebook("a")})
    )
    assert (said["students"], said["exit"]) == ({}, 2)
    assert not (klass / "submitted").exists()


def test_nbgraders_timestamp_is_kept_from_a_plain_folder(
    notebook: Any, download: Any, collected: Collected, klass: Path
) -> None:
    files = {
        "blee/03_rater/03_rater.ipynb": notebook("bo"),
        "blee/03_rater/timestamp.txt": b"2026-11-20 10:00:00.123456 UTC",
    }
    collected(download(files, unpacked=True))
    folder = klass / "submitted" / "blee" / LESSON
    assert (folder / "timestamp.txt").read_text() == "2026-11-20 10:00:00 UTC\n"


def test_the_kind_of_download_can_be_overridden(
    notebook: Any, download: Any, collected: Collected
) -> None:
    path = download({"x_1002_7_03_rater.ipynb": notebook("bo")})
    assert collected(path)["kind"] == "canvas"
    assert collected(path, "--as", "plain")["kind"] == "plain"


def words(result: Result, capfd: pytest.CaptureFixture[str]) -> str:
    captured = capfd.readouterr()
    return " ".join((result.output + captured.out + captured.err).split())


def test_the_last_line_says_what_was_done_and_what_comes_next(
    run: Any, students: Any, notebook: Any, moodle: Any, download: Any, capfd: Any
) -> None:
    path = download(moodle([(students[0], FILE, notebook("a")), (students[1], FILE, b"")]))
    said = words(run("collect", LESSON, path), capfd)
    assert "blee: the file is empty" in said
    assert "03_rater: work of 1 student (1 new); 1 needs a look" in said
    assert said.endswith("Next: course grade 03_rater")


def test_a_message_says_that_replacing_newer_work_needs_force(
    run: Any, students: Any, notebook: Any, moodle: Any, download: Any, capfd: Any
) -> None:
    for text, day in (("old", 20), ("new", 22)):
        files = moodle([(students[0], FILE, notebook(text))])
        said = words(run("collect", LESSON, download(files, date=datetime(2026, 11, day))), capfd)
    assert said.endswith("Next: course grade 03_rater")


def test_one_name_like_those_of_canvas_does_not_make_a_folder_a_canvas_download(
    notebook: Any, download: Any, collected: Collected
) -> None:
    names = ["aoneill/2026_11_20_final.ipynb", f"blee/{FILE}", f"dsmith/{FILE}"]
    said = collected(download({name: notebook(name) for name in names}))
    assert said["kind"] == "plain"
    assert sorted(said["students"]) == ["aoneill", "blee", "dsmith"]


IMPOSSIBLE = {
    "no_such_download": (["nothing.zip"], "does not exist"),
    "not_a_zip": (["roster.csv"], "neither a folder nor a readable zip"),
    "no_such_roster": ([".", "--roster", "none.csv"], "none.csv cannot be read"),
    "no_such_column": ([".", "--id-column", "Login"], "no column 'Login'"),
    "no_such_zone": ([".", "--timezone", "Mars/Olympus"], "no time zone 'Mars/Olympus'"),
    "no_worksheet": ([".", "--worksheet", "roster.csv"], "not a Moodle grading worksheet"),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_impossible_requests_are_explained_and_exit_with_2(case: str, run: Any, capfd: Any) -> None:
    arguments, expected = IMPOSSIBLE[case]
    result = run("collect", LESSON, *arguments)
    assert result.exit_code == 2
    assert expected in words(result, capfd)


def test_an_unknown_lesson_is_reported_by_name(run: Any, capfd: Any) -> None:
    result = run("collect", "99_nothing", ".")
    assert result.exit_code == 2
    assert "There are: 02_loyalty_stages, 03_rater" in words(result, capfd)


def test_moodle_needs_a_class_list(
    roster: Path, run: Any, students: Any, notebook: Any, moodle: Any, download: Any, capfd: Any
) -> None:
    roster.unlink()
    result = run("collect", LESSON, download(moodle([(students[0], FILE, notebook("a"))])))
    assert result.exit_code == 2
    assert "--roster" in words(result, capfd)


@pytest.mark.parametrize("lms", ["canvas", "blackboard", "gradescope", "ilias", "plain"])
def test_the_ids_of_the_lms_are_used_without_a_class_list(
    lms: str,
    roster: Path,
    students: Any,
    notebook: Any,
    download: Any,
    collected: Collected,
    request: pytest.FixtureRequest,
) -> None:
    roster.unlink()
    bo = students[1]
    files = request.getfixturevalue(lms)([(bo, FILE, notebook("bo"))])
    expected = bo.number if lms == "canvas" else bo.student_id
    assert list(collected(download(files))["students"]) == [expected]


def test_a_blackboard_username_is_used_whole_without_a_class_list(
    roster: Path, students: Any, notebook: Any, blackboard: Any, download: Any, collected: Any
) -> None:
    roster.unlink()
    files = blackboard([(one, FILE, notebook(one.student_id)) for one in students])
    said = collected(download(files))
    assert list(said["students"]) == [one.student_id for one in students]
    assert "c_mueller" in said["students"]


def test_an_uncertain_blackboard_username_identifies_nobody(
    roster: Path, notebook: Any, download: Any, collected: Any
) -> None:
    roster.unlink()
    sent = "attempt_2026-11-22-10-30-00"
    files = {
        f"Lesson 1_lee_b_{sent}_{FILE}": notebook("lee_b"),
        f"Lesson 1_lee_c_{sent}_{FILE}": notebook("lee_c"),
    }
    said = collected(download(files))
    assert said["students"] == {}
    assert [note["what"] for note in said["notes"]] == [
        f"the username in its name may be lee_{one} or {one}" for one in "bc"
    ]
    files[f"Lesson 1_ann_{sent}_{FILE}"] = notebook("ann")
    assert list(collected(download(files))["students"]) == ["ann", "lee_b", "lee_c"]


@pytest.mark.parametrize("first", ["Name", "Nombre"])
def test_the_note_of_blackboard_names_a_student_whose_username_is_not_listed(
    klass: Path, notebook: Any, download: Any, collected: Any, first: str
) -> None:
    (klass / "roster.csv").write_text("student_id,name\n1001,Zoë Müller\n1002,Bo Ek\n", "utf-8")
    files = {}
    for username, name in (("zm_7", "Zoë Müller"), ("bo", "Bo Ek")):
        head = f"Lesson 1_{username}_attempt_2026-11-22-10-30-00"
        files[f"{head}_{FILE}"] = notebook(username)
        files[f"{head}.txt"] = f"{first}: {name} ({username})\nAssignment: 1\n".encode()
    assert list(collected(download(files))["students"]) == ["1001", "1002"]
    # Without a class list, the note says which part of a name is the username.
    (klass / "roster.csv").unlink()
    only = {name: content for name, content in files.items() if "zm_7" in name}
    assert list(collected(download(only))["students"]) == ["zm_7"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_student_cannot_write_the_note_of_blackboard(
    klass: Path, notebook: Any, download: Any, collected: Any, packed: bool
) -> None:
    """``Lesson 1_eve_bob`` may be the work of ``bob``, but only Blackboard may say so."""
    (klass / "roster.csv").unlink()
    head = "Lesson 1_eve_bob_attempt_2026-11-22-10-30-00"
    forged = b"Name: Bob Ek (bob)\n"
    note = f"{head}.txt" if packed else "x_attempt_2026-11-22-10-30-00.txt"
    content = zipped({FILE: notebook("eve"), note: forged})
    files = {f"{head}_{FILE}": notebook("eve")}
    files |= {f"{head}_all.zip": content} if packed else {f"{head}_{note}": forged}
    assert "bob" not in collected(download(files))["students"]


def test_the_end_of_a_username_is_not_taken_for_another_student(
    klass: Path, notebook: Any, download: Any, collected: Any
) -> None:
    (klass / "roster.csv").write_text("student_id,name\nb,Bea\nann,Ann\n", "utf-8")
    sent = "attempt_2026-11-22-10-30-00"
    files = {f"Lesson 1_{who}_{sent}_{FILE}": notebook(who) for who in ("lee_b", "ann")}
    assert list(collected(download(files))["students"]) == ["ann"]


def test_a_file_with_another_title_does_not_affect_the_other_owners(
    roster: Path, notebook: Any, download: Any, collected: Any
) -> None:
    roster.unlink()
    sent = "attempt_2026-11-22-10-30-00"
    names = ("Lesson 1_ann", "Lesson 1_bob", "Essay_cy")
    files = {f"{head}_{sent}_{FILE}": notebook(head) for head in names}
    assert list(collected(download(files))["students"]) == ["ann", "bob", "cy"]


def test_grading_is_not_the_next_step_if_nothing_could_be_taken(
    students: Any, moodle: Any, download: Any, run: Any
) -> None:
    result = run("collect", LESSON, download(moodle([(students[0], FILE, b"{")])))
    assert result.exit_code == 2
    assert result.stdout.strip().endswith("Next: solve these problems, then collect again")


def test_small_files_beside_the_notebook_are_taken_too(
    any_lms: tuple[str, Callable[..., Files]],
    students: Any,
    notebook: Any,
    download: Any,
    collected: Collected,
    klass: Path,
) -> None:
    _, make = any_lms
    ana, bo = students[:2]
    beside = {"helpers.py": b"x = 1", "shops.csv": b"a,b", "data.json": b"{}", "chart.png": b"P"}
    uploads = [(ana, FILE, notebook("a")), *((ana, name, beside[name]) for name in beside)]
    path = download(make([*uploads, (bo, FILE, notebook("b"))]))
    assert collected(path)["exit"] == 0
    folder = klass / "submitted" / ana.student_id / LESSON
    assert {name: (folder / name).read_bytes() for name in beside} == beside
    assert not (klass / "submitted" / bo.student_id / LESSON / "helpers.py").exists()
    (folder / "helpers.py").unlink()
    assert collected(path)["students"]["aoneill"]["placed"] == "replaced"
    assert (folder / "helpers.py").read_bytes() == b"x = 1"


def test_files_keep_their_folders_and_no_file_leaves_the_students_folder(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected, klass: Path
) -> None:
    inner = {
        "work/03_rater.ipynb": notebook("a"),
        "work/src/helpers.py": b"x = 1",
        "work/.hidden": b"",
        "work/timestamp.txt": b"2020-01-01 00:00:00 UTC",
        "work/big.csv": b"x" * 6_000_000,
        "work/drive.gdoc": b"{}",
    }
    said = collected(download(canvas([(students[0], "all.zip", download(inner).read_bytes())])))
    folder = klass / "submitted" / "aoneill" / LESSON
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert files == {FILE, "src/helpers.py"}
    assert "big.csv was not taken" in notes(said, "aoneill", look=True)


@pytest.mark.parametrize("name", ["03_rater.ipynb.url", "03_rater.gcolab", "03_rater.webloc"])
def test_a_link_to_a_file_in_a_cloud_is_named(
    name: str, students: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    said = collected(download(moodle([(students[0], name, b"[InternetShortcut]")])))
    assert "a link to a file in a cloud and not the file itself" in notes(said, "aoneill")


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-22 13:05:00.123456 CET", "2026-11-22 12:05:00 UTC"),
        ("2026-11-22 13:05:00.5 EST", "2026-11-22 18:05:00 UTC"),
        ("2026-11-22 13:05:00 +0530", "2026-11-22 07:35:00 UTC"),
        ("2026-11-22 13:05:00 Europe/Madrid", "2026-11-22 12:05:00 UTC"),
        ("2026-11-22T13:05:00Z", "2026-11-22 13:05:00 UTC"),
        ("22nd of November", ""),
        ("2026-11-22 13:05:00 XYZ", ""),
    ],
)
def test_a_timestamp_of_any_time_zone_is_understood_or_named(
    text: str, utc: str, notebook: Any, download: Any, collected: Collected, klass: Path
) -> None:
    files = {f"blee/{LESSON}/{FILE}": notebook("b")}
    files[f"blee/{LESSON}/timestamp.txt"] = text.encode()
    said = collected(download(files, unpacked=True))
    timestamp = klass / "submitted" / "blee" / LESSON / "timestamp.txt"
    assert (timestamp.read_text().strip() if timestamp.exists() else "") == utc
    assert ("is not understood" in notes(said, "blee", look=True)) == (not utc)
    assert said["exit"] == (0 if utc else 1)


GERMAN = (
    'ID,"Vollständiger Name",E-Mail-Adresse,Status,Bewertung,Bestwertung,'
    '"Bewertung kann geändert werden","Zuletzt geändert (Abgabe)","Zuletzt geändert (Bewertung)"'
)
FRENCH = (
    'Identifiant,"Nom complet","Adresse de courriel",Statut,Note,"Note maximale",'
    '"La note peut être modifiée","Dernière modification (travail remis)","Dernière modification"'
)
ENGLISH = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)"'
)


@pytest.mark.parametrize(
    ("heading", "yes", "when", "utc"),
    [
        (GERMAN, "Ja", "Sonntag, 22. November 2026, 13:05", "2026-11-22 13:05:00 UTC"),
        (FRENCH, "Oui", "mardi 3 février 2026, 13:05", "2026-02-03 13:05:00 UTC"),
        (ENGLISH, "Yes", "Sun, 22 Nov 2026, 1:05 PM", "2026-11-22 13:05:00 UTC"),
        (ENGLISH, "Yes", "Sunday, 22 November 2026, 1:05\u202fPM", "2026-11-22 13:05:00 UTC"),
        (ENGLISH, "Yes", "22/11/26, 13:05", "2026-11-22 13:05:00 UTC"),
        (ENGLISH, "Yes", "11/12/26, 13:05", ""),
        (GERMAN, "Ja", "heute um 13:05", ""),
    ],
)
def test_hand_in_times_of_a_worksheet_in_any_language_are_understood_or_named(
    heading: str,
    yes: str,
    when: str,
    utc: str,
    students: Any,
    notebook: Any,
    moodle: Any,
    download: Any,
    collected: Collected,
    klass: Path,
) -> None:
    sheet = klass / "worksheet.csv"
    row = f'Teilnehmer/in657737,X Y,aoneill@example.org,,,"20,00",{yes},"{when}",-'
    other = f'Teilnehmer/in657738,Z,blee@example.org,,,"20,00",{yes},-,-'
    sheet.write_text(f"\ufeff{heading}\n{row}\n{other}\n", "utf-8")
    anyone = [replace(one, given="Participant", family="") for one in students[:2]]
    files = moodle([(one, FILE, notebook("a")) for one in anyone])
    said = collected(download(files), "--worksheet", sheet, "--timezone", "UTC")
    timestamp = klass / "submitted" / "aoneill" / LESSON / "timestamp.txt"
    assert (timestamp.read_text().strip() if timestamp.exists() else "") == utc
    assert ("is not understood" in notes(said, "aoneill", look=True)) == (not utc)
    assert "is not understood" not in notes(said, "blee")
    assert said["exit"] == (0 if utc else 1)


def test_hand_in_times_that_are_known_already_are_not_called_unknown(
    students: Any, notebook: Any, blackboard: Any, download: Any, collected: Collected
) -> None:
    work = notebook("a")
    collected(download(blackboard([(students[0], FILE, work)])))
    said = collected(download({f"aoneill/{FILE}": work, f"blee/{FILE}": work}))
    assert said["students"]["aoneill"]["placed"] == "unchanged"
    assert said["without_time"] == 1


def test_a_notebook_in_which_only_the_answers_are_left_has_the_lessons_cells(
    course: Course, download: Any, collected: Collected
) -> None:
    whole = json.loads(course.release(LESSON).read_text("utf-8"))
    graded = [one for one in whole["cells"] if "nbgrader" in one["metadata"]]
    for one in graded:
        one["source"] = ["# done\n", *one["source"]]
    left = {**whole, "cells": [one for one in graded if one["metadata"]["nbgrader"]["solution"]]}
    said = collected(download({f"aoneill/{FILE}": json.dumps(left).encode()}))
    assert said["exit"] == 0
    count = f"{len(left['cells'])} of the lesson's {len(whole['cells'])} cells"
    assert notes(said, "aoneill").startswith(f"has only {count} ")


def test_nothing_is_collected_while_the_class_is_graded(
    students: Any,
    notebook: Any,
    blackboard: Any,
    download: Any,
    run: Any,
    klass: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else a run could read one file of the old work and another of the new."""
    monkeypatch.setattr(collecting, "PATIENCE_SECONDS", 0.0)
    path = download(blackboard([(students[0], FILE, notebook("a"))]))
    with only_run(klass, "course grade"):
        refused = run("collect", LESSON, path)
    assert refused.exit_code == 2
    assert "Another run (course grade, process " in refused.stderr
    assert not (klass / "submitted").exists()
    assert run("collect", LESSON, path).exit_code == 0
