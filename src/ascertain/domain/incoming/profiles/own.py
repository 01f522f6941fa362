"""The log's own sheets among those of a file: told by the columns that people do not see, else by their name and
headings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ascertain.domain.incoming.cells import as_text
from ascertain.domain.incoming.mapping import ColumnUse, SheetMapping
from ascertain.domain.incoming.own_sheets.headings import Heads, kind_of_sheet, read_headings
from ascertain.domain.incoming.rows import FoundCell, RecordKind
from ascertain.domain.incoming.target import BASE, REST, UID
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.messages import say
from ascertain.domain.own_fields import Fields

_MOST = 0.6
"""Of the headings of a sheet without hidden columns, this share must be ours."""
_LIBRARY = (RecordKind.SOURCE, RecordKind.DOCUMENT, RecordKind.ACTOR, RecordKind.PLACE)
"""Kinds whose records are told apart by their names where there is no uid; incidents are by their refs."""
_WRITTEN = say("The log wrote this column.")
_BROUGHT = say("The log that wrote this has a field of its own here: it is made in this one.")
_NOT_OURS = say("No log wrote this column: it is left out, unless a new field is made of it.")


def own_sheet(
    name: str, headings: Sequence[FoundCell], heading_row: int, fields: Fields, new: Collection[str] = ()
) -> SheetMapping | None:
    """How a sheet is read that a log has written; None for any other. `new` are the keys of the fields that are made
    for it."""
    named = kind_of_sheet(name)
    kinds = (named,) if named is not None else tuple(RecordKind)
    found = [(each, read_headings(headings, targets_of(each, fields))) for each in kinds]
    kind, heads = max(found, key=lambda each: len(each[1].columns))
    if not heads.columns or not (_has_hidden(heads) or _is_like_ours(heads, headings, named)):
        return None
    meant = {at: key for key, at in heads.columns.items()}
    hidden = ((heads.uid, UID), (heads.base, BASE), (heads.rest, REST))
    meant |= {at: key for at, key in hidden if at is not None}
    uses = tuple(_use(at, cell, meant, at == heads.of, new) for at, cell in enumerate(headings))
    return SheetMapping(name, uses, kind, heading_row)


def _use(at: int, cell: FoundCell, meant: Mapping[int, str], of: bool, new: Collection[str]) -> ColumnUse:
    key = meant.get(at, "")
    ours = bool(key) or of
    why = _BROUGHT if key in new else _WRITTEN if ours else _NOT_OURS
    return ColumnUse(at, as_text(cell), key, why=why, score=1.0 if ours else 0.0)


def _has_hidden(heads: Heads) -> bool:
    return heads.uid is not None and (heads.base is not None or heads.rest is not None)


def _is_like_ours(heads: Heads, headings: Sequence[FoundCell], named: RecordKind | None) -> bool:
    """A sheet of one of our names in which the hidden columns are gone, or were never there."""
    filled = sum(1 for cell in headings if as_text(cell).strip())
    told = heads.columns.keys() & ({"name", "title"} if named in _LIBRARY else {"ref"})
    return named is not None and bool(told) and len(heads.columns) >= max(2, _MOST * filled)
