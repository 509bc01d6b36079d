"""Quiz answers taken away as a file and brought back: for Binder, and from machine to machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import traitlets

from grading_helpers.answer_book import FILE_NAME, AnswerBook, answer_book
from grading_helpers.live_card import STATIC, LiveCard, module
from grading_helpers.questions import questions_asked

BINDER = (
    "Binder forgets your quiz answers when you leave: "
    "download them first, and bring them back next time."
)
EXPLAINED = "Your quiz answers to all lessons, in one small file."
RUN_TO_USE = "Run this cell to download your quiz answers or to bring them back."


def on_binder() -> bool:
    """Say whether the notebook runs on Binder, which keeps no files."""
    return "BINDER_SERVICE_HOST" in os.environ


def lesson_folders() -> list[Path]:
    """Return the folders of the lessons, as seen from any of them."""
    return [Path.cwd().parent / name for name in questions_asked()]


def all_answers() -> AnswerBook:
    """Return the answers of all lessons that lie beside this one; the book is not saved."""
    return answer_book().with_those_of(lesson_folders())


def bring_back(text: str) -> str:
    """Take a downloaded file into the books of all lessons, and say what came of it.

    A file that is none changes nothing.
    """
    try:
        count = answer_book().take_in(text)
    except ValueError as error:
        return str(error)
    for folder in lesson_folders():
        if folder.is_dir() and folder != Path.cwd():
            AnswerBook(folder / FILE_NAME).take_in(text)
    answers = "answer" if count == 1 else "answers"
    return f"{count} {answers} brought back. Run the quiz cells again to see them."


class BackupCard(LiveCard):
    """Two buttons: one downloads the answers, one brings them back."""

    _esm = module("backup", "backup_only")
    _css = LiveCard._css + (STATIC / "summary.css").read_text(encoding="utf-8")

    file_name = traitlets.Unicode(FILE_NAME).tag(sync=True)
    note = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)

    def __init__(self, **values: Any) -> None:
        super().__init__(note=BINDER if on_binder() else EXPLAINED, **values)
        self.on_msg(self._on_message)

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        match content:
            case {"type": "download"}:
                self.send({"type": "file", "text": all_answers().as_json()})
            case {"type": "upload", "text": str(text)}:
                self.said = ""
                self.said = bring_back(text)

    def as_html(self) -> str:
        """Return the plain form."""
        return f"<p>{self.note}</p>\n<p><em>{RUN_TO_USE}</em></p>"

    def __repr__(self) -> str:
        """Say what it is, for a notebook that is read without a kernel."""
        return f"{self.note} {RUN_TO_USE}"


def backup() -> BackupCard:
    """
    Download your quiz answers, or bring them back.

    Returns
    -------
    BackupCard
        The cell shows it when the call is its last line. Of two answers to a question the
        better one wins.
    """
    return BackupCard()
