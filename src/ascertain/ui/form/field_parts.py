"""Where each field of an incident stands in its form, and under which label."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from ascertain.domain.fields import HARM_FIELDS, Field, FieldType, Group
from ascertain.ui.form.editors.reported_time import time_labels
from ascertain.ui.form.incident.presenter import TYPED
from ascertain.ui.form.mnemonics import with_mnemonics
from ascertain.ui.wording import field_label, group_label

SPANS = {
    "title": 12, "kind": 7, "means": 5, "outcome": 7, "munitions": 5, "place": 7, "where_precision": 5,
    "status": 5, "status_reason": 7, "follow_up_on": 5, "tags": 7, "place_text": 12, "notes": 12, "is_aggregate": 12,
    "draft": 12, "attributed_to": 12,
}  # fmt: skip
PARTS = (
    (Group.WHAT, Group.WHEN, Group.WHERE),
    (Group.WHO,),
    (Group.HARM,),
    (Group.SOURCES, Group.STATUS, Group.NOTES, Group.RECORD),
    (Group.OWN,),
)
"""Which groups stand in one part that unfolds, beside those of their fields that are quick."""

_ORDER = list(Group)


def quick_fields() -> tuple[Field, ...]:
    """The fields of a quick entry, in the order of a report."""
    quick = (field for field in TYPED if field.quick)
    return tuple(sorted(quick, key=lambda field: _ORDER.index(field.group)))


def other_fields(groups: Iterable[Group]) -> tuple[Field, ...]:
    """The other fields of some groups."""
    return tuple(field for group in groups for field in TYPED if field.group is group and not field.quick)


def choose_labels() -> dict[str, str]:
    """Each label with its letter: those of a quick entry choose first. `when.` and `part.` stand before the labels of
    the boxes of the time and of the parts that unfold."""
    words: dict[str, str] = {}
    for field in quick_fields():
        if field.type is FieldType.TIME:
            words |= {f"when.{part}": label for part, label in time_labels().items()}
        else:
            words[field.key] = field_label(field.key)
    for part in PARTS:
        words[f"part.{part[0].name}"] = _title(other_fields(part))
    for part in PARTS:
        words |= {f.key: field_label(f.key) for f in other_fields(part) if f.key not in HARM_FIELDS}
    return dict(zip(words, with_mnemonics(list(words.values())), strict=True))


def _title(fields: tuple[Field, ...]) -> str:
    """What a part that unfolds is called: by its groups; "more" where some of their fields are above."""
    groups = dict.fromkeys(field.group for field in fields) or {Group.OWN: None}
    labels = [group_label(group) for group in groups]
    if not any(field.quick and field.group in groups for field in TYPED):
        return ", ".join(labels)
    more = QCoreApplication.translate("FieldsPane", "More: {groups}")
    return more.format(groups=", ".join(each[:1].lower() + each[1:] for each in labels))
