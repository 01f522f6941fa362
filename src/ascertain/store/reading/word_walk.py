"""The first incidents of an order that hold words which stand in much of the log.

The full-text index knows which incidents hold a word, not which of them come first: of a word in every fifth of a
million, 200,000 would be put in order to show 200 (0.3 s; of a first letter up to 1 s). So where a word is frequent the
order itself is walked, and the texts of the index are looked into until there are enough.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, func, or_, select
from sqlalchemy import table as plain_table
from sqlalchemy.sql import visitors

from ascertain.domain.rows import SortKey
from ascertain.domain.search import Not, Phrase, Search, Words
from ascertain.domain.search.asked import Asked, Run, asked_together
from ascertain.store.reading.batches import wanted
from ascertain.store.reading.line import ReadLine
from ascertain.store.reading.ordering import NEWEST_FIRST, order_by
from ascertain.store.reading.steering import steered
from ascertain.store.schema import table
from ascertain.store.searching import conditions
from ascertain.store.searching_text import asked_expression, rows_of_index

FREQUENT = 25_000
"""Incidents with all the words from which on the walk is quicker than to put them in order."""
_STEPS = (500, 1_500, 3_000, 5_000)
"""Incidents that are looked into in one question, before the index is asked after all."""
_TEXTS = plain_table("incident_search_content", *(column(name) for name in ("id", "c0", "c1", "c2", "c3")))


def first_with_words(line: ReadLine, search: Search, sort: Sequence[SortKey], limit: int) -> array[int] | None:
    """The first `limit` numbers of the order; None where the index is to be asked."""
    words = [term for term in search.terms if isinstance(term, Words | Phrase)]
    if not words or search.asks_for_trash or _walked(sort) is None:
        return None
    asked = [each for those in asked_together(words) for each in those]
    left_out = [term for term in search.terms if isinstance(term, Not) and isinstance(term.term, Words | Phrase)]
    rest = tuple(term for term in search.terms if term not in words and term not in left_out)
    others = conditions(Search(rest), line.surroundings)
    if not asked or any(isinstance(part, Select) for met in others for part in visitors.iterate(met)):
        # What is looked up in another table would be looked up again with each step.
        return None
    if not _frequent(line, asked):
        return None
    without = [_looks(_asked_of(term)) for term in left_out]
    return _looked_into(line, _Texts(asked, without, others), _order(line, sort), limit)


def _walked(sort: Sequence[SortKey]) -> SortKey | None:
    """The key of an order that an index holds: the time."""
    keys = tuple(sort) or NEWEST_FIRST
    return keys[0] if len(keys) == 1 and keys[0].field == "t_from" else None


def _order(line: ReadLine, sort: Sequence[SortKey]) -> Select[Any]:
    live: list[ColumnElement[Any]] = [table("incident").c.trashed_at.is_(None)]
    statement = select(table("incident").c.id).where(*live).order_by(*order_by(sort, line.vocabularies, line.fields))
    return steered(statement, live, time_index=line.time_index)


def _frequent(line: ReadLine, asked: Sequence[Asked]) -> bool:
    """Whether the words stand in much of the log. A single letter is taken to: the index has no list for it, and
    would gather all words that begin with it first."""
    if any(_is_letter(each) for each in asked):
        return True
    some = rows_of_index(asked_expression(asked)).limit(FREQUENT)
    return int(line.scalar(select(func.count()).select_from(some.subquery()))) == FREQUENT


def _is_letter(asked: Asked) -> bool:
    return not asked.whole and any(len(run) == 1 and len(run[0]) == 1 for run in asked.runs)


Looks = list[list[re.Pattern[str]]]
"""What a text must hold: any of each."""


@dataclass(frozen=True)
class _Texts:
    """What is asked of an incident: words that it holds, words that it does not hold together, and all else."""

    asked: Sequence[Asked]
    without: Sequence[Looks]
    others: Sequence[ColumnElement[bool]]

    def among(self, line: ReadLine, numbers: array[int]) -> Iterator[int]:
        """Which of these incidents are found."""
        incident, texts = table("incident"), _TEXTS.c
        every = texts.c0 + "\n" + texts.c1 + "\n" + texts.c2 + "\n" + texts.c3
        holds = (
            or_(*(and_(*(func.instr(every, word) > 0 for word in run)) for run in each.runs)) for each in self.asked
        )
        statement = (
            select(texts.id, texts.c0, texts.c1, texts.c2, texts.c3)
            .select_from(_TEXTS.join(incident, incident.c.id == texts.id))
            .where(texts.id.in_(wanted()), *self.others, *holds)
            .with_hint(incident, "NOT INDEXED", "sqlite")
        )
        looks = _looks(self.asked)
        for number, *parts in line.all(statement, {"ids": json.dumps(numbers.tolist())}):
            if _has(looks, parts) and not any(_has(each, parts) for each in self.without):
                yield number


def _looked_into(line: ReadLine, texts: _Texts, order: Select[Any], limit: int) -> array[int] | None:
    pause = line.pause()
    passed = line.ids(order.limit(sum(_STEPS)))
    given, start = array("q"), 0
    for step in _STEPS:
        pause()
        piece = passed[start : start + step]
        start += step
        having = set(texts.among(line, piece))
        given.extend(number for number in piece if number in having)
        if len(given) >= limit:
            return given[:limit]
    return given if len(passed) < sum(_STEPS) else None


def _asked_of(term: Not) -> Sequence[Asked]:
    inner = term.term
    return [each for those in asked_together([inner]) for each in those] if isinstance(inner, Words | Phrase) else ()


def _looks(asked: Sequence[Asked]) -> Looks:
    return [[_pattern(run, whole=each.whole) for run in each.runs] for each in asked]


def _has(looks: Looks, parts: Sequence[str]) -> bool:
    return all(any(look.search(part) for look in each for part in parts) for each in looks)


def _pattern(run: Run, *, whole: bool) -> re.Pattern[str]:
    """A run of words in a folded text, as the index parts them."""
    words = r"[\W_]+".join(re.escape(word) for word in run)
    return re.compile(rf"(?<![^\W_]){words}" + (r"(?![^\W_])" if whole else ""))
