"""One change by the user while it is being made: every row that passes is journaled as it was and as it became."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import delete as sql_delete
from sqlalchemy import update as sql_update

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message
from ascertain.domain.times.reckoning import Calendars
from ascertain.store import drafts, indexing, journal
from ascertain.store.engine import insert_row, insert_rows
from ascertain.store.follows import follows_from
from ascertain.store.journal import Change
from ascertain.store.providers import Ids
from ascertain.store.row_shapes import IDENTIFYING, UNFILLED, Values
from ascertain.store.schema import table
from ascertain.store.sparing import Sparing
from ascertain.store.touching import Touched


class Operation:
    """One change by the user while it is being made. After the door has closed, `number` is its id, or 0 where nothing
    changed."""

    def __init__(
        self,
        core: Connection,
        kind: str,
        label: Message,
        reason: str,
        at: int,
        ids: Ids,
        calendars: Calendars,
        conduct: Conduct,
        head: Callable[[Operation], Values],
    ) -> None:
        self.core = core
        self._head = head
        self.kind = kind
        self.label = label
        self.reason = reason
        self.at = at
        self.ids = ids
        self.calendars = calendars
        self.conduct = conduct
        self.expected = 0
        """How many incidents, or rows of an undo, it is about, where that is known: half of the work is to write them,
        the other half to compute what follows."""
        self.reverses: int | None = None
        self.number = 0
        self.changes: list[Change] = []
        self.streamed = 0
        """Rows whose images went to the journal already (`stream`, `let_go`): they are not in `changes`."""
        self._journaled = 0
        self.begun: int | None = None
        """Its id, where it stands in the journal before all of its changes do."""
        self._sparing = Sparing(core)
        self.touched = Touched()
        self.settled = False
        self.followed = False
        """Whether times moved along with a record from which they are told."""
        self.at_the_end: list[Callable[[int], None]] = []
        """Called with the number of the operation once it is in the journal, within the transaction."""

    def pause(self, done: int) -> None:
        """Say between two batches that `done` of what is expected are written. Raises `Cancelled`."""
        self.conduct.tell(min(done, self.expected), 2 * self.expected)

    def finishing(self, done: int, total: int) -> None:
        """The same while what follows is computed: `done` of `total` incidents."""
        share = self.expected * done // total if total and self.expected else 0
        self.conduct.tell(self.expected + share, 2 * self.expected)

    def insert(self, name: str, values: Values, row_id: int | None = None) -> int:
        """Add a row and return its id (`row_id` where given)."""
        given = dict(values) if row_id is None else {**values, "id": row_id}
        new_id = insert_row(self.core, table(name), {**UNFILLED.get(name, {}), **given})
        self._note(Change(name, new_id, None, journal.image(name, values)))
        return new_id

    def update(self, name: str, row_id: int, values: Values) -> bool:
        """Change a row where `values` differ from it; False where they do not. Raises KeyError where there is no such
        row."""
        current = self.row(name, row_id)
        if current is None:
            raise KeyError((name, row_id))
        new = {column: value for column, value in values.items() if current[column] != value}
        if not new:
            return False
        target = table(name)
        self.core.execute(sql_update(target).where(target.c.id == row_id), new)
        context = {column: current[column] for column in IDENTIFYING.get(name, ())}
        before = context | {column: current[column] for column in new}
        self._note(Change(name, row_id, journal.image(name, before), journal.image(name, context | new)))
        return True

    def update_all(self, name: str, row_ids: Iterable[int], values: Values) -> set[int]:
        """Give many rows the same `values`; returns the ids of those that differed."""
        target = table(name)
        wanted = tuple(values.values())
        context = IDENTIFYING.get(name, ())
        columns = tuple(dict.fromkeys((*values, *context)))
        asked = [target.c.id, *(target.c[column] for column in columns)]
        changed: set[int] = set()
        images: dict[tuple[Any, ...], Values] = {}
        for batch in Touched.batches(row_ids):
            self.pause(len(self.touched.changed))
            rows = self.core.execute(select(*asked).where(target.c.id.in_(batch))).all()
            differing = [row for row in rows if row[1 : 1 + len(wanted)] != wanted]
            ids = [row[0] for row in differing]
            if ids:
                self.core.execute(sql_update(target).where(target.c.id.in_(ids)).values(dict(values)))
            held = ((row[0], dict(zip(columns, row[1:], strict=True))) for row in differing)
            self._note_all([self._given(name, row_id, old, values, images) for row_id, old in held])
            changed.update(ids)
        return changed

    def _given(self, name: str, row_id: int, old: Values, values: Values, images: dict[Any, Values]) -> Change:
        """A row that was given `values`. Rows of one kind share the image of what they hold now, so that it is
        written as text once (`journal.write`)."""
        changed = {column: old[column] for column, value in values.items() if old[column] != value}
        known = {column: old[column] for column in IDENTIFYING.get(name, ()) if column not in changed}
        shape = (*changed, *known.values())
        after = images.get(shape)
        if after is None:
            new = {column: values[column] for column in changed}
            after = images[shape] = journal.image(name, known | new)
        return Change(name, row_id, journal.image(name, known | changed), after)

    def delete(self, name: str, row_id: int) -> None:
        """Take a row away. Raises KeyError where there is no such row."""
        current = self.row(name, row_id)
        if current is None:
            raise KeyError((name, row_id))
        self._note(Change(name, row_id, journal.image(name, current), None))
        target = table(name)
        self.core.execute(sql_delete(target).where(target.c.id == row_id))

    def erase(self, name: str, row_ids: Iterable[int]) -> None:
        """Take rows away without an image of them: the journal keeps no more than that they went. For a purge alone
        (`store.purging`), which takes what hangs on a row before the row."""
        target = table(name)
        for batch in Touched.batches(row_ids):
            for row in self.core.execute(select(target).where(target.c.id.in_(batch))).mappings().all():
                gone = Change(name, row["id"], None, None)
                self.changes.append(gone)
                self.touched.note(self.core, replace(gone, before=dict(row)))
            self.core.execute(sql_delete(target).where(target.c.id.in_(batch)))

    def insert_all(self, name: str, rows: Sequence[Values], row_ids: Sequence[int] = ()) -> list[int]:
        """Add many rows, all with the same columns; returns their ids (`row_ids` where given)."""
        if not rows:
            return []
        ids = list(row_ids)
        if not ids:
            # The first says which id comes next; nobody else writes meanwhile.
            first = self.insert(name, rows[0])
            ids = list(range(first, first + len(rows)))
            rows = rows[1:]
        added = ids[-len(rows) :] if rows else []
        unfilled = UNFILLED.get(name, {})
        columns = tuple(dict.fromkeys((*unfilled, *(rows[0] if rows else ()))))
        full = ({**unfilled, **row} for row in rows)
        values = [(row_id, *(row[each] for each in columns)) for row_id, row in zip(added, full, strict=True)]
        if values:
            insert_rows(self.core, table(name), ("id", *columns), values)
        new = zip(added, rows, strict=True)
        self._note_all([Change(name, row_id, None, journal.image(name, row)) for row_id, row in new])
        return ids

    def begin(self) -> int:
        """Let it stand in the journal already, so that rows and images can name it; returns its id. What refers to it
        is looked at row by row: with that put off, SQLite would search, for each row, who waits for it."""
        if self.begun is None:
            self.begun = journal.begin(self.core, self._head(self))
        return self.begun

    def end(self) -> int:
        """Let it stand in the journal under the label that it has now; returns its id."""
        if self.begun is None:
            return self.begin()
        journal.end(self.core, self.begun, journal.write_message(self.label))
        return self.begun

    def next_id(self, name: str) -> int:
        """The id that the next row of a table gets, as long as nobody else writes."""
        last = self.core.exec_driver_sql("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,)).scalar()
        return 1 if last is None else int(last) + 1

    def stream(
        self,
        name: str,
        columns: Sequence[str],
        rows: Sequence[tuple[Any, ...]],
        images: Sequence[str],
        owners: Iterable[int] = (),
    ) -> None:
        """Add many new rows with their ids (the first of `columns`), and their images straight to the journal: a large
        import is never whole in memory.

        Nothing may show them yet, and whoever streams incidents brings what follows from them: the derived columns,
        version and stamp in their rows, and what they are found by (`stream_found`). `owners` are the incidents that
        were there before and to which the rows belong.
        """
        if not rows:
            return
        number, ids = self.begin(), [row[0] for row in rows]
        self.journal_pending()
        insert_rows(self.core, table(name), columns, rows)
        journal.write_made(self.core, number, name, zip(ids, images, strict=True))
        self.streamed += len(rows)
        self.touched.tables.add(name)
        self.touched.shapes.add((name, None))
        if name == "document":
            self.touched.documents.update(ids)
        if name == "incident":
            self.touched.changed.update(ids)
            self.touched.shown.update(ids)
        self.touched.own(owners, follows_from(name, None, {}))

    def stream_found(self, entries: Sequence[tuple[Any, ...]]) -> None:
        """Bring into the search index what streamed incidents are found by."""
        indexing.add(self.core, entries)

    def spare_indexes(self, rows: int) -> None:
        """Before so many new incidents are streamed: put off what is quicker done at the end."""
        self._sparing.begin(rows)

    def build_indexes(self) -> None:
        """Build what was left out. The door sees to it at the latest."""
        self._sparing.end()

    def journal_pending(self) -> None:
        """Bring to the journal what of `changes` is not there yet: what is made later may stand on it."""
        if self._journaled < len(self.changes):
            journal.write_changes(self.core, self.begin(), self.changes[self._journaled :])
            self._journaled = len(self.changes)

    def let_go(self) -> None:
        """Bring `changes` to the journal and keep none of them: for an undo, which may be of a million rows."""
        self.journal_pending()
        self.streamed += len(self.changes)
        self.changes.clear()
        self._journaled = 0

    @property
    def left_to_journal(self) -> Sequence[Change]:
        """The changes that are not in the journal yet."""
        return self.changes[self._journaled :] if self._journaled else self.changes

    def delete_all(self, name: str, row_ids: Iterable[int]) -> None:
        """Take rows away; ids without a row are passed over."""
        target = table(name)
        columns = [each.name for each in target.c]
        at = columns.index("id")
        for batch in Touched.batches(row_ids):
            self.pause(len(self.touched.changed))
            found = self.core.execute(select(target).where(target.c.id.in_(batch))).all()
            held = ((row[at], dict(zip(columns, row, strict=True))) for row in found)
            self._note_all([Change(name, row_id, journal.image(name, row), None) for row_id, row in held])
            self.core.execute(sql_delete(target).where(target.c.id.in_(batch)))

    def update_each(self, name: str, rows: Mapping[int, Values]) -> set[int]:
        """Give each row values of its own, all of the same columns; returns the ids of those that differed. Ids without
        a row are passed over."""
        columns = tuple(next(iter(rows.values()), ()))
        target, context = table(name), IDENTIFYING.get(name, ())
        asked = tuple(dict.fromkeys((*columns, *context)))
        marks = ", ".join(f"{column} = ?" for column in columns)
        changed: set[int] = set()
        for batch in Touched.batches(rows):
            self.pause(len(self.touched.changed))
            query = select(target.c.id, *(target.c[column] for column in asked)).where(target.c.id.in_(batch))
            written: list[tuple[Any, ...]] = []
            notes: list[Change] = []
            for row_id, *held in self.core.execute(query):
                old, new = dict(zip(asked, held, strict=True)), rows[row_id]
                if any(old[column] != new[column] for column in columns):
                    written.append((*(new[column] for column in columns), row_id))
                    notes.append(self._given(name, row_id, old, new, {}))
            if written:
                self.core.exec_driver_sql(f"UPDATE {target.name} SET {marks} WHERE id = ?", written)
                self._note_all(notes)
                changed.update(row[-1] for row in written)
        return changed

    def put_back(self, changes: Sequence[Change]) -> None:
        """Give rows that stand as these changes left them what the changes found: all of one table, each row once, all
        with the same columns."""
        name, columns = changes[0].table, tuple(changes[0].before or ())
        marks = ", ".join(f"{column} = ?" for column in columns)
        values = [(*((each.before or {})[column] for column in columns), each.row_id) for each in changes]
        # As text and tuples, as in `deriving`: a bulk edit has a hundred thousand rows.
        self.core.exec_driver_sql(f"UPDATE {table(name).name} SET {marks} WHERE id = ?", values)
        self._note_all([Change(name, each.row_id, each.after, each.before) for each in changes])

    def count_on(self, counter: str) -> int:
        """The next number of a counter of the log. Counters stand beside the journal: what is undone keeps its number,
        so that no number is given twice."""
        info = table("log_info")
        last = self.core.execute(select(info.c.value).where(info.c.key == counter)).scalar()
        number = int(last or 0) + 1
        if last is None:
            self.core.execute(info.insert(), {"key": counter, "value": str(number)})
        else:
            self.core.execute(sql_update(info).where(info.c.key == counter).values(value=str(number)))
        return number

    def settle(self, draft_uid: str) -> None:
        """Take away the draft of what is being saved: with this operation, or, where it fails, not at all."""
        if draft_uid:
            self.settled = drafts.take_away(self.core, draft_uid) or self.settled

    def count_from(self, counter: str, number: int) -> None:
        """Let a counter go on from `number`, which was given elsewhere, unless it is past it."""
        info = table("log_info")
        last = self.core.execute(select(info.c.value).where(info.c.key == counter)).scalar()
        if last is None:
            self.core.execute(info.insert(), {"key": counter, "value": str(number)})
        elif int(last) < number:
            self.core.execute(sql_update(info).where(info.c.key == counter).values(value=str(number)))

    def changed(self, name: str, column: str) -> bool:
        """Whether this operation gave `column` of a row that was there another value."""
        return any(
            each.table == name and each.before is not None and column in (each.after or ()) for each in self.changes
        )

    def row(self, name: str, row_id: int) -> dict[str, Any] | None:
        """The row as it stands now, or None."""
        target = table(name)
        found = self.core.execute(select(target).where(target.c.id == row_id)).mappings().first()
        return None if found is None else dict(found)

    def _note(self, change: Change) -> None:
        self.changes.append(change)
        self.touched.note(self.core, change)

    def _note_all(self, changes: Sequence[Change]) -> None:
        self.changes.extend(changes)
        self.touched.note_all(self.core, changes)
