"""The kinds of question. A new kind needs a module here, an ES module and a row in this table."""

from __future__ import annotations

from functools import cache
from typing import get_args, get_type_hints

from grading_helpers.questions.kinds.blanks import BlanksQuestion
from grading_helpers.questions.kinds.categorising import CategorisingQuestion
from grading_helpers.questions.kinds.choice import ChoiceQuestion
from grading_helpers.questions.kinds.flashcard import Flashcard
from grading_helpers.questions.kinds.matching import MatchingQuestion
from grading_helpers.questions.kinds.number import NumberQuestion
from grading_helpers.questions.kinds.open import OpenQuestion
from grading_helpers.questions.kinds.ordering import OrderingQuestion
from grading_helpers.questions.question import AnyQuestion

TABLE: list[type[AnyQuestion]] = [
    ChoiceQuestion,
    NumberQuestion,
    BlanksQuestion,
    MatchingQuestion,
    OrderingQuestion,
    CategorisingQuestion,
    Flashcard,
    OpenQuestion,
]


def kinds() -> dict[str, type[AnyQuestion]]:
    """Return the class of each kind, by the names that ``kind:`` may have in a bank."""
    # mypy checks the hash of instances, but classes are hashed here.
    return {name: question for question in TABLE for name in _names(question)}  # type: ignore[arg-type]


@cache
def _names(question: type[AnyQuestion]) -> tuple[str, ...]:
    return get_args(get_type_hints(question)["kind"])
