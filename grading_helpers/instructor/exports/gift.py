"""A text file in the GIFT format, which Moodle imports.

Texts are HTML, so that nothing in them is taken for a tag; what GIFT uses itself is escaped.
"""

from __future__ import annotations

from grading_helpers.instructor.exports.gift_kinds import held
from grading_helpers.instructor.exports.parts import COURSE, Export, Quiz, Remark

NO_HINTS = "the hints are left out: GIFT has no place for them"


def gift_text(quiz: Quiz) -> Export:
    """Write a lesson's questions in GIFT, in a category of their own.

    Hints are left out, and a question with several gaps or of a kind that Moodle lacks becomes
    the nearest that there is; the remarks say so.
    """
    category = f"{COURSE}/{quiz.numbered_title.replace('/', '//')}"
    written, remarks = [f"$CATEGORY: {category}\n"], list[Remark]()
    for question in quiz.questions:
        made = held(question)
        written += [block.written(question.concept) for block in made.blocks]
        hints = (NO_HINTS,) if question.hints and made.blocks else ()
        remarks += [Remark(question.id, what) for what in (*made.remarks, *hints)]
    return Export("\n".join(written).encode(), tuple(remarks))
