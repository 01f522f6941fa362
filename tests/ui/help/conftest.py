"""The help is tested on the windows and logs of the shell's tests."""

from __future__ import annotations

from tests.ui.shell.conftest import empty_log, log, open_window, remembered, window

__all__ = ["empty_log", "log", "open_window", "remembered", "window"]
