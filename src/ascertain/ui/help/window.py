"""The window of the help: the list of pages and a search over all of them at the side, the page, and ways between."""

from __future__ import annotations

from urllib.parse import unquote

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QMouseEvent, QShortcut, QShowEvent, QWindow
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.dialogs.reading import PageView, make_wide
from ascertain.ui.help.find_line import FindLine
from ascertain.ui.help.markup import TRY
from ascertain.ui.help.pages import Pages
from ascertain.ui.help.side import HelpSide
from ascertain.ui.help.trail import Trail
from ascertain.ui.kit import button, line, plain_tip
from ascertain.ui.theme import IconName, current_theme

_KEYS = QKeySequence.StandardKey


class HelpWindow(QDialog):
    """Shows pages of the help. `tried` gives an example of a search that was clicked; `size_asked` asks for larger text
    (1), smaller (-1), or the usual (0)."""

    help_page = "help"
    tried = Signal(str)
    size_asked = Signal(int)

    def __init__(self, fields: Fields, vocabularies: Vocabularies, parent: QWidget, *, tries: bool = True) -> None:
        """`tries`: whether there is a log in which an example of a search can be tried."""
        super().__init__(parent)
        self.setObjectName("help_window")
        self.setWindowTitle(self.tr("Help"))
        self.setWindowFlag(Qt.WindowType.WindowMinMaxButtonsHint)
        self._made_for = fields, vocabularies, tries
        self._pages = Pages(*self._made_for)
        self._opened_from = parent
        self._trail = Trail()
        self._place = ""
        self._build()
        self._connect()
        self._set_keys()
        make_wide(self, 980, 700)

    def _build(self) -> None:
        theme = current_theme()
        self.side = HelpSide(self._pages, self)
        right = QWidget(self)
        right.setObjectName("help_right")
        self.page = PageView("help_page", right)
        self.page.setAccessibleName(self.tr("Page of the help"))
        self.find_line = FindLine(self.page, right)
        self.back_button = button("", "quiet", icon=IconName.BACK, name="help_back", parent=right)
        self.forward_button = button("", "quiet", icon=IconName.FORWARD, name="help_forward", parent=right)
        for each, text, key in (
            (self.back_button, self.tr("Back"), _KEYS.Back),
            (self.forward_button, self.tr("Forward"), _KEYS.Forward),
        ):
            each.setAccessibleName(text)
            keys = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            each.setToolTip(plain_tip(f"{text} ({keys})"))
            each.setAutoDefault(False)
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(8), theme.px(6), theme.px(12), theme.px(6))
        bar.setSpacing(theme.px(4))
        bar.addWidget(self.back_button)
        bar.addWidget(self.forward_button)
        bar.addStretch(1)
        bar.addWidget(self.find_line, 3)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(line(parent=right))
        column.addWidget(self.page, 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setObjectName("help_splitter")
        split.addWidget(self.side)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([theme.px(270), theme.px(710)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _connect(self) -> None:
        self.side.chosen.connect(self.show_place)
        self.side.left.connect(self.page.setFocus)
        self.page.anchorClicked.connect(self._follow)
        self.back_button.clicked.connect(lambda: self._go(-1))
        self.forward_button.clicked.connect(lambda: self._go(1))

    def _set_keys(self) -> None:
        for name, keys, act in (
            ("help_key_back", QKeySequence(_KEYS.Back), lambda: self._go(-1)),
            ("help_key_forward", QKeySequence(_KEYS.Forward), lambda: self._go(1)),
            ("help_key_find", QKeySequence(_KEYS.Find), self.find_line.begin),
            ("help_key_next", QKeySequence("F3"), lambda: self.find_line.step(1)),
            ("help_key_before", QKeySequence("Shift+F3"), lambda: self.find_line.step(-1)),
            ("help_key_search", QKeySequence("Ctrl+Shift+F"), self.side.begin_search),
            ("help_key_pages", QKeySequence("F6"), self.side.show_pages),
            ("help_key_help", QKeySequence("F1"), lambda: self.show_place(self.help_page)),
            ("help_key_larger", QKeySequence("Ctrl++"), lambda: self.size_asked.emit(1)),
            ("help_key_smaller", QKeySequence("Ctrl+-"), lambda: self.size_asked.emit(-1)),
            ("help_key_usual", QKeySequence("Ctrl+0"), lambda: self.size_asked.emit(0)),
        ):
            key = QShortcut(keys, self)
            key.setObjectName(name)
            key.activated.connect(act)

    @property
    def place(self) -> str:
        """The page that is shown, with the section that was gone to."""
        return self._place

    def come_forward(self, place: str) -> None:
        """Show a place in front of all else, also of a dialog that waits for an answer."""
        # The fields and code lists may be others by now.
        self._pages = Pages(*self._made_for)
        self.side.take(self._pages)
        waiting: QWindow | None = QGuiApplication.modalWindow()
        above = waiting if waiting is not None else self._opened_from.window().windowHandle()
        if self.isVisible() and self.windowHandle().transientParent() is not above:
            # A window that waits lets its own windows alone be used, and Qt asks whose one is as it is shown.
            self.hide()
        self.show_place(place)
        self.winId()
        self.windowHandle().setTransientParent(above)
        self.show()
        self.raise_()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins in the page, so that it can be read by the arrows."""
        super().showEvent(event)
        self.page.setFocus()

    def show_place(self, place: str) -> None:
        """Show a page, at its section where one is named (`page#section`)."""
        self._trail.leave(self.page.verticalScrollBar().value())
        self._show(place)
        self._trail.go_to(place)
        self._fit()

    def _go(self, step: int) -> None:
        self._trail.leave(self.page.verticalScrollBar().value())
        to = self._trail.step(step)
        if to is not None:
            place, height = to
            self._show(place)
            self.page.verticalScrollBar().setValue(height)
            self._fit()

    def _show(self, place: str) -> None:
        name, _, section = place.partition("#")
        before = self._place.partition("#")[0]
        self._place = place
        if name != before or not section:
            self.page.show_page(self._pages.html(name))
            self.find_line.look_again()
        if section:
            self.page.scrollToAnchor(section)
        title = self._pages.title(name)
        self.setWindowTitle(self.tr("{page} — Help").replace("{page}", title))
        self.page.setAccessibleName(title)
        self.side.mark(name)

    def _fit(self) -> None:
        self.back_button.setEnabled(self._trail.can_step(-1))
        self.forward_button.setEnabled(self._trail.can_step(1))

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == TRY:
            self.tried.emit(unquote(link.toString().removeprefix(f"{TRY}:")))
            return
        name = link.path() or self._place.partition("#")[0]
        self.show_place(f"{name}#{link.fragment()}" if link.hasFragment() else name)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The buttons at the side of a mouse go back and forward."""
        steps = {Qt.MouseButton.BackButton: -1, Qt.MouseButton.ForwardButton: 1}
        if event.button() in steps:
            self._go(steps[event.button()])
        else:
            super().mouseReleaseEvent(event)
