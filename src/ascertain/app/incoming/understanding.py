"""How a staged file is best understood: a mapping proposed from its headings and cells, with what all rows tell."""

from __future__ import annotations

from itertools import islice

from ascertain.app.incoming.gathering import gathered
from ascertain.app.incoming.opened import rows_shown
from ascertain.app.incoming.staged import Staged, StagedSheet
from ascertain.domain.conduct import Conduct
from ascertain.domain.incoming.evidence import Evidence, Order
from ascertain.domain.incoming.left_columns import LeftColumn, left_columns
from ascertain.domain.incoming.mapping import Mapping, SheetMapping
from ascertain.domain.incoming.meanings import meanings_of
from ascertain.domain.incoming.new_fields import fields_with
from ascertain.domain.incoming.proposing import Sample, mapping_for, propose, settle
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies


def samples_of(staged: Staged) -> tuple[Sample, ...]:
    """A part of each sheet that has rows."""
    return tuple(_sample(sheet) for sheet in staged.sheets if sheet.rows)


class Seen:
    """What all cells of the sheets of a staged file tell; each sheet is looked through once."""

    def __init__(self, staged: Staged, conduct: Conduct | None = None) -> None:
        self._staged, self._conduct = staged, conduct or Conduct()
        self._found: dict[tuple[str, int], tuple[Evidence, ...]] = {}

    def of(self, sheet: SheetMapping) -> tuple[Evidence, ...]:
        """What the cells of a sheet tell, column by column. Raises `Cancelled`."""
        place = sheet.sheet, sheet.heading_row
        if place not in self._found:
            found = next((each for each in self._staged.sheets if each.name == sheet.sheet), None)
            self._found[place] = () if found is None else gathered(found, sheet.heading_row, self._conduct)
        return self._found[place]

    def left(self, mapping: Mapping) -> tuple[LeftColumn, ...]:
        """The columns that are not taken though something stands in them. Raises `Cancelled`."""
        return left_columns(mapping, {sheet.sheet: self.of(sheet) for sheet in mapping.sheets})


def understand(
    staged: Staged,
    fields: Fields,
    vocabularies: Vocabularies,
    profile: str = "",
    conduct: Conduct | None = None,
    seen: Seen | None = None,
) -> Mapping:
    """The mapping that is proposed, by a profile where one is named, after all rows were seen. Raises `Cancelled`."""
    seen = seen or Seen(staged, conduct)
    samples = samples_of(staged)
    mapping = mapping_for(profile, samples, fields, vocabularies) if profile else propose(samples, fields, vocabularies)
    for sheet in mapping.sheets:
        mapping = settle(mapping, sheet.sheet, seen.of(sheet), fields)
    return mapping


def ambiguous(staged: Staged, mapping: Mapping, fields: Fields, seen: Seen | None = None) -> tuple[str, ...]:
    """The headings of the columns whose dates can be read both ways, where nothing says which one is meant."""
    if mapping.day_first is not None:
        return ()
    open_: list[str] = []
    fields, seen = fields_with(mapping, fields), seen or Seen(staged)
    for sheet in mapping.sheets:
        known = {meaning.key: meaning for meaning in meanings_of(sheet.kind, fields)}
        evidence = seen.of(sheet)
        for use in sheet.columns:
            meaning = known.get(use.target)
            told = evidence[use.at] if use.at < len(evidence) else Evidence()
            if meaning is not None and meaning.is_day and told.order in (Order.OPEN, Order.BOTH):
                open_.append(use.heading)
    return tuple(open_)


def _sample(sheet: StagedSheet) -> Sample:
    below = ((number, cells) for number, cells in sheet.read() if number > sheet.heading_row)
    rows = islice(below, rows_shown(sheet.name))
    return Sample(sheet.name, sheet.headings, tuple(cells for _, cells in rows), sheet.heading_row)
