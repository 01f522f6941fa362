from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ascertain.domain.records import NamedRef
from ascertain.domain.rows import Shelf
from ascertain.ui.form.context import FormContext
from ascertain.ui.form.editors.lines import TextLine
from ascertain.ui.form.editors.several import NamesBox, TagsBox
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.mnemonics import MENU_LETTERS, with_mnemonics
from ascertain.ui.form.names.choices import ChoiceKind, codes_matching
from ascertain.ui.form.names.code_boxes import CodeCombo, CodeSearch
from ascertain.ui.form.names.followed_codes import code_choices
from ascertain.ui.form.names.name_box import NameBox
from ascertain.ui.form.names.popup import ChoicePopup
from tests.ui.form.key_presses import press, type_text

CODES = [
    ("battles", "Battles", None),
    ("remote", "Remote violence", None),
    ("drone", "Air/drone strike", "remote"),
    ("grenade", "Grenade", "remote"),
]


def window_of(qtbot: QtBot, *boxes: QWidget) -> QWidget:
    """A window that holds the boxes and one more line, with the focus on the first."""
    window = QWidget()
    column = QVBoxLayout(window)
    for box in boxes:
        column.addWidget(box)
    after = QLineEdit(window)
    after.setObjectName("after")
    column.addWidget(after)
    column.addStretch(1)
    window.resize(420, 420)
    qtbot.addWidget(window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    boxes[0].setFocus()
    return window


def test_codes_stand_under_their_broader_code() -> None:
    assert [(each.text, each.kind, each.inset) for each in codes_matching(CODES, "gren")] == [
        ("Remote violence", ChoiceKind.HEADING, False),
        ("Grenade", ChoiceKind.ENTRY, True),
    ]
    assert [each.text for each in codes_matching(CODES, "remote")] == ["Remote violence", "Air/drone strike", "Grenade"]
    assert codes_matching(CODES, "nothing like it") == []


@given(st.lists(st.text(st.characters(exclude_characters="\0"), max_size=20), max_size=30))
def test_mnemonics_are_unique_while_letters_last_and_leave_the_words_alone(labels: list[str]) -> None:
    marked = with_mnemonics(labels)
    assert [text.replace("&&", "\0").replace("&", "").replace("\0", "&") for text in marked] == labels
    letters = [
        text.replace("&&", "")[text.replace("&&", "").index("&") + 1].lower()
        for text in marked
        if "&" in text.replace("&&", "")
    ]
    assert not set(letters) & MENU_LETTERS


def test_mnemonics_of_a_form_are_unique() -> None:
    labels = ["What happened", "Type", "Outcome", "Means", "Munitions", "When, as reported", "Where", "Status", "Why"]
    letters = [text[text.index("&") + 1].lower() for text in with_mnemonics(labels)]
    assert len(set(letters)) == len(labels)


def test_a_name_is_found_while_typing_and_taken_by_enter(qtbot: QtBot, context: FormContext) -> None:
    box = NameBox(Shelf.PLACES, context, "place")
    window = window_of(qtbot, box)
    type_text(window, "al-h")
    qtbot.waitUntil(lambda: box.completion.is_open)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    value = box.value()
    assert value is not None
    assert value.name == "Al-Harir air base"
    assert value.id is not None
    assert not box.completion.is_open


def test_an_alternate_name_in_another_script_finds_the_entry(qtbot: QtBot, context: FormContext) -> None:
    box = NameBox(Shelf.PLACES, context, "place")
    window = window_of(qtbot, box)
    type_text(window, "قاعده")
    qtbot.waitUntil(lambda: box.completion.is_open)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Tab)
    assert box.text() == "Al-Harir air base"
    assert window.focusWidget().objectName() == "after"


def test_what_was_typed_stays_unless_it_was_chosen(qtbot: QtBot, context: FormContext) -> None:
    box = NameBox(Shelf.PLACES, context, "place")
    window = window_of(qtbot, box)
    type_text(window, "Al")
    qtbot.waitUntil(lambda: box.completion.is_open)
    press(window, Qt.Key.Key_Tab)
    assert box.value() == NamedRef("Al")


def test_escape_closes_the_list_and_keeps_the_text(qtbot: QtBot, context: FormContext) -> None:
    box = NameBox(Shelf.PLACES, context, "place")
    window = window_of(qtbot, box)
    type_text(window, "Al")
    qtbot.waitUntil(lambda: box.completion.is_open)
    press(window, Qt.Key.Key_Escape)
    assert not box.completion.is_open
    assert box.text() == "Al"


def test_a_name_typed_in_full_is_that_of_the_log_and_another_is_told_to_be_new(
    qtbot: QtBot, context: FormContext
) -> None:
    known, fresh = NameBox(Shelf.PLACES, context, "known"), NameBox(Shelf.PLACES, context, "fresh")
    window = window_of(qtbot, known, fresh)
    type_text(window, "al harir AIR base")
    press(window, Qt.Key.Key_Tab)
    type_text(window, "Nowhere yet")
    press(window, Qt.Key.Key_Tab)

    def learned() -> bool:
        value = known.value()
        return value is not None and value.id is not None

    qtbot.waitUntil(learned)
    assert known.text() == "Al-Harir air base"
    qtbot.waitUntil(lambda: "new" in fresh.accessibleDescription())
    assert fresh.value() == NamedRef("Nowhere yet")
    assert not known.accessibleDescription()


def test_the_last_choice_makes_a_new_entry(qtbot: QtBot, context: FormContext) -> None:
    asked: list[tuple[Shelf, str]] = []

    def make(shelf: Shelf, name: str, made: object) -> None:
        asked.append((shelf, name))
        assert callable(made)
        made(NamedRef("Made here", 99))

    box = NameBox(Shelf.PLACES, FormContext(context.bridge, context.names, context.facts, make), "place")
    window = window_of(qtbot, box)
    type_text(window, "Erbil")
    qtbot.waitUntil(lambda: box.completion.is_open)
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_Return)
    assert asked == [(Shelf.PLACES, "Erbil")]
    assert box.value() == NamedRef("Made here", 99)
    assert box.hasFocus()


def test_chips_are_added_by_enter_and_removed_by_backspace(qtbot: QtBot, context: FormContext) -> None:
    box = NamesBox(Shelf.ACTORS, context, "target")
    window = window_of(qtbot, box)
    type_text(window, "iraqi armed groups")
    press(window, Qt.Key.Key_Return)
    type_text(window, "Somebody else")
    press(window, Qt.Key.Key_Return)
    type_text(window, "somebody ELSE")
    press(window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: box.value()[0].id is not None)
    assert [ref.name for ref in box.value()] == ["Iraqi armed groups", "Somebody else"]
    assert [chip.text() for chip in box.chips] == ["Iraqi armed groups", "Somebody else · new"]
    press(window, Qt.Key.Key_Backspace)
    assert [ref.name for ref in box.value()] == ["Iraqi armed groups"]


def test_what_is_being_typed_becomes_a_chip_when_the_box_is_left(qtbot: QtBot, context: FormContext) -> None:
    box = TagsBox(context, "tags")
    window = window_of(qtbot, box)
    type_text(window, "bases, drones")
    press(window, Qt.Key.Key_Tab)
    assert [ref.name for ref in box.value()] == ["bases", "drones"]
    assert window.focusWidget().objectName() == "after"


def test_a_chip_is_removed_by_its_cross(qtbot: QtBot, context: FormContext) -> None:
    box = TagsBox(context, "tags")
    window = window_of(qtbot, box)
    assert window.isVisible()
    box.set_value((NamedRef("bases"), NamedRef("طائرات")))
    with qtbot.waitSignal(box.edited):
        QTest.mouseClick(box.chips[0], Qt.MouseButton.LeftButton, pos=box.chips[0].cross_rect().center())
    assert box.value() == (NamedRef("طائرات"),)


def test_arrow_keys_reach_a_chip_and_delete_removes_it(qtbot: QtBot, context: FormContext) -> None:
    box = TagsBox(context, "tags")
    window = window_of(qtbot, box)
    box.set_value((NamedRef("one"), NamedRef("two")))
    press(window, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_Delete)
    assert box.value() == (NamedRef("two"),)
    assert box.line.hasFocus()


def test_the_box_grows_with_its_chips(qtbot: QtBot, context: FormContext) -> None:
    box = TagsBox(context, "tags")
    window = window_of(qtbot, box)
    one_line = box.height()
    box.set_value(tuple(NamedRef(f"a rather long tag {number}") for number in range(6)))
    assert box.height() > 2 * one_line
    assert all(chip.geometry().right() <= box.width() for chip in box.chips)
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert box.chips[0].geometry().right() > box.width() // 2


def test_a_code_is_found_by_a_part_of_its_name(qtbot: QtBot, context: FormContext) -> None:
    box = CodeSearch(code_choices("kind", context), "kind")
    window = window_of(qtbot, box)
    type_text(window, "drone")
    press(window, Qt.Key.Key_Tab)
    assert box.value() == "air_drone_strike"
    assert box.text() == "Air/drone strike"


def test_a_code_typed_whole_is_chosen_before_a_broader_one_that_holds_it(qtbot: QtBot, context: FormContext) -> None:
    box = CodeSearch(code_choices("kind", context), "kind")
    window = window_of(qtbot, box)
    type_text(window, "threat")
    press(window, Qt.Key.Key_Tab)
    assert box.value() == "threat"


def test_what_fits_no_code_stays_and_is_not_passed_over(qtbot: QtBot, context: FormContext) -> None:
    box = CodeSearch(code_choices("kind", context), "kind")
    window = window_of(qtbot, box)
    type_text(window, "no such type")
    press(window, Qt.Key.Key_Tab)
    assert box.value() == "no such type"
    assert box.text() == "no such type"


def test_the_sign_opens_the_whole_list_and_a_click_chooses(qtbot: QtBot, context: FormContext) -> None:
    box = CodeSearch(code_choices("kind", context), "kind")
    window = window_of(qtbot, box)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.completion.is_open
    shown = window.findChild(QWidget, "kind_choices_list")
    assert shown is not None
    from PySide6.QtWidgets import QListView

    assert isinstance(shown, QListView)
    index = shown.model().index(1, 0)
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=shown.visualRect(index).center())
    assert box.value() is not None
    assert box.text() == index.data()


def test_a_short_list_is_chosen_by_letter_and_keeps_a_code_that_is_not_offered(
    qtbot: QtBot, context: FormContext
) -> None:
    box = CodeCombo(code_choices("outcome", context), "outcome")
    window = window_of(qtbot, box)
    with qtbot.waitSignal(box.edited):
        type_text(window, "c")
    assert box.value() == "crashed"
    box.set_value("from elsewhere")
    assert box.value() == "from elsewhere"
    box.set_value(None)
    assert box.value() is None


def test_several_pasted_lines_become_one_or_several_chips(qtbot: QtBot, context: FormContext) -> None:
    line, name, chips = TextLine("title"), NameBox(Shelf.PLACES, context, "place"), TagsBox(context, "tags")
    window = window_of(qtbot, line, name, chips)
    QApplication.clipboard().setText("Drone attack\r\n  on a base\n")
    for box in (line, name):
        box.setFocus()
        press(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert line.value() == "Drone attack on a base"
    assert name.value() == NamedRef("Drone attack on a base")
    QApplication.clipboard().setText("bases\ndrones\n")
    chips.setFocus()
    press(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    press(window, Qt.Key.Key_Return)
    assert [ref.name for ref in chips.value()] == ["bases", "drones"]


def test_the_list_goes_with_its_line(qtbot: QtBot, form: IncidentForm) -> None:
    holder = QWidget(form)
    line = CodeSearch([("one", "One", None), ("two", "Two", None)], "counting", holder)
    holder.show()
    line.setFocus()
    type_text(form, "tw")
    qtbot.waitUntil(lambda: form.findChild(ChoicePopup, "counting_choices") is not None)
    line.deleteLater()
    qtbot.waitUntil(lambda: form.findChild(ChoicePopup, "counting_choices") is None)
