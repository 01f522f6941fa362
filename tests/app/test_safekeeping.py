"""Backups by themselves: after changes, not too often, on closing, and in nobody's way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ascertain.app import backing_up
from ascertain.app.commands import LogIncident, Undo
from ascertain.app.safekeeping import APART_S, Safekeeping, Safety
from ascertain.app.session import LogSession
from ascertain.domain.backups import Why
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.records import IncidentContent
from ascertain.store import disk

DRONE = LogIncident(IncidentContent(title="Drone"))


@pytest.fixture
def told() -> list[Safety]:
    return []


@pytest.fixture
def keeping(log: Any, told: list[Safety]) -> Iterator[Safekeeping]:
    made = Safekeeping(log.session, lambda: None, told.append)
    yield made
    made.close()


def made(log: Any) -> list[Why]:
    """What backups were made for, oldest first."""
    found = backing_up.list_backups(log.session.path)
    return [each.manifest.why for each in reversed(found) if each.manifest is not None]


def test_after_a_change_there_is_a_backup_and_half_an_hour_later_another(log: Any, keeping: Safekeeping) -> None:
    keeping.begin().result()
    keeping.look().result()
    assert made(log) == []
    log.run(DRONE)
    keeping.look().result()
    assert made(log) == [Why.AUTOMATIC]
    log.run(DRONE)
    keeping.look().result()
    assert len(made(log)) == 1
    log.clock.at += APART_S
    keeping.look().result()
    found = backing_up.list_backups(log.session.path)
    assert found[0].manifest is not None
    assert found[0].manifest.incidents == 2
    log.clock.at += APART_S
    keeping.look().result()
    assert backing_up.list_backups(log.session.path) == found, "nothing has changed since"


def test_what_is_undone_is_a_change_too(log: Any, keeping: Safekeeping) -> None:
    log.run(DRONE)
    keeping.look().result()
    log.run(Undo())
    log.clock.at += APART_S
    keeping.look().result()
    (newest, *_) = backing_up.list_backups(log.session.path)
    assert newest.manifest is not None
    assert newest.manifest.incidents == 0


def test_what_changed_before_the_program_ended_is_backed_up_after_the_next_start(log: Any) -> None:
    log.run(DRONE)
    log.reopen()
    with closing(Safekeeping(log.session, lambda: None)) as keeping:
        keeping.begin().result()
        keeping.look().result()
        assert made(log) == [Why.AUTOMATIC]
    log.reopen()
    log.clock.at += APART_S
    with closing(Safekeeping(log.session, lambda: None)) as keeping:
        keeping.look().result()
        assert keeping.safety.newest is not None
        assert len(made(log)) == 1


def test_closing_backs_up_what_changed_and_nothing_else(log: Any, keeping: Safekeeping) -> None:
    keeping.at_close()
    assert made(log) == []
    future = log.session.ledger.run(DRONE)
    keeping.at_close()
    assert future.done(), "a command that was given comes first"
    assert made(log) == [Why.CLOSE]
    keeping.at_close()
    assert made(log) == [Why.CLOSE]


def test_one_by_hand_counts_and_is_made_at_any_time(log: Any, keeping: Safekeeping) -> None:
    log.run(DRONE)
    keeping.back_up(Why.BY_HAND)
    keeping.back_up(Why.BY_HAND)
    keeping.look().result()
    keeping.at_close()
    assert made(log) == [Why.BY_HAND, Why.BY_HAND]


def test_a_failure_is_told_tried_again_later_and_never_in_the_way(
    log: Any, keeping: Safekeeping, told: list[Safety], monkeypatch: pytest.MonkeyPatch
) -> None:
    log.run(DRONE)
    monkeypatch.setattr(disk, "free_space", lambda _: 0)
    keeping.look().result()
    assert "There is no room for a backup" in str(told[-1].failed)
    assert not told[-1].making
    before = len(told)
    keeping.look().result()
    assert len(told) == before, "not at once again"
    with pytest.raises(LogUnavailable):
        keeping.back_up(Why.BY_HAND)
    keeping.at_close()
    assert log.run(DRONE).operation
    monkeypatch.undo()
    log.clock.at += APART_S
    keeping.look().result()
    assert (told[-1].failed, told[-1].newest is not None) == (None, True)


def test_it_says_when_it_is_at_work(log: Any, keeping: Safekeeping, told: list[Safety]) -> None:
    keeping.begin().result()
    assert told == [Safety(known=True)]
    log.run(DRONE)
    keeping.look().result()
    assert [each.making for each in told] == [False, True, False]
    assert told[-1].newest is not None


def test_a_clock_that_was_wrong_holds_nothing_up(log: Any, keeping: Safekeeping) -> None:
    log.clock.at += 10 * 365 * 86_400
    log.run(DRONE)
    keeping.look().result()
    log.clock.at -= 10 * 365 * 86_400
    log.run(DRONE)
    keeping.look().result()
    assert len(made(log)) == 2


def test_a_log_that_is_only_read_is_not_backed_up(log: Any) -> None:
    log.run(DRONE)
    path = log.session.path
    with (
        closing(LogSession.open(path, read_only=True)) as session,
        closing(Safekeeping(session, lambda: None)) as keeping,
    ):
        keeping.begin().result()
        keeping.look().result()
        keeping.at_close()
    assert made(log) == []


def test_backups_go_where_the_settings_say(log: Any, tmp_path: Path) -> None:
    log.run(DRONE)
    with closing(Safekeeping(log.session, lambda: tmp_path / "elsewhere")) as keeping:
        keeping.look().result()
    assert made(log) == []
    assert len(list((tmp_path / "elsewhere").glob("*/*.ascertain"))) == 1


def test_one_on_closing_is_stopped_on_request(log: Any, keeping: Safekeeping) -> None:
    log.run(DRONE)
    with pytest.raises(Cancelled):
        keeping.at_close(Conduct(cancelled=lambda: True))
    assert made(log) == []


def test_a_log_that_shrank_is_told_until_somebody_says_it_is_right(
    log: Any, keeping: Safekeeping, told: list[Safety], writer_elsewhere: Any
) -> None:
    for _ in range(4):
        log.run(DRONE)
    keeping.back_up(Why.BY_HAND)
    writer_elsewhere.execute("PRAGMA foreign_keys=OFF")
    writer_elsewhere.execute("DELETE FROM incident WHERE id > 1")
    log.run(DRONE)
    log.clock.at += APART_S
    keeping.look().result()
    assert "The log has 2 incidents less than in an earlier backup" in str(told[-1].warning)
    newest = told[-1].newest
    assert newest is not None
    assert backing_up.let_go(log.session.path, newest, log.clock.now()).shrank is None
    log.run(DRONE)
    assert keeping.back_up(Why.BY_HAND).warning is None


def test_a_file_that_took_the_place_of_the_log_is_not_backed_up(log: Any, keeping: Safekeeping) -> None:
    log.run(DRONE)
    other = log.session.path.with_name("other.ascertain")
    log.session.save_as(other).result()
    other.replace(log.session.path)
    with pytest.raises(LogUnavailable, match="Another file has taken the place"):
        keeping.back_up(Why.BY_HAND)
    keeping.at_close()
    assert made(log) == []
