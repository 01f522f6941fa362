"""What the process that reads tables is asked for, and the words in which it answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

WORD = "--read-table"
"""The first argument that makes the program such a process. No name of a log begins like this."""
PLACE = "ASCERTAIN_TABLE_ORDER"
"""Where the order stands in its environment, which its owner alone can see."""

MOST_COLUMNS = 16_384
MOST_SHEETS = 250
LONGEST_NAME = 500
"""Characters of the name of a sheet, or of a key that names a column."""
MOST_CELLS = 120_000_000
MOST_LETTERS = 5_000_000
"""Characters of one cell: the longest text that a log holds."""
MOST_OF_BLOCK = 64 << 20
"""Bytes of one line of the answer."""


class Form(StrEnum):
    """A kind of file that rows are read from."""

    CSV = "csv"
    XLSX = "xlsx"
    XLSM = "xlsm"
    XLS = "xls"
    ODS = "ods"
    JSON_LINES = "jsonl"
    GEOJSON = "geojson"


class Failure(StrEnum):
    """Why a table could not be read."""

    UNREADABLE = "unreadable"
    NO_TABLE = "no_table"
    OTHER_BOOK = "other_book"
    """A workbook of a kind that is not read."""
    PAGE = "page"
    """A web page or XML that has the name of a workbook."""
    LOCKED = "locked"
    CUT = "cut"
    BOMB = "bomb"
    ENTITIES = "entities"
    TOO_LARGE = "too_large"
    TOO_WIDE = "too_wide"
    TOO_LONG = "too_long"
    """A cell is longer than anything that a log holds."""
    TOO_MANY = "too_many"
    FAR = "far"
    """A cell lies so far away that what is between does not fit into memory."""
    OPEN_QUOTE = "open_quote"
    NO_RECORD = "no_record"
    """A line of JSON Lines is no record."""
    NO_FEATURES = "no_features"
    NO_SHEET = "no_sheet"
    ENCODING = "encoding"


class Remark(StrEnum):
    """What was noticed in a file that was read, and that a person should know; with it goes how often."""

    UNDECODED = "undecoded"
    """Characters that are none in the encoding."""
    HIDDEN_ROWS = "hidden_rows"
    HIDDEN_SHEETS = "hidden_sheets"
    MERGED = "merged"
    UNCOMPUTED = "uncomputed"
    """Formulas whose result the file does not hold."""
    ERRORS = "errors"
    OLD_KIND = "old_kind"
    """An XLS does not tell a cell with an error from an empty one."""
    CENTRES = "centres"
    """Shapes of a map that were read as the point in their middle."""


class Unreadable(Exception):
    """A table cannot be read. `row` is where, 0 where it is not known; `what` a few letters that say more."""

    def __init__(self, failure: Failure, row: int = 0, what: str = "") -> None:
        super().__init__(failure.value)
        self.failure, self.row, self.what = failure, row, what


@dataclass(frozen=True, slots=True)
class Opening:
    """How a file is opened. None: find out. `sheet` is the one that alone is read; empty or None: all of them."""

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be read and within which limits: bytes of `memory`, `seconds` of computing; 0: none."""

    suffix: str = ""
    opening: Opening = field(default_factory=Opening)
    memory: int = 0
    seconds: int = 0
    cells: int = MOST_CELLS
    letters: int = MOST_LETTERS

    def to_environment(self) -> Mapping[str, str]:
        """As the process gets it."""
        return {PLACE: json.dumps(asdict(self))}

    @classmethod
    def from_environment(cls, surroundings: Mapping[str, str]) -> Order:
        """What stands there."""
        given = json.loads(surroundings[PLACE])
        return cls(**{**given, "opening": Opening(**given["opening"])})
