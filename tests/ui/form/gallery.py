"""Shows the form on a log of its own: `gallery.py --dark --rtl --scale 1.5 --size 560x860 --shot F.png`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ascertain.app.session import create_session
from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.entries import EntryForm
from ascertain.ui.theme import Wardrobe
from tests.ui.form.samples import fill_library
from tests.ui.form.states import show_state


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--rtl", action="store_true")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--size", default="560x860")
    parser.add_argument("--shot")
    parser.add_argument("--entry")
    parser.add_argument("--state", default="filled")
    parser.add_argument("--scroll", type=int, default=0)
    parser.add_argument("--time", action="store_true")
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    folder = Path(tempfile.mkdtemp())
    wardrobe = Wardrobe(app, Path(tempfile.gettempdir()) / "form_gallery_looks")
    wardrobe.apply("dark" if options.dark else "light", options.scale)
    if options.rtl:
        app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    session = create_session(folder / "gallery.ascertain")
    fill_library(session)
    bridge = Bridge(session)
    window = QWidget()
    width, height = (int(part) for part in options.size.split("x"))
    window.resize(width, height)
    if options.entry:
        entry = EntryForm(bridge, Shelf(options.entry), window)
        entry.start_new("Ain al-Asad")
        entry.setGeometry(0, 0, width, height)
        window.show()
        entry.focus_first()
    else:
        show_state(options.state, bridge, window, (width, height), options)
    wait(600)
    if options.shot:
        window.grab().save(options.shot)
    else:
        app.exec()
    bridge.close()
    session.close()


if __name__ == "__main__":
    main()
