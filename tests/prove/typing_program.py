"""The program that is killed while somebody types in its form, by real keys, and does not save.

It opens the log named on its command line, goes on with the unfinished form that is there, else begins one, and types
until it is killed. Each line of its output is JSON: `resumed` with what stands in the form that was gone on with,
`typed` after each key with what stands in the form and the time on the clock that never goes back, `kept` with what
is on disk.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ascertain import bootstrap
from ascertain.domain.drafts import Draft, UnfinishedForm
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.unfinished.keeper import DraftKeeper
from ascertain.ui.shell.window import MainWindow

_BOXES = ("title", "munitions", "when_phrase", "when_day", "place", "target_line", "sources_line", "tags_line")
_KEYS = "abcdef 12-;,?"
_SLOWEST_MS = 180
_RESTS_MS = (900, 2400)
_LEAST_KEYS, _MOST_KEYS = 4, 14


class Typist:
    """Types in one window without end: some keys in one box, sometimes a rest, then the next box."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self._window = window
        self._random = random.Random(seed)
        self._left = 0
        self._form: IncidentForm | None = None
        self._box: QWidget | None = None

    def begin(self, found: list[UnfinishedForm]) -> None:
        """Go on with what is there, else begin."""
        if found:
            self._window.unfinished.go_on(found[0])
        else:
            self._window.new_incident()
        self._when_open(resumed=bool(found))

    def _when_open(self, *, resumed: bool) -> None:
        form = self._window.side.findChild(IncidentForm)
        if not isinstance(form, IncidentForm) or not self._window.side.form_open:
            QTimer.singleShot(5, self._window, lambda: self._when_open(resumed=resumed))
            return
        self._form = form
        keeper = form.findChild(DraftKeeper)
        assert isinstance(keeper, DraftKeeper)
        keeper.kept.connect(lambda draft: _tell("kept", draft))
        if resumed:
            _tell("resumed", form.unfinished())
        self._type()

    def _type(self) -> None:
        assert self._form is not None
        if self._left == 0:
            self._left = self._random.randint(_LEAST_KEYS, _MOST_KEYS)
            self._box = self._form.findChild(QWidget, self._random.choice(_BOXES))
            assert self._box is not None
            self._box.setFocus()
        focused = QApplication.focusWidget()
        if focused is not None:
            QTest.keyClicks(focused, self._random.choice(_KEYS))
            _tell("typed", self._form.unfinished())
        self._left -= 1
        rests = self._left == 0 and self._random.random() < 0.3
        wait = self._random.randint(*_RESTS_MS) if rests else self._random.randint(10, _SLOWEST_MS)
        QTimer.singleShot(wait, self._window, lambda: self._type())


def _tell(what: str, draft: Draft | None) -> None:
    content = draft.content if draft is not None else ""
    os.write(1, (json.dumps({"what": what, "at": time.monotonic(), "content": content}) + "\n").encode())


def _begin(seed: int) -> None:
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    typist = Typist(window, seed)
    asker = window.bridge.asker(window)
    # Once the window is complete: it sets that off itself right after the first paint.
    QTimer.singleShot(
        0, window, lambda: QTimer.singleShot(0, window, lambda: asker.ask(lambda log: log.drafts(), typist.begin))
    )


if __name__ == "__main__":
    os._exit(bootstrap.open_window(Path(sys.argv[1]), when_painted=lambda: _begin(int(sys.argv[2]))))
