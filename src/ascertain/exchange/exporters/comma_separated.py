"""Comma-separated values: the sheet of incidents alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.exchange.csv_file import write_csv
from ascertain.exchange.outgoing import Loss, Option, Outgoing
from ascertain.exchange.sheets import Shortened
from ascertain.exchange.workload import workload_of

_LABEL = say("CSV text")
_PURPOSE = say("For other programs: one line for each incident.")
_ONE_SHEET = say("What each source says is left out: CSV holds one sheet.")


@dataclass(frozen=True, slots=True)
class CsvExporter:
    """See `Exporter`."""

    name: str = "csv"
    suffix: str = ".csv"
    label: Message = _LABEL
    purpose: Message = _PURPOSE
    most_records: int | None = None
    chooses_columns: bool = True
    options: tuple[Option, ...] = ()

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        """See `Exporter.losses`."""
        spoken = [incident.ref for incident in outgoing.walk(conduct) if incident.content.statements]
        return (Loss(_ONE_SHEET, len(spoken), tuple(spoken[:3])),) if spoken else ()

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        """See `Exporter.write`."""
        return write_csv(workload_of(outgoing), out, conduct)


EXPORTER = CsvExporter()
