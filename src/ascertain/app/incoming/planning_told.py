"""How rows stand to the log that belong to incidents: statements, what they assert, and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ascertain.app.incoming.planned import TWICE, Planned, weighed
from ascertain.domain.incident_validation import check_incident, check_links
from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Standing
from ascertain.domain.incoming.targets import blank
from ascertain.domain.incoming.told_rows import ToldAssertion, ToldLink, ToldStatement
from ascertain.domain.messages import say
from ascertain.domain.problems import Problem
from ascertain.domain.records import Incident, IncidentContent, Link, NamedRef, Statement

if TYPE_CHECKING:
    from ascertain.app.incoming.planning import Planner

_NO_INCIDENT = say(
    "Neither the log nor the file has this incident. Put the number of one that there is, or take the row out."
)
_NO_STATEMENT = say("Neither the log nor the file has the statement that says this. Take the row out.")
_NO_FIELD = say("Say of which field this is said.")


def plan_statements(planner: Planner, rows: Sequence[IncomingRow]) -> Iterator[Planned]:
    """How rows of statements stand."""
    told = [planner.made(row, blank(row.kind), planner.codes.put_in(row)) for row in rows]
    owners = _Owners(
        planner, [(row, each) for row, each in zip(rows, told, strict=True) if not isinstance(each, Planned)]
    )
    known = planner.asked.statements(row.uid for row in rows)
    for row, each in zip(rows, told, strict=True):
        if isinstance(each, Planned):
            yield each
        elif not owners.has(row, each):
            yield planner.refused(row, "ref", each.ref or row.of, _NO_INCIDENT)
        elif (once := f"{row.uid} {owners.of(row, each) or each.incident or each.ref}") in planner.fresh[row.kind]:
            yield planner.refused(row, "uid", row.uid, TWICE)
        else:
            if row.uid:
                planner.fresh[row.kind].add(once)
            yield _statement(planner, row, each, owners.of(row, each), known.get(row.uid, {}))


def _statement(
    planner: Planner, row: IncomingRow, told: ToldStatement, owner: int | None, known: dict[int, ToldStatement]
) -> Planned:
    current = known.get(owner or 0)
    if current is None:
        borne = next(iter(known.values()), None)
        statement = told.statement if borne is None else borne.statement
        problems = _faults(planner, statement)
        if problems:
            return planner.faulty(row, problems)
        planner.fresh[row.kind].add(row.uid)
        name = f"{told.ref} {statement.source.name}".strip()
        return Planned(
            row.kind, row.spot, Standing.NEW, name, row, after=replace(told, statement=statement), changed=row.values,
            number=statement.id, owner=owner,
        )  # fmt: skip
    targets = [each for each in planner.targets(row.kind) if each.key != "ref"]
    taken, conflicts = weighed(planner.coded(row), current, targets, planner.choice)
    after = planner.made(row, current, taken)
    if isinstance(after, Planned):
        return after
    problems = _faults(planner, after.statement)
    if problems:
        return planner.faulty(row, problems)
    written = after if after.statement != current.statement else None
    return Planned(
        row.kind, row.spot, planner.standing_of(written is not None, bool(conflicts)),
        f"{current.ref} {current.statement.source.name}", row, current, written, conflicts, changed=taken,
        number=current.statement.id, owner=owner,
    )  # fmt: skip


def plan_assertions(planner: Planner, rows: Sequence[IncomingRow]) -> Iterator[Planned]:
    """How rows of what statements assert stand; the uid of such a row is that of its statement."""
    told = [planner.made(row, blank(row.kind), planner.codes.put_in(row)) for row in rows]
    owners = _Owners(
        planner, [(row, each) for row, each in zip(rows, told, strict=True) if not isinstance(each, Planned)]
    )
    known = planner.asked.statements(row.uid for row in rows)
    for row, each in zip(rows, told, strict=True):
        if isinstance(each, Planned):
            yield each
        elif not owners.has(row, each):
            yield planner.refused(row, "ref", each.ref or row.of, _NO_INCIDENT)
        elif not each.assertion.field:
            yield planner.refused(row, "field", "", _NO_FIELD)
        else:
            yield _assertion(planner, row, each, owners.of(row, each), known.get(row.uid, {}))


def _assertion(
    planner: Planner, row: IncomingRow, told: ToldAssertion, owner: int | None, known: dict[int, ToldStatement]
) -> Planned:
    current = known.get(owner or 0)
    if current is None and row.uid not in planner.fresh[RecordKind.STATEMENT]:
        return planner.refused(row, "source", "", _NO_STATEMENT)
    statement = told.statement if current is None else current.statement
    field = told.assertion.field
    there = next((each for each in statement.assertions if each.field == field), None)
    name = f"{told.ref} {field}".strip()
    if there is None:
        problems = _faults(planner, replace(_named(statement), assertions=(told.assertion,)))
        if problems:
            return planner.faulty(row, problems)
        return Planned(
            row.kind, row.spot, Standing.NEW, name, row, after=told, changed=row.values, number=statement.id,
            owner=owner,
        )  # fmt: skip
    before = ToldAssertion(there, statement, told.ref, told.incident, row.uid)
    targets = [each for each in planner.targets(row.kind) if each.key not in ("ref", "field")]
    taken, conflicts = weighed(planner.coded(row), before, targets, planner.choice)
    after = planner.made(row, before, taken)
    if isinstance(after, Planned):
        return after
    problems = _faults(planner, replace(_named(statement), assertions=(after.assertion,)))
    if problems:
        return planner.faulty(row, problems)
    written = after if after.assertion != there else None
    return Planned(
        row.kind, row.spot, planner.standing_of(written is not None, bool(conflicts)), name, row, before, written,
        conflicts, changed=taken, number=there.id, owner=owner,
    )  # fmt: skip


def plan_links(planner: Planner, rows: Sequence[IncomingRow]) -> Iterator[Planned]:
    """How rows of links between incidents stand."""
    told = [planner.made(row, blank(row.kind), planner.codes.put_in(row)) for row in rows]
    there = [each for each in told if not isinstance(each, Planned)]
    uids = {uid for each in there for uid in (each.incident, each.other)} | {row.of for row in rows}
    refs = {ref for each in there for ref in (each.ref, each.link.other_ref)} | {row.of for row in rows}
    by_uid, by_ref = planner.asked.incidents(uids, refs)

    def find(*keys: str) -> Incident | None:
        return next((found for key in keys if (found := by_uid.get(key) or by_ref.get(key)) is not None), None)

    for row, each in zip(rows, told, strict=True):
        if isinstance(each, Planned):
            yield each
            continue
        fresh = planner.fresh[RecordKind.INCIDENT]
        one, other = find(each.incident, row.of, each.ref), find(each.other, each.link.other_ref)
        if one is None and fresh.isdisjoint((each.incident, row.of, each.ref)):
            yield planner.refused(row, "ref", each.ref or row.of, _NO_INCIDENT)
        elif other is None and fresh.isdisjoint((each.other, each.link.other_ref)):
            yield planner.refused(row, "other", each.link.other_ref, _NO_INCIDENT)
        else:
            yield _link(planner, row, each, one, other)


def _link(planner: Planner, row: IncomingRow, told: ToldLink, one: Incident | None, other: Incident | None) -> Planned:
    name = f"{told.ref} {told.link.other_ref}".strip()
    there = None if one is None or other is None else _linked(one, other.id, told.link)
    owner = None if one is None else one.id
    if there is None:
        link = told.link if other is None else replace(told.link, other_id=other.id)
        problems = check_links(owner, (link,)) if other is not None else ()
        if problems:
            return planner.faulty(row, problems)
        after = replace(told, link=link)
        return Planned(
            row.kind, row.spot, Standing.NEW, name, row, after=after, changed=row.values, owner=owner,
        )  # fmt: skip
    before = replace(told, link=there)
    targets = [each for each in planner.targets(row.kind) if each.key not in ("ref", "other", "type")]
    taken, conflicts = weighed(planner.coded(row), before, targets, planner.choice)
    after = planner.made(row, before, taken)
    if isinstance(after, Planned):
        return after
    problems = check_links(owner, (after.link,))
    if problems:
        return planner.faulty(row, problems)
    written = after if after.link != there else None
    return Planned(
        row.kind, row.spot, planner.standing_of(written is not None, bool(conflicts)), name, row, before, written,
        conflicts, changed=taken, number=there.id, owner=owner,
    )  # fmt: skip


def _linked(one: Incident, other: int, wanted: Link) -> Link | None:
    """The link of this type between the two, from the same end where its ends differ."""
    both_ways = {"same_as", "possibly_same", "overlaps", "distinct_from"}
    for each in one.links:
        same_end = each.outgoing == wanted.outgoing or each.type.value in both_ways
        if each.other_id == other and each.type is wanted.type and same_end:
            return each
    return None


class _Owners:
    """The incidents on which rows bear: by uid, else by ref, in the log or among those that the file brings."""

    def __init__(self, planner: Planner, told: Iterable[tuple[IncomingRow, ToldStatement | ToldAssertion]]) -> None:
        pairs = list(told)
        uids = {key for row, each in pairs for key in (each.incident, row.of) if key}
        refs = {key for row, each in pairs for key in (each.ref, row.of) if key}
        self._fresh = planner.fresh[RecordKind.INCIDENT]
        self._by_uid, self._by_ref = planner.asked.incident_numbers(uids, refs)

    def of(self, row: IncomingRow, told: ToldStatement | ToldAssertion) -> int | None:
        """The number of the incident, None where it is new."""
        if told.incident and (told.incident in self._by_uid or told.incident in self._fresh):
            return self._by_uid.get(told.incident)
        return self._by_uid.get(row.of) or self._by_ref.get(row.of) or self._by_ref.get(told.ref)

    def has(self, row: IncomingRow, told: ToldStatement | ToldAssertion) -> bool:
        """Whether there is or will be one."""
        return self.of(row, told) is not None or not self._fresh.isdisjoint((told.incident, row.of, told.ref))


def _faults(planner: Planner, statement: Statement) -> tuple[Problem, ...]:
    content = IncidentContent(title="-", statements=(statement,))
    return check_incident(content, planner.vocabularies, planner.fields)


def _named(statement: Statement) -> Statement:
    """A statement of which the row tells no more than what is asserted."""
    return statement if statement.source.name else replace(statement, source=NamedRef("-"))
