"""What Qt says on standard error, without its words: they can quote a text that was to be shown."""

from __future__ import annotations

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from ascertain.app.fault_hooks import say_on_stderr

_TOLD = {
    QtMsgType.QtWarningMsg: "warning",
    QtMsgType.QtCriticalMsg: "critical",
    QtMsgType.QtFatalMsg: "fatal",
}


def keep_words_of_qt() -> None:
    """From now on tell of a message of Qt only its kind and where in Qt it comes from. Call it once the application is
    there: why there is no screen is told in Qt's own words."""
    qInstallMessageHandler(_tell)


def _tell(kind: QtMsgType, context: QMessageLogContext, _words: str) -> None:
    if kind in _TOLD:
        say_on_stderr(f"Qt: {_TOLD[kind]} in {context.category}")
