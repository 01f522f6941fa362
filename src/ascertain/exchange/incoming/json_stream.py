"""JSON read piece by piece, so that a long list needs no more memory than its longest element."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from ascertain.exchange.documents.decoding import marked_encoding
from ascertain.exchange.incoming.order import Failure, Unreadable

_BLOCK = 1 << 18
_MOST_OF_VALUE = 64 << 20
"""Characters of one element."""
_SPACE = " \t\r\n"


def text_of(source: BinaryIO) -> io.TextIOWrapper:
    """The file as text: JSON is UTF-8 (RFC 8259), and now and then UTF-16."""
    source.seek(0)
    marked = marked_encoding(source.read(4_096))
    source.seek(0)
    return io.TextIOWrapper(source, encoding=marked[0] if marked else "utf-8-sig", errors="strict", newline="")


class JsonStream:
    """A walk through the members of one JSON object. Raises Unreadable where it is none."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._decoder = json.JSONDecoder(parse_constant=_refuse)
        self._held = ""
        self._at = 0
        self._ended = False

    def members(self) -> Iterator[str]:
        """Yield the key of each member; its value must be taken by `value` or `elements` before the next."""
        self._expect("{")
        if self._peek() == "}":
            self._expect("}")
            return
        while True:
            key = self.value()
            if not isinstance(key, str):
                raise Unreadable(Failure.UNREADABLE)
            self._expect(":")
            yield key
            if self._peek() != ",":
                self._expect("}")
                return
            self._expect(",")

    def elements(self) -> Iterator[Any]:
        """Yield each element of the list that stands here."""
        self._expect("[")
        if self._peek() == "]":
            self._expect("]")
            return
        while True:
            yield self.value()
            if self._peek() != ",":
                self._expect("]")
                return
            self._expect(",")

    def begins_list(self) -> bool:
        """Whether a list stands here."""
        return self._peek() == "["

    def value(self) -> Any:
        """Take the value that stands here."""
        self._peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._held, self._at)
            except ValueError as error:
                if not self._more():
                    raise Unreadable(Failure.CUT if self._ended else Failure.UNREADABLE) from error
                continue
            # A number may go on in what was not read yet.
            if end == len(self._held) and self._more():
                continue
            self._at = end
            return value

    def _expect(self, sign: str) -> None:
        found = self._peek()
        if found != sign:
            raise Unreadable(Failure.UNREADABLE if found else Failure.CUT)
        self._at += 1

    def _peek(self) -> str:
        """The next sign that is no space; empty at the end."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Read on; more each time, so that a long value is not looked at too often."""
        kept = len(self._held) - self._at
        if kept > _MOST_OF_VALUE:
            raise Unreadable(Failure.TOO_LARGE)
        more = self._text.read(max(_BLOCK, kept))
        self._ended = not more
        self._held, self._at = self._held[self._at :] + more, 0
        return bool(more)


def _refuse(constant: str) -> object:
    raise ValueError(constant)
