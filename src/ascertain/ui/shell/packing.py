"""Saving a packed copy of the log that is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

from ascertain.domain.file_names import shown_name
from ascertain.domain.sizes import size_text
from ascertain.ui.dialogs.carrying import carry
from ascertain.ui.wording import code, isolated, number_text

if TYPE_CHECKING:
    from ascertain.app.packing import PackResult
    from ascertain.domain.conduct import Conduct
    from ascertain.ui.shell.window import MainWindow

PACK_SUFFIX = ".ascertain.zip"


def save_packed(window: MainWindow) -> None:
    """Ask where to, write log and attachments there, and say what was written."""
    session = window.session
    start = session.path.with_name(f"{session.path.stem}{PACK_SUFFIX}")
    title = QCoreApplication.translate("Packing", "Save a packed copy")
    kinds = QCoreApplication.translate("Packing", "Packed copies (*.zip)")
    name, _kind = QFileDialog.getSaveFileName(window, title, str(start), kinds)
    if not name:
        return
    out = Path(name) if name.lower().endswith(".zip") else Path(f"{name}{PACK_SUFFIX}")
    log, clock = session.path, session.clock

    def work(conduct: Conduct) -> PackResult:
        from ascertain.app.packing import pack

        return pack(log, out, conduct, clock)

    def done(result: PackResult) -> None:
        tone = "warning" if result.left_out else "ok"
        window.notices.show_notice(said(result), tone=tone, seconds=0 if result.left_out else 12)

    carry(work, QCoreApplication.translate("Packing", "Saving a packed copy"), window, done, window.tell_trouble)


def said(result: PackResult) -> str:
    """What a person is told of a packed copy."""
    text = QCoreApplication.translate("Packing", "The log and {count} attached files were packed into {file} ({size}).")
    if result.attachments == 0:
        text = QCoreApplication.translate("Packing", "The log was packed into {file} ({size}).")
    elif result.attachments == 1:
        text = QCoreApplication.translate("Packing", "The log and 1 attached file were packed into {file} ({size}).")
    text = text.replace("{count}", code(number_text(result.attachments))).replace(
        "{size}", code(size_text(result.size))
    )
    text = text.replace("{file}", isolated(shown_name(result.out.name)))
    if not result.left_out:
        return text
    more = QCoreApplication.translate(
        "Packing", "Not in it, since they are missing or altered beside the log: {count} files, the first {name}."
    )
    more = more.replace("{count}", code(number_text(len(result.left_out))))
    return f"{text} {more.replace('{name}', isolated(shown_name(result.left_out[0])))}"
