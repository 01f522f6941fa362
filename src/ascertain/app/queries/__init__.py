"""What can be asked of a log. The answers are frozen values of the domain."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ascertain.app.queries.documents import DocumentQueries
from ascertain.app.queries.duplicates import DuplicateQueries
from ascertain.app.queries.finding import FindingQueries
from ascertain.app.queries.incidents import IncidentQueries
from ascertain.app.queries.incoming import IncomingQueries
from ascertain.app.queries.keeping import KeepingQueries
from ascertain.app.queries.library import LibraryQueries
from ascertain.app.queries.many import ManyQueries
from ascertain.app.queries.outgoing import OutgoingQueries
from ascertain.app.queries.purging import PurgingQueries
from ascertain.app.queries.review import ReviewQueries

if TYPE_CHECKING:
    from ascertain.store.keeping import Keeping


class Queries(
    DocumentQueries,
    DuplicateQueries,
    FindingQueries,
    IncidentQueries,
    IncomingQueries,
    KeepingQueries,
    LibraryQueries,
    ManyQueries,
    OutgoingQueries,
    PurgingQueries,
    ReviewQueries,
    Protocol,
):
    """Questions to a log, on one read-only connection. One thread at a time asks; `interrupt` may come from any.

    Every question may fail with `LogUnavailable`. `search` None finds everything but the trash.
    """

    def interrupt(self) -> None:
        """Stop the statement that runs now, if any."""
        ...

    def close(self) -> None:
        """Close the connection. Safe to call twice."""
        ...


def open_queries(path: Path, today: Callable[[], date] = date.today, keeping: Keeping | None = None) -> Queries:
    """Open the log at `path` for questions. `today` tells what is due; `keeping` that it is the file of a session.
    Raises `LogUnavailable`.

    Loads SQLAlchemy: call it on a lane, not on the thread that paints.
    """
    from ascertain.app.calendars import KnownCalendars
    from ascertain.store.queries import Queries as StoreQueries

    return StoreQueries(path, today, keeping, KnownCalendars())
