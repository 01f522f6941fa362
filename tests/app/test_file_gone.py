"""The file of an open log is moved, replaced or deleted: nothing is written elsewhere, nothing that was saved is lost,
and the log can be saved under another name."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.attaching import attach
from ascertain.app.commands import KeepEntry, LogIncident, Undo
from ascertain.app.session import LogSession, create_session
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.drafts import Draft
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.domain.records import Document, IncidentContent
from ascertain.store import beside
from ascertain.store.checking import check

TITLES = ("First", "Second", "Third")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[LogSession]:
    """An open log with three incidents, which still wait in the `-wal` file."""
    made = create_session(tmp_path / "work" / "a.ascertain")
    for title in TITLES:
        made.ledger.run(LogIncident(IncidentContent(title=title))).result()
    yield made
    made.close()


def save(session: LogSession, title: str = "Fourth") -> None:
    session.ledger.run(LogIncident(IncidentContent(title=title))).result()


def refused(session: LogSession) -> str:
    """Every way to write is refused with the same sentence; returns it."""
    sentences = set()
    for write in (
        lambda: save(session),
        lambda: session.ledger.run(Undo()).result(),
        lambda: session.ledger.keep_draft(Draft("uid", "incident", "t", "{}")).result(),
        lambda: session.look().result(),
    ):
        with pytest.raises(LogUnavailable) as caught:
            write()
        assert caught.value.remedies[0] is Remedy.SAVE_AS
        sentences.add(str(caught.value))
    (sentence,) = sentences
    return sentence


def titles(path: Path) -> set[str]:
    """What is in a log, which is sound."""
    assert check(path).faults == ()
    with closing(LogSession.open(path, read_only=True)) as opened:
        return {row.title for row in opened.pages.rows(opened.pages.first_ids(100))}


def delete(path: Path) -> None:
    path.unlink()


def delete_all(path: Path) -> None:
    for each in (path, *beside.sidecars(path)):
        each.unlink(missing_ok=True)


def rename(path: Path) -> None:
    path.rename(path.with_name("b.ascertain"))


def rename_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("moved"))


def put_another_log(path: Path) -> None:
    other = path.with_name("other.ascertain")
    with closing(create_session(other)) as made:
        save(made, "Another")
    other.replace(path)


def put_a_copy(path: Path) -> None:
    copy = path.with_name("copy")
    shutil.copy(path, copy)
    copy.replace(path)


def put_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


WAYS: dict[Callable[[Path], None], str] = {
    delete: "is no longer at",
    delete_all: "is no longer at",
    rename: "is no longer at",
    rename_folder: "is no longer at",
    put_another_log: "Another file has taken the place of the log a.ascertain",
    put_a_copy: "Another file has taken the place of the log a.ascertain",
    put_a_folder: "Another file has taken the place of the log a.ascertain",
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_is_written_and_the_log_is_saved_under_another_name(
    session: LogSession, way: Callable[[Path], None], tmp_path: Path
) -> None:
    way(session.path)
    assert WAYS[way] in refused(session)
    # What is shown is still this log.
    assert session.pages.count() == 3
    target = tmp_path / "saved" / "c.ascertain"
    session.save_as(target).result()
    assert titles(target) == set(TITLES)
    assert sorted(each.name for each in target.parent.iterdir() if not each.name.endswith(("-wal", "-shm"))) == [
        "c.ascertain"
    ]
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("noticed", [True, False])
def test_a_renamed_log_has_all_that_was_saved(session: LogSession, noticed: bool) -> None:
    rename(session.path)
    if noticed:
        refused(session)
    else:
        session.close()
    # Alone under its new name, as if the program had been killed just then.
    assert titles(session.path.with_name("b.ascertain")) == set(TITLES)


@pytest.mark.parametrize("noticed", [True, False])
def test_another_log_in_its_place_gets_nothing_of_it(session: LogSession, noticed: bool) -> None:
    put_another_log(session.path)
    if noticed:
        refused(session)
    session.close()
    assert titles(session.path) == {"Another"}


def test_a_question_is_not_put_to_another_log(session: LogSession) -> None:
    asked = session.reader()
    assert asked.ask(lambda queries: queries.count(None)).result() == 3
    put_another_log(session.path)
    assert asked.ask(lambda queries: queries.count(None)).result() == 3
    with pytest.raises(LogUnavailable, match="Another file has taken the place"):
        session.reader().ask(lambda queries: queries.count(None)).result()


def test_a_log_that_comes_back_goes_on(session: LogSession) -> None:
    folder = session.path.parent
    rename_folder(session.path)
    refused(session)
    folder.with_name("moved").rename(folder)
    save(session)
    assert session.pages.count() == 4


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_a_deleted_sidecar_is_noticed_and_nothing_is_lost(session: LogSession, ending: str, tmp_path: Path) -> None:
    session.path.with_name(session.path.name + ending).unlink()
    assert f"was deleted or replaced while the log was open (a.ascertain{ending})" in refused(session)
    session.save_as(tmp_path / "c.ascertain").result()
    assert titles(tmp_path / "c.ascertain") == set(TITLES)
    session.close()
    with closing(LogSession.open(session.path)) as again:
        save(again)
        assert again.pages.count() == 4


def test_a_lock_file_that_was_taken_away_is_made_again(session: LogSession) -> None:
    lock = beside.lock_file(session.path)
    lock.unlink()
    save(session)
    assert lock.exists()
    with pytest.raises(LogUnavailable, match="another window"):
        LogSession.open(session.path)


def test_whoever_took_the_lock_meanwhile_is_the_writer(session: LogSession) -> None:
    beside.lock_file(session.path).unlink()
    with closing(LogSession.open(session.path)) as other:
        save(other)
        with pytest.raises(LogUnavailable, match="another window"):
            save(session, "Fifth")
    save(session, "Fifth")
    assert session.pages.count() == 5


def test_the_file_goes_while_an_operation_is_under_way(session: LogSession) -> None:
    class Clock:
        def now(self) -> int:
            delete(session.path)
            return 0

    session.warm().result()
    desk = session.ledger._desk
    assert desk is not None
    desk.door.clock = Clock()  # type: ignore[assignment]
    with pytest.raises(LogUnavailable, match="is no longer at"):
        save(session)
    assert session.pages.count() == 3


def test_save_as_takes_attached_files_along(session: LogSession, tmp_path: Path) -> None:
    (tmp_path / "map.pdf").write_bytes(b"the map")
    document = session.ledger.run(KeepEntry(Document("A page"))).result().made[0]
    attach(session, [tmp_path / "map.pdf"], document_id=document)
    target = tmp_path / "c.ascertain"
    session.save_as(target).result()
    assert check(target).faults == ()
    (stored,) = (each for each in beside.attachment_folder(target).rglob("*") if each.is_file())
    assert stored.read_bytes() == b"the map"


def test_save_as_writes_over_nothing(session: LogSession, tmp_path: Path) -> None:
    taken = tmp_path / "taken.ascertain"
    taken.write_text("precious")
    with pytest.raises(LogUnavailable, match="There is already a file"):
        session.save_as(taken).result()
    assert taken.read_text() == "precious"
    for gone in (False, True):
        if gone:
            delete(session.path)
        with pytest.raises(LogUnavailable, match="Choose another name"):
            session.save_as(session.path).result()
    with pytest.raises(LogUnavailable, match="cannot be saved as"):
        session.save_as(taken / "c.ascertain").result()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["taken.ascertain", "work"]


def test_save_as_does_not_take_what_an_older_log_left(session: LogSession, tmp_path: Path) -> None:
    target = tmp_path / "c.ascertain"
    shutil.copy(session.path.with_name("a.ascertain-wal"), tmp_path / "c.ascertain-wal")
    session.ledger.run(Undo()).result()
    session.save_as(target).result()
    assert titles(target) == {"First", "Second"}
    assert (tmp_path / "c.left-over-1.ascertain-wal").exists()


def test_save_as_can_be_stopped(session: LogSession, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        session.save_as(tmp_path / "c.ascertain", Conduct(cancelled=lambda: True)).result()
    assert [each.name for each in tmp_path.iterdir()] == ["work"]
    save(session)


def test_save_as_needs_room_and_says_how_much(
    session: LogSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for asked in ("disk.free_space", "failures._free_beside"):
        monkeypatch.setattr(f"ascertain.store.{asked}", lambda _: 300_000)
    with pytest.raises(LogUnavailable, match=r"About 4\.\d MB are needed; 300 kB are free\."):
        session.save_as(tmp_path / "c.ascertain").result()
    assert [each.name for each in tmp_path.iterdir()] == ["work"]


def test_a_copy_that_is_not_the_log_is_not_kept(
    session: LogSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(path: Path) -> None:
        with closing(sqlite3.connect(path)) as knife:
            knife.execute("DELETE FROM incident_text")
            knife.commit()

    monkeypatch.setattr("ascertain.store.saving_as.disk.sync_file", cut)
    with pytest.raises(LogUnavailable, match="was not the same as the log"):
        session.save_as(tmp_path / "c.ascertain").result()
    assert [each.name for each in tmp_path.iterdir()] == ["work"]


def test_a_log_open_for_reading_is_saved_too(session: LogSession, tmp_path: Path) -> None:
    with closing(LogSession.open(session.path, read_only=True)) as reading:
        delete_all(session.path)
        with pytest.raises(LogUnavailable, match="is no longer at"):
            reading.look().result()
        reading.save_as(tmp_path / "c.ascertain").result()
    assert titles(tmp_path / "c.ascertain") == set(TITLES)
