"""The briefing as Markdown."""

from __future__ import annotations

from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import say
from ascertain.exchange.briefing.exporting import BriefingExporter
from ascertain.exchange.briefing.markdown import markdown_lines
from ascertain.exchange.briefing.structure import Briefing
from ascertain.exchange.outgoing import Outgoing


def _write(briefing: Briefing, _: Outgoing, out: Path, conduct: Conduct) -> None:
    with out.open("w", encoding="utf-8", newline="\n") as target:
        target.writelines(f"{line}\n" for line in markdown_lines(briefing, conduct))


EXPORTER = BriefingExporter(
    "md",
    ".md",
    say("Briefing (Markdown)"),
    say("For wikis and plain text: incidents by status, with sources as footnotes."),
    _write,
)
