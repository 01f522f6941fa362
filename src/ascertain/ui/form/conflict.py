"""What becomes of an edit when the incident was changed meanwhile: the user decides, and sees what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ascertain.domain.problems import Refused
from ascertain.domain.records import Incident
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.form.incident.presenter import IncidentPresenter
from ascertain.ui.kit import button, text_label
from ascertain.ui.wording import code, field_label

_CODES = frozenset({"edited_elsewhere", "gone"})


class Choice(Enum):
    """What is to be done with what is typed."""

    OVER = auto()
    NEW = auto()


def is_conflict(fault: BaseException) -> bool:
    """Whether a save was refused because the log holds another version, or none."""
    return isinstance(fault, Refused) and any(each.code in _CODES for each in fault.problems)


class ConflictQuestion(Sheet):
    """Save over what is there now, log what is typed as a new incident, or keep editing: then `chosen` is None."""

    help_page = "form#unfinished"

    def __init__(self, incident: Incident | None, differing: Sequence[str], parent: QWidget) -> None:
        super().__init__("conflict_question", parent)
        self.chosen: Choice | None = None
        ref = code(incident.ref) if incident is not None else ""
        self.cancel_button.setText(self.tr("&Keep editing"))
        anew = button(self.tr("Log as a &new incident"), name="conflict_new", parent=self)
        anew.clicked.connect(partial(self._choose, Choice.NEW))
        self.buttons.insertWidget(self.buttons.indexOf(self.accept_button), anew)
        self.accept_button.setText(self.tr("&Save over it"))
        self.accept_button.setVisible(incident is not None)
        self.cancel_button.setFocus()
        if incident is None:
            self.set_title(self.tr("The incident is no longer in the log"))
            self.set_sentence(self.tr("What you typed can be logged as a new incident."))
            return
        self.set_title(self.tr("{ref} was changed since").replace("{ref}", ref))
        words = self.tr(
            "If you save over it, what you typed stands in place of what is there now. The history keeps both."
        )
        if incident.trashed_at is not None:
            words = f"{words} {self.tr('The incident is in the trash.')}"
        self.set_sentence(words)
        told = ", ".join(field_label(key) for key in differing) or self.tr("nothing")
        line = text_label(self.tr("Differs: {fields}").replace("{fields}", told), wraps=True, parent=self)
        line.setObjectName("conflict_fields")
        self.body.addWidget(line)

    def submit(self) -> None:
        """Save over what is there now."""
        if not self.accept_button.isHidden():
            self._choose(Choice.OVER)

    def _choose(self, choice: Choice, _: bool = False) -> None:
        self.chosen = choice
        self.accept()


class Conflict(QObject):
    """Asks for the incident as it stands now, then the user; `save` is called once what is typed can be saved."""

    def __init__(self, bridge: Bridge, presenter: IncidentPresenter, save: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("conflict")
        self._presenter, self._save, self._over = presenter, save, parent
        self._asker = bridge.asker(self)

    def ask(self) -> None:
        """Ask what is to stand."""
        incident = self._presenter.incident
        if incident is not None:
            number = incident.id
            self._asker.ask(lambda queries: queries.incident(number), self._ask_user)

    def _ask_user(self, now: Incident | None) -> None:
        keys = self._presenter.differing(now.content) if now is not None else ()
        differing = tuple(self._presenter.name_of(key) for key in keys)
        question = ConflictQuestion(now, differing, self._over)
        question.finished.connect(lambda _: self._take(question.chosen, now))
        question.finished.connect(question.deleteLater)
        question.open()

    def _take(self, chosen: Choice | None, now: Incident | None) -> None:
        if chosen is None:
            return
        self._presenter.rebase(now if chosen is Choice.OVER else None)
        self._save()
