"""What merging is called, and what it will do, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from ascertain.domain.rows import LibraryRow, MergeReach, Shelf
from ascertain.ui.wording import isolated, number_text


def title_of(shelf: Shelf) -> str:
    """The title of the dialog."""
    return {
        Shelf.PLACES: QCoreApplication.translate("Merging", "Merge places"),
        Shelf.ACTORS: QCoreApplication.translate("Merging", "Merge actors"),
        Shelf.SOURCES: QCoreApplication.translate("Merging", "Merge sources"),
        Shelf.DOCUMENTS: QCoreApplication.translate("Merging", "Merge documents"),
    }[shelf]


def use_text(count: int) -> str:
    """In how many incidents an entry is used."""
    if count == 1:
        return QCoreApplication.translate("Merging", "1 incident")
    return QCoreApplication.translate("Merging", "{count} incidents").replace("{count}", number_text(count))


def consequence(shelf: Shelf, kept: LibraryRow, others: Sequence[LibraryRow], reach: MergeReach) -> str:
    """What will be so afterwards, a sentence a line."""
    names = ", ".join(isolated(row.name) for row in others)
    if shelf is Shelf.DOCUMENTS:
        told = QCoreApplication.translate("Merging", "{name} stays; these go, with their titles: {others}.")
    else:
        told = QCoreApplication.translate("Merging", "{name} stays; these become further names of it: {others}.")
    filled = QCoreApplication.translate("Merging", "What it leaves open is taken from them; notes are added together.")
    return "\n".join((told.replace("{name}", isolated(kept.name)).replace("{others}", names), filled, _moved(reach)))


def _moved(reach: MergeReach) -> str:
    tr = QCoreApplication.translate
    counts = (
        (reach.incidents, tr("Merging", "1 incident"), tr("Merging", "{count} incidents")),
        (reach.statements, tr("Merging", "1 statement"), tr("Merging", "{count} statements")),
        (reach.sources, tr("Merging", "1 source"), tr("Merging", "{count} sources")),
        (reach.documents, tr("Merging", "1 document"), tr("Merging", "{count} documents")),
    )
    parts = [one if count == 1 else many.replace("{count}", number_text(count)) for count, one, many in counts if count]
    if not parts:
        return tr("Merging", "Nothing points to them.")
    return tr("Merging", "Touched: {records}.").replace("{records}", ", ".join(parts))
