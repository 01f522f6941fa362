"""A list of attached files: name, size, day; a copy of each can be saved, and each can be taken away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ascertain.domain.file_names import UNKNOWN_TYPE, is_page, is_program, shown_name
from ascertain.domain.records import Attachment
from ascertain.domain.sizes import size_text
from ascertain.ui.attachments.desk import FileDesk, Owner
from ascertain.ui.attachments.dropping import FileDrops
from ascertain.ui.kit import Card, ElidedLabel, FlowLayout, InlineProblem, SectionHeading, button, text_label
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon
from ascertain.ui.wording import code, fault_text, instant_text, isolated, joined


class FileList(QWidget):
    """Shows the files of one document or statement. What it is given to show decides; it asks the log nothing."""

    help_page = "files"

    def __init__(self, desk: FileDesk, name: str, parent: QWidget, *, heading: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._desk, self._name = desk, name
        self._owner = Owner()
        self._rows: list[_FileRow] = []
        self._heading = SectionHeading(self.tr("Attachments"), self) if heading else None
        self._none = text_label(
            self.tr("No file is attached. Drop files here, paste them, or choose them."),
            "small",
            wraps=True,
            parent=self,
        )
        self._none.setObjectName(f"{name}_none")
        words = self.tr("&Attach…") if heading else self.tr("Attach…")  # a letter leads to one place
        self._attach = button(words, "quiet", icon=IconName.ATTACHMENT, name=f"{name}_attach", parent=self)
        self._attach.setAccessibleName(self.tr("Attach files"))
        self._attach.clicked.connect(self._choose)
        self._problem = InlineProblem(parent=self)
        self._problem.setObjectName(f"{name}_problem")
        self._said = text_label("", "small", wraps=True, parent=self)
        self._said.setObjectName(f"{name}_said")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(current_theme().px(4))
        for widget in (self._heading, self._none, self._attach, self._said, self._problem):
            if widget is not None:
                self._column.addWidget(widget)
        FileDrops(self, self.take, lambda: self.wants_files)
        self.show_files(Owner(), ())

    @property
    def wants_files(self) -> bool:
        """Whether files can be attached now."""
        return self._desk.writable and self._owner.known

    def show_files(self, owner: Owner, attachments: Sequence[Attachment]) -> None:
        """Show the files of another owner, or others of the same."""
        if owner != self._owner:
            self._clear()
        self._owner = owner
        while len(self._rows) < len(attachments):
            row = _FileRow(f"{self._name}_{len(self._rows)}", self._heading is not None, self)
            self._column.insertWidget(self._column.indexOf(self._none), row)
            self._rows.append(row)
        for at, row in enumerate(self._rows):
            if at < len(attachments):
                row.show_attachment(attachments[at])
            row.setVisible(at < len(attachments))
        self._none.setVisible(self._heading is not None and not attachments and self.wants_files)
        self._attach.setVisible(self.wants_files)
        if self._heading is not None:
            self._heading.setVisible(bool(attachments) or self.wants_files)

    def take(self, paths: list[Path]) -> None:
        """Attach files that were dropped or pasted."""
        self._clear()
        self._desk.attach(self._owner, paths, self._fail)

    @property
    def desk(self) -> FileDesk:
        """Who does the work."""
        return self._desk

    def save_copy(self, attachment: Attachment) -> None:
        """Ask where to, and save a copy."""
        self._clear()
        self._desk.save_copy(attachment.file, self._saved, self._fail)

    def remove(self, attachment: Attachment) -> None:
        """Take a file away."""
        self._clear()
        self._desk.remove(attachment, self._fail)

    def _choose(self) -> None:
        self._clear()
        self._desk.choose(self._owner, self._fail)

    def _saved(self, out: Path) -> None:
        text = self.tr("Copied to {file}.").replace("{file}", isolated(shown_name(str(out))))
        self._said.setText(text)
        self._said.show()

    def _fail(self, fault: BaseException) -> None:
        self._problem.set_text(fault_text(fault))
        self._desk.offer_remedy(fault)

    def _clear(self) -> None:
        self._problem.set_text("")
        self._said.clear()
        self._said.hide()


class _FileRow(Card):
    """One file."""

    def __init__(self, name: str, framed: bool, parent: FileList) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("card", framed)
        if not framed:
            self.body.setContentsMargins(0, 0, 0, 0)
        self._attachment: Attachment | None = None
        self._sign = text_label(parent=self)
        self._sign.setObjectName(f"{name}_sign")
        set_icon(self._sign, IconName.ATTACHMENT, Tone.MUTED, 15)
        self._file = ElidedLabel("", Qt.TextElideMode.ElideMiddle, parent=self)
        self._file.setObjectName(f"{name}_file")
        head = QHBoxLayout()
        head.setSpacing(current_theme().px(6))
        head.addWidget(self._sign)
        head.addWidget(self._file, 1)
        self._facts = text_label("", "small", wraps=True, selectable=True, parent=self)
        self._facts.setObjectName(f"{name}_facts")
        self._care = text_label("", "warning", wraps=True, parent=self)
        self._care.setObjectName(f"{name}_care")
        self._save = button(self.tr("Save a copy…"), "link", name=f"{name}_save", parent=self)
        self._save.clicked.connect(lambda: self._hand_to(parent.save_copy))
        self._remove = button(self.tr("Remove"), "link", name=f"{name}_remove", parent=self)
        self._remove.clicked.connect(lambda: self._hand_to(parent.remove))
        self._remove.setVisible(parent.desk.writable)
        does = QWidget(self)
        does.setObjectName(f"{name}_does")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        does.setSizePolicy(policy)
        flow = FlowLayout(does, gap=current_theme().px(8))
        flow.addWidget(self._save)
        flow.addWidget(self._remove)
        self.body.addLayout(head)
        for widget in (self._facts, self._care, does):
            self.body.addWidget(widget)

    def _hand_to(self, does: Callable[[Attachment], None]) -> None:
        if self._attachment is not None:
            does(self._attachment)

    def show_attachment(self, attachment: Attachment) -> None:
        self._attachment = attachment
        file = attachment.file
        name = shown_name(file.name)
        self._file.setText(isolated(name))
        kind = code(file.media_type) if file.media_type != UNKNOWN_TYPE else ""
        self._facts.setText(joined(code(size_text(file.size)), kind, instant_text(attachment.added_at)))
        care = _care_of(file.name)
        self._care.setText(care)
        self._care.setVisible(bool(care))
        self.setAccessibleName(name)
        self._save.setAccessibleName(self.tr("Save a copy of {file}").replace("{file}", name))
        self._remove.setAccessibleName(self.tr("Remove {file}").replace("{file}", name))


def _care_of(name: str) -> str:
    """What to mind before a copy is opened."""
    if is_program(name):
        return QCoreApplication.translate(
            "Attachments", "A program or script: do not open a copy that you do not trust."
        )
    if is_page(name):
        return QCoreApplication.translate(
            "Attachments",
            "A page: a browser that opens a copy may fetch what the page asks for, and so tell who reads it.",
        )
    return ""
