"""The question banks outside the notebook: for Anki, Moodle and Canvas, and on paper.

Each function takes a quiz and returns the bytes of a file, with a remark on everything that the
format cannot hold or holds otherwise.
"""

from grading_helpers.instructor.exports.anki import anki_deck
from grading_helpers.instructor.exports.gift import gift_text
from grading_helpers.instructor.exports.parts import Export, Quiz, Remark
from grading_helpers.instructor.exports.qti import qti_package
from grading_helpers.instructor.exports.sheet import answer_sheet, question_sheet

__all__ = [
    "Export",
    "Quiz",
    "Remark",
    "anki_deck",
    "answer_sheet",
    "gift_text",
    "qti_package",
    "question_sheet",
]
