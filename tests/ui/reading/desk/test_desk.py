"""The reading desk by keyboard: going through a document, and what comes of its passages."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ascertain.app import commands as c
from ascertain.app.session import LogSession
from ascertain.domain.codes import AnchorKind, Status
from ascertain.domain.marks import MarkKind
from ascertain.domain.records import Document, Incident, NamedRef
from ascertain.domain.rows import Shelf
from ascertain.ui.kit import NoticeBar
from ascertain.ui.reading.desk import ReadingDesk
from tests.ui.reading.desk.conftest import CTRL, SHIFT, TEXT, Hands

FIRST = "A broadcaster told of a drone that hit the depot, and of rockets on the camp."
SECOND = "It gave no details."
K = Qt.Key


def save(hands: Hands, held: Qt.KeyboardModifier = CTRL) -> None:
    """Save the form; proposals of the passage that were not accepted are left out, which is asked once."""

    def keep() -> None:
        hands.press(K.Key_Return, held)
        notice = hands.desk.findChild(NoticeBar, "incident_notice")
        if isinstance(notice, NoticeBar) and notice.isVisible() and "Save again" in notice.text:
            hands.press(K.Key_Return, held)

    hands.settle(keep)


def open_words(hands: Hands) -> str:
    label = hands.find("reading_open")
    assert isinstance(label, QLabel)
    return label.text()


def test_the_keyboard_goes_through_the_sentences(hands: Hands) -> None:
    assert hands.focus.objectName() == "reading_text"
    assert hands.selected == FIRST
    hands.press(K.Key_Down)
    assert hands.selected == SECOND
    hands.press(K.Key_BracketRight)
    assert hands.selected == "The command said that its forces dealt with three drones."
    hands.press(K.Key_BracketLeft)
    hands.press(K.Key_Up)
    assert hands.selected == FIRST
    hands.press(K.Key_Down, SHIFT)
    assert hands.selected == f"{FIRST} {SECOND}"
    hands.press(K.Key_Up, SHIFT)
    assert hands.selected == FIRST
    hands.press(K.Key_Left, SHIFT, times=6)
    assert hands.selected == FIRST[:-6]
    hands.press(K.Key_Right, Qt.KeyboardModifier.AltModifier, times=4)
    assert hands.selected.startswith("a drone that hit")
    hands.press(K.Key_Escape)
    assert hands.selected == ""


def test_a_letter_beyond_the_first_plane_moves_nothing(hands: Hands) -> None:
    hands.press(K.Key_Down, times=4)
    assert hands.selected == "Groups claimed two attacks 😀 on the western and the northern base."
    hands.press(K.Key_Down)
    assert hands.selected == "Nobody was hurt."
    hands.press(K.Key_Down)
    assert hands.selected == "وقالت القناة إن طائرة سقطت قرب القاعدة."


def test_nothing_to_log_goes_on_and_can_be_taken_back(hands: Hands) -> None:
    assert open_words(hands) == "8 of 8 sentences open"
    hands.settle(lambda: hands.press(K.Key_N))
    assert open_words(hands) == "7 of 8 sentences open"
    assert hands.selected == SECOND
    hands.press(K.Key_Up)
    assert hands.selected == FIRST
    hands.settle(lambda: hands.press(K.Key_N))
    assert open_words(hands) == "8 of 8 sentences open"
    assert hands.marks().marks == ()
    hands.settle(lambda: hands.run(c.Undo()))
    assert open_words(hands) == "7 of 8 sentences open"


def test_tab_goes_to_what_is_open_and_leaves_the_text_at_its_end(hands: Hands) -> None:
    hands.settle(lambda: hands.run(c.MarkPassage(hands.taken(SECOND))))
    hands.press(K.Key_Tab)
    assert hands.selected == "The command said that its forces dealt with three drones."
    hands.press(K.Key_Backtab)
    assert hands.selected == FIRST
    hands.press(K.Key_Tab, times=6)
    assert hands.selected == "ولم تذكر من أطلقها."
    hands.press(K.Key_Tab)
    assert hands.focus.objectName() != "reading_text"


def test_a_new_incident_begins_with_its_passage(hands: Hands) -> None:
    hands.press(K.Key_I)
    hands.type("Drone hits a depot")
    save(hands)
    (mark,) = hands.marks().marks
    assert mark.quote == FIRST
    assert mark.source is not None
    assert mark.source.name == "A paper"
    incident = hands.ask(lambda queries: queries.incident(mark.incidents[0].id))
    content = incident.content  # type: ignore[attr-defined]  # the answer is an incident
    assert content.title == "Drone hits a depot"
    assert (content.when.anchor.kind, content.when.anchor.record_id) == (AnchorKind.PUBLICATION, hands.document)
    assert content.statements[0].said_on.isoformat() == "2023-10-19"
    assert TEXT[content.statements[0].passage.start : content.statements[0].passage.end] == FIRST
    assert hands.focus.objectName() == "reading_text"
    assert hands.selected == SECOND


def test_a_passage_is_evidence_of_the_incident_in_hand(hands: Hands) -> None:
    hands.press(K.Key_I)
    hands.type("Drone hits a depot")
    save(hands)
    hands.press(K.Key_Down, times=2)
    hands.press(K.Key_A)
    hands.qtbot.waitUntil(lambda: hands.desk.side.form_open)
    save(hands)
    first, second = hands.marks().marks
    assert first.incidents == second.incidents
    assert second.quote == "It did not say whose they were."
    assert hands.selected.startswith("Groups claimed")


def test_a_passage_is_evidence_of_an_incident_that_is_found(hands: Hands) -> None:
    hands.settle(lambda: hands.log("rockets on the camp", "Rockets on the camp"))
    hands.settle(lambda: hands.log("three drones", "Three drones"))
    hands.select("Nobody was hurt.")
    hands.press(K.Key_A)
    finder = QApplication.activeModalWidget()
    assert finder is not None
    found = finder.findChild(QListWidget, "incident_finder_list")
    assert found is not None
    hands.qtbot.waitUntil(lambda: found.count() == 2 and finder.isAncestorOf(hands.focus))
    hands.type("three")
    hands.qtbot.waitUntil(lambda: found.count() == 1)
    hands.press(K.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.desk.side.form_open)
    hands.come_back()
    save(hands)
    added = next(each for each in hands.marks().marks if each.quote == "Nobody was hurt.")
    assert [each.title for each in added.incidents] == ["Three drones"]


def test_a_new_source_is_marked_where_it_was_named(hands: Hands) -> None:
    hands.select("The command")
    hands.press(K.Key_L)
    assert hands.focus.objectName() == "passage_source"
    hands.press(K.Key_S)
    assert hands.desk.side.entry_form is not None
    save(hands)
    (mark,) = hands.marks().marks
    assert (mark.kind, mark.shelf, mark.quote) == (MarkKind.ENTRY, Shelf.SOURCES, "The command")
    assert mark.entry is not None
    assert mark.entry.name == "The command"
    assert open_words(hands) == "7 of 8 sentences open"
    hands.settle(lambda: hands.run(c.Undo()))
    assert hands.marks().marks == ()


def test_enter_shows_what_can_be_done(hands: Hands) -> None:
    hands.press(K.Key_Return)
    card = hands.desk.page.card
    assert card.isVisible()
    assert hands.focus.objectName() == "passage_incident"
    hands.press(K.Key_Down)
    assert hands.focus.objectName() == "passage_evidence"
    hands.press(K.Key_Up, times=2)
    assert hands.focus.objectName() == "passage_nothing"
    hands.press(K.Key_Escape)
    assert not card.isVisible()
    assert hands.focus.objectName() == "reading_text"
    hands.press(K.Key_Return)
    hands.settle(lambda: hands.press(K.Key_N))
    assert hands.marks().marks[0].kind is MarkKind.NOTHING


def test_the_mouse_selects_and_is_offered_the_same(hands: Hands) -> None:
    text = hands.desk.page.text
    text.let_go()
    port = text.viewport()
    start = text.cursorRect(text.cursorForPosition(QPoint(20, 20))).center()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, start + QPoint(160, 0))
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(160, 0))
    assert len(hands.selected) > 3
    assert hands.desk.page.card.isVisible()
    assert hands.focus is text
    hands.settle(lambda: hands.press(K.Key_N))
    assert len(hands.marks().marks) == 1
    assert not hands.desk.page.card.isVisible()


def test_a_click_goes_from_a_mark_to_its_incident_and_back(hands: Hands, qtbot: QtBot) -> None:
    hands.settle(lambda: hands.log("three drones", "Three drones", Status.CLAIMED))
    text, side = hands.desk.page.text, hands.desk.side
    text.let_go()
    place = text.marks[0].start + 2
    cursor = text.textCursor()
    cursor.setPosition(place)
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center())
    assert side.incidents.isVisible()
    hands.press(K.Key_Escape)  # the text has the keyboard: nothing is selected, so the desk is left
    side.show_list()
    side.logged.setFocus()
    side.logged.setCurrentIndex(side.logged.model().index(0, 0))
    QTest.mouseClick(side.logged.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(30, 15))
    assert text.framed == "three drones"
    note = next(rect for rect, _ in text.notes.notes())
    QTest.mouseClick(text.notes, Qt.MouseButton.LeftButton, pos=note.center().toPoint())
    assert side.incidents.isVisible()


def test_what_came_of_a_passage_is_said_in_words(hands: Hands) -> None:
    hands.settle(lambda: hands.log("three drones", "Three drones", Status.CLAIMED))
    hands.select("three drones")
    here = hands.find("reading_here")
    assert "Three drones" in here.accessibleName()
    assert "Claimed" in here.accessibleName()
    text = hands.desk.page.text
    assert "Three drones" in text.tell(text.marks_here())
    row = hands.desk.side.logged.model().index(0, 0)
    spoken = row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert all(each in spoken for each in ("Three drones", "Claimed", "three drones", "A broadcaster"))
    hands.press(K.Key_S)
    assert hands.desk.side.incidents.isVisible()


def test_marks_over_each_other_are_both_told(hands: Hands) -> None:
    hands.settle(lambda: hands.log("its forces dealt with three drones", "Forces", Status.CONFIRMED))
    hands.settle(lambda: hands.log("three drones", "Three drones", Status.CLAIMED))
    text = hands.desk.page.text
    block = text.document().findBlock(text.marks[0].start)
    parts = block.layout().formats()
    assert len(parts) == 2
    assert parts[0].format.background() != parts[1].format.background()
    assert parts[0].format.underlineStyle() == parts[1].format.underlineStyle()
    hands.select("three drones")
    assert {each.incidents[0].title for each in text.marks_here()} == {"Forces", "Three drones"}
    (_, met) = next(iter(text.notes.notes()))
    assert len(met) == 2
    hands.press(K.Key_S)
    assert hands.desk.side.logged.isVisible()


def test_changes_from_elsewhere_are_followed(hands: Hands) -> None:
    incident = 0

    def log() -> None:
        nonlocal incident
        incident = hands.log("three drones", "Three drones")

    hands.settle(log)
    assert "1 incident logged from it" in hands.find("reading_line").text()  # type: ignore[attr-defined]  # a label
    assert hands.selected == FIRST
    hands.settle(lambda: hands.run(c.SetStatus((incident,), Status.CONFIRMED, "seen")))
    assert hands.desk.page.text.marks[0].mark.incidents[0].status == "confirmed"
    hands.settle(lambda: hands.run(c.TrashIncidents((incident,))))
    assert hands.desk.page.text.marks == ()


def test_a_text_that_changes_keeps_its_marks_and_tells_what_is_lost(hands: Hands) -> None:
    hands.settle(lambda: hands.log("three drones", "Three drones"))
    hands.settle(lambda: hands.run(c.MarkPassage(hands.taken("Nobody was hurt."))))
    text = "An update.\n\n" + TEXT.replace("Nobody was hurt.", "")
    kept = Document("News of the day", NamedRef("A paper"), text=text, id=hands.document)
    hands.settle(lambda: hands.run(c.KeepEntry(kept)))
    shown = hands.desk.page.text
    assert [text[shown.text.at_of(each.start) : shown.text.at_of(each.end)] for each in shown.marks] == ["three drones"]
    assert "no longer found" in hands.desk.page.notice.text
    first = hands.desk.side.logged.model().index(0, 0)
    assert "no longer in the text" in first.data(Qt.ItemDataRole.DisplayRole)


def test_a_purged_document_goes_from_the_desk(hands: Hands) -> None:
    hands.settle(lambda: hands.run(c.PurgeEntry(Shelf.DOCUMENTS, hands.document, "to protect somebody")))
    assert hands.desk.document_id is None
    assert hands.find("reading_empty").isVisible()


def test_what_is_typed_is_asked_about_before_another_document_comes(hands: Hands, qtbot: QtBot) -> None:
    kept = Document("Other news", text="Another text. Of two sentences.")
    hands.settle(lambda: hands.run(c.KeepEntry(kept)))
    other = hands.document + 1
    hands.press(K.Key_I)
    hands.type("Half a title")

    def keep_editing() -> None:
        question = QApplication.activeModalWidget()
        assert question is not None
        QTest.keyClick(question, K.Key_Escape)

    QTimer.singleShot(0, hands.desk, keep_editing)
    hands.desk.read(other)
    assert hands.desk.document_id == hands.document
    assert hands.desk.side.form_open
    hands.come_back()
    save(hands)
    hands.settle(lambda: hands.desk.read(other))
    assert hands.desk.page.text.toPlainText() == "Another text. Of two sentences."


def test_what_is_typed_is_kept_as_a_draft(hands: Hands, qtbot: QtBot) -> None:
    hands.press(K.Key_I)
    hands.type("Half a title")
    qtbot.waitUntil(lambda: len(hands.ask(lambda queries: queries.drafts())) == 1, timeout=8_000)  # type: ignore[arg-type]  # a list
    found = hands.ask(lambda queries: queries.drafts())
    assert "three" not in str(found)
    assert "depot" in str(found)


def test_escape_steps_back_to_where_one_came_from(hands: Hands, qtbot: QtBot) -> None:
    hands.desk.side.logged.setFocus()
    hands.desk.side.show_list()
    hands.press(K.Key_Escape)
    assert hands.focus.objectName() == "reading_text"
    hands.press(K.Key_Escape)
    assert hands.selected == ""
    with qtbot.waitSignal(hands.desk.closed):
        hands.press(K.Key_Escape)


def test_an_empty_desk_says_what_to_do_and_lists_what_waits(
    bare_desk: ReadingDesk, session: LogSession, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(bare_desk.settled):
        bare_desk.start()
    assert bare_desk.findChild(QLabel, "reading_waiting_title").isHidden()  # type: ignore[union-attr]  # it is there
    session.ledger.run(c.KeepEntry(Document("First", text="One. Two."))).result(30)
    session.ledger.run(c.KeepEntry(Document("Second", text="One. Two."))).result(30)
    with qtbot.waitSignal(bare_desk.settled):
        bare_desk.start()
    waiting = bare_desk.findChild(QListWidget, "reading_waiting")
    assert waiting is not None
    assert [waiting.item(at).text().split(" · ")[-1] for at in range(2)] == ["2 of 2 sentences open"] * 2
    assert "Second" in waiting.item(0).text()
    with qtbot.waitSignal(bare_desk.settled):
        QTest.keyClick(waiting, K.Key_Return)
    assert bare_desk.findChild(QPlainTextEdit, "reading_text").toPlainText() == "One. Two."  # type: ignore[union-attr]  # it is there


def test_a_document_is_worked_through_by_keyboard_until_nothing_is_open(hands: Hands) -> None:
    """Every passage has its record, and every record its passage."""
    titles = iter(("Drone hits a depot", "Three drones dealt with", "Two attacks claimed", "Drone near the base"))
    for deed in "iniiANin":
        hands.select(hands.selected)
        if deed == "i":
            hands.press(K.Key_I)
            hands.type(next(titles, "One more"))
            save(hands)
        elif deed == "A":
            hands.press(K.Key_A)
            hands.qtbot.waitUntil(lambda: hands.desk.side.form_open)
            save(hands)
        else:
            hands.settle(lambda: hands.press(K.Key_N))
    assert open_words(hands) == "No sentence open"
    marks = hands.marks()
    assert len(marks.marks) == 8
    for mark in marks.marks:
        assert TEXT[mark.passage.start : mark.passage.end] == mark.quote
    shown = hands.desk.page.text.marks
    assert sorted((each.mark.kind, each.mark.id) for each in shown) == sorted((m.kind, m.id) for m in marks.marks)
    told = {each.id for mark in marks.marks for each in mark.incidents}
    assert len(told) == 4
    for number in told:
        incident = hands.ask(lambda queries, number=number: queries.incident(number))  # type: ignore[misc]  # bound now
        for statement in incident.content.statements:  # type: ignore[attr-defined]  # an incident
            assert statement.document.id == hands.document
            assert statement.quote in TEXT


def test_what_the_passage_proposes_stands_in_the_form_and_is_accepted_by_one_key(hands: Hands, qtbot: QtBot) -> None:
    hands.select("The command said that its forces dealt with three drones.")
    hands.press(K.Key_I)
    qtbot.waitUntil(lambda: hands.find("proposal_bar").isVisible())
    hands.type("Three drones dealt with")
    hands.press(K.Key_Period, CTRL | SHIFT)
    save(hands)
    [made] = [each.id for mark in hands.marks().marks for each in mark.incidents]
    kept = hands.ask(lambda queries: queries.incident(made))
    assert isinstance(kept, Incident)
    assert kept.content.munitions.best == 3
    assert kept.content.means == "uas_unknown"
    assert kept.content.kind == "air_drone_strike"
