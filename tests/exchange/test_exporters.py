"""What holds for every exporter: nothing that is written breaks it, it stops when asked, and what it loses it tells."""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from ascertain.domain.conduct import Conduct
from ascertain.domain.records import IncidentContent
from ascertain.exchange.exporters import exporters
from ascertain.exchange.outgoing import Exporter
from tests.exchange.given import BARE, FULL, HOSTILE, ODD, incident, lost, outgoing, stopped, written

EACH = pytest.mark.parametrize("name", [each.name for each in exporters()])
BY_NAME: dict[str, Exporter] = {each.name: each for each in exporters()}
ARABIC = "ملاحظة"


def out_for(name: str, folder: Path) -> Path:
    return folder / f"out{BY_NAME[name].suffix}"


def shown(path: Path) -> str:
    """All text of a file, in whichever part of it."""
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            content = b"\n".join(archive.read(part) for part in archive.namelist())
    return re.sub("\r\n[ \t]", "", content.decode("utf-8", "replace"))


@EACH
def test_nothing_makes_a_file_that_says_so_by_its_form(name: str, tmp_path: Path) -> None:
    made = written(name, out_for(name, tmp_path))
    assert bool(made) is (name != "jsonl"), "an empty log has a file with headings, or a frame; a line is a record"
    assert lost(name) == {}
    assert list(tmp_path.iterdir()) == [out_for(name, tmp_path)]


@EACH
def test_hostile_text_breaks_no_file(name: str, tmp_path: Path) -> None:
    out = out_for(name, tmp_path)
    assert written(name, out, ODD, BARE, FULL)
    if BY_NAME[name].suffix != ".pdf":  # there letters are glyphs of a font
        assert ARABIC in shown(out)
    if zipfile.is_zipfile(out):
        with zipfile.ZipFile(out) as archive:
            assert archive.testzip() is None


@EACH
def test_the_same_makes_the_same_file(name: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        written(name, out_for(name, tmp_path / folder), ODD, FULL)
    assert shown(out_for(name, tmp_path / "one")) == shown(out_for(name, tmp_path / "two"))


@EACH
def test_each_option_can_be_taken(name: str, tmp_path: Path) -> None:
    for option in BY_NAME[name].options:
        for choice in option.choices:
            out = tmp_path / f"{option.key}-{choice.key}{BY_NAME[name].suffix}"
            assert written(name, out, FULL, **{option.key: choice.key})


@EACH
def test_it_stops_when_asked_and_leaves_nothing_beside_its_file(name: str, tmp_path: Path) -> None:
    out = out_for(name, tmp_path)
    stopped(name, out)
    assert set(tmp_path.iterdir()) <= {out}


@EACH
def test_what_the_disk_refuses_is_told_and_leaves_nothing_beside_its_file(name: str, tmp_path: Path) -> None:
    out = out_for(name, tmp_path)
    content: list[IncidentContent] = [replace(FULL, title=f"{at} {HOSTILE}".replace("\n", " ")) for at in range(300)]
    given = outgoing([incident(at, each) for at, each in enumerate(content, start=1)])
    with small_files(2_000), pytest.raises(OSError, match=r"."):
        BY_NAME[name].write(given, out, Conduct())
    assert set(tmp_path.iterdir()) <= {out}


@contextmanager
def small_files(most: int) -> Iterator[None]:
    """No file can be made longer."""
    if sys.platform == "win32":
        pytest.skip("Windows knows no such limit")
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
