from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.codes import AnchorKind, TimePrecision
from ascertain.domain.fields import HARM_FIELDS
from ascertain.domain.records import IncidentContent, ReportedTime
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.casualties import CasualtyGrid
from ascertain.ui.form.editors.lines import DayLine, FigureLine, Flag, LongText
from ascertain.ui.form.editors.reading_words import reading_words
from ascertain.ui.form.editors.reported_time import ReportedTimeBox, time_labels
from ascertain.ui.form.editors.status_box import StatusBox
from ascertain.ui.form.incident.when import TypedTime, show_time
from ascertain.ui.form.section import Section
from tests.ui.form.conftest import TODAY
from tests.ui.form.key_presses import press, type_text

MIDNIGHT = 1697490000  # 2023-10-17 00:00 in Baghdad
DAY = 86_400


def shown(qtbot: QtBot, box: QWidget) -> QWidget:
    """A window with the box and a line behind it, the focus on the box."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(box)
    after = QLineEdit(window)
    after.setObjectName("after")
    column.addWidget(after)
    window.resize(560, 400)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    box.setFocus()
    return window


def time_box(qtbot: QtBot, context: FormContext) -> tuple[ReportedTimeBox, QWidget]:
    box = ReportedTimeBox(context, time_labels())
    box.set_value(TypedTime())
    return box, shown(qtbot, box)


def part(window: QWidget, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    assert found is not None
    return found


# ---- days and counts


def test_a_day_is_written_out_when_the_box_is_left(qtbot: QtBot) -> None:
    box = DayLine("day", lambda: TODAY)
    window = shown(qtbot, box)
    type_text(window, "+7")
    assert box.day() == date(2023, 10, 27)
    press(window, Qt.Key.Key_Tab)
    assert box.value() == "2023-10-27"


def test_what_is_no_day_stays_as_typed(qtbot: QtBot) -> None:
    box = DayLine("day", lambda: TODAY)
    window = shown(qtbot, box)
    type_text(window, "whenever")
    press(window, Qt.Key.Key_Tab)
    assert box.value() == "whenever"
    assert box.day() is None


def test_arrow_keys_go_from_day_to_day(qtbot: QtBot) -> None:
    box = DayLine("day", lambda: TODAY)
    window = shown(qtbot, box)
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_Down)
    assert box.value() == "2023-10-21"


def test_a_day_is_chosen_from_the_calendar(qtbot: QtBot) -> None:
    box = DayLine("day", lambda: TODAY)
    window = shown(qtbot, box)
    QTest.mouseClick(part(window, "day_calendar"), Qt.MouseButton.LeftButton)
    assert window.findChild(QCalendarWidget) is not None
    press(window, Qt.Key.Key_Right)
    press(window, Qt.Key.Key_Return)
    assert box.value() == "2023-10-21"
    assert box.hasFocus()
    assert part(window, "day_calendar_card").isHidden()


def test_escape_leaves_the_calendar_and_nothing_else(qtbot: QtBot) -> None:
    box = DayLine("day", lambda: TODAY)
    window = shown(qtbot, box)
    type_text(window, "2023-10-05")
    press(window, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert part(window, "day_calendar_card").isVisible()
    press(window, Qt.Key.Key_Escape)
    assert part(window, "day_calendar_card").isHidden()
    assert box.hasFocus()
    assert box.value() == "2023-10-05"


@pytest.mark.parametrize(
    ("typed", "left"), [("3", "3"), ("two to five", "2–5"), ("unknown", "?"), ("0", "0"), ("", ""), ("heaps", "heaps")]
)
def test_a_count_is_written_shortly_when_the_box_is_left(qtbot: QtBot, typed: str, left: str) -> None:
    box = FigureLine("munitions")
    window = shown(qtbot, box)
    type_text(window, typed)
    press(window, Qt.Key.Key_Tab)
    assert box.value() == left


def test_not_known_and_not_stated_look_different(qtbot: QtBot) -> None:
    pictures = []
    box = FigureLine("killed")
    window = shown(qtbot, box)
    assert window.isVisible()
    for text in ("", "?", "0"):
        box.set_value(text)
        box.clearFocus()
        pictures.append(box.grab().toImage())
    assert pictures[0] != pictures[1]
    assert pictures[1] != pictures[2]
    assert box.placeholderText()


def test_casualties_tell_of_which_field_a_count_is_wrong(qtbot: QtBot) -> None:
    grid = CasualtyGrid()
    window = shown(qtbot, grid)
    told: list[str] = []
    grid.edited.connect(told.append)
    order = []
    for _ in HARM_FIELDS:
        focused = window.focusWidget()
        assert focused is not None
        order.append(focused.objectName())
        type_text(window, "1")
        press(window, Qt.Key.Key_Tab)
    assert order[:2] == ["killed_attacker", "injured_attacker"]
    assert sorted(order) == sorted(HARM_FIELDS) == sorted(told)
    grid.set_problems({"killed_civilian": "That is no count."})
    problem = part(grid, "casualties_problem")
    assert not problem.isHidden()
    assert "Killed, civilians" in problem.accessibleName()
    assert grid.boxes["killed_civilian"].property("problem")
    grid.boxes["killed_civilian"].setFocus()
    type_text(window, "2")
    assert problem.isHidden()
    assert not grid.boxes["killed_civilian"].property("problem")


def test_tab_leaves_a_long_text_and_a_flag_is_ticked_by_space(qtbot: QtBot) -> None:
    text = LongText("notes")
    window = shown(qtbot, text)
    type_text(window, "ملاحظة one")
    assert text.value() == "ملاحظة one"
    press(window, Qt.Key.Key_Tab)
    focused = window.focusWidget()
    assert focused is not None
    assert focused.objectName() == "after"
    flag = Flag("Draft", "draft")
    window = shown(qtbot, flag)
    with qtbot.waitSignal(flag.edited):
        press(window, Qt.Key.Key_Space)
    assert flag.value() is True


# ---- status


def test_a_status_is_chosen_by_letter_and_never_by_the_wheel(qtbot: QtBot, context: FormContext) -> None:
    box = StatusBox(context, "status")
    box.set_value("unconfirmed")
    window = shown(qtbot, box)
    at = QPointF(box.rect().center())
    turn = QWheelEvent(
        at, box.mapToGlobal(at), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert box.value() == "unconfirmed"
    with qtbot.waitSignal(box.edited):
        type_text(window, "d")
    assert box.value() == "disputed"
    assert turn.type() == QEvent.Type.Wheel


# ---- reported time


def test_a_phrase_is_read_while_it_is_typed(qtbot: QtBot, context: FormContext) -> None:
    box, window = time_box(qtbot, context)
    type_text(window, "yesterday")
    for _ in range(3):
        press(window, Qt.Key.Key_Tab)
    type_text(window, "2023-10-18")
    reading = part(window, "when_reading")
    assert isinstance(reading, QLabel)
    assert reading.text() == "Read as 17 Oct 2023 00:00–24:00 UTC, precision day"
    zone = part(window, "when_zone")
    zone.setFocus()
    press(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(window, "baghdad")
    press(window, Qt.Key.Key_Tab)
    assert box.value().zone == "Asia/Baghdad"
    assert reading.text() == "Read as 17 Oct 2023 00:00–24:00 +03, precision day"


def test_a_phrase_without_a_reading_is_kept_and_says_why(qtbot: QtBot, context: FormContext) -> None:
    box, window = time_box(qtbot, context)
    type_text(window, "when the moon rose")
    assert box.value().phrase == "when the moon rose"
    assert box.reading.text()
    assert not box.reading.text().startswith("Read as")


def test_the_interval_is_set_by_hand_and_read_from_the_phrase_again(qtbot: QtBot, context: FormContext) -> None:
    box, window = time_box(qtbot, context)
    type_text(window, "17 Oct 2023")
    part(window, "when_by_hand").setFocus()
    press(window, Qt.Key.Key_Space)
    begins = part(window, "when_from")
    assert begins.hasFocus()
    assert box.value().t_from == "2023-10-17 00:00"
    press(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(window, "2023-10-17 18:00")
    assert box.value().by_hand
    assert box.reading.text() == "Set by hand: 17 Oct 2023 18:00–24:00 UTC, precision day"
    part(window, "when_by_hand").setFocus()
    press(window, Qt.Key.Key_Space)
    assert not box.value().by_hand
    assert "00:00–24:00" in box.reading.text()


def test_the_day_follows_what_is_offered_until_another_is_typed(qtbot: QtBot, context: FormContext) -> None:
    box, window = time_box(qtbot, context)
    box.offer(AnchorKind.PUBLICATION, date(2023, 10, 18), 7, "Wire summary")
    assert box.value().anchor_on == ""
    part(window, "when_relative").setFocus()
    press(window, Qt.Key.Key_Home)
    assert (box.value().anchor_kind, box.value().anchor_on, box.value().anchor_id) == ("publication", "2023-10-18", 7)
    box.offer(AnchorKind.PUBLICATION, date(2023, 10, 19), 8, "Another")
    assert (box.value().anchor_on, box.value().anchor_id) == ("2023-10-19", 8)
    part(window, "when_day").setFocus()
    press(window, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text(window, "2023-10-01")
    box.offer(AnchorKind.PUBLICATION, date(2023, 10, 20), 9, "A third")
    assert (box.value().anchor_on, box.value().anchor_id) == ("2023-10-01", None)


def test_the_day_of_another_incident_is_found_by_its_ref(
    qtbot: QtBot, context: FormContext, session: LogSession
) -> None:
    when = ReportedTime(
        "17 Oct 2023", zone="Asia/Baghdad", t_from=MIDNIGHT, t_to=MIDNIGHT + DAY, precision=TimePrecision.DAY
    )
    made = session.ledger.run(LogIncident(IncidentContent(title="First", when=when))).result(30)
    box, window = time_box(qtbot, context)
    part(window, "when_relative").setFocus()
    press(window, Qt.Key.Key_Up)
    ref = part(window, "when_ref")
    assert ref.isVisible()
    ref.setFocus()
    type_text(window, "2023-0001")
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: box.value().anchor_id == made.made[0])
    assert box.value().anchor_on == "2023-10-17"


def test_a_time_that_is_shown_and_not_touched_stays_what_it_was(qtbot: QtBot, context: FormContext) -> None:
    kept = ReportedTime(
        "about noon", zone="Asia/Tehran", t_from=MIDNIGHT + 100, t_to=MIDNIGHT + 4000, precision=TimePrecision.HOUR
    )
    box, _ = time_box(qtbot, context)
    box.set_value(show_time(kept))
    assert box.value() == show_time(kept)
    assert box.value().by_hand


def test_times_are_told_in_words(context: FormContext) -> None:
    lists = context.vocabularies
    whole = ReportedTime("", zone="Asia/Baghdad", t_from=MIDNIGHT, t_to=MIDNIGHT + DAY, precision=TimePrecision.DAY)
    assert reading_words(whole, lists) == "Read as 17 Oct 2023 00:00–24:00 +03, precision day"
    across = ReportedTime("", zone="UTC", t_from=MIDNIGHT, t_to=MIDNIGHT + DAY, precision=TimePrecision.DAYS)
    assert reading_words(across, lists).startswith("Read as 16 Oct 2023 21:00 – 17 Oct 2023 21:00 UTC")
    assert reading_words(ReportedTime("never"), lists) == ""


# ---- sections


def test_a_section_is_made_when_it_is_first_unfolded(qtbot: QtBot) -> None:
    made: list[QWidget] = []

    def build(parent: QWidget) -> QWidget:
        made.append(QLineEdit(parent))
        return made[-1]

    section = Section("More about &who", build, "part_who")
    window = shown(qtbot, section)
    section.set_filled(2)
    assert not made
    assert "2 filled" in section.head.accessibleDescription()
    section.head.setFocus()
    press(window, Qt.Key.Key_Return)
    assert len(made) == 1
    assert made[0].isVisible()
    press(window, Qt.Key.Key_Space)
    assert not made[0].isVisible()
    press(window, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: section.is_open)
    assert len(made) == 1
    assert section.head.accessibleName() == "More about who"
