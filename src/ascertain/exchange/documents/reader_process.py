"""The process that reads documents nobody trusts: bytes in, one JSON value out, and no way to anything else.

It is the program itself, started with `WORD` (see `app.intake.child`). Standard input holds a line of JSON (`Order`)
and the bytes of the document. Standard output gets lines of JSON: `{"done": 3, "total": 40}` while it works, and at the
end either `{"facts": …}` or `{"failed": …}`. `exchange.confinement` keeps it from doing anything else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, BinaryIO

from ascertain.exchange.confinement import confine, speak
from ascertain.exchange.documents.facts import Facts
from ascertain.exchange.documents.forms import Form

WORD = "--read-document"
"""The first argument that makes the program such a process. No name of a log begins like this."""


class Failure(StrEnum):
    """Why a document could not be read."""

    UNREADABLE = "unreadable"
    LOCKED = "locked"
    """It is encrypted and needs a password."""
    TOO_LARGE = "too_large"
    """It would need more memory than it is given, or is nested too deeply."""


class Unreadable(Exception):
    """A document cannot be read."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be read and within which limits. `memory` in bytes, `seconds` of computing; 0: none."""

    form: Form
    encoding: str = ""
    address: str = ""
    memory: int = 0
    seconds: int = 0

    def to_line(self) -> bytes:
        """As the process gets it."""
        return json.dumps(asdict(self)).encode() + b"\n"


Tell = Callable[[int, int], None]


def serve(source: BinaryIO | None = None, out: BinaryIO | None = None) -> int:
    """Read one document and answer. Returns the exit code."""
    source, out = source or sys.stdin.buffer, out or sys.stdout.buffer
    given = json.loads(source.readline())
    order = Order(**{**given, "form": Form(given["form"])})
    read = _reader(order, lambda done, total: speak(out, {"done": done, "total": total}))
    confine(order.memory, order.seconds)
    speak(out, _answer(read, source.read()))
    return 0


def _answer(read: Callable[[bytes], Facts], content: bytes) -> dict[str, Any]:
    try:
        return {"facts": json.loads(read(content).to_json())}
    except Unreadable as failed:
        return {"failed": failed.failure.value}
    except (MemoryError, RecursionError):
        return {"failed": Failure.TOO_LARGE.value}
    except Exception:  # noqa: BLE001 - whatever a hostile file makes a library do, the answer is that it is unreadable
        return {"failed": Failure.UNREADABLE.value}


def _reader(order: Order, tell: Tell) -> Callable[[bytes], Facts]:
    """What reads such a document. Each library is imported only for the documents that need it."""
    match order.form:
        case Form.HTML:
            from ascertain.exchange.documents.page import read_page

            return lambda content: read_page(content, order.encoding, order.address)
        case Form.PDF:
            from ascertain.exchange.documents.pdf import read_pdf

            return lambda content: read_pdf(content, tell)
        case Form.MAIL | Form.MHTML:
            from ascertain.exchange.documents.message import read_message

            return lambda content: read_message(content, order.form)
        case _:
            from ascertain.exchange.documents.plain import read_plain

            return lambda content: read_plain(content, order.encoding)
