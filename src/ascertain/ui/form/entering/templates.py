"""Templates of the form: fill in what is empty, keep what stands there under a name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from ascertain.domain.templates import Template
from ascertain.ui.form.entering.typing_form import TypingForm
from ascertain.ui.form.incident.again import is_guarded, value_again
from ascertain.ui.form.unfinished.typed_json import TypedForm, read_incident, write_incident
from ascertain.ui.kit import button
from ascertain.ui.theme import IconName
from ascertain.ui.wording import isolated, number_text

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries

TEMPLATE_KEYS = "Ctrl+T"
_NUMBERED = 9


class Templates(QWidget):
    """A button with a menu: each template by its number, then keeping and arranging them. Typed text is never replaced.

    `edited` is told each field that was filled.
    """

    def __init__(self, form: TypingForm, scope: QWidget) -> None:
        super().__init__(scope)
        self.setObjectName("templates")
        bridge = self._bridge = form.bridge
        self._presenter, self._fields = form.presenter, form.fields
        self._notice, self._edited = form.notice, form.edited
        self._asker = bridge.asker(self)
        self.known: tuple[Template, ...] = ()
        """The templates of the log, once it has answered."""
        keys = QKeySequence(TEMPLATE_KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self._button = button(
            self.tr("Templates"), "quiet", keys, icon=IconName.COPY, name="templates_open", parent=self
        )
        self._button.setAutoDefault(False)
        self._button.clicked.connect(self.open)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._button)
        self.menu = QMenu(self)
        self.menu.setObjectName("templates_menu")
        shortcut = QShortcut(QKeySequence(TEMPLATE_KEYS), scope)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.open)
        bridge.changed.connect(self._look_again)
        self._look()

    def open(self) -> None:
        """Show the menu."""
        self._fill()
        self.menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))
        if self.menu.actions():
            self.menu.setActiveAction(self.menu.actions()[0])

    def apply(self, template: Template) -> None:
        """Fill in what is empty."""
        filled = 0
        for key, value in read_incident(template.content).values.items():
            if self._bridge.session.fields.find(key) is None:
                # A field of the user's own that is gone.
                continue
            if is_guarded(key) or self._presenter.filled(key) or self._presenter.get(key) == value:
                continue
            self._presenter.put(key, value)
            self._fields.show_value(key)
            self._edited(key)
            filled += 1
        if filled == 0:
            text = self.tr("{name} has nothing for what is still empty.")
        elif filled == 1:
            text = self.tr("One field was filled in from {name}.")
        else:
            text = self.tr("{count} fields were filled in from {name}.")
        name, count = isolated(template.name), number_text(filled)
        self._notice.show_notice(text.format(name=name, count=count), seconds=4)

    def content(self) -> str:
        """What stands in the form, as a template keeps it: without claims and blame, and without what was quoted."""
        typed, _ = self._presenter.content()
        keys = [key for key in self._presenter.typed() if self._presenter.filled(key) and not is_guarded(key)]
        return write_incident(TypedForm({key: value_again(self._bridge.session.fields[key], typed) for key in keys}))

    # ---- the menu

    def _fill(self) -> None:
        self.menu.clear()
        for number, template in enumerate(self.known, 1):
            name = template.name.replace("&", "&&")
            text = f"&{number}  {name}" if number <= _NUMBERED else name
            self.menu.addAction(text, partial(self.apply, template))
        if self.known:
            self.menu.addSeparator()
        keep = self.menu.addAction(self.tr("&Keep this form as a template…"), self._keep)
        keep.setEnabled(not self._bridge.session.read_only)
        arrange = self.menu.addAction(self.tr("&Arrange templates…"), self._arrange)
        arrange.setEnabled(bool(self.known))

    def _keep(self) -> None:
        from ascertain.ui.form.entering.template_dialogs import NameTemplateDialog

        self._fields.commit()
        dialog = NameTemplateDialog(self._bridge, self.content(), self.known, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _arrange(self) -> None:
        from ascertain.ui.form.entering.template_dialogs import TemplatesDialog

        dialog = TemplatesDialog(self._bridge, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---- what the log has

    def _look(self) -> None:
        def read(queries: Queries) -> list[Template]:
            return queries.templates()

        self._asker.ask(read, self._take)

    def _look_again(self, notice: LogChanged) -> None:
        if "template" in notice.tables:
            self._look()

    def _take(self, templates: list[Template]) -> None:
        self.known = tuple(templates)
