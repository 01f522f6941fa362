from __future__ import annotations

from typing import Any

import pytest

from ascertain.app.commands import KeepTemplate, LogIncident, MoveTemplate, RemoveTemplate, TrashIncidents, Undo
from ascertain.domain.records import IncidentContent
from ascertain.domain.templates import Template
from tests.app.contents import logged, refusal


def names(log: Any) -> list[str]:
    return [each.name for each in log.ask(lambda queries: queries.templates())]


@pytest.fixture
def two(log: Any) -> list[int]:
    return [int(log.run(KeepTemplate(Template(name, "{}"))).made[0]) for name in ("Rocket", " Drone ")]


def test_templates_keep_their_order_and_are_changed(log: Any, two: list[int]) -> None:
    assert names(log) == ["Rocket", "Drone"]
    told = log.run(MoveTemplate(two[1], 0))
    assert (str(told.label), "template" in told.tables) == ("Move template Drone", True)
    assert names(log) == ["Drone", "Rocket"]
    log.run(KeepTemplate(Template("Drones", '{"values": {}}', two[1])))
    (first, _) = log.ask(lambda queries: queries.templates())
    assert first == Template("Drones", '{"values": {}}', two[1])
    log.run(RemoveTemplate(two[0]))
    assert names(log) == ["Drones"]
    for _ in range(3):
        log.run(Undo())
    assert names(log) == ["Rocket", "Drone"]


def test_a_name_that_is_empty_taken_or_too_long_is_refused(log: Any, two: list[int]) -> None:
    for name, code in (("  ", "needed"), ("ROCKET", "taken"), ("x" * 300, "too_long"), ("a\nb", "line_break")):
        assert refusal(log, KeepTemplate(Template(name, "{}"))).problems[0].code == code
    assert refusal(log, KeepTemplate(Template("rocket", "{}", two[1]))).problems[0].code == "taken"
    assert log.run(KeepTemplate(Template("rocket", "{}", two[0]))).operation


def test_what_is_gone_is_refused(log: Any) -> None:
    for command in (KeepTemplate(Template("Rocket", "{}", 9)), MoveTemplate(9, 0), RemoveTemplate(9)):
        assert refusal(log, command).problems[0].code == "gone"


def test_the_last_logged_is_the_newest_that_is_not_in_the_trash(log: Any) -> None:
    assert log.ask(lambda queries: queries.last_logged()) is None
    first = logged(log, IncidentContent(title="First"))
    second = int(log.run(LogIncident(IncidentContent(title="Second"))).made[0])
    assert log.ask(lambda queries: queries.last_logged()).id == second
    log.run(TrashIncidents((second,)))
    assert log.ask(lambda queries: queries.last_logged()).id == first
