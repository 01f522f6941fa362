"""A backup is the log as it was at one moment, checked and written down, or there is none."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.domain.backups import State, Why
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.store import backups, connection, disk
from ascertain.store.backups import BackupFailed, copying
from ascertain.store.connection import open_writer
from tests.store.backups.conftest import NOON, content_of, digest, log_more


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def test_a_backup_is_the_log_with_a_manifest_that_says_so(log: Path) -> None:
    made = backups.make(log, Why.BY_HAND, NOON)
    assert made.path == log.with_name("october.backups") / "october-20231025T120000Z-by-hand.ascertain"
    assert names(made.path.parent) == [
        "october-20231025T120000Z-by-hand.ascertain",
        "october-20231025T120000Z-by-hand.json",
    ]
    assert content_of(made.path) == content_of(log)
    manifest = made.manifest
    assert manifest is not None
    assert (manifest.why, manifest.made_at, manifest.incidents, manifest.last_operation) == (Why.BY_HAND, NOON, 4, 4)
    assert (manifest.size, manifest.sha256) == (made.path.stat().st_size, digest(made.path))
    assert backups.listing(log) == (backups.look_at(made.path),)
    assert backups.verified(made).state is State.VERIFIED


def test_what_is_made_is_its_owners_alone(log: Path) -> None:
    made = backups.make(log, Why.BY_HAND, NOON)
    assert made.path.parent.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in made.path.parent.iterdir()} == {0o600}


def test_a_backup_is_read_without_anything_beside_it(log: Path) -> None:
    made = backups.make(log, Why.BY_HAND, NOON)
    with closing(sqlite3.connect(made.path)) as opened:
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_backups_of_one_second_have_names_of_their_own(log: Path) -> None:
    made = [backups.make(log, Why.CLOSE, NOON).path.name for _ in range(3)]
    assert made[1:] == ["october-20231025T120000Z-close-2.ascertain", "october-20231025T120000Z-close-3.ascertain"]


def test_in_a_folder_for_all_logs_each_has_its_own(log: Path, tmp_path: Path) -> None:
    root = tmp_path / "kept elsewhere"
    made = backups.make(log, Why.BY_HAND, NOON, root)
    assert made.path.parent.parent == root
    assert made.manifest is not None
    assert made.path.parent.name == f"october-{made.manifest.log_uid[-12:]}"
    assert backups.listing(log) == ()
    assert [each.path for each in backups.listing(log, root)] == [made.path]


def test_what_is_written_meanwhile_is_not_in_the_backup_and_does_not_wait(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PAGES_AT_ONCE", 8)
    before = content_of(log)
    turns: list[int] = []
    with closing(open_writer(log)) as writer:

        def write(done: int, _total: int) -> None:
            turns.append(done)
            writer.execute("INSERT INTO tag (name, name_key) VALUES (?, ?)", (f"u{len(turns)}",) * 2)

        made = backups.make(log, Why.AUTOMATIC, NOON, conduct=Conduct(progress=write))
    assert len(turns) > 5
    assert turns == sorted(turns)
    assert content_of(made.path) == before
    assert len(content_of(log)["tag"]) > len(before["tag"])


@pytest.fixture
def without_wal(log: Path, monkeypatch: pytest.MonkeyPatch) -> sqlite3.Connection:
    """Writes to the log as it is written in a network folder, with a rollback journal."""
    monkeypatch.setattr(copying, "PAGES_AT_ONCE", 8)
    writer = sqlite3.connect(log, isolation_level=None, timeout=0)
    assert writer.execute("PRAGMA journal_mode=TRUNCATE").fetchone() == ("truncate",)
    return writer


def test_without_a_wal_a_save_goes_first_and_the_copy_is_made_anew(log: Path, without_wal: sqlite3.Connection) -> None:
    saved: list[int] = []

    def save(done: int, total: int) -> None:
        if len(saved) < 3 and done > total // 4:
            saved.append(done)
            without_wal.execute("INSERT INTO tag (name, name_key) VALUES (?, ?)", (f"t{len(saved)}",) * 2)

    made = backups.make(log, Why.AUTOMATIC, NOON, conduct=Conduct(progress=save))
    without_wal.close()
    assert len(saved) == 3
    assert content_of(made.path) == content_of(log)
    assert len(content_of(made.path)["tag"]) == 3


def test_without_a_wal_a_backup_gives_up_before_a_save_does(log: Path, without_wal: sqlite3.Connection) -> None:
    saved: list[int] = []

    def save(done: int, _total: int) -> None:
        saved.append(done)
        without_wal.execute("INSERT INTO tag (name, name_key) VALUES (?, ?)", (f"t{len(saved)}",) * 2)

    with pytest.raises(BackupFailed, match="changed again and again"):
        backups.make(log, Why.AUTOMATIC, NOON, conduct=Conduct(progress=save))
    without_wal.close()
    assert names(log.with_name("october.backups")) == []
    assert len(content_of(log)["tag"]) == len(saved)


def test_what_is_not_yet_in_the_file_itself_is_in_the_backup(log: Path) -> None:
    with closing(open_writer(log)) as writer:
        writer.execute("UPDATE incident SET title = 'changed'")
        assert log.with_name(log.name + "-wal").stat().st_size
        made = backups.make(log, Why.AUTOMATIC, NOON)
    assert {row[3] for row in content_of(made.path)["incident"]} >= {"changed"}


@pytest.mark.parametrize("after", [0, 1, 4])
def test_a_backup_that_is_stopped_leaves_nothing(log: Path, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "PAGES_AT_ONCE", 8)
    asked: list[bool] = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > after

    with pytest.raises(Cancelled):
        backups.make(log, Why.AUTOMATIC, NOON, conduct=Conduct(cancelled=cancelled))
    assert names(log.with_name("october.backups")) == []


def test_a_backup_is_stopped_while_it_is_checked(log: Path) -> None:
    log_more(log, 20)
    checking: list[bool] = []

    def cancelled() -> bool:
        return bool(checking)

    def progress(done: int, total: int) -> None:
        if done * 2 == total:
            checking.append(True)

    making_ = Conduct(progress=progress, cancelled=cancelled)
    with pytest.raises(Cancelled):
        backups.make(log, Why.AUTOMATIC, NOON, conduct=making_)
    assert names(log.with_name("october.backups")) == []


def test_without_room_nothing_is_begun(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "free_space", lambda _: 1_000)
    with pytest.raises(BackupFailed, match=r"it needs \d+ kB, and 1.0 kB are free in"):
        backups.make(log, Why.AUTOMATIC, NOON)
    assert names(log.with_name("october.backups")) == []
    log_more(log, 1)


@pytest.mark.parametrize("step", ["make_folder", "sync_file", "write_whole", "put_in_place"])
def test_a_disk_that_fills_up_leaves_nothing_partial(log: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(disk, step, full)
    with pytest.raises(BackupFailed, match="There is no room for a backup"):
        backups.make(log, Why.AUTOMATIC, NOON)
    monkeypatch.undo()
    folder = log.with_name("october.backups")
    assert not folder.exists() or names(folder) == []
    log_more(log, 1)


def test_a_copy_that_fills_the_disk_leaves_nothing_partial(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = connection.open_copy

    def small(path: Path) -> sqlite3.Connection:
        opened = real(path)
        opened.execute("PRAGMA max_page_count=10")
        return opened

    monkeypatch.setattr(copying, "open_copy", small)
    with pytest.raises(BackupFailed, match="There is no room for a backup"):
        backups.make(log, Why.AUTOMATIC, NOON)
    assert names(log.with_name("october.backups")) == []


def test_a_folder_that_cannot_be_written_is_told(log: Path) -> None:
    log.with_name("october.backups").write_text("a file in the way")
    with pytest.raises(BackupFailed, match="could not be written"):
        backups.make(log, Why.AUTOMATIC, NOON)


def test_a_damaged_log_has_no_backup_that_looks_whole(log: Path) -> None:
    log_more(log, 200)
    whole = bytearray(log.read_bytes())
    whole[len(whole) // 2 : len(whole) // 2 + 6000] = b"\x55" * 6000
    log.write_bytes(whole)
    with pytest.raises(BackupFailed, match="damaged"):
        backups.make(log, Why.AUTOMATIC, NOON)
    assert names(log.with_name("october.backups")) == []


def test_a_copy_that_differs_is_not_kept(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = copying._copy

    def lossy(source: sqlite3.Connection, part: Path, conduct: Conduct) -> None:
        real(source, part, conduct)
        with closing(sqlite3.connect(part)) as knife:
            knife.execute("DELETE FROM log_info WHERE key = 'made_by'")
            knife.commit()

    monkeypatch.setattr(copying, "_copy", lossy)
    with pytest.raises(BackupFailed, match="not the same as the log"):
        backups.make(log, Why.AUTOMATIC, NOON)
    assert names(log.with_name("october.backups")) == []


def test_something_else_than_a_log_is_not_backed_up(tmp_path: Path) -> None:
    other = tmp_path / "other.ascertain"
    with closing(sqlite3.connect(other)) as foreign:
        foreign.execute("CREATE TABLE incident (id INTEGER)")
    with pytest.raises(BackupFailed):
        backups.make(other, Why.BY_HAND, NOON)


def test_what_a_killed_program_left_is_cleared_later(log: Path) -> None:
    first = backups.make(log, Why.CLOSE, NOON)
    folder = first.path.parent
    left = [
        folder / ".october-x.abc.part.ascertain",
        folder / ".october-x.abc.part.ascertain-journal",
        folder / ".october-x.abc.part.json",
        folder / "october-20231024T120000Z-close.json",
    ]
    for each in left:
        each.write_text("{}")
    backups.make(log, Why.CLOSE, NOON + 1)
    assert all(each.exists() for each in left), "another program may be at work on them"
    long_ago = time.time() - 90_000
    for each in (*left, first.path):
        os.utime(each, (long_ago, long_ago))
    backups.make(log, Why.CLOSE, NOON + 2)
    assert not any(each.exists() for each in left)
    assert len(backups.listing(log)) == 3


@pytest.mark.parametrize("with_manifest", [True, False])
def test_a_cut_copy_is_not_listed_as_valid(log: Path, with_manifest: bool) -> None:
    made = backups.make(log, Why.AUTOMATIC, NOON)
    whole = made.path.read_bytes()
    made.path.write_bytes(whole[: len(whole) // 3])
    if not with_manifest:
        made.path.with_suffix(".json").unlink()
    assert [each.state for each in backups.listing(log)] == [State.BROKEN]


def test_an_altered_copy_is_found_by_its_hash(log: Path) -> None:
    made = backups.make(log, Why.AUTOMATIC, NOON)
    whole = bytearray(made.path.read_bytes())
    whole[-100] ^= 1
    made.path.write_bytes(whole)
    assert backups.verified(made).state is State.BROKEN


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2}, {"size": "many"}, {"rows": [1]}, {"rows": {"incident": "4"}}, {"why": "whim"}, {"sha256": None},
        {"made_at": True},
    ],
)  # fmt: skip
def test_a_manifest_that_is_not_understood_vouches_for_nothing(log: Path, change: dict[str, object]) -> None:
    made = backups.make(log, Why.AUTOMATIC, NOON)
    file = made.path.with_suffix(".json")
    file.write_text(json.dumps(json.loads(file.read_text()) | change))
    assert [each.sound for each in backups.listing(log)] == [False]


def test_links_in_the_folder_are_not_followed(log: Path, tmp_path: Path) -> None:
    made = backups.make(log, Why.AUTOMATIC, NOON)
    (made.path.parent / "other.ascertain").symlink_to(log)
    assert [each.path for each in backups.listing(log)] == [made.path]
