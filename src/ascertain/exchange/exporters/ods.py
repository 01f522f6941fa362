"""An OpenDocument spreadsheet: an open standard, and what LibreOffice writes by itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.exchange.long_texts import spreadsheet_losses
from ascertain.exchange.ods_file import write_ods
from ascertain.exchange.outgoing import Loss, Option, Outgoing
from ascertain.exchange.sheet_files import MOST_ROWS
from ascertain.exchange.sheets import Shortened
from ascertain.exchange.workload import workload_of

_LABEL = say("OpenDocument spreadsheet")
_PURPOSE = say("For LibreOffice and archives: all sheets, in an open standard.")
_ODD = say("Control characters become a question mark in a diamond: XML cannot hold them.")


@dataclass(frozen=True, slots=True)
class OdsExporter:
    """See `Exporter`."""

    name: str = "ods"
    suffix: str = ".ods"
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
        return write_ods(workload_of(outgoing), out, conduct)


EXPORTER = OdsExporter()
