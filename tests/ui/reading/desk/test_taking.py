"""What is taken from a passage at the desk: several incidents from one, and one statement however often it is used."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ascertain.domain.marks import MarkKind
from ascertain.domain.records import Incident
from tests.ui.reading.desk.conftest import CTRL, SHIFT, Hands
from tests.ui.reading.desk.test_desk import save

K = Qt.Key


def test_a_passage_can_tell_of_several_incidents(hands: Hands) -> None:
    hands.select("Groups claimed two attacks 😀 on the western and the northern base.")
    hands.press(K.Key_I)
    hands.type("Attack on the western base")
    save(hands, CTRL | SHIFT)
    assert hands.focus.objectName() == "title"
    assert hands.selected.startswith("Groups claimed"), "what is typed from stays selected"
    hands.type("Attack on the northern base")
    save(hands)
    marks = hands.marks().marks
    assert [each.incidents[0].title for each in marks] == ["Attack on the western base", "Attack on the northern base"]
    assert {each.quote for each in marks} == {"Groups claimed two attacks 😀 on the western and the northern base."}
    second = hands.ask(lambda queries: queries.incident(marks[1].incidents[0].id))
    assert isinstance(second, Incident)
    assert second.content.when.anchor.record_id == hands.document
    assert hands.selected == "Nobody was hurt."


def statements(hands: Hands, number: int) -> list[int | None]:
    incident = hands.ask(lambda queries: queries.incident(number))
    assert isinstance(incident, Incident)
    return [each.id for each in incident.content.statements]


def test_a_passage_that_is_a_statement_bears_on_a_further_incident(hands: Hands) -> None:
    words = "It gave no details."
    first = hands.log(words, "A drone on the depot")
    [told] = statements(hands, first)
    hands.select("Nobody was hurt.")
    hands.press(K.Key_I)
    hands.type("Rockets on the camp")
    save(hands)
    hands.select(words)
    hands.press(K.Key_A)
    hands.qtbot.waitUntil(lambda: hands.desk.side.form_open)
    save(hands)
    [mark] = [each for each in hands.marks().marks if each.quote == words]
    assert mark.id == told, "no second statement says the same"
    assert [each.title for each in mark.incidents] == ["A drone on the depot", "Rockets on the camp"]


def test_what_is_evidence_already_is_gone_to(hands: Hands) -> None:
    hands.press(K.Key_I)
    hands.type("A drone on the depot")
    save(hands)
    [mark] = hands.marks().marks
    number = mark.incidents[0].id
    hands.press(K.Key_Up)
    assert hands.selected == mark.quote
    hands.press(K.Key_A)
    hands.qtbot.waitUntil(lambda: hands.desk.side.form_open)
    assert "Shift+A" in hands.desk.page.notice.text
    hands.qtbot.waitUntil(lambda: hands.focus.objectName().startswith("statement"))
    hands.press(K.Key_Return, CTRL)
    hands.qtbot.waitUntil(lambda: not hands.desk.side.form_open)
    assert statements(hands, number) == [mark.id]


def test_a_quick_hand_is_not_ahead_of_the_log(hands: Hands) -> None:
    hands.press(K.Key_N, times=3)
    hands.qtbot.waitUntil(lambda: len(hands.marks().marks) == 3)
    assert [each.quote for each in hands.marks().marks] == [
        "A broadcaster told of a drone that hit the depot, and of rockets on the camp.",
        "It gave no details.",
        "The command said that its forces dealt with three drones.",
    ]
    hands.qtbot.waitUntil(lambda: hands.selected == "It did not say whose they were.")


def test_what_is_pressed_after_a_save_means_the_next_passage(hands: Hands) -> None:
    hands.press(K.Key_I)
    hands.type("A drone on the depot")
    hands.press(K.Key_Return, CTRL)
    hands.press(K.Key_Return, CTRL)  # without what the passage proposes
    hands.qtbot.waitUntil(lambda: hands.focus.objectName() == "reading_text")
    hands.press(K.Key_N)
    hands.qtbot.waitUntil(lambda: len(hands.marks().marks) == 2)
    assert [(each.kind, each.quote) for each in hands.marks().marks][1] == (MarkKind.NOTHING, "It gave no details.")


def test_a_passage_of_a_quick_hand_is_what_its_form_is_typed_from(hands: Hands) -> None:
    hands.press(K.Key_N)
    hands.press(K.Key_I)
    hands.qtbot.waitUntil(lambda: hands.desk.side.form_open)
    hands.type("No details")
    save(hands)
    told = [each for each in hands.marks().marks if each.kind is MarkKind.STATEMENT]
    assert [each.quote for each in told] == ["It gave no details."]


def test_a_sentence_is_no_name_and_a_form_in_which_nothing_was_typed_is_left_at_once(hands: Hands) -> None:
    hands.select("It gave no details.")
    hands.press(K.Key_L)
    hands.press(K.Key_S)
    form = hands.desk.side.entry_form
    assert form is not None
    assert hands.focus.objectName() == "source_name"
    hands.press(K.Key_Escape)
    assert hands.desk.side.entry_form is None
    hands.select("The command")
    hands.press(K.Key_L)
    hands.press(K.Key_S)
    assert hands.focus.objectName() == "source_kind", "the words that were selected are the name"
    hands.press(K.Key_Escape)
    assert hands.desk.side.entry_form is None
    assert hands.focus.objectName() == "reading_text"
