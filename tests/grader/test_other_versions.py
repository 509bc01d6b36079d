"""Students work with other versions: that is recorded, told, and can be graded with."""

from __future__ import annotations

import json
import os
import shutil
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile.lesson import ANSWERS, TESTS, TOTALS, as_bytes, extra, filled_in
from typer.testing import CliRunner, Result

from grading_helpers.checking import examine
from grading_helpers.instructor.cli import app
from grading_helpers.instructor.grader.submission.other_versions import versions_in
from grading_helpers.versions import differing_versions, versions, versions_metadata

pytestmark = pytest.mark.integration

LESSON = "07_fans"
# An answer that is right with the students' pandas only.
NEEDS_2 = "\n".join(
    [
        TOTALS.splitlines()[0],
        "    from importlib.metadata import version",
        "    if version('pandas') != '2.3.3': return {}",
        *TOTALS.splitlines()[1:],
    ]
)
# What `check` does, in short: it finds another result with another pandas, and names a mistake.
CHECK = """from importlib.metadata import version
from IPython.display import display
words = "✓ Matches on" if version("pandas") == "2.3.3" else "◐ Not yet. A mistake on"
display({"text/plain": f"{words} this data. Tried."}, raw=True)"""
MATCHES = {"text/plain": ["✓ Matches on this data. Tried."]}


@pytest.fixture(scope="module")
def older() -> Iterator[Path]:
    """Another interpreter with the libraries of this one, which says that its pandas is older.

    It is beside this environment, because the sandbox hides folders for temporary files.
    """
    place = Path(tempfile.mkdtemp(prefix="older", dir=sys.prefix))
    venv.create(place, symlinks=True, with_pip=False)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = place / "lib" / version / "site-packages"
    (packages / "these.pth").write_text(sysconfig.get_path("purelib"))
    about = packages / "pandas-2.3.3.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: pandas\nVersion: 2.3.3\n")
    yield place / "bin" / "python"
    shutil.rmtree(place)


@pytest.fixture
def here(here: Path) -> Path:
    """The course folder in which zoe worked with an older pandas, as ada did."""
    for student, answers in (("ada", ANSWERS), ("zoe", ANSWERS | {"totals": NEEDS_2})):
        notebook = filled_in(answers)
        notebook["metadata"]["language_info"] = {"version": sys.version.split()[0]}
        recorded = {"focus_on_customers": {"versions": {"pandas": "2.3.3"}}}
        output = {"output_type": "display_data", "data": MATCHES, "metadata": recorded}
        notebook["cells"].append(extra(CHECK) | {"outputs": [output]})
        path = here / "submitted" / student / LESSON / f"{LESSON}.ipynb"
        path.write_bytes(as_bytes(notebook))
    return here


def course(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["grade", *map(str, words)])


def test_who_lost_points_with_other_versions_is_named_and_can_be_graded_with_them(
    here: Path, older: Path
) -> None:
    said = " ".join(course(LESSON).output.split())
    assert "zoe: worked with pandas 2.3, was graded with pandas" in said
    assert f"course grade {LESSON} zoe --force --python" in said
    assert "ada: worked" not in said, "she lost nothing"
    graded = here / "autograded" / "zoe" / LESSON / f"{LESSON}.ipynb"
    assert "You worked with pandas 2.3, where check said that your answer" in graded.read_text()
    assert "A mistake on" not in str(json.loads(graded.read_text())["cells"][-1]["outputs"])
    again = json.loads(course(LESSON, "zoe", "--force", "--python", older, "--json").stdout)
    assert again["versions"]["pandas"] == "2.3.3"
    assert again["other_versions"] == {}
    assert again["sandbox"] == "full" or os.environ.get("CI")
    (zoe,) = again["results"]
    assert {name: score["score"] for name, score in zoe["scores"].items()} == dict(TESTS)
    assert "✓ Matches on" in str(json.loads(graded.read_text())["cells"][-1]["outputs"])


CAUSES = {
    "missing": "cannot be run as Python (No such file or directory). Name the interpreter",
    "a folder": "cannot be run as Python (Permission denied). Name the interpreter",
    "not Python": "cannot be run as Python (it does not answer as Python does). Name",
    "fails": "cannot be run as Python (it ended with exit code 1). Name",
    "no libraries": "Install the students' package there",
    "cluster": "--cluster",
}


@pytest.mark.parametrize("kind", CAUSES)
def test_an_interpreter_that_cannot_grade_is_refused_in_one_line(
    kind: str, here: Path, older: Path
) -> None:
    bare = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}"
    options = {
        "missing": [here / "none"],
        "a folder": [older.parent],
        "not Python": [shutil.which("true") or "/bin/true"],
        "fails": [shutil.which("false") or "/bin/false"],
        "no libraries": [bare],
        "cluster": [older, "--cluster", "tcp://127.0.0.1:1"],
    }
    said = course(LESSON, "--python", *options[kind])
    assert said.exit_code == 2
    assert CAUSES[kind] in said.stderr
    assert not (here / "autograded").exists()
    assert "Traceback" not in said.output


def test_check_records_the_versions_beside_its_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[dict[str, object]] = []
    monkeypatch.setattr(examine, "display", lambda _, metadata: shown.append(metadata))
    examine.check_function(lambda survey: {})
    notebook = {"cells": [{"outputs": [{"metadata": shown[0]}]}]}
    python = {"metadata": {"language_info": {"version": "3.12.1"}}}
    assert versions_in(notebook) == versions()
    assert versions_in(python | notebook | {"cells": 7}) == {"Python": "3.12.1"}


@pytest.mark.parametrize("forged", [7, {}, "x" * 99, "1" * 99, "$(rm)", None, ["3"], "3\n1"])
def test_a_forged_record_is_not_repeated(forged: object) -> None:
    metadata = {"focus_on_customers": {"versions": {"pandas": forged, "rm": "1"}}}
    assert versions_in({"cells": [{"outputs": [{"metadata": metadata}, forged]}, forged]}) == {}
    assert versions_in({"cells": [], "metadata": {"language_info": forged}}) == {}


def test_only_a_new_minor_version_is_a_difference() -> None:
    ours = {"Python": "3.11.7", "pandas": "3.0.1", "numpy": "2.3.0"}
    assert differing_versions({"Python": "3.11.2", "pandas": "3.0.9"}, ours) == {}
    assert differing_versions({"pandas": "2.3.3", "rich": "1"}, ours) == {"pandas": "2.3"}
    assert versions_metadata()["focus_on_customers"]["versions"]["Python"]
