"""The program whose frames are grabbed: the real window on a virtual screen, and beside it a table that shows nothing
but the rows that are expected."""

from __future__ import annotations

import json
import sqlite3
import sys
from array import array
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage

from ascertain.domain.table_rows import SortKey
from ascertain.ui.table.model import IncidentTableModel
from ascertain.ui.table.view import IncidentTable
from tests.bench.driven_window import Driven

_LIVE = "trashed_at IS NULL"
_BY_TIME = "t_from IS NULL, t_from DESC, id DESC"
_BY_TITLE = "title_key IS NULL, title_key, id"
_FEW_COLORS = 4
"""Ground, line, ground of a chosen row, and its edge: a row with text has dozens."""


class Watch:
    """Grabs what the screen shows, and compares it with what should be there."""

    def __init__(self, driven: Driven, log: Path) -> None:
        self.driven, self.log = driven, log
        self.frames = self.blank = self.mistaken = 0
        self.steps: list[dict[str, object]] = []
        window = driven.window
        session = window.session
        self._twin_model = IncidentTableModel(session.pages.rows, session.vocabularies, fields=session.fields)
        self._twin = IncidentTable(self._twin_model)
        self._twin.move(1450, 0)

    def step(self, name: str, act: Callable[[], object], where: str, order: str) -> None:
        """Do something, grab frames until all is there, and compare the last one."""
        window = self.driven.window
        table = window.table
        arrived: list[bool] = []
        window.browse.shown.connect(lambda: arrived.append(True))
        act()

        def settled() -> bool:
            self.frames += 1
            self.blank += _is_blank(_grab(table.viewport().mapToGlobal(QPoint(0, 0)), self._few_rows()))
            return bool(arrived) or name in ("opened", "end")

        self.driven.until(settled)
        self.driven.rest()
        focus = self.driven.app.focusWidget()
        if focus is not None:
            focus.clearFocus()
        self.driven.rest()
        bar, rows = table.verticalScrollBar(), table.rows_in_sight()
        at_end = bar.value() == bar.maximum() > 0
        with closing(sqlite3.connect(f"file:{self.log}?mode=ro", uri=True)) as alone:
            (count,) = alone.execute(f"SELECT count(*) FROM incident WHERE {where}").fetchone()
            # At the end Qt shows the last row whole, and cuts the first one.
            top = count - rows if at_end else bar.value()
            sql = f"SELECT id FROM incident WHERE {where} ORDER BY {order} LIMIT {rows} OFFSET {top}"
            expected = array("q", (line[0] for line in alone.execute(sql)))
        area = QRect(0, 0, table.viewport().width(), min(table.viewport().height(), len(expected) * table.rowHeight(0)))
        seen = _grab(table.viewport().mapToGlobal(QPoint(0, 0)), area)
        unlike = _differing(seen, self._picture(expected, area, at_end=at_end))
        self.mistaken += _differing(seen, self._picture(expected[::-1], area, at_end=at_end)) == 0
        self.steps.append({"name": name, "rows": len(expected), "unlike": unlike})

    def _few_rows(self) -> QRect:
        table = self.driven.window.table
        return QRect(0, 0, table.viewport().width(), 3 * table.verticalHeader().defaultSectionSize())

    def _picture(self, expected: array[int], area: QRect, *, at_end: bool) -> QImage:
        """The same rows as a table of their own shows them on the same screen."""
        table, twin = self.driven.window.table, self._twin
        twin.resize(table.size())
        twin.show()
        twin.show_columns(table.columns_in_order())
        self._twin_model.show(array("q"), table_sort(table))
        self._twin_model.show(expected, table_sort(table))
        for logical in range(table.header.count()):
            twin.header.resizeSection(logical, table.header.sectionSize(logical))
        flag = QItemSelectionModel.SelectionFlag
        twin.clearSelection()
        twin.setCurrentIndex(self._twin_model.index(-1, -1))
        chosen = set(table.selection().ids)
        for row, incident_id in enumerate(expected):
            if incident_id in chosen:
                twin.selectionModel().select(self._twin_model.index(row, 0), flag.Select | flag.Rows)
        twin.clearFocus()
        self.driven.rest()
        twin.verticalScrollBar().setValue(twin.verticalScrollBar().maximum() if at_end else 0)
        self.driven.rest()
        return _grab(twin.viewport().mapToGlobal(QPoint(0, 0)), area)


def table_sort(table: IncidentTable) -> tuple[SortKey, ...]:
    """What the table is sorted by, for the twin's own head."""
    model = table.model()
    assert isinstance(model, IncidentTableModel)
    return model.sort_keys


def _grab(corner: QPoint, area: QRect) -> QImage:
    whole = area.translated(corner)
    screen = QGuiApplication.primaryScreen()
    return screen.grabWindow(0, whole.x(), whole.y(), whole.width(), whole.height()).toImage()


def _is_blank(frame: QImage) -> bool:
    pixels = {frame.pixel(x, y) for y in range(0, frame.height(), 2) for x in range(0, frame.width(), 3)}
    return len(pixels) <= _FEW_COLORS


def _differing(one: QImage, other: QImage) -> int:
    if one.size() != other.size():
        return one.width() * one.height()
    if one == other:
        return 0
    return sum(one.pixel(x, y) != other.pixel(x, y) for y in range(one.height()) for x in range(one.width()))


def main(folder: Path, log: Path) -> None:
    """Go through the log, and print what was seen."""
    driven = Driven(folder)
    driven.open(log)
    driven.rest()
    window = driven.window
    watch = Watch(driven, log)
    unconfirmed = f"{_LIVE} AND status = 'unconfirmed'"
    watch.step("opened", lambda: None, _LIVE, _BY_TIME)
    watch.step("sorted by title", lambda: driven.click_header("title"), _LIVE, _BY_TITLE)
    watch.step("end", lambda: driven.press(Qt.Key.Key_End), _LIVE, _BY_TITLE)
    driven.press(Qt.Key.Key_Home)
    watch.step("filtered", lambda: window.state.ask("status:unconfirmed"), unconfirmed, _BY_TITLE)
    watch.step("moved to the trash", window.commands.trash, unconfirmed, _BY_TITLE)
    watch.step("undone", window.commands.undo, unconfirmed, _BY_TITLE)
    told = {
        "steps": watch.steps,
        "frames": watch.frames,
        "blank": watch.blank,
        "mistaken": watch.mistaken,
        "incidents": window.session.pages.count(),
    }
    driven.close()
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(*(Path(word) for word in sys.argv[1:3]))
