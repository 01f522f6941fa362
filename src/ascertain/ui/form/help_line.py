"""What the codebook says, at the foot of a form: of the code that is chosen in the box with the cursor, else of its
field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from ascertain.ui.form.names.code_boxes import CodeCombo, CodeSearch
from ascertain.ui.kit import plain_tip, text_label
from ascertain.ui.theme import current_theme

_LINES = 2


class HelpLine(QWidget):
    """Follows the cursor within `scope`. Always as high as two lines, so that nothing jumps."""

    def __init__(self, scope: QWidget, help_of: Callable[[QWidget], str], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._label = text_label("", "small", wraps=True, parent=self)
        self._label.setObjectName(f"{name}_text")
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._scope, self._help_of = scope, help_of
        self._watched: CodeCombo | CodeSearch | None = None
        self.setFixedHeight(current_theme().px(32))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @property
    def text(self) -> str:
        """What is said now."""
        return self._label.text()

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self._scope.isAncestorOf(now):
            return
        self._let_go()
        box = _code_box(now, self._scope)
        if box is not None and box.note_of is not None:
            self._watched = box
            box.edited.connect(self._tell)
            if isinstance(box, CodeCombo):
                box.highlighted.connect(self._tell_line)
        self._show(self._text(box.value() if box is not None else None) or self._help_of(now))

    def _let_go(self) -> None:
        box, self._watched = self._watched, None
        if box is not None:
            box.edited.disconnect(self._tell)
            if isinstance(box, CodeCombo):
                box.highlighted.disconnect(self._tell_line)

    def _tell(self) -> None:
        box = self._watched
        if box is not None:
            self._show(self._text(box.value()) or self._help_of(box))

    def _tell_line(self, at: int) -> None:
        """While the list is open: of the line that is lit."""
        if isinstance(self._watched, CodeCombo):
            self._show(self._text(self._watched.itemData(at)) or self._help_of(self._watched))

    def _text(self, key: object) -> str:
        box = self._watched
        if box is None or box.note_of is None or key is None:
            return ""
        note = box.note_of(str(key))
        # As in a codebook: the entry, then what it means.
        return self.tr("{code}: {note}").format(code=box.name_of(str(key)), note=note) if note else ""

    def _show(self, text: str) -> None:
        self._label.setText(text)
        metrics = self._label.fontMetrics()
        room = metrics.lineSpacing() * _LINES
        needed = metrics.boundingRect(0, 0, max(1, self.width()), 10_000, Qt.TextFlag.TextWordWrap, text)
        self.setToolTip(plain_tip(text) if needed.height() > room else "")


def _code_box(widget: QWidget, scope: QWidget) -> CodeCombo | CodeSearch | None:
    at: QWidget | None = widget
    while at is not None and at is not scope:
        if isinstance(at, CodeCombo | CodeSearch):
            return at
        at = at.parentWidget()
    return None
