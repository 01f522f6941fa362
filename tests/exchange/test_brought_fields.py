"""Files of one log bring its own fields and codes into another that lacks them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from ascertain.app.commands import KeepCode, KeepOwnField, LogIncident, Undo
from ascertain.app.incoming.looking import look
from ascertain.app.incoming.staging import stage
from ascertain.app.incoming.taking import take
from ascertain.app.incoming.understanding import understand
from ascertain.app.session import LogSession, create_session
from ascertain.domain.incoming.outcome import Look
from ascertain.domain.incoming.rows import Standing
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import IncidentContent, OwnValue
from ascertain.domain.vocabulary import Code
from tests.exchange.there_and_back import contents, looked, taken, written

FIELDS = (
    OwnField("Crew", OwnType.NUMBER, help="How many were aboard."),
    OwnField("Boat", OwnType.CHOICE, group="At sea", quick=True),
    OwnField("Weather known", OwnType.FLAG),
    OwnField("طاقم", OwnType.TEXT),
    OwnField("Never used", OwnType.DATE),
)
CONTENTS = (
    IncidentContent(
        title="At sea",
        means="balloon",
        own=(
            OwnValue("crew", "-2.5"), OwnValue("boat", "dhow"), OwnValue("weather_known", "yes"),
            OwnValue("طاقم", "سطر"),
        ),
    ),
    IncidentContent(title="On land"),
)  # fmt: skip


@pytest.fixture
def session(tmp_path: Path) -> Iterator[LogSession]:
    with closing(create_session(tmp_path / "log.ascertain")) as session:
        for own in FIELDS:
            choices = ("Dhow", "Raft") if own.type is OwnType.CHOICE else ()
            session.ledger.run(KeepOwnField(own, choices)).result()
        for key in ("balloon", "kite"):
            code = Code(key, key.title(), attributes={"note": "It flies."})
            session.ledger.run(KeepCode("means", code)).result()
        for content in CONTENTS:
            session.ledger.run(LogIncident(content)).result()
        yield session


@pytest.fixture
def other(tmp_path: Path) -> Iterator[LogSession]:
    with closing(create_session(tmp_path / "other.ascertain")) as session:
        yield session


def made(found: Look) -> tuple[list[str], list[str]]:
    return [each.label for each in found.fields], [each.label for each in found.codes]


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_a_workbook_brings_its_fields_and_the_codes_that_it_uses(
    suffix: str, session: LogSession, other: LogSession, tmp_path: Path
) -> None:
    out = written(session, tmp_path / f"out{suffix}")
    found = looked(other, out)
    assert not len(found.refusals)
    assert made(found) == ([each.label for each in FIELDS], ["Balloon", "Dhow"])
    assert other.fields.made == (), "a look makes nothing"
    taken(other, out, tmp_path)
    assert contents(other) == contents(session)
    here, there = ([replace(own, id=None) for own in log.fields.made] for log in (other, session))
    assert here == there
    assert other.vocabularies["means"].find("balloon") == session.vocabularies["means"].find("balloon")
    assert other.vocabularies["means"].find("kite") is None, "nothing uses it"
    again = looked(other, out)
    assert again.count(Standing.SAME) == 2
    assert made(again) == ([], [])
    assert taken(other, out, tmp_path).operation == 0


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_files_without_a_codebook_bring_fields_of_the_type_of_their_cells(
    suffix: str, session: LogSession, other: LogSession, tmp_path: Path
) -> None:
    other.ledger.run(KeepCode("means", Code("balloon", "Balloon"))).result()
    out = written(session, tmp_path / f"out{suffix}")
    taken(other, out, tmp_path)
    types = {each.key: each.type for each in other.fields.made}
    wanted = {"crew": OwnType.NUMBER, "boat": OwnType.TEXT, "weather_known": OwnType.FLAG, "طاقم": OwnType.TEXT}
    assert types == ({**wanted, "never_used": OwnType.TEXT} if suffix == ".csv" else wanted)
    (told,) = [each.content for each in contents(other).values() if each.content.own]
    assert told.own_value("crew") == "-2.5"
    assert told.own_value("boat") in ("Dhow", "dhow")
    assert told.own_value("weather_known") == "yes"


def test_one_undo_takes_out_the_rows_with_the_fields_and_the_codes(
    session: LogSession, other: LogSession, tmp_path: Path
) -> None:
    out = written(session, tmp_path / "out.xlsx")
    taken(other, out, tmp_path)
    other.ledger.run(Undo()).result()
    assert contents(other) == {}
    assert other.fields.made == ()
    assert other.vocabularies["means"].find("balloon") is None


def test_a_field_that_would_clash_is_not_brought_and_its_column_is_told(
    session: LogSession, other: LogSession, tmp_path: Path
) -> None:
    other.ledger.run(KeepOwnField(OwnField("The crew", OwnType.TEXT))).result()
    key = other.fields.made[0].key
    other.ledger.run(KeepOwnField(replace(other.fields.made[0], label="Crew"))).result()
    assert key != "crew"
    out = written(session, tmp_path / "out.xlsx")
    with stage(out) as staged:
        mapping = understand(staged, other.fields, other.vocabularies)
        assert "crew" not in {each.key for each in mapping.fields}
        (why,) = [use.why for sheet in mapping.sheets for use in sheet.columns if use.heading == "Crew"]
        assert "it is left out" in str(why)
        take(other, staged, mapping, backups=tmp_path)
    assert len(contents(other)) == 2


def test_a_word_that_was_typed_into_a_workbook_can_become_a_code(session: LogSession, tmp_path: Path) -> None:
    out = written(session, tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(out)
    head, *rows = book["Incidents"].iter_rows()
    at = next(at for at, cell in enumerate(head) if cell.value == "Boat")
    next(row[at] for row in rows if row[at].value == "Dhow").value = "Canoe"
    book.save(out)
    with stage(out) as staged:
        mapping = understand(staged, session.fields, session.vocabularies)
        assert len(look(session, staged, mapping).refusals) == 1
        mapping = replace(mapping, codes={"boat": {"Canoe": "+Canoe"}})
        assert made(look(session, staged, mapping)) == ([], ["Canoe"])
        take(session, staged, mapping, backups=tmp_path)
    (told,) = [each.content for each in contents(session).values() if each.content.own]
    assert told.own_value("boat") == "canoe"
    assert session.vocabularies.label("own:boat", "canoe") == "Canoe"
