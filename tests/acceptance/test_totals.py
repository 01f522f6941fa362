"""The example log added up, with its links and without them: what the links keep from being counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ascertain.app.commands import RemoveLink, Undo
from ascertain.app.example import log_example
from ascertain.app.session import LogSession, create_session
from ascertain.domain.totals import Bounds, Totals


@pytest.fixture
def example(tmp_path: Path) -> Iterator[LogSession]:
    with closing(create_session(tmp_path / "example.ascertain")) as session:
        log_example(session)
        yield session


def _totals(session: LogSession) -> Totals:
    return session.reader().ask(lambda queries: queries.totals(None)).result()


def _told(found: Totals) -> str:
    high = "open" if found.munitions.bounds.high is None else found.munitions.bounds.high
    return (
        f"incidents {found.incidents.low}–{found.incidents.high}, "
        f"munitions {found.munitions.bounds.low}–{high}, {len(found.shared)} pairs"
    )


def test_links_keep_the_example_from_counting_twice(example: LogSession) -> None:
    linked = _totals(example)
    links = {
        link.id
        for incident in example.reader().ask(lambda queries: list(queries.incidents(range(1, 9)))).result()
        for link in incident.links
        if link.id is not None
    }
    for link in sorted(links):
        example.ledger.run(RemoveLink(link)).result()
    alone = _totals(example)
    print(f"\nwith links: {_told(linked)}\nwithout:    {_told(alone)}")
    assert (linked.incidents, linked.munitions.bounds) == (Bounds(6, 7), Bounds(3, None))
    assert (alone.incidents, alone.munitions.bounds) == (Bounds(8, 8), Bounds(5, None))
    assert (len(linked.shared), alone.shared) == (3, ())
    for _ in links:
        example.ledger.run(Undo()).result()
    assert _totals(example) == linked
