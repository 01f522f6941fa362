"""Which parts a frozen folder carries: told from its files and the modules in its archive, not from what was meant."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from importlib.metadata import packages_distributions
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from ascertain.app.licenses import Part, parts

_OURS = {"ascertain", "own_libraries", "LICENSES"}
_BOOT = re.compile(r"(_?pyi_?|_pyi)\w*$")
_PYTHON = re.compile(r"_sysconfigdata_\w*|_distutils_hack|python3\.\d+$|lib-dynload$")


@dataclass
class Carried:
    """What a folder carries: the files of each part, the number of its modules, and what belongs to none of them."""

    files: dict[str, list[Path]] = field(default_factory=dict)
    modules: dict[str, int] = field(default_factory=dict)
    strangers: set[str] = field(default_factory=set)

    data: set[str] = field(default_factory=set)

    def for_bill(self) -> dict[str, list[Path]]:
        """The files of each part that is carried; of data and of what lies in the archive none."""
        named = {*self.files, *self.modules, *self.data} - {""}
        return {name: self.files.get(name, []) for name in sorted(named)}


def normal(name: str) -> str:
    """Return the name of a package in the one form that locks use."""
    return re.sub(r"[-_.]+", "-", name).lower()


class _Owners:
    """Who a module or a file belongs to."""

    def __init__(self) -> None:
        self._packages = {part.name for part in parts() if part.kind == "package"}
        self._libraries = [part for part in parts() if part.kind == "library"]
        self._modules = {top: [normal(name) for name in names] for top, names in packages_distributions().items()}

    def of_module(self, name: str) -> str | None:
        """Return the part that a module belongs to, "" for the program itself and None for a stranger."""
        top = name.partition(".")[0]
        if top in _OURS:
            return ""
        for package in self._modules.get(top, ()):
            if package in self._packages:
                return package
        if _BOOT.match(top):
            return "Boot loader of PyInstaller"
        return "Python" if top in sys.stdlib_module_names or _PYTHON.match(top) else None

    def of_file(self, path: PurePosixPath) -> str | None:
        """Return the part that a file of the folder belongs to, likewise."""
        if len(path.parts) > 1 and path.parts[0] == "ascertain":
            # The texts of licenses lie there, named as the libraries that they are of.
            return ""
        for library in self._libraries:
            if any(fnmatchcase(path.name, pattern) for pattern in library.files):
                return library.name
        first = path.parts[0]
        if first.endswith(".dist-info"):
            # The licenses of a package, and what it says of itself; the program may carry nothing else of it.
            name = normal(first.removesuffix(".dist-info").rpartition("-")[0])
            return "" if name in self._packages else None
        return "Python" if _PYTHON.match(first) else self.of_module(first)


def carried_by(folder: Path) -> Carried:
    """Return what the frozen folder carries."""
    found, owners = Carried(), _Owners()
    inside = folder / "_internal"
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()):
        within = path.relative_to(inside if path.is_relative_to(inside) else folder)
        owner = owners.of_file(PurePosixPath(within.as_posix()))
        if owner is None:
            found.strangers.add(within.as_posix())
        else:
            found.files.setdefault(owner, []).append(path)
    shipped = inside / "ascertain" / "_resources"
    found.data = {part.name for part in parts() if part.kind == "data" and (shipped / part.folder).is_dir()}
    for name in modules_of(folder):
        owner = owners.of_module(name)
        if owner is None:
            found.strangers.add(name.partition(".")[0])
        else:
            found.modules[owner] = found.modules.get(owner, 0) + 1
    return found


def modules_of(folder: Path) -> set[str]:
    """Return the names of the modules in the archives of the frozen programs."""
    from PyInstaller.archive.readers import CArchiveReader

    names: set[str] = set()
    for program in (p for p in folder.iterdir() if p.is_file() and p.suffix in ("", ".exe")):
        archive = CArchiveReader(str(program))
        names.update(archive.open_embedded_archive("PYZ.pyz").toc)
    library = folder / "_internal" / "base_library.zip"
    if library.exists():
        with ZipFile(library) as archive:
            names.update(name.removesuffix(".pyc").replace("/", ".") for name in archive.namelist())
    return names


def part_of(name: str) -> Part:
    """Return the part of this name."""
    return next(part for part in parts() if part.name == name)
