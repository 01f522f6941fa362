"""The same as above: what the incident that was logged last holds in a field, taken over by one key."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ascertain.domain.records import Incident, IncidentContent, NamedRef
from ascertain.ui.form.entering.typing_form import TypingForm
from ascertain.ui.form.incident.again import ANCHOR, PHRASE, ZONE, content_again, is_guarded, time_again, value_again
from ascertain.ui.form.incident.when import ANCHOR_ON, FIELD
from ascertain.ui.form.incident.when import ZONE as ZONE_PART
from ascertain.ui.wording import code, field_label, isolated

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged
    from ascertain.app.queries import Queries

ABOVE_KEYS = ("Ctrl+'", "Ctrl+Up")
"""The first is what spreadsheets and databases use; the second is easy to reach on every keyboard."""


class SameAsAbove(QObject):
    """Knows the incident that was logged last. `edited` is told the field that was filled."""

    def __init__(self, form: TypingForm, scope: QWidget) -> None:
        super().__init__(scope)
        self.setObjectName("same_as_above")
        bridge = self._bridge = form.bridge
        self._presenter, self._fields = form.presenter, form.fields
        self._notice, self._edited = form.notice, form.edited
        self._asker = bridge.asker(self)
        self._last: Incident | None = None
        for keys in ABOVE_KEYS:
            shortcut = QShortcut(QKeySequence(keys), scope)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.take)
        bridge.changed.connect(self._look_again)
        self._look()

    def ask_again(self, begin: Callable[[IncidentContent], None]) -> None:
        """Begin another incident like the last one, once the log has answered; nothing is begun where there is none."""

        def take(last: Incident | None) -> None:
            self._last = last
            if last is None:
                self._notice.show_notice(self.tr("There is no incident above this one."), seconds=4)
            else:
                begin(content_again(last.content))

        self._asker.ask(lambda queries: queries.last_logged(), take)

    def take(self) -> None:
        """Fill the field in which the cursor is."""
        focused = QApplication.focusWidget()
        key = self._fields.key_of(focused) if focused is not None else ""
        last = self._last
        if not key:
            return
        if last is None or (self._presenter.incident is not None and self._presenter.incident.id == last.id):
            self._notice.show_notice(self.tr("There is no incident above this one."), seconds=4)
            return
        value = value_again(self._bridge.session.fields[key], last.content)
        if is_guarded(key) and value:
            self._ask(key, value, last)
        elif key == FIELD and focused is not None:
            self._put(key, time_again(self._part_of(focused), value, self._presenter.get(key)))
        else:
            self._put(key, value)

    def _ask(self, key: str, value: tuple[NamedRef, ...], last: Incident) -> None:
        """Who did another thing is no evidence of who did this one."""
        told = self.tr("“{field}: {names}” was noted of another event ({ref}). Is it known of this one too?")
        names = isolated(", ".join(each.name for each in value))
        text = told.format(field=field_label(key), names=names, ref=code(last.ref))
        copy = self.tr("&Copy it")
        self._notice.show_notice(text, copy, lambda: self._put(key, value), tone="warning", seconds=0)

    def _put(self, key: str, value: object) -> None:
        self._presenter.put(key, value)
        self._fields.show_value(key)
        self._edited(key)

    def _part_of(self, focused: QWidget) -> str:
        for path, part in ((ZONE_PART, ZONE), (ANCHOR_ON, ANCHOR)):
            box = self._fields.when.part(path)
            if box is focused or box.isAncestorOf(focused):
                return part
        return ANCHOR if focused.objectName().startswith("when_relative") else PHRASE

    # ---- what was logged last

    def _look(self) -> None:
        def read(queries: Queries) -> Incident | None:
            return queries.last_logged()

        self._asker.ask(read, self._take_last)

    def _look_again(self, notice: LogChanged) -> None:
        if notice.incident_ids:
            self._look()

    def _take_last(self, incident: Incident | None) -> None:
        self._last = incident
