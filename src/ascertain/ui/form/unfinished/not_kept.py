"""The line in a form that says quietly why what is typed is not kept on disk."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from ascertain.ui.kit import text_label


def not_kept_line(name: str, parent: QWidget) -> QLabel:
    """The line, hidden."""
    line = text_label("", "small", wraps=True, parent=parent)
    line.setObjectName(name)
    line.hide()
    return line


def not_kept_text(why: str) -> str:
    """What it says."""
    return QCoreApplication.translate("NotKept", "Not kept on disk: {why}").format(why=why) if why else ""
