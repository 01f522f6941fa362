"""How many keys the example item takes in the cells of a spreadsheet, with all the help that a spreadsheet gives.

Modelled in its favour where there is a doubt: it numbers its rows by itself, a count is one cell, a date is typed
without its year, and the keys with which cells are copied need no thought.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from tests.acceptance.example_item import (
    DOCUMENT,
    HARM,
    ITEM,
    LABELS,
    READ_AS,
    ROLES,
    Table,
    assertion_value,
    codes,
    entry,
    label,
    statements_of,
)

COPIED = 6
"""Keys for a passage: to select its beginning and its end, copy, change windows, paste, and settle."""
_CELL = ("field", "state", "value")


class Sheet:
    """A sheet that is filled row by row. What was typed before in a column is offered again by its first letters."""

    def __init__(self, columns: Iterable[str], *, copied: Iterable[str] = (), helps: bool = True) -> None:
        self._columns, self._helps = tuple(columns), helps
        self._copied = frozenset(copied)
        self._typed: dict[str, list[str]] = {column: [] for column in self._columns}
        self._above: Mapping[str, str] = {}

    def row(self, cells: Mapping[str, object]) -> int:
        """The keys for one more row: each cell with Tab behind it, the last one with Enter."""
        shown = {column: _shown(cells.get(column)) for column in self._columns}
        filled = [at for at, column in enumerate(self._columns) if shown[column]]
        keys = sum(self._cell(column, shown[column]) + 1 for column in self._columns[: filled[-1] + 1])
        for column in self._columns:
            if shown[column] and shown[column] not in self._typed[column]:
                self._typed[column].append(shown[column])
        self._above = shown
        return keys

    def _cell(self, column: str, text: str) -> int:
        """The fewest keys: in full, by the letters that tell it from all others in the column, or as above (Ctrl+')."""
        if not text:
            return 0
        if not self._helps:
            return len(text)
        ways = [COPIED if column in self._copied else len(text)]
        if text in self._typed[column]:
            ways.append(_telling(text, self._typed[column]))
        if self._above.get(column) == text:
            ways.append(1)
        return min(ways)


class Workbook:
    """The sheets of incidents, statements, what these say, and links; the keys for each incident of the item."""

    def __init__(self, *, helps: bool = True) -> None:
        self._incidents = Sheet((
            "title", "kind", "means", "outcome", "munitions", "aggregate", "phrase", "from", "to", "precision", "zone",
            "place", "country", "place_text", "where_precision", *ROLES, *HARM, "status", "why", "follow_up", "tags",
            "notes",
        ), helps=helps)  # fmt: skip
        self._statements = Sheet(
            ("incident", "source", "stance", "credibility", "said_on", "document", "quote", "note", "asserts"),
            copied=("quote", "document"),
            helps=helps,
        )
        self._assertions = Sheet(("statement", *_CELL), helps=helps)
        self._links = Sheet(("from", "type", "to", "low", "high", "note"), helps=helps)
        self._documents = Sheet(
            ("title", "kind", "published_on", "language", "text", "notes"), copied=("title", "text"), helps=helps
        )
        self._spoken = 0

    def document(self) -> int:
        """The row of the document."""
        return self._documents.row({**DOCUMENT, "kind": label("document_kind", DOCUMENT["kind"])})

    def incident(self, table: Table, number: int) -> int:
        """The rows of an incident: its own, and one for each of its statements."""
        since, until, precision = READ_AS[table["phrase"]]
        cells = {
            **{key: table.get(key) for key in ("title", "munitions", "phrase", "zone", "place", "place_text", "notes")},
            **{key: label(key, table.get(key)) for key in ("kind", "means", "outcome", "where_precision")},
            **{role: "; ".join(table.get(role, ())) for role in ROLES},
            **{key: table.get(key) for key in HARM},
            "aggregate": "yes" if table.get("is_aggregate") else "",
            "from": since,
            "to": until,
            "precision": precision,
            "country": label("country", entry("place", table["place"])["country"]),
            "status": label("status", table["status"]),
            "why": table["status_reason"],
            "follow_up": table.get("follow_up_on"),
            "tags": "; ".join(table["tags"]),
        }
        return self._incidents.row(cells) + sum(self._statement(each, number) for each in statements_of(table))

    def link(self, link: Table, numbers: Mapping[str, int]) -> int:
        """The row of a link."""
        return self._links.row({
            "from": numbers[link["from"]], "type": label("link_type", link["type"]), "to": numbers[link["to"]],
            "low": link.get("shared_low"), "high": link.get("shared_high"), "note": link.get("note"),
        })  # fmt: skip

    def links(self, numbers: Mapping[str, int]) -> int:
        """The rows of all links of the item."""
        return sum(self.link(each, numbers) for each in ITEM["link"])

    def _statement(self, statement: Table, number: int) -> int:
        self._spoken += 1
        said = statement.get("assertions", ())
        cells = {
            **{key: statement.get(key) for key in ("source", "credibility", "said_on", "quote", "note")},
            "incident": number,
            "stance": label("stance", statement["stance"]),
            "document": DOCUMENT["title"],
        }
        return self._statements.row(cells) + self._said(said)

    def _said(self, assertions: Iterable[Table]) -> int:
        """What a statement says of each field: in one cell of it, or in a row each, whichever is shorter."""
        given = list(assertions)
        in_one = sum(len(f"{LABELS[each['field']]}: {_value(each) or _state(each)}; ") for each in given)
        rows = sum(
            self._assertions.row({
                "statement": self._spoken, "field": LABELS[each["field"]], "state": _state(each), "value": _value(each)
            })
            for each in given
        )  # fmt: skip
        return min(in_one, rows)


def _state(assertion: Table) -> str:
    """A value needs no word for its state."""
    state = assertion.get("state", "value")
    return "" if state == "value" else codes("assertion_state")[state]


def _value(assertion: Table) -> str:
    return "" if assertion.get("state", "value") != "value" else assertion_value(assertion)


def _telling(text: str, typed: Iterable[str]) -> int:
    """How many first letters tell a value from every other in its column."""
    others = [each.casefold() for each in typed if each != text]
    folded = text.casefold()
    found = (at for at in range(1, len(text)) if not any(each.startswith(folded[:at]) for each in others))
    return next(found, len(text))


def _shown(value: object) -> str:
    """What is typed into a cell. A spreadsheet adds the year, and takes a day for its midnight."""
    if isinstance(value, datetime):
        return f"{value.day}/{value.month} {value.hour}:{value.minute:02}"
    if isinstance(value, date):
        return f"{value.day}/{value.month}"
    return "" if value is None else str(value)
