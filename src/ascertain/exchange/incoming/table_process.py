"""The process that reads tables nobody trusts: an open file in, lines of JSON out, and no way to anything else.

It is the program itself, started with `WORD` (see `app.incoming.staging`). Its standard input is the file; what it
answers is told in `outlet`. `exchange.confinement` keeps it from doing anything else.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import BinaryIO

from ascertain.exchange.confinement import confine, speak
from ascertain.exchange.incoming.kinds import form_of
from ascertain.exchange.incoming.order import Failure, Form, Order, Unreadable
from ascertain.exchange.incoming.outlet import Outlet


def serve(source: BinaryIO | None = None, out: BinaryIO | None = None, order: Order | None = None) -> int:
    """Read one file and answer. Returns the exit code."""
    source, out = source or sys.stdin.buffer, out or sys.stdout.buffer
    order = order or Order.from_environment(os.environ)
    # Nothing that is made here leads back to itself.
    gc.disable()
    confine(order.memory, order.seconds)
    try:
        _read(source, Outlet(out, order), order)
    except Unreadable as failed:
        speak(out, {"failed": failed.failure.value, "row": failed.row, "what": failed.what})
    except (MemoryError, RecursionError):
        speak(out, {"failed": Failure.TOO_LARGE.value})
    except BaseException:  # noqa: BLE001 - a panic of calamine is no Exception, and whatever it is, the answer is this
        speak(out, {"failed": Failure.UNREADABLE.value})
    out.flush()
    return 0


def _read(source: BinaryIO, outlet: Outlet, order: Order) -> None:
    match form_of(source):
        case Form.CSV:
            from ascertain.exchange.incoming.delimited import read_delimited

            read_delimited(source, order, outlet)
        case form:
            raise Unreadable(Failure.NO_TABLE, what=form)
