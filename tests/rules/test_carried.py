"""What is frozen agrees with the source tree, the lock and the libraries that the system has to have."""

from __future__ import annotations

from pathlib import Path

import pytest

import carried
from ascertain.app import licenses
from tests.rules.source_tree import ROOT, SOURCE, imports, modules


def test_every_module_of_the_program_is_carried() -> None:
    named = set(carried.hidden_modules())
    wanted = {f"ascertain.{each.name}" for each in modules() if ".versions" not in each.name and each.name}
    assert not wanted - named


def test_every_folder_of_data_and_every_migration_is_carried_where_the_program_looks() -> None:
    lies = {where: Path(source) for source, where in carried.data_files()}
    assert (lies["ascertain/_resources"] / "icons" / "ascertain.svg").is_file()
    assert (lies["ascertain/_seeds"] / "generator.toml").is_file()
    assert lies["ascertain/store/migrations"] == SOURCE / "store" / "migrations"
    assert sorted(lies["ascertain/store/migrations"].glob("versions/*.py"))


def test_nothing_that_the_program_imports_is_left_out() -> None:
    asked = {name.partition(".")[0] for each in modules() for _, name in imports(each)}
    assert not asked & set(carried.LEFT_OUT)


def test_packages_with_data_and_all_that_are_told_of_are_locked() -> None:
    locked = {name.replace("-", "_").lower() for name in carried.distributions()}
    assert set(carried.DATA_OF) <= locked
    told = {part.name.replace("-", "_") for part in licenses.parts() if part.kind == "package"}
    assert told
    assert told <= locked


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/plugins/iconengines/libqsvgicon.so", True),
        ("PySide6/Qt/translations/qtbase_ar.qm", True),
        ("PySide6/Qt/translations/qt_help_de.qm", False),
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("PySide6/Qt/lib/libQt6EglFsKmsSupport.so.6", False),
        ("libpython3.11.so.1.0", True),
        ("libX11.so.6", False),
        ("libgtk-3.so.0", False),
        ("libstdc++.so.6", False),
        ("babel/locale-data/fr.dat", False),
        ("babel/locale-data/en.dat", True),
        ("ascertain/_resources/icons/ascertain.svg", True),
        # The looks use our own fonts, whose terms are told; these have others.
        ("qt_material/fonts/roboto/Roboto-Regular.ttf", False),
        ("qt_material/themes/dark_teal.xml", True),
    ],
)
def test_what_is_carried_is_told_by_where_it_lies(name: str, wanted: bool) -> None:
    assert carried.is_wanted(name) is wanted


def test_no_library_of_the_screen_is_carried() -> None:
    table = (ROOT / "packaging" / "system-libraries.txt").read_text(encoding="utf-8").splitlines()
    words = [line.split() for line in table if line and not line.startswith("#")]
    names = [name for group, name, *_ in words if group in ("qt", "x11", "wayland")]
    assert names
    assert not [name for name in names if carried.is_wanted(name)]


def test_what_a_release_is_built_with_is_never_frozen() -> None:
    others = carried.of_other_packages()
    # The tests have packages of their own here, as a release has its tools.
    assert {"pytest", "hypothesis", "hatchling"} <= set(others)
    assert not {"ascertain", "PySide6", "sqlalchemy", "lxml", "dateutil", "docx"} & set(others)
