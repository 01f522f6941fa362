"""An entry of the library as lines to read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ascertain.domain.records import Actor, AlternateName, Document, LibraryEntry, Place, Source
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.wording import code, code_label, date_text, isolated, joined

Fact = tuple[str, str]
_TEXT = 1200
"""How many characters of a document's text are shown."""


def entry_title(entry: LibraryEntry) -> str:
    """What an entry is called."""
    return entry.title if isinstance(entry, Document) else entry.name


def entry_facts(entry: LibraryEntry, vocabularies: Vocabularies) -> list[Fact]:
    """All that is kept of an entry; what is not filled in is left out."""
    match entry:
        case Source():
            facts = _source(entry, vocabularies)
        case Actor():
            facts = _actor(entry, vocabularies)
        case Place():
            facts = _place(entry, vocabularies)
        case _:
            facts = _document(entry, vocabularies)
    return [(label, value) for label, value in facts if value]


def _source(entry: Source, vocabularies: Vocabularies) -> list[Fact]:
    stands = code_label("affiliation", entry.affiliation, vocabularies)
    grade = code_label("reliability", entry.reliability, vocabularies)
    return [
        (QCoreApplication.translate("Library", "Type"), code_label("source_kind", entry.kind, vocabularies)),
        (QCoreApplication.translate("Library", "Reliability"), grade),
        (QCoreApplication.translate("Library", "Why this grade"), entry.reliability_basis),
        (QCoreApplication.translate("Library", "Graded on"), date_text(entry.graded_on) if entry.graded_on else ""),
        (QCoreApplication.translate("Library", "Official"), _yes(entry.is_official)),
        (
            QCoreApplication.translate("Library", "Stands"),
            joined(stands, isolated(entry.actor.name) if entry.actor else "", by=": "),
        ),
        (QCoreApplication.translate("Library", "Country"), code_label("country", entry.country, vocabularies)),
        (QCoreApplication.translate("Library", "Language"), code(entry.language)),
        (QCoreApplication.translate("Library", "Address"), code(entry.url)),
        _names(entry.names),
        _notes(entry.notes),
    ]


def _actor(entry: Actor, vocabularies: Vocabularies) -> list[Fact]:
    return [
        (QCoreApplication.translate("Library", "Type"), code_label("actor_kind", entry.kind, vocabularies)),
        (QCoreApplication.translate("Library", "Country"), code_label("country", entry.country, vocabularies)),
        _names(entry.names),
        _notes(entry.notes),
    ]


def _place(entry: Place, vocabularies: Vocabularies) -> list[Fact]:
    point = ""
    if entry.latitude is not None and entry.longitude is not None:
        point = code(f"{entry.latitude:.5g}, {entry.longitude:.5g}")
    return [
        (QCoreApplication.translate("Library", "Type"), code_label("place_kind", entry.kind, vocabularies)),
        (QCoreApplication.translate("Library", "Country"), code_label("country", entry.country, vocabularies)),
        (QCoreApplication.translate("Library", "First division"), isolated(entry.admin1)),
        (QCoreApplication.translate("Library", "Second division"), isolated(entry.admin2)),
        (QCoreApplication.translate("Library", "Latitude, longitude"), point),
        _names(entry.names),
        _notes(entry.notes),
    ]


def _document(entry: Document, vocabularies: Vocabularies) -> list[Fact]:
    publisher = isolated(entry.publisher.name) if entry.publisher else ""
    text = entry.text if len(entry.text) <= _TEXT else entry.text[:_TEXT].rsplit(" ", 1)[0] + " …"
    return [
        (QCoreApplication.translate("Library", "Publisher"), publisher),
        (QCoreApplication.translate("Library", "Type"), code_label("document_kind", entry.kind, vocabularies)),
        (
            QCoreApplication.translate("Library", "Published"),
            date_text(entry.published_on) if entry.published_on else "",
        ),
        (QCoreApplication.translate("Library", "Language"), code(entry.language)),
        (QCoreApplication.translate("Library", "Address"), code(entry.url)),
        _notes(entry.notes),
        (QCoreApplication.translate("Library", "Text"), text),
        (QCoreApplication.translate("Library", "SHA-256 of the text"), code(_grouped(entry.sha256))),
    ]


def _names(names: tuple[AlternateName, ...]) -> Fact:
    told = (
        f"{isolated(each.name)} ({code(each.language)})" if each.language else isolated(each.name) for each in names
    )
    return QCoreApplication.translate("Library", "Other names"), "\n".join(told)


def _notes(notes: str) -> Fact:
    return QCoreApplication.translate("Library", "Notes"), notes


def _yes(flag: bool) -> str:
    return QCoreApplication.translate("Library", "yes") if flag else ""


def _grouped(digest: str) -> str:
    """In groups of eight, so that it can wrap."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
