"""JSON Lines: one record a line, all of a log, for programs and for other logs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.exchange.outgoing import Loss, Option, Outgoing
from ascertain.exchange.own_sheets.records import nothing_lost, record_texts
from ascertain.exchange.sheets import Shortened

_LABEL = say("JSON Lines")
_PURPOSE = say("For programs and for other logs: all records, one a line, without any loss.")


@dataclass(frozen=True, slots=True)
class JsonLinesExporter:
    """See `Exporter`. The shape of a line is told in `own_sheets.records`."""

    name: str = "jsonl"
    suffix: str = ".jsonl"
    label: Message = _LABEL
    purpose: Message = _PURPOSE
    most_records: int | None = None
    chooses_columns: bool = True
    options: tuple[Option, ...] = ()

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        """See `Exporter.losses`."""
        return nothing_lost(outgoing, conduct)

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        """See `Exporter.write`."""
        # A half of a character that stands alone becomes its escape, which JSON reads as the same again.
        with out.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as target:
            target.writelines(f"{text}\n" for text in record_texts(outgoing, conduct))
        return ()


EXPORTER = JsonLinesExporter()
