"""Which columns the table has, and how wide they are at first: all from the fields."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from ascertain.domain.fields import BY_KEY, FIELDS, Field, FieldType
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.table_rows import SortKey

AVAILABLE: tuple[Field, ...] = tuple(field for field in FIELDS if field.column and not field.search_only)
"""Every field of the program that can be a column, in the order of the fields."""

DEFAULT_COLUMNS: tuple[str, ...] = tuple(field.key for field in AVAILABLE if field.shown)
DEFAULT_SORT: tuple[SortKey, ...] = (SortKey("t_from", descending=True),)

_FIRST_DOWN = {"t_from", "created_at", "updated_at", "origins", "killed", "injured", "munitions"}
"""Fields of which people want the latest or the most first."""


_TAKES_REST = "title"
_GIVE_WAY = (FieldType.LINK, FieldType.TEXT, FieldType.LONG_TEXT, FieldType.PLACE, FieldType.ACTORS, FieldType.TAGS)
_LEAST = 0.5
_LEAST_OF = {"place": 0.4}
"""The share of its first width that a column keeps where room is short. Of a place its beginning tells the most."""
_LEAST_TIME = 0.77
"""A time gives way last: then how narrowly it is known is left to the detail pane."""
_NARROWER = 0.82
"""Text has more narrow letters than the average of the font says."""
_SHARE = {"t_from": 0.97, "ref": 0.86, "status": 0.88}
"""Digits are wider, and so are the bold words of a status."""
_FIGURE_SHARE = 0.68
"""Most counts are short."""
_PADDING = 2.0
"""In letters."""


def available(fields: Fields = NO_OWN) -> tuple[Field, ...]:
    """Every field that is offered as a column: those of the program, then the user's own that are not retired."""
    return (*AVAILABLE, *(field for field in fields.own if not field.retired))


def shows_own(keys: Iterable[str]) -> bool:
    """Whether a column is that of an own field."""
    return any(key not in BY_KEY for key in keys)


def known_columns(keys: Iterable[str], fields: Fields = NO_OWN) -> tuple[str, ...]:
    """Those of `keys` that are columns, each once; the default ones when none is left."""
    available = {field.key for field in (*AVAILABLE, *fields.own)}
    chosen = tuple(dict.fromkeys(key for key in keys if key in available))
    return chosen or DEFAULT_COLUMNS


def known_sort(keys: Iterable[SortKey], fields: Fields = NO_OWN) -> tuple[SortKey, ...]:
    """Those of `keys` that can be sorted by; the default when none is left."""
    named = ((key, fields.find(key.field)) for key in keys)
    found = tuple(key for key, field in named if field is not None and field.sorts)
    return found or DEFAULT_SORT


def next_sort(current: tuple[SortKey, ...], key: str, *, extend: bool, fields: Fields = NO_OWN) -> tuple[SortKey, ...]:
    """The sort after a click on the header of `key`: again reverses, `extend` adds it behind the others."""
    field = fields.find(key)
    if field is None or not field.sorts:
        return current
    had = next((k for k in current if k.field == key), None)
    asked = SortKey(key, key in _FIRST_DOWN) if had is None else SortKey(key, not had.descending)
    if extend:
        return tuple(asked if k.field == key else k for k in current) if had else (*current, asked)
    if had is not None and len(current) > 1:
        # A plain click on one of several keys makes it the only one, as it was.
        return (had,)
    return (asked,)


def fitted_widths(
    keys: Sequence[str], character: float, chosen: Mapping[str, int], room: int, fields: Fields = NO_OWN
) -> list[int]:
    """Widths in pixels for the columns `keys`, in `room` pixels if they can be made to fit.

    A width set by hand (`chosen`) holds. What is left goes to the title; where there is too little, free text gives
    way first and then the time, each down to a share of its first width. `character`: the average width of a letter.
    """
    described = [fields[key] for key in keys]
    widths = [chosen.get(field.key) or _first_width(field, character) for field in described]
    spare = room - sum(widths)
    if spare >= 0:
        return [
            width + spare if key == _TAKES_REST and key not in chosen else width
            for key, width in zip(keys, widths, strict=True)
        ]
    loose = [at for at, key in enumerate(keys) if key not in chosen]
    for giving in ([at for at in loose if _gives_way(described[at])], [at for at in loose if keys[at] == "t_from"]):
        _squeeze(widths, {at: widths[at] * (1 - _least(keys[at])) for at in giving}, sum(widths) - room)
    return widths


def _squeeze(widths: list[int], most: Mapping[int, float], lacking: int) -> None:
    """Take what is lacking from the columns in `most`, from each in proportion to the most that it can give."""
    total = sum(most.values())
    if lacking <= 0 or not total:
        return
    share = min(1.0, lacking / total)
    for at, can_give in most.items():
        widths[at] -= math.ceil(can_give * share)


def _least(key: str) -> float:
    return _LEAST_TIME if key == "t_from" else _LEAST_OF.get(key, _LEAST)


def _first_width(field: Field, character: float) -> int:
    usual = _FIGURE_SHARE if field.type is FieldType.FIGURE and field.key in DEFAULT_COLUMNS else _NARROWER
    share = _SHARE.get(field.key, usual)
    return round((field.width * share + _PADDING) * character)


def _gives_way(field: Field) -> bool:
    return field.type in _GIVE_WAY and field.key != "ref"


def sort_text(sort: tuple[SortKey, ...]) -> tuple[str, ...]:
    """Sort keys as text for settings and saved views: `-` before a descending one."""
    return tuple(("-" if key.descending else "") + key.field for key in sort)


def sort_from_text(keys: Iterable[str], fields: Fields = NO_OWN) -> tuple[SortKey, ...]:
    """The reverse of `sort_text`; what is not known is left out."""
    return known_sort((SortKey(key.lstrip("-"), key.startswith("-")) for key in keys), fields)
