"""What can be read of a damaged or hostile file comes into a new log that is sound; the file itself stays as it is."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ascertain.app.checking import check_log
from ascertain.app.commands import KeepView, LogIncident, SetStatus, Undo
from ascertain.app.salvaging import name_for, salvage_log, told
from ascertain.app.session import LogSession
from ascertain.domain.codes import Status
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.records import IncidentContent, SavedView
from ascertain.domain.table_rows import Measures
from ascertain.store.replaying import JOURNALED
from ascertain.store.salvaging import Salvaged
from tests.prove.zoo import ZOO
from tests.store.cutting import cut

PAGE = 4096


def rows(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def salvaged(path: Path) -> Salvaged:
    before = path.read_bytes()
    result = salvage_log(path, name_for(path), "someone")
    assert path.read_bytes() == before
    assert result.path.stat().st_mode & 0o777 == 0o600
    assert [str(fault) for fault in check_log(result.path).faults] == []
    return result


def test_a_sound_log_comes_over_whole(path: Path) -> None:
    result = salvaged(path)
    assert result.journal_whole
    assert not any(tally.lost or tally.mended or tally.unread for _, tally in result.tallies)
    for name in JOURNALED:
        columns = "*" if name != "incident" else "id, uid, ref, title, status, t_from, version, country, origins"
        query = f"SELECT {columns} FROM {name} ORDER BY id"
        assert rows(result.path, query) == rows(path, query), name
    uid = "SELECT value FROM log_info WHERE key = 'uid'"
    assert rows(result.path, uid) == rows(path, uid)
    assert [str(line) for line in told(result)][:2] == [
        "8 incidents saved, none lost",
        "14 statements saved, none lost",
    ]


def test_undo_and_numbers_go_on_in_the_new_log(path: Path) -> None:
    result = salvaged(path)
    with closing(LogSession.open(result.path)) as session:
        label = session.ledger.undo_state().result().undo
        assert label is not None
        assert session.ledger.run(Undo()).result().operation
        made = session.ledger.run(LogIncident(IncidentContent(title="Another"))).result().made[0]
    refs = [ref for (ref,) in rows(result.path, "SELECT ref FROM incident")]
    assert len(set(refs)) == len(refs)
    assert made > max(row_id for (row_id,) in rows(path, "SELECT id FROM incident"))
    assert not check_log(result.path).faults


@pytest.mark.parametrize(
    "name", [name for name in ZOO if name.startswith(("trigger", "view", "endless", "computed", "newer"))]
)
def test_nothing_in_a_hostile_file_runs_and_its_rows_come_over(name: str, path: Path) -> None:
    ZOO[name][1](path)
    result = salvaged(path)
    assert result.of("incident").saved == 8
    assert result.of("statement").saved == 14
    assert rows(result.path, "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')") == [(0,)]


def test_rows_that_a_table_lost_come_out_of_the_history(path: Path) -> None:
    cut(path, "DELETE FROM source", "DELETE FROM incident WHERE id IN (2, 3)", "DELETE FROM incident_text WHERE id = 4")
    result = salvaged(path)
    assert result.of("source").restored == 6
    assert result.of("incident").restored == 2
    assert result.of("statement").saved == 14
    query = "SELECT title, place_text, notes FROM incident JOIN incident_text USING (id) WHERE id IN (2, 3, 4)"
    assert all(title for title, *_ in rows(result.path, query))
    assert len(rows(result.path, query)) == 3


def test_values_that_are_none_are_mended_and_told(path: Path) -> None:
    cut(
        path,
        "UPDATE incident SET title = CAST(x'61006220ff' AS TEXT), zone = 'nowhere', follow_up_on = 'soon' WHERE id = 1",
        "UPDATE incident SET killed_civilian_low = 9, killed_civilian_high = 1 WHERE id = 2",
        "UPDATE statement SET stance = 'shouts', credibility = 9, origin_id = 999 WHERE id = 1",
        "UPDATE link SET to_id = from_id WHERE id = 1",
        "UPDATE incident_actor SET role = 'x' WHERE id = 1",
        "UPDATE incident SET uid = 'x', ref = 'x' WHERE id = 3",
    )
    result = salvaged(path)
    assert result.of("incident").saved == 8
    assert result.of("incident").mended == 3
    assert result.of("link").lost == 1
    assert result.of("incident_actor").lost == 1
    assert rows(result.path, "SELECT title, zone, follow_up_on FROM incident WHERE id = 1") == [("ab �", "UTC", None)]
    assert rows(result.path, "SELECT stance, credibility, origin_id FROM statement WHERE id = 1") == [
        ("reports", None, None)
    ]
    assert not result.journal_whole
    with closing(LogSession.open(result.path)) as session:
        assert session.ledger.undo_state().result().undo is None
    assert "can no longer be undone" in str(told(result)[-1])


def test_how_a_view_lays_out_its_columns_comes_over_and_what_is_no_layout_is_left_out(path: Path) -> None:
    layout = Measures({"title": 320}, "compact")
    with closing(LogSession.open(path)) as session:
        for name in ("Whole", "Torn", "List", "Odd"):
            view = SavedView(name, "status:claimed", ("-t_from",), ("ref", "title"), layout=layout)
            session.ledger.run(KeepView(view)).result()
    cut(
        path,
        "UPDATE saved_view SET layout = '{\"widths\": {' WHERE name = 'Torn'",
        "UPDATE saved_view SET layout = '[1]', sort = 'no' WHERE name = 'List'",
        """UPDATE saved_view SET layout = '{"widths": {"title": -5, "ref": 60}, "density": 7}' WHERE name = 'Odd'""",
    )
    result = salvaged(path)
    assert (result.of("saved_view").saved, result.of("saved_view").mended) == (4, 2)
    with closing(LogSession.open(result.path)) as session:
        views = session.reader().ask(lambda queries: queries.saved_views()).result()
    assert [(view.name, view.sort, view.layout) for view in views] == [
        ("Whole", ("-t_from",), layout),
        ("Torn", ("-t_from",), Measures()),
        ("List", (), Measures()),
        ("Odd", ("-t_from",), Measures({"ref": 60})),
    ]


def owners(path: Path) -> dict[int, tuple[str, int]]:
    """Which table each page belongs to, and how many rows a leaf holds; all of them for a page that leads to others."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            pages = connection.execute("SELECT pageno, name, pagetype, ncell FROM dbstat").fetchall()
        except sqlite3.OperationalError:
            pytest.skip("this SQLite does not tell which page belongs to which table")
    return {number: (name, cells if kind == "leaf" else 1_000) for number, name, kind, cells in pages}


@pytest.mark.parametrize("seed", range(8))
def test_pages_that_are_gone_cost_no_more_than_they_held(seed: int, path: Path) -> None:
    chance = random.Random(seed)
    belongs = owners(path)
    content = bytearray(path.read_bytes())
    gone = {chance.randrange(1, len(content) // PAGE) for _ in range(3)}
    for number in gone:
        at = number * PAGE
        content[at : at + PAGE] = chance.randbytes(PAGE) if chance.random() < 0.5 else bytes(PAGE)
    path.write_bytes(content)
    result = salvaged(path)
    hit = [belongs[number + 1] for number in gone if number + 1 in belongs]
    from_table = 8 - min(8, sum(cells for name, cells in hit if name == "incident"))
    journal_whole = not any(name in ("change", "operation") for name, _ in hit)
    # What stood on a page that is gone is told by the journal, unless a page of the journal is gone too.
    assert result.of("incident").saved >= (8 if journal_whole else from_table)


def test_a_file_that_was_cut_short(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 9 // 10])
    assert salvaged(path).of("incident").saved == 8


def test_what_is_no_log_cannot_be_salvaged(tmp_path: Path) -> None:
    path = tmp_path / "letter.ascertain"
    path.write_bytes(b"Dear all,\n" * 500)
    with pytest.raises(LogUnavailable):
        salvage_log(path, name_for(path))
    assert [each.name for each in tmp_path.iterdir()] == ["letter.ascertain"]


def test_nothing_is_written_over(path: Path) -> None:
    with pytest.raises(LogUnavailable, match="already a file"):
        salvage_log(path, path)


def test_stopped_it_leaves_nothing(path: Path) -> None:
    with pytest.raises(Cancelled):
        salvage_log(path, name_for(path), conduct=Conduct(cancelled=lambda: True))
    assert {each.name for each in path.parent.iterdir() if "salvaged" in each.name} == set()


def test_a_changed_log_is_salvaged_with_its_changes(path: Path) -> None:
    with closing(LogSession.open(path)) as session:
        session.ledger.run(SetStatus((1, 2), Status.REFUTED, "Shown to be wrong")).result()
    result = salvaged(path)
    assert result.journal_whole
    assert rows(result.path, "SELECT count(*) FROM incident WHERE status = 'refuted'") >= [(2,)]
