"""The user's own fields as a log holds them, and what incidents hold in them, through the standard sqlite3 alone: a
window reads these before anything else is loaded."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ascertain.domain.own_fields import CODE_LIST, Fields, OwnField, OwnType
from ascertain.domain.vocabulary import Vocabularies, Vocabulary

if TYPE_CHECKING:
    from ascertain.domain.records import OwnValue

_THERE = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'own_field'"
_FIELDS = 'SELECT id, "key", label, type, group_name, help, quick, retired FROM own_field ORDER BY position, id'
_VALUES = """
    SELECT x.incident_id, f."key", x.value
    FROM json_each(?) AS wanted
    CROSS JOIN own_value AS x ON x.incident_id = wanted.value
    CROSS JOIN own_field AS f ON f.id = x.field_id
    ORDER BY x.incident_id, f.position, f.id
"""


def read_fields(connection: sqlite3.Connection) -> Fields:
    """The fields of a log; those of the program alone where it is of a time before there were others. Raises TypeError
    or ValueError where they are none."""
    if connection.execute(_THERE).fetchone() is None:
        return Fields()
    return Fields(
        OwnField(
            _text(label), OwnType(kind), _text(group), _text(help_text), bool(quick), bool(retired), _text(key), row
        )
        for row, key, label, kind, group, help_text, quick, retired in connection.execute(_FIELDS)
    )


def with_choices(vocabularies: Iterable[Vocabulary], fields: Fields) -> Vocabularies:
    """The code lists, those of own fields under the names of these fields; a list whose field is gone is left out."""
    lists = {each.name: each for each in vocabularies}
    kept = [each for name, each in lists.items() if not name.startswith(CODE_LIST)]
    for made in fields.made:
        if made.vocabulary is not None:
            codes = lists[made.vocabulary].codes if made.vocabulary in lists else ()
            kept.append(Vocabulary(made.vocabulary, made.label, codes))
    return Vocabularies(kept)


def read_values(connection: sqlite3.Connection, listed: str) -> dict[int, tuple[OwnValue, ...]]:
    """What the incidents of a JSON list of ids hold in own fields, in the order of the fields."""
    from ascertain.domain.records import OwnValue

    found: dict[int, list[OwnValue]] = defaultdict(list)
    for incident, key, value in connection.execute(_VALUES, (listed,)):
        found[incident].append(OwnValue(key, value))
    return {incident: tuple(values) for incident, values in found.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    return value
