"""What is made later, or by others on behalf of the program, is its owner's alone too."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ascertain import bootstrap
from ascertain.store.sealing import SealState, seal_state
from ascertain.ui.theme import IconName, Wardrobe
from ascertain.ui.theme.icons import Icons, Tone

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")


@pytest.fixture
def open_to_all() -> Iterator[None]:
    """A system on which whatever is made is everybody's."""
    before = os.umask(0)
    yield
    os.umask(before)


def too_open(root: Path) -> list[str]:
    return [str(each) for each in sorted(root.rglob("*")) if each.lstat().st_mode & 0o077]


@pytest.mark.usefixtures("open_to_all")
def test_an_icon_that_is_tinted_later(tmp_path: Path, wardrobe: Wardrobe) -> None:
    Icons(wardrobe.theme, tmp_path / "cache").icon(IconName.ADD, Tone.ACCENT)
    assert list(tmp_path.rglob("add.svg"))
    assert too_open(tmp_path) == []


@pytest.mark.usefixtures("open_to_all")
def test_the_example_log_keeps_its_seal_and_leaves_nothing_of_its_making(tmp_path: Path) -> None:
    path = tmp_path / "data" / "example.ascertain"
    bootstrap._open_example(path, "").close()
    assert [each.name for each in path.parent.glob(".*")] == [f".{path.name}.seal"]
    assert seal_state(path) is SealState.WHOLE
    assert too_open(tmp_path) == []


def test_the_program_takes_from_libraries_what_the_system_would_allow_others(tmp_path: Path) -> None:
    path = tmp_path / "made" / "log.ascertain"
    code = (
        "import os, sys; os.umask(0); from ascertain.__main__ import main; "
        "done = main(sys.argv[1:]); open(sys.argv[2] + '.other', 'w').close(); sys.exit(done)"
    )
    words = [sys.executable, "-c", code, "example", str(path)]
    done = subprocess.run(words, env={**os.environ, "PYTHONPATH": "src"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(list(path.parent.iterdir())) > 1
    assert too_open(tmp_path) == []
