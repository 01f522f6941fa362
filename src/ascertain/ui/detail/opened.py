"""What is asked of the log to show one incident."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ascertain.domain.records import Attachment, Incident, Place
from ascertain.domain.rows import HistoryEntry, Shelf

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.domain.suggestion import Evidence


@dataclass(frozen=True, slots=True)
class Opened:
    """An incident with what stands around it. `evidence.statements` are in the order of the incident's statements."""

    incident: Incident
    evidence: Evidence
    place: Place | None = None
    history: tuple[HistoryEntry, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    """Of its statements."""


def opened(incident_id: int) -> Callable[[Queries], Opened | None]:
    """The question for one incident; its answer is None when the log has no such incident."""

    def ask(queries: Queries) -> Opened | None:
        incident, evidence = queries.incident(incident_id), queries.evidence(incident_id)
        if incident is None or evidence is None:
            return None
        ref = incident.content.place
        place = queries.entry(Shelf.PLACES, ref.id) if ref is not None and ref.id is not None else None
        told = [statement.id for statement in incident.content.statements if statement.id is not None]
        return Opened(
            incident,
            evidence,
            place if isinstance(place, Place) else None,
            tuple(queries.history(incident_id)),
            tuple(queries.attachments((), told)),
        )

    return ask
