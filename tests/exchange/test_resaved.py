"""Files of a log that another program saved again, or that another log reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ascertain.app.commands import KeepOwnField, LogIncident
from ascertain.app.example import log_example
from ascertain.app.session import LogSession, create_session
from ascertain.domain.incoming.rows import Standing
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import IncidentContent, OwnValue
from tests.exchange.there_and_back import contents, looked, taken, written
from tests.office import converted, needs_calc

TABBED = IncidentContent(title="A column\tmoves", notes="one\ttwo\n\tthree\t", own=(OwnValue("crew", "-2.5"),))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[LogSession]:
    with closing(create_session(tmp_path / "log.ascertain")) as session:
        log_example(session)
        session.ledger.run(KeepOwnField(OwnField("Crew", OwnType.NUMBER))).result()
        session.ledger.run(LogIncident(TABBED)).result()
        yield session


def edited(path: Path, heading: str, before: str, after: str) -> None:
    """Give the cell of the sheet of incidents under a heading that says `before` another text."""
    book = openpyxl.load_workbook(path)
    head, *rows = book["Incidents"].iter_rows()
    at = next(at for at, cell in enumerate(head) if cell.value == heading)
    next(row[at] for row in rows if row[at].value == before).value = after
    book.save(path)


@needs_calc
@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_what_libreoffice_saved_again_changes_nothing_but_the_edited_cell(
    suffix: str, session: LogSession, tmp_path: Path
) -> None:
    out = written(session, tmp_path / f"out{suffix}")
    again = converted(tmp_path, suffix[1:], out) / out.name
    found = looked(session, again)
    assert (len(found.refusals), len(found.conflicts)) == (0, 0)
    assert (found.count(Standing.NEW), found.count(Standing.CHANGED)) == (0, 0)
    if suffix == ".xlsx":
        before = contents(session)
        one = next(each for each in before.values() if each.content.title and "\t" not in each.content.title)
        edited(again, "What happened", one.content.title, "Another title")
        taken(session, again, tmp_path)
        wanted = replace(one, content=replace(one.content, title="Another title"))
        assert contents(session) == {**before, one.uid: wanted}


def test_an_edit_of_tabs_alone_is_none_and_loses_none(session: LogSession, tmp_path: Path) -> None:
    """Spreadsheet programs drop tabs by themselves, so a text without them counts as the same."""
    out, before = written(session, tmp_path / "out.xlsx"), contents(session)
    edited(out, "What happened", "A column\tmoves", "A columnmoves")
    assert looked(session, out).count(Standing.CHANGED) == 0
    taken(session, out, tmp_path)
    assert contents(session) == before
    with closing(create_session(tmp_path / "other.ascertain")) as other:
        other.ledger.run(KeepOwnField(OwnField("Crew", OwnType.NUMBER))).result()
        taken(other, out, tmp_path)
        assert contents(other) == before
