"""What one column of a table can mean, for whatever reads a file into a log or writes a log into a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from ascertain.domain.fields import FieldType
from ascertain.domain.incoming.rows import RecordKind, Value

UID, BASE, REST, KEY = "uid", "base", "rest", "key"
"""What else a column can be for, beside the targets: the uid of the record, the fingerprints and the remainder that a
log writes beside its cells, and the number by which the file of somebody else tells its rows apart."""

Record = Any
"""What a row is made from and becomes: for an incident `Incident` or `IncidentContent`, for a source, document, actor
or place that record, and for the rest the rows of `incoming.told_rows`."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a column can mean.

    `key` names it in mappings, in JSON Lines and in the hidden columns of a sheet, and is unique among the targets of
    its kind; `label` is the English heading; `type` says what its values are (see `get`); `of` is the key of the field
    of `domain.fields` that it is, or is a part of, where it is of one.

    `get` gives the value that a record has:

    - TEXT, LONG_TEXT, LINK: a text, None where it is empty; where `several`, names as a tuple, as of ACTORS and TAGS;
    - CODE: the key of a code of `vocabulary`;
    - FLAG: true or false; YES_NO: these or None;
    - DATE: a day; INSTANT: a local time in UTC; TIME: a day, or a local time in the zone of the record;
    - INTEGER, NUMBER: a number; FIGURE: a number, or a text that `figures.read_figure` understands (`unknown`);
    - PLACE: the name of a place.

    `derived`: told by the log and never taken from a file. `column`: a column of the log's own sheets; the others are
    for files of other people alone. `needed`: a record cannot be without it.
    """

    key: str
    label: str
    kind: RecordKind
    type: FieldType
    get: Callable[[Record], Value]
    vocabulary: str | None = None
    width: int = 12
    of: str = ""
    derived: bool = False
    column: bool = True
    several: bool = False
    needed: bool = False


class Known(Protocol):
    """Which records a log has: from their number in it to their uid, and back."""

    def uid(self, kind: RecordKind, number: int) -> str | None:
        """The uid of the record of this number, None where the log has none."""

    def number(self, kind: RecordKind, uid: str) -> int | None:
        """The number of the record of this uid, None where the log has none."""


@dataclass(frozen=True, slots=True)
class KnownRecords:
    """Records of which kind, number and uid are told one by one."""

    records: tuple[tuple[RecordKind, int, str], ...] = ()

    def uid(self, kind: RecordKind, number: int) -> str | None:
        """See `Known.uid`."""
        return next((uid for of, has, uid in self.records if (of, has) == (kind, number)), None)

    def number(self, kind: RecordKind, uid: str) -> int | None:
        """See `Known.number`."""
        return next((number for of, number, has in self.records if (of, has) == (kind, uid)), None)


NOTHING_KNOWN = KnownRecords()
"""For where there is no log: names stay names."""
