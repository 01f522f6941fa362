"""The key that was pressed, by its place on the keyboard: whoever reads Arabic, Persian or Hebrew has that layout on
while a letter is to do something.

Shortcuts of Qt are found under another layout by Qt itself; this is for widgets that look at keys themselves.
"""

from __future__ import annotations

import sys
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_ROWS = ((16, "QWERTYUIOP[]"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
"""The letters of the rows by the numbers that keyboards of the PC have sent since 1981 (scan code set 1)."""
_X11_BEGINS = 8
"""X11 and Wayland count from there on."""
_MAC = {
    0: "A", 1: "S", 2: "D", 3: "F", 4: "H", 5: "G", 6: "Z", 7: "X", 8: "C", 9: "V", 11: "B", 12: "Q", 13: "W", 14: "E",
    15: "R", 16: "Y", 17: "T", 30: "]", 31: "O", 32: "U", 33: "[", 34: "I", 35: "P", 37: "L", 38: "J", 40: "K",
    45: "N", 46: "M",
}  # fmt: skip
"""By the virtual key codes of macOS (`kVK_ANSI_A` and so on in Carbon's Events.h)."""


def key_by_place(event: QKeyEvent, platform: str = sys.platform) -> int:
    """The key of an event. Where it gives a letter of another script, the one that stands there on an English keyboard;
    where it gives a digit of another script, that digit."""
    text = event.text()
    if not text or text.isascii() or len(text) != 1:
        return event.key()
    digit = unicodedata.decimal(text, None)
    if digit is not None:
        return Qt.Key.Key_0.value + int(digit)
    letter = _letter(event, platform)
    return ord(letter) if letter else event.key()


def _letter(event: QKeyEvent, platform: str) -> str:
    if platform == "darwin":
        return _MAC.get(event.nativeVirtualKey(), "")
    begins = 0 if platform == "win32" else _X11_BEGINS
    at = event.nativeScanCode() - begins
    return next((row[at - first] for first, row in _ROWS if first <= at < first + len(row)), "")
