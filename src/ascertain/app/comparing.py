"""Incidents that this log and another one both have, compared cell by cell."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ascertain.app.commands import ImportRecords
from ascertain.app.folders import LOG_SUFFIX
from ascertain.app.incoming.log_rows import LogRows
from ascertain.app.queries import open_queries
from ascertain.app.session import LogSession, create_session
from ascertain.domain.conduct import Conduct
from ascertain.store.untrusted.overlap import common_rows

if TYPE_CHECKING:
    from ascertain.domain.vocabulary import Code
    from ascertain.store.untrusted.records import OtherLog


@dataclass(frozen=True, slots=True)
class _Common:
    """Of the records of another log those that this one has too, with what belongs to them."""

    log: OtherLog
    own: Path

    @property
    def codes(self) -> Mapping[str, Mapping[str, Code]]:
        """See `Records.codes`."""
        return self.log.codes

    @property
    def expected(self) -> int:
        """See `Records.expected`."""
        return 0

    def rows(self) -> Iterable[tuple[str, dict[str, Any]]]:
        """See `Records.rows`."""
        return common_rows(self.own, self.log)


@contextmanager
def rows_in_common(session: LogSession, other: OtherLog, conduct: Conduct) -> Iterator[LogRows]:
    """What another log has of the incidents that both have, as rows; kept beside for as long as they are wanted.

    Nobody trusts the other log: its rows are sifted into a new one, and that is asked. Raises `LogUnavailable` and
    `Cancelled`.
    """
    room = Path(tempfile.mkdtemp(prefix="ascertain-compared-"))
    try:
        path = room / f"compared{LOG_SUFFIX}"
        made = create_session(path, vocabularies=session.vocabularies, clock=session.clock, ids=session.ids)
        with closing(made):
            common = _Common(other, session.path)
            made.ledger.run(ImportRecords("", common, Conduct(cancelled=conduct.cancelled))).result()
        with closing(open_queries(path)) as queries:
            yield LogRows(queries, queries.order(None), session.fields)
    finally:
        shutil.rmtree(room, ignore_errors=True)
