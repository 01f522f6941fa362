"""What another log has and this one lacks comes in as one operation, checked, backed up before, and undone in one
step."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ascertain.app.attaching import attach
from ascertain.app.backing_up import list_backups
from ascertain.app.checking import check_log
from ascertain.app.commands import (
    KeepCode,
    KeepOwnField,
    KeepView,
    LogIncident,
    MoveView,
    PurgeIncidents,
    Redo,
    RestoreEntryVersion,
    RestoreIncidentVersion,
    TrashIncidents,
    Undo,
)
from ascertain.app.example import log_example
from ascertain.app.importing import Survey, import_log, look_at
from ascertain.domain.backups import Why
from ascertain.domain.codes import AnchorKind
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.problems import LogUnavailable, Refused
from ascertain.domain.records import Anchor, IncidentContent, NamedRef, OwnValue, ReportedTime, SavedView
from ascertain.domain.rows import Shelf
from ascertain.domain.table_rows import Measures
from ascertain.domain.vocabulary import Code
from ascertain.store.replaying import JOURNALED
from tests.app.contents import FULL, logged, without_ids

Make = Callable[[], Any]


def cut(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as knife:
        for statement in statements:
            knife.execute(statement)


def tables(log: Any) -> dict[str, list[Any]]:
    return {name: log.values(f"SELECT * FROM {name} ORDER BY id") for name in JOURNALED if name != "incident"}


@pytest.fixture
def other(make_log: Make) -> Any:
    """A log of its own, with the ids of nobody else."""
    make_log()
    made = make_log()
    made.ids.last = 1 << 64
    log_example(made.session)
    return made


def test_what_an_import_would_bring_is_counted_before(log: Any, other: Any) -> None:
    other.run(TrashIncidents((1,)))
    assert look_at(log.session, other.session.path) == Survey(new=7, there=0, purged=0, trashed=1, unreadable=0)
    assert log.values("SELECT count(*) FROM operation") == [(0,)]


def test_everything_comes_over_in_one_operation(log: Any, other: Any) -> None:
    logged(log)
    notice = import_log(log.session, other.session.path, 8)
    assert str(notice.label) == f"Import 8 incidents from {other.session.path.name}"
    assert len(notice.made) == 8
    for here, there in zip(notice.made, range(1, 9), strict=True):
        one, two = log.incident(here), other.incident(there)
        assert (one.uid, one.status_at, one.created_at, one.country, one.origins) == (
            two.uid, two.status_at, two.created_at, two.country, two.origins,
        )  # fmt: skip
        assert one.content.statements
        assert plain(one.content) == plain(two.content)
        assert {(link.type, link.other_title, link.note) for link in one.links} == {
            (link.type, link.other_title, link.note) for link in two.links
        }
    assert [backup.manifest.why for backup in list_backups(log.session.path) if backup.manifest] == [Why.IMPORT]
    assert not check_log(log.session.path).faults
    assert log.session.reader().ask(lambda queries: queries.count(None)).result() == 9


def plain(content: IncidentContent) -> object:
    bare = without_ids(content)
    statements = tuple(
        (s.source.name, s.stance, s.quote, s.passage, s.note, s.assertions, s.credibility) for s in bare.statements
    )
    return (bare.title, bare.kind, bare.when.phrase, bare.when.t_from, bare.place, bare.actors, statements, bare.tags)


def test_it_is_undone_and_redone_in_one_step(log: Any, other: Any) -> None:
    logged(log)
    before = tables(log)
    import_log(log.session, other.session.path)
    after = tables(log)
    log.run(Undo())
    assert tables(log) == before
    log.run(Redo())
    assert tables(log) == after
    assert not check_log(log.session.path).faults


def test_a_version_of_what_was_undone_and_imported_again_is_not_brought_back_beside_it(log: Any, other: Any) -> None:
    first = import_log(log.session, other.session.path)
    (document,) = log.values("SELECT id FROM document")[0]
    log.run(Undo())
    import_log(log.session, other.session.path)
    with pytest.raises(Refused, match="came into the log again"):
        log.run(RestoreEntryVersion(Shelf.DOCUMENTS, document, first.operation))
    with pytest.raises(Refused, match="no longer in the log"):
        log.run(RestoreIncidentVersion(first.made[0], first.operation))
    assert log.values("SELECT count(*) FROM document") == [(1,)]


def test_what_is_there_is_not_taken_again(log: Any, other: Any) -> None:
    import_log(log.session, other.session.path)
    before = tables(log)
    assert look_at(log.session, other.session.path).there == 8
    assert import_log(log.session, other.session.path).operation == 0
    assert tables(log) == before


def test_numbers_that_are_taken_are_given_anew_and_none_is_given_twice(log: Any, other: Any) -> None:
    for _ in range(3):
        logged(log)
    import_log(log.session, other.session.path)
    logged(log)
    refs = [ref for (ref,) in log.values("SELECT ref FROM incident")]
    assert len(set(refs)) == len(refs) == 12


def test_entries_of_the_same_name_are_not_made_twice(log: Any, make_log: Make) -> None:
    logged(log)
    second = make_log()
    second.ids.last = 1 << 70
    logged(second)
    import_log(log.session, second.session.path)
    for name in ("place", "actor", "source", "document", "tag"):
        column = "title" if name == "document" else "name"
        names = [row[0] for row in log.values(f"SELECT {column} FROM {name}")]
        assert len(set(names)) == len(names), name
    assert log.values("SELECT count(*) FROM incident") == [(2,)]


def test_a_code_that_was_added_there_comes_along(log: Any, make_log: Make) -> None:
    second = make_log()
    second.ids.last = 1 << 70
    second.run(KeepCode("means", Code("balloon", "Balloon")))
    logged(second, IncidentContent(title="A balloon", means="balloon"))
    made = import_log(log.session, second.session.path).made
    assert log.incident(made[0]).content.means == "balloon"
    assert log.session.vocabularies.label("means", "balloon") == "Balloon"
    log.run(Undo())
    assert log.session.vocabularies["means"].find("balloon") is None


def test_a_time_told_from_a_record_is_told_from_the_same_record_here(log: Any, make_log: Make) -> None:
    logged(log)
    second = make_log()
    second.ids.last = 1 << 70
    first = logged(second, IncidentContent(title="First"))
    when = ReportedTime("an hour later", Anchor(AnchorKind.INCIDENT, None, first))
    logged(second, IncidentContent(title="Second", when=when))
    made = import_log(log.session, second.session.path).made
    assert log.incident(made[1]).content.when.anchor.record_id == made[0]


def test_what_was_purged_here_does_not_come_back(log: Any, other: Any) -> None:
    made = import_log(log.session, other.session.path).made
    log.run(PurgeIncidents((made[0],), "source protection"))
    log.run(TrashIncidents((made[1],)))
    assert look_at(log.session, other.session.path) == Survey(new=0, there=7, purged=1, trashed=0, unreadable=0)
    assert import_log(log.session, other.session.path).made == ()


def test_attached_files_come_along_where_they_are_there(log: Any, make_log: Make, tmp_path: Path) -> None:
    second = make_log()
    second.ids.last = 1 << 70
    logged(second)
    for name in ("scan.txt", "lost.txt"):
        (tmp_path / name).write_text(name)
    document = second.values("SELECT id FROM document")[0][0]
    attach(second.session, [tmp_path / "scan.txt", tmp_path / "lost.txt"], document_id=document)
    lost = second.values("SELECT sha256 FROM attachment WHERE name = 'lost.txt'")[0][0]
    stored = next((tmp_path / f"{second.session.path.stem}.attachments").rglob(lost))
    stored.unlink()
    notice = import_log(log.session, second.session.path)
    assert [name for (name,) in log.values("SELECT name FROM attachment")] == ["scan.txt"]
    assert "1 attached file did not lie" in str(notice.left)
    assert not check_log(log.session.path).faults


def test_nothing_of_a_hostile_log_runs_and_wrong_values_are_left_out(log: Any, other: Any) -> None:
    path = other.session.path
    other.session.close()
    cut(
        path,
        "CREATE TRIGGER t AFTER INSERT ON incident BEGIN DELETE FROM change; END",
        "CREATE VIEW own AS SELECT 1",
        "UPDATE incident SET title = x'41ff42', zone = 'nowhere', kind = 'none' WHERE id = 1",
        "UPDATE incident_text SET notes = CAST(x'0041' AS TEXT), anchor_id = 'x' WHERE id = 1",
        "UPDATE statement SET stance = 'shouts', quote = zeroblob(300000) WHERE id = 1",
        "UPDATE incident_actor SET role = 'owner' WHERE id = 1",
    )
    assert look_at(log.session, path).new == 8
    made = import_log(log.session, path).made
    assert len(made) == 8
    content = log.incident(made[0]).content
    assert (content.title, content.when.zone, content.kind, content.notes) == ("A�B", "UTC", None, "A")
    assert not check_log(log.session.path).faults


def test_the_log_that_is_open_is_not_imported_into_itself(log: Any) -> None:
    for ask in (look_at, import_log):
        with pytest.raises(LogUnavailable, match="is the log that is open"):
            ask(log.session, log.session.path)


def keep_views(log: Any, *views: SavedView) -> None:
    for view in views:
        log.run(KeepView(view))


def views_of(log: Any) -> list[SavedView]:
    return [replace(view, id=None) for view in log.ask(lambda queries: queries.saved_views())]


CLAIMS = SavedView(
    "Claims", "status:claimed", ("-t_from",), ("ref", "title"), layout=Measures({"title": 320}, "compact")
)


def test_saved_views_come_along_whole_and_in_their_order_and_undo_takes_them_out(log: Any, other: Any) -> None:
    mine = SavedView("Claims", "status:claimed source:ministry")
    keep_views(log, mine)
    keep_views(other, CLAIMS, SavedView("Trash", "is:trash"))
    other.run(MoveView(2, 0))
    before = tables(log)
    assert look_at(log.session, other.session.path).views == 2
    notice = import_log(log.session, other.session.path)
    assert notice.views
    assert str(notice.label) == f"Import 8 incidents and 2 saved views from {other.session.path.name}"
    assert views_of(log) == [mine, SavedView("Trash", "is:trash"), replace(CLAIMS, name="Claims (2)")]
    assert not check_log(log.session.path).faults
    log.run(Undo())
    assert tables(log) == before
    log.run(Redo())
    assert len(views_of(log)) == 3


def test_views_alone_come_along_and_none_twice(log: Any, other: Any) -> None:
    import_log(log.session, other.session.path)
    keep_views(log, SavedView("Trash", "is:trash"))
    keep_views(other, SavedView("Trash", "is:trash"), CLAIMS)
    assert look_at(log.session, other.session.path).views == 1
    notice = import_log(log.session, other.session.path)
    assert str(notice.label) == f"Import 1 saved view from {other.session.path.name}"
    assert [view.name for view in views_of(log)] == ["Trash", "Claims"]
    other.run(KeepView(replace(CLAIMS, name="Renamed there", id=2)))
    assert look_at(log.session, other.session.path).views == 0
    assert import_log(log.session, other.session.path).operation == 0


def test_a_view_asks_of_a_field_under_the_key_that_it_has_here(log: Any, make_log: Make) -> None:
    second = make_log()
    second.ids.last = 1 << 70
    log.run(KeepOwnField(OwnField("Wind", OwnType.TEXT)))
    second.run(KeepOwnField(OwnField("Wind", OwnType.NUMBER)))
    logged(second, IncidentContent(title="A gale", own=(OwnValue("wind", "12"),)))
    told = '-WIND:>3 (tag:"wind:3" OR wind:none)'
    keep_views(second, SavedView("Gales", told, ("-wind",), ("wind", "ref"), layout=Measures({"wind": 90, "ref": 60})))
    import_log(log.session, second.session.path)
    key = log.values("SELECT key FROM own_field WHERE type = 'number'")[0][0]
    assert key != "wind"
    (view,) = views_of(log)
    assert view.search == f'-{key}:>3 (tag:"wind:3" OR {key}:none)'
    assert (view.sort, view.columns) == ((f"-{key}",), (key, "ref"))
    assert view.layout == Measures({key: 90, "ref": 60})


def test_views_of_a_hostile_log_are_made_sound(log: Any, other: Any) -> None:
    keep_views(other, CLAIMS, SavedView("Two"), SavedView("Three"))
    path = other.session.path
    other.session.close()
    cut(
        path,
        "UPDATE saved_view SET sort = '[1]', layout = '[' WHERE id = 1",
        "UPDATE saved_view SET name = ' ' WHERE id = 2",
        "UPDATE saved_view SET name = 'Claims' WHERE id = 3",
    )
    assert look_at(log.session, path).views == 2
    import_log(log.session, path)
    first = SavedView("Claims", "status:claimed", columns=("ref", "title"))
    assert views_of(log) == [first, SavedView("Claims (2)")]
    assert not check_log(log.session.path).faults


def test_stopped_it_changes_nothing(log: Any, other: Any) -> None:
    logged(log)
    before = tables(log)
    begun = Event()
    with pytest.raises(Cancelled):
        import_log(log.session, other.session.path, conduct=Conduct(lambda *_: begun.set(), begun.is_set))
    assert tables(log) == before
    assert log.run(LogIncident(FULL)).operation


def test_a_reader_imports_nothing(log: Any, other: Any) -> None:
    from ascertain.app.session import LogSession

    logged(log)
    path = log.session.path
    log.session.close()
    with closing(LogSession.open(path, read_only=True)) as session, pytest.raises(LogUnavailable):
        import_log(session, other.session.path)


def test_a_named_reference_alone_makes_no_incident(log: Any, make_log: Make) -> None:
    second = make_log()
    second.ids.last = 1 << 70
    made = logged(second, IncidentContent(title="Gone", place=NamedRef("Far village")))
    second.run(TrashIncidents((made,)))
    notice = import_log(log.session, second.session.path)
    assert notice.made == ()
    assert log.values("SELECT name FROM place") == [("Far village",)]
    assert str(notice.label) == f"Import from {second.session.path.name}"
