"""Qt's own words, such as those on buttons, are in the language that was chosen or else in that of the system."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

SAY_CANCEL = """
import sys
from PySide6.QtCore import QCoreApplication
from ascertain.ui.application import make_application, speak
app = make_application(["ascertain"])
speak(app, sys.argv[1])
sys.stdout.buffer.write(QCoreApplication.translate("QPlatformTheme", "Cancel").encode())
"""


@pytest.mark.parametrize(
    ("chosen", "system", "said"),
    [
        ("", "ar_EG.UTF-8", "ألغِ"),
        ("de", "ar_EG.UTF-8", "Abbrechen"),
        ("", "C", "Cancel"),
        ("", "en_GB.UTF-8", "Cancel"),
    ],
)
def test_the_words_of_buttons_follow_the_language(chosen: str, system: str, said: str) -> None:
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    command = [sys.executable, "-c", SAY_CANCEL, chosen]
    ran = subprocess.run(command, env={**settings, "LANG": system}, capture_output=True, check=True)
    assert ran.stdout.decode() == said
