"""Which part of all days is drawn: nearer, farther, earlier, later. Decides, and knows no widget."""

from __future__ import annotations

from ascertain.domain.timeline import Days

FEWEST_DAYS = 7
"""Nearer than this there is nothing more to see."""

STEP = 1.5
"""How much nearer one turn of the wheel or one key goes."""


def zoomed(shown: Days, whole: Days, factor: float, at: float) -> Days | None:
    """`shown` made shorter by `factor` (longer below 1) around the day `at`, which stays where it is; None: all."""
    length, all_days = _length(shown), _length(whole)
    wanted = round(length / factor)
    wanted = max(FEWEST_DAYS, min(wanted, length - 1) if factor > 1 else max(wanted, length + 1))
    if wanted >= all_days:
        return None
    share = min(max((at - shown[0]) / length, 0.0), 1.0)
    return _within(round(at - share * wanted), wanted, whole)


def zooms(shown: Days) -> bool:
    """Whether one can go nearer."""
    return _length(shown) > FEWEST_DAYS


def moved(shown: Days, whole: Days, share: float) -> Days:
    """`shown` moved by a share of its length, by a day at least, no further than the days go."""
    length = _length(shown)
    by = round(length * share) or (1 if share > 0 else -1)
    return _within(shown[0] + by, length, whole)


def _within(first: int, length: int, whole: Days) -> Days:
    first = max(whole[0], min(first, whole[1] - length + 1))
    return first, min(first + length - 1, whole[1])


def _length(days: Days) -> int:
    return days[1] - days[0] + 1
