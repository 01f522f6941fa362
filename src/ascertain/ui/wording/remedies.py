"""What the program offers to do about a trouble, as the text of a button."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ascertain.domain.problems import Remedy


def remedy_label(remedy: Remedy) -> str:
    """The text of the button."""
    return {
        Remedy.OPEN_READ_ONLY: QCoreApplication.translate("Remedies", "Open for &reading"),
        Remedy.SAVE_AS: QCoreApplication.translate("Remedies", "Save &as…"),
        Remedy.SHOW_BACKUPS: QCoreApplication.translate("Remedies", "Show &backups…"),
        Remedy.SALVAGE: QCoreApplication.translate("Remedies", "Save what can be &read…"),
    }[remedy]
