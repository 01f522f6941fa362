"""Proposals of a statement: who speaks, what it does, and what it says of each field. Knows no widgets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ascertain.domain.codes import AssertionState, Role, Stance
from ascertain.domain.fields import ASSERTABLE
from ascertain.domain.folding import fold
from ascertain.domain.proposals.proposal import ORIGIN, SAID_ON, SOURCE, STANCE, Proposal
from ascertain.domain.records import Assertion, NamedRef
from ascertain.ui.form.incident.told import TypedStatement

_CODED = frozenset({"kind", "where_precision"})
"""What the analyst codes, and no source says."""


def asserts(proposal: Proposal) -> bool:
    """Whether a proposal is something that a statement can say of a field."""
    return proposal.field in ASSERTABLE and proposal.field not in _CODED


def lacking(typed: TypedStatement, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Those that say something of a statement which it does not hold yet."""
    return tuple(each for each in proposals if with_part(typed, each) != typed)


def with_part(typed: TypedStatement, proposal: Proposal, *, adopted: bool = False) -> TypedStatement:
    """The statement with one proposal taken in; as it is where that changes nothing."""
    told, value = typed.statement, proposal.value
    match proposal.field:
        case _ if proposal.field == SOURCE:
            return (
                typed if _same(told.source, value) else replace(typed, statement=replace(told, source=NamedRef(value)))
            )
        case _ if proposal.field == ORIGIN:
            return (
                typed if _same(told.origin, value) else replace(typed, statement=replace(told, origin=NamedRef(value)))
            )
        case _ if proposal.field == STANCE:
            return replace(typed, statement=replace(told, stance=Stance(value)))
        case _ if proposal.field == SAID_ON:
            return replace(typed, said_on=value)
    if not asserts(proposal):
        return typed
    assertions = _with_assertion(told.assertions, proposal, adopted)
    return replace(typed, statement=replace(told, assertions=assertions))


def _with_assertion(there: tuple[Assertion, ...], proposal: Proposal, adopted: bool) -> tuple[Assertion, ...]:
    """What a statement says of a field already stays; but for actors, of whom a role can have several."""
    valued = proposal.state is AssertionState.VALUE
    made = Assertion(proposal.field, proposal.state, proposal.value if valued else "", adopted)
    same = next((at for at, each in enumerate(there) if each.field == proposal.field), None)
    if same is None:
        return (*there, made)
    held = there[same]
    names = [fold(name) for name in held.value.split(";")]
    if proposal.field not in set(Role) or not valued or held.state is not AssertionState.VALUE:
        return there
    if fold(proposal.value) in (name.strip() for name in names):
        return there
    joined = replace(
        held, value="; ".join(part for part in (held.value.strip(), proposal.value) if part), adopted=adopted
    )
    return (*there[:same], joined, *there[same + 1 :])


def _same(ref: NamedRef | None, name: str) -> bool:
    return ref is not None and fold(ref.name) == fold(name)
