"""The records of another log, each row checked, in an order in which they can be taken into this one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.own_fields import CODE_LIST
from ascertain.domain.vocabulary import Code, Vocabularies
from ascertain.store.connection import open_reader
from ascertain.store.failures import sorting_failures
from ascertain.store.providers import Ids
from ascertain.store.untrusted.opened import Untrusted, opened
from ascertain.store.untrusted.sieve import Row, Sieve, Tally
from ascertain.store.untrusted.walking import Walk

ORDER = (
    "place", "actor", "source", "place_name", "actor_name", "source_name", "document", "incident", "statement",
    "statement_incident", "assertion", "incident_actor", "tag", "incident_tag", "link", "attachment", "incident_text",
    "document_mark", "source_grade", "own_field", "own_value", "saved_view",
)  # fmt: skip
"""Each table after those that it refers to; the texts last, since a time may be told from a statement."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What an import would bring: `new` incidents, those that are `there`, that were `purged` here for good, that lie
    in the `trashed` of the other log, and that are `unreadable` there; and saved `views` that this log lacks."""

    new: int
    there: int
    purged: int
    trashed: int
    unreadable: int
    views: int = 0


class OtherLog:
    """Another log, opened so that nothing in it runs; rows have the ids of that log."""

    def __init__(self, file: Untrusted, vocabularies: Vocabularies, ids: Ids, at: int) -> None:
        self._file = file
        own = {vocabulary.name: {code.key for code in vocabulary} for vocabulary in vocabularies}
        self._known: dict[str, set[str]] = {name: set(keys) for name, keys in own.items()}
        self.codes: dict[str, dict[str, Code]] = {
            vocabulary.name: {} for vocabulary in vocabularies if not vocabulary.closed
        }
        self._sieve = Sieve(ids, self._known, at)
        self._read_codes()

    @property
    def tallies(self) -> Mapping[str, Tally]:
        """What became of the rows, by table."""
        return self._sieve.tallies

    def rows(self) -> Iterator[tuple[str, Row]]:
        """Every row that can be taken, with the name of its table."""
        for name in ORDER:
            walk = Walk(self._file, name)
            expected = walk.expected()
            for found in walk.rows():
                row = self._sieve.take(name, found)
                if row is not None:
                    yield name, row
            tally = self._sieve.tallies[name]
            tally.unread = walk.damaged
            tally.lost = max(tally.lost, (expected or 0) - tally.saved)

    def views(self) -> Iterator[Row]:
        """The saved views alone."""
        yield from self._taken("saved_view", Walk(self._file, "saved_view"))

    def incidents(self) -> Iterator[Row]:
        """The incidents alone, without their places."""
        walk = Walk(self._file, "incident")
        expected = walk.expected()
        yield from self._taken("incident", walk)
        tally = self._sieve.tallies["incident"]
        tally.lost = max(tally.lost, (expected or 0) - tally.saved)

    def _taken(self, name: str, walk: Walk) -> Iterator[Row]:
        for found in walk.rows():
            row = self._sieve.take(name, found)
            if row is not None:
                yield row

    def attached(self) -> Iterator[Row]:
        """The attachments, whatever they are attached to."""
        sieve = Sieve(_NoIds(), {}, 0)
        for name in ("document", "statement"):
            sieve.kept[name] = _Everything()
        for found in Walk(self._file, "attachment").rows():
            row = sieve.take("attachment", found)
            if row is not None:
                yield row

    def _read_codes(self) -> None:
        """Codes that were added to lists of the other log come along when something uses them."""
        for found in Walk(self._file, "code").rows():
            row = self._sieve.take("code", found)
            if row is None:
                continue
            if row["vocabulary"].startswith(CODE_LIST):
                self.codes.setdefault(row["vocabulary"], {})
                self._known.setdefault(row["vocabulary"], set())
            if row["vocabulary"] not in self.codes or row["key"] in self._known[row["vocabulary"]]:
                continue
            self._known[row["vocabulary"]].add(row["key"])
            parent = row["parent"] if row["parent"] in self._known[row["vocabulary"]] else None
            self.codes[row["vocabulary"]][row["key"]] = Code(row["key"], row["label"] or row["key"], parent)


class _NoIds:
    def new(self) -> str:
        return ""


class _Everything(set[int]):
    def __contains__(self, _: object) -> bool:
        return True


@contextmanager
def other_log(
    path: Path, vocabularies: Vocabularies, ids: Ids, at: int, stop: Callable[[], bool]
) -> Iterator[OtherLog]:
    """Open another log for its records. Raises `LogUnavailable`."""
    with opened(path, stop) as file:
        yield OtherLog(file, vocabularies, ids, at)


def survey(log: Path, other: OtherLog, conduct: Conduct) -> Survey:
    """Count what an import of `other` into `log` would bring. Raises `LogUnavailable` and `Cancelled`."""
    counts = {"new": 0, "there": 0, "purged": 0, "trashed": 0}
    with sorting_failures(log), closing(open_reader(log)) as connection:
        for at, row in enumerate(other.incidents()):
            if at % 500 == 0:
                conduct.tell(at, 0)
            counts[standing_of(connection, row)] += 1
        views = sum(lacks_view(connection, row) for row in other.views())
    return Survey(**counts, unreadable=other.tallies["incident"].lost, views=views)


def lacks_view(connection: sqlite3.Connection, row: Row) -> bool:
    """Whether this log has neither the view nor one that shows the same under its name."""
    same = "uid = :uid OR (name = :name AND search = :search AND sort = :sort AND columns = :columns)"
    values = {**row, "name": row["name"].strip()}
    there = connection.execute(f"SELECT 1 FROM saved_view WHERE {same}", values).fetchone()
    return bool(values["name"]) and there is None


def standing_of(connection: sqlite3.Connection, row: Row) -> str:
    """How an incident of another log stands to this one."""
    if connection.execute("SELECT 1 FROM incident WHERE uid = ?", (row["uid"],)).fetchone():
        return "there"
    if connection.execute("SELECT 1 FROM tombstone WHERE record_uid = ?", (row["uid"],)).fetchone():
        return "purged"
    return "new" if row["trashed_at"] is None else "trashed"
