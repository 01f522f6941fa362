"""A plain opening of a live log is noticed where the program does it, and only while the log is open."""

from __future__ import annotations

import os
import types
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.session import create_session
from tests.prove.open_watch import WATCH

_PLANTED = Path(__file__).resolve().parents[2] / "src" / "ascertain" / "store" / "planted.py"

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux says what a process has open")


def _open_and_close(path: Path) -> None:
    path.open("rb").close()


def _by_the_program(path: Path) -> list[str]:
    """What the watch says of an opening in a module of the program; the fault is then forgotten."""
    before = len(WATCH.faults)
    types.FunctionType(_open_and_close.__code__.replace(co_filename=str(_PLANTED)), {})(path)
    found = WATCH.faults[before:]
    del WATCH.faults[before:]
    return found


def _told(name: str) -> str:
    line = _open_and_close.__code__.co_firstlineno + 1
    return f"store/planted.py, line {line}, opens {name}"


def test_it_is_noticed_while_the_log_is_open(tmp_path: Path) -> None:
    log = tmp_path / "log.ascertain"
    link = tmp_path / "link"
    link.symlink_to(log)
    with closing(create_session(log)) as session:
        session.warm().result()
        assert _by_the_program(log) == [_told("log.ascertain")]
        assert _by_the_program(link) == [_told("log.ascertain")]
        assert _by_the_program(log.with_name(log.name + "-shm")) == [_told("log.ascertain-shm")]
        assert not _by_the_program(Path(__file__))
    assert not _by_the_program(log)


def test_a_test_may_look(tmp_path: Path) -> None:
    log = tmp_path / "log.ascertain"
    with closing(create_session(log)) as session:
        session.warm().result()
        os.close(os.open(log, os.O_RDONLY))
    assert not WATCH.faults
