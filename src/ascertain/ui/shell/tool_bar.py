"""The bar above everything: new, read, review, search, undo, redo, export, light or dark."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ascertain.ui.kit import KeyButton, SearchBox, button, key_room, plain_tip
from ascertain.ui.shell.action_set import ActionSet
from ascertain.ui.theme import IconName, current_theme, set_icon
from ascertain.ui.wording import code, number_text


class ToolBar(QWidget):
    """A row of buttons around the search box. It follows its actions; it decides nothing."""

    look_toggled = Signal()
    """Light was asked for in the dark, or dark in the light."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tool_bar")
        self.setProperty("area", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.new = _follow(
            button(self.tr("New incident"), "primary", _keys(actions["new_incident"])), actions["new_incident"]
        )
        self.new.set_icon(IconName.ADD)
        self.read = _follow(
            button(self.tr("Read a document"), "plain", _keys(actions["read_document"])), actions["read_document"]
        )
        self.review = _follow(button(self.tr("Review"), "plain", _keys(actions["review"])), actions["review"])
        self.search = SearchBox(
            self.tr('Search incidents, evidence and notes, e.g. drone status:unconfirmed place:"al-tanf"'),
            _keys(actions["find"]), name="search", parent=self,
        )  # fmt: skip
        self.search.help_page = "search"
        self.export = _follow(button(self.tr("Export…"), "plain"), actions["export"])
        self.undo, self.redo = _tool(actions["undo"], self), _tool(actions["redo"], self)
        self.look = QToolButton(self)
        self.look.setProperty("framed", True)
        self.look.setObjectName("look_button")
        set_icon(self.look, IconName.PARTLY)
        self.look.clicked.connect(self.look_toggled)
        self._keys_of = {each: each.keys for each in (self.new, self.read, self.review)}
        self._lay_out()
        self._fit()

    def show_open_count(self, count: int) -> None:
        """Say on the review button how many claims wait."""
        self.review.setText(
            self.tr("Review {count}").replace("{count}", code(number_text(count))) if count else self.tr("Review")
        )
        self.review.updateGeometry()

    def name_look(self) -> None:
        """Name the button by what it would do."""
        name = self.tr("Change to light") if current_theme().is_dark else self.tr("Change to dark")
        self.look.setAccessibleName(name)
        self.look.setToolTip(plain_tip(name))

    def minimumSizeHint(self) -> QSize:
        """Without the keys on the buttons, which give way where there is little room."""
        hint = super().minimumSizeHint()
        return hint - QSize(self._keys_width() if self.new.keys else 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the keys on the buttons where that leaves the search box some room."""
        super().resizeEvent(event)
        shown = self.width() >= self.minimumSizeHint().width() + self._keys_width()
        for each, keys in self._keys_of.items():
            if bool(each.keys) != shown:
                each.set_keys(keys if shown else "")

    def _keys_width(self) -> int:
        return sum(key_room(keys, each.font(), current_theme()) for each, keys in self._keys_of.items())

    def changeEvent(self, event: QEvent) -> None:
        """Keep the button's name right when the look changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "look"):
            self._fit()

    def _fit(self) -> None:
        """The square buttons are as high as the others, and their signs grow with the text."""
        theme = current_theme()
        side = self.export.sizeHint().height()
        for each in (self.new, self.read, self.review, self.export):
            each.setFixedHeight(side)
        for tool in (self.undo, self.redo, self.look):
            tool.setFixedSize(side + theme.px(4), side)
            tool.setIconSize(QSize(theme.px(17), theme.px(17)))
        self.search.setMinimumWidth(theme.px(110))
        self.name_look()

    def _lay_out(self) -> None:
        self.new.setObjectName("new_button")
        self.read.setObjectName("read_button")
        self.review.setObjectName("review_button")
        self.export.setObjectName("export_button")
        theme = current_theme()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        row.setSpacing(theme.px(8))
        inside = (self.new, self.read, self.review, self.search, self.undo, self.redo, self.export, self.look)
        for widget in inside:
            row.addWidget(widget, 1 if widget is self.search else 0, Qt.AlignmentFlag.AlignTop)
        stops = (self.new, self.read, self.review, self.search.line, self.undo, self.redo, self.export, self.look)
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")


def _follow(made: KeyButton, action: QAction) -> KeyButton:
    """Let a button do what an action does, and be enabled when it is."""
    made.clicked.connect(lambda *_: action.trigger())
    made.setToolTip(plain_tip(action.statusTip()))
    made.setEnabled(action.isEnabled())
    action.enabledChanged.connect(made.setEnabled)
    return made


def _tool(action: QAction, parent: QWidget) -> QToolButton:
    tool = QToolButton(parent)
    tool.setDefaultAction(action)
    tool.setProperty("framed", True)
    tool.setObjectName(f"{action.objectName()}_button")
    tool.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return tool
