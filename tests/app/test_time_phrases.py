"""The set of time phrases: each is read as the rules say, and the score is printed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ascertain.app.calendars import KnownCalendars
from ascertain.domain.reported_time import read_time

_SET = Path(__file__).with_name("time_phrases.toml")


@dataclass(frozen=True)
class Expected:
    """A phrase, from where it is told, and what the rules read it as."""

    language: str
    phrase: str
    anchor: date
    zone: str
    reading: tuple[str, str, str]


def _expected() -> Iterator[Expected]:
    for each in tomllib.loads(_SET.read_text("utf-8"))["set"]:
        for phrase, start, end, precision in each["phrases"]:
            yield Expected(
                each["language"], phrase, date.fromisoformat(each["anchor"]), each["zone"], (start, end, precision)
            )


EXPECTED = tuple(_expected())


def _read(each: Expected) -> tuple[str, str, str]:
    read = read_time(each.phrase, each.anchor, each.zone, KnownCalendars())
    if read.t_from is None or read.t_to is None:
        return "", "", ""
    ends = (
        datetime.fromtimestamp(at, ZoneInfo(each.zone)).strftime("%Y-%m-%d %H:%M") for at in (read.t_from, read.t_to)
    )
    return (*ends, read.precision.value)  # type: ignore[return-value]


@pytest.mark.parametrize("each", EXPECTED, ids=lambda each: each.phrase)
def test_a_phrase_is_read_as_the_rules_say(each: Expected) -> None:
    assert _read(each) == each.reading


def test_the_set_is_large_and_in_many_languages(capsys: pytest.CaptureFixture[str]) -> None:
    foreign = [each for each in EXPECTED if not each.language.startswith(("en", "EDTF"))]
    right = sum(_read(each) == each.reading for each in EXPECTED)
    with capsys.disabled():
        print(f"\nTime phrases: {right} of {len(EXPECTED)} read as expected, {len(foreign)} of them not in English")
    assert len(EXPECTED) >= 150
    assert len(foreign) >= 60
    assert right == len(EXPECTED)
