"""Gradescope's export: who handed in each of its folders, alone or as a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from grading_helpers.instructor.diagnostics import CommandError
from grading_helpers.instructor.grader.submission.notebook import UngradableError
from grading_helpers.instructor.lms.incoming.download import DownloadedFiles
from grading_helpers.instructor.lms.incoming.file_names import SUBMITTERS, UploadName
from grading_helpers.instructor.lms.roster import Clues

# How Gradescope writes what it knows about a person: as symbols of Ruby.
KINDS = {":sid": "id_number", ":email": "email", ":name": "name"}


@dataclass(frozen=True)
class GradescopeUpload:
    """The people who handed in a folder together, and when (UTC)."""

    people: tuple[Clues, ...]
    sent: datetime | None = None

    def uploads(self, upload: UploadName) -> list[UploadName]:
        """Return what a path in the folder says about each of its people."""
        group = upload.owner if len(self.people) > 1 else ""
        return [
            replace(upload, owner=f"{upload.owner} {at}", clues=clues, sent=self.sent, group=group)
            for at, clues in enumerate(self.people, start=1)
        ]


def read_submitters(listing: DownloadedFiles, around: str) -> dict[str, GradescopeUpload]:
    """Read ``submission_metadata.yml``, which Gradescope writes beside the students' folders.

    Parameters
    ----------
    listing : DownloadedFiles
        The files of the export.
    around : str
        The folder around them all, with a slash at its end.

    Returns
    -------
    dict of str to GradescopeUpload
        Who handed in each folder.

    Raises
    ------
    CommandError
        If the file is missing or cannot be read.
    """
    import yaml  # noqa: PLC0415 - slow

    # libyaml is many times faster: the file also holds what the autograder printed for everybody.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entry = next((one for one in listing.entries if one.path == f"{around}{SUBMITTERS}"), None)
    if entry is None:
        raise CommandError(
            f"The download has no {SUBMITTERS}, and without it nobody knows whose work each folder "
            "is. In Gradescope, choose Review Grades, Export Submissions."
        )
    try:
        known = yaml.load(entry.read(), loader)
    except (yaml.YAMLError, UngradableError, ValueError) as error:
        raise CommandError(f"{entry.path} cannot be read ({error}). Download it again.") from None
    folders = known if isinstance(known, Mapping) else {}
    return {
        str(folder): _upload(about)
        for folder, about in folders.items()
        if isinstance(about, Mapping)
    }


def _upload(about: Mapping[str, object]) -> GradescopeUpload:
    people = about.get(":submitters")
    listed = people if isinstance(people, list) else []
    clues = [_clues(one) for one in listed if isinstance(one, Mapping)]
    sent = about.get(":created_at")
    if isinstance(sent, datetime):
        sent = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
    return GradescopeUpload(
        tuple(one for one in clues if one), sent if isinstance(sent, datetime) else None
    )


def _clues(person: Mapping[str, object]) -> Clues:
    known = {kind: str(person.get(key) or "").strip() for key, kind in KINDS.items()}
    return {kind: (value,) for kind, value in known.items() if value}
