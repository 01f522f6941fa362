"""Putting a log back: it becomes the backup byte for byte, and what was there stays."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.session import LogSession
from ascertain.domain.backups import Backup, Why
from ascertain.domain.problems import LogUnavailable
from ascertain.store import backups, disk
from ascertain.store.beside import seal_file
from ascertain.store.connection import open_writer
from tests.store.backups.conftest import NOON, content_of, digest, log_more

LATER = NOON + 3600


@pytest.fixture
def backup(log: Path) -> Backup:
    """A backup with four incidents; the log has had two more since."""
    made = backups.make(log, Why.BY_HAND, NOON)
    log_more(log, 2)
    return made


def beside(log: Path) -> list[str]:
    seal = seal_file(log).name
    return sorted(each.name for each in log.parent.iterdir() if each.is_file() and each.name != seal)


def sentence(backup: Path, log: Path) -> str:
    before, content = set(beside(log)), content_of(log)
    with pytest.raises(LogUnavailable) as caught:
        backups.restore(backup, log, LATER)
    # Whoever only reads a log leaves an empty -wal beside it.
    assert set(beside(log)) - {f"{log.name}-wal", f"{log.name}-shm"} == before
    assert content_of(log) == content
    return str(caught.value)


def test_the_log_is_the_backup_and_the_old_one_stays_twice(log: Path, backup: Backup) -> None:
    old = content_of(log)
    done = backups.restore(backup.path, log, LATER)
    assert digest(log) == digest(backup.path)
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.stat().st_nlink == 1
    assert done.aside == log.with_name("october.before-restore-1.ascertain")
    assert content_of(done.aside) == old
    assert done.before is not None
    assert content_of(done.before) == old
    assert [each.manifest.why for each in backups.listing(log) if each.manifest] == [Why.RESTORE, Why.BY_HAND]
    assert beside(log) == ["october.ascertain", "october.before-restore-1.ascertain"]
    with closing(LogSession.open(log)) as session:
        assert session.pages.count() == 4


def test_a_restoring_is_restored_from(log: Path, backup: Backup) -> None:
    old = content_of(log)
    done = backups.restore(backup.path, log, LATER)
    assert done.before is not None
    again = backups.restore(done.before, log, LATER + 1)
    assert content_of(log) == old
    assert again.aside == log.with_name("october.before-restore-2.ascertain")


def test_a_smaller_log_after_a_restoring_is_no_alarm(log: Path, backup: Backup) -> None:
    log_more(log, 20)
    backups.restore(backup.path, log, LATER)
    rotation = backups.rotate(log, backups.make(log, Why.AUTOMATIC, LATER + 1))
    assert rotation.shrank is None


def test_it_is_restored_beside_a_stale_wal(log: Path, backup: Backup, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with closing(open_writer(log)) as writer:
        writer.execute("UPDATE incident SET title = 'in the wal'")
        for each in tmp_path.glob("october.ascertain*"):
            shutil.copy(each, elsewhere / each.name)
    killed = elsewhere / log.name
    assert killed.with_name(killed.name + "-wal").stat().st_size
    done = backups.restore(backup.path, killed, LATER)
    assert digest(killed) == digest(backup.path)
    assert content_of(killed) == content_of(backup.path)
    assert done.aside is not None
    assert {row[3] for row in content_of(done.aside)["incident"]} == {"in the wal"}
    assert beside(killed) == ["october.ascertain", "october.before-restore-1.ascertain"]


@pytest.mark.parametrize("there", [True, False])
def test_it_is_restored_beside_sidecars_of_another_log(log: Path, backup: Backup, there: bool) -> None:
    other = log.with_name("other.ascertain")
    shutil.copy(backup.path, other)
    if not there:
        log.unlink()
    with closing(open_writer(other)) as writer:
        writer.execute("UPDATE incident SET title = 'of another log'")
        for ending in ("-wal", "-shm"):
            shutil.copy(f"{other}{ending}", f"{log}{ending}")
    backups.restore(backup.path, log, LATER)
    assert digest(log) == digest(backup.path)
    assert not {f"{log.name}-wal", f"{log.name}-shm"} & set(beside(log))
    assert content_of(log) == content_of(backup.path)


def test_a_damaged_log_is_replaced_and_kept_with_what_lies_beside_it(log: Path, backup: Backup) -> None:
    damaged = b"SQLite format 3\x00" + b"\x55" * 9000
    log.write_bytes(damaged)
    log.with_name(log.name + "-wal").write_bytes(b"wal of old")
    done = backups.restore(backup.path, log, LATER)
    assert digest(log) == digest(backup.path)
    assert done.before is None
    assert done.aside is not None
    assert done.aside.read_bytes() == damaged
    assert Path(f"{done.aside}-wal").read_bytes() == b"wal of old"
    assert beside(log) == [log.name, done.aside.name, f"{done.aside.name}-wal"]


def test_a_log_that_is_gone_comes_back(log: Path, backup: Backup) -> None:
    log.unlink()
    done = backups.restore(backup.path, log, LATER)
    assert (done.aside, done.before) == (None, None)
    assert digest(log) == digest(backup.path)


def test_nothing_but_a_whole_backup_of_this_log_is_restored(log: Path, backup: Backup, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()

    def copied(name: str, cut: int = 0, manifest: str = "") -> Path:
        copy = folder / f"{name}.ascertain"
        content = backup.path.read_bytes()
        copy.write_bytes(content[: len(content) - cut])
        if manifest != "none":
            text = backup.path.with_suffix(".json").read_text()
            copy.with_suffix(".json").write_text(text.replace('"log_uid": "', f'"log_uid": "{manifest}'))
        return copy

    assert "has no manifest beside it" in sentence(copied("alone", manifest="none"), log)
    assert "was cut or altered" in sentence(copied("cut", cut=4096), log)
    assert "is a backup of another log" in sentence(copied("other", manifest="x"), log)
    assert "is the log itself" in sentence(log, log)
    assert "There is no backup at" in sentence(folder / "gone.ascertain", log)
    altered = copied("altered")
    altered.write_bytes(altered.read_bytes()[:-1] + b"\x01")
    assert "was cut or altered" in sentence(altered, log)


def test_a_log_that_is_open_elsewhere_is_not_replaced(
    log: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_writer, "__kwdefaults__", {"busy_ms": 50})
    with closing(sqlite3.connect(log)) as other:
        other.execute("SELECT count(*) FROM incident").fetchone()
        with pytest.raises(LogUnavailable, match="is open in another window or program"):
            backups.restore(backup.path, log, LATER)
        assert other.execute("SELECT count(*) FROM incident").fetchone() == (6,)
    assert len(content_of(log)["incident"]) == 6


def test_without_room_nothing_is_changed(log: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "free_space", lambda _: 1_000)
    assert "There is no room to restore october.ascertain: it needs" in sentence(backup.path, log)


@pytest.mark.parametrize("step", ["copyfile", "link", "replace"])
def test_a_full_disk_leaves_the_log_as_it_was(
    log: Path, backup: Backup, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    real = Path.replace

    def full_for_the_log(self: Path, target: Path) -> Path:
        if Path(target) == log:
            full()
        return real(self, target)

    before = content_of(log)
    if step == "replace":
        monkeypatch.setattr(Path, "replace", full_for_the_log)
    else:
        monkeypatch.setattr(shutil if step == "copyfile" else os, step, full)
    with pytest.raises(LogUnavailable, match="There is no room to restore"):
        backups.restore(backup.path, log, LATER)
    monkeypatch.undo()
    assert content_of(log) == before
    assert beside(log) == ["october.ascertain"]
    assert log.stat().st_nlink == 1


def test_where_a_file_has_only_one_name_the_old_log_is_copied(
    log: Path, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    old = content_of(log)
    done = backups.restore(backup.path, log, LATER)
    assert done.aside is not None
    assert content_of(done.aside) == old
    assert digest(log) == digest(backup.path)


def test_an_interrupted_restoring_is_settled_either_way(log: Path, backup: Backup) -> None:
    hidden = log.with_name(".october.ascertain.replaced")
    os.link(log, hidden)
    assert backups.settle(log) is None
    assert beside(log) == ["october.ascertain"]
    os.link(log, hidden)
    shutil.copy(backup.path, log.with_name("new"))
    log.with_name("new").replace(log)
    assert backups.settle(log) == log.with_name("october.before-restore-1.ascertain")
    assert beside(log) == ["october.ascertain", "october.before-restore-1.ascertain"]
    assert backups.settle(log) is None


def test_the_unfinished_copy_of_a_killed_restoring_is_cleared_later(log: Path, backup: Backup) -> None:
    left = log.with_name(".october.abc.part.ascertain")
    left.write_text("unfinished")
    backups.restore(backup.path, log, LATER)
    assert left.exists(), "somebody may be at work on it"
    os.utime(left, (NOON, NOON))
    backups.restore(backup.path, log, LATER)
    assert not left.exists()
