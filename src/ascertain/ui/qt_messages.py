"""What Qt says on standard error, without its words: they can quote a text that was to be shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from ascertain.app.fault_hooks import say_on_stderr

_TOLD = {QtMsgType.QtCriticalMsg: "critical", QtMsgType.QtFatalMsg: "fatal"}
"""Warnings without their words would help nobody."""


@contextmanager
def keeping_words_of_qt() -> Iterator[None]:
    """Meanwhile tell of a grave message of Qt only its kind and where in Qt it comes from, and of the others nothing.
    Enter it once the application is there: why there is no screen is told in Qt's own words."""
    before = qInstallMessageHandler(_tell)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _tell(kind: QtMsgType, context: QMessageLogContext, _words: str) -> None:
    if kind in _TOLD:
        say_on_stderr(f"Qt: {_TOLD[kind]} in {context.category}")
