"""However much is written, every exporter asks again soon whether it is still wanted: counted in calls, not in time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType

import pytest

from ascertain.domain.conduct import Conduct
from ascertain.domain.records import IncidentContent, NamedRef, Statement
from ascertain.domain.totals import Totals
from ascertain.exchange.exporters import exporters
from ascertain.exchange.outgoing import Outgoing
from tests.exchange.given import FULL, exporter, incident, outgoing

EACH = pytest.mark.parametrize("name", [each.name for each in exporters()])
FEW, MANY = 100, 300
"""Already the few have more rows than any exporter takes at once (`sheet_files`)."""
NOTHING = 10_000
"""Calls that take two or three milliseconds where nobody counts them: a stretch may grow up to here."""
MOST = 100_000


@dataclass
class Stretches:
    """Counts the calls of functions, of Python's own too, and how many there are between two looks at the conduct."""

    since: int = 0
    longest: int = 0
    conduct: Conduct = field(init=False)

    def __post_init__(self) -> None:
        self.conduct = Conduct(cancelled=self._asked)

    def _asked(self) -> bool:
        self.longest, self.since = max(self.longest, self.since), 0
        return False

    def _count(self, _frame: FrameType, event: str, _argument: object) -> None:
        if event in ("call", "c_call"):
            self.since += 1

    def of(self, work: Callable[[], object]) -> int:
        """The longest stretch of this work without a look, its end included."""
        before = sys.getprofile()
        sys.setprofile(self._count)
        try:
            work()
        finally:
            sys.setprofile(before)
        self._asked()
        return self.longest


def many(count: int) -> Outgoing:
    """Incidents that name other sources each, so that everything that grows does."""

    def content(at: int) -> IncidentContent:
        said = (Statement(NamedRef(f"{at} {turn}"), document=NamedRef(f"page {at} {turn}")) for turn in range(3))
        return replace(FULL, title=f"Incident {at}", statements=tuple(said))

    given = outgoing([incident(at, content(at)) for at in range(1, count + 1)])
    return replace(given, counted=lambda: (Totals(), {}))


@EACH
def test_writing_asks_as_often_however_much_there_is(name: str, tmp_path: Path) -> None:
    def longest(count: int) -> int:
        given, counted = many(count), Stretches()
        out = tmp_path / f"{count}{exporter(name).suffix}"
        return counted.of(lambda: exporter(name).write(given, out, counted.conduct))

    longest(1)  # Libraries are imported by the first.
    few, more = longest(FEW), longest(MANY)
    assert more <= min(max(few, NOTHING), MOST)


@EACH
def test_looking_for_losses_asks_as_often_however_much_there_is(name: str) -> None:
    def longest(count: int) -> int:
        given, counted = many(count), Stretches()
        return counted.of(lambda: exporter(name).losses(given, counted.conduct))

    few, more = longest(FEW), longest(MANY)
    assert more <= min(max(few, NOTHING), MOST)
