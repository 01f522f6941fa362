"""The proposals that stand in the boxes of an incident. They are no part of what is typed. Knows no widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from ascertain.domain.codes import AssertionState, Role
from ascertain.domain.fields import BY_KEY, FieldType
from ascertain.domain.folding import fold
from ascertain.domain.proposals.proposal import STATEMENT_FIELDS, Proposal
from ascertain.domain.records import NamedRef

_TYPED_STATES = (AssertionState.EXPLICIT_ZERO, AssertionState.UNKNOWN)


def stands_in_a_box(proposal: Proposal) -> bool:
    """Whether a proposal is one of the finding.

    Whom a statement holds responsible is not: the finding takes it from the statement, when the analyst adopts it. Nor
    is a silence, but for counts: none and unknown are typed there.
    """
    field = BY_KEY.get(proposal.field)
    if field is None or field.derived or proposal.field in (Role.ATTRIBUTED_TO, *STATEMENT_FIELDS):
        return False
    if proposal.state is AssertionState.VALUE:
        return True
    return field.type is FieldType.FIGURE and proposal.state in _TYPED_STATES


class Offered:
    """Open proposals by field. Each leaves when it is accepted, rejected, or something else is typed in its box."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[Proposal, ...]] = {}

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields with an open proposal."""
        return tuple(self._open)

    def of(self, key: str) -> tuple[Proposal, ...]:
        """The open proposals of one field; actors have several."""
        return self._open.get(key, ())

    def offer(self, proposals: Iterable[Proposal], filled: Callable[[str], bool]) -> None:
        """Take those that go into boxes in which nothing stands; what stands there stays."""
        for each in proposals:
            if stands_in_a_box(each) and not filled(each.field):
                several = self._open.get(each.field, ()) if BY_KEY[each.field].type is FieldType.ACTORS else ()
                self._open[each.field] = (*several, each)

    def clear(self) -> None:
        """Forget all of them."""
        self._open.clear()

    def drop(self, key: str) -> tuple[Proposal, ...]:
        """Let those of a field go; what they were."""
        return self._open.pop(key, ())

    def shown(self, key: str, typed: Any) -> Any:
        """What stands in the box: the proposal where there is one, else what is typed."""
        proposals = self.of(key)
        if not proposals:
            return typed
        value = proposals[0].value
        match BY_KEY[key].type:
            case FieldType.TIME:
                return replace(typed, phrase=value, by_hand=False)
            case FieldType.PLACE:
                return NamedRef(value, place=proposals[0].place)
            case FieldType.ACTORS:
                return (*typed, *(NamedRef(each.value) for each in proposals))
            case FieldType.FLAG:
                return True
        return value

    def taken_in(self, key: str, value: Any, typed: Any) -> Any:
        """What is typed now that the box holds `value`: a proposal that still stands there is none of it. What is
        typed over a proposal takes its place."""
        proposals = self.of(key)
        if not proposals:
            return value
        match BY_KEY[key].type:
            case FieldType.ACTORS:
                return self._actors(key, value, typed)
            case FieldType.TIME:
                if value.phrase == proposals[0].value and not value.by_hand:
                    return replace(value, phrase=typed.phrase)
            case FieldType.PLACE:
                if value is not None and fold(value.name) == fold(proposals[0].value):
                    return typed
            case FieldType.FLAG:
                if value:
                    return typed
            case _:
                if value == proposals[0].value:
                    return typed
        self.drop(key)
        return value

    def _actors(self, key: str, value: tuple[NamedRef, ...], typed: tuple[NamedRef, ...]) -> tuple[NamedRef, ...]:
        """Of several, those that were taken out are rejected one by one; a name that was added replaces them all."""
        proposed = {fold(each.value) for each in self.of(key)}
        names = {fold(each.name) for each in value}
        rest = tuple(each for each in value if fold(each.name) not in proposed)
        if {fold(each.name) for each in rest} - {fold(each.name) for each in typed}:
            self.drop(key)
            return rest
        left = tuple(each for each in self.of(key) if fold(each.value) in names)
        if left:
            self._open[key] = left
        else:
            self.drop(key)
        return rest
