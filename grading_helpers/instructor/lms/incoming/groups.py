"""Work that students handed in together: it belongs to each member of the group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from grading_helpers.instructor.lms.incoming.file_names import UploadName
from grading_helpers.instructor.lms.incoming.moodle_worksheet import Worksheet, as_in_path
from grading_helpers.instructor.lms.incoming.student_file import StudentFile
from grading_helpers.instructor.lms.roster import Roster, groups_of

People = Mapping[str, list[StudentFile]]


def members_of_group(
    upload: UploadName, worksheet: Worksheet | None, roster: Roster | None
) -> list[UploadName]:
    """Return what the name of a file in Moodle says, once for each member of its group.

    Moodle writes the name and the number of the group. Before version 4.1 it wrote the group, a
    hyphen and the student's name, once for each member.

    Parameters
    ----------
    upload : UploadName
        What the name says, read as that of one student.
    worksheet : Worksheet or None
        The grading worksheet, whose rows name the groups.
    roster : Roster or None
        The class list, which may have a column of groups.

    Returns
    -------
    list of UploadName
        Nobody if the group is not known.
    """
    group = upload.clues["name"][0]
    if worksheet and (numbers := worksheet.members_of(group)):
        return [
            worksheet.add_to(replace(upload, owner=one, clues={"participant": (one,)}, group=group))
            for one in numbers
        ]
    if roster and (students := _listed(group, roster)):
        return [replace(upload, owner=one, clues={"any": (one,)}, group=group) for one in students]
    return _of_one_member(upload, worksheet)


def is_group(upload: UploadName, worksheet: Worksheet | None, roster: Roster | None) -> bool:
    """Return whether the name of a file in Moodle is that of a group, by the same lists.

    Its number is then that of the group, which may by chance be the number of a participant.
    """
    group = upload.clues["name"][0]
    return bool((worksheet and worksheet.members_of(group)) or (roster and _listed(group, roster)))


def _listed(group: str, roster: Roster) -> list[str]:
    """Return a group's students in the class list, which has its name as it is in Moodle."""
    names = {one for person in roster.people.values() for one in groups_of(person)}
    same = [one for one in names if as_in_path(one) == group]
    return [student for one in same for student in roster.members_of(one)]


def _of_one_member(upload: UploadName, worksheet: Worksheet | None) -> list[UploadName]:
    """Return the reading of an older Moodle, in which each member has a copy of the file."""
    parts = upload.clues["name"][0].split("-")
    if len(parts) == 1:
        return []
    names = tuple("-".join(parts[at:]).strip() for at in range(1, len(parts)))
    clues = {"participant": (upload.owner,), "name": names}
    member = replace(upload, clues=clues, group=parts[0])
    return [worksheet.add_to(member) if worksheet else member]


def shared_in_teams(owners: People) -> dict[str, list[StudentFile]]:
    """Give the files of a team in ILIAS to each of its members that the download names.

    Parameters
    ----------
    owners : mapping of str to list of StudentFile
        The files by the person in whose folder they are.
    """
    teams: dict[str, list[StudentFile]] = {}
    for sent in owners.values():
        for one in sent:
            teams.setdefault(one.upload.group, []).append(one)
    return {
        owner: [
            replace(other, upload=replace(other.upload, owner=owner, clues=sent[0].upload.clues))
            for group in dict.fromkeys(one.upload.group for one in sent)
            for other in (teams[group] if group else sent)
        ]
        for owner, sent in owners.items()
    }


def shared_by_list(
    people: People, roster: Roster
) -> tuple[dict[str, list[StudentFile]], dict[str, list[str]]]:
    """Give a member's work to all of the group who handed in nothing themselves.

    Parameters
    ----------
    people : mapping of str to list of StudentFile
        The files by student.
    roster : Roster
        The class list, with a column of groups.

    Returns
    -------
    people, divided : dict
        The files by student, and the students of each group in which several handed in.
    """
    shared, divided = dict(people), dict[str, list[str]]()
    groups = dict.fromkeys(one for person in roster.people.values() for one in groups_of(person))
    for group in groups:
        members = roster.members_of(group)
        senders = [one for one in members if one in people]
        others = [one for one in members if one not in people]
        if senders and not _together(people, senders):
            divided[group] = senders
        elif senders and others:
            sent = [
                replace(one, upload=replace(one.upload, group=group)) for one in people[senders[0]]
            ]
            shared |= dict.fromkeys(members, sent)
    return shared, divided


def _together(people: People, students: list[str]) -> bool:
    """Return whether the LMS itself gave them the same files."""
    return len({tuple(one.entry.path for one in people[student]) for student in students}) == 1
