"""The proof by power loss can fail: it finds what a careless program would lose, and its disk forgets what it may."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ascertain.store import disk
from tests.prove.crashed_disk import Disk, lay_out
from tests.prove.figure import CannotRun
from tests.prove.power_loss import Record, cut, cut_at, judge_of, record_of
from tests.prove.recorded import LOG
from tests.prove.recorder import Event, Recorder, library

_POINTS = 15


@pytest.fixture(autouse=True, scope="module")
def _recording_is_possible() -> None:
    try:
        library()
    except CannotRun as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """What was recorded while the program made a log and saved into it."""
    return record_of("save", tmp_path_factory.mktemp("recorded"))


def test_a_commit_that_is_not_synced_is_found_lost(tmp_path: Path) -> None:
    record = record_of("save_carelessly", tmp_path)
    assert any(kind == "lost" for kind, _ in cut(record, judge_of("save"), _POINTS, 3))


def test_a_disk_that_ignores_syncs_is_found_out(saved: Record) -> None:
    assert cut(_unsynced(saved), judge_of("save"), _POINTS, 3)


def test_a_restoring_on_a_disk_that_ignores_syncs_is_found_out(tmp_path: Path) -> None:
    record = _unsynced(record_of("restore", tmp_path))
    end = Counter({len(record.events): 25})
    assert cut_at(record, judge_of("restore"), end, random.Random(3))
    assert not cut_at(record, judge_of("restore"), Counter({1: 3}), random.Random(3))


def _unsynced(record: Record) -> Record:
    return replace(record, events=[event for event in record.events if event.what not in ("sync", "sync_folder")])


def test_a_log_that_was_made_stays(saved: Record) -> None:
    made = next(at for at, event in enumerate(saved.events) if event.what == "told")
    disk_, draw = Disk(saved.there), random.Random(3)
    for event in saved.events[:made]:
        disk_.follow(event)
    assert all(str(saved.folder / LOG) in disk_.crash(draw) for _ in range(50))


def test_what_the_program_writes_itself_is_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = _recorded_write(tmp_path, monkeypatch)
    states = set(_states(record, "small.json"))
    assert states == {b"old", b"new"}
    assert set(_states(replace(record, events=record.events[:-1]), "small.json")) == {b"old", b"new"}
    unsynced = replace(record, events=[event for event in record.events if event.what != "sync"])
    assert set(_states(unsynced, "small.json")) - {b"old", b"new"}


def test_a_write_that_is_not_synced_may_be_torn() -> None:
    disk_ = Disk({"/f": b"a" * 1024})
    disk_.follow(Event("write", "/f", 0, b"b" * 1024))
    draw = random.Random(1)
    states = {disk_.crash(draw)["/f"][1] for _ in range(200)}
    assert {b"a" * 1024, b"b" * 1024, b"a" * 512 + b"b" * 512, b"b" * 512 + b"a" * 512} <= states
    disk_.follow(Event("sync", "/f"))
    assert {disk_.crash(draw)["/f"][1] for _ in range(20)} == {b"b" * 1024}


def test_a_name_is_old_or_new_until_its_folder_is_synced() -> None:
    disk_ = Disk({"/d/old": b"1"})
    disk_.follow(Event("move", "/d/old", other="/d/new"))
    draw = random.Random(1)
    assert {tuple(disk_.crash(draw)) for _ in range(20)} == {("/d/old",), ("/d/new",)}
    disk_.follow(Event("sync_folder", "/d"))
    assert {tuple(disk_.crash(draw)) for _ in range(20)} == {("/d/new",)}


def _recorded_write(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    import os

    for name in ("fsync", "replace", "rename", "link", "unlink", "remove"):
        monkeypatch.setattr(os, name, getattr(os, name))  # so that they are put back
    target = folder / "small.json"
    target.write_bytes(b"old")
    recorder = Recorder(folder)
    recorder._listen_to_system()
    disk.write_whole(target, b"new")
    return Record(folder, {str(target): b"old"}, recorder.events)


def _states(record: Record, name: str) -> Iterator[bytes]:
    """What may stand under a name after a crash at any point of the record."""
    draw = random.Random(5)
    disk_ = Disk(record.there)
    for event in record.events:
        disk_.follow(event)
        for _ in range(30):
            yield disk_.crash(draw)[str(record.folder / name)][1]


def test_an_image_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    lay_out({"/there/a": (0, b"1"), "/there/in/b": (1, b"2")}, Path("/there"), tmp_path)
    lay_out({"/there/c": (0, b"3"), "/there/twin": (0, b"3")}, Path("/there"), tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["c", "twin"]
    assert (tmp_path / "c").samefile(tmp_path / "twin")
