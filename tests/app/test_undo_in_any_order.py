"""Commands, undo, redo and restarts in any order: the log is always what the journal says, and undo brings back what
was. Chance decides here too, but what fails is made short; `tests/prove/any_order.py` goes a long way."""

from __future__ import annotations

import random
import tempfile
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascertain.app import commands as c
from tests.prove.any_deeds import DEEDS
from tests.prove.any_order import AnyOrder

_steps = st.one_of(
    st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 2**20)),
    st.tuples(st.sampled_from(["undo", "undo", "redo", "restart"]), st.just(0)),
)
_BESIDE = {c.Undo, c.Redo, c.PurgeIncidents, c.PurgeEntry}
"""Undo and redo are steps of their own; a purge cannot be undone, and `tests/store` and `tests/app` hold it."""


@given(st.lists(_steps, min_size=1, max_size=25))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_step_leads_back_and_forth(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(AnyOrder(Path(folder))) as log:
        for name, seed in steps:
            if name in DEEDS:
                log.do(name, random.Random(seed))
            elif name == "restart":
                log.restart()
            else:
                log.take(name, random.Random(seed))
            log.look_at_all()
            assert log.faults == []
        assert log.differing_from_replay() == 0
        log.undo_all()
        log.look_at_all()
        assert log.faults == []
        assert log.differing_from_start() == 0


def test_every_command_is_among_the_deeds() -> None:
    """Each deed names in its code the command that it gives."""
    named = {name for deed in DEEDS.values() for name in deed.__code__.co_names}
    commands = set(c.Command.__args__) - _BESIDE
    assert {each.__name__ for each in commands} <= named
