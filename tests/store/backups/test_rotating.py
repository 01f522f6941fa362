"""Old backups go as promised, and never one that may be the last to hold something."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.app.commands import Undo
from ascertain.app.session import LogSession
from ascertain.domain.backups import Backup, Manifest, State, Why
from ascertain.store import backups
from ascertain.store.backups import rotating
from ascertain.store.backups.rotating import ASKED_FOR, DAYS, MONTHS, WEEKS, kept
from tests.store.backups.conftest import DAY, MINUTE, NOON, log_more

REASONS = st.sampled_from(sorted(Why))


def backup(at: int, why: Why = Why.AUTOMATIC, name: str = "") -> Backup:
    manifest = Manifest("uid", at, why, "0", "0002", 1, {}, 1, "")
    return Backup(Path(f"{name or at}.ascertain"), manifest, 1, State.WHOLE)


def day_of(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date()


times = st.integers(min_value=NOON, max_value=NOON + 800 * DAY)
some = st.lists(st.builds(backup, times, REASONS), max_size=120, unique_by=lambda each: each.path)


@given(some)
def test_the_newest_of_the_last_days_weeks_and_months_stay(all_: list[Backup]) -> None:
    stay = kept(all_, day_of)
    by_time = sorted(all_, key=lambda each: each.made_at)
    days = {day_of(each.made_at): each.path for each in by_time}
    weeks = {day_of(each.made_at).isocalendar()[:2]: each.path for each in by_time}
    months = {(day_of(each.made_at).year, day_of(each.made_at).month): each.path for each in by_time}
    for groups, most in ((days, DAYS), (weeks, WEEKS), (months, MONTHS)):
        newest = sorted(groups)[-most:]
        assert {groups[key] for key in newest} <= stay  # type: ignore[index]  # a key of the same groups
    assert len(stay) <= DAYS + WEEKS + MONTHS + ASKED_FOR


@given(some)
def test_rotating_twice_is_rotating_once(all_: list[Backup]) -> None:
    stay = kept(all_, day_of)
    assert kept([each for each in all_ if each.path in stay], day_of) == stay


@given(some)
def test_the_newest_of_all_stays_and_nothing_is_kept_that_is_not_there(all_: list[Backup]) -> None:
    stay = kept(all_, day_of)
    assert stay <= {each.path for each in all_}
    if all_:
        assert max(all_, key=lambda each: each.made_at).path in stay


@given(some, times)
def test_another_backup_takes_the_place_of_no_more_than_it_must(all_: list[Backup], at: int) -> None:
    one_more = backup(at, name="one more")
    lost = kept(all_, day_of) - kept([*all_, one_more], day_of)
    assert len(lost) <= 3


@given(st.lists(times, min_size=ASKED_FOR, max_size=40, unique=True))
def test_what_was_made_for_a_reason_outlives_what_came_by_itself(at: list[int]) -> None:
    asked = [backup(moment, Why.IMPORT) for moment in at]
    routine = [backup(moment + 30 * MINUTE, name=f"auto-{moment}") for moment in at]
    newest = {each.path for each in sorted(asked, key=lambda each: each.made_at)[-ASKED_FOR:]}
    assert newest <= kept([*asked, *routine], day_of)


def test_a_year_of_work_leaves_a_month_of_days_weeks_and_months() -> None:
    every_half_hour = [backup(NOON + day * DAY + half * 30 * MINUTE) for day in range(365) for half in range(20)]
    stay = kept(every_half_hour, day_of)
    assert 24 <= len(stay) <= DAYS + WEEKS + MONTHS


# ---- on disk


def make_each(log: Path, *at: int, why: Why = Why.AUTOMATIC) -> list[Backup]:
    return [backups.make(log, why, moment) for moment in at]


def left(log: Path) -> set[Path]:
    return {each.path for each in backups.listing(log)}


def test_what_need_not_stay_goes_with_its_manifest(log: Path) -> None:
    first, second, newest = make_each(log, NOON, NOON + 30 * MINUTE, NOON + 60 * MINUTE)
    assert set(backups.rotate(log, newest).dropped) == {first.path, second.path}
    assert sorted(each.name for each in newest.path.parent.iterdir()) == sorted(
        [newest.path.name, newest.path.with_suffix(".json").name]
    )


def test_a_broken_backup_stands_for_no_other(log: Path) -> None:
    yesterday, broken, newest = make_each(log, NOON - DAY, NOON - DAY + MINUTE, NOON)
    altered = bytearray(broken.path.read_bytes())
    altered[-1] ^= 1
    broken.path.write_bytes(altered)
    assert backups.rotate(log, newest).dropped == ()
    assert yesterday.path in left(log)


def test_a_cut_file_is_left_alone_and_counts_for_nothing(log: Path) -> None:
    yesterday, cut, newest = make_each(log, NOON - DAY, NOON - DAY + MINUTE, NOON)
    cut.path.write_bytes(cut.path.read_bytes()[:100])
    assert backups.rotate(log, newest).dropped == ()
    assert left(log) == {yesterday.path, cut.path, newest.path}


def test_the_backup_just_made_stays_whatever_the_clock_says(log: Path) -> None:
    _later, newest = make_each(log, NOON + MINUTE, NOON)
    backups.rotate(log, newest)
    assert newest.path in left(log)


def test_backups_of_another_log_in_the_same_folder_are_left_alone(log: Path, tmp_path: Path) -> None:
    (one,) = make_each(log, NOON)
    other = one.path.with_name("other-20231025T115900Z-close.ascertain")
    text = one.path.with_suffix(".json").read_text()
    other.write_bytes(one.path.read_bytes())
    other.with_suffix(".json").write_text(text.replace('"log_uid": "', '"log_uid": "x'))
    (newest,) = make_each(log, NOON + MINUTE)
    assert set(backups.rotate(log, newest).dropped) == {one.path}


def test_nothing_goes_while_the_log_has_shrunk_without_a_word(
    log: Path, take_away: Callable[[Path, int], None]
) -> None:
    old = make_each(log, NOON, NOON + MINUTE)
    take_away(log, 2)
    for newest in (*make_each(log, NOON + 40 * MINUTE), *make_each(log, NOON + 80 * MINUTE)):
        rotation = backups.rotate(log, newest)
        assert rotation.dropped == ()
        assert rotation.shrank is not None
        assert (rotation.shrank.table, rotation.shrank.before, rotation.shrank.now) == ("incident", 4, 2)
    assert {each.path for each in old} <= left(log)
    backups.account_for(old[0].path.parent, NOON + 80 * MINUTE)
    (newest,) = make_each(log, NOON + 120 * MINUTE)
    assert len(backups.rotate(log, newest).dropped) == 4


def test_a_loss_of_a_fifth_or_less_is_no_alarm(log: Path, take_away: Callable[[Path, int], None]) -> None:
    log_more(log, 6)
    make_each(log, NOON)
    take_away(log, 2)
    (newest,) = make_each(log, NOON + MINUTE)
    assert backups.rotate(log, newest).shrank is None


def test_what_was_undone_explains_itself(log: Path) -> None:
    make_each(log, NOON)
    with closing(LogSession.open(log)) as session:
        for _ in range(3):
            session.ledger.run(Undo()).result()
    (newest,) = make_each(log, NOON + MINUTE)
    assert newest.manifest is not None
    assert newest.manifest.incidents == 1
    rotation = backups.rotate(log, newest)
    assert rotation.shrank is None
    assert len(rotation.dropped) == 1


def test_the_note_that_all_is_right_is_read_with_care(log: Path, take_away: Callable[[Path, int], None]) -> None:
    (old,) = make_each(log, NOON)
    take_away(log, 3)
    for text in ("", "[]", '{"at": "now"}', "{"):
        (old.path.parent / rotating._ACCOUNTED).write_text(text)
        (newest,) = make_each(log, NOON + MINUTE)
        assert backups.rotate(log, newest).shrank is not None


@pytest.mark.parametrize("why", [Why.MIGRATION, Why.IMPORT, Why.RESTORE, Why.BY_HAND])
def test_what_was_made_before_something_happened_stays_that_day(log: Path, why: Why) -> None:
    (asked,) = make_each(log, NOON, why=why)
    routine, newest = make_each(log, NOON + MINUTE, NOON + 2 * MINUTE)
    assert set(backups.rotate(log, newest).dropped) == {routine.path}
    assert asked.path in left(log)
