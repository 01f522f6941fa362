"""Whether what the user's own fields hold is what they should hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from ascertain.domain.fields import Field
from ascertain.domain.messages import Message, say
from ascertain.domain.own_values import number_of, sort_key_of, value_fault
from ascertain.store.own_rows import read_fields

_CODES = 'SELECT "key" FROM code WHERE vocabulary = ?'


def own_faults(connection: sqlite3.Connection) -> Iterator[Message]:
    """A sentence for every own field that holds what is no value of its type, or is sorted by something else."""
    try:
        fields = read_fields(connection)
    except (TypeError, ValueError):
        yield say("Own fields that are of no type: some")
        return
    for field in fields.own:
        codes = {key for (key,) in connection.execute(_CODES, (field.vocabulary,))} if field.vocabulary else None
        rows = connection.execute("SELECT value, number, sort_key FROM own_value WHERE field_id = ?", (field.own,))
        wrong = sum(not _fits(field, codes, *row) for row in rows)
        if wrong:
            yield say("Values that are none of the type of their own field {key}: {count}", key=field.key, count=wrong)


def _fits(field: Field, codes: set[str] | None, value: object, number: object, sort_key: object) -> bool:
    if not isinstance(value, str) or value_fault(field, value) is not None:
        return False
    if codes is not None and value not in codes:
        return False
    return (number, sort_key) == (number_of(field.type, value), sort_key_of(field.type, value))
