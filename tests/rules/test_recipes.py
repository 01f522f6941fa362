"""The recipes for systems that are not here: they name what exists, and agree about who the program is."""

from __future__ import annotations

import plistlib
import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from ascertain import __version__
from icon_files import write_icns, write_ico
from macos.information import IDENTIFIER, LOG, information
from tests.rules.source_tree import ROOT
from windows import installer
from windows.version_info import version_info

PACKAGING = ROOT / "packaging"
SCRIPT = installer.SCRIPT.read_text(encoding="utf-8")
README = (PACKAGING / "README.md").read_text(encoding="utf-8")


def test_the_installer_starts_what_the_spec_freezes() -> None:
    spec = (PACKAGING / "ascertain.spec").read_text(encoding="utf-8")
    assert 'f"{name}-console"' in spec
    for program in installer.PROGRAMS:
        assert f"$INSTDIR\\{program}" in SCRIPT
        assert f'Delete "$INSTDIR\\{program}"' in SCRIPT


def test_the_installer_is_told_all_that_it_asks_for() -> None:
    asked = set(re.findall(r"\$\{([A-Z]+)\}", SCRIPT)) - set(re.findall(r"!define (\w+)", SCRIPT))
    told = set(re.findall(r'"([A-Z]+)":', Path(installer.__file__).read_text(encoding="utf-8")))
    assert asked == told


def test_an_uninstall_takes_only_what_was_installed() -> None:
    removal = SCRIPT[SCRIPT.index('Section "Uninstall"') :]
    # What a person has put into the folder, such as a log, stays, and the folder with it.
    assert re.findall(r"RMDir /r (\S+)", removal) == ['"$INSTDIR\\_internal"']
    assert ".ascertain" not in " ".join(re.findall(r"Delete .*", removal))
    assert not re.search(r"APPDATA|DOCUMENTS|PROFILE", removal)


def test_every_registry_key_that_is_written_is_taken_away() -> None:
    install, removal = SCRIPT.split('Section "Uninstall"')
    written = set(re.findall(r'Write\w+ HKCU "([^"]+)"', install))
    deleted = set(re.findall(r'Delete\w+ HKCU "([^"]+)"', removal))
    assert written
    assert [key for key in written if not any(key.startswith(each) for each in deleted)] == []


@pytest.mark.parametrize(("version", "four"), [("0.1.0", "0.1.0.0"), ("1.2.0rc1", "1.2.0.0"), ("2.0", "2.0.0.0")])
def test_windows_gets_a_version_of_four_numbers(version: str, four: str) -> None:
    assert installer.numbers(version) == four
    assert f"filevers=({four.replace('.', ', ')})" in version_info(version, "ascertain.exe")
    compile(version_info(version, "ascertain.exe"), "version", "eval")


def test_a_folder_that_was_not_frozen_on_windows_is_not_packed(tmp_path: Path) -> None:
    (tmp_path / "ascertain").touch()
    with pytest.raises(installer.NotCompiled, match=r"not frozen on Windows: it has no ascertain\.exe"):
        installer.compile_installer(tmp_path, tmp_path / "out", __version__)


@pytest.mark.skipif(
    not shutil.which("makensis"),
    reason="compiles the script with makensis, which a release installs and the tests do not",
)
def test_the_script_of_the_installer_compiles() -> None:
    assert installer.rehearse(__version__) > 50_000


def test_the_icon_for_windows_holds_every_size(tmp_path: Path) -> None:
    data = write_ico(tmp_path / "a.ico").read_bytes()
    _, kind, count = struct.unpack_from("<HHH", data)
    assert (kind, count) == (1, 6)
    for number in range(count):
        size, *_, length, start = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        png = data[start : start + length]
        assert png.startswith(b"\x89PNG")
        assert struct.unpack_from(">I", png, 16)[0] == (size or 256)


def test_the_icon_for_macos_is_whole(tmp_path: Path) -> None:
    data = write_icns(tmp_path / "a.icns").read_bytes()
    assert data[:4] == b"icns"
    assert struct.unpack_from(">I", data, 4)[0] == len(data)
    at, kinds = 8, []
    while at < len(data):
        kind, length = data[at : at + 4], struct.unpack_from(">I", data, at + 4)[0]
        assert data[at + 8 : at + 12] == b"\x89PNG"
        kinds.append(kind)
        at += length
    assert len(kinds) == 6


def test_macos_knows_logs_as_linux_does() -> None:
    told = information("1.2.0")
    assert plistlib.loads(plistlib.dumps(told)) == told
    (declared,) = told["UTExportedTypeDeclarations"]
    (opened,) = told["CFBundleDocumentTypes"]
    assert declared["UTTypeIdentifier"] == LOG
    assert opened["LSItemContentTypes"] == [LOG]
    mime = (PACKAGING / "linux" / f"{IDENTIFIER}.xml").read_text(encoding="utf-8")
    tags = declared["UTTypeTagSpecification"]
    assert f'type="{tags["public.mime-type"]}"' in mime
    assert f'pattern="*.{tags["public.filename-extension"][0]}"' in mime
    assert plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())


def test_all_systems_know_the_program_by_one_name() -> None:
    flatpak = (PACKAGING / "flatpak" / f"{IDENTIFIER}.yml").read_text(encoding="utf-8")
    assert f"\nid: {IDENTIFIER}\n" in flatpak
    assert (PACKAGING / "linux" / f"{IDENTIFIER}.desktop").exists()
    (declared,) = information("1.2.0")["UTExportedTypeDeclarations"]
    assert f'"Content Type" "{declared["UTTypeTagSpecification"]["public.mime-type"]}"' in SCRIPT


def test_an_app_dir_has_what_the_tool_looks_for(tmp_path: Path) -> None:
    from appimage.app_dir import make_app_dir

    frozen = tmp_path / "frozen"
    frozen.mkdir()
    (frozen / "ascertain").write_text("#!/bin/sh\necho $0 $@\n")
    (frozen / "ascertain").chmod(0o755)
    made = make_app_dir(frozen, tmp_path, "1.2.0")
    entry = (made / f"{IDENTIFIER}.desktop").read_text(encoding="utf-8")
    icon = re.search(r"^Icon=(.+)$", entry, re.MULTILINE)
    assert icon
    assert (made / f"{icon[1]}.png").exists()
    assert (made / ".DirIcon").resolve().exists()
    told = subprocess.run([made / "AppRun", "list", "a b"], capture_output=True, text=True, check=True).stdout
    assert told == f"{made}/usr/lib/ascertain/ascertain list a b\n"


def test_the_readme_tells_of_every_recipe_how_far_it_was_tried() -> None:
    rows = [row.split("|") for row in README.splitlines() if row.startswith("| ")][1:]
    tried = {row[2].strip() for row in rows if "---" not in row[1]}
    assert tried <= {"built and run", "compiled", "written only", "laid out and run"}
    named = {found for row in rows for found in re.findall(r"`(packaging/[^` ]+|[a-z_]+/[^` ]+)`", row[1])}
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_commands_of_the_readme_name_scripts_that_exist() -> None:
    named = set(re.findall(r"packaging[/\\][\w./\\-]+\.(?:py|sh|nsi|yml|spec)", README))
    assert len(named) > 5
    assert [name for name in named if not (ROOT / name.replace("\\", "/")).exists()] == []
