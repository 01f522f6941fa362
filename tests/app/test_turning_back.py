from __future__ import annotations

from dataclasses import replace
from typing import Any

from ascertain.app.commands import (
    EditIncident,
    Redo,
    SetStatus,
    Undo,
)
from ascertain.domain.codes import Status
from tests.app.contents import logged, refusal


def test_undo_and_redo_survive_a_restart(log: Any) -> None:
    incident_id = logged(log)
    log.run(SetStatus((incident_id,), Status.CONFIRMED, "seen"))
    log.reopen()
    assert str(log.session.ledger.undo_state().result().undo) == "Set status of 2023-0001"
    assert str(log.run(Undo()).label) == "Undo: Set status of 2023-0001"
    assert log.incident(incident_id).content.status is Status.UNCONFIRMED
    log.reopen()
    assert str(log.session.ledger.undo_state().result().redo) == "Set status of 2023-0001"
    assert str(log.run(Redo()).label) == "Redo: Set status of 2023-0001"
    assert log.incident(incident_id).content.status is Status.CONFIRMED
    assert refusal(log, Redo()).problems[0].code == "nothing_to_redo"


def test_a_new_operation_leaves_nothing_to_redo(log: Any) -> None:
    logged(log)
    log.run(Undo())
    logged(log)
    assert log.session.ledger.undo_state().result().redo is None


def test_undo_of_nothing_is_refused(log: Any) -> None:
    assert refusal(log, Undo()).problems[0].code == "nothing_to_undo"


def test_undo_refuses_where_a_row_was_changed_by_other_means(log: Any, writer_elsewhere: Any) -> None:
    incident = log.incident(logged(log))
    log.run(EditIncident(incident.id, incident.version, replace(incident.content, title="Edited", notes="More")))
    writer_elsewhere.execute("UPDATE incident SET title = 'by hand' WHERE id = ?", (incident.id,))
    refused = refusal(log, Undo())
    assert refused.problems[0].code == "changed_since"
    assert "incident 2023-0001" in str(refused.problems[0].text)
    assert log.incident(incident.id).content.notes == "More", "nothing was changed"
    assert str(log.session.ledger.undo_state().result().undo) == "Edit 2023-0001"
