from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.figures import HIGHEST
from ascertain.domain.incoming.cells import (
    CellRefused,
    as_text,
    read_count,
    read_degrees,
    read_line,
    read_list,
    read_long_text,
    read_number,
    read_point,
    read_whole,
    read_yes_no,
)
from ascertain.domain.records import Figure
from ascertain.domain.texts import LINE_LIMIT, TEXT_LIMIT

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
SPACES = (" ", "\u00a0", "\u202f", "'", "’", "_")


def grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


@given(st.integers(-(10**12), 10**12), st.sampled_from(("", ",", *SPACES)), st.sampled_from((None, ARABIC, PERSIAN)))
def test_a_whole_number_in_any_writing_is_read_back(number: int, mark: str, digits: dict[int, str] | None) -> None:
    written = grouped(number, mark)
    assert read_whole(written.translate(digits) if digits else written) == number


@given(
    st.integers(0, 10**9), st.integers(1, 9_999), st.booleans(), st.booleans(), st.sampled_from((None, ARABIC, PERSIAN))
)
def test_a_fraction_is_read_back_by_what_the_mapping_says_of_the_comma(
    whole: int, part: int, comma: bool, in_groups: bool, digits: dict[int, str] | None
) -> None:
    fraction = f"{part}5"
    written = grouped(whole, "." if comma else ",") if in_groups else str(whole)
    written = f"{written}{',' if comma else '.'}{fraction}"
    expected = float(f"{whole}.{fraction}")
    assert read_number(written.translate(digits) if digits else written, decimal_comma=comma) == expected


@given(st.integers(1, 999), st.integers(0, 999))
def test_a_mark_before_three_digits_means_what_the_mapping_says(whole: int, rest: int) -> None:
    assert read_number(f"{whole},{rest:03}") == whole * 1000 + rest
    assert read_number(f"{whole},{rest:03}", decimal_comma=True) == float(f"{whole}.{rest:03}")
    assert read_number(f"{whole}.{rest:03}") == float(f"{whole}.{rest:03}")
    assert read_number(f"{whole}.{rest:03}", decimal_comma=True) == whole * 1000 + rest


@pytest.mark.parametrize(
    "cell", ["x", "1.2.3", "--1", "1,2,3", "1e999", "12 apples", float("nan"), float("inf"), "9" * 50]
)
def test_what_is_no_number_is_refused_in_words(cell: str | float) -> None:
    with pytest.raises(CellRefused, match="is not a number"):
        read_number(cell)


@pytest.mark.parametrize(
    ("cell", "number"), [(3.0, 3), (True, 1), ("+7", 7), ("1e3", 1000), ("−4", -4), (" ", None), (None, None)]
)
def test_numbers_of_spreadsheets(cell: str | float | bool | None, number: int | None) -> None:
    found = read_number(cell)
    assert found == number
    assert not isinstance(found, float)


@given(st.integers(0, HIGHEST - 1), st.integers(0, HIGHEST - 1))
def test_counts_are_read(one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert read_count(low) == read_count(str(low)) == read_count(f"{low:,}") == Figure.exactly(low)
    assert read_count(float(low)) == Figure.exactly(low)
    assert read_count(f"{low}-{high}") == Figure(low, None, high)
    assert read_count(f"at least {low}") == Figure(low=low)
    assert read_count("unknown") == Figure(unknown=True)


@pytest.mark.parametrize("cell", [-1, "-1", 2.5, "2.5", HIGHEST, "many"])
def test_what_is_no_count_is_refused(cell: str | float) -> None:
    with pytest.raises(CellRefused):
        read_count(cell)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (True, True), (0, False), (1.0, True), ("Yes", True), ("NO", False), ("نعم", True), ("لا", False),
        ("بله", True), ("خیر", False), ("oui", True),
        ("Sí", True), ("Nein", False), ("HAYIR", False), ("✓", True), ("", None),
    ],
)  # fmt: skip
def test_yes_and_no_in_several_languages(cell: str | float | bool, said: bool | None) -> None:
    assert read_yes_no(cell) is said


def test_neither_yes_nor_no_is_refused() -> None:
    with pytest.raises(CellRefused, match="“perhaps” is neither yes nor no"):
        read_yes_no("perhaps")


NAMES = st.text("abcdeXYZ -'’ابج", min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(NAMES, min_size=1, max_size=5, unique=True), st.sampled_from(("; ", " | ", "\n", "؛")))
def test_names_in_one_cell_are_parted(names: list[str], mark: str) -> None:
    assert read_list(mark.join(names)) == tuple(names)


@given(st.lists(NAMES, min_size=2, max_size=5, unique=True))
def test_a_comma_parts_names_only_where_it_is_said_to(names: list[str]) -> None:
    assert read_list(", ".join(names)) == (", ".join(names),)
    assert read_list(", ".join(names), ",") == tuple(names)
    assert read_list("، ".join(names), ",") == tuple(names)


_CANNOT_BE_KEPT = re.compile("[\x00-\x08\n\r\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")


@given(st.text(max_size=60))
def test_a_line_is_kept_as_it_is_or_refused(text: str) -> None:
    stripped = text.strip()
    if _CANNOT_BE_KEPT.search(stripped):
        with pytest.raises(CellRefused):
            read_line(text)
    else:
        assert (read_line(text) or "") == stripped


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=200))
def test_a_long_text_is_kept_letter_for_letter(text: str) -> None:
    assert (read_long_text(text) or "") == text.strip()


@pytest.mark.parametrize(
    ("sign", "name"), [("\x00", "U+0000"), ("\x0b", "U+000B"), ("\ud800", "U+D800"), ("\x7f", "U+007F")]
)
def test_control_codes_are_refused_by_name(sign: str, name: str) -> None:
    for read in (read_line, read_long_text):
        with pytest.raises(CellRefused, match=name.replace("+", r"\+")):
            read(f"ab{sign}c")


def test_texts_that_are_too_long_are_refused() -> None:
    assert read_line("x" * LINE_LIMIT) == "x" * LINE_LIMIT
    with pytest.raises(CellRefused, match="501 characters, and 500 fit"):
        read_line("x" * (LINE_LIMIT + 1))
    with pytest.raises(CellRefused, match="Shorten it"):
        read_long_text("x" * (TEXT_LIMIT + 1))
    with pytest.raises(CellRefused, match="Take the line break out"):
        read_line("one\ntwo")


@given(st.floats(-90, 90), st.sampled_from((None, ARABIC, PERSIAN)), st.booleans())
def test_degrees_are_read_back(degrees: float, digits: dict[int, str] | None, comma: bool) -> None:
    written = f"{degrees:.5f}".replace(".", "," if comma else ".")
    found = read_degrees(written.translate(digits) if digits else written, most=90)
    assert found == pytest.approx(degrees, abs=1e-5)


def test_degrees_with_minutes_and_degrees_beyond_their_end() -> None:
    assert read_degrees("33°29'24\"N", most=90) == pytest.approx(33.49)
    assert read_degrees("38°39'36\"W", most=180) == pytest.approx(-38.66)
    assert read_degrees("33,490", most=90) == 33.49
    for cell in ("91", "-90.5", "north", datetime(2023, 10, 17)):
        with pytest.raises(CellRefused, match="from -90 to 90"):
            read_degrees(cell, most=90)


def test_a_point_in_one_cell() -> None:
    point = read_point("33.49, 38.66")
    assert point is not None
    assert (point.latitude, point.longitude) == (33.49, 38.66)
    with pytest.raises(CellRefused, match="is not a point"):
        read_point("somewhere")


def test_cells_as_people_read_them() -> None:
    assert [as_text(cell) for cell in (None, True, 3.0, 2.5, date(2023, 10, 17), datetime(2023, 10, 17, 14, 30))] == [
        "", "yes", "3", "2.5", "2023-10-17", "2023-10-17 14:30:00",
    ]  # fmt: skip
