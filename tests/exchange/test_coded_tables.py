"""The tables of ACLED and of UCDP GED: their columns in their order, their codes, and what they cannot hold."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from ascertain.domain.codes import Role, Status, TimePrecision
from ascertain.domain.records import ActorInRole, Figure, IncidentContent, NamedRef, Statement
from tests.exchange.given import (
    ARMY,
    BARE,
    DAY,
    FULL,
    GROUP,
    HOSTILE,
    ODD,
    PEOPLE,
    VOCABULARIES,
    instant,
    lost,
    ref,
    stopped,
    written,
)

ACLED = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip


def table(name: str, out: Path, *contents: IncidentContent, **options: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(name, out, *contents, **options).decode(), newline="")))


def acting(*actors: ActorInRole) -> IncidentContent:
    return replace(FULL, actors=actors)


def test_acled_has_its_columns_and_codes(tmp_path: Path) -> None:
    (row,) = table("acled", tmp_path / "a.csv", FULL)
    assert list(row) == ACLED
    assert len(ACLED) == 31
    assert row == {
        "event_id_cnty": "2023-0001", "event_date": "2023-10-17", "year": "2023", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
        "sub_event_type": "Air/drone strike", "actor1": "Army of the State", "assoc_actor_1": "",
        "inter1": "State forces", "actor2": "The coalition", "assoc_actor_2": "", "inter2": "External/Other forces",
        "interaction": "State forces-External/Other forces", "civilian_targeting": "", "iso": "368", "region": "",
        "country": "Iraq", "admin1": "Al Anbar", "admin2": "Hit", "admin3": "", "location": "Ain al-Asad",
        "latitude": "33.785", "longitude": "42.441", "geo_precision": "1",
        "source": "Channel One; Office of the Group", "source_scale": "",
        "notes": "Two drones reach the base\n\nSeen from the road.", "fatalities": "4", "tags": "drones; base",
        "timestamp": "1700000060",
    }  # fmt: skip


def test_ucdp_ged_has_its_codes(tmp_path: Path) -> None:
    (row,) = table("ucdp_ged", tmp_path / "a.csv", FULL)
    assert row == {
        "id": "2023-0001", "relid": "018b3c2e-0000-7000-8000-000000000001", "year": "2023", "type_of_violence": "",
        "side_a": "Army of the State", "side_b": "The coalition", "number_of_sources": "2",
        "source_article": "Channel One, 2023-10-18, Evening bulletin; late; Office of the Group",
        "source_office": "Channel One; Office of the Group", "source_date": "2023-10-18",
        "source_headline": "Evening bulletin; late", "source_original": "A spokesman", "where_prec": "1",
        "where_coordinates": "Ain al-Asad", "where_description": "a base in the west", "adm_1": "Al Anbar",
        "adm_2": "Hit", "latitude": "33.785", "longitude": "42.441", "country": "Iraq", "event_clarity": "1",
        "date_prec": "1", "date_start": "2023-10-17", "date_end": "2023-10-17", "deaths_a": "", "deaths_b": "3",
        "deaths_civilians": "1", "deaths_unknown": "", "best": "4", "high": "5", "low": "3",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["acled", "ucdp_ged"])
def test_a_claim_never_becomes_an_attribution_unless_that_was_chosen(name: str, tmp_path: Path) -> None:
    column = "actor1" if name == "acled" else "side_a"
    claimed = acting(ActorInRole(ref(GROUP), Role.CLAIMED_BY))
    assert [row[column] for row in table(name, tmp_path / "a.csv", claimed, FULL)] == ["", "Army of the State"]
    rows = table(name, tmp_path / "b.csv", claimed, FULL, attacker="claimed_too")
    assert [row[column] for row in rows] == ["Group of the River", "Army of the State"]
    left_out = "Who claims it is left out: the table knows one attacker, and a claim proves none."
    taken = "Who claims it stands where the table has the attacker."
    assert lost(name, claimed, FULL)[left_out][0] == 2
    told = lost(name, claimed, FULL, attacker="claimed_too")
    assert (told[taken], told[left_out]) == ((1, ("2023-0001",)), (1, ("2023-0002",)))


def test_the_type_of_violence_is_told_where_the_kinds_of_the_actors_tell_it(tmp_path: Path) -> None:
    def between(one: NamedRef, other: NamedRef) -> IncidentContent:
        return acting(ActorInRole(one, Role.ATTRIBUTED_TO), ActorInRole(other, Role.TARGET))

    army, group, people = ref(ARMY), ref(GROUP), ref(PEOPLE)
    pairs = ((group, army), (army, group), (group, group), (group, people), (army, people), (people, army))
    rows = table("ucdp_ged", tmp_path / "a.csv", *(between(*pair) for pair in pairs), BARE)
    assert [row["type_of_violence"] for row in rows] == ["1", "1", "2", "3", "3", "", ""]
    (at_civilians,) = table("acled", tmp_path / "b.csv", between(army, people))
    assert at_civilians["civilian_targeting"] == "Civilian targeting"
    assert at_civilians["interaction"] == "State forces-Civilians"


def test_every_type_has_the_names_of_acled_or_none(tmp_path: Path) -> None:
    kinds = list(VOCABULARIES["kind"])
    rows = table("acled", tmp_path / "a.csv", *(replace(FULL, kind=kind.key) for kind in kinds))
    for kind, row in zip(kinds, rows, strict=True):
        assert row["event_type"] == kind.attributes.get("acled_event_type", "")
        assert row["sub_event_type"] == kind.attributes.get("acled_sub_event_type", "")
        assert bool(row["disorder_type"]) == bool(row["event_type"]) or kind.key == "riots"


def test_times_and_places_have_the_numbers_of_the_codebooks(tmp_path: Path) -> None:
    week = replace(DAY, t_to=instant(2023, 10, 24), precision=TimePrecision.WEEK)
    wide = replace(FULL, when=week, where_precision="country")
    (acled,) = table("acled", tmp_path / "a.csv", wide)
    assert (acled["event_date"], acled["time_precision"], acled["geo_precision"]) == ("2023-10-17", "2", "3")
    (ged,) = table("ucdp_ged", tmp_path / "b.csv", wide)
    assert [ged[key] for key in ("date_start", "date_end", "date_prec", "where_prec")] == [
        "2023-10-17",
        "2023-10-23",
        "3",
        "6",
    ]
    assert "Only the first day is written, and time_precision tells roughly how narrowly it is known." in lost(
        "acled", wide
    )


@pytest.mark.parametrize("name", ["acled", "ucdp_ged"])
def test_nothing_known_leaves_cells_empty_and_is_told(name: str, tmp_path: Path) -> None:
    unknown = replace(BARE, killed_unknown=Figure(unknown=True))
    none = replace(BARE, killed_unknown=Figure.exactly(0))
    dead = "fatalities" if name == "acled" else "best"
    rows = table(name, tmp_path / "a.csv", BARE, unknown, none)
    assert [row[dead] for row in rows] == ["", "", "0"]
    assert all(row["latitude"] == row["year"] == row["country"] == "" for row in rows)
    told = lost(name, BARE, unknown, none)
    what = "A number of killed that is not known, or without a highest value, leaves its cells empty."
    assert told[what] == (1, ("2023-0002",))
    assert told["No day is written: no time is known."][0] == 3
    assert told["The table has no status: what is not confirmed looks like all the rest."][0] == 3


@pytest.mark.parametrize("name", ["acled", "ucdp_ged"])
def test_what_a_table_leaves_out_is_told(name: str) -> None:
    told = lost(name, FULL, replace(FULL, status=Status.CONFIRMED))
    assert told["The table has no status: what is not confirmed looks like all the rest."] == (1, ("2023-0001",))
    assert told["The injured are left out."][0] == 2
    assert told["What each source says is left out."][0] == 2
    assert told["Means, outcome and the number of munitions are left out."][0] == 2
    semicolon = replace(FULL, statements=(Statement(NamedRef("One; two")),))
    assert "A name with a semicolon in it looks like two." in lost(name, semicolon)


@pytest.mark.parametrize("name", ["acled", "ucdp_ged"])
def test_hostile_text_is_no_formula_and_comes_back(name: str, tmp_path: Path) -> None:
    south = replace(ODD, place_text="=x", title="-1")
    (row,) = table(name, tmp_path / "a.csv", south)
    assert not [cell for cell in row.values() if cell.startswith(("=", "+", "@", "\t"))]
    if name == "acled":
        assert row["notes"] == "'-1\n\n" + HOSTILE
    else:
        assert row["where_description"] == "'=x"


@pytest.mark.parametrize("name", ["acled", "ucdp_ged"])
def test_an_empty_log_makes_headings_and_a_wish_to_stop_is_heeded(name: str, tmp_path: Path) -> None:
    assert table(name, tmp_path / "a.csv") == []
    assert written(name, tmp_path / "a.csv").count(b"\r\n") == 1
    assert written(name, tmp_path / "b.csv", encoding="mark").startswith(b"\xef\xbb\xbf")
    assert not written(name, tmp_path / "a.csv").startswith(b"\xef\xbb\xbf")
    stopped(name, tmp_path / "c.csv")
