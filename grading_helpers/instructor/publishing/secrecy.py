"""Find solutions and hidden tests in files that are about to be published.

The build and its proofs already keep them out of released notebooks. This checks the final files
once more, because nothing that was public can be made secret again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from grading_helpers.instructor.authoring.course import Course, ReadLesson

SECRET = re.compile(
    r"^[^\n]*### BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)[^\n]*\n(.*?)^[^\n]*### END \1",
    re.DOTALL | re.MULTILINE,
)
# Shorter lines, such as `return {`, reveal nothing.
SHORTEST = 12
BUILT = (".ipynb", ".json")


def secret_lines(lessons: Iterable[ReadLesson]) -> dict[str, Path]:
    """Return each line that only instructors may see, and the file it is from.

    These are the lines of solutions, hidden tests and mark schemes and of all answers in the
    corpus, except those that also occur in the visible text of a lesson.
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
    """Return a message for each secret line in a file that was built from lessons.

    Parameters
    ----------
    files : mapping of str to bytes
        The students' files, by path.
    secrets : mapping of str to Path
        Each line that only instructors may see, and the file it is from.
    course : Course
        The course, to whose folder paths in messages are relative.
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


def _strings(value: object) -> Iterator[str]:
    """Yield every string in a JSON document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _strings(part)
