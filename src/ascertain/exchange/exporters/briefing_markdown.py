"""The briefing as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.exchange.briefing.composing import MOST, compose
from ascertain.exchange.briefing.losses import briefing_losses
from ascertain.exchange.briefing.markdown import markdown_lines
from ascertain.exchange.outgoing import Loss, Option, Outgoing
from ascertain.exchange.sheets import Shortened

_LABEL = say("Briefing (Markdown)")
_PURPOSE = say("For wikis and plain text: incidents by status, with sources as footnotes.")


@dataclass(frozen=True, slots=True)
class MarkdownExporter:
    """See `Exporter`."""

    name: str = "md"
    suffix: str = ".md"
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
        with out.open("w", encoding="utf-8", newline="\n") as target:
            target.writelines(f"{line}\n" for line in markdown_lines(compose(outgoing, conduct), conduct))
        return ()


EXPORTER = MarkdownExporter()
