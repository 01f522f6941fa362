"""PySide6 keeps the reference count of None: 6.12.0 on Python 3.11 does not, and the process ends by an abort."""

from __future__ import annotations

import subprocess
import sys

CALLS = 50_000
# In a process of its own: the fault that is looked for would take the tests along with it.
COUNT = f"""
import sys
from PySide6.QtCore import QObject
thing = QObject()
# The abort comes when the count reaches nothing: hold enough references to survive the calls and see the loss.
held = [None] * {CALLS * 2}
before = sys.getrefcount(None)
for _ in range({CALLS}):
    thing.setObjectName("name")
print(sys.getrefcount(None) - before)
"""


def test_fifty_thousand_calls_lose_no_reference_to_none() -> None:
    counted = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True)
    assert counted.returncode == 0, counted.stderr
    assert abs(int(counted.stdout)) < CALLS / 100
