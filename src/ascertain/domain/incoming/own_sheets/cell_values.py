"""What stands in a cell of the log's own sheets for a value, and which value is meant by such a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from ascertain.domain.fields import FieldType
from ascertain.domain.figures import NotAFigure, read_figure
from ascertain.domain.folding import fold
from ascertain.domain.incoming.fingerprints import second
from ascertain.domain.incoming.joined import join, split
from ascertain.domain.incoming.own_sheets.labels import NO, YES, AllLabels, Labels
from ascertain.domain.incoming.rows import FoundCell, Value
from ascertain.domain.incoming.target import Target
from ascertain.domain.messages import Message, say
from ascertain.domain.own_values import NotANumber, read_number

Shown = str | int | float | date | datetime | None
"""A cell as it is written."""
_T = FieldType
_TRUE = frozenset({YES, "y", "true", "1", "x"})
_FALSE = frozenset({NO, "n", "false", "0"})
_QUOTED = 40
_WITH_EXPONENT = re.compile(r"[-+]?\d(\.\d{1,20})?[eE][-+]?\d{1,2}")


class NotUnderstood(ValueError):
    """A cell means nothing in its column. `message` says why, and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def writer_of(target: Target, labels: AllLabels) -> Callable[[Value], Shown]:
    """What gives the cell for a value of this target."""
    codes = labels.of(target)
    if codes is not None:
        return lambda value: None if value is None else codes.shown(str(value))
    if target.several:
        return lambda value: join(value) or None if isinstance(value, tuple) else _plain(value)
    if target.type in (_T.FLAG, _T.YES_NO):
        return lambda value: None if value is None else (YES if value else NO)
    return _plain


def _plain(value: Value) -> Shown:
    return join(value) or None if isinstance(value, tuple) else value


def reader_of(
    target: Target, labels: AllLabels, words: Mapping[str, str | None] | None = None
) -> Callable[[FoundCell], Value]:
    """What gives the value that a cell of this target means; raises `NotUnderstood`. `words` tell of words that are in
    no list which code they stand for, None for none."""
    codes = labels.of(target)
    if codes is not None:
        return _with_words(codes, words) if words else lambda cell: read_code(cell, codes)
    if target.several:
        return lambda cell: split(text_of(cell))
    return _READERS.get(target.type, _text)


def text_of(cell: FoundCell) -> str:
    """A cell as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        moment = second(cell)
        return moment.date().isoformat() if moment.time() == time.min else moment.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def read_code(cell: FoundCell, codes: Labels) -> str | None:
    """The code that a cell means by its label or its key."""
    text = text_of(cell).strip()
    if not text:
        return None
    key = codes.key(text)
    if key is None:
        raise NotUnderstood(say("“{text}” is not in the list. Choose one of the list.", text=short(text)))
    return key


def _with_words(codes: Labels, words: Mapping[str, str | None]) -> Callable[[FoundCell], Value]:
    meant = {fold(word).strip(): key for word, key in words.items()}

    def read(cell: FoundCell) -> Value:
        word = fold(text_of(cell)).strip()
        return meant[word] if word in meant else read_code(cell, codes)

    return read


def short(text: str) -> str:
    """A text as a message quotes it."""
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"


def _text(cell: FoundCell) -> Value:
    return text_of(cell).strip() or None


def _long_text(cell: FoundCell) -> Value:
    text = text_of(cell)
    return text if text.strip() else None


def _flag(cell: FoundCell) -> Value:
    return bool(_yes_or_no(cell))


def _yes_or_no(cell: FoundCell) -> Value:
    if isinstance(cell, bool):
        return cell
    text = text_of(cell).strip().casefold()
    if not text:
        return None
    if text not in _TRUE | _FALSE:
        raise NotUnderstood(say("“{text}” is neither yes nor no.", text=short(text)))
    return text in _TRUE


def _number(cell: FoundCell) -> Value:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        if isinstance(cell, float) and not abs(cell) < float("inf"):
            raise NotUnderstood(say("“{text}” is not a number.", text=str(cell)))
        return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    text = text_of(cell).strip()
    if _WITH_EXPONENT.fullmatch(text):
        # As CSV holds very small and very large numbers. A person who types one into the log writes it out.
        return float(text)
    try:
        typed = read_number(text)
    except NotANumber as wrong:
        raise NotUnderstood(wrong.message) from None
    return (float(typed) if "." in typed else int(typed)) if typed else None


def _whole(cell: FoundCell) -> Value:
    number = _number(cell)
    if isinstance(number, float):
        raise NotUnderstood(say("“{text}” is not a whole number.", text=text_of(cell)))
    return number


def _figure(cell: FoundCell) -> Value:
    """A count, or a text that says it is unknown or between which bounds it lies."""
    if isinstance(cell, int | float):
        return _whole(cell)
    text = text_of(cell).strip()
    if not text:
        return None
    try:
        figure = read_figure(text)
    except NotAFigure as wrong:
        raise NotUnderstood(wrong.message) from None
    if figure.unknown:
        return "unknown"
    return figure.best if figure.low == figure.best == figure.high else text


def _day(cell: FoundCell) -> Value:
    found = _moment(cell)
    if not isinstance(found, datetime):
        return found
    if found.time() != time.min:
        text = say("“{text}” has a time of the day where a day belongs. Type it as 2023-10-17.", text=text_of(cell))
        raise NotUnderstood(text)
    return found.date()


def _moment(cell: FoundCell) -> date | datetime | None:
    if isinstance(cell, datetime):
        return second(cell)
    if isinstance(cell, date):
        return cell
    text = text_of(cell).strip()
    if not text:
        return None
    try:
        found = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        found = None
    if found is None or (isinstance(found, datetime) and found.tzinfo is not None):
        sentence = say("“{text}” is not a day or time. Type it as 2023-10-17 or 2023-10-17 14:30.", text=short(text))
        raise NotUnderstood(sentence)
    return second(found) if isinstance(found, datetime) else found


_READERS: dict[FieldType, Callable[[FoundCell], Value]] = {
    _T.LONG_TEXT: _long_text,
    _T.FLAG: _flag,
    _T.YES_NO: _yes_or_no,
    _T.NUMBER: _number,
    _T.INTEGER: _whole,
    _T.FIGURE: _figure,
    _T.DATE: _day,
    _T.TIME: _moment,
    _T.INSTANT: _moment,
}
