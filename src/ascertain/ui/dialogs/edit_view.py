"""Changing a saved view: its name, what it asks, its sort and its columns."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QWidget

from ascertain.domain.search import parse
from ascertain.ui.bridge import Bridge
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.kit import ElidedLabel, KeyButton, LabeledField, button, text_label
from ascertain.ui.table.columns import known_columns, sort_from_text, sort_text
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, field_label, isolated, number_text, problem_text

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.domain.records import SavedView

MOST_LETTERS = 120
_LONGEST_SEARCH = 10_000
_COUNT_AFTER_MS = 250


class EditViewDialog(Sheet):
    """Shows at once what of the search is not understood, and how many incidents it finds."""

    help_page = "views"

    def __init__(self, bridge: Bridge, view: SavedView, taken: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__("edit_view_dialog", parent)
        self._bridge, self._view, self._fields = bridge, view, bridge.session.fields
        self._taken = {each.casefold() for each in taken if each != view.name}
        self._sort, self._columns = view.sort, view.columns
        self._asker = bridge.asker(self)
        self.set_title(self.tr("Edit view"))
        self.accept_button.setText(self.tr("Save"))
        self._name = QLineEdit(view.name, self)
        self._name.setMaxLength(MOST_LETTERS)
        self._name_field = LabeledField(self.tr("&Name"), self._name, name="edit_view_name")
        self._search = QLineEdit(view.search, self)
        self._search.setMaxLength(_LONGEST_SEARCH)
        self._search.setPlaceholderText(self.tr("Empty finds all incidents"))
        self._search_field = LabeledField(self.tr("S&earch"), self._search, name="edit_view_search")
        self.body.addWidget(self._name_field)
        self.body.addWidget(self._search_field)
        self._sort_text, self._sort_button = self._row(self.tr("Sort"), self.tr("S&ort…"), "edit_view_sort")
        self._columns_text, self._columns_button = self._row(
            self.tr("Columns"), self.tr("&Columns…"), "edit_view_columns"
        )
        self._sort_button.clicked.connect(self._choose_sort)
        self._columns_button.clicked.connect(self._choose_columns)
        self._soon = QTimer(self)
        self._soon.setObjectName("edit_view_timer")
        self._soon.setSingleShot(True)
        self._soon.setInterval(_COUNT_AFTER_MS)
        self._soon.timeout.connect(self._count)
        self._name.textChanged.connect(lambda: self._name_field.set_problem(""))
        self._search.textChanged.connect(self._read)
        self._show()
        self._read()
        self._name.selectAll()
        self._name.setFocus()

    @property
    def view(self) -> SavedView:
        """The view as it is to be kept."""
        name, search = " ".join(self._name.text().split()), self._search.text().strip()
        return replace(self._view, name=name, search=search, sort=self._sort, columns=self._columns)

    def submit(self) -> None:
        """Accept a name that is there and not taken. A search that is not understood is kept: it is looked for as
        words."""
        name = self.view.name
        if not name:
            self._name_field.set_problem(self.tr("Give the view a name."))
        elif name.casefold() in self._taken:
            self._name_field.set_problem(self.tr("Another view has this name. Choose another one."))
        else:
            self.accept()
            return
        self._name.setFocus()

    # ---- how

    def _row(self, title: str, text: str, name: str) -> tuple[ElidedLabel, KeyButton]:
        row = QHBoxLayout()
        head = text_label(title, "label", parent=self)
        head.setMinimumWidth(current_theme().px(64))
        shown = ElidedLabel(parent=self)
        shown.setObjectName(f"{name}_shown")
        choose: KeyButton = button(text, name=name, parent=self)
        choose.setAutoDefault(False)
        row.addWidget(head)
        row.addWidget(shown, 1)
        row.addWidget(choose)
        self.body.addLayout(row)
        return shown, choose

    def _show(self) -> None:
        between = self.tr(", ", "between names of fields")
        label = [isolated(field_label(key, self._fields)) for key in known_columns(self._columns, self._fields)]
        usual = self.tr("as for all incidents")
        self._columns_text.setText(between.join(label) if self._columns else usual)
        keys = sort_from_text(self._sort, self._fields)
        up, down = self.tr("{field}, ascending"), self.tr("{field}, descending")
        words = [
            (down if key.descending else up).replace("{field}", isolated(field_label(key.field, self._fields)))
            for key in keys
        ]
        self._sort_text.setText(self.tr("; ", "between keys of a sort").join(words) if self._sort else usual)

    def _read(self) -> None:
        self._search_field.set_problem(problem_text(*parse(self._search.text(), self._fields).problems))
        self._search_field.set_hint(self.tr("counting…"))
        self._soon.start()

    def _count(self) -> None:
        search = parse(self._search.text(), self._fields)

        def count(queries: Queries) -> int:
            return queries.count(search)

        self._asker.ask(count, self._tell, lambda _: self._search_field.set_hint(""))

    def _tell(self, number: int) -> None:
        text = self.tr("finds 1 incident") if number == 1 else self.tr("finds {count} incidents")
        self._search_field.set_hint(text.replace("{count}", code(number_text(number))))

    def _choose_sort(self) -> None:
        from ascertain.ui.dialogs.sort import SortDialog

        dialog = SortDialog(sort_from_text(self._sort, self._fields), self, self._fields)

        def take() -> None:
            self._sort = sort_text(dialog.sort)

        self._open(dialog, take)

    def _choose_columns(self) -> None:
        from ascertain.ui.dialogs.columns import ColumnDialog

        dialog = ColumnDialog(known_columns(self._columns, self._fields), self, self._fields)

        def take() -> None:
            self._columns = dialog.columns

        self._open(dialog, take)

    def _open(self, dialog: QDialog, take: Callable[[], None]) -> None:
        dialog.accepted.connect(take)
        dialog.accepted.connect(self._show)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
