"""Rows from elsewhere that are taken in, drawn by chance: new ones, and edits of what the log has."""

from __future__ import annotations

import random
import uuid
from typing import TYPE_CHECKING, Any

from ascertain.app import commands as c
from ascertain.app.incoming.file_rows import ReadRow, ToldRows
from ascertain.domain.incoming.fingerprints import fingerprint
from ascertain.domain.incoming.mapping import Mapping
from ascertain.domain.incoming.outcome import Choice, Side
from ascertain.domain.incoming.rows import IncomingRow, RecordKind, Spot, Value
from ascertain.domain.incoming.targets import targets_of
from ascertain.domain.incoming.told_rows import ToldStatement
from tests.prove.any_times import DAYS

if TYPE_CHECKING:
    from tests.prove.any_deeds import Ground

_NAMES = ("Alpha", "alpha", "Beta", "دلتا", "")


def take_rows(ground: Ground, draw: random.Random) -> c.Command | None:
    """A few new rows, and what somebody edited of an incident, of its statements and of a source."""
    rows: list[ReadRow] = [_new(draw, number) for number in range(2, draw.randint(2, 5))]
    if (number := ground.one(draw, "incident")) is not None:
        incident = ground.ask(lambda queries: queries.incident(number))
        rows.append(_back(draw, RecordKind.INCIDENT, incident, incident.uid, 10))
        for at, said in enumerate(incident.content.statements, 11):
            uid = ground.tables["statement"][said.id or 0]["uid"]
            told = ToldStatement(said, incident.ref, incident.uid, uid)
            rows.append(_back(draw, RecordKind.STATEMENT, told, uid, at, incident.uid))
        if draw.random() < 0.5:
            values = {"ref": incident.ref, "source": draw.choice(_NAMES), "stance": "denies"}
            rows.append(IncomingRow(RecordKind.STATEMENT, Spot("Statements", 30), values, of=incident.uid))
    choice = Choice(side=draw.choice(list(Side)))
    return c.TakeRows("rows.xlsx", ToldRows(Mapping("own", ()), rows), choice)


def _new(draw: random.Random, number: int) -> IncomingRow:
    values: dict[str, Value] = {
        "title": draw.choice(("Drone", "Rocket", "")), "t_from": draw.choice(DAYS),
        "place": draw.choice(_NAMES) or None, "target": (draw.choice(_NAMES[:4]),),
        "source": (draw.choice(_NAMES[:4]), "Beta"), "tags": ("one", "new"),
        "killed_civilian": draw.choice((None, 0, "3-5", "unknown")),
    }  # fmt: skip
    # Of few uids, so that some are there already.
    uid = str(uuid.UUID(int=draw.randrange(40) << 70 | 0x5 << 60))
    return IncomingRow(RecordKind.INCIDENT, Spot("Incidents", number), values, uid)


def _back(draw: random.Random, kind: RecordKind, record: Any, uid: str, number: int, of: str = "") -> IncomingRow:
    """The record as it was given to somebody, with some of its texts edited; now and then the log was edited since."""
    values = {each.key: each.get(record) for each in targets_of(kind) if each.column}
    base = {key: fingerprint(value) for key, value in values.items()}
    for key in ("notes", "note", "title", "quote"):
        if key in values and draw.random() < 0.5:
            values[key] = draw.choice(("edited", "edited elsewhere"))
            if draw.random() < 0.3:
                base[key] = fingerprint("as it was before")
    return IncomingRow(kind, Spot(kind.value, number), values, uid, of, base)
