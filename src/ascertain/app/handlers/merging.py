"""Making one incident of several."""

from __future__ import annotations

from ascertain.app.commands import MergeIncidents
from ascertain.app.handlers.desk import Desk, Done
from ascertain.domain.merging import merge_label
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.store.writing.incidents import standing
from ascertain.store.writing.merging_incidents import merge_incidents


def handle_merge_incidents(command: MergeIncidents, desk: Desk) -> Done:
    """Merge, unless one of them was changed since it was looked at."""
    with desk.door.operation("merge_incidents", say("Merge"), command.reason) as op:
        for incident_id, version in command.versions:
            row = standing(op, incident_id)
            if row["version"] != version:
                text = say("{ref} was changed since you looked at it. Look at it again, then merge.", ref=row["ref"])
                raise Refused(Problem("", "edited_elsewhere", text))
        told = merge_incidents(op, command.keep_id, command.other_ids, dict(command.choices), command.reason)
        op.label = merge_label(*told)
    return Done(op, (command.keep_id,))
