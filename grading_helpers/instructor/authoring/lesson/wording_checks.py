"""Check the words of a lesson: British spelling, typing errors, citations.

Two dictionaries of codespell are used: its list of typing errors, and, in reverse, its list of
British words with their American forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from grading_helpers.instructor.authoring.corpus import ExerciseFolder
from grading_helpers.instructor.authoring.faults import at_line, line_of, text_of
from grading_helpers.instructor.authoring.lesson.model import Lesson
from grading_helpers.instructor.diagnostics import Diagnostic

# American spellings that are also British words, names, or accepted in British English.
ALSO_BRITISH = {"dialog", "licensed", "license", "meter", "meters", "practice", "practices"}
ALSO_BRITISH |= {"practiced", "program", "programs", "story", "stories", "biased", "focused"}
ALSO_BRITISH |= {"focuses", "focusing", "judgment", "judgments", "cognizant", "writable"}
WORD = re.compile(r"[^\W\d_]+")
CODE = re.compile(r"```.*?```|`[^`\n]*`|\$[^$\n]*\$|https?://\S+", re.DOTALL)
# Lines of a bank that are names, not prose; their line ends stay, so that lines can be counted.
NAMES_IN_BANK = re.compile(r"^[ -]*(?:id|kind|concept|items|category|line):.*$", re.MULTILINE)
NAMES = r"[A-Z][\w'’-]+(?:(?:, | & | and )[A-Z][\w'’-]+)*(?: et al\.)?"
CITATION = re.compile(rf"({NAMES})(?:, | \()((?:18|19|20)\d\d)\b")
SURNAME = re.compile(r"[A-Z][\w'’-]+")


@cache
def corrections() -> dict[str, str]:
    """Return the correct spelling of each misspelt word."""
    typing, british = (_dictionary(f"dictionary{name}.txt") for name in ("", "_en-GB_to_en-US"))
    american = {theirs: ours for ours, theirs in british.items() if theirs not in ALSO_BRITISH}
    return {wrong: right for wrong, right in typing.items() if wrong not in british} | american


def _dictionary(name: str) -> dict[str, str]:
    text = files("codespell_lib").joinpath("data", name).read_text("utf-8")
    lines = (line.partition("->") for line in text.splitlines())
    return {wrong: right.split(",")[0].strip() for wrong, _, right in lines}


def spelling(text: str) -> Iterator[tuple[int, str, str]]:
    r"""Yield the line, the word and the correct spelling for each misspelt word.

    Examples
    --------
    >>> list(spelling("One colour,\nanother color: `color`"))
    [(2, 'color', 'colour')]
    """
    plain = CODE.sub(lambda match: "\n" * match[0].count("\n"), text)
    for match in WORD.finditer(plain):
        if better := corrections().get(match[0].lower()):
            yield plain[: match.start()].count("\n") + 1, match[0], better


def wording_faults(
    lesson: Lesson, exercises: dict[str, ExerciseFolder], references: str
) -> Iterator[Diagnostic]:
    """Yield misspelt words in a lesson, its bank and its messages, and citations without a source.

    Parameters
    ----------
    lesson : Lesson
        The lesson; only its prose is checked, not its code.
    exercises : dict of str to ExerciseFolder
        The exercises, whose messages and hints are checked.
    references : str
        The bibliography, with one work per line.
    """
    for cell in lesson.cells:
        if cell.kind == "markdown":
            yield from _spelling_faults(lesson.text_file, cell.source, cell.line)
            yield from citation_faults(lesson.text_file, cell.source, references, cell.line)
    for bank in (lesson.folder / "quiz.yml", lesson.folder / "warmups.yml"):
        text = NAMES_IN_BANK.sub("", text_of(bank)[0]) if bank.is_file() else ""
        yield from _spelling_faults(bank, text)
        yield from citation_faults(bank, text, references)
    for exercise in exercises.values():
        for answer in exercise.answers:
            yield from _spelling_faults(answer.file, answer.message)
        recipe = exercise.folder / "check.yml"
        for hint in exercise.recipe.hints:
            line = line_of(recipe.read_text("utf-8"), hint[:20])
            yield from _spelling_faults(recipe, hint, line)


def _spelling_faults(file: Path, text: str, first: int = 1) -> Iterator[Diagnostic]:
    for line, word, better in spelling(text):
        yield at_line(file, first + line - 1, f"{word!r} is misspelt here", f"write {better!r}")


def citation_faults(file: Path, text: str, references: str, first: int = 1) -> Iterator[Diagnostic]:
    """Yield a fault for each cited author and year that is not in the bibliography."""
    for match in CITATION.finditer(text):
        authors, year = SURNAME.findall(match[1]), match[2]
        works = [line for line in references.splitlines() if f"({year}" in line]
        if not any(all(author in line for author in authors) for line in works):
            line = first + text[: match.start()].count("\n")
            what = f"{match[0].strip()!r} is cited but missing from course/references.md"
            yield at_line(file, line, what, "add the work there, or correct the citation")
