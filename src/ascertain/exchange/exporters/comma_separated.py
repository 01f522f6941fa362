"""Comma-separated values: the sheet of incidents alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.exchange.csv_file import Dialect, write_csv
from ascertain.exchange.long_texts import note_texts
from ascertain.exchange.loss_tally import LossTally
from ascertain.exchange.outgoing import Choice, Loss, Option, Outgoing
from ascertain.exchange.own_sheets.writing import incidents_workload
from ascertain.exchange.sheets import Shortened

_LABEL = say("CSV text")
_PURPOSE = say("For other programs: one line for each incident.")
_SAID = say("What each source says is left out, beside its name: CSV holds one sheet.")
_LINKS = say("Links to other incidents are left out: CSV holds one sheet.")
_LONG = say("Texts longer than 32,767 characters are whole here, but spreadsheets cut them short.")
_ODD = say("Control characters stand as they are, and many programs drop them.")
_SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t"}
_OPTIONS = (
    Option(
        "separator",
        say("Between the values"),
        (
            Choice("comma", say("Comma")),
            Choice("semicolon", say("Semicolon (Excel where numbers have a decimal comma)")),
            Choice("tab", say("Tab")),
        ),
    ),
    Option(
        "encoding",
        say("Text as"),
        (
            Choice("utf-8-sig", say("UTF-8 with a byte order mark, by which Excel knows it")),
            Choice("utf-8", say("UTF-8 without a mark")),
        ),
    ),
    Option(
        "formulas",
        say("Text that looks like a formula"),
        (
            Choice("guarded", say("With an apostrophe before it, which is taken off when it comes back")),
            Choice("as_is", say("As it is; a spreadsheet may calculate it")),
        ),
    ),
    Option(
        "way_back",
        say("Columns for taking changes back into the log"),
        (Choice("with", say("With them, at the end of each line")), Choice("without", say("Without them"))),
    ),
)


@dataclass(frozen=True, slots=True)
class CsvExporter:
    """See `Exporter`."""

    name: str = "csv"
    suffix: str = ".csv"
    label: Message = _LABEL
    purpose: Message = _PURPOSE
    most_records: int | None = None
    chooses_columns: bool = True
    options: tuple[Option, ...] = _OPTIONS

    def losses(self, outgoing: Outgoing, conduct: Conduct) -> tuple[Loss, ...]:
        """See `Exporter.losses`."""
        tally = LossTally()
        for incident in outgoing.walk(conduct):
            if incident.content.statements:
                tally.note(_SAID, incident.ref)
            if incident.links:
                tally.note(_LINKS, incident.ref)
            note_texts(tally, incident, _ODD, _LONG)
        return tally.losses()

    def write(self, outgoing: Outgoing, out: Path, conduct: Conduct) -> tuple[Shortened, ...]:
        """See `Exporter.write`."""
        return write_csv(incidents_workload(outgoing), out, conduct, _dialect(outgoing))


def _dialect(outgoing: Outgoing) -> Dialect:
    chosen = outgoing.options
    return Dialect(
        _SEPARATORS.get(chosen.get("separator", ""), ","),
        mark=chosen.get("encoding") != "utf-8",
        guarded=chosen.get("formulas") != "as_is",
        hidden=chosen.get("way_back") != "without",
    )


EXPORTER = CsvExporter()
