"""Going through a text by its sentences: which passage is selected next. Knows no widgets.

A selection is an anchor and a head, as characters of the text; without a passage the two are the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from ascertain.domain.sentences import Sentence

Selection = tuple[int, int]


def beside(known: Sequence[Sentence], selection: Selection, step: int) -> Selection | None:
    """The sentence after (`step` 1) or before (-1) what is selected; None where there is none.

    With nothing selected, the sentence in which the cursor stands.
    """
    start, end = min(selection), max(selection)
    if start == end:
        at = bisect_right(known, start, key=lambda each: each.start) - 1
        if at >= 0 and start < known[at].end:
            return _whole(known, at)
    if step > 0:
        at = bisect_left(known, end, key=lambda each: each.start)
    else:
        at = bisect_right(known, start, key=lambda each: each.end) - 1
    return _whole(known, at) if 0 <= at < len(known) else None


def stretched(known: Sequence[Sentence], selection: Selection, step: int) -> Selection | None:
    """The selection with its head at the next end of a sentence in a direction; None where there is none."""
    anchor, head = selection
    if anchor == head:
        return beside(known, selection, step)
    if step > 0:
        if head < anchor:
            at = bisect_right(known, head, key=lambda each: each.start)
            return (anchor, min(known[at].start if at < len(known) else anchor, anchor))
        at = bisect_right(known, head, key=lambda each: each.end)
        return (anchor, known[at].end) if at < len(known) else None
    if head > anchor:
        at = bisect_left(known, head, key=lambda each: each.end) - 1
        if at >= 0 and known[at].end > anchor:
            return (anchor, known[at].end)
        head, anchor = anchor, max(selection)  # over the beginning, upwards
    at = bisect_left(known, head, key=lambda each: each.start) - 1
    return (anchor, known[at].start) if at >= 0 else None


def next_open(
    known: Sequence[Sentence], open_: Sequence[int], selection: Selection, step: int = 1, *, around: bool = False
) -> Selection | None:
    """The open sentence after (`step` 1) or before (-1) what is selected; `around`: from the beginning after the
    last."""
    start, end = min(selection), max(selection)
    if step > 0:
        first = start if start == end else end
        at = bisect_left(open_, first, key=lambda each: known[each].end - (1 if start == end else 0))
        while at < len(open_) and known[open_[at]].start < first and start != end:
            at += 1
    else:
        at = bisect_right(open_, start, key=lambda each: known[each].end) - 1
    if not 0 <= at < len(open_):
        if not around or not open_:
            return None
        at = 0 if step > 0 else len(open_) - 1
    return _whole(known, open_[at])


def _whole(known: Sequence[Sentence], at: int) -> Selection:
    return known[at].start, known[at].end
