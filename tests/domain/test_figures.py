from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.figures import HIGHEST, NotAFigure, add_figures, disorder, read_figure, show_figure
from ascertain.domain.records import NOT_STATED, Figure


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low, best, high = sorted(draw(st.tuples(*[st.integers(0, HIGHEST - 1)] * 3)))
    given_parts = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    has_low, has_best, has_high = given_parts
    figure = Figure(low if has_low else None, best if has_best else None, high if has_high else None)
    return figure if figure.stated else Figure(unknown=draw(st.booleans()))


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("", NOT_STATED),
        ("  ", NOT_STATED),
        ("3", Figure.exactly(3)),
        ("three", Figure.exactly(3)),
        ("٣", Figure.exactly(3)),
        ("۱۲", Figure.exactly(12)),
        ("0", Figure.exactly(0)),
        ("none", Figure.exactly(0)),
        ("1,200", Figure.exactly(1200)),
        ("1 200 000", Figure.exactly(1_200_000)),
        ("2-5", Figure(2, None, 5)),
        ("2–5", Figure(2, None, 5)),
        ("2 to 5", Figure(2, None, 5)),
        ("two or three", Figure(2, None, 3)),
        ("between 2 and 5", Figure(2, None, 5)),
        ("٢–٥", Figure(2, None, 5)),
        ("3 (2–5)", Figure(2, 3, 5)),
        ("2-3-5", Figure(2, 3, 5)),
        ("3 (2+)", Figure(2, 3, None)),
        ("~3", Figure(best=3)),
        ("about 3", Figure(best=3)),
        ("100+", Figure(low=100)),
        (">=100", Figure(low=100)),
        ("≥ 100", Figure(low=100)),
        ("at least 100", Figure(low=100)),
        ("more than 100", Figure(low=101)),
        ("<= 5", Figure(high=5)),
        ("up to 5", Figure(high=5)),
        ("<5", Figure(high=4)),
        ("?", Figure(unknown=True)),
        ("؟", Figure(unknown=True)),
        ("Unknown", Figure(unknown=True)),
    ],
)
def test_a_count_is_read_as_it_is_typed(typed: str, figure: Figure) -> None:
    assert read_figure(typed) == figure


@pytest.mark.parametrize(
    "typed",
    [
        "many",
        "-3",
        "5-2",
        "3 (4-5)",
        "3 (x)",
        "3 (~4)",
        "1.5",
        "1e3",
        "1,20",
        "<0",
        "9" * 5000,
        "1000000000",
        "3 4",
        "²",
    ],
)
def test_what_is_no_count_is_said_to_be_none(typed: str) -> None:
    with pytest.raises(NotAFigure) as told:
        read_figure(typed)
    assert str(told.value.message).endswith(".")


@given(figures())
def test_a_count_shown_is_read_as_the_same(figure: Figure) -> None:
    assert read_figure(show_figure(figure)) == figure


@given(st.text(max_size=20) | st.text("0123456789-–~+()<>= ?,.٣", max_size=12))
def test_any_text_is_a_count_or_refused(text: str) -> None:
    try:
        figure = read_figure(text)
    except NotAFigure:
        return
    assert disorder(figure) is None
    assert read_figure(show_figure(figure)) == figure


@given(st.lists(figures(), max_size=5))
def test_a_sum_does_not_depend_on_order_and_is_in_order(parts: list[Figure]) -> None:
    total = add_figures(parts)
    assert add_figures(reversed(parts)) == total
    assert total.stated == any(part.stated for part in parts)
    if total.stated and total.high is not None:
        assert (total.low or 0) <= (total.best or 0) <= total.high


def test_a_sum_keeps_what_is_open() -> None:
    assert add_figures([]) == NOT_STATED
    assert add_figures([NOT_STATED, Figure.exactly(0)]) == Figure.exactly(0)
    assert add_figures([NOT_STATED, Figure(unknown=True)]) == Figure(unknown=True)
    assert add_figures([Figure.exactly(2), Figure(unknown=True)]) == Figure(2, 2, None)
    assert add_figures([Figure.exactly(2), Figure(low=100)]) == Figure(102, 102, None)
    assert add_figures([Figure.exactly(2), Figure(1, 2, 5), NOT_STATED]) == Figure(3, 4, 7)


@pytest.mark.parametrize(
    "figure", [Figure(5, 3, None), Figure(best=-1), Figure(best=HIGHEST), Figure(3, unknown=True), Figure(5, None, 2)]
)
def test_numbers_out_of_order_are_found(figure: Figure) -> None:
    assert disorder(figure) is not None
