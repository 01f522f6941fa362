from __future__ import annotations

from datetime import date

import pytest

from ascertain.domain.incoming.meanings import meanings_of
from ascertain.domain.incoming.profiles import PROFILES, Profile
from ascertain.domain.incoming.proposing import mapping_for
from ascertain.domain.incoming.rows import FoundCell, IncomingRow, RecordKind
from ascertain.domain.incoming.targets import blank, with_values
from ascertain.domain.own_fields import NO_OWN
from ascertain.domain.records import Figure, IncidentContent
from tests.domain.incoming.tables import lists, proposed, read_all, read_one, targets

ACLED: dict[str, FoundCell] = {
    "event_id_cnty": "SYR1001", "event_date": "17 October 2023", "year": "2023", "time_precision": "2",
    "disorder_type": "Political violence", "event_type": "Explosions/Remote violence",
    "sub_event_type": "Air/drone strike", "actor1": "Group A", "assoc_actor_1": "", "inter1": "2",
    "actor2": "Force B", "assoc_actor_2": "Force C", "inter2": "8", "interaction": "28", "civilian_targeting": "",
    "iso": "760", "region": "Middle East", "country": "Syria", "admin1": "Province P", "admin2": "District D",
    "admin3": "", "location": "Kern", "latitude": "33.4900", "longitude": "38.6600", "geo_precision": "2",
    "source": "Agency A; Outlet B", "source_scale": "National", "notes": "On 17 October something was reported.",
    "fatalities": "0", "tags": "one; two", "timestamp": "1697600000",
}  # fmt: skip

UCDP: dict[str, FoundCell] = {
    "id": "500001", "relid": "SYR-2023-1-100-1", "year": "2023", "active_year": "1", "code_status": "Clear",
    "type_of_violence": "1", "conflict_dset_id": "1", "conflict_new_id": "1", "conflict_name": "Land: Government",
    "dyad_dset_id": "2", "dyad_new_id": "2", "dyad_name": "Government of Land - Group A", "side_a_dset_id": "3",
    "side_a_new_id": "3", "side_a": "Government of Land", "side_b_dset_id": "4", "side_b_new_id": "4",
    "side_b": "Group A", "number_of_sources": "2", "source_article": "Agency A, 2023-10-18", "source_office":
    "Agency A;Outlet B", "source_date": "2023-10-18;2023-10-19", "source_headline": "First headline;Second headline",
    "source_original": "police", "where_prec": "4", "where_coordinates": "Province P", "where_description": "the north",
    "adm_1": "Province P", "adm_2": "", "latitude": "33.5", "longitude": "38.5", "geom_wkt": "POINT (38.5 33.5)",
    "priogrid_gid": "178637", "country": "Yemen (North Yemen)", "country_id": "678", "region": "Middle East",
    "event_clarity": "2", "date_prec": "4", "date_start": "2023-10-01 00:00:00.000", "date_end":
    "2023-10-31 00:00:00.000", "deaths_a": "1", "deaths_b": "2", "deaths_civilians": "0", "deaths_unknown": "3",
    "best": "6", "high": "9", "low": "4", "gwnoa": "652", "gwnob": "",
}  # fmt: skip

GTD: dict[str, FoundCell] = {
    "eventid": 201910170001, "iyear": 2019, "imonth": 10, "iday": 0, "approxdate": "mid October 2019", "extended": 0,
    "country": 95, "country_txt": "Iraq", "region": 10, "region_txt": "Middle East", "provstate": "Province P",
    "city": "Unknown", "latitude": 33.5, "longitude": 43.5, "specificity": 4, "summary": "A summary of the event.",
    "attacktype1": 3, "attacktype1_txt": "Bombing/Explosion", "targtype1_txt": "Military", "corp1": "Army",
    "target1": "Patrol", "gname": "Group A", "claimed": 1, "weaptype1_txt": "Explosives", "nkill": 5, "nkillter": 1,
    "nwound": -99, "nwoundte": -9, "scite1": "First headline, Outlet A; October 18, 2019",
    "scite2": "Second headline, Outlet B", "scite3": None, "dbsource": "a", "INT_LOG": -9,
}  # fmt: skip

AIRWARS: dict[str, FoundCell] = {
    "Unique ID": "LAND001", "Incident date": "10/17/2023", "Location": "Kern, Province P", "Latitude": "33.49",
    "Longitude": "38.66", "Country": "Syria", "Civilians reported killed (min)": "2",
    "Civilians reported killed (max)": "5", "Civilians reported injured (min)": "", "Civilians reported injured (max)":
    "8", "Belligerents": "Force B; Force C", "Strike type": "Airstrike", "Harm grading": "Fair",
    "Sources": "https://one.example/a\nhttps://two.example/b",
}  # fmt: skip

TABLES = {"acled": ACLED, "ucdp_ged": UCDP, "gtd": GTD, "airwars": AIRWARS}


def content(row: IncomingRow) -> IncidentContent:
    """The incident that a row becomes."""
    made = with_values(RecordKind.INCIDENT, blank(RecordKind.INCIDENT), row.values)
    assert isinstance(made, IncidentContent)
    return made


def read(table: dict[str, FoundCell]) -> IncomingRow:
    return read_one(tuple(table), tuple(table.values()))


@pytest.mark.parametrize("name", TABLES)
def test_a_known_table_is_told_by_its_columns_in_any_order_and_case(name: str) -> None:
    table = TABLES[name]
    pairs = list(table.items())
    plain = proposed([heading for heading, _ in pairs], [cell for _, cell in pairs])
    turned = pairs[::-1]
    loud = proposed([f"\ufeff {heading.upper()} " for heading, _ in turned], [cell for _, cell in turned])
    assert plain.profile == loud.profile == name
    assert {heading.upper(): target for heading, target in targets(plain).items()} == targets(loud)
    assert plain.why is not None
    meanings = {meaning.key: meaning for meaning in meanings_of(RecordKind.INCIDENT, NO_OWN)}
    used = [target for target in targets(plain).values() if target and not meanings[target].repeats]
    assert len(used) == len(set(used))
    assert set(used) <= set(meanings)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda each: each.name)
def test_what_a_profile_says_is_there(profile: Profile) -> None:
    meanings = {meaning.key: meaning for meaning in meanings_of(RecordKind.INCIDENT, NO_OWN)}
    assert {target for target in profile.columns.values() if target} <= set(meanings)
    for target, words in profile.codes.items():
        vocabulary = meanings[target].vocabulary
        if vocabulary is not None:
            keys = {code.key for code in lists()[vocabulary].codes}
            assert {code for code in words.values() if code is not None} <= keys
    assert set(profile.telling) | set(profile.separators) <= set(profile.columns)


def test_a_row_of_acled() -> None:
    row = read(ACLED)
    values = row.values
    assert values["kind"] == "air_drone_strike"
    assert (values["t_from"], values["precision"]) == (date(2023, 10, 17), "week")
    assert (values["attributed_to"], values["target"]) == (("Group A",), ("Force B",))
    assert (values["country"], values["place"], values["where_precision"]) == ("SY", "Kern", "near")
    assert values["source"] == ("Agency A", "Outlet B")
    assert values["killed_unknown_best"] == 0
    assert values["tags"] == ("one", "two")
    assert values["title"] == "Air/drone strike, Kern"
    assert values["notes"] == "On 17 October something was reported.\nassoc_actor_2: Force C"
    assert row.uid == read(ACLED | {"fatalities": "7"}).uid != read(ACLED | {"event_id_cnty": "SYR1002"}).uid
    assert content(row).killed_unknown == Figure(best=0)


def test_the_codes_of_acled_that_are_words_of_their_own() -> None:
    attack = read(ACLED | {"event_type": "Violence against civilians", "sub_event_type": "Attack"})
    other = read(ACLED | {"event_type": "Strategic developments", "sub_event_type": "Other"})
    broad = read(ACLED | {"event_type": "Battles", "sub_event_type": ""})
    assert [row.values["kind"] for row in (attack, other, broad)] == [
        "attack_on_civilians", "other_development", "battles",
    ]  # fmt: skip


def test_a_row_of_ucdp_ged() -> None:
    row = read(UCDP)
    values = row.values
    assert (values["t_from"], values["t_to"], values["precision"]) == (date(2023, 10, 1), date(2023, 10, 31), "month")
    assert (values["attributed_to"], values["target"]) == (("Government of Land",), ("Group A",))
    assert (values["country"], values["where_precision"], values["is_aggregate"]) == ("YE", "admin1", True)
    assert values["source"] == ("Agency A", "Outlet B")
    assert values["document_title"] == ("First headline", "Second headline")
    made = content(row)
    assert (made.killed_attacker, made.killed_target_force) == (Figure(best=1), Figure(best=2))
    assert (made.killed_civilian, made.killed_unknown) == (Figure(best=0), Figure(1, 3, 6))
    assert values["title"] == "Battles, Province P"


def test_a_row_of_gtd() -> None:
    row = read(GTD)
    values = row.values
    assert (values["t_from"], values["t_to"], values["precision"]) == (date(2019, 10, 1), date(2019, 10, 31), "month")
    assert values["phrase"] == "mid October 2019"
    assert values["place"] is None
    assert values["attributed_to"] == values["claimed_by"] == ("Group A",)
    assert (values["kind"], values["means"], values["country"]) == ("explosions_remote_violence", "ied", "IQ")
    assert values["source"] == ("First headline, Outlet A; October 18, 2019", "Second headline, Outlet B")
    made = content(row)
    assert (made.killed_attacker, made.killed_unknown) == (Figure(best=1), Figure(best=4))
    assert (made.injured_attacker, made.injured_unknown) == (Figure(unknown=True), Figure())
    assert read(GTD | {"imonth": 0}).values["precision"] == "year"
    assert read(GTD | {"claimed": -9}).values.get("claimed_by") is None
    assert read(GTD | {"gname": "Unknown"}).values["attributed_to"] is None


def test_a_row_of_airwars() -> None:
    row = read(AIRWARS)
    values = row.values
    assert values["t_from"] == date(2023, 10, 17)
    assert values["attributed_to"] == ("Force B", "Force C")
    assert values["kind"] == "air_drone_strike"
    assert values["source"] == ("one.example", "two.example")
    assert values["source_url"] == ("https://one.example/a", "https://two.example/b")
    made = content(row)
    assert (made.killed_civilian, made.injured_civilian) == (Figure(low=2, high=5), Figure(high=8))


def test_a_total_below_its_sides_is_told() -> None:
    mapping = proposed(tuple(GTD), tuple(GTD.values()))
    (found,) = read_all(mapping, [tuple((GTD | {"nkill": 1, "nkillter": 3}).values())])
    assert isinstance(found, tuple)
    assert (found[0].column, found[0].value) == ("nkill", "1")
    assert str(found[0].reason) == "The total is 1, and the sides together are 3. Correct one."


def test_a_profile_can_be_chosen_for_a_table_that_lacks_most_of_its_columns() -> None:
    from ascertain.domain.incoming.proposing import Sample

    headings = ("event_date", "fatalities", "something")
    sample = Sample("Table", headings, (("2023-10-17", "3", "x"),))
    assert proposed(headings).profile == "plain"
    chosen = mapping_for("acled", [sample], NO_OWN, lists())
    assert targets(chosen) == {"event_date": "t_from", "fatalities": "killed_unknown_best", "something": ""}
