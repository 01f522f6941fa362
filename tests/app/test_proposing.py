"""A passage read with what an open log knows."""

from __future__ import annotations

from datetime import date
from typing import Any

from ascertain.app.commands import KeepCode, KeepEntry
from ascertain.app.proposing import PassageBeside, shipped_books
from ascertain.domain.codes import Affiliation
from ascertain.domain.proposals import Proposal
from ascertain.domain.records import Actor, AlternateName, Document, NamedRef, Place, Source
from ascertain.domain.vocabulary import Code

_TEXT = "The North Command said on Wednesday that two drones had hit Camp Seven in Iraq yesterday."


def read(log: Any, text: str = _TEXT, beside: PassageBeside | None = None) -> dict[str, Proposal]:
    found = log.ask(lambda queries: log.session.proposals.read(queries, text, beside))
    return {each.field: each for each in found}


def fill(log: Any) -> None:
    log.run(KeepEntry(Actor("Northern army", kind="state_force", names=(AlternateName("جيش الشمال", "ar"),))))
    voice = NamedRef("Northern army")
    log.run(KeepEntry(Source("North Command", kind="command", actor=voice, affiliation=Affiliation.SPEAKS_FOR)))
    log.run(KeepEntry(Place("Camp Seven", kind="base", country="IQ")))


def test_names_of_the_log_and_of_the_gazetteer_are_known(log: Any) -> None:
    bare = read(log)
    assert bare["place"].value == "Iraq"
    assert bare["place"].place is not None
    assert bare["place"].place.country == "IQ"
    assert "North Command" in bare["source"].value
    fill(log)
    found = read(log, beside=PassageBeside(date(2023, 10, 18)))
    assert found["place"].value == "Camp Seven"
    assert found["where_precision"].value == "exact"
    assert found["source"].value == "North Command"
    assert found["said_on"].value == "2023-10-18"
    assert found["t_from"].value == "yesterday"
    assert found["munitions"].value == "2"


def test_a_claim_of_a_source_is_one_of_the_actor_that_it_speaks_for(log: Any) -> None:
    fill(log)
    found = read(log, "North Command claimed responsibility for a rocket attack on Camp Seven.")
    assert found["claimed_by"].value == "Northern army"
    assert "attributed_to" not in found


def test_another_name_in_another_script_finds_the_actor(log: Any) -> None:
    fill(log)
    assert read(log, "تبنى جيش الشمال هجوما بالصواريخ.")["claimed_by"].value == "Northern army"


def test_a_code_that_is_retired_in_the_log_is_no_longer_proposed(log: Any) -> None:
    fill(log)
    assert read(log)["means"].value == "uas_unknown"
    log.run(KeepCode("means", Code("uas_unknown", "Drone, type unknown", retired=True)))
    assert "means" not in read(log)


def test_the_publisher_of_the_document_relays_an_outlet(log: Any) -> None:
    log.run(KeepEntry(Source("Dawn TV", kind="broadcaster")))
    found = read(log, "Rockets hit the camp, Dawn TV reported.", PassageBeside(publisher="Daily Item"))
    assert (found["source"].value, found["origin"].value) == ("Daily Item", "Dawn TV")


def test_there_are_words_of_four_languages() -> None:
    assert set(shipped_books()) == {"en", "ar", "fa", "he"}


def test_the_names_are_read_again_only_where_one_changed(log: Any) -> None:
    fill(log)
    asked: list[int] = []

    def counting(queries: Any) -> list[Proposal]:
        real = queries.known_names

        def noting(most: int) -> Any:
            asked.append(most)
            return real(most)

        queries.known_names = noting
        try:
            return list(log.session.proposals.read(queries, _TEXT, None))
        finally:
            del queries.known_names

    log.ask(counting)
    log.run(KeepEntry(Document("A report", text=_TEXT)))
    log.ask(counting)
    assert len(asked) == 1
    log.run(KeepEntry(Place("Camp Eight", kind="base", country="IQ")))
    places = {each.value for each in log.ask(counting) if each.field == "place"}
    assert (len(asked), places) == (2, {"Camp Seven"})
    found = log.ask(lambda queries: log.session.gazetteer.of(queries).search("Camp Eight"))
    assert found[0].place.name == "Camp Eight"
