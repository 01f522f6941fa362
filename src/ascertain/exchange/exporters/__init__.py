"""The formats that the program writes. One is a module of this package that ends in `EXPORTER = …`; nothing else has to
know of it."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from ascertain.exchange.outgoing import Exporter


@cache
def exporters() -> tuple[Exporter, ...]:
    """Every exporter, the workbook first, then by name."""
    found: list[Exporter] = [import_module(f"{__name__}.{each.name}").EXPORTER for each in iter_modules(__path__)]
    return tuple(sorted(found, key=lambda each: (each.name != "xlsx", each.name)))


def exporter_named(name: str) -> Exporter | None:
    """The exporter of this name, or None."""
    return next((each for each in exporters() if each.name == name), None)


def exporter_for(path: Path) -> Exporter | None:
    """The exporter that a file's suffix stands for: of several, the one that is called like it."""
    suffix = path.suffix.lower()
    fitting = [each for each in exporters() if each.suffix == suffix]
    return next((each for each in fitting if f".{each.name}" == suffix), fitting[0] if fitting else None)
