"""The steps of a release in their order, and what they hand to each other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from releasing import checks, distributions, frozen, materials
from releasing.saying import CannotRelease, say
from releasing.source_copy import Commit, copy_source
from releasing.tools import is_here
from releasing.versions import Release

_MOST_MB = 60
"""How large the package for Debian shall be at most."""


class Workshop:
    """The folders of one release, what has been made in them, and what there is to tell in the end."""

    def __init__(self, root: Path, out: Path, release: Release, commit: Commit, left_out: list[str]) -> None:
        self.root = root
        self.out = out
        self.release = release
        self.commit = commit
        self.left_out = left_out
        self.told: list[str] = []
        self.work = out / "work"
        self.tree = self.work / "source"
        self.folder: Path | None = None
        self.deb: Path | None = None

    @property
    def version(self) -> str:
        """The version that is built."""
        return self.release.version

    def take(self, names: list[str]) -> None:
        """Take the steps of these names, after what all of them need: the copy, the wheel and the sdist."""
        self.work.mkdir()
        copy_source(self.root, self.tree)
        self.sdist = distributions.build("sdist", self.tree, self.out, self.commit.time)
        self.wheel = distributions.build("wheel", self.tree, self.out, self.commit.time)
        for name in names:
            say(f"== {name}")
            said = STEPS[name](self)
            say(said)
            self.told += [f"{name}: {line}" for line in said.splitlines()]

    def frozen(self) -> Path:
        """Return the frozen folder; it is made by the first step that needs it."""
        if self.folder is None:
            self.folder = self.freeze_into(self.work / "frozen")
        return self.folder

    def freeze_into(self, out: Path) -> Path:
        """Freeze the program, with the licenses of what it carries beside it."""
        folder = frozen.freeze(self.tree, out, self.commit.time)
        carried = materials.told_parts(folder).for_bill()
        own = (self.tree / "LICENSE").read_text(encoding="utf-8")
        materials.write_licenses(carried, own, folder / materials.LICENSES)
        return folder

    def package(self) -> Path | None:
        """Return the .deb, made by the first step that needs it; nothing where Debian's tools are missing."""
        if self.deb is None and is_here("dpkg-deb"):
            self.deb = frozen.build_deb(self.tree, self.frozen(), self.out, self.version, self.commit.time)
        return self.deb

    def tell(self) -> None:
        """Say what was made and checked, and what was left out and why."""
        shutil.rmtree(self.work)
        say(f"\nMade in {self.out}: {self.release.title}")
        for path in sorted(p for p in self.out.iterdir() if p.is_file()):
            say(f"  {path.name:<48}{path.stat().st_size / 1e6:>9.1f} MB")
        for line in self.told:
            say(f"  {line}")
        for line in self.left_out:
            say(f"  Left out: {line}")


def same(workshop: Workshop) -> str:
    """Whether two builds of the same commit are the same."""
    return distributions.check_same(workshop.tree, workshop.wheel, workshop.sdist, workshop.work, workshop.commit.time)


def indexes(workshop: Workshop) -> str:
    """Whether package indexes take wheel and source distribution."""
    return distributions.check_for_indexes([workshop.wheel, workshop.sdist], workshop.work)


def trial(workshop: Workshop) -> str:
    """Whether the program works when it is installed from the wheel."""
    return distributions.try_wheel(workshop.wheel, workshop.version, workshop.work)


def folder(workshop: Workshop) -> str:
    """Freeze the program, and pack the folder as it is."""
    made = workshop.frozen()
    name = f"ascertain-{workshop.version}-{frozen.machine()}.tar.xz"
    frozen.pack_folder(made, workshop.out / name, workshop.commit.time)
    shutil.copy(made / materials.LICENSES, workshop.out / f"ascertain-{workshop.version}-licenses.txt")
    return f"{frozen.size_of(made) / 1e6:.0f} MB, in {name}"


def bill(workshop: Workshop) -> str:
    """Write what the frozen folder carries, and what the .deb does, which leaves to the system what that has."""
    carried = {f"ascertain-{workshop.version}-{frozen.machine()}": workshop.frozen()}
    if (deb := workshop.package()) is not None:
        carried[deb.stem] = frozen.unpack_deb(deb, workshop.work / "unpacked")
    return "\n".join(
        materials.write_bill(
            materials.told_parts(made),
            workshop.tree,
            workshop.version,
            workshop.commit,
            workshop.out / f"{name}.cdx.json",
        )
        for name, made in carried.items()
    )


def debian(workshop: Workshop) -> str:
    """Pack the frozen folder for Debian, and hold it against the validators."""
    if (deb := workshop.package()) is None:
        return "left out, dpkg-deb is missing"
    frozen.unpack_deb(deb, workshop.work / "unpacked")
    return f"{deb.name}, {deb.stat().st_size / 1e6:.1f} MB; {checks.check_linux(deb, workshop.work / 'unpacked')}"


def debian_twice(workshop: Workshop) -> str:
    """Whether a second freeze and packing give the same package."""
    if (deb := workshop.package()) is None:
        return "left out, dpkg-deb is missing"
    other = workshop.freeze_into(workshop.work / "frozen again")
    second = frozen.build_deb(workshop.tree, other, workshop.work / "deb again", workshop.version, workshop.commit.time)
    return frozen.compare_debs(deb, second)


def windows(workshop: Workshop) -> str:
    """Compile the script of the Windows installer with a stand-in; an installer is built on Windows only."""
    from windows.installer import NotCompiled, rehearse

    if not is_here("makensis"):
        return "left out, makensis is missing"
    try:
        rehearse(workshop.version)
    except NotCompiled as stopped:
        raise CannotRelease(f"The script of the Windows installer does not compile:\n{stopped}") from stopped
    return "the script of the installer compiles without a warning; it was not run, and carries a stand-in"


def smoke(workshop: Workshop) -> str:
    """Use the frozen program from outside, as somebody does who starts it for the first time."""
    from smoke import Smoke, missing_tools
    from smoke import smoke as use

    if missing := missing_tools():
        workshop.left_out.append(f"the smoke test, for which {', '.join(missing)} are missing")
        return "left out, see below"
    try:
        return "\n".join(use([str(workshop.frozen() / "ascertain")], workshop.version))
    except Smoke as stopped:
        raise CannotRelease(f"The frozen program does not work as it should: {stopped}") from stopped


def measures(workshop: Workshop) -> str:
    """How large the packages are and how soon the window is there, beside a run from source and a bare window."""
    from measure import measure_package

    told = measure_package(workshop.frozen()).lines()
    if (deb := workshop.package()) is not None:
        size = deb.stat().st_size / 1e6
        told.append(
            f"size of the .deb: {size:.1f} MB; aim: at most {_MOST_MB} MB: {'met' if size <= _MOST_MB else 'NOT MET'}"
        )
    return "\n".join(told)


def sums(workshop: Workshop) -> str:
    """Write the SHA-256 of all that was made."""
    return materials.write_sums(workshop.out)


STEPS: dict[str, Callable[[Workshop], str]] = {
    "same": same,
    "indexes": indexes,
    "trial": trial,
    "folder": folder,
    "debian": debian,
    "bill": bill,
    "debian-twice": debian_twice,
    "windows": windows,
    "smoke": smoke,
    "measures": measures,
    "sums": sums,
}
"""Each with the name by which `--only` asks for it."""
