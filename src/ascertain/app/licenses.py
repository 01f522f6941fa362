"""What the program is made of, under which terms, and the full texts of these."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import PurePosixPath
from typing import Any, Literal

from ascertain import resources

Kind = Literal["package", "library", "data"]
_KINDS: tuple[Kind, ...] = ("package", "library", "data")
_TEXT_OF_A_LICENSE = re.compile(r"(?i)(licen[cs]e|copying|notice)")


@dataclass(frozen=True)
class Part:
    """One thing that the program is made of, as `resources/licenses/parts.toml` describes it."""

    kind: Kind
    name: str
    """Of a package the name by which it is installed."""
    terms: str
    """The license as SPDX expression, or "public domain"."""
    shown: str = ""
    """The name in the short list of About; empty for what is not in it."""
    texts: tuple[str, ...] = ()
    """Files under `resources/`, beside those that a package brings itself."""
    files: tuple[str, ...] = field(default=(), repr=False)
    """Of a library: patterns for the names of its files in a frozen program."""
    version: str = ""
    """Of a library: what tells its version."""
    folder: str = ""
    """Of data: the folder under `resources/`."""


@cache
def parts() -> tuple[Part, ...]:
    """Return all parts, those of the short list first, in their order."""
    table = tomllib.loads(resources.text("licenses", "parts.toml"))
    return tuple(_part(kind, row) for kind in _KINDS for row in table[kind])


def _part(kind: Kind, row: dict[str, Any]) -> Part:
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Part(kind=kind, **given)


def installed(part: Part) -> Distribution | None:
    """Return the installed package of this part; nothing where it is none or not here."""
    if part.kind != "package":
        return None
    try:
        return distribution(part.name)
    except PackageNotFoundError:
        return None


def version(part: Part) -> str:
    """Return the version of a package that is here; of anything else nothing."""
    found = installed(part)
    return found.version if found else ""


def texts(part: Part) -> Iterator[tuple[str, str]]:
    """Yield the full texts of a part's license, each with a name: those that came with a package, then our own."""
    found = installed(part)
    for file in (found.files or ()) if found else ():
        path = PurePosixPath(str(file))
        if path.parts[0].endswith(".dist-info") and _TEXT_OF_A_LICENSE.search(path.name):
            yield path.name, file.read_text(encoding="utf-8")
    for name in part.texts:
        where = PurePosixPath(name)
        yield where.name, resources.text(*where.parts)
