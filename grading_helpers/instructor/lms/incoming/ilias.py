"""Find the login in the names of ILIAS's folders, such as ``Lee_Bo_blee_1002``."""

from __future__ import annotations

import re
from dataclasses import replace
from html.entities import codepoint2name

from grading_helpers.instructor.lms.incoming.file_names import UploadName
from grading_helpers.instructor.lms.roster import Person, Roster

PARTS = 3


def with_login(upload: UploadName, roster: Roster | None) -> UploadName:
    """Return what a folder says about its owner, with the login if that is certain.

    Family name, given name and login are joined by underscores, and each may contain some. The
    login is certain if there are only three parts, or if somebody in the class list would have
    exactly this folder. The number at the end is ILIAS's own.

    Parameters
    ----------
    upload : UploadName
        What the path says, with the whole name as its clue ``ilias``.
    roster : Roster or None
        The class list.
    """
    whole = upload.clues["ilias"][0]
    parts = whole.split("_")
    if len(parts) == PARTS and all(parts):
        family, given, login = parts
        clues = {**upload.clues, "username": (login,), "name": (f"{given} {family}",)}
        return replace(upload, clues=clues)
    for person in roster.people.values() if roster else ():
        if whole in _folders(person):
            return replace(upload, clues={**upload.clues, "username": (person.student_id,)})
    return upload


def _folders(person: Person) -> set[str]:
    """Return the names that ILIAS may give to a student's folder, without the number."""
    if not person.given or not person.family:
        return set()
    logins = (*person.clues.get("username", ()), person.student_id)
    return {as_in_ilias(f"{person.family}_{person.given}_{login}") for login in logins}


def as_in_ilias(name: str) -> str:
    """Return a name as ILIAS writes it into a path, in ASCII.

    A letter that has a name in HTML becomes the first letter of that name. Each byte of any other
    letter becomes an underscore, and so does a character that Windows does not allow.

    Examples
    --------
    >>> as_in_ilias("Müller-Özdemir_Çağla"), as_in_ilias('Smith "Dee"_Dana')
    ('Muller-Ozdemir_Ca__la', 'Smith _Dee__Dana')
    """
    ascii_only = "".join(map(_in_ascii, name))
    return re.sub(r'[\x00-\x1f\x7f:\\/*?"<>|]', "_", ascii_only)


def _in_ascii(letter: str) -> str:
    named = codepoint2name.get(ord(letter), "")
    if named and letter != '"':
        return named[0]
    return letter if letter.isascii() else "_" * len(letter.encode())
