"""Names of files that came from outside: shown so that they cannot deceive, and made safe where a file is written.

A name is kept as it came. What it looks like (Unicode Technical Report 36) and what a file system makes of it are two
other things.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import mimetypes

UNKNOWN_TYPE = "application/octet-stream"
_MOST_BYTES = 200
"""Longest name that is written, in bytes of UTF-8: file systems take 255, and something is added to it now and then."""
_NO_NAME = "attachment"
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_NO_TEXT = re.compile("[\ud800-\udfff]")
"""What Python makes of bytes that are no UTF-8, and halves of characters."""
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_JOINERS = "\u200c\u200d"

_PROGRAM_ENDINGS = """
    ade adp apk app appimage application appref-ms bash bat bin chm cmd com command cpl csh deb desktop dll dmg dylib
    elf exe fish gadget hta inf ins ipa iso jar jnlp js jse ksh lnk mjs msc msi msix msp mst ocx pif pl pkg ps1 psm1
    py pyc pyw pyz rb reg rpm run scf scpt scr sct service sh shb shs so swf sys url vb vbe vbs vhd vhdx ws wsc wsf wsh
    xll zsh docm dotm xlsm xltm xlam pptm potm ppam ppsm sldm iqy slk
"""
_PROGRAMS = frozenset(_PROGRAM_ENDINGS.split())
_PAGES = frozenset({"html", "htm", "xhtml", "mhtml", "mht", "svg"})


def kept_name(name: str) -> str:
    """A name as it can be kept in a log: bytes that are no text become a mark. Never empty."""
    return _NO_TEXT.sub("\ufffd", name) or _NO_NAME


def shown_name(name: str) -> str:
    """A name to be read: what would be unseen, or would turn other letters round, stands as its number; one line."""
    return "".join(letter if seen else f"⟨U+{ord(letter):04X}⟩" for letter, seen in _looked_at(name))


def safe_name(name: str) -> str:
    """A name under which a file can be written on any system: one part, no folder, no hidden file, no device."""
    plain = "".join(letter for letter, seen in _looked_at(unicodedata.normalize("NFC", name)) if seen)
    plain = _FORBIDDEN.sub("_", plain).strip().rstrip(". ")
    if plain.startswith("."):
        plain = f"_{plain[1:]}"
    if not plain.strip("._ "):
        plain = _NO_NAME
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    return _shortened(plain)


def media_type(name: str) -> str:
    """The type that the ending of a name promises, as `application/pdf`; nobody has looked into the file."""
    return _types().guess_type(f"x{PurePath(safe_name(name)).suffix}")[0] or UNKNOWN_TYPE


@cache
def _types() -> mimetypes.MimeTypes:
    """What Python itself knows: the same on every machine."""
    import mimetypes  # late: a window needs no types

    return mimetypes.MimeTypes(filenames=())


def is_program(name: str) -> bool:
    """Whether opening a file of this name may carry out something: a program, a script, macros, a shortcut."""
    return _ending(name) in _PROGRAMS


def is_page(name: str) -> bool:
    """Whether a browser would show a file of this name, and fetch from the network what it asks for."""
    return _ending(name) in _PAGES


def _ending(name: str) -> str:
    return PurePath(safe_name(name)).suffix.lstrip(".").lower()


def _looked_at(name: str) -> Iterator[tuple[str, bool]]:
    """Each letter, and whether it is seen. Joiners belong to the writing of Persian, of Indian scripts and of emoji."""
    before = ""
    for letter in name:
        joins = letter in _JOINERS and before and not before.isascii()
        yield letter, bool(joins) or unicodedata.category(letter) not in _UNSEEN
        before = letter


def _shortened(name: str) -> str:
    if len(name.encode()) <= _MOST_BYTES:
        return name
    suffix = PurePath(name).suffix
    if len(suffix.encode()) > 20:
        suffix = ""
    stem = name[: len(name) - len(suffix)] if suffix else name
    room = _MOST_BYTES - len(suffix.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + suffix
