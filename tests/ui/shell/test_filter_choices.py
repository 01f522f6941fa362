"""The rows of a filter page: in order once they are counted, and where they were from then on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.fields import FIELDS
from ascertain.domain.own_fields import Fields, OwnField, OwnType
from ascertain.domain.rows import FacetValue
from ascertain.domain.search import Asked, Op, find_key
from ascertain.ui.shell.filter_choices import (
    MOST_SHOWN,
    Offered,
    Row,
    Rows,
    filter_keys,
    is_asked,
    offered,
    terms_of,
    with_row,
)

_NAMES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 9), max_size=8)


def _offer(key: str) -> Offered:
    found = find_key(key)
    assert found is not None
    return offered(found)


def _values(counts: dict[str, int]) -> list[FacetValue]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [FacetValue(name, name, count) for name, count in ordered if count]


def _labels(rows: Rows, asked: Asked, narrow: str = "") -> list[str]:
    return [row.label for row in rows.shown(narrow, asked)[0]]


def test_every_column_and_own_field_has_a_page_on_which_something_can_be_asked() -> None:
    own = Fields(OwnField(kind.value, kind, key=f"my_{kind.value}", id=at) for at, kind in enumerate(OwnType, start=1))
    keys = {key.key: key for key in filter_keys(own)}
    assert {field.key for field in FIELDS if field.column} | {field.key for field in own.own} <= set(keys)
    for key in keys.values():
        offer = offered(key, own)
        assert offer.listed or offer.words or offer.ranges or offer.presets, key.key
        assert len(terms_of(offer)) == len(offer.empties) + len(offer.presets)


@given(first=_NAMES, second=_NAMES, chosen=st.sets(st.sampled_from("abcdefgh"), max_size=3))
def test_what_is_asked_stands_first_and_nothing_moves_later(
    first: dict[str, int], second: dict[str, int], chosen: set[str]
) -> None:
    asked = Asked("source", tuple(sorted(chosen)))
    rows = Rows(_offer("source"), shipped_vocabularies())
    assert _labels(rows, asked) == ["not stated", "stated"]
    rows.take_values(_values(first), asked)
    before = _labels(rows, asked)
    assert set(before[: len(chosen)]) == chosen
    others = [value.label for value in _values(first) if value.value not in chosen]
    assert before[len(chosen) :] == ["not stated", "stated", *others]
    rows.take_fixed((1, 9), asked)
    rows.take_values(_values(second), asked)
    after = rows.shown("", asked)[0]
    assert [row.label for row in after][: len(before)] == before
    assert {row.label: row.count for row in after} == {
        "not stated": 1, "stated": 9, **dict.fromkeys(before[len(chosen) :][2:], 0), **dict.fromkeys(chosen, 0), **{
            name: count for name, count in second.items() if count
        },
    }  # fmt: skip


def test_more_values_than_can_be_looked_through_are_found_by_their_names(qtbot: QtBot) -> None:
    rows, asked = Rows(_offer("source"), shipped_vocabularies()), Asked("source")
    rows.take_values([FacetValue(f"قناة {at}", f"قناة {at}", 1) for at in range(1_000)], asked)
    shown, more = rows.shown("", asked)
    assert (len(shown), more) == (MOST_SHOWN, 1_000 + 2 - MOST_SHOWN)
    assert _labels(rows, asked, "قناه 999") == ["\u2068قناة 999\u2069"]


def test_codes_are_shown_before_they_are_counted_and_rare_ones_of_long_lists_by_name(qtbot: QtBot) -> None:
    codes = shipped_vocabularies()
    status, country = Rows(_offer("status"), codes), Rows(_offer("country"), codes)
    assert len(_labels(status, Asked("status"))) == len(list(codes["status"]))
    status.take_values([FacetValue("refuted", "Refuted", 3)], Asked("status"))
    assert _labels(status, Asked("status"))[0] == "Refuted"
    assert len(_labels(status, Asked("status"))) == len(list(codes["status"]))
    country.take_values([FacetValue("IQ", "Iraq", 3)], Asked("country"))
    assert _labels(country, Asked("country")) == ["not stated", "stated", "Iraq"]
    assert _labels(country, Asked("country"), "syr") == ["Syria"]


@given(st.sampled_from([Row(Op.EMPTY, "not stated"), Row(Op.STATED, "stated"), Row("a", "a")]), st.booleans())
def test_a_row_is_checked_and_no_longer(row: Row, none: bool) -> None:
    asked = Asked("source", ("b",), none=none)
    on = with_row(asked, row, True)
    assert is_asked(row, on)
    off = with_row(on, row, False)
    assert not is_asked(row, off)
    assert "b" in off.values
