from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.incoming.kept_mappings import FORMAT, NotAMapping, fit_to, mapping_values, read_mapping
from ascertain.domain.incoming.mapping import ColumnUse, Mapping, SheetMapping
from ascertain.domain.incoming.proposing import Sample
from ascertain.domain.incoming.rows import IncomingRow, RecordKind
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.vocabulary import Code
from tests.domain.incoming.tables import proposed, read_all, targets

TEXT = st.text(max_size=8)
COLUMN = st.builds(ColumnUse, st.integers(0, 50), TEXT, TEXT, st.sampled_from(("", ";", ",")))
SHEET = st.builds(
    SheetMapping, TEXT, st.lists(COLUMN, max_size=4).map(tuple), st.sampled_from(RecordKind), st.integers(0, 9)
)
CODE = st.builds(
    Code, TEXT, TEXT, st.none() | TEXT.filter(bool),
    attributes=st.just({}) | st.builds(lambda note: {"note": note}, TEXT.filter(bool)),
)  # fmt: skip
MAPPING = st.builds(
    Mapping,
    TEXT,
    st.lists(SHEET, max_size=3).map(tuple),
    st.dictionaries(TEXT, st.dictionaries(TEXT, st.none() | TEXT, max_size=3), max_size=3),
    st.none() | st.booleans(),
    st.booleans(),
    TEXT,
    TEXT,
    st.booleans(),
    st.sampled_from(("", "persian", "islamic")),
    st.lists(st.builds(OwnField, TEXT, st.sampled_from(OwnType), TEXT, TEXT, st.booleans(), key=TEXT), max_size=3).map(
        tuple
    ),
    st.dictionaries(TEXT, st.lists(CODE, max_size=3).map(tuple), max_size=2),
)


@given(MAPPING)
def test_a_mapping_comes_back_from_json(mapping: Mapping) -> None:
    assert read_mapping(json.loads(json.dumps(mapping_values(mapping)))) == mapping


@pytest.mark.parametrize("told", [None, [], {}, "x", {"sheets": []}])
def test_what_is_no_mapping_is_told(told: Any) -> None:
    with pytest.raises(NotAMapping, match="This is no mapping"):
        read_mapping(told)


@pytest.mark.parametrize(
    "wrong",
    [
        {"sheets": 3}, {"sheets": [{}]}, {"sheets": [{"columns": [{"at": -1}]}]},
        {"sheets": [{"columns": [{"at": "1"}]}]},
        {"codes": []}, {"codes": {"kind": {"x": 3}}}, {"day_first": "yes"}, {"profile": None},
        {"sheets": [{"columns": [], "kind": "Nonesuch"}]},
        {"fields": {}}, {"fields": [{"key": "crew", "label": "Crew", "type": "nonesuch"}]}, {"fields": ["crew"]},
        {"lists": {"means": [{"key": "x"}]}}, {"lists": 3},
    ],
)  # fmt: skip
def test_a_damaged_mapping_is_told(wrong: dict[str, Any]) -> None:
    with pytest.raises(NotAMapping, match="damaged"):
        read_mapping({"ascertain_mapping": FORMAT} | wrong)


def test_a_mapping_of_a_newer_version_is_told() -> None:
    with pytest.raises(NotAMapping, match="newer version"):
        read_mapping({"ascertain_mapping": FORMAT + 1})


def test_a_kept_mapping_finds_its_columns_by_their_headings() -> None:
    kept = read_mapping(mapping_values(proposed(("Title", "Date", "Killed"), ("A", "17.10.2023", 2))))
    sample = Sample("Other", ("killed", "New", "TITLE"), ((2, "x", "A"),), heading_row=3)
    fitted = fit_to(kept, [sample])
    assert targets(fitted.mapping) == {"Killed": "killed_unknown", "New": "", "Title": "title"}
    assert (fitted.missing, fitted.new) == (("Date",), ("New",))
    assert (fitted.mapping.sheets[0].sheet, fitted.mapping.sheets[0].heading_row) == ("Other", 3)
    (row,) = read_all(fitted.mapping, sample.rows)
    assert isinstance(row, IncomingRow)
    assert (row.values["title"], row.values["killed_unknown"]) == ("A", "2")


def test_a_kept_mapping_of_another_table_finds_nothing() -> None:
    kept = proposed(("Title", "Date"), ("A", "17.10.2023"))
    fitted = fit_to(kept, [Sample("Other", ("x", "y"), ((1, 2),))])
    assert fitted.mapping.sheets == ()
    assert fitted.missing == ("Title", "Date")


def test_a_kept_mapping_without_headings_goes_by_places() -> None:
    sheet = SheetMapping("Table", (ColumnUse(0, "", "title"), ColumnUse(1, "", "notes")), heading_row=0)
    fitted = fit_to(Mapping("plain", (sheet,)), [Sample("Data", (), (("A", "x", "y"),), heading_row=0)])
    assert [use.target for use in fitted.mapping.sheets[0].columns] == ["title", "notes", ""]
