from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from ascertain.app.commands import (
    EditIncident,
    KeepEntry,
    MergeEntries,
    Redo,
    SetStatus,
    Undo,
)
from ascertain.domain.codes import Status
from ascertain.domain.messages import say
from ascertain.domain.records import IncidentContent, NamedRef, Place
from ascertain.domain.rows import Shelf
from ascertain.store.engine import core_connection, insert_row
from ascertain.store.journal import next_redo, next_undo
from ascertain.store.messages_json import write_message
from ascertain.store.schema import table
from tests.app.contents import logged, refusal


@contextmanager
def empty_journal() -> Iterator[Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection, core_connection(connection) as core:
        for name in ("operation", "scrubbed_operation"):
            table(name).create(core)
        yield core


def written(core: Connection, kind: str, reverses: int | None) -> int:
    head = {"uid": uuid.uuid4().hex, "kind": kind, "label": write_message(say("Edit")), "reason": "", "author": ""}
    return insert_row(core, table("operation"), {**head, "at": 0, "reverses": reverses})


def test_undo_and_redo_survive_a_restart(log: Any) -> None:
    incident_id = logged(log)
    log.run(SetStatus((incident_id,), Status.CONFIRMED, "seen"))
    log.reopen()
    assert str(log.session.ledger.undo_state().result().undo) == "Set status of 2023-0001"
    assert str(log.run(Undo()).label) == "Undo: Set status of 2023-0001"
    assert log.incident(incident_id).content.status is Status.UNCONFIRMED
    log.reopen()
    assert str(log.session.ledger.undo_state().result().redo) == "Set status of 2023-0001"
    assert str(log.run(Redo()).label) == "Redo: Set status of 2023-0001"
    assert log.incident(incident_id).content.status is Status.CONFIRMED
    assert refusal(log, Redo()).problems[0].code == "nothing_to_redo"


def test_a_new_operation_leaves_nothing_to_redo(log: Any) -> None:
    logged(log)
    log.run(Undo())
    logged(log)
    assert log.session.ledger.undo_state().result().redo is None


def test_undo_of_nothing_is_refused(log: Any) -> None:
    assert refusal(log, Undo()).problems[0].code == "nothing_to_undo"


def test_undo_refuses_where_a_row_was_changed_by_other_means(log: Any, writer_elsewhere: Any) -> None:
    incident = log.incident(logged(log))
    log.run(EditIncident(incident.id, incident.version, replace(incident.content, title="Edited", notes="More")))
    writer_elsewhere.execute("UPDATE incident SET title = 'by hand' WHERE id = ?", (incident.id,))
    refused = refusal(log, Undo())
    assert refused.problems[0].code == "changed_since"
    assert "incident 2023-0001" in str(refused.problems[0].text)
    assert log.incident(incident.id).content.notes == "More", "nothing was changed"
    assert str(log.session.ledger.undo_state().result().undo) == "Edit 2023-0001"


def test_every_record_that_changed_since_is_named_and_nothing_is_changed(log: Any, writer_elsewhere: Any) -> None:
    ids = tuple(logged(log, IncidentContent(title=f"Incident {at}")) for at in range(14))
    log.run(SetStatus(ids, Status.CONFIRMED, "seen"))
    writer_elsewhere.execute("UPDATE incident SET status = 'disputed' WHERE id IN (?, ?)", (ids[1], ids[3]))
    told = str(refusal(log, Undo()).problems[0].text)
    assert "incident 2023-0002" in told
    assert "incident 2023-0004" in told
    assert "2023-0003" not in told
    assert log.incident(ids[0]).content.status is Status.CONFIRMED, "nothing was changed"
    writer_elsewhere.execute("UPDATE incident SET status = 'disputed'")
    told = str(refusal(log, Undo()).problems[0].text)
    assert told.count("incident 2023-") == 10
    assert "and 4 more" in told


def test_a_record_that_is_used_since_is_named_too(log: Any, writer_elsewhere: Any) -> None:
    place = log.run(KeepEntry(Place("North base"))).made[0]
    writer_elsewhere.execute("PRAGMA foreign_keys=OFF")
    writer_elsewhere.execute(
        "INSERT INTO place_name (place_id, name, name_key, language) VALUES (?, 'x', 'x', '')", (place,)
    )
    refused = refusal(log, Undo())
    assert refused.problems[0].code == "changed_since"
    assert "“North base”" in str(refused.problems[0].text)
    assert log.entry(Shelf.PLACES, place) is not None


def test_a_purge_and_what_it_emptied_are_passed_over(log: Any, writer_elsewhere: Any) -> None:
    first = logged(log, IncidentContent(title="First"))
    second = log.run(SetStatus((first,), Status.CLAIMED, "said"))
    operation = (
        "INSERT INTO operation (id, uid, kind, label, reason, author, at) VALUES (?, 'p', 'purge', ?, '', '', 0)"
    )
    writer_elsewhere.execute(operation, (second.operation + 1, write_message(say("Purge a source"))))
    assert str(log.session.ledger.undo_state().result().undo) == "Set status of 2023-0001"
    emptied = (second.operation, second.operation + 1)
    writer_elsewhere.execute("INSERT INTO scrubbed_operation (operation_id, purge_id) VALUES (?, ?)", emptied)
    assert str(log.session.ledger.undo_state().result().undo) == "Log 2023-0001"
    log.run(SetStatus((first,), Status.CONFIRMED, "seen"))
    log.run(Undo())
    log.run(Redo())
    log.run(Undo())
    state = log.session.ledger.undo_state().result()
    assert (str(state.undo), str(state.redo)) == ("Log 2023-0001", "Set status of 2023-0001")


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=30))
def test_undo_and_redo_lead_back_as_through_two_stacks(steps: list[str]) -> None:
    with empty_journal() as core:
        undoable: list[int] = []
        redoable: list[int] = []
        for step in steps:
            if step == "do":
                undoable.append(written(core, "edit", None))
                redoable.clear()
            elif step == "undo" and undoable:
                redoable.append(undoable.pop())
                written(core, "undo", redoable[-1])
            elif step == "redo" and redoable:
                head = next_redo(core)
                assert head is not None
                undoable.append(redoable.pop())
                written(core, "redo", head.id)
            undo, redo = next_undo(core), next_redo(core)
            assert (undo.id if undo else None) == (undoable[-1] if undoable else None)
            assert (redo.reverses if redo else None) == (redoable[-1] if redoable else None)


def test_the_way_back_is_one_question_after_thousands_of_undos() -> None:
    with empty_journal() as core:
        for _ in range(4_000):  # each tried and given up: the longest way that there is
            written(core, "undo", written(core, "edit", None))
        asked: list[str] = []
        event.listen(core, "before_cursor_execute", lambda *given: asked.append(given[2]))
        assert next_undo(core) is None
        assert len(asked) == 1


def test_what_would_point_to_nothing_is_named(log: Any, writer_elsewhere: Any) -> None:
    place = log.run(KeepEntry(Place("North base"))).made[0]
    ids = [logged(log, IncidentContent(title=f"Incident {at}", place=NamedRef("", place))) for at in range(3)]
    other = log.run(KeepEntry(Place("Camp"))).made[0]
    log.run(MergeEntries(Shelf.PLACES, other, (place,)))
    broken = "UPDATE change SET before = ? WHERE table_name = 'incident' AND row_id = ? AND before IS NOT NULL"
    writer_elsewhere.execute(broken, (json.dumps({"place_id": 98}), ids[2]))
    refused = refusal(log, Undo())
    assert refused.problems[0].code == "changed_since"
    assert "incident 2023-0003" in str(refused.problems[0].text)
    assert "2023-0002" not in str(refused.problems[0].text)
    assert {log.incident(each).content.place.id for each in ids} == {other}
