"""The desk for duplicates by its keys, with a real log behind it."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QRadioButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import Undo
from ascertain.app.session import LogSession
from ascertain.domain.codes import LinkType
from ascertain.domain.records import Figure, Incident
from ascertain.domain.search import parse
from ascertain.ui.bridge import Bridge
from ascertain.ui.duplicates.desk import DuplicatesDesk
from ascertain.ui.theme import Wardrobe

W = TypeVar("W", bound=QWidget)
Desk = Callable[..., DuplicatesDesk]


@pytest.fixture
def desk(qtbot: QtBot, wardrobe: Wardrobe, bridge: Bridge, told: list[int]) -> Desk:
    def make(wanted: object = None) -> DuplicatesDesk:
        made = DuplicatesDesk(bridge)
        qtbot.addWidget(made)
        made.resize(1100, 760)
        made.show()
        qtbot.waitExposed(made)
        made.start(wanted)  # type: ignore[arg-type]  # a search, ids or nothing
        qtbot.waitUntil(lambda: not found(made, QPushButton, "duplicates_again").isHidden())
        return made

    return make


def found(within: QWidget, kind: type[W], name: str) -> W:
    made = within.findChild(kind, name)
    assert made is not None, name
    return made


def incident(session: LogSession, number: int) -> Incident:
    answer = session.reader().ask(lambda queries: queries.incident(number)).result(30)
    assert answer is not None
    return answer


def links(session: LogSession, number: int) -> set[tuple[LinkType, int, bool]]:
    return {(each.type, each.other_id, each.outgoing) for each in incident(session, number).links}


def pairs(desk: DuplicatesDesk) -> set[tuple[int, int]]:
    return {pair.ids for pair in desk.found.pairs}


def ready(qtbot: QtBot, desk: DuplicatesDesk) -> None:
    qtbot.waitUntil(desk.bar.isEnabled)


def press(desk: DuplicatesDesk, key: Qt.Key) -> None:
    QTest.keyClick(desk.list, key)


def test_pairs_stand_by_score_and_both_side_by_side_with_what_differs_marked(
    qtbot: QtBot, desk: Desk, told: list[int]
) -> None:
    at = desk()
    first, again, more, _ = told
    assert pairs(at) == {(first, again), (first, more), (again, more)}
    scores = [pair.comparison.score for pair in at.found.pairs]
    assert scores == sorted(scores, reverse=True)
    ready(qtbot, at)
    labels = {each.text() for each in at.sides.findChildren(QLabel) if each.isVisible()}
    assert any(text.startswith("≠") for text in labels)
    assert {"The same place." in text for text in labels if text.startswith("For it")} == {True}
    assert "3 pairs" in found(at, QLabel, "duplicates_progress").text()


@pytest.mark.parametrize(
    ("key", "link", "outgoing"),
    [
        (Qt.Key.Key_P, LinkType.POSSIBLY_SAME, True),
        (Qt.Key.Key_1, LinkType.PART_OF, True),
        (Qt.Key.Key_2, LinkType.PART_OF, False),
        (Qt.Key.Key_N, LinkType.DISTINCT_FROM, True),
    ],
)
def test_one_key_decides_and_it_is_remembered_until_it_is_undone(
    qtbot: QtBot, desk: Desk, session: LogSession, key: Qt.Key, link: LinkType, outgoing: bool
) -> None:
    at = desk()
    ready(qtbot, at)
    assert at.found.current is not None
    one, other = at.found.current.ids
    press(at, key)
    qtbot.waitUntil(lambda: (one, other) not in pairs(at))
    assert (link, other, outgoing) in links(session, one)
    assert found(at, QLabel, "duplicates_tally").text()
    found(at, QPushButton, "duplicates_again").click()
    qtbot.waitUntil(lambda: not found(at, QPushButton, "duplicates_again").isHidden() and len(pairs(at)) == 2)
    assert (one, other) not in pairs(at)
    session.ledger.run(Undo()).result(30)
    found(at, QPushButton, "duplicates_again").click()
    qtbot.waitUntil(lambda: (one, other) in pairs(at))


def test_an_overlap_asks_how_much_is_shared(qtbot: QtBot, desk: Desk, session: LogSession) -> None:
    at = desk()
    ready(qtbot, at)
    assert at.found.current is not None
    one, other = at.found.current.ids
    press(at, Qt.Key.Key_O)
    dialog = found(at, QDialog, "overlap_dialog")
    found(dialog, QSpinBox, "overlap_low_editor").setValue(2)
    found(dialog, QPushButton, "overlap_dialog_accept").click()
    assert dialog.isVisible(), "2 is more than 1"
    found(dialog, QSpinBox, "overlap_high_editor").setValue(3)
    found(dialog, QPushButton, "overlap_dialog_accept").click()
    qtbot.waitUntil(lambda: (one, other) not in pairs(at))
    link = next(each for each in incident(session, one).links if each.type is LinkType.OVERLAPS)
    assert (link.shared_low, link.shared_high) == (2, 3)


def test_the_same_are_merged_with_a_choice_for_each_difference(
    qtbot: QtBot, desk: Desk, session: LogSession, told: list[int]
) -> None:
    at = desk()
    ready(qtbot, at)
    at.found.go_to(next(number for number, pair in enumerate(at.found.pairs) if pair.ids == (told[0], told[1])))
    at.step(0)
    qtbot.waitUntil(
        lambda: at.bar.isEnabled() and at.found.current is not None and at.found.current.ids == tuple(told[:2])
    )
    before = [incident(session, number) for number in told[:2]]
    press(at, Qt.Key.Key_S)
    dialog = found(at, QDialog, "merge_incidents")
    qtbot.waitUntil(found(dialog, QPushButton, "merge_incidents_accept").isEnabled)
    found(dialog, QRadioButton, f"merge_choice_munitions_{told[1]}").click()
    assert "2" in found(dialog, QLabel, "merge_result_munitions").text()
    found(dialog, QLineEdit, "merge_incidents_reason_editor").setText("Two channels, one attack")
    assert before[1].ref in found(dialog, QLabel, "merge_incidents_outcome").text()
    found(dialog, QPushButton, "merge_incidents_accept").click()
    qtbot.waitUntil(lambda: pairs(at) <= {(told[0], told[2])})
    content = incident(session, told[0]).content
    assert content.munitions == Figure.exactly(2)
    assert content.title == before[0].content.title
    assert content.notes == "Seen from the road.\n\nHeard in the town."
    assert [each.source.name for each in content.statements] == ["Channel One", "Channel Two"]
    assert content.status_reason == "Two channels, one attack"
    assert incident(session, told[1]).trashed_at is not None
    session.ledger.run(Undo()).result(30)
    assert [incident(session, number).content for number in told[:2]] == [each.content for each in before]


def test_a_third_that_is_the_same_is_offered_and_stays_out_unless_it_is_chosen(
    qtbot: QtBot, desk: Desk, session: LogSession, told: list[int]
) -> None:
    at = desk()
    ready(qtbot, at)
    assert at.found.current is not None
    pair = at.found.current.ids
    third = next(each for each in told[:3] if each not in pair)
    assert at.found.alike() == [third]
    press(at, Qt.Key.Key_S)
    dialog = found(at, QDialog, "merge_incidents")
    qtbot.waitUntil(found(dialog, QPushButton, "merge_incidents_accept").isEnabled)
    part = found(dialog, QWidget, f"merge_part_{third}")
    assert not part.isChecked()  # type: ignore[attr-defined]  # a check box
    part.click()  # type: ignore[attr-defined]
    found(dialog, QRadioButton, f"merge_keep_{third}").click()
    found(dialog, QPushButton, "merge_incidents_accept").click()
    qtbot.waitUntil(lambda: not pairs(at))
    assert incident(session, third).trashed_at is None
    assert {number for number in told[:3] if incident(session, number).trashed_at is None} == {third}


def test_they_can_be_linked_as_the_same_and_both_kept(qtbot: QtBot, desk: Desk, session: LogSession) -> None:
    at = desk()
    ready(qtbot, at)
    assert at.found.current is not None
    pair = at.found.current.ids
    press(at, Qt.Key.Key_S)
    dialog = found(at, QDialog, "merge_incidents")
    qtbot.waitUntil(found(dialog, QPushButton, "merge_incidents_link").isEnabled)
    found(dialog, QPushButton, "merge_incidents_link").click()
    qtbot.waitUntil(lambda: pair not in pairs(at))
    assert LinkType.SAME_AS in {each[0] for each in links(session, pair[0])}
    assert incident(session, pair[1]).trashed_at is None


def test_later_leaves_a_pair_and_a_search_or_a_choice_narrows_the_look(
    qtbot: QtBot, desk: Desk, told: list[int]
) -> None:
    at = desk(array("q", told[:1]))
    assert pairs(at) == {(told[0], told[1]), (told[0], told[2])}
    ready(qtbot, at)
    before = at.found.current
    press(at, Qt.Key.Key_Right)
    assert at.found.current != before
    press(at, Qt.Key.Key_Left)
    assert at.found.current == before
    at.start(parse("tag:nothing"))
    qtbot.waitUntil(lambda: not pairs(at) and not found(at, QPushButton, "duplicates_again").isHidden())
    qtbot.waitUntil(lambda: found(at, QWidget, "duplicates_page_2").isVisible())
    with qtbot.waitSignal(at.closed):
        press(at, Qt.Key.Key_Escape)
