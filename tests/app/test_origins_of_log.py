"""The derived count of origins follows what becomes of sources: aliases, merges, relays that come to be known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ascertain.app.commands import EditIncident, KeepEntry, MergeEntries, Undo
from ascertain.domain.codes import Stance
from ascertain.domain.records import AlternateName, IncidentContent, NamedRef, Source, Statement
from ascertain.domain.rows import Shelf
from ascertain.domain.search import parse
from tests.app.contents import logged


def _told(*pairs: tuple[str, str | None]) -> IncidentContent:
    return IncidentContent(
        "Told by many",
        statements=tuple(
            Statement(NamedRef(source), Stance.REPORTS, origin=NamedRef(origin) if origin else None)
            for source, origin in pairs
        ),
    )


def test_ten_outlets_of_one_network_are_found_as_one_origin(log: Any) -> None:
    many = logged(log, _told(*((f"Outlet {at}", "Network") for at in range(10))))
    two = logged(log, _told(("Outlet 1", "Network"), ("Command", None)))
    assert (log.incident(many).origins, log.incident(two).origins) == (1, 2)
    assert list(log.ask(lambda queries: queries.order(parse("origins:>1")))) == [two]
    assert list(log.ask(lambda queries: queries.order(parse("origins:1")))) == [many]


def test_another_name_of_a_source_is_the_same_origin(log: Any) -> None:
    log.run(KeepEntry(Source("Network", names=(AlternateName("الشبكة", "ar"),))))
    incident = logged(log, _told(("Network", None), ("الشبكة", None), ("Outlet", "الشبكة")))
    assert log.incident(incident).origins == 1


def test_sources_that_become_one_are_one_origin_until_that_is_undone(log: Any) -> None:
    incident = logged(log, _told(("Network", None), ("The Network", None), ("Outlet", "The Network")))
    assert log.incident(incident).origins == 2
    content = log.incident(incident).content
    keep, other = (each.source.id for each in content.statements[:2])
    log.run(MergeEntries(Shelf.SOURCES, keep, (other,)))
    assert log.incident(incident).origins == 1
    log.run(Undo())
    assert log.incident(incident).origins == 2


def test_a_relay_that_comes_to_be_known_takes_an_origin_away(log: Any) -> None:
    incident = logged(log, _told(("Outlet", None), ("Network", None)))
    now = log.incident(incident)
    assert now.origins == 2
    outlet, network = now.content.statements
    relayed = replace(now.content, statements=(replace(outlet, origin=NamedRef("Network")), network))
    log.run(EditIncident(incident, now.version, relayed))
    assert log.incident(incident).origins == 1
    ring = replace(network, origin=NamedRef("Outlet"))
    now = log.incident(incident)
    statements = (now.content.statements[0], replace(ring, id=now.content.statements[1].id))
    log.run(EditIncident(incident, now.version, replace(now.content, statements=statements)))
    assert log.incident(incident).origins == 1, "two that name each other are one"
