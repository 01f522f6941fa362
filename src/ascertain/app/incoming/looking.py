"""What an import of rows would do: a dry run, which changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ascertain.app.incoming.file_rows import FileRows, Incoming
from ascertain.app.incoming.planned import Planned
from ascertain.app.incoming.planning import Planner
from ascertain.app.incoming.planning_told import plan_assertions, plan_links, plan_statements
from ascertain.app.incoming.tally import Tally
from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.outcome import Choice, Look
from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Standing

if TYPE_CHECKING:
    from ascertain.app.incoming.staged import Staged
    from ascertain.app.queries import Queries
    from ascertain.app.session import LogSession
    from ascertain.domain.incoming.mapping import Mapping

AT_ONCE = 500
"""Rows that are planned between two looks at whether it is still wanted."""


def look(session: LogSession, staged: Staged, mapping: Mapping, conduct: Conduct | None = None) -> Look:
    """How the rows of a file stand to the log. Waits: call it on a thread of its own.

    Raises `LogUnavailable`, `Cancelled`, and OSError where the disk has no room for what is listed.
    """
    return look_at_rows(session, FileRows(staged, mapping, session.fields, session.vocabularies), conduct)


def look_at_rows(session: LogSession, incoming: Incoming, conduct: Conduct | None = None) -> Look:
    """The same for rows from wherever."""
    conduct = conduct or Conduct()
    reader = session.reader()

    def answer(queries: Queries) -> Look:
        planner = Planner(queries.asked(), incoming, session.fields, session.vocabularies, Choice())
        tally, done = Tally(incoming.mapping.profile), 0
        for _, batch in planned(planner):
            planner.codes.note(batch)
            tally.add(batch, planner.targets)
            done += len(batch)
            conduct.tell(min(done, incoming.total), incoming.total)
        found = tally.look()
        if found.takes_something:
            tally.note_made(planner.codes.new_fields, planner.codes.told)
        return tally.look()

    try:
        return reader.ask(answer).result()
    finally:
        reader.close()


def planned(planner: Planner) -> Iterator[tuple[RecordKind, list[Planned]]]:
    """All rows, batch by batch in the order in which they can be written. What was found of a batch must be written
    before the next one is asked for, where it is written at all."""
    for kind in planner.incoming.kinds():
        rows = planner.incoming.rows(kind)
        while batch := list(islice(rows, AT_ONCE)):
            read = [each for each in batch if isinstance(each, IncomingRow)]
            refused = [
                Planned(kind, each[0].spot, Standing.REFUSED, refusals=each)
                for each in batch
                if isinstance(each, tuple)
            ]
            yield kind, [*refused, *_plan(planner, kind, read)]


def _plan(planner: Planner, kind: RecordKind, rows: list[IncomingRow]) -> Iterator[Planned]:
    if not rows:
        return
    match kind:
        case RecordKind.INCIDENT:
            yield from planner.plan_incidents(rows)
        case RecordKind.STATEMENT:
            yield from plan_statements(planner, rows)
        case RecordKind.ASSERTION:
            yield from plan_assertions(planner, rows)
        case RecordKind.LINK:
            yield from plan_links(planner, rows)
        case _:
            yield from planner.plan_entries(kind, rows)
