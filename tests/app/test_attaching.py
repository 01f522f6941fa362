"""Files attached to documents and statements: stored first, named by a row then, and never changed."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ascertain.app.attaching import attach, save_copy
from ascertain.app.commands import AttachFiles, EditIncident, KeepEntry, Redo, RemoveAttachment, RemoveEntry, Undo
from ascertain.app.errands import Errand
from ascertain.app.session import LogSession
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.problems import FileTrouble, LogUnavailable, Refused
from ascertain.domain.records import Attachment, Document, StoredFile
from ascertain.domain.rows import Shelf
from ascertain.store import disk
from ascertain.store.attachment_holds import attachment_faults, remove_if_unused
from ascertain.store.beside import attachment_folder
from ascertain.store.connection import open_reader
from tests.app.contents import FULL, logged


@pytest.fixture
def document(log: Any) -> int:
    return int(log.run(KeepEntry(Document("Evening bulletin"))).made[0])


def given(folder: Path, name: str = "map.pdf", content: bytes = b"the map") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def attached(log: Any, document: int) -> list[Attachment]:
    found: list[Attachment] = log._reader.ask(lambda queries: queries.attachments((document,))).result()
    return found


def lying(log: Any) -> list[Path]:
    folder = attachment_folder(log.session.path)
    return [path for path in folder.rglob("*") if not path.is_dir()] if folder.exists() else []


def faults(log: Any) -> list[str]:
    with closing(open_reader(log.session.path)) as connection:
        return [str(fault) for fault in attachment_faults(connection, log.session.path)]


def test_a_file_is_stored_by_its_hash_and_named_by_a_row(log: Any, document: int, tmp_path: Path) -> None:
    source = given(tmp_path)
    notice = attach(log.session, [source], document_id=document)
    assert str(notice.label) == "Attach map.pdf to Evening bulletin"
    assert notice.library
    (one,) = attached(log, document)
    digest = hashlib.sha256(b"the map").hexdigest()
    assert (one.file.name, one.file.media_type, one.file.size, one.file.sha256) == (
        "map.pdf", "application/pdf", 7, digest,
    )  # fmt: skip
    assert one.added_at == notice.at
    (path,) = lying(log)
    assert path == attachment_folder(log.session.path) / digest[:2] / digest
    assert path.read_bytes() == b"the map"
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert stat.S_IMODE(path.parent.stat().st_mode) == stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700
    assert source.exists()
    assert faults(log) == []


def test_the_same_content_is_stored_once_and_attached_once_under_one_name(
    log: Any, document: int, tmp_path: Path
) -> None:
    attach(log.session, [given(tmp_path), given(tmp_path, "other.pdf")], document_id=document)
    assert attach(log.session, [given(tmp_path)], document_id=document).operation == 0
    assert [each.file.name for each in attached(log, document)] == ["map.pdf", "other.pdf"]
    assert len(lying(log)) == 1


@pytest.mark.parametrize(
    "name", ["خريطة.pdf", "a\nb\x1b[31m.txt", "invoice\u202efdp.exe", "..", "x" * 250, "-rf", "<b>bold.html"]
)
def test_any_name_is_kept_as_data(log: Any, document: int, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    if name == "..":
        stored = attach_made(log, document, "../../x")
        assert stored.file.name == "../../x"
    else:
        attach(log.session, [given(folder, name)], document_id=document)
        assert attached(log, document)[0].file.name == name
    assert len(lying(log)) == 1


def attach_made(log: Any, document: int, name: str) -> Attachment:
    """Attach under a name that no file system would give."""
    source = given(log.session.path.parent, "plain")
    attach(log.session, [source], document_id=document)
    kept = attached(log, document)[0]
    file = StoredFile(name, kept.file.media_type, kept.file.size, kept.file.sha256)
    log.run(AttachFiles((file,), document_id=document))
    return attached(log, document)[-1]


def test_attaching_and_removing_are_undone_and_done_again(log: Any, document: int, tmp_path: Path) -> None:
    attach(log.session, [given(tmp_path)], document_id=document)
    log.run(Undo())
    assert attached(log, document) == []
    assert len(lying(log)) == 1
    log.reopen()
    log.run(Redo())
    (one,) = attached(log, document)
    notice = log.run(RemoveAttachment(one.id))
    assert str(notice.label) == "Remove attachment map.pdf"
    assert attached(log, document) == []
    log.run(Undo())
    assert attached(log, document) == [one]
    assert faults(log) == []


def test_a_statement_has_files_and_they_go_and_come_back_with_it(log: Any, tmp_path: Path) -> None:
    incident_id = logged(log)
    before = log.incident(incident_id)
    statement = before.content.statements[0]
    notice = attach(log.session, [given(tmp_path)], statement_id=statement.id)
    assert notice.incident_ids == {incident_id}
    assert str(notice.label) == "Attach map.pdf to a statement of Channel One"
    history = log._reader.ask(lambda queries: queries.history(incident_id)).result()
    assert str(history[0].label) == str(notice.label)
    now = log.incident(incident_id)
    assert now.version == before.version, "a form that is open stays valid"
    left = FULL.__class__(title="left", statements=now.content.statements[1:])
    log.run(EditIncident(incident_id, now.version, left))
    find = lambda queries: queries.attachments((), (statement.id,))  # noqa: E731
    assert log._reader.ask(find).result() == []
    log.run(Undo())
    assert [each.file.name for each in log._reader.ask(find).result()] == ["map.pdf"]


def test_a_document_with_files_is_not_removed(log: Any, document: int, tmp_path: Path) -> None:
    attach(log.session, [given(tmp_path)], document_id=document)
    with pytest.raises(Refused, match="one attachment"):
        log.run(RemoveEntry(Shelf.DOCUMENTS, document))


def test_a_row_is_refused_where_its_file_is_not_there(log: Any, document: int) -> None:
    ghost = StoredFile("ghost.pdf", "application/pdf", 3, "0" * 64)
    for file in (ghost, StoredFile("x", "", 3, "../../etc/passwd")):
        with pytest.raises(Refused, match="not stored"):
            log.run(AttachFiles((file,), document_id=document))
    with pytest.raises(Refused, match="no longer"):
        log.run(AttachFiles((), document_id=99))


def test_what_is_no_file_is_refused_with_a_sentence(log: Any, document: int, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "to-nothing").symlink_to(tmp_path / "nothing")
    (tmp_path / "to-log").symlink_to(log.session.path)
    os.link(log.session.path, tmp_path / "hard")
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "socket"))
    for path, words in (
        (tmp_path / "pipe", "device or a pipe"), (tmp_path / "socket", "device or a pipe"),
        (Path("/dev/zero"), "device or a pipe"), (tmp_path / "folder", "is a folder"),
        (tmp_path / "to-nothing", "cannot be read"), (tmp_path / "none.pdf", "cannot be read"),
        (log.session.path, "belongs to the log"), (tmp_path / "to-log", "belongs to the log"),
        (tmp_path / "hard", "belongs to the log"),
        (log.session.path.with_name(log.session.path.name + "-wal"), "belongs to the log"),
        (Path("a\0b"), "cannot be read"),
    ):  # fmt: skip
        with pytest.raises(FileTrouble, match=words):
            attach(log.session, [path], document_id=document)
    listening.close()
    assert lying(log) == []
    assert not attachment_folder(log.session.path).exists()


def test_a_link_to_a_file_is_followed(log: Any, document: int, tmp_path: Path) -> None:
    (tmp_path / "link.pdf").symlink_to(given(tmp_path))
    attach(log.session, [tmp_path / "link.pdf"], document_id=document)
    assert attached(log, document)[0].file.name == "link.pdf"
    assert not lying(log)[0].is_symlink()


def test_when_one_of_several_cannot_be_read_none_remains(log: Any, document: int, tmp_path: Path) -> None:
    first = given(tmp_path)
    with pytest.raises(FileTrouble):
        attach(log.session, [first, tmp_path / "none.pdf"], document_id=document)
    assert lying(log) == []
    attach(log.session, [first], document_id=document)
    with pytest.raises(FileTrouble):
        attach(log.session, [first, tmp_path / "none.pdf"], document_id=document)
    assert len(lying(log)) == 1, "what is attached elsewhere stays"


def test_a_full_disk_leaves_nothing_and_says_how_much_is_needed(
    log: Any, document: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = given(tmp_path, content=b"x" * 5_000_000)
    monkeypatch.setattr(disk, "free_space", lambda _: 17_777_216)
    with pytest.raises(FileTrouble, match=r"needs 22 MB, and 18 MB are free"):
        attach(log.session, [source], document_id=document)
    monkeypatch.undo()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileTrouble, match=r"too little room .* needs 22 MB"):
        attach(log.session, [source], document_id=document)
    monkeypatch.undo()
    assert not attachment_folder(log.session.path).exists()
    assert attached(log, document) == []


def test_a_large_file_is_copied_with_progress_and_can_be_stopped(log: Any, document: int, tmp_path: Path) -> None:
    source = tmp_path / "large.bin"
    with source.open("wb") as file:
        file.truncate(64 << 20)
    told: list[tuple[int, int]] = []
    attach(log.session, [source], Conduct(lambda *at: told.append(at)), document_id=document)
    assert told[-1] == (64 << 20, 64 << 20)
    assert len(told) >= 60
    log.run(RemoveAttachment(attached(log, document)[0].id))

    with source.open("r+b") as file:
        file.write(b"other")
    errand: Errand[Any] = Errand(lambda conduct: attach(log.session, [source], conduct, document_id=document))
    errand.stop()
    with pytest.raises(Cancelled):
        errand.start().result(30)
    assert len(lying(log)) == 1
    assert attached(log, document) == []


def test_a_file_that_changes_while_it_is_read_is_refused(log: Any, document: int, tmp_path: Path) -> None:
    source = given(tmp_path, content=b"x" * (3 << 20))

    def grow(done: int, total: int) -> None:
        with source.open("ab") as file:
            file.write(b"more")

    with pytest.raises(FileTrouble, match="changed while"):
        attach(log.session, [source], Conduct(grow), document_id=document)
    assert lying(log) == []


def test_a_copy_is_saved_elsewhere_and_checked(log: Any, document: int, tmp_path: Path) -> None:
    attach(log.session, [given(tmp_path)], document_id=document)
    file = attached(log, document)[0].file
    out = tmp_path / "out.pdf"
    out.write_bytes(b"old")
    save_copy(log.session.path, file, out)
    assert out.read_bytes() == b"the map"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    (path,) = lying(log)
    path.chmod(0o600)
    path.write_bytes(b"THE MAP")
    with pytest.raises(FileTrouble, match="no longer what was attached"):
        save_copy(log.session.path, file, out)
    assert out.read_bytes() == b"the map"
    path.unlink()
    with pytest.raises(FileTrouble, match="missing"):
        save_copy(log.session.path, file, out)
    assert sorted(each.name for each in tmp_path.iterdir() if "part" in each.name) == []


def test_missing_altered_and_forgotten_files_are_named(log: Any, document: int, tmp_path: Path) -> None:
    sources = [given(tmp_path, name, name.encode()) for name in ("one", "two", "three")]
    attach(log.session, sources, document_id=document)
    one, two, _ = (attached(log, document)[at].file for at in range(3))
    folder = attachment_folder(log.session.path)
    (folder / one.sha256[:2] / one.sha256).unlink()
    altered = folder / two.sha256[:2] / two.sha256
    altered.chmod(0o600)
    altered.write_bytes(b"owt")
    given(folder, "stray")
    assert faults(log) == [
        "The attached file one is missing",
        "The attached file two was altered or is damaged",
        "Nothing in the log refers to the file stray in the folder of attachments",
    ]


def test_a_damaged_stored_file_is_mended_by_attaching_it_again(log: Any, document: int, tmp_path: Path) -> None:
    attach(log.session, [given(tmp_path)], document_id=document)
    (path,) = lying(log)
    path.chmod(0o600)
    path.write_bytes(b"THE MAP")
    attach(log.session, [given(tmp_path)], document_id=document)
    assert faults(log) == []


def test_what_a_killed_program_left_is_swept(log: Any, document: int, tmp_path: Path) -> None:
    attach(log.session, [given(tmp_path)], document_id=document)
    folder = attachment_folder(log.session.path)
    old, new = given(folder, ".attachment.abc.part"), given(folder, ".attachment.def.part")
    os.utime(old, (1, 1))
    assert faults(log) == []
    attach(log.session, [given(tmp_path, "other", b"other")], document_id=document)
    assert not old.exists()
    assert new.exists()


def test_only_what_nothing_holds_is_taken_away(log: Any, document: int, tmp_path: Path) -> None:
    attach(log.session, [given(tmp_path)], document_id=document)
    digest = attached(log, document)[0].file.sha256
    path = log.session.path
    assert remove_if_unused(path, [digest]) == []
    log.run(RemoveAttachment(attached(log, document)[0].id))
    assert remove_if_unused(path, [digest]) == [], "undo may need it"
    other = given(attachment_folder(path), "x").rename(attachment_folder(path) / ("e" * 64))
    kept = attachment_folder(path) / "ee" / other.name
    kept.parent.mkdir()
    other.rename(kept)
    assert remove_if_unused(path, [other.name, "../../etc/passwd"]) == [other.name]
    assert not kept.parent.exists()
    assert len(lying(log)) == 1


def test_a_saved_page_is_attached_with_its_folder_as_one_zip(log: Any, document: int, tmp_path: Path) -> None:
    page = given(tmp_path, "News.html", b"<img src=News_files/a.png>")
    folder = tmp_path / "News_files"
    (folder / "deep").mkdir(parents=True)
    given(folder, "b.css")
    given(folder / "deep", "a.png")
    (folder / "out").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe")
    attach(log.session, [page], document_id=document)
    attach(log.session, [page], document_id=document)
    (one,) = attached(log, document)
    assert (one.file.name, one.file.media_type) == ("News.zip", "application/zip")
    (path,) = lying(log)
    with zipfile.ZipFile(path) as pack:
        assert pack.namelist() == ["News.html", "News_files/b.css", "News_files/deep/a.png"]
        assert pack.read("News.html") == page.read_bytes()
    lone = given(tmp_path, "Lone.html")
    attach(log.session, [lone], document_id=document)
    assert attached(log, document)[-1].file.name == "Lone.html"


def test_a_log_for_reading_only_takes_nothing_and_gives_copies(log: Any, document: int, tmp_path: Path) -> None:
    attach(log.session, [given(tmp_path)], document_id=document)
    file = attached(log, document)[0].file
    with closing(LogSession.open(log.session.path, read_only=True)) as session:
        with pytest.raises(LogUnavailable):
            attach(session, [given(tmp_path, "other", b"other")], document_id=document)
        save_copy(session.path, file, tmp_path / "out")
    assert len(lying(log)) == 1
