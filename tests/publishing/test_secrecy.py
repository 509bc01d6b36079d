"""Nothing that only instructors may see is in the students' repository.

The secrets are found here independently of the code that publishes the course.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from grading_helpers.checking.inputs import build_input
from grading_helpers.checking.outcomes import known_exercises
from grading_helpers.checking.results import read, same
from grading_helpers.instructor.authoring.course import Course, ReadLesson
from grading_helpers.instructor.authoring.outcomes import function_of
from grading_helpers.instructor.authoring.repository import Repository
from grading_helpers.instructor.publishing.folder import PublishError
from grading_helpers.instructor.publishing.publish import publish
from grading_helpers.instructor.publishing.student_files import UnknownFileError

pytestmark = pytest.mark.integration

REGIONS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")
# An import reveals nothing.
IMPORT = re.compile(r"(from [\w.]+ )?import [\w ,]+")
# What a question is about, and how exact an answer must be, stand in the banks, too.
DECLARED = re.compile(r'concept="[\w.]+",|tolerance=[\d.]+,|unit="[^"]*",')
# Lines of the package that also occur in some answer, and reveal nothing about it.
COMMON = {
    'plt.close("all")',
    "table = pd.DataFrame(",
    "return pd.Series(",
    "return pd.Series(result, dtype=object)",
    "return dict(",
    "return False",
    "low, high = (",
    "except ValueError:",
    "for value in values",
    "if not found:",
    "return letters",
    "return paths",
    "return verdict",
    "return labels",
    "return table",
    'warnings.simplefilter("ignore")',
    'axes.set(xlabel="retention", ylabel="lifetime value")',
}


def regions(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each line of a lesson and whether only instructors may see it."""
    inside = False
    for line in text.splitlines():
        if line.strip().startswith("### BEGIN "):
            assert line.strip().removeprefix("### BEGIN ") in REGIONS
            inside = True
        yield line.strip(), inside
        inside = inside and not line.strip().startswith("### END ")


@pytest.fixture(scope="session")
def secrets(course: Course) -> dict[str, str]:
    """Each distinctive line that only instructors may see, and where it is from."""
    seen, hidden = set[str](), dict[str, str]()
    for file in course.root.glob("course/*/lesson.md"):
        for line, is_hidden in regions(file.read_text("utf-8")):
            if is_hidden:
                hidden[line] = f"{file.parent.name}/lesson.md"
            else:
                seen.add(line)
    for file in course.root.glob("course/*/exercises/*/*.py"):
        tree = ast.parse(file.read_text("utf-8"))
        message = tree.body[0].end_lineno or 0
        code = file.read_text("utf-8").splitlines()[message:]
        hidden |= {line.strip(): f"{file.parent.name}/{file.name}" for line in code}
    everything = "\n".join(seen)
    return {
        line: home for line, home in hidden.items() if len(line) >= 12 and line not in everything
    }


def texts(name: str, content: bytes) -> str:
    """Return the text of a file; of a JSON file, the text in its strings."""
    text = content.decode("utf-8")
    if not name.endswith((".json", ".ipynb")):
        return text
    return "\n".join(strings(json.loads(text)))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


@pytest.fixture(scope="session")
def published_texts(published_files: dict[str, bytes]) -> dict[str, str]:
    """The text of each published file."""
    return {name: texts(name, content) for name, content in published_files.items()}


def test_secrets_are_found_for_every_exercise(
    secrets: dict[str, str], lessons: list[ReadLesson]
) -> None:
    assert len(secrets) > 3000
    homes = set(secrets.values())
    for one in lessons:
        assert f"{one.lesson.name}/lesson.md" in homes or not one.lesson.tests
        for name in one.exercises:
            assert any(home.startswith(f"{name}/") for home in homes), name


def test_no_line_of_a_solution_a_hidden_test_or_the_corpus_is_published(
    secrets: dict[str, str], published_texts: dict[str, str]
) -> None:
    looked_for = {
        line: home
        for line, home in secrets.items()
        if line not in COMMON and not IMPORT.fullmatch(line) and not DECLARED.fullmatch(line)
    }
    tables = {name for name in published_texts if name.endswith(".csv")}
    whole = {name: set(text.splitlines()) for name, text in published_texts.items()}
    for name, text in published_texts.items():
        found = [
            (line, home)
            for line, home in looked_for.items()
            if (line in whole[name] if name in tables else line in text)
        ]
        assert found == [], name


def test_no_marker_of_nbgrader_and_no_output_is_published(
    published: Path, published_texts: dict[str, str]
) -> None:
    for name, text in published_texts.items():
        assert not any(f"BEGIN {region}" in text for region in REGIONS), name
    for file in published.glob("lessons/*/*.ipynb"):
        for cell in nbformat.read(file, as_version=4).cells:
            assert not cell.get("outputs"), file
            assert "assert_" not in cell.source, file


def test_only_the_messages_of_wrong_answers_are_published_from_the_corpus(
    course: Course, published_texts: dict[str, str]
) -> None:
    homes: dict[str, set[str]] = {}
    for file in course.root.glob("course/*/exercises/*/*.py"):
        docstring = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
        opening = " ".join(docstring.split("\n\n")[0].split())
        allowed = homes.setdefault(opening, set())
        if file.name.startswith("wrong_"):
            allowed.add(f"grading_helpers/outcomes/{file.parts[-4]}.json")
        if file.name not in {"contract.py", "practice.py"}:
            assert not any(file.stem in text for text in published_texts.values()), file
    assert len(homes) > 300
    for opening, allowed in homes.items():
        assert {name for name, text in published_texts.items() if opening in text} <= allowed


def test_the_fails_lines_of_the_corpus_are_not_published(published_texts: dict[str, str]) -> None:
    assert not any("\nFails: " in text for text in published_texts.values())


def test_only_prose_mentions_instructors(published_texts: dict[str, str]) -> None:
    for name, text in published_texts.items():
        assert "instructor" not in name
        assert "grading_helpers.instructor" not in text, name
        assert "instructor/" not in text, name
        if not name.startswith(("lessons/", "grading_helpers/banks/")):
            assert "instructor" not in text.lower(), name


def parts(value: Any) -> Iterator[Any]:
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        yield from parts(part)


def test_no_right_result_is_published_in_plain_text(
    lessons: list[ReadLesson], published_files: dict[str, bytes]
) -> None:
    rights = [
        (one.lesson.answers[name].source, one.lesson.setup, exercise)
        for one in lessons
        for name, exercise in one.exercises.items()
    ]
    shipped = [
        part
        for name, content in published_files.items()
        if name.startswith("grading_helpers/outcomes/") and name.endswith(".json")
        for part in parts(json.loads(content))
        if isinstance(part, dict | list) and len(part) > 1
    ]
    parts_read = [(part, len(read(part))) for part in shipped]
    for solution, setup, exercise in rights:
        function = function_of(solution, setup, exercise.name)
        assert function
        case = known_exercises()[exercise.name].cases[0]
        result = function(*map(build_input, case.inputs))
        leaves = len(read(result))
        if leaves > 1:
            alike = [part for part, count in parts_read if count == leaves]
            found = [part for part in alike if same(part, result, exercise.recipe.tolerance)]
            assert found == [], exercise.name


def test_each_file_of_the_package_is_the_same_as_in_the_course(
    course: Course, published_files: dict[str, bytes]
) -> None:
    names = [name for name in published_files if name.startswith("grading_helpers/")]
    assert len(names) > 80
    for name in names:
        assert published_files[name] == (course.root / name).read_bytes()


def test_nothing_else_is_published(published: Path, lessons: list[ReadLesson]) -> None:
    assert {path.name for path in published.iterdir()} == {
        ".gitattributes",
        ".gitignore",
        ".published.json",
        "LICENSE",
        "LICENSE-CONTENT",
        "README.md",
        "environment.yml",
        "grading_helpers",
        "lessons",
        "postBuild",
        "pyproject.toml",
    }
    names = [one.lesson.name for one in lessons]
    expected = {"DATA.md", "references.md", *names, *(f"{name}/{name}.ipynb" for name in names)}
    home = published / "lessons"
    assert {path.relative_to(home).as_posix() for path in home.rglob("*")} == expected


def damage(course: Course, source: str) -> None:
    path = course.release("03_rater")
    notebook = nbformat.read(path, as_version=4)
    next(cell for cell in notebook.cells if cell.id == "csat_by_store").source = source
    nbformat.write(notebook, path)


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("lesson.md", 'rated = survey["csat"].notna()'),
        ("lesson.md", "assert_keeps_input(csat_by_store, blanks)"),
        ("right_crosstab.py", "share = 100 * counts[True] / counts.sum(axis=1)"),
        (
            "wrong_top_box_only.py",
            'satisfied = survey["csat"].eq(5).where(rated).astype(float) * 100',
        ),
    ],
    ids=["solution", "hidden_test", "right_answer", "wrong_answer"],
)
def test_a_release_that_shows_a_secret_is_not_published(
    small_course: Course,
    small_lessons: list[ReadLesson],
    students: Path,
    where: str,
    line: str,
) -> None:
    damage(small_course, f"def csat_by_store(survey):\n    {line}\n")
    with pytest.raises(PublishError, match=r"03_rater\.ipynb shows") as refused:
        publish(small_course, small_lessons, students, Repository("hr/students"))
    assert where in str(refused.value)
    assert not students.exists()


def test_an_unknown_file_in_the_package_stops_publishing(
    small_course: Course,
    small_lessons: list[ReadLesson],
    students: Path,
) -> None:
    (small_course.package / "data" / "answers.txt").write_text("41.65")
    with pytest.raises(UnknownFileError, match=r"grading_helpers/data/answers\.txt is neither"):
        publish(small_course, small_lessons, students, Repository("hr/students"))
    assert not students.exists()
