"""The incidents of another log as rows: for those that both logs have, so that they are compared cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Spot
from ascertain.domain.incoming.targets import rest_of, targets_of
from ascertain.domain.incoming.told_rows import ToldAssertion, ToldLink, ToldStatement

if TYPE_CHECKING:
    from ascertain.app.incoming.file_rows import ReadRow
    from ascertain.app.queries import Queries
    from ascertain.domain.own_fields import Fields
    from ascertain.domain.records import Incident

_MAPPING = Mapping("log", ())
_K = RecordKind
_Record = ToldStatement | ToldAssertion | ToldLink


@dataclass(frozen=True, slots=True)
class LogRows:
    """Rows of the incidents with these ids of another log, and of what is said of them there (`Incoming`). A row is
    counted by its place among those of its kind. `queries` asks that log; one thread at a time."""

    queries: Queries
    ids: Sequence[int]
    fields: Fields
    mapping: Mapping = _MAPPING

    @property
    def total(self) -> int:
        """See `Incoming.total`."""
        return len(self.ids)

    def kinds(self) -> tuple[RecordKind, ...]:
        """See `Incoming.kinds`."""
        return (_K.INCIDENT, _K.STATEMENT, _K.ASSERTION, _K.LINK)

    def rows(self, kind: RecordKind) -> Iterator[ReadRow]:
        """See `Incoming.rows`."""
        known, targets = self.queries.asked(), targets_of(kind, self.fields)
        for number, (incident, record, uid) in enumerate(self._records(kind), start=1):
            values = {each.key: each.get(record) for each in targets}
            yield IncomingRow(kind, Spot(kind.value, number), values, uid, incident.uid, {}, rest_of(record, known))

    def heading(self, sheet: str, key: str) -> str:  # noqa: ARG002 - there is one name for a field, wherever it stands
        """See `Incoming.heading`."""
        return key

    def _records(self, kind: RecordKind) -> Iterator[tuple[Incident, Incident | _Record, str]]:
        known = self.queries.asked()
        for incident in self.queries.incidents(self.ids):
            ref, uid = incident.ref, incident.uid
            if kind is _K.INCIDENT:
                yield incident, incident, uid
            elif kind is _K.LINK:
                for link in incident.links:
                    if link.outgoing:
                        yield incident, ToldLink(link, ref, uid, known.uid(_K.INCIDENT, link.other_id) or ""), ""
            else:
                for statement in incident.content.statements:
                    said_by = known.uid(_K.STATEMENT, statement.id or 0) or ""
                    if kind is _K.STATEMENT:
                        yield incident, ToldStatement(statement, ref, uid, said_by), said_by
                    else:
                        for said in statement.assertions:
                            yield incident, ToldAssertion(said, statement, ref, uid, said_by), said_by
