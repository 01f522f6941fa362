"""Exporting incidents: which, in what format, where to; with progress and a way to stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from ascertain.app.queries import Queries
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.export_scope import Scope
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import KeyButton, LabeledField, SectionHeading, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, fault_text, isolated, number_text

if TYPE_CHECKING:
    from ascertain.app.exporting import ExportResult

_LOOK_EVERY_MS = 80


@dataclass
class _Work:
    """What the lane tells and the window reads."""

    done: int = 0
    total: int = 0
    stop: Event = field(default_factory=Event)

    def progress(self, done: int, total: int) -> None:
        self.done, self.total = done, total


class ExportDialog(Sheet):
    """Asks, writes, and says what was written. The file that was there before stays until the new one is whole."""

    def __init__(
        self, bridge: Bridge, scopes: Sequence[Scope], folder: Path, stem: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("export_dialog", parent)
        self.set_title(self.tr("Export incidents"))
        self._bridge = bridge
        self._asker = bridge.asker(self)
        self._scopes = list(scopes)
        self._work: _Work | None = None
        self._sure_of: Path | None = None
        self._path = QLineEdit(str(folder / f"{stem}.xlsx"), self)
        self._path_field = LabeledField(self.tr("&File"), self._path, name="export_path")
        self._build()
        self._watch = QTimer(self)
        self._watch.setObjectName("export_watch")
        self._watch.setInterval(_LOOK_EVERY_MS)
        self._watch.timeout.connect(self._show_progress)
        self._fit()
        self._count()

    @property
    def target(self) -> Path:
        """The file that is to be written."""
        return Path(self._path.text().strip()).expanduser()

    def submit(self) -> None:
        """Begin, after asking about a file that is there already."""
        if self._work is not None:
            return
        problem = self._what_is_wrong()
        self._path_field.set_problem(problem)
        if problem:
            self._path.setFocus()
            return
        if self.target.exists() and self._sure_of != self.target:
            self._sure_of = self.target
            self._path_field.set_problem(self.tr("This file is there already. Export again to replace it."))
            return
        self._begin(self._chosen())

    def reject(self) -> None:
        """Stop an export that is under way, else close."""
        if self._work is None:
            super().reject()
            return
        self._work.stop.set()
        self.cancel_button.setEnabled(False)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing stops too."""
        if self._work is not None:
            self._work.stop.set()
        super().closeEvent(event)

    # ---- layout

    def _build(self) -> None:
        self._group = QButtonGroup(self)
        self._formats = QButtonGroup(self)
        which = self._choices(self.tr("Which"), self._group, [(s.name, s.label) for s in self._scopes])
        kinds = [(".xlsx", self.tr("E&xcel workbook (.xlsx)")), (".csv", self.tr("&CSV text (.csv)"))]
        formats = self._choices(self.tr("Format"), self._formats, kinds)
        self._formats.buttonToggled.connect(lambda *_: self._follow_format())
        for at, scope in enumerate(self._scopes):
            self._group.button(at).setEnabled(scope.count != 0)
        self._group.button(self._likely_scope()).setChecked(True)
        self._formats.button(0).setChecked(True)
        self._group.buttonToggled.connect(lambda *_: self._fit())
        row = QHBoxLayout()
        row.addLayout(which, 1)
        row.addLayout(formats, 1)
        self.body.addLayout(row)
        self.body.addLayout(self._where())
        self._bar = QProgressBar(self)
        self._bar.setObjectName("export_progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        self._said = text_label(look="small", wraps=True, parent=self)
        self._said.setObjectName("export_said")
        self.body.addWidget(self._bar)
        self.body.addWidget(self._said)
        self._bar.hide()

    def _choices(self, title: str, group: QButtonGroup, texts: Sequence[tuple[str, str]]) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(current_theme().px(4))
        column.addWidget(SectionHeading(title, self))
        for at, (name, text) in enumerate(texts):
            choice = QRadioButton(text, self)
            choice.setObjectName(f"export_{name.strip('.')}")
            group.addButton(choice, at)
            column.addWidget(choice)
        column.addStretch(1)
        return column

    def _where(self) -> QHBoxLayout:
        self._path.textChanged.connect(lambda: self._path_field.set_problem(""))
        self._browse: KeyButton = button(self.tr("&Browse…"), name="export_browse", parent=self)
        self._browse.setAutoDefault(False)
        self._browse.clicked.connect(self._choose_file)
        row = QHBoxLayout()
        row.addWidget(self._path_field, 1)
        row.addWidget(self._browse, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    # ---- what is asked

    def _chosen(self) -> Scope:
        return self._scopes[max(0, self._group.checkedId())]

    def _likely_scope(self) -> int:
        """Several chosen incidents were chosen for a reason; a single one is only where the cursor stands."""
        for at, scope in reversed(list(enumerate(self._scopes))):
            if scope.count is None or scope.count > 1 or (scope.count and scope.name != "chosen"):
                return at
        return 0

    def _suffix(self) -> str:
        return ".csv" if self._formats.checkedId() == 1 else ".xlsx"

    def _follow_format(self) -> None:
        path = self.target
        if path.suffix.lower() in (".xlsx", ".csv"):
            self._path.setText(str(path.with_suffix(self._suffix())))

    def _fit(self) -> None:
        scope = self._chosen()
        self.accept_button.setText(scope.action)
        self.accept_button.setEnabled(scope.count != 0 and self._work is None)

    def _count(self) -> None:
        """Ask how many a choice is, where the table does not know yet."""
        for at, scope in enumerate(self._scopes):
            if scope.count is None and scope.counting is not None:
                self._bridge.asker(self).ask(scope.counting, partial(self._take_count, at))

    def _take_count(self, at: int, count: int) -> None:
        scope = self._scopes[at] = replace(self._scopes[at], count=count)
        self._group.button(at).setText(scope.label)
        self._group.button(at).setEnabled(count > 0 and self._work is None)
        if not count and self._group.checkedId() == at and self._work is None:
            self._group.button(self._likely_scope()).setChecked(True)
        self._fit()

    def _choose_file(self) -> None:
        kinds = {".xlsx": self.tr("Excel workbook (*.xlsx)"), ".csv": self.tr("CSV text (*.csv)")}
        suffix = self._suffix()
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Export to"), str(self.target), kinds[suffix])
        if chosen:
            path = Path(chosen)
            self._path.setText(str(path if path.suffix else path.with_suffix(suffix)))
            # The system's dialog has asked about a file that is there already.
            self._sure_of = self.target

    def _what_is_wrong(self) -> str:
        if not self._path.text().strip():
            return self.tr("Name the file to write.")
        if not self.target.is_absolute():
            return self.tr("Give the whole path, or choose the file with Browse.")
        if self.target.suffix.lower() != self._suffix():
            return self.tr("The name must end in {suffix} for this format.").replace("{suffix}", self._suffix())
        return "" if self.target.parent.is_dir() else self.tr("This folder does not exist. Choose another one.")

    # ---- the work

    def _begin(self, scope: Scope) -> None:
        work = self._work = _Work(total=scope.count or 0)
        session = self._bridge.session
        out, vocabularies, fields = self.target, session.vocabularies, session.fields

        def write(queries: Queries) -> ExportResult:
            from ascertain.app.exporting import Wanted, export
            from ascertain.exchange.sheets import Conduct

            conduct = Conduct(work.progress, work.stop.is_set)
            return export(queries, Wanted(scope.ids(queries), vocabularies, scope.keys, fields), out, conduct)

        self._set_busy(True)
        self._asker.ask(write, self._finish, self._fail)
        self._watch.start()

    def _set_busy(self, busy: bool) -> None:
        self._bar.setVisible(busy)
        self._bar.setRange(0, 0)
        for widget in (
            self._path_field,
            self._browse,
            self.accept_button,
            *self._group.buttons(),
            *self._formats.buttons(),
        ):
            widget.setEnabled(not busy)
        if not busy:
            for at, scope in enumerate(self._scopes):
                self._group.button(at).setEnabled(scope.count != 0)
        self.cancel_button.setEnabled(True)
        self.problem.set_text("")
        self._said.setText(self.tr("Writing…") if busy else "")

    def _show_progress(self) -> None:
        if self._work is None or not self._work.done:
            return
        self._bar.setRange(0, max(1, self._work.total))
        self._bar.setValue(self._work.done)
        text = self.tr("{done} of {total} incidents")
        done, total = code(number_text(self._work.done)), code(number_text(self._work.total))
        self._said.setText(text.replace("{done}", done).replace("{total}", total))

    def _end(self) -> None:
        self._watch.stop()
        self._work = None
        self._set_busy(False)

    def _finish(self, result: ExportResult) -> None:
        self._end()
        text = (
            self.tr("1 incident written to {file}.")
            if result.incidents == 1
            else self.tr("{count} incidents written to {file}.")
        )
        self._said.setText(
            text.replace("{count}", code(number_text(result.incidents))).replace("{file}", isolated(result.out.name))
        )
        if result.shortened:
            first = result.shortened[0]
            cut = self.tr(
                "{count} texts were longer than the format can hold and were cut, the first in {record}, {heading}."
            )
            cut = cut.replace("{count}", number_text(len(result.shortened)))
            self.problem.set_text(cut.replace("{record}", code(first.record)).replace("{heading}", first.heading))
        self.accept_button.hide()
        self.cancel_button.setText(self.tr("Close"))
        self.cancel_button.setFocus()

    def _fail(self, fault: BaseException) -> None:
        from ascertain.exchange.sheets import Cancelled

        self._end()
        if isinstance(fault, Cancelled):
            self._said.setText(self.tr("Stopped. Nothing was written, and a file of this name is as it was."))
            return
        self._sure_of = None
        self.problem.set_text(fault_text(fault))
