"""A check finds what is wrong with a log, and says so without falling and without the text of any field."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.checking import check_log
from ascertain.app.commands import LogIncident
from ascertain.app.generation.generating import generate
from ascertain.app.session import LogSession, create_session
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.records import IncidentContent
from ascertain.store.beside import seal_file
from ascertain.store.sealing import SealState, seal, seal_state
from tests.store.cutting import cut

SECRET = "whispered by the gardener"


def faults(path: Path) -> str:
    return "\n".join(str(fault) for fault in check_log(path, closed=True).faults)


def test_a_sound_log_has_no_faults(path: Path) -> None:
    findings = check_log(path, closed=True)
    assert not findings.faults
    assert dict(findings.rows)["incident"] == 8
    assert "Nothing is kept of what the file was" in str(findings.notes[0])


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE incident SET killed_best = 99 WHERE id = 1", "figures: 1"),
        ("UPDATE incident SET title_key = 'x'", "figures: 8"),
        ("UPDATE incident SET sources = 'x' WHERE id = 1", "figures: 1"),
        ("UPDATE incident SET first_sources = 'x' WHERE id = 1", "figures: 1"),
        ("UPDATE incident SET stances = NULL WHERE stances IS NOT NULL", "statements and figures: 8"),
        ("DELETE FROM incident_search WHERE rowid = 2", "are missing from the search index: 1"),
        ("UPDATE incident_search SET notes = 'x' WHERE rowid = 2", "by words other than their own: 1"),
        ("INSERT INTO incident_search (rowid, title) VALUES (99, 'x')", "belong to no incident"),
        ("UPDATE incident_search_content SET c0 = 'other words' WHERE id = 1", "The search index is damaged"),
        ("DELETE FROM document_search WHERE rowid = 1", "Documents that are missing from the search index: 1"),
        ("UPDATE document_search SET text = 'x' WHERE rowid = 1", "Documents that are found by words other than"),
        ("INSERT INTO document_search (rowid, title) VALUES (99, 'x')", "belong to no document"),
        ("UPDATE document_search_content SET c1 = 'other' WHERE id = 1", "The search index is damaged"),
        (
            "INSERT INTO saved_view (uid, name, search, sort, columns, position, layout) VALUES "
            "('0192f0c0-0000-7000-8000-000000000001', 'x', '', '[]', '[]', 0, '[')",
            "Rows of saved_view that cannot be read in layout: 1",
        ),
        ("UPDATE incident SET kind = 'none'", "a code in kind that is in no list: 8"),
        ("UPDATE statement SET stance = 'shouts'", "a code in stance that is in no list: 14"),
        ("UPDATE incident SET title = x'00' WHERE id = 1", "Rows of incident with a value of the wrong kind: 1"),
        ("UPDATE incident SET is_aggregate = 2 WHERE id = 1", "Rows of incident with a value of the wrong kind: 1"),
        ("UPDATE incident SET follow_up_on = '2023-02-31' WHERE id = 1", "other than a day in follow_up_on: 1"),
        ("UPDATE source SET name_key = 'x' WHERE id = 1", "Rows of source that cannot be found by their name: 1"),
        ("UPDATE document SET text = text || 'x' WHERE id = 1", "Documents that do not have the text"),
        ("UPDATE operation SET label = '[' WHERE id = 1", "lost their name: 1"),
        ("UPDATE change SET after = '[]' WHERE id = 1", "Rows of change that cannot be read in after: 1"),
        ("UPDATE change SET table_name = 'x' WHERE id = 1", "tell of a table that there is not"),
        ("DELETE FROM incident_text WHERE id = 1", "lost their text: 1"),
        ("UPDATE statement SET source_id = 999 WHERE id = 1", "names a row of source that is not there"),
        ("UPDATE sqlite_sequence SET seq = 0 WHERE name = 'incident'", "The counter of incident has fallen behind"),
        ("DELETE FROM log_info WHERE key LIKE 'ref:%'", "The counter of incidents of 2026 has fallen behind"),
    ],
)
def test_what_is_wrong_is_found(path: Path, statement: str, told: str) -> None:
    with closing(sqlite3.connect(path)) as knife:
        year = knife.execute("SELECT substr(ref, 1, 4) FROM incident").fetchone()[0]
    cut(path, statement)
    assert told.replace("2026", year) in faults(path)


def test_words_that_a_search_would_miss_are_found(tmp_path: Path) -> None:
    path = tmp_path / "log.ascertain"
    create_session(path).close()
    generate(path, 100)
    assert not faults(path)
    cut(path, "DELETE FROM incident_search_idx WHERE term > 'd'")
    assert "some words would not be found" in faults(path)


def test_what_cannot_be_read_is_a_finding_without_its_text(path: Path) -> None:
    planted = SECRET.encode().hex()
    cut(
        path,
        f"UPDATE incident_text SET notes = CAST(x'{planted}ff' AS TEXT)",
        f"UPDATE incident SET zone = '{SECRET}', status = '{SECRET}'",
        f"UPDATE change SET after = '{{\"{SECRET}'",
        f"UPDATE source SET reliability = '{SECRET}'",
    )
    told = faults(path)
    assert "cannot be read through" in told
    assert SECRET not in told


def test_a_file_that_is_no_log_any_more_is_one_fault(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:8192])
    (fault,) = check_log(path, closed=True).faults
    assert "is damaged" in str(fault)


def test_there_must_be_a_file(tmp_path: Path) -> None:
    with pytest.raises(LogUnavailable):
        check_log(tmp_path / "away.ascertain")


def test_a_check_is_stopped(path: Path) -> None:
    with pytest.raises(Cancelled):
        check_log(path, Conduct(cancelled=lambda: True))


def test_a_check_says_how_far_it_is(path: Path) -> None:
    told: list[tuple[int, int]] = []
    check_log(path, Conduct(progress=lambda done, total: told.append((done, total))))
    assert told == sorted(told)
    assert {total for _, total in told} == {1000}


def test_a_log_that_was_written_is_sealed_when_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "log.ascertain"
    with closing(create_session(path)) as session:
        session.ledger.run(LogIncident(IncidentContent(title="Drone"))).result()
    assert seal_state(path) is SealState.WHOLE
    assert seal_file(path).stat().st_mode & 0o777 == 0o600
    assert not check_log(path, closed=True).faults
    assert not check_log(path, closed=True).notes
    kept = seal_file(path).read_bytes()
    LogSession.open(path).close()
    LogSession.open(path, read_only=True).close()
    assert seal_file(path).read_bytes() == kept


def test_a_bit_gone_bad_in_a_text_is_found_by_the_seal(tmp_path: Path) -> None:
    path = tmp_path / "log.ascertain"
    with closing(create_session(path)) as session:
        session.ledger.run(LogIncident(IncidentContent(title="Drone", notes="a quiet evening"))).result()
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b"a quiet evening", b"a quiet morning"))
    assert seal_state(path) is SealState.OUTDATED
    assert "compared with what it was" in str(check_log(path, closed=True).notes[0])
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert seal_state(path) is SealState.BROKEN
    assert "is not what it was when it was closed" in faults(path)


def test_a_log_that_another_program_writes_to_is_not_sealed(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("UPDATE place SET notes = 'x'")
        assert path.with_name(path.name + "-wal").stat().st_size
        assert not seal(path)
    assert seal_state(path) is SealState.NONE


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"[" * 100_000, json.dumps({"size": "x"}).encode()])
def test_a_seal_that_is_none(path: Path, content: bytes) -> None:
    seal_file(path).write_bytes(content)
    assert seal_state(path) is SealState.NONE
