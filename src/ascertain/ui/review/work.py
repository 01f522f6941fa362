"""The work of one sitting at the review desk: what waits, what is done, what comes next."""

from __future__ import annotations

from array import array
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import chain

from ascertain.app.commands import Command, KeepStatus, SetFollowUp, SetStatus
from ascertain.domain.review import Tally
from ascertain.ui.review.verdicts import Finding


class Desk(Enum):
    """What lies on the desk."""

    QUEUE = auto()
    """What waits for review."""
    SECOND_LOOK = auto()
    """What was settled."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """What the log answers to a desk that asks for its work. `there`: the same ids, to look into; `whole`: the queue
    goes no further."""

    ids: array[int]
    changed: frozenset[int] = frozenset()
    tally: Tally = field(default_factory=Tally)
    there: frozenset[int] = frozenset()
    whole: bool = True


class Work:
    """The queue as it stood when work began.

    What is settled stays in its place, marked as done, until the queue is asked for anew. What is done today is told by
    the log, so that it survives a restart and follows Undo.
    """

    def __init__(self) -> None:
        self.ids: array[int] = array("q")
        self.at: int | None = None
        self.changed: frozenset[int] = frozenset()
        self.tally = Tally()
        self.whole = True
        self.skipped: set[int] = set()
        self._there: frozenset[int] = frozenset()
        self._done: set[int] = set()
        self._findings: dict[int, Finding] = {}

    @property
    def current(self) -> int | None:
        """The incident in hand."""
        return None if self.at is None else self.ids[self.at]

    @property
    def done(self) -> int:
        """How many are reviewed today."""
        return len(self._done)

    @property
    def total(self) -> int:
        """How many are reviewed today or wait."""
        return len(self.ids) + sum(1 for each in self._done if each not in self._there)

    def is_done(self, incident_id: int) -> bool:
        """Whether an incident is settled or put off today."""
        return incident_id in self._done

    def start(self, sitting: Sitting) -> None:
        """Begin with a queue, at the first that is not done; what was typed and not saved is kept."""
        self._take(sitting)
        self.at = 0 if self.ids else None
        if self.ids and self.is_done(self.ids[0]) and not self.next_undone():
            self.at = 0

    def rearrange(self, sitting: Sitting) -> None:
        """Take the queue as it is now, and keep the incident in hand. What was settled here goes to the end."""
        current, settled = self.current, sorted(self._done & self._there)
        self._take(sitting)
        left = [each for each in settled if each not in self._there]
        self.ids = self.ids + array("q", left)
        self._there |= frozenset(left)
        self.at = None
        if self.ids:
            self.at = self.ids.index(current) if current is not None and current in self._there else 0

    def count(self, tally: Tally, changed: frozenset[int]) -> None:
        """Take what the log tells of the day, and of what changed since its last review."""
        self.tally, self._done, self.changed = tally, set(tally.ids), changed

    def step(self, by: int) -> None:
        """Go forward or back; the ends hold."""
        if self.at is not None:
            self.at = min(max(self.at + by, 0), len(self.ids) - 1)

    def skip(self) -> None:
        """Leave the incident in hand for later."""
        if self.current is not None and not self.is_done(self.current):
            self.skipped.add(self.current)
        self.step(1)

    def go_to(self, at: int) -> None:
        """Take a certain place of the queue in hand."""
        if 0 <= at < len(self.ids):
            self.at = at

    def find(self, incident_id: int) -> bool:
        """Take a certain incident in hand; False where it does not stand here."""
        if incident_id not in self._there:
            return False
        self.at = self.ids.index(incident_id)
        return True

    def bring(self, incident_id: int) -> None:
        """Take a certain incident in hand, before all others where it does not stand here."""
        if not self.find(incident_id):
            self.ids = array("q", [incident_id]) + self.ids
            self._there |= {incident_id}
            self.at = 0

    def next_undone(self) -> bool:
        """Go to the next incident that is not done, from here on and then from the head; False when all are done."""
        if self.at is None:
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

    def keep(self, finding: Finding, incident_id: int | None = None) -> None:
        """Keep what is picked and typed for an incident, the one in hand where none is named."""
        of = self.current if incident_id is None else incident_id
        if of is None:
            return
        if finding.is_empty:
            self._findings.pop(of, None)
        else:
            self._findings[of] = finding

    def forget(self, incident_id: int) -> None:
        """What was picked and typed for an incident is saved."""
        self._findings.pop(incident_id, None)

    def note(self, command: Command, incident_ids: Collection[int]) -> bool:
        """Count what an operation has settled at once, ahead of what the log tells. True where it touches an incident
        that does not stand here, and perhaps should."""
        if isinstance(command, SetStatus | KeepStatus | SetFollowUp):
            self._done.update(incident_ids)
            self.skipped.difference_update(incident_ids)
        return any(each not in self._there for each in incident_ids)

    def _take(self, sitting: Sitting) -> None:
        self.ids, self._there, self.whole = sitting.ids, sitting.there, sitting.whole
        self.count(sitting.tally, sitting.changed)
