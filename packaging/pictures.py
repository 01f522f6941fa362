"""Take the pictures of the help, and the screenshots that software centers show, from the program itself.

    PYTHONPATH=src python packaging/pictures.py [FOLDER]

It opens the example log under a clock that stands still, on a screen that nobody sees, and goes from screen to screen.
The same program gives the same pictures, byte for byte. They go to `resources/help/pictures/`, in both looks, and to
`packaging/linux/screenshots/`; with FOLDER, below that instead.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

# Before Qt and the clock are asked: no screen, no zone and no language of this machine is to be seen in a picture.
os.environ.update(QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR="1", TZ="UTC", LC_ALL="C.UTF-8", LANG="C.UTF-8")
if hasattr(time, "tzset"):
    time.tzset()

from PySide6.QtCore import QEventLoop, QLocale, Qt, QTimer
from PySide6.QtGui import QImage, qRgb
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from ascertain.app.backing_up import back_up
from ascertain.app.commands import LogIncident
from ascertain.app.example import log_example
from ascertain.app.session import LogSession, create_session
from ascertain.app.settings import Settings, SettingsFile
from ascertain.domain.backups import Why
from ascertain.ui.application import Doors, make_application, start
from ascertain.ui.shell.window import MainWindow

ROOT = Path(__file__).resolve().parents[1]
_LOOKS = ("light", "dark")
_COLORS = 128
"""Of a picture: so few that it is small, and so many that letters stay smooth."""
_STILL_MS = 150
_STILL = 4
"""So many times the same picture, and nothing is under way any more."""
_LONGEST_S = 30


class StillClock:
    """A clock that stands at noon of a day on which some of the example is due."""

    def now(self) -> int:
        """Seconds since 1970."""
        return int(datetime(2023, 10, 24, 12, 0, tzinfo=UTC).timestamp())

    def today(self) -> date:
        """The day."""
        return date(2023, 10, 24)


class Studio:
    """Waits until a window stands still, and takes its picture in both looks."""

    def __init__(self, window: MainWindow, out: Path) -> None:
        self.window, self._help = window, out / "resources" / "help" / "pictures"
        self._shots = out / "packaging" / "linux" / "screenshots"
        for folder in (self._help, self._shots):
            folder.mkdir(parents=True, exist_ok=True)

    def settle(self, widget: QWidget | None = None) -> QImage:
        """Wait until nothing changes any more; what is seen then."""
        shown = widget if widget is not None else self.window
        end, still, before = time.monotonic() + _LONGEST_S, 0, QImage()
        while still < _STILL:
            if time.monotonic() > end:
                raise SystemExit(f"{shown.objectName()} does not stand still")
            loop = QEventLoop()
            QTimer.singleShot(_STILL_MS, loop, loop.quit)
            loop.exec()
            now = shown.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
            still = still + 1 if now == before else 0
            before = now
        return before

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Take a picture for the help, light and dark."""
        for look in _LOOKS:
            self.window.remembered.change(theme_mode=look)
            few_colors(self.settle(widget)).save(str(self._help / f"{name}-{look}.png"), quality=0)
        self.window.remembered.change(theme_mode=_LOOKS[0])

    def shoot(self, name: str, look: str = "light") -> None:
        """Take a screenshot of the whole window for software centers, larger than the pictures of the help."""
        size = self.window.size()
        self.window.remembered.change(theme_mode=look)
        self.window.resize(1440, 900)
        few_colors(self.settle()).save(str(self._shots / f"{name}.png"), quality=0)
        self.window.resize(size)
        self.window.remembered.change(theme_mode=_LOOKS[0])
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        self.settle()
        found = QApplication.activeModalWidget()
        if not isinstance(found, QDialog):
            raise SystemExit("no dialog is open")
        return found


def few_colors(picture: QImage) -> QImage:
    """The picture with so few colors that a byte is enough for each dot: of the colors those that stand for most."""
    size = picture.width() * picture.height()
    counted = Counter(memoryview(picture.constBits()).cast("I")[:size])
    boxes = [list(counted.items())]
    while len(boxes) < _COLORS:
        at = max(range(len(boxes)), key=lambda each: (_spread(boxes[each]), -each))
        if len(boxes[at]) < 2:
            break
        boxes[at : at + 1] = _halves(boxes[at])
    palette = [_middle(box) for box in boxes]
    made = picture.convertToFormat(QImage.Format.Format_Indexed8, palette, Qt.ImageConversionFlag.AvoidDither)
    for key in made.textKeys():
        made.setText(key, "")
    return made


Box = list[tuple[int, int]]


def _parts(color: int) -> tuple[int, int, int]:
    return color >> 16 & 255, color >> 8 & 255, color & 255


def _widest(box: Box) -> tuple[int, int]:
    """Which of red, green and blue differs most in a box, and by how much."""
    spans = []
    for part in range(3):
        values = [_parts(color)[part] for color, _ in box]
        spans.append((max(values) - min(values), part))
    span, part = max(spans, key=lambda each: (each[0], -each[1]))
    return part, span


def _spread(box: Box) -> float:
    return _widest(box)[1] * sum(count for _, count in box) ** 0.35 if len(box) > 1 else 0.0


def _halves(box: Box) -> tuple[Box, Box]:
    part, _ = _widest(box)
    ordered = sorted(box, key=lambda each: (_parts(each[0])[part], each[0]))
    low, high = _parts(ordered[0][0])[part], _parts(ordered[-1][0])[part]
    cut = next(at for at, (color, _) in enumerate(ordered) if _parts(color)[part] > (low + high) / 2)
    return ordered[:cut], ordered[cut:]


def _middle(box: Box) -> int:
    """The color that stands for a box: the one that is there most often, so that grounds keep their color."""
    color, _ = max(box, key=lambda each: (each[1], -each[0]))
    return int(qRgb(*_parts(color)))


# ---- the round


def browse(studio: Studio) -> None:
    """The table with an incident that has much to tell."""
    window = studio.window
    window.table.go_to(window.browse.model.ids[4])
    studio.take("browse")
    studio.shoot("browse")
    studio.shoot("browse-dark", "dark")
    studio.take("detail", window.side)


def form(studio: Studio) -> None:
    """The form with that incident."""
    window = studio.window
    window.edit_current()
    studio.settle()
    studio.take("form", window.side)
    studio.press(Qt.Key.Key_Escape)
    studio.settle()


def reading(studio: Studio) -> None:
    """The document of the example at the reading desk."""
    window = studio.window
    window.center.read(1)
    studio.settle()
    studio.take("reading")
    studio.shoot("reading")
    window.go_to("search:")


def review(studio: Studio) -> None:
    """The first incident that waits."""
    window = studio.window
    window.review()
    studio.settle()
    studio.take("review")
    studio.shoot("review")
    window.go_to("search:")


def duplicates(studio: Studio) -> None:
    """A pair, for which one incident is logged a second time; so this picture is the last."""
    session = studio.window.session
    first = session.reader().ask(lambda log: log.incident(1)).result()
    if first is None:
        raise SystemExit("the example log has no first incident")
    twin = replace(first.content, title="Drones over the base at Al-Tanf", statements=first.content.statements[:1])
    session.ledger.run(LogIncident(twin)).result()
    studio.settle()
    studio.window.actions_set["find_duplicates"].trigger()
    studio.settle()
    studio.take("duplicates")


def library(studio: Studio) -> None:
    """The sources, with one of them."""
    studio.window.actions_set["sources"].trigger()
    studio.settle()
    studio.press(Qt.Key.Key_Down)
    studio.take("library")
    studio.window.go_to("search:")


def export(studio: Studio) -> None:
    """The dialog, with a file that lies nowhere."""
    studio.settle()
    studio.window.actions_set["export"].trigger()
    dialog = studio.dialog()
    for each in dialog.findChildren(QLineEdit):
        if os.sep in each.text():
            each.setText(Path(each.text()).name)
    studio.take("export", dialog)
    dialog.reject()


ROUND: tuple[Callable[[Studio], None], ...] = (browse, form, reading, review, library, export, duplicates)


def main(arguments: list[str]) -> int:
    """Take all pictures."""
    out = Path(arguments[0]).resolve() if arguments else ROOT
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        log = work / "example.ascertain"
        session = create_session(log, clock=StillClock())
        log_example(session)
        session.close()
        # Else one is made while pictures are taken, sooner or later, and the line at the foot says so.
        back_up(log, Why.BY_HAND, StillClock().now(), None)
        settings = SettingsFile(work / "settings.json")
        settings.write(Settings(theme_mode="light", window=(0, 0, 1180, 740), direction="ltr"))
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        app = make_application(["pictures"])
        app.setCursorFlashTime(0)
        doors = Doors(
            lambda path: LogSession.open(path, clock=StillClock()),
            lambda path: create_session(path, clock=StillClock()),
            lambda: LogSession.open(log, clock=StillClock()),
            log,
        )
        desk = start(app, doors, settings, work / "looks", log, None)
        window = desk.window
        if window is None:
            raise SystemExit("the example log did not open")
        window.resize(1180, 740)
        studio = Studio(window, out)
        studio.settle()
        for step in ROUND:
            step(studio)
        window.backups.leave()
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
