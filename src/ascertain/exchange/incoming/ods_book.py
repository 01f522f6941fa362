"""A workbook of OpenDocument (ODF 1.3 part 3, chapter 9), walked through cell by cell as it is unpacked."""

from __future__ import annotations

import re
from datetime import timedelta

from ascertain.exchange.incoming.cell_numbers import moment_from
from ascertain.exchange.incoming.order import MOST_COLUMNS, Failure, Form, Order, Remark, Unreadable
from ascertain.exchange.incoming.outlet import Outlet, Rows
from ascertain.exchange.incoming.packed_parts import Parts, parser_of

MEDIA_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_LAID_OUT = re.compile(r" *[\t\r\n][ \t\r\n]*")
_LASTS = re.compile(r"(-?)PT?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,]\d+)?S)?")
_ASIDE = frozenset({"office:annotation", "table:shapes", "draw:frame", "draw:custom-shape", "draw:g", "text:note"})
"""What hangs at a cell and is no part of what stands in it."""
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})


def is_locked(parts: Parts) -> bool:
    """Whether a password is needed."""
    found: list[str] = []
    if _MANIFEST in parts:
        parts.walk(_MANIFEST, lambda name, _given: found.append(name) if name.endswith("encryption-data") else None)
    return bool(found)


def read_ods(parts: Parts, order: Order, outlet: Outlet) -> None:
    """Send the rows of all sheets, or of the one that is asked for."""
    if is_locked(parts):
        raise Unreadable(Failure.LOCKED)
    outlet.found(Form.ODS)
    _Book(parts, order, outlet).read()
    outlet.end()


class _Book:
    """The way through the content."""

    def __init__(self, parts: Parts, order: Order, outlet: Outlet) -> None:
        self._parts, self._order, self._outlet = parts, order, outlet
        self._unseen: set[str] = set()
        """The styles of sheets that are not shown."""
        self._style = ""
        self._rows: Rows | None = None
        self._depth = 0
        """Tables within a table are no sheets."""
        self._found = False
        self._sheet_hidden = False
        self._aside = 0
        self._text = _CellText(order.letters)
        self._number = 0
        self._begin_row({})
        self._cell: dict[str, str] = {}
        self._parser = parser_of(self._start, self._end)

    def read(self) -> None:
        """Send all rows."""
        total, done = self._parts.size(_CONTENT), 0

        def told(count: int) -> None:
            nonlocal done
            done += count
            self._outlet.tell(done, total)

        self._parts.walk_with(self._parser, _CONTENT, told)
        if self._order.opening.sheet and not self._found:
            raise Unreadable(Failure.NO_SHEET, what=self._order.opening.sheet)

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name in _ASIDE:
            self._aside += 1
        if self._aside:
            return
        if name in _CELLS:
            self._cell = given
            self._text.clear()
        elif name == "text:p":
            self._text.begin()
            self._parser.CharacterDataHandler = self._text.add
        elif name in ("text:s", "text:tab", "text:line-break"):
            self._text.add_sign(name, _count(given, "text:c"))
        elif name == "table:table-row":
            self._begin_row(given)
        else:
            self._start_other(name, given)

    def _start_other(self, name: str, given: dict[str, str]) -> None:
        if name == "table:table":
            self._depth += 1
            wanted = self._order.opening.sheet
            if self._depth == 1 and (not wanted or given.get("table:name") == wanted):
                self._found, self._number = True, 0
                self._rows = Rows(self._outlet, self._outlet.sheet(given.get("table:name", "")))
                self._sheet_hidden = given.get("table:style-name", "") in self._unseen
        elif name == "style:style":
            self._style = given.get("style:name", "")
        elif name == "style:table-properties" and given.get("table:display") == "false":
            self._unseen.add(self._style)

    def _end(self, name: str) -> None:
        if name in _ASIDE:
            self._aside -= 1
        if self._aside:
            return
        if name in _CELLS:
            self._take_cell()
        elif name == "text:p":
            self._parser.CharacterDataHandler = None
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table":
            self._depth -= 1
            if self._depth == 0 and self._rows is not None:
                self._rows.flush()
                self._rows = None

    def _begin_row(self, given: dict[str, str]) -> None:
        self._row: list[object] = []
        self._column = 0
        self._text.row = self._number + 1
        self._repeated = _count(given, "table:number-rows-repeated")
        self._hidden = given.get("table:visibility", "visible") != "visible"

    def _end_row(self) -> None:
        if self._rows is None or self._depth != 1:
            return
        if not self._row:
            self._number += self._repeated
            return
        if self._repeated * len(self._row) > self._order.cells:
            raise Unreadable(Failure.TOO_MANY, self._number + 1)
        self._outlet.remark(Remark.HIDDEN_ROWS, self._repeated if self._hidden else 0)
        self._outlet.remark(Remark.HIDDEN_SHEETS, int(self._sheet_hidden))
        self._sheet_hidden = False
        for _ in range(self._repeated):
            self._number += 1
            self._rows.add(self._number, self._row)
        self._row = []

    def _take_cell(self) -> None:
        if self._depth != 1:
            return
        given = self._cell
        repeated = _count(given, "table:number-columns-repeated")
        value = self._value(given)
        if value is None:
            self._column += repeated
            return
        if self._column + repeated > MOST_COLUMNS:
            raise Unreadable(Failure.TOO_WIDE, self._number + 1)
        self._row.extend([None] * (self._column - len(self._row)))
        self._row.extend([value] * repeated)
        self._column += repeated
        merged = _count(given, "table:number-columns-spanned") * _count(given, "table:number-rows-spanned") > 1
        self._outlet.remark(Remark.MERGED, int(merged))

    def _value(self, given: dict[str, str]) -> object:
        match given.get("office:value-type"):
            case "float" | "percentage" | "currency":
                return _number(given.get("office:value", ""))
            case "date":
                return moment_from(given.get("office:date-value", ""))
            case "time":
                return _lasting(given.get("office:time-value", ""))
            case "boolean":
                return given.get("office:boolean-value") == "true"
            case None:
                self._outlet.remark(Remark.UNCOMPUTED, int("table:formula" in given))
        text = given.get("office:string-value") or self._text.whole()
        self._outlet.remark(Remark.ERRORS, int(given.get("calcext:value-type") == "error"))
        return text or None


class _CellText:
    """The paragraphs of one cell. White space is what ODF has it be (ODF 1.3 part 3, 6.1.2), but for spaces in a row:
    LibreOffice writes them as they are into cells of several lines, and reads them so."""

    def __init__(self, most: int) -> None:
        self._most, self.row = most, 0
        self.clear()

    def clear(self) -> None:
        """Begin a cell."""
        self._lines: list[str] = []
        self._length = 0

    def begin(self) -> None:
        """Begin a paragraph."""
        self._lines.append("")

    def add(self, text: str) -> None:
        """Take letters. The end of a line in the XML, with what is about it, is a space."""
        self._put(_LAID_OUT.sub(" ", text))

    def add_sign(self, name: str, count: int) -> None:
        """Take spaces, a tab or the end of a line that stand as elements."""
        if not self._lines:
            return
        if count > self._most:
            raise Unreadable(Failure.TOO_LONG, self.row)
        self._put({"text:s": " " * count, "text:tab": "\t"}.get(name, "\n"))

    def whole(self) -> str:
        """All of it."""
        return "\n".join(self._lines)

    def _put(self, text: str) -> None:
        self._lines[-1] += text
        self._length += len(text)
        if self._length > self._most:
            raise Unreadable(Failure.TOO_LONG, self.row)


def _count(given: dict[str, str], key: str) -> int:
    told = given.get(key)
    if told is None:
        return 1
    return int(told) if told.isdecimal() and len(told) < 10 else 1


def _number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text or None


def _lasting(text: str) -> object:
    found = _LASTS.fullmatch(text)
    if found is None:
        return text or None
    hours, minutes, seconds = (min(int(found[at] or 0), 10**9) for at in (2, 3, 4))
    lasts = timedelta(hours=min(hours, 10**7), minutes=minutes, seconds=seconds)
    return -lasts if found[1] else lasts
