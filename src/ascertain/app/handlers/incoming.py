"""Taking rows from elsewhere into the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ascertain.app.commands import TakeRows
from ascertain.app.handlers.desk import Desk, Done
from ascertain.app.handlers.importing import files_missing
from ascertain.app.incoming.looking import planned
from ascertain.app.incoming.planned import Planned
from ascertain.app.incoming.planning import Planner
from ascertain.app.incoming.tally import Tally
from ascertain.domain.incoming.outcome import OnError
from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Standing
from ascertain.domain.incoming.time_parts import ANCHORED, anchor_uid
from ascertain.domain.incoming.told_rows import ToldAssertion, ToldLink, ToldStatement
from ascertain.domain.messages import Message, say
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import IncidentContent
from ascertain.store.door import Operation
from ascertain.store.reading.asked_log import AskedLog, WithinOperation
from ascertain.store.writing.codes import keep_code
from ascertain.store.writing.entries import keep_entry
from ascertain.store.writing.incidents import edit_incident
from ascertain.store.writing.links import keep_link
from ascertain.store.writing.many_incidents import ManyIncidents, NewIncident
from ascertain.store.writing.many_statements import ManyStatements, NewAssertion, NewStatement
from ascertain.store.writing.own_fields import make_own_field
from ascertain.store.writing.taking_in import take_in


def handle_rows(command: TakeRows, desk: Desk) -> Done:
    """Take rows in as one operation. Raises `Refused` where one cannot be taken and the choice is to stop then, and
    `Cancelled`; then nothing was written."""
    with desk.door.operation("import", say("Import from {name}", name=command.name)) as op:
        planner = Planner(
            AskedLog(WithinOperation(op.core)), command.rows, desk.fields, desk.vocabularies, command.choice
        )
        taking = _Taking(op, planner, command.tally or Tally(command.rows.mapping.profile), command.choice.on_error)
        op.expected = command.rows.total
        left = None
        if command.records is not None:
            records = command.records
            taken = take_in(op, records.rows(), desk.door.path, records.codes, op.conduct, records.expected)
            taking.made.extend(taken.incidents)
            taking.counts[Standing.NEW] += len(taken.incidents)
            left = files_missing(taken.files_missing)
        taking.run()
        op.label = _label(taking.counts[Standing.NEW], taking.counts[Standing.CHANGED], command.name)
    return Done(op, tuple(taking.made), left)


class _Taking:
    def __init__(self, op: Operation, planner: Planner, tally: Tally, on_error: OnError) -> None:
        self._op, self._planner, self._tally, self._on_error = op, planner, tally, on_error
        self._incidents, self._statements = ManyIncidents(op), ManyStatements(op)
        self._anchored: list[tuple[int, RecordKind, str]] = []
        """Incidents whose time is told from a record that the file brings after them: its kind and uid."""
        self._described = False
        self.made: list[int] = []
        self.counts: Counter[Standing] = Counter()
        """The records that were made, and those that were changed."""

    def run(self) -> None:
        """Write what is to be written of each row."""
        done = 0
        for kind, batch in planned(self._planner):
            self._op.pause(done)
            self._tally.add(batch, self._planner.targets)
            self._refuse(batch)
            written = [each for each in batch if each.after is not None]
            self._describe(written)
            self._write(kind, [each for each in written if each.standing is Standing.NEW])
            for each in written:
                if each.standing is not Standing.NEW:
                    self._change(each)
            done += len(batch)
        self._incidents.finish()
        self._tie_times()
        if self._described:
            self._tally.note_made(self._planner.codes.new_fields, self._planner.codes.told)

    def _describe(self, written: Sequence[Planned]) -> None:
        """Make the fields and codes that rows need before the first of them is written."""
        codes = self._planner.codes
        if written and not self._described:
            self._described = True
            for own in codes.new_fields:
                make_own_field(self._op, own, ())
            for vocabulary, code in codes:
                keep_code(self._op, vocabulary, code)
        for vocabulary, code in codes.note(written):
            keep_code(self._op, vocabulary, code)

    def _refuse(self, batch: Sequence[Planned]) -> None:
        refused = next((each.refusals[0] for each in batch if each.refusals), None)
        if refused is not None and self._on_error is OnError.STOP:
            text = "Row {row}: {reason} Nothing was imported."
            reason = say(text, row=refused.spot.row, reason=refused.reason)
            raise Refused(Problem("", "rows_refused", reason))

    def _write(self, kind: RecordKind, new: Sequence[Planned]) -> None:
        if not new:
            return
        self.counts[Standing.NEW] += len(new)
        match kind:
            case RecordKind.INCIDENT:
                ids = self._incidents.write([_new_incident(each) for each in new])
                self.made.extend(ids)
                self._note_anchors(ids, new)
            case RecordKind.STATEMENT:
                self._statements.write([_new_statement(each) for each in new])
            case RecordKind.ASSERTION:
                self._statements.assert_all([_new_assertion(each) for each in new])
            case RecordKind.LINK:
                for each in new:
                    self._link(each)
            case _:
                for each in new:
                    keep_entry(self._op, each.after, _row(each).uid)

    def _note_anchors(self, ids: Sequence[int], new: Sequence[Planned]) -> None:
        for number, each in zip(ids, new, strict=True):
            anchor = each.after.when.anchor
            if anchor.record_id is None and anchor.kind in ANCHORED:
                uid = anchor_uid(_row(each).rest)
                if uid:
                    self._anchored.append((number, ANCHORED[anchor.kind], uid))

    def _tie_times(self) -> None:
        for number, kind, uid in self._anchored:
            record = self._planner.asked.number(kind, uid)
            if record is not None:
                self._op.update("incident_text", number, {"anchor_id": record})

    def _change(self, each: Planned) -> None:
        """Bring a record of the log to what it is to become."""
        self.counts[Standing.CHANGED] += 1
        match each.after:
            case IncidentContent():
                edit_incident(self._op, each.before.id, each.before.version, each.after)
            case ToldStatement():
                self._statements.change(each.after.statement)
            case ToldAssertion():
                self._statements.change_assertion(each.after.assertion)
            case ToldLink():
                self._link(each)
            case _:
                keep_entry(self._op, each.after)

    def _link(self, each: Planned) -> None:
        told: ToldLink = each.after
        if each.owner is not None and told.link.other_id:
            keep_link(self._op, each.owner, told.link)


def _row(each: Planned) -> IncomingRow:
    assert each.row is not None
    return each.row


def _new_incident(each: Planned) -> NewIncident:
    row = _row(each)
    return NewIncident(each.after, row.uid, str(row.values.get("ref") or ""))


def _new_statement(each: Planned) -> NewStatement:
    told: ToldStatement = each.after
    return NewStatement(told.statement, each.owner or 0, _row(each).uid)


def _new_assertion(each: Planned) -> NewAssertion:
    told: ToldAssertion = each.after
    return NewAssertion(replace(told.assertion, id=None), each.number or 0, each.owner or 0)


def _label(new: int, changed: int, name: str) -> Message:
    if new and changed:
        return say(
            "Import {count} records and {changes} from {name}",
            singular="Import 1 record and {changes} from {name}",
            count=new,
            changes=say("{count} changes", singular="1 change", count=changed),
            name=name,
        )
    if new:
        return say("Import {count} records from {name}", singular="Import 1 record from {name}", count=new, name=name)
    if changed:
        return say(
            "Import {count} changes from {name}", singular="Import 1 change from {name}", count=changed, name=name
        )
    return say("Import from {name}", name=name)
