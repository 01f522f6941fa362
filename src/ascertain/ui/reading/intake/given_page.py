"""What is read: a text or an address that is pasted, or a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from ascertain.domain.addresses import Address
from ascertain.ui.attachments.dropping import FileDrops, files_in
from ascertain.ui.kit import Card, LabeledField, button, text_label
from ascertain.ui.reading.intake.work import address_in
from ascertain.ui.theme import IconName, current_theme
from ascertain.ui.wording import code, tr_message

_MOST_TYPED = 6_000_000
"""Characters that are taken into the box; a document holds fewer."""


class GivenPage(QWidget):
    """A box for a text or an address, and the way to a file. `edited`: something else stands in the box."""

    edited = Signal()
    file_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intake_given")
        px = current_theme().px
        self._box = _TextBox(self)
        self._box.textChanged.connect(self._follow)
        self._box.files_dropped.connect(self._take_files)
        field = LabeledField(self.tr("&Text or address"), self._box, name="intake_given_field", parent=self)
        self._open = button(
            self.tr("&Open a file…"), "quiet", icon=IconName.FOLDER_OPEN, name="intake_open", parent=self
        )
        self._open.clicked.connect(self._choose)
        self._kinds = text_label(
            self.tr("Text, web page (HTML, MHTML), PDF or e-mail. Files can be dropped here as well."),
            "small",
            wraps=True,
            parent=self,
        )
        self._kinds.setObjectName("intake_kinds")
        row = QHBoxLayout()
        row.setSpacing(px(10))
        row.addWidget(self._open)
        row.addWidget(self._kinds, 1)
        self._question = _AddressCard(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(field, 1)
        column.addWidget(self._question)
        column.addLayout(row)
        self.setFocusProxy(self._box)
        FileDrops(self, self._take_files, lambda: True)

    @property
    def text(self) -> str:
        """What stands in the box."""
        return self._box.toPlainText()

    @property
    def address(self) -> Address | None:
        """The address, where there is nothing but one in the box."""
        return address_in(self.text) if self._box.document().characterCount() < 5_000 else None

    @property
    def empty(self) -> bool:
        """Whether there is nothing in the box."""
        return self._box.document().isEmpty()

    def put(self, text: str) -> None:
        """Put a text into the box."""
        self._box.setPlainText(text[:_MOST_TYPED])

    def _follow(self) -> None:
        self._question.show_address(self.address)
        self.edited.emit()

    def _choose(self) -> None:
        kinds = self.tr("Documents (*.txt *.html *.htm *.xhtml *.mht *.mhtml *.pdf *.eml *.md);;All files (*)")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        name, _kind = QFileDialog.getOpenFileName(self, self.tr("Open a document"), folder, kinds)
        if name:
            self.file_chosen.emit(Path(name))

    def _take_files(self, paths: list[Path]) -> None:
        self.file_chosen.emit(paths[0])


class _TextBox(QPlainTextEdit):
    """Takes text as it is. A file that is dropped or pasted is read, not named."""

    files_dropped = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("intake_text")
        self.setTabChangesFocus(True)
        self.setPlaceholderText(self.tr("Paste the text of a document here, or its address."))
        self.setMinimumHeight(current_theme().px(140))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text and files."""
        return bool(files_in(source)) or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take plain text; hand files on."""
        files = files_in(source)
        if files:
            self.files_dropped.emit(files)
        else:
            room = max(0, _MOST_TYPED - self.document().characterCount())
            self.insertPlainText(source.text()[:room])


class _AddressCard(Card):
    """Says what fetching an address means, and where it leads; hidden while there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("intake_address")
        heading = text_label(self.tr("Fetch this page?"), "strong", parent=self)
        heading.setObjectName("intake_address_heading")
        self._host = text_label("", "heading", wraps=True, selectable=True, parent=self)
        self._host.setObjectName("intake_address_host")
        said = text_label(
            self.tr(
                "Nothing is fetched until you say so. Then this one address is asked for, without its pictures, "
                "scripts and cookies; whoever runs the place learns that somebody reads it, and from where."
            ),
            "muted",
            wraps=True,
            parent=self,
        )
        said.setObjectName("intake_address_said")
        self._cautions = text_label("", "warning", wraps=True, parent=self)
        self._cautions.setObjectName("intake_address_cautions")
        for each in (heading, self._host, said, self._cautions):
            self.body.addWidget(each)
        self.hide()

    def show_address(self, address: Address | None) -> None:
        """Ask about an address, or about none."""
        self.setVisible(address is not None)
        if address is not None:
            self._host.setText(code(address.host))
            told = "\n".join(tr_message(each) for each in address.cautions)
            self._cautions.setText(told)
            self._cautions.setVisible(bool(told))


class WaitingPage(QWidget):
    """Says that something is being read, and how far it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("intake_waiting")
        self._said = text_label("", "muted", wraps=True, parent=self)
        self._said.setObjectName("intake_waiting_said")
        self._bar = QProgressBar(self)
        self._bar.setObjectName("intake_progress")
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.setTextVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch(1)
        column.addWidget(self._said)
        column.addWidget(self._bar)
        column.addStretch(2)

    def start(self, text: str) -> None:
        """Begin anew."""
        self._said.setText(text)
        self._bar.setRange(0, 0)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is, where that is known."""
        if total > 0:
            self._bar.setRange(0, 1000)
            self._bar.setValue(min(done, total) * 1000 // total)
