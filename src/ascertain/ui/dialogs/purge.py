"""Purging: says plainly what goes and what stays, wants a reason and a tick, and carries it out."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from ascertain.app.older_copies import OlderCopies
from ascertain.domain.purges import PurgeOutline
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.clearing import ClearingSheet, fit_to_content
from ascertain.ui.dialogs.purge_copies import still_holding
from ascertain.ui.dialogs.purge_subject import Subject
from ascertain.ui.dialogs.purge_told import PurgeTold
from ascertain.ui.kit import LabeledField
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import tr_message


class PurgeDialog(ClearingSheet):
    """Asks and purges."""

    help_page = "purge"

    def __init__(self, bridge: Bridge, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__("purge_dialog", bridge, parent)
        self._subject = subject
        self._asker = bridge.asker(self)
        self._known = False
        self.set_title(subject.title)
        self.set_sentence(
            self.tr(
                "For the protection of sources. What is purged goes out of the log, its history and its search index, "
                "and nobody can bring it back."
            )
        )
        self._build()
        self._ask()

    def parts(self) -> list[QWidget]:
        """What is asked."""
        return [self._told, self._choice, self._why, self._sure, *super().parts()]

    def ready(self) -> bool:
        """Whether it is known what goes, and the box is ticked."""
        return self._known and self._sure.isChecked()

    def begin(self) -> None:
        """Purge."""
        command = self._subject.command(self._reason.toPlainText().strip(), self._choice.isChecked())
        self._bridge.run(command, lambda notice: self.after(tr_message(notice.label), notice.left), self.fail)

    def _build(self) -> None:
        px = current_theme().px
        self._told = PurgeTold(self)
        self._choice = QCheckBox(self)
        self._choice.setObjectName("purge_choice")
        self._choice.setChecked(self._subject.chosen_first)
        self._choice.hide()
        self._choice.toggled.connect(lambda _: self._ask())
        self._reason = QPlainTextEdit(self)
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(px(44))
        hint = self.tr("kept with the tombstone: name nobody here")
        self._why = LabeledField(self.tr("&Why"), self._reason, hint, name="purge_reason", parent=self)
        self._sure = QCheckBox(self.tr("I &understand that this cannot be undone"), self)
        self._sure.setObjectName("purge_sure")
        self._sure.toggled.connect(lambda _: self.fit())
        self.body.addWidget(self._told, 1)
        for part in (self._choice, self._copies, self._why, self._sure, self.progress):
            self.body.addWidget(part)
        self.accept_button.set_role("danger")
        self.accept_button.setText(self.tr("&Purge"))
        self.setMinimumWidth(px(540))
        self._reason.setFocus()
        self.fit()

    def _ask(self) -> None:
        self._known = False
        self.fit()
        subject, chosen, look = self._subject, self._choice.isChecked(), self._copies.look
        self._asker.ask(lambda queries: (subject.ask(queries, chosen), look()), self._show, self.fail)

    def _show(self, found: tuple[PurgeOutline, OlderCopies]) -> None:
        outline, older = found
        self._known = True
        choice = self._subject.choice(outline)
        self._choice.setText(choice)
        self._choice.setVisible(bool(choice))
        self._told.tell(outline, (self._subject.staying(outline),), still_holding(older))
        self._copies.tell(older)
        self.fit()
        fit_to_content(self)
