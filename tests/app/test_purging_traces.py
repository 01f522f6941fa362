"""A purge leaves nothing: not in the journal, not in the bytes of the file or beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ascertain.app.attaching import attach
from ascertain.app.commands import (
    KeepEntry,
    PurgeEntry,
    PurgeIncidents,
    RemoveAttachment,
)
from ascertain.domain.records import IncidentContent
from ascertain.domain.rows import Shelf
from ascertain.store import attachment_files, clearing, connection
from ascertain.store.beside import attachment_folder
from ascertain.store.checking import check
from ascertain.store.connection import open_reader
from tests.app.contents import logged
from tests.app.planted import Words, entry, found_in, incident
from tests.app.purges import entry_outline, lived


def test_nothing_of_a_purged_incident_is_left_in_any_byte(log: Any) -> None:
    words = Words()
    first = lived(log, words)
    notice = log.run(PurgeIncidents((first,), "they asked for it"))
    assert (str(notice.label), notice.left, notice.undo.undo is None) == ("Purge 1 incident", None, False)
    log.session.close()
    assert found_in(log.session.path, words.given) == set()
    assert check(log.session.path).faults == ()


def test_the_words_are_there_before_or_the_search_for_them_is_blind(log: Any) -> None:
    words = Words()
    lived(log, words)
    log.session.close()
    assert found_in(log.session.path, words.given) == set(words.given)


def test_nothing_is_left_while_the_log_stays_open(log: Any) -> None:
    words = Words()
    first = lived(log, words)
    log.run(PurgeIncidents((first,), ""))
    assert found_in(log.session.path, words.given) == set()


def test_the_journal_keeps_that_rows_were_changed_and_no_more(log: Any) -> None:
    words = Words()
    first = lived(log, words)
    log.run(PurgeIncidents((first,), "a reason"))
    emptied = log.values("SELECT before, after FROM change WHERE table_name = 'incident' AND row_id = ?", first)
    assert len(emptied) > 3
    assert set(emptied) == {(None, None)}
    labels = [label for (label,) in log.values("SELECT label FROM operation WHERE reason = ''")]
    assert any("2023-0001" in label or "1970-0001" in label for label in labels)
    ((number,),) = log.values("SELECT id FROM operation WHERE kind = 'purge'")
    assert {purge for (purge,) in log.values("SELECT purge_id FROM scrubbed_operation")} == {number}


def test_no_command_but_a_purge_changes_what_stands_in_the_journal(
    log: Any, writer_elsewhere: sqlite3.Connection
) -> None:
    for name in ("change", "operation"):
        for event in ("UPDATE", "DELETE"):
            writer_elsewhere.execute(
                f"CREATE TRIGGER no_{event}_of_{name} BEFORE {event} ON {name} "
                "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END"
            )
    first = lived(log, Words())
    with pytest.raises(Exception, match="the journal only grows"):
        log.run(PurgeIncidents((first,), ""))
    assert log.incident(first)


def test_attached_files_go_unless_something_else_holds_them(log: Any, tmp_path: Path) -> None:
    words = Words()
    one, two = (log.run(KeepEntry(entry(words, Shelf.DOCUMENTS))).made[0] for _ in range(2))
    alone, shared, removed = (tmp_path / f"{words.new()}.txt" for _ in range(3))
    for each in (alone, shared, removed):
        each.write_text(f"text of {words.new()}")
    attach(log.session, [alone, shared, removed], document_id=one)
    attach(log.session, [shared], document_id=two)
    ((last,),) = log.values("SELECT max(id) FROM attachment WHERE document_id = ?", one)
    log.run(RemoveAttachment(last))
    assert entry_outline(log, Shelf.DOCUMENTS, one).attachments == 2
    log.run(PurgeEntry(Shelf.DOCUMENTS, one, ""))
    folder = attachment_folder(log.session.path)
    assert [each.read_text() for each in folder.rglob("*") if each.is_file()] == [shared.read_text()]
    log.run(PurgeEntry(Shelf.DOCUMENTS, two, ""))
    assert not folder.exists()
    log.session.close()
    assert found_in(log.session.path, words.given) == set()


def test_a_file_that_cannot_be_removed_is_told_and_goes_later(
    log: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = log.run(KeepEntry(entry(Words(), Shelf.DOCUMENTS))).made[0]
    source = tmp_path / "map.txt"
    source.write_text("the map")
    attach(log.session, [source], document_id=document)

    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(attachment_files, "remove_stored", refuse)
        notice = log.run(PurgeEntry(Shelf.DOCUMENTS, document, ""))
        assert "Permission denied" in str(notice.left)
    folder = attachment_folder(log.session.path)
    assert [each for each in folder.rglob("*") if each.is_file()]
    assert log.session.ledger.clear_traces().result() is None
    assert not folder.exists()
    assert log.values("SELECT * FROM log_info WHERE key = 'unfinished_purge'") == []


def test_where_the_file_cannot_be_written_anew_it_says_so_and_the_next_purge_finishes(log: Any) -> None:
    words = Words()
    first, second = logged(log, incident(words)), logged(log, IncidentContent(title="Second"))
    ledger = log.session.ledger
    ledger.between(lambda: ledger._ready().door.core.exec_driver_sql("PRAGMA busy_timeout=50").close()).result()
    with closing(open_reader(log.session.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM incident").fetchone()
        notice = log.run(PurgeIncidents((first,), ""))
        assert notice.operation
        assert "Finish purging" in str(notice.left)
        assert log.values("SELECT count(*) FROM log_info WHERE key = 'unfinished_purge'") == [(1,)]
        reader.execute("COMMIT")
    assert log.run(PurgeIncidents((second,), "")).left is None
    log.session.close()
    assert found_in(log.session.path, words.given) == set()


def test_a_full_disk_leaves_the_purge_and_says_how_much_room_it_needs(
    log: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Words()
    first = logged(log, incident(words))

    def full(_: sqlite3.Connection) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(clearing, "_write_anew", full)
        left = str(log.run(PurgeIncidents((first,), "")).left)
        assert "needs" in left
        assert "MB on the disk" in left or "kB on the disk" in left
    assert log.values("SELECT count(*) FROM incident") == [(0,)]
    assert log.session.ledger.clear_traces().result() is None
    log.session.close()
    assert found_in(log.session.path, words.given) == set()


def test_nothing_is_left_of_a_log_in_a_shared_folder_either(
    make_log: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "journal_mode", lambda _: "TRUNCATE")
    log, words = make_log(), Words()
    first = lived(log, words)
    assert log.run(PurgeIncidents((first,), "")).left is None
    assert found_in(log.session.path, words.given) == set()
