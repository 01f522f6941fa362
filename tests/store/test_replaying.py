"""The check of the journal notices what was changed beside the write door, and nothing else."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import EditIncident, KeepEntry, LogIncident, PurgeIncidents, RemoveEntry, TagIncidents, Undo
from ascertain.app.session import create_session
from ascertain.domain.records import Place
from ascertain.domain.rows import Shelf
from ascertain.store.replaying import JOURNALED, journal_faults, journaled_tables, replay
from ascertain.store.schema import metadata
from tests.app.conftest import CountedIds, SetClock
from tests.app.contents import FULL


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log in which something of each kind was done."""
    path = tmp_path_factory.mktemp("done") / "log.ascertain"
    session = create_session(path, vocabularies=shipped_vocabularies(), clock=SetClock(), ids=CountedIds())
    run = session.ledger.run
    first = run(LogIncident(FULL)).result().made[0]
    reader = session.reader()
    incident = reader.ask(lambda queries: queries.incident(first)).result()
    assert incident is not None
    run(EditIncident(first, incident.version, replace(incident.content, title="Edited", tags=("other",)))).result()
    run(TagIncidents((first,), add=("third",))).result()
    run(Undo()).result()
    place = run(KeepEntry(Place("Camp"))).result().made[0]
    run(RemoveEntry(Shelf.PLACES, place)).result()
    session.close()
    return path


@pytest.fixture
def connection(done: Path, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of that log, open as by another program."""
    path = tmp_path / "log.ascertain"
    shutil.copyfile(done, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        yield opened


def told(connection: sqlite3.Connection) -> list[str]:
    return [str(fault) for fault in journal_faults(connection)]


def test_every_table_is_journaled_or_stands_beside_the_journal() -> None:
    beside = {"operation", "change", "operation_incident", "log_info", "draft", "tombstone", "scrubbed_operation"}
    assert set(JOURNALED) | beside == set(metadata.tables)


def test_a_sound_log_has_no_faults_and_is_built_from_its_journal(connection: sqlite3.Connection) -> None:
    assert told(connection) == []
    there = journaled_tables(connection)
    assert replay(connection, {"code": there["code"]}) == there


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        ("UPDATE incident SET title = 'by hand'", "row 1 of incident disagree: its values of title do not follow"),
        ("UPDATE incident_text SET notes = notes || '!'", "row 1 of incident_text disagree: its values of notes"),
        ("DELETE FROM assertion WHERE id = 1", "row 1 of assertion disagree: it is not in the table"),
        (
            "INSERT INTO place (id, uid, name, name_key, admin1, admin2, notes) VALUES (99, 'x', 'x', 'x', '', '', '')",
            "row 99 of place disagree: it is in the table, though the journal does not tell",
        ),
        (
            "INSERT INTO place (id, uid, name, name_key, admin1, admin2, notes) VALUES (2, 'x', 'x', 'x', '', '', '')",
            "row 2 of place disagree: it is in the table, though the journal does not tell",
        ),
        (
            "UPDATE change SET before = json_set(before, '$.title', 'no') "
            "WHERE table_name = 'incident' AND before IS NOT NULL",
            "row 1 of incident disagree: its values of title do not follow",
        ),
        (
            "DELETE FROM change WHERE id = (SELECT min(id) FROM change WHERE table_name = 'incident')",
            "row 1 of incident disagree: it was changed though it was not there",
        ),
        (
            "UPDATE change SET before = NULL, after = NULL WHERE table_name = 'incident_text'",
            "row 1 of incident_text disagree: a change of it was emptied, though by no purge",
        ),
        ("UPDATE change SET after = '{' WHERE table_name = 'tag'", "of tag disagree: an image of it cannot be read"),
        (
            "UPDATE change SET operation_id = 6 WHERE id = (SELECT min(id) FROM change WHERE table_name = 'incident')",
            "row 1 of incident disagree: the order of its changes is broken",
        ),
        ("UPDATE change SET table_name = 'nothing' WHERE table_name = 'link'", ""),
        ("UPDATE change SET table_name = 'nothing' WHERE id = 1", "a table that there is not: nothing"),
    ],
)
def test_what_was_changed_beside_the_door_is_told(connection: sqlite3.Connection, harm: str, sentence: str) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute(harm)
    faults = told(connection)
    assert any(sentence in fault for fault in faults) if sentence else faults == []
    assert not sentence or all("disagree" in fault or "nothing" in fault for fault in faults)


def test_what_a_purge_emptied_is_passed_over(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("UPDATE change SET before = NULL, after = NULL WHERE table_name LIKE 'incident%'")
    connection.execute(
        "INSERT INTO scrubbed_operation (operation_id, purge_id) SELECT id, 99 FROM operation WHERE id IN "
        "(SELECT operation_id FROM change WHERE before IS NULL AND after IS NULL)"
    )
    assert told(connection) == []
    replay(connection)


def test_of_rows_loaded_in_bulk_only_what_changed_since_is_held(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("DELETE FROM change WHERE operation_id = 1")
    assert told(connection) == []
    connection.execute("UPDATE incident SET title = 'by hand'")
    assert len(told(connection)) == 1


def test_a_log_is_sound_after_a_purge_and_what_stands_before_it_is_undone_still(tmp_path: Path) -> None:
    path = tmp_path / "purged.ascertain"
    session = create_session(path, vocabularies=shipped_vocabularies(), clock=SetClock(), ids=CountedIds())
    run = session.ledger.run
    kept = run(LogIncident(replace(FULL, title="Kept", statements=()))).result().made[0]
    gone = run(LogIncident(replace(FULL, title="Gone"))).result().made[0]
    run(PurgeIncidents((gone,), "asked for")).result()
    with closing(sqlite3.connect(path)) as connection:
        assert told(connection) == []
    run(Undo()).result()
    session.close()
    with closing(sqlite3.connect(path)) as connection:
        assert told(connection) == []
        assert connection.execute("SELECT count(*) FROM incident WHERE id = ?", (kept,)).fetchone() == (0,)
