from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ascertain.domain.codes import Affiliation
from ascertain.domain.records import Actor, AlternateName, Document, NamedRef, Place, Source
from ascertain.domain.rows import Shelf, SortKey
from ascertain.domain.table_rows import Measures
from ascertain.store.queries import Queries
from tests.store.reading.sample import Sample


def names(queries: Queries, shelf: Shelf, text: str) -> list[str]:
    return [hit.name for hit in queries.suggest(shelf, text)]


def test_suggestions_begin_with_the_text_first_and_most_used_first(sample: Sample, queries: Queries) -> None:
    base, basra, data = (
        sample.place("Base"),
        sample.place("Basra", country="IQ", admin1="Basra"),
        sample.place("Database"),
    )
    for place in (basra, basra, base, data):
        sample.incident(place_id=place)
    assert names(queries, Shelf.PLACES, "ba") == ["Basra", "Base", "Database"]
    assert names(queries, Shelf.PLACES, "BAS") == ["Basra", "Base", "Database"]
    assert names(queries, Shelf.PLACES, "")[0] == "Basra"
    assert [hit.detail for hit in queries.suggest(Shelf.PLACES, "basr")] == ["Basra, Iraq"]
    assert len(queries.suggest(Shelf.PLACES, "ba", 2)) == 2
    assert names(queries, Shelf.PLACES, "100%") == names(queries, Shelf.PLACES, '"') == []


def test_suggestions_tell_the_other_name_that_matched(sample: Sample, queries: Queries) -> None:
    base = sample.place("Ain al-Asad")
    sample.insert("place_name", place_id=base, name="قاعدة الأسد", name_key="قاعده الاسد", language="ar")
    (hit,) = queries.suggest(Shelf.PLACES, "قاعدة")
    assert (hit.id, hit.name, hit.matched) == (base, "Ain al-Asad", "قاعدة الأسد")
    (own,) = queries.suggest(Shelf.PLACES, "ain")
    assert own.matched == ""


@pytest.mark.parametrize("shelf", list(Shelf))
@pytest.mark.parametrize("text", ["", "x", "%", "\x00", "\ud800", "'", "الأسد", "a" * 5_000])
def test_any_text_can_be_typed(queries: Queries, shelf: Shelf, text: str) -> None:
    assert queries.suggest(shelf, text) == []
    assert list(queries.shelf_order(shelf, text, (SortKey("used_by", True),))) == []
    assert queries.tags(text) == []


def test_tags_most_used_first(sample: Sample, queries: Queries) -> None:
    one, two = sample.incident(), sample.incident()
    for incident, tag in ((one, "base"), (two, "base"), (one, "air base"), (one, "barrage")):
        sample.tag(incident, tag)
    assert [hit.name for hit in queries.tags("ba")] == ["base", "barrage", "air base"]
    assert [hit.name for hit in queries.tags("", 1)] == ["base"]


def test_a_shelf_sorts_and_counts_what_uses_it(sample: Sample, queries: Queries) -> None:
    agency = sample.entry("source", "Agency", reliability="B", kind="outlet")
    network = sample.entry("source", "Network", reliability="A")
    unused = sample.entry("source", "Zeta")
    one, two, gone = sample.incident(t_from=1), sample.incident(t_from=2), sample.incident(trashed_at=1)
    sample.statement(one, "Network")
    sample.statement(one, "Network")
    sample.statement(two, "Agency", origin_id=network)
    sample.statement(gone, "Agency")
    assert list(queries.shelf_order(Shelf.SOURCES)) == [agency, network, unused]
    assert list(queries.shelf_order(Shelf.SOURCES, "", (SortKey("used_by", True),))) == [network, agency, unused]
    assert list(queries.shelf_order(Shelf.SOURCES, "", (SortKey("grade"),))) == [network, agency, unused]
    assert list(queries.shelf_order(Shelf.SOURCES, "net")) == [network]
    rows = queries.shelf_rows(Shelf.SOURCES, [unused, 99, network, agency])
    assert [(row.name, row.grade, row.used_by) for row in rows] == [
        ("Zeta", None, 0),
        ("Network", "A", 2),
        ("Agency", "B", 1),
    ]
    assert list(queries.used_by(Shelf.SOURCES, network)) == [two, one]
    sample.statement(two, "Zeta")
    assert queries.shelf_rows(Shelf.SOURCES, [unused])[0].used_by == 1


def test_every_shelf_counts_its_uses(sample: Sample, queries: Queries) -> None:
    place = sample.place("Base")
    document = sample.insert("document", title="Release", title_key="release", published_on="2023-10-18")
    incident = sample.incident(place_id=place)
    sample.statement(incident, "Outlet", document_id=document)
    sample.actor_in_role(incident, "Militia", "target")
    sample.actor_in_role(incident, "Militia", "host")
    for shelf in Shelf:
        (number,) = queries.shelf_order(shelf)
        (row,) = queries.shelf_rows(shelf, [number])
        assert row.used_by == 1
        assert queries.shelf_rows(shelf, [number], counted=False) == [replace(row, used_by=None)]
        assert list(queries.used_by(shelf, number)) == [incident]
        assert queries.entry(shelf, number) is not None
        assert queries.entry(shelf, 999) is None
    assert queries.shelf_rows(Shelf.DOCUMENTS, [document])[0].on == date(2023, 10, 18)


def test_entries_hold_all_that_is_known(sample: Sample, queries: Queries) -> None:
    militia = sample.entry("actor", "Militia", country="IQ")
    source = sample.insert(
        "source",
        name="Channel",
        name_key="channel",
        reliability="C",
        reliability_basis="seen",
        is_official=True,
        actor_id=militia,
        affiliation="close_to",
        language="ar",
        url="https://example.org",
        notes="n",
    )
    sample.insert("source_name", source_id=source, name="القناة", name_key="القناه", language="ar")
    expected = Source(
        "Channel",
        None,
        "C",
        "seen",
        True,
        NamedRef("Militia", militia),
        Affiliation.CLOSE_TO,
        None,
        "ar",
        "https://example.org",
        "n",
        (AlternateName("القناة", "ar"),),
        source,
    )
    assert queries.entry(Shelf.SOURCES, source) == expected
    assert queries.entry(Shelf.ACTORS, militia) == Actor("Militia", country="IQ", id=militia)
    place = sample.place("Base", country="IQ", latitude=33.8, longitude=42.4)
    assert queries.entry(Shelf.PLACES, place) == Place("Base", country="IQ", latitude=33.8, longitude=42.4, id=place)
    document = sample.insert(
        "document",
        title="Release",
        title_key="release",
        publisher_id=source,
        published_on="2023-10-18",
        text="t",
        sha256="s",
    )
    expected_document = Document(
        "Release", NamedRef("Channel", source), None, "", date(2023, 10, 18), "", "t", "", "s", document
    )
    assert queries.entry(Shelf.DOCUMENTS, document) == expected_document


def test_saved_views_in_their_order(sample: Sample, queries: Queries) -> None:
    assert queries.saved_views() == []
    stands = '{"density": "compact", "widths": {"ref": "wide", "title": 90}}'
    view = {"search": "is:due", "sort": '["-t_from"]', "columns": '["title"]', "layout": stands}
    sample.insert("saved_view", name="second", position=2, **view)
    sample.insert("saved_view", name="first", search="", sort="[]", columns="[]", layout="{}", position=1)
    first, second = queries.saved_views()
    assert (first.layout, second.layout) == (Measures(), Measures({"title": 90}, "compact"))
    assert (first.name, second.name, second.search, second.sort, second.columns) == (
        "first",
        "second",
        "is:due",
        ("-t_from",),
        ("title",),
    )
