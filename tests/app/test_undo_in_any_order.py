"""Commands, undo, redo and restarts in any order: the log is always what the journal says, and undo brings back what
was."""

from __future__ import annotations

import json
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import (
    Command,
    EditIncident,
    KeepEntry,
    KeepView,
    LinkIncidents,
    LogIncident,
    Redo,
    RemoveEntry,
    SetFollowUp,
    SetStatus,
    TagIncidents,
    TrashIncidents,
    Undo,
)
from ascertain.app.session import LogSession, create_session
from ascertain.domain.codes import LinkType, Role, Stance, Status
from ascertain.domain.problems import Refused
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Assertion,
    Figure,
    IncidentContent,
    Link,
    NamedRef,
    Place,
    SavedView,
    Source,
    Statement,
)
from ascertain.domain.rows import Shelf
from ascertain.store.connection import open_reader
from ascertain.store.schema import DERIVED, STAMPS, metadata
from tests.app.conftest import CountedIds, SetClock

Image = dict[str, dict[int, dict[str, Any]]]
_BESIDE_THE_JOURNAL = {
    "operation", "change", "operation_incident", "log_info", "code", "attachment",
    "draft", "tombstone", "scrubbed_operation",
}  # fmt: skip
TABLES = [name for name in metadata.tables if name not in _BESIDE_THE_JOURNAL]

names = st.sampled_from(["Alpha", "alpha", "Beta", "Gamma", "دلتا"])
refs = names.map(NamedRef)
titles = st.sampled_from(["Drone", "Rocket at night", "صاروخ", "Nothing"])
tags = st.lists(st.sampled_from(["one", "two", "One", "three"]), max_size=3).map(tuple)
figures = st.sampled_from([Figure(), Figure.exactly(0), Figure(1, 2, 5), Figure(unknown=True)])
statements = st.builds(
    Statement,
    source=refs,
    stance=st.sampled_from(Stance),
    origin=st.none() | refs,
    quote=st.sampled_from(["", "so they say"]),
    assertions=st.sampled_from([(), (Assertion("munitions", value="2", adopted=True),)]),
)
contents = st.builds(
    IncidentContent,
    title=titles,
    place=st.none() | refs,
    munitions=figures,
    killed_civilian=figures,
    killed_unknown=figures,
    actors=st.lists(st.builds(ActorInRole, refs, st.sampled_from(Role)), max_size=2).map(tuple),
    statements=st.lists(statements, max_size=3).map(tuple),
    tags=tags,
    status=st.sampled_from(Status),
)
picks = st.integers(0, 5)


class AnyOrder(RuleBasedStateMachine):
    """`undoable` and `redoable` hold the images of the log from before each operation, as a model of what undo must
    bring back."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.path = Path(self._folder.name) / "log.ascertain"
        self.clock, self.ids = SetClock(), CountedIds()
        self.undoable: list[Image] = []
        self.redoable: list[Image] = []
        self.highest = 0

    @initialize()
    def make(self) -> None:
        self.session = create_session(self.path, vocabularies=shipped_vocabularies(), clock=self.clock, ids=self.ids)
        self.connection = open_reader(self.path)

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.connection.close()
            self.session.close()
        self._folder.cleanup()

    # what the log holds

    def image(self) -> Image:
        held: Image = {}
        for name in TABLES:
            left_out = DERIVED | STAMPS if name == "incident" else frozenset()
            cursor = self.connection.execute(f"SELECT * FROM {name}")
            columns = [column[0] for column in cursor.description]
            rows = (dict(zip(columns, row, strict=True)) for row in cursor)
            held[name] = {row["id"]: {c: v for c, v in row.items() if c not in left_out} for row in rows}
        return held

    def ids_of(self, name: str) -> list[int]:
        return [row[0] for row in self.connection.execute(f"SELECT id FROM {name} ORDER BY id")]

    def pick(self, name: str, which: int) -> int | None:
        there = self.ids_of(name)
        return there[which % len(there)] if there else None

    def run(self, command: Command) -> None:
        before = self.image()
        try:
            changed = self.session.ledger.run(command).result()
        except Refused:
            assert self.image() == before, "a refused command changes nothing"
            return
        if changed.operation:
            self.undoable.append(before)
            self.redoable.clear()
        else:
            assert self.image() == before

    # what a person does

    @rule(content=contents)
    def log(self, content: IncidentContent) -> None:
        self.run(LogIncident(content))

    @rule(which=picks, content=contents, keep=st.booleans())
    def edit(self, which: int, content: IncidentContent, keep: bool) -> None:
        incident_id = self.pick("incident", which)
        if incident_id is None:
            return
        reader = self.session.reader()
        with closing(reader):
            current = reader.ask(lambda queries: queries.incident(incident_id)).result()
        assert current is not None
        if keep:
            content = replace(content, statements=(*current.content.statements[1:], *content.statements))
        self.run(EditIncident(incident_id, current.version, content))

    @rule(which=picks, status=st.sampled_from(Status))
    def settle(self, which: int, status: Status) -> None:
        self.run(SetStatus(tuple(self.ids_of("incident")[: which + 1]), status, "because"))

    @rule(which=picks, on=st.sampled_from([None, date(2024, 1, 1)]))
    def look_again(self, which: int, on: date | None) -> None:
        self.run(SetFollowUp(tuple(self.ids_of("incident")[: which + 1]), on))

    @rule(add=tags, remove=tags)
    def tag(self, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
        self.run(TagIncidents(tuple(self.ids_of("incident")), add, remove))

    @rule(which=picks)
    def trash(self, which: int) -> None:
        self.run(TrashIncidents(tuple(self.ids_of("incident")[which : which + 2])))

    @rule(which=picks, other=picks, kind=st.sampled_from(LinkType))
    def link(self, which: int, other: int, kind: LinkType) -> None:
        ends = self.pick("incident", which), self.pick("incident", other)
        if ends[0] is not None and ends[1] is not None:
            self.run(LinkIncidents(ends[0], Link(kind, ends[1])))

    @rule(name=names, other=names, which=picks, kind=st.sampled_from([Source, Actor, Place]), new=st.booleans())
    def keep_entry(self, name: str, other: str, which: int, kind: Any, new: bool) -> None:
        entry_id = None if new else self.pick(kind.__name__.lower(), which)
        self.run(KeepEntry(kind(name, country="IQ", names=(AlternateName(other),), id=entry_id)))

    @rule(which=picks, shelf=st.sampled_from(Shelf))
    def remove_entry(self, which: int, shelf: Shelf) -> None:
        self.run(RemoveEntry(shelf, self.pick(shelf.value, which) or 99))

    @rule(name=names)
    def keep_view(self, name: str) -> None:
        self.run(KeepView(SavedView(name, "status:claimed")))

    @precondition(lambda self: self.undoable)
    @rule()
    def undo(self) -> None:
        now = self.image()
        self.session.ledger.run(Undo()).result()
        assert self.image() == self.undoable.pop()
        self.redoable.append(now)

    @precondition(lambda self: self.redoable)
    @rule()
    def redo(self) -> None:
        now = self.image()
        self.session.ledger.run(Redo()).result()
        assert self.image() == self.redoable.pop()
        self.undoable.append(now)

    @rule()
    def restart(self) -> None:
        self.session.close()
        self.session = LogSession.open(self.path, clock=self.clock, ids=self.ids)

    # what is always so

    @invariant()
    def undo_and_redo_are_offered_where_there_is_something(self) -> None:
        if hasattr(self, "session"):
            state = self.session.ledger.undo_state().result()
            assert (state.undo is not None, state.redo is not None) == (bool(self.undoable), bool(self.redoable))

    @invariant()
    def the_journal_tells_how_the_log_came_to_be(self) -> None:
        if not hasattr(self, "session"):
            return
        told: Image = {name: {} for name in TABLES}
        for name, row_id, after in self.connection.execute("SELECT table_name, row_id, after FROM change ORDER BY id"):
            if after is None:
                del told[name][row_id]
            else:
                told[name][row_id] = {**told[name].get(row_id, {}), "id": row_id, **json.loads(after)}
        assert told == self.image()

    @invariant()
    def what_is_derived_and_indexed_follows_from_the_rows(self) -> None:
        if not hasattr(self, "session"):
            return
        ask = self.connection.execute
        counted = "SELECT count(*) FROM statement_incident s WHERE s.incident_id = i.id"
        assert ask(f"SELECT count(*) FROM incident i WHERE statements <> ({counted})").fetchone() == (0,)
        country = "SELECT country FROM place p WHERE p.id = i.place_id"
        assert ask(f"SELECT count(*) FROM incident i WHERE country IS NOT ({country})").fetchone() == (0,)
        assert self.ids_of("incident") == [row[0] for row in ask("SELECT rowid FROM incident_search ORDER BY rowid")]
        assert ask("PRAGMA foreign_key_check").fetchall() == []

    @invariant()
    def versions_only_grow(self) -> None:
        if hasattr(self, "session"):
            (newest,) = self.connection.execute("SELECT coalesce(max(version), 0) FROM incident").fetchone()
            (last,) = self.connection.execute("SELECT coalesce(max(id), 0) FROM operation").fetchone()
            assert newest <= last
            assert last >= self.highest
            self.highest = last


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
