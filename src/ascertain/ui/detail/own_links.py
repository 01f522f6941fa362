"""The addresses in the user's own fields, each with a button that opens it after asking."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ascertain.domain.fields import FieldType
from ascertain.domain.own_fields import Fields
from ascertain.domain.records import IncidentContent
from ascertain.ui.kit import FlowLayout, InlineProblem, button, plain_tip
from ascertain.ui.leaving import OpenOutside, ask_to_leave, open_outside
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import code, fault_text, isolated


class OwnLinks(QWidget):
    """A button for each address that an incident holds; `problem` says why one could not be opened."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("own_links")
        self.opens: OpenOutside = open_outside
        self._buttons: list[QPushButton] = []
        row = QWidget(self)
        row.setObjectName("own_links_row")
        self._flow = FlowLayout(row, current_theme().px(6))
        self.problem = InlineProblem(parent=self)
        self.problem.setObjectName("own_links_problem")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(4))
        column.addWidget(row)
        column.addWidget(self.problem)
        self.hide()

    def show_content(self, content: IncidentContent, fields: Fields) -> None:
        """Offer the addresses of another incident."""
        self._clear()
        for field in fields.own:
            address = content.own_value(field.key) if field.type is FieldType.LINK else ""
            if address:
                self._add(field.key, field.label, address)
        self.problem.set_text("")
        self.setVisible(bool(self._buttons))
        self.updateGeometry()

    def _add(self, key: str, label: str, address: str) -> None:
        text = self.tr("Open {field}…").replace("{field}", isolated(label)).replace("&", "&&")
        made = button(text, "quiet", icon=IconName.LANGUAGE, name=f"own_link_{key}", parent=self)
        made.setToolTip(plain_tip(code(address)))
        made.setAccessibleDescription(address)
        made.clicked.connect(partial(self._ask, address))
        self._flow.addWidget(made)
        self._buttons.append(made)

    def _ask(self, address: str, _: bool = False) -> None:
        self.problem.set_text("")
        ask_to_leave(address, self, lambda fault: self.problem.set_text(fault_text(fault)), self.opens)

    def _clear(self) -> None:
        while self._flow.takeAt(0) is not None:
            pass
        for each in self._buttons:
            each.hide()
            each.deleteLater()
        self._buttons = []
