"""Rows that cannot be taken are told, and an import that is stopped leaves nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ascertain.app.commands import PurgeIncidents
from ascertain.app.incoming.looking import look_at_rows
from ascertain.app.incoming.taking import take_rows
from ascertain.app.incoming.tally import IN_MEMORY, Kept
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.incoming.outcome import Choice, OnError
from ascertain.domain.incoming.rows import RecordKind, Refusal, Spot
from ascertain.domain.messages import say
from ascertain.domain.problems import Refused
from tests.app.contents import logged
from tests.app.incoming.log_rows import CASE, PLAIN, counted, edited, foreign, only, rows_of, tables, told


@pytest.fixture
def exported(log: Any) -> Any:
    """A log, and the rows of it as they were given to somebody."""
    logged(log)
    return rows_of(log)


BAD = [
    foreign(2, CASE),
    foreign(3, {**CASE, "killed_civilian": "some say many"}),
    foreign(4, {**CASE, "title": "x" * 600}),
    (Refusal(Spot("", 5), "Date", "32.13.2024", say("There is no such day.")),),
]


def test_rows_that_cannot_be_taken_are_told_and_the_others_taken(log: Any) -> None:
    look = look_at_rows(log.session, told(list(BAD), PLAIN))
    assert counted(look) == {"new": 1, "refused": 3}
    assert [(each.spot.row, each.column) for each in look.refusals] == [
        (5, "Date"), (3, "Killed, civilians"), (4, "What happened"),
    ]  # fmt: skip
    assert len(take_rows(log.session, "others.csv", told(list(BAD), PLAIN)).made) == 1


def test_or_nothing_is_taken(log: Any) -> None:
    before = tables(log)
    with pytest.raises(Refused, match="3 cells cannot be taken"):
        take_rows(log.session, "others.csv", told(list(BAD), PLAIN), Choice(OnError.STOP))
    assert tables(log) == before
    assert len(take_rows(log.session, "o.csv", told([BAD[0]], PLAIN), Choice(OnError.STOP)).made) == 1


def test_what_was_purged_stays_out(log: Any, exported: Any) -> None:
    log.run(PurgeIncidents((1,), ""))
    look = look_at_rows(log.session, told([only(exported, RecordKind.INCIDENT)]))
    assert [str(each.reason)[:24] for each in look.refusals] == ["This record was purged f"]
    assert take_rows(log.session, "back.xlsx", told([only(exported, RecordKind.INCIDENT)])).operation == 0


def test_a_record_that_is_there_twice_is_taken_once(log: Any) -> None:
    rows = [foreign(2, CASE), replace(foreign(2, {**CASE, "title": "Again"}), spot=Spot("", 3))]
    assert counted(look_at_rows(log.session, told(rows, PLAIN))) == {"new": 1, "refused": 1}
    assert len(take_rows(log.session, "others.csv", told(rows, PLAIN)).made) == 1


def test_a_statement_of_an_incident_that_is_nowhere_is_refused(log: Any, exported: Any) -> None:
    row = replace(only(exported, RecordKind.STATEMENT), uid="", of="", rest={})
    look = look_at_rows(log.session, told([edited(row, ref="1999-0001")]))
    assert [(each.column, each.value) for each in look.refusals] == [("Ref", "1999-0001")]


def test_of_very_many_refusals_most_lie_on_disk(log: Any) -> None:
    kept: Kept[Refusal] = Kept()
    given = [Refusal(Spot("a", row), "Date", "x", say("Row {row}", row=row)) for row in range(IN_MEMORY + 50)]
    kept.extend(given)
    assert len(kept) == len(given)
    assert list(kept) == given == list(kept)


def test_a_cancelled_import_leaves_nothing(log: Any) -> None:
    rows = [foreign(number, {**CASE, "title": f"Number {number}"}) for number in range(2, 3_000)]
    logged(log)
    before = tables(log)
    seen: list[int] = []

    def progress(done: int, total: int) -> None:
        seen.append(done)

    with pytest.raises(Cancelled):
        take_rows(
            log.session,
            "others.csv",
            told(rows, PLAIN),
            conduct=Conduct(progress, lambda: any(each > 900 for each in seen)),
        )
    assert tables(log) == before
    assert max(seen) < len(rows)
    with pytest.raises(Cancelled):
        look_at_rows(log.session, told(rows, PLAIN), Conduct(cancelled=lambda: True))


def test_progress_goes_on_to_the_end(log: Any) -> None:
    rows = [foreign(number, {**CASE, "title": f"Number {number}"}) for number in range(2, 1_202)]
    seen: list[tuple[int, int]] = []
    take_rows(log.session, "others.csv", told(rows, PLAIN), conduct=Conduct(lambda *told: seen.append(told)))
    assert seen == sorted(seen)
    assert len(seen) > 2
    assert log.values("SELECT count(*), count(DISTINCT ref) FROM incident") == [(1_200, 1_200)]
