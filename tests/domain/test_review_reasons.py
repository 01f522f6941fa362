from __future__ import annotations

from datetime import date

from ascertain.app.codebook import shipped_vocabularies
from ascertain.domain.codes import Role, Stance, Status
from ascertain.domain.records import ActorInRole, IncidentContent, NamedRef, Statement
from ascertain.domain.review import UsedReason
from ascertain.domain.review_reasons import fill_reason, known_of, offered_reasons, open_place
from ascertain.domain.vocabulary import Code, Vocabularies, Vocabulary

LISTS = shipped_vocabularies()


def test_reasons_are_offered_for_their_statuses() -> None:
    for status in Status:
        offered = offered_reasons(LISTS, status.value, ())
        assert "Looked again on {today}, nothing new" in offered
    assert "Denied by {source} with evidence" in offered_reasons(LISTS, "refuted", ())
    assert "Denied by {source} with evidence" not in offered_reasons(LISTS, "confirmed", ())


def test_what_was_given_before_comes_after_and_each_once() -> None:
    used = (
        UsedReason("refuted", "old film"),
        UsedReason("confirmed", "two agencies"),
        UsedReason("refuted", "OLD FILM"),
        UsedReason("refuted", "The accounts tell of another event"),
    )
    offered = offered_reasons(LISTS, "refuted", used)
    assert offered[-1] == "old film"
    assert len(offered) == len(set(offered))


def test_typing_narrows_what_is_offered() -> None:
    assert offered_reasons(LISTS, "refuted", (), "another ev") == ("The accounts tell of another event",)
    assert offered_reasons(LISTS, "refuted", (), "The accounts tell of another event") == ()
    assert offered_reasons(LISTS, "refuted", (), "no such words") == ()


def test_a_retired_reason_and_a_log_without_the_list_offer_nothing() -> None:
    gone = Vocabularies(
        [Vocabulary("review_reason", "Reasons", (Code("a", "Old", retired=True), Code("b", "For all")))]
    )
    assert offered_reasons(gone, "refuted", ()) == ("For all",)
    assert offered_reasons(Vocabularies([]), "refuted", (UsedReason("refuted", "x"),)) == ("x",)


def test_places_are_filled_from_the_incident_and_the_rest_is_left() -> None:
    content = IncidentContent(
        actors=(ActorInRole(NamedRef("Group"), Role.CLAIMED_BY),),
        statements=(
            Statement(NamedRef("Radio"), Stance.REPORTS),
            Statement(NamedRef("Agency"), Stance.CONFIRMS, origin=NamedRef("Command"), said_on=date(2023, 10, 19)),
        ),
    )
    known = known_of(content, 2, Status.CONFIRMED, "20 Oct 2023")
    assert fill_reason("Stated by {source} on {day}", known) == "Stated by Command on 2023-10-19"
    assert fill_reason("{origins} independent origins, none differs", known) == "2 independent origins, none differs"
    assert fill_reason("Claimed by {claimed_by}, seen {today}", known) == "Claimed by Group, seen 20 Oct 2023"
    denied = known_of(content, 2, Status.REFUTED, "20 Oct 2023")
    assert fill_reason("Denied by {source} {else}", denied) == "Denied by {source} {else}"


def test_places_are_gone_through_in_a_ring() -> None:
    text = "By {source} on {day}"
    assert open_place(text) == (3, 11)
    assert open_place(text, 11) == (15, 20)
    assert open_place(text, 20) == (3, 11)
    assert open_place("done {not a place}") is None
