"""Incidents by their number: also that of one that was merged into another and lies in the trash."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import CompoundSelect, select

from ascertain.domain.codes import LinkType
from ascertain.store.reading.naming import begins_with
from ascertain.store.schema import table

_FULL_REF = re.compile(r"\d{4}-\d{4,}")


def by_ref(typed: str) -> CompoundSelect[Any]:
    """The ids of the incidents with this number, or whose number begins so, and of those that such a one in the trash
    was merged into."""
    named, gone, link = table("incident").alias("named"), table("incident").alias("gone"), table("link")
    same = link.join(gone, gone.c.id == link.c.from_id)
    merged = (
        select(link.c.to_id)
        .select_from(same)
        .where(link.c.type == LinkType.SAME_AS.value, gone.c.trashed_at.is_not(None), _called(gone.c.ref, typed))
    )
    return select(named.c.id).where(_called(named.c.ref, typed)).union_all(merged)


def _called(column: Any, typed: str) -> Any:
    return column == typed if _FULL_REF.fullmatch(typed) else begins_with(column, typed)
