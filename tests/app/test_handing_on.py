"""A packed log as a form to export in: what is said to stay behind."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ascertain.app.commands import LinkIncidents, LogIncident
from ascertain.app.handing_on import hand_on, is_packed, left_behind
from ascertain.app.packing import unpack
from ascertain.app.session import LogSession
from ascertain.domain.codes import LinkType
from ascertain.domain.conduct import Cancelled, Conduct
from ascertain.domain.records import IncidentContent, Link

Make = Callable[[], Any]


def test_links_that_lead_away_are_counted_and_do_not_go_along(make_log: Make, tmp_path: Path) -> None:
    session = make_log().session
    one, two, three = (
        session.ledger.run(LogIncident(IncidentContent(title=title))).result(30).made[0] for title in "ABC"
    )
    for other in (two, three):
        session.ledger.run(LinkIncidents(one, Link(LinkType.FOLLOWS, other))).result(30)
    reader = session.reader()
    (rest, links) = reader.ask(lambda queries: left_behind(queries, [one, two], Conduct())).result(30)
    assert (rest.records, links.records, links.examples) == (0, 1, ("2023-0001",))
    (rest,) = reader.ask(lambda queries: left_behind(queries, [one, two, three], Conduct())).result(30)
    assert rest.records == 0

    out = tmp_path / "some.ascertain.zip"
    result = hand_on(session, [one, two], out, Conduct())
    assert (result.out, result.incidents, result.size) == (out, 2, out.stat().st_size)
    with closing(LogSession.open(unpack(out, tmp_path / "there"), read_only=True)) as there:
        found = there.reader().ask(lambda queries: list(queries.incidents(queries.order(None)))).result(30)
    assert {each.ref: [link.other_ref for link in each.links] for each in found} == {
        "2023-0001": ["2023-0002"],
        "2023-0002": ["2023-0001"],
    }


def test_both_looking_and_handing_on_stop_when_asked(make_log: Make, tmp_path: Path) -> None:
    session = make_log().session
    (one,) = session.ledger.run(LogIncident(IncidentContent(title="A"))).result(30).made
    stopped = Conduct(cancelled=lambda: True)
    with pytest.raises(Cancelled):
        session.reader().ask(lambda queries: left_behind(queries, [one], stopped)).result(30)
    out = tmp_path / "some.ascertain.zip"
    out.write_bytes(b"old")
    with pytest.raises(Cancelled):
        hand_on(session, [one], out, stopped)
    assert out.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("form", "name", "packed"),
    [
        ("packed", "anything", True),
        ("", "some.ASCERTAIN.zip", True),
        ("", "some.zip", False),
        ("csv", "some.ascertain.zip", False),
    ],
)
def test_the_form_is_told_by_its_name_or_the_file(form: str, name: str, packed: bool) -> None:
    assert is_packed(form, Path(name)) is packed
