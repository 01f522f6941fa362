"""Short fingerprints of values, by which an edit made in a file is told from one made in the log."""

from __future__ import annotations

import base64
import hashlib
from datetime import date, datetime

from ascertain.domain.incoming.rows import Value

LENGTH = 4
"""Characters; 24 bits, so that of sixteen million edits one goes unseen."""


def fingerprint(value: Value) -> str:
    """The fingerprint of a value; the same for an empty text, an empty list and nothing."""
    digest = hashlib.blake2b(_plain(value).encode("utf-8", "surrogatepass"), digest_size=3).digest()
    return base64.urlsafe_b64encode(digest).decode("ascii")


def same(one: Value, other: Value) -> bool:
    """Whether two values say the same: numbers by their size, texts without regard to how a cell keeps their ends."""
    return _plain(one) == _plain(other)


def _plain(value: Value) -> str:
    if value is None or value in ("", ()):
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int | float):
        return repr(int(value)) if float(value).is_integer() else repr(float(value))
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "\x1f".join(value)
    return "\n".join(line.rstrip() for line in value.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n"))
