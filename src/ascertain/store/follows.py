"""Which parts of what follows from rows may be another, once a row of some table changed: only those are computed
anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from ascertain.domain.fields import HARM_FIELDS


class Follows:
    """The parts of what follows from the rows of an incident (`store.following`), as bits. Plain numbers: a bulk edit
    adds them up by the hundred thousand."""

    NOTHING: Final = 0
    COLUMNS: Final = 1
    """The derived columns but for those of `ORIGINS`, and the title as it is found."""
    ORIGINS: Final = 2
    """The number of statements and of independent origins; who speaks, and how."""
    NAMES: Final = 4
    """The names by which it is found: of places, actors, sources and tags, and its ref."""
    NOTES: Final = 8
    """The words of the analyst by which it is found."""
    EVIDENCE: Final = 16
    """The words of its statements by which it is found."""
    ALL: Final = 31


_HARM: dict[str, int] = {
    f"{key}_{part}": Follows.COLUMNS for key in HARM_FIELDS for part in ("low", "best", "high", "unknown")
}
_BY_COLUMN: dict[str, Mapping[str, int]] = {
    "incident": {
        "ref": Follows.NAMES, "title": Follows.COLUMNS, "kind": Follows.ORIGINS, "zone": Follows.COLUMNS,
        "t_from": Follows.COLUMNS, "t_to": Follows.COLUMNS, "place_id": Follows.COLUMNS | Follows.NAMES, **_HARM,
    },
    "incident_text": {
        "place_text": Follows.COLUMNS | Follows.NAMES, "phrase": Follows.NOTES, "status_reason": Follows.NOTES,
        "notes": Follows.NOTES,
    },
    "statement": {
        "source_id": Follows.ORIGINS | Follows.NAMES, "origin_id": Follows.ORIGINS | Follows.NAMES,
        "stance": Follows.ORIGINS, "quote": Follows.EVIDENCE, "note": Follows.EVIDENCE,
        "document_id": Follows.EVIDENCE,
    },
    "place": {
        "name": Follows.COLUMNS | Follows.NAMES, "country": Follows.COLUMNS | Follows.NAMES, "admin1": Follows.NAMES,
        "admin2": Follows.NAMES,
    },
    "actor": {"name": Follows.NAMES}, "source": {"name": Follows.NAMES}, "tag": {"name": Follows.NAMES},
    "document": {"title": Follows.EVIDENCE},
}  # fmt: skip
"""What follows from a column of a row that stayed. From a column that is not named nothing does: the grade of a source
for one, and a source may bear on a hundred thousand."""

_WHOLE: dict[str, int] = {
    "statement_incident": Follows.ORIGINS | Follows.NAMES | Follows.EVIDENCE,
    "assertion": Follows.EVIDENCE, "incident_actor": Follows.NAMES, "incident_tag": Follows.NAMES,
    "own_value": Follows.NOTES, "place_name": Follows.NAMES, "actor_name": Follows.NAMES,
    "source_name": Follows.NAMES, "code": Follows.NAMES, "link": Follows.NOTHING, "attachment": Follows.NOTHING,
}  # fmt: skip
"""What follows from a row of a table that is small enough to be one thing."""


def follows_from(name: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> int:
    """What may be another where a row of table `name` stood as `before` and stands as `after`."""
    whole = _WHOLE.get(name)
    if whole is not None:
        return whole
    columns = _BY_COLUMN.get(name)
    if columns is None or before is None or after is None:
        return Follows.ALL
    return _of(columns, (column for column, value in after.items() if before.get(column) != value))


def _of(columns: Mapping[str, int], changed: Iterable[str]) -> int:
    found: int = Follows.NOTHING
    for column in changed:
        part = columns.get(column)
        if part is not None:
            found |= part
    return found
