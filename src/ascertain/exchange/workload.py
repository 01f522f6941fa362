"""Incidents as rows of sheets, for the formats that are made of sheets."""

from __future__ import annotations

from ascertain.exchange.outgoing import Outgoing
from ascertain.exchange.own_sheets.writing import CELL_HOLDS, own_workload
from ascertain.exchange.sheets import Workload


def workload_of(outgoing: Outgoing, longest: int | None = CELL_HOLDS) -> Workload:
    """The log's own sheets. `longest`: what a cell of the format holds, in UTF-16 units; None where there is no
    limit."""
    return own_workload(outgoing, longest)
