"""The steps of a release in their order, and what they hand to each other."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from releasing import distributions
from releasing.saying import say
from releasing.source_copy import Commit, copy_source
from releasing.versions import Release


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
            self.told.append(f"{name}: {said}")

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
    return distributions.try_wheel(workshop.wheel, workshop.release.version, workshop.work)


STEPS: dict[str, Callable[[Workshop], str]] = {
    "same": same,
    "indexes": indexes,
    "trial": trial,
}
"""Each with the name by which `--only` asks for it."""
