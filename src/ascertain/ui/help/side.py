"""The side of the help: the pages in their parts, and in their place what a search over all of them finds."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ascertain.ui.dialogs.two_lines import TwoLines
from ascertain.ui.help.finding import find
from ascertain.ui.help.pages import Pages
from ascertain.ui.kit import SearchBox, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code

_PLACE = Qt.ItemDataRole.UserRole
_BACK = (
    QAbstractItemView.CursorAction.MoveUp,
    QAbstractItemView.CursorAction.MovePrevious,
    QAbstractItemView.CursorAction.MovePageUp,
)
_MOST = 100
"""Finds that are listed."""


class PageTree(QTreeWidget):
    """The pages under the headings of their parts, which the keyboard passes over."""

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The entry to which a key leads: never a heading."""
        to = super().moveCursor(action, modifiers)
        if to.isValid() and not to.parent().isValid():
            back = action in _BACK and self.indexAbove(to).isValid()
            return self.indexAbove(to) if back else self.indexBelow(to)
        return to


class HelpSide(QWidget):
    """`chosen` gives a place, as it is moved to or clicked; `left` comes when the keyboard is to go to the page."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, pages: Pages, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("help_side")
        self.setProperty("area", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pages = pages
        theme = current_theme()
        self.search = SearchBox(self.tr("Search the help"), "Ctrl+Shift+F", name="help_search", parent=self)
        self.tree = PageTree(self)
        self.tree.setObjectName("help_pages")
        self.tree.setAccessibleName(self.tr("Pages of the help"))
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setItemsExpandable(False)
        self.tree.setIndentation(theme.px(8))
        self.hits = QListWidget(self)
        self.hits.setObjectName("help_hits")
        self.hits.setAccessibleName(self.tr("What was found in the help"))
        self.hits.setItemDelegate(TwoLines(self.hits))
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for each in (self.tree, self.hits):
            each.setProperty("sidebar", True)
            each.installEventFilter(self)
        self._told = text_label("", "small", wraps=True, parent=self)
        self._told.setObjectName("help_found_told")
        self._told.hide()
        self._stack = QStackedWidget(self)
        self._stack.setObjectName("help_side_stack")
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.hits)
        head = QVBoxLayout()
        head.setContentsMargins(theme.px(8), theme.px(6), theme.px(8), theme.px(6))
        head.setSpacing(theme.px(4))
        head.addWidget(self.search)
        head.addWidget(self._told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setMinimumWidth(theme.px(180))
        self._fill()
        self._connect()

    def _connect(self) -> None:
        self.search.search_changed.connect(self._look)
        self.search.submitted.connect(lambda _: self._take_first())
        self.search.left_for_results.connect(self._enter_list)
        self.search.left.connect(self.left)
        self.tree.currentItemChanged.connect(lambda now, _: self._choose(now))
        self.hits.currentItemChanged.connect(lambda now, _: self._choose(now))
        for each in (self.tree, self.hits):
            each.itemClicked.connect(lambda now, *_: self._choose(now))

    def take(self, pages: Pages) -> None:
        """Search other pages from now on: those of a log whose fields and code lists changed."""
        self._pages = pages

    def begin_search(self) -> None:
        """Give the search box the keyboard."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.line.selectAll()

    def show_pages(self) -> None:
        """Give the list of pages the keyboard, or where it has it already, the page."""
        if self.tree.hasFocus() or self.hits.hasFocus():
            self.left.emit()
        else:
            self._enter_list()

    def mark(self, name: str) -> None:
        """Show which page is in front."""
        blocked = self.tree.blockSignals(True)
        for part in self._parts():
            pages = (part.child(at) for at in range(part.childCount()))
            for page in (each for each in pages if each is not None and each.data(0, _PLACE) == name):
                self.tree.setCurrentItem(page)
        self.tree.blockSignals(blocked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a list goes on into the page."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and watched is self.hits:
                self.search.set_text("")
                self._enter_list()
                return True
        return False

    def _fill(self) -> None:
        for part in self._pages.parts:
            heading = QTreeWidgetItem(self.tree, [part.title])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = heading.font(0)
            font.setBold(True)
            heading.setFont(0, font)
            heading.setForeground(0, current_theme().color("text_muted"))
            for name in part.pages:
                page = QTreeWidgetItem(heading, [self._pages.titles[name]])
                page.setData(0, _PLACE, name)
                page.setToolTip(0, "")
        self.tree.expandAll()

    def changeEvent(self, event: QEvent) -> None:
        """Give the headings their color anew when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "tree"):
            for part in self._parts():
                part.setForeground(0, current_theme().color("text_muted"))

    def _parts(self) -> list[QTreeWidgetItem]:
        found = [self.tree.topLevelItem(at) for at in range(self.tree.topLevelItemCount())]
        return [each for each in found if each is not None]

    def _look(self, asked: str) -> None:
        hits = find(self._pages.sections, asked)
        blocked = self.hits.blockSignals(True)
        self.hits.clear()
        for hit in hits[:_MOST]:
            section = hit.section
            where = section.title if section.anchor else ""
            head = section.heading if section.anchor else section.title
            item = QListWidgetItem(f"{head}\n{f'{where} · ' if where else ''}{hit.around}", self.hits)
            item.setData(_PLACE, section.place)
        self.hits.blockSignals(blocked)
        searching = bool(asked.strip())
        self._stack.setCurrentWidget(self.hits if searching else self.tree)
        self._told.setVisible(searching)
        self._told.setText(self._count(len(hits)))

    def _count(self, count: int) -> str:
        if not count:
            return self.tr("Nothing found. Try fewer words, or the beginning of one.")
        if count == 1:
            return self.tr("1 place")
        return self.tr("{count} places").replace("{count}", code(str(count)))

    def _take_first(self) -> None:
        if self.hits.count():
            self.hits.setCurrentRow(0)
            self._choose(self.hits.item(0))

    def _enter_list(self) -> None:
        shown = self._stack.currentWidget()
        if shown is None:
            return
        shown.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if shown is self.hits and self.hits.currentRow() < 0 and self.hits.count():
            self.hits.setCurrentRow(0)

    def _choose(self, item: QTreeWidgetItem | QListWidgetItem | None) -> None:
        if item is None:
            return
        place = item.data(_PLACE) if isinstance(item, QListWidgetItem) else item.data(0, _PLACE)
        if place:
            self.chosen.emit(str(place))
