"""A briefing as it is written, whatever the format: headings, facts, accounts and footnotes, all plain text.

Within a text, what runs from right to left stands between the marks of Unicode that keep it together (UAX #9,
isolates).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PRINT = "--print-briefing"
"""The first argument that makes the program the process that lays a briefing out on paper. No name of a log begins
like this."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what belongs to it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Account:
    """What one source says of an incident, and the number of its footnote."""

    text: str
    note: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One incident."""

    ref: str
    title: str
    facts: tuple[Fact, ...]
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The incidents of one status; `about` says what that means, and first whether it is unconfirmed."""

    heading: str
    about: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the source, the title of the document, the day; `address` can be followed, or is empty."""

    number: int
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """All of it. `totals` count nothing twice; `caution` says what is not confirmed."""

    title: str
    lead: tuple[str, ...]
    caution: str
    totals_heading: str
    totals: tuple[Fact, ...]
    totals_note: str
    groups: tuple[Group, ...]
    notes_heading: str
    notes: tuple[Note, ...]


def from_json(told: dict[str, Any]) -> Briefing:
    """The briefing that `dataclasses.asdict` made a value for JSON of. Raises KeyError and TypeError for others."""
    return Briefing(
        told["title"],
        tuple(told["lead"]),
        told["caution"],
        told["totals_heading"],
        tuple(Fact(**each) for each in told["totals"]),
        told["totals_note"],
        tuple(_group(each) for each in told["groups"]),
        told["notes_heading"],
        tuple(Note(**each) for each in told["notes"]),
    )


def _group(told: dict[str, Any]) -> Group:
    return Group(told["heading"], told["about"], tuple(_entry(each) for each in told["entries"]))


def _entry(told: dict[str, Any]) -> Entry:
    facts, accounts = told["facts"], told["accounts"]
    return Entry(
        told["ref"], told["title"], tuple(Fact(**each) for each in facts), tuple(Account(**each) for each in accounts)
    )
