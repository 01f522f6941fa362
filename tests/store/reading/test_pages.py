from __future__ import annotations

from pathlib import Path

import pytest

from ascertain.domain.problems import LogUnavailable
from ascertain.store.pages import Pages
from tests.store.reading.sample import Sample


def test_first_ids_are_newest_first_without_the_trash_and_undated_last(sample: Sample) -> None:
    old = sample.incident(title="old", t_from=1_000)
    undated = sample.incident(title="undated", t_from=None)
    new = sample.incident(title="new", t_from=2_000)
    same_time = sample.incident(title="same time", t_from=2_000, draft=True)
    sample.incident(title="gone", t_from=3_000, trashed_at=1)
    pages = Pages(sample.path)
    assert list(pages.first_ids(10)) == [same_time, new, old, undated]
    assert list(pages.first_ids(2)) == [same_time, new]
    assert pages.count() == 4
    pages.close()


def test_rows_follow_the_order_of_the_ids_and_leave_out_the_missing(sample: Sample) -> None:
    one, two = sample.incident(title="one"), sample.incident(title="two")
    pages = Pages(sample.path)
    assert [row.title for row in pages.rows([two, 999, one])] == ["two", "one"]
    assert pages.rows([]) == []
    pages.close()


def test_a_row_holds_names_figures_and_days(sample: Sample) -> None:
    base = sample.place("مطار الأسد", country="IQ")
    number = sample.incident(
        title="=1+1",
        place_id=base,
        killed_low=0,
        killed_best=0,
        killed_high=3,
        munitions_unknown=True,
        follow_up_on="2023-11-01",
        country="IQ",
        injured_civilian_low=2,
    )
    sample.actor_in_role(number, "Militia", "claimed_by")
    sample.actor_in_role(number, "Base force", "target")
    sample.statement(number, "Outlet")
    sample.statement(number, "Ministry")
    sample.statement(number, "Outlet")
    sample.tag(number, "drone")
    pages = Pages(sample.path)
    (row,) = pages.rows([number])
    pages.close()
    assert (row.title, row.place, row.country) == ("=1+1", "مطار الأسد", "IQ")
    assert row.actors == (("claimed_by", "Militia"), ("target", "Base force"))
    assert row.sources == ("Outlet", "Ministry")
    assert row.tags == ("drone",)
    assert (row.killed.low, row.killed.best, row.killed.high, row.killed.unknown) == (0, 0, 3, False)
    assert row.munitions.unknown
    assert not row.munitions.stated
    assert row.harm[6].low == 2
    assert str(row.follow_up_on) == "2023-11-01"
    assert not row.trashed


def test_a_log_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LogUnavailable):
        Pages(tmp_path / "none.ascertain")


def test_a_log_of_a_folder_that_nobody_writes_to_is_read(sample: Sample) -> None:
    number = sample.incident(title="kept")
    sample.close()
    assert not sample.path.with_name(sample.path.name + "-wal").exists()
    sample.path.chmod(0o400)
    sample.path.parent.chmod(0o500)
    try:
        pages = Pages(sample.path)
        assert [row.title for row in pages.rows([number])] == ["kept"]
        pages.close()
    finally:
        sample.path.parent.chmod(0o700)
