"""How a staged file is best understood: a mapping proposed from its headings and cells, with what all rows tell."""

from __future__ import annotations

from itertools import islice

from ascertain.app.incoming.gathering import gathered
from ascertain.app.incoming.staged import Staged, StagedSheet
from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.evidence import Evidence, Order
from ascertain.domain.incoming.mapping import Mapping, SheetMapping
from ascertain.domain.incoming.meanings import meanings_of
from ascertain.domain.incoming.own_sheets.headings import OF
from ascertain.domain.incoming.profiles import OWN
from ascertain.domain.incoming.proposing import Sample, mapping_for, propose, settle
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies

SAMPLED = 200
"""Rows by which a sheet is judged."""


def samples_of(staged: Staged) -> tuple[Sample, ...]:
    """A part of each sheet that has rows."""
    return tuple(_sample(sheet) for sheet in staged.sheets if sheet.rows)


def understand(
    staged: Staged, fields: Fields, vocabularies: Vocabularies, profile: str = "", conduct: Conduct | None = None
) -> Mapping:
    """The mapping that is proposed, by a profile where one is named, after all rows were seen. Raises `Cancelled`."""
    samples = samples_of(staged)
    mapping = mapping_for(profile, samples, fields, vocabularies) if profile else propose(samples, fields, vocabularies)
    for sheet in mapping.sheets:
        mapping = settle(mapping, sheet.sheet, _evidence(staged, sheet, conduct), fields)
    return mapping


def ambiguous(staged: Staged, mapping: Mapping, fields: Fields) -> tuple[str, ...]:
    """The headings of the columns whose dates can be read both ways, where nothing says which one is meant."""
    if mapping.day_first is not None:
        return ()
    open_: list[str] = []
    for sheet in mapping.sheets:
        known = {meaning.key: meaning for meaning in meanings_of(sheet.kind, fields)}
        evidence = _evidence(staged, sheet)
        for use in sheet.columns:
            meaning = known.get(use.target)
            told = evidence[use.at] if use.at < len(evidence) else Evidence()
            if meaning is not None and meaning.is_day and told.order in (Order.OPEN, Order.BOTH):
                open_.append(use.heading)
    return tuple(open_)


def _evidence(staged: Staged, sheet: SheetMapping, conduct: Conduct | None = None) -> tuple[Evidence, ...]:
    found = next((each for each in staged.sheets if each.name == sheet.sheet), None)
    return () if found is None else gathered(found, sheet.heading_row, conduct or Conduct())


def left_out(mapping: Mapping) -> tuple[str, ...]:
    """The headings of the columns of a log's own sheets for which this log has no field."""
    if mapping.profile != OWN:
        return ()
    uses = (use for sheet in mapping.sheets for use in sheet.columns if not use.target)
    return tuple(use.heading for use in uses if use.heading not in ("", OF))


def _sample(sheet: StagedSheet) -> Sample:
    rows = islice(((number, cells) for number, cells in sheet.read() if number > sheet.heading_row), SAMPLED)
    return Sample(sheet.name, sheet.headings, tuple(cells for _, cells in rows), sheet.heading_row)
