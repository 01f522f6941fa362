"""How long work will still take."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ascertain.domain.pace import Pace


class Watch:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_what_is_left_follows_from_the_pace_so_far() -> None:
    watch = Watch()
    pace = Pace(watch)
    watch.now += 10
    assert pace.left(25, 100) == 30
    assert pace.left(100, 100) == 0


def test_nothing_is_told_before_there_is_something_to_go_by() -> None:
    watch = Watch()
    pace = Pace(watch)
    assert pace.left(50, 100) is None
    watch.now += 60
    assert pace.left(0, 100) is None
    assert pace.left(1, 1_000_000) is None
    assert pace.left(0, 0) is None


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.floats(0, 10**6))
def test_it_is_never_less_than_nothing(done: int, total: int, passed: float) -> None:
    watch = Watch()
    pace = Pace(watch)
    watch.now += passed
    left = pace.left(done, total)
    assert left is None or left >= 0
