"""The file formats that the program writes. Adding one is a module and a line here."""

from __future__ import annotations

from pathlib import Path

from ascertain.exchange.csv_file import CsvExporter
from ascertain.exchange.sheets import Exporter
from ascertain.exchange.xlsx_file import XlsxExporter

EXPORTERS: tuple[Exporter, ...] = (XlsxExporter(), CsvExporter())


def exporter_for(path: Path) -> Exporter | None:
    """The exporter for a file's suffix, or None."""
    return next((exporter for exporter in EXPORTERS if exporter.suffix == path.suffix.lower()), None)
