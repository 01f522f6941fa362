"""The briefing as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.exchange.briefing.composing import MOST, compose
from ascertain.exchange.briefing.losses import briefing_losses
from ascertain.exchange.outgoing import Loss, Option, Outgoing
from ascertain.exchange.sheets import Shortened

_LABEL = say("Briefing (PDF)")
_PURPOSE = say("For reading and printing: incidents by status, with sources as footnotes.")


@dataclass(frozen=True, slots=True)
class PdfExporter:
    """See `Exporter`."""

    name: str = "pdf"
    suffix: str = ".pdf"
    label: Message = _LABEL
    purpose: Message = _PURPOSE
    most_records: int | None = MOST
    chooses_columns: bool = False
    options: tuple[Option, ...] = ()

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        """See `Exporter.losses`."""
        return briefing_losses(outgoing, conduct)

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        """See `Exporter.write`."""
        outgoing.print_briefing(compose(outgoing, conduct), out, outgoing.at, conduct)
        return ()


EXPORTER = PdfExporter()
