"""Which columns the table has, and how wide they are at first: all from the fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ascertain.domain.fields import BY_KEY, FIELDS, Field
from ascertain.domain.rows import SortKey

AVAILABLE: tuple[Field, ...] = tuple(field for field in FIELDS if field.column and not field.search_only)
"""Every field that can be a column, in the order of the fields."""

DEFAULT_COLUMNS: tuple[str, ...] = tuple(field.key for field in AVAILABLE if field.shown)
DEFAULT_SORT: tuple[SortKey, ...] = (SortKey("t_from", descending=True),)

_FIRST_DOWN = {"t_from", "created_at", "updated_at", "origins", "killed", "injured", "munitions"}
"""Fields of which people want the latest or the most first."""


def known_columns(keys: Iterable[str]) -> tuple[str, ...]:
    """Those of `keys` that are columns, each once; the default ones when none is left."""
    available = {field.key for field in AVAILABLE}
    chosen = tuple(dict.fromkeys(key for key in keys if key in available))
    return chosen or DEFAULT_COLUMNS


def known_sort(keys: Iterable[SortKey]) -> tuple[SortKey, ...]:
    """Those of `keys` that can be sorted by; the default when none is left."""
    found = tuple(key for key in keys if key.field in BY_KEY and BY_KEY[key.field].sorts)
    return found or DEFAULT_SORT


def next_sort(current: tuple[SortKey, ...], key: str, *, extend: bool) -> tuple[SortKey, ...]:
    """The sort after a click on the header of `key`: again reverses, `extend` adds it behind the others."""
    if not BY_KEY[key].sorts:
        return current
    had = next((k for k in current if k.field == key), None)
    asked = SortKey(key, key in _FIRST_DOWN) if had is None else SortKey(key, not had.descending)
    if extend:
        return tuple(asked if k.field == key else k for k in current) if had else (*current, asked)
    if had is not None and len(current) > 1:
        # A plain click on one of several keys makes it the only one, as it was.
        return (had,)
    return (asked,)


def first_width(key: str, character: float, chosen: Mapping[str, int]) -> int:
    """The width of a column in pixels: as the user left it, else by the field's characters."""
    return chosen.get(key) or round(BY_KEY[key].width * character) + 14


def sort_text(sort: tuple[SortKey, ...]) -> tuple[str, ...]:
    """Sort keys as text for settings and saved views: `-` before a descending one."""
    return tuple(("-" if key.descending else "") + key.field for key in sort)


def sort_from_text(keys: Iterable[str]) -> tuple[SortKey, ...]:
    """The reverse of `sort_text`; what is not known is left out."""
    return known_sort(SortKey(key.lstrip("-"), key.startswith("-")) for key in keys)
