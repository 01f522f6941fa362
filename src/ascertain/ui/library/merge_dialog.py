"""Making one entry of several: which is kept, which go, and what that touches, before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from ascertain.app.commands import MergeEntries
from ascertain.app.queries import Queries
from ascertain.domain.rows import LibraryRow, MergeReach, NameHit, Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import LabeledField, text_label
from ascertain.ui.library.merge_words import consequence, title_of, use_text
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import isolated

_OFFERED = 8
_ID = Qt.ItemDataRole.UserRole


class MergeDialog(Sheet):
    """Begins with the entries chosen in the table; others are found by name. The most used is kept, unless another is
    chosen."""

    help_page = "library#merge"

    def __init__(self, bridge: Bridge, shelf: Shelf, entry_ids: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__("merge_dialog", parent)
        self._shelf = shelf
        self._rows: dict[int, LibraryRow] = {}
        self._left_out: set[int] = set()
        self._row_asker, self._name_asker, self._reach_asker = (bridge.asker(self) for _ in range(3))
        self.set_title(title_of(shelf))
        self.set_sentence(
            self.tr("All that points to the others will point to the one you keep. One undo turns it back.")
        )
        self.accept_button.setText(self.tr("&Merge"))
        self._build()
        self._add(entry_ids)

    @property
    def command(self) -> MergeEntries | None:
        """What was answered; None while there is nothing to merge."""
        keep, others = self._keep.currentData(), self._chosen_others()
        return MergeEntries(self._shelf, int(keep), others) if keep is not None and others else None

    def submit(self) -> None:
        """Accept once there are two entries at least."""
        if self.command is None:
            self.problem.set_text(self.tr("Find another entry and add it, or check one in the list."))
            self._find.setFocus()
            return
        self.accept()

    # ---------------------------------------------------------------- laying out

    def _build(self) -> None:
        px = current_theme().px
        self.setMinimumWidth(px(520))
        self._keep = QComboBox(self)
        self._keep.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._keep.currentIndexChanged.connect(lambda _: self._show_others())
        self._others = self._list("merge_others_list", px(92))
        self._others.itemChanged.connect(self._check)
        self._find = QLineEdit(self)
        self._find.setPlaceholderText(self.tr("Name"))
        self._find.textChanged.connect(self._search)
        self._find.returnPressed.connect(self._add_first)
        self._found = self._list("merge_found_list", px(92))
        self._found.setAccessibleName(self.tr("Entries found"))
        self._found.itemActivated.connect(lambda item: self._add((int(item.data(_ID)),)))
        self._found.itemClicked.connect(lambda item: self._add((int(item.data(_ID)),)))
        self._found.hide()
        self._outcome = text_label("", wraps=True, selectable=True, parent=self)
        self._outcome.setObjectName("merge_outcome")
        self._outcome.hide()
        self.body.addWidget(LabeledField(self.tr("&Keep"), self._keep, name="merge_keep"))
        others = self.tr("&Others, which become part of it")
        self._others_field = LabeledField(others, self._others, name="merge_others")
        self.body.addWidget(self._others_field)
        self.body.addWidget(LabeledField(self.tr("&Find another"), self._find, name="merge_find"))
        self.body.addWidget(self._found)
        self.body.addWidget(self._outcome)
        self.accept_button.setEnabled(False)

    def _list(self, name: str, height: int) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName(name)
        made.setMinimumHeight(height)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        return made

    # ---------------------------------------------------------------- entries

    def _add(self, entry_ids: Sequence[int]) -> None:
        self._find.clear()
        wanted = [*self._rows, *(each for each in entry_ids if each not in self._rows)]
        self._left_out -= set(entry_ids)
        self._row_asker.ask(lambda queries: queries.shelf_rows(self._shelf, wanted), self._take)

    def _take(self, rows: Sequence[LibraryRow]) -> None:
        first = not self._rows
        kept = self._keep.currentData()
        self._rows = {row.id: row for row in rows}
        if first and rows:
            kept = max(rows, key=lambda row: row.used_by or 0).id
        blocked = self._keep.blockSignals(True)
        self._keep.clear()
        for row in rows:
            self._keep.addItem(self._line(row), row.id)
        self._keep.setCurrentIndex(max(0, self._keep.findData(kept)))
        self._keep.blockSignals(blocked)
        self._others_field.setVisible(len(rows) > 1)
        if first:
            (self._keep if len(rows) > 1 else self._find).setFocus()
        self._show_others()

    def _show_others(self) -> None:
        kept = self._keep.currentData()
        blocked = self._others.blockSignals(True)
        self._others.clear()
        for row in self._rows.values():
            if row.id != kept:
                item = QListWidgetItem(self._line(row), self._others)
                item.setData(_ID, row.id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                left = row.id in self._left_out
                item.setCheckState(Qt.CheckState.Unchecked if left else Qt.CheckState.Checked)
        self._others.blockSignals(blocked)
        self._count()

    def _check(self, item: QListWidgetItem) -> None:
        entry_id = int(item.data(_ID))
        if item.checkState() is Qt.CheckState.Checked:
            self._left_out.discard(entry_id)
        else:
            self._left_out.add(entry_id)
        self._count()

    def _chosen_others(self) -> tuple[int, ...]:
        kept = self._keep.currentData()
        return tuple(each for each in self._rows if each != kept and each not in self._left_out)

    def _line(self, row: LibraryRow) -> str:
        return f"{isolated(row.name)} · {isolated(use_text(row.used_by or 0))}"

    # ---------------------------------------------------------------- finding, counting

    def _search(self, text: str) -> None:
        self.problem.set_text("")
        if not text.strip():
            self._name_asker.drop()
            self._found.hide()
            return

        def ask(queries: Queries) -> list[NameHit]:
            return queries.suggest(self._shelf, text.strip(), _OFFERED)

        self._name_asker.ask(ask, self._show_found)

    def _show_found(self, hits: Sequence[NameHit]) -> None:
        self._found.clear()
        for hit in hits:
            if hit.id not in self._rows or hit.id in self._left_out:
                item = QListWidgetItem(
                    " · ".join(isolated(part) for part in (hit.name, hit.matched, hit.detail) if part)
                )
                item.setData(_ID, hit.id)
                self._found.addItem(item)
        self._found.setVisible(self._found.count() > 0)

    def _add_first(self) -> None:
        if self._found.isVisible() and self._found.count():
            self._add((int(self._found.item(0).data(_ID)),))

    def _count(self) -> None:
        others = self._chosen_others()
        self.accept_button.setEnabled(bool(others))
        self.problem.set_text("")
        if not others:
            self._reach_asker.drop()
            self._outcome.hide()
            return
        self._reach_asker.ask(lambda queries: queries.merge_reach(self._shelf, others), self._tell)

    def _tell(self, reach: MergeReach) -> None:
        kept = self._rows.get(self._keep.currentData())
        others = [self._rows[each] for each in self._chosen_others()]
        if kept is not None and others:
            self._outcome.setText(consequence(self._shelf, kept, others, reach))
            self._outcome.show()
