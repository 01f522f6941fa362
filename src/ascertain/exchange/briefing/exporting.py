"""What the formats of a briefing have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message
from ascertain.exchange.briefing.composing import MOST, compose
from ascertain.exchange.briefing.losses import briefing_losses
from ascertain.exchange.briefing.structure import Briefing
from ascertain.exchange.outgoing import Loss, Option, Outgoing
from ascertain.exchange.sheets import Shortened


@dataclass(frozen=True, slots=True)
class BriefingExporter:
    """See `Exporter`. `write_briefing` writes what was composed."""

    name: str
    suffix: str
    label: Message
    purpose: Message
    write_briefing: Callable[[Briefing, Outgoing, Path, Conduct], None]
    most_records: int | None = MOST
    chooses_columns: bool = False
    options: tuple[Option, ...] = ()

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        """See `Exporter.losses`."""
        return briefing_losses(outgoing, conduct)

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        """See `Exporter.write`."""
        self.write_briefing(compose(outgoing, conduct), outgoing, out, conduct)
        return ()
