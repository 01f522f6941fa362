"""Which kind of file something is: by what it begins with; its name only breaks ties."""

from __future__ import annotations

from typing import BinaryIO

from ascertain.exchange.documents.decoding import marked_encoding
from ascertain.exchange.incoming.order import Failure, Form, Unreadable

_HEAD = 8_192
_NO_TABLES = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\x7fELF",
    b"MZ\x90", b"SQLite format 3\x00", b"RIFF",
    b"OggS", b"ID3", b"II*\x00", b"MM\x00*", b"bplist", b"PK", b"\xd0\xcf\x11\xe0",
)  # fmt: skip


def form_of(source: BinaryIO) -> Form:
    """The kind of an open file. Raises Unreadable where no rows can be read from such a file."""
    source.seek(0)
    head = source.read(_HEAD)
    if head.startswith(_NO_TABLES):
        raise Unreadable(Failure.NO_TABLE)
    return _form_of_text(head)


def _form_of_text(head: bytes) -> Form:
    marked = marked_encoding(head)
    # A text has no NUL every so often, as a picture or a program has.
    if marked is None and head.count(0) * 50 > len(head):
        raise Unreadable(Failure.NO_TABLE)
    return Form.CSV
