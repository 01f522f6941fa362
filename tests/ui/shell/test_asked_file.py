"""A log that the system asks the running program to open, as macOS does after a double click."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ASK = """
import sys
from PySide6.QtGui import QFileOpenEvent
from ascertain.ui.application import make_application
app = make_application(["ascertain"])
app.file_asked.connect(lambda name: sys.stdout.buffer.write(name.encode()))
app.postEvent(app, QFileOpenEvent(sys.argv[1]))
app.processEvents()
"""


def test_the_program_is_told_which_file_the_system_wants_opened(tmp_path: Path) -> None:
    asked = tmp_path / "سجل.ascertain"
    ran = subprocess.run([sys.executable, "-c", ASK, str(asked)], env=dict(os.environ), capture_output=True, check=True)
    assert Path(ran.stdout.decode()) == asked
