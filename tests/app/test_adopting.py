from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ascertain.app.commands import AdoptAssertion, KeepEntry, Redo, SetAssertion, UnadoptAssertion, Undo
from ascertain.domain.codes import AssertionState, Role, Stance
from ascertain.domain.records import Assertion, Document, Figure, IncidentContent, NamedRef, Statement
from tests.app.contents import FULL, logged, refusal

_BLAME = Statement(
    NamedRef("Ministry"),
    Stance.ATTRIBUTES,
    assertions=(
        Assertion("attributed_to", value="Group A; Group B"),
        Assertion("munitions", value="3–5"),
        Assertion("means", value="uas_armed"),
        Assertion("place", value="South base"),
        Assertion("t_from", value="17 Oct 2023"),
        Assertion("place_text", value="near the river"),
        Assertion("killed_civilian", AssertionState.EXPLICIT_ZERO),
        Assertion("injured_civilian", AssertionState.UNKNOWN),
        Assertion("outcome", AssertionState.DECLINED),
    ),
)
_CONTENT = replace(FULL, statements=(*FULL.statements, _BLAME))


def _ids(log: Any, incident: int) -> list[int]:
    return [each.id for each in log.incident(incident).content.statements]


def _marked(content: IncidentContent) -> set[tuple[int, str]]:
    return {(at, a.field) for at, s in enumerate(content.statements) for a in s.assertions if a.adopted}


def test_a_value_goes_into_the_finding_as_one_operation(log: Any) -> None:
    incident = logged(log, _CONTENT)
    before, ministry = log.incident(incident).content, _ids(log, incident)[2]
    changed = log.run(AdoptAssertion(incident, ministry, "munitions"))
    assert str(changed.label) == "Adopt Munitions in 2023-0001"
    content = log.incident(incident).content
    assert content.munitions == Figure(low=3, high=5)
    assert _marked(content) == {(2, "munitions")}, "the account that was adopted before is no longer cited"
    log.run(Undo())
    assert log.incident(incident).content == before
    log.run(Redo())
    assert log.incident(incident).content == content


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("means", "uas_armed"),
        ("place_text", "near the river"),
        ("killed_civilian", Figure.exactly(0)),
        ("injured_civilian", Figure(unknown=True)),
    ],
)
def test_each_kind_of_value_is_taken_over(log: Any, field: str, found: object) -> None:
    incident = logged(log, _CONTENT)
    log.run(AdoptAssertion(incident, _ids(log, incident)[2], field))
    assert getattr(log.incident(incident).content, field) == found


def test_names_and_times_are_taken_over_as_if_typed(log: Any) -> None:
    incident = logged(log, _CONTENT)
    ministry = _ids(log, incident)[2]
    for field in ("place", "t_from", "attributed_to"):
        log.run(AdoptAssertion(incident, ministry, field))
    content = log.incident(incident).content
    assert content.place is not None
    assert content.place.name == "South base"
    assert content.when.phrase == "17 Oct 2023"
    assert content.when.t_from == FULL.when.t_from
    assert [each.actor.name for each in content.actors if each.role is Role.ATTRIBUTED_TO] == ["Group A", "Group B"]
    assert [each.actor.name for each in content.actors if each.role is Role.CLAIMED_BY] == ["Group of the River"]


def test_silence_cannot_be_adopted(log: Any) -> None:
    incident = logged(log, _CONTENT)
    for field in ("outcome", "injured_attacker"):
        refused = refusal(log, AdoptAssertion(incident, _ids(log, incident)[2], field))
        assert refused.problems[0].code == "no_value"


def test_the_mark_can_be_taken_away_and_the_finding_stays(log: Any) -> None:
    incident = logged(log, _CONTENT)
    ministry = _ids(log, incident)[2]
    log.run(AdoptAssertion(incident, ministry, "means"))
    log.run(UnadoptAssertion(incident, ministry, "means"))
    content = log.incident(incident).content
    assert content.means == "uas_armed"
    assert (2, "means") not in _marked(content)


def test_what_an_account_says_is_set_changed_and_taken_out(log: Any) -> None:
    incident = logged(log, _CONTENT)
    first, _, ministry = _ids(log, incident)

    def said(at: int, field: str) -> Assertion | None:
        assertions = log.incident(incident).content.statements[at].assertions
        return next((each for each in assertions if each.field == field), None)

    log.run(SetAssertion(incident, first, "outcome", AssertionState.DECLINED))
    assert said(0, "outcome") == Assertion("outcome", AssertionState.DECLINED, id=said(0, "outcome").id)  # type: ignore[union-attr]
    log.run(SetAssertion(incident, first, "munitions", AssertionState.VALUE, "2"))
    assert said(0, "munitions").adopted, "the same value is still the one that was adopted"  # type: ignore[union-attr]
    log.run(SetAssertion(incident, first, "munitions", AssertionState.VALUE, "4"))
    assert not said(0, "munitions").adopted  # type: ignore[union-attr]
    log.run(SetAssertion(incident, ministry, "means", None))
    assert said(2, "means") is None
    refused = refusal(log, SetAssertion(incident, first, "munitions", AssertionState.VALUE, "a few"))
    assert refused.problems[0].field == "munitions"
    assert refusal(log, SetAssertion(incident, 999, "means", None)).problems[0].code == "gone"


def test_blame_from_another_time_asks_and_says_from_when(log: Any) -> None:
    early = replace(_BLAME, said_on=date(2023, 9, 1))
    incident = logged(log, replace(FULL, statements=(early,)))
    (ministry,) = _ids(log, incident)
    refused = refusal(log, AdoptAssertion(incident, ministry, "attributed_to"))
    assert refused.problems[0].code == "another_time"
    assert "2023-09-01" in str(refused.problems[0].text)
    assert "2023-10-17" in str(refused.problems[0].text)
    roles = {each.role for each in log.incident(incident).content.actors}
    assert Role.ATTRIBUTED_TO not in roles
    log.run(AdoptAssertion(incident, ministry, "munitions"))  # what is no blame passes
    log.run(AdoptAssertion(incident, ministry, "attributed_to", despite=True))
    names = [each.actor.name for each in log.incident(incident).content.actors if each.role is Role.ATTRIBUTED_TO]
    assert names == ["Group A", "Group B"]


def test_the_day_of_the_document_counts_where_the_statement_has_none(log: Any) -> None:
    document = log.run(KeepEntry(Document("Old bulletin", published_on=date(2023, 1, 5)))).made[0]
    told = replace(_BLAME, document=NamedRef("Old bulletin", document))
    incident = logged(log, replace(FULL, statements=(told,)))
    refused = refusal(log, AdoptAssertion(incident, _ids(log, incident)[0], "attributed_to"))
    assert "2023-01-05" in str(refused.problems[0].text)


def test_a_claim_never_becomes_an_attribution(log: Any) -> None:
    claim = Statement(
        NamedRef("Group A office"),
        Stance.CLAIMS_RESPONSIBILITY,
        assertions=(Assertion("claimed_by", value="Group A"), Assertion("attributed_to", value="Group A")),
    )
    incident = logged(log, replace(FULL, actors=(), statements=(claim,)))
    (office,) = _ids(log, incident)
    for despite in (False, True):
        refused = refusal(log, AdoptAssertion(incident, office, "attributed_to", despite))
        assert refused.problems[0].code == "no_attribution"
    log.run(AdoptAssertion(incident, office, "claimed_by"))
    assert [each.role for each in log.incident(incident).content.actors] == [Role.CLAIMED_BY]
