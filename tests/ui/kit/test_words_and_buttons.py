"""Labels, buttons, facts, badges, notices: what they show and how they are reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QToolButton, QVBoxLayout
from pytestqt.qtbot import QtBot

from ascertain.ui.kit import (
    CountBadge,
    ElidedLabel,
    EmptyState,
    FactList,
    GradeBadge,
    NoticeBar,
    UnderlineTabs,
    button,
    isolate,
    plain_tip,
    text_direction,
    text_label,
)
from ascertain.ui.theme import IconName, Wardrobe


def test_codes_are_set_apart_with_isolates() -> None:
    assert isolate("2023-0107") == "\u20682023-0107\u2069"
    assert isolate("") == ""


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Al-Tanf", Qt.LayoutDirection.LeftToRight),
        ("2023 قاعدة التنف Al-Tanf", Qt.LayoutDirection.RightToLeft),
        ("בסיס", Qt.LayoutDirection.RightToLeft),
        ("12–24", Qt.LayoutDirection.RightToLeft),
    ],
)
def test_the_first_strong_letter_gives_the_direction(text: str, direction: Qt.LayoutDirection) -> None:
    assert text_direction(text, Qt.LayoutDirection.RightToLeft) == direction


def test_a_tip_shows_markup_literally() -> None:
    assert plain_tip("a <b>x</b> & y") == "<qt>a &lt;b&gt;x&lt;/b&gt; &amp; y</qt>"
    assert plain_tip("") == ""


def test_labels_never_guess_markup(qtbot: QtBot) -> None:
    for label in (text_label("a <b>x"), ElidedLabel("a <b>x"), text_label("<img src='x'>", selectable=True)):
        qtbot.addWidget(label)
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_an_elided_label_gives_way_and_keeps_its_text(qtbot: QtBot) -> None:
    label = ElidedLabel("A long <sentence> that does not fit in fifty pixels")
    qtbot.addWidget(label)
    label.resize(900, 20)
    label.show()
    assert not label.is_elided()
    assert label.toolTip() == ""
    label.resize(50, 20)
    assert label.is_elided()
    assert "&lt;sentence&gt;" in label.toolTip()
    assert label.accessibleName() == label.text()
    assert label.minimumSizeHint().width() < 60


def test_a_key_on_a_button_makes_it_wider_and_is_not_in_its_name(wardrobe: Wardrobe, qtbot: QtBot) -> None:
    plain, keyed = button("&Save", "primary"), button("&Save", "primary", "Ctrl+S", IconName.SAVE, name="save")
    for made in (plain, keyed):
        qtbot.addWidget(made)
        made.ensurePolished()
    assert keyed.sizeHint().width() > plain.sizeHint().width() + 20
    assert keyed.sizeHint().height() == plain.sizeHint().height()
    assert keyed.objectName() == "save"
    with qtbot.waitSignal(keyed.clicked):
        QTest.keyClick(keyed, Qt.Key.Key_Space)


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    save, cancel = button("Save", "primary"), button("Cancel")
    save.setDefault(True)
    pressed: list[str] = []
    for each in (save, cancel):
        column.addWidget(each)
    save.clicked.connect(lambda: pressed.append("Save"))
    cancel.clicked.connect(lambda: pressed.append("Cancel"))
    dialog.show()
    qtbot.waitActive(dialog)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(cancel, key)
    QTest.keyClick(save, Qt.Key.Key_Return)
    assert pressed == ["Cancel", "Cancel", "Cancel", "Save"]


@pytest.mark.parametrize("keys", ["", "Alt 1"])
def test_words_of_a_button_keep_their_order_from_right_to_left(qtbot: QtBot, keys: str) -> None:
    before = QGuiApplication.layoutDirection()
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        pictures = []
        for text in ("1 day", "\u20661 day\u2069"):
            made = button(text, "quiet", keys)
            qtbot.addWidget(made)
            made.resize(160, 32)
            pictures.append(made.grab().toImage())
    finally:
        QGuiApplication.setLayoutDirection(before)
    assert pictures[0] == pictures[1]


def test_focus_is_seen_on_every_kind_of_button(each_look: str, qtbot: QtBot) -> None:
    for role in ("plain", "primary", "quiet", "danger", "link"):
        made = button("Save", role)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
            made.activateWindow()
        made.clearFocus()
        before = made.grab().toImage()
        made.setFocus(Qt.FocusReason.TabFocusReason)
        assert made.grab().toImage() != before, role
        made.hide()


def test_facts_are_shown_selectable_and_reused(qtbot: QtBot) -> None:
    facts = FactList()
    qtbot.addWidget(facts)
    facts.set_facts([("When", "17 Oct"), ("Where", "<b>Erbil</b>"), ("Means", "drone")])
    labels = facts.findChildren(QLabel)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    facts.set_facts([("When", "18 Oct")])
    assert facts.facts() == [("When", "18 Oct")]
    facts.set_facts([("When", "18 Oct"), ("Where", "Homs")])
    assert facts.findChildren(QLabel) == labels
    assert facts.facts() == [("When", "18 Oct"), ("Where", "Homs")]


def test_badges_say_what_they_mean(qtbot: QtBot) -> None:
    grade, count = GradeBadge("B2", "usually reliable, probably true"), CountBadge(7, "7 due")
    qtbot.addWidget(grade)
    qtbot.addWidget(count)
    assert (grade.accessibleName(), count.accessibleName()) == ("usually reliable, probably true", "7 due")
    assert not count.isHidden()
    count.set_count(0)
    assert count.isHidden()


def test_a_notice_offers_the_way_back_once(qtbot: QtBot) -> None:
    bar, done = NoticeBar(), []
    qtbot.addWidget(bar)
    bar.show_notice("Moved 3 incidents to the trash.", "Undo", lambda: done.append("undone"), seconds=0)
    action = bar.findChild(QPushButton, "notice_action")
    assert isinstance(action, QPushButton)
    assert action.isVisible()
    QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert bar.isHidden()


def test_a_notice_goes_by_itself_when_its_time_is_over(qtbot: QtBot) -> None:
    timer = QTimer()
    bar = NoticeBar(timer)
    qtbot.addWidget(bar)
    bar.show_notice("Saved.", seconds=8)
    assert (timer.isActive(), timer.interval(), timer.isSingleShot()) == (True, 8000, True)
    with qtbot.waitSignal(bar.hidden):
        timer.setInterval(0)
    assert bar.isHidden()


def test_a_notice_is_closed_by_hand_and_without_action_shows_none(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice("Saved.", seconds=0, tone="ok")
    action, close = bar.findChild(QPushButton, "notice_action"), bar.findChild(QToolButton, "notice_close")
    assert isinstance(action, QPushButton)
    assert isinstance(close, QToolButton)
    assert not action.isVisible()
    with qtbot.waitSignal(bar.hidden):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)


def test_an_empty_screen_says_what_to_do_next(qtbot: QtBot) -> None:
    empty = EmptyState(IconName.INBOX, "Nothing here yet", "Log the first incident.")
    qtbot.addWidget(empty)
    first = button("&New incident", "primary")
    empty.add_button(first)
    empty.show()
    assert (empty.accessibleName(), empty.accessibleDescription()) == ("Nothing here yet", "Log the first incident.")
    with qtbot.waitSignal(first.clicked):
        QTest.mouseClick(first, Qt.MouseButton.LeftButton)


def test_tab_names_are_never_cut(wardrobe: Wardrobe, qtbot: QtBot) -> None:
    tabs = UnderlineTabs("detail_tabs")
    qtbot.addWidget(tabs)
    for name in ("Summary", "Evidence 3", "Where accounts differ"):
        tabs.addTab(QLabel(name), name)
    tabs.show()
    bar = tabs.tabBar()
    for i in range(3):
        assert bar.tabRect(i).width() >= bar.fontMetrics().horizontalAdvance(bar.tabText(i))
    with qtbot.waitActive(tabs):
        tabs.activateWindow()
    bar.setFocus()
    QTest.keyClick(bar, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
