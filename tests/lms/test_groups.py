"""Work of groups, hidden names, and downloads that do not say whose a file is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lms_files import Student, roster_of

LESSON = "03_rater"
FILE = f"{LESSON}.ipynb"

pytestmark = pytest.mark.usefixtures("roster")


def notes(said: dict[str, Any]) -> str:
    return "\n".join(f"{note['about']}: {note['what']} {note['file']}" for note in said["notes"])


def work_of(klass: Path) -> dict[str, bytes]:
    found = klass.glob(f"submitted/*/{LESSON}/{FILE}")
    return {path.parent.parent.name: path.read_bytes() for path in found}


def with_groups(klass: Path, students: tuple[Student, ...], groups: list[str]) -> None:
    lines = roster_of(students).splitlines()
    rows = [f"{line},{name}" for line, name in zip(lines, ["Groups", *groups], strict=True)]
    (klass / "roster.csv").write_text("\n".join(rows), "utf-8")


def test_a_group_in_gradescope_counts_for_each_member(
    students: Any, notebook: Any, gradescope: Any, download: Any, collected: Any, klass: Path
) -> None:
    ana, bo, cagla, dana, _ = students
    files = gradescope(
        [(ana, FILE, notebook("A")), (dana, FILE, notebook("D"))], [[ana, bo, cagla]]
    )
    said = collected(download(files))
    assert said["kind"] == "gradescope"
    group = dict.fromkeys(["aoneill", "blee", "c_mueller"], notebook("A"))
    assert work_of(klass) == {**group, "dsmith": notebook("D")}
    assert "submission_1001: handed in as a group" in notes(said)
    assert "aoneill, blee, c_mueller" in notes(said)
    stamp = klass / "submitted" / "blee" / LESSON / "timestamp.txt"
    assert stamp.read_text().strip() == "2026-11-20 09:30:00 UTC"
    assert said["exit"] == 0, said["notes"]


def test_a_folder_that_gradescope_does_not_list_belongs_to_nobody(
    students: Any, notebook: Any, gradescope: Any, download: Any, collected: Any, klass: Path
) -> None:
    files = gradescope([(students[0], FILE, notebook("A"))])
    files[f"assignment_7_export/submission_999/{FILE}"] = notebook("?")
    said = collected(download(files))
    assert list(work_of(klass)) == ["aoneill"]
    assert "does not say who handed in submission_999" in notes(said)


@pytest.mark.parametrize("broken", [b"a: [", b"- 1", b"submission_1001: 7", b"\xff\x00"])
def test_a_broken_list_of_gradescope_gives_nobody_any_work(
    broken: bytes, notebook: Any, download: Any, run: Any, klass: Path
) -> None:
    files = {
        "assignment_7_export/submission_metadata.yml": broken,
        f"assignment_7_export/submission_1001/{FILE}": notebook("A"),
    }
    result = run("collect", LESSON, download(files))
    assert result.exit_code == 2, result.exception
    assert not work_of(klass)


def test_a_team_in_ilias_counts_for_each_member_that_has_a_folder(
    students: Any, notebook: Any, ilias: Any, download: Any, collected: Any, klass: Path
) -> None:
    ana, bo, cagla, *_ = students
    team = {"aoneill": "Team 4", "blee": "Team 4", "c_mueller": "Team 11"}
    uploads = [
        (ana, FILE, notebook("A")),
        (bo, "helpers.py", b"x = 1"),
        (cagla, FILE, notebook("C")),
    ]
    said = collected(download(ilias(uploads, team=team, word="Abgaben")))
    assert said["kind"] == "ilias"
    assert work_of(klass) == {
        "aoneill": notebook("A"),
        "blee": notebook("A"),
        "c_mueller": notebook("C"),
    }
    assert (klass / "submitted" / "aoneill" / LESSON / "helpers.py").read_bytes() == b"x = 1"
    assert "Team 4: handed in as a group" in notes(said)


def test_members_without_a_folder_get_the_work_of_the_group_in_the_class_list(
    students: Any, notebook: Any, ilias: Any, download: Any, collected: Any, klass: Path
) -> None:
    with_groups(klass, students, ["Red;Tutorial 1", "Red", "Blue", "Blue", ""])
    ana, _, cagla, dana, edda = students
    uploads = [(one, FILE, notebook(one.student_id)) for one in (ana, cagla, dana, edda)]
    path = download(ilias(uploads))
    assert sorted(collected(path)["students"]) == ["aoneill", "c_mueller", "dsmith", "e.wang"]
    said = collected(path, "--groups")
    assert work_of(klass)["blee"] == notebook("aoneill")
    assert work_of(klass)["dsmith"] == notebook("dsmith")
    assert "Blue: several of its members handed in" in notes(said)


def test_a_folder_of_ilias_is_read_by_the_whole_name_if_a_login_has_underscores(
    students: Any, notebook: Any, ilias: Any, download: Any, collected: Any, klass: Path
) -> None:
    lines = [line.rpartition(",")[0] for line in roster_of(students).splitlines()]
    (klass / "roster.csv").write_text("\n".join(lines), "utf-8")
    stranger = replace(students[4], student_id="x_blee", given="Eve", family="Wang")
    uploads = [(one, FILE, notebook(one.student_id)) for one in (*students[2:4], stranger)]
    said = collected(download(ilias(uploads)))
    assert sorted(work_of(klass)) == ["c_mueller", "dsmith"]
    assert "Wang_Eve_x_blee" in notes(said)


GROUPS = ["Team_A: north", "Team_A: north", "Team B", "Team B", ""]


def group_files(notebook: Any, *, old: bool, students: tuple[Student, ...]) -> dict[str, bytes]:
    """Return what Moodle packs: today one folder a group, before version 4.1 one a member."""
    if not old:
        names = {"Team A north_31": "A", "Team B_657738": "B"}
    else:
        named = zip(students[:4], GROUPS, strict=False)
        names = {
            f"{group.replace('_', ' ').replace(':', '')}-{one.given} Lee_{one.participant}": group[
                5
            ]
            for one, group in named
        }
    return {f"{name}_assignsubmission_file/{FILE}": notebook(text) for name, text in names.items()}


@pytest.mark.parametrize("by", ["worksheet", "German worksheet", "class list", "older Moodle"])
def test_a_group_in_moodle_counts_for_each_member(
    by: str, students: Any, notebook: Any, download: Any, collected: Any, klass: Path
) -> None:
    options: list[str | Path] = ["--groups"]
    if by == "class list":
        with_groups(klass, students, GROUPS)
    else:
        german = by == "German worksheet"
        heading = (
            'ID,"Vollständiger Name",E-Mail-Adresse,Status,Gruppe,Bewertung,Bestwertung,"Bewertung '
            'kann geändert werden","Zuletzt geändert (Abgabe)","Zuletzt geändert (Bewertung)"'
            if german
            else "Identifier,Full name,Email address,Status,Group,Grade,Maximum grade,"
            "Grade can be changed,Last modified (submission),Last modified (grade)"
        )
        yes, who = ("Ja", "Teilnehmer/in") if german else ("Yes", "Participant ")
        rows = [
            f'{who}{one.participant},"{one.given} Lee",{one.email},Sent,{group},,"20,00",{yes},-,-'
            for one, group in zip(students, GROUPS, strict=True)
        ]
        (klass / "sheet.csv").write_text("\n".join([heading, *rows]), "utf-8")
        options += ["--worksheet", klass / "sheet.csv"]
    files = group_files(notebook, old=by == "older Moodle", students=students)
    path = download(files)
    said = collected(path, *options)
    assert said["kind"] == "moodle"
    assert work_of(klass) == {
        **dict.fromkeys(["aoneill", "blee"], notebook("A")),
        **dict.fromkeys(["c_mueller", "dsmith"], notebook("B")),
    }, said["notes"]
    assert "handed in as a group" in notes(said)


@pytest.mark.parametrize("heading", ["Group,Grade", "Gruppe,Bewertung"])
def test_nobody_joins_a_group_by_what_they_write(
    heading: str, students: Any, notebook: Any, download: Any, collected: Any, klass: Path
) -> None:
    after = "Maximum grade,Locked,Sent,Online text,Graded"
    rows = [f"Identifier,Full name,Email address,Status,{heading},{after}"]
    for one, group in zip(students, GROUPS, strict=True):
        written = "Team_A: north" if one is students[4] else "My text"
        start = f"Participant {one.participant},{one.given} Lee,{one.email},Sent,{group},,20"
        rows.append(f"{start},Yes,2026-11-20 09:30,{written},-")
    (klass / "sheet.csv").write_text("\n".join(rows), "utf-8")
    files = {f"Team A north_31_assignsubmission_file/{FILE}": notebook("A")}
    said = collected(download(files), "--groups", "--worksheet", klass / "sheet.csv")
    assert sorted(work_of(klass)) == ["aoneill", "blee"], said["notes"]


def test_without_the_option_no_group_is_taken_for_a_student(
    students: Any, notebook: Any, download: Any, collected: Any, klass: Path
) -> None:
    with_groups(klass, students, GROUPS)
    sheet = klass / "sheet.csv"
    sheet.write_text("Identifier,Full name,Grade\nParticipant 657738,Bo Lee,\n", "utf-8")
    files = group_files(notebook, old=False, students=students)
    said = collected(download(files), "--worksheet", sheet)
    assert not work_of(klass), "the number of Team B is that of Bo"
    assert "if students hand in as groups" in str(said["notes"])


@pytest.mark.parametrize("language", ["English", "German"])
def test_names_hidden_from_markers_become_the_participants_numbers(
    language: str,
    roster: Path,
    students: Any,
    notebook: Any,
    download: Any,
    run: Any,
    collected: Any,
) -> None:
    roster.unlink()
    english = language == "English"
    who = "Participant " if english else "Teilnehmer/in"
    heading = (
        "Identifier,Status,Grade,Maximum grade,Grade can be changed,Last modified (submission)"
        if english
        else 'ID,Status,Bewertung,Bestwertung,"Bewertung kann geändert werden","Zuletzt geändert"'
    )
    yes, date = ("Yes", "Sun, 22 Nov 2026, 1:05 PM") if english else ("Ja", "-")
    rows = [f'{who}{one.participant},Sent,,"20.00",{yes},"{date}"' for one in students]
    sheet = roster.with_name("sheet.csv")
    sheet.write_text("\n".join([heading, *rows]), "utf-8")
    word = who.replace("/", "").strip()
    files = {
        f"{word}_{one.participant}_assignsubmission_file/{FILE}": notebook(one.student_id)
        for one in students
    }
    said = collected(download(files), "--worksheet", sheet, "--timezone", "UTC")
    expected = {f"participant-{one.participant}": notebook(one.student_id) for one in students}
    assert work_of(roster.parent) == expected
    assert "names are hidden from markers" in notes(said)
    stamp = roster.parent / "submitted" / "participant-657737" / LESSON / "timestamp.txt"
    assert stamp.exists() == english


DRIVE = "Lesson 3-20261129T174159Z-001.zip"


def test_a_folder_of_google_classroom_needs_a_list_of_owners(
    students: Any, notebook: Any, download: Any, run: Any, collected: Any, klass: Path
) -> None:
    files = {
        f"Lesson 3/Bo Lee - {FILE}": notebook("of Eve, whatever its name"),
        "Lesson 3/blee.ipynb": notebook("of Ana"),
        "Lesson 3/=cmd.ipynb": notebook("of Dana"),
        "Lesson 3/extra.ipynb": notebook("of nobody"),
    }
    zipped = download(
        {"Lesson 3/work.zip": download({FILE: notebook("of Bo")}).read_bytes(), **files}
    )
    path = zipped.rename(zipped.with_name(DRIVE))
    refused = run("collect", LESSON, path)
    assert refused.exit_code == 2
    assert not work_of(klass)
    owners = klass / "owners.csv"
    assert run("collect", LESSON, path, "--owners", owners).exit_code == 2
    listed = owners.read_text("utf-8-sig")
    assert listed.splitlines()[0] == "file,student"
    assert "Lesson 3/work.zip," in listed
    assert "work.zip/" not in listed
    filled = listed
    for file, who in {
        f"Lesson 3/Bo Lee - {FILE}": "e.wang@example.org",
        "Lesson 3/blee.ipynb": "aoneill",
        "=cmd.ipynb": 'Smith ""Dee"" Dana 🦊',
        "Lesson 3/work.zip": "1002",
    }.items():
        filled = "\n".join(
            f'{line}"{who}"' if file in line else line for line in filled.splitlines()
        )
    owners.write_text(filled, "utf-8-sig")
    said = collected(path, "--owners", owners)
    assert said["kind"] == "classroom"
    assert work_of(klass) == {
        "e.wang": notebook("of Eve, whatever its name"),
        "aoneill": notebook("of Ana"),
        "dsmith": notebook("of Dana"),
        "blee": notebook("of Bo"),
    }, said["notes"]
    assert "Lesson 3/extra.ipynb: owners.csv names no student for it" in notes(said)


def test_a_list_of_owners_with_two_students_for_a_file_is_refused(
    notebook: Any, download: Any, run: Any, klass: Path
) -> None:
    owners = klass / "owners.csv"
    owners.write_text("file,student\na.ipynb,blee\na.ipynb,dsmith\n", "utf-8")
    path = download({"a.ipynb": notebook("A")})
    assert run("collect", LESSON, path, "--owners", owners).exit_code == 2
    assert not work_of(klass)
