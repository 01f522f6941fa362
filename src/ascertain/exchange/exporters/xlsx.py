"""A workbook of Excel, which every spreadsheet program opens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.exchange.long_texts import spreadsheet_losses
from ascertain.exchange.outgoing import Loss, Option, Outgoing
from ascertain.exchange.sheets import Shortened
from ascertain.exchange.workload import workload_of
from ascertain.exchange.xlsx_file import MOST_ROWS, write_workbook

_LABEL = say("Excel workbook")
_PURPOSE = say("For spreadsheets: all sheets, with real dates and filters.")
_ODD = say("Control characters are written as codes, as Excel does it: _x0007_.")


@dataclass(frozen=True, slots=True)
class XlsxExporter:
    """See `Exporter`."""

    name: str = "xlsx"
    suffix: str = ".xlsx"
    label: Message = _LABEL
    purpose: Message = _PURPOSE
    most_records: int | None = MOST_ROWS - 1
    chooses_columns: bool = True
    options: tuple[Option, ...] = ()

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        """See `Exporter.losses`."""
        return spreadsheet_losses(outgoing, conduct, _ODD)

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        """See `Exporter.write`."""
        return write_workbook(workload_of(outgoing), out, conduct)


EXPORTER = XlsxExporter()
