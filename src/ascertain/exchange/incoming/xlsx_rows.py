"""The XML of a sheet of XLSX in pieces: its rows, most of which can be taken apart without a parser of XML."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_UTF8 = re.compile(
    rb'(\xef\xbb\xbf)?(<\?xml\s+version="1\.0"(\s+encoding="utf-8")?(\s+standalone="\w+")?\s*\?>\s*)?<\w', re.IGNORECASE
)
_BEGINS, _ENDS = "<sheetData>", "</row>"
_MOST_HELD = 32 << 20
_ROW = re.compile(r'\s*<row(?: r="(\d+)")?((?: [\w:.]+="[^"<]*")*)>')
_CELL = re.compile(
    r'<c(?: r="([A-Z]{1,3})\d+")?(?: s="(\d+)")?(?: t="(\w+)")?'
    r'(?:/>|>(?:<v>([^<]*)</v>|<is><t(?: xml:space="preserve")?>([^<]*)</t></is>)?</c>)'
)
_HARD = ("&", "<f", "\r", "<!")
"""What a row may hold that takes a parser: references, formulas, other ends of lines, comments."""

Cell = tuple[str, str, str, str, str]
"""Letters of the column, style, type, value, text; each may be empty."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the XML. `is_row`: it ends where a row ends."""

    xml: str | bytes
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row that was taken apart."""

    attributes: dict[str, str]
    cells: list[Cell]


def pieces(blocks: Iterable[bytes]) -> Iterator[Piece]:
    """The XML from its start to its end: what stands before the rows, then each row. Raises UnicodeDecodeError."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    held, begun, within = "", False, False
    for block in blocks:
        if not begun and not _UTF8.match(block):
            yield Piece(block)
            yield from map(Piece, blocks)
            return
        begun = True
        held += decoder.decode(block)
        if not within:
            before, sign, held = held.partition(_BEGINS)
            if not sign:
                held = before
                continue
            yield Piece(before + sign)
            within = True
        *rows, held = held.split(_ENDS)
        for row in rows:
            yield Piece(row + _ENDS, is_row=True)
        if len(held) > _MOST_HELD:
            yield Piece(held)
            held = ""
    yield Piece(held + decoder.decode(b"", final=True))


def plain_row(xml: str) -> PlainRow | None:
    """The row that a piece is; None where it takes a parser to tell."""
    begins = _ROW.match(xml)
    if begins is None or any(sign in xml for sign in _HARD):
        return None
    cells = _CELL.findall(xml, begins.end())
    if xml.count("<c", begins.end()) != len(cells):
        return None
    hidden = "1" if 'hidden="1"' in begins[2] or 'hidden="true"' in begins[2] else ""
    return PlainRow({"r": begins[1] or "", "hidden": hidden}, cells)
