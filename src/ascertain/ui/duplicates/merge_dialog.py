"""Making one incident of several: side by side, a choice for each difference, and what the one will hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ascertain.app.commands import Command, LinkIncidents, MergeIncidents
from ascertain.domain.codes import LinkType
from ascertain.domain.merging import differences, merged, moving
from ascertain.domain.records import Incident, IncidentContent, Link
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.duplicates.choice_rows import ChoiceRow, Columns
from ascertain.ui.duplicates.part_words import moving_text, part_label, part_text
from ascertain.ui.kit import LabeledField, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge

MOST = 8
"""How many incidents are merged at once: more columns cannot be read side by side."""


class MergeIncidentsDialog(Sheet):
    """Begins with `ids`, of which the one with most statements is kept unless another is chosen; `others` may be added.

    `commands` is what was answered: to merge, or only to link them as the same.
    """

    help_page = "duplicates#merge"

    def __init__(
        self, bridge: Bridge, ids: Sequence[int], others: Sequence[int] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__("merge_incidents", parent)
        self._bridge = bridge
        self._left_out = {each for each in others if each not in ids}
        self._incidents: list[Incident] = []
        self._keep = 0
        self._choices: dict[str, int] = {}
        self._rows: list[ChoiceRow] = []
        self._only_link = False
        self._asker = bridge.asker(self)
        self._build()
        wanted = list(dict.fromkeys((*ids, *others)))[:MOST]
        self._asker.ask(lambda queries: list(queries.incidents(wanted)), self._take)

    @property
    def commands(self) -> list[Command]:
        """What was answered; nothing while there is none to merge."""
        parts = self._in_order()
        if len(parts) < 2:
            return []
        others = tuple(each.id for each in parts[1:])
        if self._only_link:
            return [LinkIncidents(each, Link(LinkType.SAME_AS, self._keep)) for each in others]
        choices = tuple(sorted(self._choices.items()))
        versions = tuple((each.id, each.version) for each in parts)
        return [MergeIncidents(self._keep, others, choices, self._reason.text().strip(), versions)]

    def submit(self) -> None:
        """Accept once there are two to merge."""
        if len(self._in_order()) < 2:
            self.problem.set_text(self.tr("Leave at least two of them in."))
            return
        self.accept()

    # ---------------------------------------------------------------- laying out

    def _build(self) -> None:
        px = current_theme().px
        self.set_title(self.tr("Merge incidents"))
        self.set_sentence(
            self.tr(
                "Choose the one to keep, and where they differ whose value it takes. Nothing of the others is lost."
            )
        )
        self.accept_button.setText(self.tr("&Merge"))
        self.accept_button.setEnabled(False)
        self._link_button = button(self.tr("Only &link as the same"), name="merge_incidents_link", parent=self)
        self._link_button.setAutoDefault(False)
        self._link_button.setEnabled(False)
        self._link_button.clicked.connect(self._link)
        self.buttons.insertWidget(0, self._link_button)
        self._columns = Columns(self)
        self._columns.changed.connect(self._other_columns)
        self._area = QWidget(self)
        self._area.setObjectName("merge_incidents_area")
        self._grid = QVBoxLayout(self._area)
        self._grid.setContentsMargins(0, 0, px(6), 0)
        self._grid.setSpacing(px(6))
        self._grid.addWidget(self._columns)
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(px(12))
        self._table.setVerticalSpacing(px(8))
        self._grid.addLayout(self._table)
        self._grid.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("merge_incidents_scroll")
        scroll.setAccessibleName(self.tr("Where they differ"))
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._area)
        self.give_height(scroll, 120, 440)
        self._reason = QLineEdit(self)
        self._reason.setPlaceholderText(
            self.tr("Why they are one. Stands as the reason of the status if you fill it in.")
        )
        self._outcome = text_label("", wraps=True, selectable=True, parent=self)
        self._outcome.setObjectName("merge_incidents_outcome")
        self.body.addWidget(scroll, 1)
        self.body.addWidget(LabeledField(self.tr("&Reason"), self._reason, name="merge_incidents_reason"))
        self.body.addWidget(self._outcome)
        self.setMinimumWidth(self.wide(860))

    def _take(self, incidents: list[Incident]) -> None:
        self._incidents = [each for each in incidents if each.trashed_at is None]
        if len(self._incidents) < 2:
            self.problem.set_text(self.tr("There are not two of them in the log any more. Close this and look again."))
            return
        part = [each for each in self._incidents if each.id not in self._left_out]
        self._keep = max(part or self._incidents, key=lambda each: (len(each.content.statements), -each.id)).id
        self._columns.show_incidents(self._incidents, self._keep, self._left_out, self._bridge.session.vocabularies)
        self._show()
        self._columns.take_focus()

    def _other_columns(self) -> None:
        self._keep, self._left_out = self._columns.kept, self._columns.left_out
        self._choices = {part: each for part, each in self._choices.items() if each not in self._left_out}
        self._show()

    def _in_order(self) -> list[Incident]:
        """Those that take part, the kept one first."""
        part = [each for each in self._incidents if each.id not in self._left_out or each.id == self._keep]
        return sorted(part, key=lambda each: each.id != self._keep)

    def _show(self) -> None:
        for row in self._rows:
            row.leave(self._table)
        parts, session = self._in_order(), self._bridge.session
        ready = len(parts) > 1
        self.accept_button.setEnabled(ready)
        self._link_button.setEnabled(ready)
        self.problem.set_text("")
        self._rows = []
        for at, each in enumerate(differences(parts, self._choices)):
            row = ChoiceRow(at, each, part_label(each.part, session.fields), self._area)
            row.show_values(
                [(one.id, code(one.ref), self._text(each.part, one.content)) for one in parts if one.id in each.holders]
            )
            row.chosen.connect(self._choose)
            row.stand_in(self._table, at)
            self._rows.append(row)
        self._tell()

    def _choose(self, part: str, incident_id: int) -> None:
        if incident_id:
            self._choices[part] = incident_id
        else:
            self._choices.pop(part, None)
        self._tell()

    def _tell(self) -> None:
        parts = self._in_order()
        one = merged(parts, self._choices)
        for row in self._rows:
            row.show_result(self._text(row.part, one))
        gone = [each.ref for each in parts[1:]]
        self._outcome.setText(moving_text(parts[0].ref, gone, moving(parts)) if gone else "")

    def _text(self, part: str, content: IncidentContent) -> str:
        session = self._bridge.session
        return part_text(part, content, session.vocabularies, session.fields)

    def _link(self) -> None:
        self._only_link = True
        self.accept()
