"""The command line works where Qt cannot be imported at all, and without a warning."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import run
from tests.rules.source_tree import ROOT

# Stands in for a machine without Qt and its libraries: whoever asks for it gets the error of a missing library.
WITHOUT_QT = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "qt_material"):
            raise ImportError("libEGL.so.1: cannot open shared object file")
sys.meta_path.insert(0, Missing())
from ascertain.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def without_qt(args: list[str], where: Path, session: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line on a machine without Qt and without a screen."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    environment = {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", **(session or {})}
    command = [sys.executable, "-P", "-W", "error", "-c", WITHOUT_QT, *args]
    return subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example log, made on such a machine."""
    folder = tmp_path_factory.mktemp("log")
    made = without_qt(["example", "example.ascertain"], folder)
    assert made.returncode == 0, made.stderr
    return folder / "example.ascertain"


@pytest.mark.parametrize("word", run.WORDS)
def test_every_word_explains_itself_without_qt(word: str, tmp_path: Path) -> None:
    told = without_qt([word, "--help"], tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert word in told.stdout


@pytest.mark.parametrize("switch", run.SWITCHES)
def test_every_switch_works_without_qt(switch: str, tmp_path: Path) -> None:
    told = without_qt([switch], tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert "scertain" in told.stdout


@pytest.mark.parametrize("args", [["list"], ["list", "--json"], ["check"], ["export"]], ids=" ".join)
def test_a_log_is_read_without_qt(args: list[str], example: Path, tmp_path: Path) -> None:
    word, *options = args
    out = [str(tmp_path / "out.csv")] if word == "export" else []
    told = without_qt([word, str(example), *out, *options], tmp_path)
    assert told.returncode == 0, told.stderr
    assert told.stdout.strip()


def test_a_log_is_generated_without_qt(tmp_path: Path) -> None:
    told = without_qt(["generate", "large.ascertain", "--incidents", "20"], tmp_path)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "large.ascertain").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_a_window_without_a_screen_is_refused_in_one_sentence(tmp_path: Path) -> None:
    told = without_qt([], tmp_path, {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)})
    assert told.returncode == 1
    assert "--help" in told.stderr
    assert "Traceback" not in told.stderr
    assert len(told.stderr.strip().splitlines()) == 1
    assert not any(tmp_path.iterdir())


def test_wrong_use_is_told_in_one_sentence(tmp_path: Path) -> None:
    told = without_qt(["show"], tmp_path)
    assert told.returncode == 2
    assert len(told.stderr.strip().splitlines()) == 1
