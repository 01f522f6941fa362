"""Answers about single incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from ascertain.domain.records import Incident, Source
from ascertain.domain.rows import HistoryEntry, Shelf
from ascertain.domain.suggestion import Evidence, evidence_of
from ascertain.store.queries.asking import Asking
from ascertain.store.reading import entering, entries, incidents
from ascertain.store.schema import table


class IncidentQueries(Asking):
    """Answers about single incidents."""

    def incident(self, incident_id: int) -> Incident | None:
        """One incident with everything that belongs to it."""
        return next(self.incidents((incident_id,)), None)

    def incident_by_ref(self, ref: str) -> Incident | None:
        """The incident that people call `ref`, in the trash or not."""
        incident = table("incident").c
        found = self._line.scalar(select(incident.id).where(incident.ref == ref.strip()))
        return None if found is None else self.incident(found)

    def incidents(self, ids: Iterable[int]) -> Iterator[Incident]:
        """Whole incidents in the order of `ids`, read in batches; an id that the log does not have is left out."""
        return incidents.incidents(self._line, ids)

    def history(self, incident_id: int) -> list[HistoryEntry]:
        """The operations that changed an incident, newest first, with what they changed."""
        with self._line.one_state():
            return self._line.history(incident_id)

    def last_logged(self) -> Incident | None:
        """The incident that was logged last and is not in the trash."""
        with self._line.one_state():
            number = entering.last_logged(self._line)
            return None if number is None else self.incident(number)

    def evidence(self, incident_id: int) -> Evidence | None:
        """What stands for and against an incident, ready for `domain.suggestion.suggest_status`; None where there is
        no such incident."""
        with self._line.one_state():
            incident = self.incident(incident_id)
            if incident is None:
                return None
            return evidence_of(incident, self._sources_of(incident), self._today(), self._calendars)

    def _sources_of(self, incident: Incident) -> dict[int, Source]:
        told = (ref for statement in incident.content.statements for ref in (statement.source, statement.origin))
        wanted = {ref.id for ref in told if ref is not None and ref.id is not None}
        found = (entries.entry(self._line, Shelf.SOURCES, number) for number in sorted(wanted))
        return {source.id: source for source in found if isinstance(source, Source) and source.id is not None}
