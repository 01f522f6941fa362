"""What is offered where a search finds little: other spellings, keys, codes and names, and documents with the words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest

from ascertain.domain.folding import fold
from ascertain.domain.rows import Shelf
from ascertain.domain.search import parse
from ascertain.domain.search.mending import Offers
from ascertain.store.failures import is_interruption
from ascertain.store.queries import Queries
from tests.store.reading.sample import Sample

Offered = Callable[[str], list[str]]


@pytest.fixture
def queries(sample: Sample) -> Iterator[Queries]:
    base = sample.place("Ain al-Asad")
    sample.insert("place_name", place_id=base, name="قاعدة عين الأسد", name_key=fold("قاعدة عين الأسد"), language="ar")
    zor = sample.place("Deir ez-Zor")
    told = sample.incident(title="Drones near Ain al-Asad", place_id=base, status="claimed")
    sample.incident(title="Rocket fire on Deir ez-Zor", place_id=zor, notes="sirens", status="confirmed")
    for number in range(5):
        sample.incident(title=f"Drone {number} over Harir", place_id=sample.place("Harir"))
    sample.actor_in_role(told, "Kataib Hezbollah", "claimed_by")
    document = sample.insert("document", title="Release", text="Sirens and smoke were seen at dawn.")
    sample.insert("document", title="Not used", text="Smoke elsewhere.")
    sample.raw.execute(
        "INSERT INTO document_search (rowid, title, text) SELECT id, lower(title), lower(text) FROM document"
    )
    for source in ("Outlet", "Command"):
        sample.statement(told, source, document_id=document)
    asked = Queries(sample.path, lambda: date(2023, 10, 20))
    yield asked
    asked.close()


@pytest.fixture
def offered(queries: Queries) -> Offered:
    def ask(text: str) -> list[str]:
        return [offer.search for offer in queries.offers(parse(text)).instead]

    return ask


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dorne", "drone"),
        ("rdone", "drone"),
        ("DRNOES", "drones"),
        ("Ayn Asad", '"Ain al-Asad"'),
        ("al-Asd", "al-Asad"),
        ("Dayr Ezzor", '"Deir ez-Zor"'),
        ("deyr azzour", '"Deir ez-Zor"'),
        ("harrir", "Harir"),
        ("حرير", "Harir"),
        ("drnoe harrir", "drone Harir"),
        ("drone -rocket harrir", "drone -rocket Harir"),
        ('"dorne 1"', '"drone 1"'),
        ("statu:claimed", "status:claimed"),
        ("statsu:claimed drones", "status:claimed drones"),
        ("status:claimd", "status:claimed"),
        ("place:Harrir", "place:Harir"),
        ("claimed_by:katayb", "claimed_by:Kataib"),
        ("drones OR (rokcet siren)", "drones OR rocket siren"),
    ],
)  # fmt: skip
def test_what_was_meant_is_offered_first(offered: Offered, typed: str, meant: str) -> None:
    assert offered(typed)[:1] == [meant]


@pytest.mark.parametrize("typed", ["", "drone", "xyzzyq", "status:claimed", "-dorne", "is:trash", "qq", "foo:bar"])
def test_nothing_is_offered_where_nothing_was_meant_otherwise(offered: Offered, typed: str) -> None:
    assert offered(typed) == []


def test_one_name_is_offered_once_whatever_its_scripts(offered: Offered) -> None:
    assert offered("asda") == ["Asad"]


def test_documents_that_hold_all_the_words_are_offered_with_their_incidents(queries: Queries) -> None:
    offers = queries.offers(parse("sirens smoke"))
    assert (offers.documents, offers.in_documents) == (1, 'text:"sirens smoke"')
    assert queries.count(parse(offers.in_documents)) == 1
    for typed in ("elsewhere", "sirens elsewhere", "smoke status:claimed", "status:claimed"):
        assert queries.offers(parse(typed)).documents == 0, typed


def test_the_text_of_documents_is_searched_by_its_key(queries: Queries) -> None:
    found = {"text:smoke": 1, "text:sirens,nowhere": 1, "text:elsewhere": 0, "text:any": 1, "text:none": 6}
    found |= {"-text:dawn drones": 0, 'text:"seen dawn"': 1, "text:smo drones": 1}
    assert {typed: queries.count(parse(typed)) for typed in found} == found


def test_a_slip_that_was_made_before_is_offered_as_what_is_usual(sample: Sample, queries: Queries) -> None:
    sample.incident(title="Sirrens in the night")
    assert queries.offers(parse("sirrens")).instead == ()
    for _ in range(30):
        sample.incident(title="Sirens in the night")
    assert [offer.search for offer in queries.offers(parse("sirrens")).instead] == ["sirens"]


def test_it_can_be_interrupted(queries: Queries) -> None:
    queries.interrupt()
    assert queries.offers(parse("dorne")) != Offers()
    queries._line.raw.set_progress_handler(lambda: 1, 1)
    with pytest.raises(Exception) as told:
        queries.offers(parse("dorne"))
    assert is_interruption(told.value)


def test_the_list_of_documents_is_searched_by_text_too(queries: Queries) -> None:
    def titles(text: str) -> list[str]:
        ids = queries.shelf_order(Shelf.DOCUMENTS, text)
        return [row.name for row in queries.shelf_rows(Shelf.DOCUMENTS, ids)]

    assert sorted(titles("smoke")) == ["Not used", "Release"]
    assert titles("smoke dawn") == titles("rel sirens") == ["Release"]
    assert titles("nowhere") == []
