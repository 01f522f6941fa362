"""Commands about incidents and how they stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ascertain.domain.codes import Status
from ascertain.domain.records import IncidentContent, Link


@dataclass(frozen=True, slots=True)
class LogIncident:
    """Log a new incident. Names without an id become new sources, actors, places and documents in the same
    operation."""

    content: IncidentContent
    links: tuple[Link, ...] = ()
    draft: str = ""
    """The uid of the unfinished form that is thereby finished: it goes in the same transaction. So below."""


@dataclass(frozen=True, slots=True)
class EditIncident:
    """Replace the content of an incident. Refused when the log holds another version than `version`."""

    incident_id: int
    version: int
    content: IncidentContent
    draft: str = ""


@dataclass(frozen=True, slots=True)
class SetStatus:
    """Set the status of incidents, with a reason, and optionally the day to look again."""

    incident_ids: tuple[int, ...]
    status: Status
    reason: str
    follow_up_on: date | None = None
    draft: str = ""


@dataclass(frozen=True, slots=True)
class KeepStatus:
    """Look at incidents again and leave their status as it is: a review, with its reason in the history. The reason
    that stands beside the status stays."""

    incident_ids: tuple[int, ...]
    reason: str
    follow_up_on: date | None = None
    draft: str = ""


@dataclass(frozen=True, slots=True)
class SetFollowUp:
    """Set or clear the day on which to look at incidents again."""

    incident_ids: tuple[int, ...]
    on: date | None
    reason: str = ""
    draft: str = ""


@dataclass(frozen=True, slots=True)
class TagIncidents:
    """Add tags to incidents and take tags from them."""

    incident_ids: tuple[int, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrashIncidents:
    """Move incidents to the trash."""

    incident_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RestoreIncidents:
    """Bring incidents back from the trash."""

    incident_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LinkIncidents:
    """Say how one incident stands to another."""

    incident_id: int
    link: Link


@dataclass(frozen=True, slots=True)
class RemoveLink:
    """Take a link away."""

    link_id: int


@dataclass(frozen=True, slots=True)
class RestoreIncidentVersion:
    """Bring an incident to what it was right after an operation: content, tags, statements and links. Refused where
    something that it needs is gone."""

    incident_id: int
    operation: int


IncidentCommand = (
    EditIncident
    | KeepStatus
    | LinkIncidents
    | LogIncident
    | RemoveLink
    | RestoreIncidentVersion
    | RestoreIncidents
    | SetFollowUp
    | SetStatus
    | TagIncidents
    | TrashIncidents
)
