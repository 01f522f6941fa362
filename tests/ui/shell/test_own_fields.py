"""Fields of the user's own in a window, by keyboard: made, filled, shown, sorted, searched, exported, undone."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ascertain.app.commands import Command, KeepOwnField, LogIncident, Redo, RetireOwnField, Undo
from ascertain.app.notices import LogChanged
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import IncidentContent, OwnValue
from ascertain.ui.shell.filter_choices import filter_keys
from ascertain.ui.shell.window import MainWindow
from tests.acceptance.hands import ALT, CTRL, Hands, choose_in_combo, fill, press, replace_text, tab_to, type_text
from tests.app.test_own_fields import set_own

# Without a screen there is no keyboard to grab and no window to raise; on a screen a popup does both.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", r"support raise\(\)", extend=True)

KINDS = (
    ("Wind", "Number"), ("Seen by us", "Yes or no"), ("Filed on", "Date"), ("Shift", "Choice from a list"),
    ("Desk", "Text"), ("Footage", "Link"),
)  # fmt: skip
TYPED = {"wind": "-2,5", "filed_on": "17 Oct 2023", "desk": "Gulf desk", "footage": "https://example.org/a"}
OWN = ("wind", "seen_by_us", "filed_on", "shift", "desk", "footage")


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow) -> Hands:
    return Hands(qtbot, window)


def run(window: MainWindow, command: Command) -> LogChanged:
    return window.session.ledger.run(command).result()


def make_fields(window: MainWindow) -> None:
    for label, kind in zip((name for name, _ in KINDS), (
        OwnType.NUMBER, OwnType.FLAG, OwnType.DATE, OwnType.CHOICE, OwnType.TEXT, OwnType.LINK,
    ), strict=True):  # fmt: skip
        run(window, KeepOwnField(OwnField(label, kind, "Weather"), ("Day", "Night") if kind is OwnType.CHOICE else ()))


def open_fields(hands: Hands) -> QTableWidget:
    press(Qt.Key.Key_Y, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hands.wait_for_dialog("own_fields_dialog")
    return hands.part(QTableWidget, "own_field_table")


def _standing(hands: Hands, table: QTableWidget, window: MainWindow) -> str:
    """What a field that does not move looks like."""
    problem = hands.part(QWidget, "own_fields_dialog_problem")
    active, focused = QApplication.activeWindow(), QApplication.focusWidget()
    return (
        f"row {table.currentRow()}, {[made.key for made in window.session.fields.made]}, "
        f"up {hands.part(QPushButton, 'own_up').isEnabled()}, problem {problem.isVisible()}, "
        f"{active and active.objectName()} is in front, {focused and focused.objectName()} has the keyboard"
    )


def test_a_field_of_each_type_is_made_filled_shown_searched_exported_and_undone(
    hands: Hands, window: MainWindow, tmp_path: Path
) -> None:
    table = open_fields(hands)
    for label, kind in KINDS:
        press(Qt.Key.Key_Insert)
        hands.wait_for_dialog("own_field_dialog")
        fill("own_field_label_editor", label)
        choose_in_combo("own_field_type_editor", kind)
        if label == "Shift":
            fill("own_field_choices_editor", "Day\nNight")
        if label == "Wind":
            tab_to("own_field_group_editor")
            type_text("Weather")
        press(Qt.Key.Key_Return, CTRL)
        hands.wait_for(lambda: not hands.shows("own_field_dialog"), "the field is not made")
        hands.wait_for_keyboard("own_field_table")
    hands.wait_for(lambda: table.rowCount() == len(KINDS) and table.currentRow() == len(KINDS) - 1)
    assert [made.key for made in window.session.fields.made] == list(OWN)
    press(Qt.Key.Key_Up, ALT)
    hands.wait_for(lambda: table.currentRow() == len(KINDS) - 2, lambda: _standing(hands, table, window))
    assert [made.key for made in window.session.fields.made][-2:] == ["footage", "desk"]
    press(Qt.Key.Key_Down, ALT)
    hands.wait_for(lambda: [made.key for made in window.session.fields.made][-2:] == ["desk", "footage"])
    press(Qt.Key.Key_Escape)

    hands.wait_for_keyboard("incident_table")
    press(Qt.Key.Key_N, CTRL)
    hands.wait_for(lambda: window.side.form_open)
    hands.wait_for_keyboard("title")
    type_text("A drone over the strait")
    tab_to("part_own_head")
    press(Qt.Key.Key_Return)
    for key in OWN:
        if key in TYPED:
            fill(key, TYPED[key])
        else:
            choose_in_combo(key, "Yes" if key == "seen_by_us" else "Night")
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for_rows(7)
    hands.wait_for(lambda: not window.side.form_open)

    window.table.show_columns(("ref", "title", *OWN))
    hands.wait_for(lambda: "-2.5" in " ".join(hands.rows("Wind")))
    shown = {name: hands.rows(name)[hands.rows().index("A drone over the strait")] for name, _ in KINDS}
    assert [shown[name].strip("\u2066\u2067\u2068\u2069") for name, _ in KINDS] == [
        "-2.5", "Yes", "17 Oct 2023", "Night", "Gulf desk", "https://example.org/a",
    ]  # fmt: skip
    press(Qt.Key.Key_F, CTRL)
    replace_text("wind:<0 seen_by_us:yes gulf")
    hands.wait_for_rows(1)
    replace_text("wind:none")
    hands.wait_for_rows(6)
    replace_text("")
    hands.wait_for_rows(7)

    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_E, CTRL)
    hands.wait_for_dialog("export_dialog")
    out = tmp_path / "all.xlsx"
    line = tab_to("export_path_editor")
    assert isinstance(line, QLineEdit)
    replace_text(str(out))
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for(out.exists, "nothing was exported")
    sheet = load_workbook(out)["Incidents"]
    head = [cell.value for cell in sheet[1]]
    lines = [dict(zip(head, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=2)]
    (mine,) = [each for each in lines if each["What happened"] == "A drone over the strait"]
    assert (mine["Wind"], mine["Seen by us"], mine["Shift"]) == (-2.5, "yes", "Night")
    assert mine["Filed on"].date().isoformat() == "2023-10-17"
    hands.wait_for_dialog("export_dialog")
    press(Qt.Key.Key_Escape)

    steps = len(KINDS) + 3
    for _ in range(steps):
        run(window, Undo())
    hands.wait_for(lambda: window.session.fields.own == () and window.table.columns_in_order() == ("ref", "title"))
    hands.wait_for_rows(6)
    for _ in range(steps):
        run(window, Redo())
    hands.wait_for_rows(7)
    assert [made.key for made in window.session.fields.made] == list(OWN)


def test_own_columns_are_chosen_sorted_and_filtered(hands: Hands, window: MainWindow) -> None:
    make_fields(window)
    for at, wind in enumerate(("10", "9", "-1")):
        run(window, set_own((at + 1,), (OwnValue("wind", wind), OwnValue("shift", "night" if at else "day"))))
    press(Qt.Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hands.wait_for_dialog("column_dialog")
    columns = hands.part(QListWidget, "column_list")
    at = next(row for row in range(columns.count()) if columns.item(row).data(Qt.ItemDataRole.UserRole) == "wind")
    assert "Weather" in columns.item(at).text()
    columns.setCurrentRow(at)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for(lambda: "wind" in window.table.columns_in_order())
    window.state.sort_by("wind", False)
    plain = {ord(c): None for c in "\u2066\u2067\u2068\u2069"}
    hands.wait_for(lambda: [each.translate(plain) for each in hands.rows("Wind")][:4] == ["-1", "9", "10", ""])
    window.state.sort_by("wind", False)
    hands.wait_for(lambda: [each.translate(plain) for each in hands.rows("Wind")][:3] == ["10", "9", "-1"])
    assert window.state.filter_by_range("wind", "0", "9.5") == ""
    hands.wait_for_rows(1)
    assert window.state.filter_by_range("wind", "much", "").startswith("Enter numbers such as")
    chip = window.state.chips_shown(window.session.vocabularies)[0]
    assert (chip.label, chip.value.translate(plain)) == ("Wind", "0 – 9.5")
    window.state.clear()
    window.browse.filters.ask_filter("shift")
    hands.wait_for(lambda: hands.shows("filter_value_list"))
    values = hands.part(QListWidget, "filter_value_list")
    night = 2  # behind "not stated" and "stated"
    hands.wait_for(lambda: values.count() == 4 and values.item(night).text() == "Night")
    values.item(night).setCheckState(Qt.CheckState.Checked)
    hands.wait_for_rows(2)
    hands.part(QWidget, "filter_popup").close()
    assert set(OWN) <= {field.key for field in filter_keys(window.session.fields)}


def test_what_is_no_value_is_said_at_its_field_and_stays_typed(hands: Hands, window: MainWindow) -> None:
    make_fields(window)
    press(Qt.Key.Key_N, CTRL)
    hands.wait_for(lambda: window.side.form_open)
    hands.wait_for_keyboard("title")
    type_text("Something")
    tab_to("part_own_head")
    press(Qt.Key.Key_Return)
    fill("wind", "1,200")
    fill("footage", "example.org")
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for_keyboard("wind")
    said = {label.text() for label in hands.part(QWidget, "wind_field").findChildren(QLabel)}
    assert any("1200 or 1.200" in text for text in said)
    assert any("http://" in label.text() for label in hands.part(QWidget, "footage_field").findChildren(QLabel))
    assert hands.part(QLineEdit, "footage").text() == "example.org"
    replace_text("1200")
    tab_to("footage")
    replace_text("https://example.org")
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for_rows(7)


def test_the_open_form_follows_the_fields_and_keeps_what_is_typed(hands: Hands, window: MainWindow) -> None:
    make_fields(window)
    first = run(window, LogIncident(IncidentContent("Old", own=(OwnValue("desk", "Levant"),)))).made[0]
    window.table.wait_for(first)
    hands.wait_for(lambda: window.table.current_id() == first)
    press(Qt.Key.Key_Return)
    hands.wait_for(lambda: window.side.form_open)
    hands.wait_for_keyboard("title")
    tab_to("wind")
    type_text("7")
    desk = window.session.fields.find_made("desk")
    assert desk is not None
    run(window, KeepOwnField(OwnField("Crew", OwnType.NUMBER, quick=True)))
    run(window, KeepOwnField(replace(desk, label="Region")))
    run(window, RetireOwnField("shift"))
    hands.wait_for(lambda: hands.shows("crew") and not hands.shows("shift"))
    assert hands.part(QLineEdit, "wind").text() == "7"
    assert hands.part(QLineEdit, "desk").text() == "Levant"
    hands.part(QLineEdit, "crew").setFocus()
    type_text("3")
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for(lambda: not window.side.form_open)
    read = window.session.reader().ask(lambda queries: queries.incident(first)).result()
    assert read is not None
    assert {each.field: each.value for each in read.content.own} == {"wind": "7", "desk": "Levant", "crew": "3"}


def test_a_field_is_set_for_the_chosen_incidents_after_a_look_at_what_changes(hands: Hands, window: MainWindow) -> None:
    make_fields(window)
    run(window, set_own((1,), (OwnValue("shift", "night"),)))
    window.table.selectAll()
    press(Qt.Key.Key_V)
    hands.wait_for_dialog("edit_fields_dialog")
    choose_in_combo("edit_field_1", "Shift")
    choose_in_combo("edit_value_1", "Night")
    summary, held = hands.part(QLabel, "edit_summary"), hands.part(QLabel, "edit_held_1")
    plain = {ord(c): None for c in "\u2066\u2067\u2068\u2069"}
    hands.wait_for(lambda: summary.text().translate(plain) == "5 would change. 1 stay as they are.", summary.text)
    assert held.text().translate(plain) == "Now –: 5; Night: 1"
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for(lambda: window.session.reader().ask(lambda queries: queries.own_field_uses()).result()["shift"] == 6)


def test_the_type_of_a_used_field_stays_and_removing_it_is_refused_in_words(hands: Hands, window: MainWindow) -> None:
    make_fields(window)
    run(window, set_own((1, 2), (OwnValue("wind", "3"),)))
    table = open_fields(hands)
    uses = partial(table.item, 0, 3)
    hands.wait_for(lambda: "2" in getattr(uses(), "text", str)())
    press(Qt.Key.Key_Home, CTRL)
    press(Qt.Key.Key_F2)
    hands.wait_for_dialog("own_field_dialog")
    assert not hands.part(QComboBox, "own_field_type_editor").isEnabled()
    assert "2 values" in hands.part(QLabel, "own_field_dialog_sentence").text()
    replace_text("Wind speed")
    press(Qt.Key.Key_Return, CTRL)
    hands.wait_for(lambda: window.session.fields["wind"].label == "Wind speed")
    hands.wait_for_keyboard("own_field_table")
    press(Qt.Key.Key_Delete)
    problem = hands.part(QWidget, "own_fields_dialog_problem")
    hands.wait_for(problem.isVisible)
    assert "Retire it instead" in " ".join(label.text() for label in problem.findChildren(QLabel))
    press(Qt.Key.Key_Escape)
