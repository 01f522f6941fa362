"""Making a log file, and finding out whether a file is one. Plain sqlite3, but where a log is made."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ascertain import __version__
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import Fields
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary
from ascertain.store import beside, custody, failures, own_schema
from ascertain.store.connection import open_memory, open_reader, open_writer
from ascertain.store.own_rows import read_fields, with_choices
from ascertain.store.providers import Clock, Ids
from ascertain.store.revision import APPLICATION_ID, HEAD, REVISIONS

_TWO_NAMES = (
    "The log {name} has a second name on this disk (a hard link). Changes through two names could damage it, so it is "
    "open for reading only. Save it under another name to go on."
)
VOCABULARY_PREFIX = "vocabulary:"
_PATIENCE_S = 5.0
"""How long a statement may take while a file is examined, in seconds; a sound log takes a few milliseconds."""


@dataclass(frozen=True, slots=True)
class LogFacts:
    """What is known of a log before it is used. `read_only` says why it is not to be written; `due`: a migration is."""

    uid: str
    revision: str
    vocabularies: Vocabularies
    fields: Fields
    read_only: Message | None
    due: bool


def create_log(path: Path, vocabularies: Iterable[Vocabulary], clock: Clock, ids: Ids) -> None:
    """Make an empty log at `path`, readable by its owner only; its folder is made too.

    Raises `LogUnavailable`, leaving nothing behind.
    """
    from ascertain.store import disk  # a window starts without it

    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        disk.make_folder(path.parent)
        with custody.claimed(path):
            if path.exists():
                raise LogUnavailable(
                    say("There is already a file at {path}. Choose another name, or open that file.", path=str(path))
                )
            os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            with failures.sorting_failures(path):
                build_log(unfinished, vocabularies, clock, ids)
            beside.set_leftovers_aside(path)
            disk.put_in_place(unfinished, path)
    except OSError as error:
        reason = failures.read_only(path) if isinstance(error, PermissionError) or error.errno == errno.EROFS else None
        sentence = reason or say(
            "The log {path} cannot be made: {reason}. Choose another place.", path=str(path), reason=error.strerror
        )
        raise LogUnavailable(sentence) from error
    finally:
        for ending in ("", *beside.SIDECARS):
            with contextlib.suppress(OSError):
                unfinished.with_name(unfinished.name + ending).unlink()


def examine(path: Path) -> LogFacts:
    """Find out whether `path` is a log that can be used, without changing it and without running anything that is in
    it. Raises `LogUnavailable`."""
    try:
        if not path.exists():
            raise failures.missing(path)
        if not path.is_file():
            raise failures.not_a_log(path)
    except OSError as error:
        raise failures.unreadable(path) from error
    if not os.access(path, os.R_OK):
        raise failures.unreadable(path)
    try:
        with (
            contextlib.closing(open_reader(path)) as connection,
            own_schema.watched(connection, own_schema.after(_PATIENCE_S)),
        ):
            return _facts(path, connection)
    except sqlite3.Error as error:
        # Whatever else SQLite makes of the file, it cannot be used as it is.
        raise failures.sorted_failure(error, path) or failures.damaged(path) from error


def read_vocabularies(connection: sqlite3.Connection) -> Vocabularies:
    """The code lists of a log, in their order. Raises TypeError, ValueError or AttributeError where they are none."""
    info = connection.execute("SELECT key, value FROM log_info WHERE key LIKE 'vocabulary:%' ORDER BY rowid")
    heads = {_text(key).removeprefix(VOCABULARY_PREFIX): json.loads(_text(value)) for key, value in info}
    codes: dict[str, list[Code]] = {name: [] for name in heads}
    rows = connection.execute(
        "SELECT vocabulary, key, label, parent, retired, attributes FROM code ORDER BY position, id"
    )
    for name, key, label, parent, retired, attributes in rows:
        broader = None if parent is None else _text(parent)
        code = Code(_text(key), _text(label), broader, bool(retired), dict(json.loads(_text(attributes))))
        codes.setdefault(_text(name), []).append(code)
    lists = (
        Vocabulary(
            name,
            _text(heads.get(name, {}).get("label", name)),
            tuple(entries),
            bool(heads.get(name, {}).get("closed", False)),
        )
        for name, entries in codes.items()
    )
    return with_choices(lists, read_fields(connection))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value


def _facts(path: Path, connection: sqlite3.Connection) -> LogFacts:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise failures.not_a_log(path)
    revision = _revision(path, connection)
    try:
        (uid,) = connection.execute("SELECT value FROM log_info WHERE key = 'uid'").fetchone()
        vocabularies, fields = read_vocabularies(connection), read_fields(connection)
    except (TypeError, ValueError, AttributeError, RecursionError) as error:
        raise failures.damaged(path) from error
    return LogFacts(
        str(uid), revision, vocabularies, fields, _why_read_only(path, revision), revision in REVISIONS[:-1]
    )


def _revision(path: Path, connection: sqlite3.Connection) -> str:
    """The revision that the file names, once its schema is known to be the one of that revision."""
    parts = own_schema.parts_of(connection)
    by_schema = own_schema.revision_of(parts)
    if by_schema is None and not own_schema.has_version(parts):
        raise _misbuilt(path, parts)
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise failures.damaged(path)
    named = str(row[0])
    if named in REVISIONS:
        if by_schema != named:
            raise _misbuilt(path, parts)
    elif by_schema is None and not own_schema.is_plain(parts):
        raise failures.unknown(path)
    return named


def _misbuilt(path: Path, parts: Sequence[own_schema.Part]) -> LogUnavailable:
    """Why a file is not built as a log is: something was added or altered, or else something is missing."""
    what = own_schema.strangers(parts, _own_parts())
    return failures.damaged(path) if what is None else failures.foreign(path, what)


def _own_parts() -> tuple[own_schema.Part, ...]:
    """What a log of this program is made of."""
    with contextlib.closing(open_memory()) as connection:
        _build(connection)
        return own_schema.parts_of(connection)


def _why_read_only(path: Path, revision: str) -> Message | None:
    if revision not in REVISIONS:
        return say(
            "The log {name} was written by a newer version of the program, so it is open for reading only. "
            "Update the program to change it.",
            name=path.name,
        )
    real = path.resolve()
    if not (os.access(real, os.W_OK) and os.access(real.parent, os.W_OK)):
        return failures.read_only(path)
    if real.stat().st_nlink > 1:
        # What belongs to a database lies beside one name of it: through another name it would be missed.
        return say(_TWO_NAMES, name=path.name)
    return failures.no_room(real)


def build_log(path: Path, vocabularies: Iterable[Vocabulary], clock: Clock, ids: Ids) -> None:
    """Make a log of an empty file that nobody else knows yet. Raises `sqlite3.Error`."""
    connection = open_writer(path)
    try:
        _build(connection)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO alembic_version VALUES (?)", (HEAD,))
        facts = (("uid", ids.new()), ("made_at", str(clock.now())), ("made_by", __version__))
        connection.executemany("INSERT INTO log_info (key, value) VALUES (?, ?)", facts)
        _write_vocabularies(connection, vocabularies)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _build(connection: sqlite3.Connection) -> None:
    from ascertain.store.engine import core_connection
    from ascertain.store.schema import CREATE_DOCUMENT_SEARCH, CREATE_SEARCH, metadata

    with core_connection(connection) as core:
        core.exec_driver_sql("BEGIN IMMEDIATE")
        metadata.create_all(core)
        core.exec_driver_sql(CREATE_SEARCH)
        core.exec_driver_sql(CREATE_DOCUMENT_SEARCH)
        core.exec_driver_sql(own_schema.VERSION_TABLE)
        core.commit()


def _write_vocabularies(connection: sqlite3.Connection, vocabularies: Iterable[Vocabulary]) -> None:
    for vocabulary in vocabularies:
        head = json.dumps({"label": vocabulary.label, "closed": vocabulary.closed}, ensure_ascii=False)
        connection.execute(
            "INSERT INTO log_info (key, value) VALUES (?, ?)", (VOCABULARY_PREFIX + vocabulary.name, head)
        )
        connection.executemany(
            "INSERT INTO code (vocabulary, key, label, position, parent, retired, attributes) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    vocabulary.name,
                    code.key,
                    code.label,
                    position,
                    code.parent,
                    code.retired,
                    json.dumps(dict(code.attributes), ensure_ascii=False),
                )
                for position, code in enumerate(vocabulary)
            ),
        )
