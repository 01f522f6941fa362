"""The briefing as a Word document."""

from __future__ import annotations

from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.exchange.briefing.exporting import BriefingExporter
from ascertain.exchange.briefing.structure import Briefing
from ascertain.exchange.briefing.word_document import write_document
from ascertain.exchange.outgoing import Outgoing


def _write(briefing: Briefing, outgoing: Outgoing, out: Path, conduct: Conduct) -> None:
    write_document(briefing, out, outgoing.at, conduct)


EXPORTER = BriefingExporter(
    "docx",
    ".docx",
    say("Briefing (Word)"),
    say("For word processors: incidents by status, with sources as footnotes."),
    _write,
)
