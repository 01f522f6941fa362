"""The fourth step: what the import would do, as numbers and row by row, and what becomes of what stands in doubt."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QStackedWidget, QVBoxLayout, QWidget

from ascertain.domain.incoming.outcome import Choice, Look, OnError, Side
from ascertain.domain.incoming.rows import RecordKind, Standing
from ascertain.ui.incoming.conflict_view import ConflictView
from ascertain.ui.incoming.looked_rows import ChangedRows, ConflictRows, RefusalRows, SampleRows, shown_of
from ascertain.ui.incoming.made_lines import MadeLines
from ascertain.ui.incoming.meaning_words import kind_label
from ascertain.ui.incoming.rows_view import RowsView
from ascertain.ui.incoming.standing_bar import StandingBar
from ascertain.ui.incoming.state import ImportState
from ascertain.ui.kit import FlowLayout, button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, joined, number_text


class LookPage(QWidget):
    """`save_asked` where the refused rows are to be saved."""

    help_page = "import#look"

    save_asked = Signal()

    def __init__(self, state: ImportState, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("import_look_page")
        self._state = state
        self.bar = StandingBar(self)
        self.bar.chosen.connect(self._show)
        self._kinds = text_label("", "muted", wraps=True, parent=self)
        self._kinds.setObjectName("import_kinds")
        self._told = text_label("", "muted", wraps=True, parent=self)
        self._told.setObjectName("import_listed")
        self._beside = MadeLines(self)
        self._saved = text_label("", "ok", wraps=True, parent=self)
        self._saved.setObjectName("import_saved")
        self._samples, self._changes = SampleRows(self), ChangedRows(self)
        self._conflicts, self._refusals = ConflictRows(self), RefusalRows(self)
        self.samples = RowsView("import_samples", self.tr("Rows of the file"), self._samples, self, stretch=3)
        self.changes = RowsView("import_changes", self.tr("Cells that would change"), self._changes, self, stretch=4)
        self.conflicts = ConflictView(self._conflicts, self)
        self.conflicts.chosen.connect(self._choose_one)
        self.refusals = RowsView(
            "import_refusals", self.tr("Cells that cannot be taken"), self._refusals, self, stretch=3
        )
        self._pages = QStackedWidget(self)
        self._pages.setObjectName("import_lists")
        for table in (self.samples, self.changes, self.conflicts, self.refusals):
            self._pages.addWidget(table)
        self._sides = self._choices(
            "import_side",
            [
                (self.tr("The &log's value stands in all"), "here"),
                (self.tr("The fil&e's value stands in all"), "there"),
            ],
        )
        self._side_group = self._group_of(self._sides, self._choose_all)
        self.error_choices = self._choices(
            "import_on_error",
            [
                (self.tr("&Take the other rows without them"), "skip"),
                (self.tr("Take n&othing while any is refused"), "stop"),
            ],
        )
        self._error_group = self._group_of(self.error_choices, self._choose_error)
        self._save = button(self.tr("&Save the refused rows…"), name="import_save_refused", parent=self)
        self._save.clicked.connect(lambda: self.save_asked.emit())
        self._lay_out()

    def _choices(self, name: str, texts: list[tuple[str, str]]) -> list[QRadioButton]:
        made = []
        for text, value in texts:
            choice = QRadioButton(text, self)
            choice.setObjectName(f"{name}_{value}")
            # Where texts are large, its own measure falls short of what it paints.
            choice.setMinimumWidth(choice.sizeHint().width() + current_theme().px(6))
            made.append(choice)
        return made

    def _group_of(self, choices: list[QRadioButton], act: object) -> QButtonGroup:
        group = QButtonGroup(self)
        for at, choice in enumerate(choices):
            group.addButton(choice, at)
        group.idClicked.connect(act)
        return group

    def _lay_out(self) -> None:
        px = current_theme().px
        self._side_row, self._error_row = QWidget(self), QWidget(self)
        self._side_row.setObjectName("import_sides")
        self._error_row.setObjectName("import_errors")
        sides, errors = FlowLayout(self._side_row, px(12)), FlowLayout(self._error_row, px(12))
        for choice in self._sides:
            sides.addWidget(choice)
        for each in (*self.error_choices, self._save):
            errors.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        for widget in (self.bar, self._kinds, self._beside, self._told, self._side_row):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        column.addWidget(self._error_row)
        column.addWidget(self._saved)

    # ---- what is shown

    def refresh(self) -> None:
        """Show the look that was taken."""
        look = self._state.look
        if look is None:
            return
        self._saved.hide()
        self._conflicts.show_rows(look, self._state.choice)
        self._refusals.show_rows(look)
        self._kinds.setText(_by_kind(look))
        self._kinds.setVisible(len(look.counts) > 1)
        self._beside.show_lines(look, self._state.left)
        self._error_row.setVisible(look.count(Standing.REFUSED) > 0)
        self._show_choice()
        self._show(self.bar.show_look(look))

    def take_focus(self) -> None:
        """Put the keyboard into the list that is shown."""
        self.table.setFocus()

    @property
    def table(self) -> RowsView:
        """The list that is shown."""
        table = self._pages.currentWidget()
        assert isinstance(table, RowsView)
        return table

    def _show(self, standing: Standing) -> None:
        look = self._state.look
        if look is None:
            return
        table: RowsView = self.samples
        if standing is Standing.CONFLICTING:
            table = self.conflicts
        elif standing is Standing.REFUSED:
            table = self.refusals
        elif standing is Standing.CHANGED:
            table = self.changes
            self._changes.show_rows(look.samples.get(standing, ()))
        else:
            self._samples.show_rows(look.samples.get(standing, ()))
        self._pages.setCurrentWidget(table)
        table.fit_columns(most=240)
        if table.model().rowCount() and not table.currentIndex().isValid():
            table.setCurrentIndex(table.model().index(0, 0))
        self._side_row.setVisible(standing is Standing.CONFLICTING and bool(look.count(standing)))
        self._told.setText(self._sentence(look, standing))

    def _sentence(self, look: Look, standing: Standing) -> str:
        count, shown = look.count(standing), shown_of(look, standing)
        if not count:
            return self.tr("There are no such rows.")
        sentences = {
            Standing.NEW: self.tr("These rows are not in the log, and would be added."),
            Standing.CHANGED: self.tr("These cells were edited in the file, and would change in the log."),
            Standing.SAME: self.tr("These rows say nothing that the log does not have. Nothing becomes of them."),
            Standing.CONFLICTING: self.tr(
                "These cells were edited in the file and in the log since. Choose whose value stands: "
                "L the log's, F the file's."
            ),
            Standing.REFUSED: self.tr("These cells cannot be taken, and neither can their rows."),
        }
        if shown >= count:
            return sentences[standing]
        text = self.tr("The first {shown} of {count} are listed.")
        text = text.replace("{shown}", code(number_text(shown))).replace("{count}", code(number_text(count)))
        return f"{sentences[standing]} {text}"

    def tell_saved(self, text: str) -> None:
        """Say where the refused rows were saved."""
        self._saved.setText(text)
        self._saved.show()

    # ---- what is chosen

    def _choose_one(self, row: int, side: Side) -> None:
        found = self._conflicts.conflict(row)
        choice = self._state.choice
        cells = {**choice.cells, (found.spot.sheet, found.spot.row, found.key): side}
        self._put(replace(choice, cells=cells))

    def _choose_all(self, which: int) -> None:
        self._put(replace(self._state.choice, side=Side.THERE if which else Side.HERE, cells={}))

    def _choose_error(self, which: int) -> None:
        self._put(replace(self._state.choice, on_error=OnError.STOP if which else OnError.SKIP))

    def _put(self, choice: Choice) -> None:
        self._state.choice = choice
        self._conflicts.renew(choice)
        self._show_choice()

    def _show_choice(self) -> None:
        choice = self._state.choice
        mixed = any(side is not choice.side for side in choice.cells.values())
        self._side_group.setExclusive(False)
        self._sides[0].setChecked(choice.side is Side.HERE and not mixed)
        self._sides[1].setChecked(choice.side is Side.THERE and not mixed)
        self._side_group.setExclusive(True)
        self.error_choices[choice.on_error is OnError.STOP].setChecked(True)


def _by_kind(look: Look) -> str:
    """The counts of each kind of record, where there are several."""
    parts = []
    for kind in RecordKind:
        counts = look.counts.get(kind, {})
        if counts:
            total = code(number_text(sum(counts.values())))
            parts.append(f"{kind_label(kind)}: {total}")
    return joined(*parts)
