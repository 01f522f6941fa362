"""The release command: where the version stands, what the changelog has to say, and what a release is built from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import run
from ascertain import __version__
from releasing.__main__ import chosen, empty_folder
from releasing.saying import CannotRelease
from releasing.setting_up import LOCKS, ReleaseEnvironment
from releasing.source_copy import copy_source, files_of
from releasing.steps import STEPS
from releasing.tools import TOOLS, find_tools
from releasing.versions import check_changelog, version_of
from tests.rules.source_tree import ROOT, tracked_files

DATED = "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-03-04\n\n### Added\n- It.\n"
NOT_DATED = "# Changelog\n\n## [Unreleased]\n\n### Added\n- It.\n"


def test_the_version_of_a_release_is_that_of_the_program() -> None:
    assert version_of(ROOT) == __version__


def test_the_version_stands_in_one_place() -> None:
    # Elsewhere it may stand as that of something else, so only what would be ours is looked for.
    named = re.compile(rf'(?i)(?:version|ascertain)["\'\s:=/_-]+v?{re.escape(__version__)}\b')
    texts = [p for p in tracked_files() if p.suffix in {".py", ".toml", ".md", ".nsi", ".spec", ".xml", ".in"}]
    found = {p.relative_to(ROOT) for p in texts if named.search(p.read_text(encoding="utf-8"))}
    assert found <= {Path("src/ascertain/__init__.py"), Path("CHANGELOG.md")}
    assert Path("src/ascertain/__init__.py") in found


def test_the_changelog_tells_of_what_stands_in_the_source_tree() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert check_changelog(__version__, changelog, rehearsal=True).version == __version__


def test_a_release_has_the_day_of_its_section() -> None:
    made = check_changelog("1.2.0", DATED, rehearsal=False)
    assert (made.version, made.day, made.rehearsal) == ("1.2.0", "2026-03-04", False)


@pytest.mark.parametrize("changelog", [NOT_DATED, DATED, DATED.replace(" - 2026-03-04", "").replace("1.2.0", "1.3.0")])
def test_a_version_without_a_dated_section_is_not_released(changelog: str) -> None:
    with pytest.raises(CannotRelease, match=r"1\.3\.0.*CHANGELOG\.md.*## \[1\.3\.0\] - YEAR-MONTH-DAY.*--rehearsal"):
        check_changelog("1.3.0", changelog, rehearsal=False)


def test_a_rehearsal_says_that_it_is_no_release() -> None:
    assert check_changelog("1.3.0", NOT_DATED, rehearsal=True).title == "a rehearsal of 1.3.0, not a release"


def test_a_changelog_that_tells_of_nothing_is_not_even_rehearsed() -> None:
    with pytest.raises(CannotRelease, match="tells nothing of that version"):
        check_changelog("1.3.0", "# Changelog\n", rehearsal=True)


def test_a_release_is_built_from_what_is_under_version_control(tmp_path: Path) -> None:
    assert set(files_of(ROOT)) == set(tracked_files())
    copy = copy_source(ROOT, tmp_path / "copy")
    assert {p.relative_to(copy) for p in files_of(copy)} == {p.relative_to(ROOT) for p in tracked_files()}


def test_steps_are_taken_in_their_order_and_an_unknown_one_is_named() -> None:
    names = list(STEPS)
    assert chosen(None) == names
    assert chosen(f"{names[2]}, {names[0]}") == [names[0], names[2]]
    with pytest.raises(CannotRelease, match=f"There is no step polish. There are: {names[0]}"):
        chosen("polish")


def test_only_a_folder_of_our_own_is_emptied(tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "letter.txt").write_text("kept")
    with pytest.raises(CannotRelease, match="not empty"):
        empty_folder(tmp_path / "theirs", tmp_path / "dist")
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "old.whl").write_text("old")
    assert empty_folder(None, tmp_path / "dist") == tmp_path / "dist"
    assert (tmp_path / "theirs" / "letter.txt").exists()
    assert not list((tmp_path / "dist").iterdir())


def test_a_missing_tool_is_named_with_what_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("releasing.tools.is_here", lambda program: program != "lintian")
    monkeypatch.setattr(run, "may_install", lambda: False)
    (line,) = find_tools(install=True)
    assert line.startswith("lintian is missing, so the .deb is not checked")
    assert line.endswith("apt install lintian")


def test_missing_tools_are_installed_by_who_may_and_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    here: set[str] = set()
    packages = {tool.package: tool.program for tool in TOOLS}
    monkeypatch.setattr("releasing.tools.is_here", here.__contains__)
    monkeypatch.setattr(run, "may_install", lambda: True)
    monkeypatch.setattr(run, "install_system_packages", lambda names: here.update(packages[name] for name in names))
    assert len(find_tools(install=False)) == len(TOOLS)
    assert here == set()
    assert find_tools(install=True) == []


def test_a_release_is_frozen_in_an_environment_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "packaging").mkdir()
    for lock in ("requirements.lock", "requirements-test.lock", *LOCKS):
        (tmp_path / "packaging" / lock).write_text(f"# {lock}\n")
    own, program = ReleaseEnvironment(tmp_path, "cp311"), run.Environment(tmp_path, "cp311")
    # A set-up of the program removes older environments that are named like its own.
    assert not own.folder.match("cp311-*")
    assert own.folder != program.folder
    before = own.stamps
    (tmp_path / "packaging" / LOCKS[0]).write_text("# another\n")
    assert ReleaseEnvironment(tmp_path, "cp311").stamps != before
