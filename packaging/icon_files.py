"""The icon of the program as Windows and macOS want it: one file with all its sizes."""

from __future__ import annotations

import struct
import tempfile
from pathlib import Path

from linux.icons import draw_icon

_ICO_SIZES = (16, 24, 32, 48, 64, 256)
_ICNS_SIZES = {b"icp4": 16, b"icp5": 32, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}
"""The kinds of picture in an .icns file that hold a PNG, with their pixels."""


def write_ico(out: Path) -> Path:
    """Write the icon for Windows."""
    pictures = [(size, _png(size)) for size in _ICO_SIZES]
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    start = 6 + 16 * len(pictures)
    for size, png in pictures:
        # A size of 256 is written as 0. One plane, 32 bits a pixel.
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), start + len(body))
        body += png
    out.write_bytes(head + body)
    return out


def write_icns(out: Path) -> Path:
    """Write the icon for macOS."""
    body = b""
    for kind, size in _ICNS_SIZES.items():
        png = _png(size)
        body += kind + struct.pack(">I", 8 + len(png)) + png
    out.write_bytes(b"icns" + struct.pack(">I", 8 + len(body)) + body)
    return out


def _png(size: int) -> bytes:
    with tempfile.TemporaryDirectory(prefix="icon-") as work:
        made = Path(work) / "icon.png"
        draw_icon(size, made)
        return made.read_bytes()
