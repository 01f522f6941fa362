"""A title that is offered while there is none: it stands in the empty box in grey, and Enter takes it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ascertain.domain.records import NamedRef
from ascertain.ui.form.editors.lines import TextLine
from ascertain.ui.form.entering.title_words import proposed_title
from ascertain.ui.form.fields_pane import FieldsPane
from ascertain.ui.form.incident.presenter import IncidentPresenter

_TITLE = "title"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TitleOffer(QObject):
    """Follows what is typed and what is proposed. It types nothing by itself."""

    def __init__(self, presenter: IncidentPresenter, fields: FieldsPane) -> None:
        super().__init__(fields)
        self.setObjectName("title_offer")
        self._presenter, self._fields = presenter, fields
        fields.edited.connect(self.look)
        fields.touched.connect(self.look)
        box = fields.box(_TITLE)
        self._line = box if isinstance(box, TextLine) else None
        if self._line is not None:
            self._line.installEventFilter(self)

    def look(self) -> None:
        """Offer what fits what stands in the boxes now."""
        if self._line is None:
            return
        title = "" if self._line.text() else self._title()
        if title != self._line.placeholderText():
            self._line.setPlaceholderText(title)
            self._fields.remark(_TITLE, self.tr("Enter takes the title") if title else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Enter takes what is offered; the cursor then stands behind it."""
        if event.type() == QEvent.Type.FocusIn:
            self.look()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return False
        line = self._line
        if line is None or line.text() or not line.placeholderText():
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        line.setText(line.placeholderText())
        line.edited.emit()
        return True

    def _title(self) -> str:
        place = self._shown("place")
        stances = (each.statement.stance for each in self._presenter.get("statements"))
        name = place.name if isinstance(place, NamedRef) else ""
        means, precision = self._shown("means"), self._shown("where_precision")
        return proposed_title(means and str(means), name, precision and str(precision), stances)

    def _shown(self, key: str) -> Any:
        """What stands in a box, be it typed or proposed."""
        return self._fields.offered.shown(key, self._presenter.get(key))
