"""Which kind of file something is: by what it begins with; its name and what a server calls it only break ties."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import PurePath


class Form(StrEnum):
    """A kind of file that can be read; `OTHER` is every other."""

    TEXT = "text"
    HTML = "html"
    MHTML = "mhtml"
    MAIL = "mail"
    PDF = "pdf"
    OTHER = "other"


_HEAD = 4_096
_PAGE = re.compile(r"<!doctype\s+html|<(html|head|body|meta|article|title|script|div|p|table)[\s>]", re.IGNORECASE)
_HEADER = re.compile(r"(?im)^(from|to|subject|date|mime-version|received|return-path|message-id|content-type|"
                     r"content-location|snapshot-content-location|delivered-to|x-[\w-]+):[ \t]*\S")  # fmt: skip
_BINARY = (
    b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf",
    b"\x1f\x8b", b"\x7fELF", b"MZ", b"SQLite format 3\x00", b"RIFF", b"OggS", b"ID3",
    b"BM", b"II*\x00", b"MM\x00*", b"bplist",
)  # fmt: skip
_PAGE_ENDINGS = (".html", ".htm", ".xhtml")
_PACK_ENDINGS = (".mht", ".mhtml")
_MAIL_ENDINGS = (".eml",)


def form_of(content: bytes, name: str = "", media_type: str = "") -> Form:
    """The kind of file that `content` is. `media_type` is what a server calls it."""
    ending = PurePath(name).suffix.lower()
    head = content[:_HEAD]
    if b"%PDF-" in head[:1_024]:
        return Form.PDF
    start = _as_text(head)
    if start is None or content.startswith(_BINARY):
        return Form.OTHER
    if _is_message(start, ending):
        packed = ending in _PACK_ENDINGS or "snapshot-content-location:" in start.lower() or _is_related(start)
        return Form.MHTML if packed else Form.MAIL
    told_page = ending in _PAGE_ENDINGS or media_type in ("text/html", "application/xhtml+xml")
    if _PAGE.search(start) and (told_page or start.lstrip("\ufeff \r\n\t").startswith("<")):
        return Form.HTML
    return Form.HTML if told_page and "<" in start else Form.TEXT


def _as_text(head: bytes) -> str | None:
    """The beginning as text, good enough to look for signs; None where it is no text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    if 0 not in head:
        return head.decode("utf-8", "replace")
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) * 4 > max(even, odd) or max(even, odd) * 20 < len(head):
        return None
    return head.decode("utf-16-le" if odd > even else "utf-16-be", "replace")


def _is_message(start: str, ending: str) -> bool:
    """Whether a text begins with the head of a message (RFC 5322)."""
    first = start.lstrip("\ufeff\r\n").split("\n\n")[0].split("\r\n\r\n")[0]
    names = {found[1].lower() for found in _HEADER.finditer(first)}
    if not _HEADER.match(first.split("\n")[0] + "\n"):
        return False
    if ending in _MAIL_ENDINGS + _PACK_ENDINGS:
        return bool(names)
    return "mime-version" in names or ("from" in names and bool(names & {"date", "message-id", "received"}))


def _is_related(start: str) -> bool:
    found = re.search(r"(?im)^content-type:\s*([\w/-]+)", start)
    return found is not None and found[1].lower() == "multipart/related"
