"""A sound log for tests that damage it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.example import log_example
from ascertain.app.session import create_session


@pytest.fixture(scope="package")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "log.ascertain"
    with closing(create_session(path, vocabularies=shipped_vocabularies())) as session:
        log_example(session)
    return path.read_bytes()


@pytest.fixture
def path(sound: bytes, tmp_path: Path) -> Path:
    made = tmp_path / "log.ascertain"
    made.write_bytes(sound)
    return made
