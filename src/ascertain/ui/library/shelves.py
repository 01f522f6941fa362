"""What differs between the shelves of the library: their names, columns and the search for their incidents."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ascertain.domain.rows import LibraryRow, Shelf
from ascertain.domain.search import FieldTerm, Op, Search, show
from ascertain.domain.vocabulary import Vocabularies
from ascertain.ui.theme import IconName
from ascertain.ui.wording import code, code_label, date_text, number_text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a library table. `key` sorts; `width` in average characters; 0 takes what is left; `tip` explains."""

    key: str
    heading: str
    width: int = 14
    number: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class ShelfWords:
    """The words of one shelf."""

    heading: str
    search: str
    new: str
    empty: str
    first_step: str
    icon: IconName


def words_of(shelf: Shelf) -> ShelfWords:
    """The words of a shelf in the user's language."""
    make = {
        Shelf.DOCUMENTS: _documents,
        Shelf.SOURCES: _sources,
        Shelf.ACTORS: _actors,
        Shelf.PLACES: _places,
    }
    return make[shelf]()


def _documents() -> ShelfWords:
    return ShelfWords(
        QCoreApplication.translate("Library", "Documents"),
        QCoreApplication.translate("Library", "Search documents"),
        QCoreApplication.translate("Library", "&New document"),
        QCoreApplication.translate("Library", "No document yet"),
        QCoreApplication.translate(
            "Library",
            "What you read: articles, releases, posts. Add one here, or while logging an incident.",
        ),
        IconName.DOCUMENT,
    )


def _sources() -> ShelfWords:
    return ShelfWords(
        QCoreApplication.translate("Library", "Sources"),
        QCoreApplication.translate("Library", "Search sources"),
        QCoreApplication.translate("Library", "&New source"),
        QCoreApplication.translate("Library", "No source yet"),
        QCoreApplication.translate(
            "Library",
            "Who speaks: outlets, commands, witnesses. Add one here, or while logging an incident.",
        ),
        IconName.SOURCE,
    )


def _actors() -> ShelfWords:
    return ShelfWords(
        QCoreApplication.translate("Library", "Actors"),
        QCoreApplication.translate("Library", "Search actors"),
        QCoreApplication.translate("Library", "&New actor"),
        QCoreApplication.translate("Library", "No actor yet"),
        QCoreApplication.translate(
            "Library", "Armed forces, groups and persons. Add one here, or while logging an incident."
        ),
        IconName.ACTORS,
    )


def _places() -> ShelfWords:
    return ShelfWords(
        QCoreApplication.translate("Library", "Places"),
        QCoreApplication.translate("Library", "Search places"),
        QCoreApplication.translate("Library", "&New place"),
        QCoreApplication.translate("Library", "No place yet"),
        QCoreApplication.translate(
            "Library",
            "Where things happen, with names in several scripts. Add one here, or while logging an incident.",
        ),
        IconName.PLACE,
    )


def columns_of(shelf: Shelf) -> tuple[Column, ...]:
    """The columns of a shelf's table."""
    kind = Column("kind", QCoreApplication.translate("Library", "Type"), 18)
    country = Column("country", QCoreApplication.translate("Library", "Country"), 16)
    used = Column("used_by", QCoreApplication.translate("Library", "Incidents"), 10, number=True)
    if shelf is Shelf.DOCUMENTS:
        return (
            Column("name", QCoreApplication.translate("Library", "Title"), 0),
            kind,
            Column("on", QCoreApplication.translate("Library", "Published"), 13),
            _open_sentences(),
            used,
        )
    name = Column("name", QCoreApplication.translate("Library", "Name"), 0)
    if shelf is Shelf.SOURCES:
        return name, Column("grade", QCoreApplication.translate("Library", "Reliability"), 11), kind, country, used
    return name, kind, country, used


def cell_text(shelf: Shelf, key: str, row: LibraryRow, vocabularies: Vocabularies) -> str:
    """What a cell shows."""
    texts = {
        "name": lambda: row.name,
        "kind": lambda: code_label(f"{shelf.value}_kind", row.kind, vocabularies),
        "country": lambda: code_label("country", row.country, vocabularies),
        "grade": lambda: code(row.grade or ""),
        "on": lambda: date_text(row.on) if row.on else "",
        "sentences": lambda: _open_of(row),
        "used_by": lambda: "" if row.used_by is None else code(number_text(row.used_by)),
    }
    return texts[key]()


def _open_sentences() -> Column:
    tip = QCoreApplication.translate(
        "Library", "Sentences from which nothing has been logged yet. Sorts the latest thousand documents."
    )
    return Column("sentences", QCoreApplication.translate("Library", "Open sentences"), 15, number=True, tip=tip)


def _open_of(row: LibraryRow) -> str:
    """`4 of 17`: of which nothing was logged; empty where there is no text, or a very long one."""
    if row.sentences is None:
        return ""
    count, of = (code(number_text(each)) for each in row.sentences)
    return QCoreApplication.translate("Library", "{count} of {all}").replace("{count}", count).replace("{all}", of)


def incidents_search(shelf: Shelf, name: str) -> str:
    """The text that finds the incidents in which an entry is used: `source:"Al-Mayadeen"`."""
    return show(Search((FieldTerm(shelf.value, Op.IS, (name,)),)))
