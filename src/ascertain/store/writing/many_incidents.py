"""Writing many new incidents at once, as an import does: in batches, with their images straight to the journal and all
that follows from them computed beside their rows. What stands in the log afterwards is what `log_incident` would have
written one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ascertain.domain.folding import fold
from ascertain.domain.messages import say
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.problems import Problem, Refused
from ascertain.domain.records import IncidentContent, Statement
from ascertain.store.door import Operation
from ascertain.store.following import NameFolder, folded, names_text
from ascertain.store.writing.many_names import Known
from ascertain.store.writing.many_parts import ManyParts, SaidPiece, TimePiece
from ascertain.store.writing.many_refs import ManyRefs
from ascertain.store.writing.many_rows import BatchRows
from ascertain.store.writing.many_tags import ManyTags
from ascertain.store.writing.own_values import fields_by_key, row_of

_FOUND_BY_WORDS = (OwnType.TEXT, OwnType.LINK)


@dataclass(frozen=True, slots=True)
class NewIncident:
    """An incident that the log lacks. `uid` and `ref` where it brings its own; `statements`: the uids of the statements
    of its content, empty where there are none or one has none. A statement that came before under the same uid is
    one record, and bears on this one too."""

    content: IncidentContent
    uid: str = ""
    ref: str = ""
    statements: tuple[str, ...] = ()


class ManyIncidents:
    """Writes new incidents within one operation. Their contents must be checked."""

    def __init__(self, op: Operation) -> None:
        self._op = op
        self._parts, self._tags, self._refs = ManyParts(op), ManyTags(op), ManyRefs(op)
        self._fields: dict[str, OwnField] | None = None
        self._statements: dict[str, int] = {}
        self._folder = NameFolder()

    def finish(self) -> None:
        """Bring the counters of numbers in step, and build indexes that were left out; called once, at the end."""
        self._refs.finish()
        self._op.build_indexes()

    def write(self, batch: Sequence[NewIncident]) -> range:
        """Write a batch, best of some hundreds; returns their ids. Raises `Refused` where a content names a record that
        is gone."""
        op, contents = self._op, [each.content for each in batch]
        op.spare_indexes(op.expected)
        self._parts.learn(contents)
        self._tags.learn(tag for content in contents for tag in content.tags)
        times = [self._parts.time(content.when) for content in contents]
        refs = self._refs.give([(each.ref, time.year) for each, time in zip(batch, times, strict=True)])
        first = op.next_id("incident")
        rows = BatchRows(op)
        for number, (new, time, ref) in enumerate(zip(batch, times, refs, strict=True), first):
            self._add(rows, number, new, time, ref)
        rows.stream()
        return range(first, first + len(batch))

    def _add(self, rows: BatchRows, number: int, new: NewIncident, time: TimePiece, ref: str) -> None:
        content, parts = new.content, self._parts
        place = None if content.place is None else parts.place(content.place)
        codes, counts = parts.codes(content), parts.counts(content)
        row = rows.add_incident(number, new.uid or self._op.ids.new(), ref, content, time, codes, counts, place)
        names = [] if place is None else _names_of(place)
        for position, actor in enumerate(parts.actors(content)):
            rows.relate("incident_actor", number, *actor.key, position)
            names += actor.names
        said, evidence = self._add_statements(rows, number, new, names)
        for tag, name in self._tags.of(content.tags):
            rows.relate("incident_tag", number, tag)
            names.append(name)
        own = self._add_own(rows, number, content) if content.own else ()
        title = fold(content.title)
        row += parts.stated(content.kind, said)
        row += (
            None if place is None else place.country,
            self._folder.fold((place.name if place else "") or content.place_text or ""), title,
        )  # fmt: skip
        found = names_text(names, ref, content.place_text, self._folder)
        notes = folded((content.notes, content.status_reason, content.when.phrase, *own))
        rows.follow(row, (title, found, notes, folded(evidence) if evidence else ""))

    def _add_statements(
        self, rows: BatchRows, number: int, new: NewIncident, names: list[str]
    ) -> tuple[list[SaidPiece], list[str]]:
        """The statements of an incident; returns what they say, and their words. Who speaks goes to `names`."""
        uids = new.statements or ("",) * len(new.content.statements)
        pieces: list[SaidPiece] = []
        evidence: list[str] = []
        for position, (statement, uid) in enumerate(zip(new.content.statements, uids, strict=True)):
            said, made = self._statement(rows, statement, uid)
            rows.relate("statement_incident", made, number, position)
            pieces.append(said)
            names += said.names
            evidence += said.evidence
            for each in said.assertions:
                rows.claim(made, number, each)
                if each.value:
                    evidence.append(each.value)
        return pieces, evidence

    def _statement(self, rows: BatchRows, statement: Statement, uid: str) -> tuple[SaidPiece, int]:
        """What a statement says, and its id: it is made where it did not come before."""
        said = self._parts.said(statement)
        made = self._statements.get(uid) if uid else None
        if made is None:
            made = rows.state(uid or self._op.ids.new(), said)
            if uid:
                self._statements[uid] = made
        return said, made

    def _add_own(self, rows: BatchRows, number: int, content: IncidentContent) -> list[str]:
        """What stands in the user's own fields; returns the words among it by which the incident is found."""
        if self._fields is None:
            self._fields = fields_by_key(self._op)
        said: list[tuple[int, str]] = []
        for each in content.own:
            made = self._fields.get(each.field)
            if made is None or made.id is None:
                raise Refused(Problem(each.field, "gone", say("The field “{field}” is gone.", field=each.field)))
            rows.add_own(number, made.id, row_of(made, each.value))
            if made.type in _FOUND_BY_WORDS:
                said.append((made.id, each.value))
        return [value for _, value in sorted(said)]


def _names_of(place: Known) -> list[str]:
    where = (place.name, *place.names, place.admin1, place.admin2, place.country_name)
    return [name for name in where if name]
