# ruff: noqa: E501 - the words stand beside each other
"""What an incident holds in one part of a merge, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ascertain.domain.fields import BY_KEY, FieldType
from ascertain.domain.merging import OWN, Moving
from ascertain.domain.own_fields import Fields
from ascertain.domain.own_values import NO, YES
from ascertain.domain.records import IncidentContent
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.detail.facts import when_line
from ascertain.ui.wording import (
    code,
    code_label,
    date_text,
    field_label,
    figure_words,
    isolated,
    joined,
    number_text,
    own_text,
    status_word,
    yes_or_no,
)


def part_label(part: str, fields: Fields) -> str:
    """The heading of a part."""
    if part.startswith(OWN):
        return isolated(fields[part.removeprefix(OWN)].label)
    return field_label(part)


def part_text(part: str, content: IncidentContent, vocabularies: Vocabularies, fields: Fields) -> str:
    """What a content holds in a part; nothing where it states none."""
    if part.startswith(OWN):
        key = part.removeprefix(OWN)
        return own_text(fields[key], content.own_value(key), vocabularies)
    match part:
        case "t_from":
            stated = content.when.t_from is not None or content.when.phrase
            return when_line(content) if stated else ""
        case "place":
            precision = code_label("where_precision", content.where_precision, vocabularies)
            return joined(isolated(content.place.name), precision) if content.place else precision
        case "status":
            return joined(status_word(content.status, vocabularies), isolated(content.status_reason))
        case "is_aggregate":
            return yes_or_no(YES if content.is_aggregate else NO)
        case "follow_up_on":
            return date_text(content.follow_up_on) if content.follow_up_on else ""
    value = getattr(content, part)
    field = BY_KEY[part]
    if field.type is FieldType.FIGURE:
        return figure_words(value) if value.stated or value.unknown else ""
    if field.vocabulary is not None:
        return code_label(field.vocabulary, value, vocabularies)
    return str(value)


def moving_text(kept: str, gone: list[str], moving: Moving) -> str:
    """What comes to the kept one, and what becomes of the others."""
    parts = [
        _counted(moving.statements, QCoreApplication.translate("Duplicates", "1 statement"), QCoreApplication.translate("Duplicates", "{count} statements")),
        _counted(moving.assertions, QCoreApplication.translate("Duplicates", "1 value that a statement asserts"), QCoreApplication.translate("Duplicates", "{count} values that statements assert")),
        _counted(moving.actors, QCoreApplication.translate("Duplicates", "1 actor in a role"), QCoreApplication.translate("Duplicates", "{count} actors in their roles")),
        _counted(moving.links, QCoreApplication.translate("Duplicates", "1 link"), QCoreApplication.translate("Duplicates", "{count} links")),
        _counted(moving.tags, QCoreApplication.translate("Duplicates", "1 tag"), QCoreApplication.translate("Duplicates", "{count} tags")),
    ]  # fmt: skip
    what = joined(*parts, by=", ") or QCoreApplication.translate("Duplicates", "nothing that it has not already")
    text = QCoreApplication.translate(
        "Duplicates",
        "{kept} takes over: {what}. To the trash: {gone}; a search for that number still leads to {kept}. "
        "One undo turns it back.",
    )
    if len(gone) > 1:
        text = QCoreApplication.translate(
            "Duplicates",
            "{kept} takes over: {what}. To the trash: {gone}; a search for their numbers still leads to {kept}. "
            "One undo turns it back.",
        )
    return text.format(kept=code(kept), what=what, gone=joined(*(code(ref) for ref in gone), by=", "))


def _counted(count: int, one: str, many: str) -> str:
    if count == 0:
        return ""
    return one if count == 1 else many.format(count=code(number_text(count)))
