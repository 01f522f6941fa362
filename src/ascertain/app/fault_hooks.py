"""What Python, its threads and libraries say of a fault: written down without text, never printed with it.

By themselves they print the text of an exception on standard error, where a terminal or the journal of the system keeps
it; and that text can hold what an analyst typed (the error of a database holds the values of a row).
"""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ascertain.app.faults import fault_message, record_fault

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


@contextmanager
def keeping_text_to_itself(folder: Path) -> Iterator[None]:
    """Meanwhile a fault in a thread, in what is called when work is done, in what cleans up, or one that a library logs
    is a report in `folder` and a sentence on standard error; warnings of libraries are not shown."""

    def tell(kind: type[BaseException] | None, trace: TracebackType | None) -> None:
        if kind is not None and not issubclass(kind, SystemExit):
            say_on_stderr(str(fault_message(record_fault(kind, trace, folder))))

    def of_thread(given: threading.ExceptHookArgs) -> None:
        tell(given.exc_type, given.exc_traceback)

    def of_cleaning_up(given: UnraisableHookArgs) -> None:
        tell(given.exc_type, given.exc_traceback)

    class Reports(logging.Handler):
        """Takes what is logged: of a fault its lines, and of all else nothing."""

        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info:
                tell(record.exc_info[0], record.exc_info[2])

    handler, root = Reports(), logging.getLogger()
    threads, cleaning, told = threading.excepthook, sys.unraisablehook, logging.raiseExceptions
    threading.excepthook, sys.unraisablehook, logging.raiseExceptions = of_thread, of_cleaning_up, False
    root.addHandler(handler)
    try:
        with warnings.catch_warnings():
            if not sys.warnoptions:
                warnings.showwarning = lambda *_, **__: None
            yield
    finally:
        root.removeHandler(handler)
        threading.excepthook, sys.unraisablehook, logging.raiseExceptions = threads, cleaning, told


def say_on_stderr(text: str) -> None:
    """Write a line on standard error, where there is one: a program without a console has none."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text}\n")
