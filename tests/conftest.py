"""What every test stands on: no screen, no warning of any kind, and the reason why a test from outside is skipped."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

import pytest

import run

# Before Qt is imported: screens are drawn into memory, and nothing of this session's desktop leaks into a test.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("QT_QPA_PLATFORMTHEME", None)
os.environ["LC_ALL"] = "C.UTF-8"


class _Collected(logging.Handler):
    """Keeps the records of warnings and worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_logged_warning(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs a warning, unless it says by its marker that it provokes one."""
    collected = _Collected()
    logging.getLogger().addHandler(collected)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(collected)
    if collected.records and not request.node.get_closest_marker("logs_warnings"):
        lines = "\n".join(f"  {record.name}: {record.getMessage()}" for record in collected.records)
        pytest.fail(f"The test logged a warning:\n{lines}", pytrace=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip the tests from outside where the system lacks what they need, and say what that is."""
    outside = [item for item in items if item.get_closest_marker("outside")]
    missing = run.missing_outside_packages() if outside else []
    for item in outside if missing else ():
        item.add_marker(pytest.mark.skip(reason="needs system packages: " + " ".join(missing)))
