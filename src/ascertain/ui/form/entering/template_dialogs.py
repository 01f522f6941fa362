"""Naming a template, and arranging those that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ascertain.app.commands import Command, KeepTemplate, MoveTemplate, RemoveTemplate
from ascertain.domain.folding import fold
from ascertain.domain.templates import Template
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import FlowLayout, KeyButton, LabeledField, button
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import fault_text

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.ui.bridge import Bridge

_ID = Qt.ItemDataRole.UserRole


class NameTemplateDialog(Sheet):
    """Keeps a form under a name; under that of a template that is there, in its place."""

    help_page = "form#again"

    def __init__(self, bridge: Bridge, content: str, known: Iterable[Template], parent: QWidget) -> None:
        super().__init__("name_template_dialog", parent)
        self._bridge, self._content = bridge, content
        self._known = {fold(each.name).strip(): each for each in known}
        self.set_title(self.tr("Keep as a template"))
        self.set_sentence(
            self.tr("What stands in the form is kept, but not who claimed it or is blamed for it, and no quotes.")
        )
        self.accept_button.setText(self.tr("&Keep"))
        self._line = QLineEdit(self)
        self._field = LabeledField(self.tr("&Name"), self._line, name="template_name")
        self.body.addWidget(self._field)
        self._line.textChanged.connect(lambda: self._tell())
        self._line.setFocus()

    def submit(self) -> None:
        """Keep it; what is wrong is told at the field."""
        name = self._line.text().strip()
        there = self._known.get(fold(name).strip())
        template = Template(name, self._content, there.id if there is not None else None)
        self._bridge.run(KeepTemplate(template), lambda _: self.accept(), self._refused)

    def _tell(self) -> None:
        self._field.set_problem("")
        there = fold(self._line.text()).strip() in self._known
        self._field.set_hint(self.tr("replaces the one of this name") if there else "")

    def _refused(self, fault: BaseException) -> None:
        self._field.set_problem(fault_text(fault))
        self._line.setFocus()


class TemplatesDialog(Sheet):
    """The templates in their order; each step is on disk at once."""

    help_page = "form#again"

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__("templates_dialog", parent)
        self._bridge = bridge
        self._asker = bridge.asker(self)
        self._contents: dict[int, str] = {}
        self._chosen: int | None = None
        self.set_title(self.tr("Templates"))
        self.set_sentence(self.tr("Type over a name to change it. The first nine have their number as a key."))
        self.accept_button.setText(self.tr("Close"))
        self.accept_button.setAutoDefault(False)
        self.accept_button.setDefault(False)
        self.cancel_button.hide()
        px = current_theme().px
        self.setMinimumSize(px(420), px(360))
        self._list = QListWidget(self)
        self._list.setObjectName("templates_list")
        self._list.setAccessibleName(self.tr("Templates"))
        self._list.itemChanged.connect(self._rename)
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._make_buttons())
        bridge.changed.connect(self._follow)
        self._look()

    def _make_buttons(self) -> QWidget:
        row = QWidget(self)
        row.setObjectName("templates_buttons")
        line = FlowLayout(row, gap=current_theme().px(8))
        line.addWidget(
            self._button(self.tr("Move &up"), IconName.SORT_UP, "template_up", lambda: self._move(-1), "Alt+Up")
        )
        line.addWidget(
            self._button(self.tr("Move &down"), IconName.SORT_DOWN, "template_down", lambda: self._move(1), "Alt+Down")
        )
        line.addWidget(self._button(self.tr("&Remove"), IconName.DELETE, "template_remove", self._remove, "Del"))
        row.setEnabled(not self._bridge.session.read_only)
        return row

    def _button(self, text: str, icon: IconName, name: str, pressed: Callable[[], None], keys: str) -> KeyButton:
        made = button(text, icon=icon, name=name, parent=self)
        made.setAutoDefault(False)
        made.clicked.connect(pressed)
        shortcut = QShortcut(QKeySequence(keys), self._list)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(pressed)
        return made

    # ---- what there is

    def _look(self) -> None:
        self._asker.ask(lambda queries: queries.templates(), self._show)

    def _follow(self, notice: LogChanged) -> None:
        if "template" in notice.tables:
            self._look()

    def _show(self, templates: list[Template]) -> None:
        chosen = self._chosen if self._chosen is not None else self._current()
        blocked = self._list.blockSignals(True)
        self._list.clear()
        self._contents = {}
        for each in templates:
            item = QListWidgetItem(each.name)
            item.setData(_ID, each.id)
            if not self._bridge.session.read_only:
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self._list.addItem(item)
            self._contents[each.id or 0] = each.content
        self._list.blockSignals(blocked)
        rows = [self._list.item(row).data(_ID) for row in range(self._list.count())]
        if rows:
            self._list.setCurrentRow(rows.index(chosen) if chosen in rows else 0)
        self._list.setFocus()

    def _current(self) -> int | None:
        row = self._list.currentRow()
        return None if row < 0 else int(self._list.item(row).data(_ID))

    # ---- doing

    def _rename(self, item: QListWidgetItem) -> None:
        number = int(item.data(_ID))
        self._run(KeepTemplate(Template(item.text(), self._contents[number], number)))

    def _move(self, step: int) -> None:
        number = self._current()
        if number is not None:
            self._run(MoveTemplate(number, self._list.currentRow() + step))

    def _remove(self) -> None:
        number = self._current()
        if number is not None:
            self._run(RemoveTemplate(number))

    def _run(self, command: Command) -> None:
        self._chosen = self._current()
        self.problem.set_text("")
        self._bridge.run(command, failed=self._failed)

    def _failed(self, fault: BaseException) -> None:
        self.problem.set_text(fault_text(fault))
        self._look()
