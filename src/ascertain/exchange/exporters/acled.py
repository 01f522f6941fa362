"""The event table of ACLED: its 31 columns in its order, with its codes (ACLED Codebook, 2024)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.codes import Role
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.domain.records import Incident, NamedRef
from ascertain.domain.where import acled_geo_precision
from ascertain.exchange.coded_table import (
    ACTOR,
    ENCODING,
    Codes,
    attackers,
    days_of,
    joined,
    killed,
    number_of,
    told,
    with_role,
    write_table,
)
from ascertain.exchange.entries_of import actor_of, place_of, point_of
from ascertain.exchange.loss_tally import LossTally
from ascertain.exchange.outgoing import Loss, Option, Outgoing
from ascertain.exchange.sheets import Cell, Shortened
from ascertain.exchange.table_losses import note_table_losses, note_title

COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip

_LABEL = say("ACLED table (CSV)")
_PURPOSE = say("For models and programs that read ACLED: its 31 columns.")
_NO_TYPE = say("The type has no counterpart in ACLED, or is not stated: its columns stay empty.")
_SPAN = say("Only the first day is written, and time_precision tells roughly how narrowly it is known.")
_SEVERAL = say("ACLED has one actor on each side: further ones stand beside it.")
_INTER = say("What kind of actor it is cannot be said in ACLED's words: inter1, inter2 or interaction stay empty.")
_FIGURES = say("Of the killed only the best count of all sides together is written.")
_NO_SCALE = say("ACLED's region, third division and reach of the source are not in the log: they stay empty.")
_WORDS = say("The place in the words of the report is left out.")

_PROTESTS, _RIOTS, _DEVELOPMENTS = "Protests", "Riots", "Strategic developments"
_POLITICAL, _DEMONSTRATIONS = "Political violence", "Demonstrations"
_EXCESSIVE = "Excessive force against protesters"
_INTERS = {
    1: "State forces", 2: "Rebel group", 3: "Political militia", 4: "Identity militia", 5: "Rioters",
    6: "Protesters", 7: "Civilians", 8: "External/Other forces",
}  # fmt: skip
_STATE_KINDS = ("state_force", "security_service")


@dataclass(frozen=True, slots=True)
class AcledExporter:
    """See `Exporter`."""

    name: str = "acled"
    suffix: str = ".csv"
    label: Message = _LABEL
    purpose: Message = _PURPOSE
    most_records: int | None = None
    chooses_columns: bool = False
    options: tuple[Option, ...] = (ACTOR, ENCODING)

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        """See `Exporter.losses`."""
        table, tally = _Table(outgoing), LossTally()
        for incident in outgoing.walk(conduct):
            note_table_losses(tally, incident, outgoing)
            note_title(tally, incident)
            table.note_losses(tally, incident)
        return tally.losses()

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        """See `Exporter.write`."""
        write_table(outgoing, out, conduct, COLUMNS, row_maker(outgoing))
        return ()


def row_maker(outgoing: Outgoing) -> Callable[[Incident], Sequence[Cell]]:
    """What gives the row of an incident."""
    return _Table(outgoing).row


class _Table:
    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing, self._library = outgoing, outgoing.library
        self._codes = Codes(outgoing.vocabularies)

    def row(self, incident: Incident) -> Sequence[Cell]:
        content = incident.content
        event, sub_event = self._event(content.kind)
        return (
            incident.ref,
            *self._when(incident),
            _disorder(event, sub_event),
            event,
            sub_event,
            *self._sides(incident, event, sub_event),
            *self._where(incident),
            joined(statement.source.name for statement in content.statements),
            None,
            told(content.title, content.notes),
            killed(incident).best,
            joined(content.tags),
            incident.updated_at,
        )

    def note_losses(self, tally: LossTally, incident: Incident) -> None:
        content, ref = incident.content, incident.ref
        if not self._event(content.kind)[0]:
            tally.note(_NO_TYPE, ref)
        first, last = days_of(content.when)
        if first != last:
            tally.note(_SPAN, ref)
        blamed, attacked = attackers(incident, self._outgoing), with_role(incident, Role.TARGET)
        if len(blamed) > 1 or len(attacked) > 1:
            tally.note(_SEVERAL, ref)
        if any(self._inter(side[0], incident.country) is None for side in (blamed, attacked) if side):
            tally.note(_INTER, ref)
        dead = killed(incident)
        if (dead.stated and not dead.low == dead.best == dead.high) or content.killed_unknown != dead:
            tally.note(_FIGURES, ref)
        if content.place_text:
            tally.note(_WORDS, ref)
        tally.note(_NO_SCALE, ref)

    def _when(self, incident: Incident) -> tuple[Cell, Cell, Cell]:
        first, _ = days_of(incident.content.when)
        if first is None:
            return None, None, None
        return (
            first,
            first.year,
            number_of(self._codes.times.get(incident.content.when.precision), "acled_time_precision"),
        )

    def _event(self, kind: str | None) -> tuple[str, str]:
        """The names of ACLED for a type of the log, or of the broader one that it belongs to."""
        code = self._codes.kinds.get(kind or "")
        sub_event = str(code.attributes.get("acled_sub_event_type") or "") if code else ""
        while code is not None:
            event = str(code.attributes.get("acled_event_type") or "")
            if event:
                return event, sub_event
            code = self._codes.kinds.get(code.parent or "")
        return "", ""

    def _sides(self, incident: Incident, event: str, sub_event: str) -> tuple[Cell, ...]:
        blamed, attacked = attackers(incident, self._outgoing), with_role(incident, Role.TARGET)
        one, other = (self._inter(side[0], incident.country) if side else None for side in (blamed, attacked))
        at_civilians = event == "Violence against civilians" or sub_event == _EXCESSIVE or other == 7
        return (
            *_actors(blamed),
            _INTERS.get(one or 0),
            *_actors(attacked),
            _INTERS.get(other or 0),
            _interaction(one, other, alone=not attacked),
            "Civilian targeting" if at_civilians else None,
        )

    def _inter(self, ref: NamedRef, country: str | None) -> int | None:
        """The kind of an actor, where the log tells it. Outside their own state its forces are external ones."""
        actor = actor_of(ref, self._library)
        kind = actor.kind if actor else None
        if kind == "civilians":
            return 7
        if kind == "coalition":
            return 8
        if actor is not None and kind in _STATE_KINDS and actor.country and country:
            return 1 if actor.country == country else 8
        return None

    def _where(self, incident: Incident) -> tuple[Cell, ...]:
        place = place_of(incident, self._library)
        point = point_of(place)
        country = self._codes.countries.get(incident.country or "")
        numeric = str(country.attributes.get("numeric") or "") if country else ""
        precision = incident.content.where_precision
        return (
            int(numeric) if numeric.isdigit() else None,
            None,
            country.label if country else incident.country,
            place.admin1 if place else None,
            place.admin2 if place else None,
            None,
            incident.content.place.name if incident.content.place else None,
            point.latitude if point else None,
            point.longitude if point else None,
            acled_geo_precision(precision) if precision else None,
        )


def _actors(side: tuple[NamedRef, ...]) -> tuple[Cell, Cell]:
    return side[0].name if side else None, joined(ref.name for ref in side[1:])


def _interaction(one: int | None, other: int | None, *, alone: bool) -> str | None:
    """Both kinds, that of the lower number first; one that is alone is told so."""
    if one is None or (other is None and not alone):
        return None
    if other is None:
        return f"{_INTERS[one]} only"
    return "-".join(_INTERS[kind] for kind in sorted((one, other)))


def _disorder(event: str, sub_event: str) -> str | None:
    """The type of disorder that an event belongs to; nothing where the type alone does not tell."""
    if sub_event == _EXCESSIVE:
        return f"{_POLITICAL}; {_DEMONSTRATIONS}"
    if event == _RIOTS:
        return {"Violent demonstration": _DEMONSTRATIONS, "Mob violence": _POLITICAL}.get(sub_event)
    if event == _PROTESTS:
        return _DEMONSTRATIONS
    return event if event == _DEVELOPMENTS else _POLITICAL if event else None


EXPORTER = AcledExporter()
