"""The calendar of follow-ups is one that others read, and tells the same day whatever the texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ascertain.domain.records import IncidentContent
from ascertain.exchange.exporters.icalendar import folded
from tests.exchange.given import BARE, FULL, HOSTILE, ODD, incident, lost, stopped, written

TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=120)


def calendar(out: Path, *contents: IncidentContent, **options: str) -> Any:
    octets = written("ics", out, *contents, **options)
    assert octets.endswith(b"\r\n")
    for line in octets.split(b"\r\n"):
        assert len(line) <= 75
        assert not set(line) & {*range(9), *range(10, 32), 127}
    return icalendar.Calendar.from_ical(octets)


def test_only_what_is_to_be_looked_at_again_has_a_day(tmp_path: Path) -> None:
    found = calendar(tmp_path / "a.ics", FULL, BARE)
    (event,) = found.walk("VEVENT")
    assert event["UID"] == incident(1).uid
    assert event.decoded("DTSTART") == date(2023, 11, 1)
    assert event.decoded("DTEND") == date(2023, 11, 2)
    assert event["SUMMARY"] == "2023-0001 Two drones reach the base"
    assert event["LOCATION"] == "Ain al-Asad"
    assert event["GEO"].to_ical() == "33.785;42.441"
    assert "Partly confirmed" in event["DESCRIPTION"]
    assert event.decoded("DTSTAMP").isoformat() == "2023-11-14T22:13:20+00:00"
    assert event.decoded("LAST-MODIFIED") - event.decoded("CREATED") == timedelta(minutes=1)


def test_follow_ups_become_tasks_where_that_is_chosen(tmp_path: Path) -> None:
    (task,) = calendar(tmp_path / "a.ics", FULL, entries="tasks").walk("VTODO")
    assert task.decoded("DUE") == date(2023, 11, 1)
    assert task["STATUS"] == "NEEDS-ACTION"


def test_nothing_due_is_a_calendar_too(tmp_path: Path) -> None:
    for contents in ((), (BARE,)):
        found = calendar(tmp_path / "a.ics", *contents)
        assert [part.name for part in found.subcomponents] == ["VTIMEZONE"]


def test_hostile_text_stays_text_in_a_calendar(tmp_path: Path) -> None:
    found = calendar(tmp_path / "a.ics", ODD)
    (event,) = found.walk("VEVENT")
    assert event["SUMMARY"] == f"2023-0001 {ODD.title}"
    assert HOSTILE in event["DESCRIPTION"]
    assert event["CATEGORIES"].cats == ["Partly confirmed", "a,b;c", "ع"]


@given(TEXTS, TEXTS, st.dates())
@settings(max_examples=60, deadline=None)
def test_any_text_and_any_day_come_back(
    tmp_path_factory: pytest.TempPathFactory, title: str, reason: str, day: date
) -> None:
    out = tmp_path_factory.mktemp("calendar", numbered=True) / "a.ics"
    content = replace(FULL, title=title.replace("\n", " "), status_reason=reason, follow_up_on=day)
    (event,) = calendar(out, content).walk("VEVENT")
    assert event["SUMMARY"] == f"2023-0001 {content.title}"
    assert reason in event["DESCRIPTION"]
    assert event.decoded("DTSTART") == day


@given(TEXTS)
def test_a_folded_line_unfolds_to_itself(text: str) -> None:
    line = text.replace("\n", " ")
    octets = folded(line)
    assert octets.replace(b"\r\n ", b"") == line.encode() + b"\r\n"
    for piece in octets.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(piece) <= 75
        piece.decode()


def test_what_a_calendar_leaves_out_is_told(tmp_path: Path) -> None:
    assert lost("ics", BARE, FULL) == {
        "Not in the calendar: no day to follow up on.": (1, ("2023-0001",)),
        "The calendar tells what, where, the status and why. All else is left out.": (1, ("2023-0002",)),
    }
    stopped("ics", tmp_path / "b.ics")
