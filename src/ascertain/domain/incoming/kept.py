"""A mapping as it is kept under a name, and how it is laid over another file of the same kind."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ascertain.domain.incoming.cells import short
from ascertain.domain.incoming.heading_words import heading_key
from ascertain.domain.incoming.mapping import ColumnUse, Mapping, SheetMapping
from ascertain.domain.incoming.profiles import NAMES, PLAIN
from ascertain.domain.incoming.proposing import Sample
from ascertain.domain.incoming.rows import RecordKind

VERSION = 1


def mapping_to_plain(mapping: Mapping) -> dict[str, Any]:
    """The mapping as values for JSON."""
    return {
        "version": VERSION,
        "name": mapping.name,
        "profile": mapping.profile,
        "sheets": [_plain_sheet(sheet) for sheet in mapping.sheets],
        "codes": {target: dict(words) for target, words in mapping.codes.items()},
        "day_first": mapping.day_first,
        "decimal_comma": mapping.decimal_comma,
        "zone": mapping.zone,
    }


def mapping_from_plain(told: object) -> Mapping | None:
    """The mapping that such values tell; None where they tell none. What is not understood is passed over."""
    if not isinstance(told, dict) or not isinstance(told.get("sheets"), list):
        return None
    sheets = tuple(found for each in told["sheets"] if (found := _sheet(each)) is not None)
    profile, zone, name = told.get("profile"), told.get("zone"), told.get("name")
    day_first = told.get("day_first")
    return Mapping(
        profile if isinstance(profile, str) and profile in NAMES else PLAIN,
        sheets,
        _codes(told.get("codes")),
        day_first if isinstance(day_first, bool) else None,
        told.get("decimal_comma") is True,
        zone if isinstance(zone, str) and zone else "UTC",
        name if isinstance(name, str) else "",
    )


def fitted(mapping: Mapping, samples: Sequence[Sample]) -> Mapping:
    """The mapping for a file with such sheets. A sheet is found by its name, else by its headings; a column by its
    heading, and by its place only where the sheet has no headings. What is not found is passed over."""
    taken: set[str] = set()
    sheets = []
    for sheet in mapping.sheets:
        sample = _sample_for(sheet, [each for each in samples if each.name not in taken])
        if sample is not None:
            taken.add(sample.name)
            sheets.append(_fitted_sheet(sheet, sample))
    return replace(mapping, sheets=tuple(sheets))


def _sample_for(sheet: SheetMapping, samples: Sequence[Sample]) -> Sample | None:
    """The sheet that is meant: of this name, else the one with most of its headings."""
    named = next((each for each in samples if each.name == sheet.sheet), None)
    known = {heading_key(use.heading) for use in sheet.columns if use.target}
    if named is not None and (not named.headings or known & {heading_key(cell) for cell in named.headings}):
        return named
    best = max(samples, key=lambda each: len(known & {heading_key(cell) for cell in each.headings}), default=None)
    if best is None or not known & {heading_key(cell) for cell in best.headings}:
        return named
    return best


def _fitted_sheet(sheet: SheetMapping, sample: Sample) -> SheetMapping:
    width = max((len(row) for row in (sample.headings, *sample.rows)), default=0)
    by_heading: dict[str, list[ColumnUse]] = {}
    for use in sheet.columns:
        by_heading.setdefault(heading_key(use.heading), []).append(use)
    by_place = {use.at: use for use in sheet.columns}
    columns = []
    for at in range(width):
        heading = sample.headings[at] if at < len(sample.headings) else None
        waiting = by_heading.get(heading_key(heading), []) if sample.headings else []
        blank = ColumnUse(at, "") if sample.headings else by_place.get(at, ColumnUse(at, ""))
        kept = waiting.pop(0) if waiting else blank
        columns.append(replace(kept, at=at, heading=short(heading), why=None))
    return replace(sheet, sheet=sample.name, columns=tuple(columns), heading_row=sample.heading_row)


def _plain_sheet(sheet: SheetMapping) -> dict[str, Any]:
    columns = [
        {"at": use.at, "heading": use.heading, "target": use.target, "separator": use.separator}
        for use in sheet.columns
    ]
    return {
        "sheet": sheet.sheet, "kind": sheet.kind.value, "heading_row": sheet.heading_row, "columns": columns,
    }  # fmt: skip


def _sheet(told: object) -> SheetMapping | None:
    match told:
        case {"sheet": str(name), "columns": list(columns), **rest}:
            uses = tuple(found for each in columns if (found := _use(each)) is not None)
            kinds = {each.value: each for each in RecordKind}
            row, kind = rest.get("heading_row"), str(rest.get("kind"))
            heading_row = row if type(row) is int and row >= 0 else 1
            return SheetMapping(name, uses, kinds.get(kind, RecordKind.INCIDENT), heading_row)
    return None


def _use(told: object) -> ColumnUse | None:
    match told:
        case {"at": int(at), "heading": str(heading), "target": str(target), **rest} if at >= 0:
            separator = rest.get("separator")
            return ColumnUse(at, heading, target, separator if isinstance(separator, str) else "")
    return None


def _codes(told: object) -> MappingOf[str, MappingOf[str, str | None]]:
    if not isinstance(told, dict):
        return {}
    return {
        target: {word: meant for word, meant in words.items() if isinstance(meant, str) or meant is None}
        for target, words in told.items()
        if isinstance(target, str) and isinstance(words, dict)
    }
