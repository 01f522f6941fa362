"""Incidents and a library in memory, as exporters are given them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.printing import print_briefing
from ascertain.domain.codes import AnchorKind, Role, Stance, Status, TimePrecision
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.figures import add_figures
from ascertain.domain.incoming.rows import RecordKind
from ascertain.domain.records import (
    Actor,
    ActorInRole,
    Anchor,
    Document,
    Figure,
    Incident,
    IncidentContent,
    LibraryEntry,
    NamedRef,
    Place,
    ReportedTime,
    Statement,
)
from ascertain.domain.totals import Counted, totals
from ascertain.domain.vocabulary import Vocabularies
from ascertain.exchange.exporters import exporter_named
from ascertain.exchange.outgoing import Exporter, Outgoing

HOSTILE = "=1+1 <b>&amp;</b> ]]> \"'`|*_[x](http://x) \\;,{} \t$[name] # ملاحظة‏ עזה 🇮🇶\nBEGIN:VEVENT"
AT = 1_700_000_000
VOCABULARIES = Vocabularies(shipped_vocabularies())

PLACE = Place("Ain al-Asad", "base", "IQ", "Al Anbar", "Hit", 33.785, 42.441, id=1)
NOWHERE = Place("Somewhere", id=2)
BASE = Actor("The coalition", "coalition", id=11)
GROUP = Actor("Group of the River", "armed_group", "IQ", id=12)
ARMY = Actor("Army of the State", "state_force", "IQ", id=13)
PEOPLE = Actor("People of the town", "civilians", id=14)
BULLETIN = Document(
    "Evening bulletin; late", url="https://example.org/a?b=1&c=(2)", published_on=date(2023, 10, 18), id=21
)

LIBRARY: Mapping[tuple[RecordKind, int], LibraryEntry] = {
    (RecordKind.PLACE, 1): PLACE,
    (RecordKind.PLACE, 2): NOWHERE,
    **{(RecordKind.ACTOR, each.id or 0): each for each in (BASE, GROUP, ARMY, PEOPLE)},
    (RecordKind.DOCUMENT, 21): BULLETIN,
}


def ref(entry: Place | Actor | Document) -> NamedRef:
    name = entry.title if isinstance(entry, Document) else entry.name
    return NamedRef(name, entry.id)


def instant(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, tzinfo=UTC).timestamp())


DAY = ReportedTime(
    "yesterday",
    Anchor(AnchorKind.DATE, date(2023, 10, 18)),
    "UTC",
    instant(2023, 10, 17),
    instant(2023, 10, 18),
    TimePrecision.DAY,
)

FULL = IncidentContent(
    title="Two drones reach the base",
    kind="air_drone_strike",
    means="uas_one_way",
    when=DAY,
    place=ref(PLACE),
    place_text="a base in the west",
    where_precision="exact",
    actors=(
        ActorInRole(ref(GROUP), Role.CLAIMED_BY),
        ActorInRole(ref(ARMY), Role.ATTRIBUTED_TO),
        ActorInRole(ref(BASE), Role.TARGET),
    ),
    munitions=Figure.exactly(2),
    killed_civilian=Figure(0, 1, 2),
    killed_target_force=Figure.exactly(3),
    injured_unknown=Figure(unknown=True),
    statements=(
        Statement(
            NamedRef("Channel One", 31),
            Stance.REPORTS,
            document=ref(BULLETIN),
            origin=NamedRef("A spokesman", 32),
            said_on=date(2023, 10, 17),
            quote="two of them came down",
        ),
        Statement(NamedRef("Office of the Group", 33), Stance.CLAIMS_RESPONSIBILITY),
    ),
    status=Status.PARTLY_CONFIRMED,
    status_reason="The command bears out a part",
    follow_up_on=date(2023, 11, 1),
    tags=("drones", "base"),
    notes="Seen from the road.",
)
BARE = IncidentContent(title="Something is said to have happened")
ODD = replace(
    FULL,
    title=HOSTILE.replace("\n", " "),
    place=ref(NOWHERE),
    place_text=HOSTILE,
    status_reason=HOSTILE,
    notes=HOSTILE,
    tags=("a,b;c", "ع"),
    statements=(Statement(NamedRef(HOSTILE.replace("\n", " "), 34), quote=HOSTILE, note=HOSTILE),),
)


def incident(number: int, content: IncidentContent = FULL, country: str | None = "IQ") -> Incident:
    return Incident(
        id=number,
        uid=f"018b3c2e-0000-7000-8000-{number:012}",
        ref=f"2023-{number:04}",
        version=1,
        content=content,
        links=(),
        country=country if content.place is not None else None,
        origins=len(content.statements),
        status_at=None,
        created_at=AT,
        updated_at=AT + 60,
        trashed_at=None,
    )


@dataclass
class Shelf:
    """The library; `asked` is how often it was."""

    held: Mapping[tuple[RecordKind, int], LibraryEntry] = field(default_factory=lambda: LIBRARY)

    def entry(self, kind: RecordKind, entry_id: int) -> LibraryEntry | None:
        return self.held.get((kind, entry_id))

    def entries(self, kind: RecordKind, numbers: Iterable[int]) -> Iterator[tuple[str, LibraryEntry]]:
        for number in numbers:
            if (kind, number) in self.held:
                yield f"{kind.value}-{number}", self.held[kind, number]

    def every(self, kind: RecordKind) -> Iterable[int]:
        return ()

    def uids(self, kind: RecordKind, numbers: Iterable[int]) -> Mapping[int, str]:
        return {number: f"{kind.value}-{number}" for number in numbers}


def outgoing(incidents: Sequence[Incident], options: Mapping[str, str] | None = None, title: str = "All") -> Outgoing:
    sides = ("attacker", "target_force", "civilian", "unknown")

    def counted(one: Incident) -> Counted:
        content = one.content
        figures = {
            what: add_figures([getattr(content, f"{what}_{side}") for side in sides]) for what in ("killed", "injured")
        }
        return Counted(one.id, {**figures, "munitions": content.munitions})

    return Outgoing(
        iter(incidents),
        len(incidents),
        VOCABULARIES,
        Shelf(),
        lambda: (totals(map(counted, incidents), ()), {}),
        options=options or {},
        title=title,
        at=AT,
        print_briefing=print_briefing,
    )


def exporter(name: str) -> Exporter:
    found = exporter_named(name)
    assert found is not None
    return found


def written(name: str, out: Path, *contents: IncidentContent, **options: str) -> bytes:
    """What the exporter writes of incidents with these contents."""
    given = outgoing([incident(at, content) for at, content in enumerate(contents, start=1)], options)
    exporter(name).write(given, out, Conduct())
    return out.read_bytes()


def lost(name: str, *contents: IncidentContent, **options: str) -> dict[str, tuple[int, tuple[str, ...]]]:
    """What the exporter says that it loses: how many incidents, and which."""
    given = outgoing([incident(at, content) for at, content in enumerate(contents, start=1)], options)
    return {str(loss.what): (loss.records, loss.examples) for loss in exporter(name).losses(given, Conduct())}


def stopped(name: str, out: Path) -> None:
    """The exporter heeds a wish to stop while it writes, and while it looks for losses."""
    made = exporter(name)
    works: tuple[Callable[[Outgoing, Conduct], object], ...] = (
        made.losses,
        lambda given, conduct: made.write(given, out, conduct),
    )
    for work in works:
        # Where nothing is lost nothing is looked at: it is asked once.
        asked = iter(() if work is works[0] else (False, False))
        conduct = Conduct(cancelled=partial(next, asked, True))
        given = outgoing([incident(at, BARE) for at in range(1, 401)])
        with pytest.raises(Cancelled):
            work(given, conduct)
