"""The rows of the log's own sheets, by a mapping in which a person may have passed over some of their columns."""

from __future__ import annotations

from ascertain.domain.incoming.mapping import Mapping, SheetMapping
from ascertain.domain.incoming.own_sheets.headings import OF
from ascertain.domain.incoming.own_sheets.long_texts import LongTexts
from ascertain.domain.incoming.own_sheets.reading import OwnSheetReader
from ascertain.domain.incoming.rows import FoundCell
from ascertain.domain.own_fields import Fields
from ascertain.domain.vocabulary import Vocabularies


def own_reader(
    sheet: SheetMapping,
    mapping: Mapping,
    fields: Fields,
    vocabularies: Vocabularies,
    long_texts: LongTexts | None = None,
) -> OwnSheetReader:
    """The reader of a sheet that a log has written."""
    width = max((use.at + 1 for use in sheet.columns), default=0)
    headings: list[FoundCell] = [None] * width
    made = {own.key: " ".join(own.label.split()) for own in mapping.fields}
    for use in sheet.columns:
        headings[use.at] = use.heading if use.target or use.heading == OF else None
        if use.target in made and " ".join(use.heading.split()) != made[use.target]:
            # A column that somebody added, and that became a field under another name.
            headings[use.at] = use.target
    return OwnSheetReader(sheet.sheet, headings, fields, vocabularies, long_texts, sheet.kind, mapping.codes)
