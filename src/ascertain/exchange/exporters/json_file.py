"""One JSON file with all records of a log."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ascertain.domain.conduct import Conduct
from ascertain.domain.messages import Message, say
from ascertain.exchange.incident_json import instant
from ascertain.exchange.outgoing import Loss, Option, Outgoing
from ascertain.exchange.own_sheets.records import nothing_lost, record_texts
from ascertain.exchange.sheets import Shortened

_LABEL = say("JSON")
_PURPOSE = say("For programs: all records in one list, without any loss.")


@dataclass(frozen=True, slots=True)
class JsonExporter:
    """See `Exporter`. An object with `title`, `written_at` and `records`, whose shape is told in
    `own_sheets.records`."""

    name: str = "json"
    suffix: str = ".json"
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
        with out.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as target:
            head = {"title": outgoing.title, "written_at": instant(outgoing.at)}
            target.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "records": [')
            target.writelines(f"{',' if at else ''}\n{text}" for at, text in enumerate(record_texts(outgoing, conduct)))
            target.write("\n]}\n")
        return ()


EXPORTER = JsonExporter()
