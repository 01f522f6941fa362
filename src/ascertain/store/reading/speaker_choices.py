"""The choices of a filter that asks who speaks of an incident and how, counted in the texts that incidents have of it
(`store.speakers`): to join three million statements to their incidents takes many times as long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select

from ascertain.domain.search import Search
from ascertain.store.reading.finding import found
from ascertain.store.reading.line import ReadLine
from ascertain.store.schema import table
from ascertain.store.speakers import BETWEEN, LETTERS, MOST_SOURCES, letter_of

_COLUMNS = {
    "source": "sources", "origin": "first_sources", "grade": "sources", "origin_grade": "first_sources",
    "stance": "stances",
}  # fmt: skip
"""The column that holds what a key asks for."""
_AT_ONCE = 200_000
"""So many characters are counted between two looks at whether somebody waits for something else."""
_FIRST_GRADE = 2
"""The number of the character that stands for the first grade: after the one that parts incidents."""


def are_told(line: ReadLine, key: str) -> bool:
    """Whether the log has texts in which the choices of `key` can be counted: not one of an older program that is only
    read, nor one with more sources than there are characters."""
    if _COLUMNS.get(key) not in line.time_index:
        return False
    last = line.scalar(select(func.max(table("source").c.id))) if key != "stance" else None
    return last is None or last <= MOST_SOURCES


def counted_entries(line: ReadLine, key: str, search: Search | None, limit: int) -> list[tuple[str, int]]:
    """The names of the sources that speak (`source`) or that statements go back to (`origin`), with the number of
    incidents, most frequent first."""
    counts = _letters(line, _text(line, key, search, ""))
    source = table("source").c
    named = [
        (-counts[letter_of(number)], name_key, number, name)
        for number, name_key, name in line.all(select(source.id, source.name_key, source.name))
        if letter_of(number) in counts
    ]
    return [(name, -count) for count, _, _, name in sorted(named)[:limit]]


def counted_stances(line: ReadLine, search: Search | None) -> Counter[str]:
    """The number of incidents of which a statement has each stance."""
    counts = _letters(line, _text(line, "stance", search, ""))
    return Counter({stance.value: counts[letter] for stance, letter in LETTERS.items() if letter in counts})


def counted_grades(line: ReadLine, key: str, search: Search | None) -> Counter[str]:
    """The number of incidents of which a source of each grade speaks (`grade`), or to which statements go back
    (`origin_grade`)."""
    source = table("source").c
    graded = line.all(select(source.id, source.reliability))
    grades = sorted({grade for _, grade in graded if grade is not None})
    letters = {grade: chr(_FIRST_GRADE + at) for at, grade in enumerate(grades)}
    translated = str.maketrans({letter_of(number): letters.get(grade, "") for number, grade in graded})
    sets: Counter[str] = Counter()
    for piece in _whole_pieces(line, _text(line, key, search, BETWEEN)):
        sets.update(piece.translate(translated).split(BETWEEN))
    counts: Counter[str] = Counter()
    for together, count in sets.items():
        for letter in set(together):
            counts[grades[ord(letter) - _FIRST_GRADE]] += count
    return counts


def _text(line: ReadLine, key: str, search: Search | None, between: str) -> str:
    column = table("incident").c[_COLUMNS[key]]
    return line.scalar(found(line, search, func.group_concat(column, between))) or ""


def _letters(line: ReadLine, text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for piece in _pieces(line, text):
        counts.update(piece)
    return counts


def _pieces(line: ReadLine, text: str) -> Iterator[str]:
    """The text in parts that are counted at a stretch."""
    pause = line.pause()
    for start in range(0, len(text), _AT_ONCE):
        pause()
        yield text[start : start + _AT_ONCE]


def _whole_pieces(line: ReadLine, text: str) -> Iterator[str]:
    """The same, each ending where an incident does."""
    pause = line.pause()
    start = 0
    while start < len(text):
        pause()
        end = text.find(BETWEEN, start + _AT_ONCE)
        end = end if end >= 0 else len(text)
        yield text[start:end]
        start = end + 1
