from __future__ import annotations

import uuid

import pytest

from ascertain.app.clock import SystemClock, TimeOrderedIds


def test_ids_are_uuids_of_version_7_and_grow() -> None:
    ids = TimeOrderedIds()
    made = [ids.new() for _ in range(20_000)]
    assert made == sorted(set(made))
    assert {(uuid.UUID(each).version, uuid.UUID(each).variant) for each in made} == {(7, uuid.RFC_4122)}


def test_ids_carry_the_millisecond_and_grow_when_the_clock_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = TimeOrderedIds()
    told = iter([1_645_557_742_000, 1_645_557_741_000])
    monkeypatch.setattr("ascertain.app.clock.time.time_ns", lambda: next(told) * 1_000_000)
    # The example of RFC 9562, appendix A.6, begins with this millisecond.
    first, second = ids.new(), ids.new()
    assert first.startswith("017f22e2-79b0-7")
    assert second > first


def test_the_clock_tells_whole_seconds() -> None:
    clock = SystemClock()
    assert isinstance(clock.now(), int)
    assert clock.today().year >= 2024
