"""Making one incident of several that are the same: what they differ in, and what the one holds.

The kept incident comes first. A field takes the value of the incident that is chosen for it; without a choice that of
the first that states it. Notes are joined unless one is chosen. Actors (each in its role), tags, statements and what
these assert are those of all: a claim stays a claim, an attribution an attribution, and neither becomes a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ascertain.domain.adopting import SEVERAL
from ascertain.domain.codes import AnchorKind
from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.folding import fold
from ascertain.domain.messages import Message, say
from ascertain.domain.records import Anchor, Assertion, Figure, Incident, IncidentContent, OwnValue, Statement

OWN = "own:"
"""Begins the name of a part that is one of the user's own fields; its key follows."""

PARTS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "t_from": ("when",),
    "place": ("place", "where_precision"),
    "place_text": ("place_text",),
    "kind": ("kind",),
    "means": ("means",),
    "outcome": ("outcome",),
    "munitions": ("munitions",),
    "is_aggregate": ("is_aggregate",),
    **{key: (key,) for key in HARM_FIELDS},
    "status": ("status", "status_reason"),
    "follow_up_on": ("follow_up_on",),
    "notes": ("notes",),
}
"""What is chosen as one, by the key of its field: a place with how narrowly it is known, a status with its reason."""

_ALWAYS_STATED = frozenset({"is_aggregate", "status"})
Choices = Mapping[str, int]
"""For a part, the id of the incident whose value is taken."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A part in which incidents differ. `holders`: those that state it, the kept one first; `chosen`: whose value is
    taken, None where all are joined."""

    part: str
    holders: tuple[int, ...]
    chosen: int | None


@dataclass(frozen=True, slots=True)
class Moving:
    """How much the kept incident takes over: each number counts what it had not itself."""

    statements: int = 0
    assertions: int = 0
    links: int = 0
    actors: int = 0
    tags: int = 0


def differences(incidents: Sequence[Incident], choices: Choices | None = None) -> list[Difference]:
    """The parts of which more than one value is stated, in the order of the form."""
    found = []
    for part in (*PARTS, *_own_parts(incidents)):
        holders = [each for each in incidents if _stated(each.content, part)]
        if len({repr(_compared(each.content, part)) for each in holders}) > 1:
            chosen = _chosen(incidents, part, choices or {})
            found.append(Difference(part, tuple(each.id for each in holders), None if chosen is None else chosen.id))
    return found


def merged(incidents: Sequence[Incident], choices: Choices | None = None) -> IncidentContent:
    """The content of the one; the first of `incidents` is kept. Raises ValueError where there is none."""
    if not incidents:
        raise ValueError("nothing to merge")
    chosen = {part: _chosen(incidents, part, choices or {}) for part in (*PARTS, *_own_parts(incidents))}
    values: dict[str, Any] = {}
    for part, columns in PARTS.items():
        giver = chosen[part]
        values |= {column: getattr(giver.content, column) for column in columns} if giver is not None else {}
    if chosen["notes"] is None:
        notes = dict.fromkeys(each.content.notes.strip() for each in incidents)
        values["notes"] = "\n\n".join(note for note in notes if note)
    kept = incidents[0]
    own = [
        OwnValue(part.removeprefix(OWN), _own(giver, part)) for part, giver in chosen.items() if _is_own(part, giver)
    ]
    return replace(
        kept.content,
        **values | {"when": _without_themselves(values["when"], incidents)},
        actors=tuple(dict.fromkeys(actor for each in incidents for actor in each.content.actors)),
        statements=tuple(_statements(incidents, chosen)),
        tags=_tags(incidents),
        draft=all(each.content.draft for each in incidents),
        own=tuple(own),
    )


def moving(incidents: Sequence[Incident]) -> Moving:
    """How much the first takes over from the others."""
    kept, one = incidents[0].content, merged(incidents)
    ids = {each.id for each in incidents}
    links = {(link.type, link.other_id) for each in incidents[1:] for link in each.links if link.other_id not in ids}
    had = {(link.type, link.other_id) for link in incidents[0].links}
    return Moving(
        len(one.statements) - len(kept.statements),
        sum(len(each.assertions) for each in one.statements) - sum(len(each.assertions) for each in kept.statements),
        len(links - had),
        len(one.actors) - len(kept.actors),
        len(one.tags) - len(kept.tags),
    )


def merge_label(kept: str, others: Sequence[str]) -> Message:
    """The name of the operation."""
    if len(others) == 1:
        return say("Merge {other} into {ref}", other=others[0], ref=kept)
    return say("Merge {count} incidents into {ref}", count=len(others), ref=kept)


def _chosen(incidents: Sequence[Incident], part: str, choices: Choices) -> Incident | None:
    """Whose value is taken; None: all are joined."""
    wanted = choices.get(part)
    named = next((each for each in incidents if each.id == wanted), None)
    if named is not None:
        return named
    stating = [each for each in incidents if _stated(each.content, part)]
    if part == "notes" and len(stating) > 1:
        return None
    return stating[0] if stating else incidents[0]


def _stated(content: IncidentContent, part: str) -> bool:
    if part in _ALWAYS_STATED:
        return True
    if part.startswith(OWN):
        return bool(content.own_value(part.removeprefix(OWN)))
    value = getattr(content, PARTS[part][0])
    if isinstance(value, Figure):
        return value.stated or value.unknown
    if part == "t_from":
        return bool(content.when.phrase.strip()) or content.when.t_from is not None
    return bool(value.strip()) if isinstance(value, str) else value is not None


def _compared(content: IncidentContent, part: str) -> object:
    """What makes two values of a part the same."""
    if part.startswith(OWN):
        return content.own_value(part.removeprefix(OWN))
    if part == "t_from":
        return content.when
    if part == "place":
        return (content.place.id if content.place else None, content.where_precision)
    return tuple(getattr(content, column) for column in PARTS[part])


def _without_themselves(when: Any, incidents: Sequence[Incident]) -> Any:
    """A time that was told from one of them is told from its day: nothing is told from itself."""
    own = when.anchor.kind is AnchorKind.INCIDENT and when.anchor.record_id in {each.id for each in incidents}
    return replace(when, anchor=Anchor(AnchorKind.DATE, when.anchor.on)) if own else when


def _tags(incidents: Sequence[Incident]) -> tuple[str, ...]:
    known: dict[str, str] = {}
    for tag in (tag for each in incidents for tag in each.content.tags):
        known.setdefault(fold(tag), tag)
    return tuple(known.values())


def _own_parts(incidents: Sequence[Incident]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(OWN + value.field for each in incidents for value in each.content.own))


def _own(giver: Incident | None, part: str) -> str:
    return "" if giver is None else giver.content.own_value(part.removeprefix(OWN))


def _is_own(part: str, giver: Incident | None) -> bool:
    return part.startswith(OWN) and bool(_own(giver, part))


def _statements(incidents: Sequence[Incident], chosen: Mapping[str, Incident | None]) -> Iterable[Statement]:
    """Each statement once, in the order of the incidents, with what it asserts of any of them; where it asserts two
    things of one field, with what it asserts of the first."""
    asserted: dict[int | None, dict[str, tuple[Incident, Assertion]]] = {}
    told: dict[int | None, Statement] = {}
    for each in incidents:
        for statement in each.content.statements:
            told.setdefault(statement.id, statement)
            fields = asserted.setdefault(statement.id, {})
            for assertion in statement.assertions:
                fields.setdefault(assertion.field, (each, assertion))
    citing = {field: _cited(incidents, field, chosen) for fields in asserted.values() for field in fields}
    for number, statement in told.items():
        said = (
            replace(assertion, id=None, adopted=assertion.adopted and of.id in citing[assertion.field])
            for of, assertion in asserted[number].values()
        )
        yield replace(statement, assertions=tuple(said))


def _cited(incidents: Sequence[Incident], field: str, chosen: Mapping[str, Incident | None]) -> set[int]:
    """The incidents whose finding in this field the one takes over, with the assertion that it cites: that of the
    chosen one, or of the first other that found the same. Of actors all are taken."""
    if field in SEVERAL:
        return {each.id for each in incidents}
    part = "place" if field == "where_precision" else field
    giver = chosen.get(part)
    if giver is None:
        return set()
    same = [
        giver,
        *(e for e in incidents if e is not giver and _compared(e.content, part) == _compared(giver.content, part)),
    ]
    first = next((each.id for each in same if _cites(each, field)), None)
    return set() if first is None else {first}


def _cites(incident: Incident, field: str) -> bool:
    said = (assertion for statement in incident.content.statements for assertion in statement.assertions)
    return any(each.field == field and each.adopted for each in said)
