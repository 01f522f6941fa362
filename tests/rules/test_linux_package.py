"""What a Linux desktop is told of the program agrees with the program; the long proofs are run by `packaging/`."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

import carried
from ascertain import __version__
from ascertain.app.folders import LOG_SUFFIX
from ascertain.console.arguments import COMMANDS, command_parser
from ascertain.store.revision import APPLICATION_ID
from linux.depends import elf_files
from linux.icons import SIZES, draw_icon
from linux.manual import manual
from linux.metainfo import ID, metainfo, releases
from tests.rules.source_tree import ROOT, SOURCE

LINUX = ROOT / "packaging" / "linux"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
EPOCH = 1_795_600_000


def _entry() -> configparser.SectionProxy:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment, method-assign]
    entry.read(LINUX / f"{ID}.desktop", encoding="utf-8")
    return entry["Desktop Entry"]


def _types() -> dict[str, ET.Element]:
    tree = ET.parse(LINUX / f"{ID}.xml")
    return {each.attrib["type"]: each for each in tree.getroot()}


def test_a_log_is_known_by_its_suffix_and_by_its_mark() -> None:
    kind = _types()["application/x-ascertain"]
    assert [each.attrib["pattern"] for each in kind.iter(f"{MIME}glob")] == [f"*{LOG_SUFFIX}"]
    marks = [each.attrib["value"] for each in kind.iter(f"{MIME}match") if each.attrib["type"] == "big32"]
    assert [int(mark, 16) for mark in marks] == [APPLICATION_ID]


def test_the_desktop_entry_takes_what_the_types_name() -> None:
    entry = _entry()
    assert set(entry["MimeType"].rstrip(";").split(";")) == set(_types())
    assert entry["Exec"] == "ascertain %f"
    assert entry["Icon"] == ID
    assert entry["Terminal"] == "false"


def test_the_window_says_that_it_belongs_to_the_desktop_entry() -> None:
    text = (SOURCE / "ui" / "application.py").read_text(encoding="utf-8")
    assert f'setDesktopFileName("{ID}")' in text


def test_the_manual_holds_every_word_and_every_switch() -> None:
    page = manual(__version__, EPOCH).replace("\\-", "-")
    lines = page.splitlines()
    for word in COMMANDS:
        assert f".SS {word}" in lines
        for switch in _switches(word):
            assert f"\\fB{switch}\\fR" in page, f"{word} {switch}"
    assert "\\fB--version\\fR" in page
    assert '"2026-11-25"' in lines[0]


def _switches(word: str) -> set[str]:
    """The switches as the help of the command has them, which people read."""
    import contextlib
    import io

    said = io.StringIO()
    with contextlib.redirect_stdout(said), pytest.raises(SystemExit):
        command_parser().parse_args([word, "--help"])
    return set(re.findall(r"^ +(?:-\w, )?(--[\w-]+)", said.getvalue(), re.MULTILINE))


@pytest.mark.skipif(shutil.which("man") is None, reason="lets man itself read the page, and there is none here")
def test_the_manual_is_set_without_a_warning(tmp_path: Path) -> None:
    page = tmp_path / "ascertain.1"
    page.write_text(manual(__version__, EPOCH), encoding="utf-8")
    done = subprocess.run(["man", "--warnings", "-l", str(page)], capture_output=True, text=True)
    assert done.returncode == 0
    assert not done.stderr
    assert "salvage" in done.stdout


CHANGELOG = """# Changelog

## [Unreleased]

### Added
- The log: one file & its `journal`, with
  undo. More of it.

## [0.9.0] - 2026-05-04

### Fixed
- A table is *quick*; and nothing is lost.
"""


def test_the_description_tells_of_the_releases_in_the_changelog() -> None:
    tree = ET.fromstring(metainfo(CHANGELOG, "1.0.0", EPOCH))
    found = [(each.attrib["version"], each.attrib["date"]) for each in tree.iter("release")]
    assert found == [("1.0.0", "2026-11-25"), ("0.9.0", "2026-05-04")]
    points = [each.text for release in tree.iter("release") for each in release.iter("li")]
    assert points == ["The log: one file & its journal, with undo.", "A table is quick; and nothing is lost."]
    assert releases(CHANGELOG)[0].day is None


def test_the_description_of_today_is_whole() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    tree = ET.fromstring(metainfo(text, __version__, EPOCH))
    assert tree.findtext("id") == ID
    assert tree.findtext("launchable") == f"{ID}.desktop"
    assert {each.text for each in tree.iter("mediatype")} == set(_types())
    assert next(tree.iter("release")).attrib["version"] == __version__
    assert "@" not in "".join(tree.itertext())


@pytest.mark.parametrize("size", SIZES[:3])
def test_the_icon_is_drawn_in_every_size(size: int, tmp_path: Path) -> None:
    draw_icon(size, tmp_path / "icons" / "mark.png")
    image = QImage(str(tmp_path / "icons" / "mark.png"))
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(size // 2, 2).blue() > 200


def test_the_copyright_file_names_every_package_that_is_carried() -> None:
    text = (LINUX / "copyright").read_text(encoding="utf-8").lower()
    told = set(re.findall(r"[a-z0-9_]+", " ".join(re.findall(r"packages?: ([^.(]*)", text))))
    missing = [name for name in carried.distributions() if name.replace("-", "_").lower() not in told]
    assert not missing


def test_every_licence_that_the_copyright_file_names_stands_in_it() -> None:
    text = (LINUX / "copyright").read_text(encoding="utf-8")
    parts = [dict(re.findall(r"^([A-Z][\w-]*): ?(.*)$", each, re.MULTILINE)) for each in text.split("\n\n")]
    named = {name for each in parts if "Files" in each for name in each["License"].split(" and ")}
    assert named
    assert not named - {each["License"] for each in parts if "Files" not in each and "License" in each}


def test_programs_and_libraries_are_known_by_how_they_begin(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "part.so").write_bytes(b"\x7fELF and more")
    (tmp_path / "lib" / "link.so").symlink_to("part.so")
    (tmp_path / "text").write_text("ELF")
    assert elf_files(tmp_path) == [tmp_path / "lib" / "part.so"]
