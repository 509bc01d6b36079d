"""Where, in the names of Blackboard's files, the title of the work ends and a username begins.

Both may hold underscores, so ``Lesson 1_lee_b`` alone may be of ``lee_b`` or of ``b``. But one
title stands at the head of all files of a download.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from grading_helpers.instructor.lms.roster import STUDENT_ID


def usernames(heads: Collection[str], lesson: str) -> dict[str, tuple[str, ...]]:
    """Return the usernames that each head may end in: one, if all heads together tell the title.

    Parameters
    ----------
    heads : collection of str
        What stands before ``_attempt_`` in the names of a download.
    lesson : str
        Taken for the title if it can be.

    Examples
    --------
    >>> usernames(["Lesson 1_lee_b", "Lesson 1_ann"], "01_intro")
    {'Lesson 1_lee_b': ('lee_b',), 'Lesson 1_ann': ('ann',)}
    >>> usernames(["Lesson 1_lee_b"], "01_intro")
    {'Lesson 1_lee_b': ('lee_b', 'b')}
    >>> usernames(["01_intro_lee_b"], "01_intro")
    {'01_intro_lee_b': ('lee_b',)}
    """
    found = [titles for head in heads if (titles := _titles(head))]
    shared = set.intersection(*found) if found else set()
    shared = {lesson} if lesson in shared else shared
    return {head: _endings(head, shared) for head in heads}


def _titles(head: str) -> set[str]:
    """Return the beginnings of a head behind which a username may stand."""
    gaps = re.finditer("_", head)
    return {head[: gap.start()] for gap in gaps if STUDENT_ID.fullmatch(head, gap.end())}


def _endings(head: str, shared: set[str]) -> tuple[str, ...]:
    titles = [title for title in shared if head.startswith(f"{title}_")] or _titles(head)
    return tuple(head[len(title) + 1 :] for title in sorted(titles, key=len))
