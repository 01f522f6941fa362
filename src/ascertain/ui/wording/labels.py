"""Names of fields and codes in the language of the user.

A code list belongs to the log, and its user may have renamed a code: a label is shown in another language only while it
is the one that the program ships.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ascertain.domain.fields import BY_KEY, Field, Group
from ascertain.domain.own_fields import NO_OWN, OWN_HELP, Fields
from ascertain.domain.vocabulary import Vocabularies


def field_label(key: str, fields: Fields = NO_OWN) -> str:
    """The heading of a field of the log; an unknown key is shown as it is."""
    found = BY_KEY.get(key)
    if found is not None:
        return QCoreApplication.translate("fields", found.label)
    own = fields.find(key)
    return key if own is None else own.label


def part_label(field: Field) -> str:
    """What the part is called in which a field stands: its group, or the heading that its user gave it."""
    return field.heading or group_label(field.group)


def group_label(group: Group) -> str:
    """The heading of a part of the form or of the summary."""
    return QCoreApplication.translate("fields", group.value)


def code_label(vocabulary: str, key: str | None, vocabularies: Vocabularies) -> str:
    """The label of a code in the named list of a log; nothing for None."""
    if not key:
        return ""
    return QCoreApplication.translate("codes", vocabularies.label(vocabulary, key))


def code_note(vocabulary: str, key: str | None, vocabularies: Vocabularies) -> str:
    """What the codebook says of a code; nothing where it says nothing."""
    found = vocabularies[vocabulary].find(key)
    return QCoreApplication.translate("codes", found.note) if found is not None and found.note else ""


def field_help(key: str, fields: Fields = NO_OWN) -> str:
    """What a field of the log holds, in a sentence; of an own one what its user wrote, in whatever language."""
    found = fields.find(key)
    if found is None:
        return ""
    written = found.own is not None and found.help != OWN_HELP
    return found.help if written else QCoreApplication.translate("fields", found.help)


def vocabulary_label(name: str, vocabularies: Vocabularies) -> str:
    """The name of a code list."""
    return QCoreApplication.translate("codes", vocabularies[name].label)


def status_word(status: str, vocabularies: Vocabularies | None = None) -> str:
    """The word for a status: as the log names it where its code lists are given, else as the program ships it."""
    if vocabularies is not None:
        return code_label("status", status, vocabularies)
    shipped = {
        "unconfirmed": QCoreApplication.translate("codes", "Unconfirmed"),
        "claimed": QCoreApplication.translate("codes", "Claimed"),
        "partly_confirmed": QCoreApplication.translate("codes", "Partly confirmed"),
        "confirmed": QCoreApplication.translate("codes", "Confirmed"),
        "disputed": QCoreApplication.translate("codes", "Disputed"),
        "refuted": QCoreApplication.translate("codes", "Refuted"),
        "unverifiable": QCoreApplication.translate("codes", "Unverifiable"),
    }
    return shipped.get(status, status)
