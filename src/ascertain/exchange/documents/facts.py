"""What was read from a document, as it comes from the process that reads: plain values, checked on arrival."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from ascertain.domain.texts import DOCUMENT_LIMIT

_LINE = 2_000
_MOST_CLUES, _MOST_LACKS = 60, 40


class Where(StrEnum):
    """Where in a document something stood."""

    META = "meta"
    """A tag or structured data in the head of a page; the clue says which."""
    PAGE = "page"
    """The visible part of a page: its heading, its line with the date."""
    ADDRESS = "address"
    PROPERTIES = "properties"
    """The properties of a PDF file."""
    MAIL = "mail"
    """The head of a message."""
    TEXT = "text"
    """The text itself."""
    FILE = "file"
    """The name of the file."""


class Doubt(StrEnum):
    """Why a value should be looked at before it is kept."""

    NONE = ""
    TWO_WAYS = "two_ways"
    """The day and the month of a date may be the other way round."""
    OTHER_DAY = "other_day"
    """Other days are told beside it, or it stands within the text and may be of what is told."""
    UTC = "utc"
    """The time is told in UTC, near midnight: where it was published the day may be another."""
    DISAGREE = "disagree"
    """Another place of the document says something else."""
    FILE_MADE = "file_made"
    """It is when the file was made."""
    GUESSED = "guessed"
    """Nothing says outright what it is."""


class Lack(StrEnum):
    """What is missing or was cut."""

    NO_TEXT = "no_text"
    NO_TEXT_LAYER = "no_text_layer"
    CUT = "cut"
    PAGES_CUT = "pages_cut"
    PAGES_UNREAD = "pages_unread"
    RIGHT_TO_LEFT_PDF = "right_to_left_pdf"
    WHOLE_PAGE = "whole_page"
    """No article could be told from the rest of the page, so all of its text was taken."""
    PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Clue:
    """A value for one field (`title`, `publisher`, `published_on`, `language`, `url`, `kind`) and where it stood;
    `what` names the tag or the words. Clues stand in the order in which they are believed."""

    field: str
    value: str
    where: Where
    what: str = ""
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read: the text, clues for the rest, and what is lacking."""

    form: str
    """`text`, `html`, `mhtml`, `pdf` or `mail`."""
    text: str = ""
    clues: tuple[Clue, ...] = ()
    lacks: tuple[tuple[Lack, int], ...] = ()
    encoding: str = ""
    encoding_certain: bool = True

    def to_json(self) -> str:
        """One line that `from_json` reads."""
        return json.dumps(asdict(self), ensure_ascii=False)


def from_json(line: str) -> Facts:
    """Read what `Facts.to_json` wrote. Nobody is trusted with it: raises ValueError for anything else."""
    read = json.loads(line)
    if not isinstance(read, dict):
        raise ValueError("no object")
    clues, lacks = _list(read, "clues", _MOST_CLUES), _list(read, "lacks", _MOST_LACKS)
    return Facts(
        form=_text(read.get("form"), 20),
        text=_text(read.get("text"), DOCUMENT_LIMIT),
        clues=tuple(_clue(each) for each in clues),
        lacks=tuple(_lack(each) for each in lacks),
        encoding=_text(read.get("encoding"), 40),
        encoding_certain=read.get("encoding_certain") is True,
    )


def _list(read: dict[str, Any], key: str, most: int) -> list[Any]:
    found = read.get(key)
    if not isinstance(found, list) or len(found) > most:
        raise ValueError(key)
    return found


def _clue(read: Any) -> Clue:
    if not isinstance(read, dict):
        raise ValueError("clue")
    return Clue(
        _text(read.get("field"), 40),
        _text(read.get("value"), _LINE),
        Where(_text(read.get("where"), 40)),
        _text(read.get("what"), _LINE),
        Doubt(_text(read.get("doubt"), 40)),
    )


def _lack(read: Any) -> tuple[Lack, int]:
    if not isinstance(read, list) or len(read) != 2 or type(read[1]) is not int or not 0 <= read[1] < 1 << 40:
        raise ValueError("lack")
    return Lack(_text(read[0], 40)), read[1]


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise ValueError("text")
    return value
