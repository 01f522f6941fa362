"""GeoJSON and KML: valid by their rules, whatever the texts; what a map cannot show is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ascertain.domain.codes import TimePrecision
from ascertain.domain.conduct import Conduct
from ascertain.domain.records import IncidentContent, ReportedTime
from tests.exchange.given import (
    BARE,
    DAY,
    FULL,
    HOSTILE,
    ODD,
    exporter,
    incident,
    instant,
    lost,
    outgoing,
    stopped,
    written,
)

# The rules of RFC 7946 for a collection of features that are points or nowhere.
RULES = {
    "type": "object",
    "required": ["type", "features"],
    "not": {"anyOf": [{"required": [key]} for key in ("crs", "geometry", "properties", "coordinates")]},
    "properties": {
        "type": {"const": "FeatureCollection"},
        "name": {"type": "string"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "additionalProperties": False,
                "properties": {
                    "type": {"const": "Feature"},
                    "id": {"type": "string", "minLength": 36, "maxLength": 36},
                    "properties": {"type": "object"},
                    "geometry": {
                        "oneOf": [
                            {"type": "null"},
                            {
                                "type": "object",
                                "required": ["type", "coordinates"],
                                "additionalProperties": False,
                                "properties": {
                                    "type": {"const": "Point"},
                                    "coordinates": {
                                        "type": "array",
                                        "minItems": 2,
                                        "maxItems": 2,
                                        "prefixItems": [
                                            {"type": "number", "minimum": -180, "maximum": 180},
                                            {"type": "number", "minimum": -90, "maximum": 90},
                                        ],
                                    },
                                },
                            },
                        ]
                    },
                },
            },
        },
    },
}
VALID = jsonschema.Draft202012Validator(RULES)
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("map.rng")))
K = "{http://www.opengis.net/kml/2.2}"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def geojson(out: Path, *contents: IncidentContent, **options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(written("geojson", out, *contents, **options))
    VALID.validate(found)
    return found


def kml(out: Path, *contents: IncidentContent) -> Any:
    root = etree.fromstring(written("kml", out, *contents))
    SCHEMA.assertValid(root)
    return root


def test_a_feature_has_its_point_longitude_first_and_its_values_by_key(tmp_path: Path) -> None:
    found, bare = geojson(tmp_path / "a.geojson", FULL, BARE)["features"]
    assert found["id"] == incident(1).uid
    assert found["geometry"] == {"type": "Point", "coordinates": [42.441, 33.785]}
    told = found["properties"]
    assert (told["ref"], told["t_from"], told["status"], told["claimed_by"], told["attributed_to"]) == (
        "2023-0001", "2023-10-17", "Partly confirmed", "Group of the River", "Army of the State",
    )  # fmt: skip
    assert (told["killed_low"], told["killed_best"], told["killed_high"]) == (3, 4, 5)
    assert told["injured_unknown_best"] == "unknown"
    assert bare["geometry"] is None
    assert bare["properties"]["t_from"] is None


def test_properties_are_called_as_on_the_screen_and_hold_what_sources_say_where_that_is_chosen(tmp_path: Path) -> None:
    (found,) = geojson(tmp_path / "a.geojson", FULL, names="labels", statements="in")["features"]
    assert found["properties"]["What happened"] == FULL.title
    first, second = found["properties"]["Statements"]
    assert (first["Source"], first["Goes back to"], first["Said on"]) == ("Channel One", "A spokesman", "2023-10-17")
    assert second["What it says" if "What it says" in second else "Stance"] == "Claims responsibility"


def test_hostile_text_stays_text_on_the_map(tmp_path: Path) -> None:
    (found,) = geojson(tmp_path / "a.geojson", ODD, statements="in")["features"]
    assert found["properties"]["notes"] == HOSTILE
    root = kml(tmp_path / "a.kml", ODD)
    values = {data.get("name"): data.findtext(f"{K}value") for data in root.iter(f"{K}Data")}
    assert values["notes"] == HOSTILE
    assert root.findtext(f".//{K}Placemark/{K}name") == ODD.title
    # What a globe takes for a page of the web has no element but ours.
    page = etree.fromstring(f"<p>{root.findtext(f'.//{K}description').replace('<br>', '<br/>')}</p>")
    assert {each.tag for each in page.iter()} == {"p", "br", "span"}
    assert HOSTILE in [each.text for each in page.iter("span")]


@given(st.lists(TEXTS, min_size=4, max_size=4))
@settings(max_examples=40, deadline=None)
def test_any_text_makes_a_valid_map(tmp_path_factory: pytest.TempPathFactory, texts: Sequence[str]) -> None:
    folder = tmp_path_factory.mktemp("map", numbered=True)
    content = replace(FULL, title=texts[0], notes=texts[1], status_reason=texts[2], place_text=texts[3])
    (found,) = geojson(folder / "a.geojson", content)["features"]
    assert (found["properties"]["title"] or "", found["properties"]["notes"] or "") == (texts[0], texts[1])
    kml(folder / "a.kml", content)


def test_placemarks_wear_their_status_and_know_their_time(tmp_path: Path) -> None:
    root = kml(tmp_path / "a.kml", FULL, BARE)
    marks = root.findall(f".//{K}Placemark")
    assert [mark.findtext(f"{K}styleUrl") for mark in marks] == ["#partly_confirmed", "#unconfirmed"]
    styles = {style.get("id") for style in root.iter(f"{K}Style")}
    assert {mark.findtext(f"{K}styleUrl")[1:] for mark in marks} <= styles
    assert marks[0].findtext(f"{K}Point/{K}coordinates") == "42.441,33.785"
    assert marks[0].findtext(f"{K}TimeStamp/{K}when") == "2023-10-17"
    assert marks[1].find(f"{K}Point") is None
    assert marks[1].find(f"{K}TimeStamp") is None


@pytest.mark.parametrize(
    ("when", "begin", "end"),
    [
        (replace(DAY, t_to=instant(2023, 10, 20), precision=TimePrecision.DAYS), "2023-10-17", "2023-10-19"),
        (replace(DAY, t_to=None, precision=TimePrecision.DAY), "2023-10-17", None),
        (replace(DAY, precision=TimePrecision.MINUTE, zone="Asia/Baghdad"), "2023-10-17T00:00:00Z", None),
        (replace(DAY, precision=TimePrecision.PART_OF_DAY), "2023-10-17T00:00:00Z", "2023-10-18T00:00:00Z"),
    ],
)  # fmt: skip
def test_a_time_is_a_stamp_or_a_span(tmp_path: Path, when: ReportedTime, begin: str, end: str | None) -> None:
    root = kml(tmp_path / "a.kml", replace(FULL, when=when))
    found = [root.findtext(f".//{K}{name}") for name in ("when", "begin", "end")]
    assert found == ([begin, None, None] if end is None else [None, begin, end])


def test_what_a_map_cannot_show_is_told() -> None:
    wide = replace(FULL, where_precision="admin1")
    for name in ("geojson", "kml"):
        told = lost(name, FULL, BARE, wide, ODD)
        assert told == {
            "What each source says is left out.": (3, ("2023-0001", "2023-0003", "2023-0004")),
            "Not on the map: the place is not stated, or has no coordinates.": (2, ("2023-0002", "2023-0004")),
            "Shown as one point, though no more than a district, a province or a country is known.": (
                1,
                ("2023-0003",),
            ),
        }
    assert not any("source" in text for text in lost("geojson", FULL, statements="in"))


@pytest.mark.parametrize("name", ["geojson", "kml"])
def test_an_empty_log_makes_a_valid_map_and_a_wish_to_stop_is_heeded(name: str, tmp_path: Path) -> None:
    assert geojson(tmp_path / "a.geojson")["features"] == []
    assert not kml(tmp_path / "a.kml").findall(f".//{K}Placemark")
    assert exporter(name).losses(outgoing([]), Conduct()) == ()
    stopped(name, tmp_path / "b")
