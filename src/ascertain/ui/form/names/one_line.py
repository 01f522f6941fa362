"""A line stays one line, also when several are pasted into it: Qt's own keeps the breaks, unseen."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QLineEdit

_BREAKS = re.compile("[\\s]*[\n\r\x85\u2028\u2029]+[\\s]*")


def keep_one_line(line: QLineEdit, between: str = " ") -> None:
    """Put `between` where lines end. Call it before others listen to `textEdited`; they read the line itself."""

    def join(text: str) -> None:
        if _BREAKS.search(text):
            before = len(_joined(text[: line.cursorPosition()], between))
            line.setText(_joined(text, between).removesuffix(between))
            line.setCursorPosition(before)

    line.textEdited.connect(join)


def _joined(text: str, between: str) -> str:
    return _BREAKS.sub(between, text)
