"""From a cell as a file has it to a value: texts, numbers, counts, yes and no, several names, a point.

A cell that cannot be taken raises `CellRefused`, whose message says why and what to do.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from ascertain.domain.coordinates import NotCoordinates, read_coordinates
from ascertain.domain.figures import HIGHEST, NotAFigure, read_figure
from ascertain.domain.folding import fold
from ascertain.domain.geography import Point
from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.messages import Message, say
from ascertain.domain.records import NOT_STATED, Figure
from ascertain.domain.texts import LINE_LIMIT, TEXT_LIMIT

SHOWN = 60
"""Characters of a cell that a message quotes."""

_NOT_KEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
_PARTED_BY_SIGN = re.compile(r"[;|؛\n\r]")
_ALIKE = {";": ";؛", ",": ",،"}

_SPACES_IN_NUMBER = re.compile("(?<=\\d)[ \u00a0\u2009\u202f'’_٬](?=\\d{3}(?!\\d))")
_POINTS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_COMMAS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?")
_LONGEST = 40

_YES_WORDS = "yes y true t 1 x ✓ ✔ oui vrai si sí sim verdadero ja wahr evet doğru نعم اجل بله بلی صحیح درست כן"
_NO_WORDS = "no n false f 0 ✗ ✘ non faux falso nein falsch hayır yanlış لا كلا نه خیر לא"
_YES, _NO = (frozenset(map(fold, words.split())) for words in (_YES_WORDS, _NO_WORDS))


class CellRefused(ValueError):
    """A cell cannot be taken. `message` says why, and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


def as_text(cell: FoundCell) -> str:
    """The text of a cell as a person would read it: nothing for an empty one, numbers without a needless fraction."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def short(cell: FoundCell) -> str:
    """The cell as a message quotes it."""
    text = as_text(cell).strip("\ufeff \t\r\n")
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def read_line(cell: FoundCell) -> str | None:
    """A single line."""
    text = as_text(cell).strip()
    if not text:
        return None
    if len(text) > LINE_LIMIT or not text.isprintable():
        _check(text, LINE_LIMIT)
        if _LINE_BREAK.search(text):
            raise CellRefused(say("This must be a single line. Take the line break out."))
    return text


def read_long_text(cell: FoundCell, limit: int = TEXT_LIMIT) -> str | None:
    """A text of several lines."""
    text = as_text(cell).strip()
    if not text:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > limit or not text.isprintable():
        _check(text, limit)
    return text


def read_list(cell: FoundCell, separator: str = "") -> tuple[str, ...] | None:
    """Several lines, in their order, each once: parted by `separator`, or by a semicolon, a bar or a line break."""
    text = as_text(cell)
    parts = [text] if separator else _PARTED_BY_SIGN.split(text)
    for sign in _ALIKE.get(separator, separator):
        parts = [piece for part in parts for piece in part.split(sign)]
    found = dict.fromkeys(line for part in parts if (line := read_line(part)) is not None)
    return tuple(found) or None


def read_number(cell: FoundCell, *, decimal_comma: bool = False) -> int | float | None:
    """A number. Digits may be of any script, groups of three parted; what a comma and a point mean says
    `decimal_comma` wherever it is not plain."""
    if isinstance(cell, int | float):
        if isinstance(cell, float) and (cell != cell or cell in (float("inf"), float("-inf"))):
            raise CellRefused(_no_number(cell))
        return int(cell) if isinstance(cell, bool) or (isinstance(cell, float) and cell.is_integer()) else cell
    if cell is None:
        return None
    if not isinstance(cell, str):
        raise CellRefused(_no_number(cell))
    text = cell.strip()
    if not text:
        return None
    if text.isdecimal() and text.isascii() and len(text) <= 18:
        return int(text)
    typed = _plain_number(text, decimal_comma=decimal_comma)
    if len(typed) > _LONGEST or not _NUMBER.fullmatch(typed):
        raise CellRefused(_no_number(cell))
    number = float(typed)
    if number in (float("inf"), float("-inf")):
        raise CellRefused(_no_number(cell))
    if typed.lstrip("+-").isdecimal():
        return int(typed)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def read_whole(cell: FoundCell, *, decimal_comma: bool = False) -> int | None:
    """A number without a fraction."""
    number = read_number(cell, decimal_comma=decimal_comma)
    if isinstance(number, float):
        raise CellRefused(say("“{value}” is not a whole number. Type one without a fraction.", value=short(cell)))
    return number


def read_count(cell: FoundCell, *, decimal_comma: bool = False) -> Figure:
    """A count: `3`, `3–5`, `at least 3`, `unknown`; nothing is `NOT_STATED`."""
    if cell is None or cell == "":
        return NOT_STATED
    if isinstance(cell, str) and not (cell.isdecimal() and cell.isascii()):
        typed = _plain_number(cell.strip(), decimal_comma=decimal_comma)
        try:
            whole = float(typed) if _NUMBER.fullmatch(typed) and len(typed) <= _LONGEST else None
            if whole is None:
                return read_figure(cell)
        except NotAFigure as wrong:
            raise CellRefused(wrong.message) from None
    count = read_whole(cell, decimal_comma=decimal_comma)
    if count is None:
        return NOT_STATED
    if count < 0:
        raise CellRefused(say("A count cannot be below 0."))
    if count >= HIGHEST:
        raise CellRefused(say("A count must be below 1,000,000,000."))
    return Figure.exactly(count)


def read_yes_no(cell: FoundCell) -> bool | None:
    """Yes or no, in words of several languages, as 1 or 0, or as a tick."""
    if isinstance(cell, bool):
        return cell
    text = as_text(cell).strip()
    if not text:
        return None
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellRefused(say("“{value}” is neither yes nor no. Type one of these words.", value=short(cell)))


def read_point(cell: FoundCell) -> Point | None:
    """A point in any notation of `domain.coordinates`."""
    text = as_text(cell).strip()
    if not text:
        return None
    try:
        point = read_coordinates(text)
    except NotCoordinates as wrong:
        raise CellRefused(wrong.message) from None
    if point is None:
        raise CellRefused(say("“{value}” is not a point. Write it as 33.49, 38.66.", value=short(cell)))
    return point


def read_degrees(cell: FoundCell, *, most: int) -> float | None:
    """Latitude (`most` 90) or longitude (180) in degrees: a number, or degrees with minutes, seconds and a side."""
    text = as_text(cell).strip()
    if not text:
        return None
    try:
        # Degrees have no groups of three: the one mark that there is stands before the fraction.
        number = read_number(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except CellRefused:
        number = _in_minutes(text, most)
    if number is None or not -most <= number <= most:
        name = say("Latitude") if most == 90 else say("Longitude")
        raise CellRefused(
            say(
                "“{value}”: {name} goes from -{most} to {most} degrees. Write it as 33.49.",
                value=short(text), name=name, most=most,
            )
        )  # fmt: skip
    return float(number)


def _in_minutes(text: str, most: int) -> float | None:
    """Half a point: the other half is taken to be zero."""
    try:
        point = read_coordinates(f"{text}, 0 E" if most == 90 else f"0 N, {text}")
    except NotCoordinates:
        return None
    if point is None:
        return None
    return point.latitude if most == 90 else point.longitude


def _check(text: str, limit: int) -> None:
    if len(text) > limit:
        raise CellRefused(
            say(
                "This is too long: {count} characters, and {limit} fit. Shorten it.",
                count=f"{len(text):,}",
                limit=f"{limit:,}",
            )
        )
    if found := _NOT_KEPT.search(text):
        raise CellRefused(
            say(
                "Character {at} cannot be kept: it is a control code ({code}). Delete it.",
                at=found.start() + 1,
                code=f"U+{ord(found[0]):04X}",
            )
        )


def ascii_digits(text: str) -> str:
    """The text with ASCII digits, hyphens and points, without marks of direction."""
    if text.isascii():
        return text
    signs = []
    for sign in text:
        category = unicodedata.category(sign)
        if category == "Nd":
            signs.append(str(unicodedata.decimal(sign)))
        elif category == "Pd" or sign == "−":
            signs.append("-")
        elif category != "Cf":
            signs.append({"٫": ".", "،": ","}.get(sign, sign))
    return "".join(signs)


def _plain_number(text: str, *, decimal_comma: bool) -> str:
    """The text with a point before the fraction and nothing between groups."""
    typed = _SPACES_IN_NUMBER.sub("", ascii_digits(text)).strip().lower()
    if "," not in typed and not (decimal_comma and "." in typed):
        return typed
    both = "," in typed and "." in typed
    comma_last = typed.rfind(",") > typed.rfind(".")
    if _POINTS.fullmatch(typed) and (decimal_comma or (both and comma_last)):
        return typed.replace(".", "").replace(",", ".")
    if _COMMAS.fullmatch(typed) and (not decimal_comma or (both and not comma_last) or typed.count(",") > 1):
        return typed.replace(",", "")
    return typed.replace(",", ".") if typed.count(",") == 1 and not both else typed


def _no_number(cell: FoundCell) -> Message:
    return say("“{value}” is not a number. Type one such as 12 or -2.5.", value=short(cell))
