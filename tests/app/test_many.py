"""Changing fields and texts of many incidents at once: the same as one by one, one operation, one undo, or nothing."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import EditFields, LogIncident, ReplaceText, SetStatus, TagIncidents, Undo
from ascertain.app.many import edit_of, reach_of_edits, with_reason
from ascertain.app.session import create_session
from ascertain.domain.codes import Role, Stance, Status
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.field_edits import FieldEdit, Way
from ascertain.domain.problems import Refused
from ascertain.domain.records import Figure, NamedRef, Statement
from ascertain.domain.text_replacing import NOTES_OF_STATEMENTS, TextSearch, replaceable
from ascertain.store.schema import metadata
from tests.app.conftest import CountedIds, Log, SetClock
from tests.app.contents import FULL
from tests.prove.many_deeds import any_edit

_JOURNAL = {"operation", "change", "operation_incident", "log_info"}
_OF_THE_MOMENT = {"version", "updated_at", "status_at", "uid"}


def _new_log(folder: Path) -> Log:
    clock, ids = SetClock(), CountedIds()
    path = folder / "log.ascertain"
    session = create_session(path, vocabularies=shipped_vocabularies(), clock=clock, ids=ids, author="someone")
    return Log(session, clock, ids)


def _fill(log: Log) -> tuple[int, ...]:
    bare = replace(FULL, title="A rocket on the road", place=None, actors=(), statements=(), tags=("road",), notes="")
    more = replace(FULL, title="Drones, again", status=Status.CLAIMED, killed_civilian=Figure(1, 2, 3))
    made: tuple[int, ...] = ()
    for content in (FULL, bare, more, replace(bare, title="Nothing is known", munitions=Figure())):
        made += log.run(LogIncident(content)).made
    return made


def _rows(log: Log, *, but: set[str] = frozenset()) -> dict[str, list[Any]]:  # type: ignore[assignment]
    """All rows of the log but those of the journal, with what is found by words."""
    rows: dict[str, list[Any]] = {}
    for name, table in metadata.tables.items():
        if name not in _JOURNAL:
            columns = ", ".join(column.name for column in table.c if column.name not in but)
            rows[name] = log.values(
                f"SELECT {columns} FROM {name} ORDER BY id" if "id" in table.c else f"SELECT {columns} FROM {name}"
            )
    rows["found"] = log.values("SELECT rowid, title, names, notes, evidence FROM incident_search ORDER BY rowid")
    return rows


@given(st.integers(0, 2**20))
@settings(max_examples=10, deadline=None)
def test_many_at_once_are_the_same_as_one_by_one_and_one_undo_leads_back(seed: int) -> None:
    draw = random.Random(seed)
    edits = tuple({edit.field: edit for edit in (any_edit(draw) for _ in range(draw.randint(1, 3)))}.values())
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        together, apart = _new_log(Path(one)), _new_log(Path(other))
        with closing(together.session), closing(apart.session):
            ids = _fill(together)
            assert ids == _fill(apart)
            before = _rows(together, but={"version", "updated_at"})
            try:
                notice = together.run(EditFields(ids, edits, "because", despite=True))
            except Refused:
                assert _rows(together, but={"version", "updated_at"}) == before
                return
            for each in ids:
                apart.run(EditFields((each,), edits, "because"))
            assert _rows(together, but=_OF_THE_MOMENT) == _rows(apart, but=_OF_THE_MOMENT)
            if notice.operation:
                together.run(Undo())
            assert _rows(together, but={"version", "updated_at"}) == before


def test_each_way_does_what_it_says(log: Log) -> None:
    ids = _fill(log)
    log.run(
        EditFields(
            ids,
            (
                FieldEdit("means", Way.SET, "rocket"),
                FieldEdit("tags", Way.ADD, ("Road", "night")),
                FieldEdit(Role.TARGET.value, Way.REMOVE, (NamedRef("the army"),)),
                FieldEdit("statements", Way.ADD, (NamedRef("Channel One"),)),
                FieldEdit("killed_civilian", Way.SET, "9", "high"),
                FieldEdit("title", Way.APPEND, "(reported)"),
                FieldEdit("status", Way.SET, "confirmed"),
            ),
            "two of them say so",
        )
    )
    full, bare = log.incident(ids[0]).content, log.incident(ids[1]).content
    assert {log.incident(each).content.means for each in ids} == {"rocket"}
    assert bare.tags == ("road", "night")
    assert [each.role for each in full.actors] == [Role.CLAIMED_BY]
    assert len(full.statements) == len(FULL.statements)
    assert [(each.source.name, each.stance) for each in bare.statements] == [("Channel One", Stance.REPORTS)]
    assert full.killed_civilian == Figure(0, 1, 9)
    assert full.title == "Two drones reach the base (reported)"
    assert (full.status, full.status_reason) == (Status.CONFIRMED, "two of them say so")


def test_where_one_would_not_be_valid_nothing_is_saved_and_it_is_named(log: Log) -> None:
    ids = _fill(log)
    before = _rows(log)
    with pytest.raises(Refused) as refused:
        log.run(EditFields(ids, (FieldEdit("killed_civilian", Way.SET, "2", "low"),)))
    (problem,) = refused.value.problems
    assert problem.code == "would_be_invalid"
    assert log.incident(ids[0]).ref in str(problem.text)
    assert _rows(log) == before
    log.run(EditFields(ids[1:2], (FieldEdit("munitions", Way.SET, "2", "low"),)))


def test_those_that_would_not_be_valid_are_left_out_when_asked(log: Log) -> None:
    ids = _fill(log)
    log.run(EditFields(ids, (FieldEdit("munitions", Way.SET, "7", "low"),), leave_out_unfit=True))
    lows = [log.incident(each).content.munitions.low for each in ids]
    assert 7 in lows
    assert 7 not in lows[:1]
    log.run(LogIncident(replace(FULL, title="7")))
    before = log.incident(ids[0]).content.title
    log.run(ReplaceText((*ids, ids[-1] + 1), TextSearch("7", ""), ("title",), leave_out_unfit=True))
    assert log.incident(ids[-1] + 1).content.title == "7"
    assert log.incident(ids[0]).content.title == before


def test_of_very_many_all_are_counted_by_the_database(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    ids, fields = _fill(log), log.session.fields
    edits = [
        (FieldEdit("means", Way.SET, "rocket"),), (FieldEdit("outcome", Way.CLEAR),),
        (FieldEdit("place", Way.CLEAR), FieldEdit("zone", Way.SET, "UTC")),
        (FieldEdit("killed_civilian", Way.SET, Figure(1, 2, 3)),), (FieldEdit("munitions", Way.CLEAR),),
        (FieldEdit("status", Way.SET, "claimed"), FieldEdit("is_aggregate", Way.SET, False)),
        (FieldEdit("follow_up_on", Way.SET, date(2024, 1, 2)),),
    ]  # fmt: skip
    for each in edits:
        keys = tuple(edit.field for edit in each)
        whole, edit, reach = (
            with_reason(each, "because"),
            edit_of(each, "because", fields),
            reach_of_edits(each, fields),
        )

        def ask(whole: Any = whole, edit: Any = edit, reach: Any = reach, keys: Any = keys) -> Any:
            return log.session.reader().ask(lambda q: q.preview_edit(ids, edit, reach, keys, edits=whole)).result()

        looked = ask()
        with monkeypatch.context() as few:
            few.setattr("ascertain.store.queries.many.MOST_LOOKED_AT", 1)
            counted = ask()
        assert (looked.counted, counted.counted, counted.looked_at) == (False, True, 1)
        assert counted.changing + len(counted.unfit) == looked.changing + len(looked.unfit)
        for key in {"means", "outcome", "zone", "status", "is_aggregate", "follow_up_on"}.intersection(keys):
            assert dict(counted.held[key]) == dict(looked.held[key])


def test_a_status_needs_its_reason_and_a_claim_of_many_a_yes(log: Log) -> None:
    ids = _fill(log)
    claim = FieldEdit(Role.CLAIMED_BY.value, Way.ADD, (NamedRef("Somebody"),))
    for command, code in (
        (EditFields(ids, (FieldEdit("status", Way.SET, "confirmed"),), " "), "needed"),
        (EditFields(ids, (claim,)), "firewall"),
        (EditFields(ids, (FieldEdit("t_from", Way.CLEAR),)), "unknown_field"),
        (EditFields(ids, (FieldEdit("title", Way.CLEAR),)), "unfit"),
        (EditFields(ids, ()), "needed"),
    ):
        with pytest.raises(Refused) as refused:
            log.run(command)
        assert [each.code for each in refused.value.problems] == [code]
    log.run(EditFields(ids, (claim,), despite=True))
    assert all(any(each.role is Role.CLAIMED_BY for each in log.incident(one).content.actors) for one in ids)
    log.run(EditFields(ids, (replace(claim, way=Way.REMOVE),)))


def test_replaced_everywhere_but_in_quotes_and_back(log: Log) -> None:
    statement = Statement(NamedRef("A witness"), quote="two drones", note="two drones, he says")
    content = replace(FULL, title="Two drones", notes="Drones.\ndrones", statements=(statement,))
    ids = log.run(LogIncident(content)).made
    before = _rows(log, but={"version", "updated_at"})
    log.run(ReplaceText(ids, TextSearch("DRONES", "rockets"), replaceable(log.session.fields)))
    after = log.incident(ids[0]).content
    assert (after.title, after.notes) == ("Two rockets", "rockets.\nrockets")
    assert (after.statements[0].quote, after.statements[0].note) == ("two drones", "two rockets, he says")
    log.run(Undo())
    assert _rows(log, but={"version", "updated_at"}) == before


def test_a_replacement_that_empties_a_title_is_refused(log: Log) -> None:
    ids = log.run(LogIncident(replace(FULL, title="drones"))).made
    with pytest.raises(Refused) as refused:
        log.run(ReplaceText(ids, TextSearch("drones"), ("title",)))
    assert refused.value.problems[0].code == "would_be_invalid"
    with pytest.raises(Refused):
        log.run(ReplaceText(ids, TextSearch("(a+)+", expression=True), ("title", NOTES_OF_STATEMENTS)))


@pytest.mark.parametrize(
    "make",
    [
        lambda ids: SetStatus(ids, Status.CONFIRMED, "because"),
        lambda ids: TagIncidents(ids, ("many",)),
        lambda ids: EditFields(ids, (FieldEdit("means", Way.SET, "rocket"),)),
        lambda _: Undo(),
    ],
)
def test_what_is_cancelled_is_not_there_at_all(log: Log, make: Callable[[Any], Any]) -> None:
    ids = _fill(log)
    log.run(TagIncidents(ids, ("before",)))
    before = _rows(log), log.values("SELECT max(id) FROM operation")
    told: list[tuple[int, int]] = []

    def cancelled() -> bool:
        return bool(told)

    conduct = Conduct(lambda done, total: told.append((done, total)), cancelled)
    with pytest.raises(Cancelled):
        log.session.ledger.run(make(ids), conduct).result()
    assert (_rows(log), log.values("SELECT max(id) FROM operation")) == before
    assert told
    notice = log.session.ledger.run(make(ids), Conduct()).result()
    assert notice.operation
