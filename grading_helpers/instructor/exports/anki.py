"""A deck for Anki: one note with one card for each question.

Decks, notes and cards keep their ids from one export to the next, so that importing again
updates the cards and leaves what has been learnt as it is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache, singledispatch
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from genanki import Deck, Model, Note, Package, guid_for

from grading_helpers.instructor.authoring.bank_models import (
    BankQuestion,
    BlanksQuestion,
    CategorisingQuestion,
    ChoiceQuestion,
    MatchingQuestion,
    NumberQuestion,
    OrderingQuestion,
)
from grading_helpers.instructor.exports.markup import (
    bullets,
    inline,
    lettered,
    partners,
    solution,
    with_gaps,
)
from grading_helpers.instructor.exports.parts import COURSE, Export, Quiz, instruction, mixed

# Chosen once. With another id, Anki would keep a second kind of note beside this one.
MODEL_ID = 1_847_203_951
FIELDS = (
    "Id",
    "Prompt",
    "Task",
    "Hint 1",
    "Hint 2",
    "Hint 3",
    "Answer",
    "Explanation",
    "Lesson",
)
HINTS = "".join(
    f'{{{{#Hint {place}}}}}<div class="hints">{{{{hint:Hint {place}}}}}</div>{{{{/Hint {place}}}}}'
    for place in (1, 2, 3)
)
PLACE = '<p class="lesson">{{Lesson}}</p>'
FRONT = f'{PLACE}<p class="prompt">{{{{Prompt}}}}</p>{{{{Task}}}}{HINTS}'
BACK = (
    f'{PLACE}<p class="prompt">{{{{Prompt}}}}</p><hr id="answer">'
    '{{Answer}}<p class="explanation">{{Explanation}}</p>'
)
GAP = '<span class="gap">______</span>'

# Anki takes ids for times in milliseconds; these lie in the years 2020 to 2023.
FIRST_ID, IDS = 1_577_836_800_000, 10**11


def anki_deck(quiz: Quiz, now: float) -> Export:
    """Make an Anki package of a lesson's questions; it holds every kind.

    Parameters
    ----------
    quiz : Quiz
    now : float
        The time in seconds. Anki updates a note only from a package that is newer.
    """
    deck = Deck(
        stable_number(f"deck/{quiz.lesson}", 1 << 30, 1 << 30),
        f"{COURSE}::{quiz.numbered_title.replace('::', ':')}",
        description="Import a newer package to update the cards; what you learnt is kept.",
    )
    for place, question in enumerate(quiz.questions):
        deck.add_note(_note(question, quiz, place))
    return Export(_packed(deck, quiz, now), ())


def stable_number(name: str, first: int, count: int) -> int:
    """Return a number that hangs on a name alone.

    Parameters
    ----------
    name : str
        What the number stands for.
    first, count : int
        The smallest number, and how many there are to choose from.

    Examples
    --------
    >>> stable_number("deck/03_rater", 0, 1000) == stable_number("deck/03_rater", 0, 1000)
    True
    """
    digest = sha256(f"focus-on-customers/{name}".encode()).digest()
    return first + int.from_bytes(digest[:8]) % count


@cache
def _model() -> Model:
    return Model(
        MODEL_ID,
        f"{COURSE}: question",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Question", "qfmt": FRONT, "afmt": BACK}],
        css=Path(__file__).with_name("card.css").read_text("utf-8"),
    )


def _note(question: BankQuestion, quiz: Quiz, place: int) -> Note:
    hints = [inline(hint) for hint in question.hints]
    fields = [
        question.id,
        inline(question.prompt),
        f"<p><i>{inline(instruction(question))}</i></p>{_task(question)}",
        *(hints + [""] * 3)[:3],
        solution(question),
        inline(question.explanation),
        inline(quiz.title),
    ]
    return Note(
        _model(),
        # Anki would read [sound:…] and [latex] as its own.
        [field.replace("[", "&#91;") for field in fields],
        guid=guid_for("focus-on-customers", question.id),
        tags=[quiz.lesson, question.kind, question.concept],
        due=place,
    )


@singledispatch
def _task(question: BankQuestion) -> str:
    """Return what stands on the front below the prompt."""
    return ""


@_task.register
def _choice(question: ChoiceQuestion) -> str:
    return lettered(option.text for option in question.options)


@_task.register
def _number(question: NumberQuestion) -> str:
    return f"<p>{GAP} {inline(question.unit)}</p>"


@_task.register
def _blanks(question: BlanksQuestion) -> str:
    return f"<p>{with_gaps(question.text, dict.fromkeys((b.id for b in question.blanks), GAP))}</p>"


@_task.register
def _matching(question: MatchingQuestion) -> str:
    terms = bullets(inline(pair.left) for pair in question.pairs)
    return terms + lettered(text for _, text in partners(question))


@_task.register
def _ordering(question: OrderingQuestion) -> str:
    texts = {step.id: step.text for step in question.steps}
    return bullets(inline(texts[each]) for each in mixed(question.id, texts))


@_task.register
def _categorising(question: CategorisingQuestion) -> str:
    categories = lettered(category.text for category in question.categories)
    return categories + bullets(inline(entry.text) for entry in question.entries)


def _packed(deck: Deck, quiz: Quiz, now: float) -> bytes:
    """Zip the database that Anki imports, with nothing in it that hangs on this computer."""
    with closing(sqlite3.connect(":memory:")) as connection:
        Package(deck).write_to_db(connection.cursor(), now, _ids(quiz))
        connection.commit()
        database = connection.serialize()
    package = BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("collection.anki2"), database, ZIP_DEFLATED)
        archive.writestr(ZipInfo("media"), b"{}")
    return package.getvalue()


def _ids(quiz: Quiz) -> Iterator[int]:
    """Yield ids in the order in which they are taken: a note's, then its card's."""
    for question in quiz.questions:
        yield stable_number(f"note/{question.id}", FIRST_ID, IDS)
        yield stable_number(f"card/{question.id}", FIRST_ID, IDS)
