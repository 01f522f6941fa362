"""The program that is killed: the real window, in which a script saves and tells what was acknowledged.

This process loads the program once and forks it whenever a line on standard input asks for a round, as JSON with
`round`, `log`, `hands` (whether the form is typed) and `end` (when to close by itself). Each line of its output is
JSON with the round and what happened: `started`, `painted`, `saved` with the operation's number, `closing`, `fault`,
and `ended`, after which nothing more of that round comes.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ascertain import bootstrap
from ascertain.app.notices import LogChanged
from ascertain.ui.shell.window import MainWindow
from tests.prove.open_watch import WATCH
from tests.prove.script import Script

# What the program loads only when it needs it. Here it is loaded once, so that a round is spent on saving.
_LOADED_LATER = (
    "ascertain.app.folders",
    "ascertain.app.handlers.carrying_out",
    "ascertain.app.queries",
    "ascertain.store.backups",
    "ascertain.ui.application",
    "ascertain.ui.charts.histogram",
    "ascertain.ui.detail.pane",
    "ascertain.ui.form.form",
    "ascertain.ui.form.maker",
)
_DIE_WITH_PARENT = 1


def tell(round_: int, what: str, **more: Any) -> None:
    """Write one line at once: so short a line goes into a pipe whole, or not at all."""
    os.write(1, (json.dumps({"round": round_, "what": what, **more}) + "\n").encode())


def serve() -> None:
    """Fork a program for every line, and say when it has ended. Its number is nobody else's until the next line: who
    kills it late kills nothing else."""
    _end_with_parent()
    for name in _LOADED_LATER:
        importlib.import_module(name)
    child = 0
    for line in sys.stdin:
        if child:
            os.waitpid(child, 0)
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            _end_with_parent()
            run_program(asked)
        tell(asked["round"], "started", process=child)
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        assert ended is not None
        killed = ended.si_code == os.CLD_KILLED
        tell(asked["round"], "ended", code=-ended.si_status if killed else ended.si_status)


def _end_with_parent() -> None:
    """Be killed by the system when the process that started this one ends: no program outlives its proof."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def run_program(asked: dict[str, Any]) -> NoReturn:
    """Open the window and save until killed, or until `end` operations are saved and the window is closed."""
    number = int(asked["round"])
    code = 1
    WATCH.begin()
    try:
        code = bootstrap.open_window(Path(asked["log"]), when_painted=lambda: _begin(asked))
    except BaseException:
        tell(number, "fault", text=traceback.format_exc()[-3000:])
        raise
    finally:
        os._exit(code)


def _begin(asked: dict[str, Any]) -> None:
    number, end = int(asked["round"]), int(asked["end"])
    window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
    saved = 0

    def heard(notice: LogChanged) -> None:
        # On the writer lane, right after the commit: nobody can know of the operation earlier.
        nonlocal saved
        saved += 1
        tell(number, "saved", operation=notice.operation)
        if WATCH.faults:
            fault(AssertionError("; ".join(WATCH.faults)))
        if saved == end:
            QTimer.singleShot(0, window, close)

    def close() -> None:
        tell(number, "closing")
        window.close()

    def fault(error: BaseException) -> None:
        tell(number, "fault", text="".join(traceback.format_exception(error))[-3000:])
        os._exit(2)

    window.session.notices.subscribe(heard)
    script = Script(window, number, fault)
    tell(number, "painted")
    begin = script.type_by_hand if asked["hands"] else script.run_commands
    # Once the window is complete: it sets that off itself right after the first paint.
    QTimer.singleShot(0, window, lambda: QTimer.singleShot(0, window, begin))


if __name__ == "__main__":
    serve()
