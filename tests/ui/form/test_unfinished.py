"""What is typed is kept on disk while it is typed, comes back as it stood, and goes when it is saved or given up."""

from __future__ import annotations

from concurrent.futures import Future

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ascertain.app.session import LogSession
from ascertain.domain.drafts import Draft, Standing
from ascertain.domain.rows import Shelf
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.entries import EntryForm
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.statements.card import StatementCard
from ascertain.ui.form.unfinished import keeper as timing
from tests.ui.form.drafts_kept import drafts, keeper_of, kept, line, rested, resumed
from tests.ui.form.form_keys import choose, edited, go_to, unfold
from tests.ui.form.key_presses import press, type_text
from tests.ui.form.samples import content


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing has rested at once."""
    monkeypatch.setattr(timing, "REST_MS", 0)


# ---- keeping


def test_a_key_is_on_disk_soon_after(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    with qtbot.waitSignal(keeper_of(form).kept):
        type_text(form, "Dro")
    (found,) = drafts(session)
    assert (found.draft.title, found.standing) == ("Dro", Standing.NEW)
    assert session.pages.count() == 0


def test_typing_without_a_rest_is_kept_all_the_same(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, bridge: Bridge, session: LogSession
) -> None:
    monkeypatch.setattr(timing, "REST_MS", 3_600_000)
    monkeypatch.setattr(timing, "MOST_MS", 1)
    form = EntryForm(bridge, Shelf.ACTORS)
    qtbot.addWidget(form)
    form.start_new()
    form.show()
    form.focus_first()
    with qtbot.waitSignal(keeper_of(form).kept):
        type_text(form, "No rest")
    assert [each.draft.title for each in drafts(session)] == ["No rest"]


def test_the_two_times_leave_room_for_the_writing() -> None:
    assert timing.MOST_MS <= 1_500


def test_nothing_is_written_where_nothing_changed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, form: IncidentForm, session: LogSession
) -> None:
    written: list[Draft] = []
    keep = session.ledger.keep_draft

    def noted(draft: Draft) -> Future[Draft]:
        written.append(draft)
        return keep(draft)

    monkeypatch.setattr(session.ledger, "keep_draft", noted)
    type_text(form, "Drones")
    kept(qtbot, form, session)
    number = len(written)
    keeper_of(form).touch()
    press(form, Qt.Key.Key_Left)
    rested(qtbot, form, session)
    assert len(written) == number


def test_what_was_typed_and_taken_back_is_not_kept(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Dr")
    kept(qtbot, form, session)
    for _ in "Dr":
        press(form, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: drafts(session) == [])


def test_a_form_that_only_opens_an_incident_keeps_nothing(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    edited(qtbot, form, session, content())
    rested(qtbot, form, session)
    assert form.unfinished() is None
    assert drafts(session) == []


# ---- coming back


def test_everything_comes_back_as_it_stood_in_the_boxes(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, session: LogSession
) -> None:
    type_text(form, "هجوم on  a base ")
    go_to(form, "kind")
    type_text(form, "drone st")
    go_to(form, "munitions")
    type_text(form, "2-")
    go_to(form, "when_phrase")
    type_text(form, "around")
    go_to(form, "when_day")
    type_text(form, "2023-13-45")
    go_to(form, "place")
    type_text(form, "Somewhere ne")
    go_to(form, "target_line")
    type_text(form, "The army;Half a na")
    go_to(form, "sources_line")
    choose(qtbot, form, "Wire", "Wire service")
    go_to(form, "follow_up_on")
    type_text(form, "2023-02-31")
    unfold(form, "part_harm")
    go_to(form, "killed_civilian")
    type_text(form, "3 or")
    unfold(form, "part_sources")
    go_to(form, "notes")
    type_text(form, "One line")
    press(form, Qt.Key.Key_Return)
    type_text(form, "and half of")
    form.findChild(QLineEdit, "sources_line").setFocus()  # type: ignore[union-attr]
    type_text(form, "Somebody el")
    found = kept(qtbot, form, session)

    again = resumed(qtbot, bridge, found)
    assert line(again, "title") == "هجوم on  a base "
    assert line(again, "munitions") == "2-"
    assert line(again, "when_day") == "2023-13-45"
    assert line(again, "place") == "Somewhere ne"
    assert line(again, "follow_up_on") == "2023-02-31"
    assert line(again, "killed_civilian") == "3 or"
    assert line(again, "sources_line") == "Somebody el"
    notes = again.findChild(QPlainTextEdit, "notes")
    assert isinstance(notes, QPlainTextEdit)
    assert notes.toPlainText() == "One line\nand half of"
    mine, theirs = form.unfinished(), again.unfinished()
    assert mine is not None
    assert theirs is not None
    assert theirs.content == mine.content
    assert again.is_dirty()


def test_the_text_in_a_chip_box_is_kept_before_it_is_a_chip(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, session: LogSession
) -> None:
    go_to(form, "target_line")
    with qtbot.waitSignal(keeper_of(form).kept):
        type_text(form, "Half a na")
    found = kept(qtbot, form, session)
    assert found.draft.title == "Half a na"
    assert form.is_dirty()
    assert line(form, "target_line") == "Half a na", "looking makes no chip of it"
    assert line(resumed(qtbot, bridge, found), "target_line") == "Half a na"


def test_statements_come_back_unfolded_with_what_they_assert(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, session: LogSession
) -> None:
    edited(qtbot, form, session, content())
    card = form.findChildren(StatementCard)[0]
    card.unfold(True)
    day = form.findChild(QLineEdit, f"{card.objectName()}_editor_said_on")
    assert day is not None
    day.setFocus()
    type_text(form, "-x")
    found = kept(qtbot, form, session)
    assert (found.standing, found.name) == (Standing.AS_IT_WAS, "2023-0001")

    again = resumed(qtbot, bridge, found)
    first, second = again.findChildren(StatementCard)
    assert (first.is_open, second.is_open) == (True, False)
    typed = first.value()
    assert typed is not None
    assert typed.said_on == "-x2023-10-18"
    assert typed.statement.assertions[0].adopted
    theirs = again.unfinished()
    assert theirs is not None
    assert theirs.content == found.draft.content


def test_a_ref_that_no_incident_has_yet_comes_back(
    qtbot: QtBot, form: IncidentForm, bridge: Bridge, session: LogSession
) -> None:
    go_to(form, "when_relative")
    press(form, Qt.Key.Key_Up)
    go_to(form, "when_ref")
    type_text(form, "2023-00")
    assert line(resumed(qtbot, bridge, kept(qtbot, form, session)), "when_ref") == "2023-00"
