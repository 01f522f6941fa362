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
from ascertain.exchange.incoming.kinds import Container, container_or_form
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
    """Read it with what reads such a file. Each reader is imported only for the files that need it."""
    match container_or_form(source):
        case Container.ZIP:
            _read_packed(source, outlet, order)
        case Container.OLE:
            from ascertain.exchange.incoming.xls_book import read_xls

            read_xls(source, order, outlet)
        case Form.JSON_LINES:
            from ascertain.exchange.incoming.json_records import read_records

            read_records(source, order, outlet)
        case Form.GEOJSON:
            from ascertain.exchange.incoming.map_features import read_features

            read_features(source, order, outlet)
        case _:
            from ascertain.exchange.incoming.delimited import read_delimited

            read_delimited(source, order, outlet)


def _read_packed(source: BinaryIO, outlet: Outlet, order: Order) -> None:
    from ascertain.exchange.incoming.ods_book import MEDIA_TYPE, read_ods
    from ascertain.exchange.incoming.packed_parts import Parts
    from ascertain.exchange.incoming.xlsx_book import read_book

    parts = Parts(source)
    if "mimetype" in parts:
        if parts.start("mimetype").strip() not in (MEDIA_TYPE, MEDIA_TYPE + b"-template"):
            raise Unreadable(Failure.OTHER_BOOK)
        read_ods(parts, order, outlet)
    elif "[Content_Types].xml" in parts:
        read_book(parts, order, outlet)
    else:
        raise Unreadable(Failure.NO_TABLE)
