"""Copying what can still be read of a damaged log, or of a file that is not built as a log is, into a new log."""

from __future__ import annotations

from pathlib import Path

from ascertain.app.clock import SystemClock, TimeOrderedIds
from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.store.salvaging import Salvaged, salvage

__all__ = ["Salvaged", "name_for", "salvage_log", "told"]

_TOLD = {
    "incident": say("{count} incidents", singular="1 incident"),
    "statement": say("{count} statements", singular="1 statement"),
    "source": say("{count} sources", singular="1 source"),
    "actor": say("{count} actors", singular="1 actor"),
    "place": say("{count} places", singular="1 place"),
    "document": say("{count} documents", singular="1 document"),
    "link": say("{count} links", singular="1 link"),
    "attachment": say("{count} attachments", singular="1 attachment"),
    "draft": say("{count} unfinished forms", singular="1 unfinished form"),
}


def salvage_log(source: Path, target: Path, author: str = "", conduct: Conduct | None = None) -> Salvaged:
    """Copy what can be read of `source` into a new log at `target`; the old file is only read.

    Raises `LogUnavailable` where nothing can be read or written, and `Cancelled`; then there is no new log.
    """
    return salvage(source, target, shipped_vocabularies(), SystemClock(), TimeOrderedIds(), author, conduct)


def name_for(source: Path) -> Path:
    """A name for the new log that no file has yet."""
    from ascertain.store.beside import free_name

    return free_name(source, "salvaged")


def told(result: Salvaged) -> list[Message]:
    """What came of it, a sentence for each kind of record, then what is to be known of the history."""
    lines = []
    for name, what in _TOLD.items():
        tally = result.of(name)
        if not (tally.saved or tally.lost or tally.unread):
            continue
        saved = say(what.text, singular=what.singular, count=tally.saved)
        if tally.lost:
            lines.append(say("{what} saved, {lost} lost", what=saved, lost=tally.lost))
        elif tally.unread:
            lines.append(say("{what} saved; some may be lost, part of the table could not be read", what=saved))
        else:
            lines.append(say("{what} saved, none lost", what=saved))
    mended = sum(tally.mended for _, tally in result.tallies)
    if mended:
        lines.append(
            say("Rows with a value that was not right, which was left out or shortened: {count}", count=mended)
        )
    if not result.journal_whole:
        lines.append(say("The history is not whole, so changes from before the salvage can no longer be undone"))
    return lines
