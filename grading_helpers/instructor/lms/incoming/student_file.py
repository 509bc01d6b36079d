"""A file that a student handed in."""

from __future__ import annotations

from dataclasses import dataclass

from grading_helpers.instructor.lms.incoming.download import DownloadedFile
from grading_helpers.instructor.lms.incoming.file_names import UploadName

LIKE_NOTEBOOKS = (".ipynb", ".ipynb.txt", ".ipynb.json", ".json")
# What programs for clouds and browsers write in place of a file.
PLACEHOLDERS = (
    *(".url", ".webloc", ".lnk", ".desktop", ".icloud", ".cloud", ".cloudf", ".weblink"),
    *(".gdoc", ".gsheet", ".gslides", ".gdraw", ".gcolab", ".glink", ".gdlink", ".nextcloud"),
)


@dataclass(frozen=True)
class StudentFile:
    """A file that a student handed in, and what its path says."""

    upload: UploadName
    entry: DownloadedFile

    @property
    def may_be_notebook(self) -> bool:
        """Whether the file may be a notebook, by its name."""
        return self.upload.file.lower().endswith(LIKE_NOTEBOOKS)

    @property
    def may_be_data(self) -> bool:
        """Whether the file is as likely to be data for the notebook."""
        name = self.upload.file.lower()
        return name.endswith(".json") and not name.endswith(".ipynb.json")

    @property
    def is_placeholder(self) -> bool:
        """Whether the file is a link to one in a cloud, by its name."""
        return self.upload.file.lower().endswith(PLACEHOLDERS)
