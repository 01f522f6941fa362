"""Taking records from elsewhere into the log."""

from __future__ import annotations

from ascertain.app.commands import ImportRecords
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.store.writing.taking_in import take_in


def handle_import(command: ImportRecords, desk: Desk) -> Done:
    """Take in what the log lacks, as one operation. Raises `Cancelled`; then nothing was written."""
    records, conduct = command.records, command.conduct or Conduct()
    with desk.door.operation("import", say("Import from {name}", name=command.name)) as op:
        taken = take_in(op, records.rows(), desk.door.path, records.codes, conduct, records.expected)
        op.label = _label(len(taken.incidents), taken.counts["saved_view"], command.name)
    return Done(op, tuple(taken.incidents), files_missing(taken.files_missing))


def files_missing(count: int) -> Message | None:
    """What remains to be done where so many attached files did not come along."""
    if not count:
        return None
    return say(
        "{count} attached files did not lie beside the other log and are missing here",
        singular="1 attached file did not lie beside the other log and is missing here",
        count=count,
    )


def _label(incidents: int, views: int, name: str) -> Message:
    if incidents and views:
        return say(
            "Import {count} incidents and {views} from {name}",
            singular="Import 1 incident and {views} from {name}",
            count=incidents,
            views=say("{count} saved views", singular="1 saved view", count=views),
            name=name,
        )
    if incidents:
        return say(
            "Import {count} incidents from {name}",
            singular="Import 1 incident from {name}",
            count=incidents,
            name=name,
        )
    if views:
        return say(
            "Import {count} saved views from {name}", singular="Import 1 saved view from {name}", count=views, name=name
        )
    return say("Import from {name}", name=name)
