"""A folder is brought up to date, and other files in it are not changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grading_helpers.instructor.publishing import folder as module
from grading_helpers.instructor.publishing.folder import MANIFEST, PublishError, update

FIRST = {"README.md": b"one\n", "lessons/a/a.ipynb": b"a\n", "lessons/b/b.ipynb": b"b\n"}
SECOND = {"README.md": b"two\n", "lessons/a/a.ipynb": b"a\n"}


def held(folder: Path) -> dict[str, bytes]:
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder into which the first files were written."""
    home = tmp_path / "students"
    assert update(home, FIRST).written == tuple(FIRST)
    return home


def test_a_second_run_writes_removes_and_keeps_the_right_files(folder: Path) -> None:
    changes = update(folder, SECOND)
    assert held(folder) == SECOND
    assert changes.written == ("README.md",)
    assert changes.removed == ("lessons/b/b.ipynb",)
    assert changes.unchanged == ("lessons/a/a.ipynb",)
    assert not (folder / "lessons" / "b").exists()


def test_nothing_is_written_if_everything_is_up_to_date(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "write_atomically", lambda *_: pytest.fail("written"))
    changes = update(folder, FIRST)
    assert not changes.written
    assert not changes.removed


def test_git_files_and_traces_of_work_are_ignored(folder: Path) -> None:
    mine = {".git/HEAD": b"ref", ".venv/x/y": b"1", "lessons/b/progress.json": b"{}"}
    mine |= {
        "grading_helpers/__pycache__/a.pyc": b"0",
        "x.egg-info/top": b"",
        "lessons/.DS_Store": b"",
    }
    for name, content in mine.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    update(folder, SECOND)
    assert held(folder) == SECOND | mine


def test_a_strange_file_stops_it_before_anything_is_written(folder: Path) -> None:
    (folder / "syllabus.pdf").write_bytes(b"mine")
    with pytest.raises(PublishError, match=r"syllabus\.pdf.*--force"):
        update(folder, SECOND)
    assert held(folder) == FIRST | {"syllabus.pdf": b"mine"}


def test_a_new_clone_with_somebodys_readme_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# students")
    with pytest.raises(PublishError, match=r"README\.md"):
        update(tmp_path, FIRST)
    assert held(tmp_path) == {"README.md": b"# students"}


def test_an_edited_published_file_is_not_overwritten(folder: Path) -> None:
    (folder / "README.md").write_bytes(b"my own words\n")
    with pytest.raises(PublishError, match=r"README\.md"):
        update(folder, SECOND)
    assert (folder / "README.md").read_bytes() == b"my own words\n"


def test_an_edited_file_that_is_no_longer_published_is_not_removed(folder: Path) -> None:
    (folder / "lessons/b/b.ipynb").write_bytes(b"annotated\n")
    with pytest.raises(PublishError, match=r"b\.ipynb"):
        update(folder, SECOND)
    assert (folder / "lessons/b/b.ipynb").is_file()


def test_force_overwrites_published_files_and_leaves_others_alone(folder: Path) -> None:
    (folder / "README.md").write_bytes(b"my own words\n")
    (folder / "syllabus.pdf").write_bytes(b"mine")
    changes = update(folder, SECOND, force=True)
    assert held(folder) == SECOND | {"syllabus.pdf": b"mine"}
    assert changes.left_alone == ("syllabus.pdf",)


def test_line_endings_changed_by_git_are_not_an_edit(folder: Path) -> None:
    (folder / "README.md").write_bytes(b"one\r\n")
    update(folder, SECOND)
    assert held(folder) == SECOND


def test_a_lost_manifest_is_rebuilt_if_the_files_are_the_same(folder: Path) -> None:
    before = (folder / MANIFEST).read_bytes()
    (folder / MANIFEST).unlink()
    update(folder, FIRST)
    assert (folder / MANIFEST).read_bytes() == before


def test_an_interrupted_run_can_be_repeated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    third = {"README.md": b"two\n", "lessons/a/a.ipynb": b"new\n", "lessons/c/c.ipynb": b"c\n"}
    write = module.write_atomically

    def fail(path: Path, content: bytes) -> None:
        if path.name == "c.ipynb":
            raise OSError("No space left on device")
        write(path, content)

    with monkeypatch.context() as full:
        full.setattr(module, "write_atomically", fail)
        with pytest.raises(OSError, match="No space"):
            update(folder, third)
    assert (folder / "README.md").read_bytes() == b"two\n"
    update(folder, third)
    assert held(folder) == third


def test_an_interrupted_run_can_be_followed_by_another_version(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> None:
        raise OSError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(module, "_remove", lambda *_: fail(folder))
        with pytest.raises(OSError, match="gone"):
            update(folder, SECOND)
    update(folder, FIRST)
    assert held(folder) == FIRST


def test_a_damaged_manifest_is_reported_with_the_fix(folder: Path) -> None:
    (folder / MANIFEST).write_text("{")
    with pytest.raises(PublishError, match=r"\.published\.json is damaged.*To fix: delete it"):
        update(folder, SECOND)
    assert held(folder) == FIRST


@pytest.mark.parametrize("name", ["../victim", "/etc/victim", ".git/config", "a/../../victim"])
def test_a_manifest_cannot_have_files_removed_elsewhere(folder: Path, name: str) -> None:
    victim = folder.parent / "victim"
    victim.write_text("mine")
    manifest = json.loads((folder / MANIFEST).read_text())
    manifest["files"][name] = None
    (folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(PublishError, match="names"):
        update(folder, SECOND)
    assert victim.is_file()


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    elsewhere, home = tmp_path / "elsewhere", tmp_path / "students"
    elsewhere.mkdir()
    home.mkdir()
    (home / "lessons").symlink_to(elsewhere)
    with pytest.raises(PublishError, match="through a link"):
        update(home, FIRST, force=True)
    assert list(elsewhere.iterdir()) == []
