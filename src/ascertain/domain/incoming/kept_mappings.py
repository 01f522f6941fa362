"""Mappings that are kept: written as values for JSON, read again, and laid over a file whose columns are not quite the
same."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ascertain.domain.incoming.cells import as_text, short
from ascertain.domain.incoming.heading_words import heading_key
from ascertain.domain.incoming.kept_additions import more_values, read_fields, read_lists
from ascertain.domain.incoming.mapping import ColumnUse, Mapping, SheetMapping
from ascertain.domain.incoming.other_days import ISLAMIC_DAYS, PERSIAN_DAYS
from ascertain.domain.incoming.proposing import Sample
from ascertain.domain.incoming.rows import FoundCell, RecordKind
from ascertain.domain.incoming.target import BASE
from ascertain.domain.messages import Message, say

FORMAT = 1
"""The number of the form in which mappings are written; a program that knows only lower ones does not read them."""


class NotAMapping(ValueError):
    """What should be a mapping is none. `message` says why, and what to do."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(frozen=True, slots=True)
class Fitted:
    """A mapping laid over a file: the headings of the columns that are `missing` there, and of those that are `new`,
    which are passed over."""

    mapping: Mapping
    missing: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def mapping_values(mapping: Mapping) -> dict[str, Any]:
    """The mapping as values for JSON, without the reasons for which it was proposed."""
    return {
        "ascertain_mapping": FORMAT,
        "name": mapping.name,
        "profile": mapping.profile,
        "day_first": mapping.day_first,
        "decimal_comma": mapping.decimal_comma,
        **({"comma_chosen": True} if mapping.comma_chosen else {}),
        **({"calendar": mapping.calendar} if mapping.calendar else {}),
        "zone": mapping.zone,
        "sheets": [_sheet_values(sheet) for sheet in mapping.sheets],
        "codes": {target: dict(words) for target, words in mapping.codes.items()},
        **more_values(mapping),
    }


def read_mapping(told: object) -> Mapping:
    """The mapping of which `mapping_values` gave these values. What is left out is as in a new one. Raises
    `NotAMapping`."""
    if not isinstance(told, dict) or "ascertain_mapping" not in told:
        raise NotAMapping(say("This is no mapping. Choose a file that was kept as one."))
    form = told["ascertain_mapping"]
    if not isinstance(form, int) or form > FORMAT:
        raise NotAMapping(say("This mapping is of a newer version of the program. Update the program, or map anew."))
    try:
        sheets = tuple(_read_sheet(each) for each in told.get("sheets", ()))
        return Mapping(
            profile=_text(told.get("profile", "plain")),
            sheets=sheets,
            codes=_read_codes(told.get("codes", {})),
            day_first=_yes_no_open(told.get("day_first")),
            decimal_comma=bool(told.get("decimal_comma", False)),
            zone=_text(told.get("zone", "UTC")),
            name=_text(told.get("name", "")),
            calendar=_calendar(told.get("calendar", "")),
            comma_chosen=bool(told.get("comma_chosen", False)),
            fields=read_fields(told.get("fields", [])),
            lists=read_lists(told.get("lists", {})),
        )
    except (TypeError, ValueError, KeyError, AttributeError):
        raise NotAMapping(say("This mapping is damaged. Map the columns anew, and keep that.")) from None


def fit_to(mapping: Mapping, samples: Sequence[Sample]) -> Fitted:
    """Lay a kept mapping over the sheets of a file. Columns are found by their headings, wherever they stand, and by
    their place where there are none; a sheet by its name, else by its columns."""
    left = list(samples)
    sheets, missing, new = [], [], []
    for sheet in mapping.sheets:
        sample = _sample_for(sheet, left)
        if sample is None:
            missing += [use.heading for use in sheet.columns if use.target]
            continue
        left.remove(sample)
        fitted, lost = _fit_sheet(sheet, sample)
        sheets.append(fitted)
        missing += lost
        known = {heading_key(use.heading) for use in sheet.columns}
        new += [use.heading for use in fitted.columns if use.heading and heading_key(use.heading) not in known]
    return Fitted(replace(mapping, sheets=tuple(sheets)), tuple(missing), tuple(new))


def _sample_for(sheet: SheetMapping, samples: Sequence[Sample]) -> Sample | None:
    named = next((sample for sample in samples if sample.name == sheet.sheet), None)
    if named is not None or not samples:
        return named
    wanted = {heading_key(use.heading) for use in sheet.columns if use.target and use.heading}
    best = max(samples, key=lambda sample: len(wanted & {heading_key(cell) for cell in sample.headings}))
    if wanted and not wanted & {heading_key(cell) for cell in best.headings}:
        return None
    return best


def _fit_sheet(sheet: SheetMapping, sample: Sample) -> tuple[SheetMapping, list[str]]:
    uses: dict[object, list[ColumnUse]] = {}
    for use in sheet.columns:
        uses.setdefault(_told_by(use.heading) or use.at, []).append(use)
    columns = []
    width = max((len(row) for row in (sample.headings, *sample.rows)), default=0)
    for at in range(width):
        heading = sample.headings[at] if at < len(sample.headings) else None
        waiting = uses.get(_told_by(heading) or at)
        use = waiting.pop(0) if waiting else ColumnUse(at, "")
        same = use.heading and heading_key(heading) == heading_key(use.heading)
        # The heading of the fingerprints says which they are: that of this file counts, whole.
        kept = as_text(heading) if use.target == BASE else use.heading if same else short(heading)
        columns.append(replace(use, at=at, heading=kept))
    lost = [use.heading for each in uses.values() for use in each if use.target]
    return replace(sheet, sheet=sample.name, columns=tuple(columns), heading_row=sample.heading_row), lost


def _told_by(heading: FoundCell) -> str:
    """What a heading is found again by; that of the fingerprints is another in each file."""
    key = heading_key(heading)
    return BASE if key.startswith(f"{BASE} ") else key


def _sheet_values(sheet: SheetMapping) -> dict[str, Any]:
    columns = []
    for use in sheet.columns:
        column: dict[str, Any] = {"at": use.at, "heading": use.heading, "target": use.target}
        if use.separator:
            column["separator"] = use.separator
        columns.append(column)
    return {"sheet": sheet.sheet, "kind": sheet.kind.value, "heading_row": sheet.heading_row, "columns": columns}


def _read_sheet(told: MappingOf[str, Any]) -> SheetMapping:
    columns = tuple(
        ColumnUse(
            at=_place(each["at"]),
            heading=_text(each.get("heading", "")),
            target=_text(each.get("target", "")),
            separator=_text(each.get("separator", "")),
        )
        for each in told["columns"]
    )
    kind = RecordKind(told.get("kind", RecordKind.INCIDENT.value))
    return SheetMapping(_text(told.get("sheet", "")), columns, kind, _place(told.get("heading_row", 1)))


def _read_codes(told: MappingOf[str, Any]) -> dict[str, dict[str, str | None]]:
    return {
        _text(target): {_text(word): None if code is None else _text(code) for word, code in words.items()}
        for target, words in told.items()
    }


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _calendar(value: object) -> str:
    if value not in ("", PERSIAN_DAYS, ISLAMIC_DAYS):
        raise ValueError(value)
    return str(value)


def _place(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value


def _yes_no_open(value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise TypeError(value)
    return value
