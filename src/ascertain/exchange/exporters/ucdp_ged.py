"""A table in the columns of the Georeferenced Event Dataset, with its codes (UCDP GED Codebook 23.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.codes import Role
from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.domain.records import Incident, NamedRef
from ascertain.domain.where import ucdp_where_prec
from ascertain.exchange.coded_table import (
    ACTOR,
    ENCODING,
    Codes,
    attackers,
    days_of,
    joined,
    killed,
    number_of,
    with_role,
    write_table,
)
from ascertain.exchange.entries_of import actor_of, document_of, place_of, point_of
from ascertain.exchange.loss_tally import LossTally
from ascertain.exchange.outgoing import Loss, Option, Outgoing
from ascertain.exchange.sheets import Cell, Shortened
from ascertain.exchange.table_losses import note_table_losses

COLUMNS = (
    "id", "relid", "year", "type_of_violence", "side_a", "side_b", "number_of_sources", "source_article",
    "source_office", "source_date", "source_headline", "source_original", "where_prec", "where_coordinates",
    "where_description", "adm_1", "adm_2", "latitude", "longitude", "country", "event_clarity", "date_prec",
    "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low",
)  # fmt: skip

_LABEL = say("UCDP GED table (CSV)")
_PURPOSE = say("For models and programs that read UCDP GED: its columns and codes.")
_NO_TYPE = say("The type of violence cannot be told from the kinds of the actors: it stays empty.")
_TYPE = say("The type of the event is left out.")
_SEVERAL = say("UCDP GED has one actor on each side: further ones are left out.")
_SIDES = say("Side A is the attacker and side B the target, also where UCDP GED would put the government first.")
_BOUNDS = say("Of the killed on each side only the best count is written; low and high stand for all together.")
_TEXT = say("Notes and tags are left out.")
_STATE = ("state_force", "security_service", "government")
_STATE_BASED, _NON_STATE, _ONE_SIDED = 1, 2, 3
_CLEAR, _SUMMED_UP = 1, 2


@dataclass(frozen=True, slots=True)
class UcdpGedExporter:
    """See `Exporter`."""

    name: str = "ucdp_ged"
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
        blamed, attacked = attackers(incident, self._outgoing), with_role(incident, Role.TARGET)
        first, last = days_of(content.when)
        return (
            incident.ref,
            incident.uid,
            first.year if first else None,
            self._violence(blamed, attacked),
            blamed[0].name if blamed else None,
            attacked[0].name if attacked else None,
            *self._sources(incident),
            *self._where(incident),
            _SUMMED_UP if content.is_aggregate else _CLEAR,
            number_of(self._codes.times.get(content.when.precision), "ucdp_date_prec"),
            first,
            last,
            *_deaths(incident),
        )

    def note_losses(self, tally: LossTally, incident: Incident) -> None:
        content, ref = incident.content, incident.ref
        blamed, attacked = attackers(incident, self._outgoing), with_role(incident, Role.TARGET)
        violence = self._violence(blamed, attacked)
        if violence is None:
            tally.note(_NO_TYPE, ref)
        elif violence == _STATE_BASED and not self._is_state(blamed[0]):
            tally.note(_SIDES, ref)
        if content.kind:
            tally.note(_TYPE, ref)
        if len(blamed) > 1 or len(attacked) > 1:
            tally.note(_SEVERAL, ref)
        sides = (content.killed_attacker, content.killed_target_force, content.killed_civilian, content.killed_unknown)
        if any(side.stated and not side.low == side.best == side.high for side in sides):
            tally.note(_BOUNDS, ref)
        if content.notes or content.tags:
            tally.note(_TEXT, ref)

    def _violence(self, blamed: tuple[NamedRef, ...], attacked: tuple[NamedRef, ...]) -> int | None:
        """1 with a state on a side, 2 between armed groups, 3 against civilians; None where the kinds do not tell."""
        if not blamed or not attacked:
            return None
        one, other = self._kind(blamed[0]), self._kind(attacked[0])
        armed = (*_STATE, "armed_group")
        if one not in armed:
            return None
        if other == "civilians":
            return _ONE_SIDED
        if other not in armed:
            return None
        return _NON_STATE if one == other == "armed_group" else _STATE_BASED

    def _kind(self, ref: NamedRef) -> str | None:
        actor = actor_of(ref, self._library)
        return actor.kind if actor else None

    def _is_state(self, ref: NamedRef) -> bool:
        return self._kind(ref) in _STATE

    def _sources(self, incident: Incident) -> tuple[Cell, ...]:
        """How many sources there are; each article in one text; and who published, when, under which headline, and who
        said it first."""
        statements = incident.content.statements
        articles, offices, days, headlines = [], [], [], []
        for statement in statements:
            document = document_of(statement.document, self._library)
            day = document.published_on if document else statement.said_on
            headline = statement.document.name if statement.document else ""
            office = statement.source.name
            articles.append(", ".join(part for part in (office, day.isoformat() if day else "", headline) if part))
            offices.append(office)
            days.append(day.isoformat() if day else "")
            headlines.append(headline)
        original = joined(statement.origin.name for statement in statements if statement.origin)
        return len(set(offices)), joined(articles), joined(offices), joined(days), joined(headlines), original

    def _where(self, incident: Incident) -> tuple[Cell, ...]:
        content, place = incident.content, place_of(incident, self._library)
        point = point_of(place)
        country = self._codes.countries.get(incident.country or "")
        return (
            ucdp_where_prec(content.where_precision) if content.where_precision else None,
            content.place.name if content.place else None,
            content.place_text,
            place.admin1 if place else None,
            place.admin2 if place else None,
            point.latitude if point else None,
            point.longitude if point else None,
            country.label if country else incident.country,
        )


def _deaths(incident: Incident) -> tuple[Cell, ...]:
    content, dead = incident.content, killed(incident)
    return (
        content.killed_attacker.best,
        content.killed_target_force.best,
        content.killed_civilian.best,
        content.killed_unknown.best,
        dead.best,
        dead.high,
        dead.low,
    )


EXPORTER = UcdpGedExporter()
