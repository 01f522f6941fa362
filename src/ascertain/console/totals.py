"""Answering with the totals of incidents: minimum and maximum, with nothing counted twice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ascertain.app.exporting import refs_of_pairs
from ascertain.domain.fields import BY_KEY
from ascertain.domain.totals import COUNTED, Bounds, Total
from ascertain.exchange.totals_sheet import totals_json

if TYPE_CHECKING:
    from ascertain.app.queries import Queries
    from ascertain.app.session import Reader
    from ascertain.domain.totals import Totals


def totals_answer(reader: Reader, ids: Sequence[int], *, as_json: bool) -> Iterator[str]:
    """The lines to print for these incidents."""

    def ask(queries: Queries) -> tuple[Totals, dict[int, str]]:
        found = queries.totals_of(ids)
        return found, refs_of_pairs(queries, found)

    found, refs = reader.ask(ask).result()
    if as_json:
        yield json.dumps(totals_json(found, refs), ensure_ascii=False, indent=2)
        return
    yield f"Incidents: {_extent(found.incidents)}"
    for key in COUNTED:
        total: Total = getattr(found, key)
        told = (
            f"{_extent(total.bounds)} (stated by {total.stated} of {found.records})" if total.stated else "not stated"
        )
        yield f"{BY_KEY[key].label}: {told}"
    for one, other in found.shared:
        yield f"May be the same in part: {refs[one]}, {refs[other]}"


def _extent(bounds: Bounds) -> str:
    if bounds.exact:
        return str(bounds.low)
    return f"at least {bounds.low}" if bounds.high is None else f"{bounds.low} to {bounds.high}"
