"""What the import window says beneath its pages: what is missing, that a file is empty, where rows were saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ascertain.domain.file_names import shown_name
from ascertain.ui.incoming.state import ImportState
from ascertain.ui.wording import code, isolated, number_text, tr_message


def what_is_missing(state: ImportState) -> str:
    """Why the columns cannot be left yet; nothing where they can."""
    if not state.used:
        return _tr("No column is taken for anything yet. Choose in the table what the columns are.")
    if wrong := state.new.problems:
        return tr_message(wrong[0].text)
    if state.asks_for_days and state.gathered:
        return _tr("Say first whether the day or the month stands first.")
    return ""


def nothing_in(state: ImportState) -> str:
    """That a file has no rows; nothing where it has some."""
    if state.opened is not None and not state.opened.rows:
        return _tr("There are no rows in this file, or only headings. Choose another one.")
    return ""


def saved_text(out: Path, count: int) -> str:
    """Where the refused rows were saved."""
    text = _tr("1 row was saved to {file}. Correct it there, and import that file.")
    if count != 1:
        text = _tr("{count} rows were saved to {file}. Correct them there, and import that file.")
    return text.replace("{count}", code(number_text(count))).replace("{file}", isolated(shown_name(out.name)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportWizard", text)
