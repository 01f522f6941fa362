"""What a column can be chosen to mean: each target, and parts that are put together into targets when a row is read."""

from __future__ import annotations

from dataclasses import dataclass

from ascertain.domain.fields import FieldType
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.target import BASE, KEY, REST, UID, Target
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.own_fields import Fields

OF = "of"
"""The part that holds the uid of the incident to which a statement, an assertion or a link belongs."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a column can mean. `vocabulary` is the code list of a code; `several`: a cell may hold several
    texts; `part`: put together with others into `targets` when a row is read; `repeats`: several columns may have
    it; `retired`: of a field that is no longer offered."""

    key: str
    label: str
    type: FieldType
    vocabulary: str | None = None
    several: bool = False
    part: bool = False
    targets: tuple[str, ...] = ()
    repeats: bool = False
    retired: bool = False

    @property
    def words(self) -> str:
        """Under which key the words for its codes stand in a mapping: that of the target in which the code ends up."""
        return self.targets[0] if self.part and self.vocabulary is not None else self.key

    @property
    def is_day(self) -> bool:
        """Whether its cells are days or moments."""
        return self.type in (FieldType.DATE, FieldType.TIME) and self.key != "when_clock"

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers."""
        return self.type in (FieldType.INTEGER, FieldType.NUMBER, FieldType.FIGURE)


_F = FieldType
_HEADS = ("low", "best", "high")

WRITTEN_AT = "written_at"
"""The part that holds when a record was changed last before its row was written."""

_BESIDE = (
    Meaning("country", "Country of the place", _F.CODE, "country"),
    Meaning("source_url", "Address of what the source says", _F.TEXT, several=True),
    Meaning("document_title", "Document", _F.TEXT, several=True),
    Meaning("quote", "Quote", _F.LONG_TEXT),
    Meaning("said_on", "Said on", _F.DATE),
    Meaning("origin", "Goes back to", _F.TEXT),
)


def _part(key: str, label: str, kind: FieldType, *targets: str, vocabulary: str | None = None) -> Meaning:
    return Meaning(key, label, kind, vocabulary, part=True, targets=targets)


def _repeated(key: str, label: str, kind: FieldType, target: str, *, several: bool = False) -> Meaning:
    return Meaning(key, label, kind, several=several, part=True, targets=(target,), repeats=True)


_PARTS = (
    _part(KEY, "The file's own key of the row", _F.TEXT),
    _part(WRITTEN_AT, "When the row was written, in seconds since 1970", _F.INTEGER),
    _part("coordinates", "Coordinates", _F.PLACE, "place_latitude", "place_longitude"),
    _part("when_year", "Year", _F.INTEGER, "t_from", "t_to", "precision"),
    _part("when_month", "Month", _F.INTEGER, "t_from", "t_to", "precision"),
    _part("when_day", "Day of the month", _F.INTEGER, "t_from", "t_to", "precision"),
    _part("when_clock", "Time of day", _F.TIME, "t_from", "precision"),
    _part("kind_broad", "Type, where no narrower one is stated", _F.CODE, "kind", vocabulary="kind"),
    _part("claimed", "Whether those to whom it is attributed claimed it", _F.YES_NO, "claimed_by"),
    *(
        _part(f"{what}_total_{head}", f"{label} in all ({head})", _F.INTEGER, f"{what}_unknown_{head}")
        for what, label in (("killed", "Killed"), ("injured", "Injured"))
        for head in _HEADS
    ),
    _repeated("notes_line", "A line of the notes, under its heading", _F.LONG_TEXT, "notes"),
    _repeated("more_sources", "A further source", _F.TEXT, "source", several=True),
)


_NAMED = (
    _part(UID, "The uid of the record", _F.TEXT),
    _part(BASE, "What the log wrote, as fingerprints", _F.TEXT),
    _part(REST, "What the log wrote beside the cells", _F.LONG_TEXT),
    _part(OF, "The uid of the incident", _F.TEXT),
)


def meanings_of(kind: RecordKind, fields: Fields) -> tuple[Meaning, ...]:
    """All that a column of a sheet of this kind can mean, in the order in which it is offered."""
    targets = (
        Meaning(
            target.key, target.label, target.type, target.vocabulary, target.several, retired=_retired(fields, target)
        )
        for target in targets_of(kind, fields)
        if not target.derived
    )
    return (*targets, *_BESIDE, *_PARTS, *_NAMED) if kind is RecordKind.INCIDENT else (*targets, *_NAMED)


def _retired(fields: Fields, target: Target) -> bool:
    field = fields.find(target.of) if target.of else None
    return field is not None and field.retired
