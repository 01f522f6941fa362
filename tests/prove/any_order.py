"""Commands, undo, redo and restarts in any order: undo brings back what was, redo what was undone, and from the journal
alone come the tables."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import Command, Redo, Undo
from ascertain.app.session import LogSession, create_session
from ascertain.domain.conduct import Conduct
from ascertain.domain.problems import Refused
from ascertain.store.attachment_files import store_file
from ascertain.store.connection import open_reader
from ascertain.store.replaying import Image, journal_faults, journaled_row, journaled_tables, replay
from tests.prove.any_deeds import DEEDS, Ground
from tests.prove.figure import Figure, exactly
from tests.prove.other_records import other_records

Key = tuple[str, int]
Delta = dict[Key, Image | None]
"""Rows as they were before an operation."""

_MOODS = ((0.85, 0.10, 0.05), (0.45, 0.35, 0.20), (0.10, 0.80, 0.10), (0.40, 0.25, 0.35))
_LIKELY = (6, 2, 1, 1)
"""How often a person goes on, undoes and redoes; the mood lasts a while, so that there are long ways back."""
_MOST_TOLD = 5
_UNLIKE = "the log is not as before"


def run(folder: Path, *, operations: int, seed: int = 1, whole: int = 500) -> Iterator[Figure]:
    """Carry out so many operations, undo and redo among them, then undo all that stands and replay the journal. After
    every `whole` of them the whole log is held against the model, else the rows that were touched."""
    with closing(AnyOrder(folder)) as log:
        draw = random.Random(seed)
        mood = _MOODS[0]
        while log.done.total() < operations:
            if draw.random() < 0.02:
                (mood,) = draw.choices(_MOODS, _LIKELY)
            before = log.done.total()
            log.take(draw.choices(("do", "undo", "redo"), mood)[0], draw)
            if draw.random() < 0.002:
                log.restart()
            if before < log.done.total() and log.done.total() % whole == 0:
                log.look_at_all()
        undone = log.undo_all()
        log.look_at_all()
        kinds = ", ".join(f"{count} {kind}" for kind, count in log.done.most_common())
        told = "; ".join(log.faults[:_MOST_TOLD])
        yield exactly("operations", log.done.total(), operations, f"{kinds}; refused {log.refused}")
        yield exactly("undos, redos and whole logs that were not as before", len(log.faults), 0, told)
        yield exactly(
            "rows that differ from the start after undoing all", log.differing_from_start(), 0, f"{undone} undone"
        )
        yield exactly("rows that differ between tables and replayed journal", log.differing_from_replay(), 0)
        with closing(open_reader(log.path)) as connection:
            broken = [str(each) for each in journal_faults(connection)]
        yield exactly("faults in the chain of images", len(broken), 0, "; ".join(broken[:_MOST_TOLD]))


class AnyOrder:
    """A log, and a model of it: its tables, and for each operation that can be undone or redone what it must bring
    back."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "any.ascertain"
        self.session = create_session(self.path, vocabularies=shipped_vocabularies())
        self._reader = self.session.reader()
        self.connection = open_reader(self.path)
        self.tables = journaled_tables(self.connection)
        self.start = journaled_tables(self.connection)
        self.undoable: list[Delta] = []
        self.redoable: list[Delta] = []
        self.faults: list[str] = []
        self.done: Counter[str] = Counter()
        self.refused = 0
        self._files = tuple(self._stored(folder, name) for name in ("photo", "page"))

    def take(self, what: str, draw: random.Random) -> None:
        """Go on, undo or redo; nothing where there is nothing to undo or redo."""
        if what == "do":
            self.do(draw.choice(tuple(DEEDS)), draw)
        elif what == "undo" and self.undoable:
            self.turn_back(Undo(), self.undoable, self.redoable)
        elif what == "redo" and self.redoable:
            self.turn_back(Redo(), self.redoable, self.undoable)

    def do(self, name: str, draw: random.Random) -> None:
        """Do one thing. What is refused changes nothing."""
        ground = Ground(
            self.tables,
            self._ask,
            self.connection,
            self.session.vocabularies,
            self.session.fields,
            self._files,
            other_records(),
        )
        command = DEEDS[name](ground, draw)
        if command is None:
            return
        last = self._last_operation()
        try:
            changed = self.session.ledger.run(command).result()
        except Refused:
            self.refused += 1
            self._hold(self._last_operation() == last, f"{name} was refused and wrote all the same")
            return
        if changed.operation:
            self.undoable.append(self._follow(changed.operation))
            self.redoable.clear()
            self.done[name] += 1

    def turn_back(self, command: Command, taken: list[Delta], given: list[Delta]) -> None:
        """Undo or redo, and see that every row touched is as the model says that it was."""
        changed = self.session.ledger.run(command).result()
        expected = taken.pop()
        before = self._follow(changed.operation)
        given.append({key: before.get(key, row) for key, row in expected.items()})
        for key, row in expected.items():
            self._hold(self._row(key) == row, f"after {changed.label} row {key} is not as before")
        for key in before.keys() - expected.keys():
            self._hold(self._row(key) == before[key], f"{changed.label} touched row {key}")
        self.done[type(command).__name__.lower()] += 1

    def undo_all(self) -> int:
        """Undo until nothing is left; returns how many operations that were."""
        count = 0
        while self.undoable:
            self.turn_back(Undo(), self.undoable, self.redoable)
            self.done["undo"] -= 1
            count += 1
        self._hold(self.session.ledger.undo_state().result().undo is None, "something is left to undo")
        return count

    def restart(self) -> None:
        """Close the log and open it again."""
        self.session.close()
        self.session = LogSession.open(self.path)
        self._reader = self.session.reader()

    def look_at_all(self) -> None:
        """Hold the whole log against the model, and what is derived and offered against the rows."""
        self._hold(journaled_tables(self.connection) == self.tables, _UNLIKE)
        state = self.session.ledger.undo_state().result()
        offered = (state.undo is not None, state.redo is not None)
        self._hold(offered == (bool(self.undoable), bool(self.redoable)), f"undo and redo are offered as {offered}")
        ask = self.connection.execute
        counted = "SELECT count(*) FROM statement_incident s WHERE s.incident_id = i.id"
        country = "SELECT country FROM place p WHERE p.id = i.place_id"
        for unlike in (f"statements <> ({counted})", f"country IS NOT ({country})"):
            self._hold(ask(f"SELECT count(*) FROM incident i WHERE {unlike}").fetchone() == (0,), f"derived: {unlike}")
        indexed = [row[0] for row in ask("SELECT rowid FROM incident_search ORDER BY rowid")]
        self._hold(indexed == sorted(self.tables["incident"]), "the search index has other incidents")
        self._hold(ask("PRAGMA foreign_key_check").fetchall() == [], "a reference is broken")
        (newest,) = ask("SELECT coalesce(max(version), 0) FROM incident").fetchone()
        self._hold(newest <= self._last_operation(), "a version comes from nowhere")

    def differing_from_start(self) -> int:
        """How many rows are not as they were when the log was made."""
        return _differing(journaled_tables(self.connection), self.start)

    def differing_from_replay(self) -> int:
        """How many rows the journal alone tells otherwise; it begins with the code lists that came with the log."""
        return _differing(journaled_tables(self.connection), replay(self.connection, {"code": self.start["code"]}))

    def close(self) -> None:
        """Let go of the log."""
        self.connection.close()
        self.session.close()

    def _follow(self, operation: int) -> Delta:
        """Read the rows that an operation touched into the model; returns what they were."""
        query = "SELECT DISTINCT table_name, row_id FROM change WHERE operation_id = ?"
        before: Delta = {}
        for name, row_id in self.connection.execute(query, (operation,)).fetchall():
            rows = self.tables[name]
            before[name, row_id] = rows.get(row_id)
            now = journaled_row(self.connection, name, row_id)
            if now is None:
                rows.pop(row_id, None)
            else:
                rows[row_id] = now
        return before

    def _row(self, key: Key) -> Image | None:
        return self.tables[key[0]].get(key[1])

    def _ask(self, question: Any) -> Any:
        return self._reader.ask(question).result()

    def _hold(self, met: bool, fault: str) -> None:
        if not met:
            self.faults.append(fault)

    def _last_operation(self) -> int:
        return int(self.connection.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()[0])

    def _stored(self, folder: Path, name: str) -> Any:
        source = folder / f"{name}.txt"
        source.write_text(name, encoding="utf-8")
        return store_file(self.path, source, Conduct())


def _differing(one: dict[str, dict[int, Image]], other: dict[str, dict[int, Image]]) -> int:
    return sum(
        one[name].get(row_id) != other[name].get(row_id) for name in one for row_id in {*one[name], *other[name]}
    )
