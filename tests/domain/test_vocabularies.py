from __future__ import annotations

from enum import StrEnum

import pytest

from ascertain import resources
from ascertain.app.codebook import ORDER, UnreadableCodes, read_vocabulary, shipped_vocabularies
from ascertain.domain import codes
from ascertain.domain.fields import FIELDS
from ascertain.domain.origins import SPOKEN_EVENTS
from ascertain.domain.reported_time import acled_time_precision, ucdp_date_prec
from ascertain.domain.where import acled_geo_precision, ucdp_where_prec

_RULED = {
    "status": codes.Status,
    "stance": codes.Stance,
    "assertion_state": codes.AssertionState,
    "role": codes.Role,
    "link_type": codes.LinkType,
    "time_precision": codes.TimePrecision,
    "where_precision": codes.WherePrecision,
    "anchor_kind": codes.AnchorKind,
    "affiliation": codes.Affiliation,
}


def test_every_list_is_read_and_none_is_left_over() -> None:
    assert tuple(vocabulary.name for vocabulary in shipped_vocabularies()) == ORDER
    assert set(resources.names("vocabularies", ".toml")) == {f"{name}.toml" for name in ORDER}


@pytest.mark.parametrize(("name", "ruled"), _RULED.items())
def test_codes_that_rules_depend_on_are_those_of_the_list(name: str, ruled: type[StrEnum]) -> None:
    vocabulary = shipped_vocabularies()[name]
    assert vocabulary.closed
    assert {code.key for code in vocabulary} == {str(code) for code in ruled}


def test_every_coded_field_has_its_list() -> None:
    names = {field.vocabulary for field in FIELDS if field.vocabulary}
    assert names <= set(ORDER)


def test_labels_are_short_and_told_apart() -> None:
    for vocabulary in shipped_vocabularies():
        labels = [code.label for code in vocabulary]
        assert len(set(labels)) == len(labels), vocabulary.name
        assert all(label.strip() == label and 0 < len(label) <= 46 for label in labels), vocabulary.name


def test_types_have_two_levels_and_the_published_names() -> None:
    kinds = shipped_vocabularies()["kind"]
    parents = {code.key for code in kinds if code.parent is None}
    assert {code.parent for code in kinds if code.parent} <= parents
    assert {code.key for code in kinds} >= SPOKEN_EVENTS
    published = {code.attributes["acled_sub_event_type"] for code in kinds if "acled_sub_event_type" in code.attributes}
    assert len(published) == 25
    assert {"Air/drone strike", "Shelling/artillery/missile attack", "Attack", "Disrupted weapons use"} <= published


def test_countries_are_those_of_iso_3166() -> None:
    countries = shipped_vocabularies()["country"]
    assert len(countries.codes) == 249
    assert countries.label_of("IQ") == "Iraq"
    assert countries.label_of("SY") == "Syria"
    assert all(len(code.key) == 2 and code.key.isupper() for code in countries)


def test_precisions_map_as_the_lists_say() -> None:
    shipped = shipped_vocabularies()
    for code in shipped["where_precision"]:
        assert ucdp_where_prec(code.key) == code.attributes["ucdp_where_prec"]
        assert acled_geo_precision(code.key) == code.attributes["acled_geo_precision"]
    for code in shipped["time_precision"]:
        assert ucdp_date_prec(code.key) == code.attributes["ucdp_date_prec"]
        assert acled_time_precision(code.key) == code.attributes["acled_time_precision"]
    with pytest.raises(ValueError):
        ucdp_where_prec("somewhere")


@pytest.mark.parametrize(
    "text",
    [
        "label = ",
        'label = "L"',
        'label = "L"\n[[code]]\nkey = "a"',
        'label = "L"\n[[code]]\nkey = "a"\nlabel = "A"\n[[code]]\nkey = "a"\nlabel = "B"',
        'label = "L"\n[[code]]\nkey = "a"\nlabel = "A"\nparent = "b"',
        'label = "L"\ncode = 3',
    ],
)
def test_a_broken_list_is_told_by_name(text: str) -> None:
    with pytest.raises(UnreadableCodes, match="colors"):
        read_vocabulary("colors", text)
