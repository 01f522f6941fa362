"""How many of the incidents that a search finds meet each of some terms: one reading for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import case, func

from ascertain.domain.search import Search, Term
from ascertain.store.reading.finding import counted, found
from ascertain.store.reading.line import ReadLine
from ascertain.store.searching import condition_of


def count_each(line: ReadLine, search: Search | None, terms: Sequence[Term]) -> list[int]:
    """How many of those that `search` finds each of the terms would leave; last of all how many it finds.

    A term that asks for the trash is counted as it would be asked: in the trash too.
    """
    asked = search or Search()
    apart = {at for at, term in enumerate(terms) if Search((term,)).asks_for_trash and not asked.asks_for_trash}
    # What is not known does not meet a condition of a CASE, which is left as soon as it cannot be met any more.
    together = [
        func.count(case((condition_of(term, line.surroundings), 1))) for at, term in enumerate(terms) if at not in apart
    ]
    *numbers, whole = line.all(found(line, search, *together, func.count()))[0]
    in_order = iter(numbers)
    return [
        counted(line, replace(asked, terms=(*asked.terms, term))) if at in apart else next(in_order)
        for at, term in enumerate(terms)
    ] + [whole]
