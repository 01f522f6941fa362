from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepEntry
from ascertain.app.session import LogSession
from ascertain.domain.codes import Affiliation
from ascertain.domain.records import AlternateName, LibraryEntry, NamedRef, Place, Source
from ascertain.domain.rows import Shelf
from ascertain.store.queries import Queries
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.closing import ClosingQuestion
from ascertain.ui.form.editors.lines import LongText, TextLine
from ascertain.ui.form.entries import EntryForm
from ascertain.ui.form.names.popup import ChoicePopup
from ascertain.ui.kit import LabeledField
from tests.ui.form.key_presses import press, type_text

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def opened(qtbot: QtBot, bridge: Bridge) -> Callable[[Shelf], EntryForm]:
    """Opens the form of a shelf in a window of its own."""

    def open_form(shelf: Shelf) -> EntryForm:
        form = EntryForm(bridge, shelf)
        form.resize(520, 800)
        form.start_new()
        qtbot.addWidget(form)
        form.show()
        with qtbot.waitActive(form):
            form.activateWindow()
        form.focus_first()
        return form

    return open_form


def entry_of(session: LogSession, shelf: Shelf, number: int) -> LibraryEntry | None:
    queries = Queries(session.path)
    try:
        return queries.entry(shelf, number)
    finally:
        queries.close()


def go_to(form: QWidget, name: str) -> None:
    """Press Tab until the box of this name has the focus."""
    for _ in range(40):
        focused = form.focusWidget()
        assert focused is not None
        if focused.objectName() == name:
            return
        press(form, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} is not reached by Tab")


def test_a_source_is_made_by_keyboard_alone(
    qtbot: QtBot, session: LogSession, opened: Callable[[Shelf], EntryForm]
) -> None:
    form = opened(Shelf.SOURCES)
    type_text(form, "Al-Manar")
    go_to(form, "source_kind")
    type_text(form, "broadcaster")
    go_to(form, "source_reliability")
    type_text(form, "D")
    go_to(form, "source_reliability_basis")
    type_text(form, "close to a party")
    go_to(form, "source_is_official")
    press(form, Qt.Key.Key_Space)
    go_to(form, "source_affiliation")
    type_text(form, "Close")
    go_to(form, "source_actor")
    type_text(form, "iraqi armed groups")
    go_to(form, "source_country")
    type_text(form, "lebanon")
    go_to(form, "source_language")
    type_text(form, "ar")
    go_to(form, "source_names")
    type_text(form, "المنار | ar")
    go_to(form, "source_notes")
    type_text(form, "One note")
    with qtbot.waitSignal(form.saved) as saved:
        press(form, Qt.Key.Key_Return, CONTROL)
    assert saved.args is not None
    number, name = saved.args
    assert name == "Al-Manar"
    entry = entry_of(session, Shelf.SOURCES, number)
    assert isinstance(entry, Source)
    assert (entry.kind, entry.reliability, entry.reliability_basis) == ("broadcaster", "D", "close to a party")
    assert entry.is_official
    assert entry.affiliation is Affiliation.CLOSE_TO
    assert entry.actor is not None
    assert entry.actor.name == "Iraqi armed groups"
    assert (entry.country, entry.language, entry.notes) == ("LB", "ar", "One note")
    assert entry.names == (AlternateName("المنار", "ar"),)
    # The name is found in the log a little later, which nobody typed.
    qtbot.waitUntil(lambda: getattr(form._presenter.get("actor"), "id", None) is not None)
    assert not form.is_dirty()


def test_problems_stand_at_their_fields_and_nothing_typed_is_lost(
    qtbot: QtBot, opened: Callable[[Shelf], EntryForm]
) -> None:
    form = opened(Shelf.PLACES)
    go_to(form, "place_latitude")
    type_text(form, "far north")
    press(form, Qt.Key.Key_Return, CONTROL)
    name, latitude = (
        form.findChild(LabeledField, "place_name_field"),
        form.findChild(LabeledField, "place_latitude_field"),
    )
    assert name is not None
    assert latitude is not None
    assert "name" in name.problem
    assert "far north" in latitude.problem
    assert form.focusWidget().objectName() == "place_name"
    type_text(form, "New post")
    assert not name.problem
    go_to(form, "place_latitude")
    press(form, Qt.Key.Key_A, CONTROL)
    type_text(form, "33.5")
    press(form, Qt.Key.Key_Return, CONTROL)
    longitude = form.findChild(LabeledField, "place_longitude_field")
    assert longitude is not None
    assert "both" in longitude.problem
    go_to(form, "place_longitude")
    type_text(form, "44,25")
    with qtbot.waitSignal(form.saved):
        press(form, Qt.Key.Key_Return, CONTROL)


def test_an_entry_is_edited_and_keeps_what_was_not_touched(qtbot: QtBot, session: LogSession, bridge: Bridge) -> None:
    made = session.ledger.run(
        KeepEntry(Place("Old post", "base", "IQ", "Anbar", "Hit", 33.6, 42.8, "n", (AlternateName("هيت", "ar"),)))
    ).result(30)
    before = entry_of(session, Shelf.PLACES, made.made[0])
    assert isinstance(before, Place)
    form = EntryForm(bridge, Shelf.PLACES)
    qtbot.addWidget(form)
    form.start_edit(before)
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    go = form.findChild(QWidget, "place_admin2")
    assert go is not None
    go.setFocus()
    press(form, Qt.Key.Key_A, CONTROL)
    type_text(form, "Ramadi")
    with qtbot.waitSignal(form.saved):
        press(form, Qt.Key.Key_Return, CONTROL)
    after = entry_of(session, Shelf.PLACES, made.made[0])
    assert isinstance(after, Place)
    assert after.admin2 == "Ramadi"
    assert (after.name, after.names, after.latitude, after.notes) == (before.name, before.names, 33.6, "n")


def test_escape_closes_at_once_when_nothing_was_typed(qtbot: QtBot, opened: Callable[[Shelf], EntryForm]) -> None:
    form = opened(Shelf.ACTORS)
    with qtbot.waitSignal(form.closed):
        press(form, Qt.Key.Key_Escape)


@pytest.mark.parametrize("answer", ["keep", "discard", "save"])
def test_escape_asks_before_something_is_lost(
    qtbot: QtBot, session: LogSession, opened: Callable[[Shelf], EntryForm], answer: str
) -> None:
    form = opened(Shelf.ACTORS)
    type_text(form, "A new actor")
    closed: list[bool] = []
    kept: list[str] = []
    form.closed.connect(lambda: closed.append(True))
    form.saved.connect(lambda _, name: kept.append(name))

    def reply() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, ClosingQuestion)
        if answer == "keep":
            QTest.keyClick(question, Qt.Key.Key_Escape)
        elif answer == "discard":
            discard = question.findChild(QPushButton, "closing_question_discard")
            assert discard is not None
            QTest.mouseClick(discard, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(question, Qt.Key.Key_Return)

    QTimer.singleShot(0, reply)
    press(form, Qt.Key.Key_Escape)
    assert bool(closed) is (answer != "keep")
    assert kept == (["A new actor"] if answer == "save" else [])
    assert form.is_dirty() is (answer != "save")


def test_every_box_has_a_name_for_screen_readers(qtbot: QtBot, bridge: Bridge) -> None:
    for shelf in Shelf:
        form = EntryForm(bridge, shelf)
        qtbot.addWidget(form)
        form.start_new("Somebody")
        own = [each for each in form.findChildren(QWidget) if each.objectName().startswith(f"{shelf.value}_")]
        boxes = [each for each in own if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert len(boxes) > 5
        nameless = [each.objectName() for each in boxes if not each.accessibleName() and not hasattr(each, "text")]
        assert not nameless


def test_a_refusal_by_the_log_is_told_and_the_text_kept(
    qtbot: QtBot, bridge: Bridge, opened: Callable[[Shelf], EntryForm]
) -> None:
    form = opened(Shelf.SOURCES)
    form.start_edit(Source("Gone", id=9999, actor=NamedRef("x")))
    form.focus_first()
    press(form, Qt.Key.Key_Return, CONTROL)
    notice = form.findChild(QWidget, "source_form_notice")
    assert notice is not None
    qtbot.waitUntil(notice.isVisible)
    name = form.findChild(QWidget, "source_name")
    assert name is not None
    assert name.property("text") == "Gone"


# ---- places


def shown(form: EntryForm, key: str) -> str:
    box = form.findChild(QWidget, f"place_{key}")
    assert isinstance(box, TextLine | LongText)
    return box.value()


def near_line(form: EntryForm) -> QLabel:
    found = form.findChild(QLabel, "place_near")
    assert isinstance(found, QLabel)
    return found


def test_pasted_coordinates_fill_both_boxes_and_tell_what_is_near(
    qtbot: QtBot, session: LogSession, opened: Callable[[Shelf], EntryForm]
) -> None:
    form = opened(Shelf.PLACES)
    type_text(form, "Checkpoint")
    go_to(form, "place_latitude")
    QApplication.clipboard().setText("33°02'24\"N 40°30'00\"E")
    press(form, Qt.Key.Key_V, CONTROL)
    assert (shown(form, "latitude"), shown(form, "longitude")) == ("33.04", "40.5")
    qtbot.waitUntil(lambda: near_line(form).isVisible())
    assert "20 km east of Ar Ruţbah" in near_line(form).text()
    with qtbot.waitSignal(form.saved) as kept:
        press(form, Qt.Key.Key_Return, CONTROL)
    assert kept.args is not None
    place = entry_of(session, Shelf.PLACES, kept.args[0])
    assert isinstance(place, Place)
    assert (place.latitude, place.longitude) == (33.04, 40.5)


def test_impossible_coordinates_are_told_at_their_box(opened: Callable[[Shelf], EntryForm]) -> None:
    form = opened(Shelf.PLACES)
    go_to(form, "place_latitude")
    QApplication.clipboard().setText("33.04, 240.5")
    press(form, Qt.Key.Key_V, CONTROL)
    field = form.findChild(LabeledField, "place_latitude_field")
    assert isinstance(field, LabeledField)
    assert field.problem == "Longitude goes from -180 to 180 degrees."
    assert shown(form, "latitude") == "33.04, 240.5"


def test_a_name_is_completed_from_the_gazetteer_with_all_it_knows(
    qtbot: QtBot, session: LogSession, opened: Callable[[Shelf], EntryForm]
) -> None:
    form = opened(Shelf.PLACES)
    type_text(form, "mosu")
    qtbot.waitUntil(lambda: form.findChild(ChoicePopup, "place_name_choices") is not None)
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Return)
    assert shown(form, "name") == "Mosul"
    assert shown(form, "admin1") == "Nineveh"
    assert "الموصل | ar" in shown(form, "names").splitlines()
    with qtbot.waitSignal(form.saved) as kept:
        press(form, Qt.Key.Key_Return, CONTROL)
    assert kept.args is not None
    place = entry_of(session, Shelf.PLACES, kept.args[0])
    assert isinstance(place, Place)
    assert (place.kind, place.country) == ("town", "IQ")
    assert place.latitude == pytest.approx(36.34, abs=0.05)


def test_a_place_of_the_log_is_filled_up_and_keeps_what_it_has(
    qtbot: QtBot, session: LogSession, opened: Callable[[Shelf], EntryForm]
) -> None:
    made = session.ledger.run(KeepEntry(Place("Rutba", country="IQ", admin1="Anbar"))).result(30).made[0]
    place = entry_of(session, Shelf.PLACES, made)
    assert isinstance(place, Place)
    form = opened(Shelf.PLACES)
    form.start_edit(place)
    button = form.findChild(QPushButton, "place_fill")
    assert isinstance(button, QPushButton)
    fill = button
    qtbot.waitUntil(fill.isVisible)
    told = form.findChild(QLabel, "place_known_as")
    assert isinstance(told, QLabel)
    assert "Ar Ruţbah (Al Anbar, Iraq)" in told.text()
    go_to(form, "place_fill")
    press(form, Qt.Key.Key_Space)
    assert (shown(form, "name"), shown(form, "admin1")) == ("Rutba", "Anbar")
    assert shown(form, "latitude").startswith("33.03")
    assert {"Ar Ruţbah", "الرطبة | ar"} <= set(shown(form, "names").splitlines())
    qtbot.waitUntil(lambda: not fill.isVisible())
