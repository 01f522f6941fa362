"""What the user's own fields hold, and their types, in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from ascertain.domain.fields import Field, FieldType
from ascertain.domain.own_fields import OwnType
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.wording.direction import code, isolated
from ascertain.ui.wording.times import date_text


def own_text(field: Field, value: str, vocabularies: Vocabularies) -> str:
    """The value of an own field as people read it; nothing where it is not stated."""
    if not value:
        return ""
    match field.type:
        case FieldType.YES_NO:
            return yes_or_no(value)
        case FieldType.DATE:
            return date_text(date.fromisoformat(value))
        case FieldType.NUMBER | FieldType.LINK:
            return code(value)
        case FieldType.CODE:
            known = {each.name for each in vocabularies}
            return isolated(vocabularies.label(field.vocabulary, value) if field.vocabulary in known else value)
    return isolated(" ".join(value.split()))


def yes_or_no(value: str) -> str:
    """The word for yes or no; nothing where it is not stated."""
    from ascertain.domain.own_values import YES

    yes, no = QCoreApplication.translate("OwnFields", "Yes"), QCoreApplication.translate("OwnFields", "No")
    return "" if not value else yes if value == YES else no


def type_label(kind: OwnType) -> str:
    """What a type of own fields is called."""
    names = {
        OwnType.TEXT: QCoreApplication.translate("OwnFields", "Text"),
        OwnType.NUMBER: QCoreApplication.translate("OwnFields", "Number"),
        OwnType.DATE: QCoreApplication.translate("OwnFields", "Date"),
        OwnType.CHOICE: QCoreApplication.translate("OwnFields", "Choice from a list"),
        OwnType.FLAG: QCoreApplication.translate("OwnFields", "Yes or no"),
        OwnType.LINK: QCoreApplication.translate("OwnFields", "Link"),
    }
    return names[kind]
