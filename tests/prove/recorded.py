"""A process whose every write is recorded while the program does one thing.

`python -m tests.prove.recorded THING FOLDER FILE`; the record goes to FILE, pickled: the files that were in FOLDER
before, and the events.
"""

from __future__ import annotations

import pickle
import random
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from ascertain.app.attaching import attach
from ascertain.app.backing_up import back_up, list_backups, restore_log
from ascertain.app.commands import (
    Command,
    EditIncident,
    KeepEntry,
    LogIncident,
    Redo,
    RestoreIncidents,
    SetStatus,
    TagIncidents,
    TrashIncidents,
    Undo,
)
from ascertain.app.notices import LogChanged
from ascertain.app.session import LogSession, create_session
from ascertain.domain.backups import Why
from ascertain.domain.codes import Status
from ascertain.domain.records import Document
from tests.prove.incidents import content_of, reason_of
from tests.prove.recorder import Recorder

LOG = "incidents.ascertain"
_SAVES = 30
_LATER = 1_700_000_000


def save(folder: Path, recorder: Recorder) -> None:
    """Make a log, save into it past a checkpoint, close it, open it and save again."""
    log = folder / LOG
    create_session(log).close()
    recorder.note("told", "made")
    for number in (1, 2):
        with closing(LogSession.open(log)) as session:
            session.notices.subscribe(lambda notice: _acknowledge(recorder, notice))
            _save_into(session, number)
            _attach_to(session, number)
        recorder.note("told", "closed")


def save_shared(folder: Path, recorder: Recorder) -> None:
    """The same in a folder that a service carries to other machines, where the log has a rollback journal."""
    save(folder, recorder)
    assert not any(event.path.endswith("-wal") for event in recorder.events[_made(recorder) :])


def _made(recorder: Recorder) -> int:
    return next(at for at, event in enumerate(recorder.events) if event.path == "made")


def save_carelessly(folder: Path, recorder: Recorder) -> None:
    """The same with `synchronous=NORMAL`, with which the end of the log may be lost: the proof must find that."""
    from ascertain.store import connection

    careful = connection._WRITING
    careless = tuple(each.replace("synchronous=FULL", "synchronous=NORMAL") for each in careful)
    assert careless != careful
    vars(connection)["_WRITING"] = careless
    save(folder, recorder)


def migrate(folder: Path, recorder: Recorder) -> None:
    """Open a log of an older schema."""
    LogSession.open(folder / LOG).close()
    recorder.note("told", "closed")


def restore(folder: Path, recorder: Recorder) -> None:
    """Put a log back from its backup."""
    log = folder / LOG
    recorder.note("told", "begun")
    restore_log(list_backups(log)[0].path, log, _LATER)
    recorder.note("told", "restored")


def prepare_restore(folder: Path) -> None:
    """A log with a backup, into which was saved since."""
    log = folder / LOG
    create_session(log).close()
    for number in (3, 4):
        with closing(LogSession.open(log)) as session:
            _save_into(session, number)
        if number == 3:
            back_up(log, Why.BY_HAND, _LATER - 3600)


THINGS: dict[str, Callable[[Path, Recorder], None]] = {
    "save": save,
    "save_shared": save_shared,
    "save_carelessly": save_carelessly,
    "migrate": migrate,
    "restore": restore,
}


def _acknowledge(recorder: Recorder, notice: LogChanged) -> None:
    recorder.note("told", "saved", at=notice.operation)


def _save_into(session: LogSession, number: int) -> None:
    draw = random.Random(number)
    made: list[int] = []

    def run(command: Command) -> None:
        made.extend(session.ledger.run(command).result().made)

    for at in range(_SAVES // number):
        run(LogIncident(content_of(f"Saved {number}-{at}", draw)))
    some = tuple(made[:6])
    run(SetStatus(some, Status.CLAIMED, reason_of(f"Set {number}", len(some))))
    run(TagIncidents(some, add=("many",)))
    run(TrashIncidents(some[:3]))
    run(RestoreIncidents(some[:1]))
    run(Undo())
    run(Redo())
    run(EditIncident(made[-1], _version(session, made[-1]), content_of(f"Edited {number}", draw)))


def _attach_to(session: LogSession, number: int) -> None:
    """Attach two files, one of some blocks, to a document."""
    (document,) = session.ledger.run(KeepEntry(Document(f"Item {number}"))).result().made
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder) / f"page {number}.html", Path(folder) / f"picture {number}.png"]
        for source, size in zip(sources, (900, 70_000), strict=True):
            source.write_bytes(random.Random(size + number).randbytes(size))
        attach(session, sources, document_id=document)


def _version(session: LogSession, incident_id: int) -> int:
    found = session.reader().ask(lambda queries: queries.incident(incident_id)).result()
    assert found is not None
    return found.version


def main(thing: str, folder: Path, file: Path) -> None:
    """Do the thing, recorded."""
    there = {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    recorder = Recorder(folder)
    recorder.listen()
    THINGS[thing](folder, recorder)
    file.write_bytes(pickle.dumps((there, recorder.events)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
