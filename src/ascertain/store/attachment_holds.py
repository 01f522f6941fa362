"""Which stored files a log holds on to: by an attachment, or by an image in the journal from which one may come back.

Plain sqlite3, so that a log can be checked without anything else being loaded.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from ascertain.domain.file_names import shown_name
from ascertain.domain.messages import Message, say
from ascertain.domain.records import StoredFile
from ascertain.store import attachment_files as files
from ascertain.store import disk, failures
from ascertain.store.connection import open_reader

_ATTACHED = "SELECT DISTINCT sha256, size, min(name) FROM attachment GROUP BY sha256, size ORDER BY min(id)"
_JOURNALED = """
    SELECT DISTINCT json_extract(image.value, '$.sha256')
    FROM (
        SELECT before AS value FROM change WHERE table_name = 'attachment' AND before IS NOT NULL
        UNION ALL
        SELECT after FROM change WHERE table_name = 'attachment' AND after IS NOT NULL
    ) AS image
    WHERE json_extract(image.value, '$.sha256') IS NOT NULL
"""

_JOURNALED_WHOLE = """
    SELECT json_extract(image, '$.sha256'), json_extract(image, '$.size'), json_extract(image, '$.name')
    FROM (SELECT coalesce(after, before) AS image, id FROM change WHERE table_name = 'attachment')
    WHERE json_extract(image, '$.sha256') IS NOT NULL AND json_extract(image, '$.size') IS NOT NULL
    ORDER BY id
"""


def attached_files(connection: sqlite3.Connection) -> list[StoredFile]:
    """The files that attachments name, each once."""
    return [StoredFile(name, "", size, sha256) for sha256, size, name in connection.execute(_ATTACHED)]


def held_files(connection: sqlite3.Connection) -> list[StoredFile]:
    """The files that are attached, or that undo and redo may attach again, each once."""
    found = {file.sha256: file for file in attached_files(connection)}
    for sha256, size, name in connection.execute(_JOURNALED_WHOLE):
        found.setdefault(sha256, StoredFile(name, "", size, sha256))
    return list(found.values())


def held_digests(connection: sqlite3.Connection) -> set[str]:
    """The SHA-256 of every file that is attached, or that undo and redo may attach again."""
    held = {sha256 for (sha256,) in connection.execute("SELECT DISTINCT sha256 FROM attachment")}
    return held | {sha256 for (sha256,) in connection.execute(_JOURNALED)}


def remove_if_unused(log: Path, digests: Iterable[str]) -> list[str]:
    """Take away the stored files among `digests` that nothing in the log holds; returns those that went.

    For the writer lane, after the operation that let go of them is on disk. Raises OSError or `LogUnavailable`.
    """
    with failures.sorting_failures(log), contextlib.closing(open_reader(log)) as connection:
        held = held_digests(connection)
    gone = [digest for digest in dict.fromkeys(digests) if digest not in held and files.DIGEST.fullmatch(digest)]
    for digest in gone:
        with contextlib.suppress(FileNotFoundError):
            files.remove_stored(log, digest)
    return gone


def attachment_faults(connection: sqlite3.Connection, log: Path) -> Iterator[Message]:
    """What is wrong with the files beside a log: missing, altered, or held by nothing. Reads every file whole."""
    for file in attached_files(connection):
        yield from _faults_of(log, file)
    held = held_digests(connection)
    try:
        for path in files.stored_files(log):
            if path.name not in held or path.parent.name != path.name[:2]:
                yield say("Nothing in the log refers to the file {name} in the folder of attachments", name=path.name)
    except OSError as error:
        yield say("The folder of attachments cannot be read: {reason}", reason=error.strerror or str(error))


def _faults_of(log: Path, file: StoredFile) -> Iterator[Message]:
    name = shown_name(file.name)
    try:
        path = files.stored_path(log, file.sha256)
        if not path.is_file() or path.is_symlink():
            yield say("The attached file {name} is missing", name=name)
        elif path.stat().st_size != file.size or disk.hash_of(path) != file.sha256:
            yield say("The attached file {name} was altered or is damaged", name=name)
    except ValueError:
        yield say("The attachment {name} has no valid SHA-256", name=name)
    except OSError as error:
        yield say("The attached file {name} cannot be read: {reason}", name=name, reason=error.strerror or str(error))
