"""Making a log file, and finding out whether a file is one. Plain sqlite3, but where a log is made."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ascertain import __version__
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import LogUnavailable
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary
from ascertain.store import failures
from ascertain.store.connection import open_reader, open_writer
from ascertain.store.providers import Clock, Ids
from ascertain.store.revision import APPLICATION_ID, HEAD, REVISIONS

VOCABULARY_PREFIX = "vocabulary:"


@dataclass(frozen=True, slots=True)
class LogFacts:
    """What is known of a log before it is used. `read_only` says why it is not to be written; `due`: a migration is."""

    uid: str
    revision: str
    vocabularies: Vocabularies
    read_only: Message | None
    due: bool


def create_log(path: Path, vocabularies: Iterable[Vocabulary], clock: Clock, ids: Ids) -> None:
    """Make an empty log at `path`, readable by its owner only; its folder is made too.

    Raises `LogUnavailable`, leaving nothing behind.
    """
    if path.exists():
        raise LogUnavailable(
            say("There is already a file at {path}. Choose another name, or open that file.", path=str(path))
        )
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        _make_folder(path.parent)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with failures.sorting_failures(path):
            _fill(unfinished, vocabularies, clock, ids)
        unfinished.replace(path)
    except OSError as error:
        reason = failures.read_only(path) if isinstance(error, PermissionError) or error.errno == errno.EROFS else None
        sentence = reason or say(
            "The log {path} cannot be made: {reason}. Choose another place.", path=str(path), reason=error.strerror
        )
        raise LogUnavailable(sentence) from error
    finally:
        for ending in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                unfinished.with_name(unfinished.name + ending).unlink()


def examine(path: Path) -> LogFacts:
    """Find out whether `path` is a log that can be used, without changing it. Raises `LogUnavailable`."""
    if not path.exists():
        raise failures.missing(path)
    if not path.is_file():
        raise failures.not_a_log(path)
    if not os.access(path, os.R_OK):
        raise failures.unreadable(path)
    with failures.sorting_failures(path):
        connection = open_reader(path)
        try:
            return _facts(path, connection)
        finally:
            connection.close()


def read_vocabularies(connection: sqlite3.Connection) -> Vocabularies:
    """The code lists of a log, in their order."""
    info = connection.execute("SELECT key, value FROM log_info WHERE key LIKE 'vocabulary:%' ORDER BY rowid")
    heads = {key.removeprefix(VOCABULARY_PREFIX): json.loads(value) for key, value in info}
    codes: dict[str, list[Code]] = {name: [] for name in heads}
    rows = connection.execute(
        "SELECT vocabulary, key, label, parent, retired, attributes FROM code ORDER BY position, id"
    )
    for name, key, label, parent, retired, attributes in rows:
        codes.setdefault(name, []).append(Code(key, label, parent, bool(retired), json.loads(attributes)))
    return Vocabularies(
        Vocabulary(
            name, heads.get(name, {}).get("label", name), tuple(entries), heads.get(name, {}).get("closed", False)
        )
        for name, entries in codes.items()
    )


def _facts(path: Path, connection: sqlite3.Connection) -> LogFacts:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise failures.not_a_log(path)
    revision = _revision(path, connection)
    try:
        (uid,) = connection.execute("SELECT value FROM log_info WHERE key = 'uid'").fetchone()
        vocabularies = read_vocabularies(connection)
    except (TypeError, ValueError, sqlite3.OperationalError) as error:
        raise failures.damaged(path) from error
    return LogFacts(uid, revision, vocabularies, _why_read_only(path, revision), revision in REVISIONS[:-1])


def _revision(path: Path, connection: sqlite3.Connection) -> str:
    try:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        raise failures.damaged(path) from error
    if row is None:
        raise failures.damaged(path)
    return str(row[0])


def _why_read_only(path: Path, revision: str) -> Message | None:
    if revision not in REVISIONS:
        return say(
            "The log {name} was written by a newer version of the program, so it is open for reading only. "
            "Update the program to change it.",
            name=path.name,
        )
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return failures.read_only(path)
    return None


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)


def _fill(path: Path, vocabularies: Iterable[Vocabulary], clock: Clock, ids: Ids) -> None:
    from ascertain.store.engine import core_connection
    from ascertain.store.schema import CREATE_SEARCH, metadata

    connection = open_writer(path)
    try:
        with core_connection(connection) as core:
            core.exec_driver_sql("BEGIN IMMEDIATE")
            metadata.create_all(core)
            core.exec_driver_sql(CREATE_SEARCH)
            core.commit()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
        connection.execute("INSERT INTO alembic_version VALUES (?)", (HEAD,))
        facts = (("uid", ids.new()), ("made_at", str(clock.now())), ("made_by", __version__))
        connection.executemany("INSERT INTO log_info (key, value) VALUES (?, ?)", facts)
        _write_vocabularies(connection, vocabularies)
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


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
