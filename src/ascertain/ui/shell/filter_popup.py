"""The popup behind "+ Filter": first the fields, then the values of one, with how many incidents each would leave."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from ascertain.ui.bridge import Bridge
from ascertain.ui.kit import SearchBox, button, text_label
from ascertain.ui.shell.chip_edit import ChipEdit
from ascertain.ui.shell.chip_words import key_label
from ascertain.ui.shell.filter_choices import filter_keys
from ascertain.ui.shell.filter_pages import FilterPage
from ascertain.ui.shell.view_state import ViewState
from ascertain.ui.theme import IconName, current_theme

_KEY = Qt.ItemDataRole.UserRole


class FilterPopup(QFrame):
    """Opens under its button and closes by Escape or a click elsewhere. What is checked holds at once."""

    help_page = "find#filters"

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

    def open_at(self, where: QPoint, key: str = "", at: int | None = None, member: int | None = None) -> None:
        """Open at the corner under what was used: with the list of fields, or right away with the page of one: of the
        chip at `at` (`member`: of a part of that group) where it is given."""
        theme = current_theme()
        self.resize(QSize(theme.px(340), theme.px(440)))
        screen = self.screen().availableGeometry()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = min(where.x() - (self.width() if rtl else 0), screen.right() - self.width())
        self.move(max(screen.left(), left), min(where.y(), screen.bottom() - self.height()))
        self._show_fields()
        if key:
            self._open_field(key, at, member)
        self.show()
        page = self._pages.currentWidget()
        if page is not None:
            page.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back from the values to the fields, and closes there; F1 shows the help in its place."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex() > 0:
            self._show_fields()
            return
        if event.key() == Qt.Key.Key_F1:
            from ascertain.ui.help.asking import ask_help

            ask_help(self)
            self.close()
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
        for key in filter_keys(self._state.fields):
            item = QListWidgetItem(key_label(key.key, self._state.fields), self._fields)
            item.setData(_KEY, key.key)
            item.setSizeHint(QSize(0, current_theme().px(26)))
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

    def _open_field(self, key: str, at: int | None = None, member: int | None = None) -> None:
        page = QWidget(self)
        page.setObjectName("filter_value_page")
        inner = FilterPage(self._bridge, self._state, ChipEdit(self._state, key, at, member), page)
        inner.left.connect(self._show_fields)
        inner.applied.connect(self.close)
        back = button(self.tr("Back"), "quiet", icon=IconName.BACK, name="filter_back", parent=page)
        back.clicked.connect(self._show_fields)
        head = QHBoxLayout()
        head.addWidget(back)
        head.addWidget(text_label(key_label(key, self._state.fields), "heading", parent=page), 1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(inner, 1)
        page.setFocusProxy(inner)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        inner.setFocus()
