"""The briefing as a PDF."""

from __future__ import annotations

from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.exchange.briefing.exporting import BriefingExporter
from ascertain.exchange.briefing.structure import Briefing
from ascertain.exchange.outgoing import Outgoing


def _write(briefing: Briefing, outgoing: Outgoing, out: Path, conduct: Conduct) -> None:
    outgoing.print_briefing(briefing, out, outgoing.at, conduct)


EXPORTER = BriefingExporter(
    "pdf",
    ".pdf",
    say("Briefing (PDF)"),
    say("For reading and printing: incidents by status, with sources as footnotes."),
    _write,
)
