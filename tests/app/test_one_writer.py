"""One writer at a time: who comes second is told at once who is there, and nobody stands in the way of the next one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

import ascertain
from ascertain.app.commands import LogIncident
from ascertain.app.generation import generate
from ascertain.app.session import LogSession, create_session
from ascertain.domain.messages import say
from ascertain.domain.problems import LogUnavailable, Remedy
from ascertain.domain.records import IncidentContent
from ascertain.store import beside, custody

DRONE = LogIncident(IncidentContent(title="Drone"))
SOURCE = str(Path(ascertain.__file__).parents[1])
_HOLDING = """
import sys, time
from pathlib import Path
from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.records import IncidentContent
session = LogSession.open(Path(sys.argv[1]), author="somebody")
session.ledger.run(LogIncident(IncidentContent(title="Elsewhere"))).result()
print("open", flush=True)
sys.stdin.read()
session.close()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log that nobody has open."""
    made = tmp_path / "a.ascertain"
    create_session(made).close()
    return made


@contextmanager
def another_program(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that has the log open for writing."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDING, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": SOURCE},
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def refused(path: Path) -> LogUnavailable:
    with pytest.raises(LogUnavailable) as caught:
        LogSession.open(path)
    return caught.value


def beside_names(path: Path) -> set[str]:
    return {each.name for each in path.parent.iterdir()}


def test_a_second_program_is_refused_at_once_and_may_read(path: Path) -> None:
    with another_program(path) as process:
        before = time.monotonic()
        fault = refused(path)
        assert time.monotonic() - before < 1
        assert fault.remedies == (Remedy.OPEN_READ_ONLY,)
        assert f"is open for changes already: by somebody on {custody.host_name()}, since 20" in str(fault)
        with closing(LogSession.open(path, read_only=True)) as reading:
            assert reading.pages.count() == 1
        process.kill()
        process.wait()
        # What the killed program had locked is free, and what it had saved is there.
        with closing(LogSession.open(path)) as session:
            assert session.pages.count() == 1
            assert session.ledger.run(DRONE).result().operation


def test_a_second_window_of_the_same_program_is_refused(path: Path) -> None:
    with closing(LogSession.open(path)):
        assert "in another window of this program" in str(refused(path))
    with closing(LogSession.open(path)) as session:
        assert not session.read_only


def test_another_name_of_the_same_file_opens_nothing_twice(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "b.ascertain"
    link.parent.mkdir()
    link.symlink_to(path)
    with closing(LogSession.open(path)):
        assert "in another window of this program" in str(refused(link))
    with closing(LogSession.open(link)):
        refused(path)


def test_a_file_with_two_hard_names_is_only_read(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.ascertain"
    os.link(path, other)
    for each in (path, other):
        with closing(LogSession.open(each)) as session:
            assert "has a second name on this disk" in str(session.why_read_only)
    other.unlink()
    with closing(LogSession.open(path)) as session:
        assert not session.read_only


def test_nothing_stays_behind(path: Path) -> None:
    with closing(LogSession.open(path)):
        assert beside.lock_file(path).stat().st_mode & 0o777 == 0o600
    assert not beside.lock_file(path).exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not facts",
        b"[]",
        b'{"host": "x"}',
        json.dumps({"host": "x", "pid": 1, "account": "y", "since": 1}).encode(),
    ],
)
def test_a_lock_file_left_behind_stands_in_nobodys_way(path: Path, content: bytes) -> None:
    beside.lock_file(path).write_bytes(content)
    with closing(LogSession.open(path)) as session:
        assert session.ledger.run(DRONE).result().operation
    assert beside_names(path) == {"a.ascertain", ".a.ascertain.seal"}


@pytest.mark.parametrize("content", [b"", b'{"host": "\\u0000", "pid": [], "account": 1, "since": 1e99}'])
def test_whoever_is_refused_needs_no_facts(path: Path, content: bytes) -> None:
    with closing(LogSession.open(path)):
        beside.lock_file(path).write_bytes(content)
        assert "open for changes in another program" in str(refused(path))


def test_facts_in_a_lock_file_are_shown_as_plain_short_words(path: Path) -> None:
    facts = {"host": "h" * 500, "pid": 1, "account": "eve\n\u202e<b>", "since": 0}
    with closing(LogSession.open(path)):
        beside.lock_file(path).write_text(json.dumps(facts))
        said = str(refused(path))
    assert "eve<b> on " + "h" * 60 + ", since" in said
    assert not {"\n", "\u202e"} & set(said)


def test_a_lock_file_that_is_a_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    beside.lock_file(path).symlink_to(victim)
    with closing(LogSession.open(path)) as session:
        assert "Nothing can be locked beside the log" in str(session.why_read_only)
    assert victim.read_text() == "precious"


def test_where_no_lock_can_be_made_the_log_is_only_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(custody, "_open", refuse)
    with closing(LogSession.open(path)) as session:
        assert "the file or its folder is read-only" in str(session.why_read_only)
    with pytest.raises(LogUnavailable, match="read-only"):
        generate(path, 10)


def test_the_holder_alone_takes_the_lock_file_away(path: Path) -> None:
    first = custody.claim(path)
    assert first.holds()
    beside.lock_file(path).unlink()
    assert not first.holds()
    second = custody.claim(path)
    first.release()
    first.release()
    assert second.holds()
    second.release()
    assert not beside.lock_file(path).exists()


def test_a_lock_file_that_goes_while_it_is_being_locked_is_not_taken(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = custody.claim(path)
    opened = custody._open
    kept: list[int] = []

    def opens_before_the_holder_lets_go(lock: Path) -> int:
        handle = opened(lock)
        if not kept:
            kept.append(handle)
            holder.release()
        return handle

    monkeypatch.setattr(custody, "_open", opens_before_the_holder_lets_go)
    second = custody.claim(path)
    assert second.holds()
    with pytest.raises(LogUnavailable):
        custody.claim(path)
    second.release()


def test_what_fills_a_log_claims_it_too(path: Path) -> None:
    with closing(LogSession.open(path)), pytest.raises(LogUnavailable, match="another window"):
        generate(path, 10)
    assert generate(path, 10) == 10


def test_a_refused_opening_lets_go(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise LogUnavailable(say("no"))

    monkeypatch.setattr("ascertain.app.session.Pages", refuse)
    with pytest.raises(LogUnavailable):
        LogSession.open(path)
    monkeypatch.undo()
    custody.claim(path).release()


def test_a_new_log_does_not_take_what_an_older_one_left(path: Path) -> None:
    with another_program(path) as process:
        process.kill()
        process.wait()
    path.unlink()
    left = path.with_name("a.ascertain-wal")
    content = left.read_bytes()
    assert content
    with closing(create_session(path)) as session:
        assert session.pages.count() == 0
    assert path.with_name("a.left-over-1.ascertain-wal").read_bytes() == content
