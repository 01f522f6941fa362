"""How a table from elsewhere is read: which column means what, and what the words in it stand for."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field

from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.messages import Message
from ascertain.domain.own_fields import OwnField
from ascertain.domain.vocabulary import Code


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column is for. `at` is its place, from 0; `target` the key of one of `incoming.meanings`, empty where
    the column is passed over. `separator` parts several values in a cell, empty where a semicolon, a bar or a line
    break does. `why` tells why this was proposed, `score` how surely: from 0 to 1."""

    at: int
    heading: str
    target: str = ""
    separator: str = ""
    why: Message | None = field(default=None, compare=False)
    score: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """How one sheet is read: `heading_row` counts from 1, 0 where there are no headings."""

    sheet: str
    columns: tuple[ColumnUse, ...]
    kind: RecordKind = RecordKind.INCIDENT
    heading_row: int = 1


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a file is read.

    `profile` names where the columns come from (`own`, `acled`, `ucdp_ged`, `gtd`, `airwars`, or `plain`). `codes`
    tells for a target what a word in its cells stands for: the key of a code of the list (of a target that is no code:
    the text that is read in its place), None to leave it out, or a text that begins with `+` for a new code of that
    label. Words are compared folded. `day_first` is None where the dates tell by themselves, or a person has yet to
    say.
    """

    profile: str
    sheets: tuple[SheetMapping, ...]
    codes: MappingOf[str, MappingOf[str, str | None]] = field(default_factory=dict)
    day_first: bool | None = None
    decimal_comma: bool = False
    zone: str = "UTC"
    name: str = ""
    """Under which name it is kept."""
    comma_chosen: bool = False
    """Whether a person said of `decimal_comma` what it is: then the numbers of the file do not tell any more."""
    calendar: str = ""
    """Which calendar days in digits are of whose year is none of ours: `persian` or `islamic`; empty where nothing
    tells."""
    fields: tuple[OwnField, ...] = ()
    """Own fields that are made where the log has none of their key and a column is taken for them."""
    lists: MappingOf[str, Sequence[Code]] = field(default_factory=dict)
    """Codes that the file knows, by the name of their list: those that the log lacks are added where a row has them."""
    why: Message | None = field(default=None, compare=False)
    """Why this profile was proposed."""
