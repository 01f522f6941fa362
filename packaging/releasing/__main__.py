"""Build a release of Ascertain: all that can be built here, checked, with sums, materials and licenses."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

import run
from releasing import steps
from releasing.saying import CannotRelease, say
from releasing.source_copy import current_commit
from releasing.tools import find_tools
from releasing.versions import check_changelog, version_of

ROOT = Path(__file__).resolve().parents[2]


def arguments(words: list[str]) -> argparse.Namespace:
    """Return the options."""
    names = ", ".join(steps.STEPS)
    parser = argparse.ArgumentParser(
        prog="release.py",
        description=__doc__,
        epilog="Wheel and source distribution are always built. Without --only all steps are taken, in this order.",
    )
    parser.add_argument(
        "--rehearsal", action="store_true", help="build what has no dated section in CHANGELOG.md, or is not committed"
    )
    parser.add_argument("--out", type=Path, help="the folder for what is made; dist/VERSION unless it is given")
    parser.add_argument("--only", metavar="STEPS", help=f"only these steps, with commas between them: {names}")
    parser.add_argument("--install-tools", action="store_true", help="as root: install missing tools with apt")
    return parser.parse_args(words)


def chosen(only: str | None) -> list[str]:
    """Return the steps that were asked for, in their order."""
    if only is None:
        return list(steps.STEPS)
    asked = {name.strip() for name in only.split(",")}
    if unknown := asked - set(steps.STEPS):
        raise CannotRelease(f"There is no step {', '.join(sorted(unknown))}. There are: {', '.join(steps.STEPS)}.")
    return [name for name in steps.STEPS if name in asked]


def empty_folder(given: Path | None, usual: Path) -> Path:
    """Return the folder for what is made, empty. Only our own under `dist/` is emptied for it."""
    if given is None:
        shutil.rmtree(usual, ignore_errors=True)
    elif given.exists() and (not given.is_dir() or any(given.iterdir())):
        raise CannotRelease(f"{given} is there and not empty. Name a folder that is empty or does not exist yet.")
    out = (given or usual).resolve()
    out.mkdir(parents=True, exist_ok=True)
    return out


def release(words: list[str]) -> None:
    """Build all that was asked for. Raises `CannotRelease` at the first thing that is not as it must be."""
    options = arguments(words)
    names = chosen(options.only)
    version = version_of(ROOT)
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    made = check_changelog(version, changelog, rehearsal=options.rehearsal)
    commit = current_commit(ROOT, rehearsal=made.rehearsal)
    folder = f"{version}-rehearsal" if made.rehearsal else version
    out = empty_folder(options.out, ROOT / "dist" / folder)
    say(f"Ascertain {made.title}{', commit ' + commit.name[:12] if commit.name else ''}, into {out}")
    left_out = find_tools(install=options.install_tools)
    workshop = steps.Workshop(ROOT, out, made, commit, left_out)
    workshop.take(names)
    workshop.tell()


def main() -> int:
    """Return the exit code: 0 when all that was asked for is built and holds, else 1."""
    try:
        release(sys.argv[1:])
    except (CannotRelease, run.SetUpError) as stopped:
        say(f"\nNo release: {stopped}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
