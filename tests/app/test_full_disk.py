"""A full disk loses nothing: what was there stays, nothing partial remains, and the sentence says what is needed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from string import ascii_letters, digits

import pytest

from ascertain.app.commands import LogIncident
from ascertain.app.exporting import Wanted, export
from ascertain.app.session import LogSession, create_session
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.records import IncidentContent
from ascertain.exchange.sheets import ExportFailed
from ascertain.store.checking import check
from tests.small_disk import SmallDisk, small_disk

LONG = IncidentContent(title="Drone", notes="long " * 19_000)
UNPACKABLE = IncidentContent(title="Drone", notes="".join(Random(7).choices(ascii_letters + digits, k=95_000)))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", 48 << 20) as mounted:
        if mounted is None:
            pytest.skip("mounting is not permitted")
        yield mounted


@pytest.fixture
def session(disk: SmallDisk) -> Iterator[LogSession]:
    with closing(create_session(disk.folder / "a.ascertain")) as made:
        for _ in range(8):
            made.ledger.run(LogIncident(LONG)).result()
        yield made


def test_a_save_loses_nothing_and_the_next_one_works(disk: SmallDisk, session: LogSession) -> None:
    disk.leave(40_000)

    def save_until_full() -> None:
        for _ in range(100):
            session.ledger.run(LogIncident(LONG)).result()

    with pytest.raises(LogUnavailable) as caught:
        save_until_full()
    assert "The disk is full, so the log a.ascertain could not be written. About 8.4 MB are needed;" in str(
        caught.value
    )
    kept = session.pages.count()
    disk.leave(disk.free + (8 << 20))
    for _ in range(3):
        session.ledger.run(LogIncident(LONG)).result()
    assert session.pages.count() == kept + 3
    session.close()
    assert check(session.path).faults == ()


@pytest.mark.parametrize("free", [0, 4096, 20_000])
def test_a_log_on_a_full_disk_is_read_until_there_is_room(disk: SmallDisk, session: LogSession, free: int) -> None:
    session.close()
    disk.leave(free)
    with closing(LogSession.open(session.path)) as opened:
        assert opened.pages.count() == 8
        assert "The disk is full, so the log a.ascertain is open for reading only" in str(opened.why_read_only)
        with pytest.raises(LogUnavailable, match="The disk is full"):
            opened.ledger.run(LogIncident(LONG)).result()
    disk.leave(8 << 20)
    with closing(LogSession.open(session.path)) as opened:
        opened.ledger.run(LogIncident(LONG)).result()
        assert opened.pages.count() == 9


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("free", [0, 30_000, 200_000])
def test_an_export_leaves_the_old_file_and_no_part(
    disk: SmallDisk, session: LogSession, free: int, suffix: str
) -> None:
    out = disk.folder / f"out{suffix}"
    out.write_bytes(b"old")
    reader = session.reader()
    for _ in range(8):
        session.ledger.run(LogIncident(UNPACKABLE)).result()
    assert reader.ask(lambda queries: queries.count(None)).result() == 16
    before = disk.names()
    disk.leave(free)
    with pytest.raises(ExportFailed) as failed:
        reader.ask(lambda log: export(log, Wanted(log.order(None), session.vocabularies), out)).result()
    assert str(failed.value.message).startswith(f"The disk is full: out{suffix} was not written. ")
    assert disk.names() == before
    assert out.read_bytes() == b"old"
    disk.leave(8 << 20)
    reader.ask(lambda log: export(log, Wanted(log.order(None), session.vocabularies), out)).result()
    assert out.stat().st_size > 3


def test_how_much_an_export_needs_is_told_from_how_far_it_came(disk: SmallDisk, session: LogSession) -> None:
    disk.leave(600_000)
    out = disk.folder / "out.csv"
    with pytest.raises(ExportFailed, match=r"About (6[1-9]\d|[7-9]\d\d) kB are needed; 59\d kB are free\."):
        session.reader().ask(lambda log: export(log, Wanted(log.order(None), session.vocabularies), out)).result()


def test_save_as_to_a_full_disk_leaves_nothing(disk: SmallDisk, session: LogSession) -> None:
    disk.leave(600_000)
    before = disk.names()
    with pytest.raises(LogUnavailable, match=r"About \d+\.?\d* MB are needed; \d{3} kB are free"):
        session.save_as(disk.folder / "b.ascertain").result()
    assert disk.names() == before


@pytest.mark.parametrize("kept", [("-wal", "-shm"), ("-wal",), ()])
def test_a_log_that_was_not_closed_on_a_read_only_disk(
    disk: SmallDisk, session: LogSession, tmp_path: Path, kept: tuple[str, ...]
) -> None:
    for ending in ("", *kept):
        shutil.copy(f"{session.path}{ending}", tmp_path / f"b.ascertain{ending}")
    session.close()
    for ending in ("", *kept):
        shutil.copy(tmp_path / f"b.ascertain{ending}", disk.folder)
    disk.set_read_only(True)
    path = disk.folder / "b.ascertain"
    if kept == ("-wal",):
        with pytest.raises(LogUnavailable, match=r"Copy it together with b\.ascertain-wal to a folder of your own"):
            LogSession.open(path)
        return
    with closing(LogSession.open(path)) as opened:
        assert "the file or its folder is read-only" in str(opened.why_read_only)
        # Without what was beside it, it has what had come into the file itself.
        assert opened.pages.count() == 8 if kept else opened.pages.count() <= 8


def test_a_log_on_a_read_only_disk_is_read_with_the_reason(disk: SmallDisk, session: LogSession) -> None:
    session.close()
    disk.set_read_only(True)
    with closing(LogSession.open(session.path)) as opened:
        assert "the file or its folder is read-only" in str(opened.why_read_only)
        assert opened.pages.count() == 8
        with pytest.raises(LogUnavailable, match="read-only"):
            opened.ledger.run(LogIncident(LONG)).result()
    with pytest.raises(LogUnavailable, match="read-only"):
        create_session(disk.folder / "b.ascertain")
    disk.set_read_only(False)
    with closing(LogSession.open(session.path)) as opened:
        assert not opened.read_only
