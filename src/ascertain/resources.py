"""The only reader of the data that ships with the program.

Two folders hold that data: ``resources/`` (icons, themes, fonts, vocabularies,
gazetteer, map, translations, help) and ``seeds/`` (the example log as data).
In the source tree they lie at the top; in an installed wheel they lie inside
the package as ``_resources`` and ``_seeds``. Standard library only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["MissingResource", "names", "path", "seed", "seed_names", "seed_text", "text"]

_PACKAGE = Path(__file__).resolve().parent
_SOURCE_TREE = _PACKAGE.parent.parent


class MissingResource(FileNotFoundError):
    """A file that should have come with the program is not there."""

    def __init__(self, wanted: Path) -> None:
        super().__init__(f"A file of the program is missing: {wanted}. Install the program again to repair it.")
        self.wanted = wanted


@cache
def _root(folder: str) -> Path:
    """Return where ``folder`` lies: inside the wheel, or else at the top of the source tree."""
    installed = _PACKAGE / f"_{folder}"
    if installed.is_dir():
        return installed
    source = _SOURCE_TREE / folder
    if source.is_dir():
        return source
    raise MissingResource(installed)


def _existing(folder: str, parts: tuple[str, ...]) -> Path:
    root = _root(folder)
    wanted = root.joinpath(*parts)
    if not wanted.resolve().is_relative_to(root):
        raise ValueError(f"{'/'.join(parts)} lies outside {folder}/")
    if not wanted.exists():
        raise MissingResource(wanted)
    return wanted


def _names(folder: str, parts: tuple[str, ...], suffix: str) -> tuple[str, ...]:
    where = _existing(folder, parts)
    return tuple(sorted(p.name for p in where.iterdir() if p.is_file() and p.name.endswith(suffix)))


def path(*parts: str) -> Path:
    """Return the path of a file or folder below ``resources/``.

    Raises `MissingResource` if it is not there, `ValueError` if it lies outside.
    """
    return _existing("resources", parts)


def text(*parts: str) -> str:
    """Return the text (UTF-8) of a file below ``resources/``; errors as for `path`."""
    return path(*parts).read_text(encoding="utf-8")


def names(folder: str, suffix: str) -> tuple[str, ...]:
    """Return the sorted file names in a folder of ``resources/`` that end in ``suffix``."""
    return _names("resources", tuple(folder.split("/")), suffix)


def seed(*parts: str) -> Path:
    """Return the path of a file or folder below ``seeds/``; errors as for `path`."""
    return _existing("seeds", parts)


def seed_text(*parts: str) -> str:
    """Return the text (UTF-8) of a file below ``seeds/``; errors as for `path`."""
    return seed(*parts).read_text(encoding="utf-8")


def seed_names(suffix: str, *parts: str) -> tuple[str, ...]:
    """Return the sorted file names in a folder of ``seeds/`` (its top without parts) by suffix."""
    return _names("seeds", parts, suffix)
