"""Making one code of several: what held the others holds the one that is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, select

from ascertain.domain.messages import say
from ascertain.domain.problems import Problem, Refused
from ascertain.store.code_places import asserted_fields, code_columns, holding
from ascertain.store.door import Operation
from ascertain.store.schema import table
from ascertain.store.writing.codes import has_a_past, row_id_of


def merge_codes(op: Operation, vocabulary: str, keep: str, others: Sequence[str]) -> None:
    """Let everything that holds one of `others` hold `keep`.

    The others are retired and say into what they were merged, so that earlier versions and saved searches go on; one
    that was added by hand and never used goes. Raises `Refused` where one is gone.
    """
    for other in others:
        row_id = row_id_of(op, vocabulary, other)
        row = None if row_id is None else op.row("code", row_id)
        if row_id is None or row is None:
            raise Refused(Problem("keep", "gone", say("A code to merge is no longer in its list. Choose again.")))
        fresh = not has_a_past(op, vocabulary, other, row_id)
        for name, column in code_columns(vocabulary):
            _put(op, name, column, holding(name, column, vocabulary, other), keep)
        asserted, code = table("assertion").c, table("code").c
        fields = asserted_fields(vocabulary)
        _put(op, "assertion", "value", and_(asserted.field.in_(fields), asserted.value == other), keep)
        _put(op, "code", "parent", and_(code.vocabulary == vocabulary, code.parent == other), keep)
        if fresh:
            op.delete("code", row_id)
        else:
            attributes = {**json.loads(row["attributes"]), "merged_into": keep}
            kept = {"retired": True, "parent": None, "attributes": json.dumps(attributes, ensure_ascii=False)}
            op.update("code", row_id, kept)


def _put(op: Operation, name: str, column: str, where: ColumnElement[bool], value: Any) -> None:
    ids = op.core.execute(select(table(name).c.id).where(where)).scalars().all()
    if ids:
        # Own values are sorted and found by the code as well.
        op.update_all(name, ids, {column: value} | ({"sort_key": value} if name == "own_value" else {}))
