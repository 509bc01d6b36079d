"""The JupyterHub configuration loads and agrees, and nobody can hand in for somebody else."""

from __future__ import annotations

import importlib
import os
import pwd
import re
from pathlib import Path

import pytest
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from grading_helpers.instructor.lms.exchange import OwnersCollect

pytestmark = pytest.mark.integration

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (DOCS / "deploy_jupyterhub.md").read_text("utf-8")
ME = pwd.getpwuid(os.getuid()).pw_name
COURSE, LESSON = "focus_on_customers", "03_rater"


def loaded(name: str, folder: Path = DOCS / "jupyterhub") -> Config:
    return PyFileConfigLoader(name, path=str(folder)).load_config()


def test_the_service_has_the_name_of_the_course_and_admits_only_instructors() -> None:
    hub = loaded("jupyterhub_config.py").JupyterHub
    (service,), (role,) = hub.services, hub.load_roles
    own = loaded("nbgrader_config.py", DOCS.parent)
    assert service["name"] == own.CourseDirectory.course_id == COURSE
    assert role["scopes"] == [f"access:services!service={COURSE}"]
    assert hub.load_groups == {role["groups"][0]: {"users": ["focus-teacher"]}}


def test_only_the_graders_pages_may_be_framed() -> None:
    hub = loaded("jupyterhub_config.py")
    (service,) = hub.JupyterHub.services
    assert "frame-ancestors 'self'" in service["command"][1]
    assert "frame-ancestors" not in str(hub.Spawner)


def test_students_and_grader_share_an_exchange() -> None:
    students, grader = loaded("nbgrader_students.py"), loaded("nbgrader_grader.py")
    assert students.Exchange.root == grader.Exchange.root
    assert students.CourseDirectory == grader.CourseDirectory
    module, _, name = grader.ExchangeFactory.collect.rpartition(".")
    assert getattr(importlib.import_module(module), name) is OwnersCollect


def test_the_students_nbgrader_settings_need_nothing_from_the_instructors_side() -> None:
    assert "instructor" not in str(loaded("nbgrader_students.py"))


def test_the_page_names_the_folders_and_accounts_in_the_files() -> None:
    hub = (DOCS / "jupyterhub" / "jupyterhub_config.py").read_text("utf-8")
    accounts = re.findall(r'"(focus-[a-z]+)"', hub)
    assert len(accounts) == 3
    assert all(name in PAGE for name in accounts)
    folders = set(re.findall(r"/srv/focus/(\w+)", PAGE))
    assert folders == {"exchange", "grader", "hub", "students"}
    for file in DOCS.glob("jupyterhub/*.py"):
        assert f"docs/jupyterhub/{file.name}" in PAGE


@pytest.fixture
def exchange(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An exchange in which Ana has handed in, and so has this account, once under Ana's name."""
    inbound = tmp_path / "exchange" / COURSE / "inbound"
    owner = Path.owner
    monkeypatch.setattr(Path, "owner", lambda it: "ana" if "by-ana" in it.name else owner(it))
    for claimed, hour, mark in (("ana", 8, "by-ana"), (ME, 9, "honest"), ("ana", 10, "forged")):
        folder = inbound / f"{claimed}+{LESSON}+2026-11-24 {hour:02}:00:00 UTC+{mark}"
        folder.mkdir(parents=True)
        (folder / f"{LESSON}.ipynb").write_text(mark)
        (folder / "timestamp.txt").write_text(f"2026-11-24 {hour:02}:00:00 UTC")
    return tmp_path / "exchange"


def collected(exchange: Path, config: Config | None = None) -> tuple[dict[str, str], str]:
    """Collect with the grader's settings; return the owner of each work, and the log."""
    config = config or loaded("nbgrader_grader.py")
    config.Exchange.root = str(exchange)
    config.CourseDirectory.root = str(exchange.parent)
    answer = NbGraderAPI(config=config).collect(LESSON)
    assert answer["success"], answer
    works = exchange.parent.glob(f"submitted/*/{LESSON}/{LESSON}.ipynb")
    return {path.parts[-3]: path.read_text() for path in works}, answer["log"]


def test_work_handed_in_under_another_name_belongs_to_its_owner(exchange: Path) -> None:
    works, log = collected(exchange)
    assert works == {"ana": "by-ana", ME: "forged"}
    assert f"claims to be from ana, but the file belongs to {ME}" in log


def test_the_work_of_a_deleted_account_affects_nobody_else(
    exchange: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = Path.owner

    def gone(path: Path) -> str:
        if "by-ana" in path.name:
            raise KeyError("getpwuid(): uid not found")
        return owner(path)

    monkeypatch.setattr(Path, "owner", gone)
    inbound = exchange / COURSE / "inbound"
    next(inbound.glob("*forged")).rename(inbound / f"{ME}+{LESSON}+2026-11-24 07:00:00 UTC+old")
    works, _ = collected(exchange)
    assert works[ME] == "honest"
    assert "by-ana" in works.values()


def hand_in(exchange: Path, name: str, mark: str = "") -> Path:
    """Put a folder into the exchange as ``nbgrader submit`` does, or nearly so."""
    folder = exchange / COURSE / "inbound" / name
    folder.mkdir(parents=True)
    (folder / f"{LESSON}.ipynb").write_text(mark)
    (folder / "timestamp.txt").write_text("2026-11-24 23:00:00 UTC")
    return folder


LATER = f"{ME}+{LESSON}+2026-11-24 23:00:00 UTC+later"


@pytest.mark.parametrize(
    ("target", "said"),
    [("by-ana", "it is a link"), ("nothing", "it is a link")],
    ids=["to_the_work_of_another", "to_nowhere"],
)
def test_a_link_is_skipped_and_affects_nobody(exchange: Path, target: str, said: str) -> None:
    inbound = exchange / COURSE / "inbound"
    (inbound / LATER).symlink_to(next(inbound.glob(f"*{target}"), inbound / "nowhere"))
    works, log = collected(exchange)
    assert works == {"ana": "by-ana", ME: "forged"}
    assert f"{LATER} was skipped: {said}" in log


@pytest.mark.parametrize("target", ["by-ana", "nothing"])
def test_a_submission_with_a_link_in_it_is_skipped_for_the_one_before(
    exchange: Path, target: str
) -> None:
    inbound = exchange / COURSE / "inbound"
    file = hand_in(exchange, LATER) / f"{LESSON}.ipynb"
    file.unlink()
    file.symlink_to(next(inbound.glob(f"*{target}"), inbound / "nowhere") / f"{LESSON}.ipynb")
    works, log = collected(exchange)
    assert works == {"ana": "by-ana", ME: "forged"}
    assert f"it contains a link, {LESSON}.ipynb" in log


def test_an_entry_without_a_time_or_that_is_not_a_folder_affects_nobody(exchange: Path) -> None:
    hand_in(exchange, f"{ME}+{LESSON}+soon+x")
    (exchange / COURSE / "inbound" / LATER).write_text("no folder")
    works, log = collected(exchange)
    assert works == {"ana": "by-ana", ME: "forged"}
    assert "its name contains no time" in log
    assert f"{LATER} was skipped: it is not a folder" in log


def test_work_that_cannot_be_copied_is_reported_and_affects_nobody_else(exchange: Path) -> None:
    hand_in(exchange, LATER, "too long").joinpath("big.bin").write_bytes(b"0" * 2_000_000)
    config = loaded("nbgrader_grader.py")
    config.CourseDirectory.max_dir_size = 1000
    works, log = collected(exchange, config)
    assert works == {"ana": "by-ana"}
    assert f"{LATER} could not be copied" in log
