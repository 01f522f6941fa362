"""What unfinished forms are called."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from ascertain.domain.drafts import INCIDENT_FORM, VERDICT_FORM, Standing, UnfinishedForm
from ascertain.domain.table_rows import Shelf
from ascertain.ui.wording import code, isolated, joined, moment_text, number_text

_MOST = 48
"""How many characters of a title a notice has room for."""


def kept_words(found: UnfinishedForm, today: date) -> str:
    """`An unfinished incident from 14:02 was kept: Drones over the base`."""
    tr = QCoreApplication.translate
    new = {
        INCIDENT_FORM: tr("Unfinished", "An unfinished incident from {time} was kept"),
        VERDICT_FORM: tr("Unfinished", "An unfinished verdict from {time} was kept"),
        Shelf.SOURCES.value: tr("Unfinished", "An unfinished source from {time} was kept"),
        Shelf.ACTORS.value: tr("Unfinished", "An unfinished actor from {time} was kept"),
        Shelf.PLACES.value: tr("Unfinished", "An unfinished place from {time} was kept"),
        Shelf.DOCUMENTS.value: tr("Unfinished", "An unfinished document from {time} was kept"),
    }
    edit = tr("Unfinished", "An unfinished edit of {name} from {time} was kept")
    if found.draft.form == VERDICT_FORM:
        edit = tr("Unfinished", "An unfinished verdict on {name} from {time} was kept")
    words = edit.replace("{name}", _name(found)) if found.name else new.get(found.draft.form, new[INCIDENT_FORM])
    told = words.replace("{time}", moment_text(found.draft.updated_at, today))
    if not found.draft.title or found.draft.title == found.name:
        return tr("Unfinished", "{what}.").replace("{what}", told)
    return (
        tr("Unfinished", "{what}: {title}")
        .replace("{what}", told)
        .replace("{title}", isolated(_short(found.draft.title)))
    )


def several_words(count: int) -> str:
    """`3 unfinished forms were kept.`"""
    words = QCoreApplication.translate("Unfinished", "{count} unfinished forms were kept.")
    return words.replace("{count}", number_text(count))


def title_words(found: UnfinishedForm) -> str:
    """The words to tell it by."""
    return found.draft.title or QCoreApplication.translate("Unfinished", "without a title")


def described(found: UnfinishedForm, today: date) -> str:
    """`Edit of 2023-0004 · 14:02 · changed since`."""
    tr = QCoreApplication.translate
    new = {
        INCIDENT_FORM: tr("Unfinished", "New incident"),
        VERDICT_FORM: tr("Unfinished", "Verdict on several incidents"),
        Shelf.SOURCES.value: tr("Unfinished", "New source"),
        Shelf.ACTORS.value: tr("Unfinished", "New actor"),
        Shelf.PLACES.value: tr("Unfinished", "New place"),
        Shelf.DOCUMENTS.value: tr("Unfinished", "New document"),
    }
    standing = {
        Standing.CHANGED: tr("Unfinished", "changed since"),
        Standing.TRASHED: tr("Unfinished", "in the trash now"),
        Standing.GONE: tr("Unfinished", "what it edits is gone"),
    }
    what = new.get(found.draft.form, new[INCIDENT_FORM])
    if found.name:
        of = tr("Unfinished", "Edit of {name}")
        if found.draft.form == VERDICT_FORM:
            of = tr("Unfinished", "Verdict on {name}")
        what = of.replace("{name}", _name(found))
    told = (what, moment_text(found.draft.updated_at, today), found.draft.author, standing.get(found.standing, ""))
    return joined(*(isolated(each) for each in told if each))


def _short(title: str) -> str:
    return title if len(title) <= _MOST else f"{title[: _MOST - 1]}…"


def _name(found: UnfinishedForm) -> str:
    return code(found.name) if found.draft.form in (INCIDENT_FORM, VERDICT_FORM) else isolated(found.name)
