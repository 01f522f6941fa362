"""Incidents as rows of sheets, for the formats that are made of sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ascertain.domain.records import Incident
from ascertain.exchange import totals_sheet
from ascertain.exchange.incident_sheets import IncidentSheets
from ascertain.exchange.outgoing import Outgoing
from ascertain.exchange.sheets import Block, Workload


def workload_of(outgoing: Outgoing) -> Workload:
    """The sheets of incidents and of what belongs to them, and the totals."""
    sheets = IncidentSheets(outgoing.vocabularies, outgoing.keys, outgoing.fields)
    plans = (*sheets.plans, totals_sheet.PLAN)
    blocks = _blocks(outgoing, sheets, outgoing.incidents)
    return Workload(plans, blocks, outgoing.total, outgoing.right_to_left)


def _blocks(outgoing: Outgoing, sheets: IncidentSheets, incidents: Iterable[Incident]) -> Iterator[Block]:
    """The rows of each incident; the totals of all stand with those of the first."""
    totals = totals_sheet.rows(*outgoing.counted())
    for incident in incidents:
        yield (*sheets.block(incident), totals)
        totals = ()
    if totals:
        yield (*((),) * len(sheets.plans), totals)
