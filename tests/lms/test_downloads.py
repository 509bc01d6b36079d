"""Hostile and broken downloads are reported, limited, and harmless to everybody else."""

from __future__ import annotations

import io
import json
import os
import re
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lms_files import zipped

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.lms.incoming import download as incoming
from grading_helpers.instructor.lms.incoming.download import open_download

LESSON = "03_rater"
FILE = f"{LESSON}.ipynb"
Files = dict[str, bytes]
# The lock that a run holds in the course folder, and who holds it.
OF_THE_RUN = {".grading", ".grading/lock", ".grading/run"}

pytestmark = pytest.mark.usefixtures("roster")


def notes(said: dict[str, Any]) -> str:
    return "\n".join(f"{note['about']}: {note['what']} {note['file']}" for note in said["notes"])


def tree(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.mark.parametrize(
    "name",
    [
        "../../aoneill/03_rater.ipynb",
        "/etc/03_rater.ipynb",
        "C:\\work\\03_rater.ipynb",
        "aoneill\\..\\..\\03_rater.ipynb",
    ],
)
def test_a_path_that_points_outside_is_reported_and_not_followed(
    name: str, notebook: Any, download: Any, collected: Any, tmp_path: Path
) -> None:
    path = download({name: notebook("x"), "blee/03_rater.ipynb": notebook("bo")})
    before = tree(tmp_path)
    said = collected(path)
    assert "its path points outside the download" in notes(said)
    assert list(said["students"]) == ["blee"]
    assert {name.partition("/")[2] for name in tree(tmp_path) - before} == {
        "submitted",
        "submitted/blee",
        "submitted/blee/03_rater",
        "submitted/blee/03_rater/03_rater.ipynb",
        *OF_THE_RUN,
    }


def test_a_link_in_an_archive_is_reported_and_not_followed(
    notebook: Any, collected: Any, tmp_path: Path
) -> None:
    path = tmp_path / "linked.zip"
    with zipfile.ZipFile(path, "w") as archive:
        link = zipfile.ZipInfo("aoneill/03_rater.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("blee/03_rater.ipynb", notebook("bo"))
    said = collected(path)
    assert "aoneill/03_rater.ipynb: it is a link" in notes(said)
    assert list(said["students"]) == ["blee"]


def test_links_and_pipes_in_a_folder_are_reported_and_not_opened(
    notebook: Any, download: Any, collected: Any, tmp_path: Path
) -> None:
    folder = download({"blee/03_rater.ipynb": notebook("bo")}, unpacked=True)
    (folder / "aoneill").symlink_to(folder / "blee")
    (folder / "dsmith").mkdir()
    os.mkfifo(folder / "dsmith" / FILE)
    (folder / "e.wang").mkdir()
    (folder / "e.wang" / FILE).symlink_to(folder / "blee" / FILE)
    said = collected(folder)
    assert "aoneill: it is a link" in notes(said)
    assert "dsmith/03_rater.ipynb: skipped: not a regular file" in notes(said)
    assert "e.wang/03_rater.ipynb: it is a link" in notes(said)
    assert list(said["students"]) == ["blee"]


def test_nothing_is_written_through_a_link_in_submitted(
    notebook: Any, download: Any, collected: Any, klass: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (klass / "submitted").mkdir()
    (klass / "submitted" / "blee").symlink_to(elsewhere)
    said = collected(download({"blee/03_rater.ipynb": notebook("bo")}))
    assert "submitted/blee is a link" in notes(said)
    assert list(elsewhere.iterdir()) == []


def test_a_zip_bomb_is_read_only_up_to_the_size_of_a_notebook(
    notebook: Any, download: Any, collected: Any
) -> None:
    files = {"aoneill/03_rater.ipynb": b" " * 100_000_000, "blee/03_rater.ipynb": notebook("bo")}
    path = download(files)
    assert path.stat().st_size < 1_000_000
    tracemalloc.start()
    said = collected(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 80_000_000
    assert "too large for a notebook" in notes(said)
    assert list(said["students"]) == ["blee"]


def test_a_member_with_a_false_size_is_limited_by_its_real_size(
    notebook: Any, download: Any, collected: Any
) -> None:
    path = download({"aoneill/03_rater.ipynb": b" " * 30_000_000})
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 1000)
    path.write_bytes(bytes(content))
    said = collected(path)
    assert said["exit"] == 2
    assert said["students"] == {}


@pytest.mark.integration
def test_many_zip_bombs_in_one_archive_share_one_limit(
    download: Any, collected: Any, monkeypatch: pytest.MonkeyPatch, notebook: Any
) -> None:
    swelling = {f"{number:03}.ipynb": b" " * 10_000_000 for number in range(30)}
    inner = download(swelling).read_bytes()
    said = collected(download({"aoneill/all.zip": inner, "blee/03_rater.ipynb": notebook("bo")}))
    assert notes(said).count("too large for a notebook") >= 10
    assert list(said["students"]) == ["blee"]


def test_only_a_limited_number_of_members_is_read(
    download: Any, collected: Any, notebook: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = download({f"{number}.txt": b"" for number in range(2500)}).read_bytes()
    said = collected(download({"aoneill/all.zip": inner, "blee/03_rater.ipynb": notebook("bo")}))
    assert "more files than a class hands in" in notes(said)
    assert list(said["students"]) == ["blee"]


def test_a_zip_that_lists_very_many_files_is_refused_before_it_is_read(
    download: Any, collected: Any, notebook: Any
) -> None:
    inner = listing("a", 300_000)
    path = download({"aoneill/all.zip": inner, "blee/03_rater.ipynb": notebook("bo")})
    tracemalloc.start()
    said = collected(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3 * len(inner)
    assert "lists more than 100,000 files" in notes(said)
    assert list(said["students"]) == ["blee"]


def test_a_zip_with_very_long_names_is_refused(
    download: Any, collected: Any, notebook: Any
) -> None:
    inner = listing("é" * 30_000, 500)
    said = collected(download({"aoneill/all.zip": inner, "blee/03_rater.ipynb": notebook("bo")}))
    assert "the names in it are too long" in notes(said)
    assert list(said["students"]) == ["blee"]


@pytest.mark.parametrize("name", ["../x", ".x.ipynb"])
def test_faults_of_many_files_in_one_zip_take_few_lines(
    name: str, download: Any, collected: Any, notebook: Any
) -> None:
    inner = listing(name, 1500)
    said = collected(download({"aoneill/all.zip": inner, "blee/03_rater.ipynb": notebook("bo")}))
    assert len(said["notes"]) < 30
    assert "1480 more files in it were skipped" in notes(said)


def test_a_zip_whose_files_overlap_is_refused(download: Any, collected: Any, notebook: Any) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.csv", b"x" * 1000)
        archive.filelist += archive.filelist * 50
    files = {"aoneill/all.zip": inner.getvalue(), "blee/03_rater.ipynb": notebook("bo")}
    said = collected(download(files))
    assert "files in it overlap" in notes(said)
    assert list(said["students"]) == ["blee"]


def listing(name: str, times: int) -> bytes:
    """Return a zip file that lists one empty file many times."""
    content = name.encode()
    head = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0x800, 0, 0, 33, 0, 0, 0, len(content), 0)
    numbers = (20, 20, 0x800, 0, 0, 33, 0, 0, 0, len(content), 0, 0, 0, 0, 0, 0)
    line = struct.pack("<4s6H3I5H2I", b"PK\1\2", *numbers) + content
    numbers = (0, 0, times % 2**16, times % 2**16, len(line) * times, len(head + content), 0)
    return head + content + line * times + struct.pack("<4s4H2IH", b"PK\5\6", *numbers)


def test_files_of_two_zips_are_read_one_zip_after_the_other(
    download: Any, collected: Any, notebook: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (
        download({f"{letter}({number}).csv": b"x" for number in range(start, 40, 2)}).read_bytes()
        for start, letter in enumerate("ab")
    )
    files = {"one.zip": one, "other.zip": other, FILE: notebook("ana")}
    opened: list[int] = []
    real = incoming._opened
    monkeypatch.setattr(incoming, "_opened", lambda content: opened.append(1) or real(content))
    whole = {f"aoneill/{name}": content for name, content in files.items()}
    said = collected(download({**whole, "blee/03_rater.ipynb": notebook("bo")}))
    assert list(said["students"]) == ["aoneill", "blee"]
    assert len(opened) <= 6


@pytest.mark.parametrize(
    "name", ["timestamp.txt/a.csv", "Timestamp.TXT", "timestamp.txt.", f"{FILE}/a.csv"]
)
def test_no_file_takes_the_place_of_the_hand_in_time_or_the_notebook(
    name: str, download: Any, collected: Any, notebook: Any, tmp_path: Path
) -> None:
    inner = download({FILE: notebook("ana"), name: b"2020-01-01 00:00:00 UTC"}).read_bytes()
    said = collected(download({"aoneill/work.zip": inner}))
    assert list(said["students"]) == ["aoneill"]
    there = tree(tmp_path / "class" / "submitted")
    assert {one for one in there if one.count("/") > 1} == {f"aoneill/{LESSON}/{FILE}"}


def test_a_notebook_below_a_thousand_folders_is_told(
    download: Any, collected: Any, notebook: Any
) -> None:
    said = collected(download({f"{'a/' * 3000}{FILE}": notebook("ana")}))
    assert said["students"] == {}
    assert said["notes"]


def test_archives_are_opened_one_level_deep(download: Any, collected: Any, notebook: Any) -> None:
    content = download({"03_rater.ipynb": notebook("deep")}).read_bytes()
    for _ in range(3):
        content = download({"again.zip": content}).read_bytes()
    said = collected(download({"aoneill/again.zip": content}))
    assert said["students"] == {}
    assert "handed in no notebook, only again.zip" in notes(said)


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2], ids=["lzma", "bzip2"])
def test_a_damaged_member_of_any_compression_method_affects_nobody_else(
    packing: int, collected: Any, notebook: Any, tmp_path: Path
) -> None:
    path = tmp_path / "packed.zip"
    with zipfile.ZipFile(path, "w", packing) as archive:
        for student in ("aoneill", "blee"):
            archive.writestr(f"{student}/{FILE}", notebook(student))
    content = bytearray(path.read_bytes())
    content[200:260] = b"\xff" * 60
    path.write_bytes(bytes(content))
    said = collected(path)
    assert "aoneill: it is damaged inside the archive" in notes(said)
    assert list(said["students"]) == ["blee"]


@pytest.mark.integration
def test_the_archives_of_a_class_are_not_all_kept_in_memory(download: Any) -> None:
    sizes = {f"{number:02}": 2_000_000 + number for number in range(12)}
    inner = {
        f"{name}/all.zip": download({f"{name}.ipynb": os.urandom(size)}).read_bytes()
        for name, size in sizes.items()
    }
    path = download(inner)
    del inner
    tracemalloc.start()
    with open_download(path) as listing:
        read = {entry.name: len(entry.read()) for entry in listing.entries}
        kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == {f"{name}.ipynb": size for name, size in sizes.items()}
    assert kept < 3 * 2_000_000


def test_reading_an_archive_again_is_not_counted_again(
    download: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grading_helpers.instructor.lms.incoming.download.MOST_BYTES", 250_000)
    inner = {
        f"{name}/all.zip": download({f"{name}.ipynb": os.urandom(100_000)}).read_bytes()
        for name in "ab"
    }
    with open_download(download(inner)) as listing:
        assert [len(entry.read()) for entry in listing.entries * 2] == [100_000] * 4


@pytest.mark.parametrize("damage", ["checksum", "compressed"])
def test_a_broken_member_is_reported_and_the_others_are_collected(
    damage: str, download: Any, collected: Any, notebook: Any
) -> None:
    path = download({"aoneill/03_rater.ipynb": notebook("a"), "blee/03_rater.ipynb": notebook("b")})
    content = bytearray(path.read_bytes())
    if damage == "checksum":
        place = content.index(b"PK\x01\x02")
        content[place + 16 : place + 20] = b"\0\0\0\0"
    else:
        content[200:260] = b"\xff" * 60
    path.write_bytes(bytes(content))
    said = collected(path)
    assert "aoneill: it is damaged inside the archive" in notes(said)
    assert list(said["students"]) == ["blee"]


def test_an_encrypted_member_is_reported(download: Any, collected: Any, notebook: Any) -> None:
    path = download({"aoneill/03_rater.ipynb": notebook("a"), "blee/03_rater.ipynb": notebook("b")})
    content = bytearray(path.read_bytes())
    place = content.index(b"PK\x01\x02")
    content[place + 8] |= 1
    path.write_bytes(bytes(content))
    said = collected(path)
    assert "it is encrypted" in notes(said)
    assert list(said["students"]) == ["blee"]


def test_a_broken_archive_from_a_student_affects_nobody_else(
    download: Any, collected: Any, notebook: Any
) -> None:
    said = collected(
        download({"aoneill/all.zip": b"PK no zip", "blee/03_rater.ipynb": notebook("b")})
    )
    assert "aoneill/all.zip: this zip file cannot be read" in notes(said)
    assert said["notes"][0]["cure"] == "ask the student for the notebook itself"
    assert list(said["students"]) == ["blee"]


def test_undeclared_utf_8_names_in_a_zip_are_read_correctly(tmp_path: Path) -> None:
    path = tmp_path / "canvas.zip"
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("müller_1003_1_03_rater.ipynb", b"")
    content = bytearray(memory.getvalue())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(header) + flags
        content[place : place + 2] = b"\0\0"
    path.write_bytes(bytes(content))
    with open_download(path) as listing:
        assert [entry.name for entry in listing.entries] == ["müller_1003_1_03_rater.ipynb"]


@pytest.mark.parametrize(
    "encoding", ["cp850", "cp437", "cp1252", "cp852", "cp866", "cp932", "gb18030", "cp949"]
)
def test_names_in_older_encodings_of_windows_are_read_correctly(
    encoding: str, tmp_path: Path
) -> None:
    names = {
        "cp850": ["Øystein Åsgård", "Ana Muñoz", "Íde Ó Dónaill"],
        "cp437": ["Änne Müller", "José Peña", "François Bâtard"],
        "cp1252": ["Øystein Åsgård", "Änne Müller"],
        "cp852": ["Łucja Dąbrowska", "Paweł Łęcki", "Jiří Dvořák"],
        "cp866": ["Иванов Пётр", "Петрова Анна"],
        "cp932": ["佐藤 さくら", "高橋 健"],
        "gb18030": ["王伟", "李欣怡", "张婷婷"],
        "cp949": ["김민수", "이서연"],
    }[encoding]
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr(
                "x" * len(name.encode(encoding)) + f"_{number}_assignsubmission_file/a.ipynb", b"{}"
            )
    content = memory.getvalue()
    for number, name in enumerate(names):
        own = f"_{number}_assign".encode()
        raw = name.encode(encoding)
        content = content.replace(b"x" * len(raw) + own, raw + own)
    path = tmp_path / "windows.zip"
    path.write_bytes(content)
    with open_download(path) as listing:
        found = {entry.path.partition("_")[0] for entry in listing.entries}
    assert found == set(names)


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("03_rater.ipynb", "is a single notebook. Put it into a folder that has the student's id"),
        ("all.7z", "is packed in a format that is not read. Unpack it, and pass the folder"),
        ("all.tar.gz", "is packed in a format that is not read. Unpack it, and pass the folder"),
        ("all.zip", "is neither a folder nor a readable zip file"),
    ],
)
def test_what_to_do_with_a_file_that_is_no_zip_depends_on_what_it_is(
    name: str, cure: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(b"no zip")
    with pytest.raises(CommandError, match=re.escape(cure)), open_download(path):
        pass


def test_files_that_systems_leave_behind_are_ignored(
    download: Any, collected: Any, notebook: Any
) -> None:
    junk = {
        "__MACOSX/blee/._03_rater.ipynb": b"x",
        "blee/.DS_Store": b"x",
        "blee/.ipynb_checkpoints/03_rater-checkpoint.ipynb": notebook("stale"),
    }
    said = collected(download({"blee/03_rater.ipynb": notebook("bo"), **junk}))
    assert said["notes"] == []
    assert said["exit"] == 0


@pytest.mark.parametrize("name", [".drafts/03_rater.ipynb", ".ipynb/03_rater.ipynb", ".03.ipynb"])
def test_a_notebook_with_a_hidden_name_in_a_zip_is_reported(
    name: str, download: Any, collected: Any, notebook: Any
) -> None:
    inner = {name: notebook("b"), "__MACOSX/._03_rater.ipynb": b"x", ".DS_Store": b"x"}
    said = collected(download({"blee/work.zip": zipped(inner)}))
    assert "blee" not in said["students"]
    assert f"blee/work.zip/{name}" in notes(said)
    assert "name in its path begins with a dot" in notes(said)
    assert "MACOSX" not in notes(said)


@pytest.mark.parametrize("inner", [{}, {"__MACOSX/03_rater.ipynb": b"{}"}], ids=["none", "hidden"])
def test_a_zip_of_a_student_without_any_file_is_reported(
    inner: Files, download: Any, collected: Any
) -> None:
    said = collected(download({"blee/work.zip": zipped(inner)}))
    assert "blee/work.zip: there is no file in this zip file" in notes(said)


def test_a_full_disk_is_reported_for_each_student_and_nothing_is_half_written(
    download: Any, collected: Any, notebook: Any, klass: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if "aoneill" in str(target):
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    said = collected(
        download({"aoneill/03_rater.ipynb": notebook("a"), "blee/03_rater.ipynb": notebook("b")})
    )
    assert "the notebook could not be written (No space left on device)" in notes(said)
    assert said["students"]["blee"]["placed"] == "new"
    assert list((klass / "submitted" / "aoneill" / LESSON).iterdir()) == []


NAMES = st.lists(
    st.sampled_from([*"ab_/.\\-() 0123456789é🦊\n", "..", "_1_2_", "_assignsubmission_file_"]),
    min_size=1,
    max_size=12,
).map(lambda parts: "".join(parts) + ".ipynb")


@pytest.mark.integration
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(files=st.dictionaries(NAMES, st.binary(max_size=30), min_size=1, max_size=6))
def test_no_name_and_no_content_stops_the_command_or_is_written_elsewhere(
    files: Files, download: Callable[..., Path], run: Any, tmp_path: Path, klass: Path
) -> None:
    path = download(files)
    before = tree(tmp_path)
    result = run("collect", LESSON, path, "--json")
    assert result.exit_code in (0, 1, 2), result.exception
    assert json.loads(result.stdout)["exit"] == result.exit_code
    assert tree(tmp_path) - before <= {f"{klass.name}/{name}" for name in OF_THE_RUN}
    assert before <= tree(tmp_path)
    path.unlink()


def test_a_download_without_files_is_refused(tmp_path: Path, run: Any) -> None:
    (tmp_path / "empty").mkdir()
    assert run("collect", LESSON, tmp_path / "empty").exit_code == 2
