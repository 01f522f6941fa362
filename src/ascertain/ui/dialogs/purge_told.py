"""The part of the purge dialog that tells what goes and what stays."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ascertain.domain.purges import PurgeOutline
from ascertain.ui.detail.leaf import Leaf
from ascertain.ui.dialogs.purge_subject import counted
from ascertain.ui.kit import FactList, SectionHeading, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, number_text

_WIDTH, _LEAST_HIGH, _MOST_HIGH = 500, 60, 380
"""In pixels of the usual text size."""


class PurgeTold(QScrollArea):
    """Scrolls where there is much to tell or the text is large."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("purge_told")
        self.setAccessibleName(self.tr("What goes and what stays"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._leaf = leaf = Leaf(self)
        leaf.setObjectName("purge_told_leaf")
        self._counting = text_label(self.tr("Counting what would go…"), "muted", parent=leaf)
        self._counting.setObjectName("purge_counting")
        self._goes = FactList(leaf)
        self._goes.setObjectName("purge_goes")
        self._stays, self._holding = self._lines("purge_stays"), self._lines("purge_holding")
        self._parts: list[QWidget] = [
            SectionHeading(self.tr("What goes"), leaf), self._goes,
            SectionHeading(self.tr("What stays"), leaf), self._stays,
            SectionHeading(self.tr("What still holds it"), leaf), self._holding,
        ]  # fmt: skip
        column = QVBoxLayout(leaf)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(current_theme().px(4))
        for part in (self._counting, *self._parts):
            column.addWidget(part)
        column.addStretch(1)
        for part in self._parts:
            part.hide()
        self.setWidget(leaf)

    def _lines(self, name: str) -> QLabel:
        label = text_label("", wraps=True, selectable=True, parent=self._leaf)
        label.setObjectName(name)
        return label

    def sizeHint(self) -> QSize:
        """As high as what is told, within reason."""
        leaf, px = self._leaf, current_theme().px
        width = max(px(_WIDTH), self.viewport().width())
        high = leaf.heightForWidth(width) if leaf.hasHeightForWidth() else leaf.sizeHint().height()
        return QSize(px(_WIDTH), min(high, px(_MOST_HIGH)))

    def minimumSizeHint(self) -> QSize:
        """Some lines."""
        return QSize(current_theme().px(200), min(self.sizeHint().height(), current_theme().px(_LEAST_HIGH)))

    def tell(self, outline: PurgeOutline, staying: Sequence[str], holding: Sequence[str]) -> None:
        """Show the numbers of a purge, and in sentences what stays, and where it is held still."""
        counts = (
            (self.tr("Incidents"), outline.incidents),
            (self.tr("Library entries"), outline.entries),
            (self.tr("Statements"), outline.statements),
            (self.tr("Links"), outline.links),
            (self.tr("Attached files"), outline.attachments),
            (self.tr("Unfinished forms"), outline.drafts),
        )
        facts = [(label, code(number_text(count))) for label, count in counts if count]
        if outline.operations:
            one = self.tr("1 entry, which can no longer be undone")
            many = self.tr("{count} entries, which can no longer be undone")
            facts.append((self.tr("Out of the history"), counted(outline.operations, one, many)))
        self._goes.set_facts(facts)
        self._stays.setText("\n".join(self._sentences(outline, staying)))
        self._holding.setText("\n".join(holding))
        self._counting.hide()
        for part in self._parts:
            part.show()
        self.updateGeometry()

    def _sentences(self, outline: PurgeOutline, staying: Sequence[str]) -> list[str]:
        told = [self.tr("A tombstone for each record: of which kind it was, who purged it, when, and why.")]
        if outline.staying_incidents:
            one = self.tr("1 incident stays, and loses what it has of this: a statement, a link or a name.")
            many = self.tr("{count} incidents stay, and lose what they have of this: a statement, a link or a name.")
            told.append(counted(outline.staying_incidents, one, many))
        told += [each for each in staying if each]
        told.append(self.tr("The same words where somebody typed them into other records, searches and saved views."))
        return told
