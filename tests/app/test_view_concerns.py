"""What a change may concern: whatever finds other incidents afterwards was said to, and what is surely left is left."""

from __future__ import annotations

import random
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascertain.app.commands import (
    KeepEntry,
    KeepView,
    LogIncident,
    MoveView,
    SetFollowUp,
    SetStatus,
    TagIncidents,
    TrashIncidents,
    Undo,
)
from ascertain.app.notices import LogChanged
from ascertain.app.view_concerns import may_concern
from ascertain.domain.codes import Status
from ascertain.domain.records import IncidentContent, SavedView, Source
from ascertain.domain.search import parse
from tests.prove.any_deeds import DEEDS
from tests.prove.any_order import AnyOrder

SEARCHES = (
    "", "status:claimed,confirmed", "-status:unconfirmed", "is:review", "is:due", "is:trash", "is:draft",
    "is:single-source", "tag:any", "kind:any", "means:any", "killed:>0", "origins:>=1", "source:any", "place:any",
    "actor:any", "follow_up_on:any", "country:any", "attack", '"of the"', "stance:denies", "id:1..3", "document:any",
    "status:claimed or tag:any", "is:aggregate", "outcome:any", "when:2023", "changed:any", "why:any",
)  # fmt: skip

_steps = st.one_of(
    st.tuples(st.sampled_from(sorted(DEEDS)), st.integers(0, 2**20)),
    st.tuples(st.sampled_from(["undo", "redo"]), st.just(0)),
)


@given(st.lists(_steps, min_size=5, max_size=15))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_finds_other_incidents_was_said_to_be_concerned(steps: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(AnyOrder(Path(folder))) as log:
        told: list[LogChanged] = []
        log.session.notices.subscribe(told.append)
        reader = log.session.reader()

        def found() -> dict[str, frozenset[int]]:
            fields = log.session.fields
            return reader.ask(
                lambda queries: {each: frozenset(queries.order(parse(each, fields), ())) for each in SEARCHES}
            ).result()

        for seed in range(3):
            log.do("log_incident", random.Random(seed))
        before = found()
        for name, seed in steps:
            told.clear()
            if name in DEEDS:
                log.do(name, random.Random(seed))
            else:
                log.take(name, random.Random(seed))
            now = found()
            for text in SEARCHES:
                if now[text] != before[text]:
                    search = parse(text, log.session.fields)
                    assert any(may_concern(search, notice) for notice in told), (name, text)
            before = now


def concerned(notice: LogChanged, *searches: str) -> list[str]:
    return [each for each in searches if may_concern(parse(each), notice)]


def test_what_a_change_surely_leaves_is_not_counted_again(log: Any) -> None:
    made = log.run(LogIncident(IncidentContent(title="Drone attack"))).made[0]
    log.run(LogIncident(IncidentContent(title="Another")))
    all_of_them = ("", "status:claimed", "tag:base", "drone", "kind:any", "is:due", "is:single-source")
    status = log.run(SetStatus((made,), Status.CLAIMED, "the channel says so"))
    assert concerned(status, *all_of_them) == ["status:claimed", "drone", "is:due", "is:single-source"]
    tags = log.run(TagIncidents((made,), add=("base",)))
    assert concerned(tags, "", "status:claimed", "tag:base", "kind:any", "is:due") == ["tag:base"]
    assert concerned(log.run(SetFollowUp((made,), None)), *all_of_them) == []
    assert concerned(log.run(TrashIncidents((made,))), *all_of_them) == list(all_of_them)
    assert concerned(log.run(Undo()), *all_of_them) == list(all_of_them)


def test_what_is_no_part_of_any_incident_concerns_no_view(log: Any) -> None:
    log.run(LogIncident(IncidentContent(title="Drone attack")))
    first = log.run(KeepView(SavedView("One", "status:claimed")))
    log.run(KeepView(SavedView("Two")))
    assert first.views
    assert concerned(first, "", "status:claimed", "drone", "source:any") == []
    moved = log.run(MoveView(first.made[0], 1))
    assert moved.views
    assert concerned(moved, "", "status:claimed", "drone", "source:any") == []
    source = log.run(KeepEntry(Source("A channel", "channel")))
    assert concerned(source, "", "status:claimed", "tag:base") == []
    assert concerned(source, "source:any") == ["source:any"]
