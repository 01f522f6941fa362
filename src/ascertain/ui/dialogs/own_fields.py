"""The fields of the user's own: made, changed, moved, retired, removed. Each step is on disk at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ascertain.app.commands import Command, MoveOwnField, RemoveOwnField, RetireOwnField
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.ui.dialogs.own_field import OwnFieldDialog
from ascertain.ui.dialogs.own_field_table import OwnFieldTable
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import FlowLayout, KeyButton, LabeledField, NoticeBar, button, plain_tip
from ascertain.ui.offered_undo import OfferedUndo
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import fault_text

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.ui.bridge import Bridge


class OwnFieldsDialog(Sheet):
    """A table of the fields with what can be done to one. Insert makes one, F2 or Enter changes it, Alt+Up and Alt+Down
    move it."""

    help_page = "own-fields"

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__("own_fields_dialog", parent)
        self._bridge = bridge
        self._writable = not bridge.session.read_only
        self._uses: dict[str, int] | None = None
        self._asker = bridge.asker(self)
        self.set_title(self.tr("Fields of your own"))
        self.accept_button.setText(self.tr("Close"))
        self.accept_button.setDefault(False)
        self.accept_button.setAutoDefault(False)
        self.cancel_button.hide()
        self._build()
        self._show()
        self._table.setFocus()
        bridge.changed.connect(self._follow)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a field changes it; it does not close the dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._table.hasFocus():
            self.change()
            return
        super().keyPressEvent(event)

    def make(self) -> None:
        """Ask for a new field."""
        self._ask(OwnFieldDialog(self._bridge, None, parent=self))

    def change(self) -> None:
        """Ask for what the chosen field is to be."""
        own = self._current()
        if own is not None and self._writable:
            self._ask(OwnFieldDialog(self._bridge, own, (self._uses or {}).get(own.key, 0), self))

    # ---- laying out

    def _build(self) -> None:
        px = current_theme().px
        self.setMinimumSize(px(790), px(460))
        self._table = OwnFieldTable(self)
        self._table.setMinimumHeight(px(180))
        self._table.itemSelectionChanged.connect(self._fit)
        self._table.itemDoubleClicked.connect(lambda _: self.change())
        self._notice = NoticeBar(parent=self)
        self._notice.setObjectName("own_fields_notice")
        self._offers = OfferedUndo(self._bridge, self._notice, self._tell_failure, self)
        self.body.addWidget(LabeledField(self.tr("&Fields"), self._table, name="own_fields"), 1)
        row = QWidget(self)
        row.setObjectName("own_fields_buttons")
        line = FlowLayout(row, gap=px(8))
        self._new = self._button(self.tr("&New…"), IconName.ADD, "own_new", self.make, "Ins")
        self._edit = self._button(self.tr("&Change…"), IconName.EDIT, "own_change", self.change, "F2")
        self._lists = self._button(self.tr("C&hoices…"), IconName.COLUMNS, "own_choices", self._open_choices)
        self._up = self._button(self.tr("Move &up"), IconName.SORT_UP, "own_up", partial(self._move, -1), "Alt+Up")
        self._down = self._button(
            self.tr("Move &down"), IconName.SORT_DOWN, "own_down", partial(self._move, 1), "Alt+Down"
        )
        self._retire = self._button(self.tr("Re&tire"), IconName.CANCEL, "own_retire", self._toggle_retired)
        self._remove = self._button(self.tr("&Remove"), IconName.DELETE, "own_remove", self._take_away, "Del")
        for each in (self._new, self._edit, self._lists, self._up, self._down, self._retire, self._remove):
            line.addWidget(each)
        row.setVisible(self._writable)
        self.body.addWidget(row)
        self.body.addWidget(self._notice)

    def _button(self, text: str, icon: IconName, name: str, pressed: Callable[[], None], keys: str = "") -> KeyButton:
        made = button(text, icon=icon, name=name, parent=self)
        made.setAutoDefault(False)
        made.clicked.connect(lambda *_: pressed())
        if keys:
            made.setToolTip(plain_tip(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)))
            shortcut = QShortcut(QKeySequence(keys), self._table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(made.click)
        return made

    # ---- what is shown

    def _current(self) -> OwnField | None:
        return self._bridge.session.fields.find_made(self._table.current_key() or "")

    def _show(self, chosen: str | None = None) -> None:
        fields = self._bridge.session.fields
        self._table.show_fields(fields, self._uses, chosen or self._table.current_key())
        if fields.made:
            self.set_sentence(
                self.tr("A field keeps its key when its name changes. One that holds values is retired, not removed.")
            )
        else:
            self.set_sentence(
                self.tr(
                    "No fields yet. Make one with Insert: it then stands in the form, the table, searches and exports."
                )
            )
        self._fit()
        self._asker.ask(lambda queries: queries.own_field_uses(), self._take_uses)

    def _take_uses(self, uses: dict[str, int]) -> None:
        if uses != self._uses:
            self._uses = uses
            self._table.show_fields(self._bridge.session.fields, uses, self._table.current_key())
            self._fit()

    def _fit(self) -> None:
        own, at = self._current(), self._table.currentRow()
        for each in (self._edit, self._retire, self._remove):
            each.setEnabled(own is not None)
        self._lists.setEnabled(own is not None and own.type is OwnType.CHOICE)
        self._up.setEnabled(own is not None and at > 0)
        self._down.setEnabled(own is not None and at < self._table.rowCount() - 1)
        self._retire.setText(self.tr("&Bring back") if own is not None and own.retired else self.tr("Re&tire"))

    def _follow(self, notice: LogChanged) -> None:
        if notice.fields or notice.incident_ids:
            made = set(notice.made)
            new = next((each.key for each in self._bridge.session.fields.made if each.id in made), None)
            self._show(new if notice.fields else None)

    # ---- doing

    def _ask(self, dialog: OwnFieldDialog) -> None:
        dialog.finished.connect(lambda _: self._table.setFocus())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_choices(self) -> None:
        from ascertain.ui.dialogs.code_lists import CodeListsDialog

        own = self._current()
        if own is None or own.vocabulary is None:
            return
        dialog = CodeListsDialog(self._bridge, self)
        dialog.show_list(own.vocabulary)
        dialog.finished.connect(lambda _: self._table.setFocus())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _move(self, step: int) -> None:
        own, made = self._current(), self._bridge.session.fields.made
        if own is not None:
            # As they stand, which a quick hand may not see yet.
            to = made.index(own) + step
            if 0 <= to < len(made):
                self._run(MoveOwnField(own.key, to))

    def _toggle_retired(self) -> None:
        own = self._current()
        if own is not None:
            self._run(RetireOwnField(own.key, not own.retired))

    def _take_away(self) -> None:
        own = self._current()
        if own is not None:
            self._run(RemoveOwnField(own.key))

    def _run(self, command: Command) -> None:
        self.problem.set_text("")
        self._offers.run(command)

    def _tell_failure(self, fault: BaseException) -> None:
        self.problem.set_text(fault_text(fault))
