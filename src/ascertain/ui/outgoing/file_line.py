"""Where an export is written to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ascertain.ui.kit import KeyButton, LabeledField, button
from ascertain.ui.outgoing.formats import FormatList
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import tr_message


class FileLine(QWidget):
    """A path, with the system's dialog beside it. A file that is there already is replaced when that is asked twice."""

    def __init__(self, formats: FormatList, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export_file_row")
        self._formats = formats
        self._sure_of: Path | None = None
        self._line = QLineEdit(self)
        self._field = LabeledField(self.tr("F&ile"), self._line, name="export_path", parent=self)
        self._browse: KeyButton = button(self.tr("&Browse…"), name="export_browse", parent=self)
        self._browse.setAutoDefault(False)
        self._browse.clicked.connect(lambda: self._choose())
        self._line.textChanged.connect(lambda: self._field.set_problem(""))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(8))
        row.addWidget(self._field, 1)
        # It stands beside the line, whatever is said beneath that.
        side = QVBoxLayout()
        side.setSpacing(0)
        side.addSpacing(self._field.label.sizeHint().height() + current_theme().px(3))
        side.addWidget(self._browse)
        side.addStretch(1)
        row.addLayout(side)

    @property
    def path(self) -> Path:
        """The file."""
        return Path(self._line.text().strip()).expanduser()

    @path.setter
    def path(self, path: Path) -> None:
        self._line.setText(str(path))

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the keyboard stops, in order."""
        return self._line, self._browse

    def forget(self) -> None:
        """Ask again before a file is replaced."""
        self._sure_of = None

    def check(self, suffix: str) -> bool:
        """Whether the file can be written as far as can be seen; else what is wrong is said at the line."""
        problem = self._what_is_wrong(suffix)
        if not problem and self.path.exists() and self._sure_of != self.path:
            self._sure_of = self.path
            problem = self.tr("This file is there already. Export again to replace it.")
            self._field.set_problem(problem)
            return False
        self._field.set_problem(problem)
        if problem:
            self._line.setFocus()
        return not problem

    def _what_is_wrong(self, suffix: str) -> str:
        if not self._line.text().strip():
            return self.tr("Name the file to write.")
        if not self.path.is_absolute():
            return self.tr("Give the whole path, or choose the file with Browse.")
        if not self.path.name.lower().endswith(suffix):
            return self.tr("The name must end in {suffix} for this format.").replace("{suffix}", suffix)
        if self.path.is_dir():
            return self.tr("This is a folder. Name a file in it.")
        return "" if self.path.parent.is_dir() else self.tr("This folder does not exist. Choose another one.")

    def _choose(self) -> None:
        form = self._formats.form
        kinds = f"{tr_message(form.label)} (*{form.suffix})"
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Export to"), str(self.path), kinds)
        if chosen:
            path = Path(chosen)
            self.path = path if path.suffix else path.with_name(path.name + form.suffix)
            # The system's dialog has asked about the file that was named there.
            self._sure_of = path
