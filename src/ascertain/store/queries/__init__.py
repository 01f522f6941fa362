"""The one door for questions to a log: a read-only connection and everything that can be asked on it."""

from __future__ import annotations

from ascertain.store.queries.documents import DocumentQueries
from ascertain.store.queries.duplicates import DuplicateQueries
from ascertain.store.queries.finding import FindingQueries
from ascertain.store.queries.incidents import IncidentQueries
from ascertain.store.queries.incoming import IncomingQueries
from ascertain.store.queries.keeping import KeepingQueries
from ascertain.store.queries.library import LibraryQueries
from ascertain.store.queries.many import ManyQueries
from ascertain.store.queries.outgoing import OutgoingQueries
from ascertain.store.queries.purging import PurgingQueries
from ascertain.store.queries.review import ReviewQueries


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
):
    """Answers to questions about a log, as frozen values. One thread at a time asks; `interrupt` and `close` may
    come from any.

    Every question fails with `LogUnavailable` where the surroundings are at fault, and with an error of the database
    for which
    `store.failures.is_interruption` is true after `interrupt`.
    """
