"""No word is cut at the desk, however large the text and however little room there is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascertain.ui.theme import Wardrobe
from tests.ui.form.test_looks import cut
from tests.ui.reading.desk.conftest import Hands


def test_nothing_is_cut_in_a_form_with_proposals_beside_a_document(
    hands: Hands, qtbot: QtBot, wardrobe: Wardrobe
) -> None:
    wardrobe.apply("dark", 1.5)
    hands.desk.resize(900, 700)
    hands.select("The command said that its forces dealt with three drones.")
    hands.press(Qt.Key.Key_I)
    qtbot.waitUntil(lambda: hands.find("proposal_bar").isVisible())
    qtbot.waitUntil(lambda: cut(hands.find("incident_page")) == [])
    assert hands.desk.width() == 900
