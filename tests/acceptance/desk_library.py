"""The entries of the example item as an analyst has them from earlier items."""

from __future__ import annotations

from collections.abc import Iterator

from ascertain.domain.codes import Affiliation
from ascertain.domain.records import Actor, AlternateName, NamedRef, Place, Source
from tests.acceptance.example_item import LIBRARY, Table


def known_entries() -> Iterator[Actor | Place | Source]:
    """The actors first: sources name them."""
    for table in LIBRARY["actor"]:
        yield Actor(**_told(table))
    for table in LIBRARY["place"]:
        yield Place(**_told(table))
    for table in LIBRARY["source"]:
        yield Source(**_told(table))


def _told(table: Table) -> Table:
    told = {**table, "names": tuple(AlternateName(each["name"], each["language"]) for each in table.get("names", ()))}
    if "actor" in table:
        told |= {"actor": NamedRef(table["actor"]), "affiliation": Affiliation(table["affiliation"])}
    return told
