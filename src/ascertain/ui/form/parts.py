"""What a form needs to know of its parts, whatever they are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget

from ascertain.ui.form.editors.lines import DayLine, FigureLine, Flag, LongText, TextLine
from ascertain.ui.form.names.code_boxes import CodeCombo, CodeSearch
from ascertain.ui.form.names.name_box import NameBox

Box = TextLine | FigureLine | DayLine | LongText | Flag | CodeCombo | CodeSearch | NameBox


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """The parts of a widget that Tab goes to, in the order in which they are laid out."""
    if widget.focusProxy() is None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _of_layout(layout)
    elif (proxy := widget.focusProxy()) is not None and widget.isAncestorOf(proxy):
        yield proxy


def order_tabs(widget: QWidget) -> None:
    """Let Tab follow the layout: parts that were made later stand where they are seen."""
    for one, other in pairwise(in_reading_order(widget)):
        QWidget.setTabOrder(one, other)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if inner is not None:
            yield from _of_layout(inner)
        elif widget is not None:
            yield from in_reading_order(widget)
