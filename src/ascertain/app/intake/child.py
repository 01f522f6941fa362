"""What the process in which documents are read is asked, and what it answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ascertain.app import children
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import FileTrouble
from ascertain.exchange.documents.facts import Facts, from_json
from ascertain.exchange.documents.reader_process import WORD, Failure, Order


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a document may take: `seconds` on the clock, bytes of `memory` where the system can hold it to that, and
    bytes of `answer`."""

    seconds: float = 45.0
    memory: int = 1_500 << 20
    answer: int = 32 << 20


def read_in_child(order: Order, content: bytes, conduct: Conduct, limits: Limits) -> Facts:
    """Read a document in a process of its own. Raises FileTrouble with what to do, or Cancelled; the process is gone in
    any case."""
    order = Order(order.form, order.encoding, order.address, limits.memory, int(limits.seconds) + 1)
    given, most = (order.to_line(), content), (limits.answer, limits.answer)
    try:
        with children.answers(command(), given, conduct, limits.seconds, most) as lines:
            return _answer(lines, conduct)
    except children.TookTooLong as error:
        raise FileTrouble(TOO_LONG) from error


def command() -> list[str]:
    """How the process is started."""
    return children.command(WORD)


def _answer(lines: Iterable[bytes], conduct: Conduct) -> Facts:
    for line in lines:
        said = _said(line)
        if "facts" in said:
            try:
                return from_json(json.dumps(said["facts"]))
            except (ValueError, TypeError) as error:
                raise FileTrouble(_FAILED[Failure.UNREADABLE]) from error
        if "failed" in said:
            raise FileTrouble(_FAILED.get(said["failed"], _FAILED[Failure.UNREADABLE]))
        done, total = said.get("done"), said.get("total")
        if type(done) is int and type(total) is int:
            conduct.tell(done, total)
    # Ended without a word: the system ended it, most likely since it wanted too much memory or time.
    raise FileTrouble(_FAILED[Failure.TOO_LARGE])


def _said(line: bytes) -> dict[str, Any]:
    try:
        read = json.loads(line)
    except ValueError:
        return {"failed": Failure.UNREADABLE}
    return read if isinstance(read, dict) else {"failed": Failure.UNREADABLE}


TOO_LONG: Message = say(
    "Reading this document took too long and was stopped. Open it where you see it, copy the text, and paste it here."
)
_FAILED: dict[str, Message] = {
    Failure.UNREADABLE: say(
        "This document cannot be read: it is damaged, or not what it seems. Open it where you see it, copy the text, "
        "and paste it here."
    ),
    Failure.LOCKED: say(
        "This PDF is locked with a password. Open it with its password, copy the text, and paste it here."
    ),
    Failure.TOO_LARGE: say(
        "This document is too large or too deeply nested to be read safely. Copy the part that you need, and paste it "
        "here."
    ),
}
