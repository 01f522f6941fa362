"""The bill of materials of what a frozen folder carries, in the form of CycloneDX 1.6."""

from __future__ import annotations

import json
import platform
import re
import shutil
import sqlite3
import ssl
import subprocess
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from ascertain.app import licenses
from ascertain.app.licenses import Part
from releasing.carried_parts import normal
from releasing.distributions import digest
from releasing.saying import CannotRelease

Node = dict[str, Any]
_NAMESPACE = uuid.UUID("6b5f0f0e-6f0d-5c43-9a3e-1f4f3b6f2a10")
_NATIVE = re.compile(r"\.(so|dll|pyd|dylib)(\.|$)")
_NO_SPDX = {"public domain"}


def bill_of(version: str, commit: str, time: int, carried: dict[str, list[Path]], lock: str, sources: str) -> Node:
    """Return the bill: the program, and each part that is carried with version, license, hashes and what it needs."""
    hashes = locked_hashes(lock)
    chosen = [part for part in licenses.parts() if part.name in carried]
    components = [_component(part, carried[part.name], hashes, sources) for part in chosen]
    program = {
        "type": "application",
        "bom-ref": "ascertain",
        "name": "Ascertain",
        "version": version,
        "licenses": _terms("MIT"),
    }
    if commit:
        program["properties"] = [{"name": "ascertain:commit", "value": commit}]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, version + commit + platform.platform())}",
        "version": 1,
        "metadata": {"timestamp": datetime.fromtimestamp(time, UTC).isoformat(), "component": program},
        "components": components,
        "dependencies": [
            {"ref": "ascertain", "dependsOn": [each["bom-ref"] for each in components]},
            *({"ref": part.name, "dependsOn": needed} for part in chosen if (needed := _needs(part, carried))),
        ],
    }


def locked_hashes(lock: str) -> dict[str, list[str]]:
    """Return the SHA-256 of every archive that a lock allows for each package."""
    found: dict[str, list[str]] = {}
    for entry in lock.replace("\\\n", " ").splitlines():
        if named := re.match(r"([a-z0-9-]+)==", entry):
            found.setdefault(named.group(1), []).extend(re.findall(r"--hash=sha256:([0-9a-f]{64})", entry))
    return found


def check(bill: Node) -> None:
    """Hold a bill against the published schema. Raises `CannotRelease` with the first difference."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill))
    if wrong is not None:
        raise CannotRelease(f"The bill of materials is not as CycloneDX wants it: {str(wrong)[:500]}")


def _component(part: Part, files: list[Path], hashes: dict[str, list[str]], sources: str) -> Node:
    node: Node = {
        "type": {"package": "library", "library": "library", "data": "data"}[part.kind],
        "bom-ref": part.name,
        "name": part.name,
        "version": _version(part, files, sources),
        "licenses": _terms(part.terms),
    }
    if part.kind == "package":
        node["purl"] = f"pkg:pypi/{part.name}@{node['version']}"
        node["properties"] = [{"name": "ascertain:locked-sha256", "value": each} for each in hashes.get(part.name, ())]
    if native := [path for path in files if part.kind == "library" or _NATIVE.search(path.name)]:
        node["components"] = [
            {
                "type": "file",
                "bom-ref": f"{part.name}/{number}/{path.name}",
                "name": path.name,
                "hashes": [{"alg": "SHA-256", "content": digest(path)}],
            }
            for number, path in enumerate(native, 1)
        ]
    return node


def _terms(terms: str) -> list[Node]:
    if terms in _NO_SPDX:
        return [{"license": {"name": terms}}]
    return [{"expression": terms}] if " " in terms else [{"license": {"id": terms}}]


def _version(part: Part, files: list[Path], sources: str) -> str:
    """Return the version of a part, asked of that which tells it."""
    if part.kind == "package":
        return licenses.version(part)
    if part.kind == "data":
        return _version_in_sources(part, sources)
    if part.version == "system":
        return next(filter(None, (_version_of_system_library(path.name) for path in files)), "")
    if part.version == "file":
        return next((m.group(1) for path in files if (m := re.search(r"(\d+)(?:\.\d+)*(?:\.dll)?$", path.name))), "")
    if part.version in ("pyinstaller", "pyside6-essentials"):
        return _version_of_package(part.version)
    return {
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "openssl": ssl.OPENSSL_VERSION.split()[1],
    }[part.version]


def _version_of_package(name: str) -> str:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return ""


def _version_in_sources(part: Part, sources: str) -> str:
    """Return the version that `resources/SOURCES.md` gives of data from elsewhere."""
    for row in sources.splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        about = part.name.removeprefix("Places of ")
        if len(cells) == 5 and f"{part.folder}/" in cells[1] and about in f"{cells[0]} {cells[2]}":
            return cells[3]
    raise CannotRelease(f"resources/SOURCES.md says nothing of {part.name}.")


def _version_of_system_library(name: str) -> str:
    """Return the version of the system's package that a library was taken from, where Debian tells it."""
    if not shutil.which("dpkg-query"):
        return ""
    owner = subprocess.run(["dpkg-query", "-S", f"*/{name}"], capture_output=True, text=True)
    package = owner.stdout.partition(": ")[0].split(",")[0].strip()
    if owner.returncode or not package:
        return ""
    told = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True)
    return told.stdout.strip()


def _needs(part: Part, carried: dict[str, list[Path]]) -> list[str]:
    """Return those of the carried packages that a package asks for."""
    return sorted({name for name in _asked_for(part) if name in carried and name != part.name})


def _asked_for(part: Part) -> Iterator[str]:
    found = licenses.installed(part)
    for line in (found.requires or ()) if found else ():
        if "extra ==" not in line and (named := re.match(r"[A-Za-z0-9._-]+", line)):
            yield normal(named.group())
