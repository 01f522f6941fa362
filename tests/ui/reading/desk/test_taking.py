"""What is taken from a passage at the desk: several incidents from one, and one statement however often it is used."""

from __future__ import annotations

from PySide6.QtCore import Qt

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
