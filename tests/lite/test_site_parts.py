"""The parts of the static site that need neither JupyterLite nor a browser."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from grading_helpers.instructor.authoring.course import Course, ReadLesson, read_course
from grading_helpers.instructor.publishing.lite.jupyterlite import (
    JupyterLite,
    NoJupyterLiteError,
    find_jupyterlite,
)
from grading_helpers.instructor.publishing.lite.pyodide import (
    NoPyodideError,
    Pyodide,
    closure,
    pyodide_in,
    pyodide_on_the_web,
    site_lock,
)
from grading_helpers.instructor.publishing.lite.site import (
    MissingImportError,
    Packages,
    lesson_page,
    packages_of,
    page_settings,
)
from grading_helpers.instructor.publishing.lite.start_page import start_page
from grading_helpers.instructor.publishing.lite.wheels import installed_wheel, students_wheel

REQUIRED = ["filelock>=3", "ipykernel>=7.4,<8", "jupyterlab>=4", "ipywidgets>=8", "pandas>=2"]
FROM_PYODIDE = ("ipython", "matplotlib", "numpy", "pandas", "traitlets")


def pyodide_entry(name: str) -> dict[str, object]:
    return {"name": name, "depends": [], "imports": [name], "file_name": f"{name}.whl"}


@pytest.fixture
def pyodide() -> Pyodide:
    packages = {name: pyodide_entry(name) for name in FROM_PYODIDE}
    return Pyodide({"info": {"python": "3.14.2"}, "packages": packages}, "https://cdn.example/p/")


def older(pyodide: Pyodide) -> Pyodide:
    return replace(pyodide, lock={**pyodide.lock, "info": {"python": "3.12.7"}})


@pytest.fixture
def jupyterlite(tmp_path: Path) -> JupyterLite:
    return JupyterLite(Path("python"), tmp_path, "https://cdn.example/p/")


def names_in(content: bytes) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_the_students_wheel_requires_nothing_that_a_browser_lacks() -> None:
    wheel = students_wheel("focus-on-customers", "1.0", {"grading_helpers/a.py": b""}, REQUIRED)
    assert wheel.needs == ("ipywidgets", "pandas")
    assert wheel.imports == ("grading_helpers",)


def test_the_students_wheel_quietens_the_cache_of_fonts() -> None:
    wheel = students_wheel("focus-on-customers", "1.0", {"grading_helpers/a.py": b""}, [])
    name = "focus_on_customers-1.0.data/data/etc/ipython/ipython_config.py"
    text = zipfile.ZipFile(io.BytesIO(wheel.content)).read(name).decode()
    assert "matplotlib.font_manager" in text


def test_an_installed_package_becomes_a_wheel_without_compiled_code() -> None:
    wheel = installed_wheel("psygnal")
    assert "psygnal/__init__.py" in names_in(wheel.content)
    assert not [name for name in names_in(wheel.content) if name.endswith((".so", ".pyd", ".pyc"))]


def test_equal_packages_give_equal_wheels() -> None:
    assert installed_wheel("fsrs").digest == installed_wheel("fsrs").digest


def test_a_closure_holds_all_that_is_needed_once() -> None:
    packages = {"a": {"depends": ["b"]}, "b": {"depends": ["a", "C"]}, "c": {"depends": []}}
    assert closure(["A"], packages) == ["a", "b", "c"]


def test_packages_on_the_web_keep_their_address_and_ours_lie_beside(pyodide: Pyodide) -> None:
    wheel = students_wheel("focus-on-customers", "1.0", {"grading_helpers/a.py": b""}, [])
    packages = site_lock(pyodide, [wheel], [])["packages"]
    assert packages["pandas"]["file_name"] == "https://cdn.example/p/pandas.whl"
    assert packages["focus-on-customers"]["file_name"] == wheel.file_name


def test_what_is_copied_is_what_is_wanted(pyodide: Pyodide, tmp_path: Path) -> None:
    local = replace(pyodide, address="", folder=tmp_path)
    assert list(site_lock(local, [], ["pandas"])["packages"]) == ["pandas"]


@pytest.mark.integration
def test_every_lesson_finds_what_it_imports(
    course: Course, pyodide: Pyodide, jupyterlite: JupyterLite
) -> None:
    lessons = [one.lesson for one in read_course(course)]
    packages = packages_of(course, lessons, pyodide, jupyterlite)
    assert {"grading_helpers", "anywidget", "fsrs", "ipywidgets"} <= packages.modules
    assert "focus-on-customers" in packages.loaded


def test_a_lesson_that_imports_what_the_site_lacks_is_refused(
    course: Course, rater: ReadLesson, pyodide: Pyodide, jupyterlite: JupyterLite
) -> None:
    first = next(cell for cell in rater.lesson.cells if cell.kind == "code")
    worse = replace(first, source="import seaborn.objects\n" + first.source)
    cells = tuple(worse if cell is first else cell for cell in rater.lesson.cells)
    with pytest.raises(MissingImportError, match=r"lesson\.md:\d+: seaborn"):
        packages_of(course, [replace(rater.lesson, cells=cells)], pyodide, jupyterlite)


def settings_of_kernel(packages: Packages) -> dict[str, object]:
    [settings] = page_settings("A course", packages)["litePluginSettings"].values()
    return dict(settings)


def test_newer_pythons_are_loaded_as_modules(pyodide: Pyodide) -> None:
    packages = Packages(pyodide, (), site_lock(pyodide, [], []), ("micropip",))
    script = "static/pyodide/start_as_module.mjs"
    assert settings_of_kernel(packages)["pyodideUrl"] == f"./{script}"
    assert b"export const loadPyodide" in packages.files()[script]
    assert told_to_page(packages) | {"options": None} == {
        "script": script,
        "type": "module",
        "options": None,
    }


def test_older_pythons_are_loaded_as_scripts(pyodide: Pyodide) -> None:
    packages = Packages(pyodide, (), site_lock(older(pyodide), [], []), ("micropip",))
    script = "static/pyodide/start_as_script.js"
    assert settings_of_kernel(packages)["pyodideUrl"] == f"./{script}"
    assert b"importScripts" in packages.files()[script]


def test_python_itself_comes_from_the_address_of_pyodide(pyodide: Pyodide) -> None:
    packages = Packages(pyodide, (), site_lock(pyodide, [], []), ("micropip",))
    assert packages.settings["runtimeURL"] == "https://cdn.example/p/"


def test_the_kernel_does_not_search_for_what_nothing_needs(pyodide: Pyodide) -> None:
    packages = Packages(pyodide, (), site_lock(older(pyodide), [], []), ("micropip",))
    assert packages.settings["wanted"] == ["micropip"]
    assert packages.settings["packages"] == ["micropip", "ssl"]


def test_browsers_keep_python_until_its_packages_change(pyodide: Pyodide) -> None:
    lock = site_lock(older(pyodide), [], [])
    newer = site_lock(older(pyodide), [installed_wheel("fsrs")], [])
    digests = [
        Packages(pyodide, (), each, ("micropip",)).settings["digest"]
        for each in (lock, lock, newer)
    ]
    assert digests[0] == digests[1] != digests[2]


PAGE = b"""<html><head><title>JupyterLite</title><script>1</script></head>
<body class="a"></body></html>"""


def test_the_page_of_a_lesson_says_at_once_what_happens(pyodide: Pyodide) -> None:
    packages = Packages(pyodide, (), site_lock(older(pyodide), [], []), ("micropip",))
    page = lesson_page(PAGE, "A & B", packages).decode()
    assert '<html lang="en">' in page
    assert "<title>A &amp; B</title>" in page
    assert re.search(r'<body class="a">\s*<div [^>]*role="status"', page)
    assert "The lesson is opening." in page


def told_to_page(packages: Packages) -> dict[str, object]:
    """Return what a lesson's page tells the script that starts Python early."""
    page = lesson_page(PAGE, "A & B", packages).decode()
    return dict(json.loads(html.unescape(page.split('data-python="')[1].split('"')[0])))


def test_the_page_of_a_lesson_starts_python_first(pyodide: Pyodide) -> None:
    packages = Packages(pyodide, (), site_lock(older(pyodide), [], []), ("micropip",))
    page = lesson_page(PAGE, "A & B", packages).decode()
    assert page.index("start_early.js") < page.index("<script>1")
    assert told_to_page(packages) == {
        "script": "static/pyodide/start_as_script.js",
        "type": "classic",
        "options": packages.settings,
    }


def test_progress_counts_every_file_that_is_loaded(pyodide: Pyodide) -> None:
    packages = Packages(pyodide, (), site_lock(pyodide, [], []), ("pandas",))
    listed = json.loads(packages.files()["static/pyodide/files.json"])
    assert [address for address, _ in listed] == [
        "https://cdn.example/p/pyodide.asm.wasm",
        "https://cdn.example/p/python_stdlib.zip",
        "https://cdn.example/p/pandas.whl",
    ]


@pytest.mark.integration
def test_the_start_page_links_each_lesson_with_minutes_and_points(course: Course) -> None:
    page = start_page("A & B", [one.lesson for one in read_course(course)])
    assert "<h1>A &amp; B</h1>" in page
    assert 'href="lab/index.html?path=lessons/03_rater/03_rater.ipynb"' in page
    assert "<td>30</td><td>–</td>" in page
    assert page.count("<td>180</td><td>20</td>") == 4
    assert page.count("<td>210</td><td>20</td>") == 1


def test_a_folder_without_pyodide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoPyodideError, match=r"pyodide-lock\.json"):
        pyodide_in(tmp_path)


def test_an_address_that_does_not_answer_is_refused_in_words() -> None:
    with pytest.raises(NoPyodideError, match="--offline DIR"):
        pyodide_on_the_web("http://127.0.0.1:9/")


def test_without_jupyterlite_the_message_says_how_to_get_it(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    python.chmod(0o755)
    with pytest.raises(NoJupyterLiteError, match="lite"):
        find_jupyterlite(python)
