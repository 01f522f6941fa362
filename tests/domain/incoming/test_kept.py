"""A mapping that was kept is the same mapping again, and finds its columns in another file of the kind."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.incoming.kept import fitted, mapping_from_plain, mapping_to_plain
from ascertain.domain.incoming.mapping import ColumnUse, Mapping, SheetMapping
from ascertain.domain.incoming.profiles import NAMES
from ascertain.domain.incoming.proposing import Sample
from ascertain.domain.incoming.rows import RecordKind

WORDS = st.text(max_size=8)
COLUMNS = st.builds(ColumnUse, st.integers(0, 40), WORDS, WORDS, WORDS)
SHEETS = st.builds(
    SheetMapping, WORDS, st.lists(COLUMNS, max_size=4).map(tuple), st.sampled_from(RecordKind), st.integers(0, 9)
)
MAPPINGS = st.builds(
    Mapping,
    st.sampled_from(NAMES),
    st.lists(SHEETS, max_size=3).map(tuple),
    st.dictionaries(WORDS, st.dictionaries(WORDS, st.none() | WORDS, max_size=3), max_size=3),
    st.none() | st.booleans(),
    st.booleans(),
    st.sampled_from(("UTC", "Asia/Baghdad")),
    WORDS,
)


@given(MAPPINGS)
def test_a_kept_mapping_is_the_same_again(mapping: Mapping) -> None:
    assert mapping_from_plain(json.loads(json.dumps(mapping_to_plain(mapping)))) == mapping


@given(st.recursive(st.none() | st.booleans() | st.integers() | WORDS, lambda each: st.lists(each) | st.dictionaries(
    WORDS | st.sampled_from(("sheets", "columns", "sheet", "codes", "at", "heading", "target")), each
)))  # fmt: skip
def test_whatever_is_no_mapping_does_no_harm(told: object) -> None:
    found = mapping_from_plain(told)
    assert found is None or isinstance(found, Mapping)


def sheet(*headings: str, name: str = "Sheet1") -> Sample:
    return Sample(name, headings, (tuple("x" for _ in headings),))


KEPT = Mapping("plain", (SheetMapping("Sheet1", (ColumnUse(0, "When", "t_from"), ColumnUse(1, "What", "title"))),))


def test_columns_are_found_by_their_headings_wherever_they_stand() -> None:
    found = fitted(KEPT, (sheet("what", "Remarks", "WHEN"),))
    assert [(use.at, use.target) for use in found.sheets[0].columns] == [(0, "title"), (1, ""), (2, "t_from")]


def test_a_sheet_of_another_name_is_found_by_its_headings() -> None:
    found = fitted(KEPT, (sheet("Colour", name="Paint"), sheet("When", "What", name="Events")))
    assert [each.sheet for each in found.sheets] == ["Events"]


@pytest.mark.parametrize("headings", [(), ("a", "b")])
def test_by_place_only_where_nothing_names_the_columns(headings: tuple[str, ...]) -> None:
    sample = Sample("Sheet1", headings, (("2023-10-17", "Attack"),), 1 if headings else 0)
    targets = [use.target for use in fitted(KEPT, (sample,)).sheets[0].columns]
    assert targets == (["", ""] if headings else ["t_from", "title"])


def test_two_columns_of_one_heading_keep_their_order() -> None:
    kept = Mapping("plain", (SheetMapping("S", (ColumnUse(0, "A", "actor"), ColumnUse(1, "A", "target"))),))
    found = fitted(kept, (sheet("A", "A", name="S"),))
    assert [use.target for use in found.sheets[0].columns] == ["actor", "target"]
