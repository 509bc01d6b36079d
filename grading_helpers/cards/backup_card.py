"""Download quiz answers as a file and restore them, for Binder or to change machines."""

from __future__ import annotations

import traitlets

from grading_helpers.cards.live_card import STATIC, LiveCard, module
from grading_helpers.learner.all_lessons import all_answers, bring_back, storage_note
from grading_helpers.learner.answer_book import FILE_NAME

RUN_TO_USE = "To download your quiz answers or to restore them, run this cell in Jupyter."


class BackupCard(LiveCard):
    """Two buttons: one downloads the answers, the other restores them."""

    _esm = module("backup", "backup_only")
    _css = LiveCard._css + (STATIC / "summary.css").read_text(encoding="utf-8")

    file_name = traitlets.Unicode(FILE_NAME).tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self, **values: object) -> None:
        super().__init__(note=storage_note(), **values)
        self.on_msg(self._on_message)

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        match content:
            case {"type": "download"}:
                self.send({"type": "file", "text": all_answers().as_json()})
            case {"type": "upload", "text": str(text)}:
                self.said = ""
                self.said = bring_back(text)

    def as_html(self) -> str:
        """Return the plain form as HTML."""
        return f"<p>{self.note}</p>\n<p><em>{RUN_TO_USE}</em></p>"

    def __repr__(self) -> str:
        """Describe the card, for a notebook read without a kernel."""
        return f"{self.note} {RUN_TO_USE}"


def backup() -> BackupCard:
    """
    Download your quiz answers, or restore them.

    Returns
    -------
    BackupCard
        The card, shown if the call is the last line of the cell. If a question has two
        answers, the better one is kept.
    """
    return BackupCard()
