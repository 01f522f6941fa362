"""How the words of the legend share little room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ascertain.ui.charts.legend import levelled


@given(st.lists(st.integers(0, 400), max_size=8), st.integers(0, 2000))
def test_words_give_way_down_to_the_same_width(widths: list[int], room: int) -> None:
    fitted = levelled(widths, room)
    assert sum(fitted) <= max(room, 0)
    cut = {each for each, wanted in zip(fitted, widths, strict=True) if each < wanted}
    assert len(cut) <= 1
    assert all(each <= most for most in cut for each in fitted)
    if sum(widths) <= room:
        assert fitted == widths
    elif widths:
        assert room - sum(fitted) < len(widths), "room is left that a word could have"
