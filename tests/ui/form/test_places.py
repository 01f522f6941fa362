"""The place of an incident, typed with real keys: what is offered, what is saved, and what is proposed beside it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascertain.app.commands import LogIncident, Undo
from ascertain.app.session import LogSession
from ascertain.domain.records import IncidentContent, NamedRef, Place
from ascertain.domain.rows import Shelf
from ascertain.store.queries import Queries
from ascertain.ui.form.form import IncidentForm
from ascertain.ui.form.names.choices import Choice, ChoiceKind
from ascertain.ui.form.names.code_boxes import CodeCombo
from ascertain.ui.form.names.place_box import PlaceBox
from ascertain.ui.form.names.popup import ChoicePopup
from tests.ui.form.form_keys import asked, edited, field, go_to, save
from tests.ui.form.key_presses import press, type_text


def offered(qtbot: QtBot, form: IncidentForm, text: str, wanted: str) -> list[Choice]:
    """Type a text into the box of the place; what the list shows once a choice begins with `wanted`."""
    go_to(form, "place")
    type_text(form, text)

    def choices() -> list[Choice]:
        popup = form.findChild(ChoicePopup, "place_choices")
        return list(popup.model.choices) if isinstance(popup, ChoicePopup) and popup.isVisible() else []

    qtbot.waitUntil(lambda: any(each.text.startswith(wanted) for each in choices()))
    return choices()


def place_of(session: LogSession, number: int) -> Place:
    """The place of an incident, as the library has it."""
    ref = asked(session, number).content.place
    assert ref is not None
    assert ref.id is not None
    queries = Queries(session.path)
    try:
        found = queries.entry(Shelf.PLACES, ref.id)
    finally:
        queries.close()
    assert isinstance(found, Place)
    return found


def places_in(session: LogSession) -> list[str]:
    queries = Queries(session.path)
    try:
        return [place.name for place in queries.places(1_000)]
    finally:
        queries.close()


def precision(form: IncidentForm) -> str | None:
    box = form.findChild(CodeCombo, "where_precision")
    assert isinstance(box, CodeCombo)
    return box.value()


def test_three_letters_and_a_place_of_the_gazetteer_is_in_the_log(
    qtbot: QtBot, form: IncidentForm, session: LogSession
) -> None:
    before = places_in(session)
    type_text(form, "Rockets")
    offered(qtbot, form, "hom", "Homs")
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Return)
    assert precision(form) == "exact"
    assert field(form, "where_precision").hint == "proposed"
    number = save(qtbot, form)
    place = place_of(session, number)
    assert (place.name, place.kind, place.country, place.admin1) == ("Homs", "town", "SY", "Homs")
    assert place.latitude == pytest.approx(34.73, abs=0.05)
    assert {"ar", "he"} <= {other.language for other in place.names}
    assert "حمص" in [other.name for other in place.names]
    assert asked(session, number).content.where_precision == "exact"
    # One operation: undo takes both back.
    session.ledger.run(Undo()).result(30)
    assert places_in(session) == before


def test_places_of_the_log_come_first_and_are_told_apart(qtbot: QtBot, form: IncidentForm) -> None:
    choices = offered(qtbot, form, "har", "Al-Harir")
    assert choices[0].text == "Al-Harir air base"
    heading = next(at for at, each in enumerate(choices) if each.kind is ChoiceKind.HEADING)
    assert heading >= 1
    assert choices[heading].text == "From the gazetteer"
    first = choices[heading + 1]
    assert first.detail
    assert choices[-1].kind is ChoiceKind.MAKER


def test_few_letters_offer_nothing_of_the_log_that_only_sounds_like_them(qtbot: QtBot, form: IncidentForm) -> None:
    choices = offered(qtbot, form, "erb", "Erbil")
    assert not any(each.known for each in choices), "an air base sounds like it"
    press(form, Qt.Key.Key_Down)
    popup = form.findChild(ChoicePopup, "place_choices")
    assert isinstance(popup, ChoicePopup)
    lit = popup.choice()
    assert lit is not None
    assert lit.text == "Erbil"


def test_another_spelling_finds_the_place_of_the_log(qtbot: QtBot, form: IncidentForm) -> None:
    assert offered(qtbot, form, "Harreer airbase", "Al-Harir")[0].text == "Al-Harir air base"


def test_the_name_in_arabic_is_enough(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Raid")
    choices = offered(qtbot, form, "الرطبة", "Ar Ruţbah")
    (rutba,) = [each for each in choices if each.text == "Ar Ruţbah"]
    assert rutba.matched == "الرطبة"
    assert rutba.detail == "Al Anbar, Iraq"
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Return)
    place = place_of(session, save(qtbot, form))
    assert (place.name, place.country, place.admin1) == ("Ar Ruţbah", "IQ", "Al Anbar")


def test_coordinates_are_offered_from_the_nearest_places(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    type_text(form, "Crash")
    choices = offered(qtbot, form, "33.04, 40.5", "20 km E of Ar Ruţbah")
    assert all(" of " in each.text for each in choices if each.kind is ChoiceKind.ENTRY)
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Return)
    number = save(qtbot, form)
    place = place_of(session, number)
    assert (place.latitude, place.longitude, place.country) == (33.04, 40.5, "IQ")
    assert asked(session, number).content.where_precision == "exact"


def test_impossible_coordinates_are_told_and_stay_typed(qtbot: QtBot, form: IncidentForm) -> None:
    go_to(form, "place")
    type_text(form, "33.49, 238.66")
    qtbot.waitUntil(lambda: field(form, "place").problem == "Longitude goes from -180 to 180 degrees.")
    line = form.findChild(PlaceBox, "place")
    assert isinstance(line, PlaceBox)
    assert line.text() == "33.49, 238.66"
    assert not line.completion.is_open


@pytest.mark.parametrize("typed", ["20 km E of Rutba", "٢٠ كم شرق الرطبة"])
def test_a_distance_is_read_into_a_point_nearby(
    qtbot: QtBot, form: IncidentForm, session: LogSession, typed: str
) -> None:
    type_text(form, "Crash")
    offered(qtbot, form, typed, "20 km E of Ar Ruţbah")
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Return)
    assert precision(form) == "near"
    number = save(qtbot, form)
    place = place_of(session, number)
    assert (place.name, place.country) == ("20 km E of Ar Ruţbah", "IQ")
    assert place.latitude == pytest.approx(33.037, abs=0.01)
    assert place.longitude == pytest.approx(40.5, abs=0.01)
    assert asked(session, number).content.where_precision == "near"


def test_what_the_analyst_says_of_the_precision_stands(qtbot: QtBot, form: IncidentForm) -> None:
    go_to(form, "where_precision")
    type_text(form, "Vag")
    assert precision(form) == "vague"
    offered(qtbot, form, "Syr", "Syria")
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Return)
    assert precision(form) == "vague"
    assert field(form, "where_precision").hint == ""


def test_a_proposal_goes_with_its_place(qtbot: QtBot, form: IncidentForm) -> None:
    offered(qtbot, form, "Syr", "Syria")
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Return)
    assert precision(form) == "country"
    for _ in "Syria":
        press(form, Qt.Key.Key_Backspace)
    assert precision(form) is None
    assert field(form, "where_precision").hint == ""


def test_an_incident_that_is_opened_gets_no_proposal(qtbot: QtBot, form: IncidentForm, session: LogSession) -> None:
    edited(qtbot, form, session, IncidentContent("Blast", place=NamedRef("Gaza")))
    qtbot.wait(50)
    assert precision(form) is None
    assert not form.is_dirty()


def test_what_is_chosen_survives_in_the_unfinished_form(qtbot: QtBot, form: IncidentForm) -> None:
    offered(qtbot, form, "hom", "Homs")
    press(form, Qt.Key.Key_Down)
    press(form, Qt.Key.Key_Return)
    draft = form.unfinished()
    assert draft is not None
    form.start_new()
    form.resume(draft, None)
    kept = form.unfinished()
    assert kept is not None
    assert kept.content == draft.content


def test_a_place_that_the_log_has_is_taken_and_another_of_the_name_is_made(session: LogSession) -> None:
    def log(place: Place) -> int | None:
        ref = NamedRef(place.name, None, place)
        number = session.ledger.run(LogIncident(IncidentContent("Blast", place=ref))).result(30).made[0]
        found = asked(session, number).content.place
        return found.id if found is not None else None

    libya = Place("Tripoli", "town", "LY", latitude=32.88, longitude=13.19)
    lebanon = Place("Tripoli", "town", "LB", latitude=34.43, longitude=35.84)
    assert log(libya) == log(libya)
    assert log(lebanon) == log(lebanon) != log(libya)
    assert log(Place("Tripoli", "province", "LY")) not in (log(libya), log(lebanon))
