"""What an edit of many incidents makes of one, and what of an incident it needs: the same for the preview and for the
command."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ascertain.domain.field_edits import FieldEdit, Way, edited
from ascertain.domain.fields import FieldType
from ascertain.domain.own_fields import Fields
from ascertain.domain.records import IncidentContent
from ascertain.domain.text_replacing import NOTES_OF_STATEMENTS, TextSearch, replacer, with_replaced
from ascertain.store.reading.contents import Reach

Edit = Callable[[IncidentContent], IncidentContent]


def edit_of(edits: Sequence[FieldEdit], reason: str, fields: Fields) -> Edit:
    """What the edits make of a content. A status comes with its reason, as `SetStatus` has it."""
    whole = with_reason(edits, reason)
    return lambda content: edited(content, whole, fields)


def with_reason(edits: Sequence[FieldEdit], reason: str) -> tuple[FieldEdit, ...]:
    """The edits, and what comes with them: the reason of a status."""
    status = any(each.field == "status" for each in edits)
    return (*edits, FieldEdit("status_reason", Way.SET, reason)) if status else tuple(edits)


def replacement_of(search: TextSearch, texts: Sequence[str], fields: Fields) -> Edit:
    """What find and replace makes of a content. Raises `NotAnExpression`."""
    replaced = replacer(search)
    return lambda content: with_replaced(content, texts, replaced, fields)


def reach_of_edits(edits: Iterable[FieldEdit], fields: Fields) -> Reach:
    """What of an incident the edits look at."""
    found = [field for each in edits if (field := fields.find(each.field)) is not None]
    types = {each.type for each in found if each.own is None}
    return Reach(
        FieldType.ACTORS in types,
        FieldType.TAGS in types,
        FieldType.STATEMENTS in types,
        any(each.own is not None for each in found),
    )


def reach_of_texts(texts: Iterable[str], fields: Fields) -> Reach:
    """What of an incident is looked at to replace in these texts."""
    keys = set(texts)
    own = any(field.own is not None for key in keys if (field := fields.find(key)) is not None)
    return Reach(statements=NOTES_OF_STATEMENTS in keys, own=own)
