"""The work of one sitting at the review desk: what waits, what is done, what comes next."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from enum import StrEnum
from itertools import chain

from ascertain.app.commands import Command, Redo, SetFollowUp, SetStatus, Undo
from ascertain.domain.rows import SortKey
from ascertain.ui.review.verdicts import Finding


class Order(StrEnum):
    """In which order the queue stands."""

    WAITING_LONGEST = "waiting"
    DUE_FIRST = "due"
    NEWEST = "newest"

    @property
    def sort(self) -> tuple[SortKey, ...]:
        """The sort of the question to the log."""
        return {
            Order.WAITING_LONGEST: (SortKey("created_at"),),
            Order.DUE_FIRST: (SortKey("follow_up_on"), SortKey("created_at")),
            Order.NEWEST: (SortKey("created_at", descending=True),),
        }[self]


class Work:
    """The queue as it stood when work began.

    What is settled stays in its place, marked as done, until the queue is asked for anew.
    """

    def __init__(self) -> None:
        self.ids: array[int] = array("q")
        self.at: int | None = None
        self._done: set[int] = set()
        self._findings: dict[int, Finding] = {}

    @property
    def current(self) -> int | None:
        """The incident in hand."""
        return None if self.at is None else self.ids[self.at]

    @property
    def done(self) -> int:
        """How many of the queue are settled or put off in this sitting."""
        return len(self._done)

    def is_done(self, incident_id: int) -> bool:
        """Whether an incident is settled or put off."""
        return incident_id in self._done

    def start(self, ids: array[int]) -> None:
        """Begin with a queue, at its head; what was typed and not saved is kept."""
        self.ids = ids
        self._done = set()
        self.at = 0 if ids else None

    def rearrange(self, ids: array[int]) -> None:
        """Take the queue in another order, and keep the incident in hand. What is done already goes to the end."""
        current = self.current
        there = set(ids)
        self.ids = array("q", ids)
        self.ids.extend(done for done in sorted(self._done) if done not in there)
        self.at = None
        if self.ids:
            self.at = self.ids.index(current) if current is not None and current in self.ids else 0

    def step(self, by: int) -> None:
        """Go forward or back; the ends hold."""
        if self.at is not None:
            self.at = min(max(self.at + by, 0), len(self.ids) - 1)

    def go_to(self, at: int) -> None:
        """Take a certain place of the queue in hand."""
        if 0 <= at < len(self.ids):
            self.at = at

    def next_undone(self) -> bool:
        """Go to the next incident that is not done, from here on and then from the head; False when all are done."""
        if self.at is None or len(self._done) >= len(self.ids):
            return False
        places = chain(range(self.at + 1, len(self.ids)), range(self.at + 1))
        following = next((at for at in places if self.ids[at] not in self._done), None)
        if following is None:
            return False
        self.at = following
        return True

    def finding(self) -> Finding:
        """What is picked and typed for the incident in hand."""
        return Finding() if self.current is None else self._findings.get(self.current, Finding())

    def keep(self, finding: Finding) -> None:
        """Keep what is picked and typed for the incident in hand."""
        if self.current is None:
            return
        if finding.is_empty:
            self._findings.pop(self.current, None)
        else:
            self._findings[self.current] = finding

    def forget(self, incident_id: int) -> None:
        """What was picked and typed for an incident is saved."""
        self._findings.pop(incident_id, None)

    def note(self, command: Command, incident_ids: Collection[int]) -> bool:
        """Count what an operation has settled, or an undo has opened again. True when that changes what is shown."""
        if len(incident_ids) < 32:
            touched = {each for each in incident_ids if each in self.ids}
        else:
            touched = set(incident_ids).intersection(self.ids)
        before = len(self._done)
        if isinstance(command, SetStatus | SetFollowUp | Redo):
            self._done |= touched
        elif isinstance(command, Undo):
            self._done -= touched
        return bool(touched) or before != len(self._done)
