"""``course collect``: whose work it is, which of several, and where it lands."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

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


@pytest.fixture(params=["moodle", "moodle_flat", "canvas", "blackboard", "plain"])
def any_lms(request: pytest.FixtureRequest) -> tuple[str, Callable[..., Files]]:
    """Each LMS in turn: its name and the function that names its files."""
    name = request.param.removesuffix("_flat")
    make = request.getfixturevalue(name)
    if name != request.param:
        return name, lambda uploads: make(uploads, flat=True)
    return name, make


@pytest.mark.parametrize("unpacked", [False, True], ids=["zip", "folder"])
def test_every_student_of_every_lms_is_found(
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


def test_the_newest_of_several_uploads_wins_and_is_reported(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    ana = students[0]
    first, last = notebook("first"), notebook("last")
    files = canvas([(ana, "03_rater-3.ipynb", first), (ana, FILE, last)])
    said = collected(download(files))
    assert handed_in("aoneill") == last
    assert "handed in 2 notebooks, the newest was taken; left: " in notes(said, "aoneill")
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


def test_without_a_time_zone_times_are_on_this_computers_clock_and_written_in_utc(
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
    """This computer's clock stands in Japan."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_what_cannot_be_ordered_is_a_guess_and_needs_a_look(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    bo = students[1]
    files = moodle([(bo, FILE, notebook("one")), (bo, "03_rater (1).ipynb", notebook("two"))])
    said = collected(download(files))
    assert handed_in("blee") == notebook("two")
    assert "cannot be told" in notes(said, "blee", look=True)
    assert said["exit"] == 1


def test_the_same_notebook_twice_needs_no_look(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    bo = students[1]
    files = moodle([(bo, FILE, notebook("one")), (bo, "03_rater (1).ipynb", notebook("one"))])
    assert collected(download(files))["exit"] == 0


def test_a_broken_newest_gives_way_to_an_older_good_one(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    ana, good = students[0], notebook("good")
    said = collected(download(canvas([(ana, FILE, good), (ana, FILE, good[:5000])])))
    assert handed_in("aoneill") == good
    assert "breaks off" in notes(said, "aoneill", look=True)


ODD = {
    "empty": (FILE, b"", "the file is empty"),
    "cut_off": (FILE, b'{"cells": [', "breaks off"),
    "a_pdf": (FILE, b"%PDF-1.7", "is a PDF"),
    "no_notebook_at_all": ("report.pdf", b"%PDF-1.7", "handed in no notebook; there is report.pdf"),
    "a_list": (FILE, b"[1, 2]", "JSON, yet no notebook"),
    "too_large": (FILE, b" " * 20_000_001, "too large"),
}


@pytest.mark.parametrize("odd", ODD)
def test_a_faulty_file_is_named_and_stops_nobody_else(
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
    assert list(said["students"]) == ["blee"]
    assert [path.name for path in (klass / "submitted").iterdir()] == ["blee"]
    assert said["exit"] == 1


def test_a_renamed_notebook_is_taken_by_its_cells_and_said(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    uploads = [
        (students[0], "final FINAL.ipynb", notebook("ana")),
        (students[1], "03_rater.ipynb.txt", notebook("bo")),
    ]
    said = collected(download(moodle(uploads)))
    assert handed_in("aoneill") == notebook("ana")
    assert handed_in("blee") == notebook("bo")
    assert notes(said, "aoneill").startswith("renamed: taken as 03_rater.ipynb")
    assert said["exit"] == 0


def test_the_notebook_of_another_lesson_is_named_and_not_taken(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    wrong = notebook("ana", "02_loyalty_stages")
    said = collected(download(moodle([(students[0], FILE, wrong)])))
    assert "this is the notebook of 02_loyalty_stages, not of 03_rater" in notes(said, "aoneill")
    assert said["students"] == {}


def test_a_notebook_without_the_lessons_ids_is_taken_by_its_name_only(
    students: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    bare = b'{"cells": [{"cell_type": "code", "source": "1", "metadata": {}}], "nbformat": 4}'
    uploads = [(students[0], FILE, bare), (students[1], "homework.ipynb", bare)]
    said = collected(download(moodle(uploads)))
    assert list(said["students"]) == ["aoneill"]
    assert "lost the ids" in notes(said, "aoneill", look=True)
    assert "not the notebook of 03_rater" in notes(said, "blee", look=True)


def test_a_zip_of_a_student_is_looked_into(
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


def test_an_id_and_a_name_that_contradict_each_other_point_to_nobody(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected, klass: Path
) -> None:
    mixed = replace(students[0], number=students[1].number)
    said = collected(download(canvas([(mixed, FILE, notebook("?"))])))
    assert "different students: aoneill, blee" in notes(said, look=True)
    assert not (klass / "submitted").exists()


def test_two_accounts_of_one_student_are_named_and_neither_is_taken(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected
) -> None:
    twin = replace(students[0], participant="1")
    uploads = [(students[0], FILE, notebook("a")), (twin, FILE, notebook("b"))]
    said = collected(download(moodle(uploads)))
    assert "several accounts are this student" in notes(said, "aoneill", look=True)
    assert said["students"] == {}


def test_anonymous_uploads_of_canvas_are_explained(
    students: Any, notebook: Any, download: Any, collected: Collected
) -> None:
    said = collected(download({"anon_5Xy1a_2001_03_rater.ipynb": notebook("?")}))
    assert said["kind"] == "canvas"
    assert "turn anonymous marking off" in notes(said, look=True)


def test_late_work_is_named(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected
) -> None:
    files = canvas([(students[0], FILE, notebook("a"))], late=("aoneill",))
    assert "late, says the LMS, but not when" in notes(
        collected(download(files)), "aoneill", look=False
    )


def test_who_handed_in_nothing_is_listed(
    students: Any, notebook: Any, plain: Any, download: Any, collected: Collected
) -> None:
    said = collected(download(plain([(students[0], FILE, notebook("a"))])))
    assert said["missing"] == ["blee", "c_mueller", "dsmith", "e.wang"]


def test_older_or_doubtful_work_replaces_nothing_unless_forced(
    students: Any, notebook: Any, canvas: Any, download: Any, collected: Collected, handed_in: Any
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
    assert handed_in("aoneill") == notebook("new")
    assert collected(old, "--force")["students"]["aoneill"]["placed"] == "renewed"
    assert handed_in("aoneill") == notebook("old")


def test_a_later_download_renews_what_an_earlier_one_brought(
    students: Any, notebook: Any, moodle: Any, download: Any, collected: Collected, handed_in: Any
) -> None:
    for text, day in (("old", 20), ("new", 22)):
        files = moodle([(students[0], FILE, notebook(text))])
        said = collected(download(files, date=datetime(2026, 11, day)))
    assert said["students"]["aoneill"]["placed"] == "renewed"
    assert said["exit"] == 0
    assert handed_in("aoneill") == notebook("new")


def test_work_touched_by_hand_since_is_kept(
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


def test_moodles_worksheet_names_participants_and_gives_times(
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
def test_a_plain_folder_may_be_laid_out_in_many_ways(
    paths: list[str], students: Any, notebook: Any, download: Any, collected: Collected
) -> None:
    names = [paths[0].format(one.student_id) for one in students]
    said = collected(download({name: notebook(name) for name in names}, unpacked=True))
    assert said["kind"] == "plain"
    assert sorted(said["students"]) == sorted(one.student_id for one in students)


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


def test_the_kind_can_be_overruled(notebook: Any, download: Any, collected: Collected) -> None:
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
    assert "1 student has work of 03_rater in submitted/ (1 new); 1 needs a look" in said
    assert said.endswith("Next: course grade 03_rater")


def test_renewed_work_is_said_to_need_force(
    run: Any, students: Any, notebook: Any, moodle: Any, download: Any, capfd: Any
) -> None:
    for text, day in (("old", 20), ("new", 22)):
        files = moodle([(students[0], FILE, notebook(text))])
        said = words(run("collect", LESSON, download(files, date=datetime(2026, 11, day))), capfd)
    assert said.endswith("Next: course grade 03_rater")


def test_a_name_like_canvas_does_not_make_a_folder_canvas(
    notebook: Any, download: Any, collected: Collected
) -> None:
    names = ["aoneill/2026_11_20_final.ipynb", f"blee/{FILE}", f"dsmith/{FILE}"]
    said = collected(download({name: notebook(name) for name in names}))
    assert said["kind"] == "plain"
    assert sorted(said["students"]) == ["aoneill", "blee", "dsmith"]


IMPOSSIBLE = {
    "no_such_download": (["nothing.zip"], "does not exist"),
    "not_a_zip": (["roster.csv"], "neither a folder nor a zip"),
    "no_such_roster": ([".", "--roster", "none.csv"], "none.csv cannot be read"),
    "no_such_column": ([".", "--id-column", "Login"], "no column 'Login'"),
    "no_such_zone": ([".", "--timezone", "Mars/Olympus"], "no time zone 'Mars/Olympus'"),
    "no_worksheet": ([".", "--worksheet", "roster.csv"], "no grading worksheet"),
}


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_what_is_impossible_is_said_and_ends_with_two(case: str, run: Any, capfd: Any) -> None:
    arguments, expected = IMPOSSIBLE[case]
    result = run("collect", LESSON, *arguments)
    assert result.exit_code == 2
    assert expected in words(result, capfd)


def test_an_unknown_lesson_is_named(run: Any, capfd: Any) -> None:
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


@pytest.mark.parametrize("lms", ["canvas", "blackboard", "plain"])
def test_without_a_class_list_the_ids_of_the_lms_are_taken(
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


def test_without_a_class_list_a_username_of_blackboard_is_taken_whole(
    roster: Path, students: Any, notebook: Any, blackboard: Any, download: Any, collected: Any
) -> None:
    roster.unlink()
    files = blackboard([(one, FILE, notebook(one.student_id)) for one in students])
    said = collected(download(files))
    assert list(said["students"]) == [one.student_id for one in students]
    assert "c_mueller" in said["students"]


def test_a_username_of_blackboard_that_is_not_sure_is_nobodys(
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
        f"its name may end in the username lee_{one} or {one}: name the student in a class list"
        for one in "bc"
    ]
    files[f"Lesson 1_ann_{sent}_{FILE}"] = notebook("ann")
    assert list(collected(download(files))["students"]) == ["ann", "lee_b", "lee_c"]


def test_another_students_username_at_the_end_of_ones_own_is_no_clue(
    klass: Path, notebook: Any, download: Any, collected: Any
) -> None:
    (klass / "roster.csv").write_text("student_id,name\nb,Bea\nann,Ann\n", "utf-8")
    sent = "attempt_2026-11-22-10-30-00"
    files = {f"Lesson 1_{who}_{sent}_{FILE}": notebook(who) for who in ("lee_b", "ann")}
    assert list(collected(download(files))["students"]) == ["ann"]


def test_a_file_of_another_title_does_not_hide_whose_the_others_are(
    roster: Path, notebook: Any, download: Any, collected: Any
) -> None:
    roster.unlink()
    sent = "attempt_2026-11-22-10-30-00"
    names = ("Lesson 1_ann", "Lesson 1_bob", "Essay_cy")
    files = {f"{head}_{sent}_{FILE}": notebook(head) for head in names}
    assert list(collected(download(files))["students"]) == ["ann", "bob", "cy"]


def test_where_nothing_could_be_taken_grading_is_not_what_comes_next(
    students: Any, moodle: Any, download: Any, run: Any
) -> None:
    result = run("collect", LESSON, download(moodle([(students[0], FILE, b"{")])))
    assert result.exit_code == 2
    assert result.stdout.strip().endswith("Next: see to these, then collect again")
