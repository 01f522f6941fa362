"""The images of rows that an import made leave out what is blank in them; the journal knows it all the same."""

from __future__ import annotations

import json
from contextlib import closing
from typing import Any

import pytest

from ascertain.app.checking import check_log
from ascertain.app.commands import Undo
from ascertain.app.incoming.taking import take_rows
from ascertain.domain.problems import Refused
from ascertain.store.connection import open_reader, open_writer
from ascertain.store.replaying import journaled_tables, replay
from tests.app.incoming.log_rows import CASE, PLAIN, foreign, told

_IMAGES = "SELECT after FROM change WHERE table_name = ? ORDER BY id"


@pytest.fixture
def taken(log: Any) -> Any:
    rows = [foreign(2, {**CASE, "source": ("Paper",)}), foreign(3, {"title": "Bare", "killed_unknown": "unknown"})]
    take_rows(log.session, "cases.csv", told(rows, PLAIN))
    return log


def test_they_say_what_is_stated_and_no_more(taken: Any) -> None:
    case, bare = (json.loads(text) for (text,) in taken.values(_IMAGES, "incident"))
    assert (case["killed_civilian_low"], case["killed_civilian_best"], case["killed_civilian_high"]) == (2, 2, 2)
    assert not {each for each in case if each.startswith(("injured", "munitions")) or each.endswith("_unknown")}
    assert bare["killed_unknown_unknown"] == 1
    assert "killed_civilian_best" not in bare
    (said,) = (json.loads(text) for (text,) in taken.values(_IMAGES, "statement"))
    assert set(said) == {"uid", "source_id", "stance"}


def test_the_tables_come_out_of_them_whole(taken: Any) -> None:
    with closing(open_reader(taken.session.path)) as connection:
        there = journaled_tables(connection)
        assert replay(connection, {"code": there["code"]}) == there
    assert not check_log(taken.session.path).faults
    (entry,) = taken.ask(lambda queries: queries.history(1))
    assert any(change.after == "2" for change in entry.changes)


@pytest.mark.parametrize(
    "harm",
    ["UPDATE incident SET injured_civilian_high = 9", "UPDATE statement SET note = 'by hand'",
     "UPDATE incident_text SET status_reason = 'by hand'"],
)  # fmt: skip
def test_what_was_blank_and_is_no_more_is_noticed(taken: Any, harm: str) -> None:
    with closing(open_writer(taken.session.path)) as connection:
        connection.execute(harm)
    assert any("do not follow" in str(fault) for fault in check_log(taken.session.path).faults)
    with pytest.raises(Refused):
        taken.run(Undo())
