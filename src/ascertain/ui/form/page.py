"""The page of an incident: its heading, what happened to a save, the fields, and the buttons that always stand."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ascertain.ui.form.context import FormContext
from ascertain.ui.form.duplicates import DuplicateCard
from ascertain.ui.form.fields_pane import FieldsPane
from ascertain.ui.form.help_line import HelpLine
from ascertain.ui.form.incident.presenter import IncidentPresenter
from ascertain.ui.form.parts import next_part
from ascertain.ui.form.proposals.bar import ProposalBar
from ascertain.ui.form.unfinished.not_kept import not_kept_line, not_kept_text
from ascertain.ui.kit import KeyButton, NoticeBar, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, isolated

SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")
SAVE_NEW_KEYS = ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")


class IncidentPage(QWidget):
    """Lays out one incident for typing. It decides nothing."""

    help_page = "form"

    cancel_asked = Signal()
    save_asked = Signal()
    save_new_asked = Signal()
    save_copy_asked = Signal()

    def __init__(self, presenter: IncidentPresenter, context: FormContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incident_page")
        self.setProperty("area", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._presenter = presenter
        self._kept_in_sight: QWidget | None = None
        self._writable = not context.bridge.session.read_only
        self.fields = FieldsPane(presenter, context, self)
        self.fields.statements.taken_out.connect(self._tell_taken_out)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)
        self.duplicates = DuplicateCard(context.vocabularies, self)
        self._build()

    def start(self) -> None:
        """Show what the presenter holds, from the top."""
        self.show_heading()
        self.notice.dismiss()
        self.duplicates.show_found(())
        self.fields.load()
        self._scroll.verticalScrollBar().setValue(0)

    def show_heading(self) -> None:
        """Say whether a new incident is typed, or which one is edited."""
        incident = self._presenter.incident
        if incident is None:
            self._heading.setText(self.tr("New incident"))
        else:
            self._heading.setText(self.tr("Edit {ref}").format(ref=code(incident.ref)))

    def tell_not_kept(self, why: str) -> None:
        """Say quietly that what is typed is not kept on disk; an empty text takes it back."""
        self._not_kept.setText(not_kept_text(why))
        self._not_kept.setVisible(bool(why))

    def go_to(self, box: QWidget) -> None:
        """Put the cursor into a box, and bring it into sight."""
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        # What was just unfolded has its place after the layout is done.
        QTimer.singleShot(0, box, lambda: self._show(box))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes as a report reads, whatever was unfolded meanwhile."""
        focused: QWidget | None = self.focusWidget()
        following = next_part(self, focused, forward=forward) if focused is not None else None
        if following is None:
            return super().focusNextPrevChild(forward)
        following.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def minimumSizeHint(self) -> QSize:
        """As narrow as the fields can be: what does not fit would be out of reach."""
        hint = super().minimumSizeHint()
        needed = self.fields.minimumSizeHint().width() + self._scroll.verticalScrollBar().sizeHint().width()
        margins, tools = self._footer_row.contentsMargins(), self._tools
        row = sum(QPushButton.sizeHint(tool).width() for tool in tools) + self._footer_row.spacing() * len(tools)
        return QSize(max(hint.width(), needed, row + margins.left() + margins.right()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the keys of the lesser buttons are not shown."""
        super().resizeEvent(event)
        self._fit_footer()

    def changeEvent(self, event: QEvent) -> None:
        """Another look or text size: the buttons take other room, once all of them wear it."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange) and self.isVisible():
            QTimer.singleShot(0, self, lambda: self._fit_footer())

    def _tell_taken_out(self, source: str, put_back: Callable[[], None]) -> None:
        words = self.tr("The statement of {source} was taken out.").format(source=isolated(source))
        self.notice.show_notice(words, self.tr("&Undo"), put_back, seconds=20)

    def _follow(self, _: QWidget | None, box: QWidget | None) -> None:
        """Keep in sight what is typed in, whichever way the cursor came there; a click is where it is seen already."""
        self._kept_in_sight = None
        if box is not None and self.fields.isAncestorOf(box) and not QApplication.mouseButtons().value:
            self._kept_in_sight = box
            QTimer.singleShot(0, box, lambda: self._show(box))

    def _keep_in_sight(self) -> None:
        """What unfolds or grows above moves the cursor's box: follow it, until the user scrolls."""
        if self._kept_in_sight is not None and self._kept_in_sight.hasFocus():
            self._show(self._kept_in_sight)

    def _let_scroll(self) -> None:
        self._kept_in_sight = None

    def _show(self, box: QWidget) -> None:
        if self.fields.isAncestorOf(box):
            margin = current_theme().px(48)
            when = self.fields.when
            if when.isAncestorOf(box) and when.height() + margin < self._scroll.viewport().height():
                # What a time is read as stands below what is typed.
                box = when
            # The whole box, where Qt's own way looks at the line with the cursor alone; its label is above it.
            top = box.mapTo(self.fields, QPoint(0, 0)).y()
            self._scroll.ensureVisible(0, top + box.height(), 0, margin)
            self._scroll.ensureVisible(0, top, 0, margin)

    def _fit_footer(self) -> None:
        for tool in self._keyed:
            tool.set_keys(self._keys[tool.objectName()])
        for tool in self._keyed:
            self._footer_row.invalidate()
            if self._footer_row.sizeHint().width() > self.width():
                tool.set_keys("")

    # ---- laying out

    def _build(self) -> None:
        px = current_theme().px
        self._heading = text_label("", "heading", parent=self)
        self._heading.setObjectName("incident_heading")
        self.notice = NoticeBar(parent=self)
        self.notice.setObjectName("incident_notice")
        self.proposals = ProposalBar(self, self)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("incident_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.fields)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_sight, Qt.ConnectionType.QueuedConnection)
        self._scroll.verticalScrollBar().actionTriggered.connect(self._let_scroll)
        head = QVBoxLayout()
        head.setContentsMargins(px(16), 0, px(16), 0)
        self.tools = QHBoxLayout()
        self.tools.addWidget(self._heading, 0, Qt.AlignmentFlag.AlignLeading)
        self.tools.addStretch(1)
        head.addLayout(self.tools)
        head.addWidget(self.notice)
        head.addWidget(self.proposals)
        beneath = QVBoxLayout()
        beneath.setContentsMargins(px(16), 0, px(16), 0)
        beneath.addWidget(self.duplicates)
        beneath.addWidget(HelpLine(self.fields, self.fields.help_of, "incident_help", self))
        self._not_kept = not_kept_line("incident_not_kept", self)
        beneath.addWidget(self._not_kept)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(beneath)
        column.addWidget(self._make_footer())

    def _make_footer(self) -> QWidget:
        px = current_theme().px
        self._keys = {
            "incident_cancel": self.tr("Esc"),
            "incident_save_new": _shown(SAVE_NEW_KEYS[0]),
            "incident_save_copy": "",
            "incident_save": _shown(SAVE_KEYS[0]),
        }
        cancel = self._make_button(self.tr("Cancel"), "incident_cancel", self.cancel_asked)
        save_new = self._make_button(self.tr("Save && new"), "incident_save_new", self.save_new_asked)
        save_copy = self._make_button(self.tr("Save && copy"), "incident_save_copy", self.save_copy_asked)
        save = self._make_button(self.tr("Save"), "incident_save", self.save_asked, "primary")
        for tool in (save_new, save_copy, save):
            tool.setEnabled(self._writable)
        self._tools = (cancel, save_new, save_copy, save)
        self._keyed: tuple[KeyButton, ...] = (save_new, cancel, save)
        for keys, asked in ((SAVE_KEYS, self.save_asked), (SAVE_NEW_KEYS, self.save_new_asked)):
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(asked)
        footer = QWidget(self)
        footer.setObjectName("incident_footer")
        # It gives way by showing fewer keys, so it does not say how narrow the form can be.
        footer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._footer_row = QHBoxLayout(footer)
        self._footer_row.setContentsMargins(px(16), px(4), px(16), px(12))
        self._footer_row.setSpacing(px(6))
        self._footer_row.addWidget(cancel)
        self._footer_row.addStretch(1)
        for tool in (save_new, save_copy, save):
            self._footer_row.addWidget(tool)
        return footer

    def _make_button(self, text: str, name: str, asked: SignalInstance, role: str = "plain") -> KeyButton:
        made = button(text, role, self._keys[name], name=name, parent=self)
        made.clicked.connect(asked)
        return made


def _shown(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
