"""Whatever names students give themselves and their files, nobody gets another one's work."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lms_files import Files, Student, ilias_folder, submitters

from grading_helpers.instructor.gradebook.course_folder import CourseFolder
from grading_helpers.instructor.lms.incoming.collect import collect
from grading_helpers.instructor.lms.incoming.download import open_download
from grading_helpers.instructor.lms.incoming.file_names import DownloadKind
from grading_helpers.instructor.lms.incoming.owners import CollectOptions, CollectResult
from grading_helpers.instructor.lms.roster import read_roster

# Failing examples are short anyway, and shrinking them would take minutes.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
LESSON = "03_rater"
FILE = f"{LESSON}.ipynb"
SENT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
# Parts of names as an LMS writes them, which point to classmates.
OF_OTHERS = (
    *("blee", "__blee", "blee__", "_blee_", f"{LESSON}__blee", f"{LESSON}__c_mueller", "Bo Lee"),
    *("_1002_2002", "_1002", "1003_7_", "_1002_2002_", "_LATE_1003_3_", "anon_1x_", "leejrbo"),
    *("_657738_assignsubmission_file", "Bo Lee_657738_assignsubmission_file_", "_657739"),
    *("_blee_attempt_2026-01-02-03-04-05", "Lesson_3 (RATER)_blee_attempt_2026-01-02-03-04-05_"),
    *("_attempt_2026-01-02-03-04-05_", "_attempt_", "_assignsubmission_file_"),
)
PIECES = st.sampled_from([*OF_OTHERS, *"ab_ -().07é🦊", LESSON, ".ipynb", "_1_2_", "timestamp"])
# Files whose names begin with a dot are ignored, because systems leave them behind.
WORDS = st.lists(PIECES, max_size=6).map(lambda parts: "".join(parts).lstrip("."))
ENDINGS = st.sampled_from([".ipynb", ".ipynb.txt", ".ipynb.json"])
FILE_NAMES = st.one_of(st.just(FILE), st.tuples(WORDS.filter(bool), ENDINGS).map("".join))
INSIDE = st.lists(WORDS.filter(bool), max_size=2).map(lambda parts: "/".join([*parts, ""]))


@dataclass(frozen=True)
class HandIn:
    """What a student chooses: a display name, the name of a file, and whether it is zipped."""

    display: str
    file: str
    inside: str | None


HAND_INS = st.builds(HandIn, WORDS, FILE_NAMES, st.one_of(st.none(), INSIDE))


def moodle_flat(one: Student, sent: HandIn, number: int) -> str:
    return f"{clean_display(sent)}_{one.participant}_assignsubmission_file_{sent.file}"


def moodle(one: Student, sent: HandIn, number: int) -> str:
    return f"{clean_display(sent)}_{one.participant}_assignsubmission_file/{sent.file}"


def canvas(one: Student, sent: HandIn, number: int) -> str:
    # Canvas writes -1- for _1_ in a name, each sign once.
    name = re.sub(r"_(\d+)_", r"-\1-", sent.display or one.sortable_name)
    name = re.sub(r"[^-\w]", "", name).lower()
    return f"{name}_{one.number}_{2000 + number}_{sent.file}"


def blackboard(one: Student, sent: HandIn, number: int) -> str:
    return f"Lesson_3 (RATER)_{one.student_id}_attempt_2026-11-20-09-30-00_{sent.file}"


def gradescope(one: Student, sent: HandIn, number: int) -> str:
    return f"assignment_7_export/submission_{one.number}/{sent.file}"


def ilias(one: Student, sent: HandIn, number: int) -> str:
    # Systems hide folders whose names begin with a dot, so they are ignored.
    called = replace(one, family=sent.display.strip(" .") or one.family)
    return f"Task 3/Submissions/{ilias_folder(called)}/{sent.file}"


def plain(one: Student, sent: HandIn, number: int) -> str:
    return f"{one.student_id}/{sent.file}"


def zips(one: Student, sent: HandIn, number: int) -> str:
    return f"{one.student_id}/work"


def clean_display(sent: HandIn) -> str:
    return re.sub(r'[<>:"/\\|?*]', "", sent.display) or "A Name"


LAYOUTS: Mapping[str, Callable[[Student, HandIn, int], str]] = {
    **{"moodle": moodle, "moodle_flat": moodle_flat, "canvas": canvas, "blackboard": blackboard},
    **{"gradescope": gradescope, "ilias": ilias, "plain": plain, "plain_zips": zips},
}


def archive(files: Files) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as found:
        for name, content in files.items():
            found.writestr(name, content)
    return memory.getvalue()


def laid_out(layout: str, sent: Mapping[Student, HandIn], notebook: Any) -> Files:
    """Return a download in which every notebook contains its student's name."""
    files: Files = {}
    for number, (one, choice) in enumerate(sent.items()):
        content = notebook(one.student_id)
        path = LAYOUTS[layout](one, choice, number)
        if choice.inside is not None or layout == "plain_zips":
            inner = f"{choice.inside or ''}{choice.file}"
            early = f"{choice.inside or ''}timestamp.txt"
            content = archive({inner: content, early: b"2025-01-01 00:00:00 UTC"})
            path += ".zip"
        files[path] = content
    if layout == "gradescope":
        people = {
            f"submission_{one.number}": [replace(one, given=choice.display or one.given, family="")]
            for one, choice in sent.items()
        }
        files["assignment_7_export/submission_metadata.yml"] = submitters(people)
    return files


def collected(root: Path, files: Files, kind: DownloadKind | None, *, listed: bool) -> Any:
    place = root.parent / "download.zip"
    place.write_bytes(archive(files))
    people = read_roster(root / "roster.csv") if listed else None
    how = CollectOptions(roster=people, kind=kind, zone=UTC, force=True)
    with open_download(place) as listing:
        return collect(CourseFolder(root), LESSON, listing, how)


def check(
    found: CollectResult, root: Path, students: Mapping[str, Student], *, sender_of: Files
) -> set[str]:
    """Check that each student got only their own work; return the students."""
    taken = set()
    for place in (root / "submitted").glob(f"*/{LESSON}/{FILE}"):
        who = place.parent.parent.name
        assert who in students, who
        one = students[who]
        assert f'"source": "{one.student_id}"'.encode() in place.read_bytes(), (who, found.notes)
        stamp = place.parent / "timestamp.txt"
        if found.kind in {DownloadKind.BLACKBOARD, DownloadKind.GRADESCOPE}:
            assert stamp.read_text().strip() == f"{SENT:%Y-%m-%d %H:%M:%S} UTC"
        else:
            assert not stamp.exists(), stamp.read_text()
        taken.add(one.student_id)
    notes = "\n".join(f"{note.subject} {note.what} {note.file}" for note in found.notes)
    for path, content in sender_of.items():
        assert content.decode() in taken or path in notes, (path, notes)
    return taken


@pytest.mark.integration
@pytest.mark.parametrize("listed", [True, False], ids=["class list", "no class list"])
@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=40, deadline=None, phases=QUICK, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_students_get_only_their_own_work_and_other_files_are_reported(
    layout: str,
    listed: bool,
    data: st.DataObject,
    students: tuple[Student, ...],
    roster: Path,
    notebook: Any,
) -> None:
    kind = DownloadKind(layout.partition("_")[0])
    if kind is DownloadKind.MOODLE and not listed:
        pytest.skip("Moodle needs a class list")
    root = roster.parent
    write_roster(root, students)
    sent = {one: data.draw(HAND_INS) for one in data.draw(st.sets(st.sampled_from(students)))}
    sent |= {students[4]: data.draw(HAND_INS)}
    files = laid_out(layout, sent, notebook)
    who = {LAYOUTS[layout](one, choice, at): one for at, (one, choice) in enumerate(sent.items())}
    try:
        found = collected(root, files, kind, listed=listed)
        by_name = {
            one.number if kind is DownloadKind.CANVAS and not listed else one.student_id: one
            for one in students
        }
        sender_of = {path: one.student_id.encode() for path, one in who.items()}
        check(found, root, by_name, sender_of=sender_of)
    finally:
        shutil.rmtree(root / "submitted", ignore_errors=True)


def write_roster(root: Path, students: tuple[Student, ...]) -> None:
    rows = "".join(
        f'{one.student_id},{one.number},{one.participant},"{one.full_name.replace(chr(34), "")}"\n'
        for one in students
    )
    (root / "roster.csv").write_text(f"student_id,lms_user_id,participant,name\n{rows}", "utf-8")


HONEST = HandIn("", FILE, None)


@pytest.mark.integration
@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=15, deadline=None, phases=QUICK, suppress_health_check=list(HealthCheck))
@given(choice=HAND_INS, inner=st.lists(FILE_NAMES, min_size=1, max_size=12, unique=True))
def test_one_student_cannot_decide_which_lms_a_download_is_from(
    layout: str,
    choice: HandIn,
    inner: list[str],
    students: tuple[Student, ...],
    roster: Path,
    notebook: Any,
) -> None:
    root = roster.parent
    write_roster(root, students)
    sent = {one: replace(HONEST, display=one.full_name) for one in students}
    files = laid_out(layout, sent, notebook)
    eve = students[4]
    own = LAYOUTS[layout](eve, replace(choice, file="all", inside=None), 9)
    files[f"{own}.zip"] = archive({name: notebook(eve.student_id) for name in inner})
    try:
        found = collected(root, files, None, listed=True)
        assert found.kind == layout.partition("_")[0]
        others = {one.student_id: one for one in students if one is not eve}
        assert set(others) <= set(found.placed), found.notes
        check(found, root, {one.student_id: one for one in students}, sender_of={})
    finally:
        shutil.rmtree(root / "submitted", ignore_errors=True)


def test_replacing_work_is_reported_with_both_files(
    roster: Path, notebook: Any, download: Any, collected: Any
) -> None:
    collected(download({f"blee/{FILE}": notebook("old")}))
    said = collected(download({f"blee/{FILE}": notebook("new")}), "--force")
    assert said["students"]["blee"]["placed"] == "replaced"
    lines = [f"{note['what']} {note['file']}" for note in said["notes"]]
    assert any(f"submitted/blee/{LESSON}/{FILE}" in one and f"blee/{FILE}" in one for one in lines)


BLACKBOARD = "Lesson_3 (RATER)_{}_attempt_2026-11-20-09-30-00_"
POINTING_TO_BO = {
    "plain, a file": "e.wang/03_rater__blee.ipynb",
    "plain, a folder": f"e.wang/blee/{FILE}",
    "plain, a zip": f"e.wang.zip/blee/{FILE}",
    "blackboard": BLACKBOARD.format("e.wang") + "x_blee_attempt_2026-11-19-09-30-00_03.ipynb",
    "moodle": f"Eve_657738_assignsubmission_file_657741_assignsubmission_file/{FILE}",
    "moodle, flat": f"Eve_657738_assignsubmission_file_657741_assignsubmission_file_{FILE}",
    "canvas": f"leejrbo_1002_1005_2009_{FILE}",
    "plain, like Gradescope's list": "submission_metadata.yml",
    "ilias": f"Task/Submissions/Lee_Bo_blee_1005/Lee_Bo_blee_1002/{FILE}",
    "ilias, a login's end": f"Task/Submissions/Wang_Eve_x_blee_1005/{FILE}",
    "ilias, Bo's names": f"Task/Submissions/Lee, Jr._Bo_e.wang_1005/{FILE}",
}
OF_BO = {
    "plain": f"blee/{FILE}",
    "blackboard": BLACKBOARD.format("blee") + FILE,
    "moodle": f"Bo Lee_657738_assignsubmission_file/{FILE}",
    "moodle, flat": f"Bo Lee_657738_assignsubmission_file_{FILE}",
    "canvas": f"leejrbo_1002_2001_{FILE}",
    "ilias": f"Task/Submissions/Lee, Jr._Bo_blee_1002/{FILE}",
}


@pytest.mark.parametrize("case", POINTING_TO_BO)
def test_a_name_that_points_to_a_classmate_changes_nothing_for_them(
    case: str, roster: Path, students: tuple[Student, ...], notebook: Any
) -> None:
    write_roster(roster.parent, students)
    own = OF_BO.get(case) or OF_BO[case.partition(",")[0]]
    files = {own: notebook("blee"), POINTING_TO_BO[case]: notebook("e.wang")}
    found = collected(roster.parent, files, None, listed=True)
    people = {one.student_id: one for one in students}
    assert "blee" in check(found, roster.parent, people, sender_of={own: b"blee"})


def test_folders_in_a_students_folder_do_not_look_like_those_of_ilias(
    roster: Path, students: tuple[Student, ...], notebook: Any
) -> None:
    write_roster(roster.parent, students)
    eve = f"Eve Wang_{students[4].participant}_assignsubmission_file"
    files = {f"{eve}/Submissions/Lee_Bo_blee_1002/{FILE}": notebook("e.wang")}
    found = collected(roster.parent, files, None, listed=True)
    assert found.kind is DownloadKind.MOODLE
    assert check(found, roster.parent, {"e.wang": students[4]}, sender_of={}) == {"e.wang"}
