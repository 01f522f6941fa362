"""A table on the clipboard: as lines of tabs and as HTML together, so that each program takes what it reads best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QGuiApplication

from ascertain.ui.kit import text_direction
from ascertain.ui.wording import right_to_left

_ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069\u200e\u200f"))
_FORMULA_STARTS = ("=", "+", "-", "@", "'")
_SPREADSHEET_TEXT = "mso-number-format:'\\@'"
"""Excel takes such a cell for text, whatever stands in it."""


@dataclass(frozen=True, slots=True)
class ClipCell:
    """What a cell shows; `number` where it is one, as a spreadsheet reads it."""

    text: str
    number: int | float | None = None


class ClipTable:
    """Grows by rows; `put` lays it on the clipboard. A text that a spreadsheet would take for a formula gets an
    apostrophe in front, as in an exported CSV file; numbers stay numbers."""

    def __init__(self, headings: Sequence[str] = ()) -> None:
        self.rows = 0
        """How many rows, the heading left out."""
        self._right_to_left = right_to_left()
        self._lines: list[str] = []
        self._html: list[str] = []
        if headings:
            plain = [_plain(each) for each in headings]
            self._lines.append("\t".join(plain))
            self._html.append(f"<tr>{''.join(self._cell('th', each) for each in plain)}</tr>")

    def add(self, rows: Iterable[Sequence[ClipCell]]) -> None:
        """Put rows at the end."""
        for row in rows:
            self.rows += 1
            self._lines.append("\t".join(_in_line(each) for each in row))
            self._html.append(f"<tr>{''.join(self._marked(each) for each in row)}</tr>")

    @property
    def tsv(self) -> str:
        """Lines of tabs; tabs and line ends in a value became spaces."""
        return "\n".join(self._lines) + "\n"

    @property
    def html(self) -> str:
        """The same as a table of HTML, in the direction of the window."""
        direction = "rtl" if self._right_to_left else "ltr"
        body = "\n".join(self._html)
        return (
            f'<html><head><meta charset="utf-8"></head><body><table dir="{direction}">\n{body}\n</table></body></html>'
        )

    def put(self) -> None:
        """Lay it on the clipboard."""
        _put(self.tsv, self.html)

    def _marked(self, cell: ClipCell) -> str:
        if cell.number is not None:
            number = _digits(cell.number)
            return f'<td align="right" x:num="{number}" sdval="{number}">{number}</td>'
        return self._cell("td", _harmless(_plain(cell.text)))

    def _cell(self, tag: str, text: str) -> str:
        otherwise = Qt.LayoutDirection.RightToLeft if self._right_to_left else Qt.LayoutDirection.LeftToRight
        written = text_direction(text, otherwise)
        turned = ""
        if written is not otherwise:
            turned = ' dir="rtl"' if written is Qt.LayoutDirection.RightToLeft else ' dir="ltr"'
        return f'<{tag}{turned} style="{_SPREADSHEET_TEXT}">{escape(text)}</{tag}>'


def put_text(cell: ClipCell) -> None:
    """Lay what one cell shows on the clipboard, as text alone."""
    QGuiApplication.clipboard().setText(_in_line(cell))


def _put(text: str, html: str) -> None:
    # Made by Qt and not by Python: the clipboard keeps it until the program ends, when there is no Python any more.
    source = QStringListModel([""])
    mime = source.mimeData([source.index(0)])
    for form in mime.formats():
        mime.removeFormat(form)
    mime.setText(text)
    mime.setData("text/html", html.encode())
    QGuiApplication.clipboard().setMimeData(mime)


def _in_line(cell: ClipCell) -> str:
    return _harmless(_plain(cell.text)) if cell.number is None else _digits(cell.number)


def _digits(number: float) -> str:
    return str(number) if isinstance(number, int) else f"{number:.15g}"


def _plain(text: str) -> str:
    """One line, without the marks that only order what is shown on a screen."""
    return " ".join(text.translate(_ISOLATES).split())


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
