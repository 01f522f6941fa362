"""Which kind of file something is: by what it begins with and holds, whatever its name says."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import BinaryIO

from ascertain.exchange.documents.decoding import marked_encoding
from ascertain.exchange.incoming.order import Failure, Form, Unreadable

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 8_192
_NO_TABLES = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\x7fELF",
    b"MZ\x90", b"SQLite format 3\x00", b"RIFF", b"OggS", b"ID3", b"II*\x00", b"MM\x00*", b"bplist",
)  # fmt: skip
_MARKUP = re.compile(r"\s*<(\?xml|!doctype|html|head|body|table|meta|!--)\b", re.IGNORECASE)
_OBJECT = re.compile(r"\s*[{\[]\s*[\"{\[\]}]")
_RECORD = re.compile(r'\s*\{\s*"record"\s*:')


class Container(StrEnum):
    """What a file is before it is opened further."""

    ZIP = "zip"
    OLE = "ole"


def container_or_form(source: BinaryIO) -> Container | Form:
    """The kind of an open file, or of the container that it is. Raises Unreadable where no rows can be read from such
    a file."""
    source.seek(0)
    head = source.read(_HEAD)
    if head.startswith(ZIP):
        return Container.ZIP
    if head.startswith(OLE):
        return Container.OLE
    if head.startswith(_NO_TABLES):
        raise Unreadable(Failure.NO_TABLE)
    return _form_of_text(head)


def _form_of_text(head: bytes) -> Form:
    marked = marked_encoding(head)
    # A text has no NUL every so often, as a picture or a program has.
    if marked is None and head.count(0) * 50 > len(head):
        raise Unreadable(Failure.NO_TABLE)
    start = head.decode(marked[0] if marked else "utf-8", "replace").lstrip("\ufeff")
    if _MARKUP.match(start):
        raise Unreadable(Failure.PAGE)
    if not _OBJECT.match(start):
        return Form.CSV
    return Form.JSON_LINES if _RECORD.match(start) else Form.GEOJSON
