"""The wall between claim, blame and finding: what may never pass by itself, and what passes only when it is asked.

A claim is what somebody says of themselves; blame is what somebody says of others; the finding is the analyst's. So
- what an account asserts of one field can be taken into that field of the finding, and into no other;
- a statement that claims responsibility is no attribution, whatever it is noted under;
- a claim or blame that was told of another time is taken over only after a question that says from when it is;
- a copy of an incident for another event is made without who claimed it and who was blamed for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ascertain.domain.codes import Role, Stance
from ascertain.domain.field_edits import FieldEdit, Way
from ascertain.domain.messages import Message, say
from ascertain.domain.records import ActorInRole, IncidentContent, ReportedTime, Statement
from ascertain.domain.reported_time import local_days, read_time
from ascertain.domain.times.reckoning import Calendars

GUARDED = frozenset({Role.CLAIMED_BY, Role.ATTRIBUTED_TO})
"""The fields behind the wall: who says that they did it, and who is said to have done it."""
_GUARDED_KEYS = frozenset(each.value for each in GUARDED)
_OF_NOTHING_YET = frozenset({Stance.GIVES_CONTEXT, Stance.THREATENS, Stance.NO_COMMENT})
_OF_GUILT = frozenset({Stance.CLAIMS_RESPONSIBILITY, Stance.ATTRIBUTES})
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Telling:
    """Who spoke, how and when. `on`: the day of the statement, else that of its document; `when`: the time that the
    statement itself gives, as it was said."""

    speaker: str
    stance: Stance
    on: date | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class Barrier:
    """What stands in the way. `question`: the sentence; `passable`: whether the answer can be yes."""

    question: Message
    passable: bool = True


def may_fill(asserted: str, found: str) -> bool:
    """Whether what an account asserts of the field `asserted` may be offered for the field `found` of the finding."""
    return asserted == found


def barrier(field: str, telling: Telling, event: ReportedTime, calendars: Calendars | None = None) -> Barrier | None:
    """What must be asked before what somebody said is taken into a field of the finding of an event; None: nothing."""
    if field not in GUARDED:
        return None
    who = telling.speaker
    if field == Role.ATTRIBUTED_TO and telling.stance is Stance.CLAIMS_RESPONSIBILITY:
        text = say("{who} claims it. A claim is no attribution: note it under “Claimed by”.", who=who)
        return Barrier(text, passable=False)
    if telling.stance in _OF_NOTHING_YET:
        return Barrier(say("{who} does not speak of this event itself. Take it over all the same?", who=who))
    first, last = local_days(event.t_from, event.t_to, event.zone)
    if telling.on is not None and first is not None and telling.on < _day(first):
        text = say(
            "{who} said so on {day}, before this event ({event}). Take it over all the same?",
            who=who,
            day=telling.on,
            event=_day(first),
        )
        return Barrier(text)
    if telling.when and _elsewhen(telling, event, calendars) and first is not None and last is not None:
        text = say(
            "{who} speaks of “{when}”, and not of the time of this event ({event}). Take it over all the same?",
            who=who,
            when=telling.when,
            event=_day(first),
        )
        return Barrier(text)
    return None


def barrier_of_many(edits: Iterable[FieldEdit], count: int) -> Barrier | None:
    """What must be asked before a claim or blame is set in many incidents at once: it was made of one event, and is not
    carried to others by a stroke of the pen. To take one away asks nothing."""
    filled = (Role(each.field) for each in edits if each.field in _GUARDED_KEYS and each.way in (Way.SET, Way.ADD))
    role = next(filled, None)
    if role is None or count < 2:
        return None
    if role is Role.CLAIMED_BY:
        return Barrier(
            say(
                "Was each of these {count} events claimed by itself? A claim of one is not a claim of the others.",
                count=count,
            )
        )
    return Barrier(
        say(
            "Was each of these {count} events blamed on them by itself? Blame for one is not blame for the others.",
            count=count,
        )
    )


def telling_of(statement: Statement, published_on: date | None = None) -> Telling:
    """How a statement was told, with the day of its document where the statement has none of its own."""
    when = next((each.value for each in statement.assertions if each.field == "t_from"), "")
    return Telling(statement.source.name, statement.stance, statement.said_on or published_on, when)


def for_another_event(content: IncidentContent) -> IncidentContent:
    """A content as the beginning of another incident: without claims and blame, and with nothing adopted from them."""
    kept = tuple(_without_guilt(each) for each in content.statements if each.stance not in _OF_GUILT)
    return replace(content, actors=unguarded(content.actors), statements=kept)


def left_out(content: IncidentContent) -> bool:
    """Whether `for_another_event` leaves anything out."""
    return for_another_event(content) != content


def unguarded(actors: tuple[ActorInRole, ...]) -> tuple[ActorInRole, ...]:
    """The actors but those of a claim or an attribution."""
    return tuple(each for each in actors if each.role not in GUARDED)


def _without_guilt(statement: Statement) -> Statement:
    said = tuple(each for each in statement.assertions if each.field not in GUARDED)
    return statement if said == statement.assertions else replace(statement, assertions=said)


def _elsewhen(telling: Telling, event: ReportedTime, calendars: Calendars | None) -> bool:
    """Whether the time that a statement gives lies wholly outside that of the event. What has no reading asks
    nothing."""
    if event.t_from is None or event.t_to is None:
        return False
    said = read_time(telling.when, event.anchor.on or telling.on, event.zone, calendars)
    if said.t_from is None or said.t_to is None:
        return False
    return said.t_to <= event.t_from or event.t_to <= said.t_from


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)
