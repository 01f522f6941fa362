"""Salvage: every row that can be read out of a damaged or hostile file, copied into a new log.

The file itself is only read. Ids, uids and numbers stay, and the journal where it is sound; what follows from rows is
computed anew. A row that the tables have lost is taken out of the journal, where that still tells of it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.domain.own_fields import CODE_LIST
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.vocabulary import Vocabulary
from ascertain.store import beside, disk, failures, journal
from ascertain.store.attachment_files import is_stored, store_file, stored_path
from ascertain.store.attachment_holds import attached_files
from ascertain.store.connection import open_reader, open_writer
from ascertain.store.custody import claimed
from ascertain.store.deriving import refresh
from ascertain.store.document_index import index_all_documents
from ascertain.store.engine import core_connection
from ascertain.store.following import NameFolder
from ascertain.store.opening import VOCABULARY_PREFIX, build_log
from ascertain.store.providers import Clock, Ids
from ascertain.store.salvaged_journal import Journal
from ascertain.store.schema import DERIVED, metadata
from ascertain.store.untrusted.opened import Untrusted, opened
from ascertain.store.untrusted.sieve import RECORDS, Row, Sieve, Tally
from ascertain.store.untrusted.values import Unfit, mended
from ascertain.store.untrusted.walking import Walk

_AT_ONCE = 500
_AFTERWARDS = ("draft", "tombstone")
_SHARES = len(RECORDS) + 4


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What came of a salvage: by table what was saved and lost, and whether the journal is whole."""

    path: Path
    tallies: tuple[tuple[str, Tally], ...]
    journal_whole: bool

    def of(self, name: str) -> Tally:
        """What became of one table."""
        return dict(self.tallies).get(name, Tally())


def salvage(
    source: Path,
    target: Path,
    vocabularies: Iterable[Vocabulary],
    clock: Clock,
    ids: Ids,
    author: str = "",
    conduct: Conduct | None = None,
) -> Salvaged:
    """Copy what can be read of `source` into a new log at `target`. `vocabularies` fill in for code lists that are
    lost; `conduct` is told thousandths.

    Raises `LogUnavailable` (nothing can be read, or nothing written there) and `Cancelled`; then there is no new log.
    """
    conduct = conduct or Conduct()
    try:
        disk.make_folder(target.parent)
        with claimed(target):
            if target.exists():
                raise LogUnavailable(say("There is already a file at {path}. Choose another name.", path=str(target)))
            with disk.part_for(target) as part, opened(source, conduct.cancelled) as file:
                with failures.sorting_failures(target):
                    build_log(part, (), clock, ids)
                    result = _Salvage(file, part, target, tuple(vocabularies), clock, ids, author, conduct).run()
                _must_be_sound(part)
                _copy_files(source, part, target, conduct)
                beside.set_leftovers_aside(target)
                disk.put_in_place(part, target)
    except OSError as error:
        sentence = say("The log {path} cannot be made: {reason}.", path=str(target), reason=error.strerror or "?")
        raise failures.unwritable(sentence, error, target) from error
    return result


def _copy_files(source: Path, part: Path, target: Path, conduct: Conduct) -> None:
    """Bring along the attached files that are there and are what they should be."""
    with closing(open_reader(part)) as made:
        attached = attached_files(made)
    for file in attached:
        if is_stored(source, file) and disk.hash_of(stored_path(source, file.sha256)) == file.sha256:
            store_file(target, stored_path(source, file.sha256), Conduct(cancelled=conduct.cancelled))


def _must_be_sound(part: Path) -> None:
    with closing(open_reader(part)) as made:
        if made.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise LogUnavailable(
                say("The new log could not be written soundly. Check the disk, or choose another one.")
            )


class _Salvage:
    """One salvage under way."""

    def __init__(
        self,
        file: Untrusted,
        part: Path,
        target: Path,
        vocabularies: tuple[Vocabulary, ...],
        clock: Clock,
        ids: Ids,
        author: str,
        conduct: Conduct,
    ) -> None:
        self._file, self._part, self._target, self._vocabularies = file, part, target, vocabularies
        self._clock, self._ids, self._author, self._conduct = clock, ids, author, conduct
        self._step = 0
        self._known: dict[str, set[str]] = {}
        self._sieve = Sieve(ids, self._known, clock.now())

    def run(self) -> Salvaged:
        """Do it."""
        with closing(open_writer(self._part)) as made:
            made.execute("BEGIN IMMEDIATE")
            self._copy_code_lists(made)
            history = Journal(self._file, self._sieve, made, self._conduct)
            history.copy()
            for name in RECORDS:
                self._copy(made, name, history)
                self._tell()
            for name in _AFTERWARDS:
                self._copy(made, name)
            self._tell()
            self._count_on(made)
            number = history.finish(self._head())
            made.execute("COMMIT")
            self._follow(made, number)
            made.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            made.execute("PRAGMA journal_mode=DELETE")
        tallies = tuple((name, self._sieve.tallies[name]) for name in (*RECORDS, *_AFTERWARDS, "operation", "change"))
        return Salvaged(self._target, tallies, history.whole)

    # ---- records

    def _copy(self, made: sqlite3.Connection, name: str, history: Journal | None = None) -> None:
        walk = Walk(self._file, name)
        expected = walk.expected()
        _insert(made, name, self._taken(name, walk.rows()))
        tally = self._sieve.tallies[name]
        if history is not None and name != "incident_text":
            before = tally.saved
            _insert(made, name, self._taken(name, history.lost_rows(name)))
            tally.restored = tally.saved - before
        if name == "incident_text":
            _insert(made, name, self._texts_for_the_rest(history))
        tally.unread = walk.damaged
        tally.lost = max(tally.lost, (expected or 0) - tally.saved)

    def _taken(self, name: str, rows: Iterable[Row]) -> Iterator[Row]:
        for at, found in enumerate(rows):
            if at % _AT_ONCE == 0:
                self._tell(0)
            row = self._sieve.take(name, found)
            if row is not None:
                yield row

    def _texts_for_the_rest(self, history: Journal | None) -> Iterator[Row]:
        """Every incident has a text row, an empty one where its own is lost."""
        told = {row["id"]: row for row in history.lost_rows("incident_text")} if history is not None else {}
        tally = self._sieve.tallies["incident_text"]
        for incident_id in sorted(self._sieve.kept["incident"] - self._sieve.kept["incident_text"]):
            row = self._sieve.take("incident_text", told.get(incident_id, {"id": incident_id}))
            if row is not None:
                tally.restored += incident_id in told
                tally.saved -= incident_id not in told
                tally.mended -= incident_id not in told
                tally.lost += incident_id not in told
                yield row

    # ---- what the log itself is

    def _copy_code_lists(self, made: sqlite3.Connection) -> None:
        facts = {}
        for found in Walk(self._file, "log_info").rows():
            key, value = found.get("key"), found.get("value")
            if isinstance(key, str) and isinstance(value, str):
                facts[key] = value
        heads = {each.name: {"label": each.label, "closed": each.closed} for each in self._vocabularies}
        for name in heads:
            heads[name]["label"] = _label(facts.get(VOCABULARY_PREFIX + name)) or heads[name]["label"]
        rows = [(VOCABULARY_PREFIX + name, json.dumps(head, ensure_ascii=False)) for name, head in heads.items()]
        uid = _uid(facts.get("uid"))
        made.executemany("INSERT INTO log_info (key, value) VALUES (?, ?)", rows)
        if uid is not None:
            made.execute("UPDATE log_info SET value = ? WHERE key = 'uid'", (uid,))
        self._copy_codes(made)

    def _copy_codes(self, made: sqlite3.Connection) -> None:
        closed = {each.name: {code.key for code in each} for each in self._vocabularies if each.closed}
        named = {each.name for each in self._vocabularies}
        self._known |= {name: set() for name in named}
        rows = []
        for found in Walk(self._file, "code").rows():
            row = self._sieve.take("code", found)
            if row is None:
                continue
            if row["vocabulary"].startswith(CODE_LIST):
                named.add(row["vocabulary"])
                self._known.setdefault(row["vocabulary"], set())
            if row["vocabulary"] not in named or row["key"] in self._known[row["vocabulary"]]:
                continue
            if row["key"] in closed.get(row["vocabulary"], {row["key"]}):
                self._known[row["vocabulary"]].add(row["key"])
                rows.append(row)
        _insert(made, "code", rows)
        for vocabulary in self._vocabularies:
            for position, code in enumerate(vocabulary):
                if code.key not in self._known[vocabulary.name]:
                    self._known[vocabulary.name].add(code.key)
                    values = (vocabulary.name, code.key, code.label, position, code.parent, code.retired)
                    made.execute(
                        "INSERT INTO code (vocabulary, key, label, position, parent, retired, attributes) "
                        "VALUES (?, ?, ?, ?, ?, ?, ?)",
                        (*values, json.dumps(dict(code.attributes), ensure_ascii=False)),
                    )

    def _count_on(self, made: sqlite3.Connection) -> None:
        """No number is given again that the old log has given."""
        numbers = "SELECT substr(ref, 1, 4), max(CAST(substr(ref, 6) AS INTEGER)) FROM incident GROUP BY 1"
        last = {f"ref:{year}": int(number) for year, number in made.execute(numbers).fetchall()}
        for found in Walk(self._file, "log_info").rows():
            key, value = found.get("key"), found.get("value")
            if isinstance(key, str) and key.startswith("ref:") and key[4:].isdecimal() and len(key) == 8:
                number = int(value) if isinstance(value, str) and value.isdecimal() and len(value) < 7 else 0
                last[key] = max(last.get(key, 0), number)
        made.executemany("INSERT INTO log_info (key, value) VALUES (?, ?)", [(k, str(v)) for k, v in last.items()])
        try:
            given = self._file.query("SELECT name, seq FROM sqlite_sequence").fetchmany(200)
        except sqlite3.Error:
            given = []
        for name, number in given:
            if name in metadata.tables and isinstance(number, int) and 0 < number < 1 << 53:
                made.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, name))

    # ---- what follows

    def _follow(self, made: sqlite3.Connection, number: int) -> None:
        ids = sorted(self._sieve.kept["incident"])
        folder = NameFolder()
        made.execute("UPDATE incident SET version = ? WHERE version > ?", (number, number))
        with core_connection(made) as core:
            core.exec_driver_sql("BEGIN IMMEDIATE")
            for start in range(0, len(ids), _AT_ONCE):
                self._tell(0)
                refresh(core, ids[start : start + _AT_ONCE], fresh=True, folder=folder)
            index_all_documents(core)
            core.commit()

    def _head(self) -> dict[str, Any]:
        return {
            "uid": self._ids.new(), "kind": "salvage",
            "label": journal.write_message(say("Salvage from {name}", name=self._file.path.name)),
            "reason": "", "author": self._author, "at": self._clock.now(), "reverses": None,
        }  # fmt: skip

    def _tell(self, steps: int = 1) -> None:
        self._step += steps
        self._conduct.tell(min(999, self._step * 1000 // _SHARES), 1000)


def _insert(made: sqlite3.Connection, name: str, rows: Iterable[Row]) -> None:
    columns = [column.name for column in metadata.tables[name].columns]
    # Computed at the end, from all that was saved.
    blank: Row = dict.fromkeys(DERIVED) | {"title_key": "", "place_key": "", "statements": 0, "origins": 0}
    marks = ", ".join(f":{column}" for column in columns)
    listed = ", ".join(f'"{column}"' for column in columns)
    made.executemany(
        f"INSERT OR IGNORE INTO {name} ({listed}) VALUES ({marks})",
        ({**blank, **row} for row in rows) if name == "incident" else rows,
    )


def _label(text: str | None) -> str | None:
    try:
        head = json.loads(text or "")
    except (ValueError, RecursionError):
        return None
    label = head.get("label") if isinstance(head, dict) else None
    return label[:200] if isinstance(label, str) and label.strip() else None


def _uid(value: str | None) -> str | None:
    try:
        found, changed = mended("place", "uid", value)
    except Unfit:
        return None
    return None if changed or not found else str(found)
