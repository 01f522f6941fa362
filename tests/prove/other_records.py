"""The records of other logs, read once, ready to be imported as often as anybody likes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ascertain.app.clock import SystemClock, TimeOrderedIds
from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import KeepOwnField, LinkIncidents, LogIncident
from ascertain.app.session import create_session
from ascertain.domain.codes import LinkType, Role, Stance
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import ActorInRole, IncidentContent, Link, NamedRef, OwnValue, Statement
from ascertain.domain.vocabulary import Code, Vocabularies
from ascertain.store.untrusted.records import other_log

_NAMES = ("Alpha", "Zeta", "Eta")


@dataclass(frozen=True)
class ReadRecords:
    """Records in memory."""

    taken: tuple[tuple[str, dict[str, Any]], ...]
    codes: Mapping[str, Mapping[str, Code]]
    expected: int

    def rows(self) -> Iterable[tuple[str, dict[str, Any]]]:
        """Table and row, in order."""
        return ((name, dict(row)) for name, row in self.taken)


@cache
def other_records() -> tuple[ReadRecords, ...]:
    """Three logs of two linked incidents each; they share names of sources, places and actors, and a tag."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(_records(Path(folder) / f"{name}.ascertain", name) for name in _NAMES)


def _records(path: Path, name: str) -> ReadRecords:
    told = Statement(NamedRef(name), Stance.REPORTS, NamedRef("A page"), quote="so they say")
    content = IncidentContent(
        title=f"Told by {name}",
        place=NamedRef("Beta"),
        actors=(ActorInRole(NamedRef("Gamma"), Role.TARGET),),
        statements=(told,),
        tags=("one", name),
        own=(OwnValue("crew", "3"), OwnValue("weather", "dry"), OwnValue("shift", "night")),
    )
    with closing(create_session(path)) as session:
        kind = OwnType.TEXT if name == _NAMES[-1] else OwnType.CHOICE
        session.ledger.run(KeepOwnField(OwnField("Crew", OwnType.NUMBER))).result()
        session.ledger.run(KeepOwnField(OwnField("Weather", kind), ("Dry",))).result()
        session.ledger.run(KeepOwnField(OwnField("Shift", OwnType.CHOICE), ("Night", "Day"))).result()
        first, second = (session.ledger.run(LogIncident(content)).result().made[0] for _ in range(2))
        session.ledger.run(LinkIncidents(first, Link(LinkType.POSSIBLY_SAME, second))).result()
    lists, ids = Vocabularies(shipped_vocabularies()), TimeOrderedIds()
    with other_log(path, lists, ids, SystemClock().now(), lambda: False) as other:
        rows = tuple(other.rows())
        return ReadRecords(rows, {name: dict(codes) for name, codes in other.codes.items()}, 2)
