"""One sheet of XLSX, walked through cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.parsers import expat

from ascertain.exchange.incoming.book_texts import SharedTexts, unescaped
from ascertain.exchange.incoming.cell_numbers import Kind, lasting_of, moment_from, moment_of
from ascertain.exchange.incoming.order import MOST_COLUMNS, Failure, Order, Remark, Unreadable
from ascertain.exchange.incoming.outlet import Outlet, Rows
from ascertain.exchange.incoming.packed_parts import Parts, parser_of
from ascertain.exchange.incoming.xlsx_rows import pieces, plain_row

_DIGITS = "0123456789"
_TRUE = ("1", "true")


class Sheet:
    """Sends the rows of one sheet."""

    def __init__(
        self,
        outlet: Outlet,
        number: int,
        order: Order,
        kinds: Sequence[Kind],
        texts: SharedTexts,
        *,
        since_1904: bool,
    ) -> None:
        self._outlet, self._order, self._kinds, self._texts = outlet, order, kinds, texts
        self._since_1904 = since_1904
        self._collected = Rows(outlet, number)
        self._columns: dict[str, int] = {}
        self._row: list[object] = []
        self._number = 0
        self._column = -1
        self._cell: dict[str, str] = {}
        self._pieces: list[str] = []
        self._length = 0
        self._formula = self._sounds = self._hidden = False
        self._names: dict[str, str] = {}
        self._parser: expat.XMLParserType | None = None
        self.rows = 0

    def read(self, parts: Parts, part: str, done: int, total: int) -> int:
        """Send all rows. Returns how much of `total` is done then."""

        def blocks() -> Iterator[bytes]:
            nonlocal done
            for block in parts.blocks(part):
                yield block
                done += len(block)
                self._outlet.tell(done, total)

        self._parser = parser_of(self._start, self._end)
        try:
            for piece in pieces(blocks()):
                if not piece.is_row or not self._take_plain(str(piece.xml)):
                    self._parser.Parse(piece.xml, False)
            self._parser.Parse(b"", True)
        except (expat.ExpatError, UnicodeDecodeError) as error:
            raise Unreadable(Failure.UNREADABLE) from error
        self._collected.flush()
        return done

    def _take_plain(self, xml: str) -> bool:
        """Take a row without the parser, if that is possible."""
        row = plain_row(xml)
        if row is None:
            return False
        self._begin_row(row.attributes)
        column, columns = -1, self._columns
        for letters, style, kind, value, text in row.cells:
            at = columns.get(letters)
            column = column + 1 if not letters else self._column_of(letters) if at is None else at
            if value or text:
                self._put(column, self._meaning(kind or "n", value or text, style or "0"))
        self._end_row()
        return True

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = self._names.get(tag) or self._named(tag)
        if name == "c":
            self._cell = given
            self._pieces = []
            self._length = 0
            self._formula = False
        elif name in ("v", "t"):
            if not self._sounds and self._parser is not None:
                self._parser.CharacterDataHandler = self._letters
        elif name == "row":
            self._begin_row(given)
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._sounds = True
        elif name == "mergeCell":
            self._outlet.remark(Remark.MERGED, 1)

    def _named(self, tag: str) -> str:
        name = self._names[tag] = tag.rpartition(":")[2]
        return name

    def _letters(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        if self._length > self._order.letters:
            raise Unreadable(Failure.TOO_LONG, self._number)

    def _end(self, tag: str) -> None:
        name = self._names[tag]
        if name == "c":
            self._take_cell()
        elif name in ("v", "t"):
            if self._parser is not None:
                self._parser.CharacterDataHandler = None
        elif name == "row":
            self._end_row()
        elif name == "rPh":
            self._sounds = False

    def _begin_row(self, given: dict[str, str]) -> None:
        told = given.get("r")
        number = int(told) if told and told.isdecimal() else self._number + 1
        if number <= self._number:
            raise Unreadable(Failure.UNREADABLE)
        self._number, self._row, self._column = number, [], -1
        self._hidden = given.get("hidden", "") in _TRUE

    def _end_row(self) -> None:
        if any(cell is not None for cell in self._row):
            self.rows += 1
            self._outlet.remark(Remark.HIDDEN_ROWS, int(self._hidden))
            self._collected.add(self._number, self._row)
        self._row = []

    def _take_cell(self) -> None:
        given = self._cell
        place = given.get("r")
        self._column = self._column_of(place.rstrip(_DIGITS)) if place else self._column + 1
        text, kind = "".join(self._pieces), given.get("t", "n")
        if text:
            self._put(self._column, self._meaning(kind, text, given.get("s", "0")))
        else:
            self._outlet.remark(Remark.UNCOMPUTED, int(self._formula and kind != "str"))

    def _put(self, column: int, value: object) -> None:
        row = self._row
        if len(row) == column:
            row.append(value)
            return
        if column >= MOST_COLUMNS:
            raise Unreadable(Failure.TOO_WIDE, self._number)
        row.extend([None] * (column + 1 - len(row)))
        row[column] = value

    def _column_of(self, letters: str) -> int:
        if (known := self._columns.get(letters)) is not None:
            return known
        column = 0
        for letter in letters:
            if not "A" <= letter <= "Z" or column > MOST_COLUMNS:
                raise Unreadable(Failure.UNREADABLE)
            column = column * 26 + ord(letter) - 64
        self._columns[letters] = column - 1
        return column - 1

    def _meaning(self, kind: str, text: str, style: str) -> object:
        """What stands in a cell of this type and style."""
        match kind:
            case "s":
                return self._texts[int(text)] if text.isdecimal() else text
            case "inlineStr" | "str":
                return unescaped(text)
            case "b":
                return text in _TRUE
            case "e":
                self._outlet.remark(Remark.ERRORS, 1)
                return text
            case "d":
                return moment_from(text)
            case _:
                return self._number_of(text, style)

    def _number_of(self, text: str, style: str) -> object:
        try:
            number = float(text)
        except ValueError:
            return text
        at = int(style) if style.isdecimal() else -1
        kind = self._kinds[at] if 0 <= at < len(self._kinds) else Kind.NUMBER
        if kind is Kind.NUMBER:
            return number
        return moment_of(number, self._since_1904) if kind is Kind.MOMENT else lasting_of(number)
