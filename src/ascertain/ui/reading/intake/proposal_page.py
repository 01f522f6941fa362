"""The proposal in boxes that can be edited, with why beside each, the start of the text, and what the log may have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from ascertain.domain.document_proposals import DocumentProposal, Likeness, Twin
from ascertain.domain.problems import Problem
from ascertain.domain.records import Document, NamedRef
from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.entries.entry_boxes import EntryBox, make_box
from ascertain.ui.form.entries.entry_fields import entry_fields
from ascertain.ui.form.entries.presenter import EntryPresenter, field_of
from ascertain.ui.form.field_grid import FieldGrid
from ascertain.ui.form.mnemonics import with_mnemonics
from ascertain.ui.form.names.log_facts import LogFacts
from ascertain.ui.form.names.log_names import LogNames
from ascertain.ui.kit import LabeledField, text_direction, text_label
from ascertain.ui.reading.intake.twin_cards import TwinCards
from ascertain.ui.theme import current_theme, restyle
from ascertain.ui.wording import code, number_text, tr_message

_SHOWN = ("title", "publisher", "published_on", "kind", "language", "url")
_SPANS = {"title": 12, "publisher": 12, "published_on": 6, "kind": 6, "language": 4, "url": 8}
_START = 4_000
"""Characters of the text that are shown."""
_LOOKED_FOR = frozenset({"title", "publisher", "published_on", "url"})
_TWINS_AFTER_MS = 250


class ProposalPage(QWidget):
    """Shows a proposal. `twins_wanted(DocumentProposal)`: what documents are looked for by was changed."""

    twins_wanted = Signal(object)
    open_wanted = Signal(int)
    twins_shown = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intake_proposal")
        self._context = FormContext(bridge, LogNames(bridge, self), LogFacts(bridge, self))
        self._presenter = EntryPresenter(Shelf.DOCUMENTS, bridge.session.vocabularies, bridge.session.clock.today)
        self._proposal = DocumentProposal()
        self._boxes: dict[str, EntryBox] = {}
        self._fields: dict[str, LabeledField] = {}
        self._whys: dict[str, QLabel] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_TWINS_AFTER_MS)
        self._soon.timeout.connect(lambda: self.twins_wanted.emit(self.edited()))
        self._build()

    def show_proposal(self, proposal: DocumentProposal, twins: Sequence[Twin]) -> None:
        """Fill the boxes anew."""
        self._proposal = proposal
        self._presenter.start(proposal.document())
        for key, box in self._boxes.items():
            box.set_value(self._presenter.get(key))
            self._show_why(key)
        self.show_problems(())
        self._show_text()
        self.show_twins(twins)

    def show_twins(self, twins: Sequence[Twin]) -> None:
        """Show the documents of the log that it may be."""
        self._twins.show_twins(twins)
        self.twins_shown.emit()

    @property
    def is_in_log(self) -> bool:
        """Whether the log has it already, as far as can be told: the same text, words or address."""
        return any(twin.likeness is not Likeness.NEARLY_THE_SAME for twin in self._twins.shown)

    @property
    def first_twin(self) -> int | None:
        """The document of the log that it most likely is."""
        return self._twins.shown[0].document_id if self._twins.shown else None

    @property
    def proposal(self) -> DocumentProposal:
        """The proposal as it was made."""
        return self._proposal

    def read(self) -> tuple[Document, tuple[Problem, ...]]:
        """The document as it stands in the boxes, and what is wrong with it."""
        for key, box in self._boxes.items():
            self._presenter.put(key, box.value())
        entry, problems = self._presenter.read()
        assert isinstance(entry, Document)
        return entry, problems

    def edited(self) -> DocumentProposal:
        """The proposal with what stands in the boxes."""
        document, _problems = self.read()
        return replace(
            self._proposal,
            title=document.title,
            publisher=document.publisher,
            published_on=document.published_on,
            url=document.url,
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Tell each problem at its field, and go to the first."""
        told: dict[str, str] = {}
        for problem in problems:
            told.setdefault(field_of(problem), tr_message(problem.text))
        for key, field in self._fields.items():
            field.set_problem(told.get(key, ""))
        first = next((key for key in self._boxes if key in told), None)
        if first is not None:
            self._boxes[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Go to the first box that is empty or doubtful, else to the title."""
        for key, box in self._boxes.items():
            reason = self._proposal.reason(key)
            if key in ("title", "published_on") and (reason is None or reason.doubtful):
                _go_to(box)
                return
        _go_to(self._boxes["title"])

    # ---- parts

    def _build(self) -> None:
        px = current_theme().px
        scroll = QScrollArea(self)
        scroll.setObjectName("intake_scroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumWidth(px(330))
        body = QWidget(scroll)
        body.setObjectName("intake_fields_body")
        column = QVBoxLayout(body)
        # Beside the bar, which stands at the other side where the layout is mirrored.
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        column.setContentsMargins(px(10) if mirrored else 0, 0, 0 if mirrored else px(10), 0)
        column.setSpacing(px(10))
        self._twins = TwinCards(body)
        self._twins.open_wanted.connect(self.open_wanted)
        column.addWidget(self._twins)
        column.addWidget(self._make_fields(body))
        column.addStretch(1)
        scroll.setWidget(body)
        body.setAutoFillBackground(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(16))
        row.addWidget(scroll, 5)
        row.addLayout(self._make_text(), 4)

    def _make_fields(self, parent: QWidget) -> FieldGrid:
        grid = FieldGrid("intake_fields", parent)
        known = {field.key: field for field in entry_fields(Shelf.DOCUMENTS)}
        fields = [known[key] for key in _SHOWN]
        for field, label in zip(fields, with_mnemonics([each.label for each in fields]), strict=True):
            name = f"intake_{field.key}"
            cell = QWidget(grid)
            cell.setObjectName(f"{name}_cell")
            box = make_box(field, self._context, name, label, cell)
            labeled = LabeledField(label, box, name=f"{name}_field", parent=cell)
            why = text_label("", "small", wraps=True, parent=cell)
            why.setObjectName(f"{name}_why")
            column = QVBoxLayout(cell)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(current_theme().px(2))
            column.addWidget(labeled)
            column.addWidget(why)
            column.addStretch(1)
            box.edited.connect(lambda key=field.key: self._take(key))
            self._boxes[field.key], self._fields[field.key], self._whys[field.key] = box, labeled, why
            grid.place(cell, _SPANS[field.key])
        return grid

    def _make_text(self) -> QVBoxLayout:
        self._told = text_label("", "small", wraps=True, parent=self)
        self._told.setObjectName("intake_text_told")
        self._warnings = text_label("", "warning", wraps=True, parent=self)
        self._warnings.setObjectName("intake_warnings")
        self._text = QPlainTextEdit(self)
        self._text.setObjectName("intake_text_start")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        labeled = LabeledField(self.tr("How the text begins"), self._text, name="intake_text_field", parent=self)
        column = QVBoxLayout()
        column.setSpacing(current_theme().px(6))
        column.addWidget(labeled, 1)
        column.addWidget(self._told)
        column.addWidget(self._warnings)
        return column

    def _take(self, key: str) -> None:
        self._fields[key].set_problem("")
        self._show_why(key)
        if key in _LOOKED_FOR:
            self._soon.start()

    def _show_why(self, key: str) -> None:
        """Why it is proposed, as long as it stands as proposed."""
        reason = self._proposal.reason(key)
        why = self._whys[key]
        same = _plain(self._boxes[key].value()) == _plain(self._presenter.get(key)) if reason else False
        text = tr_message(reason.why) if reason and same else ""
        if reason is None and key in ("title", "publisher", "published_on"):
            text = self.tr("Not found in the document.") if not _plain(self._boxes[key].value()) else ""
        why.setText(text)
        why.setVisible(bool(text))
        look = "warning" if reason and same and reason.doubtful else "small"
        if why.property("look") != look:
            why.setProperty("look", look)
            restyle(why)
        self._boxes[key].setAccessibleDescription(text)

    def _show_text(self) -> None:
        text = self._proposal.text
        start = text[:_START] + ("…" if len(text) > _START else "")
        self._text.setPlainText(start)
        option = self._text.document().defaultTextOption()
        direction = text_direction(start, self.layoutDirection())
        option.setTextDirection(direction)
        right = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        self._text.document().setDefaultTextOption(option)
        told = self.tr("{count} characters · SHA-256 {hash}…").replace("{count}", number_text(len(text)))
        told = told.replace("{hash}", code(self._proposal.sha256[:12])) if text else ""
        reason = self._proposal.reason("text")
        self._told.setText("  ".join(part for part in (told, tr_message(reason.why) if reason else "") if part))
        warnings = "\n".join(tr_message(each) for each in self._proposal.warnings)
        self._warnings.setText(warnings)
        self._warnings.setVisible(bool(warnings))


def _plain(value: object) -> str:
    return value.name if isinstance(value, NamedRef) else str(value or "").strip()


def _go_to(box: QWidget) -> None:
    """Go to a box with its text selected, and the beginning of that in sight."""
    box.setFocus(Qt.FocusReason.TabFocusReason)
    if isinstance(box, QLineEdit):
        box.setSelection(len(box.text()), -len(box.text()))
