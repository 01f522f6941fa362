"""A part of the form under a heading that unfolds it. What is in it is made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ascertain.ui.kit import text_label
from ascertain.ui.theme import IconName, Tone, current_theme, set_icon
from ascertain.ui.wording import code, number_text


class Section(QWidget):
    """`build` makes the content, once. Folded, the heading tells how many fields are filled: nothing is hidden."""

    toggled = Signal(bool)

    def __init__(
        self, heading: str, build: Callable[[QWidget], QWidget], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._make, self._body = build, None
        self._filled = 0
        self._open = False
        self.head = QToolButton(self)
        self.head.setObjectName(f"{name}_head")
        self.head.setText(heading)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.head.clicked.connect(lambda: self.set_open(not self._open))
        self._count = text_label("", "small", parent=self)
        self._count.setObjectName(f"{name}_count")
        px = current_theme().px
        row = QHBoxLayout()
        row.setSpacing(px(6))
        row.addWidget(self.head)
        row.addWidget(self._count)
        row.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self._column.addLayout(row)
        self._fit()

    _body: QWidget | None

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._open

    def set_open(self, wanted: bool) -> None:
        """Show or hide the content."""
        if wanted == self._open:
            return
        self._open = wanted
        if wanted and self._body is None:
            self._body = self._make(self)
            self._column.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(wanted)
        self._fit()
        self.toggled.emit(wanted)

    def set_filled(self, count: int) -> None:
        """Say how many of its fields are filled."""
        self._filled = count
        self._fit()

    def _fit(self) -> None:
        set_icon(self.head, IconName.CHEVRON_DOWN if self._open else IconName.CHEVRON_RIGHT, Tone.MUTED)
        one = QCoreApplication.translate("Section", "1 filled")
        many = QCoreApplication.translate("Section", "{count} filled")
        told = one if self._filled == 1 else many.format(count=code(number_text(self._filled)))
        self._count.setText(told)
        self._count.setVisible(bool(self._filled) and not self._open)
        shown = self.tr("unfolded") if self._open else self.tr("folded")
        self.head.setAccessibleDescription(shown if self._open or not self._filled else f"{shown}, {told}")
