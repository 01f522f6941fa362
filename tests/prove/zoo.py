# ruff: noqa: E501 - a table is read by its lines
"""Files that are not what they say: each made from a sound log, or out of nothing."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

Maker = Callable[[Path], object]

REFUSED, OPENED, EITHER = "refused", "opened", "either"

_ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT {} FROM n"
_AS_NEWER = "UPDATE alembic_version SET version_num = '9999'"


def _sql(*statements: str, lying: bool = False) -> Maker:
    def make(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as knife:
            knife.execute("PRAGMA journal_mode=DELETE")
            knife.execute("PRAGMA foreign_keys=OFF")
            if lying:
                knife.execute("PRAGMA writable_schema=ON")
            for statement in statements:
                knife.execute(statement)

    return make


def _bytes(change: Callable[[bytes], bytes]) -> Maker:
    return lambda path: path.write_bytes(change(path.read_bytes()))


def _instead(make: Callable[[Path], object]) -> Maker:
    def made(path: Path) -> None:
        path.unlink()
        make(path)

    return made


def _beside(ending: str, content: bytes) -> Maker:
    return lambda path: path.with_name(path.name + ending).write_bytes(content)


def _socket(path: Path) -> None:
    # The path of a socket is short: it is made in its own folder.
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _giant(path: Path) -> None:
    tables = (f"CREATE TABLE t{at} (a, b, c, d)" for at in range(5_000))
    _sql("BEGIN", *tables, "COMMIT")(path)


def _other_pages(size: int) -> Maker:
    def make(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as knife:
            knife.execute("PRAGMA journal_mode=DELETE")
            knife.execute(f"PRAGMA page_size={size}")
            knife.execute("VACUUM")

    return make


def _cut(share: float) -> Maker:
    return _bytes(lambda whole: whole[: int(len(whole) * share)])


def _at(offset: int, value: bytes) -> Maker:
    return _bytes(lambda whole: whole[:offset] + value + whole[offset + len(value) :])


_VIEW_FOR_CODE = "CREATE VIEW code AS " + _ENDLESS.format(
    "x AS id, 'status' AS vocabulary, 'k' AS key, 'l' AS label, x AS position, NULL AS parent, 0 AS retired, "
    "'{}' AS attributes"
)

ZOO: dict[str, tuple[str, Maker]] = {
    "trigger": (REFUSED, _sql("CREATE TRIGGER t AFTER INSERT ON incident BEGIN DELETE FROM change; END")),
    "trigger-on-update": (
        REFUSED,
        _sql("CREATE TRIGGER t BEFORE UPDATE ON incident BEGIN UPDATE place SET notes = NEW.title; END"),
    ),
    "view": (REFUSED, _sql("CREATE VIEW own AS SELECT * FROM incident")),
    "view-named-log-info": (
        REFUSED,
        _sql("DROP TABLE log_info", "CREATE VIEW log_info AS SELECT 'uid' AS key, 'x' AS value"),
    ),
    "view-named-version": (
        REFUSED,
        _sql("DROP TABLE alembic_version", "CREATE VIEW alembic_version AS SELECT '0002' AS version_num"),
    ),
    "endless-view": (REFUSED, _sql("DROP TABLE code", _VIEW_FOR_CODE)),
    "endless-version": (
        REFUSED,
        _sql("DROP TABLE alembic_version", "CREATE VIEW alembic_version AS " + _ENDLESS.format("x AS version_num")),
    ),
    "index": (REFUSED, _sql("CREATE INDEX own ON incident (abs(id))")),
    "partial-index": (REFUSED, _sql("CREATE INDEX own ON incident (title) WHERE title LIKE '%a%'")),
    "table": (REFUSED, _sql("CREATE TABLE own (a)")),
    "column": (REFUSED, _sql("ALTER TABLE place ADD COLUMN own TEXT")),
    "computed-column": (REFUSED, _sql("ALTER TABLE place ADD COLUMN own TEXT AS (hex(zeroblob(100000000)))")),
    "renamed-column": (REFUSED, _sql("ALTER TABLE place RENAME COLUMN notes TO own")),
    "virtual-table": (REFUSED, _sql("CREATE VIRTUAL TABLE own USING rtree(a, b, c)")),
    "virtual-like-a-table": (REFUSED, _sql("DROP TABLE tag", "CREATE VIRTUAL TABLE tag USING fts5(id, name, name_key)")),
    "a-view-called-a-table": (
        REFUSED,
        _sql(
            "DROP TABLE tag",
            "INSERT INTO sqlite_schema VALUES ('table', 'tag', 'tag', 0, 'CREATE VIEW tag AS SELECT 1 AS id')",
            lying=True,
        ),
    ),
    "nonsense-in-the-schema": (
        REFUSED,
        _sql("UPDATE sqlite_schema SET sql = 'CREATE TABLE tag (((' WHERE name = 'tag'", lying=True),
    ),
    "blobs-in-the-schema": (
        REFUSED,
        _sql("UPDATE sqlite_schema SET sql = x'ff00ff', type = x'00' WHERE name = 'tag'", lying=True),
    ),
    "shared-pages": (
        REFUSED,
        _sql(
            "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'change') "
            "WHERE name = 'draft'",
            lying=True,
        ),
    ),
    "root-beyond-the-end": (
        EITHER,
        _sql("UPDATE sqlite_schema SET rootpage = 1000000 WHERE name = 'draft'", lying=True),
    ),
    "giant-schema": (REFUSED, _giant),
    "newer-with-trigger": (
        REFUSED,
        _sql(_AS_NEWER, "CREATE TRIGGER t AFTER INSERT ON incident BEGIN DELETE FROM change; END"),
    ),
    "newer-with-view": (REFUSED, _sql(_AS_NEWER, "DROP TABLE code", _VIEW_FOR_CODE)),
    "newer-with-computed-column": (
        REFUSED,
        _sql(_AS_NEWER, "ALTER TABLE place ADD COLUMN own TEXT AS (hex(zeroblob(100000000)))"),
    ),
    "newer-without-a-table": (EITHER, _sql(_AS_NEWER, "DROP TABLE place")),
    "newer-with-a-table": (OPENED, _sql(_AS_NEWER, "CREATE TABLE later (a)")),
    "older-by-name-only": (REFUSED, _sql("UPDATE alembic_version SET version_num = '0001'")),
    "version-as-blob": (EITHER, _sql("UPDATE alembic_version SET version_num = zeroblob(1000000)")),
    "no-code-lists": (EITHER, _sql("DELETE FROM code")),
    "list-heads-no-json": (
        REFUSED,
        _sql("UPDATE log_info SET value = '[[[' WHERE key LIKE 'vocabulary:%'"),
    ),
    "list-heads-too-deep": (
        REFUSED,
        _sql(f"UPDATE log_info SET value = '{'[' * 200_000}' WHERE key LIKE 'vocabulary:%'"),
    ),
    "labels-as-blobs": (REFUSED, _sql("UPDATE code SET label = x'fffe'")),
    "attributes-no-object": (REFUSED, _sql("UPDATE code SET attributes = '[1]'")),
    "half-a-million-codes": (
        EITHER,
        _sql(
            "INSERT INTO code (vocabulary, key, label, position, retired, attributes) WITH RECURSIVE n(x) AS "
            "(SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 500000) SELECT 'tag', x, x || '', x, 0, '{}' FROM n"
        ),
    ),
    "blobs-for-texts": (
        EITHER,
        _sql("UPDATE incident SET title = x'fffe00', status = x'00', zone = x'ff', precision = x'ff'"),
    ),
    "texts-for-numbers": (EITHER, _sql("UPDATE incident SET t_from = 'soon', version = 'x', killed_civilian_low = 'y'")),
    "no-utf-8": (EITHER, _sql("UPDATE incident SET title = CAST(x'c328ff' AS TEXT)")),
    "numbers-beyond": (EITHER, _sql("UPDATE incident SET t_from = -9223372036854775808, t_to = 9223372036854775807")),
    "journal-no-json": (EITHER, _sql("UPDATE operation SET label = '{'", "UPDATE change SET after = 'x', before = '['")),
    "dates-no-dates": (EITHER, _sql("UPDATE incident SET follow_up_on = '2023-99-99'", "UPDATE statement SET said_on = 'x'")),
    "references-to-nothing": (EITHER, _sql("DELETE FROM source", "DELETE FROM incident_text")),
    "search-index-gone": (EITHER, _sql("DELETE FROM incident_search_data", "DELETE FROM incident_search_idx")),
    "document-index-gone": (EITHER, _sql("DELETE FROM document_search_data", "DELETE FROM document_search_idx")),
    "search-index-of-noise": (EITHER, _sql("UPDATE incident_search_data SET block = randomblob(200)")),
    "pages-of-512": (OPENED, _other_pages(512)),
    "pages-of-65536": (OPENED, _other_pages(65_536)),
    "page-size-3": (REFUSED, _at(16, b"\x00\x03")),
    "format-9": (EITHER, _at(18, b"\x09\x09")),
    "schema-format-9": (REFUSED, _at(44, b"\x00\x00\x00\x09")),
    "utf-16-by-name": (EITHER, _at(56, b"\x00\x00\x00\x02")),
    "empty": (REFUSED, _bytes(lambda _: b"")),
    "header-alone": (REFUSED, _bytes(lambda whole: whole[:100])),
    "one-page": (REFUSED, _bytes(lambda whole: whole[:4096])),
    "half": (EITHER, _cut(0.5)),
    "most": (EITHER, _cut(0.9)),
    "noise": (REFUSED, _bytes(lambda whole: whole[:100] + bytes((at * 151 + 7) % 256 for at in range(50_000)))),
    "only-the-mark": (REFUSED, _instead(_sql("PRAGMA application_id=1095975764", "CREATE TABLE a (b)"))),
    "a-letter": (REFUSED, _bytes(lambda _: b"Dear all,\n" * 500)),
    "folder": (REFUSED, _instead(lambda path: path.mkdir())),
    "pipe": (REFUSED, _instead(lambda path: os.mkfifo(path))),
    "socket": (REFUSED, _instead(_socket)),
    "device": (REFUSED, _instead(lambda path: path.symlink_to("/dev/zero"))),
    "loop": (REFUSED, _instead(lambda path: path.symlink_to(path))),
    "link-to-nothing": (REFUSED, _instead(lambda path: path.symlink_to(path.with_name("away")))),
    "long-name": (REFUSED, lambda path: path.unlink()),
    "noise-for-a-wal": (EITHER, _beside("-wal", b"\x37\x7f\x06\x82" + b"\x01" * 10_000)),
    "noise-for-a-journal": (EITHER, _beside("-journal", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x01" * 10_000)),
}  # fmt: skip
"""By name: whether it may be opened, and how it is made of a sound log at that path."""


HEAVY = {"giant-schema", "half-a-million-codes"}
"""What takes seconds to make."""


def make_zoo(log: Path, folder: Path, *, heavy: bool) -> dict[str, Path]:
    """Make the files in `folder` from the sound `log`, the `heavy` ones too if wanted; returns where each is."""
    made = {}
    for name, (_, make) in ZOO.items():
        if name in HEAVY and not heavy:
            continue
        place = folder / name
        place.mkdir(parents=True)
        path = made[name] = place / f"{name}.ascertain"
        path.write_bytes(log.read_bytes())
        make(path)
    made["long-name"] = folder / ("x" * 5_000)
    return made
