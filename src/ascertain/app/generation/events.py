"""The incidents of a generated log with their statements, drawn one after another in order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from ascertain.app.generation.recipe import EventSeed, PlaceSeed, Recipe
from ascertain.app.generation.shelves import Row, Shelves, new_uid
from ascertain.domain.fields import HARM_FIELDS
from ascertain.store.loading import TableRows

_DAY, _HOUR = 86_400, 3_600
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PARTS = ("low", "best", "high", "unknown")
_FIGURES = tuple(f"{key}_{part}" for key in ("munitions", *HARM_FIELDS) for part in _PARTS)
_NOT_STATED: Row = (None, None, None, 0)

COLUMNS: dict[str, tuple[str, ...]] = {
    "incident": (
        "id", "uid", "ref", "title", "kind", "means", "outcome", "t_from", "t_to", "precision", "zone", "place_id",
        "where_precision", "is_aggregate", "status", "status_at", "follow_up_on", "draft", "created_at", "trashed_at",
        *_FIGURES,
    ),
    "incident_text": ("id", "phrase", "anchor_kind", "anchor_on", "anchor_id", "place_text", "status_reason", "notes"),
    "statement": (
        "id", "uid", "source_id", "document_id", "origin_id", "stance", "credibility", "quote", "quote_start",
        "quote_end", "quote_before", "quote_after", "said_on", "note",
    ),
    "statement_incident": ("id", "statement_id", "incident_id", "position"),
    "assertion": ("id", "statement_id", "incident_id", "field", "state", "value", "adopted"),
    "incident_actor": ("id", "incident_id", "actor_id", "role", "position"),
    "incident_tag": ("id", "incident_id", "tag_id"),
    "link": ("id", "from_id", "to_id", "type", "shared_low", "shared_high", "note"),
}  # fmt: skip
"""The tables that incidents fill, each before those that point to it."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was drawn of one incident, as its statements need it."""

    id: int
    begins: int
    event: EventSeed
    place: PlaceSeed
    means: str | None
    status: str
    attacker: int


class Events:
    """Draws incidents in order of time. The same chance draws the same incidents."""

    def __init__(self, recipe: Recipe, shelves: Shelves, chance: Random, incidents: int) -> None:
        self._recipe, self._shelves, self._chance, self._total = recipe, shelves, chance, incidents
        self._rows: dict[str, list[Row]] = defaultdict(list)
        self._numbers: dict[str, int] = defaultdict(int)
        self._in_year: dict[int, int] = defaultdict(int)
        self._place_weights = [place.weight for place in recipe.places]
        self._event_shares = [event.share for event in recipe.events]
        self._source_shares = [source.share for source in recipe.sources]
        self._statuses, self._status_shares = list(recipe.statuses), list(recipe.statuses.values())

    def parts(self, at_once: int) -> Iterator[TableRows]:
        """All rows of all incidents, table by table for so many incidents at a time."""
        for number in range(1, self._total + 1):
            self._draw(number)
            if number % at_once == 0 or number == self._total:
                for table, columns in COLUMNS.items():
                    yield TableRows(table, columns, self._rows.pop(table, []))

    def _draw(self, number: int) -> None:
        recipe, chance = self._recipe, self._chance
        begins = recipe.first + int((number - chance.random()) * (recipe.last - recipe.first) / self._total)
        at = chance.choices(range(len(recipe.places)), self._place_weights)[0]
        event = chance.choices(recipe.events, self._event_shares)[0]
        drawn = _Drawn(
            number,
            begins,
            event,
            recipe.places[at],
            chance.choice(event.means) if event.means else None,
            chance.choices(self._statuses, self._status_shares)[0],
            chance.choice(self._shelves.attackers),
        )
        self._add_incident(drawn, at + 1)
        self._add_actors(drawn)
        for position in range(chance.choice((1, 2, 3, 3, 4, 5))):
            self._add_statement(drawn, position)
        if chance.random() < 0.3:
            self._add("incident_tag", number, chance.randrange(len(recipe.tags)) + 1)
        if number > 1 and chance.random() < 0.04:
            kind = chance.choice(("possibly_same", "overlaps", "follows"))
            low, high = (0, 1) if kind == "overlaps" else (None, None)
            self._add("link", number, number - 1, kind, low, high, "")

    def _add(self, table: str, *values: Any) -> int:
        self._numbers[table] += 1
        self._rows[table].append((self._numbers[table], *values))
        return self._numbers[table]

    def _add_incident(self, drawn: _Drawn, place_id: int) -> None:
        chance, event = self._chance, drawn.event
        t_from, t_to, precision, phrase = self._time(drawn.begins)
        year = (_EPOCH + timedelta(seconds=drawn.begins)).year
        self._in_year[year] += 1
        settled = drawn.begins + chance.randrange(_DAY, 9 * _DAY)
        open_status = drawn.status in ("unconfirmed", "claimed", "disputed")
        follow_up = _day(settled + 7 * _DAY) if open_status and chance.random() < 0.3 else None
        self._add(
            "incident", new_uid(chance), f"{year}-{self._in_year[year]:04d}",
            chance.choice(event.titles).format(place=drawn.place.name),
            event.kind, drawn.means, chance.choice(event.outcomes) if event.outcomes else None, t_from, t_to, precision,
            drawn.place.zone, place_id, chance.choice(("exact", "exact", "near", "admin2")),
            int(chance.random() < 0.03),
            drawn.status, settled, follow_up, int(chance.random() < 0.001),
            drawn.begins + chance.randrange(_HOUR, 2 * _DAY),
            settled if chance.random() < 0.005 else None, *self._figures(),
        )  # fmt: skip
        self._rows["incident_text"].append(
            (drawn.id, phrase, "date", _day(drawn.begins + _DAY), None, "", f"Generated as {drawn.status}.", "")
        )

    def _time(self, begins: int) -> tuple[int, int, str, str]:
        midnight = begins - begins % _DAY
        match self._chance.randrange(10):
            case 0 | 1 | 2:
                minute = begins - begins % 60
                return minute, minute + 60, "minute", f"at {(_EPOCH + timedelta(seconds=minute)):%H:%M}"
            case 3:
                return midnight + 18 * _HOUR, midnight + 24 * _HOUR, "part_of_day", "yesterday evening"
            case 4:
                return midnight, midnight + 2 * _DAY, "days", "in the past two days"
            case _:
                return midnight, midnight + _DAY, "day", "yesterday"

    def _figures(self) -> tuple[Any, ...]:
        chance = self._chance
        count = chance.choice((1, 1, 1, 2, 3, 4, 8))
        munitions = (count, count, count, 0) if chance.random() < 0.6 else _NOT_STATED
        values: list[Any] = list(munitions)
        for _ in HARM_FIELDS:
            values.extend(self._harm() if chance.random() < 0.14 else _NOT_STATED)
        return tuple(values)

    def _harm(self) -> Row:
        chance = self._chance
        drawn = chance.random()
        if drawn < 0.45:
            return (0, 0, 0, 0)
        if drawn < 0.55:
            return (None, None, None, 1)
        low = int(chance.expovariate(0.4))
        high = low + int(chance.expovariate(0.6))
        return (low, (low + high) // 2, high, 0)

    def _add_actors(self, drawn: _Drawn) -> None:
        self._add("incident_actor", drawn.id, self._chance.choice(self._shelves.targets), "target", 0)
        if drawn.status in ("claimed", "partly_confirmed", "confirmed") and self._chance.random() < 0.7:
            self._add("incident_actor", drawn.id, drawn.attacker, "claimed_by", 1)

    def _add_statement(self, drawn: _Drawn, position: int) -> None:
        chance = self._chance
        region = drawn.place.admin1
        sources = self._shelves.sources_of[region]
        claims = position == 0 and drawn.status == "claimed"
        source = (
            chance.choice(self._shelves.claimants_of[region])
            if claims
            else chance.choices(sources, self._source_shares)[0]
        )
        origin = chance.choice(sources) if position and chance.random() < 0.25 else None
        stance = (
            "claims_responsibility"
            if claims
            else chance.choice(("reports", "reports", "reports", "confirms", "confirms_in_part", "denies"))
        )
        quote = chance.choice(self._recipe.quotes).format(hour=f"{chance.randrange(24):02d}:00")
        statement = self._add(
            "statement", new_uid(chance), source, None, origin, stance,
            chance.choice((None, 1, 2, 2, 3, 3, 4, 6)), quote, None, None, "", "",
            _day(drawn.begins + chance.randrange(2) * _DAY), "",
        )  # fmt: skip
        self._add("statement_incident", statement, drawn.id, position)
        if drawn.means is not None:
            self._add("assertion", statement, drawn.id, "means", "value", drawn.means, int(position == 0))
        state = chance.choice(("explicit_zero", "not_stated", "not_stated", "declined"))
        self._add("assertion", statement, drawn.id, "injured_civilian", state, "", 0)


def _day(instant: int) -> str:
    return (_EPOCH + timedelta(seconds=instant)).date().isoformat()
