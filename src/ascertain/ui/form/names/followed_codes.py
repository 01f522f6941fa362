"""Boxes of codes that follow when a code list of the log is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from ascertain.ui.form.context import FormContext
from ascertain.ui.form.names.code_boxes import CodeCombo, CodeLine, CodeSearch
from ascertain.ui.wording import code_label, code_note

if TYPE_CHECKING:
    from ascertain.app.notices import LogChanged

CodeBox = TypeVar("CodeBox", bound=CodeCombo | CodeSearch)


def code_choices(vocabulary: str, context: FormContext) -> list[CodeLine]:
    """The codes of a list on offer, in the language of the user."""
    lists = context.vocabularies
    return [(code.key, code_label(vocabulary, code.key, lists), code.parent) for code in lists[vocabulary].current()]


def following(box: CodeBox, vocabulary: str, context: FormContext) -> CodeBox:
    """The box, which from now on offers what the list has at any time, and knows names and notes."""
    box.name_of = lambda key: code_label(vocabulary, key, context.vocabularies)
    box.note_of = lambda key: code_note(vocabulary, key, context.vocabularies)
    _Follower(box, vocabulary, context)
    return box


class _Follower(QObject):
    """Belongs to the box, and ends with it."""

    def __init__(self, box: CodeCombo | CodeSearch, vocabulary: str, context: FormContext) -> None:
        super().__init__(box)
        self.setObjectName(f"{box.objectName()}_codes")
        self._box, self._vocabulary, self._context = box, vocabulary, context
        context.bridge.changed.connect(self._follow)

    def _follow(self, notice: LogChanged) -> None:
        # A list goes with the own field that it belongs to.
        if notice.vocabularies and any(each.name == self._vocabulary for each in self._context.vocabularies):
            self._box.set_codes(code_choices(self._vocabulary, self._context))
