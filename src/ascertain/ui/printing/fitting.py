"""How wide the columns of a printed table are: as their texts ask, all together as wide as the page."""

from __future__ import annotations

from collections.abc import Sequence


def fitted(natural: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Widths that add up to `room`: each column what it asks for where that fits, the rest in proportion; none less
    than its `least`, where all of these fit.

    `natural`: how wide each column would be with its texts in one line.
    """
    if not natural:
        return []
    if sum(natural) <= room:
        spare = (room - sum(natural)) / sum(natural) if sum(natural) else 0.0
        return [width * (1 + spare) for width in natural]
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    # What asks for no more than its even share gets it; the others share what is left.
    widths = list(least)
    open_ones = set(range(len(natural)))
    left = room
    while open_ones:
        even = left / len(open_ones)
        small = {at for at in open_ones if natural[at] <= even}
        if not small:
            break
        for at in small:
            widths[at] = natural[at]
            left -= natural[at]
        open_ones -= small
    asked = sum(natural[at] for at in open_ones)
    for at in open_ones:
        widths[at] = natural[at] * left / asked
    return _not_below(widths, least, room)


def _not_below(widths: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Raise what is too narrow, at the cost of what has room to give."""
    raised = [max(width, low) for width, low in zip(widths, least, strict=True)]
    over = sum(raised) - room
    giving = [width - low for width, low in zip(raised, least, strict=True)]
    total = sum(giving)
    if over <= 0 or total <= 0:
        return raised
    return [width - give * over / total for width, give in zip(raised, giving, strict=True)]
