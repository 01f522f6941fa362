"""A fault in a thread, in a callback, while cleaning up, or in a library is told without the text that it carries."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.commands import LogIncident
from ascertain.app.fault_hooks import keeping_text_to_itself
from ascertain.app.session import create_session
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable, Problem, Refused
from ascertain.domain.records import IncidentContent

SECRET = "whispered by the gardener"


class Fragile:
    """Falls when it is cleaned up."""

    def __del__(self) -> None:
        raise ValueError(SECRET)


@pytest.fixture
def reports(tmp_path: Path) -> Iterator[Path]:
    with keeping_text_to_itself(tmp_path / "faults"):
        yield tmp_path / "faults"


def reported(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The one report, once nothing that was typed is in it or on standard error."""
    said = capsys.readouterr()
    (report,) = folder.iterdir()
    text = report.read_text(encoding="utf-8")
    assert "The program made a mistake" in said.err
    assert "Traceback" not in said.err
    assert SECRET not in said.err + said.out + text
    return text


@pytest.mark.parametrize(
    "fault", [ValueError(SECRET), Refused(Problem("title", "x", say(SECRET))), LogUnavailable(say(SECRET))]
)
@pytest.mark.logs_warnings
def test_a_fault_in_what_is_called_when_work_is_done(
    reports: Path, fault: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    def fall(_: Future[None]) -> None:
        raise fault

    future: Future[None] = Future()
    future.add_done_callback(fall)
    future.set_result(None)
    assert f"{type(fault).__qualname__}" in reported(reports, capsys)


@pytest.mark.logs_warnings
def test_a_fault_of_the_database_in_a_callback_of_the_ledger(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from sqlalchemy.exc import IntegrityError

    from ascertain.store.door import Operation

    insert = Operation.insert

    def twice(op: Operation, name: str, values: dict[str, object], row_id: int | None = None) -> int:
        made = insert(op, name, values, row_id)
        return insert(op, name, values, made) if name == "incident" else made

    monkeypatch.setattr(Operation, "insert", twice)
    with closing(create_session(tmp_path / "log.ascertain")) as session:
        future = session.ledger.run(LogIncident(IncidentContent(title=SECRET)))
        future.add_done_callback(lambda done: done.result())
        fault = future.exception()
    assert isinstance(fault, IntegrityError)
    assert SECRET in str(fault)
    assert "IntegrityError" in reported(reports, capsys)


def test_a_fault_in_a_thread(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fall() -> None:
        raise ValueError(SECRET)

    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    assert "in fall" in reported(reports, capsys)


def test_a_fault_while_cleaning_up(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Fragile()
    assert "in __del__" in reported(reports, capsys)


@pytest.mark.logs_warnings
def test_what_a_library_logs_or_warns_of_is_not_shown(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    logging.getLogger("a.library").error("%s", SECRET)
    logging.getLogger("a.library").error("%d", SECRET)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(SECRET, stacklevel=1)
    assert SECRET not in capsys.readouterr().err
    assert not reports.exists()


_WINDOW = """
import sys, threading
from concurrent.futures import Future
from pathlib import Path
from ascertain import bootstrap
SECRET = sys.argv[2]
def fall(*_):
    raise ValueError(SECRET)
def begin():
    from PySide6.QtCore import QTimer, qCritical, qWarning
    from PySide6.QtWidgets import QApplication
    thread = threading.Thread(target=fall)
    thread.start()
    thread.join()
    future = Future()
    future.add_done_callback(fall)
    future.set_result(None)
    qWarning(SECRET)
    qCritical(SECRET)
    QTimer.singleShot(0, fall)
    QTimer.singleShot(100, lambda: QApplication.closeAllWindows())
sys.exit(bootstrap.open_window(Path(sys.argv[1]), begin))
"""


def test_the_window_tells_no_text_on_standard_error(tmp_path: Path) -> None:
    log = tmp_path / "log.ascertain"
    create_session(log).close()
    folders = {name: str(tmp_path / name) for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **folders, "PYTHONPATH": "src", "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-c", _WINDOW, str(log), SECRET]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert SECRET not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert "Qt: critical in default" in done.stderr
    assert "Qt: warning" not in done.stderr
    found = list(tmp_path.rglob("fault-*.txt"))
    assert len(found) == 3
    assert not [each for each in found if SECRET in each.read_text(encoding="utf-8")]
