"""What a form needs to know of its parts, whatever they are."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ascertain.ui.form.editors.lines import DayLine, FigureLine, Flag, LongText, TextLine
from ascertain.ui.form.names.code_boxes import CodeCombo, CodeSearch
from ascertain.ui.form.names.name_box import NameBox

Box = TextLine | FigureLine | DayLine | LongText | Flag | CodeCombo | CodeSearch | NameBox


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """The parts of a widget that Tab can go to, in the order in which they are laid out; what is hidden is left out."""
    inside: QWidget | None = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside is not None:
        yield from in_reading_order(inside)
        return
    if widget.focusProxy() is None and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if widget.layout() is not None:
        for part in _laid_out(widget):
            yield from in_reading_order(part)
    elif (proxy := widget.focusProxy()) is not None and widget.isAncestorOf(proxy):
        yield proxy


def next_part(widget: QWidget, focused: QWidget, *, forward: bool) -> QWidget | None:
    """Where Tab goes from the part that has the focus; None past the last one, or before the first.

    Asked at each step: what was made, shown or moved meanwhile has its place. (Qt's own chain keeps the order in which
    parts were made, and loses its way at hidden ones.)
    """
    parts = [part for part in in_reading_order(widget) if part.isEnabled()]
    at = next((at for at, part in enumerate(parts) if part is focused), None)
    if at is None:
        # Something within a part, such as a chip: as from the part's own line.
        around = focused.parentWidget()
        at = next((at for at, part in enumerate(parts) if around is not None and around.isAncestorOf(part)), None)
    to = len(parts) if at is None else at + (1 if forward else -1)
    return parts[to] if 0 <= to < len(parts) else None


def _laid_out(widget: QWidget) -> Iterator[QWidget]:
    """The parts in a widget, row by row as they stand on the screen.

    By where they stand, not by the items of the layout: Python keeps those it has seen and is not told when Qt deletes
    them, so that a new widget at the same address would be taken for the old item.
    """
    layout = widget.layout()
    if layout is not None:
        layout.activate()
    parts = [part for part in widget.children() if isinstance(part, QWidget) and not part.isHidden()]
    rows: list[list[QWidget]] = []
    for part in sorted(parts, key=lambda part: part.geometry().center().y()):
        if rows and part.geometry().top() < rows[-1][0].geometry().center().y():
            rows[-1].append(part)
        else:
            rows.append([part])
    mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    for row in rows:
        yield from sorted(row, key=lambda part: part.geometry().left(), reverse=mirrored)
