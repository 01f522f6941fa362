"""How each row of a file stands to the log, and what is to be written of it: the same for a look and for an import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ascertain.app.incoming.added_codes import AddedCodes
from ascertain.app.incoming.coded_rows import CodedRows
from ascertain.app.incoming.planned import TWICE, Planned, weighed
from ascertain.domain.entry_validation import check_entry
from ascertain.domain.field_edits import new_problems
from ascertain.domain.fields import FieldType
from ascertain.domain.figures import NotAFigure, read_figure
from ascertain.domain.incoming.deciding import Differing, shown
from ascertain.domain.incoming.new_fields import wrong_fields
from ascertain.domain.incoming.new_incidents import NewIncidents
from ascertain.domain.incoming.outcome import Choice
from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Refusal, Standing, Value
from ascertain.domain.incoming.targets import blank, targets_of, with_values
from ascertain.domain.many_checks import ManyChecks
from ascertain.domain.messages import Message, say
from ascertain.domain.own_fields import Fields
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import Document, Incident, LibraryEntry
from ascertain.domain.vocabulary import Vocabularies

if TYPE_CHECKING:
    from ascertain.app.incoming.file_rows import Incoming
    from ascertain.domain.incoming.target import Record, Target
    from ascertain.store.reading.asked_log import AskedLog

PURGED = say("This record was purged from the log, and is not taken in again. Take the row out.")
_PLACE_PARTS = ("country", "place_latitude", "place_longitude", "place_admin1", "place_admin2")


class Planner:
    """Holds rows against a log, batch by batch and kind by kind. Raises `Refused` where a field that the mapping makes
    cannot be made.

    `asked` is the log as it stands; rows that a look finds to be new are remembered here (`fresh`), since they are not
    in it.
    """

    def __init__(
        self, asked: AskedLog, incoming: Incoming, fields: Fields, vocabularies: Vocabularies, choice: Choice
    ) -> None:
        self.asked, self.incoming, self.choice = asked, incoming, choice
        problems = wrong_fields(incoming.mapping, fields)
        if problems:
            raise Refused(*problems)
        self.codes = AddedCodes(incoming.mapping, vocabularies, fields)
        self.vocabularies, self.fields = self.codes.vocabularies, self.codes.fields
        self.own = incoming.mapping.profile == "own"
        self.tables = CodedRows(incoming.mapping, self.fields, self.vocabularies, asked)
        self.fresh: dict[RecordKind, set[str]] = {kind: set() for kind in RecordKind}
        """The uids of the records that the file brings, and of incidents the refs too."""
        self.told_apart = RecordKind.STATEMENT in incoming.kinds()
        self._new, self._checks = NewIncidents(asked), ManyChecks(self.vocabularies, self.fields)
        self._targets = {kind: targets_of(kind, self.fields) for kind in RecordKind}

    def targets(self, kind: RecordKind) -> Sequence[Target]:
        """What the columns of a kind can mean."""
        return self._targets[kind]

    def plan_incidents(self, rows: Sequence[IncomingRow]) -> Iterable[Planned]:
        """How these rows stand."""
        by_uid, by_ref = self.asked.incidents((row.uid for row in rows), map(self._sought, rows))
        gone = self.asked.purged(row.uid for row in rows) if rows else set()
        written = self.tables.wrote([(row, by_ref[row.of]) for row in rows if row.of in by_ref]) if self.tables else ()
        for row in rows:
            ref = self._sought(row)
            sure = self.own or ref in written
            record = (by_ref.get(ref) if ref and sure else None) or by_uid.get(row.uid)
            if record is not None and ref in written:
                against = self.tables.against(row, record)
                if isinstance(against, Message):
                    yield self.refused(row, "killed_unknown_best", shown(row.values["killed_unknown_best"]), against)
                    continue
                # From here on only what was edited counts.
                row = against
            found = self._either(row, None if record is None else record.uid, row.uid in gone)
            if found is not None:
                yield found
            elif record is None:
                yield self._new_incident(row)
            else:
                yield self._known_incident(row, record)

    def plan_entries(self, kind: RecordKind, rows: Sequence[IncomingRow]) -> Iterable[Planned]:
        """How these rows of the library stand."""
        by_uid, by_name = self.asked.entries(kind, (row.uid for row in rows), (_name(row) for row in rows))
        gone = self.asked.purged(row.uid for row in rows) if rows else set()
        for row in rows:
            key = self.asked.key_of(_name(row))
            entry = by_uid.get(row.uid) or by_name.get(key)
            found = self._either(row, None, row.uid in gone, key)
            yield found if found is not None else self._entry(kind, row, entry, key)

    def _sought(self, row: IncomingRow) -> str:
        """The ref by which an incident of the log may be found."""
        if self.own:
            return "" if row.uid else _ref(row)
        return self.tables.ref_of(row)

    # ---- records

    def _either(self, row: IncomingRow, known: str | None, purged: bool, key: str = "") -> Planned | None:
        """A row that cannot be taken whatever it says: what was purged, and what the file has told before."""
        fresh = self.fresh[row.kind]
        if purged:
            return self.refused(row, "uid", row.uid, PURGED)
        if (row.uid and row.uid in fresh) or (known and known in fresh) or (not row.uid and key and key in fresh):
            return self.refused(row, "uid", row.uid or key, TWICE)
        return None

    def _new_incident(self, row: IncomingRow) -> Planned:
        values = self.codes.put_in(row)
        if self.told_apart:
            values.pop("source", None)
        content = self._made(row, values, lambda: self._new.made(values, row.rest))
        if isinstance(content, Planned):
            return content
        problems = self._checks.check(content)
        if problems:
            return self.faulty(row, problems)
        self._remember(row, _ref(row))
        return Planned(
            row.kind, row.spot, Standing.NEW, content.title or _ref(row), row, after=content, changed=row.values
        )

    def _known_incident(self, row: IncomingRow, record: Incident) -> Planned:
        targets = self._targets[row.kind]
        taken, conflicts = weighed(self.coded(row), record, targets, self.choice)
        values = dict(taken)
        if "place" in values:
            values |= {key: row.values[key] for key in _PLACE_PARTS if key in row.values}
        after = self.made(row, record.content, values)
        if isinstance(after, Planned):
            return after
        problems = new_problems(record.content, after, self.vocabularies, self.fields)
        if problems:
            return self.faulty(row, problems)
        written = after if after != record.content else None
        standing = self.standing_of(written is not None, bool(conflicts))
        name = f"{record.ref} {record.content.title}".strip()
        return Planned(
            row.kind, row.spot, standing, name, row, record, written, conflicts, changed=taken, number=record.id
        )

    def _entry(self, kind: RecordKind, row: IncomingRow, entry: LibraryEntry | None, key: str) -> Planned:
        before = blank(kind) if entry is None else entry
        taken = self.codes.put_in(row)
        conflicts: tuple[Differing, ...] = ()
        if entry is not None:
            taken, conflicts = weighed(self.coded(row), entry, self._targets[kind], self.choice)
        after = self.made(row, before, taken)
        if isinstance(after, Planned):
            return after
        problems = check_entry(after, self.vocabularies)
        if entry is not None and problems:
            known = {(each.field, each.code) for each in check_entry(entry, self.vocabularies)}
            problems = tuple(each for each in problems if (each.field, each.code) not in known)
        if problems:
            return self.faulty(row, problems)
        name = after.title if isinstance(after, Document) else after.name
        if entry is None:
            self._remember(row, key)
            return Planned(kind, row.spot, Standing.NEW, name, row, after=after, changed=row.values)
        written = after if after != entry else None
        standing = self.standing_of(written is not None, bool(conflicts))
        return Planned(kind, row.spot, standing, name, row, entry, written, conflicts, changed=taken, number=entry.id)

    # ---- for the other kinds too (`planning_told`)

    def coded(self, row: IncomingRow) -> IncomingRow:
        """The row with the keys of the codes that it adds."""
        return self.codes.row(row)

    def made(self, row: IncomingRow, record: Record, values: dict[str, Value]) -> Any:
        """The record after it was given these values; a refused row where a value is none."""
        return self._made(row, values, lambda: with_values(row.kind, record, values, row.rest, self.asked))

    def _made(self, row: IncomingRow, values: dict[str, Value], make: Callable[[], Any]) -> Any:
        try:
            return make()
        except NotAFigure as wrong:
            figures = {each.key for each in self._targets[row.kind] if each.type is FieldType.FIGURE}
            key = next((each for each, value in values.items() if each in figures and _is_no_figure(value)), "")
            return self.refused(row, key, shown(values.get(key)), wrong.message)
        except (ValueError, OverflowError):
            text = "A value of this row is not one that its column can hold. Choose one of the list, or leave it empty."
            return self.refused(row, "", "", say(text))

    @staticmethod
    def standing_of(written: bool, conflicting: bool) -> Standing:
        """How a row of a record that the log has stands."""
        if conflicting:
            return Standing.CONFLICTING
        return Standing.CHANGED if written else Standing.SAME

    def faulty(self, row: IncomingRow, problems: Sequence[Problem]) -> Planned:
        """A row that cannot be taken since what it says cannot be kept."""
        refusals = []
        for each in problems:
            key = self._key_of(row, each.field)
            refusals.append(self._refusal(row, key, shown(row.values.get(key)), each.text))
        return Planned(row.kind, row.spot, Standing.REFUSED, row=row, refusals=tuple(refusals))

    def refused(self, row: IncomingRow, key: str, value: str, reason: Message) -> Planned:
        """A row that cannot be taken."""
        return Planned(
            row.kind, row.spot, Standing.REFUSED, row=row, refusals=(self._refusal(row, key, value, reason),)
        )

    def _refusal(self, row: IncomingRow, key: str, value: str, reason: Message) -> Refusal:
        heading = self.incoming.heading(row.spot.sheet, key)
        label = next((each.label for each in self._targets[row.kind] if each.key == key), key)
        return Refusal(row.spot, heading or label, value, reason)

    def _key_of(self, row: IncomingRow, path: str) -> str:
        """The target in which a problem lies: `statements[0].source` in the sources, `tags[1]` in the tags."""
        parts = [part.partition("[")[0] for part in path.split(".")]
        keys = [each.key for each in self._targets[row.kind]]
        of = [each.key for each in self._targets[row.kind] if each.of in parts and each.key in row.values]
        named = [part for part in reversed(parts) if part in keys]
        return next((key for key in named if key in row.values), of[0] if of else (named[0] if named else parts[-1]))

    def _remember(self, row: IncomingRow, name: str) -> None:
        self.fresh[row.kind].update(each for each in (row.uid, name) if each)


def _ref(row: IncomingRow) -> str:
    return str(row.values.get("ref") or "")


def _name(row: IncomingRow) -> str:
    return str(row.values.get("title" if row.kind is RecordKind.DOCUMENT else "name") or "")


def _is_no_figure(value: Value) -> bool:
    if not isinstance(value, str):
        return False
    try:
        read_figure(value)
    except NotAFigure:
        return True
    return False
