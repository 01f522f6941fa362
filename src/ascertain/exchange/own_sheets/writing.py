"""All sheets of what is written, block by block: each incident with its statements, assertions and links, then what
they name of the library, then the codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ascertain.domain.incoming.own_sheets.codebook import NAME as CODEBOOK
from ascertain.domain.incoming.own_sheets.headings import LONG_TEXTS
from ascertain.domain.incoming.own_sheets.labels import AllLabels
from ascertain.domain.incoming.own_sheets.long_texts import HEADINGS
from ascertain.domain.incoming.rows import RecordKind
from ascertain.exchange import totals_sheet
from ascertain.exchange.outgoing import Outgoing
from ascertain.exchange.own_sheets import codebook
from ascertain.exchange.own_sheets.columns import shown_targets
from ascertain.exchange.own_sheets.rows import Overlong, Row, RowWriter
from ascertain.exchange.own_sheets.walk import OwnWalk
from ascertain.exchange.sheets import Block, CellKind, Column, SheetPlan, Workload

CELL_HOLDS = 32_767
"""Characters of one cell, in UTF-16 units (Excel specifications and limits)."""

_K = RecordKind
_ORDER = (
    _K.INCIDENT.value, _K.STATEMENT.value, _K.ASSERTION.value, _K.SOURCE.value, _K.DOCUMENT.value, _K.ACTOR.value,
    _K.PLACE.value, _K.LINK.value, CODEBOOK, totals_sheet.PLAN.name, LONG_TEXTS,
)  # fmt: skip
_WIDTHS = (9, 7, 14, 30, 22, 60)
_LONG_PLAN = SheetPlan(
    LONG_TEXTS,
    tuple(
        Column(heading.lower(), heading, width, CellKind.LONG_TEXT if heading == "Text" else CellKind.TEXT)
        for heading, width in zip(HEADINGS, _WIDTHS, strict=True)
    ),
    edited=True,
)


class OwnSheets:
    """The sheets of one thing that is written. Their blocks can be read once."""

    def __init__(self, outgoing: Outgoing, longest: int | None = CELL_HOLDS) -> None:
        """`longest` is how many UTF-16 units a cell holds, None where there is no limit."""
        self._outgoing = outgoing
        self._overlong = Overlong(longest)
        self._used: Counter[tuple[str, str]] = Counter()
        self._walk = OwnWalk(outgoing)
        labels = AllLabels(outgoing.vocabularies)
        self._writers = {
            kind: RowWriter(
                kind, shown_targets(kind, outgoing.fields, outgoing.keys), labels, self._overlong, self._used
            )
            for kind in RecordKind
        }
        plans = [writer.plan for writer in self._writers.values()]
        plans += [codebook.plan(outgoing.vocabularies), totals_sheet.PLAN, _LONG_PLAN]
        by_name = {plan.name: plan for plan in plans}
        self.plans = tuple(by_name[name] for name in _ORDER)

    def blocks(self) -> Iterator[Block]:
        """The rows of each incident, the totals of all with those of the first; then the library and the codebook."""
        totals = totals_sheet.rows(*self._outgoing.counted())
        for incident in self._walk.incidents():
            rows: dict[str, list[Row]] = {}
            for kind, record, uid in self._walk.of_incident(incident):
                rows.setdefault(kind.value, []).append(self._row(kind, record, uid))
            yield self._block({**rows, totals_sheet.PLAN.name: totals})
            totals = ()
        for kind, entries in self._walk.library():
            yield self._block({kind.value: [self._row(kind, entry, uid) for uid, entry in entries]})
        codes = tuple(codebook.rows(self._outgoing.vocabularies, self._used, self._outgoing.fields))
        yield self._block({CODEBOOK: codes, totals_sheet.PLAN.name: totals})

    def incidents(self) -> Iterator[Block]:
        """The rows of the sheet of incidents alone."""
        for incident in self._walk.incidents():
            yield ((self._row(_K.INCIDENT, incident, incident.uid),),)

    def _block(self, rows: Mapping[str, Sequence[Row]]) -> Block:
        found = {**rows, LONG_TEXTS: self._overlong.fetch()}
        return tuple(tuple(found.get(name, ())) for name in _ORDER)

    def _row(self, kind: RecordKind, record: object, uid: str) -> Row:
        return self._writers[kind].row(record, uid, self._walk.uids)


def own_workload(outgoing: Outgoing, longest: int | None = CELL_HOLDS) -> Workload:
    """The log's own sheets, for the formats that are made of sheets."""
    sheets = OwnSheets(outgoing, longest)
    return Workload(sheets.plans, sheets.blocks(), outgoing.total, outgoing.right_to_left)


def incidents_workload(outgoing: Outgoing) -> Workload:
    """The sheet of incidents alone, whose cells hold texts of any length."""
    sheets = OwnSheets(outgoing, None)
    plans = tuple(plan for plan in sheets.plans if plan.name == _K.INCIDENT.value)
    return Workload(plans, sheets.incidents(), outgoing.total, outgoing.right_to_left)
