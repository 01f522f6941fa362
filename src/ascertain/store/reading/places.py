"""Every place of the log with its names, in one reading."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select

from ascertain.domain.records import AlternateName, Place
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table


def places(line: ReadLine, most: int) -> list[Place]:
    """At most so many places, without their notes, those that most incidents use first."""
    c, name, incident = table("place").c, table("place_name").c, table("incident").c
    used = (
        select(incident.place_id.label("place_id"), func.count().label("times"))
        .where(incident.place_id.is_not(None))
        .group_by(incident.place_id)
        .subquery("used")
    )
    found = (
        select(c.id, c.name, c.kind, c.country, c.admin1, c.admin2, c.latitude, c.longitude)
        .select_from(table("place").outerjoin(used, used.c.place_id == c.id))
        .order_by(func.coalesce(used.c.times, 0).desc(), c.id)
        .limit(most)
    )
    with line.one_state():
        rows = line.all(found)
        others: dict[int, list[AlternateName]] = defaultdict(list)
        for number, other, language in line.all(select(name.place_id, name.name, name.language).order_by(name.id)):
            others[number].append(AlternateName(other, language))
    return [
        Place(called, kind, country, admin1, admin2, latitude, longitude, "", tuple(others.get(number, ())), number)
        for number, called, kind, country, admin1, admin2, latitude, longitude in rows
    ]
