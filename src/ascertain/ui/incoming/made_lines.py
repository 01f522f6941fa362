"""What an import makes beside the rows, and which columns it leaves out, in a line each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.domain.incoming.left_columns import LeftColumn
from ascertain.domain.incoming.outcome import Look
from ascertain.ui.incoming.raw_rows import column_name
from ascertain.ui.kit import plain_tip, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, isolated, number_text, type_label

_MOST_NAMED = 6


def made_texts(look: Look) -> list[str]:
    """The fields and the codes that are made for the rows; a sentence for each."""
    texts = []
    if look.fields:
        named = [f"{isolated(each.label)} ({type_label(each.type)})" for each in look.fields]
        texts.append(_tr("New fields: {names}").replace("{names}", _first(named)))
    if look.codes:
        lists: dict[str, list[str]] = {}
        for each in look.codes:
            lists.setdefault(QCoreApplication.translate("codes", each.list), []).append(isolated(each.label))
        named = [f"{_first(labels)} ({isolated(name)})" for name, labels in lists.items()]
        texts.append(_tr("New codes: {names}").replace("{names}", _first(named)))
    return texts


def left_text(left: Sequence[LeftColumn], most: int = _MOST_NAMED) -> str:
    """Which columns are not taken, with how many cells stand in them; nothing where all are."""
    named = [_left(each, several=len({column.sheet for column in left}) > 1) for each in left]
    return _tr("Not taken: {names}").replace("{names}", _first(named, most)) if named else ""


def _left(column: LeftColumn, *, several: bool) -> str:
    heading = column.heading or _tr("Column {name}").replace("{name}", column_name(column.at))
    name = isolated(f"{column.sheet}: {heading}" if several and column.sheet else heading)
    cells = _tr("1 cell") if column.filled == 1 else _tr("{count} cells")
    return f"{name} ({cells.replace('{count}', code(number_text(column.filled)))})"


def _first(names: Sequence[str], most: int = _MOST_NAMED) -> str:
    shown = " · ".join(names[:most])
    more = len(names) - most
    return f"{shown} · {_tr('{count} more').replace('{count}', code(number_text(more)))}" if more > 0 else shown


def _tr(text: str) -> str:
    return QCoreApplication.translate("ImportMade", text)


class MadeLines(QWidget):
    """Shows both, as far as there is something to say; a tool tip names every column that is left out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_beside")
        self._made = text_label("", wraps=True, parent=self)
        self._made.setObjectName("import_made")
        self._left = text_label("", "muted", wraps=True, parent=self)
        self._left.setObjectName("import_left")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(4))
        column.addWidget(self._made)
        column.addWidget(self._left)

    def show_lines(self, look: Look, left: Sequence[LeftColumn]) -> None:
        """Say what is made for the rows, and what is left out."""
        made, passed = "\n".join(made_texts(look)), left_text(left)
        self._made.setText(made)
        self._made.setVisible(bool(made))
        self._left.setText(passed)
        self._left.setToolTip(plain_tip(left_text(left, len(left))) if len(left) > _MOST_NAMED else "")
        self._left.setVisible(bool(passed))
        self.setVisible(bool(made or passed))
