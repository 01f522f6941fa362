"""Answers about what an edit of many incidents would make of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from ascertain.domain.edit_preview import EditPreview, Previewed, Unfit
from ascertain.domain.field_edits import ZONE, FieldEdit, new_problems
from ascertain.domain.fields import ROLE_FIELDS
from ascertain.domain.own_fields import Fields
from ascertain.domain.records import IncidentContent
from ascertain.store.failures import sorting_failures
from ascertain.store.queries.asking import Asking
from ascertain.store.reading.contents import Reach, contents
from ascertain.store.reading.edit_counts import count_changing, count_held

MOST_LOOKED_AT = 20_000
"""Incidents that a preview looks at: a few seconds of work, which a newer question stops. All are looked at when the
edit is carried out."""
_BATCH = 500
_MOST_HELD = 6
_ROLES = {field.key: role for role, field in ROLE_FIELDS.items()}


class ManyQueries(Asking):
    """Answers about what an edit of many incidents would make of them."""

    def preview_edit(
        self,
        ids: Sequence[int],
        edit: Callable[[IncidentContent], IncidentContent],
        reach: Reach,
        fields: Sequence[str] = (),
        shown: int = 200,
        passes: Callable[[IncidentContent], int] | None = None,
        edits: Sequence[FieldEdit] = (),
    ) -> EditPreview:
        """What `edit` would make of these incidents: how many would change, stay or not be valid, the first `shown`
        before and after, and what they hold now in `fields`; `passes` tells how many texts of one the edit passes over.
        Of very many the first are looked at; where `edits` say in values what it does, all are counted."""
        vocabularies, own, pause = self._line.vocabularies(), self._line.fields(), self._line.pause()
        changing, looked_at, passed = 0, 0, 0
        first: list[Previewed] = []
        unfit: list[Unfit] = []
        held: dict[str, Counter[Any]] = {key: Counter() for key in fields}
        wanted = ids[:MOST_LOOKED_AT]
        with sorting_failures(self._line.path):
            for start in range(0, len(wanted), _BATCH):
                pause()
                batch = wanted[start : start + _BATCH]
                found = contents(self._line.core, batch, reach)
                for incident_id in (each for each in batch if each in found):
                    before = found[incident_id].content
                    looked_at += 1
                    passed += passes(before) if passes is not None else 0
                    for key, counted in held.items():
                        counted[held_in(before, key, own)] += 1
                    after = edit(before)
                    if after == before:
                        continue
                    problems = new_problems(before, after, vocabularies, own)
                    if problems:
                        unfit.append(Unfit(incident_id, found[incident_id].ref, problems[0]))
                        continue
                    changing += 1
                    if len(first) < shown:
                        first.append(Previewed(incident_id, found[incident_id].ref, before, after))
        told = {key: tuple(counted.most_common(_MOST_HELD)) for key, counted in held.items()}
        whole: int | None = None
        if len(ids) > len(wanted):
            pause()
            with sorting_failures(self._line.path):
                whole = count_changing(self._line.core, ids, edits)
                if whole is not None:
                    told |= dict(count_held(self._line.core, ids, fields))
        changing = changing if whole is None else max(0, whole - len(unfit))
        return EditPreview(
            len(ids), looked_at, changing, tuple(first), tuple(unfit), told, passed, counted=whole is not None
        )


def held_in(content: IncidentContent, key: str, fields: Fields) -> Any:
    """What stands in a field of a content."""
    if key == ZONE:
        return content.when.zone
    if key in _ROLES:
        return tuple(each.actor for each in content.actors if each.role is _ROLES[key])
    field = fields.find(key)
    if field is not None and field.own is not None:
        return content.own_value(key)
    return tuple(each.source for each in content.statements) if key == "statements" else getattr(content, key)
