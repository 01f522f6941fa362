"""How a check reads on the screen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from ascertain.ui.wording import code, instant_text, isolated, number_text

if TYPE_CHECKING:
    from ascertain.app.session import LogSession


def counted(text: str, count: int) -> str:
    """A text with its number in it."""
    return text.replace("{count}", code(number_text(count)))


def counts(rows: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    """Each table that a person knows by name, with how much is in it."""
    texts = {
        "incident": QCoreApplication.translate("Check", "Incidents: {count}"),
        "statement": QCoreApplication.translate("Check", "Statements: {count}"),
        "source": QCoreApplication.translate("Check", "Sources: {count}"),
        "actor": QCoreApplication.translate("Check", "Actors: {count}"),
        "place": QCoreApplication.translate("Check", "Places: {count}"),
        "document": QCoreApplication.translate("Check", "Documents: {count}"),
        "attachment": QCoreApplication.translate("Check", "Attached files: {count}"),
        "operation": QCoreApplication.translate("Check", "Steps of history: {count}"),
    }
    return [(table, counted(texts[table], count)) for table, count in rows if table in texts]


def kept_text(session: LogSession) -> str:
    """When the log was backed up and sealed last, and what can be seen only while it is closed."""
    from ascertain.app.checking import sealed_at

    texts = []
    if session.safekeeping is not None:
        newest = session.safekeeping.safety.newest
        texts.append(
            QCoreApplication.translate("Check", "There is no backup yet.")
            if newest is None
            else _at(QCoreApplication.translate("Check", "Last backup: {time}."), newest.made_at)
        )
    sealed = sealed_at(session.path)
    if sealed is not None:
        texts.append(_at(QCoreApplication.translate("Check", "Last closed and sealed: {time}."), sealed))
    closed = QCoreApplication.translate(
        "Check",
        "Whether the disk altered single letters can be seen only while the log is closed: ascertain check {log}",
    )
    return " ".join((*texts, closed.replace("{log}", isolated(session.path.name))))


def _at(text: str, moment: int) -> str:
    return text.replace("{time}", instant_text(moment))
