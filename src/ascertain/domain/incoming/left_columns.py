"""The columns of a file that are not taken, so that nobody has to find out afterwards."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass

from ascertain.domain.incoming.evidence import Evidence
from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.own_sheets.headings import OF


@dataclass(frozen=True, slots=True)
class LeftColumn:
    """A column that is not taken: its sheet, its place from 0, its heading, and how many of its cells are filled."""

    sheet: str
    at: int
    heading: str
    filled: int


def left_columns(mapping: Mapping, gathered: MappingOf[str, Sequence[Evidence]]) -> tuple[LeftColumn, ...]:
    """The columns of the sheets that are read in which something stands and that are taken for nothing, sheet by
    sheet. `gathered` is what all cells tell, by the name of the sheet."""
    found = []
    for sheet in mapping.sheets:
        evidence = gathered.get(sheet.sheet, ())
        used = {use.at: use for use in sheet.columns}
        for at, told in enumerate(evidence):
            use = used.get(at)
            if told.filled and (use is None or not (use.target or use.heading == OF)):
                found.append(LeftColumn(sheet.sheet, at, "" if use is None else use.heading, told.filled))
    return tuple(found)
