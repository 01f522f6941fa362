"""Commands about incidents that are one and the same."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MergeIncidents:
    """Make one incident of several: the kept one takes over every statement, link, actor, tag and note of the others,
    which go to the trash with the link that they are the same.

    `choices` are pairs of a part (`domain.merging.PARTS`) and the incident whose value is taken; without one it is the
    kept one's, where it states any. `reason`, where given, becomes the reason of the status. `versions` are pairs of an
    incident and the version that was looked at: refused where the log holds another.
    """

    keep_id: int
    other_ids: tuple[int, ...]
    choices: tuple[tuple[str, int], ...] = ()
    reason: str = ""
    versions: tuple[tuple[int, int], ...] = ()


MergeCommand = MergeIncidents
