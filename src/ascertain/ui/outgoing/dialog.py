"""Exporting incidents: which, in what format, what is lost by it, where to; with progress and a way to stop."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from ascertain.app.handing_on import PACKED_LOG
from ascertain.app.settings import ExportPreset
from ascertain.domain.conduct import Cancelled
from ascertain.exchange.exporters import exporters
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField, SectionHeading
from ascertain.ui.outgoing.choice_area import ChoiceArea
from ascertain.ui.outgoing.column_choice import ColumnChoice
from ascertain.ui.outgoing.file_line import FileLine
from ascertain.ui.outgoing.formats import FormatList, FormatOptions
from ascertain.ui.outgoing.losses import LossPane
from ascertain.ui.outgoing.preset_line import PresetLine
from ascertain.ui.outgoing.scope import Choices, Occasion, Scope
from ascertain.ui.outgoing.told import stopped_text, written_text
from ascertain.ui.outgoing.work import Work, WorkLine
from ascertain.ui.outgoing.writing import Way
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import fault_text, right_to_left

if TYPE_CHECKING:
    from ascertain.app.exporting import ExportResult


class ExportDialog(Sheet):
    """Asks, says what will be lost, writes, and says what was written. Enter exports. The file that was there before
    stays until the new one is whole. `left` carries the id of an incident that loses something and is to be seen; the
    dialog is closed by then."""

    left = Signal(int)

    help_page = "export"

    def __init__(self, bridge: Bridge, occasion: Occasion, parent: QWidget | None = None) -> None:
        super().__init__("export_dialog", parent)
        self.set_title(self.tr("Export incidents"))
        self._bridge, self._occasion = bridge, occasion
        self._asker = bridge.asker(self)
        self._scopes = list(occasion.scopes)
        self._work: Work | None = None
        self._last: tuple[Scope, ExportPreset] | None = None
        self._quiet = True
        self._build()
        habits = occasion.habits
        self._formats.choose(habits.format)
        self._options.show_for(self._formats.form)
        self._columns.give(self._formats.form.chooses_columns)
        self._file.path = self._formats.renamed(occasion.folder / f"{occasion.stem}{self._formats.form.suffix}")
        self._group.button(self._likely_scope()).setChecked(True)
        self._connect()
        self._quiet = False
        self._order()
        self._fit()
        self._count()
        self._formats.setFocus()

    @property
    def target(self) -> Path:
        """The file that is to be written."""
        return self._file.path

    @property
    def way(self) -> ExportPreset:
        """The way to export that is chosen, without a name."""
        form, scope = self._formats.form, self._chosen().name
        keys = self._columns.keys if form.chooses_columns else None
        return ExportPreset("", form.name, self._options.chosen, keys, scope)

    def take(self, way: ExportPreset) -> None:
        """Choose this way to export; which incidents only where there are such."""
        self._quiet = True
        self._formats.choose(way.format)
        self._options.choose(way.options)
        self._columns.take(way.keys)
        at = next((at for at, each in enumerate(self._scopes) if each.name == way.scope and each.count != 0), None)
        if at is not None:
            self._group.button(at).setChecked(True)
        self._quiet = False
        self._fit()

    @property
    def choices(self) -> Choices:
        """What is chosen, to go on with."""
        return Choices(self.way, self.target, self._chosen())

    def take_up(self, choices: Choices) -> None:
        """Go on where a dialog was left."""
        self.take(choices.way)
        self._file.path = choices.target

    def submit(self) -> None:
        """Begin, after asking about a file that is there already."""
        if self._work is None and self._chosen().count != 0 and self._file.check(self._formats.form.suffix):
            self._begin()

    def reject(self) -> None:
        """Stop an export that is under way, else close."""
        if self._work is None:
            super().reject()
            return
        self._work.stop()
        self.cancel_button.setEnabled(False)

    def done(self, result: int) -> None:
        """What is looked for is wanted no more."""
        self._losses.stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing stops too."""
        if self._work is not None:
            self._work.stop()
        super().closeEvent(event)

    # ---- layout

    def _build(self) -> None:
        px = current_theme().px
        self._asked = QWidget(self)
        self._asked.setObjectName("export_asked")
        self._formats = FormatList((*exporters(), PACKED_LOG), self._asked)
        self._options = FormatOptions(self._asked)
        occasion = self._occasion
        self._columns = ColumnChoice(occasion.columns, occasion.at, self._bridge.session.fields, self._asked)
        self._losses = LossPane(self._bridge, self._asked)
        self._file = FileLine(self._formats, self._asked)
        self._presets = PresetLine(occasion.habits, self._formats.knows, lambda: self.way, self._asked)
        self._middle = QWidget(self._asked)
        self._middle.setObjectName("export_middle")
        both = QHBoxLayout(self._middle)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(px(18))
        both.addLayout(self._left(), 1)
        both.addLayout(self._right(), 1)
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self._middle, 1)
        column.addWidget(self._file)
        self.body.addWidget(self._asked, 1)
        self._line = WorkLine("export", self)
        self.body.addWidget(self._line)
        self.give_height(self._middle, 240, 470)
        self.setMinimumWidth(self.wide(960))

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(current_theme().px(10))
        column.addWidget(self._presets)
        self._formats.setMinimumHeight(current_theme().px(60))
        self._format_field = LabeledField(self.tr("Fo&rmat"), self._formats, name="export_format", parent=self._asked)
        column.addWidget(self._format_field, 1)
        return column

    def _right(self) -> QVBoxLayout:
        """What may be long is scrolled where the window is small or the text large."""
        px = current_theme().px
        inner = QWidget(self._asked)
        inner.setObjectName("export_choices")
        choices = QVBoxLayout(inner)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(px(10))
        choices.addLayout(self._which())
        choices.addWidget(self._options)
        choices.addWidget(self._columns)
        scroll = ChoiceArea(inner, self._asked)
        scroll.setAccessibleName(self.tr("Choices"))
        column = QVBoxLayout()
        column.setSpacing(px(10))
        column.addWidget(scroll)
        self._losses.editor.setMinimumHeight(px(66))
        column.addWidget(self._losses, 1)
        return column

    def _which(self) -> QVBoxLayout:
        self._group = QButtonGroup(self)
        column = QVBoxLayout()
        column.setSpacing(current_theme().px(4))
        heading = SectionHeading(self.tr("Which"), self._asked)
        heading.setContentsMargins(0, 0, 0, current_theme().px(2))
        column.addWidget(heading)
        for at, scope in enumerate(self._scopes):
            choice = QRadioButton(scope.label, self._asked)
            choice.setObjectName(f"export_{scope.name}")
            choice.setEnabled(scope.count != 0)
            self._group.addButton(choice, at)
            column.addWidget(choice)
        return column

    def _connect(self) -> None:
        self._formats.chosen.connect(self._follow_format)
        self._options.changed.connect(self._fit)
        self._columns.changed.connect(self._fit)
        self._group.buttonToggled.connect(lambda _, on: self._fit() if on else None)
        self._presets.taken.connect(self.take)
        self._losses.picked.connect(self._leave_for)

    def _order(self) -> None:
        """The keyboard goes as the eye does; what was made late would be last."""
        for field in self._asked.findChildren(LabeledField):
            # Qt would stop at the field, too, which lends its place to its editor, and so come to it out of turn.
            field.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none, its stubs do not say so
        stops = (
            *self._presets.stops,
            self._formats,
            *self._group.buttons(),
            *self._options.stops,
            *self._columns.stops,
            self._losses.editor,
            *self._file.stops,
            self.cancel_button,
            self.accept_button,
        )
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    # ---- what is asked

    def _chosen(self) -> Scope:
        return self._scopes[max(0, self._group.checkedId())]

    def _likely_scope(self) -> int:
        """Several chosen incidents were chosen for a reason; a single one is only where the cursor stands."""
        for at, scope in reversed(list(enumerate(self._scopes))):
            if scope.count is None or scope.count > 1 or (scope.count and scope.name != "chosen"):
                return at
        return 0

    def _follow_format(self) -> None:
        form = self._formats.form
        self._options.show_for(form)
        self._columns.give(form.chooses_columns)
        self._order()
        self._file.path = self._formats.renamed(self._file.path)
        self._fit()

    def _fit(self) -> None:
        if self._quiet or self._work is not None:
            return
        scope, way = self._chosen(), self.way
        self.accept_button.setText(scope.action)
        self.accept_button.setEnabled(scope.count != 0)
        self._presets.compare()
        if self._last != (scope, way):
            self._last = scope, way
            self._losses.look(self._how(scope).losses if scope.count != 0 else None)

    def _how(self, scope: Scope) -> Way:
        return Way(self._bridge.session, scope.ids, self.way, self._occasion.title, right_to_left())

    def _count(self) -> None:
        """Ask how many a choice is, where the table does not know yet."""
        for at, scope in enumerate(self._scopes):
            if scope.count is None and scope.counting is not None:
                self._bridge.asker(self).ask(scope.counting, partial(self._take_count, at))

    def _take_count(self, at: int, count: int) -> None:
        scope = self._scopes[at] = replace(self._scopes[at], count=count)
        choice = self._group.button(at)
        choice.setText(scope.label)
        choice.setEnabled(count > 0)
        if not count and choice.isChecked():
            self._group.button(self._likely_scope()).setChecked(True)
        if self._last is not None and self._last[0].name == scope.name and count:
            # It is the same as what is being looked through; how many it is changes nothing of that.
            self._last = scope, self._last[1]
        self._fit()

    def _leave_for(self, incident_id: int) -> None:
        if self._work is None:
            self.reject()
            self.left.emit(incident_id)

    # ---- the work

    def _begin(self) -> None:
        self._losses.stop()
        work = self._work = Work()
        out, way, conduct = self.target, self._how(self._chosen()), work.conduct
        self.problem.set_text("")
        self._asked.setEnabled(False)
        self.accept_button.setEnabled(False)
        self.cancel_button.setFocus()
        self._line.follow(work, self.tr("Writing"))
        self._asker.ask(lambda queries: way.write(queries, out, conduct), self._finish, self._fail)

    def _finish(self, result: ExportResult) -> None:
        self._work = None
        self._occasion.habits.exported(self._formats.form.name, result.out.parent)
        told, cut = written_text(result)
        self._line.say(told)
        self.problem.set_text(cut)
        self.accept_button.hide()
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.setFocus()

    def _fail(self, fault: BaseException) -> None:
        self._work = None
        self._asked.setEnabled(True)
        self.cancel_button.setEnabled(True)
        stopped = isinstance(fault, Cancelled)
        self._line.say(stopped_text() if stopped else "")
        if not stopped:
            self._file.forget()
            self.problem.set_text(fault_text(fault))
        self._last = None
        self._fit()
        self.accept_button.setFocus()
