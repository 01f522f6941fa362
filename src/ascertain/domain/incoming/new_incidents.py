"""New incidents from the rows of one file. What many rows say alike (a day, a place, a count, a source) is made once
and is then one and the same object in all of them: whoever checks and writes them can know it again without looking
into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from operator import itemgetter
from typing import Any

from ascertain.domain.codes import Role
from ascertain.domain.fields import FieldType
from ascertain.domain.folding import fold_name
from ascertain.domain.incoming.flat_statements import BESIDE_SOURCE, texts_of
from ascertain.domain.incoming.incident_values import (
    BLANK_INCIDENT,
    FIGURE_KEYS,
    PLACE_KEYS,
    PLAIN,
    figure_of,
    is_own,
    place_of,
    plain_value,
    with_incident_values,
)
from ascertain.domain.incoming.rows import Value
from ascertain.domain.incoming.target import Known
from ascertain.domain.incoming.time_parts import PARTS as TIME_PARTS
from ascertain.domain.incoming.time_parts import with_time
from ascertain.domain.records import (
    NOT_STATED,
    ActorInRole,
    IncidentContent,
    NamedRef,
    ReportedTime,
    Statement,
)

MOST = 50_000
"""How many of a kind are kept at hand."""

_Values = Mapping[str, Value]
_Step = Callable[[_Values], Any]


class NewIncidents:
    """Makes the contents of new incidents, each equal to what `with_incident_values` makes of a blank one."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._plans: dict[tuple[str, ...], tuple[tuple[str, _Step], ...]] = {}
        self._actors: dict[tuple[Role, str], ActorInRole] = {}
        self._statements: dict[str, Statement] = {}

    def made(self, values: _Values, rest: Mapping[str, object]) -> IncidentContent:
        """The content that a row tells of. Raises `NotAFigure` and ValueError as `with_incident_values` does."""
        if rest:
            return with_incident_values(BLANK_INCIDENT, values, rest, self._known)
        keys = tuple(values)
        plan = self._plans.get(keys)
        if plan is None:
            # The rows of a sheet have the same columns.
            plan = self._plans[keys] = tuple(self._plan(keys, frozenset(keys)))
        return IncidentContent(**{name: step(values) for name, step in plan})

    def _plan(self, order: tuple[str, ...], keys: frozenset[str]) -> list[tuple[str, _Step]]:
        """What is to be made of values with these keys: each part of a content with the function that makes it."""
        steps: list[tuple[str, _Step]] = [(key, _plain(key)) for key in PLAIN if key in keys]
        if not keys.isdisjoint(TIME_PARTS):
            steps.append(("when", _alike([key for key in TIME_PARTS if key in keys], self._time)))
        for key, parts in FIGURE_KEYS.items():
            if told := sorted(keys & parts):
                steps.append((key, _alike(told, _figure(key))))
        if not keys.isdisjoint(PLACE_KEYS):
            steps.append(("place", _alike([key for key in PLACE_KEYS if key in keys], self._place)))
        if roles := [role for role in Role if role.value in keys]:
            steps.append(("actors", lambda values: self._actors_of(roles, values)))
        if "source" in keys:
            beside = [key for key in BESIDE_SOURCE if key in keys]
            steps.append(("statements", lambda values: self._statements_of(values, beside)))
        own = [key for key in order if is_own(key)]
        if own:
            steps.append(("own", lambda values: self._whole({key: values[key] for key in own}).own))
        return steps

    def _whole(self, values: _Values) -> IncidentContent:
        return with_incident_values(BLANK_INCIDENT, values, {}, self._known)

    def _time(self, values: _Values) -> ReportedTime:
        return with_time(ReportedTime(), values, None, self._known)

    def _place(self, values: _Values) -> NamedRef | None:
        return place_of(None, values, None, self._known)

    def _actors_of(self, roles: list[Role], values: _Values) -> tuple[ActorInRole, ...]:
        actors, found = self._actors, []
        for role in roles:
            if value := values[role.value]:
                for name in texts_of(value):
                    actor = actors.get((role, name))
                    found.append(actor or _keep(actors, (role, name), ActorInRole(NamedRef(name), role)))
        return tuple(found)

    def _statements_of(self, values: _Values, beside: list[str]) -> tuple[Statement, ...]:
        """A statement for each source. Most rows tell nothing beside its name."""
        source = values["source"]
        if not source:
            return ()
        if any(values[key] for key in beside):
            told = {key: values[key] for key in beside}
            return self._whole({"source": source, **told}).statements
        new: dict[str, Statement] = {}
        for name in texts_of(source):
            said = self._statements.get(name) or _keep(self._statements, name, Statement(NamedRef(name)))
            new.setdefault(fold_name(name), said)
        return tuple(new.values())


def _plain(key: str) -> _Step:
    field = PLAIN[key]
    if field.type in (FieldType.TEXT, FieldType.LONG_TEXT):
        return lambda values: "" if (value := values[key]) is None else str(value)
    return lambda values: plain_value(field, values[key])


def _figure(key: str) -> _Step:
    def make(values: _Values) -> Any:
        made = figure_of(NOT_STATED, key, values)
        return NOT_STATED if made == NOT_STATED else made

    return make


def _alike(keys: list[str], make: _Step) -> _Step:
    """The same function of the values of these keys, remembering what it made. Values that are equal and of other types
    (1, 1.0 and true) are told apart, and so are the two hours that a clock shows twice."""
    kept: dict[Any, Any] = {}
    get = itemgetter(*keys)

    def made(values: _Values) -> Any:
        got = get(values)
        told = got if len(keys) > 1 else (got,)
        key = (got, *map(type, told))
        if datetime in key:
            key = (*key, *[each.fold for each in told if isinstance(each, datetime)])
        if key in kept:
            return kept[key]
        return _keep(kept, key, make(dict(zip(keys, told, strict=True))))

    return made


def _keep(kept: dict[Any, Any], key: Any, value: Any) -> Any:
    if len(kept) >= MOST:
        kept.clear()
    kept[key] = value
    return value
