"""The box of each field of a library entry."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.lines import DayLine, Flag, LongText, TextLine
from ascertain.ui.form.entries.entry_fields import Box, EntryField
from ascertain.ui.form.names.code_boxes import CodeCombo, CodeSearch
from ascertain.ui.form.names.followed_codes import code_choices, following
from ascertain.ui.form.names.name_box import NameBox

EntryBox = TextLine | DayLine | LongText | CodeCombo | CodeSearch | NameBox | Flag


def make_box(field: EntryField, context: FormContext, name: str, label: str, parent: QWidget) -> EntryBox:
    """A box for a field; `label` holds the mnemonic."""
    match field.box:
        case Box.TEXT:
            return LongText(name, parent, lines=field.lines)
        case Box.OTHER_NAMES:
            return LongText(name, parent, lines=3)
        case Box.CODE:
            none = QCoreApplication.translate("EntryForm", "not stated")
            combo = CodeCombo(code_choices(field.vocabulary, context), name, parent, empty=none)
            return following(combo, field.vocabulary, context)
        case Box.SEARCHED_CODE:
            search = CodeSearch(code_choices(field.vocabulary, context), name, parent)
            return following(search, field.vocabulary, context)
        case Box.FLAG:
            return Flag(label, name, parent)
        case Box.DAY:
            return DayLine(name, context.today, parent)
        case Box.NAME if field.shelf is not None:
            return NameBox(field.shelf, context, name, parent)
        case _:
            return TextLine(name, parent)
