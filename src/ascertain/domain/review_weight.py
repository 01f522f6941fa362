"""How much hangs on an incident that waits for review. The weightiest is looked at first.

| what                                                      | points                                     |
|-----------------------------------------------------------|--------------------------------------------|
| killed are reported                                       | 4; from 10 on 6; from 100 on 8             |
| injured are reported                                      | 2; from 10 on 3; from 100 on 4             |
| independent origins                                       | 1 for each, 3 at most                      |
| accounts contradict each other (disputed)                 | 2                                          |
| a claim or a part is left to be settled (claimed, partly) | 1                                          |
| the day to look again has come                            | 2; a week or more ago 3                    |
| new evidence since the last review                        | 4                                          |

A count is the best one, where there is none the lowest, then the highest. The scale is the program's own. The log
orders by the same table (`store.reading.review_order`); a test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ascertain.domain.codes import Status
from ascertain.domain.figure import Figure
from ascertain.domain.messages import Message, say

Steps = tuple[tuple[int, int], ...]
"""From which number on how many points, ascending."""

KILLED: Steps = ((1, 4), (10, 6), (100, 8))
INJURED: Steps = ((1, 2), (10, 3), (100, 4))
ORIGINS: Steps = ((1, 1), (2, 2), (3, 3))
OVERDUE: Steps = ((0, 2), (7, 3))
"""By days since the day to look again."""
STATUS = {Status.DISPUTED: 2, Status.CLAIMED: 1, Status.PARTLY_CONFIRMED: 1}
NEW_EVIDENCE = 4


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is weighed of one incident. `changed`: there is new evidence since its last review."""

    status: str
    killed: Figure
    injured: Figure
    origins: int
    follow_up_on: date | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Weight:
    """The points, and a sentence for each part of them."""

    points: int
    reasons: tuple[Message, ...]


def weigh(waiting: Waiting, today: date) -> Weight:
    """The weight of an incident seen from the day `today`."""
    parts = [(points, reason) for points, reason in _parts(waiting, today) if points]
    return Weight(sum(points for points, _ in parts), tuple(reason for _, reason in parts))


def counted(figure: Figure) -> int | None:
    """The one number by which a figure is weighed."""
    return next((each for each in (figure.best, figure.low, figure.high) if each is not None), None)


def points_for(steps: Steps, number: int | None) -> int:
    """The points of the highest step that a number reaches."""
    return max((points for least, points in steps if number is not None and number >= least), default=0)


def _parts(waiting: Waiting, today: date) -> Iterator[tuple[int, Message]]:
    killed, injured = counted(waiting.killed), counted(waiting.injured)
    points = points_for(KILLED, killed)
    yield points, say("{count} killed (+{points})", count=killed, points=points)
    points = points_for(INJURED, injured)
    yield points, say("{count} injured (+{points})", count=injured, points=points)
    points = points_for(ORIGINS, waiting.origins)
    yield (
        points,
        say(
            "{count} independent origins (+{points})",
            singular="1 independent origin (+{points})",
            count=waiting.origins,
            points=points,
        ),
    )
    yield from _by_status(waiting.status)
    if waiting.follow_up_on is not None:
        days = (today - waiting.follow_up_on).days
        points = points_for(OVERDUE, days)
        yield points, say("the day to look again has come (+{points})", points=points)
    if waiting.changed:
        yield NEW_EVIDENCE, say("new evidence since the last review (+{points})", points=NEW_EVIDENCE)


def _by_status(status: str) -> Iterable[tuple[int, Message]]:
    points = {each.value: points for each, points in STATUS.items()}.get(status, 0)
    if status == Status.DISPUTED:
        yield points, say("accounts contradict each other (+{points})", points=points)
    elif status == Status.CLAIMED:
        yield points, say("a claim is left to be settled (+{points})", points=points)
    elif points:
        yield points, say("a part is left to be settled (+{points})", points=points)
