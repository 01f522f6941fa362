"""The bill of materials: of what a folder carries, told from its files and modules, and nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from ascertain.app import licenses
from releasing import bill, carried_parts
from releasing.saying import CannotRelease
from tests.rules.source_tree import ROOT

LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
SOURCES = (ROOT / "resources" / "SOURCES.md").read_text(encoding="utf-8")
MODULES = {"ascertain.domain.fields", "pypdf._reader", "json.decoder", "pyimod01_archive", "PySide6"}


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is laid out as a frozen program is."""
    inside = tmp_path / "ascertain" / "_internal"
    for name in (
        "libQt6Core.so.6",
        "libsqlite3.so.0",
        "lxml/etree.so",
        "python3.11/lib-dynload/_bz2.so",
        "pypdf-6.0.0.dist-info/METADATA",
        # The license of a library is not the library.
        "ascertain/_resources/licenses/libffi.txt",
    ):
        (inside / name).parent.mkdir(parents=True, exist_ok=True)
        (inside / name).write_bytes(name.encode())
    (inside / "ascertain" / "_resources" / "gazetteer").mkdir(parents=True)
    (inside / "ascertain" / "_resources" / "gazetteer" / "places.txt.gz").touch()
    (tmp_path / "ascertain" / "ascertain").write_bytes(b"program")
    monkeypatch.setattr(carried_parts, "modules_of", lambda folder: MODULES)
    return tmp_path / "ascertain"


def test_parts_are_told_from_files_and_modules(frozen: Path) -> None:
    found = carried_parts.carried_by(frozen)
    assert found.strangers == set()
    assert set(found.for_bill()) == {
        "Boot loader of PyInstaller", "Natural Earth", "Places of GeoNames", "Python", "Qt", "SQLite", "lxml", "pypdf",
        "pyside6-essentials",
    }  # fmt: skip


def test_metadata_alone_is_not_the_package(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried_parts, "modules_of", lambda folder: MODULES - {"pypdf._reader"})
    assert "pypdf" not in carried_parts.carried_by(frozen).for_bill()


def test_what_belongs_to_no_part_is_named(frozen: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (frozen / "_internal" / "libstrange.so.1").touch()
    monkeypatch.setattr(carried_parts, "modules_of", lambda folder: {"pytest.main", "hypothesis"})
    assert carried_parts.carried_by(frozen).strangers == {"libstrange.so.1", "pytest", "hypothesis"}


def test_a_bill_names_each_part_with_version_license_and_hash(frozen: Path) -> None:
    carried = carried_parts.carried_by(frozen).for_bill()
    made = bill.bill_of("1.2.0", "abc", 0, carried, LOCK, SOURCES)
    parts = {each["name"]: each for each in made["components"]}
    assert set(parts) == set(carried)
    assert parts["pypdf"]["purl"] == f"pkg:pypi/pypdf@{licenses.version(carried_parts.part_of('pypdf'))}"
    assert parts["pypdf"]["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert {each["value"] for each in parts["pypdf"]["properties"]} <= set(bill.locked_hashes(LOCK)["pypdf"])
    (sqlite,) = parts["SQLite"]["components"]
    assert sqlite["name"] == "libsqlite3.so.0"
    assert len(sqlite["hashes"][0]["content"]) == 64
    assert parts["Python"]["version"] == ".".join(map(str, sys.version_info[:3]))
    assert parts["Places of GeoNames"]["version"] == "3.0.2"
    assert parts["Natural Earth"]["licenses"] == [{"license": {"name": "public domain"}}]


def test_a_bill_is_the_same_each_time_and_every_reference_leads_somewhere() -> None:
    installed: dict[str, list[Path]] = {part.name: [] for part in licenses.parts() if licenses.installed(part)}
    first, second = (bill.bill_of("1.2.0", "abc", 0, dict(installed), LOCK, SOURCES) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)
    references = {"ascertain", *(each["bom-ref"] for each in first["components"])}
    assert len(references) == len(first["components"]) + 1
    for each in first["dependencies"]:
        assert {each["ref"], *each["dependsOn"]} <= references
    needs = {each["ref"]: each["dependsOn"] for each in first["dependencies"]}
    assert "pydantic-core" in needs["pydantic"]


def test_data_without_a_source_is_not_released(frozen: Path) -> None:
    carried = carried_parts.carried_by(frozen).for_bill()
    with pytest.raises(CannotRelease, match=r"SOURCES\.md says nothing of Places of GeoNames"):
        bill.bill_of("1.2.0", "", 0, carried, LOCK, "")
