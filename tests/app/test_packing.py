"""A packed copy: all of a log in one file, and back again in a folder that appears whole or not at all."""

from __future__ import annotations

import os
import stat
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ascertain.__main__ import main
from ascertain.app.attaching import attach
from ascertain.app.commands import KeepEntry, RemoveAttachment, Undo
from ascertain.app.packing import pack, proposed_folder, unpack
from ascertain.app.session import LogSession
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.problems import FileTrouble, LogUnavailable
from ascertain.domain.records import Document
from ascertain.exchange.packed_log import LOG, Packed, Piece, write_pack
from ascertain.store import disk
from ascertain.store.attachment_holds import attachment_faults
from ascertain.store.beside import attachment_folder
from ascertain.store.checking import check
from ascertain.store.connection import open_reader
from tests.app.contents import logged


@pytest.fixture
def full(log: Any, tmp_path: Path) -> Any:
    """A log with an incident, two attached files, and one that only undo needs."""
    logged(log)
    document = log.run(KeepEntry(Document("Evening bulletin"))).made[0]
    for name in ("one.pdf", "two.pdf", "three.pdf"):
        (tmp_path / name).write_bytes(name.encode() * 1000)
    attach(log.session, [tmp_path / "one.pdf", tmp_path / "two.pdf"], document_id=document)
    made = attach(log.session, [tmp_path / "three.pdf"], document_id=document).made
    log.run(RemoveAttachment(made[0]))
    return log


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(open_reader(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def stopped_after(times: int) -> Conduct:
    asked = iter(range(1_000_000))
    return Conduct(cancelled=lambda: next(asked) >= times)


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if ".part" in path.name)


def test_a_log_comes_back_with_all_its_rows_and_files(full: Any, tmp_path: Path) -> None:
    out = tmp_path / "copy.ascertain.zip"
    told: list[tuple[int, int]] = []
    result = pack(full.session.path, out, Conduct(lambda *at: told.append(at)), full.clock)
    assert (result.out, result.attachments, result.left_out) == (out, 3, ())
    assert result.size == out.stat().st_size
    assert told[-1][0] == told[-1][1]
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with zipfile.ZipFile(out) as given:
        assert sorted(name.partition("/")[0] for name in given.namelist()) == [
            "attachments", "attachments", "attachments", "log.ascertain", "manifest.json",
        ]  # fmt: skip

    path = unpack(out, tmp_path / "there")
    assert path == tmp_path / "there" / full.session.path.name
    assert rows(path) == rows(full.session.path)
    with closing(open_reader(path)) as connection:
        assert list(attachment_faults(connection, path)) == []
    for each in (tmp_path / "there").rglob("*"):
        mode = stat.S_IMODE(each.stat().st_mode)
        assert mode == (0o700 if each.is_dir() else 0o600 if each == path else 0o400)
    with closing(LogSession.open(path)) as session:
        assert session.ledger.run(Undo()).result().operation
    assert not check(path).faults
    assert left(tmp_path) == []


def test_a_pack_is_saved_while_the_log_is_written(full: Any, tmp_path: Path) -> None:
    def write(_done: int, _total: int) -> None:
        full.run(KeepEntry(Document("Another")))

    out = tmp_path / "copy.zip"
    pack(full.session.path, out, Conduct(write), full.clock)
    path = unpack(out, tmp_path / "there")
    assert not check(path).faults


def test_missing_and_altered_files_are_left_out_and_named(full: Any, tmp_path: Path) -> None:
    files = sorted(path for path in attachment_folder(full.session.path).rglob("*") if path.is_file())
    files[0].unlink()
    files[1].chmod(0o600)
    files[1].write_bytes(bytes(files[1].stat().st_size))
    result = pack(full.session.path, tmp_path / "copy.zip")
    assert result.attachments == 1
    assert len(result.left_out) == 2
    assert set(result.left_out) < {"one.pdf", "two.pdf", "three.pdf"}


def test_nothing_is_written_where_it_is_stopped_or_the_disk_is_full(
    full: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "copy.zip"
    out.write_bytes(b"the old one")
    for after in (0, 3, 6, 9):
        with pytest.raises(Cancelled):
            pack(full.session.path, out, stopped_after(after))
    monkeypatch.setattr(disk, "free_space", lambda _: 17_000_000)
    with pytest.raises(FileTrouble, match=r"needs .*, and 17 MB are free"):
        pack(full.session.path, out)
    monkeypatch.undo()

    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "put_in_place", failing)
    with pytest.raises((FileTrouble, LogUnavailable)):
        pack(full.session.path, out)
    assert out.read_bytes() == b"the old one"
    assert left(tmp_path) == []


def test_what_belongs_to_the_log_is_not_written_over(full: Any, tmp_path: Path) -> None:
    path = full.session.path
    (tmp_path / "link.zip").symlink_to(path)
    for out in (path, path.with_name(path.name + "-wal"), tmp_path / "link.zip", attachment_folder(path) / "x.zip"):
        with pytest.raises(FileTrouble, match="belongs to the log"):
            pack(path, out)


def test_a_folder_appears_whole_or_not_at_all(full: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "copy.zip"
    pack(full.session.path, out)
    there = tmp_path / "there"
    with pytest.raises(Cancelled):
        unpack(out, there, stopped_after(2))
    monkeypatch.setattr(disk, "free_space", lambda _: 17_000_000)
    with pytest.raises(FileTrouble, match="too little room"):
        unpack(out, there)
    monkeypatch.undo()
    syncs = iter(range(100))

    def full_disk(handle: int) -> None:
        if next(syncs) >= 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(FileTrouble, match="too little room"):
        unpack(out, there)
    monkeypatch.undo()
    cut = tmp_path / "cut.zip"
    with zipfile.ZipFile(out) as given, zipfile.ZipFile(cut, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            made.writestr(name, b"X" + content[1:] if name.startswith("attachments/") else content)
    with pytest.raises(FileTrouble, match="not as it was saved"):
        unpack(cut, there)
    assert not there.exists()
    assert left(tmp_path) == []


def test_nothing_that_is_there_is_written_over(full: Any, tmp_path: Path) -> None:
    out = tmp_path / "copy.zip"
    pack(full.session.path, out)
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine").write_bytes(b"mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for folder in (taken, out, tmp_path / "link"):
        with pytest.raises(FileTrouble, match="something at"):
            unpack(out, folder)
    with pytest.raises(FileTrouble, match="does not exist"):
        unpack(out, tmp_path / "no" / "where")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert unpack(out, empty).parent == empty
    assert proposed_folder(out, tmp_path) == tmp_path / "copy"
    assert proposed_folder(tmp_path / "empty.ascertain.zip", tmp_path) == tmp_path / "empty 2"
    assert proposed_folder(tmp_path / "..zip", tmp_path).parent == tmp_path


@pytest.mark.parametrize("name", ["../../evil", "/etc/passwd", "", "CON", "a\0b", "x" * 400, "..", "\u202egol"])
def test_the_name_in_a_pack_is_no_path(tmp_path: Path, name: str) -> None:
    source = tmp_path / "log"
    source.write_bytes(b"something")
    given = tmp_path / "given.zip"
    write_pack(given, Packed(name, Piece(9, disk.hash_of(source)), ()), {LOG: source}, Conduct())
    path = unpack(given, tmp_path / "there")
    assert path.parent == tmp_path / "there"
    assert path.suffix == ".ascertain"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["given.zip", "log", "there"]


def test_packing_and_unpacking_by_the_command_line(
    full: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, there = tmp_path / "copy.zip", tmp_path / "there"
    assert main(["pack", str(full.session.path), str(out)]) == 0
    assert capsys.readouterr().out == f"{out}: 3 attachments\n"
    assert main(["unpack", str(out), str(there), "--json"]) == 0
    assert str(there) in capsys.readouterr().out
    assert main(["unpack", str(out), str(there)]) == 1
    assert "something at" in capsys.readouterr().err
    assert main(["pack", str(tmp_path / "none"), str(out)]) == 1
