"""What stands in a field, as words for the preview of an edit of many incidents."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from ascertain.domain.edit_preview import EditPreview
from ascertain.domain.field_edits import ZONE, Way
from ascertain.domain.fields import ROLE_FIELDS, Field, FieldType
from ascertain.domain.own_fields import Fields
from ascertain.domain.records import Figure, IncidentContent, NamedRef
from ascertain.domain.text_replacing import NOTES_OF_STATEMENTS
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.wording import (
    code,
    code_label,
    date_text,
    field_label,
    figure_text,
    isolated,
    number_text,
    own_text,
    status_word,
    tr_message,
)

_ROLES = {field.key: role for role, field in ROLE_FIELDS.items()}
_LONGEST = 300


def label_of(key: str, fields: Fields) -> str:
    """What a field is called."""
    if key == ZONE:
        return QCoreApplication.translate("ManyEdits", "Time zone")
    if key == NOTES_OF_STATEMENTS:
        return QCoreApplication.translate("ManyEdits", "Notes on statements")
    return field_label(key, fields)


def way_label(way: Way, field: Field | None) -> str:
    """What is done to a field."""
    several = field is not None and field.type in (FieldType.ACTORS, FieldType.TAGS)
    return {
        Way.SET: QCoreApplication.translate("ManyEdits", "these only")
        if several
        else QCoreApplication.translate("ManyEdits", "set to"),
        Way.CLEAR: QCoreApplication.translate("ManyEdits", "clear"),
        Way.ADD: QCoreApplication.translate("ManyEdits", "add"),
        Way.REMOVE: QCoreApplication.translate("ManyEdits", "take away"),
        Way.APPEND: QCoreApplication.translate("ManyEdits", "put behind"),
        Way.PREPEND: QCoreApplication.translate("ManyEdits", "put before"),
    }[way]


def standing_text(content: IncidentContent, key: str, fields: Fields, vocabularies: Vocabularies) -> str:
    """What stands in a field of a content."""
    if key == ZONE:
        return content.when.zone
    if key in _ROLES:
        return value_text(
            tuple(each.actor for each in content.actors if each.role is _ROLES[key]), key, fields, vocabularies
        )
    field = fields.find(key)
    if field is not None and field.own is not None:
        return value_text(content.own_value(key), key, fields, vocabularies)
    if key == "statements":
        return value_text(tuple(each.source for each in content.statements), key, fields, vocabularies)
    return value_text(getattr(content, key), key, fields, vocabularies)


def value_text(value: Any, key: str, fields: Fields, vocabularies: Vocabularies) -> str:
    """A value of a field; a dash where nothing is stated."""
    return _value_text(value, key, fields, vocabularies) or QCoreApplication.translate(
        "ManyEdits", "–", "nothing stated"
    )


def _value_text(value: Any, key: str, fields: Fields, vocabularies: Vocabularies) -> str:
    field = fields.find(key)
    if field is None or value is None:
        return str(value or "")
    if field.own is not None:
        return own_text(field, str(value), vocabularies)
    if key == "status":
        return status_word(str(value), vocabularies)
    if isinstance(value, bool):
        yes, no = QCoreApplication.translate("ManyEdits", "yes"), QCoreApplication.translate("ManyEdits", "no")
        return yes if value else no
    if isinstance(value, Figure):
        return figure_text(value)
    if isinstance(value, date):
        return date_text(value)
    if isinstance(value, NamedRef):
        return value.name
    if isinstance(value, tuple):
        names = (each.name if isinstance(each, NamedRef) else str(each) for each in value)
        return QCoreApplication.translate("Cells", ", ", "between names").join(isolated(each) for each in names)
    if field.type is FieldType.CODE:
        return code_label(field.vocabulary or "", str(value), vocabularies)
    return " ".join(str(value)[:_LONGEST].split())


def is_worded(key: str, fields: Fields) -> bool:
    """Whether a field holds words or names, of which a part may change: that part is marked."""
    field = fields.find(key)
    worded = (FieldType.TEXT, FieldType.LONG_TEXT, FieldType.TAGS, FieldType.ACTORS, FieldType.STATEMENTS)
    return field is not None and field.type in worded


def summary_text(preview: EditPreview) -> str:
    """How many would change, stay, or could not be kept, in a sentence or two."""
    told = QCoreApplication.translate("ManyEdits", "{count} would change.").replace(
        "{count}", _number(preview.changing)
    )
    if preview.staying:
        text = QCoreApplication.translate("ManyEdits", "{count} stay as they are.")
        told = f"{told} {text.replace('{count}', _number(preview.staying))}"
    if preview.unfit:
        text = QCoreApplication.translate("ManyEdits", "{count} could not be kept: {why}")
        named = "; ".join(f"{code(each.ref)}: {tr_message(each.problem.text)}" for each in preview.unfit[:3])
        told = f"{told} {text.replace('{count}', _number(len(preview.unfit))).replace('{why}', named)}"
    if preview.passed_over:
        text = QCoreApplication.translate(
            "ManyEdits", "Texts that are too long for this expression, and stay as they are: {count}."
        )
        told = f"{told} {text.replace('{count}', _number(preview.passed_over))}"
    if preview.looked_at < preview.total:
        text = QCoreApplication.translate("ManyEdits", "Looked at the first {count} of {total}; all are changed.")
        if preview.counted:
            text = QCoreApplication.translate(
                "ManyEdits", "The first {count} of {total} are checked; the others will be when they are changed."
            )
        text = text.replace("{count}", _number(preview.looked_at)).replace("{total}", _number(preview.total))
        told = f"{told} {text}"
    return told


def held_text(preview: EditPreview, key: str, fields: Fields, vocabularies: Vocabularies) -> str:
    """What the incidents hold now in a field: `Confirmed: 31; Claimed: 12`."""
    held = preview.held.get(key, ())
    if len(held) > 4 and held[0][1] == 1:
        return QCoreApplication.translate("ManyEdits", "Now another value in each")
    between = QCoreApplication.translate("ManyEdits", "; ")
    parts = [
        f"{isolated(value_text(value, key, fields, vocabularies)[:60])}: {_number(count)}" for value, count in held[:4]
    ]
    if len(held) > 4:
        parts.append("…")
    return (
        QCoreApplication.translate("ManyEdits", "Now {values}").replace("{values}", between.join(parts))
        if parts
        else ""
    )


def _number(count: int) -> str:
    return code(number_text(count))
