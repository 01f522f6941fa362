"""What an analyst typed stands in the log alone: never in a fault report, on standard error, or in a logging record."""

from __future__ import annotations

import logging
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from ascertain.__main__ import main
from ascertain.app.commands import LogIncident
from ascertain.app.faults import record_fault, tell_faults_on_stderr
from ascertain.app.session import LogSession, create_session
from ascertain.domain.records import IncidentContent
from ascertain.store.door import Operation

SECRET = "whispered by the gardener"
HIDDEN = SECRET.encode().hex()


class _Keeping(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record)


@pytest.fixture
def records() -> Iterator[list[logging.LogRecord]]:
    handler = _Keeping()
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler.found
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def hook(tmp_path: Path) -> Iterator[Path]:
    """What the command line does with a fault that nobody foresaw."""
    before = sys.excepthook
    tell_faults_on_stderr(tmp_path / "faults")
    yield tmp_path / "faults"
    sys.excepthook = before


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "log.ascertain"
    with closing(create_session(made)) as session:
        session.ledger.run(LogIncident(IncidentContent(title=SECRET, notes=SECRET, tags=("gardener",)))).result()
    return made


def fault_of_the_database(log: Any, monkeypatch: pytest.MonkeyPatch) -> BaseException:
    """A row that breaks a rule of the database: the error of SQLAlchemy holds every value of it."""
    insert = Operation.insert

    def twice(op: Operation, name: str, values: Any, row_id: int | None = None) -> int:
        made = insert(op, name, values, row_id)
        return insert(op, name, values, made) if name == "incident" else made

    monkeypatch.setattr(Operation, "insert", twice)
    future = log.session.ledger.run(LogIncident(IncidentContent(title=SECRET, notes=SECRET)))
    fault = future.exception()
    assert isinstance(fault, DBAPIError)
    assert SECRET in str(fault)
    return fault


def test_a_fault_of_the_database_is_reported_without_its_values(
    log: Any, monkeypatch: pytest.MonkeyPatch, hook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fault = fault_of_the_database(log, monkeypatch)
    sys.excepthook(type(fault), fault, fault.__traceback__)
    told = capsys.readouterr()
    (report,) = hook.iterdir()
    assert SECRET not in told.err + told.out + report.read_text()
    assert "IntegrityError" in report.read_text()


def test_a_report_holds_no_text_of_any_cause(tmp_path: Path) -> None:
    def fall() -> None:
        try:
            raise sqlite3.OperationalError(f"Could not decode to UTF-8 column with text '{SECRET}'")
        except sqlite3.OperationalError as cause:
            raise ValueError(SECRET) from cause

    with pytest.raises(ValueError) as caught:
        fall()
    assert SECRET in "".join(traceback.format_exception(caught.value))
    report = record_fault(caught.type, caught.tb, tmp_path)
    assert report is not None
    assert SECRET not in report.read_text()


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE incident SET status = '{SECRET}', zone = '{SECRET}', precision = '{SECRET}'",
        f"UPDATE incident SET follow_up_on = '{SECRET}'",
        f"UPDATE incident SET title = CAST(x'{HIDDEN}ff' AS TEXT)",
        f"UPDATE incident_text SET notes = CAST(x'{HIDDEN}ff' AS TEXT), anchor_on = '{SECRET}'",
        f"UPDATE change SET after = '{{\"{SECRET}'",
        f"UPDATE operation SET label = '{SECRET}'",
        f"UPDATE code SET attributes = '{SECRET}'",
        f"UPDATE log_info SET value = '{SECRET}' WHERE key LIKE 'vocabulary:%'",
        f"CREATE VIEW \"{SECRET}\" AS SELECT '{SECRET}'",
        f"UPDATE alembic_version SET version_num = '{SECRET}'",
    ],
)
def test_a_log_with_wrong_values_is_told_of_without_them(
    path: Path, statement: str, capsys: pytest.CaptureFixture[str], records: list[logging.LogRecord]
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as knife:
        knife.execute(statement)
    out = str(path.with_name("out.csv"))
    for words in (
        ["check", str(path)],
        ["list", str(path)],
        ["export", str(path), out],
        ["salvage", str(path), f"{path}.new"],
    ):
        main(words)
        said = capsys.readouterr()
        assert SECRET not in said.err
        assert words[0] == "list" or SECRET not in said.out
        assert "Traceback" not in said.err
    assert not [record for record in records if SECRET in record.getMessage()]


def test_what_is_refused_is_said_without_the_other_fields(path: Path) -> None:
    with closing(LogSession.open(path)) as session:
        fault = session.ledger.run(LogIncident(IncidentContent(title="\x00", notes=SECRET))).exception()
    assert SECRET not in str(fault)
