"""What another grade of a source would do to the suggestions, told before it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QListWidget, QWidget

from ascertain.domain.grades import ChangedSuggestion, GradeEffect
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.dialogs.sheet import Sheet
from ascertain.ui.dialogs.two_lines import TwoLines
from ascertain.ui.kit import button, text_label
from ascertain.ui.theme import current_theme
from ascertain.ui.wording import code, isolated, number_text, status_word

if TYPE_CHECKING:
    from ascertain.ui.bridge import Bridge

_LISTED = 500


class GradeEffectLine(QWidget):
    """Says for how many incidents another status would be suggested, and shows them. Hidden while nothing is asked."""

    def __init__(self, bridge: Bridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("grade_effect")
        self._vocabularies = bridge.session.vocabularies
        self._asker = bridge.asker(self)
        self._effect: GradeEffect | None = None
        self._text = text_label("", "muted", wraps=True, parent=self)
        self._text.setObjectName("grade_effect_text")
        self._show = button(self.tr("Sho&w them…"), "quiet", name="grade_effect_show", parent=self)
        self._show.setAutoDefault(False)
        self._show.clicked.connect(self._list)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().px(8))
        row.addWidget(self._text, 1)
        row.addWidget(self._show)
        self.hide()

    def forget(self) -> None:
        """Say nothing."""
        self._asker.drop()
        self.hide()

    def look(self, source_id: int, reliability: str | None) -> None:
        """Ask what this grade of a source would change."""
        self._asker.ask(lambda queries: queries.grade_effect(source_id, reliability), self._tell)

    def _tell(self, effect: GradeEffect) -> None:
        self._effect = effect
        self._text.setText(self._sentence(effect))
        self._show.setVisible(bool(effect.changed))
        self.setVisible(effect.used > 0)

    def _sentence(self, effect: GradeEffect) -> str:
        if not effect.changed:
            return self.tr("With this grade no suggestion changes.")
        if effect.looked_at < effect.used:
            text = self.tr(
                "With this grade the suggestion changes for {count} of the newest {looked} of {used} incidents."
            )
        else:
            text = self.tr("With this grade the suggestion changes for {count} of {used} incidents.")
        numbers = {"count": len(effect.changed), "looked": effect.looked_at, "used": effect.used}
        return text.format(**{name: number_text(number) for name, number in numbers.items()})

    def _list(self) -> None:
        if self._effect is not None:
            dialog = GradeEffectDialog(self._effect, self._vocabularies, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()


class GradeEffectDialog(Sheet):
    """The incidents for which another status would be suggested."""

    help_page = "library#grades"

    def __init__(self, effect: GradeEffect, vocabularies: Vocabularies, parent: QWidget) -> None:
        super().__init__("grade_effect_dialog", parent)
        self._vocabularies = vocabularies
        self.set_title(self.tr("What the grade would change"))
        self.set_sentence(
            self.tr("Only suggestions change. The status of every incident stays as it was set, until you set it.")
        )
        self.accept_button.setText(self.tr("Close"))
        self.cancel_button.hide()
        px = current_theme().px
        self.setMinimumSize(px(560), px(380))
        listed = QListWidget(self)
        listed.setObjectName("grade_effect_list")
        listed.setAccessibleName(self.tr("Incidents"))
        listed.setItemDelegate(TwoLines(listed))
        for each in effect.changed[:_LISTED]:
            listed.addItem(self._line(each))
        if effect.changed:
            listed.setCurrentRow(0)
        self.body.addWidget(listed, 1)
        listed.setFocus()

    def _line(self, each: ChangedSuggestion) -> str:
        before, after, now = (
            status_word(status, self._vocabularies) for status in (each.before, each.after, each.status)
        )
        told = self.tr("Suggested {after} instead of {before}; it stands as {now}")
        below = told.format(after=isolated(after), before=isolated(before), now=isolated(now))
        return f"{code(each.ref)}  {isolated(' '.join(each.title.split()))}\n{below}"
