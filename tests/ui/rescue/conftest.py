"""Checks are tested on the windows and logs of the shell's tests."""

from __future__ import annotations

from tests.ui.backups.conftest import clock, desktop, opened
from tests.ui.shell.conftest import log, open_window, remembered

__all__ = ["clock", "desktop", "log", "open_window", "opened", "remembered"]
