"""Backups while the log is written: each equal to the state it was made of, and no cut copy taken for one.

Another process writes without a pause. Of the very transaction that a backup is copied from the content is hashed, row
by row; a third process opens the backup and hashes it the same way.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ascertain.app.session import create_session
from ascertain.domain.backups import Backup, State, Why
from ascertain.domain.conduct import Conduct
from ascertain.store import backups
from ascertain.store.backups import copying
from tests.prove.backup_content import content_hash
from tests.prove.figure import Figure, at_least, exactly

_ROOT = Path(__file__).resolve().parents[2]
_NOON = 1_698_235_200


def run(folder: Path, *, count: int, cut: int, seed: int = 7) -> Iterator[Figure]:
    """Make `count` backups under write load, then cut copies of the last one short, `cut` of them."""
    log = folder / "written.ascertain"
    create_session(log).close()
    with _child("tests.prove.backup_writer", str(log)) as writer, _child("tests.prove.backup_content") as reader:
        _answer(writer)
        before = backups.last_operation(log)
        equal, made = 0, []
        for number in range(count):
            _answer(writer)
            backup, snapshot = _made(log, _NOON + number)
            made.append(backup)
            equal += _asked(reader, backup.path) == snapshot
        written = backups.last_operation(log) - before
    yield exactly("backups equal to the state they were made of, in another process", equal, count)
    yield at_least("operations written meanwhile by another process", written, count)
    yield exactly("backups that are listed and have their hash", _with_hash(log), count)
    yield exactly(
        "cut copies listed as valid", _cut_and_valid(log, made[-1], cut, random.Random(seed)), 0, f"{cut} cut"
    )


def _made(log: Path, at: int) -> tuple[Backup, str]:
    hashes: list[str] = []
    real = copying._copy

    def copy(source: sqlite3.Connection, part: Path, conduct: Conduct) -> None:
        hashes.append(content_hash(source))
        real(source, part, conduct)

    copying._copy = copy
    try:
        return backups.make(log, Why.AUTOMATIC, at), hashes[0]
    finally:
        copying._copy = real


def _with_hash(log: Path) -> int:
    return sum(backups.verified(each).state is State.VERIFIED for each in backups.listing(log))


def _cut_and_valid(log: Path, whole: Backup, cut: int, chance: random.Random) -> int:
    """How many of the cut copies, with or without a manifest, which may be cut itself, are listed as valid."""
    folder = whole.path.parent
    manifest = backups.manifest_of(whole.path)
    names = set()
    for number in range(cut):
        copy = folder / f"written-20231026T{number:06}Z-close.ascertain"
        names.add(copy)
        content = whole.path.read_bytes()
        copy.write_bytes(content[: chance.randrange(len(content))])
        if number % 3 == 0:
            shutil.copy(manifest, backups.manifest_of(copy))
        elif number % 3 == 1:
            text = manifest.read_bytes()
            backups.manifest_of(copy).write_bytes(text[: chance.randrange(len(text))])
    return sum(each.sound for each in backups.listing(log) if each.path in names)


@contextmanager
def _child(module: str, *words: str) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(("src", "."))}
    process = subprocess.Popen(
        [sys.executable, "-m", module, *words],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_ROOT, env=environment, text=True,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    with closing(process.stdout):
        try:
            yield process
        finally:
            process.stdin.close()
            process.wait(60)


def _answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _asked(process: subprocess.Popen[str], path: Path) -> str:
    assert process.stdin is not None
    process.stdin.write(f"{path}\n")
    process.stdin.flush()
    return _answer(process)
