"""Own fields of each type, and what tests of them do with a log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from ascertain.app.checking import check_log
from ascertain.app.commands import KeepOwnField, LogIncident
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import IncidentContent, OwnValue
from ascertain.domain.rows import SortKey
from ascertain.domain.search import parse
from ascertain.store.replaying import journal_faults

ALL = {
    "wind": "-2.5", "seen_by_us": "yes", "filed_on": "2023-10-17", "shift": "night", "desk": "Gulf, and the Red Sea",
    "footage": "https://example.org/film?x=1",
}  # fmt: skip
"""A value for each field of `make_fields`."""


def make_fields(log: Any) -> None:
    log.run(KeepOwnField(OwnField("Wind", OwnType.NUMBER, "Weather", "Metres per second.")))
    log.run(KeepOwnField(OwnField("Seen by us", OwnType.FLAG)))
    log.run(KeepOwnField(OwnField("Filed on", OwnType.DATE, "Notes")))
    log.run(KeepOwnField(OwnField("Shift", OwnType.CHOICE, quick=True), ("Day", "Night")))
    log.run(KeepOwnField(OwnField("Desk", OwnType.TEXT)))
    log.run(KeepOwnField(OwnField("Footage", OwnType.LINK)))


def log_with(log: Any, title: str = "x", **values: str) -> int:
    own = tuple(OwnValue(key, value) for key, value in values.items())
    return int(log.run(LogIncident(IncidentContent(title=title, own=own))).made[0])


def found(log: Any, text: str, *sort: SortKey) -> list[int]:
    search = parse(text, log.session.fields)
    assert search.problems == (), text
    return list(log.ask(lambda queries: queries.order(search, sort)))


def own(log: Any, incident_id: int) -> dict[str, str]:
    return {each.field: each.value for each in log.incident(incident_id).content.own}


def keys(log: Any) -> list[str]:
    return [made.key for made in log.session.fields.made]


def sound(log: Any) -> None:
    path = log.session.path
    with closing(sqlite3.connect(path)) as connection:
        assert [str(fault) for fault in journal_faults(connection)] == []
    assert [str(fault) for fault in check_log(path).faults] == []
