"""Every field of a library entry: which box it gets, and where it stands in its form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from ascertain.domain.rows import Shelf


class Box(Enum):
    """The kind of box."""

    LINE = auto()
    TEXT = auto()
    CODE = auto()
    SEARCHED_CODE = auto()
    FLAG = auto()
    DAY = auto()
    DEGREES = auto()
    NAME = auto()
    OTHER_NAMES = auto()


@dataclass(frozen=True, slots=True)
class EntryField:
    """`key` is the attribute of the record; `span` of 6 columns; `shelf` of the names that a NAME box completes."""

    key: str
    label: str
    box: Box = Box.LINE
    span: int = 6
    vocabulary: str = ""
    shelf: Shelf | None = None
    hint: str = ""
    lines: int = 3


def entry_fields(shelf: Shelf) -> tuple[EntryField, ...]:
    """The fields of an entry in their order."""
    return {
        Shelf.SOURCES: _source, Shelf.ACTORS: _actor, Shelf.PLACES: _place, Shelf.DOCUMENTS: _document,
    }[shelf]()  # fmt: skip


def name_key(shelf: Shelf) -> str:
    """The attribute that holds the name of an entry."""
    return "title" if shelf is Shelf.DOCUMENTS else "name"


def _source() -> tuple[EntryField, ...]:
    tr = QCoreApplication.translate
    return (
        EntryField("name", tr("EntryForm", "Name")),
        EntryField("kind", tr("EntryForm", "Type"), Box.CODE, 3, "source_kind"),
        EntryField("reliability", tr("EntryForm", "Reliability"), Box.CODE, 3, "reliability"),
        EntryField("reliability_basis", tr("EntryForm", "Why this grade"), Box.LINE, 4),
        EntryField("graded_on", tr("EntryForm", "Graded on"), Box.DAY, 2),
        EntryField("is_official", tr("EntryForm", "Speaks officially for a state, force or group"), Box.FLAG),
        EntryField("affiliation", tr("EntryForm", "Stands to the actor"), Box.CODE, 2, "affiliation"),
        EntryField("actor", tr("EntryForm", "Actor"), Box.NAME, 4, shelf=Shelf.ACTORS),
        EntryField("country", tr("EntryForm", "Country"), Box.SEARCHED_CODE, 4, "country"),
        EntryField("language", tr("EntryForm", "Language"), Box.LINE, 2, hint=tr("EntryForm", "ar, fa, en")),
        EntryField("url", tr("EntryForm", "Web address")),
        _other_names(),
        _notes(),
    )


def _actor() -> tuple[EntryField, ...]:
    tr = QCoreApplication.translate
    return (
        EntryField("name", tr("EntryForm", "Name")),
        EntryField("kind", tr("EntryForm", "Type"), Box.CODE, 3, "actor_kind"),
        EntryField("country", tr("EntryForm", "Country"), Box.SEARCHED_CODE, 3, "country"),
        _other_names(),
        _notes(),
    )


def _place() -> tuple[EntryField, ...]:
    tr = QCoreApplication.translate
    return (
        EntryField("name", tr("EntryForm", "Name")),
        EntryField("kind", tr("EntryForm", "Type"), Box.CODE, 3, "place_kind"),
        EntryField("country", tr("EntryForm", "Country"), Box.SEARCHED_CODE, 3, "country"),
        EntryField("admin1", tr("EntryForm", "Province (first division)"), Box.LINE, 3),
        EntryField("admin2", tr("EntryForm", "District (second division)"), Box.LINE, 3),
        EntryField("latitude", tr("EntryForm", "Latitude"), Box.DEGREES, 3, hint=tr("EntryForm", "degrees, north +")),
        EntryField("longitude", tr("EntryForm", "Longitude"), Box.DEGREES, 3, hint=tr("EntryForm", "degrees, east +")),
        _other_names(),
        _notes(),
    )


def _document() -> tuple[EntryField, ...]:
    tr = QCoreApplication.translate
    return (
        EntryField("title", tr("EntryForm", "Title")),
        EntryField("publisher", tr("EntryForm", "Publisher"), Box.NAME, 6, shelf=Shelf.SOURCES),
        EntryField("kind", tr("EntryForm", "Type"), Box.CODE, 3, "document_kind"),
        EntryField("published_on", tr("EntryForm", "Published on"), Box.DAY, 3),
        EntryField("url", tr("EntryForm", "Web address"), Box.LINE, 4),
        EntryField("language", tr("EntryForm", "Language"), Box.LINE, 2, hint=tr("EntryForm", "ar, fa, en")),
        EntryField("text", tr("EntryForm", "Text"), Box.TEXT, lines=10),
        _notes(),
    )


def _other_names() -> EntryField:
    tr = QCoreApplication.translate
    hint = tr("EntryForm", "one a line, language after |")
    return EntryField("names", tr("EntryForm", "Other names"), Box.OTHER_NAMES, hint=hint)


def _notes() -> EntryField:
    return EntryField("notes", QCoreApplication.translate("EntryForm", "Notes"), Box.TEXT)
