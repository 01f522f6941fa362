from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ascertain.store.queries import Queries
from tests.store.reading.sample import Sample


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Sample]:
    """An empty log to be filled row by row."""
    made = Sample(tmp_path / "sample.ascertain")
    yield made
    made.close()


@pytest.fixture
def queries(sample: Sample) -> Iterator[Queries]:
    """Questions to the sample log."""
    opened = Queries(sample.path)
    yield opened
    opened.close()
