"""run.py: what it decides from the arguments, the session, the stamps and the libraries of the system."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import run
from ascertain.console.arguments import COMMANDS
from tests.rules.source_tree import ROOT

BOTH = ("requirements.lock", "requirements-test.lock")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project folder with two small lock files and nothing set up."""
    (tmp_path / "packaging").mkdir()
    for lock in BOTH:
        (tmp_path / "packaging" / lock).write_text(f"# {lock}\n")
    return tmp_path


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let an install take note of itself instead of asking pip."""
    notes: list[str] = []
    monkeypatch.setattr(run, "install", lambda environment, lock: notes.append(lock))
    return notes


def test_the_words_without_qt_are_the_commands_of_the_program() -> None:
    assert set(run.WORDS) == set(COMMANDS)


@pytest.mark.parametrize(
    ("args", "window"),
    [
        ([], True),
        (["year.ascertain"], True),
        (["./list"], True),
        (["year.ascertain", "--reset"], True),
        (["list", "year.ascertain"], False),
        (["example", "out.ascertain"], False),
        (["--version"], False),
        (["-h"], False),
        (["year.ascertain", "--help"], False),
    ],
)
def test_only_a_window_needs_qt(args: list[str], window: bool) -> None:
    assert run.needs_qt(args) is window


@pytest.mark.parametrize(
    ("session", "groups"),
    [
        ({}, ("qt", "x11")),
        ({"DISPLAY": ":0"}, ("qt", "x11")),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ("qt", "x11")),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ("qt", "x11", "wayland")),
        ({"QT_QPA_PLATFORM": "offscreen"}, ("qt",)),
        ({"QT_QPA_PLATFORM": "offscreen:fontconfig=1", "DISPLAY": ":0"}, ("qt",)),
        ({"QT_QPA_PLATFORM": "xcb"}, ("qt", "x11")),
    ],
)
def test_the_session_decides_which_libraries_are_needed(session: dict[str, str], groups: tuple[str, ...]) -> None:
    assert run.groups_for(session) == groups


def test_every_library_has_a_package_in_each_known_system() -> None:
    known = run.libraries("qt", "x11", "wayland", "outside", "office")
    assert {"libEGL.so.1", "libxcb-cursor.so.0", "libwayland-cursor.so.0"} <= set(known)
    assert {len(packages) for packages in known.values()} == {len(run.INSTALLERS)}


@pytest.mark.skipif(sys.platform != "linux", reason="the loader of Linux is asked")
def test_a_library_that_is_not_there_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {"libc.so.6": ["libc6"] * 4, "libnever.so.9": ["libnever9"] * 4}
    monkeypatch.setattr(run, "libraries", lambda *groups: wanted)
    assert run.missing_libraries("qt") == {"libnever.so.9": ["libnever9"] * 4}


@pytest.mark.parametrize(
    ("system", "line"),
    [
        ("debian ", "sudo apt-get install libegl1 libglib2.0-0"),
        ("ubuntu debian", "sudo apt-get install libegl1 libglib2.0-0"),
        ("fedora ", "sudo dnf install glib2 libglvnd-egl"),
        ("opensuse-leap suse opensuse", "sudo zypper install libEGL1 libglib-2_0-0 libgthread-2_0-0"),
    ],
)
def test_the_install_line_is_that_of_the_system(system: str, line: str) -> None:
    known = run.libraries("qt")
    missing = {name: known[name] for name in ("libglib-2.0.so.0", "libEGL.so.1", "libgthread-2.0.so.0")}
    first, *lines = run.missing_message(missing, system).splitlines()
    assert "libEGL.so.1" in first
    assert [each.partition(":")[2].strip() for each in lines] == [line]


def test_an_unknown_system_is_given_every_line() -> None:
    lines = run.missing_message(run.libraries("qt"), "slackware").splitlines()
    assert len(lines) == 1 + len(run.INSTALLERS)


def test_missing_libraries_stop_who_may_not_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "missing_libraries", lambda *groups: {"libEGL.so.1": run.libraries("qt")["libEGL.so.1"]})
    monkeypatch.setattr(run, "may_install", lambda: False)
    with pytest.raises(run.SetUpError, match=r"libEGL\.so\.1.*\n.*install"):
        run.require_libraries("qt")


def test_missing_libraries_are_installed_by_who_may(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = {"libEGL.so.1": ["libegl1"], "libGL.so.1": ["libgl1"]}
    asked: list[list[str]] = []

    def install(packages: list[str]) -> bool:
        asked.append(packages)
        missing.clear()
        return True

    monkeypatch.setattr(run, "missing_libraries", lambda *groups: dict(missing))
    monkeypatch.setattr(run, "may_install", lambda: True)
    monkeypatch.setattr(run, "install_system_packages", install)
    run.require_libraries("qt")
    assert asked == [["libegl1", "libgl1"]]


@pytest.mark.skipif(
    sys.platform != "linux", reason="the packages that it names are those of Debian, asked for on Linux alone"
)
@pytest.mark.parametrize("allowed", [True, False])
def test_what_tests_need_is_no_reason_to_stop(
    allowed: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []

    def install(packages: list[str]) -> bool:
        """Of the two the first can be installed, the other not."""
        asked.append(packages)
        return len(asked) == 1

    monkeypatch.setattr(run, "require_libraries", lambda *groups: None)
    monkeypatch.setattr(run, "missing_outside_packages", lambda: ["xvfb"])
    monkeypatch.setattr(run, "missing_programs", lambda group: ["libreoffice-calc-nogui"])
    monkeypatch.setattr(run, "may_install", lambda: allowed)
    monkeypatch.setattr(run, "install_system_packages", install)
    run.require_test_tools()
    told = capsys.readouterr().err.splitlines()
    without = "The tests with LibreOffice are skipped. They need: sudo apt-get install libreoffice-calc-nogui"
    assert asked == ([["xvfb"], ["libreoffice-calc-nogui"]] if allowed else [])
    assert told[-1] == without
    assert len(told) == (1 if allowed else 2)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands for apt, which Windows cannot run")
@pytest.mark.parametrize(("works", "done"), [("install", 1), ("update", 3), ("nothing", 3)])
def test_lists_of_packages_are_fetched_where_the_old_ones_do_not_do(
    works: str, done: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notes, apt = tmp_path / "notes", tmp_path / "apt-get"
    apt.write_text(
        f'#!/bin/sh\ncase " $* " in *" update "*) said=update;; *) said=install;; esac\necho $said >> {notes}\n'
        f"echo nothing found\n[ {works} = install ] || ([ {works} = update ] && grep -q update {notes})\n"
    )
    apt.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert run.install_system_packages(["xvfb"]) is (works != "nothing")
    assert notes.read_text().split() == ["install", "update", "install"][:done]
    assert ("nothing found" in capsys.readouterr().err) is (works == "nothing")


def test_nothing_counts_as_set_up_before_its_stamp(folder: Path, installed: list[str]) -> None:
    environment = run.Environment(folder, "cp311")
    assert not environment.has("requirements.lock")
    run.set_up(environment, ("requirements.lock",))
    assert environment.has("requirements.lock")
    assert not environment.has("requirements-test.lock")
    assert environment.python.exists()
    assert installed == ["requirements.lock"]


def test_a_second_start_installs_nothing(
    folder: Path, installed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run.set_up(run.Environment(folder, "cp311"), BOTH)
    installed.clear()
    capsys.readouterr()
    run.set_up(run.Environment(folder, "cp311"), BOTH)
    assert installed == []
    assert capsys.readouterr().err == ""


def test_the_tests_add_to_what_the_program_has(folder: Path, installed: list[str]) -> None:
    run.set_up(run.Environment(folder, "cp311"), ("requirements.lock",))
    run.set_up(run.Environment(folder, "cp311"), BOTH)
    assert installed == list(BOTH)


def test_a_changed_lock_makes_a_new_environment(folder: Path, installed: list[str]) -> None:
    before = run.Environment(folder, "cp311")
    other_python = run.Environment(folder, "cp313")
    run.set_up(before, BOTH)
    run.set_up(other_python, BOTH)
    (folder / "packaging" / "requirements.lock").write_text("# another\n")
    after = run.Environment(folder, "cp311")
    run.set_up(after, ("requirements.lock",))
    assert after.folder != before.folder
    assert after.has("requirements.lock")
    assert not before.folder.exists()
    assert other_python.has("requirements.lock")


def test_a_changed_lock_of_the_tests_leaves_the_program_alone(folder: Path, installed: list[str]) -> None:
    run.set_up(run.Environment(folder, "cp311"), BOTH)
    (folder / "packaging" / "requirements-test.lock").write_text("# another\n")
    after = run.Environment(folder, "cp311")
    assert after.has("requirements.lock")
    assert not after.has("requirements-test.lock")


def test_an_interrupted_set_up_is_done_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment = run.Environment(folder, "cp311")

    def interrupted(environment: run.Environment, lock: str) -> None:
        (environment.folder / "half-installed").touch()
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run.set_up(environment, ("requirements.lock",))
    assert not environment.has("requirements.lock")
    monkeypatch.setattr(run, "install", lambda environment, lock: None)
    run.set_up(environment, ("requirements.lock",))
    assert environment.has("requirements.lock")
    assert not (environment.folder / "half-installed").exists()


def test_two_set_ups_at_once_install_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installs: list[str] = []
    under_way = threading.Event()
    go_on = threading.Event()

    def slow(environment: run.Environment, lock: str) -> None:
        installs.append(lock)
        under_way.set()
        go_on.wait(30)

    monkeypatch.setattr(run, "install", slow)
    monkeypatch.setattr(run, "say", lambda text: go_on.set() if "waiting" in text else None)
    first, second = (
        threading.Thread(target=run.set_up, args=(run.Environment(folder, "cp311"), ("requirements.lock",)))
        for _ in range(2)
    )
    first.start()
    assert under_way.wait(30)
    second.start()
    first.join(30)
    second.join(30)
    assert go_on.is_set()
    assert installs == ["requirements.lock"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named(folder: Path) -> None:
    folder.chmod(0o500)
    with pytest.raises(run.SetUpError, match="cannot be written"):
        run.set_up(run.Environment(folder, "cp311"), BOTH)


def test_arguments_that_name_tests_leave_the_other_checks_out() -> None:
    whole = [name for name, _ in run.checks("python", ["-x", "-q"])]
    assert whole == ["style", "layout", "types", "import contracts", "tests"]
    part = run.checks("python", ["-x", str(ROOT / "tests" / "rules") + "::test_it"])
    assert part == [("tests", ["python", "-m", "pytest", "-x", str(ROOT / "tests" / "rules") + "::test_it"])]


@pytest.mark.parametrize("tool", ["bench", "prove"])
def test_measures_and_proofs_are_started_with_their_arguments(tool: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "require_libraries", lambda *groups: None)
    monkeypatch.setattr(run, "set_up", lambda environment, locks: None)
    monkeypatch.setattr(run, "hand_over", lambda command: command[1:] == ["-m", f"tests.{tool}", "one", "--json", "x"])
    monkeypatch.chdir(ROOT)
    assert run.main([tool, "one", "--json", "x"])


def test_the_program_is_not_led_astray_by_the_users_python_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PYTHONHOME", "elsewhere")
    settings = run.child_environment()
    assert settings["PYTHONPATH"] == str(ROOT / "src")
    assert "PYTHONHOME" not in settings


def test_an_old_python_is_told_so() -> None:
    # Parsed as Python 3.6 would, and then run with a version that says it is one.
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    script = "import sys; sys.version_info = (3, 6, 15, 'final', 0); import run; sys.exit(run.main([]))"
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 1
    assert told.stderr.startswith("Ascertain needs Python 3.11 or later; this is Python 3.6.")
    assert "Traceback" not in told.stderr


def test_it_stands_on_the_standard_library_alone() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= set(sys.stdlib_module_names)
