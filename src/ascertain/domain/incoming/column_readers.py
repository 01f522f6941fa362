"""How the cells of one column become values: a function for each column, made once for all rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from ascertain.domain.fields import FieldType
from ascertain.domain.figures import show_figure
from ascertain.domain.folding import fold
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
    short,
)
from ascertain.domain.incoming.code_words import NEW, code_words
from ascertain.domain.incoming.days import month_of, read_clock, read_day
from ascertain.domain.incoming.mapping import ColumnUse
from ascertain.domain.incoming.mapping import Mapping as HowRead
from ascertain.domain.incoming.meanings import WRITTEN_AT, Meaning
from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.messages import say
from ascertain.domain.times.reckoning import Calendars
from ascertain.domain.vocabulary import Vocabularies, Vocabulary

Reader = Callable[[FoundCell], object]
"""Raises `CellRefused`. What it gives is a `Value`, or for a part what `incoming.joining` makes values of."""

_F = FieldType
_LONG = 16
"""Digits that no count of seconds has."""


def column_reader(
    meaning: Meaning,
    use: ColumnUse,
    mapping: HowRead,
    vocabularies: Vocabularies,
    calendars: Calendars | None = None,
) -> Reader:
    """The reader for a column that means this. `calendars` knows others than ours."""
    given = mapping.codes.get(meaning.words, {})
    if meaning.type is _F.CODE and meaning.vocabulary is not None:
        return _of_codes(vocabularies[meaning.vocabulary], given)
    plain = _plain_reader(meaning, use, mapping, calendars)
    return _with_words(plain, given) if given else plain


def _plain_reader(meaning: Meaning, use: ColumnUse, mapping: HowRead, calendars: Calendars | None) -> Reader:
    comma = mapping.decimal_comma
    if meaning.key in _BY_KEY:
        return _BY_KEY[meaning.key]
    if meaning.several:
        return lambda cell: read_list(cell, use.separator)
    match meaning.type:
        case _F.TIME:
            return lambda cell: read_day(
                cell, day_first=mapping.day_first, zone=mapping.zone, calendars=calendars, calendar=mapping.calendar
            )
        case _F.DATE:
            return lambda cell: _whole_day(cell, mapping, calendars)
        case _F.FIGURE if meaning.key.endswith("_best"):
            return lambda cell: _best(cell, decimal_comma=comma)
        case _F.FIGURE:
            return lambda cell: show_figure(read_count(cell, decimal_comma=comma)) or None
        case _F.INTEGER:
            return lambda cell: read_whole(cell, decimal_comma=comma)
        case _F.NUMBER:
            return lambda cell: read_number(cell, decimal_comma=comma)
        case _F.FLAG | _F.YES_NO:
            return read_yes_no
        case _F.LONG_TEXT:
            return read_long_text
    return read_line


_BY_KEY: Mapping[str, Reader] = {
    "place_latitude": lambda cell: read_degrees(cell, most=90),
    "place_longitude": lambda cell: read_degrees(cell, most=180),
    "coordinates": read_point,
    "when_month": month_of,
    "when_clock": read_clock,
    WRITTEN_AT: lambda cell: int(as_text(cell)) if as_text(cell).isdecimal() and len(as_text(cell)) < _LONG else None,
}


def _best(cell: FoundCell, *, decimal_comma: bool) -> int | str | None:
    """The best count, as a number or the word `unknown`."""
    figure = read_count(cell, decimal_comma=decimal_comma)
    if figure.best is not None:
        return figure.best
    if not figure.stated:
        return "unknown" if figure.unknown else None
    raise CellRefused(
        say(
            "“{value}” is no single count. Type one number, or choose the whole count for this column.",
            value=short(cell),
        )
    )


def _whole_day(cell: FoundCell, mapping: HowRead, calendars: Calendars | None) -> date | None:
    read = read_day(cell, day_first=mapping.day_first, calendars=calendars, calendar=mapping.calendar)
    if read is None:
        return None
    if read.first != read.last and read.last is not None:
        raise CellRefused(say("“{value}” is more than one day. Write one as 2023-10-17.", value=short(cell)))
    return date(read.first.year, read.first.month, read.first.day)


def _of_codes(vocabulary: Vocabulary, given: Mapping[str, str | None]) -> Reader:
    words = code_words(vocabulary, given)

    def read(cell: FoundCell) -> object:
        text = read_line(cell)
        if text is None:
            return None
        word = fold(text)
        if word in words:
            return words[word]
        before, _, inside = text.partition("(")
        for part in (before, inside.rstrip(") ")) if inside else ():
            if fold(part) in words:
                return words[fold(part)]
        raise CellRefused(
            say(
                "“{value}” is no code of the list “{list}”. Choose what it stands for, add it to the list, or leave it "
                "out.",
                value=short(text),
                list=vocabulary.label,
            )
        )

    return read


def _with_words(plain: Reader, given: Mapping[str, str | None]) -> Reader:
    """What stands for something else is read in its place."""
    words = {fold(word): meant for word, meant in given.items()}

    def read(cell: FoundCell) -> object:
        meant = words.get(fold(as_text(cell)), NEW)
        if meant == NEW:
            return plain(cell)
        return None if meant is None else plain(meant)

    return read
