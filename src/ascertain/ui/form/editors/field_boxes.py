"""The box of a field of an incident, by the field's type."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ascertain.domain.fields import Field, FieldType
from ascertain.domain.own_values import NO, YES
from ascertain.domain.rows import Shelf
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.lines import DayLine, FigureLine, Flag, LongText, TextLine
from ascertain.ui.form.editors.several import NamesBox, TagsBox
from ascertain.ui.form.editors.status_box import StatusBox
from ascertain.ui.form.names.code_boxes import CodeCombo, CodeSearch
from ascertain.ui.form.names.followed_codes import code_choices, following
from ascertain.ui.form.names.name_box import NameBox
from ascertain.ui.form.names.place_box import PlaceBox
from ascertain.ui.wording import yes_or_no

FieldBox = (
    TextLine
    | FigureLine
    | DayLine
    | LongText
    | Flag
    | NamesBox
    | TagsBox
    | StatusBox
    | CodeCombo
    | CodeSearch
    | NameBox
)

_MANY = 60
"""Choices of an own list from which on they are typed as well."""
_SEARCHED = frozenset({"kind", "country"})
"""Code lists that are long, or have broader codes: typed rather than unfolded."""


def make_field_box(field: Field, context: FormContext, label: str, parent: QWidget) -> FieldBox:
    """The box of a field; `label` is shown by a flag itself. Raises KeyError for times and statements."""
    name = field.key
    match field.type:
        case FieldType.TEXT:
            return TextLine(name, parent)
        case FieldType.NUMBER:
            return _hinted(TextLine(name, parent), QCoreApplication.translate("FieldBoxes", "not stated"))
        case FieldType.LINK:
            return _hinted(TextLine(name, parent), "https://")
        case FieldType.YES_NO:
            words = [(each, yes_or_no(each), None) for each in (YES, NO)]
            return CodeCombo(words, name, parent, empty=QCoreApplication.translate("FieldBoxes", "not stated"))
        case FieldType.LONG_TEXT:
            return LongText(name, parent)
        case FieldType.FLAG:
            return Flag(label, name, parent)
        case FieldType.FIGURE:
            return FigureLine(name, parent)
        case FieldType.DATE:
            return DayLine(name, context.today, parent)
        case FieldType.PLACE:
            return PlaceBox(context, name, parent)
        case FieldType.ACTORS:
            return NamesBox(Shelf.ACTORS, context, name, parent)
        case FieldType.TAGS:
            return TagsBox(context, name, parent)
        case FieldType.CODE if field.key == "status":
            return StatusBox(context, name, parent)
        case FieldType.CODE:
            vocabulary = field.vocabulary or ""
            codes = code_choices(vocabulary, context)
            if vocabulary in _SEARCHED or (field.own is not None and len(codes) > _MANY):
                return following(CodeSearch(codes, name, parent), vocabulary, context)
            return following(CodeCombo(codes, name, parent), vocabulary, context)
    raise KeyError(field.type)


def _hinted(box: TextLine, hint: str) -> TextLine:
    box.setPlaceholderText(hint)
    return box
