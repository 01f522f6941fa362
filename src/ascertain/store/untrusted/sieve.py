"""From rows as they were found to rows that a log can hold: each value fits its column, each reference leads to a row
that is there, and nothing is there twice. Works on the ids of the file that the rows come from."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.figures import disorder
from ascertain.domain.records import Figure
from ascertain.store.check_values import KEYED, LISTED
from ascertain.store.providers import Ids
from ascertain.store.schema import DERIVED, metadata
from ascertain.store.untrusted.own_fields import OwnRows
from ascertain.store.untrusted.values import Unfit, mended
from ascertain.store.writing.naming import name_key

RECORDS = (
    "place", "actor", "source", "place_name", "actor_name", "source_name", "document", "incident", "incident_text",
    "statement", "statement_incident", "assertion", "incident_actor", "link", "tag", "incident_tag", "attachment",
    "saved_view", "document_mark", "source_grade", "own_field", "own_value", "template",
)  # fmt: skip
"""The tables of records, each after those that it refers to."""

Row = dict[str, Any]
Known = Mapping[str, Set[str]]
"""The keys of each code list."""
_WRONG_AT_LEAST = 3
_FIGURES = ("munitions", *HARM_FIELDS)


@dataclass(slots=True)
class Tally:
    """What became of the rows of one table: `saved` as they were, of which `mended` had a value changed to fit; `lost`
    were found and could not be taken; `unread`: something of the table could not be read at all."""

    saved: int = 0
    mended: int = 0
    lost: int = 0
    restored: int = 0
    """Of those saved, how many came out of the journal."""
    unread: bool = False


class Sieve:
    """Takes rows table by table, in the order of `RECORDS`."""

    def __init__(self, ids: Ids, known: Known, at: int) -> None:
        self.kept: dict[str, set[int]] = defaultdict(set)
        self.tallies: dict[str, Tally] = defaultdict(Tally)
        self._ids, self._known, self._at = ids, known, at
        self._unique: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._numbers: dict[int, int] = {}
        self._own = OwnRows(known)

    def take(self, name: str, found: Row) -> Row | None:
        """The row as it can be kept, None where it cannot."""
        try:
            row, changed = self._taken(name, found)
        except Unfit:
            self.tallies[name].lost += 1
            return None
        self.tallies[name].saved += 1
        self.tallies[name].mended += changed
        return row

    def _taken(self, name: str, found: Row) -> tuple[Row, bool]:
        row: Row = {}
        wrong = 0
        for column in metadata.tables[name].columns:
            if name == "incident" and column.name in DERIVED:
                continue
            value, other = mended(name, column.name, found.get(column.name))
            row[column.name] = value
            wrong += other and column.name in found
        if wrong >= max(_WRONG_AT_LEAST, len(row) // 3):
            # A page of another table in the place of one of this.
            raise Unfit
        changed = bool(wrong)
        if "id" in row:
            self._identify(name, row)
        changed |= self._refer(name, row)
        changed |= self._list_codes(name, row)
        changed |= _fit_together(name, row)
        if name == "own_field":
            self._own.fit_field(row)
        elif name == "own_value":
            self._own.fit_value(row)
        changed |= self._be_unique(name, row)
        if "id" in row:
            self.kept[name].add(row["id"])
        return row, changed

    def _identify(self, name: str, row: Row) -> None:
        if row["id"] <= 0 or row["id"] in self.kept[name]:
            raise Unfit

    def _refer(self, name: str, row: Row) -> bool:
        """Let each reference lead to a row that is kept, or to nothing; where there must be one, the row goes."""
        changed = False
        for column in metadata.tables[name].columns:
            for key in column.foreign_keys:
                value = row[column.name]
                if value is None or value in self.kept[key.column.table.name]:
                    continue
                if not column.nullable:
                    raise Unfit
                row[column.name] = None
                changed = True
        return changed

    def _list_codes(self, name: str, row: Row) -> bool:
        changed = False
        for (table, column), vocabulary in LISTED.items():
            if table == name and row[column] is not None and row[column] not in self._known.get(vocabulary, ()):
                row[column] = None
                changed = True
        return changed

    def _be_unique(self, name: str, row: Row) -> bool:
        changed = False
        for column in ("uid", "ref"):
            if column not in row:
                continue
            taken = self._unique[name, column]
            if not row[column] or row[column] in taken:
                row[column] = self._ids.new() if column == "uid" else self._number(row, taken)
                changed = True
            taken.add(row[column])
        if name == "tag":
            if row["name"] in self._unique[name, "name"]:
                raise Unfit
            self._unique[name, "name"].add(row["name"])
        return changed

    def _number(self, row: Row, taken: set[str]) -> str:
        """A number that no incident has, from the top down, so that it takes none that is still to come."""
        at = row["t_from"] if row["t_from"] is not None else row["created_at"] or self._at
        year = datetime.fromtimestamp(at, UTC).year
        number = self._numbers.get(year, 999_999)
        while f"{year:04d}-{number}" in taken:
            number -= 1
        self._numbers[year] = number - 1
        return f"{year:04d}-{number}"


def _fit_together(name: str, row: Row) -> bool:
    """Let the values of a row agree with each other; whether one was changed. Raises `Unfit`."""
    before = dict(row)
    if name in KEYED:
        column, key = KEYED[name]
        row[key] = name_key(row[column])
        before[key] = row[key]  # follows from the name, and is no loss
    match name:
        case "incident":
            _fit_figures(row)
            if row["t_from"] is not None and row["t_to"] is not None and row["t_from"] >= row["t_to"]:
                row["t_to"] = None
        case "place":
            if (row["latitude"] is None) != (row["longitude"] is None):
                row["latitude"] = row["longitude"] = None
        case "source":
            if row["actor_id"] is None:
                row["affiliation"] = None
        case "document":
            row["sha256"] = hashlib.sha256(row["text"].encode()).hexdigest() if row["text"] else ""
        case "statement":
            start, end = row["quote_start"], row["quote_end"]
            if (start is None) != (end is None) or (start is not None and start > end):
                row["quote_start"] = row["quote_end"] = None
        case "link":
            if row["from_id"] == row["to_id"]:
                raise Unfit
        case "assertion":
            if row["state"] != "value":
                row["value"] = ""
        case "attachment":
            if (row["document_id"] is None) == (row["statement_id"] is None):
                raise Unfit
    return row != before


def _fit_figures(row: Row) -> None:
    for key in _FIGURES:
        low, best, high = (row[f"{key}_{part}"] for part in ("low", "best", "high"))
        if disorder(Figure(low, best, high, bool(row[f"{key}_unknown"]))) is not None:
            row |= {f"{key}_low": None, f"{key}_best": None, f"{key}_high": None, f"{key}_unknown": 0}
