"""Questions about single incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ascertain.domain.records import Incident
    from ascertain.domain.rows import HistoryEntry
    from ascertain.domain.suggestion import Evidence


class IncidentQueries(Protocol):
    """Questions about single incidents."""

    def incident(self, incident_id: int) -> Incident | None:
        """One incident with everything that belongs to it."""
        ...

    def incident_by_ref(self, ref: str) -> Incident | None:
        """The incident that people call `ref`, in the trash or not."""
        ...

    def incidents(self, ids: Iterable[int]) -> Iterator[Incident]:
        """Whole incidents in the order of `ids`, read in batches; an id that the log does not have is left out."""
        ...

    def history(self, incident_id: int) -> list[HistoryEntry]:
        """The operations that changed an incident, newest first, with what they changed."""
        ...

    def last_logged(self) -> Incident | None:
        """The incident that was logged last and is not in the trash."""
        ...

    def evidence(self, incident_id: int) -> Evidence | None:
        """What stands for and against an incident, ready for `domain.suggestion.suggest_status`; None where there is
        no such incident."""
        ...
