"""Comma-separated values and their kin: which encoding, which sign between the cells, and the rows.

After RFC 4180, as `csv` of the standard library reads it: a quotation mark within a quoted cell stands twice.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import BinaryIO

from ascertain.domain.incoming.target import BASE, UID
from ascertain.exchange.documents.decoding import known_codec, likeliest_encoding, marked_encoding
from ascertain.exchange.incoming.order import Failure, Form, Opening, Order, Remark, Unreadable
from ascertain.exchange.incoming.outlet import Outlet

DELIMITERS = ("\t", ";", "|", ",")
"""The signs that are looked for; where two fit as well, the earlier one, which stands in fewer texts."""
_FORMULA_STARTS = frozenset("=+-@\t\r'")
_NUMBER = re.compile(r"[-+][\d.,  ']*\d[\d.,]*(e[-+]?\d+)?\s*%?", re.IGNORECASE)
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_BLOCK = 1 << 20
_LOOKED_AT = 1 << 17
_ROWS_LOOKED_AT = 300
_CELLS, _LETTERS = 6_000, 200_000
_ENDED = "\x00ended"


def read_delimited(source: BinaryIO, order: Order, outlet: Outlet) -> None:
    """Read a file of such values and send its rows."""
    total = source.seek(0, os.SEEK_END)
    codec, shown = _encoding(source, order.opening.encoding)
    source.seek(0)
    lines = iter(io.TextIOWrapper(source, encoding=codec, errors="replace", newline=""))
    first = list(_taken(lines, _LOOKED_AT))
    delimiter, quote = _signs(first, order.opening)
    if first and _SEP.fullmatch(first[0]):
        first = first[1:]
    outlet.found(Form.CSV, encoding=shown, delimiter=delimiter, quote=quote)
    reading = _Reading(outlet, order, total, source)
    reading.read(chain(first, lines), delimiter, quote)


class _Reading:
    """The way of one file through the reader."""

    def __init__(self, outlet: Outlet, order: Order, total: int, source: BinaryIO) -> None:
        self._outlet, self._order, self._total, self._source = outlet, order, total, source
        self._letters = self._undecoded = 0
        self._protected = self._open = self._ours = False

    def read(self, lines: Iterable[str], delimiter: str, quote: str) -> None:
        """Send all rows."""
        # One more than may be, so that the row can be named; and no more, so that an open quotation mark ends.
        csv.field_size_limit(self._order.letters + 1_000)
        sheet = self._outlet.sheet("")
        # Within an open quotation mark this last line does not come out as two cells.
        ended = [_ENDED, _ENDED]
        rows = csv.reader(chain(self._counted(lines), [delimiter.join(ended)]), delimiter=delimiter, quotechar=quote)
        number, last = 1, None
        while block := self._block(rows, number):
            last = block[-1]
            if last == ended:
                block.pop()
            self._ours = self._ours or (number == 1 and any(map(_is_ours, block[:1])))
            self._send(sheet, number, block)
            number += len(block)
            self._outlet.tell(min(self._source.tell(), self._total), self._total)
        if last != ended:
            raise Unreadable(Failure.OPEN_QUOTE, number - 1)
        self._outlet.fact(sheet, apostrophes=self._protected and (self._ours or not self._open))
        self._outlet.remark(Remark.UNDECODED, self._undecoded)
        self._outlet.end()

    def _counted(self, lines: Iterable[str]) -> Iterator[str]:
        for line in lines:
            self._letters += len(line)
            yield line

    def _block(self, rows: Iterator[list[str]], number: int) -> list[list[str]]:
        """The next rows, the first of them that of this number: few enough cells and letters for one block."""
        self._letters = 0
        block: list[list[str]] = []
        cells = 0
        try:
            for row in rows:
                block.append(row)
                cells += len(row) + 1
                if cells > _CELLS or self._letters > _LETTERS:
                    break
        except csv.Error as error:
            raise Unreadable(Failure.TOO_LONG, number + len(block)) from error
        return block

    def _send(self, sheet: int, number: int, block: list[list[str]]) -> None:
        for cell in chain.from_iterable(block):
            if cell[:1] in _FORMULA_STARTS:
                self._note(cell)
        rows = [[cell or None for cell in row] for row in block]
        numbers: int | list[int] = number
        if not all(map(any, rows)):
            numbers = [at for at, row in enumerate(rows, number) if any(row)]
            rows = [row for row in rows if any(row)]
        if self._letters and "\ufffd" in (text := "".join(chain.from_iterable(block))):
            self._undecoded += text.count("\ufffd")
        self._outlet.block(sheet, numbers, rows, self._letters)

    def _note(self, cell: str) -> None:
        """A text that starts as a formula does, with or without the apostrophe that `csv_file.protect` puts there."""
        if cell[0] != "'":
            self._open = self._open or _NUMBER.fullmatch(cell) is None
        elif cell[1:2] in _FORMULA_STARTS:
            self._protected = True
        else:
            self._open = True


def _is_ours(headings: list[str]) -> bool:
    """Whether a log wrote the table: it puts columns there that nobody else does."""
    return UID in headings and any(heading.startswith(f"{BASE} {{") for heading in headings)


def _encoding(source: BinaryIO, wanted: str | None) -> tuple[str, str]:
    """The codec of a file, and what it is called."""
    if wanted:
        codec = known_codec(wanted)
        if codec is None:
            raise Unreadable(Failure.ENCODING)
        # A mark at the start belongs to no cell.
        return ("utf-8-sig" if codec == "utf-8" else codec), wanted
    source.seek(0)
    head = source.read(_BLOCK)
    if (marked := marked_encoding(head)) is not None:
        return marked[0], marked[1]
    odd = _lines_that_are_no_utf8(source)
    return ("utf-8-sig", "UTF-8") if odd is None else likeliest_encoding(odd)


def _lines_that_are_no_utf8(source: BinaryIO) -> bytes | None:
    """None where all of a file is UTF-8; else lines of it that hold more than ASCII, to guess from."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    source.seek(0)
    try:
        while piece := source.read(_BLOCK):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        pass
    else:
        return None
    source.seek(0)
    found, size = [], 0
    for line in iter(lambda: source.readline(_LOOKED_AT), b""):
        if not line.isascii():
            found.append(line)
            size += len(line)
        if size > _LOOKED_AT:
            break
    return b"".join(found)


def _taken(lines: Iterator[str], letters: int) -> Iterator[str]:
    for line in lines:
        yield line
        letters -= len(line)
        if letters <= 0:
            return


def _signs(first: list[str], opening: Opening) -> tuple[str, str]:
    """The sign between the cells, and the quotation mark."""
    text = "".join(first)[:_LOOKED_AT]
    told = _SEP.fullmatch(first[0]) if first else None
    delimiter = opening.delimiter or (told[1] if told else _delimiter(text))
    if opening.quote:
        return delimiter, opening.quote
    sign = re.escape(delimiter)
    single = '"' not in text and re.search(rf"(?m)(?:^|{sign})'[^'\r\n]*'(?:{sign}|\r?$)", text)
    return delimiter, "'" if single else '"'


def _delimiter(text: str) -> str:
    fits = {sign: _fit(text, sign) for sign in DELIMITERS}
    best = max(DELIMITERS, key=lambda sign: fits[sign])
    return best if fits[best] else ","


def _fit(text: str, delimiter: str) -> float:
    """How well a sign divides a text into columns: how many rows have as many cells as most rows, and how many those
    are."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = [len(row) for row in islice(rows, _ROWS_LOOKED_AT) if row]
    except csv.Error:
        return 0.0
    if len(text) >= _LOOKED_AT:
        # The last one may be cut.
        widths = widths[:-1] or widths
    if not widths:
        return 0.0
    width, count = Counter(widths).most_common(1)[0]
    return (count / len(widths)) ** 2 * (1 - 1 / width)
