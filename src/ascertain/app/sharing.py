"""Some incidents for another analyst: a log of their own with all that they need, packed as one file."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ascertain.app.commands import ImportRecords
from ascertain.app.folders import LOG_SUFFIX
from ascertain.app.packing import PackResult, pack, unpack
from ascertain.app.session import LogSession, create_session
from ascertain.domain.conduct import Conduct
from ascertain.domain.file_names import safe_name
from ascertain.domain.records import StoredFile
from ascertain.store.attachment_files import is_stored, store_file, stored_path
from ascertain.store.connection import open_reader
from ascertain.store.failures import sorting_failures
from ascertain.store.reading.subset import Subset

if TYPE_CHECKING:
    from ascertain.domain.vocabulary import Code

PACK_SUFFIX = f"{LOG_SUFFIX}.zip"


@dataclass(frozen=True, slots=True)
class _Some:
    """What goes along, as a command takes it."""

    subset: Subset
    codes: Mapping[str, Mapping[str, Code]]
    expected: int

    def rows(self) -> Iterable[tuple[str, dict[str, Any]]]:
        """Every row, each after those that it refers to."""
        return self.subset.rows()


def share(session: LogSession, ids: Sequence[int], out: Path, conduct: Conduct | None = None) -> PackResult:
    """Write the incidents with these ids to `out`, with their statements, documents, sources, actors, places, links
    among them, own fields and attached files. Nothing else of the log goes along: no other incident, no history, no
    saved view. What is taken in elsewhere keeps its identity, so that it comes back as the same.

    Waits: call it on a thread of its own. Raises FileTrouble, LogUnavailable or Cancelled; nothing is left behind.
    """
    conduct = conduct or Conduct()
    with _room() as room:
        log = room / f"{safe_name(out.name.removesuffix(PACK_SUFFIX))}{LOG_SUFFIX}"
        with closing(create_session(log, clock=session.clock, author=session.author)) as made:
            _fill(session, made, ids, conduct)
        return pack(log, out, Conduct(cancelled=conduct.cancelled), session.clock)


@contextmanager
def shared_log(path: Path, conduct: Conduct | None = None) -> Iterator[Path]:
    """The log in a packed copy, unpacked for as long as it is looked at; any other file as it is. Raises FileTrouble
    and Cancelled."""
    if path.suffix.lower() != ".zip":
        yield path
        return
    with _room() as room:
        yield unpack(path, room / "unpacked", conduct)


def _fill(session: LogSession, made: LogSession, ids: Sequence[int], conduct: Conduct) -> None:
    codes = {each.name: {code.key: code for code in each} for each in session.vocabularies if not each.closed}
    with sorting_failures(session.path), closing(open_reader(session.path, changing=True)) as connection:
        connection.execute("BEGIN")  # one state of the log, whatever is written to it meanwhile
        subset = Subset(connection, ids, conduct)
        for row in subset.attachments():
            file = StoredFile(row["name"], row["media_type"], row["size"], row["sha256"])
            if is_stored(session.path, file) and not is_stored(made.path, file):
                store_file(made.path, stored_path(session.path, file.sha256), Conduct(cancelled=conduct.cancelled))
        made.ledger.run(ImportRecords(session.path.name, _Some(subset, codes, len(ids)), conduct)).result()


@contextmanager
def _room() -> Iterator[Path]:
    room = Path(tempfile.mkdtemp(prefix="ascertain-shared-"))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)
