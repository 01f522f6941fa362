"""What a column can be taken for, in words and in the groups of the form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from ascertain.domain.fields import Group
from ascertain.domain.folding import fold
from ascertain.domain.incoming.meanings import Meaning
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.own_fields import Fields
from ascertain.ui.form.names.choices import Choice, ChoiceKind
from ascertain.ui.wording import group_label

_OF_PARTS = {
    "country": Group.WHERE, "coordinates": Group.WHERE,
    "when_year": Group.WHEN, "when_month": Group.WHEN, "when_day": Group.WHEN, "when_clock": Group.WHEN,
    "kind_broad": Group.WHAT, "claimed": Group.WHO, "notes_line": Group.NOTES,
    "source": Group.SOURCES, "source_url": Group.SOURCES, "document_title": Group.SOURCES, "quote": Group.SOURCES,
    "said_on": Group.SOURCES, "origin": Group.SOURCES, "more_sources": Group.SOURCES,
}  # fmt: skip


def passed_over() -> str:
    """What a column is called that is taken for nothing."""
    return QCoreApplication.translate("ImportColumns", "Not taken")


def meaning_label(key: str, meanings: Iterable[Meaning]) -> str:
    """What a column is taken for."""
    if not key:
        return passed_over()
    found = next((each for each in meanings if each.key == key), None)
    return key if found is None else QCoreApplication.translate("fields", found.label)


def kind_label(kind: RecordKind) -> str:
    """What each row of a sheet is about."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("ImportColumns", text)

    names = {
        RecordKind.INCIDENT: tr("Incidents"),
        RecordKind.STATEMENT: tr("Statements"),
        RecordKind.ASSERTION: tr("Assertions"),
        RecordKind.SOURCE: tr("Sources"),
        RecordKind.DOCUMENT: tr("Documents"),
        RecordKind.ACTOR: tr("Actors"),
        RecordKind.PLACE: tr("Places"),
        RecordKind.LINK: tr("Links"),
    }
    return names[kind]


def grouped(kind: RecordKind, meanings: Sequence[Meaning], fields: Fields) -> list[tuple[str, list[Meaning]]]:
    """The meanings under the headings of the form; of other records than incidents under one without a name."""
    if kind is not RecordKind.INCIDENT:
        return [("", list(meanings))]
    of = {target.key: target.of for target in targets_of(kind, fields)}
    groups: dict[str, list[Meaning]] = {group_label(group): [] for group in Group}
    for meaning in meanings:
        field = fields.find(of.get(meaning.key, ""))
        group = field.group if field is not None else _group_of(meaning.key)
        groups[group_label(group)].append(meaning)
    return [(name, each) for name, each in groups.items() if each]


def _group_of(key: str) -> Group:
    if key.startswith(("killed_", "injured_")):
        return Group.HARM
    return _OF_PARTS.get(key, Group.RECORD)


def meanings_matching(groups: Sequence[tuple[str, Sequence[Meaning]]], typed: str) -> list[Choice]:
    """The meanings that hold every word of what was typed, each under its heading."""
    words = fold(typed).split()
    choices = [Choice(passed_over(), "")] if not words or fold(passed_over()).startswith(words[0]) else []
    for name, meanings in groups:
        shown = [(each, QCoreApplication.translate("fields", each.label)) for each in meanings]
        whole = bool(words) and all(word in fold(name) for word in words)
        fitting = [
            (each, label)
            for each, label in shown
            if whole or all(word in fold(f"{label} {each.key}") for word in words)
        ]
        if fitting and name:
            choices.append(Choice(name, kind=ChoiceKind.HEADING))
        choices += [Choice(label, each.key, inset=bool(name)) for each, label in fitting]
    return choices
