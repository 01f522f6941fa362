"""The one way in: what is imported by the import window, and what by that for another log."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ascertain.ui.incoming.log_files import is_log

if TYPE_CHECKING:
    from ascertain.ui.incoming.wizard import ImportWizard
    from ascertain.ui.shell.window import MainWindow


def import_file(window: MainWindow, path: Path | None = None) -> ImportWizard | None:
    """Import a file, or ask for one: another log is led to its own dialog, everything else to the import window."""
    if window.session.read_only:
        return None
    if path is not None and is_log(path):
        from ascertain.ui.rescue.import_log import import_from_log

        import_from_log(window, path)
        return None
    from ascertain.ui.incoming.wizard import ImportWizard

    there = next(iter(window.findChildren(ImportWizard)), None)
    wizard = there if there is not None else ImportWizard(window)
    wizard.show()
    wizard.raise_()
    wizard.activateWindow()
    if path is not None:
        wizard.open_path(path)
    return wizard
