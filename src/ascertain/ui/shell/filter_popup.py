"""The popup behind "+ Filter": first the fields, then the values of one, with how many incidents each would leave."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from ascertain.domain.fields import Field, FieldType
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import SearchBox, button, text_label
from ascertain.ui.shell.filter_pages import RangePage, ValuesPage
from ascertain.ui.shell.view_state import ViewState
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import field_label

_LISTED = (
    FieldType.CODE, FieldType.PLACE, FieldType.TEXT, FieldType.ACTORS, FieldType.TAGS, FieldType.YES_NO, FieldType.LINK,
)  # fmt: skip
_KEY = Qt.ItemDataRole.UserRole


def filter_fields(fields: Fields = NO_OWN) -> Sequence[Field]:
    """The fields that can be filtered by, in the order of the fields."""
    texts = ("ref", "title", "status_reason", "place_text", "notes")
    offered = (field for field in fields.current if field.filters and field.key not in texts)
    return tuple(field for field in offered if field.type is not FieldType.FLAG)


class FilterPopup(QFrame):
    """Opens under its button and closes by Escape or a click elsewhere. What is checked holds at once."""

    closed = Signal()

    def __init__(self, bridge: Bridge, state: ViewState, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("filter_popup")
        self.setAccessibleName(self.tr("Filter"))
        self.setProperty("card", True)
        self._bridge, self._state = bridge, state
        theme = current_theme()
        self._pages = QStackedWidget(self)
        self._pages.setObjectName("filter_pages")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(8), theme.px(8), theme.px(8))
        column.addWidget(self._pages)
        self._pages.addWidget(self._field_page())

    def open_at(self, where: QPoint, key: str = "") -> None:
        """Open with the list of fields, or right away with the values of one."""
        theme = current_theme()
        self.resize(QSize(theme.px(300), theme.px(400)))
        screen = self.screen().availableGeometry()
        left = min(where.x(), screen.right() - self.width())
        self.move(max(screen.left(), left), min(where.y(), screen.bottom() - self.height()))
        self._show_fields()
        if key:
            self._open_field(key)
        self.show()
        page = self._pages.currentWidget()
        if page is not None:
            page.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back from the values to the fields, and closes there."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() > 0:
            self._show_fields()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        """Say that the popup is closed."""
        super().hideEvent(event)  # type: ignore[arg-type]  # Qt gives a QHideEvent, which is a QEvent
        self.closed.emit()

    def _field_page(self) -> QWidget:
        page = QWidget(self)
        page.setObjectName("filter_field_page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        self._box = SearchBox(self.tr("Filter by…"), name="filter_field_search", parent=page)
        self._fields = QListWidget(page)
        self._fields.setObjectName("filter_fields")
        self._fields.setAccessibleName(self.tr("Fields"))
        for field in filter_fields(self._state.fields):
            item = QListWidgetItem(field_label(field.key, self._state.fields), self._fields)
            item.setData(_KEY, field.key)
        self._fields.itemClicked.connect(lambda item: self._open_field(item.data(_KEY)))
        self._fields.itemActivated.connect(lambda item: self._open_field(item.data(_KEY)))
        self._box.search_changed.connect(self._narrow)
        self._box.submitted.connect(lambda _: self._open_first())
        self._box.left_for_results.connect(self._fields.setFocus)
        self._box.left.connect(self.close)
        self._none = text_label(self.tr("No field has this name."), "small", parent=page)
        self._none.setObjectName("filter_no_field")
        self._none.hide()
        column.addWidget(self._box)
        column.addWidget(self._none)
        column.addWidget(self._fields, 1)
        page.setFocusProxy(self._box)
        return page

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().strip()
        for row in range(self._fields.count()):
            item = self._fields.item(row)
            item.setHidden(wanted not in item.text().casefold())
        first = next((r for r in range(self._fields.count()) if not self._fields.item(r).isHidden()), -1)
        self._fields.setCurrentRow(first)
        self._none.setVisible(first < 0)

    def _open_first(self) -> None:
        row = self._fields.currentRow()
        if row >= 0 and not self._fields.item(row).isHidden():
            self._open_field(self._fields.item(row).data(_KEY))

    def _show_fields(self) -> None:
        while (page := self._pages.widget(1)) is not None:
            self._pages.removeWidget(page)
            page.deleteLater()
        self._pages.setCurrentIndex(0)
        self._box.set_text("")
        self._fields.setCurrentRow(0)
        self._box.setFocus()

    def _open_field(self, key: str) -> None:
        field = self._state.fields[key]
        page = QWidget(self)
        page.setObjectName("filter_value_page")
        inner: ValuesPage | RangePage
        if field.type in _LISTED:
            inner = ValuesPage(self._bridge, self._state, field, page)
            inner.left.connect(self._show_fields)
        else:
            inner = RangePage(self._state, field, page)
            inner.applied.connect(self.close)
        back = button(self.tr("Back"), "quiet", icon=IconName.BACK, name="filter_back", parent=page)
        back.clicked.connect(self._show_fields)
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(text_label(field_label(key, self._state.fields), "heading", parent=page), 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(inner, 1)
        page.setFocusProxy(inner)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        inner.setFocus()
