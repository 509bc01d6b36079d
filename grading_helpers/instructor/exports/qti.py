"""A package in the QTI format, which Canvas imports, made with text2qti.

text2qti holds choices, numbers, short answers and essays. Every other kind becomes questions of
these kinds, and the remarks say how.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from text2qti.config import Config
from text2qti.err import Text2qtiError
from text2qti.qti import QTI
from text2qti.quiz import Quiz as CanvasQuiz

from grading_helpers.instructor.exports.parts import COURSE, Export, Quiz, Remark
from grading_helpers.instructor.exports.qti_items import Item
from grading_helpers.instructor.exports.qti_kinds import held

NO_HINTS = "the hints are left out: Canvas has no place for them"
REFUSED = "left out: {}"


def qti_package(quiz: Quiz) -> Export:
    """Make a QTI package for Canvas of a lesson's questions.

    Raises
    ------
    ValueError
        Nothing of the quiz can be exported.
    """
    items, remarks = dict[str, Item](), list[Remark]()
    for question in quiz.questions:
        made = held(question)
        refusal = _refusal(made.items, items)
        if not refusal:
            items |= {item.prompt: item for item in made.items}
        hints = (NO_HINTS,) if question.hints else ()
        said = (REFUSED.format(refusal),) if refusal else (*made.remarks, *hints)
        remarks += [Remark(question.id, what) for what in said]
    if not items:
        raise ValueError(f"{quiz.lesson} has no question that Canvas could take.")
    return Export(_zipped(quiz, list(items.values())), tuple(remarks))


def _refusal(new: tuple[Item, ...], earlier: dict[str, Item]) -> str:
    """Say why items cannot stand in the package, or nothing."""
    if len({item.prompt for item in new}) < len(new):
        return "two of its parts read the same"
    for item in new:
        if item.prompt in earlier:
            return f"it asks in the same words as {earlier[item.prompt].id}"
        try:
            CanvasQuiz(item.written(), config=Config())
        except Text2qtiError as error:
            return str(error).splitlines()[-1]
    return ""


def _zipped(quiz: Quiz, items: list[Item]) -> bytes:
    head = f"Quiz title: {COURSE} {quiz.numbered_title}\n\n"
    canvas: Any = CanvasQuiz(head + "\n".join(map(Item.written, items)), config=Config())
    # Ids that hang on names alone: an import that overwrites finds the questions it replaces.
    canvas.id = _stable_id(quiz.lesson)
    for made, item in zip(canvas.questions_and_delims, items, strict=True):
        made.id = _stable_id(f"{quiz.lesson}/{item.id}")
    return bytes(QTI(canvas).zip_bytes())


def _stable_id(name: str) -> str:
    return sha256(f"focus-on-customers/{name}".encode()).hexdigest()
