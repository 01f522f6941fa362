"""Checks of very many incidents of which parts are one and the same object, as `incoming.new_incidents` makes them: a
part that was found to be right is not looked at again."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from ascertain.domain.folding import fold_name
from ascertain.domain.incident_validation import (
    CODED,
    FIGURES,
    check_incident,
    check_tags,
)
from ascertain.domain.own_fields import NO_OWN, Fields
from ascertain.domain.problems import Problem
from ascertain.domain.records import NOT_STATED, ActorInRole, IncidentContent
from ascertain.domain.texts import Findings
from ascertain.domain.vocabulary import Vocabularies

_MOST = 100_000
"""How many parts are remembered."""
_codes: Callable[[IncidentContent], tuple[Any, ...]] = attrgetter(*(field.key for field in CODED))
_figures: Callable[[IncidentContent], tuple[Any, ...]] = attrgetter(*FIGURES)


class ManyChecks:
    """Finds the faults that `check_incident` finds."""

    def __init__(self, vocabularies: Vocabularies, fields: Fields = NO_OWN) -> None:
        self._vocabularies, self._fields = vocabularies, fields
        self._right: dict[int, object] = {}
        """Parts that are right, by their identity: as long as they stand here no other object has it."""
        self._right_codes: set[tuple[Any, ...]] = set()
        self._actors: dict[int, tuple[ActorInRole, tuple[str, str]]] = {}

    def check(self, content: IncidentContent) -> tuple[Problem, ...]:
        """Every fault in the content of an incident, as `check_incident` tells them."""
        if self._is_right(content):
            return ()
        problems = check_incident(content, self._vocabularies, self._fields)
        if not problems:
            self._remember(content)
        return problems

    def _is_right(self, content: IncidentContent) -> bool:
        """Whether all is known to be right or seen to be at once; False where nobody knows yet."""
        right = self._right
        if content.follow_up_on is not None or content.own or _codes(content) not in self._right_codes:
            return False
        if id(content.when) not in right or (content.place is not None and id(content.place) not in right):
            return False
        for figure in _figures(content):
            if figure is not NOT_STATED and id(figure) not in right:
                return False
        for statement in content.statements:
            if id(statement) not in right:
                return False
        return self._are_right(content.actors) and _texts_are_right(content)

    def _are_right(self, actors: tuple[ActorInRole, ...]) -> bool:
        try:
            names = {self._actors[id(each)][1] for each in actors}
        except KeyError:
            return False
        return len(names) == len(actors)

    def _remember(self, content: IncidentContent) -> None:
        """Of a content without a fault every part is right."""
        if len(self._right) > _MOST:
            self._right.clear()
            self._actors.clear()
            self._right_codes.clear()
        self._right_codes.add(_codes(content))
        for part in (content.when, content.place, *_figures(content), *content.statements):
            self._right[id(part)] = part
        for each in content.actors:
            # By their names alone: one with a number may be the same as one of another name.
            if each.actor.id is None:
                self._actors[id(each)] = each, (each.role.value, fold_name(each.actor.name))


def _texts_are_right(content: IncidentContent) -> bool:
    if not content.draft and not content.title.strip():
        return False
    found = Findings()
    found.line("title", content.title)
    found.line("place_text", content.place_text)
    found.text("status_reason", content.status_reason)
    found.text("notes", content.notes)
    if content.tags:
        check_tags(found, content.tags)
    return not found.problems
