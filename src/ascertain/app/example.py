"""The example log: a news item retold, and what an analyst logs from it. The data lies in `seeds/example/`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ascertain import resources
from ascertain.app.calendars import KnownCalendars
from ascertain.app.commands import KeepEntry, LinkIncidents, LogIncident
from ascertain.domain.codes import Affiliation, AnchorKind, AssertionState, LinkType, Role, Stance, Status
from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.figures import read_figure
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    AlternateName,
    Anchor,
    Assertion,
    Document,
    IncidentContent,
    LibraryEntry,
    Link,
    NamedRef,
    Passage,
    Place,
    ReportedTime,
    Source,
    Statement,
)
from ascertain.domain.reported_time import read_time

if TYPE_CHECKING:
    from ascertain.app.session import LogSession

Table = Mapping[str, Any]
_CONTEXT = 40
"""Characters kept on either side of a quote, so that it is found again when the text moves."""


def log_example(session: LogSession) -> int:
    """Log the example item: its sources, actors, places, document, incidents and links. Returns how many incidents
    were logged.

    Every step is an ordinary command, so the example log has the journal that a person's own log would have.
    """
    library = tomllib.loads(resources.seed_text("example", "library.toml"))
    item = tomllib.loads(resources.seed_text("example", "incidents.toml"))
    for entry in _entries(library):
        session.ledger.run(KeepEntry(entry)).result()
    document = _document(item["document"])
    made = session.ledger.run(KeepEntry(document)).result().made[0]
    reader = _ItemReader(replace(document, id=made))
    ids: dict[str, int] = {}
    for table in item["incident"]:
        content = reader.content(table)
        ids[table["name"]] = session.ledger.run(LogIncident(content)).result().made[0]
        reader.remember(table, _logged(session, ids[table["name"]]))
    for link in item["link"]:
        session.ledger.run(LinkIncidents(ids[link["from"]], _link(link, ids))).result()
    return len(ids)


def _logged(session: LogSession, incident_id: int) -> tuple[Statement, ...]:
    incident = session.reader().ask(lambda queries: queries.incident(incident_id)).result()
    return incident.content.statements if incident else ()


def _entries(library: Table) -> Iterator[LibraryEntry]:
    for table in library["actor"]:
        yield Actor(table["name"], table.get("kind"), table.get("country"), table.get("notes", ""), _names(table))
    for table in library["place"]:
        yield Place(
            table["name"],
            kind=table.get("kind"),
            country=table.get("country"),
            admin1=table.get("admin1", ""),
            latitude=table.get("latitude"),
            longitude=table.get("longitude"),
            names=_names(table),
        )
    for table in library["source"]:
        affiliation = table.get("affiliation")
        yield Source(
            table["name"],
            kind=table.get("kind"),
            reliability=table.get("reliability"),
            reliability_basis=table.get("reliability_basis", ""),
            is_official=table.get("is_official", False),
            actor=NamedRef(table["actor"]) if "actor" in table else None,
            affiliation=Affiliation(affiliation) if affiliation else None,
            country=table.get("country"),
            language=table.get("language", ""),
            names=_names(table),
        )


def _names(table: Table) -> tuple[AlternateName, ...]:
    return tuple(AlternateName(each["name"], each["language"]) for each in table.get("names", ()))


def _document(table: Table) -> Document:
    return Document(
        table["title"],
        kind=table["kind"],
        published_on=table["published_on"],
        language=table["language"],
        text=resources.seed_text("example", table["text"]),
        notes=table["notes"],
    )


def _link(table: Table, ids: Mapping[str, int]) -> Link:
    return Link(
        LinkType(table["type"]),
        ids[table["to"]],
        shared_low=table.get("shared_low"),
        shared_high=table.get("shared_high"),
        note=table.get("note", ""),
    )


class _ItemReader:
    """Reads incidents of the item from their tables. A named statement can be used again by a later incident."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._named: dict[str, Statement] = {}

    def content(self, table: Table) -> IncidentContent:
        """The content of one incident."""
        own = tuple(self._statement(each) for each in table.get("statement", ()))
        again = tuple(self._named[name] for name in table.get("statements_of", ()))
        content = IncidentContent(
            title=table["title"],
            kind=table.get("kind"),
            means=table.get("means"),
            outcome=table.get("outcome"),
            is_aggregate=table.get("is_aggregate", False),
            when=self._when(table),
            place=NamedRef(table["place"]),
            place_text=table.get("place_text", ""),
            where_precision=table.get("where_precision"),
            actors=tuple(ActorInRole(NamedRef(name), role) for role in Role for name in table.get(role.value, ())),
            statements=(*own, *again),
            status=Status(table["status"]),
            status_reason=table["status_reason"],
            follow_up_on=table.get("follow_up_on"),
            tags=tuple(table.get("tags", ())),
            notes=table.get("notes", ""),
        )
        figures: Mapping[str, Any] = {
            key: read_figure(table[key]) for key in ("munitions", *HARM_FIELDS) if key in table
        }
        return replace(content, **figures)

    def remember(self, table: Table, logged: tuple[Statement, ...]) -> None:
        """Keep the named statements of a logged incident, under the ids that they have got, without what they
        asserted there."""
        for at, each in enumerate(table.get("statement", ())):
            if "name" in each:
                self._named[each["name"]] = replace(logged[at], assertions=())

    def _when(self, table: Table) -> ReportedTime:
        day, zone = self._document.published_on, table["zone"]
        read = read_time(table["phrase"], day, zone, KnownCalendars())
        return ReportedTime(
            phrase=table["phrase"],
            anchor=Anchor(AnchorKind.PUBLICATION, day, self._document.id),
            zone=zone,
            t_from=read.t_from,
            t_to=read.t_to,
            precision=read.precision,
        )

    def _statement(self, table: Table) -> Statement:
        quote = table["quote"]
        start = self._document.text.index(quote)
        end = start + len(quote)
        return Statement(
            source=NamedRef(table["source"]),
            stance=Stance(table["stance"]),
            document=NamedRef(self._document.title, self._document.id),
            credibility=table.get("credibility"),
            quote=quote,
            passage=Passage(
                start,
                end,
                self._document.text[max(0, start - _CONTEXT) : start],
                self._document.text[end : end + _CONTEXT],
            ),
            said_on=table.get("said_on"),
            note=table.get("note", ""),
            assertions=tuple(
                Assertion(
                    each["field"],
                    AssertionState(each.get("state", AssertionState.VALUE)),
                    each.get("value", ""),
                    each.get("adopted", False),
                )
                for each in table.get("assertions", ())
            ),
        )
