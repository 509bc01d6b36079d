"""What students must not see, and whether a file shows it.

The build and its proofs keep solutions out of what is released. This looks once more, at the
very bytes that are about to leave, because what has been public cannot be taken back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from grading_helpers.instructor.authoring.course import Course, ReadLesson

SECRET = re.compile(
    r"^[^\n]*### BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)[^\n]*\n(.*?)^[^\n]*### END \1",
    re.DOTALL | re.MULTILINE,
)
# A shorter line, `return {` for instance, tells nobody anything.
SHORTEST = 12
BUILT = (".ipynb", ".json")


def secret_lines(lessons: Iterable[ReadLesson]) -> dict[str, Path]:
    """Return each line that only instructors may read, and the file it is from.

    Those are the lines of solutions, hidden tests and mark schemes, and the code of all
    answers of the corpus, unless the visible text of a lesson holds them as well.
    """
    texts = [one.lesson.text_file.read_text("utf-8") for one in lessons]
    open_text = "\n".join(SECRET.sub("", text) for text in texts)
    found: dict[str, Path] = {}
    for one, text in zip(lessons, texts, strict=True):
        hidden = "\n".join(match[2] for match in SECRET.finditer(text))
        answers = [answer for each in one.exercises.values() for answer in each.answers]
        sources = [(one.lesson.text_file, hidden), *((each.file, each.code) for each in answers)]
        for file, source in sources:
            found = dict.fromkeys(_telling(source), file) | found
    return {line: file for line, file in found.items() if line not in open_text}


def _telling(source: str) -> Iterator[str]:
    lines = (line.strip() for line in source.splitlines())
    return (line for line in lines if len(line) >= SHORTEST)


def leaks(files: Mapping[str, bytes], secrets: Mapping[str, Path], course: Course) -> list[str]:
    """Return what each file that is built from lessons shows of the secrets, in words.

    Parameters
    ----------
    files : mapping of str to bytes
        The students' files by their path.
    secrets : mapping of str to Path
        Each line that only instructors may read, and the file it is from.
    course : Course
        From whose folder files are named.
    """
    found = []
    for name, content in files.items():
        if name.endswith(BUILT):
            text = "\n".join(_strings(json.loads(content)))
            found += [
                f"{name} shows {line!r}, which is secret in {file.relative_to(course.root)}"
                for line, file in secrets.items()
                if line in text
            ]
    return found


def _strings(value: Any) -> Iterator[str]:
    """Yield every text of a JSON document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _strings(part)
