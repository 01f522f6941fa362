"""The columns of the log's own sheets: those of the targets, and three that people do not see."""

from __future__ import annotations

from collections.abc import Sequence

from ascertain.domain.fields import FieldType
from ascertain.domain.incoming.own_sheets.cell_values import writer_of
from ascertain.domain.incoming.own_sheets.headings import base_heading, headings_of
from ascertain.domain.incoming.own_sheets.labels import AllLabels
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.incoming.targets import BASE, REST, UID, Target, targets_of
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.vocabulary import Vocabularies
from ascertain.exchange.sheets import Cell, CellKind, Column

_T = FieldType
_KINDS = {
    _T.LONG_TEXT: CellKind.LONG_TEXT, _T.CODE: CellKind.CHOICE, _T.FLAG: CellKind.CHOICE, _T.YES_NO: CellKind.CHOICE,
    _T.DATE: CellKind.DAY, _T.TIME: CellKind.TIME, _T.INSTANT: CellKind.TIME, _T.INTEGER: CellKind.NUMBER,
    _T.FIGURE: CellKind.NUMBER, _T.NUMBER: CellKind.NUMBER, _T.LINK: CellKind.ADDRESS,
}  # fmt: skip
_FIRST = "ref"


def shown_targets(kind: RecordKind, fields: Fields, keys: Sequence[str] | None = None) -> tuple[Target, ...]:
    """The targets that are columns; of incidents those of the fields `keys` in their order, all where it is None, and
    the ref before them."""
    columns = [target for target in targets_of(kind, fields) if target.column]
    if kind is not RecordKind.INCIDENT or keys is None:
        return tuple(columns)
    wanted = dict.fromkeys((_FIRST, *keys))
    return tuple(target for key in wanted for target in columns if target.of == key)


def columns_of(targets: Sequence[Target], labels: AllLabels) -> tuple[Column, ...]:
    """The columns of a sheet with these targets, the hidden ones last."""
    headings = headings_of(targets)
    seen = (
        Column(
            target.key,
            headings[target.key],
            target.width,
            _KINDS.get(target.type, CellKind.TEXT) if target.kind is not RecordKind.ASSERTION or target.key != "field"
            else CellKind.CHOICE,
            tuple(labels.offered(target)),
            target.vocabulary or "",
        )
        for target in targets
    )  # fmt: skip
    hidden = ((UID, UID), (BASE, base_heading(headings)), (REST, REST))
    return (*seen, *(Column(key, heading, hidden=True) for key, heading in hidden))


class SeenCells:
    """The columns of one sheet that people see, and what stands in them for a record."""

    def __init__(
        self,
        kind: RecordKind,
        vocabularies: Vocabularies,
        fields: Fields = NO_OWN,
        keys: Sequence[str] | None = None,
    ) -> None:
        """`keys` are those of the fields of incidents that become columns, None for all."""
        labels = AllLabels(vocabularies)
        targets = shown_targets(kind, fields, keys)
        self.columns = tuple(column for column in columns_of(targets, labels) if not column.hidden)
        self._reads = tuple((target.get, writer_of(target, labels)) for target in targets)

    def cells(self, record: object) -> tuple[Cell, ...]:
        """What stands in the columns, in their order."""
        return tuple(write(get(record)) for get, write in self._reads)
