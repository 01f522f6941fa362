"""A briefing as it is written, whatever the format: headings, facts, accounts and footnotes, all plain text.

Within a text, what runs from right to left stands between the marks of Unicode that keep it together (UAX #9,
isolates).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

PRINT = "--print-briefing"
"""The first argument that makes the program the process that lays a briefing out on paper. No name of a log begins
like this."""

_FRAME = ("title", "lead", "caution", "totals_heading", "totals_note", "notes_heading")


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


def told(briefing: Briefing) -> Iterator[str]:
    """The briefing as lines of JSON, none of which holds more than one incident."""
    yield _line({"briefing": [getattr(briefing, name) for name in _FRAME], "totals": _pairs(briefing.totals)})
    for group in briefing.groups:
        yield _line({"group": [group.heading, group.about]})
        for entry in group.entries:
            accounts = [[account.text, account.note] for account in entry.accounts]
            yield _line({"entry": [entry.ref, entry.title], "facts": _pairs(entry.facts), "accounts": accounts})
    for note in briefing.notes:
        yield _line({"note": [note.number, note.text, note.address]})


def heard(lines: Iterable[str | bytes]) -> Briefing:
    """The briefing that these lines tell. Raises KeyError, TypeError and ValueError for others."""
    found = map(json.loads, lines)
    head: dict[str, Any] = next(found)
    frame = dict(zip(_FRAME, head["briefing"], strict=True))
    groups: list[tuple[str, str, list[Entry]]] = []
    notes: list[Note] = []
    for line in found:
        if "entry" in line:
            ref, title = line["entry"]
            accounts = tuple(Account(*each) for each in line["accounts"])
            groups[-1][2].append(Entry(ref, title, _facts(line["facts"]), accounts))
        elif "group" in line:
            heading, about = line["group"]
            groups.append((heading, about, []))
        else:
            notes.append(Note(*line["note"]))
    return Briefing(
        **{**frame, "lead": tuple(frame["lead"])},
        totals=_facts(head["totals"]),
        groups=tuple(Group(heading, about, tuple(entries)) for heading, about, entries in groups),
        notes=tuple(notes),
    )


def _line(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def _pairs(facts: Iterable[Fact]) -> list[list[str]]:
    return [[fact.label, fact.value] for fact in facts]


def _facts(pairs: Iterable[Iterable[str]]) -> tuple[Fact, ...]:
    return tuple(Fact(*each) for each in pairs)
