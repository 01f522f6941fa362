"""Some incidents go to another analyst with all that they need and nothing else, and come back as the same."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ascertain.app.attaching import attach
from ascertain.app.checking import check_log
from ascertain.app.commands import EditIncident, KeepCode, LinkIncidents, LogIncident, Undo
from ascertain.app.example import log_example
from ascertain.app.importing import compare, import_log, look_at
from ascertain.app.packing import unpack
from ascertain.app.session import LogSession
from ascertain.app.sharing import share
from ascertain.domain.codes import LinkType
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.incoming.outcome import Choice, Side
from ascertain.domain.problems import FileTrouble
from ascertain.domain.records import IncidentContent, Link
from ascertain.domain.rows import Shelf
from ascertain.domain.vocabulary import Code
from tests.app.contents import FULL, without_ids

Make = Callable[[], Any]


def whole(session: LogSession) -> dict[str, Any]:
    """All incidents by their numbers, without ids of this log."""
    reader = session.reader()
    ids = reader.ask(lambda queries: queries.order(None)).result(30)
    found = reader.ask(lambda queries: list(queries.incidents(ids))).result(30)
    return {each.ref: (each.uid, without_ids(each.content), each.created_at) for each in found}


def order(session: LogSession) -> list[int]:
    return sorted(session.reader().ask(lambda queries: queries.order(None)).result(30))


def unpacked(path: Path, folder: Path) -> LogSession:
    return LogSession.open(unpack(path, folder))


def test_what_is_shared_is_a_sound_log_of_these_incidents_alone(make_log: Make, tmp_path: Path) -> None:
    log = make_log()
    log_example(log.session)
    log.session.ledger.run(LogIncident(IncidentContent(title="Nobody else's business", tags=("secret",)))).result(30)
    ids = order(log.session)
    out = tmp_path / "some.ascertain.zip"
    assert share(log.session, ids[:3], out).out == out
    assert out.stat().st_mode & 0o777 == 0o600
    with closing(unpacked(out, tmp_path / "there")) as there:
        mine, theirs = whole(log.session), whole(there)
        assert len(theirs) == 3
        assert {ref: told[0] for ref, told in theirs.items()}.items() <= {
            ref: told[0] for ref, told in mine.items()
        }.items()
        path = there.path
    assert not check_log(path, closed=True).faults
    assert b"business" not in path.read_bytes()
    assert b"secret" not in path.read_bytes()


def test_everything_goes_into_an_empty_log_and_is_equal_there(make_log: Make, tmp_path: Path) -> None:
    log, other = make_log(), make_log()
    log_example(log.session)
    log.session.ledger.run(KeepCode("means", Code("kite", "Kite"))).result(30)
    log.session.ledger.run(LogIncident(replace(FULL, means="kite"))).result(30)
    first, second = order(log.session)[-2:]
    log.session.ledger.run(LinkIncidents(first, Link(LinkType.OVERLAPS, second, shared_low=1, shared_high=2))).result(
        30
    )
    document = log.session.reader().ask(lambda q: next(iter(q.shelf_order(Shelf.DOCUMENTS)))).result(30)
    (tmp_path / "scan.txt").write_text("scan")
    attach(log.session, [tmp_path / "scan.txt"], document_id=document)
    out = tmp_path / "all.ascertain.zip"
    assert share(log.session, order(log.session), out).attachments == 1
    survey = look_at(other.session, out)
    assert (survey.new, survey.there) == (len(order(log.session)), 0)
    import_log(other.session, out, survey.new)
    assert whole(other.session) == whole(log.session)
    assert other.values("SELECT count(*) FROM attachment") == [(1,)]
    assert other.values("SELECT type, shared_low, shared_high FROM link ORDER BY id") == log.values(
        "SELECT type, shared_low, shared_high FROM link ORDER BY id"
    )
    assert look_at(other.session, out).new == 0
    assert not import_log(other.session, out).operation
    other.session.ledger.run(Undo()).result(30)
    assert not order(other.session)


def test_nothing_at_all_can_be_shared(make_log: Make, tmp_path: Path) -> None:
    log = make_log()
    out = tmp_path / "none.ascertain.zip"
    share(log.session, [], out)
    with closing(unpacked(out, tmp_path / "there")) as there:
        assert not order(there)


def test_stopped_it_leaves_nothing(make_log: Make, tmp_path: Path) -> None:
    log = make_log()
    log_example(log.session)
    with pytest.raises(Cancelled):
        share(log.session, order(log.session), tmp_path / "out.ascertain.zip", Conduct(cancelled=lambda: True))
    assert not (tmp_path / "out.ascertain.zip").exists()


def test_what_is_no_log_is_refused_when_it_is_taken_in(make_log: Make, tmp_path: Path) -> None:
    log = make_log()
    wrong = tmp_path / "wrong.zip"
    with zipfile.ZipFile(wrong, "w") as made:
        made.writestr("letter.txt", "Dear")
    with pytest.raises(FileTrouble, match=r"wrong\.zip"):
        look_at(log.session, wrong)


def edited(session: LogSession, number: int, **changes: Any) -> None:
    incident = session.reader().ask(lambda queries: queries.incident(number)).result(30)
    assert incident is not None
    content = replace(incident.content, **changes)
    session.ledger.run(EditIncident(number, incident.version, content)).result(30)


def content(session: LogSession, number: int) -> IncidentContent:
    incident = session.reader().ask(lambda queries: queries.incident(number)).result(30)
    assert incident is not None
    return incident.content


def test_what_both_changed_is_shown_cell_by_cell_and_taken_as_chosen(make_log: Make, tmp_path: Path) -> None:
    mine, theirs = make_log(), make_log()
    log_example(mine.session)
    first, second = order(mine.session)[:2]
    there = tmp_path / "to.ascertain.zip"
    share(mine.session, [first, second], there)
    import_log(theirs.session, there)
    assert not compare(mine.session, there).conflicts
    number = order(theirs.session)[0]
    edited(theirs.session, number, title="Told anew", notes="Seen on a picture", outcome="hit")
    edited(mine.session, first, title="Told by me", notes="")
    theirs.session.ledger.run(LogIncident(IncidentContent(title="Another one"))).result(30)
    back = tmp_path / "back.ascertain.zip"
    share(theirs.session, order(theirs.session), back)

    look = compare(mine.session, back)
    assert look_at(mine.session, back).new == 1
    assert ("title", "Told by me", "Told anew") in {(each.key, each.here, each.there) for each in look.conflicts}
    at = next(each.spot for each in look.conflicts if each.key == "title")
    before = whole(mine.session)
    choice = Choice(side=Side.HERE, cells={(at.sheet, at.row, "title"): Side.THERE})
    notice = import_log(mine.session, back, choice=choice)
    assert notice.operation
    found = content(mine.session, first)
    assert (found.title, found.notes) == ("Told anew", "Seen on a picture")
    assert len(order(mine.session)) == len(before) + 1
    mine.session.ledger.run(Undo()).result(30)
    assert whole(mine.session) == before


def test_a_log_with_nothing_in_common_has_nothing_to_compare(make_log: Make, tmp_path: Path) -> None:
    mine, theirs = make_log(), make_log()
    log_example(theirs.session)
    look = compare(mine.session, theirs.session.path)
    assert not look.takes_something
    assert not list(look.conflicts)
