"""Whatever was typed, and in whatever order it was changed, undone and done again: a purge leaves nothing of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from ascertain.app.codebook import shipped_vocabularies
from ascertain.app.commands import (
    EditIncident,
    LinkIncidents,
    LogIncident,
    PurgeIncidents,
    Redo,
    RestoreIncidents,
    SetStatus,
    TagIncidents,
    TrashIncidents,
    Undo,
)
from ascertain.app.session import create_session
from ascertain.domain.codes import LinkType, Stance, Status
from ascertain.domain.problems import Refused
from ascertain.domain.records import Incident, IncidentContent, Link, NamedRef, Statement
from ascertain.store.checking import check
from ascertain.store.connection import open_reader
from ascertain.store.replaying import journal_faults
from tests.app.conftest import CountedIds, Log, SetClock
from tests.app.planted import found_in

LETTERS = "abcdefghijklmnopqrstuvwxyzابتثجحخدذرزسشصضطظعغфыва%_\"'\\<&"
WORDS = st.text(LETTERS, min_size=9, max_size=14).map(lambda text: f"w{text}w")
KINDS = ("edit", "status", "tag", "untag", "link", "trash", "restore", "speak", "undo", "redo", "other")
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), WORDS), min_size=3, max_size=14)


@settings(max_examples=10, deadline=None, phases=(Phase.generate,))
@given(WORDS, STEPS)
def test_a_purge_leaves_nothing_and_all_else(first: str, steps: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock, ids = SetClock(), CountedIds()
        path = Path(folder) / "log.ascertain"
        session = create_session(path, vocabularies=shipped_vocabularies(), clock=clock, ids=ids)
        log = Log(session, clock, ids)
        try:
            kept = log.run(LogIncident(content("the other"))).made[0]
            gone = log.run(LogIncident(content(first))).made[0]
            for what, word in steps:
                with suppress(Refused, AssertionError):
                    MOVES[what](log, gone, kept, word)
            before = standing(log, kept)
            log.run(PurgeIncidents((gone,), "a promise"))
            assert standing(log, kept) == before
        finally:
            log.session.close()
        others = {word for what, word in steps if what == "other"}
        assert found_in(path, {first, *(word for _, word in steps)} - others) == set()
        assert check(path).faults == ()
        with closing(open_reader(path)) as connection:
            assert list(journal_faults(connection)) == []


def standing(log: Log, incident_id: int) -> Incident | None:
    found = log.session.reader().ask(lambda queries: queries.incident(incident_id)).result()
    return None if found is None else replace(found, version=0, updated_at=0, links=())


def content(word: str) -> IncidentContent:
    return IncidentContent(title=word, place_text=word, notes=f"{word}\n{word}", statements=(said(word),), tags=(word,))


def said(word: str) -> Statement:
    return Statement(NamedRef("An outlet"), Stance.REPORTS, quote=word, note=word)


def edit(log: Log, incident_id: int, **parts: Any) -> None:
    now = log.incident(incident_id)
    log.run(EditIncident(incident_id, now.version, replace(now.content, **parts)))


MOVES: dict[str, Callable[[Log, int, int, str], object]] = {
    "edit": lambda log, gone, _, word: edit(log, gone, title=word, notes=word),
    "speak": lambda log, gone, _, word: edit(log, gone, statements=(said(word),)),
    "status": lambda log, gone, _, word: log.run(SetStatus((gone,), Status.REFUTED, word)),
    "tag": lambda log, gone, _, word: log.run(TagIncidents((gone,), add=(word,))),
    "untag": lambda log, gone, _, word: log.run(TagIncidents((gone,), remove=log.incident(gone).content.tags)),
    "link": lambda log, gone, kept, word: log.run(LinkIncidents(gone, Link(LinkType.FOLLOWS, kept, note=word))),
    "trash": lambda log, gone, kept, word: log.run(TrashIncidents((gone, kept))),
    "restore": lambda log, gone, kept, word: log.run(RestoreIncidents((gone, kept))),
    "undo": lambda log, gone, kept, word: log.run(Undo()),
    "redo": lambda log, gone, kept, word: log.run(Redo()),
    "other": lambda log, _, kept, word: edit(log, kept, notes=word),
}
