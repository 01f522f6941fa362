"""Open proposals of one statement, under its card: each a line of its own, taken into the statement when accepted."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascertain.domain.codes import AssertionState
from ascertain.domain.fields import BY_KEY
from ascertain.domain.proposals.proposal import ORIGIN, SAID_ON, SOURCE, STANCE, Proposal
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.form.proposals.line import ProposalLine, proposal_words
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code_label, field_label, isolated


class StatementProposals(QWidget):
    """`accepted(proposal)` and `rejected(proposal)`: its line is gone by then."""

    accepted = Signal(object)
    rejected = Signal(object)

    def __init__(self, vocabularies: Vocabularies, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._vocabularies = vocabularies
        self._lines: dict[Proposal, ProposalLine] = {}
        self._made = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current_theme().px(2))
        self.hide()

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """Those that are open."""
        return tuple(self._lines)

    @property
    def lines(self) -> tuple[ProposalLine, ...]:
        """Their lines, in order."""
        return tuple(self._lines.values())

    def show_proposals(self, proposals: Iterable[Proposal]) -> None:
        """Show these and no others."""
        for each in tuple(self._lines):
            self._drop(each)
        for each in proposals:
            self._lines[each] = self._make(each)
        self.setVisible(bool(self._lines))

    def drop(self, proposal: Proposal) -> None:
        """Take one away without a word."""
        if proposal in self._lines:
            self._drop(proposal)
            self.setVisible(bool(self._lines))

    def accept_focused(self) -> bool:
        """Accept the one whose line has the keyboard; False where none has."""
        proposal = next((each for each, line in self._lines.items() if line.hasFocus()), None)
        if proposal is not None:
            self._take(proposal, kept=True)
        return proposal is not None

    def _take(self, proposal: Proposal, *, kept: bool) -> None:
        at = list(self._lines).index(proposal)
        had_focus = self._lines[proposal].hasFocus()
        self.drop(proposal)
        left = list(self._lines.values())
        if had_focus and left:
            left[min(at, len(left) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif had_focus:
            # The card takes over; a line that is gone must not leave the keyboard nowhere.
            around = self.parentWidget()
            if around is not None:
                around.setFocus(Qt.FocusReason.OtherFocusReason)
        (self.accepted if kept else self.rejected).emit(proposal)

    def _drop(self, proposal: Proposal) -> None:
        line = self._lines.pop(proposal)
        self._column.removeWidget(line)
        line.hide()
        line.setObjectName("")
        line.deleteLater()

    def _make(self, proposal: Proposal) -> ProposalLine:
        name = f"{self.objectName()}_{self._made}"
        self._made += 1
        line = ProposalLine(name, proposal_words(proposal), self._lead(proposal), self)
        line.accepted.connect(lambda: self._take(proposal, kept=True))
        line.rejected.connect(lambda: self._take(proposal, kept=False))
        self._column.addWidget(line)
        line.show()
        return line

    def _lead(self, proposal: Proposal) -> str:
        labels = {
            SOURCE: self.tr("Source"),
            STANCE: self.tr("Stance"),
            ORIGIN: self.tr("Goes back to"),
            SAID_ON: self.tr("Said on"),
        }
        label = labels.get(proposal.field) or field_label(proposal.field)
        return self.tr("{field}: {value}").format(field=label, value=isolated(self._value(proposal)))

    def _value(self, proposal: Proposal) -> str:
        if proposal.state is not AssertionState.VALUE:
            return code_label("assertion_state", proposal.state.value, self._vocabularies)
        if proposal.field == STANCE:
            return code_label("stance", proposal.value, self._vocabularies)
        field = BY_KEY.get(proposal.field)
        if field is not None and field.vocabulary is not None and proposal.field != SOURCE:
            return code_label(field.vocabulary, proposal.value, self._vocabularies)
        return proposal.value
