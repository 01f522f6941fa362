"""What has changed, told to whoever wants to know after it is on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ascertain.app.commands import Command
    from ascertain.domain.messages import Message
    from ascertain.domain.table_rows import UndoState


WHOLE_ROW = "*"
"""In the place of a column: rows of the table came or went."""


@dataclass(frozen=True, slots=True)
class LogChanged:
    """One operation is on disk. `incident_ids` are the incidents whose row, relations or derived columns it touched."""

    operation: int
    command: Command
    label: Message
    incident_ids: frozenset[int]
    library: bool
    """Whether sources, actors, places or documents changed."""
    views: bool
    """Whether saved views changed."""
    undo: UndoState
    made: tuple[int, ...] = ()
    """Ids of the records made by the command itself, in its order."""
    vocabularies: bool = False
    """Whether the code lists changed; those of the session are renewed by then."""
    tables: frozenset[str] = frozenset()
    """The tables of the log in which rows changed."""
    columns: frozenset[tuple[str, str]] = frozenset()
    """Table and column of what was given another value, with some that merely stand beside it; `WHOLE_ROW` for rows
    that came or went."""
    fields: bool = False
    """Whether the user's own fields changed; those of the session are renewed by then."""
    at: int = 0
    """When it was written, seconds since 1970-01-01T00:00Z."""
    left: Message | None = None
    """What remains to be done by a person, although the operation is on disk."""
    followed: bool = False
    """Whether times moved along with a record from which they are told: the label says how many."""


@dataclass
class Notices:
    """A list of listeners. Publishing calls each on the caller's thread (the writer lane); `subscribe` returns its
    own undoing."""

    _listeners: list[Callable[[LogChanged], None]] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def subscribe(self, listener: Callable[[LogChanged], None]) -> Callable[[], None]:
        """Have `listener` called after every operation, until the returned function is called."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def publish(self, notice: LogChanged) -> None:
        """Tell every listener."""
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(notice)
