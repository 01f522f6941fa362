"""Proposals in the form: seen as such, accepted and rejected by keys, and never saved unless they were accepted."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident
from ascertain.app.session import LogSession
from ascertain.domain.codes import AnchorKind, AssertionState, Role, Stance
from ascertain.domain.records import (
    Anchor,
    Figure,
    IncidentContent,
    NamedRef,
    ReportedTime,
    Statement,
)
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.names.chip_box import ChipBox
from ascertain.ui.form.proposals.bar import ProposalBar
from ascertain.ui.form.proposals.line import ProposalLine
from ascertain.ui.kit import LabeledField, NoticeBar
from tests.ui.form.form_keys import CONTROL, SHIFT, asked, choose, field, focused, go_to, save
from tests.ui.form.key_presses import press, type_text

PASSAGE = (
    "The Counter-terrorism service said three armed drones were shot down near Al-Harir air base yesterday. "
    "No soldiers were injured, and the service did not say who had sent them."
)


def begin(qtbot: QtBot, form: IncidentForm, text: str = PASSAGE) -> None:
    """Start from a passage, as at the reading desk, and wait for what it proposes."""
    when = ReportedTime(anchor=Anchor(AnchorKind.PUBLICATION, date(2023, 10, 18)), zone="Asia/Baghdad")
    form.start_new(IncidentContent(when=when, statements=(Statement(NamedRef("Wire service"), quote=text),)))
    form.read_passage()
    qtbot.waitUntil(lambda: bar(form).isVisible())


def bar(form: IncidentForm) -> ProposalBar:
    found = form.findChild(ProposalBar, "proposal_bar")
    assert isinstance(found, ProposalBar)
    return found


def line(form: IncidentForm, key: str) -> ProposalLine | None:
    return form.findChild(ProposalLine, f"{key}_proposal")


def statement_lines(form: IncidentForm) -> list[ProposalLine]:
    lines = [each for each in form.findChildren(ProposalLine) if "_proposals_" in each.objectName()]
    return [each for each in lines if each.isVisibleTo(form)]


def box(form: IncidentForm, name: str) -> QWidget:
    found = form.findChild(QWidget, name)
    assert isinstance(found, QWidget)
    return found


def text_of(form: IncidentForm, name: str) -> str:
    found = box(form, name)
    assert isinstance(found, QLineEdit)
    return found.text()


# ---- how they stand there


def test_each_value_stands_in_its_box_as_a_proposal_with_its_reason(qtbot: QtBot, form: IncidentForm) -> None:
    begin(qtbot, form)
    assert text_of(form, "munitions") == "3"
    assert text_of(form, "place") == "Al-Harir air base"
    assert text_of(form, "when_phrase") == "yesterday"
    for key in ("munitions", "place", "means", "outcome", "kind"):
        assert box(form, key).property("proposed") is True, key
        told = line(form, key)
        assert told is not None
        assert told.words in field(form, key).editor.accessibleDescription()
    told = line(form, "munitions")
    assert told is not None
    assert "three armed drones" in told.words
    assert box(form, "title").property("proposed") is None
    assert not form.is_dirty()


def test_what_the_statement_says_stands_under_its_card(qtbot: QtBot, form: IncidentForm) -> None:
    begin(qtbot, form)
    leads = [each.lead for each in statement_lines(form)]
    assert any("Counter-terrorism service" in lead for lead in leads)
    assert any("Declined to say" in lead for lead in leads)
    assert all(each.words for each in statement_lines(form))


def test_nothing_is_saved_that_was_not_accepted(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    begin(qtbot, form)
    type_text(form, "Drones over the base")
    press(form, Qt.Key.Key_Return, CONTROL)
    notice = form.findChild(NoticeBar, "incident_notice")
    assert isinstance(notice, NoticeBar)
    assert "not accepted" in notice.text
    number = save(qtbot, form)
    kept = asked(session, number).content
    assert kept.title == "Drones over the base"
    assert (kept.kind, kept.means, kept.outcome, kept.place, kept.actors) == (None, None, None, None, ())
    assert kept.munitions == Figure()
    assert kept.when.phrase == ""
    assert not kept.is_aggregate
    [told] = kept.statements
    assert (told.source.name, told.stance, told.assertions) == ("Wire service", Stance.REPORTS, ())
    assert not bar(form).isVisible()


def test_a_press_that_is_two_of_the_keys_accepts_all(qtbot: QtBot, form: IncidentForm) -> None:
    begin(qtbot, form)
    # What Qt says of Ctrl+Shift+. where the keyboard makes ">" of it: a screen without a keyboard cannot press that.
    [both] = [each for each in form.findChildren(QShortcut) if each.key() == QKeySequence("Ctrl+>")]
    both.activatedAmbiguously.emit()
    assert not bar(form).isVisible()
    assert box(form, "munitions").property("proposed") is False


def test_all_are_accepted_with_one_key(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    begin(qtbot, form)
    type_text(form, "Drones near the base")
    press(form, Qt.Key.Key_Period, CONTROL | SHIFT)
    assert not bar(form).isVisible()
    assert box(form, "munitions").property("proposed") is False
    number = save(qtbot, form)
    kept = asked(session, number).content
    assert (kept.means, kept.outcome, kept.kind) == ("uas_armed", "intercepted", "air_drone_strike")
    assert kept.munitions == Figure.exactly(3)
    assert kept.place is not None
    assert kept.place.id is not None
    assert kept.where_precision == "near"
    assert (kept.when.phrase, kept.when.precision.value) == ("yesterday", "day")
    assert kept.injured_target_force == Figure.exactly(0)
    assert Role.ATTRIBUTED_TO not in {each.role for each in kept.actors}
    [told] = kept.statements
    assert told.source.name == "Counter-terrorism service"
    said = {each.field: each for each in told.assertions}
    assert said["munitions"].value == "3"
    assert said["munitions"].adopted
    assert said["injured_target_force"].state is AssertionState.EXPLICIT_ZERO
    assert said["attributed_to"].state is AssertionState.DECLINED
    assert "kind" not in said


def test_all_are_accepted_from_the_question_at_saving(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    begin(qtbot, form)
    type_text(form, "Drones near the base")
    press(form, Qt.Key.Key_Return, CONTROL)
    accept = form.findChild(QPushButton, "notice_action")
    assert isinstance(accept, QPushButton)
    with qtbot.waitSignal(form.saved) as kept:
        QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert kept.args is not None
    assert asked(session, int(kept.args[0])).content.munitions == Figure.exactly(3)


def test_all_are_rejected_with_one_key(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    begin(qtbot, form)
    type_text(form, "Drones near the base")
    press(form, Qt.Key.Key_Escape, SHIFT)
    assert not bar(form).isVisible()
    assert text_of(form, "munitions") == ""
    assert not statement_lines(form)
    number = save(qtbot, form)
    assert asked(session, number).content.munitions == Figure()


# ---- one by one


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Period])
def test_one_is_accepted_by_its_key_and_the_next_is_gone_to(
    qtbot: QtBot, form: IncidentForm, session: LogSession, key: Qt.Key
) -> None:
    begin(qtbot, form)
    type_text(form, "One accepted")
    go_to(form, "munitions")
    press(form, key, CONTROL if key == Qt.Key.Key_Period else Qt.KeyboardModifier.NoModifier)
    assert box(form, "munitions").property("proposed") is False
    assert line(form, "munitions") is None
    assert focused(form) == "when_phrase"
    press(form, Qt.Key.Key_Return, CONTROL)
    kept = asked(session, save(qtbot, form)).content
    assert kept.munitions == Figure.exactly(3)
    assert kept.means is None
    assert [(each.field, each.value, each.adopted) for each in kept.statements[0].assertions] == [
        ("munitions", "3", True)
    ]


def test_one_is_rejected_by_escape_and_the_form_stays(qtbot: QtBot, form: IncidentForm) -> None:
    begin(qtbot, form)
    go_to(form, "place")
    press(form, Qt.Key.Key_Escape)
    assert text_of(form, "place") == ""
    assert form.isVisible()
    assert focused(form) == "place"
    assert text_of(form, "munitions") == "3"


def test_typing_over_a_proposal_takes_its_place(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    begin(qtbot, form)
    type_text(form, "Typed over")
    go_to(form, "munitions")
    type_text(form, "4")
    assert line(form, "munitions") is None
    assert text_of(form, "munitions") == "4"
    go_to(form, "place")
    choose(qtbot, form, "tanf", "Al-Tanf base")
    press(form, Qt.Key.Key_Escape, SHIFT)
    kept = asked(session, save(qtbot, form)).content
    assert kept.munitions == Figure.exactly(4)
    assert kept.place is not None
    assert kept.place.name == "Al-Tanf base"


def test_going_through_the_form_accepts_nothing(qtbot: QtBot, form: IncidentForm) -> None:
    begin(qtbot, form)
    before = {each.objectName() for each in form.findChildren(ProposalLine)}
    for _ in range(40):
        press(form, Qt.Key.Key_Tab)
    assert {each.objectName() for each in form.findChildren(ProposalLine)} == before
    assert not form.is_dirty()


def test_actors_are_taken_out_one_by_one_and_replaced_by_a_name(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    begin(qtbot, form, "Rockets were fired at US and coalition forces and Regional guard in Iraq.")
    target = box(form, "target")
    assert isinstance(target, ChipBox)
    assert [each.name for each in target.refs] == ["US and coalition forces", "Regional guard"]
    go_to(form, "target_line")
    press(form, Qt.Key.Key_Backspace)
    assert [each.name for each in target.refs] == ["US and coalition forces"]
    assert target.property("proposed") is True
    assert not form.is_dirty()
    choose(qtbot, form, "iraqi", "Iraqi armed groups")
    assert [each.name for each in target.refs] == ["Iraqi armed groups"]
    assert target.property("proposed") is False


def test_a_proposed_flag_is_rejected_by_unticking_it(qtbot: QtBot, form: IncidentForm) -> None:
    begin(qtbot, form, "Two separate drone attacks hit Al-Harir air base yesterday.")
    flag = box(form, "is_aggregate")
    assert isinstance(flag, QCheckBox)
    assert flag.isChecked()
    assert not form.is_dirty()
    go_to(form, "is_aggregate")
    press(form, Qt.Key.Key_Space)
    assert not flag.isChecked()
    assert flag.property("proposed") is False


def test_the_lines_of_a_statement_are_accepted_and_rejected_by_keys(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    begin(qtbot, form)
    first, *rest = statement_lines(form)
    go_to(form, first.objectName())
    press(form, Qt.Key.Key_Return)
    for _ in rest:
        press(form, Qt.Key.Key_Delete)
    assert not statement_lines(form)
    assert form.is_dirty()


# ---- what stands there stays


def test_what_is_typed_is_not_replaced(qtbot: QtBot, form: IncidentForm) -> None:
    when = ReportedTime(zone="Asia/Baghdad")
    told = Statement(NamedRef("Wire service"), quote=PASSAGE)
    form.start_new(IncidentContent(munitions=Figure.exactly(9), when=when, statements=(told,)))
    form.read_passage()
    qtbot.waitUntil(lambda: bar(form).isVisible())
    assert text_of(form, "munitions") == "9"
    assert box(form, "munitions").property("proposed") is None
    assert any("Munitions" in each.lead and "3" in each.lead for each in statement_lines(form))


def test_a_passage_that_was_pasted_is_read_by_a_key(qtbot: QtBot, form: IncidentForm) -> None:
    go_to(form, "sources_line")
    choose(qtbot, form, "Wire", "Wire service")
    go_to(form, "statement_0")
    press(form, Qt.Key.Key_Return)
    read = form.findChild(QPushButton, "statement_0_editor_read")
    assert isinstance(read, QPushButton)
    assert not read.isEnabled()
    go_to(form, "statement_0_editor_quote")
    type_text(form, "Two rockets hit Al-Harir air base.")
    assert read.isEnabled()
    press(form, Qt.Key.Key_P, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: bar(form).isVisible())
    assert text_of(form, "munitions") == "2"


def test_a_passage_without_anything_to_propose_says_so(qtbot: QtBot, form: IncidentForm) -> None:
    told = Statement(NamedRef("Wire service"), quote="The weather stayed fine.")
    form.start_new(IncidentContent(statements=(told,)))
    form.read_passage()
    notice = form.findChild(NoticeBar, "incident_notice")
    assert isinstance(notice, NoticeBar)
    qtbot.waitUntil(lambda: "proposes nothing" in notice.text)
    assert not bar(form).isVisible()


# ---- drafts


def test_a_draft_holds_no_proposal(qtbot: QtBot, form: IncidentForm) -> None:
    begin(qtbot, form)
    type_text(form, "Half done")
    draft = form.unfinished()
    assert draft is not None
    assert "uas_armed" not in draft.content
    assert "intercepted" not in draft.content
    form.resume(draft, None)
    assert text_of(form, "title") == "Half done"
    assert text_of(form, "munitions") == ""
    assert not bar(form).isVisible()


def test_a_new_form_begins_without_the_proposals_of_the_last(qtbot: QtBot, form: IncidentForm) -> None:
    begin(qtbot, form)
    form.start_new()
    assert not bar(form).isVisible()
    assert not [each for each in form.findChildren(ProposalLine) if each.objectName()]
    assert isinstance(field(form, "munitions"), LabeledField)
    assert text_of(form, "munitions") == ""


def test_a_value_that_is_taken_from_above_replaces_a_proposal(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    session.ledger.run(LogIncident(IncidentContent(title="Before", munitions=Figure.exactly(9)))).result(30)
    begin(qtbot, form)
    go_to(form, "munitions")

    def taken() -> bool:
        press(form, Qt.Key.Key_Up, CONTROL)
        return text_of(form, "munitions") == "9"

    qtbot.waitUntil(taken)
    assert box(form, "munitions").property("proposed") is False
    assert line(form, "munitions") is None
