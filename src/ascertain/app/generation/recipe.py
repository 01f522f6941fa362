"""What a generated log is made of, read from `seeds/generator.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from ascertain import resources


@dataclass(frozen=True, slots=True)
class PlaceSeed:
    """A place, how often things happen there, and its other names by language."""

    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    weight: int
    zone: str
    other: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SourceSeed:
    """A kind of source that each region has one of; `reliability` is drawn from."""

    name: str
    kind: str
    reliability: tuple[str, ...]
    official: bool
    share: int


@dataclass(frozen=True, slots=True)
class EventSeed:
    """A kind of event with titles, means and outcomes to draw from."""

    titles: tuple[str, ...]
    kind: str
    means: tuple[str, ...]
    outcomes: tuple[str, ...]
    share: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """All of it. `first` and `last` are instants."""

    first: int
    last: int
    places: tuple[PlaceSeed, ...]
    attackers: tuple[str, ...]
    targets: tuple[str, ...]
    sources: tuple[SourceSeed, ...]
    events: tuple[EventSeed, ...]
    statuses: Mapping[str, int]
    tags: tuple[str, ...]
    quotes: tuple[str, ...]


def read_recipe() -> Recipe:
    """Read the recipe that ships with the program."""
    data = tomllib.loads(resources.seed_text("generator.toml"))
    return Recipe(
        first=_instant(data["span"]["from"]),
        last=_instant(data["span"]["to"]),
        places=tuple(PlaceSeed(**table) for table in data["place"]),
        attackers=tuple(data["actors"]["attackers"]),
        targets=tuple(data["actors"]["targets"]),
        sources=tuple(_source(table) for table in data["source"]),
        events=tuple(
            EventSeed(
                tuple(table["title"]), table["kind"], tuple(table["means"]), tuple(table["outcome"]), table["share"]
            )
            for table in data["event"]
        ),
        statuses=data["status"],
        tags=tuple(data["tags"]["words"]),
        quotes=tuple(data["quotes"]["reports"]),
    )


def _source(table: Mapping[str, Any]) -> SourceSeed:
    return SourceSeed(
        table["name"], table["kind"], tuple(table["reliability"]), table.get("official", False), table["share"]
    )


def _instant(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
