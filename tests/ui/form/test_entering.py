"""What makes typing quick: three keys for a known name, the same as above, another like the last, templates."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from ascertain.app.commands import KeepOwnField, LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.codes import Role, Stance, Status
from ascertain.domain.fields import Group
from ascertain.domain.own_fields import OwnField, OwnType
from ascertain.domain.records import ActorInRole, Anchor, IncidentContent, NamedRef, OwnValue, ReportedTime, Statement
from ascertain.domain.templates import Template
from ascertain.ui.bridge import Bridge
from ascertain.ui.form.entering.template_dialogs import NameTemplateDialog, TemplatesDialog
from ascertain.ui.form.entering.templates import Templates
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.names.name_box import NameBox
from ascertain.ui.form.names.popup import ChoicePopup
from ascertain.ui.kit import NoticeBar
from tests.ui.form.form_keys import CONTROL, asked, choose, focused, go_to, save
from tests.ui.form.key_presses import press, type_text

# Said by the screen in memory when a menu opens.
pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", r"support raise\(\)", extend=True)

ABOVE = IncidentContent(
    title="Rockets at the camp",
    kind="shelling_artillery_missile",
    means="rocket",
    when=ReportedTime("17 Oct 2023", zone="Asia/Baghdad"),
    place=NamedRef("Iraq"),
    actors=(
        ActorInRole(NamedRef("US and coalition forces"), Role.TARGET),
        ActorInRole(NamedRef("Iraqi armed groups"), Role.CLAIMED_BY),
    ),
    statements=(
        Statement(NamedRef("Wire service"), quote="as it was told"),
        Statement(NamedRef("Armed-group channel"), Stance.CLAIMS_RESPONSIBILITY),
    ),
    status=Status.DISPUTED,
    status_reason="Accounts differ",
    tags=("night",),
)


@pytest.fixture
def above(session: LogSession) -> int:
    return session.ledger.run(LogIncident(ABOVE)).result(30).made[0]


def value(form: IncidentForm, name: str) -> str:
    line = form.findChild(QLineEdit, name)
    assert isinstance(line, QLineEdit)
    return line.text()


def notice(form: IncidentForm) -> NoticeBar:
    found = form.findChild(NoticeBar, "incident_notice")
    assert isinstance(found, NoticeBar)
    return found


# ---- three keys


def test_a_known_place_takes_three_keys(qtbot: QtBot, form: IncidentForm) -> None:
    go_to(form, "place")
    type_text(form, "ha")
    press(form, Qt.Key.Key_Return)  # before the log has answered
    qtbot.waitUntil(lambda: value(form, "place") == "Al-Harir air base")
    box = form.findChild(NameBox, "place")
    assert isinstance(box, NameBox)
    ref = box.value()
    assert ref is not None
    assert ref.id is not None


def test_a_known_actor_takes_three_keys(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Something")
    go_to(form, "target_line")
    type_text(form, "co")
    popup = "target_line_choices"
    qtbot.waitUntil(lambda: isinstance(form.findChild(ChoicePopup, popup), ChoicePopup))
    press(form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(form, "target_line") == "")
    kept = asked(session, save(qtbot, form)).content
    assert [each.actor.name for each in kept.actors] == ["US and coalition forces"]


def test_tab_keeps_a_short_new_name_and_enter_a_long_one(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Something")
    go_to(form, "target_line")
    type_text(form, "re")
    qtbot.waitUntil(lambda: isinstance(form.findChild(ChoicePopup, "target_line_choices"), ChoicePopup))
    press(form, Qt.Key.Key_Tab)
    go_to(form, "claimed_by_line")
    type_text(form, "Regi")
    press(form, Qt.Key.Key_Return)
    kept = asked(session, save(qtbot, form)).content
    assert {(each.actor.name, each.role) for each in kept.actors} == {("re", Role.TARGET), ("Regi", Role.CLAIMED_BY)}


# ---- the same as above


def take(form: IncidentForm) -> bool:
    press(form, Qt.Key.Key_Apostrophe, CONTROL)
    return True


def test_one_key_takes_over_what_the_last_incident_holds(
    qtbot: QtBot, above: int, form: IncidentForm, session: LogSession
) -> None:
    assert focused(form) == "title"
    qtbot.waitUntil(lambda: take(form) and value(form, "title") == "Rockets at the camp")
    for name in ("kind", "means", "when_phrase", "when_zone", "place", "target_line"):
        go_to(form, name)
        press(form, Qt.Key.Key_Up, CONTROL)
    kept = asked(session, save(qtbot, form)).content
    assert (kept.title, kept.kind, kept.means) == (ABOVE.title, ABOVE.kind, ABOVE.means)
    assert (kept.when.phrase, kept.when.zone) == ("17 Oct 2023", "Asia/Baghdad")
    assert kept.place is not None
    assert kept.place.name == "Iraq"
    assert [(each.actor.name, each.role) for each in kept.actors] == [("US and coalition forces", Role.TARGET)]
    assert kept.status is Status.UNCONFIRMED


def test_who_claimed_another_event_is_asked_before_it_is_taken_over(
    qtbot: QtBot, above: int, form: IncidentForm, session: LogSession
) -> None:
    type_text(form, "Something")
    go_to(form, "claimed_by_line")
    qtbot.waitUntil(lambda: take(form) and "Iraqi armed groups" in notice(form).text)
    assert "another event" in notice(form).text
    number = save(qtbot, form)
    assert asked(session, number).content.actors == ()


def test_copying_the_claim_is_possible_once_it_was_asked(
    qtbot: QtBot, above: int, form: IncidentForm, session: LogSession
) -> None:
    type_text(form, "Something")
    go_to(form, "claimed_by_line")
    qtbot.waitUntil(lambda: take(form) and "another event" in notice(form).text)
    button = notice(form).findChild(QPushButton, "notice_action")
    assert isinstance(button, QPushButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    kept = asked(session, save(qtbot, form)).content
    assert [(each.actor.name, each.role) for each in kept.actors] == [("Iraqi armed groups", Role.CLAIMED_BY)]


def test_without_an_incident_above_it_is_said(qtbot: QtBot, form: IncidentForm) -> None:
    take(form)
    qtbot.waitUntil(lambda: "no incident above" in notice(form).text)


def test_another_like_the_last_leaves_out_claims_quotes_and_the_verdict(
    qtbot: QtBot, above: int, form: IncidentForm, session: LogSession
) -> None:
    form.start_again()
    qtbot.waitUntil(lambda: value(form, "title") == "Rockets at the camp")
    kept = asked(session, save(qtbot, form)).content
    assert [each.role for each in kept.actors] == [Role.TARGET]
    assert [(each.source.name, each.quote) for each in kept.statements] == [("Wire service", "")]
    assert (kept.status, kept.status_reason) == (Status.UNCONFIRMED, "")
    assert kept.tags == ("night",)


def test_own_fields_are_taken_over_too(qtbot: QtBot, bridge: Bridge, session: LogSession) -> None:
    session.ledger.run(KeepOwnField(OwnField("Wind", OwnType.NUMBER, Group.WHAT.value, quick=True))).result(30)
    before = IncidentContent(title="Before", own=(OwnValue("wind", "12"),))
    session.ledger.run(LogIncident(before)).result(30)
    form = IncidentForm(bridge)
    form.start_new()
    qtbot.addWidget(form)
    form.show()
    with qtbot.waitActive(form):
        form.activateWindow()
    type_text(form, "After")
    go_to(form, "wind")
    qtbot.waitUntil(lambda: take(form) and value(form, "wind") == "12")
    templates = form.findChild(Templates, "templates")
    assert isinstance(templates, Templates)
    kept = templates.content()
    assert asked(session, save(qtbot, form)).content.own_value("wind") == "12"
    form.start_new()
    templates.apply(Template("Windy", kept))
    assert value(form, "wind") == "12"


# ---- templates


def keep_as(qtbot: QtBot, form: IncidentForm, name: str) -> None:
    templates = form.findChild(Templates, "templates")
    assert isinstance(templates, Templates)
    before = templates.known
    press(form, Qt.Key.Key_T, CONTROL)
    menu = form.findChild(QMenu, "templates_menu")
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_K)
    dialog = form.findChild(NameTemplateDialog, "name_template_dialog")
    assert isinstance(dialog, NameTemplateDialog)
    line = dialog.findChild(QLineEdit, "template_name_editor")
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, name)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: templates.known != before)
    with qtbot.waitActive(form):
        form.activateWindow()


def test_a_form_is_kept_as_a_template_and_fills_in_what_is_empty(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    type_text(form, "Rocket at a base")
    go_to(form, "means")
    type_text(form, "Rocket")
    go_to(form, "claimed_by_line")
    choose(qtbot, form, "Iraqi", "Iraqi armed groups")
    go_to(form, "tags_line")
    type_text(form, "base")
    press(form, Qt.Key.Key_Return)
    keep_as(qtbot, form, "Rocket")
    save(qtbot, form)
    form.start_new()
    qtbot.waitUntil(form.isActiveWindow)
    type_text(form, "Two rockets")
    press(form, Qt.Key.Key_T, CONTROL)
    menu = form.findChild(QMenu, "templates_menu")
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_1)
    assert "filled in from" in notice(form).text
    kept = asked(session, save(qtbot, form)).content
    assert (kept.title, kept.means, kept.tags, kept.actors) == ("Two rockets", "rocket", ("base",), ())


def test_templates_are_renamed_moved_and_removed_by_keys(qtbot: QtBot, form: IncidentForm) -> None:
    type_text(form, "Rocket")
    keep_as(qtbot, form, "First")
    keep_as(qtbot, form, "Second")
    templates = form.findChild(Templates, "templates")
    assert isinstance(templates, Templates)
    assert [each.name for each in templates.known] == ["First", "Second"]
    press(form, Qt.Key.Key_T, CONTROL)
    menu = form.findChild(QMenu, "templates_menu")
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_A)
    dialog = form.findChild(TemplatesDialog, "templates_dialog")
    assert isinstance(dialog, TemplatesDialog)
    listed = dialog.findChild(QListWidget, "templates_list")
    assert isinstance(listed, QListWidget)
    qtbot.waitUntil(lambda: listed.count() == 2 and listed.hasFocus())
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: [each.name for each in templates.known] == ["Second", "First"])
    qtbot.waitUntil(lambda: listed.currentRow() == 1)
    QTest.keyClick(listed, Qt.Key.Key_F2)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    box.selectAll()
    QTest.keyClicks(box, "second")
    QTest.keyClick(box, Qt.Key.Key_Return)
    problem = dialog.problem
    qtbot.waitUntil(lambda: "already a template" in problem.text)
    qtbot.waitUntil(lambda: listed.item(1).text() == "First")
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: [each.name for each in templates.known] == ["Second"])
    dialog.reject()


def test_the_anchor_alone_is_taken_over_where_it_stands(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    when = ReportedTime("yesterday", Anchor(), "Asia/Baghdad")
    session.ledger.run(LogIncident(IncidentContent(title="Before", when=when))).result(30)
    type_text(form, "Something")
    go_to(form, "when_zone")
    qtbot.waitUntil(lambda: take(form) and value(form, "when_zone") == "Asia/Baghdad")
    assert value(form, "when_phrase") == ""


# ---- a title and a zone that follow what is known


def begin_with_drones(form: IncidentForm, stance: Stance = Stance.REPORTS) -> None:
    told = Statement(NamedRef("Wire service"), stance)
    form.start_new(IncidentContent(means="uas_unknown", statements=(told,)))
    go_to(form, "place")
    type_text(form, "Iraq")
    go_to(form, "where_precision")


def title(form: IncidentForm) -> QLineEdit:
    line = form.findChild(QLineEdit, "title")
    assert isinstance(line, QLineEdit)
    return line


def test_a_title_is_offered_and_taken_by_enter(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    begin_with_drones(form)
    line = title(form)
    qtbot.waitUntil(lambda: line.placeholderText() == "Drone attack reported in Iraq")
    assert line.text() == ""
    press(form, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert focused(form) == "title"
    press(form, Qt.Key.Key_Return)
    type_text(form, " at night")
    assert line.text() == "Drone attack reported in Iraq at night"
    save(qtbot, form)
    assert asked(session, 1).content.title == "Drone attack reported in Iraq at night"


def test_what_is_offered_is_never_saved_by_itself(qtbot: QtBot, form: IncidentForm) -> None:
    begin_with_drones(form, Stance.CLAIMS_RESPONSIBILITY)
    qtbot.waitUntil(lambda: title(form).placeholderText() == "Claimed drone attack in Iraq")
    press(form, Qt.Key.Key_Return, CONTROL)
    assert title(form).text() == ""
    assert form.is_dirty()


def test_a_title_that_is_typed_stays(form: IncidentForm) -> None:
    type_text(form, "My own words")
    begun = title(form)
    press(form, Qt.Key.Key_Return)
    assert begun.text() == "My own words"
    assert begun.placeholderText() == ""


def test_the_zone_follows_the_place_until_another_is_chosen(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    type_text(form, "Something")
    go_to(form, "place")
    choose(qtbot, form, "al-ta", "Al-Tanf")
    qtbot.waitUntil(lambda: value(form, "when_zone") == "Asia/Damascus")
    go_to_back(form, "when_zone")
    choose(qtbot, form, "Beirut", "Asia/Beirut")
    go_to(form, "place")
    form_place = form.findChild(NameBox, "place")
    assert form_place is not None
    form_place.selectAll()
    choose(qtbot, form, "Harir", "Al-Harir")
    save(qtbot, form)
    content = asked(session, 1).content
    assert content.place is not None
    assert (content.place.name, content.when.zone) == ("Al-Harir air base", "Asia/Beirut")


def go_to_back(form: IncidentForm, name: str) -> None:
    while focused(form) != name:
        press(form, Qt.Key.Key_Backtab)
