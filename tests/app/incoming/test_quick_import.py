"""A large import leaves out indexes while it writes: what stands in the log afterwards is what it is without that."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import Connection

from ascertain.app.checking import check_log
from ascertain.app.commands import Redo, Undo
from ascertain.app.incoming.taking import take_rows
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.store import sparing
from ascertain.store.connection import open_reader
from ascertain.store.own_schema import fingerprint, parts_of
from tests.app.contents import logged
from tests.app.incoming.log_rows import CASE, PLAIN, foreign, tables, told

Make = Callable[[], Any]
_SEARCHED = "SELECT rowid, title, names, notes, evidence FROM incident_search ORDER BY rowid"
_GATHERED = "SELECT v FROM incident_search_config WHERE k = 'hashsize'"
_INCIDENTS = "SELECT * FROM incident ORDER BY id"


def _rows(count: int) -> list[Any]:
    return [
        foreign(
            at + 2,
            {**CASE, "title": f"Case {at}", "place": f"Place {at % 7}", "source": (f"Source {at % 5}", "Another"),
             "target": (f"Group {at % 3}",), "tags": ("one", f"tag {at % 2}")},
        )
        for at in range(count)
    ]  # fmt: skip


def _all(log: Any) -> dict[str, list[Any]]:
    return {**tables(log), "searched": log.values(_SEARCHED), "derived": log.values(_INCIDENTS),
            "change": log.values("SELECT * FROM change ORDER BY id"),
            "operation": log.values("SELECT id, kind, label, reverses FROM operation ORDER BY id"),
            "history": log.values("SELECT * FROM operation_incident ORDER BY 1, 2")}  # fmt: skip


def _schema(log: Any) -> str:
    with closing(open_reader(log.session.path)) as connection:
        return fingerprint(parts_of(connection))


def test_it_leaves_what_the_plain_way_leaves(make_log: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    plain, quick = make_log(), make_log()
    for log, fewest in ((plain, 10**9), (quick, 1)):
        monkeypatch.setattr(sparing, "FEWEST", fewest)
        logged(log)
        take_rows(log.session, "cases.csv", told(_rows(1_200), PLAIN))
    assert _all(quick) == _all(plain)
    assert _schema(quick) == _schema(plain)
    assert quick.values(_GATHERED) == [(1 << 20,)], "words are gathered as usual again"
    for turn in (Undo(), Redo()):
        for log in (plain, quick):
            log.run(turn)
            assert not check_log(log.session.path).faults
        assert _all(quick) == _all(plain)


def test_indexes_are_left_out_of_large_imports_alone(log: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    spared: list[int] = []
    spare = sparing.spare

    def noted(core: Connection) -> list[str]:
        spared.append(1)
        return spare(core)

    monkeypatch.setattr(sparing, "spare", noted)
    monkeypatch.setattr(sparing, "FEWEST", 10)
    take_rows(log.session, "few.csv", told(_rows(9), PLAIN))
    assert not spared
    rows = _rows(80)
    take_rows(log.session, "many.csv", told(rows[9:], PLAIN))
    assert spared == [1]
    take_rows(log.session, "some.csv", told(_rows(95)[80:], PLAIN))
    assert spared == [1], "a log of 80 does not grow by a third with 15"


def test_cancelled_it_leaves_the_log_with_all_its_indexes(log: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparing, "FEWEST", 1)
    logged(log)
    before, schema, done = _all(log), _schema(log), [0]
    conduct = Conduct(lambda at, _: done.append(at), lambda: done[-1] >= 1_000)
    with pytest.raises(Cancelled):
        take_rows(log.session, "cases.csv", told(_rows(1_500), PLAIN), conduct=conduct)
    assert done[-1] >= 1_000
    assert (_all(log), _schema(log)) == (before, schema)
    assert log.values(_GATHERED) == []
